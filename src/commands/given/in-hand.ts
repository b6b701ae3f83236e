import { execFileSync } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { parseMessage } from '../../ingest/content.ts'
import { compressionOf, detect } from '../../mail/source/detect.ts'
import { mboxEntries } from '../../mail/source/mbox.ts'
import { readSource } from '../../mail/source/sources.ts'
import type { StorableMessage } from '../../model/rows.ts'
import { UserError } from '../../model/user-error.ts'

/** What a file has to begin with, and what a folder has to hold, to be meant by a bare word. */
const DIFF = /^(?:diff |--- |Index: )/
const MAIL_FILE = /\.(?:patch|diff|eml|mbox|mbx)(?:\.\w{2,4})?$|^cur$/

/**
 * Does this word name something to read: standard input (`-`), a file that is mail or a patch, a
 * folder of such? A word of a title may be the name of a folder, too.
 */
export function isInHand(word: string): boolean {
  if (word === '-') return true
  const info = statSync(word, { throwIfNoEntry: false })
  if (!info) return false
  if (info.isDirectory()) return readdirSync(word).some((name) => MAIL_FILE.test(name))
  return info.isFile() && isMail(beginning(word))
}

function isMail(start: Buffer): boolean {
  return compressionOf(start) !== null || detect(start) !== 'nothing' || DIFF.test(String(start))
}

/** 64 KiB are plenty. */
function beginning(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(1 << 16)
    return bytes.subarray(0, readSync(file, bytes))
  } finally {
    closeSync(file)
  }
}

/**
 * The mails in what a user has in hand: a mail, a patch, an mbox, a folder of `git format-patch`,
 * or any of these on standard input; a bare diff is a patch without a title. Throws UserError.
 */
export async function mailsInHand(word: string): Promise<StorableMessage[]> {
  const whole = word === '-' ? await text(process.stdin) : wholeText(word)
  const mails = whole === null ? await readAll(word) : await mailsInText(whole)
  if (mails.length > 0) return mails
  throw new UserError('mistake', `there is no mail and no patch in ${shown(word)}`)
}

function shown(word: string): string {
  return word === '-' ? 'standard input' : word
}

/** The text of a file with one mail, an mbox or a diff; `null` for what only a source can read. */
function wholeText(path: string): string | null {
  if (statSync(path).isDirectory()) return null
  const bytes = readFileSync(path)
  return compressionOf(bytes) !== null || detect(bytes) === 'page' ? null : String(bytes)
}

async function readAll(folder: string): Promise<StorableMessage[]> {
  const raws: Buffer[] = []
  for await (const { raw } of readSource(folder)) if (raw) raws.push(raw.bytes)
  return (await Promise.all(raws.map(inHand))).flat()
}

/** The mails of a text: an mbox, one mail, or a diff. */
export async function mailsInText(whole: string): Promise<StorableMessage[]> {
  const bytes = Buffer.from(whole)
  const mails = /^From /.test(whole) ? mboxEntries(bytes) : [bytes]
  const isBareDiff = DIFF.test(whole)
  if (isBareDiff) return inHand(Buffer.concat([Buffer.from('Subject: [PATCH]\n\n'), bytes]))
  const found = (await Promise.all(mails.map(inHand))).flat()
  return found.filter(({ message }) => message.subject !== '' || !message.idIsMade)
}

async function inHand(bytes: Buffer): Promise<StorableMessage[]> {
  const foundAt = { source: '-', at: null }
  const { storable } = await parseMessage({ foundAt, form: 'mail', bytes })
  return storable ? [storable] : []
}

/** What `git format-patch` makes of commits, as text. Throws UserError. */
export function formattedRange(range: string): string {
  const args = ['format-patch', '--stdout', '--no-signature', range]
  try {
    const stdio = ['ignore', 'pipe', 'pipe'] as const
    return execFileSync('git', args, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: [...stdio] })
  } catch (error) {
    const { stderr = '', code } = error as { stderr?: string; code?: string }
    const why = code === 'ENOENT' ? 'git is not there' : (stderr.trim().split('\n')[0] ?? '')
    throw new UserError(
      'mistake',
      `${range} is no file or folder here, and git knows no such range (${why})`,
    )
  }
}

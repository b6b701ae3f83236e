import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CommentKind } from '../src/model/issue.ts'
import type { Label, Labelled } from './labelled.ts'
import { blocksOfMail } from './labelled-mail.ts'

/** A talk about one patch, made up in the manner of a community that has no list in the corpus. */
interface Talk {
  readonly community: string
  readonly patch: {
    readonly subject: string
    readonly author: string
    readonly message: readonly string[]
    readonly diff: readonly string[]
  }
  readonly mails: readonly {
    readonly from: string
    /** The mail that it answers: 0 is the patch, 1 the first of `mails`. */
    readonly to: number
    readonly blocks: readonly Block[]
  }[]
}

/** A run of unquoted lines, what is quoted above it, and what a reader says of it. */
interface Block {
  readonly quoted: readonly string[]
  readonly text: readonly string[]
  readonly kind: CommentKind
  readonly actionable: boolean
}

/** What mails and labels of these talks are said to be of. */
export const MADE_UP = 'made-up'

const FILE = join(import.meta.dirname, 'truth', `${MADE_UP}.jsonl`)
const HOUR = 3_600_000

/**
 * The labelled blocks of all talks, from a store that is made of them in `folder`.
 */
export async function madeUpBlocks(folder: string): Promise<Labelled[]> {
  const talks = readFileSync(FILE, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line, n) => written(JSON.parse(line) as Talk, n))
  const [mbox, path] = [join(folder, `${MADE_UP}.mbox`), join(folder, `${MADE_UP}.db`)]
  writeFileSync(mbox, talks.flatMap(({ mails }) => mails).join(''))
  return blocksOfMail(
    path,
    [mbox],
    talks.flatMap(({ labels }) => labels),
  )
}

/** A talk as mail of an mbox, and the labels of its blocks. */
function written(
  { patch, mails }: Talk,
  n: number,
): { readonly mails: readonly string[]; readonly labels: readonly Label[] } {
  const idOf = (mail: number): string => `<${MADE_UP}-${n}.${mail}@example.org>`
  const date = Date.UTC(2024, 0, 1) + n * 48 * HOUR
  const labels: Label[] = []
  const found = [
    mailText(
      patch.author,
      patch.subject,
      date,
      [idOf(0)],
      [
        ...patch.message,
        '',
        `Signed-off-by: ${addressOf(patch.author)}`,
        '---',
        '',
        ...patch.diff,
        '-- ',
        '2.43.0',
      ],
    ),
  ]
  for (const [i, { from, to, blocks }] of mails.entries()) {
    const lines = [`${to === 0 ? patch.author : (mails[to - 1]?.from ?? from)} wrote:`]
    for (const { quoted, text, kind, actionable } of blocks) {
      lines.push(...quoted.map(quotedLine), ...(quoted.length > 0 ? [''] : []))
      const line = lines.push(...text) - text.length + 1
      const endLine = lines.push('') - 1
      labels.push({
        ...UNSAID,
        thread: idOf(0),
        messageId: idOf(i + 1),
        line,
        endLine,
        kind,
        actionable,
      })
    }
    const above = ancestors(mails, i + 1).map(idOf)
    found.push(
      mailText(from, `Re: ${patch.subject}`, date + (i + 1) * HOUR, [idOf(i + 1), ...above], lines),
    )
  }
  return { mails: found, labels }
}

const UNSAID = {
  source: MADE_UP,
  corpus: MADE_UP,
  outcome: null,
  addressedIn: null,
  sure: 2,
} as const

/** Numbers of the mails above one, the nearest first; the last is the patch. */
function ancestors(mails: Talk['mails'], mail: number): number[] {
  const to = mails[mail - 1]?.to
  return to === undefined ? [] : [to, ...ancestors(mails, to)]
}

function quotedLine(line: string): string {
  return line === '' || line.startsWith('>') ? `>${line}` : `> ${line}`
}

function addressOf(name: string): string {
  return `${name} <${name.toLowerCase().replace(/[^a-z]+/g, '.')}@example.org>`
}

function mailText(
  from: string,
  subject: string,
  date: number,
  [id = '', ...above]: readonly string[],
  body: readonly string[],
): string {
  const answers =
    above.length === 0
      ? []
      : [`In-Reply-To: ${above[0] ?? ''}`, `References: ${above.toReversed().join(' ')}`]
  const lines = [
    `From: ${addressOf(from)}`,
    'To: list@example.org',
    `Subject: ${subject}`,
    `Date: ${new Date(date).toUTCString()}`,
    `Message-ID: ${id}`,
    ...answers,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    ...body,
  ]
  const text = lines.join('\n').replace(/^(>*From )/gm, '>$1')
  return `From mboxrd@z Thu Jan  1 00:00:00 1970\n${text}\n\n`
}

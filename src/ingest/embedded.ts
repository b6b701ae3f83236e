import type { Embedded } from '../mail/decode/attached.ts'
import { decodeWhole, type Decoded } from '../mail/decode/decode.ts'
import type { AttachedSet, Message, Person, RawMessage } from '../model/message.ts'
import type { Problem } from '../model/problem.ts'
import { parseSubject } from '../patch/subject.ts'
import { collapse } from '../text/lines.ts'

/** A message found in another. */
interface Found {
  readonly message: Message
  /** Named by a patch file; `null` where the sender is the author. */
  readonly author: Person | null
}

/** A digest in a digest is mail; more levels are only made to be many. */
const DEEPEST = 3

/** What the patch files of a mail say of it; `null` where it has none. */
export function attachedSet({ embedded, lone }: Decoded): AttachedSet | null {
  const files = [...embedded.filter(({ kind }) => kind === 'patch'), ...lone]
  if (files.length === 0) return null
  const versions = files.map(({ name }) => versionIn(name) ?? 0)
  const version = Math.max(...versions)
  return {
    version: Math.max(1, version),
    versionGiven: version > 0,
    total: files.length - lone.length,
  }
}

/** `v2-0001-title.patch` of git format-patch, `title-v2.patch`, `title_v2.diff`. */
function versionIn(name: string): number | null {
  const m = /^v(\d{1,3})[-_.]/i.exec(name) ?? /[-_.]v(\d{1,3})\.\w+$/i.exec(name)
  return m ? Number(m[1]) : null
}

/**
 * The mails and patches inside a mail, with the ids they are addressed by: their own, else
 * `<attached-N.` before that of the mail.
 */
export async function embeddedMessages(
  { message, embedded, beside }: Decoded,
  raw: RawMessage,
  depth = 0,
): Promise<{ messages: Found[]; problems: Problem[] }> {
  const messages: Found[] = beside.map((one) => ({ message: one, author: null }))
  const problems: Problem[] = []
  const patches = embedded.filter(({ kind }) => kind === 'patch')
  const mails = depth < DEEPEST ? embedded.filter(({ kind }) => kind === 'mail') : []
  const unread = embedded.length - patches.length - mails.length
  if (unread > 0) problems.push(attachmentProblem(`${unread} attached messages were not read`))
  for (const [i, patch] of patches.entries())
    messages.push(await patchMessage(message, patch, i + 1, patches.length))
  for (const [i, mail] of mails.entries()) {
    const id = idOf(message, patches.length + i + 1)
    const decoded = await decodedMail(mail, raw, message, id)
    const inside = await embeddedMessages(decoded, raw, depth + 1)
    messages.push({ message: decoded.message, author: null }, ...inside.messages)
    problems.push(...inside.problems)
  }
  return { messages, problems }
}

function attachmentProblem(text: string): Problem {
  return { kind: 'attachment', text, line: null }
}

function idOf(parent: Message, n: number): string {
  return `<attached-${n}.${parent.id.slice(1, -1)}>`
}

async function decodedMail(
  { bytes }: Embedded,
  { foundAt }: RawMessage,
  parent: Message,
  id: string,
): Promise<Decoded> {
  const decoded = await decodeWhole({ foundAt, form: 'mail', bytes })
  const { message } = decoded
  const listIds = message.listIds.length > 0 ? message.listIds : parent.listIds
  return { ...decoded, message: { ...message, id: message.idIsMade ? id : message.id, listIds } }
}

/**
 * A patch file as a mail of the one it came with: its own head, where it has one, gives title and
 * author.
 */
async function patchMessage(
  parent: Message,
  { name, bytes }: Embedded,
  n: number,
  total: number,
): Promise<Found> {
  const foundAt = { source: '', at: null }
  const hasHead = /^(?:From |From|Subject|Date|MIME-Version|Content-[\w-]+)\s*:/im.test(
    bytes.toString('latin1', 0, 200).split(/\r?\n\r?\n/, 1)[0] ?? '',
  )
  const whole = hasHead ? bytes : Buffer.concat([Buffer.from('\n'), bytes])
  const { message } = await decodeWhole({ foundAt, form: 'mail', bytes: whole })
  return {
    author: message.from.address === parent.from.address ? null : nonEmpty(message.from),
    message: {
      ...message,
      id: idOf(parent, n),
      idIsMade: false,
      subject: subjectOf(message.subject, parent, name, n, total),
      from: parent.from,
      to: parent.to,
      cc: parent.cc,
      date: parent.date,
      inReplyTo: [parent.id],
      references: [...parent.references.filter((id) => id !== parent.id), parent.id],
      listIds: parent.listIds,
      problems: message.problems.filter(({ kind }) => kind === 'charset' || kind === 'nul-bytes'),
    },
  }
}

function nonEmpty(person: Person): Person | null {
  return person.address || person.name ? person : null
}

/**
 * The subject as git format-patch would have written it, with what it lacks from the file's name.
 */
function subjectOf(own: string, parent: Message, name: string, n: number, total: number): string {
  const subject = parseSubject(own)
  const version = subject.versionGiven ? subject.version : (versionIn(name) ?? 1)
  const inName = /^(?:v\d+-)?(\d{4})-/i.exec(name)?.[1]
  const number = subject.number ?? (inName === undefined ? n : Number(inName))
  const words = [
    'PATCH',
    ...(subject.rfc ? ['RFC'] : []),
    ...(version > 1 ? [`v${version}`] : []),
    `${number}/${Math.max(total, subject.total ?? 0)}`,
  ]
  const title = subject.title || titleIn(name) || parseSubject(parent.subject).title
  return `[${words.join(' ')}] ${title}`
}

function titleIn(name: string): string {
  return collapse(
    name
      .replace(/\.(?:patch|diff|mbox|txt)$/i, '')
      .replace(/^(?:v\d+-)?\d{4}-/i, '')
      .replace(/[-_]+/g, ' '),
  )
}

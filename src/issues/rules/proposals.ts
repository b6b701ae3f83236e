import type { CommentContext, IssueEvidence } from '../../model/issue.ts'
import type { Mail } from '../../model/mail.ts'
import type { PatchRef, SeriesMail } from '../../model/review.ts'
import { squash, squashedLines } from '../../text/lines.ts'
import { once, remembered } from '../../text/memo.ts'
import { comparisonLines } from '../../patch/range-diff-lines.ts'

/**
 * Text that a comment proposes and that a later version has where the commented one had not: code
 * it writes out, `s/a/b/`, words in quotes, names of code that are new.
 */
export function suggestedIn(
  context: CommentContext,
  material: SeriesMail,
  place: PatchRef,
  revisionIndex: number,
): (Said & Pick<Proposal, 'rule'>) | null {
  const proposed = proposals(context)
  if (proposed.length === 0) return null
  const before = versionText(material, String(place.revisionIndex))
  const after = versionText(material, String(revisionIndex))
  for (const { rule, text, key } of proposed) {
    if (holds(before, key) || !holds(after, key)) continue
    const lines = versionLines(material, String(revisionIndex))
    const at =
      lines.find((l) => l.key.includes(key)) ??
      lines.find((l) => key.startsWith(l.key) && l.key.length > 6)
    return {
      rule,
      messageId: at?.messageId ?? null,
      line: at?.line ?? null,
      text: at?.text ?? text,
    }
  }
  return null
}

interface Proposal {
  readonly rule: 'substitution-made' | 'suggested-code-there' | 'suggested-words-there' | 'name-new'
  readonly text: string
  /** Without white space. */
  readonly key: string
}

type Said = Omit<IssueEvidence, 'rule'>

/** What a version adds, its messages included, without white space. */
interface VersionText {
  readonly all: string
  /** What has been looked for before: the same few names stand in many comments. */
  readonly known: Map<string, boolean>
}

interface VersionLine {
  readonly messageId: string
  /** Body line; `null` for its title. */
  readonly line: number | null
  readonly text: string
  readonly key: string
}

const versionText = remembered((material: SeriesMail, revisionIndex: string): VersionText => {
  const keys: string[] = []
  for (const { mail, title } of titledIn(material, Number(revisionIndex))) {
    keys.push(squash(title))
    const bare = squashedLines(mail.lines)
    const isCode = codeOf(mail)
    const between = comparisonLines(mail)
    for (let i = 0; i < bare.length; i++)
      if (between.has(i)) continue
      else if (isCode[i + 1] !== 1) keys.push(bare[i] ?? '')
      else if (mail.lines[i]?.[0] === '+') keys.push((bare[i] ?? '').slice(1))
  }
  return { all: keys.join(''), known: new Map() }
})

/** The same line by line, for the few that are to be shown. */
const versionLines = remembered((material: SeriesMail, revisionIndex: string): VersionLine[] =>
  titledIn(material, Number(revisionIndex)).flatMap(({ mail, title }) => [
    { messageId: mail.id, line: null, text: title, key: squash(title) },
    ...linesOf(mail),
  ]),
)

/** The patches and the cover of a version, with the titles of the patches. */
function titledIn(
  { series, mails }: SeriesMail,
  revisionIndex: number,
): { readonly mail: Mail; readonly title: string }[] {
  const { patches = [], members = [] } = series.revisions[revisionIndex] ?? {}
  const ids = new Set([
    ...patches.map((p) => p.messageId),
    ...members.filter((m) => m.role === 'cover').map((m) => m.messageId),
  ])
  return [...ids].flatMap((id) => {
    const mail = mails.get(id)
    return mail ? [{ mail, title: patches.find((p) => p.messageId === id)?.title ?? '' }] : []
  })
}

/** 1 for each body line that is of a diff. */
function codeOf(mail: Mail): Uint8Array {
  const isCode = new Uint8Array(mail.lines.length + 2)
  for (const file of mail.files) isCode.fill(1, file.line, file.endLine + 1)
  return isCode
}

function holds({ all, known }: VersionText, key: string): boolean {
  const before = known.get(key)
  if (before !== undefined) return before
  const found = all.includes(key)
  known.set(key, found)
  return found
}

function linesOf(mail: Mail): VersionLine[] {
  const isCode = codeOf(mail)
  const keys = squashedLines(mail.lines)
  const between = comparisonLines(mail)
  return mail.lines.flatMap((text, i) => {
    if (between.has(i)) return []
    const isOfDiff = isCode[i + 1] === 1
    if (isOfDiff && !text.startsWith('+')) return []
    const bare = isOfDiff ? text.slice(1) : text
    const key = keys[i] ?? ''
    return bare.trim() === ''
      ? []
      : [{ messageId: mail.id, line: i + 1, text: text.trim(), key: isOfDiff ? key.slice(1) : key }]
  })
}

/** An address on a line of its own is a reference, set in or not. */
const ADDRESS = /^\W*(?:\[?\d+\]?:?\s*)?<?https?:\/\/\S+\s*$/
const QUOTED = /["'`\u201c]([^"'`\u201d\n]{4,80})["'`\u201d]/g
/** 'status = "okay"' */
const NESTED = /(?<!\w)['`]([^'`\n]{0,60}"[^'`"\n]{1,60}"[^'`\n]{0,60})['`](?!\w)/g
/** What a compiler puts between quotes is there already. */
const DIAGNOSTIC = /:\d+: (?:fatal )?(?:error|warning|note): /
/** What such a line names shall go. */
const NO_MEMBER = /: error: .*\bno member named\b/

/** What a comment proposes, but for what is too short to be looked for. */
const proposals = once((context: CommentContext): Proposal[] => {
  const text = context.lines.join('\n')
  const swaps = [...text.matchAll(/(?:^|[\s"'(])s\/([^/\n]{1,60})\/([^/\n]{1,60})\//g)].map(
    (m) => ({ rule: 'substitution-made' as const, text: m[2] ?? '' }),
  )
  const code = context.lines
    .filter(
      (line) =>
        /^[-+]?\s*(?:\t| {2,})\S|^\+\s*\S|[;{}]\s*$/.test(line) &&
        !line.startsWith('-') &&
        !ADDRESS.test(line) &&
        // That a version changes the file which a proposed diff names is not the code of that diff.
        !/^\+\+\+ \S/.test(line),
    )
    .map((line) => line.replace(/^\+/, '').trim())
    .filter((line) => squash(line).length > 7)
    .map((line) => ({ rule: 'suggested-code-there' as const, text: line }))
  const nested = [...text.matchAll(NESTED)].map(([, whole = '']) => whole)
  const plain = context.lines.filter((line) => !DIAGNOSTIC.test(line)).join('\n')
  const quoted = [
    ...nested,
    ...[...plain.replace(NESTED, ' ').matchAll(QUOTED)].map(([, inner = '']) => inner),
  ].map((words) => ({ rule: 'suggested-words-there' as const, text: words }))
  const names = [
    ...context.lines
      .filter((line) => !NO_MEMBER.test(line))
      .join('\n')
      .matchAll(/\b[A-Za-z]\w*_\w+(?:\(\))?|\b[a-z_]\w{3,}\(\)|\b[A-Z][A-Z0-9_]{3,}\b/g),
  ].map((m) => ({ rule: 'name-new' as const, text: m[0].replace(/\(\)$/, '') }))
  return [...swaps, ...code, ...quoted, ...names]
    .map((proposed) => ({ ...proposed, key: squash(proposed.text) }))
    .filter(({ key }) => key.length >= 4)
})

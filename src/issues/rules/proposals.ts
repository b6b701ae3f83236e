import type { CommentContext, IssueEvidence } from '../../model/issue.ts'
import type { Mail } from '../../model/mail.ts'
import type { PatchRef, SeriesMail } from '../../model/review.ts'
import { squash, squashedLines } from '../../text/lines.ts'
import { remembered } from '../../text/memo.ts'

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
  for (const { rule, text } of proposed) {
    const key = squash(text)
    if (key.length < 4 || holds(before, key) || !holds(after, key)) continue
    const at =
      after.lines.find((l) => l.key.includes(key)) ??
      after.lines.find((l) => key.startsWith(l.key) && l.key.length > 6)
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
}

type Said = Omit<IssueEvidence, 'rule'>

interface VersionText {
  readonly all: string
  /** What has been looked for before: the same few names stand in many comments. */
  readonly known: Map<string, boolean>
  readonly lines: readonly {
    readonly messageId: string
    /** Body line; `null` for its title. */
    readonly line: number | null
    readonly text: string
    readonly key: string
  }[]
}

/** What a version adds, its messages included, without white space. */
const versionText = remembered((material: SeriesMail, revisionIndex: string): VersionText => {
  const revision = material.series.revisions[Number(revisionIndex)]
  const ids = [
    ...new Set([
      ...(revision?.patches ?? []).map((p) => p.messageId),
      ...(revision?.members ?? []).filter((m) => m.role === 'cover').map((m) => m.messageId),
    ]),
  ]
  const lines = ids.flatMap((id) => {
    const mail = material.mails.get(id)
    const title = revision?.patches.find((p) => p.messageId === id)?.title ?? ''
    const titled = { messageId: id, line: null, text: title, key: squash(title) }
    return mail ? [titled, ...linesOf(mail)] : []
  })
  return { lines, all: lines.map((l) => l.key).join(''), known: new Map() }
})

function holds({ all, known }: VersionText, key: string): boolean {
  const before = known.get(key)
  if (before !== undefined) return before
  const found = all.includes(key)
  known.set(key, found)
  return found
}

function linesOf(mail: Mail): VersionText['lines'] {
  const inDiff = new Uint8Array(mail.lines.length + 2)
  for (const file of mail.files) inDiff.fill(1, file.line, file.endLine + 1)
  const keys = squashedLines(mail.lines)
  return mail.lines.flatMap((text, i) => {
    const isCode = inDiff[i + 1] === 1
    if (isCode && !text.startsWith('+')) return []
    const bare = isCode ? text.slice(1) : text
    const key = keys[i] ?? ''
    return bare.trim() === ''
      ? []
      : [{ messageId: mail.id, line: i + 1, text: text.trim(), key: isCode ? key.slice(1) : key }]
  })
}

function proposals(context: CommentContext): Proposal[] {
  const text = context.lines.join('\n')
  const swaps = [...text.matchAll(/(?:^|[\s"'(])s\/([^/\n]{1,60})\/([^/\n]{1,60})\//g)].map(
    (m) => ({ rule: 'substitution-made' as const, text: m[2] ?? '' }),
  )
  const code = context.lines
    .filter(
      (line) => /^[-+]?\s*(?:\t| {2,})\S|^\+\s*\S|[;{}]\s*$/.test(line) && !line.startsWith('-'),
    )
    .map((line) => line.replace(/^\+/, '').trim())
    .filter((line) => squash(line).length > 7)
    .map((line) => ({ rule: 'suggested-code-there' as const, text: line }))
  const quoted = [...text.matchAll(/["'`\u201c]([^"'`\u201d\n]{4,80})["'`\u201d]/g)].map((m) => ({
    rule: 'suggested-words-there' as const,
    text: m[1] ?? '',
  }))
  const names = [
    ...text.matchAll(/\b[A-Za-z]\w*_\w+(?:\(\))?|\b[a-z_]\w{3,}\(\)|\b[A-Z][A-Z0-9_]{3,}\b/g),
  ].map((m) => ({ rule: 'name-new' as const, text: m[0].replace(/\(\)$/, '') }))
  return [...swaps, ...code, ...quoted, ...names]
}

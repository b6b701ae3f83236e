import type { CommentContext } from '../../model/issue.ts'
import type { SeriesMail } from '../../model/review.ts'
import { squash } from '../../text/lines.ts'
import { saysNothing } from '../../text/greetings.ts'
import { remembered } from '../../text/memo.ts'

/** A line of what the author says about a version, and where. */
export interface ProseLine {
  readonly messageId: string
  readonly line: number
  readonly text: string
  /** Its words that are not in every changelog. */
  readonly words: ReadonlySet<string>
  /** The same of the whole entry it is of: from one bullet to the next. */
  readonly entry: ReadonlySet<string>
}

/** A line that gives credit, or speaks of the matter. */
export interface Credit {
  readonly rule:
    | 'changelog-names-reviewer'
    | 'changelog-speaks-of-it'
    | 'changelog-may-speak-of-it'
    | 'credited-in-trailer'
  readonly messageId: string
  readonly line: number
  readonly text: string
}

/** Words that stand in every changelog. */
const COMMON = new Set(
  'patch patches change changes changed version since from with that this into instead also when which there their them have added add drop dropped remove removed rename renamed fixed fix update updated move moved make made use used using code more comment comments commit message series review reviewed tags link https lore kernel before after where then than only some should would could please think need just like does'.split(
    ' ',
  ),
)

/**
 * The changelog of a version: that part of its cover and patches, or the whole cover where it has
 * none.
 */
export function proseOf(material: SeriesMail, revisionIndex: number): readonly ProseLine[] {
  return prose(material, String(revisionIndex))
}

/** `- Link to v2: <address>`, or an address alone: says nothing of what was done. */
const LINK = /^\W*link(?:s)? to (?:v?\d|rfc|previous|last)|^\W*(?:\[\d+\]\s*)?https?:\S+\s*$/i

const prose = remembered((material: SeriesMail, revisionIndex: string): ProseLine[] => {
  const { series, mails } = material
  const members = new Set(
    (series.revisions[Number(revisionIndex)]?.members ?? []).map((m) => m.messageId),
  )
  return [...members]
    .flatMap((id) => {
      const mail = mails.get(id)
      if (!mail) return []
      const wanted = mail.sections.filter(
        ({ part }) =>
          part === 'changelog' ||
          (mail.kind === 'cover' && part === 'cover') ||
          part === 'trailers',
      )
      return wanted.flatMap(({ line, endLine }) =>
        entriesOf(mail.lines.slice(line - 1, endLine)).flatMap(({ at, lines }) => {
          const entry = rareWords(lines)
          return lines.map((text, i) => ({
            messageId: id,
            line: line + at + i,
            text,
            words: rareWords([text]),
            entry,
          }))
        }),
      )
    })
    .filter(
      ({ text }) =>
        !saysNothing(text) &&
        !text.startsWith('>') &&
        !LINK.test(text) &&
        !saidBefore(material, revisionIndex).has(text.trim()),
    )
})

/** From one bullet or blank line to the next. */
function entriesOf(lines: readonly string[]): { readonly at: number; readonly lines: string[] }[] {
  const found: { at: number; lines: string[] }[] = []
  for (const [i, line] of lines.entries()) {
    const last = found.at(-1)
    if (
      last &&
      line.trim() !== '' &&
      (lines[i - 1] ?? '').trim() !== '' &&
      !/^\s*(?:[-*+\u2022o]|\d+[.)])\s/.test(line)
    )
      last.lines.push(line)
    else found.push({ at: i, lines: [line] })
  }
  return found
}

/**
 * Lines of all covers and patches of the version before: a cumulative changelog says again what is
 * old.
 */
const saidBefore = remembered(
  ({ series, mails }: SeriesMail, revisionIndex: string): ReadonlySet<string> =>
    new Set(
      (series.revisions[Number(revisionIndex) - 1]?.members ?? [])
        .flatMap((m) => mails.get(m.messageId)?.lines ?? [])
        .map((line) => line.trim()),
    ),
)

/** Of a name beside these it tells who gave a tag or took a patch, not what was changed. */
const TAGS =
  /\b(?:reviewed|acked|tested)[- ]by\b|\btags? (?:from|by|of)\b|\b(?:collect|pick(?:ed)? up)\b.*\btags?\b|\b(?:applied|queued|taken|merged|picked up) by\b/i

/**
 * Lines that name the reviewer, and lines that share rare words with the comment or with the lines
 * it is about.
 * @param others what the reviewer said besides: an entry in the words of one of those is no credit
 * for this
 */
export function creditsIn(
  context: CommentContext,
  lines: readonly ProseLine[],
  others: () => readonly CommentContext[],
): Credit[] {
  const found: Credit[] = []
  const { names, patterns } = namesOf(context.from.name ?? '')
  const mentioning = lines.filter(({ text }) => names.some((name) => text.includes(name)))
  const credit = mentioning.find(
    (line) =>
      patterns.some((p) => p.test(line.text)) &&
      tellsOfChange(line) &&
      !isOfAnother(line, context, others()),
  )
  if (credit) found.push(evidence('changelog-names-reviewer', credit))
  const suggested = mentioning.find(({ text }) => /^\s*(?:Suggested|Reported)-by:/i.test(text))
  if (suggested) found.push(evidence('credited-in-trailer', suggested))
  const best = mostShared(context, lines)
  if (best && best.score >= 2)
    found.push(
      evidence(best.score >= 4 ? 'changelog-speaks-of-it' : 'changelog-may-speak-of-it', best.line),
    )
  return found
}

/** The parts of a name, and what finds them as words. */
interface Names {
  readonly names: readonly string[]
  readonly patterns: readonly RegExp[]
}

/** Remembered: a reviewer makes many comments. */
const known = new Map<string, Names>()

function namesOf(name: string): Names {
  const before = known.get(name)
  if (before) return before
  const names = name.split(/[\s,]+/).filter((part) => part.length > 2 && /^\p{Lu}/u.test(part))
  const patterns = names.map((part) => new RegExp(`(?<![\\w@.])${escaped(part)}(?![\\w@.])`))
  if (known.size > 1000) known.clear()
  known.set(name, { names, patterns })
  return { names, patterns }
}

function tellsOfChange({ text }: ProseLine): boolean {
  return (
    !/^\s*[A-Z][\w-]*(?:-by|Cc|To|From):|^\s*(?:Cc|To|From):/i.test(text) &&
    !text.includes('<') &&
    !TAGS.test(text)
  )
}

/** The entry has more than twice as much of what the reviewer said elsewhere. */
function isOfAnother(
  { entry }: ProseLine,
  context: CommentContext,
  others: readonly CommentContext[],
): boolean {
  const own = wordsShared(context, entry)
  return others.some((other) => {
    const its = wordsShared(other, entry)
    return its >= 1 && its > 2 * own
  })
}

function evidence(rule: Credit['rule'], { messageId, line, text }: ProseLine): Credit {
  return { rule, messageId, line, text }
}

/**
 * What the reviewer says, without the name he signs with: an entry that names him shares no word by
 * that.
 */
const saidIn = remembered(({ lines, from }: CommentContext, _: string): ReadonlySet<string> => {
  const own = rareWords([from.name ?? ''])
  return new Set([...rareWords(lines)].filter((word) => !own.has(word)))
})
const quotedIn = remembered(({ quoted }: CommentContext, _: string): ReadonlySet<string> =>
  rareWords(quoted),
)

/** How much of some words a comment has; what it only quotes counts half. */
function wordsShared(context: CommentContext, words: ReadonlySet<string>): number {
  const [said, quoted] = [saidIn(context, ''), quotedIn(context, '')]
  let score = 0
  for (const word of words)
    score += said.has(word) ? weightOf(word) : quoted.has(word) ? weightOf(word) / 2 : 0
  return score
}

function mostShared(
  context: CommentContext,
  lines: readonly ProseLine[],
): { readonly line: ProseLine; readonly score: number } | null {
  let best: { line: ProseLine; score: number } | null = null
  for (const line of lines) {
    const score = wordsShared(context, line.words)
    if (
      score > (best?.score ?? 1) &&
      !/^\s*(?:[A-Z][A-Za-z-]+-by|Link|Fixes|Closes|Cc|BugLink|Message-I[Dd]|change-id|base-commit): |^\s*(?:\[\d+\]:? *)?https?:/.test(
        line.text,
      )
    )
      best = { line, score }
  }
  return best
}

/** Names of code tell more than words. */
function weightOf(word: string): number {
  return /[_()]|\d|[a-z][A-Z]/.test(word) ? 2 : 1
}

function rareWords(lines: readonly string[]): Set<string> {
  const words = lines.join(' ').match(/[A-Za-z_][\w]*(?:\(\))?/g) ?? []
  return new Set(
    words
      .map((w) => (/_|[a-z][A-Z]/.test(w) ? w.replace(/\(\)$/, '') : w.toLowerCase()))
      .filter((w) => w.length > 3 && !COMMON.has(w))
      .map((w) => (w.length > 5 && !w.includes('_') ? w.replace(/(?:ing|ed|es|s)$/, '') : w)),
  )
}

function escaped(text: string): string {
  return squash(text).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

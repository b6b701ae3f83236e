import type { Part } from '../model/content.ts'
import { askerOf, isWaiting, type IssueEvidence } from '../model/issue.ts'
import type { CommentRecord } from '../model/report/records.ts'
import type { ShownIssue } from '../model/report/issues.ts'
import type { ShownLine } from '../model/report/show.ts'
import type { StatusVersion } from '../model/report/status.ts'
import type { Standing, TagState } from '../model/review.ts'
import type { SearchIn } from '../model/query.ts'
import { messageOf } from '../text/comment-id.ts'
import { saysNothing } from '../text/greetings.ts'
import { ruleWords } from '../model/evidence.ts'
import { counted, countsText, fileLineText } from './words.ts'

/** What texts and pages say alike: place, doubt, state, and what a line is. */

/** What a line of a shown message is to the eye; `null`: text like any other. */
export type LineLook = 'trailer' | 'file' | 'hunk' | 'insertion' | 'deletion' | null

const FILE_HEADER =
  /^(?:diff --git|index |--- |\+\+\+ |new file|deleted file|rename|copy|similarity|old mode|new mode)/

/** The look of a line: inside of a hunk its numbers tell, around it the words of its header. */
export function lookOf({ part, text, oldLine, newLine }: ShownLine): LineLook {
  if (part === 'trailers') return 'trailer'
  if (part !== 'diff') return null
  if (oldLine !== null && newLine !== null) return null
  if (oldLine !== null) return 'deletion'
  if (newLine !== null) return 'insertion'
  return FILE_HEADER.test(text) ? 'file' : lookOfChange(text)
}

/** The look of a line of a diff whose place is not known, such as one of a diff of diffs. */
export function lookOfChange(text: string): 'hunk' | 'insertion' | 'deletion' | null {
  if (text.startsWith('@@')) return 'hunk'
  if (text.startsWith('+')) return 'insertion'
  return text.startsWith('-') ? 'deletion' : null
}

/** What messages are called where an issue points at no file. */
export interface PartNames {
  readonly cover: string
  readonly message: string
}

/** Parts of a patch's mail that are its commit message, or go with it. */
const OF_MESSAGE: ReadonlySet<string> = new Set(['commit-message', 'trailers'])

/**
 * `drivers/x.c:71`, else what of the patch it is about. What stands below no line of it, or below
 * all of it down to the diffstat, is about the patch.
 */
export function issuePlaceText(
  { patch, path, line, about }: Pick<ShownIssue, 'patch' | 'path' | 'line' | 'about'>,
  names: PartNames,
): string {
  if (path) return line === null ? path : `${path}:${line}`
  if (patch === 0) return names.cover
  const part = about?.part ?? ''
  if (OF_MESSAGE.has(part)) return names.message
  return part === 'changelog' ? 'changelog' : 'the whole patch'
}

/** ` (low confidence)`; empty where there is no doubt. */
export function confidenceText({ marked, confidence }: ShownIssue): string {
  if (marked) return ' (you said so)'
  return confidence === 'high' ? '' : ` (${confidence} confidence)`
}

const OWED_BY = { author: '', reviewer: 'asked of the reviewers', other: 'asked of somebody else' }

/**
 * Who is asked, how strongly, and which versions left it undone, where that is not what one
 * expects.
 */
export function debtWords({
  askedOf,
  strength,
  passedOverNames,
  moot,
  state,
  addressedInName,
  again,
  evidence,
  patch,
  revisionName,
  sender,
}: ShownIssue): string[] {
  const versions = passedOverText(passedOverNames)
  const left = isWaiting(state)
    ? 'left it as it was'
    : `left it, ${addressedInName ?? 'a later one'} did it`
  const isSaid = strength === 'blocking' || strength === 'optional'
  return [
    moot ? mootWords(askedOf, evidence) : '',
    OWED_BY[askedOf],
    isSaid ? strength : '',
    versions === '' ? '' : `${versions} ${left}`,
    againText(again.at(-1), { patch, revisionName, sender }),
  ].filter(Boolean)
}

/** Why nobody waits for it any more. */
function mootWords(askedOf: ShownIssue['askedOf'], evidence: ShownIssue['evidence']): string {
  if (askedOf !== 'author') return 'gone on without it'
  return evidence[0]?.rule === 'lines-patch-dropped'
    ? 'its patch was dropped'
    : 'applied without it'
}

/**
 * `asked again on v6 patch 2`: where it was raised last. On one version a robot reports a fault
 * for each of its configurations, and a person asks again where the answer does not content him.
 */
function againText(
  last: ShownIssue['again'][number] | undefined,
  first: Pick<ShownIssue, 'patch' | 'revisionName' | 'sender'>,
): string {
  if (!last) return ''
  if (last.revisionName === first.revisionName) {
    const again = first.sender === 'ci' ? 'reported again' : 'asked again'
    return last.patch === first.patch ? again : `${again} on patch ${last.patch}`
  }
  const patch = last.patch === 0 ? '' : ` patch ${last.patch}`
  return `asked again on ${last.revisionName}${patch}`
}

/** `v3, v4`, and `v3 to v9` where they are many. */
function passedOverText(names: readonly string[]): string {
  const [first, last] = [names[0], names.at(-1)]
  if (first === undefined || last === undefined) return ''
  const numbers = names.map((name) => Number(/^v(\d+)$/.exec(name)?.[1]))
  const isRun = names.length > 2 && numbers.every((n, i) => n === (numbers[0] ?? 0) + i)
  return isRun ? `${first} to ${last}` : names.join(', ')
}

/**
 * `the lines changed: "the line"`.
 * @param issue that it tells of
 * @param quote the marks around the line
 */
export function evidenceWords(
  { rule, messageId, text }: IssueEvidence,
  issue: Pick<ShownIssue, 'askedOf' | 'about'>,
  quote: (text: string) => string,
): string {
  const line = text.trim()
  const words = ruleWords(rule, askerOf(issue)) + sideWords(rule, messageId, issue)
  return line === '' ? words : `${words}: ${quote(line)}`
}

/** On which side of a change the line stands that shows it, where that is not what one expects. */
export function sideWords(
  rule: string,
  messageId: string | null,
  { about }: { readonly about: { readonly messageId: string } | null },
): string {
  const isOld = messageId === about?.messageId
  if (rule === 'lines-changed' && isOld) return ', and this is gone'
  return rule === 'lines-gone' && messageId !== null && !isOld ? ', and new is' : ''
}

/** What a reader should know before trusting the place of a comment. */
export function anchorDoubt({ anchor }: CommentRecord): string | null {
  if (anchor?.ambiguous) return 'the quoted line stands in more than one place'
  return anchor?.match === 'edited' ? 'the quote was edited' : null
}

/** Where a comment points, in words. */
export interface CommentPlace {
  readonly messageId: string
  readonly endLine: number
  readonly part: Part | null
  readonly path: string | null
  readonly words: string
}

/** The lines that a comment is about, else those it stands under: file and line, else the part. */
export function commentPlace({ about, anchor }: CommentRecord): CommentPlace | null {
  const place = about ?? anchor
  return place && { ...place, words: fileLineText(place) || (place.part ?? 'message') }
}

/** `7 patches, 12 replies, 30 comments; asked: 3 open, 4 addressed`. */
export function versionText(version: StatusVersion): string {
  const { patches, replies, comments } = version
  const asked = askedText(version)
  const counts = [
    counted(patches, 'patch', 'patches'),
    counted(replies, 'reply', 'replies'),
    counted(comments, 'comment'),
  ].join(', ')
  return asked === 'nothing' ? counts : `${counts}; asked: ${asked}`
}

/** `2 open, 1 optional or asked of others, 4 addressed`: what the author owes first. */
function askedText({ issues, owed }: StatusVersion): string {
  const others = issues.open + issues.agreed - owed.open - owed.promised
  const first = countsText({ ...NONE, open: owed.open, agreed: owed.promised })
  const rest = countsText({ ...issues, open: 0, agreed: 0 })
  const parts = [first, others > 0 ? `${others} optional or asked of others` : 'nothing', rest]
  return parts.filter((part) => part !== 'nothing').join(', ') || 'nothing'
}

const NONE = { open: 0, agreed: 0, addressed: 0, answered: 0, rejected: 0, moot: 0 }

/** `R2 A1`: how many people reviewed, acked and tested; empty where nobody did. */
export function tagLetters({ reviewed, acked, tested }: Standing['tags']): string {
  const counts: readonly (readonly [string, number])[] = [
    ['R', reviewed],
    ['A', acked],
    ['T', tested],
  ]
  return counts
    .filter(([, n]) => n > 0)
    .map(([letter, n]) => `${letter}${n}`)
    .join(' ')
}

/** What became of a tag, in words. */
export const TAG_STATE_WORDS: Readonly<Record<TagState, string>> = {
  given: 'given to this version',
  carried: 'carried over',
  stale: 'carried over, but the patch has changed since',
  lost: 'lost: not in this version any more',
  unseen: 'named by the patch, no mail gives it',
}

/** One of what a search looks for. */
export const SEARCH_NOUNS: Readonly<Record<SearchIn, string>> = {
  comments: 'comment',
  patches: 'patch',
  messages: 'message',
}

type Answer = ShownIssue['replies'][number]

/**
 * What was said to a request at first, and the last word on it where evidence stands on that: what
 * hangs further down may be about another matter by then. Mere greetings are neither.
 */
export function firstAndLast({ replies, evidence }: ShownIssue): Answer[] {
  const telling = replies.filter(({ text }) => text.split('\n').some((line) => !saysNothing(line)))
  const [first, last] = [telling[0], telling.at(-1)]
  if (!first || !last) return []
  const counts = evidence.some(({ messageId }) => messageId === messageOf(last.id))
  return first === last || !counts ? [first] : [first, last]
}

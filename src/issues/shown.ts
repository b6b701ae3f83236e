import type { CommentContext } from '../model/issue.ts'
import type { LineRange } from '../model/reply.ts'
import type { SeriesMail } from '../model/review.ts'
import { fileAt } from '../patch/locate.ts'
import { squash } from '../text/lines.ts'
import type { CommentCase } from './cases.ts'
import { goneLine } from './rules/changed-line.ts'
import { directReply } from './rules/direct.ts'
import { asksToMove } from './rules/moved-line.ts'
import type { Finding } from './rules/rule.ts'
import { bare } from './rules/spoken-line.ts'
import { isOnWhole } from './rules/whole.ts'
import { overlap, tokensOf } from '../patch/tokens.ts'
import { tellingWords, tellingWordsOf, weightOfAll } from './signals/words.ts'
import type { Verdict } from './states/states.ts'

/** So much evidence is shown of an issue. */
const MOST = 4

/**
 * A verdict that rests on answers, with the direct one shown first: the reply that stands under the
 * comment's own words. Of what was said further down only what concedes, refuses or promises counts
 * beside it.
 * @param other an answer that settled it, if it was not the direct one
 */
export function directFirst(
  verdict: Verdict,
  one: CommentCase,
  other: CommentContext | null = null,
): Verdict {
  const direct = other ?? directReply(one)
  const isTold = verdict.state === 'answered' || verdict.state === 'rejected'
  if (!isTold || !direct) return verdict
  const { evidence, weighed } = verdict
  const all = weighed.found.flatMap(({ findings }) => findings)
  const first = [...evidence, ...all.filter(({ rule }) => rule.endsWith('-answers')), ...all].find(
    (f) => isOf(direct, f) && isTelling(f),
  )
  if (!first) return verdict
  const rest = evidence.filter((f) => f !== first && !isAside(f, direct))
  return { ...verdict, evidence: [first, ...rest].slice(0, MOST) }
}

function isOf({ messageId, line, endLine }: CommentContext, f: Finding): boolean {
  return f.messageId === messageId && f.line !== null && f.line >= line && f.line <= endLine
}

/** What somebody says, and in which words. */
const SAID = /^(?:author|reviewer|others)-/
/** That somebody speaks, whatever he says. */
const SPEAKS = /^(?:author|reviewer|others)-(?:answers|asks-back)$|^last-word-/

function isTelling({ rule, text }: Finding): boolean {
  return SAID.test(rule) && !rule.includes('-tags-') && /[\p{L}\p{N}]/u.test(text)
}

/** That somebody speaks somewhere else than in the direct reply. */
function isAside(f: Finding, direct: CommentContext): boolean {
  return SPEAKS.test(f.rule) && !isOf(direct, f)
}

/**
 * Evidence as it is shown: a line that is the same but for white space tells of that, and what is
 * gone of lines that were commented again does not stand beside those commented first.
 */
export function asShown(
  f: Finding,
  first: CommentCase,
  latest: CommentCase,
  material: SeriesMail,
): Finding {
  if (isOfAnother(f, latest, material)) return withWhatIsGone(f, latest, material)
  if (isMoved(f, latest)) return { ...f, rule: 'lines-moved' }
  if (f.rule !== 'lines-changed') return f
  const about = latest.context.about
  if (f.messageId === about?.messageId)
    return first === latest ? f : { ...f, messageId: null, line: null, text: '' }
  const key = keyOf(f.text)
  return latest.context.quoted.some((line) => keyOf(line) === key)
    ? { ...f, rule: 'white-space-changed' }
    : f
}

/** A quoted line stands somewhere else, as was asked. */
function isMoved({ rule, messageId, text }: Finding, { says, context }: CommentCase): boolean {
  return (
    (rule === 'lines-changed' || rule === 'lines-gone') &&
    text !== '' &&
    messageId !== context.about?.messageId &&
    asksToMove(says) &&
    context.quoted.some((line) => bare(line) === bare(text))
  )
}

/** Lines of prose that share less are two; words that weigh less stand in both by chance. */
const [ALIKE, LEAST] = [0.3, 2]

/**
 * Is a new line of a message about another matter than the comment? Messages and covers are written
 * anew with every version: what came to stand somewhere in them tells something only where it is
 * like the quoted lines, or speaks of what was asked for.
 */
function isOfAnother(
  { rule, text, messageId }: Finding,
  one: CommentCase,
  { mails }: SeriesMail,
): boolean {
  const { about } = one.context
  const mail = about ? mails.get(about.messageId) : undefined
  if ((rule !== 'lines-changed' && rule !== 'lines-gone') || text === '') return false
  if (!about || !mail || fileAt(mail, about.endLine)) return false
  if (messageId === mail.id) return isOnAll(one, about) && weightShared(text, one) < LEAST
  const quoted = mail.lines.slice(about.line - 1, about.endLine)
  const tokens = new Set(tokensOf(text))
  if (quoted.some((line) => overlap(tokens, new Set(tokensOf(line))) >= ALIKE)) return false
  return weightShared(text, one) < LEAST
}

/** A comment below so many lines is on no one of them, unless it begins with what points at it. */
const WIDE = 4
const POINTS = /\b(?:this|these|here|that (?:line|sentence|part|word))\b/i

function isOnAll({ says, context }: CommentCase, { line, endLine }: LineRange): boolean {
  if (isOnWhole(context)) return true
  return endLine - line + 1 >= WIDE && !POINTS.test(says.join(' ').slice(0, 100))
}

function weightShared(text: string, { says, context: { people } }: CommentCase): number {
  const said = tellingWordsOf(says, people)
  return weightOfAll([...tellingWords(text, people)].filter((word) => said.has(word)))
}

/** Instead of what is new the last of the lines that is gone, or none. */
function withWhatIsGone(f: Finding, one: CommentCase, { mails }: SeriesMail): Finding {
  const { about } = one.context
  const [from, to] = [about?.messageId, f.messageId].map((id) => mails.get(id ?? ''))
  const isOther = about && from && to && from !== to
  const last = isOther ? goneLine(from, about, to) : null
  const gone =
    last && about && isOnAll(one, about) && weightShared(last.text, one) < LEAST ? null : last
  return { ...f, ...(gone ?? { messageId: null, line: null, text: '' }) }
}

function keyOf(line: string): string {
  return squash(line.replace(/^[-+]/, ''))
}

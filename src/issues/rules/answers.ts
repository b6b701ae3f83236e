import {
  SPEAKERS,
  WORDINGS,
  wordingId,
  type RuleId,
  type Speaker,
  type Wording,
} from '../../model/evidence.ts'
import type { CommentContext, IssueState } from '../../model/issue.ts'
import { isSamePerson } from '../../text/people.ts'
import { sentencesOf } from '../../text/sentences.ts'
import type { CommentCase } from '../cases.ts'
import { doesSay } from '../exchange/inquiry.ts'
import { supports } from '../exchange/support.ts'
import { thinksBetter } from '../exchange/withdrawn.ts'
import { wordingsIn } from '../exchange/wordings.ts'
import { directReply } from './direct.ts'
import { exchangeBelow, lineSaying, type Said } from './exchange.ts'
import { rule, type FindingOf, type Meaning, type Scene, type Sign } from './rule.ts'

const REFUSING: readonly Wording[] = ['declines', 'opens-with-no', 'would-rather-not']
const CONSENTING: readonly Wording[] = [
  'agrees-will-do',
  'agrees-done',
  'agrees-yes',
  'opens-with-yes',
  'promises-a-version',
]

const PROMISING: readonly Wording[] = ['agrees-will-do', 'agrees-yes', 'promises-a-version']

const FINDS = {
  ...meanings(),
  'author-answers': { signs: ['answered'], shows: ['answered'] },
  'reviewer-answers': {},
  'others-answers': { signs: ['answered'], shows: ['answered'] },
  'author-asks-back': {},
  'reviewer-asks-back': {},
  'others-asks-back': {},
  'author-sends-a-diff': {},
  'reviewer-sends-a-diff': {},
  'others-sends-a-diff': {},
  'answered-with-others': {},
  'mail-answered': {},
  'nobody-answers': { shows: ['open'] },
  'nobody-answers-author': { shows: ['open'] },
  'last-word-author': {},
  'last-word-reviewer': {},
  'last-word-others': {},
} as const satisfies Partial<Record<RuleId, Meaning>>

/** What was answered, by whom, in which words. */
export const answers = rule({
  name: 'answers',
  about: 'What the author, the reviewer and others say below a comment, and who has the last word.',
  finds: FINDS,
  find: (one, scene) => [
    ...SPEAKERS.flatMap((who) => saidBy(who, one, scene)),
    ...ending(one, scene),
  ],
})

/** What each wording of each speaker amounts to. */
function meanings(): Record<ReturnType<typeof wordingId>, Meaning> {
  return Object.fromEntries(
    SPEAKERS.flatMap((who) =>
      WORDINGS.flatMap((wording) =>
        [false, true].map((isLast) => [
          wordingId(who, wording, isLast),
          { signs: signsOf(who, wording, isLast), shows: shownBy(who, wording) },
        ]),
      ),
    ),
  ) as unknown as Record<ReturnType<typeof wordingId>, Meaning>
}

function signsOf(who: Speaker, wording: Wording, isLast: boolean): Sign[] {
  const signs: Sign[] = doesConsent(wording) ? ['consents'] : []
  if (REFUSING.includes(wording) && who !== 'reviewer')
    signs.push('refused', ...(isLast ? (['refused-at-last'] as const) : []))
  if (wording === 'concedes' && who === 'reviewer' && !isLast) signs.push('conceded')
  if (wording === 'says-it-is-fixed' && !isLast) signs.push('fixed', 'not-open')
  return who === 'author' ? [...signs, ...signsOfAuthor(wording, isLast)] : signs
}

function signsOfAuthor(wording: Wording, isLast: boolean): Sign[] {
  const signs: Sign[] = wording === 'agrees-done' ? ['told', 'done'] : []
  if (isLast) return wording === 'agrees-will-do' ? ['will-do-at-last'] : signs
  const takesOn = wording === 'agrees-done' || wording === 'agrees-will-do'
  if (takesOn) signs.push('will-do', 'not-open')
  if (takesOn || wording === 'promises-a-version' || wording === 'opens-with-yes')
    signs.push('promise')
  return signs
}

/** Does an answer have a wording that argues against what was asked for? */
export function refuses(answer: CommentContext): boolean {
  return REFUSING.some((wording) => wordingsIn(answer).has(wording))
}

function doesConsent(wording: Wording): boolean {
  return CONSENTING.includes(wording) || wording === 'concedes' || wording === 'says-it-is-fixed'
}

/** What the author says can be checked at a glance. */
function shownBy(who: Speaker, wording: Wording): IssueState[] {
  if (who !== 'author') return []
  if (REFUSING.includes(wording)) return ['rejected']
  return CONSENTING.includes(wording) ? ['agreed'] : []
}

type Answered = FindingOf<keyof typeof FINDS>

/** What one side says: each wording where it is first found, and where the last answer has it. */
function saidBy(who: Speaker, one: CommentCase, { answersTo, cases }: Scene): Answered[] {
  const { context } = one
  const list = exchangeBelow(context.id, answersTo).filter((c) => speakerOf(c, context) === who)
  const last = list.at(-1)
  if (!last) return []
  const back = who === 'author' ? promiseTakenBack(list) : undefined
  const standing = back ? list.slice(list.indexOf(back)) : list
  const found = WORDINGS.flatMap((wording): Answered[] => {
    const says = (c: CommentContext): boolean =>
      (c === back && wording === 'would-rather-not') ||
      doesSay(c, wording, cases.get(c.answers ?? '')?.context)
    const told = (doesConsent(wording) ? standing : list).filter(says)
    const hit = promising(told, wording) ?? told[0]
    const atLast = list.length > 1 && says(last)
    return [
      ...(hit ? [of(wordingId(who, wording, false), lineWith(hit, wording))] : []),
      ...(atLast ? [of(wordingId(who, wording, true), lineWith(last, wording))] : []),
    ]
  })
  if (/\?\s*$/.test(last.lines.join('\n').trim()))
    found.push(of(`${who}-asks-back`, firstLine(last)))
  const reply = directReply(one)
  const telling = list.filter((c) => !supports(c, context))
  const direct = telling.find((c) => c === reply) ?? telling.find((c) => one.answers.includes(c))
  const answer = back ?? direct ?? telling[0]
  if (answer) found.push(of(`${who}-answers`, lineSaying(answer)))
  if (last.hasOwnDiff) found.push(of(`${who}-sends-a-diff`, { ...firstLine(last), text: '' }))
  return found
}

/**
 * Where whoever promised thought again and says why not: what he said before that holds no more.
 * @param list of the author, in order of time
 */
function promiseTakenBack(list: readonly CommentContext[]): CommentContext | undefined {
  const first = list.findIndex((c) => PROMISING.some((wording) => wordingsIn(c).has(wording)))
  if (first === -1) return undefined
  const who = list[first]?.from
  return list.slice(first + 1).findLast((c) => {
    const sentences = sentencesOf(c.lines).filter(({ isCode }) => !isCode)
    return who && isSamePerson(c.from, who) && thinksBetter(sentences.map(({ text }) => text))
  })
}

/** Of some answers that name a version the first that promises something in the same breath. */
function promising(list: readonly CommentContext[], wording: Wording): CommentContext | undefined {
  if (wording !== 'promises-a-version') return undefined
  return list.find((c) => {
    const all = wordingsIn(c)
    return all.get('agrees-will-do') === all.get(wording)
  })
}

/** Answers to a comment in its own mail are its writer's next words, and count for nobody. */
function speakerOf(c: CommentContext, context: CommentContext): Speaker | null {
  if (isSamePerson(c.from, context.from))
    return c.messageId === context.messageId ? null : 'reviewer'
  return c.role === 'author' ? 'author' : 'others'
}

/** How the answers hold to the comment, and who speaks last; or that nobody does. */
function ending({ context, how }: CommentCase, { answersTo }: Scene): Answered[] {
  const exchange = exchangeBelow(context.id, answersTo)
  const [first] = exchange
  const last = exchange.at(-1)
  if (!first || !last) {
    const silence = context.role === 'author' ? 'nobody-answers-author' : 'nobody-answers'
    return [{ rule: silence, messageId: null, line: null, text: '', revisionIndex: null }]
  }
  const speaker: Speaker =
    last.role === 'author'
      ? 'author'
      : isSamePerson(last.from, context.from)
        ? 'reviewer'
        : 'others'
  const hold = how === 'together' ? 'answered-with-others' : 'mail-answered'
  return [
    ...(how === 'itself' ? [] : [of(hold, lineSaying(first))]),
    of(`last-word-${speaker}`, lineSaying(last)),
  ]
}

function of(name: Answered['rule'], said: Said): Answered {
  return { rule: name, ...said, revisionIndex: null }
}

function lineWith(c: CommentContext, wording: Wording): Said {
  const at = wordingsIn(c).get(wording) ?? 0
  return { messageId: c.messageId, line: c.line + at, text: c.lines[at] ?? '' }
}

function firstLine(c: CommentContext): Said {
  return { messageId: c.messageId, line: c.line, text: c.lines[0] ?? '' }
}

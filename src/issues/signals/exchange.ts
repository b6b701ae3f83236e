import type { CommentContext } from '../../model/issue.ts'
import { isSamePerson } from '../../text/people.ts'
import type { CommentCase } from '../cases.ts'
import { asksForFacts } from '../exchange/inquiry.ts'
import { refuses } from '../rules/answers.ts'
import { exchangeBelow } from '../rules/exchange.ts'
import type { Finding, Scene } from '../rules/rule.ts'
import type { Entry, Signals } from './sheet.ts'
import { tellingWords, tellingWordsOf } from './words.ts'

/** Words of an answer that does no more than promise. */
const FEW = 15
/** "Let me think about it": neither for nor against. */
const DEFERS =
  /\b(?:let me|i(?:'ll| will| need to| have to)) (?:think|check|look|see|ask|investigate|get back|come back)\b|\bget back to you\b|\bnot sure yet\b/i

/** The author is sorry for what he sent, or finds that it is he who has to change it. */
const GIVES_WAY =
  /\b(?:sorry (?:about|for) (?:that|this|it|the (?:mistake|mess|confusion|oversight|error))|my (?:bad|mistake|fault|misunderstanding|oversight)|(?:that|this|it) is (?:obviously|clearly|indeed|of course) (?:not (?:correct|right)|wrong|incorrect)|i (?:misread|misunderstood|stand corrected|was wrong|overlooked)|(?:so |then |which means )?(?:i|we)(?: will|'ll)? (?:have|need) to (?:\w+ )?(?:change|fix|rework|reconfigure|redo|rewrite|correct|adapt|adjust|revert|drop|remove|replace|move))\b/i
/** Whoever finds fault with the code, and not with what was asked for. */
const FINDS_FAULT =
  /\b(?:(?:doesn't|does not|won't|will not|can't|cannot|didn't) (?:\w+ )?(?:work|build|compile|apply)|contradicts?|broken|breaks|(?:is|are|looks?|seems?) (?:\w+ )?(?:wrong|incorrect|broken|racy|buggy|unsafe)|(?:this|that|it)(?:'s| is) (?:a bug|wrong|not (?:safe|allowed|correct|right))|(?:i|also) (?:fully |completely |strongly )?agree(?:d)?\b|same here|\+1|had the same|please (?:fix|change|drop|remove|don't|use))/i
/** Whoever says that there is none, or that it is meant so. */
const DENIES =
  /\b(?:i don't (?:think|see|agree)|i disagree|no need|not (?:required|needed|necessary)|on purpose|intentional)/i

/** What an exchange comes to: an answer that consents to nothing, a reviewer who is content. */
export function exchangeSignals(
  one: CommentCase,
  findings: readonly Finding[],
  scene: Scene,
): Entry[] {
  const { context, answers } = one
  const below = exchangeBelow(context.id, scene.answersTo)
  const has = (id: RegExp): boolean => findings.some(({ rule }) => id.test(rule))
  const isAnswered = has(/^author-answers$/)
  const own = answers.filter(({ role }) => role === 'author').map(({ lines }) => lines.join(' '))
  const consents = has(/^author-(?:at-last-)?(?:agrees-|opens-with-yes|promises|concedes)/)
  const explains = isAnswered && !consents && !own.some((text) => DEFERS.test(text))
  const isContent =
    has(/^reviewer-(?:at-last-)?concedes$/) ||
    (has(/^last-word-reviewer$/) && has(/^reviewer-(?:at-last-)?(?:agrees-yes|opens-with-yes)$/))
  const signals: Signals = {
    'author-only-explains': Number(explains),
    'explains-to-the-content': Number(explains && isContent),
    'others-only-explain': Number(!isAnswered && has(/^others-answers$/)),
    'author-gives-way': Number(
      below.some((c) => c.role === 'author' && GIVES_WAY.test(c.lines.join(' '))),
    ),
    'others-support': Number(isSupported(context, below)),
    'reviewer-is-content': Number(isContent),
    'asks-for-facts': Number(asksForFacts(context)),
    'only-asks-back': Number(own.length > 0 && own.every(asksBack)),
    'only-promises': Number(
      has(/^author-agrees-will-do$/) && own.join(' ').trim().split(/\s+/).length <= FEW,
    ),
  }
  return [{ signals }, { signals: togetherSignals(one, scene) }]
}

/** Does an answer end in a question? */
function asksBack(text: string): boolean {
  const last =
    withoutThanks(text)
      .split(/(?<=[.?!])\s+/)
      .at(-1) ?? ''
  return /\?\W*$/.test(last)
}

/** Without thanks and a name at its end. */
function withoutThanks(text: string): string {
  return text
    .replace(
      /(?<=[.?!])\s+(?:(?:many )?thanks?\b|best\b|regards\b|cheers\b|\p{Lu}\p{L}+\W*$)[^?]*$/u,
      '',
    )
    .trim()
}

/** Who answers several comments at once. */
const ALL_OF_THEM = /\b(?:these|both|all|those|them|points?|comments?|issues?)\b/i

/**
 * An answer that quotes several comments stands under the last of them: whether it speaks of this
 * one, by the words that it shares with each and by how far apart they are.
 */
function togetherSignals({ context, answers, how, says }: CommentCase, scene: Scene): Signals {
  if (how !== 'together') return {}
  const own = tellingWordsOf(says, context.people)
  const [first] = answers
  const under = scene.cases.get(first?.answers ?? '')
  if (!first || !under) return {}
  const answered = tellingWords(first.lines.join('\n'))
  const others = tellingWordsOf(under.says, context.people)
  const shared = (words: ReadonlySet<string>): number =>
    [...words].filter((word) => answered.has(word)).length
  return {
    'together-shared': Math.min(6, shared(own)),
    'together-shared-below': Math.min(6, shared(others)),
    'together-apart': Math.min(8, Math.abs(under.context.index - context.index)),
    'together-all': Number(ALL_OF_THEM.test(first.lines.join(' '))),
  }
}

/**
 * Whoever else argues finds fault with the code himself: he speaks for the request, not against it.
 */
function isSupported(context: CommentContext, below: readonly CommentContext[]): boolean {
  const others = below.filter(
    (c) => c.role !== 'author' && !isSamePerson(c.from, context.from) && refuses(c),
  )
  const text = ({ lines }: CommentContext): string => lines.join(' ')
  return (
    others.length > 0 && others.every((c) => FINDS_FAULT.test(text(c)) && !DENIES.test(text(c)))
  )
}

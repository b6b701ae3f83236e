import type { CommentKind } from '../../model/issue.ts'
import type { CommentCase } from '../cases.ts'
import { ASKING } from '../kinds/phrases.ts'
import { severityOf } from '../kinds/kinds.ts'
import type { Finding, Scene } from '../rules/rule.ts'
import { askedSignals } from './asked.ts'
import { changelogSignals } from './changelog.ts'
import { exchangeSignals } from './exchange.ts'
import { gapSignals } from './gaps.ts'
import { peerSignals } from './peers.ts'
import { postingSignals } from './posting.ts'
import { nearSignals } from './near.ts'
import { laterOf, lineSignals, type Signals } from './lines.ts'

/** Everything that holds of an issue as named numbers: what the model of states weighs. */
export function signalsOf(
  kind: CommentKind,
  one: CommentCase,
  findings: readonly Finding[],
  scene: Scene,
): Signals {
  const later = laterOf(one, scene)
  return {
    ...situation(kind, one),
    ...lineSignals(one, scene, later),
    ...nearSignals(one, scene, later),
    ...askedSignals(one, scene, later),
    ...changelogSignals(one, scene),
    ...peerSignals(one, scene),
    ...(SPACE.test(one.says.join('\n')) ? gapSignals(one, scene, later) : {}),
    ...postingSignals(one, scene, later),
    ...patchSignals(one, scene),
    ...exchangeSignals(one, findings),
    ...Object.fromEntries(findings.map((f) => [f.rule, 1])),
  }
}

function situation(kind: CommentKind, { context, answers }: CommentCase): Signals {
  const text = context.lines.join('\n')
  const severity = severityOf(text)
  return {
    'is-question': Number(kind === 'question'),
    'only-asks': Number(asksOnly(text)),
    'is-nit': Number(severity === 'nit'),
    'is-major': Number(severity === 'major'),
    'on-code': Number(context.part === 'diff'),
    'on-message': Number(
      context.part !== null && context.part !== 'diff' && context.part !== 'reply',
    ),
    'on-reply': Number(context.part === 'reply'),
    'on-nothing': Number(context.part === null),
    'by-author': Number(context.role === 'author'),
    'speaks-of-space': Number(SPACE.test(text)),
    'by-robot': Number(context.sender !== 'human'),
    'is-direct': Number(context.isDirect),
    words: Math.min(200, text.split(/\s+/).length),
    'place-in-mail': context.count === 1 ? 0 : context.index / (context.count - 1),
    'comments-in-mail': Math.min(20, context.count),
    'has-tag': Number(context.trailers.length > 0),
    answers: Math.min(6, answers.length),
    ...Object.fromEntries(
      ASKING.filter(([, pattern]) => pattern.test(text)).map(([name]) => [name, 1]),
    ),
  }
}

function patchSignals({ context, next }: CommentCase, { matches, last }: Scene): Signals {
  const match =
    next === null
      ? undefined
      : matches[next]?.find((m) => m.from === context.patchRef?.patch && m.change !== 'merged')
  return {
    'versions-since': next === null ? 0 : last - next + 1,
    'patch-similarity': match?.similarity ?? -1,
    'same-diff': Number(match?.sameDiff ?? false),
  }
}

/** Words for what is not seen in a comparison of texts. */
const SPACE =
  /\\n|\b(?:blank|empty|new|this|extra|spare|superfluous|redundant|unneeded|unnecessary|stray|additional|trailing|double|missing)[ -]?lines?\b|\bwhite[ -]?spaces?\b|\bindent|\bspaces?\b|\btabs?\b|\bnewline/i

/** Every sentence is a question. */
export function asksOnly(text: string): boolean {
  const sentences = text
    .split(/(?<=[.!?])\s+|\n\s*\n/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.split(/\s+/).length > 2)
  return sentences.length > 0 && sentences.every((sentence) => sentence.endsWith('?'))
}

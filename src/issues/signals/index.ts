import type { RuleId } from '../../model/evidence.ts'
import type { CommentKind } from '../../model/issue.ts'
import type { CommentCase } from '../cases.ts'
import { askingIn } from '../kinds/features.ts'
import { severityOf } from '../kinds/kinds.ts'
import type { Finding, Scene } from '../rules/rule.ts'
import { askedSignals } from './asked.ts'
import { changelogSignals } from './changelog.ts'
import { exchangeSignals } from './exchange.ts'
import { checkSignals } from './checks.ts'
import { conductSignals } from './conduct.ts'
import { gapSignals } from './gaps.ts'
import { keptSignals } from './kept.ts'
import { namedSignals } from './named.ts'
import { peerSignals } from './peers.ts'
import { postingSignals } from './posting.ts'
import { nearSignals } from './near.ts'
import { regionSignals } from './region.ts'
import { laterOf, lineSignals, SPACE } from './lines.ts'
import { Sheet, signalsIn, type Entry, type Signals } from './sheet.ts'
import { spotsOf } from './spots.ts'
import { tallySignals } from './tally.ts'
import { heirOf } from '../../versions/gaps/heirs.ts'

/** Everything that holds of an issue as named numbers: what the model of states learns from. */
export function signalsOf(
  kind: CommentKind,
  one: CommentCase,
  findings: readonly Finding[],
  scene: Scene,
): Signals {
  const all = signalsIn(entriesOf(kind, one, findings, scene))
  return { ...all, ...tallySignals((name) => all[name] ?? 0) }
}

/** The same as it is weighed. */
export function sheetOf(
  kind: CommentKind,
  one: CommentCase,
  findings: readonly Finding[],
  scene: Scene,
): Sheet {
  const sheet = new Sheet()
  for (const entry of entriesOf(kind, one, findings, scene)) sheet.put(entry)
  sheet.put({ signals: tallySignals((name) => sheet.of(name)) })
  return sheet
}

function entriesOf(
  kind: CommentKind,
  one: CommentCase,
  findings: readonly Finding[],
  scene: Scene,
): Entry[] {
  const later = laterOf(one, scene)
  const spots = spotsOf(one, scene, later)
  const spaces = SPACE.test(one.says.join('\n')) ? gapSignals(one, scene, later) : {}
  return [
    [{ signals: situation(kind, one) }, { signals: phrases(one) }],
    lineSignals(one, scene, later),
    nearSignals(one, spots),
    regionSignals(one, scene, spots),
    keptSignals(one, spots),
    [
      { signals: checkSignals(one, scene, later) },
      { signals: namedSignals(one, scene, later) },
      { signals: changelogSignals(one, scene) },
      { signals: patchSignals(one, scene) },
      { signals: spaces },
    ],
    conductSignals(one, scene, later),
    askedSignals(one, scene, later),
    peerSignals(one, scene),
    postingSignals(one, scene, later),
    exchangeSignals(one, findings, scene),
    findings.map(({ rule }) => flagOf(rule)),
  ].flat()
}

function situation(kind: CommentKind, { context, says, answers }: CommentCase): Signals {
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
    'speaks-of-space': Number(SPACE.test(says.join('\n'))),
    'by-robot': Number(context.sender !== 'human'),
    'is-direct': Number(context.isDirect),
    words: Math.min(200, text.split(/\s+/).length),
    'place-in-mail': context.count === 1 ? 0 : context.index / (context.count - 1),
    'comments-in-mail': Math.min(20, context.count),
    'wants-less': Number(WANTS_LESS.test(text)),
    'wants-more': Number(WANTS_MORE.test(text)),
    'wants-another': Number(WANTS_ANOTHER.test(text)),
    'has-tag': Number(context.trailers.length > 0),
    answers: Math.min(6, answers.length),
  }
}

/** Its wordings. */
function phrases({ context }: CommentCase): Signals {
  const found: Signals = {}
  for (const name of askingIn(context, context.lines.join('\n'))) found[name] = 1
  return found
}

/** What was found: 1 for each kind. */
function flagOf(rule: RuleId): Entry {
  let flag = flags.get(rule)
  if (!flag) flags.set(rule, (flag = { signals: { [rule]: 1 } }))
  return flag
}

const flags = new Map<RuleId, Entry>()

function patchSignals({ context, next }: CommentCase, { matches, last }: Scene): Signals {
  const match =
    next === null || !context.patchRef
      ? undefined
      : heirOf(matches, next, context.patchRef.patch)?.match
  return {
    'versions-since': next === null ? 0 : last - next + 1,
    'patch-similarity': match?.similarity ?? -1,
    'same-diff': Number(match?.sameDiff ?? false),
  }
}

/** What a comment wants of the lines, by its verbs: that something goes, comes, or is renamed. */
const WANTS_LESS =
  /\b(?:drop|remove|delete|get(?:ting)? rid of|kill|strip|omit|skip|lose|hold (?:on|off)|no need|(?:not|isn't|aren't|never) (?:needed|necessary|required|used)|needless|unneeded|unnecessary|unused|redundant|superfluous|useless|pointless|stray|leftover|spurious|can go|(?:doesn't|does not|don't|do not|shouldn't) (?:belong|need)|why (?:do (?:you|we) )?(?:need|have|keep))\b/i
const WANTS_MORE =
  /\b(?:add|adding|missing|missed|forgot|lacks?|mention|document|describe|include|provide|needs? (?:a|an|to (?:be|have))|should (?:have|also|mention|describe|include)|also|where is|what about|check(?:ed)? for)\b/i
const WANTS_ANOTHER =
  /\b(?:rename|called?|instead|rather|replace|use|using|convert|switch|change|better|prefer|should be|could be|make (?:it|this|that)|reword|rephrase|why not|s\/)\b/i

/** Every sentence is a question. */
export function asksOnly(text: string): boolean {
  const sentences = text
    .split(/(?<=[.!?])\s+|\n\s*\n/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.split(/\s+/).length > 2)
  return sentences.length > 0 && sentences.every((sentence) => sentence.endsWith('?'))
}

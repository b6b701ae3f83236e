import type { CommentContext, CommentKind, Judged, Severity } from '../../model/issue.ts'
import { isOtherLanguage } from './language.ts'
import { isOnlyName, withoutClosing } from '../../text/greetings.ts'
import { pointGrade } from '../../text/point-head.ts'
import { sentencesOf } from '../../text/sentences.ts'
import { trailerOf } from '../../text/trailers.ts'
import { isIntroduction } from './introductions.ts'
import { isPing } from '../pings.ts'
import { plansOnly } from './own-plans.ts'
import { ruleForReviewer } from './of-reviewer.ts'
import type { Ruling } from './ruling.ts'
import { kindFeatures, seenOf, tallyOf, type Aftermath } from './features.ts'
import type { LinearModel } from '../../model/models.ts'

export const KINDS: readonly CommentKind[] = [
  'change',
  'question',
  'approval',
  'answer',
  'discussion',
  'process',
]

/**
 * From this probability on somebody owes something. Chosen on the labels that `npm run train`
 * cross-validates with, and on mail of lists that no label is of: F1 is flat from 0.4 to 0.55 on
 * the ones, and best at 0.4 on the others; between, for what is listed should be asked for.
 */
export const ACTIONABLE = 0.45

const REPORT =
  /\b(?:error|warning|warnings|errors|failed|failure|fails|regression|bug|splat|undefined|undeclared|issues?)\b/i

/** What a comment was taken for, with what decided. */
export interface WeighedKind {
  readonly judged: Judged
  /** The plain rule that decided; `null` where the model did. */
  readonly rule: string | null
  /** What the model weighed, and the probabilities of `KINDS`; empty where a rule decided. */
  readonly features: readonly string[]
  readonly probabilities: readonly number[]
}

/** Is the kind of this index in `KINDS` one by which somebody owes something? */
export function isAsking(k: number): boolean {
  return k < 2
}

/** What a comment does; see `weighKind`. */
export function judge(
  context: CommentContext,
  answered: CommentContext | null,
  after: Aftermath | null,
  model: LinearModel,
): Judged {
  return weighed(context, answered, after, model).judged
}

/**
 * What a comment does: plain rules where one decides, else the model.
 * @param answered the comment it answers
 * @param after what later mail and versions tell; without it the verdict is that of the day it was
 * written
 */
export function weighKind(
  context: CommentContext,
  answered: CommentContext | null,
  after: Aftermath | null,
  model: LinearModel,
): WeighedKind {
  const { judged, rule, probabilities } = weighed(context, answered, after, model)
  const features = rule === null ? kindFeatures(context, answered, after) : []
  return { judged, rule, features, probabilities }
}

function weighed(
  context: CommentContext,
  answered: CommentContext | null,
  after: Aftermath | null,
  model: LinearModel,
): Omit<WeighedKind, 'features'> {
  const text = context.lines.join('\n')
  const severity = severityOf(text)
  const rule = ruleFor(context, answered, text)
  if (rule) return decided(rule, severity)
  const tally = tallyOf(seenOf(context, answered, after), model)
  const p = tally.probabilities()
  const asked = (p[0] ?? 0) + (p[1] ?? 0)
  const actionable = asked >= ACTIONABLE
  const among = KINDS.map((_, k) => k).filter((k) => isAsking(k) === actionable)
  const best = among.reduce((a, b) => ((p[b] ?? 0) > (p[a] ?? 0) ? b : a), among[0] ?? 0)
  const judged: Judged = {
    kind: KINDS[best] ?? 'discussion',
    actionable,
    probability: Math.round(asked * 1000) / 1000,
    severity,
    reasons: actionable ? tally.reasonsFor(best) : [],
  }
  return { judged, rule: null, probabilities: p }
}

/** Under what is taken for a request, and no certainty. */
const NOBODY_KNOWS = 0.3

function decided(
  { kind, name, probability }: Ruling,
  severity: Severity | null,
): Omit<WeighedKind, 'features'> {
  const actionable = kind === 'change'
  return {
    judged: {
      kind,
      actionable,
      probability: probability ?? Number(actionable),
      severity,
      reasons: [name],
    },
    rule: name,
    probabilities: [],
  }
}

/** Cases that need no weighing. */
function ruleFor(
  context: CommentContext,
  answered: CommentContext | null,
  text: string,
): Ruling | null {
  if (context.sender !== 'human') {
    const isReport =
      context.index === 0 &&
      REPORT.test(text) &&
      !/\bbuild success\b|\bno (?:issues|errors|warnings)\b|\b(?:patch|series|commit)\S* (?:has been|have been|was|were) (?:applied|queued|merged)\b/i.test(
        text,
      )
    if (context.sender === 'ci')
      return isReport
        ? { kind: 'change', name: 'a robot reports a problem' }
        : { kind: 'process', name: 'a robot says more, or nothing bad' }
  }
  if (context.sender === 'bot' && (isNoPoint(context.lines, text) || isOverview(context, text)))
    return { kind: 'process', name: 'a robot counts, quotes code, or says what it always says' }
  const ownLines = context.lines.filter((line) => trailerOf(line) === null)
  const own = ownLines.join(' ')
  if (isOnlyName(withoutClosing(ownLines).join('\n'), context.from.name)) {
    return context.trailers.length > 0
      ? { kind: 'approval', name: 'gives a tag, and nothing else' }
      : { kind: 'process', name: 'a greeting or a name alone' }
  }
  if (isIntroduction(ownLines, context))
    return { kind: 'process', name: 'says only that points follow' }
  const said = context.role === 'reviewer' ? ruleForReviewer(context, answered, ownLines) : null
  if (said) return said
  if (context.role === 'author' && isPing(ownLines, true))
    return { kind: 'process', name: 'reminds of the patches, and asks for nothing else' }
  const sentences = sentencesOf(withoutClosing(ownLines)).map(({ text }) => text)
  if (plansOnly(sentences, context.role === 'author'))
    return { kind: 'process', name: 'says what he will do himself' }
  if (context.role !== 'author' && isGoodwill(own))
    return { kind: 'process', name: 'offers to take it, and asks for nothing' }
  // What the words mean the model cannot tell: least of all that they agree.
  if (isOtherLanguage(own))
    return { kind: 'discussion', name: 'in another language', probability: NOBODY_KNOWS }
  return null
}

/** "I'll just take this through my tree": whoever applies patches says what he will do himself. */
const GOODWILL =
  /^\W*(?:(?:so|then|ok(?:ay)?|great|good|fine|sure)[\s,]+)*I(?:'ll| will|'m going to|(?:'d| would) be (?:happy|glad) to|(?:'m| am) (?:happy|glad|fine) (?:to|with))\s+(?:(?:just|then|also|happily)\s+)*(?:tak|merg|apply|queu|pick)\w*\b/i
const ON_A_CONDITION =
  /\?|\b(?:look|if|once|when|after|unless|until|but|please|should|must|need|could|can you|would you|provided|assuming|next|then I)\b/i

function isGoodwill(text: string): boolean {
  const sentences = text
    .split(/(?<=[.!?])\s+/)
    .filter((sentence) => /\w{2}/.test(sentence) && !/^\W*(?:thanks?|cheers)\b/i.test(sentence))
  return (
    sentences.length > 0 &&
    sentences.every((one) => GOODWILL.test(one)) &&
    !ON_A_CONDITION.test(text)
  )
}

/** What robots that review write around what they found. */
const FRAME =
  /\bfound \d+ (?:potential|possible) issues?\b|\bpotential issue\(s\)|^\s*-{2,} ?Patch \[?\d+\]?|^Here is the summary with links|^This (?:series|patch) was applied to \S+ \(\S+\)/im
const LINE_OF_CODE = /[;{}),=\\]\s*$|^\s*(?:[#*+-]|\/[/*])|^\s*\w+:$/

/** What a robot lists above its points, each of which stands below at its line once more. */
function isOverview({ part, index, count }: CommentContext, text: string): boolean {
  return part !== 'diff' && index < count - 1 && /^\s*- \[\w+\]|^commit [0-9a-f]{12}/m.test(text)
}

/** Nothing that a robot found: its frame, or a piece of the code that it speaks of. */
function isNoPoint(lines: readonly string[], text: string): boolean {
  const full = lines.filter((line) => line.trim() !== '')
  return FRAME.test(text) || (full.length > 0 && full.every((line) => LINE_OF_CODE.test(line)))
}

const GRADES: Readonly<Record<string, Severity>> = { critical: 'major', high: 'major', low: 'nit' }

/** Words for what breaks; of white space and of the form of a mail they tell of no harm. */
const MAJOR = new RegExp(
  [
    String.raw`(?<!not[- ]a[- ])\bNA(?:C)?K\b`,
    String.raw`\bNacked-by\b`,
    String.raw`\bpanics?\b(?! ?(?:timeout|notifier|handler|_|\())`,
    String.raw`\b(?:kernel|an) oops|\boopses\b`,
    String.raw`\bcrash(?:es|ed)\b|\b(?:to|can|could|will|would|may|might|it) crash\b`,
    String.raw`\bdeadlock`,
    String.raw`(?<!\bwhite[ -]?space[ -]|\b(?:tab|patch|mail|space|indentation|format)[ -])` +
      String.raw`\bcorrupt(?!\w{0,4} (?:tags?|white|patch|tabs?|spaces?|e?mail|diff|by your mail))`,
    String.raw`\bdata loss\b`,
    String.raw`\bsecurity (?:hole|issue|bug|problem|risk|vuln)|\bvulnerab`,
    String.raw`\bregression\b(?![\s-](?:tests?|testing|suite|checks?|cases?)\b)`,
    String.raw`\buse[- ]after[- ]free\b`,
    String.raw`\bbreaks? (?:the )?(?:build|boot|userspace|bisect)`,
  ].join('|'),
  'i',
)

/** How grave the speaker calls it, by its own words; `null` where it does not say. */
export function severityOf(text: string): Severity | null {
  const grade = pointGrade(/^.*/.exec(text)?.[0] ?? '')
  if (grade !== null) return GRADES[grade] ?? null
  if (
    /\bnit(?:s|pick(?:s|ing|y)?)?\b|\bminor (?:nit|thing|comment|point|issue|detail|suggestion|style)|^\s*minor\b|\btypos?\b|\bcosmetic\b|\bbikeshed/im.test(
      text,
    )
  )
    return 'nit'
  return MAJOR.test(text) ? 'major' : null
}

import type { ExplainedState, ExplainReport, StateVerdict } from '../../model/report/explain.ts'
import { exchangeChapter, kindChapter, originChapter, reasonLines } from './explained-comment.ts'
import { fatesChapter, findingBrief, rulesChapter } from './explained-evidence.ts'
import { percent, shownCode, told, type Chapter, type Told } from '../told.ts'

/**
 * All that is told of one comment, in the order in which a reader asks.
 * @param full all lines and reasons
 */
export function chaptersOf(report: ExplainReport, full: boolean): Chapter[] {
  const { request } = report
  return [
    saidChapter(report, full),
    originChapter(report, full),
    kindChapter(report, full),
    exchangeChapter(report, full),
    fatesChapter(report, full),
    ...(request ? [rulesChapter(request, report), statesChapter(request, report, full)] : []),
    verdictChapter(report),
  ]
}

/** `addressed in v3 (high confidence)`; what it is taken for where it asks for nothing. */
export function headline({ request, override, kind }: ExplainReport): string {
  if (override && request) return `${stateWords(request.verdict)} (you said so)`
  const moot = request?.moot ? 'moot, ' : ''
  if (request)
    return `${moot}${stateWords(request.verdict)} (${request.verdict.confidence} confidence)`
  return kind.actionable ? `a ${kind.kind}, on no patch in the store` : `no request: ${kind.kind}`
}

function stateWords({ state, addressedIn }: StateVerdict): string {
  return addressedIn === null ? state : `${state} in ${addressedIn}`
}

function saidChapter({ quote, text }: ExplainReport, full: boolean): Chapter {
  const quoted = shownCode(
    quote.map((q) => q.text),
    0,
    full ? Infinity : 10,
    { role: 'dim', last: true },
  )
  const start = quote.length - quoted.filter(({ isCode }) => isCode).length
  let at = start
  const lines = quoted.map((line): Told => {
    const isFocus = line.isCode && (quote[at]?.inFocus ?? false)
    if (line.isCode) at++
    return isFocus ? { ...line, text: `${line.text}`, role: 'focus' } : line
  })
  return {
    title: 'What was said',
    lines: [...lines, ...shownCode(text.split('\n'), 0, full ? Infinity : 16)],
  }
}

/** Which states the evidence allows and why, and what the model gives each. */
function statesChapter(request: ExplainedState, { role }: ExplainReport, full: boolean): Chapter {
  const { states, reasons, derived } = request
  const sorted = [...states].sort((a, b) => b.probability - a.probability)
  return {
    title: 'Which state',
    lines: [
      ...sorted.map((s) =>
        told(
          `${s.state.padEnd(9)} ${percent(s.probability).padStart(5)}  ${s.allowed ? 'can be' : 'cannot be'}: ${s.reason}`,
          0,
          null,
          s.state === derived.state ? 'good' : s.allowed ? null : 'dim',
        ),
      ),
      ...reasonLines(
        reasons,
        full,
        `What weighs most for ${derived.state} (+) and against (-):`,
        role,
      ),
    ],
  }
}

const GRADES = { 1: 'dates it well', 2: 'dates it fairly', 3: 'hardly dates it' } as const

function verdictChapter(report: ExplainReport): Chapter {
  const { request, override, differences } = report
  const stored = differences.map((d) => told(`${d.what}: ${d.stored} there, ${d.here} here`, 1))
  return {
    title: 'The verdict',
    lines: [
      told(`${headline(report)}.`),
      ...(request ? whyLines(request) : []),
      ...(override
        ? [
            told(
              `You overruled it with "${override.state}"${override.note ? `: ${override.note}` : ''}${request ? `; derived was ${stateWords(request.derived)}` : ''}.`,
              0,
              null,
              'warning',
            ),
          ]
        : []),
      ...(stored.length === 0
        ? []
        : [
            told(
              'The store says otherwise: it was derived by another version of patchtrail, or is being derived. patchtrail rebuild derives it anew.',
              0,
              null,
              'warning',
            ),
            ...stored,
          ]),
    ],
  }
}

/** Why the confidence is less than the model's. */
const DOUBTS: Readonly<Record<NonNullable<ExplainedState['doubt']>, string>> = {
  'nothing-tells':
    'Confidence is low whatever the model says: nothing tells of it, or nothing but a name in a changelog while the lines are as they were.',
  'not-sent-again':
    'Confidence is low whatever the model says: a later version came without this patch, so nothing shows what became of it.',
  'not-there':
    'Confidence is low whatever the model says: what was asked for by its name is in no later version.',
  'argued-against':
    'Confidence is never high here: somebody argues against it, and the lines may have changed for another reason.',
}

function whyLines(request: ExplainedState): Told[] {
  const { states, derived, thresholds, doubt, dating } = request
  const p = states.find(({ state }) => state === derived.state)?.probability ?? 0
  const likeliest = states.reduce((a, b) => (b.probability > a.probability ? b : a))
  const limits = `high from ${percent(thresholds.high)} on, medium from ${percent(thresholds.medium)}`
  const sure =
    doubt === null
      ? `Confidence is ${derived.confidence}: ${percent(p)} (${limits}).`
      : DOUBTS[doubt]
  return [
    told(sure),
    ...(likeliest.state === derived.state
      ? []
      : [
          told(
            `The model leans to ${likeliest.state}, which the evidence does not allow: ${likeliest.reason}.`,
            0,
            null,
            'warning',
          ),
        ]),
    ...(derived.addressedIn !== null && dating
      ? [
          told(`${dating.version} is dated by (${GRADES[dating.grade]}):`),
          ...dating.by.map((f) => findingBrief(f, 1)),
        ]
      : []),
    told('Shown for it:'),
    ...derived.evidence.map((f) => findingBrief(f, 1)),
  ]
}

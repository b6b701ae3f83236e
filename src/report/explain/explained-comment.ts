import { wordsToAuthor } from '../../model/evidence.ts'
import type { Rung } from '../../model/link.ts'
import type { ExplainedRun, ExplainReport } from '../../model/report/explain.ts'
import { reasonWords } from './reason-words.ts'
import {
  beginning,
  percent,
  placeWords,
  rangeText,
  refOf,
  told,
  type Chapter,
  type Told,
} from '../told.ts'
import { counted, dayText, nameText } from '../words.ts'

const RUNGS: Readonly<Record<Rung | 'none', string>> = {
  exact: 'exact',
  whitespace: 'whitespace (the same but for white space)',
  rewrapped: 'rewrapped (the same words, broken otherwise)',
  edited: 'edited (a little, between lines that are certain)',
  none: 'not found in any message above it',
}

/** Where each run of the quoted lines comes from, and what the comment points at. */
export function originChapter(report: ExplainReport, full: boolean): Chapter {
  const { runs, anchor, focus, about } = report
  const kept = full ? runs : runs.slice(-4)
  const more = runs.length - kept.length
  const isElsewhere = about && about.messageId !== anchor?.messageId
  return {
    title: 'Where the quoted lines come from',
    lines: [
      ...(runs.length === 0 ? [told('It quotes nothing.')] : []),
      ...(more > 0 ? [told(`${counted(more, 'run')} of lines before these`, 0, null, 'dim')] : []),
      ...kept.flatMap(runLines),
      ...(anchor
        ? [
            told(
              `It points at ${placeWords(anchor)}: ${RUNGS[anchor.match]}${anchor.ambiguous ? ', but ambiguous' : ''}.`,
              0,
              refOf(anchor),
            ),
          ]
        : [told('It points at no lines.')]),
      ...(focus && anchor && (focus.line !== anchor.line || focus.endLine !== anchor.endLine)
        ? [told(`In focus: ${placeWords(focus)}.`, 0, refOf(focus))]
        : []),
      ...(isElsewhere
        ? [
            told(
              `${anchor?.part === 'reply' ? 'By the exchange it goes on' : 'By what the range-diff shows'}, it is about ${placeWords(about)}.`,
              0,
              refOf(about),
            ),
          ]
        : []),
      ...(about ? [] : [told('What lines of a patch or cover it is about is not known.')]),
    ],
  }
}

function runLines({
  line,
  endLine,
  match,
  origin,
  by,
  ambiguous,
  candidates,
}: ExplainedRun): Told[] {
  const head = `Line${line === endLine ? '' : 's'} ${rangeText(line, endLine)}: ${RUNGS[match]}`
  const from = origin ? `, from ${placeWords(origin)}${by ? `, by ${nameText(by)}` : ''}` : ''
  const also = candidates.slice(0, 3).map((c) => told(`as well: ${placeWords(c)}`, 2, refOf(c)))
  const others = `ambiguous: ${counted(candidates.length, 'other place')} fit${candidates.length === 1 ? 's' : ''} as well`
  return [
    told(head + from, 0, origin && refOf(origin)),
    ...(ambiguous ? [told(others, 1, null, 'warning'), ...also] : []),
  ]
}

/** Why it is a request, or is none. */
export function kindChapter({ kind, override }: ExplainReport, full: boolean): Chapter {
  const asks = kind.probability >= kind.threshold
  const decided = kind.rule
    ? [told(`A plain rule decides: ${kind.rule}.`)]
    : [
        told(
          `${percent(kind.probability)} that it asks for something (a change or a question); from ${percent(kind.threshold)} on it counts as a request.`,
        ),
        told(
          [...kind.probabilities]
            .sort((a, b) => b.probability - a.probability)
            .filter(({ probability }) => probability >= 0.005)
            .map((p) => `${p.kind} ${percent(p.probability)}`)
            .join(', '),
        ),
        ...reasonLines(kind.reasons, full, 'What weighs most for its asking (+) and against (-):'),
      ]
  const yours = override
    ? [told(`You said "${override.state}", and that holds.`, 0, null, 'warning')]
    : []
  const answer = kind.actionable ? `Yes, a ${kind.kind}` : `No, ${aKind(kind.kind)}`
  return {
    title: 'Is it a request?',
    lines: [
      told(
        `${answer}${kind.severity ? `, ${kind.severity === 'nit' ? 'a nit' : 'major'} by its own words` : ''}.`,
        0,
        null,
        asks ? 'good' : null,
      ),
      ...yours,
      ...decided,
    ],
  }
}

function aKind(kind: string): string {
  if (kind === 'discussion' || kind === 'process') return kind
  return kind === 'answer' || kind === 'approval' ? `an ${kind}` : `a ${kind}`
}

/**
 * What weighed most, either way.
 * @param asker the role of who asked, where it is told who did what
 */
export function reasonLines(
  reasons: ExplainReport['kind']['reasons'],
  full: boolean,
  heading: string,
  asker: ExplainReport['role'] = 'reviewer',
): Told[] {
  const words = (name: string): string =>
    asker === 'author' ? wordsToAuthor(reasonWords(name)) : reasonWords(name)
  const kept = reasons.slice(0, full ? reasons.length : 6)
  return kept.length === 0
    ? []
    : [
        told(heading),
        ...kept.map(({ name, weight }) =>
          told(`${weight < 0 ? '-' : '+'}${Math.abs(weight).toFixed(2)}  ${words(name)}`, 1),
        ),
      ]
}

const HOLDS = {
  itself: 'Answered below its own words:',
  together: 'Answered together with other comments:',
  mail: 'Answered by mail that quotes nothing of it:',
} as const

/** Who answered what. */
export function exchangeChapter({ answers, how, exchange }: ExplainReport, full: boolean): Chapter {
  const kept = full ? exchange : exchange.slice(0, 8)
  return {
    title: 'Who answered',
    lines: [
      ...(answers ? [told(`It is itself an answer to ${answers}`, 0, null, 'dim')] : []),
      told(how ? HOLDS[how] : 'Nobody.'),
      ...kept.flatMap((a) => [
        told(`${nameText(a.by)}, ${a.role}, ${dayText(a.date)}:`, 1, null, 'dim'),
        ...answerLines(a, full),
      ]),
      ...(kept.length < exchange.length
        ? [told(`${counted(exchange.length - kept.length, 'answer')} more`, 1, null, 'dim')]
        : []),
    ],
  }
}

/** What an answer says; of a long one the beginning. */
function answerLines(answer: ExplainReport['exchange'][number], full: boolean): Told[] {
  const { text, messageId, line } = answer
  const said = text.split('\n').filter((one) => one.trim() !== '' && !GREETING.test(one))
  const kept = full ? said : said.slice(0, 4)
  const more = said.length - kept.length
  return [
    ...kept.map((one, i) => {
      const ref = i === kept.length - 1 && more === 0 ? { messageId, line } : null
      return told(full ? one : beginning(one), 2, ref)
    }),
    ...(more > 0 ? [told(`${counted(more, 'line')} more`, 2, { messageId, line }, 'dim')] : []),
  ]
}

const GREETING = /^\s*(?:hi|hello|hey|dear)\b.{0,40}$/i

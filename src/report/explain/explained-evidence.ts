import { ruleWords } from '../../model/evidence.ts'
import type {
  ExplainedFinding,
  ExplainedRule,
  ExplainedState,
  ExplainReport,
} from '../../model/report/explain.ts'
import { beginning, placeWords, refOf, shownCode, told, type Chapter, type Told } from '../told.ts'
import { sideWords } from '../view.ts'
import { counted } from '../words.ts'

const FATES: Readonly<Record<ExplainReport['lines'][number]['fate'], string>> = {
  unchanged: 'as they were',
  changed: 'changed',
  gone: 'gone',
  'patch-dropped': 'gone, with the patch',
  unknown: 'not shown there, or not in the store',
}

/** What became of the lines, version by version, with the lines then and now. */
export function fatesChapter({ lines, about }: ExplainReport, full: boolean): Chapter {
  const none = about ? 'No later version was sent.' : 'It is about no lines that can be followed.'
  const most = full ? Infinity : 6
  return {
    title: 'What became of the lines',
    lines: [
      ...(lines.length === 0 ? [told(none)] : []),
      ...lines.flatMap((passage, i) =>
        isMidway(passage, lines[i + 1]) ? [] : passageLines(passage, firstOf(lines, i), most),
      ),
    ],
  }
}

type Passage = ExplainReport['lines'][number]

/** Lines that stay as they were for several versions are told of once. */
function isMidway(one: Passage, next: Passage | undefined): boolean {
  return one.fate === 'unchanged' && next?.fate === 'unchanged' && one.wasOut === next.wasOut
}

/** The first version of a row of such. */
function firstOf(lines: readonly Passage[], i: number): string {
  let at = i
  for (let one = lines[at - 1]; one && isMidway(one, lines[at]); one = lines[at - 1]) at--
  return lines[at]?.version ?? ''
}

function passageLines(passage: Passage, first: string, most: number): Told[] {
  const { version, fate, wasOut, then, now } = passage
  const versions = first === version ? version : `${first} to ${version}`
  const where = now ? `, ${placeWords({ ...now, version: null })}` : ''
  const late = wasOut ? ' (it was out when this was written: no answer to it)' : ''
  return [
    told(`${versions}: ${FATES[fate]}${where}${late}`, 0, now && refOf(now)),
    ...(fate === 'unchanged'
      ? []
      : [
          ...shownCode(then?.text ?? [], 1, most, { role: 'deletion', mark: 'then | ' }),
          ...shownCode(now?.text ?? [], 1, most, { role: 'insertion', mark: 'now  | ' }),
        ]),
  ]
}

/** Rule by rule, what was looked for and found, or not. */
export function rulesChapter(
  { rules, again, judgedOn }: ExplainedState,
  report: Pick<ExplainReport, 'role' | 'about'>,
): Chapter {
  return {
    title: 'What was looked for',
    lines: [
      ...(again.length > 0
        ? [told(`It was asked again; from here on all is about ${judgedOn}`, 0, null, 'warning')]
        : []),
      ...rules.flatMap((rule) => [
        told(`${rule.name}: ${rule.about}`, 0, null, 'dim'),
        ...findingLines(rule.found, report),
        ...notFoundLines(rule, report.role),
      ]),
    ],
  }
}

/**
 * Findings with what they were found in; of several on one line, or of one kind in a row, said
 * once.
 */
function findingLines(
  found: readonly ExplainedFinding[],
  report: Pick<ExplainReport, 'about'>,
): Told[] {
  return found.flatMap((f, i) => {
    const before = found[i - 1]
    if (before?.rule === f.rule && before.text === f.text && before.version !== null) return []
    const versions = found
      .slice(i)
      .filter((other) => other.rule === f.rule && other.text === f.text)
      .map(({ version }) => version)
    const last = versions.at(-1) ?? f.version
    const version = versions.length > 1 ? `${f.version ?? ''} to ${last ?? ''}` : f.version
    const isSaid = before?.messageId === f.messageId && before.line === f.line
    return [isSaid ? findingBrief({ ...f, version }, 1) : findingLine({ ...f, version }, report)]
  })
}

/** One finding, its words first. */
function findingLine(finding: ExplainedFinding, report: Pick<ExplainReport, 'about'>): Told {
  const { rule, text, messageId, line } = finding
  const brief = findingBrief(finding, 1)
  const side = sideWords(rule, messageId, report)
  const quote = text === '' ? '' : `${side}: "${beginning(text.replace(/\s+/g, ' '))}"`
  return {
    ...brief,
    text: brief.text + quote,
    ref: messageId === null ? null : { messageId, line },
  }
}

/** The same where it has been told before. */
export function findingBrief({ words, version, rule }: ExplainedFinding, depth: number): Told {
  return told(`+ ${words}${version ? ` (${version})` : ''} [${rule}]`, depth, null, 'good')
}

function notFoundLines({ notFound, found }: ExplainedRule, role: ExplainReport['role']): Told[] {
  const words = [...new Set(notFound.map((rule) => ruleWords(rule, role)))]
  if (words.length === 0) return []
  const list =
    words.length <= 8
      ? `- not found: ${words.join('; ')}`
      : `- none of ${counted(words.length, found.length > 0 ? 'other wording' : 'wording')} looked for`
  return [told(list, 1, null, 'dim')]
}

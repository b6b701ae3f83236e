import type { CommentContext } from '../../model/issue.ts'
import { remembered } from '../../text/memo.ts'
import type { JudgedComment } from '../cases.ts'
import { isOnOneVersion } from './insists.ts'
import { faultsIn, findsNothingNew } from './reports.ts'

/**
 * The first report on the same version that found all that a later one finds: a robot builds with
 * several compilers, configurations and trees, and each tells of the one fault.
 * @param before those that ask for something, in order of time
 */
export function reportedBefore(
  { context }: JudgedComment,
  before: readonly JudgedComment[],
): JudgedComment | null {
  const found = sameWords(context, '')
  if (found === null || found.size === 0) return null
  const isSame = ({ context: earlier }: JudgedComment): boolean => {
    const known = isOnOneVersion(earlier, context) ? sameWords(earlier, '') : null
    // A division names no file: of another patch it is another one.
    const isBare = found.has(A_DIVISION) && earlier.patchRef?.patch !== context.patchRef?.patch
    return known !== null && !isBare && findsNothingNew(known, found)
  }
  return before.find(isSame) ?? null
}

/** What a report of a robot finds, the same whichever compiler says it. */
const sameWords = remembered((context: CommentContext, _: string): ReadonlySet<string> | null => {
  const faults = context.sender === 'ci' ? faultsIn(context, '') : null
  return faults && new Set([...faults].map(inOneWay))
})

const NAME = '(?<![\\w./+-])[`\'\u2018\u201c"]?([\\w./+-]{1,120})[\'\u2019\u201d"]?'
/** How compilers word one fault, and a word for it. */
const WORDINGS: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(
      `(?:unused (?:variable|function|label) ${NAME}|(?:variable |function )?${NAME} ` +
        `(?:defined|set|declared) but not used)`,
    ),
    'unused',
  ],
  [new RegExp(`no previous prototype for (?:function )?${NAME}`), 'no prototype'],
  [
    new RegExp(`(?:fatal error: )?${NAME}(?:: No such file or directory| file not found)`),
    'no file',
  ],
  [new RegExp(`${NAME} (?:macro )?redefined`), 'defined twice'],
]
const A_DIVISION = 'undefined division'
/** By this a 64-bit division is known that 32-bit machines have no instruction for. */
const DIVISION = /^undefined __(?:aeabi_)?u?l?(?:div|mod|udiv|umod|divmod)(?:di3|mod)?$/

function inOneWay(fault: string): string {
  if (DIVISION.test(fault)) return A_DIVISION
  const [, file = ''] = /^([^:]*): /.exec(fault) ?? []
  for (const [wording, word] of WORDINGS) {
    const name = wording.exec(fault)?.slice(1).find(Boolean)
    if (name !== undefined) return `${file}: ${word} ${name}`
  }
  return fault.replace(/\b(?:fatal )?(?:error|warning): /g, '').replace(/[`\u2018\u2019"]/g, "'")
}

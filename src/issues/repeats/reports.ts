import type { CommentContext } from '../../model/issue.ts'
import { remembered } from '../../text/memo.ts'

/** What a robot that builds marks as new. */
const MARKED = /^>>\s*(\S.*)/
/** How a compiler, a linter or a schema speaks of a file: the file, then what is wrong with it. */
const FILED =
  /^\s*(?:\.?\/)?(?:\S*\/)?([\w,.+@-]+\.(?:[chsS]|yaml|yml|dtsi?|dtbo?|dtb|rst|py|pl|sh|txt|rs|cpp|o))(?::\d+)*(?:\.\d+-\d+(?:\.\d+)?)?:\s*(\S.*)/
/** What make and the linker say, of no file or in front of one. */
const LOGGED =
  /^\s*(?:make(?:\[\d+\])?: \*\*\*|(?:fatal )?error:|ERROR:|Error:|Warning:|WARNING:|\S*ld(?:\.lld)?: )\s*(\S.*)/
/** Words by which somebody's robot introduces what it found. */
const ROBOT = /\b(?:bot|robot)['s]* found\b|\btest robot\b|\[(?:auto|also) build test\b/i
/** The part in which a report goes on to what its reader should do. */
const END = /^(?:If you fix the issue|vim \+\d|See https?:|This check can fail|Kconfig warnings)/

/**
 * What a robot's report on a build or a check finds wrong, each with its file and without the
 * numbers of lines; `null` where it is no such report.
 */
export const faultsIn = remembered(
  ({ lines, sender }: CommentContext, _: string): ReadonlySet<string> | null => {
    if (sender !== 'ci' && !lines.some((line) => ROBOT.test(line))) return null
    const marked = lines.flatMap((line) => MARKED.exec(line)?.[1] ?? [])
    const end = lines.findIndex((line, i) => i > 5 && END.test(line))
    const listed = marked.length > 0 ? marked : end === -1 ? lines : lines.slice(0, end)
    return new Set(listed.flatMap((line) => faultOf(line) ?? []))
  },
)

/** The index of the line with the first fault that a report finds, what is new first; -1: none. */
export function firstFault(lines: readonly string[]): number {
  const marked = lines.findIndex((line) => MARKED.test(line))
  return marked === -1 ? lines.findIndex((line) => faultOf(line) !== null) : marked
}

/** A name that is nowhere: the linker says so in several ways, and not always of the same file. */
const NOWHERE =
  /undefined reference to [`']([\w.]+)|undefined symbol: ([\w.]+)|modpost: "([\w.]+)" \[.*undefined/
/** The same of compilers. */
const UNDECLARED =
  /(?:undeclared function|implicit declaration of function|use of undeclared identifier) ['`‘]?(\w+)|['`‘](\w+)['’] undeclared/

function faultOf(line: string): string | null {
  const nowhere = NOWHERE.exec(line)?.slice(1).find(Boolean)
  if (nowhere) return `undefined ${nowhere}`
  const filed = FILED.exec(line)
  const undeclared = UNDECLARED.exec(line)?.slice(1).find(Boolean)
  if (filed && undeclared) return `${filed[1] ?? ''}: undeclared ${undeclared}`
  if (filed) return `${filed[1] ?? ''}: ${bare(filed[2] ?? '')}`
  const logged = LOGGED.exec(line)
  return logged ? bare(logged[1] ?? '') : null
}

/** Without paths and numbers, which move, and the names of the kind of warning. */
function bare(text: string): string {
  return text
    .replace(/(?<![\w.+-])(?:\.{0,2}\/)?(?:[\w.+-]{1,100}\/)+(?=[\w,.+-])/g, '')
    .replace(/\b\d+\b/g, '0')
    .replace(/(?<!\s)\s*\[-W[^\]]*\]\s*$/, '')
    .trim()
}

/** Does a later report find nothing but what an earlier one found? */
export function findsNothingNew(earlier: ReadonlySet<string>, later: ReadonlySet<string>): boolean {
  return later.size > 0 && [...later].every((fault) => earlier.has(fault))
}

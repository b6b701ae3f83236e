/**
 * Words that stand in titles on any list: in thirty of a thousand of them or more, in eight or
 * more, in two or more. Names of subsystems, projects and makers are none of them.
 */
const MOST = `
a add and bindings convert device driver dt fix for in introduce of on remove support the to use
with`
const MANY = `
allow avoid before by check cleanup devices disable don drivers drop enable error fixes from
function get handling helper if improve is make missing module move new node not probe read
register replace return set simplify struct sysfs t test typo up update value when yaml`
const SOME = `
0 1 2 3 access after all an api array as attribute based basic be binding bit call callback change
checking child class clean cleanups code command comment comments common compatible compile config
configuration configure control conversion core correct count create data default delete
dependencies dependency deprecated description dev devm do doc docs document documentation during
enabled end entry err errors event events failure fallback field file firmware format framework
free functions group h handle hardware has header headers helpers id implement improvements include
init initial initialize instead into issue it kconfig kernel leak leaks license limit list lock
locking macro macros maintainer maintainers management mark match max member message mistake mode
modules more mutex name no nodes non null off only option optional out overflow parameter path platform
pointer port potential power print probing property put race range redundant refactor reference
related report reporting reset resource rid setting some spelling split state static status stop
string sure switch system table testing tree unneeded unused usage using variable various void
warning warnings write zero`

/** What one word in common says of two titles. */
const WEIGHTS = new Map(
  (
    [
      [SOME, 0.35],
      [MANY, 0.25],
      [MOST, 0.2],
    ] as const
  ).flatMap(([words, weight]) =>
    words
      .trim()
      .split(/\s+/)
      .map((word) => [word, weight] as const),
  ),
)
const ELSE = 0.7

/**
 * A word tells the more the fewer titles have it, 0 to 1. Not counted in the store: what two
 * postings are to each other must not change with what else has come.
 */
export function weightOf(word: string): number {
  return WEIGHTS.get(word) ?? ELSE
}

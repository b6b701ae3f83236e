import { collapse } from '../../text/lines.ts'
import { sentencesOf } from '../../text/sentences.ts'

/** How a robot that builds tells on what it built, and where it marks what is new. */
const BUILT = /^\s*\[(?:auto|also) build test/
const NEW_IN_BUILD = /^>> ?(.*\S)/
/** The same of a robot that checks descriptions of devices; where it checks is no news. */
const CHECKED = /^My bot found /
const NEW_IN_CHECK = /^(?:Error: |\S*\/)?((?:Documentation|arch)\/\S+:(?: |\d\S* ).*\S)/
/** The first thing that a robot found new in a build or a check; `null` where none wrote this. */
export function foundByRobot(lines: readonly string[]): string | null {
  const news = lines.some((line) => BUILT.test(line))
    ? NEW_IN_BUILD
    : lines.some((line) => CHECKED.test(line))
      ? NEW_IN_CHECK
      : null
  const found = news && lines.map((line) => news.exec(line)?.[1]).find(Boolean)
  if (found) return collapse(found)
  // Where it lists nothing its closing words ("please re-submit") say less than its first.
  return news === NEW_IN_CHECK
    ? (sentencesOf(lines).find((s) => CHECKED.test(s.text))?.text ?? null)
    : null
}

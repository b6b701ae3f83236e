import { hinted } from './hints.ts'
import type { ProgressLine } from './progress.ts'

/** The exit code of a program that Ctrl-C ended: 128 and the number of the signal. */
const INTERRUPTED = 130

/**
 * On Ctrl-C the bar goes, a line says how to go on, and the program ends: what was kept stays, for
 * each step is one transaction.
 */
export function tellHowToGoOn(line: ProgressLine, how: string): void {
  process.once('SIGINT', () => {
    line.clear()
    process.stderr.write(`patchtrail: stopped; what was read is kept. To go on: ${hinted(how)}\n`)
    process.exit(INTERRUPTED)
  })
}

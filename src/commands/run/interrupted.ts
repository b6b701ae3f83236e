import { hinted } from './hints.ts'
import type { ProgressLine } from './progress.ts'

/** The exit code of a program that Ctrl-C ended: 128 and the number of the signal. */
const INTERRUPTED = 130

/**
 * On Ctrl-C the bar goes, a line says how to go on, and the program ends: what was kept stays, for
 * each step is one transaction.
 * @param said what there is now, and how to go on
 */
export function tellHowToGoOn(line: ProgressLine, said: () => string): void {
  process.once('SIGINT', () => endAsStopped(line, hinted(said())))
}

/** Aborted by Ctrl-C, for what is to be taken away before the program ends; a second one ends it. */
export function stoppedByUser(): AbortSignal {
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  return stop.signal
}

/** Ends the program as Ctrl-C does. @param said what came of it */
export function endAsStopped(line: ProgressLine, said: string): never {
  line.clear()
  process.stderr.write(`patchtrail: stopped; ${said}\n`)
  process.exit(INTERRUPTED)
}

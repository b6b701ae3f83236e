import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { EXIT } from './options.ts'
import { coloured, plain, type Paint } from '../report/style.ts'

/** `--color` and the environment (https://no-color.org) decide; a pipe gets none by default. */
export function paintFor(when: string | undefined, env: NodeJS.ProcessEnv = process.env): Paint {
  if (when === 'always') return coloured
  if (when === 'never' || env.NO_COLOR || env.TERM === 'dumb') return plain
  return process.stdout.isTTY ? coloured : plain
}

/**
 * Prints lines; on a terminal through `$PAGER` (`less -FRX` unless set; `cat` or empty for none).
 */
export async function printLines(
  lines: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const text = `${lines.join('\n')}\n`
  const pager = env.PAGER ?? 'less'
  if (!process.stdout.isTTY || pager === '' || pager === 'cat') {
    await printText(text)
    return
  }
  const child = spawn(pager, {
    shell: true,
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { LESS: 'FRX', ...env },
  })
  // Quitting the pager before the end closes the pipe: nothing to report.
  child.stdin.on('error', () => undefined)
  child.stdin.end(text)
  await once(child, 'close')
}

/** Writes and waits until it is taken: the process may end right after. */
export async function printText(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

/** Prints one JSON document. */
export async function printJson(document: unknown): Promise<void> {
  await printText(`${JSON.stringify(document, null, process.stdout.isTTY ? 2 : 0)}\n`)
}

/**
 * A report as JSON or as lines; where there is nothing in it, one line that says so, and the exit
 * code for that.
 * @param nothing what that line says; `null`: there is something
 */
export async function printReport(
  report: unknown,
  json: boolean,
  lines: () => readonly string[],
  nothing: string | null,
): Promise<void> {
  if (json) await printJson(report)
  else if (nothing === null) await printLines(lines())
  else process.stderr.write(`patchtrail: ${nothing}\n`)
  if (nothing !== null) process.exitCode = EXIT.nothing
}

/**
 * Columns of the terminal; 120 where there is none, so that a pipe gets the same on every machine.
 */
export function columns(): number {
  return process.stdout.isTTY ? Math.max(60, process.stdout.columns) : 120
}

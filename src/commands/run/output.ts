import { once } from 'node:events'
import { hinted } from './hints.ts'
import { EXIT } from './options.ts'
import { coloured, plain, type Paint } from '../../report/style.ts'
import type { MistakeDocument } from '../../model/report/mistake.ts'
import type { UserError } from '../../model/user-error.ts'

/**
 * `--color` and the environment (https://no-color.org, https://bixense.com/clicolors) decide; a
 * pipe gets none by default.
 */
export function paintFor(when: string | undefined, env: NodeJS.ProcessEnv = process.env): Paint {
  if (when === 'always') return coloured
  if (when === 'never' || env.NO_COLOR || env.TERM === 'dumb') return plain
  const isForced = [env.FORCE_COLOR, env.CLICOLOR_FORCE].some((value) => value && value !== '0')
  return isForced || process.stdout.isTTY ? coloured : plain
}

/**
 * What happens where output cannot be written: a reader that closes early (head, a pager) is no
 * error; of all else one line tells, and the exit code.
 */
export function guardOutput(): void {
  process.stderr.on('error', () => undefined)
  process.stdout.on('error', ({ code = '' }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit(process.exitCode ?? EXIT.done)
    const why = code === 'ENOSPC' ? 'the disk is full' : `the system says ${code}`
    process.stderr.write(`patchtrail: the output could not be written whole: ${why}\n`)
    process.exit(EXIT.mistake)
  })
}

/** What long output goes through: the first that is set; `cat` and nothing mean none. */
function pagerOf(env: NodeJS.ProcessEnv): string | null {
  const pager = env.PATCHTRAIL_PAGER ?? env.PAGER ?? 'less'
  return pager === '' || pager === 'cat' ? null : pager
}

/** The shell's words for a program that cannot be run, and for one that is not there. */
const NOT_RUN: readonly (number | null)[] = [126, 127]

/**
 * Prints lines; on a terminal through the pager (`less -FRX` unless set). Where that cannot be run,
 * or fails, they are printed without.
 */
export async function printLines(
  lines: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const text = `${lines.join('\n')}\n`
  const pager = process.stdout.isTTY ? pagerOf(env) : null
  if (pager === null) {
    await printText(text)
    return
  }
  // Loaded here: it takes longer than a short command.
  const { spawn } = await import('node:child_process')
  const child = spawn(pager, {
    shell: true,
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { LESS: 'FRX', ...env },
  })
  // Quitting the pager before the end closes the pipe: nothing to report.
  child.stdin.on('error', () => undefined)
  child.stdin.end(text)
  const [code] = (await once(child, 'close')) as [number | null]
  if (code === 0 || code === null) return
  const what = NOT_RUN.includes(code) ? 'cannot be run' : `failed with ${code}`
  process.stderr.write(`patchtrail: the pager ${pager} ${what}; printing without it\n`)
  await printText(text)
}

/** Writes and waits until it is taken: the process may end right after. */
export async function printText(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

/** Prints one JSON document. */
export async function printJson(document: unknown): Promise<void> {
  await printText(`${JSON.stringify(document, null, process.stdout.isTTY ? 2 : 0)}\n`)
}

/** Tells the user's mistake, as one line or as a document, and sets the exit code. */
export async function printMistake(error: UserError, json: boolean): Promise<void> {
  const { code, more, exitCode } = error
  const message = hinted(error.message)
  process.exitCode = exitCode
  const document: MistakeDocument = { schema: 'patchtrail/mistake/1', code, message, more }
  if (json) await printJson(document)
  else process.stderr.write(`patchtrail: ${message}\n${listed(more)}`)
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
  else process.stderr.write(`patchtrail: ${hinted(nothing)}\n`)
  if (nothing !== null) process.exitCode = EXIT.nothing
}

/**
 * Columns of the terminal; 120 where there is none, so that a pipe gets the same on every machine.
 */
export function columns(): number {
  return process.stdout.isTTY ? Math.max(60, process.stdout.columns || 80) : 120
}

/** So many lines go with what is ambiguous; who wants all asks for JSON. */
const MOST_LISTED = 10

function listed(more: readonly string[]): string {
  const left = more.length - MOST_LISTED
  const lines = left > 0 ? [...more.slice(0, MOST_LISTED), `and ${left} more`] : more
  return lines.map((line) => `  ${line}\n`).join('')
}

import { relative } from 'node:path'
import { inspect } from 'node:util'

/**
 * What `npm test` prints: a line for each file, a failure at once and whole, and at the end what is
 * known not to work and what was left out, in one line each. The last line says how many tests
 * passed, failed and were skipped.
 */

interface Event {
  readonly type: string
  readonly data: unknown
}

/** What both a passed and a failed test tell. */
interface Told {
  readonly name: string
  readonly nesting: number
  readonly file?: string
  readonly skip?: string | boolean
  readonly todo?: string | boolean
  readonly details: {
    readonly duration_ms: number
    readonly type?: string
    readonly error?: Error & { readonly failureType?: string }
  }
}

type Outcome = 'passed' | 'failed' | 'skipped' | 'known' | 'mended'

/** A test without the groups around it: these fail because one of theirs did. */
function outcomeOf(told: Told, isFailure: boolean): Outcome | null {
  const { details, skip, todo } = told
  if (details.error?.failureType === 'subtestsFailed') return null
  if (skip !== undefined && skip !== false) return 'skipped'
  if (details.type === 'suite' && !isFailure) return null
  if (todo !== undefined && todo !== false) return isFailure ? 'known' : 'mended'
  return isFailure ? 'failed' : 'passed'
}

interface File {
  readonly name: string
  passed: number
  failed: number
  ms: number
}

/** All that was told so far. */
class Report {
  private readonly count: Record<Outcome, number> = {
    passed: 0,
    failed: 0,
    skipped: 0,
    known: 0,
    mended: 0,
  }
  private readonly last: Record<'skipped' | 'known' | 'mended' | 'failed', string[]> = {
    skipped: [],
    known: [],
    mended: [],
    failed: [],
  }
  private readonly files = new Map<string, File>()

  /** What is printed at once: a failure with all that is known of it. */
  add(told: Told, isFailure: boolean): string {
    const file = relative(process.cwd(), told.file ?? '')
    const known = this.fileOf(file)
    if (told.nesting === 0) known.ms += told.details.duration_ms
    const outcome = outcomeOf(told, isFailure)
    if (!outcome) return ''
    this.count[outcome]++
    if (outcome === 'passed') known.passed++
    else this.last[outcome].push(lineOf(told, outcome, file))
    if (outcome !== 'failed') return ''
    known.failed++
    return `\nFAILED ${file}: ${told.name}\n${errorText(told.details.error)}\n\n`
  }

  get hasFailed(): boolean {
    return this.count.failed > 0
  }

  /** The last screen. */
  end(): string {
    const files = [...this.files.values()].map(
      ({ name, passed, failed, ms }) =>
        `${(ms / 1000).toFixed(1).padStart(6)} s  ${String(passed).padStart(4)} passed  ${failed > 0 ? `${failed} FAILED  ` : ''}${name}`,
    )
    const { passed, failed, skipped, known, mended } = this.count
    return [
      ...files,
      ...section('Left out:', this.last.skipped),
      ...section('Known not to work yet (no failures):', this.last.known),
      ...section('Works now, take its todo away:', this.last.mended),
      ...section('Failed:', this.last.failed),
      '',
      `${passed + mended} passed, ${failed} failed, ${skipped} skipped${known > 0 ? ` (and ${known} known not to work yet)` : ''}`,
      '',
    ].join('\n')
  }

  private fileOf(name: string): File {
    const file = this.files.get(name) ?? { name, passed: 0, failed: 0, ms: 0 }
    this.files.set(name, file)
    return file
  }
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
}

function lineOf({ name, skip, todo }: Told, outcome: Outcome, file: string): string {
  const why = outcome === 'skipped' ? skip : todo
  return `${file}: ${name}${typeof why === 'string' && why !== '' ? ` (${why})` : ''}`
}

function errorText(error: Error | undefined): string {
  const cause = error?.cause ?? error
  return inspect(cause, { colors: process.stdout.isTTY }).replace(/^/gm, '  ')
}

/** A piece of what is printed. */
export interface Piece {
  readonly text: string
  readonly isFailure: boolean
}

/** The report on the events of a run, as they come. */
export async function* reported(events: AsyncIterable<unknown>): AsyncGenerator<Piece, void> {
  let report = new Report()
  const piece = (text: string): Piece => ({ text, isFailure: report.hasFailed })
  for await (const { type, data } of events as AsyncIterable<Event>) {
    if (type === 'test:pass' || type === 'test:fail')
      yield piece(report.add(data as Told, type === 'test:fail'))
    else if (type === 'test:stderr') yield piece((data as { readonly message: string }).message)
    else if (type === 'test:watch:drained') {
      yield piece(report.end())
      report = new Report()
    }
  }
  yield piece(report.end())
}

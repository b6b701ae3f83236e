import type { Command } from 'commander'
import { readConfig } from '../config/config.ts'
import { requireIdentity } from '../config/identity.ts'
import { diffReport } from '../query/diff.ts'
import { lastCommented } from '../query/named/last-commented.ts'
import { diffText } from '../report/diff-text.ts'
import type { Database } from '../store/store.ts'
import { REF, reportOnHeld } from './given/ref.ts'
import { namesOfVersions } from './given/versions.ts'
import { listOption, type OnList } from './run/on-list.ts'
import type { GlobalOptions } from './run/options.ts'
import { paintFor, printJson, printLines } from './run/output.ts'

interface DiffOptions extends OnList {
  sinceMine?: boolean
  me?: string
  stat?: boolean
  json?: boolean
}

/** `diff <ref> [vA] [vB]`: two versions, patch by patch. */
export function addDiff(program: Command): void {
  program
    .command('diff')
    .description('show what changed between two versions of a series, as git range-diff does')
    .argument('<ref...>', `${REF}; then v4..v5, or v4 v5, or one version (default: the last two)`)
    .option('--since-mine', 'since the version that I commented on last')
    .option('--me <who>', 'who I am, for --since-mine')
    .option('--stat', 'only which patch became which, and how many lines differ')
    .addOption(listOption())
    .option('--json', 'print the report as JSON')
    .action((words: string[], options: DiffOptions) => run(program, words, options))
}

async function run(program: Command, words: string[], options: DiffOptions): Promise<void> {
  const [ref, from, to] = namesOfVersions(words)
  const asked = { words: ref, list: options.list }
  const report = await reportOnHeld(program, asked, async (store, named) => {
    const first = options.sinceMine ? await mine(store, named, options.me) : from
    return diffReport(store, named, first, to)
  })
  const paint = paintFor(program.opts<GlobalOptions>().color)
  if (options.json) await printJson(report)
  else await printLines(diffText(report, { paint, stat: options.stat ?? false }))
}

function mine(store: Database, ref: string, me: string | undefined): Promise<string> {
  return lastCommented(store, ref, requireIdentity(me, readConfig()))
}

import type { Command } from 'commander'
import type { CheckDocument } from '../model/report/check.ts'
import { checkText } from '../report/check-text.ts'
import { EXIT, storePath, type GlobalOptions } from './run/options.ts'
import { printJson, printText } from './run/output.ts'
import { ProgressLine } from './run/progress.ts'
import { withStore } from './run/with-store.ts'

interface CheckOptions {
  derive?: boolean
  json?: boolean
}

/** `check`: verifies the store; exit 1 where something is amiss. */
export function addCheck(program: Command): void {
  program
    .command('check')
    .description('verify the store: the file, and how what is in it fits together')
    .option('--derive', 'derive everything anew from the mail, in a copy, and compare')
    .option('--json', 'print what was found as JSON')
    .action(async (options: CheckOptions) => {
      const { checkStore } = await import('../ingest/check.ts')
      const path = storePath(program.opts<GlobalOptions>().db)
      const line = new ProgressLine()
      const listener = options.derive
        ? (done: number, of: number, stage: string): void =>
            line.show(stage, done, of === 0 ? null : done / of)
        : null
      const report = await withStore(program, (store) => checkStore(store, path, listener))
      line.clear()
      const document: CheckDocument = { schema: 'patchtrail/check/1', ...report }
      if (options.json) await printJson(document)
      else await printText(`${checkText(report).join('\n')}\n`)
      if (report.problems.length > 0) process.exitCode = EXIT.mistake
    })
}

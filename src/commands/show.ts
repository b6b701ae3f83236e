import { Option, type Command } from 'commander'
import { showMessage } from '../query/show.ts'
import { showText } from '../report/show-text.ts'
import { openForReport } from './open.ts'
import { storePath, wholeNumber, type GlobalOptions } from './options.ts'
import { paintFor, printJson, printLines } from './output.ts'

/** `show <ref>`: one patch with its comments, or one reply with what it says. */
export function addShow(program: Command): void {
  program
    .command('show')
    .description(
      'print a patch with the comments under their lines, or a reply with the lines it is about',
    )
    .argument('<ref...>', 'a Message-ID, the address of an archive page, or words of the subject')
    .addOption(
      new Option('-C, --context <lines>', 'only so many lines above each comment').argParser(
        wholeNumber,
      ),
    )
    .option('--json', 'print the report as JSON')
    .action(async (ref: string[], options: { context?: number; json?: boolean }) => {
      const { db, color } = program.opts<GlobalOptions>()
      const store = await openForReport(storePath(db))
      const report = await showMessage(store, ref.join(' '))
      await store.close()
      // Only JSON carries the prose trees: loading their parser would slow down every other call.
      if (options.json) await printJson((await import('../query/prose.ts')).withProse(report))
      else
        await printLines(
          showText(report, { paint: paintFor(color), context: options.context ?? null }),
        )
    })
}

import type { Command } from 'commander'
import { diffReport } from '../query/diff.ts'
import { statusReport } from '../query/status.ts'
import { diffText } from '../report/diff-text.ts'
import { statusText } from '../report/status-text.ts'
import { openForReport } from './open.ts'
import { storePath, type GlobalOptions } from './options.ts'
import { columns, paintFor, printJson, printLines } from './output.ts'

const REF = 'a Message-ID, the address of an archive page, a change-id, or words of the title'

/** `status <ref>`: a series through all its versions. */
export function addStatus(program: Command): void {
  program
    .command('status')
    .description(
      'show a series through all its versions: what became of each patch, tags, whose turn it is',
    )
    .argument('<ref...>', REF)
    .option('--why', 'also what joins the versions and the patches')
    .option('--json', 'print the report as JSON')
    .action(async (ref: string[], options: { why?: boolean; json?: boolean }) => {
      const { db, color } = program.opts<GlobalOptions>()
      const store = await openForReport(storePath(db))
      const report = await statusReport(store, ref.join(' '), Date.now())
      await store.close()
      if (options.json) await printJson(report)
      else
        await printLines(
          statusText(report, {
            paint: paintFor(color),
            width: columns(),
            why: options.why ?? false,
          }),
        )
    })
}

/** `diff <ref> [vA] [vB]`: two versions, patch by patch. */
export function addDiff(program: Command): void {
  program
    .command('diff')
    .description('show what changed between two versions of a series, as git range-diff does')
    .argument('<ref...>', `${REF}; then one or two versions such as v4 v5 (default: the last two)`)
    .option('--stat', 'only which patch became which, and how many lines differ')
    .option('--json', 'print the report as JSON')
    .action(async (words: string[], options: { stat?: boolean; json?: boolean }) => {
      const { db, color } = program.opts<GlobalOptions>()
      const [ref, from, to] = splitVersions(words)
      const store = await openForReport(storePath(db))
      const report = await diffReport(store, ref, from, to)
      await store.close()
      if (options.json) await printJson(report)
      else
        await printLines(diffText(report, { paint: paintFor(color), stat: options.stat ?? false }))
    })
}

/** Names of versions at the end of the words: two, or one that is compared with the last. */
function splitVersions(
  words: readonly string[],
): [ref: string, from: string | null, to: string | null] {
  const isVersion = (word: string | undefined): boolean =>
    word !== undefined && /^(?:rfc[ -]?)?v?\d{1,3}$|^rfc$/i.test(word)
  const [last, before] = [words.at(-1), words.at(-2)]
  if (words.length > 2 && isVersion(last) && isVersion(before))
    return [words.slice(0, -2).join(' '), before ?? null, last ?? null]
  if (words.length > 1 && isVersion(last)) return [words.slice(0, -1).join(' '), last ?? null, null]
  return [words.join(' '), null, null]
}

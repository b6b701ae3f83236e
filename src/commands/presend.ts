import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import type { PresendReport } from '../model/report/presend.ts'
import type { StorableMessage } from '../model/rows.ts'
import { UserError } from '../model/user-error.ts'
import { isBlocked, presendText } from '../report/presend-text.ts'
import { holderOf, placedIn } from '../stores/holder.ts'
import { EXIT, type GlobalOptions } from './run/options.ts'
import { columns, paintFor, printJson, printLines } from './run/output.ts'
import { withStores } from './run/with-store.ts'

interface PresendOptions {
  ref?: string
  full?: boolean
  json?: boolean
}

/** `presend <what>`: what patches that are about to be sent leave undone. */
export function addPresend(program: Command): void {
  program
    .command('presend')
    .description(
      'before sending a new version: what reviewers asked for and these patches do not do, tags lost, reviewers that the changelog does not name',
    )
    .argument(
      '[what...]',
      'folders and files of git format-patch, a range of commits, or - for standard input (default: -)',
    )
    .option('--ref <ref>', 'the series that they are a version of, where that cannot be told')
    .option('--full', 'whole comments, all evidence')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `\nExit code ${EXIT.open} where a request is left undone or a tag is lost.`,
    )
    .action((what: string[], options: PresendOptions) =>
      runPresend(program, what.length > 0 ? what : ['-'], options),
    )
}

async function runPresend(
  program: Command,
  what: readonly string[],
  options: PresendOptions,
): Promise<void> {
  const report = await reportOn(program, await patchesIn(what), options.ref ?? null, what)
  if (report === null) return
  const paint = paintFor(program.opts<GlobalOptions>().color)
  const shown = { paint, full: options.full ?? false, width: columns() }
  if (options.json) await printJson(report)
  else await printLines(presendText(report, shown))
  if (isBlocked(report)) process.exitCode = EXIT.open
}

/** The report; `null` where the store has no version before these patches, which is said. */
export async function reportOn(
  program: Command,
  patches: readonly StorableMessage[],
  ref: string | null,
  what: readonly string[],
): Promise<PresendReport | null> {
  const [{ presendReport }, { refInHand }] = await Promise.all([
    import('../presend/presend.ts'),
    import('../query/named/in-hand.ts'),
  ])
  const given = shownWords(what)
  try {
    return await withStores(program, {}, async (stores) => {
      if (stores.only) return presendReport(stores.only, patches, ref, given)
      const held = await holderOf(stores, 'series', ref ?? given, (store) =>
        ref === null ? refInHand(store, patches, given) : Promise.resolve(ref),
      )
      return placedIn(await presendReport(held.part.store, patches, held.ref, given), held)
    })
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'not-found' || ref !== null) throw error
    process.stderr.write(
      'patchtrail: the store has no version before these patches; nothing was asked for\n',
    )
    return null
  }
}

/** The patches in folders, files, ranges of commits and standard input. Throws UserError. */
export async function patchesIn(what: readonly string[]): Promise<StorableMessage[]> {
  const { formattedRange, mailsInHand, mailsInText } = await import('./given/in-hand.ts')
  const all: StorableMessage[] = []
  for (const word of what)
    all.push(
      ...(word === '-' || existsSync(word)
        ? await mailsInHand(word)
        : await mailsInText(formattedRange(word))),
    )
  if (all.length > 0) return all
  throw new UserError('mistake', `there is no patch in ${shownWords(what)}`)
}

function shownWords(what: readonly string[]): string {
  return what.map((word) => (word === '-' ? 'standard input' : word)).join(' ')
}

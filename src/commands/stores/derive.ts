import { setTimeout as pause } from 'node:timers/promises'
import type { Command } from 'commander'
import type { Worked } from '../../ingest/work/work.ts'
import { derivedText } from '../../report/ingest-text.ts'
import { isStoreFolder } from '../../store/lookup/folder.ts'
import { isOutage, shownPath, StoreError } from '../../store/store.ts'
import { storePath, type GlobalOptions } from '../run/options.ts'
import { tellHowToGoOn } from '../run/interrupted.ts'
import { printText } from '../run/output.ts'
import { ProgressLine } from '../run/progress.ts'
import { writingThere } from '../run/with-store.ts'
import { deriveFolder } from './derive-folder.ts'

const NOTHING: Worked = { threads: 0, messages: 0, series: 0 }
/** Milliseconds before a server that was lost is looked for again. */
const AWAY = 2000

/** `derive`: what is on the work lists, beside any number of others. */
export function addDerive(program: Command): void {
  program
    .command('derive')
    .description(
      'derive what ingest --no-derive has left; on PostgreSQL any number may run at once',
    )
    .option('--follow', 'go on when new mail comes; wait for a server that is away')
    .action(async ({ follow }: { follow?: boolean }) => {
      const path = storePath(program.opts<GlobalOptions>().db)
      tellHowToGoOn(new ProgressLine(), 'patchtrail derive')
      if (await isStoreFolder(path)) await deriveFolder(path, follow ?? false, once)
      else if (follow) await followed(path)
      else await once({ name: '', path })
    })
}

async function once({
  name,
  path,
}: {
  readonly name: string
  readonly path: string
}): Promise<void> {
  const began = performance.now()
  const done = await derived(path, () => false)
  const text = derivedText(done, (performance.now() - began) / 1000)
  await printText(`${name === '' ? '' : `${name}: `}${text}\n`)
}

/** @param opened told when the store can be read */
async function derived(
  path: string,
  goesOn: (done: Worked) => boolean,
  opened: () => void = () => undefined,
): Promise<Worked> {
  const { work } = await import('../../ingest/work/work.ts')
  const line = new ProgressLine()
  let last: Worked = NOTHING
  const goesOnNow = (): boolean => {
    line.clear()
    return goesOn(last)
  }
  const listener = (done: Worked): void => {
    last = done
    line.show('deriving', done.messages, null)
  }
  return writingThere(path, (store) => {
    opened()
    return work(store, goesOnNow, listener, () => tell(`another one derives ${path}`))
  })
}

function tell(why: string): void {
  process.stderr.write(`patchtrail: ${why}; waiting for it\n`)
}

/** Never ends by itself: what was lost with the connection is on the lists again. */
async function followed(path: string): Promise<void> {
  let isAway = false
  const opened = (): void => {
    if (isAway) process.stderr.write(`patchtrail: ${shownPath(path)} answers again\n`)
    isAway = false
  }
  for (;;) {
    let told: Worked = NOTHING
    let began = performance.now()
    const goesOn = (done: Worked): true => {
      const more = { threads: done.threads - told.threads, series: done.series - told.series }
      const seconds = (performance.now() - began) / 1000
      if (more.threads + more.series > 0) process.stdout.write(`${derivedText(more, seconds)}\n`)
      told = done
      began = performance.now()
      return true
    }
    try {
      await derived(path, goesOn, opened)
    } catch (error) {
      if (!(error instanceof StoreError) || !isOutage(error.sqliteCode)) throw error
      // What follows is a remedy for who does not wait.
      if (!isAway) tell(error.message.replace(/; .*$/s, ''))
      isAway = true
      await pause(AWAY)
    }
  }
}

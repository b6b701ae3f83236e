import type { ListedProblem } from '../../model/problem.ts'
import type { IngestSummary, StoreGain } from '../../model/report/ingest.ts'
import type { SourceStep } from '../../model/source.ts'
import type { Remote } from '../../mail/lore/lore.ts'
import { locationOf, readSource } from '../../mail/source/sources.ts'
import { storeFile } from '../../store/lookup/folder.ts'
import { hasWork } from '../../store/lookup/waiting.ts'
import { knownSources, reachedParts, rememberSource } from '../../store/sources.ts'
import { SQLITE } from '../../store/driver/sqlite-dialect.ts'
import { StoreError } from '../../store/store.ts'
import { inBatches } from '../ahead.ts'
import { expectMuch } from '../engine.ts'
import {
  begun,
  fail,
  keep,
  lostPart,
  newTally,
  type Batch,
  type IngestListener,
  type Tally,
} from '../keep.ts'
import { Pool } from '../pool.ts'
import { House } from './house.ts'
import { Placing } from './placing.ts'
import { routeOf, type Route } from './route.ts'
import { refreshAll } from './refresh-all.ts'

/** Told what one store alone has nothing to say of. */
export interface FolderListener extends IngestListener {
  /** Mail of a source that names no list. */
  unlisted?(told: { readonly source: string; readonly mails: number; readonly name: string }): void
  /** A store that cannot be opened. */
  broken?(text: string): void
}

/** What a run did, and what each store got. */
export interface FolderIngest {
  readonly summary: IngestSummary
  readonly stores: readonly StoreGain[]
}

/** How mail is had, and what is done with it. */
export interface FolderOptions {
  readonly remote?: Remote
  /** The store that the user wants all mail of a source in, by its location. */
  readonly into?: (location: string) => string | null
  /** `false`: what is to be derived is left to `patchtrail derive`. */
  readonly derives?: boolean
}

/** One run over a folder. */
interface FolderRun {
  readonly house: House
  readonly tally: Tally
  readonly listener: FolderListener
  readonly pool: Pool | null
  readonly remote: Remote | undefined
}

/**
 * Reads what is new in sources into the stores of a folder, each mail into that of its list, and
 * refreshes what is derived in them. Mail that went into several lists is in the store of each.
 * Throws StoreError.
 * @param sources `null`: all that the stores know
 */
export async function ingestFolder(
  folder: string,
  sources: readonly string[] | null,
  listener: FolderListener = {},
  { remote, into = () => null, derives = true }: FolderOptions = {},
): Promise<FolderIngest> {
  const started = performance.now()
  expectMuch()
  const pool = Pool.for(storeFile(folder, 'mail'))
  const shared = { listener, pool, remote }
  const house = await House.of(folder, shared, (text) => listener.broken?.(text))
  const run = { ...shared, house, tally: newTally() }
  try {
    for (const [name, store] of [...house.stores])
      if (sources === null || (await hasWork(store))) await house.run(name)
    for (const source of sources ?? (await sourcesOf(house))) {
      const location = locationOf(source, remote)
      await ingestSource(run, source, location, into(location))
    }
    await pool?.close()
    const touched = derives ? [...house.touched.values()].map(({ store }) => store) : []
    const refreshed = await refreshAll(touched, listener)
    const seconds = (performance.now() - started) / 1000
    return { summary: { ...run.tally, ...refreshed, seconds }, stores: gainsOf(house) }
  } finally {
    await pool?.close()
    await house.close()
  }
}

async function sourcesOf(house: House): Promise<string[]> {
  const all = new Set<string>()
  for (const store of house.stores.values())
    for (const { location } of await knownSources(store)) all.add(location)
  if (all.size > 0) return [...all]
  // What cannot be opened may know some.
  if (house.broken.length > 0) throw new StoreError(house.broken[0] ?? '')
  throw new StoreError(
    'no store of the folder knows a source yet; name one with: patchtrail ingest <mail>',
  )
}

function gainsOf({ touched, made }: House): StoreGain[] {
  return [...touched]
    .filter(([, { tally }]) => tally.read > 0)
    .map(([list, { tally }]) => ({
      list,
      read: tally.read,
      added: tally.added,
      made: made.has(list),
    }))
    .sort((a, b) => (a.list < b.list ? -1 : 1))
}

/** A source while it is read: its route, and the store that keeps how far that has come. */
interface Reading {
  readonly source: string
  readonly location: string
  readonly route: Route
  readonly placing: Placing
  keeper: string | null
  unlisted: number
  /** Marks and problems that came before the first mail. */
  early: SourceStep[]
}

async function ingestSource(
  run: FolderRun,
  source: string,
  location: string,
  into: string | null,
): Promise<void> {
  const { house, tally, listener, remote, pool } = run
  const started = performance.now()
  const before = { ...tally }
  const route = await routeOf(source, remote, into)
  for (const store of house.stores.values()) await rememberSource(store, location)
  const keeper = route.into ?? (await house.keeperOf(location))
  const known = keeper === null ? undefined : house.stores.get(keeper)
  const reached = known ? await reachedParts(known, location) : () => null
  const placing = new Placing(route, house.lists, (ids) => house.holding(ids))
  const reading: Reading = { source, location, route, placing, keeper, unlisted: 0, early: [] }
  const steps = placing.inOrder(readSource(source, reached, remote))
  const ended = await inBatches(steps, pool !== null, {
    begin: (steps, isEarly) => ({
      steps,
      parts: new Map(
        [...shares(steps, reading)].map(([name, some]) => [
          name,
          // The stores of a folder are files.
          begun(some, SQLITE.deflates, isEarly ? null : pool),
        ]),
      ),
    }),
    keep: ({ steps, parts }) => keepAll(run, reading, steps, parts),
  })
  const lost = reading.early.flatMap(({ problem }) => problem ?? [])
  if (ended) lost.push({ text: ended.message, at: ended.at })
  for (const one of lost) {
    const problem = lostPart(source, one)
    tally.problems.push(problem)
    listener.problem?.(problem)
    if (reading.keeper !== null) await fail(await house.run(reading.keeper), location, problem)
  }
  if (reading.unlisted > 0)
    listener.unlisted?.({ source, mails: reading.unlisted, name: route.otherwise })
  listener.source?.({
    source,
    read: tally.read - before.read,
    added: tally.added - before.added,
    removed: tally.removed - before.removed,
    seconds: (performance.now() - started) / 1000,
  })
}

/**
 * The steps of each store. The one that keeps how far the source has been read gets all marks and
 * problems.
 */
function shares(steps: readonly SourceStep[], reading: Reading): Map<string, SourceStep[]> {
  const found = new Map<string, SourceStep[]>()
  const add = (name: string, step: SourceStep): void =>
    void found.set(name, [...(found.get(name) ?? []), step])
  for (const step of steps) {
    const places = step.raw && reading.placing.of(step)
    if (places?.isUnlisted) reading.unlisted++
    const names = places?.names ?? []
    reading.keeper ??= names[0] ?? null
    for (const name of names)
      if (name !== reading.keeper) add(name, { ...step, checkpoint: null, problem: null })
    if (reading.keeper === null) reading.early.push(step)
    else {
      for (const one of reading.early.splice(0)) add(reading.keeper, one)
      if (names.includes(reading.keeper)) add(reading.keeper, step)
      else if (step.checkpoint ?? step.problem) add(reading.keeper, { ...step, raw: null })
    }
  }
  return found
}

/**
 * How far a source has been read is kept last: what a killed run has put into some of the stores is
 * read once more, and known there.
 */
async function keepAll(
  { house, tally, listener }: FolderRun,
  { source, location, keeper }: Reading,
  steps: readonly SourceStep[],
  parts: ReadonlyMap<string, Batch>,
): Promise<void> {
  const fresh = new Map<string, Awaited<ReturnType<typeof keep>>[number]>()
  const removed: number[] = []
  const problems = new Map<string, ListedProblem>()
  const inOrder = [...parts].sort(([a], [b]) => Number(a === keeper) - Number(b === keeper))
  for (const [name, batch] of inOrder) {
    const run = await house.run(name)
    const before = { removed: run.tally.removed, problems: run.tally.problems.length }
    for (const head of await keep(run, { source, location }, batch)) fresh.set(head.id, head)
    removed.push(run.tally.removed - before.removed)
    for (const problem of run.tally.problems.slice(before.problems))
      problems.set(JSON.stringify(problem), problem)
  }
  // What went into several stores has the same oddities in each.
  for (const problem of problems.values()) {
    tally.problems.push(problem)
    listener.problem?.(problem)
  }
  const mails = steps.filter((step) => step.raw && !step.removed).length
  tally.read += steps.filter(({ raw }) => raw).length
  tally.added += fresh.size
  tally.known += Math.max(0, mails - fresh.size)
  tally.removed += Math.max(0, ...removed)
  for (const { kind, comments } of fresh.values()) {
    tally.kinds[kind]++
    tally.comments += comments
  }
  listener.progress?.({ stage: 'reading', done: tally.read, share: steps.at(-1)?.share ?? null })
}

import { inFolder, listIdsOf, storeFile, storesIn } from '../../store/lookup/folder.ts'
import { placesOfIds } from '../../store/lookup/shared.ts'
import { hasProgress } from '../../store/sources.ts'
import { ageOf } from '../../store/stamp.ts'
import { openForIngest, StoreError, type Database } from '../../store/store.ts'
import type { Remote } from '../../mail/lore/lore.ts'
import { newTally, type IngestListener, type Run } from '../keep.ts'
import type { Pool } from '../pool.ts'
import { Lists, type KnownStore } from './lists.ts'

/** What all stores of a run share. */
export interface Shared {
  readonly listener: IngestListener
  readonly pool: Pool | null
  readonly remote: Remote | undefined
}

/** The stores of a folder while mail is put into them. */
export class House {
  private readonly open = new Map<string, Database>()
  private readonly runs = new Map<string, Run>()
  private isToldOfAge = false
  /** Stores that were not there. */
  readonly made = new Set<string>()

  private constructor(
    private readonly folder: string,
    private readonly shared: Shared,
    readonly lists: Lists,
    /** What is wrong with stores that cannot be opened. */
    readonly broken: readonly string[],
  ) {}

  /** Opens what is there; what cannot be opened is told, and mail for it ends the run. */
  static async of(folder: string, shared: Shared, tell: (broken: string) => void): Promise<House> {
    const known: KnownStore[] = []
    const broken: string[] = []
    const open = new Map<string, Database>()
    for (const { name, path } of await storesIn(folder)) {
      try {
        const store = await openForIngest(path)
        open.set(name, store)
        known.push({ name, lists: await listIdsOf(store) })
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        const { message } = inFolder(error)
        tell(message)
        broken.push(message)
        known.push({ name, lists: [] })
      }
    }
    const house = new House(folder, shared, new Lists(known), broken)
    for (const [name, store] of open) house.open.set(name, store)
    return house
  }

  get stores(): ReadonlyMap<string, Database> {
    return this.open
  }

  /** The stores that mail was put into, by name. */
  get touched(): ReadonlyMap<string, Run> {
    return this.runs
  }

  /**
   * The store of this name, made where it is not there; what it meets is told of all stores
   * together. Throws StoreError.
   */
  async run(name: string): Promise<Run> {
    const known = this.runs.get(name)
    if (known) return known
    const there = this.open.get(name)
    const store = there ?? (await openedIn(this.folder, name))
    if (!there) this.made.add(name)
    this.open.set(name, store)
    this.lists.addNamed(name)
    const age = await ageOf(store)
    if (age !== 'current') {
      if (age === 'older' && !this.isToldOfAge) {
        this.shared.listener.outdated?.()
        this.isToldOfAge = true
      }
      await (await import('../upgrade.ts')).upgrade(store)
    }
    const run = { ...this.shared, store, tally: newTally(), listener: {} }
    this.runs.set(name, run)
    return run
  }

  /** The store that knows how far a source has been read; `null`: none does. */
  async keeperOf(location: string): Promise<string | null> {
    for (const [name, store] of this.open) if (await hasProgress(store, location)) return name
    return null
  }

  /** The stores that hold the first of some Message-IDs that any of them has. */
  async holding(ids: readonly string[]): Promise<string[]> {
    let [nearest, names]: [number, string[]] = [ids.length, []]
    for (const [name, store] of this.open)
      for (const [at] of await placesOfIds(store, JSON.stringify(ids)))
        if (at < nearest) [nearest, names] = [at, [name]]
        else if (at === nearest) names.push(name)
    return names
  }

  async close(): Promise<void> {
    for (const store of this.open.values()) await store.close()
  }
}

async function openedIn(folder: string, name: string): Promise<Database> {
  try {
    return await openForIngest(storeFile(folder, name))
  } catch (error) {
    throw error instanceof StoreError ? inFolder(error) : error
  }
}

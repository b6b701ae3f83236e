import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { UserError } from '../model/user-error.ts'
import { inFolder, isStoreFolder, storesIn, type NamedStore } from '../store/lookup/folder.ts'
import { openForQuery, openToLookUp, shownPath, StoreError, type Database } from '../store/store.ts'
import { Handles } from '../query/named/handles.ts'
import { tellTimeAsOne } from '../query/named/newest.ts'
import { homesIn, type Crossings, type Homes } from './crossings.ts'
import { crossingsOf, type Part } from './find-common.ts'

export type { Part }

/** How stores are opened. */
export interface Opening {
  /** Of a folder only the stores with this in their names; an exact name alone. */
  readonly list?: string | undefined
  /** A line on a store that cannot be read, while others can. */
  readonly tell?: (line: string) => void
  /** A line on a replica that is named and not read. */
  readonly note?: (line: string) => void
  /** Stores are opened often, and briefly: connections to a server are kept for the next time. */
  readonly isBrief?: boolean
}

/** One store, or those of a folder, to be read. */
export class Stores {
  private homes: Promise<Homes> | null = null
  private known: { readonly of: Crossings; readonly homes: Homes } | null = null
  private readonly told = new Set<string>()

  private constructor(
    /** The one store that was named; `null`: a folder was. */
    readonly only: Database | null,
    private readonly folder: string,
    private readonly opened: readonly Part[],
    /** Those that are asked. */
    readonly parts: readonly Part[],
    private readonly tell: (line: string) => void,
    /** What is wrong with those of the folder that cannot be opened. */
    readonly broken: readonly string[] = [],
    /** All that were there, whether they can be opened or not. */
    private readonly names: readonly string[] = [],
  ) {}

  /** Throws StoreError, and UserError where no store has such a name. */
  static async open(path: string, opening: Opening = {}): Promise<Stores> {
    const { list, tell = () => undefined, note = () => undefined, isBrief } = opening
    if (!(await isStoreFolder(path))) {
      if (list !== undefined)
        throw new UserError(
          'mistake',
          `--list chooses stores of a folder, and ${shownPath(path)} is one store`,
        )
      await requireReadable(path)
      const only = await openToLookUp(path, note, isBrief)
      const parts = [{ name: '', path, store: only }]
      return new Stores(only, path, parts, parts, tell)
    }
    const all = await storesIn(path)
    if (all.length === 0)
      throw new StoreError(
        `there is no store in the folder ${path}; make some with: patchtrail --db ${path} ingest <mail>`,
      )
    const { parts, broken } = await openedOf(all)
    for (const line of broken) tell(line)
    tellTimeAsOne(parts.map(({ store }) => store))
    const names = all.map(({ name }) => name)
    return new Stores(null, path, parts, named(parts, list), tell, broken, names)
  }

  /** The same with some of the stores alone; they are closed with all. */
  narrowed(parts: readonly Part[]): Stores {
    return new Stores(this.only, this.folder, this.opened, parts, this.tell)
  }

  /** Asks all stores at once; one that turns out to be broken is told, and left out. */
  async each<T>(ask: (part: Part) => Promise<T>): Promise<readonly Answered<T>[]> {
    const answers = await Promise.all(
      this.parts.map(async (part): Promise<Answered<T> | StoreError> => {
        try {
          return { part, answer: await ask(part) }
        } catch (error) {
          if (this.only !== null || !(error instanceof StoreError)) throw error
          return error
        }
      }),
    )
    const broken = answers.filter((one) => one instanceof StoreError)
    const [first] = broken
    if (first && broken.length === answers.length) throw first
    for (const { message } of broken) {
      if (!this.told.has(message)) this.tell(message)
      this.told.add(message)
    }
    return answers.filter((one): one is Answered<T> => !(one instanceof StoreError))
  }

  /** Which store tells of what several have. */
  common(): Promise<Homes> {
    this.homes ??= this.homesNow()
    return this.homes
  }

  private async homesNow(): Promise<Homes> {
    const crossings = await crossingsOf(this.folder, this.opened)
    if (this.known?.of !== crossings) {
      const names = this.parts.map(({ name }) => name)
      this.known = { of: crossings, homes: homesIn(crossings, names) }
      for (const [at, { store }] of this.opened.entries())
        Handles.know(store, crossings.stamps[at]?.series ?? '', crossings.handle)
    }
    return this.known.homes
  }

  /** The same for a next question: what has come in since counts. */
  again(): this {
    this.homes = null
    return this
  }

  /** Are the stores of the folder those that were there when it was opened? */
  async isCurrent(): Promise<boolean> {
    if (this.only !== null) return true
    const now = (await storesIn(this.folder)).map(({ name }) => name)
    return now.join('/') === this.names.join('/')
  }

  /** Has all stores do one thing: begin to read, stop reading. */
  async everywhere(work: (store: Database) => Promise<void>): Promise<void> {
    await Promise.all(this.opened.map(({ store }) => work(store)))
  }

  async close(): Promise<void> {
    await Promise.all(this.opened.map(({ store }) => store.close()))
  }
}

/** What one store says. */
export interface Answered<T> {
  readonly part: Part
  readonly answer: T
}

/** Stores with this in their names. Throws UserError where there are none. */
function named(all: readonly Part[], list: string | undefined): readonly Part[] {
  if (list === undefined) return all
  const fits = storesNamed(all, list)
  if (fits.length > 0) return fits
  throw noSuchStore(all, list)
}

/** What is said of a word that is in the name of none. */
export function noSuchStore(all: readonly Pick<Part, 'name'>[], list: string): UserError {
  const names = all.map(({ name }) => name).join(', ')
  return new UserError(
    'not-found',
    `no store of the folder has "${list}" in its name; there are ${names}`,
  )
}

/**
 * The store of exactly this name, else all with this in their names; else that of a List-Id or an
 * address, whose first word names it.
 */
export function storesNamed<T extends { readonly name: string }>(
  all: readonly T[],
  list: string,
): readonly T[] {
  const word = list.toLowerCase()
  const first = word.split(/[.@]/)[0] ?? word
  const fits: readonly ((name: string) => boolean)[] = [
    (name) => name === word,
    (name) => name.includes(word),
    (name) => name === first,
  ]
  return (
    fits.map((fit) => all.filter(({ name }) => fit(name))).find((some) => some.length > 0) ?? []
  )
}

/** Throws StoreError for a file that this user may not read. */
async function requireReadable(path: string): Promise<void> {
  await access(path, constants.R_OK).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EACCES' || code === 'EPERM')
      throw new StoreError(`the store ${path} cannot be read (${code}); allow it with: chmod u+r`)
  })
}

/** Throws StoreError where none can be opened. */
async function openedOf(
  all: readonly NamedStore[],
): Promise<{ readonly parts: readonly Part[]; readonly broken: readonly string[] }> {
  const opened = await Promise.all(
    all.map(async ({ name, path }): Promise<Part | StoreError> => {
      try {
        await requireReadable(path)
        return { name, path, store: await openForQuery(path) }
      } catch (error) {
        if (error instanceof StoreError) return inFolder(error)
        throw error
      }
    }),
  )
  const parts = opened.filter((one): one is Part => !(one instanceof StoreError))
  const broken = opened.filter((one) => one instanceof StoreError)
  const [first] = broken
  if (first && parts.length === 0) throw first
  return { parts, broken: broken.map(({ message }) => message) }
}

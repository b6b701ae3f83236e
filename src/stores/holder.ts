import type { OnLists } from '../model/report/on-lists.ts'
import { UserError } from '../model/user-error.ts'
import { seriesByHandle } from '../query/named/handles.ts'
import { resolveRef, resolveSeries } from '../query/refs.ts'
import { idsOfKeys } from '../store/read-derived.ts'
import { readSeries } from '../store/series.ts'
import { StoreError, type Database } from '../store/store.ts'
import { handleOf, looksLikeHandle } from '../text/handle.ts'
import type { Beside, Homes } from './crossings.ts'
import { othersNamed, theOne, type Candidate, type Unclear } from './candidates.ts'
import type { Part, Stores } from './stores.ts'

/** The store that has what a user named, and what it is called there. */
export interface Holder {
  readonly part: Part
  readonly ref: string
  /** Of a folder: the store and those beside it; `null`: there is one store. */
  readonly on: Required<OnLists> | null
  /** A handle that tells it from the series of all stores. */
  readonly handle: string | null
  /** Other stores that have it, and its name or key there. */
  readonly beside: readonly Beside<string | number>[]
}

/** What is named: a series, or one message. */
export type Wanted = 'series' | 'message'

/** What a user named, as a store takes it. Throws UserError. */
export type RefIn = (store: Database) => Promise<string>

/**
 * The store that holds what a user named, among all of a folder; of several that have it the one
 * that has most of it. Throws UserError where none has it, or what several have fits.
 */
export async function holderOf(
  stores: Stores,
  wants: Wanted,
  given: string,
  refIn: RefIn,
): Promise<Holder> {
  const [first] = stores.parts
  if (stores.only && first)
    return { part: first, ref: await refIn(stores.only), on: null, handle: null, beside: [] }
  const homes = await stores.common()
  const sure = await havingHandle(stores, given.trim())
  const answers = await stores.each(async (part): Promise<Candidate | Unclear> => {
    try {
      if (sure.size > 0 && !sure.has(part)) throw new UserError('not-found', NO_SUCH_HANDLE)
      return await candidateIn(part, wants, await refIn(part.store), homes)
    } catch (error) {
      if (error instanceof UserError && !(error instanceof StoreError)) return { part, error }
      throw error
    }
  })
  const found = theOne(
    answers.map(({ answer }) => answer),
    given,
    stores.parts.length,
    homes,
  )
  const { part, ref, handle, beside } = found
  return {
    part,
    ref,
    handle,
    beside,
    on: { list: part.name, alsoOn: othersNamed(beside, part.name) },
  }
}

const NO_SUCH_HANDLE = 'no series has that handle here'

/** The stores that have a series of this handle: others need not look for words of titles. */
async function havingHandle(stores: Stores, word: string): Promise<ReadonlySet<Part>> {
  if (!looksLikeHandle(word)) return new Set()
  const found = await stores.each(({ store }) => seriesByHandle(store, word))
  return new Set(found.flatMap(({ part, answer }) => (answer === null ? [] : [part])))
}

async function candidateIn(
  part: Part,
  wants: Wanted,
  ref: string,
  homes: Homes,
): Promise<Candidate> {
  const { store, name: list } = part
  if (wants === 'message') {
    const [, message = ref, number = ''] = /^(.*?)(#\d{1,6})$/s.exec(ref) ?? []
    const key = await resolveRef(store, message)
    const [id = ''] = await idsOfKeys(store, [key])
    const beside = (await homes.messages()).beside(list, key)
    return {
      part,
      ref: `${id}${number}`,
      name: id,
      title: '',
      changeId: null,
      handle: null,
      beside,
    }
  }
  const [series] = await readSeries(store, [await resolveSeries(store, ref)])
  const { name = ref, title = '', changeId = null } = series ?? {}
  const beside = homes.series.beside(list, name)
  const handle = handleOf(name).slice(0, homes.handle)
  return { part, ref: name, name, title, changeId, handle, beside }
}

/** A report on what was found, with the store that it is of. */
export function placedIn<Report extends object>(report: Report, { on, handle }: Holder): Report {
  if (on === null) return report
  return { ...report, ...(handle !== null && 'handle' in report ? { handle } : {}), ...on }
}

/** A report on what is named, from the store that holds it. Throws UserError. */
export async function reportOn<Report extends object>(
  stores: Stores,
  wants: Wanted,
  given: string,
  report: (store: Database, ref: string) => Promise<Report>,
): Promise<Report> {
  const holder = await holderOf(stores, wants, given, () => Promise.resolve(given))
  return placedIn(await report(holder.part.store, holder.ref), holder)
}

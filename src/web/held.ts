import { holderOf, placedIn, type Wanted } from '../stores/holder.ts'
import type { Database } from '../store/store.ts'
import type { Build, Elsewhere, Found, Wish } from './wish.ts'

/** What is made of one store. */
export type BuildOne<T> = (store: Database, wish: Wish) => Promise<T>

/** A page on what is named in its address, made by the store that holds it. */
export function pageOf(
  wants: Wanted,
  build: BuildOne<Found | Elsewhere>,
): Build<Found | Elsewhere> {
  return async (stores, wish) => {
    if (stores.only) return build(stores.only, wish)
    const id = wish.part('id')
    const holder = await holderOf(stores, wants, id, () => Promise.resolve(id))
    const on = holder.on ?? {}
    const found = await build(holder.part.store, { ...wish, on })
    if (!('json' in found) || typeof found.json !== 'object' || found.json === null) return found
    return { ...found, json: placedIn(found.json, holder) }
  }
}

/** The same for a text. */
export function textOn<W extends Wish>(
  wants: Wanted,
  build: (store: Database, wish: W) => Promise<string>,
): Build<string, W> {
  return async (stores, wish) => {
    if (stores.only) return build(stores.only, wish)
    const id = wish.part('id')
    const { part } = await holderOf(stores, wants, id, () => Promise.resolve(id))
    return build(part.store, wish)
  }
}

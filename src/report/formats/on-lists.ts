import type { OnLists } from '../../model/report/on-lists.ts'
import { harmless } from '../style.ts'

/** `nvdimm +1`: the store of a series, and how many others have it. Empty of one store. */
export function listCell({ list = '', alsoOn = [] }: OnLists): string {
  return alsoOn.length === 0 ? list : `${list} +${alsoOn.length}`
}

/** `on nvdimm, also on: linux-doc`, as a line by itself or as none. */
export function onListsText(on: OnLists): string[] {
  if (on.list === undefined) return []
  const { list, alsoOn = [] } = on
  const others = alsoOn.length > 0 ? `, also on: ${alsoOn.join(', ')}` : ''
  return [harmless(`on ${list}${others}`)]
}

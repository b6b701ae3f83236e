import { safeName } from '../../store/lookup/folder.ts'

/** A store of a folder, and the List-Ids of the mail in it, most first. */
export interface KnownStore {
  readonly name: string
  readonly lists: readonly { readonly list: string; readonly messages: number }[]
}

/** Which store holds which list. */
export class Lists {
  /** The List-Id that each store is for; `null`: it was named by its source. */
  private readonly own = new Map<string, string | null>()
  private readonly byList = new Map<string, string>()

  constructor(known: readonly KnownStore[]) {
    const all = known.map(({ name, lists }) => ({ name, ...ownListOf(name, lists) }))
    // Of two that may be for one list, the one that is named by it.
    for (const { name, list } of all.sort((a, b) => Number(b.isNamed) - Number(a.isNamed)))
      this.take(name, list)
  }

  /** The store of a list, named by the first word of its List-Id where that tells it apart. */
  nameFor(list: string): string {
    const known = this.find(list)
    if (known !== null) return known
    const word = safeName(firstWord(list))
    // Two hosts may have an `announce` each.
    const name = (this.own.get(word) ?? null) === null ? word : safeName(list)
    this.take(name, list)
    return name
  }

  /** The store of a list where there is one. */
  find(list: string): string | null {
    const known = this.byList.get(list)
    if (known !== undefined) return known
    const word = safeName(firstWord(list))
    return this.own.get(word) === null ? word : null
  }

  /** A store that holds what has no list. */
  addNamed(name: string): void {
    if (!this.own.has(name)) this.own.set(name, null)
  }

  private take(name: string, list: string | null): void {
    this.own.set(name, list)
    if (list !== null && !this.byList.has(list)) this.byList.set(list, name)
  }
}

/** `flow` of `flow.lists.example.org`. */
function firstWord(list: string): string {
  return list.split('.')[0] ?? list
}

/**
 * The list that a store is for: that of its name, else the one that most of its mail came over.
 * Mail that was sent to several lists names the others too.
 */
function ownListOf(
  name: string,
  lists: KnownStore['lists'],
): { readonly list: string | null; readonly isNamed: boolean } {
  const named = lists.find(({ list }) => [list, firstWord(list)].map(safeName).includes(name))
  if (named) return { list: named.list, isNamed: true }
  const total = lists.reduce((sum, { messages }) => sum + messages, 0)
  const [most] = lists
  return { list: most && most.messages * 2 > total ? most.list : null, isNamed: false }
}

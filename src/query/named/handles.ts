import type { Database } from '../../store/store.ts'
import { seriesNames, seriesStamp } from '../../store/lookup/names.ts'
import { handleOf, looksLikeHandle, tellingLength } from '../../text/handle.ts'

/** How many letters a handle had when there were so many series. */
const LENGTHS = new WeakMap<Database, { readonly stamp: string; readonly length: number }>()

/** The short handle of each series of a store, by name. */
export class Handles {
  private constructor(
    private readonly whole: ReadonlyMap<string, number>,
    private readonly length: number,
  ) {}

  static async of(store: Database): Promise<Handles> {
    const names = await seriesNames(store)
    const whole = new Map(names.map(({ id, name }) => [handleOf(name), id]))
    return new Handles(whole, tellingLength([...whole.keys()]))
  }

  /**
   * What names a series by its handle, for who looks none up: how many letters tell all apart is
   * worked out again only where there are more series, or fewer.
   */
  static async naming(store: Database): Promise<(name: string) => string> {
    const stamp = await seriesStamp(store)
    const known = LENGTHS.get(store)
    const length = known?.stamp === stamp ? known.length : (await Handles.of(store)).length
    LENGTHS.set(store, { stamp, length })
    return (name) => handleOf(name).slice(0, length)
  }

  /** Of a folder of stores it is known how many letters tell the series of all of them apart. */
  static know(store: Database, stamp: string, length: number): void {
    LENGTHS.set(store, { stamp, length })
  }

  /** As short as tells all series of the store apart. */
  for(name: string): string {
    return handleOf(name).slice(0, this.length)
  }

  /** Handles that a slip of the finger makes this of: one letter is another, or two are swapped. */
  near(text: string): string[] {
    const all = [...this.whole.keys()].map((handle) => handle.slice(0, text.length))
    return [...new Set(all)].filter((handle) => isSlip(handle, text))
  }

  /** Keys of the series whose handles begin like this. */
  startingWith(text: string): number[] {
    return [...this.whole].flatMap(([handle, key]) => (handle.startsWith(text) ? [key] : []))
  }
}

function isSlip(meant: string, typed: string): boolean {
  const wrong = [...meant].flatMap((letter, i) => (letter === typed[i] ? [] : [i]))
  const [first = 0, second = 0] = wrong
  const isSwapped =
    second === first + 1 && meant[first] === typed[second] && meant[second] === typed[first]
  return wrong.length === 1 || (wrong.length === 2 && isSwapped)
}

/** The one series whose handle begins like this; `null` where there is none, or several. */
export async function seriesByHandle(store: Database, text: string): Promise<number | null> {
  if (!looksLikeHandle(text)) return null
  const [only, another] = (await Handles.of(store)).startingWith(text)
  return another === undefined ? (only ?? null) : null
}

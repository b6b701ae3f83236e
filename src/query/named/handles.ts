import type { Database } from '../../store/store.ts'
import { seriesNames } from '../../store/lookup/names.ts'
import { handleOf, looksLikeHandle, tellingLength } from '../../text/handle.ts'

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

  /** As short as tells all series of the store apart. */
  for(name: string): string {
    return handleOf(name).slice(0, this.length)
  }

  /** Keys of the series whose handles begin like this. */
  startingWith(text: string): number[] {
    return [...this.whole].flatMap(([handle, key]) => (handle.startsWith(text) ? [key] : []))
  }
}

/** The one series whose handle begins like this; `null` where there is none, or several. */
export async function seriesByHandle(store: Database, text: string): Promise<number | null> {
  if (!looksLikeHandle(text)) return null
  const [only, another] = (await Handles.of(store)).startingWith(text)
  return another === undefined ? (only ?? null) : null
}

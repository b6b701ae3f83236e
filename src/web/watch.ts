import { seriesByName } from '../store/series.ts'
import { Stores } from '../stores/stores.ts'

/** Tells when a store has changed, or one of a folder; and which of them has a series. */
export class Watch {
  private seen = ''
  private count = 0
  private opening: Promise<Stores> | null = null

  private constructor(
    private readonly path: string,
    private stores: Stores,
  ) {}

  /** Throws StoreError. */
  static async open(path: string): Promise<Watch> {
    const tell = (line: string): void => console.error(line)
    return new Watch(path, await Stores.open(path, { tell, note: tell }))
  }

  /** Another number once a store has changed, or has come or gone. */
  async version(): Promise<number> {
    const stores = await this.current()
    const versions = await stores.each(({ store }) => store.dataVersion())
    const text = versions.map(({ part, answer }) => `${part.path} ${answer}`).join()
    if (text !== this.seen) {
      this.seen = text
      this.count++
    }
    return this.count
  }

  /** The file of the store that tells of the series of this name; `null`: none has it. */
  async holding(name: string): Promise<string | null> {
    const stores = await this.current()
    const found = await stores.each(({ store }) => seriesByName(store, name))
    const having = found.filter(({ answer }) => answer !== null).map(({ part }) => part)
    if (having.length < 2) return having[0]?.path ?? null
    const homes = await stores.common()
    const isHome = (list: string): boolean => !homes.series.away.get(list)?.includes(name)
    return (having.find((part) => isHome(part.name)) ?? having[0])?.path ?? null
  }

  async close(): Promise<void> {
    await this.stores.close()
  }

  /** Opened anew where stores have come or gone. */
  private async current(): Promise<Stores> {
    if (await this.stores.isCurrent()) return this.stores.again()
    this.opening ??= Stores.open(this.path)
      .then(async (stores) => {
        await this.stores.close()
        this.stores = stores
        return stores
      })
      .finally(() => (this.opening = null))
    return this.opening
  }
}

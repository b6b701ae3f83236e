import { newSince, seenAfter, type Seen } from '../model/seen.ts'
import { ownFileOf, readOwn, writeOwn } from './own-file.ts'

/** Milliseconds until what was seen is written: a reader goes from page to page. */
const SOON = 2000
/** Series that are remembered of one person, those looked at last. */
const MOST = 5000

type People = Readonly<Record<string, Readonly<Record<string, Seen>>>>

/** What people have seen of which series, in a file beside the store. */
export class SeenFile {
  private people: People | null = null
  private timer: NodeJS.Timeout | null = null
  private readonly path: string

  /** @param store path of the store */
  constructor(store: string) {
    this.path = ownFileOf(store, 'seen')
  }

  /** From which date on mail is new to somebody, by name of the series. @param at milliseconds */
  since(who: string, at: number): Record<string, string> {
    const all = Object.entries(this.all()[who] ?? {})
    return Object.fromEntries(
      all.flatMap(([name, seen]) => {
        const since = newSince(seen, at)
        return since === null ? [] : [[name, since] as const]
      }),
    )
  }

  /** Somebody looks at a series. */
  visit(who: string, name: string, activity: string, at: number): void {
    const all = this.all()
    const { [name]: before = null, ...others } = all[who] ?? {}
    const rest = Object.entries(others).slice(-(MOST - 1))
    const now = [name, seenAfter(before, activity, at)] as const
    this.people = { ...all, [who]: Object.fromEntries([...rest, now]) }
    this.timer ??= setTimeout(() => this.write(), SOON)
  }

  /**
   * Writes what is not written yet. What cannot be written is told, and forgotten with the server.
   */
  write(): void {
    if (this.timer === null) return
    clearTimeout(this.timer)
    this.timer = null
    try {
      writeOwn(this.path, this.people ?? {})
    } catch (error) {
      console.error((error as Error).message)
    }
  }

  private all(): People {
    if (this.people === null) {
      try {
        this.people = readOwn(this.path)
      } catch (error) {
        console.error((error as Error).message)
        this.people = {}
      }
    }
    return this.people
  }
}

/** Milliseconds that a connection waits for its next use, and how many wait. */
const WAITS = 60_000
const MOST = 8

interface Waiting<T> {
  readonly one: T
  readonly timer: NodeJS.Timeout
  readonly end: () => Promise<void>
}

/**
 * Connections that do nothing, by where they lead to: the next that is opened there is one of them.
 */
export class Idle<T extends { isUsable(): boolean }> {
  private readonly known = new Map<string, Waiting<T>[]>()

  /** One that can be used; none where there is none. */
  taken(key: string): T | undefined {
    const waiting = this.known.get(key) ?? []
    for (let last = waiting.pop(); last; last = waiting.pop()) {
      clearTimeout(last.timer)
      if (last.one.isUsable()) return last.one
    }
    return undefined
  }

  /** Keeps one for a while. @param end closes it */
  put(key: string, one: T, end: () => Promise<void>): Promise<void> {
    const waiting = this.known.get(key) ?? []
    if (waiting.length >= MOST) return end()
    this.known.set(key, waiting)
    const timer = setTimeout(() => {
      const at = waiting.findIndex((other) => other.one === one)
      if (at !== -1) waiting.splice(at, 1)
      void end().catch(() => undefined)
    }, WAITS)
    // No program waits for it.
    timer.unref()
    waiting.push({ one, timer, end })
    return Promise.resolve()
  }
}

import type { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'

/** Milliseconds between two looks at the store, and between two signs of life. */
const LOOK = 4000
const ALIVE = 25_000
/** Browsers that are told at once. */
const MOST = 200

/** Tells browsers that new mail came in: an event each time the store has changed. */
export class Events {
  private readonly listeners = new Set<() => void>()
  private timer: NodeJS.Timeout | null = null
  private version: number | null = null

  /** @param look the number of the store, another one once it has changed */
  constructor(private readonly look: () => Promise<number>) {}

  /** Adds `/events`. */
  addTo(app: Hono): void {
    app.get('/events', (c) => {
      if (this.listeners.size >= MOST) return c.text('Too many are listening', 503)
      c.header('X-Accel-Buffering', 'no')
      return streamSSE(c, async (stream) => {
        let isOver = false
        const tell = (): void => void stream.writeSSE({ event: 'news', data: 'new mail' })
        const alive = setInterval(() => void stream.writeSSE({ event: 'alive', data: '' }), ALIVE)
        this.add(tell)
        await stream.writeSSE({ event: 'alive', data: '' })
        await new Promise<void>((resolve) => {
          stream.onAbort(() => {
            isOver = true
            resolve()
          })
          if (isOver || stream.aborted) resolve()
        })
        clearInterval(alive)
        this.remove(tell)
      })
    })
  }

  private add(tell: () => void): void {
    this.listeners.add(tell)
    if (this.timer !== null) return
    this.version = null
    this.timer = setInterval(() => void this.check(), LOOK)
    void this.check()
  }

  private remove(tell: () => void): void {
    this.listeners.delete(tell)
    if (this.listeners.size === 0) this.close()
  }

  private async check(): Promise<void> {
    const now = await this.look().catch(() => this.version)
    if (this.version !== null && now !== this.version) for (const tell of this.listeners) tell()
    this.version = now
  }

  /** Looks no more. */
  close(): void {
    if (this.timer !== null) clearInterval(this.timer)
    this.timer = null
  }
}

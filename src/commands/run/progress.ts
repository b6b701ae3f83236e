import { progressText } from '../../report/progress-text.ts'

/** Milliseconds between two pictures of a bar. */
const EVERY = 100

/** A line on stderr that says how far a run is; silent where stderr is no terminal. */
export class ProgressLine {
  private stage = ''
  private began = 0
  private drawn = 0

  show(stage: string, done: number, share: number | null, what = 'messages'): void {
    if (!process.stderr.isTTY) return
    const now = performance.now()
    if (stage !== this.stage) [this.stage, this.began, this.drawn] = [stage, now, 0]
    if (now - this.drawn < EVERY) return
    this.drawn = now
    const text = progressText(
      { stage, done, seconds: (now - this.began) / 1000, share, what },
      process.stderr.columns || 80,
    )
    process.stderr.write(`\r\u001b[K${text}`)
  }

  /** Takes the line away, so that other text can be written. */
  clear(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
    this.drawn = 0
  }
}

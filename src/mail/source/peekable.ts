import { reasonOf, SourceError } from '../source-error.ts'

/** A stream whose start can be looked at; a read error ends it and is kept in `error`. */
export class Peekable {
  error: unknown = null
  private readonly iterator: AsyncIterator<Buffer>
  private held: Buffer[] = []

  constructor(stream: AsyncIterable<Buffer>) {
    this.iterator = stream[Symbol.asyncIterator]()
  }

  /**
   * The first `size` bytes or a little more; fewer where the stream is shorter. Throws SourceError
   * where there are none.
   */
  async peek(size: number): Promise<Buffer> {
    let have = 0
    while (have < size) {
      const chunk = await this.next()
      if (!chunk) break
      this.held.push(chunk)
      have += chunk.length
    }
    if (have === 0 && this.error) throw new SourceError(reasonOf(this.error))
    return Buffer.concat(this.held)
  }

  async *chunks(): AsyncGenerator<Buffer> {
    yield* this.held.splice(0)
    for (let chunk = await this.next(); chunk; chunk = await this.next()) yield chunk
  }

  /** All of it. Throws SourceError where it cannot be read to its end. */
  async rest(): Promise<Buffer> {
    const all: Buffer[] = []
    for await (const chunk of this.chunks()) all.push(chunk)
    if (this.error) throw new SourceError(reasonOf(this.error))
    return all.length === 1 && all[0] ? all[0] : Buffer.concat(all)
  }

  /** Lets go of the stream, read to its end or not. */
  async close(): Promise<void> {
    await this.iterator.return?.()
  }

  private async next(): Promise<Buffer | null> {
    try {
      const next = await this.iterator.next()
      return next.done ? null : next.value
    } catch (error) {
      this.error = error
      return null
    }
  }
}

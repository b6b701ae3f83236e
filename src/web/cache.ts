import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

/** An answer as it is sent. */
export interface Answer {
  readonly status: number
  readonly type: string
  readonly body: Buffer
  readonly zipped: Buffer
  /** What it is known by; empty: by nothing. */
  readonly tag: string
  /** Where it is instead. */
  readonly location?: string
}

/**
 * Milliseconds for which an answer holds though mail has come in since: an ingest writes several
 * times a second.
 */
const FRESH = 2000
/**
 * Milliseconds for which it is given while others are being made: under load nobody waits for a
 * page that is there.
 */
const GIVEN = 60_000
/** Bytes of all answers that are kept. */
const ROOM = 64 << 20
const zip = promisify(gzip)

/** The name of what is sent (RFC 9110, 8.8.3), the same for the same bytes. */
export function tagOf(body: Buffer): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}"`
}

interface Kept {
  readonly version: number
  readonly made: number
  readonly answer: Answer
}

/** Answers by address. One that is asked for many times at once is made once. */
export class Cache {
  private readonly kept = new Map<string, Kept>()
  private readonly making = new Map<string, Promise<Answer>>()
  private size = 0

  /** @param version of the store: an answer made of another one is made anew */
  async get(
    address: string,
    version: number,
    make: () => Promise<Omit<Answer, 'zipped' | 'tag'>>,
  ): Promise<Answer> {
    const known = this.kept.get(address)
    if (known && (known.version === version || Date.now() - known.made < FRESH)) return known.answer
    const running = this.making.get(address)
    if (known && this.making.size > 0 && Date.now() - known.made < GIVEN) return known.answer
    if (running) return running
    const made = this.make(address, version, make)
    this.making.set(address, made)
    try {
      return await made
    } finally {
      this.making.delete(address)
    }
  }

  private async make(
    address: string,
    version: number,
    make: () => Promise<Omit<Answer, 'zipped' | 'tag'>>,
  ): Promise<Answer> {
    const one = await make()
    const tag = one.status === 200 ? tagOf(one.body) : ''
    const answer = { ...one, tag, zipped: await zip(one.body, { level: 6 }) }
    if (one.status === 200) this.keep(address, { version, made: Date.now(), answer })
    return answer
  }

  private keep(address: string, kept: Kept): void {
    this.drop(address)
    this.kept.set(address, kept)
    this.size += sizeOf(kept)
    for (const oldest of this.kept.keys()) {
      if (this.size <= ROOM) break
      this.drop(oldest)
    }
  }

  private drop(address: string): void {
    const known = this.kept.get(address)
    if (!known) return
    this.kept.delete(address)
    this.size -= sizeOf(known)
  }
}

function sizeOf({ answer }: Kept): number {
  return answer.body.length + answer.zipped.length
}

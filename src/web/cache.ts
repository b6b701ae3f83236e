import type { Visit } from './wish.ts'

/** An answer as it is sent. */
export interface Answer {
  readonly status: number
  readonly type: string
  readonly body: Uint8Array
  readonly zipped: Uint8Array
  /** What it is known by; empty: by nothing. */
  readonly tag: string
  /** Where it is instead. */
  readonly location?: string
  /** What who gets it has seen. */
  readonly visits?: Visit
}

/**
 * Milliseconds for which an answer holds though mail has come in since: an ingest writes several
 * times a second.
 */
const FRESH = 2000
/**
 * Milliseconds for which it is given while others are being made, and where it takes long to make
 * it anew: under load nobody waits for a page that is there.
 */
const GIVEN = 60_000
/** Milliseconds that somebody waits for a page to be made anew who could have an older one. */
const PATIENCE = 150
/** Bytes of all answers that are kept. */
const ROOM = 64 << 20

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
  async get(address: string, version: number, make: () => Promise<Answer>): Promise<Answer> {
    const known = this.kept.get(address)
    const age = known ? Date.now() - known.made : Infinity
    if (known && (known.version === version || age < FRESH)) return known.answer
    const isGiven = age < GIVEN
    if (known && isGiven && this.making.size > 0) return known.answer
    const made = this.making.get(address) ?? this.start(address, version, make)
    return known && isGiven ? soon(made, known.answer) : made
  }

  private start(address: string, version: number, make: () => Promise<Answer>): Promise<Answer> {
    const made = make().then((answer) => {
      if (answer.status === 200) this.keep(address, { version, made: Date.now(), answer })
      return answer
    })
    this.making.set(address, made)
    // Whoever waits for it hears what went wrong.
    void made.catch(() => undefined).finally(() => this.making.delete(address))
    return made
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

/** What is being made, where that does not take long; else what was made before. */
async function soon(made: Promise<Answer>, before: Answer): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Answer>((resolve) => {
    timer = setTimeout(() => resolve(before), PATIENCE)
  })
  try {
    return await Promise.race([made, late])
  } finally {
    clearTimeout(timer)
  }
}

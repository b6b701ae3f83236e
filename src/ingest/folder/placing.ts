import type { Checkpoint, SourceStep } from '../../model/source.ts'
import { headingOf } from './heading.ts'
import type { Lists } from './lists.ts'
import { placesOf, type Places, type Route } from './route.ts'

/** Names of the stores that hold the first of some Message-IDs that any of them has. */
export type Holding = (ids: readonly string[]) => Promise<readonly string[]>

/** A mail that names no list, while what it answers may still come. */
interface Waiting {
  readonly step: SourceStep
  readonly id: string | null
  readonly answers: readonly string[]
}

/** So many wait at most, and so many bytes of them: a mailbox may be of nothing else. */
const MOST = 1000
const MOST_BYTES = 16 << 20

/**
 * Says where the mails of one source go. A reply that names no list goes where the mail is that it
 * answers, also where that comes later: it is held back until then, or to the end of the source.
 */
export class Placing {
  private readonly places = new WeakMap<SourceStep, Places>()
  /** Where the mails of this source went, by Message-ID. */
  private readonly gone = new Map<string, Places>()
  private readonly unlisted: Places
  private waiting: Waiting[] = []
  private bytes = 0
  /** How far parts of the source were read since something waits: told when nothing does. */
  private readonly marks = new Map<string, Checkpoint>()

  constructor(
    private readonly route: Route,
    private readonly lists: Lists,
    private readonly holding: Holding,
  ) {
    this.unlisted = { names: [route.otherwise], isUnlisted: true }
  }

  /** The stores of the mail of a step that `inOrder` gave. */
  of(step: SourceStep): Places {
    return this.places.get(step) ?? this.unlisted
  }

  /** The steps of a source, each when it is known where its mail goes. */
  async *inOrder(steps: AsyncIterable<SourceStep>): AsyncGenerator<SourceStep> {
    let ended: unknown = null
    try {
      for await (const step of steps) {
        if (await this.isPlaced(step)) yield this.waiting.length > 0 ? this.unmarked(step) : step
        if (this.waiting.length >= MOST || this.bytes >= MOST_BYTES) yield* this.released()
      }
    } catch (error) {
      ended = error
    }
    // What came before a source broke off is kept.
    yield* this.released()
    if (ended !== null) throw ended as Error
  }

  /** Finds the place of what can be placed, and has the rest wait. */
  private async isPlaced(step: SourceStep): Promise<boolean> {
    if (step.raw === null) return true
    const { bytes } = step.raw
    const heading = headingOf(bytes)
    const { id, answers } = heading
    const own = placesOf(step.raw, heading, this.route, this.lists)
    const found = own.isUnlisted && answers.length > 0 ? await this.placeOf(answers) : own
    if (found !== null) {
      this.place(step, id, found)
      return true
    }
    this.waiting.push({ step, id, answers })
    this.bytes += bytes.length
    return false
  }

  private place(step: SourceStep, id: string | null, places: Places): void {
    this.places.set(step, places)
    // Of an archive no mail has to ask.
    if (id !== null && this.route.archive === null && this.route.into === null)
      this.gone.set(id, places)
  }

  /** Where the nearest is of what a mail answers; `null`: nowhere yet. */
  private async placeOf(answers: readonly string[]): Promise<Places | null> {
    const here = answers.findIndex((id) => this.gone.has(id))
    const nearer = here < 0 ? answers : answers.slice(0, here)
    const names = nearer.length > 0 ? await this.holding(nearer) : []
    if (names.length > 0) return { names, isUnlisted: false }
    return this.gone.get(answers[here] ?? '') ?? null
  }

  /** The same without how far the source was read, which must not pass by what waits. */
  private unmarked(step: SourceStep): SourceStep {
    if (step.checkpoint === null) return step
    this.marks.set(step.checkpoint.part, step.checkpoint)
    const without = { ...step, checkpoint: null }
    const places = this.places.get(step)
    if (places) this.places.set(without, places)
    return without
  }

  /** All that waits, in its order, and then how far the source was read. */
  private *released(): Generator<SourceStep> {
    const all = this.waiting
    this.waiting = []
    this.bytes = 0
    let left = all
    for (let before = -1; left.length !== before;) {
      before = left.length
      left = left.filter((one) => !this.isFound(one))
    }
    for (const { step, id } of left) this.place(step, id, this.unlisted)
    for (const { step } of all) yield this.unmarked(step)
    for (const checkpoint of this.marks.values()) yield { ...MARK, checkpoint }
    this.marks.clear()
  }

  /** What it answers came after it. */
  private isFound({ step, id, answers }: Waiting): boolean {
    const places = this.gone.get(answers.find((one) => this.gone.has(one)) ?? '')
    if (places) this.place(step, id, places)
    return places !== undefined
  }
}

const MARK = { raw: null, removed: false, problem: null, share: null }

/** Something that waits its turn, and what kind of work it is. */
export interface Task {
  readonly kind: string
}

/** Milliseconds that work of a kind takes until it is known better. */
const UNKNOWN = 50
/** How much the last time counts. */
const NEWEST = 0.2
/** For how many times what it takes a task may be kept waiting. */
const PATIENCE = 8

/**
 * Tasks that wait, by when each should be done: what is quickly done goes first, and nothing waits
 * for ever, for a deadline stays while new tasks get later ones.
 */
export class Queue<T extends Task> {
  private readonly waiting: { readonly task: T; readonly deadline: number }[] = []
  private readonly costs = new Map<string, number>()

  get size(): number {
    return this.waiting.length
  }

  /** @param now milliseconds */
  add(task: T, now: number): void {
    const deadline = now + PATIENCE * (this.costs.get(task.kind) ?? UNKNOWN)
    const at = this.waiting.findLastIndex((one) => one.deadline <= deadline)
    this.waiting.splice(at + 1, 0, { task, deadline })
  }

  /** The next one; `undefined`: nothing waits. */
  next(): T | undefined {
    return this.waiting.shift()?.task
  }

  /** A task of that kind took so many milliseconds. */
  took(kind: string, ms: number): void {
    const before = this.costs.get(kind)
    this.costs.set(kind, before === undefined ? ms : before + NEWEST * (ms - before))
  }
}

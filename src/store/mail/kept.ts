/** Something that was read once and does not change. */
interface Fact {
  readonly key: number
  readonly lines: readonly string[]
}

/**
 * Facts that are kept for the next who asks, those that were asked for last: a server reads the
 * same mail for page after page, and what a mail says never changes.
 */
export class Kept<T extends Fact> {
  private readonly facts = new Map<number, T>()
  private lines = 0

  /** @param room lines of all that are kept */
  constructor(private readonly room: number) {}

  get(key: number): T | undefined {
    const fact = this.facts.get(key)
    if (fact === undefined) return undefined
    this.facts.delete(key)
    this.facts.set(key, fact)
    return fact
  }

  put(fact: T): void {
    this.drop(fact.key)
    this.facts.set(fact.key, fact)
    this.lines += fact.lines.length
    for (const oldest of this.facts.keys()) {
      if (this.lines <= this.room) break
      this.drop(oldest)
    }
  }

  private drop(key: number): void {
    const fact = this.facts.get(key)
    if (fact === undefined) return
    this.facts.delete(key)
    this.lines -= fact.lines.length
  }
}

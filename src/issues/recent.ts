/**
 * What was made of texts of late. What was not asked for in a while is forgotten: bounds memory.
 */
export class Recent<T> {
  private young = new Map<string, T>()
  private old = new Map<string, T>()

  /**
   * @param most texts that are kept at least; twice as many at most
   */
  constructor(private readonly most: number) {}

  get(text: string, make: (text: string) => T): T {
    const known = this.young.get(text)
    if (known !== undefined) return known
    const value = this.old.get(text) ?? make(text)
    if (this.young.size >= this.most) {
      this.old = this.young
      this.young = new Map()
    }
    this.young.set(text, value)
    return value
  }
}

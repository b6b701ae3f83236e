/** Which of many short texts have a word: asked for every comment. */
export class WordIndex {
  private readonly places = new Map<string, number[]>()

  /**
   * @param texts the words of each, in any order
   */
  constructor(texts: readonly Iterable<string>[]) {
    for (const [place, words] of texts.entries())
      for (const word of new Set(words)) {
        const known = this.places.get(word)
        if (known) known.push(place)
        else this.places.set(word, [place])
      }
  }

  /**
   * How much of a comment each text has, by its place; those that have nothing are left out.
   * @param said what the comment says
   * @param quoted what it only quotes, which counts half
   * @param weightOf a word
   */
  scores(
    said: ReadonlySet<string>,
    quoted: ReadonlySet<string>,
    weightOf: (word: string) => number,
  ): ReadonlyMap<number, number> {
    const scores = new Map<number, number>()
    const count = (word: string, share: number): void => {
      const places = this.places.get(word)
      if (!places) return
      const weight = weightOf(word) * share
      for (const place of places) scores.set(place, (scores.get(place) ?? 0) + weight)
    }
    for (const word of said) count(word, 1)
    for (const word of quoted) if (!said.has(word)) count(word, 0.5)
    return scores
  }
}

/** Figures by name; a name never counted is 0. */
export class Counts extends Map<string, number> {
  of(name: string): number {
    return this.get(name) ?? 0
  }

  add(name: string, by = 1): void {
    this.set(name, this.of(name) + by)
  }

  addAll(other: ReadonlyMap<string, number>): void {
    for (const [name, by] of other) this.add(name, by)
  }
}

/** `12,345` */
export function whole(n: number): string {
  return n.toLocaleString('en-US')
}

/** `n` of `total` in percent; a dash where there is nothing to divide. */
export function percent(n: number, total: number, digits = 2): string {
  return total === 0 ? '-' : `${((100 * n) / total).toFixed(digits)} %`
}

/** `99.71 %  (12,345)` */
export function share(n: number, total: number, digits = 2): string {
  return total === 0 ? '-' : `${percent(n, total, digits)}  (${whole(n)})`
}

/** Rows of cells as aligned text: the first column to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows)
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length)
  const pad = (cell: string, i: number): string =>
    i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)
  return rows.map((row) => `  ${row.map(pad).join('   ').trimEnd()}\n`).join('')
}

/** The text cut to `width` characters, on one line. */
export function clip(text: string, width: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > width ? `${line.slice(0, width - 1)}…` : line
}

/** The value in the middle; of an even number the mean of both. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (i: number): number => sorted[i] ?? NaN
  return (at((sorted.length - 1) >> 1) + at(sorted.length >> 1)) / 2
}

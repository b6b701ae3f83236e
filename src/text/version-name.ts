/** `v4`, or `RFC v2` and `RFC`, as people call a version. */
export function versionName(
  revision: { readonly version: number; readonly rfc: boolean } | undefined,
): string {
  if (!revision) return ''
  if (!revision.rfc) return `v${revision.version}`
  return revision.version === 1 ? 'RFC' : `RFC v${revision.version}`
}

/** `1-3, 5`: numbers in rising order as ranges. */
export function numberRanges(numbers: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const n of [...numbers].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && n <= last[1] + 1) last[1] = n
    else ranges.push([n, n])
  }
  return ranges.map(([a, b]) => (a === b ? String(a) : `${a}-${b}`)).join(', ')
}

/**
 * Which versions there must have been before the last one, and are in none of the given lists, as
 * `v1-2, v8`; empty where none is.
 */
export function skippedVersions(...known: readonly (readonly { version: number }[])[]): string {
  const [own = []] = known
  const there = new Set(known.flat().map(({ version }) => version))
  const last = Math.max(0, ...own.map(({ version }) => version))
  const numbers = Array.from({ length: last }, (_, i) => i + 1).filter((n) => !there.has(n))
  return numbers.length === 0 ? '' : `v${numberRanges(numbers).replaceAll(', ', ', v')}`
}

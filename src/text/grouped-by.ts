/** Values by a key, in their order. */
export function groupedBy<K, T>(values: Iterable<T>, keyOf: (value: T) => K): Map<K, T[]> {
  const found = new Map<K, T[]>()
  for (const value of values) {
    const key = keyOf(value)
    const known = found.get(key)
    if (known) known.push(value)
    else found.set(key, [value])
  }
  return found
}

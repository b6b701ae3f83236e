/**
 * A pure function of one object and a name that computes each value once and keeps it as long as
 * the object lives: the same file is compared, and the same changelog read, for every comment on
 * it.
 */
export function remembered<K extends object, V>(
  make: (key: K, name: string) => V,
): (key: K, name: string) => V {
  const known = new WeakMap<K, Map<string, V>>()
  return (key, name) => {
    let its = known.get(key)
    if (!its) known.set(key, (its = new Map<string, V>()))
    const before = its.get(name)
    if (before !== undefined || its.has(name)) return before as V
    const value = make(key, name)
    its.set(name, value)
    return value
  }
}

/** The same of the object alone. */
export function once<K extends object, V extends NonNullable<unknown>>(
  make: (key: K) => V,
): (key: K) => V {
  const known = new WeakMap<K, V>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const value = make(key)
    known.set(key, value)
    return value
  }
}

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
    const its = known.get(key) ?? new Map<string, V>()
    if (!known.has(key)) known.set(key, its)
    const value = its.has(name) ? (its.get(name) as V) : make(key, name)
    its.set(name, value)
    return value
  }
}

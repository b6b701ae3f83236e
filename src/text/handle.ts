/** Letters of handles: no vowels, so that none is a word; nothing that looks like another. */
const LETTERS = 'bcdfghjkmnpqrtwxyz2345679'

/** As many letters as a handle has at most; fewer are shown where they tell series apart. */
export const WHOLE_HANDLE = 10
/** Fewer letters are a word of a title. */
export const SHORTEST_HANDLE = 4

/** A short name made from a long one: the same on every machine, in every store. */
export function handleOf(name: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i)
    a = Math.imul(a ^ code, 0x9e3779b1)
    b = Math.imul(b ^ code, 0x5f356495)
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35)
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35)
  let rest = (b >>> 0) * 0x200000 + (a >>> 11)
  let text = ''
  while (text.length < WHOLE_HANDLE) {
    text += LETTERS[rest % LETTERS.length]
    rest = Math.floor(rest / LETTERS.length)
  }
  return text
}

/** May this be a handle, or the start of one? */
export function looksLikeHandle(text: string): boolean {
  return (
    text.length >= SHORTEST_HANDLE &&
    text.length <= WHOLE_HANDLE &&
    [...text].every((letter) => LETTERS.includes(letter))
  )
}

/** How many letters tell all of these whole handles apart. */
export function tellingLength(handles: readonly string[]): number {
  const sorted = [...new Set(handles)].sort()
  let most = SHORTEST_HANDLE
  for (let i = 1; i < sorted.length; i++) {
    const [one, other] = [sorted[i - 1] ?? '', sorted[i] ?? '']
    while (most < WHOLE_HANDLE && one.slice(0, most) === other.slice(0, most)) most++
  }
  return most
}

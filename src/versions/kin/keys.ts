import type { PatchFacts } from '../../model/series.ts'
import { personKeys } from '../../text/people.ts'
import { parentKeys, sendingKey } from '../sendings.ts'
import { askedTitles, variantsOf } from '../settled.ts'
import { titleKey } from '../titles.ts'

/**
 * By what a patch meets others: `sent`: what was sent in one go has one; `like`: a title or a
 * change-id that versions of a work may have in common; `by`: a person; `names`: a message that it
 * names; `asks`: a title by which others may settle what its subject means.
 */
export type KeyKind = 'sent' | 'like' | 'by' | 'names' | 'asks'

/** A number for each text by which a patch meets others. Two texts may have one: it is looked at
 * more than is needed. */
export interface PatchKey {
  readonly kind: KeyKind
  readonly key: number
}

/**
 * All keys of a patch or cover: a pure function of what it says itself.
 * @param named messages that it names, be they here or not
 */
export function keysOf(p: PatchFacts, named: readonly string[]): PatchKey[] {
  const variants = variantsOf(p)
  const people = [p.author, p.sender, ...(p.signer ? [p.signer] : [])]
  const texts: readonly (readonly [KeyKind, readonly string[]])[] = [
    ['sent', variants.flatMap((v) => [sendingKey(v), ...parentKeys(v)])],
    ['like', [p, ...variants].map(({ title }) => `title ${titleKey(title)}`)],
    ['names', [...named, ...p.mentions.map(({ messageId }) => messageId)]],
    ['like', p.changeId === null ? [] : [`change-id ${p.changeId}`]],
    ['by', people.flatMap(personKeys)],
    ['asks', askedTitles(p)],
  ]
  const found = texts.flatMap(([kind, all]) => [...new Set(all)].map((text) => keyOf(kind, text)))
  return [...new Map(found.map((one) => [one.key, one])).values()]
}

/** Keys under which those stand that name a patch. */
export function namingKeys({ id }: PatchFacts): number[] {
  return [keyOf('names', id).key]
}

/** Keys under which those stand that ask for a patch of this title. */
export function askingKeys(p: PatchFacts): number[] {
  return [...new Set([p.title, ...variantsOf(p).map(({ title }) => title)])].map(
    (title) => keyOf('asks', titleKey(title)).key,
  )
}

/** Keys under which those stand that settle what a patch is; empty for most. */
export function settlingKeys(p: PatchFacts): number[] {
  return askedTitles(p).map((title) => keyOf('like', `title ${title}`).key)
}

function keyOf(kind: KeyKind, text: string): PatchKey {
  return { kind, key: hash(`${kind} ${text}`) }
}

/** FNV-1a, 32 bits, twice from different beginnings: 52 bits. */
function hash(text: string): number {
  let [high, low] = [0x811c9dc5, 0x1000193]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    high = Math.imul(high ^ code, 0x01000193)
    low = Math.imul(low ^ code, 0x85ebca6b)
  }
  return (high & 0xfffff) * 0x100000000 + (low >>> 0)
}

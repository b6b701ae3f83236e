import type { PatchFacts } from '../model/series.ts'
import { personKeys } from '../text/people.ts'
import { titleKey, versionInTitle } from './titles.ts'

/**
 * What subjects leave to guess, settled by all that was posted: a version at the end of a title, a
 * dotted number that is a tree, patches between two numbers.
 */
export function settled(items: readonly PatchFacts[]): PatchFacts[] {
  const known = knownNames(items)
  const byId = new Map(items.map((p) => [p.id, p]))
  return items.map((p) => between(taggedVersion(dotted(titled(p, known), known, byId))))
}

/** All that a patch may be taken for once others are known; most are what their subjects say. */
export function variantsOf(p: PatchFacts): PatchFacts[] {
  const named = bare(p)
  return [p, ...(named ? [named] : [])]
    .flatMap((one) => (one.reroll === null ? [one] : [one, treeCopy(one)]))
    .map((one) => between(taggedVersion(one)))
}

/** The titles by which others may settle what a patch is; empty for most. */
export function askedTitles(p: PatchFacts): string[] {
  const { title, version, sure } = versionInTitle(p.title)
  const isOpen = p.reroll !== null || (version !== null && version !== 0 && !sure)
  return isOpen ? [...new Set([titleKey(title), titleKey(p.title)])] : []
}

/** The names of those that others may be told by: few titles leave anything to guess. */
function knownNames(items: readonly PatchFacts[]): ReadonlySet<string> {
  const asked = new Set(
    items.flatMap((p) => {
      const { title, version } = versionInTitle(p.title)
      return version === null && p.reroll === null ? [] : [titleKey(title), titleKey(p.title)]
    }),
  )
  if (asked.size === 0) return asked
  return new Set(
    items.flatMap((p) => {
      const title = titleKey(p.title)
      return asked.has(title) ? namesOf(p, title, p.version) : []
    }),
  )
}

/** `Tova, pump: stop it, v2` by each key of who wrote it. */
function namesOf({ author, sender, reroll }: PatchFacts, title: string, version: number): string[] {
  if (reroll !== null) return []
  return [...new Set([...personKeys(author), ...personKeys(sender)])].flatMap((key) => [
    `${key}\n${title}\n${version}`,
    `${key}\n${title}`,
  ])
}

/** `V2` at the end of a title is a version where the title without it was posted, too. */
function titled(p: PatchFacts, known: ReadonlySet<string>): PatchFacts {
  const named = bare(p)
  if (!named) return p
  const was = namesOf({ ...p, reroll: null }, titleKey(named.title), p.version)
  return versionInTitle(p.title).sure || was.some((name) => known.has(name)) ? named : p
}

/** The same where the version that its title names is one; `null`: it names none. */
function bare(p: PatchFacts): PatchFacts | null {
  const { title, version } = versionInTitle(p.title)
  if (version === null || version === 0) return null
  return { ...p, title, ...(p.versionGiven ? {} : { version, versionGiven: true }) }
}

/**
 * `v6.1` renews a patch of v6; where no v6 was posted, and it answers nothing, it is for the tree
 * 6.1.
 */
function dotted(
  p: PatchFacts,
  known: ReadonlySet<string>,
  byId: ReadonlyMap<string, PatchFacts>,
): PatchFacts {
  if (p.reroll === null) return p
  const whole = namesOf({ ...p, reroll: null }, titleKey(p.title), p.version)[0] ?? ''
  const answers = p.references.some((id) => {
    const other = byId.get(id)
    // The patches of one series answer its first one: that says nothing of what they renew.
    return !other || (other.version === p.version && other.reroll !== p.reroll)
  })
  return answers || known.has(whole) ? p : treeCopy(p)
}

function treeCopy(p: PatchFacts): PatchFacts {
  return {
    ...p,
    version: 1,
    versionGiven: false,
    reroll: null,
    tags: `${p.tags} ${p.version}.${p.reroll ?? ''}`.trim(),
  }
}

/** `v4a`, `v4-bis`, `(corrected v2)` in the brackets: that version once more. */
function taggedVersion(p: PatchFacts): PatchFacts {
  if (p.versionGiven) return p
  const version = /(?:^|[\s(])v(\d{1,2})(?:[a-z]|-?bis|[)\]])(?=$|\s)/i.exec(p.tags)
  if (!version) return p
  return { ...p, version: Number(version[1]), versionGiven: true, resend: true }
}

/** `1.5/2`: a patch between two; it stands behind those that are numbered. */
function between(p: PatchFacts): PatchFacts {
  const half = /(?:^|\s)(\d{1,3})\.(\d{1,2})\/(\d{1,3})(?=$|\s)/.exec(p.tags)
  if (!half || p.number !== null) return p
  const total = Number(half[3])
  return {
    ...p,
    number: total + Math.max(1, Number(half[1])),
    total,
    tags: p.tags.replace(half[0], '').trim(),
  }
}

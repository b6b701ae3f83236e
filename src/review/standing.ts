import type { Person } from '../model/message.ts'
import type { Applied, SeriesMaterial, SeriesState, Standing, Tag, Turn } from '../model/review.ts'
import { isSamePerson, personKey } from './people.ts'
import { placesOf, type Places } from './places.ts'
import { senderOf } from './sender.ts'

/** Where a series stands, from what was said of its latest version. */
export function standingOf(material: SeriesMaterial, tags: readonly Tag[], applied: readonly Applied[]): Standing {
  const { series, posts, comments } = material
  const position = series.revisions.length - 1
  const latest = series.revisions[position]
  const places = placesOf(material)
  const all = [...posts.values()]
  const dates = all.flatMap(({ date }) => date ?? []).sort()
  const replies = all.filter(({ id }) => !places.isMember(id))
  const on = tags.filter((t) => t.position === position && t.state !== 'lost' && !t.conditional)
  const people = (kind: Tag['kind']): number => new Set(on.filter((t) => t.kind === kind && !isSamePerson(t.person, series.author)).map((t) => personKey(t.person))).size
  const verdict = verdictOf(material, places, on, applied.filter((a) => a.position === position))
  return {
    ...verdict,
    activity: dates.at(-1) ?? null, started: series.revisions[0]?.date ?? null, version: latest?.version ?? 1, rfc: latest?.rfc ?? false,
    patches: latest?.patches.length ?? 0, replies: replies.length, comments: replies.reduce((n, { id }) => n + (comments.get(id)?.length ?? 0), 0),
    tags: { reviewed: people('reviewed'), acked: people('acked'), tested: people('tested') },
    unreviewed: unreviewedOf(material, places, on).length,
  }
}

interface Verdict {
  readonly state: SeriesState
  readonly turn: Turn | null
  readonly reason: string
}

function verdictOf(material: SeriesMaterial, places: Places, tags: readonly Tag[], applied: readonly Applied[]): Verdict {
  const { series } = material
  const position = series.revisions.length - 1
  const patches = series.revisions[position]?.patches.map((p) => p.number) ?? []
  const taken = new Set(applied.flatMap((a) => a.numbers))
  const last = applied.at(-1)
  if (last && patches.every((n) => taken.has(n))) return { state: 'applied', turn: null, reason: `${nameOf(last.by)}: "${last.text}"` }
  const asked = askedOn(material, places, position)
  const nacks = tags.filter((t) => t.kind === 'nacked')
  const [open] = asked.filter((a) => !a.answered)
  if (nacks[0]) return { state: 'changes-requested', turn: 'author', reason: `${nameOf(nacks[0].person)} does not want it (Nacked-by)` }
  if (open) return { state: 'changes-requested', turn: 'author', reason: `${nameOf(open.by)} has no answer yet${asked.length > 1 ? `, nor ${asked.filter((a) => !a.answered).length - 1} more comments` : ''}` }
  const covered = new Set(tags.filter((t) => t.kind === 'reviewed' || t.kind === 'acked').map((t) => t.number))
  if (patches.length > 0 && patches.every((n) => covered.has(n))) return { state: 'ready', turn: 'maintainer', reason: 'every patch is reviewed or acked' }
  if (asked.length > 0) return { state: 'in-discussion', turn: null, reason: `all ${asked.length} comments have an answer` }
  const bare = patches.filter((n) => !covered.has(n)).length
  return { state: 'needs-review', turn: 'reviewer', reason: bare === patches.length ? 'nobody has reviewed this version' : `${bare} of ${patches.length} patches have no review` }
}

interface Asked {
  readonly by: Person
  readonly answered: boolean
}

/** Comments of people other than the author on a version that are more than a tag; and whether the author answered. */
function askedOn(material: SeriesMaterial, places: Places, position: number): Asked[] {
  const { posts, comments, series } = material
  const isAuthors = (id: string): boolean => { const post = posts.get(id); return post !== undefined && isSamePerson(post.from, series.author) }
  const answered = new Set([...comments].flatMap(([id, list]) => (isAuthors(id) ? list.flatMap((c) => (c.answers ? [`${c.answers.messageId}#${c.answers.number}`, c.answers.messageId] : [])) : [])))
  for (const [id, parent] of material.parents) if (parent && isAuthors(id) && !places.isMember(id) && !(comments.get(id) ?? []).some((c) => c.answers)) answered.add(parent)
  return [...posts.values()].flatMap((post) => {
    if (places.isMember(post.id) || isAuthors(post.id) || senderOf(post.from) !== 'human' || places.ofReply(post.id)?.position !== position) return []
    const own = (comments.get(post.id) ?? []).filter((c) => c.anchor !== null && c.answers === null && saysMore(post.lines.slice(c.line - 1, c.endLine)))
    return own.map((c) => ({ by: post.from, answered: answered.has(`${post.id}#${c.number}`) || (answered.has(post.id) && own.length === 1) }))
  })
}

/** More than tags, thanks and a name. */
function saysMore(lines: readonly string[]): boolean {
  const own = lines.filter((line) => !/^[A-Z][A-Za-z-]+-by: |^\W*(?:thanks|thank you|cheers|regards|best|looks good|lgtm|applied|queued|hi|hello|hey|dear)\b.{0,40}$/i.test(line))
  return own.join(' ').split(/\s+/).filter(Boolean).length > 4
}

/** Patches of the latest version on which nobody but the author said anything and that carry no tag. */
function unreviewedOf(material: SeriesMaterial, places: Places, tags: readonly Tag[]): number[] {
  const { series, posts } = material
  const position = series.revisions.length - 1
  const seen = new Set(tags.map((t) => t.number))
  for (const post of posts.values()) {
    const place = places.isMember(post.id) ? null : places.ofReply(post.id)
    if (place?.position === position && !isSamePerson(post.from, series.author) && senderOf(post.from) === 'human') seen.add(place.number)
  }
  return (series.revisions[position]?.patches ?? []).map((p) => p.number).filter((n) => !seen.has(n))
}

function nameOf({ name, address }: Person): string {
  return name ?? address ?? 'somebody'
}

import type { Issue, IssueState } from '../../model/issue.ts'
import type { Person } from '../../model/message.ts'
import type {
  Applied,
  SeriesMaterial,
  SeriesState,
  Standing,
  Tag,
  Turn,
} from '../../model/review.ts'
import type { Post } from '../../model/post.ts'
import { trailerOf } from '../../text/trailers.ts'
import { isSamePerson, personKey } from '../exchange/people.ts'
import { placesOf, type Places } from '../exchange/membership.ts'
import { senderOf } from '../exchange/sender.ts'

/** Where a series stands, from what was said of its latest version. */
export function standingOf(
  material: SeriesMaterial,
  tags: readonly Tag[],
  applied: readonly Applied[],
  issues: readonly Issue[],
): Standing {
  const { series, posts, comments } = material
  const position = series.revisions.length - 1
  const latest = series.revisions[position]
  const places = placesOf(material)
  const all = [...posts.values()]
  const dates = all.flatMap(({ date }) => date ?? []).sort()
  const replies = all.filter(({ id }) => !places.isMember(id))
  const on = tags.filter((t) => t.position === position && t.state !== 'lost' && !t.conditional)
  const people = (kind: Tag['kind']): number =>
    new Set(
      on
        .filter((t) => t.kind === kind && !isSamePerson(t.person, series.author))
        .map((t) => personKey(t.person)),
    ).size
  const verdict = verdictOf(
    material,
    places,
    on,
    applied.filter((a) => a.position === position),
    issues,
  )
  return {
    ...verdict,
    activity: dates.at(-1) ?? null,
    started: series.revisions[0]?.date ?? null,
    version: latest?.version ?? 1,
    rfc: latest?.rfc ?? false,
    patches: latest?.patches.length ?? 0,
    replies: replies.length,
    comments: replies.reduce((n, { id }) => n + (comments.get(id)?.length ?? 0), 0),
    tags: { reviewed: people('reviewed'), acked: people('acked'), tested: people('tested') },
    unreviewed: unreviewedOf(material, places, on).length,
    open: waiting(issues, 'open').length,
    agreed: waiting(issues, 'agreed').length,
  }
}

interface Verdict {
  readonly state: SeriesState
  readonly turn: Turn | null
  readonly reason: string
}

function verdictOf(
  material: SeriesMaterial,
  places: Places,
  tags: readonly Tag[],
  applied: readonly Applied[],
  issues: readonly Issue[],
): Verdict {
  const { series } = material
  const position = series.revisions.length - 1
  const patches = series.revisions[position]?.patches.map((p) => p.number) ?? []
  const taken = new Set(applied.flatMap((a) => a.numbers))
  const last = applied.at(-1)
  if (last && patches.every((n) => taken.has(n)))
    return { state: 'applied', turn: null, reason: `${nameOf(last.by)}: "${last.text}"` }
  const [nack] = tags.filter((t) => t.kind === 'nacked')
  if (nack)
    return {
      state: 'changes-requested',
      turn: 'author',
      reason: `${nameOf(nack.person)} does not want it (Nacked-by)`,
    }
  const asked = ownTurn(issues, position)
  if (asked) return asked
  const covered = new Set(
    tags
      .filter(
        (t) =>
          (t.kind === 'reviewed' || t.kind === 'acked') && !isSamePerson(t.person, series.author),
      )
      .map((t) => t.number),
  )
  const bare = patches.filter((n) => !covered.has(n)).length
  if (patches.length > 0 && bare === 0)
    return { state: 'ready', turn: 'maintainer', reason: 'every patch is reviewed or acked' }
  if (hasReview(material, places, position))
    return {
      state: 'in-discussion',
      turn: null,
      reason: `nothing is asked for any more, ${bare} of ${patches.length} patches carry no review`,
    }
  return {
    state: 'needs-review',
    turn: 'reviewer',
    reason:
      bare === patches.length
        ? 'nobody has reviewed this version'
        : `${bare} of ${patches.length} patches have no review`,
  }
}

/** What was asked for on the latest version and is open or promised. Older requests are counted, but whose turn it is they do not say. */
function ownTurn(issues: readonly Issue[], position: number): Verdict | null {
  const here = (state: IssueState): Issue[] =>
    waiting(issues, state).filter((i) => i.position === position)
  const open = here('open')
  const toAuthor = open.filter((i) => i.role === 'reviewer')
  const words = (list: readonly Issue[]): string =>
    list.length === 1 ? `"${list[0]?.summary ?? ''}"` : `${list.length} requests`
  if (toAuthor[0])
    return {
      state: 'changes-requested',
      turn: 'author',
      reason: `${words(toAuthor)} open (${namesOf(toAuthor)})`,
    }
  const agreed = here('agreed')
  if (agreed[0])
    return {
      state: 'changes-agreed',
      turn: 'author',
      reason: `${words(agreed)} promised for the next version (${namesOf(agreed)})`,
    }
  return open[0]
    ? { state: 'in-discussion', turn: 'reviewer', reason: `the author asks: "${open[0].summary}"` }
    : null
}

function namesOf(issues: readonly Issue[]): string {
  return [...new Set(issues.map((i) => nameOf(i.by)))].join(', ')
}

/** Issues of people and of robots' reports in a state; a robot's report counts like any other. */
function waiting(issues: readonly Issue[], state: IssueState): Issue[] {
  return issues.filter((i) => i.state === state)
}

/** Has somebody other than the author said something on this version, more than a tag? */
function hasReview(
  { posts, series, comments }: SeriesMaterial,
  places: Places,
  position: number,
): boolean {
  const saysMore = (post: Post): boolean =>
    (comments.get(post.id) ?? []).some(
      (c) =>
        post.lines
          .slice(c.line - 1, c.endLine)
          .filter((line) => trailerOf(line) === null)
          .join(' ')
          .split(/\s+/)
          .filter(Boolean).length > 4,
    )
  return [...posts.values()].some(
    (post) =>
      saysMore(post) &&
      !places.isMember(post.id) &&
      places.ofReply(post.id)?.position === position &&
      senderOf(post.from) === 'human' &&
      !isSamePerson(post.from, series.author),
  )
}

/** Patches of the latest version on which nobody but the author said anything and that carry no tag. */
function unreviewedOf(material: SeriesMaterial, places: Places, tags: readonly Tag[]): number[] {
  const { series, posts } = material
  const position = series.revisions.length - 1
  const seen = new Set(tags.map((t) => t.number))
  for (const post of posts.values()) {
    const place = places.isMember(post.id) ? null : places.ofReply(post.id)
    if (
      place?.position === position &&
      !isSamePerson(post.from, series.author) &&
      senderOf(post.from) === 'human'
    )
      seen.add(place.number)
  }
  return (series.revisions[position]?.patches ?? [])
    .map((p) => p.number)
    .filter((n) => !seen.has(n))
}

function nameOf({ name, address }: Person): string {
  return name ?? address ?? 'somebody'
}

import type { Issue, IssueState } from '../../model/issue.ts'
import type { Person } from '../../model/message.ts'
import type { Applied, SeriesMail, SeriesState, Standing, Tag, Turn } from '../../model/review.ts'
import type { Mail } from '../../model/mail.ts'
import { trailerOf } from '../../text/trailers.ts'
import { isSamePerson, personKey } from '../../text/people.ts'
import { membershipOf, type Membership } from '../exchange/membership.ts'
import { senderOf } from '../exchange/sender.ts'
import { readyWords, takenWords } from './reasons.ts'

/** Where a series stands, from what was said of its latest version. */
export function standingOf(
  material: SeriesMail,
  tags: readonly Tag[],
  applied: readonly Applied[],
  issues: readonly Issue[],
): Standing {
  const { series, mails, comments } = material
  const revisionIndex = series.revisions.length - 1
  const latest = series.revisions[revisionIndex]
  const places = membershipOf(material)
  const all = [...mails.values()]
  const dates = all.flatMap(({ date }) => date ?? []).sort()
  const replies = all.filter(({ id }) => !places.isMember(id))
  const on = tags.filter(
    (t) => t.revisionIndex === revisionIndex && t.state !== 'lost' && !t.conditional,
  )
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
    applied.filter((a) => a.revisionIndex === revisionIndex),
    issues,
  )
  return {
    ...verdict,
    reason: withRobots(verdict, waiting(issues, 'open'), revisionIndex),
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

/** What robots that review suspect on this version moves no turn, but it is told. */
function withRobots({ state, reason }: Verdict, open: readonly Issue[], version: number): string {
  const n = open.filter((i) => i.sender === 'bot' && i.revisionIndex === version).length
  return n === 0 || state === 'applied' ? reason : `${reason}; robots ask for ${n}`
}

interface Verdict {
  readonly state: SeriesState
  readonly turn: Turn | null
  readonly reason: string
}

function verdictOf(
  material: SeriesMail,
  places: Membership,
  tags: readonly Tag[],
  applied: readonly Applied[],
  issues: readonly Issue[],
): Verdict {
  const { series } = material
  const revisionIndex = series.revisions.length - 1
  const patches = series.revisions[revisionIndex]?.patches.map((p) => p.number) ?? []
  const taken = new Set(applied.flatMap((a) => a.patches))
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
  const reviews = tags.filter(
    (t) => (t.kind === 'reviewed' || t.kind === 'acked') && !isSamePerson(t.person, series.author),
  )
  const passed = passedBy(reviews, patches, material)
  const asked = ownTurn(
    issues.filter((i) => !(isAside(i) && passed(i))),
    revisionIndex,
  )
  if (asked) return asked
  const rest = patches.filter((n) => !taken.has(n))
  const bare = rest.filter((n) => !reviews.some((t) => t.patch === n)).length
  const part = takenWords(patches.length - rest.length, patches.length)
  if (patches.length > 0 && bare === 0)
    return {
      state: 'ready',
      turn: 'maintainer',
      reason: `${part}${readyWords(rest, reviews, part)}`,
    }
  if (hasReview(material, places, revisionIndex))
    return {
      state: 'in-discussion',
      turn: null,
      reason: `${part}nothing is asked for any more, ${bare} of ${patches.length} patches carry no review`,
    }
  return {
    state: 'needs-review',
    turn: 'reviewer',
    reason:
      bare === patches.length
        ? 'nobody has reviewed this version'
        : `${part}${bare} of ${patches.length} patches have no review`,
  }
}

/**
 * What somebody wonders, or a nit: it does not hold up what others approve of after they saw it.
 */
function isAside({ strength, sender }: Issue): boolean {
  return sender === 'human' && (strength === 'nit' || strength === 'question')
}

/** Did others approve of every patch after this was asked, in mails of their own? */
function passedBy(
  reviews: readonly Tag[],
  patches: readonly number[],
  { mails }: SeriesMail,
): (issue: Issue) => boolean {
  const given = reviews.flatMap((t) => {
    const date = t.messageId === null ? null : mails.get(t.messageId)?.date
    return date ? [{ ...t, date }] : []
  })
  return ({ by, date }) =>
    date !== null &&
    patches.length > 0 &&
    patches.every((n) =>
      given.some((t) => t.patch === n && t.date > date && !isSamePerson(t.person, by)),
    )
}

/**
 * What was asked for on the latest version and is open or promised. Older requests are counted, but
 * whose turn it is they do not say.
 */
function ownTurn(issues: readonly Issue[], revisionIndex: number): Verdict | null {
  const here = (state: IssueState): Issue[] =>
    waiting(issues, state).filter((i) => i.revisionIndex === revisionIndex)
  const open = here('open')
  // What a reviewing robot suspects is for people to judge; a failed build is not.
  const toAuthor = open.filter((i) => i.role === 'reviewer' && i.sender !== 'bot')
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
  const own = open.find((i) => i.role === 'author')
  return own
    ? { state: 'in-discussion', turn: 'reviewer', reason: `the author asks: "${own.summary}"` }
    : null
}

function namesOf(issues: readonly Issue[]): string {
  return [...new Set(issues.map((i) => nameOf(i.by)))].join(', ')
}

/** Issues of people and of robots in a state. */
function waiting(issues: readonly Issue[], state: IssueState): Issue[] {
  return issues.filter(
    (i) => i.state === state && !i.moot && i.askedOf === 'author' && i.strength !== 'optional',
  )
}

/** Has somebody other than the author said something on this version, more than a tag? */
function hasReview(
  { mails, series, comments }: SeriesMail,
  places: Membership,
  revisionIndex: number,
): boolean {
  const saysMore = (mail: Mail): boolean =>
    (comments.get(mail.id) ?? []).some(
      (c) =>
        mail.lines
          .slice(c.line - 1, c.endLine)
          .filter((line) => trailerOf(line) === null)
          .join(' ')
          .split(/\s+/)
          .filter(Boolean).length > 4,
    )
  return [...mails.values()].some(
    (mail) =>
      saysMore(mail) &&
      !places.isMember(mail.id) &&
      places.ofReply(mail.id)?.revisionIndex === revisionIndex &&
      senderOf(mail.from) === 'human' &&
      !isSamePerson(mail.from, series.author),
  )
}

/**
 * Patches of the latest version on which nobody but the author said anything and that carry no tag.
 */
function unreviewedOf(material: SeriesMail, places: Membership, tags: readonly Tag[]): number[] {
  const { series, mails } = material
  const revisionIndex = series.revisions.length - 1
  const seen = new Set(tags.map((t) => t.patch))
  for (const mail of mails.values()) {
    const place = places.isMember(mail.id) ? null : places.ofReply(mail.id)
    if (
      place?.revisionIndex === revisionIndex &&
      !isSamePerson(mail.from, series.author) &&
      senderOf(mail.from) === 'human'
    )
      seen.add(place.patch)
  }
  return (series.revisions[revisionIndex]?.patches ?? [])
    .map((p) => p.number)
    .filter((n) => !seen.has(n))
}

function nameOf({ name, address }: Person): string {
  return name ?? address ?? 'somebody'
}

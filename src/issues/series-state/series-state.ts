import type { Issue, IssueState } from '../../model/issue.ts'
import type { Applied, SeriesMail, SeriesState, Standing, Tag, Turn } from '../../model/review.ts'
import { isRecorded } from '../../model/review.ts'
import type { Series } from '../../model/series.ts'
import type { LineFate } from '../../model/versions.ts'
import { isSamePerson, personKey } from '../../text/people.ts'
import { versionName } from '../../text/version-name.ts'
import { membershipOf, type Membership } from '../exchange/membership.ts'
import { isHearsay } from '../kinds/already-taken.ts'
import { sentBack } from './commands.ts'
import { nameOf, readyWords, takenBy, takenWords } from './reasons.ts'
import { hasReview, unreviewedOf } from './reviewed.ts'
import { withdrawalOf } from './withdrawn.ts'

/**
 * Where a series stands, from what was said of its latest version.
 * @param applied what was taken of that
 */
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
    (t) =>
      t.revisionIndex === revisionIndex &&
      t.state !== 'lost' &&
      (!t.conditional || isConditionMet(t, issues)),
  )
  const people = (kind: Tag['kind']): number =>
    new Set(
      on
        .filter((t) => t.kind === kind && !isSamePerson(t.person, series.author))
        .map((t) => personKey(t.person)),
    ).size
  const verdict = verdictOf(material, places, on, applied, issues)
  return {
    ...verdict,
    reason: withRobots(verdict, waiting(issues, 'open').filter(isOnLatest(series))),
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

/**
 * "With that fixed": a later version names the tag, and of what the mail that gave it asked for
 * nothing is left to do.
 */
function isConditionMet({ state, messageId }: Tag, issues: readonly Issue[]): boolean {
  const asked = issues.filter((i) => i.messageId === messageId)
  const left = [...waiting(asked, 'open'), ...waiting(asked, 'agreed')]
  return state !== 'given' && left.length === 0
}

/** What robots that review suspect on this version moves no turn, but it is told. */
function withRobots({ state, reason }: Verdict, open: readonly Issue[]): string {
  const n = open.filter((i) => i.sender === 'bot').length
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
  const last = lastTaker(applied)
  if (last && patches.every((n) => taken.has(n)))
    return { state: 'applied', turn: null, reason: takenBy(last, material) }
  const words = withdrawalOf(material, places)
  if (words !== null)
    return {
      state: 'in-discussion',
      turn: null,
      reason: `${nameOf(series.author)} withdraws it: "${words}"`,
    }
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
  const due = issues.filter((i) => !(isAside(i) && passed(i))).filter(isOnLatest(series))
  const asked = ownTurn(due, series) ?? sentBack(material, places, revisionIndex)
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

/** The last word of somebody who took patches: that they were taken is what others tell, too. */
function lastTaker(applied: readonly Applied[]): Applied | undefined {
  const said = applied.filter((one) => !isRecorded(one))
  return said.findLast(({ text }) => !isHearsay(text)) ?? said.at(-1) ?? applied.at(-1)
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
 * @param issues those of the latest version
 */
function ownTurn(issues: readonly Issue[], series: Series): Verdict | null {
  const open = waiting(issues, 'open')
  // What a reviewing robot suspects is for people to judge; a failed build is not.
  const toAuthor = open.filter((i) => i.role === 'reviewer' && i.sender !== 'bot')
  const words = (list: readonly Issue[]): string =>
    list.length === 1 ? `"${list[0]?.summary ?? ''}"` : `${list.length} requests`
  if (toAuthor[0])
    return {
      state: 'changes-requested',
      turn: 'author',
      reason: `${words(toAuthor)} open (${namesOf(toAuthor)})${lateWords(toAuthor, series)}`,
    }
  const agreed = waiting(issues, 'agreed')
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

/** What became of lines that are, or may be, still there. */
const STANDS: ReadonlySet<LineFate> = new Set(['unchanged', 'unknown'])

/**
 * Is a request made of the latest version: there, once more there, or of an older one when the
 * latest was sent already, and about lines that it still has?
 */
function isOnLatest({ revisions }: Series): (issue: Issue) => boolean {
  const at = revisions.length - 1
  const sent = revisions[at]?.date ?? null
  return ({ revisionIndex, again, date, fates }) =>
    revisionIndex === at ||
    again.some((a) => a.revisionIndex === at) ||
    (sent !== null && date !== null && date > sent && STANDS.has(fates.at(-1)?.fate ?? 'unknown'))
}

/** Where all that is open was asked on older versions. */
function lateWords(issues: readonly Issue[], { revisions }: Series): string {
  const on = issues.map((i) => Math.max(i.revisionIndex, ...i.again.map((a) => a.revisionIndex)))
  const latest = revisions.length - 1
  if (on.includes(latest)) return ''
  const [asked, sent] = [Math.max(...on), latest].map((at) => versionName(revisions[at]))
  return `, asked on ${asked} after ${sent} was sent`
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

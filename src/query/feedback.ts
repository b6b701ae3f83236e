import { isWaiting } from '../model/issue.ts'
import type { FeedbackItem, FeedbackReport, Touched } from '../model/report/feedback.ts'
import { parseDiff } from '../patch/diff.ts'
import { locate } from '../patch/locate.ts'
import { senderOf } from '../issues/exchange/sender.ts'
import {
  likeness,
  tellingNames,
  touchedText,
  type Likeness,
  type TouchedText,
} from '../search/similar.ts'
import { touchedFiles } from '../search/touched.ts'
import {
  commentsOnFunctions,
  commentsOnPaths,
  commentsUnderNames,
  type CommentedRow,
} from '../store/feedback.ts'
import { bodiesOf } from '../store/mail/lists.ts'
import { allAddresses } from '../store/search/search.ts'
import type { Database } from '../store/store.ts'
import { groupedBy } from '../text/grouped-by.ts'
import { oldestFirst } from '../text/order.ts'
import { patchText, placeIn, type PatchText } from './commented-lines.ts'
import { hitOf, loadComments, type CommentKey } from './comments.ts'

export interface FeedbackOptions {
  readonly limit: number
  /** Only what was said before; ISO 8601 UTC. */
  readonly before: string | null
}

/** Names of a diff that are looked for in other files. */
const NAMES = 40

/** What a text names: the files of the diffs in it; `null` where it holds none. */
export function touchedByDiff(text: string): Touched[] | null {
  const lines = text.split(/\r?\n/)
  const { files } = parseDiff(lines)
  const inside = { id: '', kind: 'patch', lines, sections: [], files }
  const touched = touchedFiles(lines, files, (_, line) => locate(inside, line, line).function)
  return touched.length > 0 ? touched : null
}

/** What reviewers said before about what is touched, most useful first. */
export async function feedbackReport(
  store: Database,
  touched: readonly Touched[],
  options: FeedbackOptions,
): Promise<FeedbackReport> {
  const rows = await commentsNear(store, touched, options.before)
  const discussions = await discussionsOf(store, rows, touched, newestOf(rows))
  const items = await itemsOf(store, discussions.slice(0, options.limit))
  return feedbackFrom(touched, discussions, items)
}

/** The report on what was found, best first. */
export function feedbackFrom(
  touched: readonly Touched[],
  discussions: readonly Discussion[],
  items: readonly FeedbackItem[],
): FeedbackReport {
  return {
    schema: 'patchtrail/feedback/1',
    total: discussions.length,
    items,
    files: touched.map(({ path, functions }) => ({
      path,
      functions,
      discussions: discussions.filter((d) => d.path === path && d.near.nearness !== 'similar code')
        .length,
    })),
  }
}

/** Each discussion with the comment that tells most. */
export async function itemsOf(
  store: Database,
  discussions: readonly Discussion[],
): Promise<FeedbackItem[]> {
  const wanted = discussions.flatMap(({ rows }) => rows)
  const loaded = new Map((await loadComments(store, wanted)).map((one) => [keyText(one.key), one]))
  return discussions.flatMap(({ rows, near, score, path }): FeedbackItem[] => {
    const comments = rows.flatMap((row) => loaded.get(keyText(row)) ?? [])
    const main = comments.find(({ record }) => record.actionable) ?? comments[0]
    if (!main) return []
    return [
      {
        nearness: near.nearness,
        score: Math.round(score * 100) / 100,
        path,
        comment: hitOf(main),
        others: comments.filter((one) => one !== main).map((one) => one.record.id),
      },
    ]
  })
}

/** Comments that may speak to what is touched. @param before ISO 8601 UTC */
export async function commentsNear(
  store: Database,
  touched: readonly Touched[],
  before: string | null,
): Promise<CommentedRow[]> {
  const paths = [
    ...new Set(
      touched.flatMap(({ path, oldPath }) => [path, ...(oldPath === null ? [] : [oldPath])]),
    ),
  ]
  const names = tellingNames(
    touched.flatMap(({ changed }) => changed),
    NAMES,
  )
  const all = [
    ...(await commentsOnPaths(store, paths, before)),
    ...(await commentsOnFunctions(
      store,
      touched.flatMap(({ functions }) => functions),
      before,
    )),
    ...(await commentsUnderNames(store, names, before)),
  ]
  return [...new Map(all.map((row) => [keyText(row), row])).values()]
}

function keyText({ message, number }: CommentKey): string {
  return `${message} ${number}`
}

/** What was said about the same lines, and how near it is to what is touched. */
export interface Discussion {
  /** Comments on the same lines, oldest first. */
  readonly rows: readonly CommentedRow[]
  readonly near: Likeness
  readonly score: number
  /** Of the touched file. */
  readonly path: string
}

/**
 * Comments on the same lines together, the most useful first.
 * @param latest when the newest of all of them was written; milliseconds since 1970
 */
export async function discussionsOf(
  store: Database,
  rows: readonly CommentedRow[],
  touched: readonly Touched[],
  latest: number,
): Promise<Discussion[]> {
  const texts = touched.map(touchedText)
  const bodies = await bodiesOf(store, [...new Set(rows.map(({ about }) => about))])
  const patches = new Map([...bodies].map(([key, body]) => [key, patchText(body)]))
  const isHuman = await humans(store)
  const isDiff = texts.some(({ lines: diff }) => diff.size > 0)
  const discussions = onSameLines(rows).flatMap((all): Discussion[] => {
    const best = nearest(all, patches, texts)
    if (!best) return []
    const fresh = freshness(newestOf(all), latest, isDiff ? 2 : 0.1)
    const score = best.near.score * worth(all, isHuman) * fresh
    return [{ ...best, rows: all.toSorted(inTime), score }]
  })
  return discussions
    .filter(({ near }) => near.nearness !== 'similar code' || near.score > 2)
    .sort(bestFirst)
}

/** The most useful first; of two that are as good, what was said last. */
export function bestFirst(a: Discussion, b: Discussion): number {
  return b.score - a.score || newestOf(b.rows) - newestOf(a.rows)
}

function onSameLines(rows: readonly CommentedRow[]): CommentedRow[][] {
  const at = (row: CommentedRow): string => `${row.about} ${row.about_line} ${row.about_end_line}`
  return [...groupedBy(rows, at).values()]
}

/** Which of the touched files comments on the same lines are nearest to, and how near. */
function nearest(
  [first]: readonly CommentedRow[],
  patches: ReadonlyMap<number, PatchText>,
  texts: readonly TouchedText[],
): Pick<Discussion, 'near' | 'path'> | null {
  if (!first) return null
  const place = placeIn(first, patches.get(first.about) ?? { lines: [], files: [] })
  const [best] = texts
    .map((text) => ({ path: text.touched.path, near: likeness(place, text) }))
    .sort((a, b) => b.near.score - a.near.score)
  return best ?? null
}

function inTime(a: CommentedRow, b: CommentedRow): number {
  const dated = ({ date, message, number }: CommentedRow) => ({
    date,
    id: String(message),
    line: number,
  })
  return oldestFirst(dated(a), dated(b))
}

/**
 * What was said in the last weeks is what the next version is expected to answer; half of that
 * fades in a month.
 * @param time @param latest milliseconds since 1970
 * @param weight much where a next version is asked about, little where code is
 */
function freshness(time: number, latest: number, weight: number): number {
  return 1 + weight * 0.5 ** ((latest - time) / (30 * 86400000))
}

/** Requests before chatter, what is unresolved before what is settled, people before robots. */
function worth(rows: readonly CommentedRow[], isHuman: (sender: number) => boolean): number {
  const asks = rows.some(({ actionable }) => actionable === 1)
  const open = rows.some(({ state }) => isWaiting(state) || state === 'rejected')
  return (
    (asks ? 1.15 : 1) * (open ? 1.1 : 1) * (rows.some(({ sender }) => isHuman(sender)) ? 1 : 0.5)
  )
}

/** When the newest comment was written; milliseconds since 1970. */
export function newestOf(rows: readonly CommentedRow[]): number {
  return Math.max(0, ...rows.map(({ date }) => Date.parse(date ?? '') || 0))
}

async function humans(store: Database): Promise<(sender: number) => boolean> {
  const robots = new Set(
    (await allAddresses(store))
      .filter(({ name, address }) => senderOf({ name, address }) !== 'human')
      .map(({ id }) => id),
  )
  return (sender) => !robots.has(sender)
}

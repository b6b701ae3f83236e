import { readFileSync } from 'node:fs'
import type { Rung } from './model/link.ts'
import type { LinearModel, Models } from './model/models.ts'
import type { UserLink } from './model/series.ts'
import { byDate } from './review/post.ts'
import { reviewSeries, type SeriesReview } from './review/series-review.ts'
import { seriesOf } from './review/series.ts'
import { reviewThread, type ReviewedThread } from './review/thread.ts'
import { readMarks } from './store/issues.ts'
import { readMaterial } from './store/material.ts'
import { readPosts } from './store/read-posts.ts'
import { saveReviews, staleSeries, stillStaleSeries, type KeptReview } from './store/reviews.ts'
import { readPatchFacts, readUserLinks, saveSeries, saveUserLink } from './store/series.ts'
import type { Database } from './store/store.ts'
import { staleThreads, stillStale } from './store/threads.ts'
import { saveThreads, type DerivedThread } from './store/write-derived.ts'

/** Messages per transaction. */
const BATCH = 400

export type Stage = 'linking' | 'reviewing'

/** What a refresh did. */
export interface Refreshed {
  readonly quotedLines: Readonly<Record<Rung | 'none', number>>
  readonly ambiguousLines: number
  readonly threads: number
  readonly copies: number
}

interface Tally {
  quotedLines: Record<Rung | 'none', number>
  ambiguousLines: number
  threads: number
  copies: number
}

/**
 * Derives anew what the work lists name: which patches make which series, then threads, then the review of
 * each series, in groups that fit into memory. A run killed anywhere is taken up by the next one.
 */
export async function refresh(store: Database, progress: (done: number, stage: Stage) => void = () => undefined): Promise<Refreshed> {
  const tally: Tally = { quotedLines: { exact: 0, whitespace: 0, rewrapped: 0, edited: 0, none: 0 }, ambiguousLines: 0, threads: 0, copies: 0 }
  const threads = await staleThreads(store)
  if (threads.length > 0) await refreshSeries(store)
  tally.threads = threads.length
  await inGroups(threads, (thread) => thread.length, async (group, done) => {
    await store.transaction(() => refreshThreads(store, group, tally))
    progress(done, 'linking')
  })
  const series = await staleSeries(store)
  await inGroups(series, ({ messages }) => messages * 2, async (group, done) => {
    await store.transaction(() => refreshReviews(store, group.map((s) => s.series)))
    progress(done, 'reviewing')
  })
  return tally
}

/**
 * Which patches make which series, from all patches and the user's word.
 * @param said what the user says now: kept in the same transaction, so that no kill leaves it without effect
 */
export async function refreshSeries(store: Database, said: UserLink | null = null): Promise<void> {
  await store.transaction(async () => {
    if (said) await saveUserLink(store, said)
    await saveSeries(store, seriesOf(await readPatchFacts(store), await readUserLinks(store)))
  })
}

/** Does `work` on runs of items whose sizes come to a batch. `done` counts the sizes so far. */
async function inGroups<T>(items: readonly T[], sizeOf: (item: T) => number, work: (group: readonly T[], done: number) => Promise<void>): Promise<void> {
  let group: T[] = []
  let [size, done] = [0, 0]
  for (const [i, item] of items.entries()) {
    group.push(item)
    size += sizeOf(item)
    if (size < BATCH && i < items.length - 1) continue
    done += size
    await work(group, done)
    group = []
    size = 0
  }
}

async function refreshReviews(store: Database, keys: readonly number[]): Promise<void> {
  const material = await readMaterial(store, await stillStaleSeries(store, keys))
  const marks = await readMarks(store)
  await saveReviews(store, material.map((one) => keptOf(one.series.key, reviewSeries(one, models(), marks))))
}

function keptOf(key: number, review: SeriesReview): KeptReview {
  return {
    ...review, key,
    judgements: review.comments.map(({ context: c, judged }) => ({
      messageId: c.messageId, number: c.number, position: c.place?.position ?? null, patch: c.place?.number ?? null, kind: judged.kind, actionable: judged.actionable,
      probability: judged.probability, severity: judged.severity, issue: review.issueOf.get(c.id) ?? null,
    })),
  }
}

let loaded: Models | null = null

/** What comments are judged by, as trained by `npm run train`; read once. */
function models(): Models {
  const read = (name: string): LinearModel => JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url), 'utf8')) as LinearModel
  loaded ??= { kinds: read('kinds'), states: read('states') }
  return loaded
}

/** Facts are read and derived rows written in one transaction: another ingest may be adding mail. */
async function refreshThreads(store: Database, threads: readonly (readonly number[])[], tally: Tally): Promise<void> {
  const group = await stillStale(store, threads)
  const posts = new Map((await readPosts(store, group.flat())).map((post) => [post.key, post]))
  const derived = group.map((keys): DerivedThread => {
    const members = keys.flatMap((key) => posts.get(key) ?? [])
    const reviewed = reviewThread(members)
    count(reviewed, tally)
    const root = [...members].sort(byDate)[0]?.id ?? ''
    return { ...reviewed, keys: new Map(members.map((post) => [post.id, post.key])), root }
  })
  await saveThreads(store, derived)
}

function count(reviewed: ReviewedThread, tally: Tally): void {
  tally.copies += reviewed.copies.length
  for (const link of reviewed.posts.flatMap((post) => post.links)) {
    const lines = link.endLine - link.line + 1
    tally.quotedLines[link.match] += lines
    if (link.ambiguous) tally.ambiguousLines += lines
  }
}

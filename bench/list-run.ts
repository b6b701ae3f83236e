import { dirname, join } from 'node:path'
import { commentRecords } from '../src/query/export.ts'
import type { Database } from '../src/store/store.ts'
import { accountFor, type RangeRow } from './account.ts'
import { checkAnchors, type AnchorRow } from './comment-check.ts'
import { mailsInEpoch, type ListStore, type MailingList } from './corpora.ts'
import { scoreLabels, type LabelResult } from './labels.ts'
import { lettersOf, rowsOf } from './letters.ts'
import { Oracle } from './oracle.ts'
import { checkFeedback } from './feedback-check.ts'
import { checkPages } from './pages-check.ts'
import { checkPlainReader } from './plain-check.ts'
import { isWhole } from './prose-check.ts'
import { compareWithRangeDiff } from './range-diff.ts'
import { Counts } from './table.ts'
import { checkLinks, type LinkRow, type Trouble } from './trace-check.ts'
import { checkPairs, checkVersions } from './versions.ts'

/** Everything measured of one list. */
export interface ListRun {
  readonly name: string
  readonly counts: Counts
  readonly troubles: readonly Trouble[]
  /** Comments that lose text on their page. */
  readonly cut: readonly string[]
  /** Pages that are not there, fragments and ids that are wrong. */
  readonly pages: readonly string[]
  /** Comments not anchored where the check wants them. */
  readonly misplaced: readonly string[]
  /** Lines of replies that are not accounted for. */
  readonly unaccounted: readonly string[]
  /** Versions not joined, patches matched otherwise than by a reader or by `git range-diff`. */
  readonly mismatched: readonly string[]
  /** Messages of which the plain reader and mailparser do not say the same. */
  readonly misread: readonly string[]
  /** Comments that feedback on the next version does not name first. */
  readonly forgotten: readonly string[]
  readonly labels: LabelResult
}

/** Measures the store of one list; bodies are read in groups. */
export async function measureList(
  list: MailingList,
  { path, store, reading }: ListStore,
  labels: string,
): Promise<ListRun> {
  const counts = new Counts()
  const troubles: Trouble[] = []
  const misplaced: string[] = []
  const unaccounted: string[] = []
  await countMessages(list, { name: list.name, path, store, reading }, counts)
  for await (const letters of lettersOf(store)) {
    const links = await rowsOf<LinkRow>(store, 'link', letters)
    const anchors = await rowsOf<AnchorRow>(store, 'anchor', letters)
    const comments = await rowsOf<RangeRow>(store, 'comment', letters)
    const oracle = new Oracle()
    for (const letter of letters) {
      const its = {
        links: links.get(letter.key) ?? [],
        anchors: anchors.get(letter.key) ?? [],
        comments: comments.get(letter.key) ?? [],
      }
      const trouble = checkLinks(list.name, letter, its.links, oracle, counts)
      if (trouble) troubles.push(trouble)
      misplaced.push(...checkAnchors(letter, its.anchors, oracle, counts))
      unaccounted.push(...accountFor(letter, its, counts))
    }
  }
  const mismatched = await checkSeries(
    list.name,
    store,
    join(dirname(labels), 'versions.json'),
    counts,
  )
  const misread: string[] = []
  for (const epoch of list.epochs) misread.push(...(await checkPlainReader(epoch, counts)))
  return {
    name: list.name,
    counts,
    troubles,
    cut: await checkProse(store, counts),
    pages: await checkPages(path, counts),
    misplaced,
    unaccounted,
    mismatched,
    misread,
    forgotten: await checkFeedback(store, counts),
    labels: await scoreLabels(labels, list.name, store),
  }
}

/** Whether every comment's text is whole on its page. */
async function checkProse(store: Database, counts: Counts): Promise<string[]> {
  const cut: string[] = []
  for await (const { id, text } of commentRecords(store, null)) {
    counts.add('prose')
    if (isWhole(text)) counts.add('prose.whole')
    else cut.push(id)
  }
  return cut
}

/** Versions joined and patches matched, against change-ids, `git range-diff` and a reader. */
async function checkSeries(
  list: string,
  store: Database,
  truth: string,
  counts: Counts,
): Promise<string[]> {
  const versions = await checkVersions(truth, store, counts)
  const { wrong, versionPairs, rebuilt, byGit, byUs, byBoth, otherThanGit } =
    await compareWithRangeDiff(store)
  for (const [name, n] of Object.entries({
    versionPairs,
    rebuilt,
    byGit,
    byUs,
    byBoth,
    otherThanGit,
  }))
    counts.add(`git.${name}`, n)
  return [...versions, ...wrong, ...(await checkPairs(list, store, counts))]
}

/** `mails` as git counts them against what the store holds and what was there already. */
async function countMessages(
  list: MailingList,
  { store, reading }: ListStore,
  counts: Counts,
): Promise<void> {
  for (const epoch of list.epochs) counts.add('mails', mailsInEpoch(epoch).count)
  const kinds = await store.all<{ content: string; n: number }>(
    'SELECT content, count(*) AS n FROM message GROUP BY content',
  )
  for (const { content, n } of kinds) {
    counts.add('messages', n)
    counts.add(`kind.${content}`, n)
  }
  counts.add('duplicates', reading.known)
  counts.add('missing', counts.of('mails') - counts.of('messages') - reading.known)
  counts.add('seconds', reading.seconds)
}

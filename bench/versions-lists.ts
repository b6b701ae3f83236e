import { basename } from 'node:path'
import type { PatchFacts, Revision, Series } from '../src/model/series.ts'
import { readPatchFacts } from '../src/store/patch-facts.ts'
import { Database } from '../src/store/database.ts'
import { seriesOf } from '../src/versions/series.ts'
import type { Counts } from './table.ts'

/**
 * How rightly versions are joined on any list: what authors say by change-ids and by `Link to v2:`
 * is hidden, and has to be found without.
 */
const USAGE = 'usage: node --import tsx bench/versions-lists.ts [--verbose] STORE...'

/** A version and the one before it, as the author says. */
export interface Step {
  readonly work: string
  readonly earlier: readonly string[]
  readonly later: readonly string[]
}

export interface Score {
  readonly steps: number
  readonly found: number
  readonly series: number
  readonly mixed: number
  readonly wrong: readonly string[]
}

const LINK_TO = /^\W*(?:link to (?:v\d+|rfc)|v\d+)\s*:?\s*(?:link:?\s*)?<?https?:/i

/** Change-id -> version -> messages. */
export function worksOf(facts: readonly PatchFacts[]): Map<string, Map<string, string[]>> {
  const works = new Map<string, Map<string, string[]>>()
  for (const { id, changeId, version } of facts) {
    if (changeId === null) continue
    const versions = works.get(changeId) ?? new Map<string, string[]>()
    const name = String(version).padStart(4, '0')
    works.set(changeId, versions.set(name, [...(versions.get(name) ?? []), id]))
  }
  return works
}

export function stepsByChangeId(facts: readonly PatchFacts[]): Step[] {
  return [...worksOf(facts)].flatMap(([work, versions]) => {
    const sorted = [...versions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, ids]) => ids)
    return sorted.slice(1).map((later, i) => ({ work, earlier: sorted[i] ?? [], later }))
  })
}

/** `Link to v3:` in v4, where v3 is here. */
export function stepsByLink(facts: readonly PatchFacts[]): Step[] {
  const byId = new Map(facts.map((f) => [f.id, f]))
  return facts.flatMap((f) =>
    f.mentions.flatMap(({ messageId, line, around }) => {
      const earlier = byId.get(messageId)
      const isLink = LINK_TO.test(line) || /link to v\d+:?\s*$/i.test(around[0] ?? '')
      return isLink && earlier && earlier.version === f.version - 1 && f.changeId === null
        ? [{ work: f.id, earlier: [messageId], later: [f.id] }]
        : []
    }),
  )
}

export function hidden(facts: readonly PatchFacts[], what: ReadonlySet<string>): PatchFacts[] {
  return facts.map((f) => ({
    ...f,
    changeId: null,
    mentions: f.mentions.filter(
      ({ line, around }) =>
        !what.has('links') &&
        !/link to (?:v\d+|rfc)/i.test(`${line} ${around[0] ?? ''}`) &&
        !LINK_TO.test(line),
    ),
    references: what.has('threads')
      ? f.references.filter((id) => isOwnCover(f, id, facts))
      : f.references,
    places: what.has('hunks') ? [] : f.places,
    shape: what.has('hunks') ? null : f.shape,
    code: what.has('hunks') ? null : f.code,
    sketch: what.has('hunks') ? [] : f.sketch,
  }))
}

let covers: Map<string, PatchFacts> | null = null
let of: readonly PatchFacts[] | null = null
function isOwnCover(f: PatchFacts, id: string, facts: readonly PatchFacts[]): boolean {
  if (of !== facts) covers = null
  of = facts
  covers ??= new Map(facts.filter((x) => x.isCover).map((x) => [x.id, x]))
  return covers.get(id)?.version === f.version
}

export function judge(
  steps: readonly Step[],
  works: Map<string, Map<string, string[]>>,
  series: readonly Series[],
): Score {
  const owner = new Map(
    series.flatMap((s, i) =>
      s.revisions.flatMap((r) => r.members.map((m) => [m.messageId, i] as const)),
    ),
  )
  const ownersOf = (ids: readonly string[]): Set<number> =>
    new Set(ids.flatMap((id) => owner.get(id) ?? []))
  const wrong: string[] = []
  let found = 0
  for (const step of steps) {
    const [a, b] = [ownersOf(step.earlier), ownersOf(step.later)]
    if ([...a].some((s) => b.has(s))) found++
    else wrong.push(`not joined: ${step.earlier[0] ?? ''} ${step.later[0] ?? ''}`)
  }
  const held = new Map<number, Map<string, number[]>>()
  for (const [work, versions] of works)
    for (const [version, ids] of versions)
      for (const s of ownersOf(ids)) {
        const of = held.get(s) ?? new Map<string, number[]>()
        held.set(s, of.set(work, [...(of.get(work) ?? []), Number(version)]))
      }
  let mixed = 0
  for (const [s, of] of held) {
    const spans = [...of].map(([work, vs]) => ({
      work,
      low: Math.min(...vs),
      high: Math.max(...vs),
    }))
    const overlap = spans.some((x, i) =>
      spans.slice(i + 1).some((y) => x.high >= y.low && y.high >= x.low),
    )
    if (overlap) mixed++
    if (overlap)
      wrong.push(`mixed: ${series[s]?.title ?? ''}: ${spans.map(({ work }) => work).join(' ')}`)
  }
  return { steps: steps.length, found, series: held.size, mixed, wrong }
}

/** A version whose link to the one before leads elsewhere than to the version that stands before it. */
function misled(steps: readonly Step[], series: readonly Series[]): string[] {
  const at = new Map<string, readonly [Series, number]>()
  for (const s of series)
    s.revisions.forEach((r: Revision, i) => r.members.forEach((m) => at.set(m.messageId, [s, i])))
  return steps.flatMap(({ earlier: [from], later: [to] }) => {
    const [a, b] = [at.get(from ?? ''), at.get(to ?? '')]
    return a &&
      b &&
      a[0] === b[0] &&
      b[1] - a[1] > 1 &&
      a[0].revisions[b[1] - 1]?.version !== a[0].revisions[a[1]]?.version
      ? [`not next: ${from ?? ''} ${to ?? ''}`]
      : []
  })
}

/** Change-ids and the links to earlier versions hidden: what is found, and what is wrong. For `npm run eval`. */
export function checkHidden(facts: readonly PatchFacts[], counts: Counts): string[] {
  covers = null
  const series = seriesOf(hidden(facts, new Set()))
  const byId = judge(stepsByChangeId(facts), worksOf(facts), series)
  const byLink = judge(stepsByLink(facts), new Map(), series)
  counts.add('steps', byId.steps + byLink.steps)
  counts.add('steps.found', byId.found + byLink.found)
  counts.add('works', byId.series)
  counts.add('works.mixed', byId.mixed)
  return [...byId.wrong, ...byLink.wrong]
}

async function main(): Promise<void> {
  const args = process.argv.slice(2)
  const verbose = args.includes('--verbose')
  const stores = args.filter((a) => !a.startsWith('--'))
  if (stores.length === 0) {
    console.log(USAGE)
    return
  }
  for (const path of stores) {
    covers = null
    const store = await Database.openForReading(path)
    const facts = await readPatchFacts(store)
    await store.close()
    const works = worksOf(facts)
    const [byId, byLink] = [stepsByChangeId(facts), stepsByLink(facts)]
    for (const hide of ['', 'links', 'links threads', 'links threads hunks']) {
      const series = seriesOf(hidden(facts, new Set(hide.split(' '))))
      const [ids, links] = [judge(byId, works, series), judge(byLink, new Map(), series)]
      const percent = ({ found, steps }: Score): string =>
        `${found}/${steps} ${((100 * found) / Math.max(1, steps)).toFixed(1)} %`
      console.log(
        `${basename(path, '.db')}  hidden: ${hide || 'change-ids'}  steps ${percent(ids)}  mixed ${ids.mixed}/${ids.series}  links ${percent(links)}  series ${series.length}`,
      )
      if (verbose)
        for (const w of [...ids.wrong, ...links.wrong, ...misled(byLink, series)])
          console.log(`    ${w}`)
    }
  }
}

if (process.argv[1] === import.meta.filename) await main()

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PatchFacts, Series } from '../src/model/series.ts'
import { seriesOf } from '../src/versions/series.ts'
import { readPatchFacts } from '../src/store/patch-facts.ts'
import type { Database } from '../src/store/store.ts'
import type { Counts } from './table.ts'
import { checkHidden } from './versions-lists.ts'

/** change-id -> version -> Message-IDs of all messages that carry it. */
type Truth = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

interface PatchPair {
  readonly list: string
  readonly from: string | null
  readonly to: string | null
  readonly fate: string
  readonly also: readonly string[]
  readonly why: string
}

/**
 * Are versions found without their change-ids and links? Counts pairs of versions that should be
 * joined and are, and series that mix two change-ids; hidden and as they are.
 */
export async function checkVersions(
  file: string,
  store: Database,
  counts: Counts,
): Promise<string[]> {
  const facts = await readPatchFacts(store)
  const missed = checkHidden(facts, counts)
  if (!existsSync(file)) return missed
  const truth = JSON.parse(readFileSync(file, 'utf8')) as Truth
  const hidden = facts.map((f): PatchFacts => ({ ...f, changeId: null, mentions: [] }))
  return [
    ...missed,
    ...judge('hidden', truth, seriesOf(hidden), counts),
    ...judge('visible', truth, seriesOf(facts), counts),
  ]
}

function judge(name: string, truth: Truth, series: readonly Series[], counts: Counts): string[] {
  const owner = new Map(
    series.flatMap((s, i) =>
      s.revisions.flatMap((r) => r.members.map((m) => [m.messageId, i] as const)),
    ),
  )
  const wrong: string[] = []
  const idsOf = new Map<number, Set<string>>()
  for (const [changeId, versions] of Object.entries(truth)) {
    const sets = Object.values(versions)
      .map((ids) => new Set(ids.flatMap((id) => owner.get(id) ?? [])))
      .filter((set) => set.size > 0)
    for (const [i, a] of sets.entries()) {
      for (const b of sets.slice(i + 1)) {
        const found = [...a].some((s) => b.has(s))
        counts.add(`versions.${name}.pairs`)
        if (found) counts.add(`versions.${name}.found`)
        else wrong.push(`${name}: versions of ${changeId} are not joined`)
      }
    }
    for (const s of sets.flatMap((set) => [...set]))
      idsOf.set(s, (idsOf.get(s) ?? new Set()).add(changeId))
  }
  counts.add(`versions.${name}.series`, idsOf.size)
  counts.add(`versions.${name}.pure`, [...idsOf.values()].filter((ids) => ids.size === 1).length)
  return wrong
}

/** Patches whose way into the next version was judged by reading, against what is derived. */
export async function checkPairs(list: string, store: Database, counts: Counts): Promise<string[]> {
  return [
    ...(await checkFile('patch-pairs.jsonl', 'pairs', list, store, counts)),
    ...(await checkFile('patch-pairs-drawn.jsonl', 'drawn-pairs', list, store, counts)),
    ...(await checkFile('patch-pairs-blind.jsonl', 'blind-pairs', list, store, counts)),
    ...(await checkFile('patch-pairs-strata.jsonl', 'strata-pairs', list, store, counts)),
  ]
}

async function checkFile(
  file: string,
  name: string,
  list: string,
  store: Database,
  counts: Counts,
): Promise<string[]> {
  const rows = readFileSync(join(import.meta.dirname, 'truth', file), 'utf8')
    .split('\n')
    .filter(Boolean)
  const wrong: string[] = []
  for (const pair of rows
    .map((row) => JSON.parse(row) as PatchPair)
    .filter((p) => p.list === list)) {
    const heirs = await heirsOf(store, pair)
    if (heirs === null) continue
    const isRight = agrees(pair, heirs)
    counts.add(`${name}.all`)
    counts.add(`${name}.${pair.fate}.all`)
    if (isRight) counts.add(`${name}.right`)
    if (isRight) counts.add(`${name}.${pair.fate}.right`)
    else
      wrong.push(
        `${pair.fate}: ${pair.from ?? 'new'} -> ${pair.to ?? pair.also.join(' ')} (${pair.why}); derived: ${heirs.map((h) => `${h.change} ${h.id ?? ''}`).join(', ')}`,
      )
  }
  return wrong
}

interface Heir {
  readonly id: string | null
  readonly change: string
}

/** What is derived of a patch; `null` where one of the messages is not the one its version is known by. */
async function heirsOf(store: Database, { from, to }: PatchPair): Promise<Heir[] | null> {
  const placed = await store.all<{
    message_id: string
    series: number
    position: number
    number: number
    role: string
  }>(
    'SELECT m.message_id, r.series, r.position, r.number, r.role FROM message m JOIN revision_message r ON r.message = m.id WHERE m.message_id IN (?, ?)',
    from ?? '',
    to ?? '',
  )
  const at = placed.find((p) => p.message_id === (from ?? to))
  const ends = placed.find((p) => p.message_id === to)
  // A version in between, or the same one sent again: the reader compared other mails.
  if (
    !at ||
    placed.some((p) => p.role === 'again') ||
    (ends && from !== null && ends.series === at.series && ends.position !== at.position + 1)
  )
    return null
  const [position, column, other] =
    from === null
      ? [at.position, 'number', 'from_number']
      : [at.position + 1, 'from_number', 'number']
  return store
    .all<{ id: string | null; change: string }>(
      `SELECT m.message_id AS id, p.change FROM patch_match p
     LEFT JOIN revision_patch rp ON rp.series = p.series AND rp.position = ${from === null ? 'p.position - 1' : 'p.position'} AND rp.number = p.${other}
     LEFT JOIN message m ON m.id = rp.message WHERE p.series = ? AND p.position = ? AND p.${column} = ?`,
      at.series,
      position,
      at.number,
    )
    .then((rows) => rows.map(({ id, change }) => ({ id, change })))
}

function agrees(pair: PatchPair, heirs: readonly Heir[]): boolean {
  const all = heirs.flatMap((h) => h.id ?? [])
  const main = heirs.find((h) => h.change !== 'split' && h.change !== 'merged')?.id
  if (pair.from === null)
    return heirs.filter((h) => h.change !== 'merged').every((h) => h.id === null)
  if (pair.fate === 'merged') return pair.also.some((id) => all.includes(id))
  if (pair.to === null) return all.length === 0
  const fits = pair.fate === 'split' ? [pair.to, ...pair.also] : [pair.to]
  return main ? fits.includes(main) : fits.some((id) => all.includes(id))
}

import { existsSync, readFileSync } from 'node:fs'
import type { CommentKind, IssueState } from '../src/model/issue.ts'
import { casesOf, type CommentCase } from '../src/review/judgements.ts'
import { matchVersions } from '../src/review/versions.ts'
import { readMaterial, type StoredMaterial } from '../src/store/material.ts'
import type { Matches } from '../src/model/review.ts'
import { keysOfIds } from '../src/store/read-derived.ts'
import { seriesOfMessages } from '../src/store/series.ts'
import type { Database } from '../src/store/store.ts'
import { ancestorsOf } from '../src/store/threads.ts'

/** One comment block labelled by hand. */
export interface Label {
  readonly corpus: string
  readonly thread: string
  readonly messageId: string
  readonly line: number
  readonly endLine: number
  readonly first: string
  readonly kind: CommentKind
  readonly actionable: boolean
  readonly outcome: IssueState | null
  readonly addressedIn: number | null
  readonly summary: string | null
  /** Why the outcome, in a few words. */
  readonly evidence: string | null
  /** What the quote above belongs to, and the quoted body lines it is about. */
  readonly target: string
  readonly focus: readonly [number, number] | null
  readonly sure: number
}

/** A label with our comments that touch its block, and the series they are of. */
export interface Labelled {
  readonly label: Label
  readonly cases: readonly CommentCase[]
  readonly series: LabelledSeries | null
}

export interface LabelledSeries {
  readonly material: StoredMaterial
  readonly matches: Matches
  readonly cases: readonly CommentCase[]
}

/** Labels that are no guess. */
export function readLabels(file: string): Label[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Label).filter(({ sure }) => sure > 0)
}

/** The labels of one list with the comments of a store. */
export async function labelledOf(labels: readonly Label[], store: Database): Promise<Labelled[]> {
  const seriesOf = new Map<string, number>()
  for (const id of new Set(labels.map((l) => l.messageId))) {
    const key = await seriesAbove(store, id)
    if (key !== null) seriesOf.set(id, key)
  }
  const series = new Map<number, LabelledSeries>()
  for (const key of new Set(seriesOf.values())) {
    const [material] = await readMaterial(store, [key])
    if (!material) continue
    const matches = matchVersions(material)
    series.set(key, { material, matches, cases: casesOf(material, matches) })
  }
  return labels.map((label) => {
    const its = series.get(seriesOf.get(label.messageId) ?? -1) ?? null
    const cases = its?.cases.filter(({ context: c }) => c.messageId === label.messageId && c.line <= label.endLine && label.line <= c.endLine) ?? []
    return { label, cases, series: its }
  })
}

async function seriesAbove(store: Database, id: string): Promise<number | null> {
  const [key] = await keysOfIds(store, [id])
  if (key === undefined) return null
  const line = [key, ...(await ancestorsOf(store, key))]
  const found = await seriesOfMessages(store, line)
  for (const one of line) {
    const member = found.find((m) => m.message === one)
    if (member) return member.series
  }
  return null
}

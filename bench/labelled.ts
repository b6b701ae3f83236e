import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AskedOf, CommentKind, IssueState, Strength } from '../src/model/issue.ts'
import { casesOf, type CommentCase } from '../src/issues/cases.ts'
import { matchVersions } from '../src/versions/matches.ts'
import { readMaterial, type StoredMaterial } from '../src/store/material.ts'
import type { Matches } from '../src/model/review.ts'
import { keysOfIds } from '../src/store/read-derived.ts'
import { seriesOfMessages } from '../src/store/series.ts'
import type { Database } from '../src/store/store.ts'
import { ancestorsOf } from '../src/store/threads.ts'

/** One comment block labelled by a reader. */
export interface Label {
  /**
   * `hand`: whole threads, labels of the corpus. `own`: `truth/comments.jsonl`, a machine's reading
   * of series that `hand` has not. `drawn`: comments that a later version followed, labels of the
   * corpus (`labels/outcomes`); `own-drawn`: the same, `truth/outcomes.jsonl`. `doubtful`: the
   * same, drawn where the program said open or was in doubt, `truth/doubtful.jsonl`. `requests`:
   * drawn anew of all that the program called requests, half of them where it said open or was in
   * doubt, `truth/requests.jsonl`. `shown`: drawn of what it told was due or settled while a later
   * version was there, `truth/shown.jsonl`. `made-up`: talks in the manner of other
   * communities, `truth/made-up.jsonl`. `elsewhere`: mail of lists that no corpus has, in a folder
   * that is given.
   */
  readonly source:
    | 'hand'
    | 'own'
    | 'drawn'
    | 'own-drawn'
    | 'doubtful'
    | 'requests'
    | 'shown'
    | 'made-up'
    | 'elsewhere'
  readonly corpus: string
  readonly thread: string
  readonly messageId: string
  readonly line: number
  readonly endLine: number
  readonly kind: CommentKind
  readonly actionable: boolean
  readonly outcome: IssueState | null
  readonly addressedIn: number | null
  readonly summary?: string | null
  /** Why the outcome, in a few words. */
  readonly evidence?: string | null
  /** Of hand labels: the first words; what the quote above belongs to, and the quoted body lines it is about. */
  readonly first?: string
  readonly target?: string
  readonly focus?: readonly [number, number] | null
  readonly sure: number
  /** Of drawn comments: who owes, how strongly, whether a later version left it undone, and how many it stands for. */
  readonly askedOf?: AskedOf | null
  readonly strength?: Strength | null
  readonly passedOver?: boolean
  readonly weight?: number
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

const OWN = join(import.meta.dirname, 'truth', 'comments.jsonl')
const OWN_DRAWN = join(import.meta.dirname, 'truth', 'outcomes.jsonl')
const DOUBTFUL = join(import.meta.dirname, 'truth', 'doubtful.jsonl')
const REQUESTS = join(import.meta.dirname, 'truth', 'requests.jsonl')
const SHOWN = join(import.meta.dirname, 'truth', 'shown.jsonl')
/** Labels of outcomes are one file a list, by a short name of it. */
const DRAWN: Readonly<Record<string, string>> = {
  'linux-leds': 'leds',
  'linux-watchdog': 'watchdog',
}

/** Labels of the corpus that are no guess. */
export function readLabels(file: string): Label[] {
  return readLabelsOf(file, 'hand')
}

/** Every labelled block of the lists of a corpus, those of the corpus first. */
export async function allLabelled(
  corpus: string,
  lists: readonly { readonly name: string; readonly store: Database }[],
): Promise<Labelled[]> {
  const labels = readLabels(join(corpus, 'labels', 'review-comments.jsonl'))
  const own = readLabelsOf(OWN, 'own')
  const drawn = [
    ...readLabelsOf(OWN_DRAWN, 'own-drawn'),
    ...readLabelsOf(DOUBTFUL, 'doubtful'),
    ...readLabelsOf(REQUESTS, 'requests'),
    ...readLabelsOf(SHOWN, 'shown'),
  ]
  const found: Labelled[] = []
  for (const { name, store } of lists) {
    const ofList = (all: readonly Label[]): Label[] => all.filter((l) => l.corpus === name)
    const hand = await labelledOf(ofList(labels), store)
    const taken = new Set(hand.flatMap(({ series }) => series?.material.series.name ?? []))
    found.push(
      ...hand,
      ...(await labelledOf(ofList(own), store)).filter(
        ({ series }) => series !== null && !taken.has(series.material.series.name),
      ),
      ...(await labelledOf(ofList(drawn), store)),
      ...(await labelledOf(drawnOf(corpus, name), store)),
    )
  }
  return found
}

/** The corpus's own labels of comments that a later version followed. */
function drawnOf(corpus: string, list: string): Label[] {
  const file = join(corpus, 'labels', 'outcomes', `${DRAWN[list] ?? list}.jsonl`)
  return readLabelsOf(file, 'drawn').map((label) => ({ ...label, corpus: list }))
}

/** Labels that are no guess; none where the file is absent. */
export function readLabelsOf(file: string, source: Label['source']): Label[] {
  if (!existsSync(file)) return []
  const labels = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line): Label => {
      const label = JSON.parse(line) as Label
      return { ...label, thread: label.thread ?? label.messageId, source }
    })
  return labels.filter(({ sure }) => sure > 0)
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
    const cases =
      its?.cases.filter(
        ({ context: c }) =>
          c.messageId === label.messageId && c.line <= label.endLine && label.line <= c.endLine,
      ) ?? []
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

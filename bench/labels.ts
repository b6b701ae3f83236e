import { UserError } from '../src/model/user-error.ts'
import type { CommentRecord } from '../src/model/report/records.ts'
import { commentRecords } from '../src/index.ts'
import type { Database } from '../src/store/store.ts'
import { readLabels } from './labelled.ts'

/** Right answers of right and wrong ones, by thread: blocks of one thread are not independent. */
export interface Score {
  readonly name: 'target' | 'focus'
  readonly byThread: Map<string, { right: number; total: number }>
}

const PARTS: Readonly<Record<string, readonly string[]>> = {
  diff: ['diff'],
  message: ['commit-message', 'trailers', 'changelog', 'diffstat'],
  cover: ['cover', 'commit-message', 'changelog', 'diffstat'],
}

/** What the labels of one list say of a store, and one text for each wrong answer. */
export interface LabelResult {
  readonly scores: readonly Score[]
  /** Blocks that none of our comments touches: no answer, and so in neither score. */
  readonly untouched: number
  readonly blocks: number
  readonly wrong: readonly string[]
}

/** Compares comments with the labels of one list; uncertain labels are left out. */
export async function scoreLabels(
  file: string,
  list: string,
  store: Database,
): Promise<LabelResult> {
  const labels = readLabels(file).filter((label) => label.corpus === list)
  const comments = await commentsOf(store, new Set(labels.map((label) => label.messageId)))
  const scores: [Score, Score] = [
    { name: 'target', byThread: new Map() },
    { name: 'focus', byThread: new Map() },
  ]
  const wrong: string[] = []
  let untouched = 0
  for (const label of labels) {
    const ours = (comments.get(label.messageId) ?? []).filter((c) => overlap(c, label))
    const parts = PARTS[label.target ?? '']
    if (ours.length === 0) untouched++
    if (ours.length === 0 || !parts) continue
    const judge = ({ name, byThread }: Score, isRight: boolean, got: string): void => {
      const tally = byThread.get(label.thread) ?? { right: 0, total: 0 }
      byThread.set(label.thread, { right: tally.right + Number(isRight), total: tally.total + 1 })
      const want = name === 'target' ? label.target : (label.focus ?? []).join('-')
      if (!isRight)
        wrong.push(
          `${label.messageId} line ${label.line} ${name} wants ${want ?? ''}, got ${got}: ${label.first ?? ''}`,
        )
    }
    const anchors = ours.map((c) => c.anchor?.part ?? 'none')
    judge(
      scores[0],
      anchors.some((part) => parts.includes(part)),
      anchors.join(' '),
    )
    const [line, endLine] = label.focus ?? []
    if (line === undefined || endLine === undefined) continue
    const quotes = ours.flatMap((c) => c.focus?.quote ?? [])
    judge(
      scores[1],
      quotes.some((q) => overlap(q, { line, endLine })),
      quotes.map((q) => `${q.line}-${q.endLine}`).join(' '),
    )
  }
  return { scores, untouched, blocks: labels.length, wrong }
}

/** Comments of the given messages, thread by thread, as `export comments` prints them. */
async function commentsOf(
  store: Database,
  ids: ReadonlySet<string>,
): Promise<Map<string, CommentRecord[]>> {
  const found = new Map<string, CommentRecord[]>()
  for (const id of ids) {
    if (found.has(id)) continue
    found.set(id, [])
    try {
      for await (const record of commentRecords(store, id)) {
        if (!ids.has(record.messageId)) continue
        const list = found.get(record.messageId)?.filter((c) => c.id !== record.id) ?? []
        found.set(record.messageId, [...list, record])
      }
    } catch (error) {
      // A message that is not in the store gives no comments: its blocks count as untouched.
      if (!(error instanceof UserError)) throw error
    }
  }
  return found
}

function overlap(
  a: { line: number; endLine: number },
  b: { line: number; endLine: number },
): boolean {
  return a.line <= b.endLine && b.line <= a.endLine
}

import type { ContentKind } from './model/content.ts'
import type { IngestSummary } from './model/ingest.ts'
import type { RawMessage } from './model/message.ts'
import type { PlacedProblem } from './model/problem.ts'
import { decodeMessage } from './mail/decode.ts'
import { SourceError } from './mail/source-error.ts'
import { readSource } from './mail/sources.ts'
import { contentOf } from './patch/content.ts'
import { subjectKey } from './patch/subject.ts'
import { refresh, type Stage } from './refresh.ts'
import { parseReply, replyFacts } from './reply/parser.ts'
import type { Database } from './store/store.ts'
import { addMessages, addProblems, type StorableMessage } from './store/write-facts.ts'

/** Messages per transaction. */
const BATCH = 400
/** Bytes of raw mail per transaction: bounds memory where messages are huge. */
const BATCH_BYTES = 32 << 20

/** Told of each problem as it is met, and of progress after each batch. */
export interface IngestListener {
  problem?(problem: PlacedProblem): void
  progress?(done: { readonly read: number; readonly stage: 'reading' | Stage }): void
}

interface Tally {
  read: number
  added: number
  known: number
  kinds: Record<ContentKind, number>
  comments: number
  problems: PlacedProblem[]
}

/**
 * Reads sources into the store and refreshes what is derived: threads that changed, and all series. A
 * source or message that cannot be read is a listed problem; the rest is kept. Throws StoreError.
 */
export async function ingest(store: Database, sources: readonly string[], listener: IngestListener = {}): Promise<IngestSummary> {
  const started = performance.now()
  const tally: Tally = {
    read: 0, added: 0, known: 0, kinds: { cover: 0, patch: 0, reply: 0, other: 0 }, comments: 0, problems: [],
  }
  for (const source of sources) await ingestSource(store, source, tally, listener)
  const refreshed = await refresh(store, (done, stage) => listener.progress?.({ read: done, stage }))
  return { ...tally, ...refreshed, seconds: (performance.now() - started) / 1000 }
}

async function ingestSource(store: Database, source: string, tally: Tally, listener: IngestListener): Promise<void> {
  let batch: RawMessage[] = []
  let bytes = 0
  const flush = async (): Promise<void> => {
    await ingestBatch(store, batch, tally, listener)
    batch = []
    bytes = 0
  }
  try {
    for await (const { raw, removed, problem } of readSource(source)) {
      if (problem) await unreadable(store, source, problem, tally, listener)
      if (!raw || removed) continue
      batch.push(raw)
      bytes += raw.bytes.length
      if (batch.length >= BATCH || bytes >= BATCH_BYTES) await flush()
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    await unreadable(store, source, { text: error.message, at: error.at }, tally, listener)
  }
  await flush()
}

/** A source, or a part of one, that could not be read. */
async function unreadable(
  store: Database, source: string, { text, at }: { text: string; at: string | null }, tally: Tally, listener: IngestListener,
): Promise<void> {
  const problem: PlacedProblem = { kind: 'unreadable', text, line: null, source, at, messageId: null, fatal: true }
  note(problem, tally, listener)
  await addProblems(store, [problem])
}

function note(problem: PlacedProblem, tally: Tally, listener: IngestListener): void {
  tally.problems.push(problem)
  listener.problem?.(problem)
}

async function ingestBatch(store: Database, batch: readonly RawMessage[], tally: Tally, listener: IngestListener): Promise<void> {
  const before = tally.problems.length
  const storable: StorableMessage[] = []
  for (const raw of batch) {
    const one = await understand(raw, tally, listener)
    if (one) storable.push(one)
  }
  const added = await addMessages(store, storable)
  await addProblems(store, tally.problems.slice(before))
  tally.read += batch.length
  for (const [i, { content }] of storable.entries()) {
    if (!added[i]) {
      tally.known++
      continue
    }
    tally.added++
    tally.kinds[content.kind]++
    tally.comments += content.reply.comments.length
  }
  listener.progress?.({ read: tally.read, stage: 'reading' })
}

/** bytes -> Message -> Content. `null` where the message cannot be read; then it is a problem. */
async function understand(raw: RawMessage, tally: Tally, listener: IngestListener): Promise<StorableMessage | null> {
  const { source, at } = raw.place
  try {
    const message = await decodeMessage(raw)
    const content = contentOf(message, replyFacts(parseReply(message.body)))
    for (const problem of [...message.problems, ...content.diff.problems]) {
      note({ ...problem, source, at, messageId: message.id, fatal: false }, tally, listener)
    }
    return { message, content, subjectKey: subjectKey(message.subject), place: raw.place }
  } catch (error) {
    const text = `cannot be parsed: ${(error as Error).message}`
    note({ kind: 'malformed', text, line: null, source, at, messageId: null, fatal: true }, tally, listener)
    return null
  }
}

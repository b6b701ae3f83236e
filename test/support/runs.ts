import { SourceError } from '../../src/mail/source-error.ts'
import { readSource } from '../../src/mail/source/sources.ts'
import type { SourceStep } from '../../src/model/source.ts'

/** The marks of earlier runs by part, as a store keeps them. */
export type Marks = Map<string, string>

/** What one run over a source gave. */
export interface Run {
  readonly steps: readonly SourceStep[]
  /** The local parts of the Message-IDs that were read, and of those that were deleted. */
  readonly ids: readonly string[]
  readonly removed: readonly string[]
  readonly places: readonly (string | null)[]
  readonly problems: readonly { readonly text: string; readonly at: string | null }[]
  /** Why it ended early; `null` where it did not. */
  readonly error: SourceError | null
}

/** Reads a source as far as it can be read, and keeps its marks in `marks`. */
export async function runOf(source: string, marks: Marks = new Map()): Promise<Run> {
  const steps: SourceStep[] = []
  let error: SourceError | null = null
  try {
    for await (const step of readSource(source, (part) => marks.get(part) ?? null)) steps.push(step)
  } catch (thrown) {
    if (!(thrown instanceof SourceError)) throw thrown
    error = thrown
  }
  for (const { checkpoint } of steps) if (checkpoint) marks.set(checkpoint.part, checkpoint.reached)
  const idsOf = (removed: boolean): string[] =>
    steps.filter((step) => step.raw && step.removed === removed).map(idIn)
  return {
    steps,
    ids: idsOf(false),
    removed: idsOf(true),
    error,
    places: steps.flatMap(({ raw }) => (raw ? [raw.foundAt.at] : [])),
    problems: steps.flatMap(({ problem }) => (problem ? [problem] : [])),
  }
}

function idIn({ raw }: SourceStep): string {
  return /^Message-ID: <([^@>]+)@/im.exec(raw?.bytes.toString('latin1') ?? '')?.[1] ?? '?'
}

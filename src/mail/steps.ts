import type { RawMessage } from '../model/message.ts'
import type { Mark, SourceStep } from '../model/source.ts'

const NOTHING: SourceStep = { raw: null, removed: false, problem: null, mark: null, share: null }

/** A message was read, and with it all that `mark` says. */
export function messageStep(
  raw: RawMessage,
  share: number | null,
  mark: Mark | null = null,
): SourceStep {
  return { ...NOTHING, raw, share, mark }
}

/** The archive deleted this message. */
export function removalStep(raw: RawMessage, share: number | null, mark: Mark | null): SourceStep {
  return { ...NOTHING, raw, removed: true, share, mark }
}

/** All that `mark` says has been read, without a further message. */
export function markStep(mark: Mark, share: number | null = 1): SourceStep {
  return { ...NOTHING, mark, share }
}

/** A part could not be read; no mark, so that the next run tries again. */
export function problemStep(text: string, at: string | null, share: number | null): SourceStep {
  return { ...NOTHING, problem: { text, at }, share }
}

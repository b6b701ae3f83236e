import type { RawMessage } from '../model/message.ts'
import type { Checkpoint, SourceStep } from '../model/source.ts'

const NOTHING: SourceStep = {
  raw: null,
  removed: false,
  problem: null,
  checkpoint: null,
  share: null,
}

/** A message was read, and with it all that `checkpoint` says. */
export function messageStep(
  raw: RawMessage,
  share: number | null,
  checkpoint: Checkpoint | null = null,
): SourceStep {
  return { ...NOTHING, raw, share, checkpoint }
}

/** The archive deleted this message. */
export function removalStep(
  raw: RawMessage,
  share: number | null,
  checkpoint: Checkpoint | null,
): SourceStep {
  return { ...NOTHING, raw, removed: true, share, checkpoint }
}

/** All that `checkpoint` says has been read, without a further message. */
export function checkpointStep(checkpoint: Checkpoint, share: number | null = 1): SourceStep {
  return { ...NOTHING, checkpoint, share }
}

/** A part could not be read; no checkpoint, so that the next run tries again. */
export function problemStep(text: string, at: string | null, share: number | null): SourceStep {
  return { ...NOTHING, problem: { text, at }, share }
}

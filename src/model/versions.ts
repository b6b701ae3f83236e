import type { Mail } from './mail.ts'
import type { Person } from './message.ts'
import type { Origin } from './link.ts'

/** A patch of one version, with its text. */
export interface VersionPatch {
  readonly number: number
  readonly title: string
  readonly author: Person
  readonly mail: Mail
}

/**
 * What became of a patch. `same`: diff and message are (trailers aside). `moved`: the same,
 * elsewhere in the order. `unknown`: its counterpart may be among the patches of that version that
 * are not in the store. Case and punctuation of a title do not make it `retitled`.
 */
export const CHANGES = [
  'same',
  'modified',
  'retitled',
  'moved',
  'split',
  'merged',
  'dropped',
  'new',
  'unknown',
] as const
export type Change = (typeof CHANGES)[number]

/**
 * Which patch of a version became which of the next. Each patch has one row as the main heir of at
 * most one other; rows of `split` and `merged` tell of further heirs and origins.
 */
export interface PatchMatch {
  /** In the later version; `null` where it is not there any more. */
  readonly number: number | null
  /** In the earlier version; `null` where it was not there. */
  readonly from: number | null
  readonly change: Change
  /** Its order among the patches of both versions is another. */
  readonly moved: boolean
  /** The changed lines are the same, and none has moved past another line of its file. */
  readonly sameDiff: boolean
  /**
   * Share of the changed lines, rare ones counting more, that both have; 0 to 1. `null` where there
   * is no counterpart.
   */
  readonly similarity: number | null
  /**
   * Where it stood last, where the version before does not have it (`from` is `null`) but an older
   * one does: it came back, or the versions between are not complete here.
   */
  readonly since: PatchPlace | null
}

/** A patch of a version: index of the version, number of the patch. */
export interface PatchPlace {
  readonly position: number
  readonly number: number
}

/** What became of lines of a patch or cover in the next version. */
export const LINE_FATES = ['unchanged', 'changed', 'gone', 'patch-dropped', 'unknown'] as const
export type LineFate = (typeof LINE_FATES)[number]

/** Lines carried to the next version. */
export interface Ported {
  readonly fate: LineFate
  /** Where they are now, or what stands in their place; `null` where nothing does. */
  readonly place: Origin | null
}

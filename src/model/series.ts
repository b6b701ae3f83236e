import type { Person } from './message.ts'

/** A patch or cover with the facts by which versions find each other. */
export interface PatchFacts {
  readonly id: string
  readonly isCover: boolean
  readonly title: string
  /** Who wrote it; `sender` is who mailed it. */
  readonly author: Person
  readonly sender: Person
  readonly version: number
  readonly reroll: number | null
  readonly number: number | null
  readonly total: number | null
  readonly rfc: boolean
  readonly resend: boolean
  /** Other words in the subject's brackets: trees and projects. */
  readonly tags: string
  readonly changeId: string | null
  readonly date: string | null
  /** In-Reply-To and References. */
  readonly references: readonly string[]
  /**
   * Patches and covers of the store that it names above the diff, or that its author names in a
   * reply.
   */
  readonly mentions: readonly Mention[]
  readonly paths: readonly string[]
  /** Did the subject name the version? */
  readonly versionGiven: boolean
  /** Who signed it first: mostly the author, whoever mails it. */
  readonly signer: Person | null
  /**
   * One number for each file and function that a hunk names: the same where two patches change one
   * place.
   */
  readonly places: readonly number[]
  /**
   * A number made from all its hunks, their place in the file aside; `null` without hunks. Two
   * patches that differ in it differ.
   */
  readonly shape: number | null
  /** A number made from all its changed lines; `null` without any. */
  readonly code: number | null
  /** The least of the numbers of its changed lines, rising. */
  readonly sketch: readonly number[]
}

/** A message that a patch or cover names, with the words around it. */
export interface Mention {
  readonly messageId: string
  /** The line itself. */
  readonly line: string
  /** The lines before it, or those that point to it by `[1]`. */
  readonly around: readonly string[]
}

/**
 * What the user said of two messages: that their versions belong to one series, or that they do
 * not.
 */
export interface UserJoin {
  readonly a: string
  readonly b: string
  readonly joined: boolean
}

/**
 * What joins a version to the ones before, strongest first: the user's word, one change-id, a link
 * or Message-ID in the cover or changelog, an answer to the earlier version, the same title, half
 * of the patch titles, the same files and words of the title, the same changed lines. All but the
 * first two ask for the same author.
 */
export const SERIES_RULES = [
  'user',
  'change-id',
  'link',
  'in-reply-to',
  'title',
  'patch-titles',
  'files',
  'code',
] as const
export type SeriesRule = (typeof SERIES_RULES)[number]

/** One reason for a version to be part of its series. */
export interface SeriesEvidence {
  readonly rule: SeriesRule
  /** The message of an earlier version that it leads to. */
  readonly messageId: string
  /** How much it says for that: a link 6, the same title 4; `null` for what is not weighed. */
  readonly weight: number | null
}

/** An earlier version that a version was not joined to, although it was the next best. */
export interface RunnerUp {
  readonly messageId: string
  /** All that speaks for it, less what speaks against it. */
  readonly score: number
}

/** One patch of a version. */
export interface RevisionPatch {
  readonly number: number
  readonly messageId: string
  readonly title: string
  /** Not sent with this version: it stands as it was in the version before. */
  readonly carried: boolean
}

/**
 * A message of a version. `again`: sent another time, or replaced by a reroll such as `v5.1 3/7`.
 */
export interface RevisionMember {
  readonly messageId: string
  readonly role: 'cover' | 'patch' | 'again'
  /** Of the patch; 0 for a cover. */
  readonly number: number
}

/** One version of a series. */
export interface Revision {
  readonly version: number
  readonly rfc: boolean
  /** The cover, or the first patch where there is none. */
  readonly messageId: string
  readonly date: string | null
  /** Empty for the first version. */
  readonly evidence: readonly SeriesEvidence[]
  /**
   * All that speaks for its predecessor, less what speaks against it; `null` for a first version,
   * and for what the user or a change-id joined.
   */
  readonly score: number | null
  readonly runnerUp: RunnerUp | null
  /** By number; a single patch has number 1. */
  readonly patches: readonly RevisionPatch[]
  /** Every cover and patch that was sent for this version. */
  readonly members: readonly RevisionMember[]
  /** Numbers that the subjects promise and that are not in the store. */
  readonly missing: readonly number[]
}

/** The `tree` of what a pull request posts once more: `[PULL 3/9]`. */
export const PULL_TREE = 'pull'

/** One piece of work through all its versions, oldest first. */
export interface Series {
  /** The change-id where there is one, else the Message-ID of the first version. */
  readonly name: string
  readonly title: string
  readonly author: Person
  readonly changeId: string | null
  /** The stable tree that it is a copy for, as `6.1`; `pull`: a pull request posts it once more. */
  readonly tree: string | null
  readonly revisions: readonly Revision[]
}

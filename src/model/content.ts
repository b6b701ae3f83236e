import type { Diff } from './diff.ts'
import type { ReplyFacts } from './reply.ts'

/** What a message is. */
export const CONTENT_KINDS = ['patch', 'cover', 'reply', 'other'] as const
export type ContentKind = (typeof CONTENT_KINDS)[number]

/** What a subject line says, by the grammar of `git format-patch` as people really use it. */
export interface Subject {
  /** Leading `Re:`, `Aw:`, `Fwd:` ... were there. */
  readonly isReply: boolean
  /** A bracket group says PATCH, RFC or RFT, or numbers the message `n/m`. */
  readonly isPatch: boolean
  readonly isPull: boolean
  readonly rfc: boolean
  /** RESEND or REPOST: the same version again. */
  readonly resend: boolean
  /** 1 where none is given; `v5.1` has version 5 and reroll 1. */
  readonly version: number
  /** True where the subject names the version. */
  readonly versionGiven: boolean
  readonly reroll: number | null
  /** `n` of `n/m`; 0 is the cover. */
  readonly number: number | null
  readonly total: number | null
  /** Words of the bracket groups that mean something else: trees and projects. */
  readonly tags: readonly string[]
  /** Without reply prefixes and bracket groups, white space collapsed. */
  readonly title: string
}

/** A named part of a body that a comment can point at. */
export const PARTS = [
  'commit-message',
  'trailers',
  'changelog',
  'diffstat',
  'cover',
  'diff',
  'reply',
] as const
export type Part = (typeof PARTS)[number]

/** A run of body lines that belong to one part; 1-based, inclusive. Sections do not overlap. */
export interface Section {
  readonly part: Part
  readonly line: number
  readonly endLine: number
}

/** `Name: value` as git's interpret-trailers knows it; the value of a wrapped one is joined. */
export interface Trailer {
  readonly line: number
  readonly endLine: number
  readonly name: string
  readonly value: string
}

/** What a cover letter or a patch says about itself. */
export interface Patch {
  readonly isCover: boolean
  /** From the in-body `From:` where there is one, else `null` (the sender is the author). */
  readonly author: { readonly name: string | null; readonly address: string | null } | null
  readonly changeId: string | null
  readonly baseCommit: string | null
}

/** What a patch changes, to be compared with what others change. */
export interface PatchCode {
  /**
   * A number made from all its changed lines in their files: two patches that differ in it differ.
   */
  readonly whole: number
  /** The least of the numbers of its changed lines: as many in common, as much is in common. */
  readonly sketch: readonly number[]
}

/**
 * How a mail names a commit: in a `Fixes:` line, in a sentence, in a list of what was merged, in a
 * tree's own notice that it was taken, in a backport of it, or in a list of what was reverted or
 * dropped since.
 */
export const CITATION_KINDS = ['fixes', 'names', 'merged', 'taken', 'upstream', 'reverted'] as const
export type CitationKind = (typeof CITATION_KINDS)[number]

/** A commit that a mail names with its title: `0123456789ab ("title")`, or the notice of a tree. */
export interface Citation {
  readonly line: number
  /** The hash of it, or of the merge that has it, or the beginning; 8 hex digits and more. */
  readonly commit: string | null
  readonly kind: CitationKind
  /** White space collapsed. */
  readonly title: string
  /** Where a tree tells of it itself: what it calls itself there. */
  readonly tree: string | null
}

/** Everything one message says by itself. */
export interface Content {
  readonly kind: ContentKind
  readonly subject: Subject
  /** Present for covers and patches. */
  readonly patch: Patch | null
  /** `null` where it changes no line of text. */
  readonly code: PatchCode | null
  readonly sections: readonly Section[]
  readonly trailers: readonly Trailer[]
  /**
   * Message-IDs that a patch or cover names above its diff, as it does to point at earlier
   * versions.
   */
  readonly mentions: readonly { readonly line: number; readonly messageId: string }[]
  readonly citations: readonly Citation[]
  readonly diff: Diff
  readonly reply: ReplyFacts
}

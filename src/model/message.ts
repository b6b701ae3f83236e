import type { Problem } from './problem.ts'

/** A person as named in a header: either part may be unknown. Addresses are lower case. */
export interface Person {
  readonly name: string | null
  readonly address: string | null
}

/** Where the bytes of a message were found. */
export interface FoundAt {
  /** What the user named: a path, or `-` for standard input. */
  readonly source: string
  /**
   * Inside the source: `byte 1234`, a commit, a file of a folder (and where in it); `null` where
   * the source is one message.
   */
  readonly at: string | null
}

/** One undecoded message as a source gave it. */
export interface RawMessage {
  readonly foundAt: FoundAt
  /** `page`: a saved archive page, already turned into text. */
  readonly form: 'mail' | 'page'
  readonly bytes: Buffer
}

/** One mail, decoded. Says nothing of patches. */
export interface Message {
  /** In angle brackets, without white space. */
  readonly id: string
  /** True where the mail had no usable Message-ID and `id` was made from its content. */
  readonly idIsMade: boolean
  readonly subject: string
  readonly from: Person
  readonly to: readonly Person[]
  readonly cc: readonly Person[]
  /** ISO 8601 in UTC to the second; `null` where the header is missing or no date. */
  readonly date: string | null
  /** Message-IDs of the In-Reply-To header, comments left out. */
  readonly inReplyTo: readonly string[]
  /** Message-IDs of the References header, oldest first. */
  readonly references: readonly string[]
  readonly listIds: readonly string[]
  /**
   * The text body: charset and transfer encoding decoded, CRLF and CR turned into LF, never
   * reflowed. Further text parts and attached patches follow the first part.
   */
  readonly body: string
  /** `format=flowed` (RFC 3676): lines may carry a stuffed leading blank. */
  readonly flowed: boolean
  /** White space in the body was collapsed before we saw it (a saved archive page). */
  readonly collapsed: boolean
  /**
   * Equal for two copies of the same mail whatever happened to white space, list footer and
   * headers on the way. Hex, 32 digits.
   */
  readonly fingerprint: string
  readonly problems: readonly Problem[]
}

/** Patches that came with one mail, as its subject would count them. */
export interface AttachedSet {
  readonly version: number
  readonly versionGiven: boolean
  /** How many are messages of their own; 0 where a lone one is part of the body. */
  readonly total: number
}

/** What came beside the body of a mail and cannot be read from it again. */
export interface Attached {
  /** Of a mail that patch files came with. */
  readonly set: AttachedSet | null
  /** Of a message made of a patch file: the author that it names. */
  readonly author: Person | null
}

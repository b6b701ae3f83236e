import type { HeaderLines, Headers } from 'mailparser'

/** A leaf of the MIME tree that holds text, charset decoded by mailparser. */
export interface TextPart {
  readonly contentType: string
  readonly text: string
  readonly flowed: boolean
  /** Somewhere below a multipart/alternative. */
  readonly alternative: boolean
}

export interface Attached {
  readonly contentType: string
  readonly filename: string | null
  readonly content: Buffer
}

export interface ParsedMail {
  readonly headers: Headers
  readonly headerLines: HeaderLines
  readonly parts: readonly TextPart[]
  readonly attached: readonly Attached[]
  /** Names of charsets that text declares and nobody knows. */
  readonly unknownCharsets: readonly string[]
}

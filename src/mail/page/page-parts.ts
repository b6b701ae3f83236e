/**
 * What a page says of a mail that it shows; undefined where it does not say, or not so that it can
 * be told.
 */
export interface PageParts {
  readonly from?: string | undefined
  readonly date?: string | undefined
  readonly subject?: string | undefined
  /** Without angle brackets. */
  readonly id?: string | undefined
  readonly references?: readonly string[] | undefined
  readonly inReplyTo?: readonly string[] | undefined
  readonly body?: string | undefined
}

/** Reads the pages of one archive: the mails of one, in order; `null` for a page of another. */
export type PageReader = (page: string) => readonly PageParts[] | null

/**
 * The Message-ID in an address that answers a mail (`mailto:...?In-Reply-To=%3Cid%3E`), as many
 * archives have one; undefined where there is none.
 */
export function idInReplyLink(html: string): string | undefined {
  const value = /\bin-reply-to=([^&"'\s]+)/i.exec(html)?.[1]
  const id = percentDecoded(value ?? '').replace(/^<|>$/g, '')
  return id.includes('@') ? id : undefined
}

/** A part of an address as the text it stands for. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

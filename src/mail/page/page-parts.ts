import { messageIds } from '../../text/message-ids.ts'

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

/** The id in a field, with or without its brackets. */
export function idIn(value: string): string | undefined {
  return messageIds(value)[0]?.slice(1, -1) ?? /^[^\s<>@]+@[^\s<>@]+$/.exec(value.trim())?.[0]
}

/** A part of an address as the text it stands for. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Django's dates: "March 4, 2025 9 a.m.", "noon", "midnight". */
export function englishTime(text: string): string {
  return text
    .replace(/\bnoon\b/, '12:00 PM')
    .replace(/\bmidnight\b/, '12:00 AM')
    .replace(/(\d)\s*([ap])\.m\./i, '$1 $2m')
    .replace(/(?<![:\d])(\d{1,2}) ([ap]m)/i, '$1:00 $2')
}

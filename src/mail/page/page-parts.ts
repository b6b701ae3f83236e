/**
 * What a page says of the mail it shows; undefined where it does not say, or not so that it can be
 * told.
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

/**
 * Reads the pages of one archive; `null` for a page of another. Throws where it knows that there is
 * no single mail in it.
 */
export type PageReader = (page: string) => PageParts | null

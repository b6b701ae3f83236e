import type { Page } from '../report/html/page.ts'
import type { Site } from '../report/html/site.ts'
import type { Database } from '../store/store.ts'

/** What is at an address: the data, and the page that shows it. */
export interface Found {
  readonly json: unknown
  readonly page: Page
}

/** What is somewhere else. */
export interface Elsewhere {
  readonly location: string
}

/** What an address asks for: the parts of its path, and the fields of its query. */
export interface Wish {
  readonly site: Site
  readonly part: (name: string) => string
  readonly field: (name: string) => string
  /** Milliseconds since 1970, the hour begun: what is made of it holds for an hour. */
  readonly now: number
  /** Who reads: an address or part of a name; empty where nobody has said. */
  readonly me: string
}

/** What is made of a store and a wish. */
export type Build<T> = (store: Database, wish: Wish) => Promise<T>

/** `?title=x&limit=60`: those that are given. */
export function fieldsText(fields: Readonly<Record<string, string>>): string {
  const given = Object.entries(fields).filter(([, value]) => value !== '')
  return given.length === 0
    ? ''
    : `?${given.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`
}

/** A number in a field; what is none is `otherwise`, what is beyond `most` is `most`. */
export function wholeNumber(text: string, otherwise: number, most: number): number {
  return /^\d{1,6}$/.test(text) ? Math.min(most, Number(text)) : otherwise
}

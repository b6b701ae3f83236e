import type { KeptSeries } from '../model/kept.ts'
import { UserError } from '../model/user-error.ts'
import type { OnLists } from '../model/report/on-lists.ts'
import type { Page } from '../report/html/page.ts'
import type { Site } from '../report/html/site.ts'
import type { Stores } from '../stores/stores.ts'

/** What is at an address: the data, and the page that shows it. */
export interface Found {
  readonly json: unknown
  readonly page: Page
  /** Where it stands under its own name: other names lead there. */
  readonly address?: string
  /** The series that who looks at it has seen, up to the date of its latest mail. */
  readonly visits?: Visit
}

/** What somebody has seen who has looked at a page. */
export interface Visit {
  /** Name of the series. */
  readonly id: string
  readonly activity: string
}

/** What is somewhere else. */
export interface Elsewhere {
  readonly location: string
}

/** Who reads, and what is kept for them: as much of it as the page shows. */
export interface Own {
  /** An address or part of a name; empty where nobody has said. */
  readonly me: string
  /** Stars, notes and what is ignored; `null` where pages keep nothing. */
  readonly kept: KeptSeries | null
  /** Searches that were saved: what is looked for, by name. */
  readonly searches: Readonly<Record<string, string>>
  /** Date of the latest mail at the visit before this one, by name of the series. */
  readonly seen: Readonly<Record<string, string>>
}

/** A page that is the same for everybody. */
export const NOBODY: Own = { me: '', kept: null, searches: {}, seen: {} }

/** What an address asks for: the parts of its path, and the fields of its query. */
export interface Wish extends Own {
  readonly site: Site
  readonly part: (name: string) => string
  readonly field: (name: string) => string
  /** Milliseconds since 1970, the hour begun: what is made of it holds for an hour. */
  readonly now: number
  /** Of a folder of stores, the store that the page is made of, and others that have the same. */
  readonly on?: OnLists
}

/** What is made of one store, or those of a folder, and a wish. */
export type Build<T, W extends Wish = Wish> = (stores: Stores, wish: W) => Promise<T>

/** `?title=x&limit=60`: those that are given. */
export function fieldsText(fields: Readonly<Record<string, string>>): string {
  const given = Object.entries(fields).filter(([, value]) => value !== '')
  return given.length === 0
    ? ''
    : `?${given.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`
}

/** Pages are named by what comes before them: who writes the other kind of address is told so. */
export function refusePage(field: Wish['field'], remedy: string): void {
  if (field('page') === '') return
  throw new UserError('mistake', `there are no numbers of pages: ${remedy}`)
}

/** One of some words in a field; `null` where nothing is. Throws UserError where another is. */
export function oneOf<T extends string>(name: string, text: string, words: readonly T[]): T | null {
  const found = words.find((one) => one === text)
  if (found !== undefined || text === '') return found ?? null
  throw new UserError('mistake', `${name} is one of ${words.join(', ')}`)
}

/** A number in a field; what is none is `otherwise`, what is beyond `most` is `most`. */
export function wholeNumber(text: string, otherwise: number, most: number): number {
  return /^\d{1,6}$/.test(text) ? Math.min(most, Number(text)) : otherwise
}

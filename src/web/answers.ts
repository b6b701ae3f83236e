import type { Context } from 'hono'
import type { ErrorReport } from '../model/report/error.ts'
import { UserError, type UserErrorCode } from '../model/user-error.ts'
import { document, type Page } from '../report/html/page.ts'
import { SERVED } from '../report/html/site.ts'
import { errorPage } from '../report/html/small-pages.ts'
import type { Answer } from './cache.ts'
import { TooLong } from './readers.ts'

/** An answer before it is zipped and named. */
export type Unzipped = Omit<Answer, 'zipped' | 'tag'>

/** What an answer to a mistake depends on. */
export interface Manner {
  readonly path: string
  readonly fields: Readonly<Record<string, string>>
}

const HTML = 'text/html; charset=utf-8'
const JSON_TYPE = 'application/json; charset=utf-8'

/** A document as data. */
export function jsonOf(json: unknown, status = 200): Unzipped {
  return { status, type: JSON_TYPE, body: Buffer.from(JSON.stringify(json)) }
}

/** A page. */
export function htmlOf(status: number, page: Page): Unzipped {
  return { status, type: HTML, body: Buffer.from(document(SERVED, page)) }
}

/** A text. */
export function textOf(type: string, text: string): Unzipped {
  return { status: 200, type, body: Buffer.from(text) }
}

/** The way to somewhere else. */
export function redirectTo(location: string): Unzipped {
  return { status: 302, type: 'text/plain; charset=utf-8', body: Buffer.alloc(0), location }
}

/** An answer that is sent once: neither kept nor zipped. */
export function plain(answer: Unzipped): Answer {
  return { ...answer, zipped: Buffer.alloc(0), tag: '' }
}

/** How each mistake of a user is answered: RFC 9110, 15.5. */
const ANSWERS: Readonly<Record<UserErrorCode, readonly [status: number, title: string]>> = {
  'not-found': [404, 'Not here'],
  ambiguous: [400, 'Which one?'],
  mistake: [400, 'This cannot be asked'],
  query: [400, 'This query cannot be read'],
  store: [503, 'The store cannot be read'],
}

interface Failure {
  readonly status: number
  readonly title: string
  readonly message: string
  readonly more: readonly string[]
}

function failureOf(error: unknown): Failure {
  if (error instanceof TooLong)
    return {
      status: 503,
      title: 'Too long',
      message: 'This takes longer than a page may. Ask for less.',
      more: [],
    }
  if (error instanceof UserError) {
    const [status, title] = ANSWERS[error.code]
    return { status, title, message: error.message, more: error.more }
  }
  console.error(error)
  const message = 'Something went wrong; the log of the server tells what.'
  return { status: 500, title: 'A mistake of ours', message, more: [] }
}

/**
 * What is the user's mistake is told, as data where data were asked for; of a bug the reader learns
 * that it is one, and the log the rest.
 */
export function failure(error: unknown, manner: Manner): Unzipped {
  return told(failureOf(error), manner)
}

/** A form of another site would keep something in the name of the user. */
export function refusal(manner: Manner): Unzipped {
  const message = 'This was not sent by a page of this site. Nothing was kept.'
  return told({ status: 403, title: 'Not from here', message, more: [] }, manner)
}

/** There is nothing at this address. */
export function nothing(manner: Manner): Unzipped {
  const message = 'There is no page at this address.'
  return told({ status: 404, title: 'Not here', message, more: [] }, manner)
}

function told({ status, title, message, more }: Failure, { path, fields }: Manner): Unzipped {
  if (path.endsWith('.json')) {
    const report: ErrorReport = { schema: 'patchtrail/error/1', status, message, more }
    return jsonOf(report, status)
  }
  const query = status === 503 ? undefined : fields['q']
  return htmlOf(status, errorPage(SERVED, title, message, more, query))
}

/** RFC 9110, 12.5.3: a weight of 0 is a no. */
function takesGzip(accepted: string): boolean {
  return /(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)/i.test(
    accepted,
  )
}

/** Has the browser this very answer already? RFC 9110, 13.1.2. */
function isKnown(known: string, tag: string): boolean {
  if (tag === '') return false
  const tags = known.split(',').map((one) => one.trim().replace(/^W\//, ''))
  return tags.includes(tag) || known.trim() === '*'
}

/** Sends an answer, or the word that it has not changed. */
export function sent(c: Context, { status, type, body, zipped, tag, location }: Answer): Response {
  c.header('Content-Type', type)
  c.header('Vary', 'Accept-Encoding')
  c.header('Cache-Control', 'no-cache')
  if (tag !== '') c.header('ETag', tag)
  if (location !== undefined) c.header('Location', location)
  if (status === 200 && isKnown(c.req.header('if-none-match') ?? '', tag)) return c.body(null, 304)
  const isZipped = zipped.length > 0 && takesGzip(c.req.header('accept-encoding') ?? '')
  if (isZipped) c.header('Content-Encoding', 'gzip')
  return c.body(new Uint8Array(isZipped ? zipped : body), status as 200)
}

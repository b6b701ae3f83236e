import type { IncomingHttpHeaders } from 'node:http'

/** Why a request brought no answer, or not all of it. */
export interface Failure {
  /** One line that names the host. */
  readonly text: string
  /** It may pass: asking again makes sense. */
  readonly passing: boolean
}

/** Statuses of servers that are busy, or whose back end is (RFC 9110, 15.6; RFC 6585, 4). */
const BUSY = new Set([429, 502, 503, 504])
/** Milliseconds; a server that asks for more is asked again after these. */
const LONGEST_WAIT = 60_000

/** Is this the status of a server that may answer if asked later? */
export function isBusy(status: number): boolean {
  return BUSY.has(status)
}

/** What is retried, and how long it takes. */
interface Backoff {
  readonly backoff: number
  readonly now: () => number
  readonly random: () => number
}

/**
 * Milliseconds to wait before asking again, or `null` where there is no sense in it. Doubles with
 * each failure, give or take a quarter so that clients who failed together do not return together;
 * never less than the server's Retry-After, and 60 seconds at the most.
 * @param failures how often it has been tried in vain before this answer
 */
export function retryDelay(
  answer: {
    readonly status: number
    readonly headers: IncomingHttpHeaders
    readonly failure: Failure | null
  },
  failures: number,
  options: Backoff,
): number | null {
  if (answer.failure ? !answer.failure.passing : !isBusy(answer.status)) return null
  const own = options.backoff * 2 ** failures * (0.75 + options.random() / 2)
  return Math.min(
    LONGEST_WAIT,
    Math.max(own, askedFor(answer.headers['retry-after'], options.now())),
  )
}

/**
 * Milliseconds that a Retry-After header asks for: seconds or a date (RFC 9110, 10.2.3); 0 where it
 * is neither.
 */
function askedFor(header: string | undefined, now: number): number {
  const value = (header ?? '').trim()
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? 0 : date - now
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses the connection',
  ECONNRESET: 'broke off the connection',
  EPIPE: 'broke off the connection',
  ENOTFOUND: 'no host of that name',
  EAI_AGAIN: 'the name cannot be looked up now',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
}

const PASSING = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'ECONNABORTED',
])

/**
 * A failed request in words. A name that does not exist or a bad certificate will not mend within
 * seconds.
 */
export function networkFailure(error: NodeJS.ErrnoException, address: URL): Failure {
  const code = error.code ?? ''
  const words = WORDS[code] ?? (error.message.split('\n')[0]?.slice(0, 200) || 'cannot be reached')
  return { text: `${address.host}: ${words}`, passing: PASSING.has(code) }
}

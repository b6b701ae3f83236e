import { readFileSync } from 'node:fs'
import { request as requestPlain, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { request as requestTls } from 'node:https'
import { networkFailure, retryDelay, type Failure } from './retry.ts'
import { SourceError } from '../source-error.ts'

/**
 * How patience, politeness and limits are measured out; the clock is here so that tests need not
 * wait.
 */
export interface WebOptions {
  /**
   * Milliseconds without a byte, from the first step of connecting on, after which a request is
   * given up.
   */
  readonly timeout: number
  /** How often one `get` asks again after a failure that may pass. */
  readonly retries: number
  /** Milliseconds before the first retry; each later one waits twice as long. */
  readonly backoff: number
  /** Milliseconds between the end of a request and the next one to the same host. */
  readonly pause: number
  /** Bytes that a body may have as it is sent. */
  readonly mostSent: number
  /** Bytes that a body may have when inflated. */
  readonly mostInflated: number
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
  /** 0 to 1, as Math.random. */
  readonly random: () => number
}

const DEFAULTS: WebOptions = {
  timeout: 30_000,
  retries: 3,
  backoff: 1000,
  pause: 1000,
  mostSent: 256 << 20,
  mostInflated: 1 << 30,
  now: Date.now,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: Math.random,
}

/** What came back for a GET. */
export interface Answer {
  /** Whose answer it is, after redirects. */
  readonly address: URL
  /** 0 where there was none. */
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /**
   * As sent, still compressed; read only for status 200. What came of it where there is a failure.
   */
  readonly body: Buffer
  /** Why there is no answer, or not all of it. */
  readonly failure: Failure | null
}

const MOST_REDIRECTS = 5
/** Milliseconds for each address of a host: Node's own 250 are too few for a slow line. */
const FAMILY_TIMEOUT = 2500
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * Gets things over HTTP as a guest should: one request at a time, pauses between those to one host,
 * a name of its own, and no second try sooner than the server asks for. Goes straight to the
 * server: HTTP_PROXY and its kin are not heeded.
 */
export class WebClient {
  readonly options: WebOptions
  private turn: Promise<unknown> = Promise.resolve()
  private readonly lastAt = new Map<string, number>()

  constructor(options: Partial<WebOptions> = {}) {
    this.options = { ...DEFAULTS, ...options }
  }

  /**
   * GETs an address, http or https; follows redirects and asks again as `options` say. A failure
   * that stays is part of the answer. Throws SourceError for a redirect not to be followed and a
   * body over the limit.
   */
  get(address: URL): Promise<Answer> {
    const answer = this.turn.then(() => this.follow(address))
    this.turn = answer.catch(() => undefined)
    return answer
  }

  private async follow(start: URL): Promise<Answer> {
    let address = start
    let failures = 0
    let redirects = 0
    for (;;) {
      const answer = await this.exchange(address)
      const delay =
        failures < this.options.retries ? retryDelay(answer, failures, this.options) : null
      if (delay !== null) {
        failures++
        await this.options.sleep(delay)
      } else if (REDIRECTS.has(answer.status)) {
        if (++redirects > MOST_REDIRECTS)
          throw new SourceError(
            `${start.host} sends us round in circles: more than ${MOST_REDIRECTS} redirects`,
          )
        address = redirected(address, answer.headers.location)
      } else return answer
    }
  }

  /** One request and what comes of it. */
  private async exchange(address: URL): Promise<Answer> {
    const { now, sleep, pause, timeout } = this.options
    // No longer than the pause even where the clock was set back meanwhile.
    const wait = Math.min(pause, (this.lastAt.get(address.host) ?? -Infinity) + pause - now())
    if (wait > 0) await sleep(wait)
    const chunks: Buffer[] = []
    let response: IncomingMessage | null = null
    let failure: Failure | null = null
    try {
      response = await responseTo(address, timeout)
      if (response.statusCode === 200) await this.readBody(response, chunks)
    } catch (error) {
      if (error instanceof SourceError) throw error
      failure = networkFailure(error as NodeJS.ErrnoException, address)
    } finally {
      response?.destroy()
      this.lastAt.set(address.host, now())
    }
    return {
      address,
      status: response?.statusCode ?? 0,
      headers: response?.headers ?? {},
      body: Buffer.concat(chunks),
      failure,
    }
  }

  private async readBody(response: IncomingMessage, into: Buffer[]): Promise<void> {
    const { mostSent } = this.options
    let size = Number(response.headers['content-length'] ?? 0)
    if (size > mostSent) throw tooLarge(mostSent)
    size = 0
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > mostSent) throw tooLarge(mostSent)
      into.push(chunk)
    }
  }
}

function tooLarge(most: number): SourceError {
  return new SourceError(
    `larger than any thread should be (more than ${most.toLocaleString('en-US')} bytes); not read`,
  )
}

/**
 * Resolves when the headers are there; both before and after, silence is an error of code
 * ETIMEDOUT.
 */
function responseTo(address: URL, timeout: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    let response: IncomingMessage | null = null
    const headers = { 'User-Agent': userAgent(), Accept: '*/*', 'Accept-Encoding': 'gzip' }
    // A connection of its own each time: there are seconds between two requests, and none may be
    // left open.
    const options = {
      agent: false as const,
      timeout,
      headers,
      autoSelectFamilyAttemptTimeout: FAMILY_TIMEOUT,
    }
    const request = (address.protocol === 'https:' ? requestTls : requestPlain)(address, options)
    request.on('timeout', () => {
      const error = Object.assign(new Error(`no answer for ${timeout / 1000} s`), {
        code: 'ETIMEDOUT',
      })
      ;(response ?? request).destroy(error)
    })
    request.on('error', reject)
    request.on('response', (started) => {
      response = started
      resolve(started)
    })
    request.end()
  })
}

let agent = ''

function userAgent(): string {
  if (agent !== '') return agent
  const { version } = JSON.parse(
    readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
  ) as { version: string }
  return (agent = `patchtrail/${version} (reads single threads to keep them offline)`)
}

/**
 * Where a redirect leads (RFC 9110, 10.2.2).
 * @param location the Location header, absolute or relative to `from`
 * @throws SourceError where that is no http(s) address, or gives up the encryption that `from` has
 */
export function redirected(from: URL, location: string | undefined): URL {
  const to =
    location !== undefined && URL.canParse(location, from.href) ? new URL(location, from) : null
  if (!to) throw new SourceError(`${from.host} redirects, and does not say where`)
  if (!/^https?:$/.test(to.protocol))
    throw new SourceError(`${from.host} redirects to ${to.protocol}, which is not followed`)
  if (from.protocol === 'https:' && to.protocol === 'http:')
    throw new SourceError(`${from.host} redirects from https to http, which is not followed`)
  return to
}

import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'

/** What a made-up server does with one request. */
export type Reply = (response: ServerResponse, request: IncomingMessage) => void

export interface MadeUpServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly origin: string
  /** What was asked for, in order. */
  readonly asked: { readonly path: string; readonly headers: IncomingHttpHeaders }[]
}

/** A server on loopback that gives one reply after the other, the last one for ever; gone when the tests are done. */
export async function madeUpServer(...replies: readonly Reply[]): Promise<MadeUpServer> {
  const asked: MadeUpServer['asked'] = []
  const server = createServer((request, response) => {
    const reply = replies[Math.min(asked.length, replies.length - 1)]
    asked.push({ path: request.url ?? '', headers: request.headers })
    reply?.(response, request)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

/** A status without much of a body. */
export function status(code: number, headers: Record<string, string> = {}): Reply {
  return (response) =>
    response.writeHead(code, { 'Content-Type': 'text/plain', ...headers }).end(`${code}\n`)
}

/** A body as public-inbox sends its mboxes. */
export function body(bytes: Buffer | string, headers: Record<string, string> = {}): Reply {
  return (response) =>
    response.writeHead(200, { 'Content-Type': 'application/gzip', ...headers }).end(bytes)
}

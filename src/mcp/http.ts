import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import { mcpServer, type McpOptions } from './server.ts'

/** A running server. */
export interface RunningMcp {
  /** `http://127.0.0.1:8033/mcp` */
  readonly address: string
  close(): Promise<void>
}

/**
 * Serves the protocol over HTTP on this machine alone: each request by itself, without sessions.
 * @param port 0: any that is free
 */
export async function serveMcpHttp(options: McpOptions, port: number): Promise<RunningMcp> {
  const http = createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500)
      response.end(error instanceof Error ? error.message : '')
    })
  })
  http.listen(port, '127.0.0.1')
  await once(http, 'listening')
  const bound = http.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${bound.port}/mcp`,
    close: async () => {
      http.closeAllConnections()
      await new Promise<void>((resolve) => http.close(() => resolve()))
    },
  }
}

async function answer(
  options: McpOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isLocal(request.headers.host) || !isLocalOrigin(request.headers.origin)) {
    response.writeHead(403).end('only for this machine')
    return
  }
  if (request.method !== 'POST' || request.url !== '/mcp') {
    response.writeHead(request.url === '/mcp' ? 405 : 404, { Allow: 'POST' }).end()
    return
  }
  const transport = new StreamableHTTPServerTransport({
    enableJsonResponse: true,
  })
  const server = mcpServer(options)
  response.on('close', () => void server.close())
  await server.connect(transport)
  await transport.handleRequest(request, response)
}

/** A page of the web that a browser was led to must not ask (DNS rebinding). */
function isLocal(host: string | undefined): boolean {
  return /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(host ?? '')
}

function isLocalOrigin(origin: string | undefined): boolean {
  return origin === undefined || isLocal(origin.replace(/^https?:\/\//, ''))
}

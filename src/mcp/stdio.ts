import { once } from 'node:events'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { mcpServer, type McpOptions } from './server.ts'

/** Serves the protocol over standard input and output until the client closes it. */
export async function serveMcpStdio(options: McpOptions): Promise<void> {
  const server = mcpServer(options)
  await server.connect(new StdioServerTransport())
  await once(process.stdin, 'end')
  await server.close()
}

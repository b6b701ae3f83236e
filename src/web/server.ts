import { serve, type ServerType } from '@hono/node-server'
import type { Hono } from 'hono'
import { appOver } from './app.ts'
import { Events } from './events.ts'
import type { Keeper } from './keeper.ts'
import { Makers } from './makers.ts'

export interface ServeOptions {
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
  /** Names under which it may be called, beside localhost and addresses. */
  readonly names: readonly string[]
  /** Whose day `/my/` shows where the browser says nothing else: an address, or part of a name. */
  readonly me?: string
  /** That was said, not guessed: the first page is their day. */
  readonly isMine?: boolean
  /** Where pages keep what is the user's own; none: they keep nothing. */
  readonly keeper?: Keeper
}

export interface Running {
  /** `http://127.0.0.1:8080` */
  readonly address: string
  close(): Promise<void>
}

/**
 * Serves the pages of a store, which is only read. Throws StoreError, and an error with `code`
 * where the port is taken.
 */
export async function serveStore(path: string, options: ServeOptions): Promise<Running> {
  const makers = await Makers.open(path)
  const events = new Events(() => makers.version())
  const app = appOver(makers, events, options)
  try {
    const server = await listening(app, options)
    const bound = server.address()
    const port = typeof bound === 'object' && bound ? bound.port : options.port
    const close = async (): Promise<void> => {
      events.close()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      })
      await makers.close()
      options.keeper?.close()
    }
    return {
      address: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
      close,
    }
  } catch (error) {
    await makers.close()
    throw error
  }
}

function listening(app: Hono, { host, port }: ServeOptions): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, () => resolve(server))
    server.once('error', reject)
  })
}

import { benchServer } from './scale-server.ts'
import { benchScale } from './scale.ts'

/** What is asked for on the command line, and of what mail. */
export interface Growth {
  readonly epochs: readonly string[]
  readonly cli: string
  readonly folder: string
  readonly messages: string
  /** A store on a server, instead of a file. */
  readonly server?: string
  readonly minutes?: string
  readonly save?: boolean
}

/**
 * Measures a store that grows, in a file or on a server.
 * @returns the file; `null`: it is on a server
 */
export async function benchGrowth(asked: Growth): Promise<string | null> {
  const { epochs, cli, folder, server } = asked
  const scale = {
    epochs,
    cli,
    folder,
    messages: Number(asked.messages),
    saves: asked.save ?? false,
  }
  if (server !== undefined) {
    await benchServer({ ...scale, address: server })
    return null
  }
  const until = performance.now() + Number(asked.minutes ?? Infinity) * 60_000
  return benchScale({ ...scale, until })
}

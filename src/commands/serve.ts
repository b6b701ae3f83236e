import { readConfig } from '../config/config.ts'
import { identity } from '../config/identity.ts'
import { UserError } from '../model/user-error.ts'
import { once } from 'node:events'
import { join } from 'node:path'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { serveStore } from '../web/server.ts'
import { writeReport } from '../web/static.ts'
import { heldAs, REF } from './given/ref.ts'
import { keeperFor } from './run/keeper.ts'
import { storePath, type GlobalOptions } from './run/options.ts'
import { withStores } from './run/with-store.ts'

/** `serve`: the reports as web pages. */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('show the store as web pages, on this machine alone unless told otherwise')
    .option(
      '--host <address>',
      'listen there; 0.0.0.0 for all who can reach this machine',
      '127.0.0.1',
    )
    .addOption(
      new Option('--port <n>', 'listen on this port; 0 for any that is free')
        .argParser(portNumber)
        .default(8022),
    )
    .option(
      '--name <name...>',
      'names by which browsers may call it, beside localhost and addresses',
      [],
    )
    .option(
      '--me <who>',
      'whose day /my/ shows: an address, or part of a name (default: the config file, $EMAIL, git config user.email)',
    )
    .action((options: ServeArguments) => runServe(program, options))
}

interface ServeArguments {
  host: string
  port: number
  name: string[]
  me?: string
}

async function runServe(
  program: Command,
  { host, port, name, me: given }: ServeArguments,
): Promise<void> {
  const { db } = program.opts<GlobalOptions>()
  const { me = '', from = null } = identity(given, readConfig()) ?? {}
  const isMine = from === '--me' || from === 'the config file'
  const names = name.map((one) => one.toLowerCase())
  const keeper = keeperFor(storePath(db), host)
  const options = { host, port, names, me, isMine, ...(keeper ? { keeper } : {}) }
  const running = await serveStore(storePath(db), options).catch((error: unknown) => {
    throw listenMistake(error, host, port)
  })
  process.stdout.write(`${running.address}/\n`)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  await running.close()
}

/** Why nothing can listen there, as the user's mistake where it is one. */
function listenMistake(error: unknown, host: string, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE')
    return new UserError('mistake', `port ${port} is taken; choose another with --port`)
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new UserError(
      'mistake',
      `cannot listen on ${host} port ${port} (${code}); choose others with --host and --port`,
    )
  return error
}

/** `report <ref> --out DIR`: the pages of one series as files. */
export function addReport(program: Command): void {
  program
    .command('report')
    .description('write the pages of a series as files, to look at or to publish')
    .argument('<ref...>', REF)
    .requiredOption('--out <folder>', 'where to; made where it is not there')
    .action(async (ref: string[], { out }: { out: string }) => {
      const files = await withStores(program, {}, async (stores) => {
        const held = await heldAs(stores, ref)
        return writeReport(held.part.store, held.ref, out, Date.now())
      }).catch((error: unknown) => {
        throw writeMistake(error, out)
      })
      process.stdout.write(`${join(out, files[0] ?? '')}\n`)
    })
}

/** Why nothing can be written there, as the user's mistake where it is one. */
function writeMistake(error: unknown, out: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  return code && ['EACCES', 'ENOSPC', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)
    ? new UserError('mistake', `cannot write to ${out} (${code}); name another folder with --out`)
    : error
}

function portNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535)
    throw new InvalidArgumentError('It must be a number up to 65535.')
  return Number(text)
}

import { UserError } from '../model/user-error.ts'
import { once } from 'node:events'
import { join } from 'node:path'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { openForReport } from './open.ts'
import { serveStore } from '../web/server.ts'
import { writeReport } from '../web/static.ts'
import { storePath, type GlobalOptions } from './options.ts'

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
        .argParser(port)
        .default(8022),
    )
    .option(
      '--name <name...>',
      'names by which browsers may call it, beside localhost and addresses',
      [],
    )
    .action(
      async ({ host, port: wanted, name }: { host: string; port: number; name: string[] }) => {
        const { db } = program.opts<GlobalOptions>()
        const running = await serveStore(storePath(db), {
          host,
          port: wanted,
          names: name.map((one) => one.toLowerCase()),
        }).catch((error: unknown) => {
          const { code } = error as NodeJS.ErrnoException
          if (code === 'EADDRINUSE')
            throw new UserError('mistake', `port ${wanted} is taken; choose another with --port`)
          if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
            throw new UserError(
              'mistake',
              `cannot listen on ${host} port ${wanted} (${code}); choose others with --host and --port`,
            )
          throw error
        })
        process.stdout.write(`${running.address}/\n`)
        await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
        await running.close()
      },
    )
}

/** `report <ref> --out DIR`: the pages of one series as files. */
export function addReport(program: Command): void {
  program
    .command('report')
    .description('write the pages of a series as files, to look at or to publish')
    .argument(
      '<ref...>',
      'a Message-ID, the address of an archive page, a change-id, or words of the title',
    )
    .requiredOption('--out <folder>', 'where to; made where it is not there')
    .action(async (ref: string[], { out }: { out: string }) => {
      const store = await openForReport(storePath(program.opts<GlobalOptions>().db))
      try {
        const files = await writeReport(store, ref.join(' '), out, Date.now())
        process.stdout.write(`${join(out, files[0] ?? '')}\n`)
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        if (code && ['EACCES', 'ENOSPC', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code))
          throw new UserError(
            'mistake',
            `cannot write to ${out} (${code}); name another folder with --out`,
          )
        throw error
      } finally {
        await store.close()
      }
    })
}

function port(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535)
    throw new InvalidArgumentError('It must be a number up to 65535.')
  return Number(text)
}

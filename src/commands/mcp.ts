import { once } from 'node:events'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { readConfig } from '../config/config.ts'
import { identity } from '../config/identity.ts'
import { Stores } from '../stores/stores.ts'
import { storePath, type GlobalOptions } from './run/options.ts'
import { printText } from './run/output.ts'
import { ownVersion } from './shell/about.ts'

interface McpArguments {
  allowMarks?: boolean
  http?: number
  me?: string
}

/** `mcp`: a server for agents. */
export function addMcp(program: Command): void {
  program
    .command('mcp')
    .description(
      'answer the questions of an agent over the Model Context Protocol: series, issues with evidence, comments on lines, search, feedback on a diff, todo',
    )
    .option('--allow-marks', 'also take marks: the only thing that it can write')
    .addOption(
      new Option(
        '--http <port>',
        'over HTTP on 127.0.0.1 instead of standard input and output; 0 for any free port',
      ).argParser(portNumber),
    )
    .option('--me <who>', 'whose todo it is')
    .action((options: McpArguments) => run(program, options))
}

async function run(program: Command, { allowMarks, http, me }: McpArguments): Promise<void> {
  const path = storePath(program.opts<GlobalOptions>().db)
  // What cannot be answered at all is told at once, not with the first question.
  await (await Stores.open(path)).close()
  const options = {
    path,
    version: ownVersion(),
    me: identity(me, readConfig())?.me ?? null,
    allowMarks: allowMarks ?? false,
  }
  if (http === undefined) return (await import('../mcp/stdio.ts')).serveMcpStdio(options)
  const running = await (await import('../mcp/http.ts')).serveMcpHttp(options, http)
  await printText(`${running.address}\n`)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  await running.close()
}

function portNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535)
    throw new InvalidArgumentError('It must be a number up to 65535.')
  return Number(text)
}

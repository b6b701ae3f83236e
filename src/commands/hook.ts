import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { UserError } from '../model/user-error.ts'
import { isBlocked, presendText } from '../report/presend-text.ts'
import { siblingsOf } from './given/siblings.ts'
import { patchesIn, reportOn } from './presend.ts'
import type { GlobalOptions } from './run/options.ts'
import { columns, paintFor, printText } from './run/output.ts'
import { makeFolder } from '../store/write/make-folder.ts'

/** By this line a hook is known to be ours. */
const MARK = '# patchtrail: asks presend before git send-email sends'

/** `hook install|uninstall|run`: the hook of git send-email. */
export function addHook(program: Command): void {
  const hook = program
    .command('hook')
    .description(
      'have git send-email ask presend before anything goes out (git send-email --no-validate passes over it)',
    )
  hook
    .command('install')
    .description('write sendemail-validate into the hooks of this repository')
    .action(install)
  hook.command('uninstall').description('take it away again').action(uninstall)
  hook
    .command('run')
    .description('what the hook calls: exit 1 where a request is left undone or a tag is lost')
    .argument('<file>', 'the mail that git send-email is about to send')
    .action((file: string) => run(program, file))
}

function script(): string {
  const cli = fileURLToPath(new URL('../cli.js', import.meta.url))
  return `#!/bin/sh
${MARK}
if command -v patchtrail >/dev/null 2>&1; then
	exec patchtrail hook run "$1"
fi
exec '${process.execPath}' '${cli}' hook run "$1"
`
}

async function install(): Promise<void> {
  const path = hookPath()
  if (existsSync(path) && !readFileSync(path, 'utf8').includes(MARK))
    throw new UserError(
      'mistake',
      `there is a hook ${path} already; add to it: patchtrail hook run "$1" || exit 1`,
    )
  makeFolder(dirname(path))
  writeFileSync(path, script())
  chmodSync(path, 0o755)
  await printText(`${path}\n`)
}

async function uninstall(): Promise<void> {
  const path = hookPath()
  if (!existsSync(path) || !readFileSync(path, 'utf8').includes(MARK))
    throw new UserError('not-found', `there is no hook of patchtrail at ${path}`)
  rmSync(path)
  await printText(`${path} is gone\n`)
}

function hookPath(): string {
  return resolve(git('rev-parse', '--git-path', 'hooks/sendemail-validate'))
}

/** Throws UserError outside of a repository. */
function git(...args: string[]): string {
  try {
    return execFileSync('git', args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    throw new UserError('mistake', 'this folder is in no git repository; go into one')
  }
}

/**
 * git asks for each mail by itself; presend needs them all. It is asked once: at the last mail
 * where git counts them (2.41 on), else at the first, of the mails that stand beside it. What
 * cannot be judged is no reason not to send.
 */
async function run(program: Command, file: string): Promise<void> {
  try {
    const files = filesNow(file)
    if (files === null) return
    const report = await reportOn(program, await patchesIn(files), null, files)
    if (report === null) return
    const paint = paintFor(program.opts<GlobalOptions>().color)
    await printText(`${presendText(report, { paint, full: false, width: columns() }).join('\n')}\n`)
    if (!isBlocked(report)) return
    process.stderr.write(
      'patchtrail: not sent; git send-email --no-validate sends it all the same\n',
    )
    process.exitCode = 1
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    process.stderr.write(`patchtrail: not judged before sending: ${error.message}\n`)
  }
}

/** The mails to judge now; `null`: not yet. */
function filesNow(file: string, env: NodeJS.ProcessEnv = process.env): string[] | null {
  const [number, total] = [env.GIT_SENDEMAIL_FILE_COUNTER, env.GIT_SENDEMAIL_FILE_TOTAL]
  if (!number || !total) return siblingsOf(file)
  const list = join(git('rev-parse', '--git-dir'), `patchtrail-sendemail-${process.ppid}`)
  if (number === '1') rmSync(list, { force: true })
  appendFileSync(list, `${resolve(file)}\n`)
  if (number !== total) return null
  const files = readFileSync(list, 'utf8').trimEnd().split('\n')
  rmSync(list)
  return files
}

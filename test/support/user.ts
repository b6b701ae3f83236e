import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { CLI } from './built.ts'

/** A run of the program as a user sees it. */
export interface Seen {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** What a run is given beside its arguments. */
export interface Given {
  readonly input?: string
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
}

/**
 * Runs the program as a user of whom nothing is known: neither a config file, nor `$EMAIL`, nor
 * what git knows of whoever runs the tests.
 * @param home an empty folder
 */
export async function asUser(
  home: string,
  args: readonly string[],
  { input = '', cwd = home, env = {} }: Given = {},
): Promise<Seen> {
  const { PATH, PATCHTRAIL_TEST_STORE } = process.env
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd,
    env: {
      PATH,
      ...(PATCHTRAIL_TEST_STORE ? { PATCHTRAIL_TEST_STORE } : {}),
      HOME: home,
      XDG_CONFIG_HOME: home,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CEILING_DIRECTORIES: home,
      ...env,
    },
  })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text))
  child.stdin.on('error', () => undefined).end(input)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...said }
}

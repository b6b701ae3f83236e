import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface PublicInbox {
  /** `http://127.0.0.1:<port>/<name>`, without a slash at the end. */
  readonly address: string
  readonly stop: () => Promise<void>
}

/** Is the software of public-inbox (https://public-inbox.org/INSTALL.html) on this machine? */
export function hasPublicInbox(): boolean {
  try {
    execFileSync('public-inbox-init', ['--help'], { stdio: 'ignore' })
    execFileSync('public-inbox-httpd', ['--help'], { stdio: 'ignore' })
    execFileSync('perl', ['-MPublicInbox::InboxWritable', '-e', '1'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** What public-inbox imports whole mboxes by; a delivery of each mail (public-inbox-mda) takes 0.2 s a mail. */
const IMPORT =
  'PublicInbox::InboxWritable->new(PublicInbox::Config->new->lookup_name($ARGV[0]))->import_mbox(\\*STDIN, "mboxrd")'

/**
 * Makes a public-inbox (v2) of the mails of an mbox (mboxrd) in `folder` and serves it, by the real
 * software, on a free port of loopback. Its configuration is in `folder` too; the user's own is
 * left alone.
 */
export async function publicInbox(
  folder: string,
  name: string,
  mbox: string,
): Promise<PublicInbox> {
  const home = join(folder, 'home')
  mkdirSync(home, { recursive: true })
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    PI_DIR: home,
    PI_CONFIG: join(home, 'config'),
    GIT_CONFIG_NOSYSTEM: '1',
  }
  const init = [
    '-V2',
    '-j1',
    '-L',
    'basic',
    name,
    join(folder, name),
    `http://127.0.0.1/${name}`,
    `${name}@lists.example.org`,
  ]
  execFileSync('public-inbox-init', init, { env, stdio: 'pipe' })
  execFileSync(
    'perl',
    ['-MPublicInbox::Config', '-MPublicInbox::InboxWritable', '-e', IMPORT, name],
    { env, input: readFileSync(mbox) },
  )
  const server = spawn('public-inbox-httpd', ['-W0', '-l', '127.0.0.1:0'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const gone = once(server, 'exit')
  const stop = async (): Promise<void> => {
    server.kill()
    await gone
  }
  // Read to its end, lest the server die of writing a warning that nobody takes.
  let said = ''
  server.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  for (let waited = 0; waited < 10_000 && server.exitCode === null; waited += 20) {
    const bound = /bound (http:\/\/127\.0\.0\.1:\d+)\n/.exec(said)?.[1]
    if (bound) return { address: `${bound}/${name}`, stop }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await stop()
  throw new Error(`public-inbox-httpd does not listen: ${said}`)
}

import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where Debian keeps the programs of PostgreSQL, by version. */
const DEBIAN = '/usr/lib/postgresql'

/** A PostgreSQL server of our own, on a port of its own, that may be stopped. */
export class OwnServer {
  private constructor(
    private readonly bin: string,
    private readonly folder: string,
    private readonly port: number,
  ) {}

  /** `null` where no PostgreSQL is installed. */
  static async started(): Promise<OwnServer | null> {
    const bin = programs()
    if (bin === null) return null
    const server = new OwnServer(bin, newFolder(), await freePort())
    server.run('initdb', ['-D', server.data, '-A', 'trust', '-U', 'patchtrail', '-E', 'UTF8'])
    server.start()
    return server
  }

  /** Another server that follows this one, from what it has now on. */
  async replica(): Promise<OwnServer> {
    const other = new OwnServer(this.bin, newFolder(), await freePort())
    const from = ['-h', '127.0.0.1', '-p', String(this.port), '-U', 'patchtrail']
    other.run('pg_basebackup', [...from, '-D', other.data, '-R', '-X', 'stream', '-c', 'fast'])
    other.start()
    return other
  }

  /** The address of a store. */
  store(schema: string): string {
    return `postgres://patchtrail@127.0.0.1:${this.port}/postgres?schema=${schema}`
  }

  start(): void {
    const options = `-p ${this.port} -k ${this.folder} -c listen_addresses=127.0.0.1`
    const log = join(this.folder, 'log')
    this.run('pg_ctl', ['-D', this.data, '-w', '-s', '-l', log, '-o', options, 'start'])
  }

  /** As when the machine loses power, but for the disk. */
  stop(): void {
    this.run('pg_ctl', ['-D', this.data, '-w', '-s', '-m', 'immediate', 'stop'])
  }

  remove(): void {
    this.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }

  private get data(): string {
    return join(this.folder, 'data')
  }

  /** PostgreSQL does not run as root. */
  private run(program: string, args: readonly string[]): void {
    const path = join(this.bin, program)
    const [command, ...words] = isRoot() ? ['runuser', '-u', 'postgres', '--', path] : [path]
    execFileSync(command ?? path, [...words, ...args], { stdio: 'ignore', cwd: this.folder })
  }
}

/** That the user of the server may write to. */
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'patchtrail-server-'))
  const user = isRoot() ? idOf('postgres') : null
  if (user) chownSync(folder, user.uid, user.gid)
  return folder
}

function programs(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : []
  const [newest] = versions.sort((a, b) => Number(b) - Number(a))
  if (newest !== undefined) return join(DEBIAN, newest, 'bin')
  const { stdout, status } = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : null
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}

function idOf(user: string): { readonly uid: number; readonly gid: number } {
  const id = (what: string): number =>
    Number(execFileSync('id', [what, user], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

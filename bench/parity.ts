import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { splitMbox } from '../src/mail/source/mbox.ts'
import { searchReport } from '../src/query/search.ts'
import type { Database } from '../src/store/store.ts'
import { clip, percent, table } from './table.ts'

/** Queries in prefixes that lore has too. */
const SHARED = [
  's:kmem',
  's:"device dax" f:dan',
  'f:christoph d:20200101..20200601',
  'dfn:drivers/dax/bus.c',
  'dfn:papr_scm.c s:v2',
  'dfb:devm_kzalloc',
  'dfa:kzalloc',
  'dfhh:dev_dax_kmem_probe',
  'dfctx:mutex_lock d:2020-01-01..',
  'nq:overflow',
  'q:request_mem_region',
  'b:"memory failure"',
  'f:vivek s:fuse',
  'tc:akpm s:secretmem',
  'c:hch s:iomap',
  's:Revert',
  'nq:"race condition"',
  'memremap pgmap -s:PATCH',
  '"struct page" AND (zone OR section)',
  's:ndctl f:verma NOT s:RFC',
]

/** A public-inbox of an epoch, indexed and served by the real software on loopback. */
class Served {
  private constructor(
    private readonly server: ChildProcess,
    private readonly address: string,
  ) {}

  static async of(epoch: string, folder: string): Promise<Served> {
    const inbox = join(folder, 'served')
    mkdirSync(join(inbox, 'git'), { recursive: true })
    cpSync(epoch, join(inbox, 'git', '0.git'), { recursive: true })
    spawnSync('chmod', ['-R', 'u+w', inbox])
    const env = { ...process.env, HOME: folder, PI_CONFIG: join(folder, 'served-config') }
    for (const args of [
      [
        'public-inbox-init',
        '-V2',
        '-L',
        'full',
        'bench',
        inbox,
        'http://127.0.0.1/bench',
        'bench@example.org',
      ],
      ['public-inbox-index', '-L', 'full', inbox],
    ]) {
      const { status, stderr } = spawnSync(args[0] ?? '', args.slice(1), { env, encoding: 'utf8' })
      if (status !== 0) throw new Error(`${args[0]}: ${stderr}`)
    }
    return Served.serve(env)
  }

  private static async serve(env: NodeJS.ProcessEnv): Promise<Served> {
    const server = spawn('public-inbox-httpd', ['-W0', '-l', '127.0.0.1:0'], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    server.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    for (let waited = 0; waited < 20_000; waited += 50) {
      const bound = /bound (http:\/\/127\.0\.0\.1:\d+)\n/.exec(said)?.[1]
      if (bound) return new Served(server, `${bound}/bench`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    server.kill()
    throw new Error(`public-inbox-httpd does not listen: ${said}`)
  }

  /** Message-IDs of all that it finds. */
  async search(query: string): Promise<Set<string>> {
    const answer = await fetch(`${this.address}/?x=m&q=${encodeURIComponent(query)}`, {
      method: 'POST',
    })
    if (answer.status === 404) return new Set()
    if (!answer.ok) throw new Error(`public-inbox answers ${answer.status} to ${query}`)
    const mbox = gunzipSync(Buffer.from(await answer.arrayBuffer()))
    const ids = new Set<string>()
    for await (const { bytes } of splitMbox(once(mbox))) {
      const id = /^message-id:\s*<([^>]+)>/im.exec(
        bytes
          .subarray(0, 65536)
          .toString('latin1')
          .split(/\r?\n\r?\n/)[0] ?? '',
      )?.[1]
      if (id !== undefined) ids.add(`<${id}>`)
    }
    return ids
  }

  stop(): void {
    this.server.kill()
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  await Promise.resolve()
  yield bytes
}

/**
 * The same queries to patchtrail and to the server software of lore, over the same mail: how many
 * of the messages that either finds both find.
 */
export async function benchParity(epoch: string, store: Database, folder: string): Promise<void> {
  const served = await Served.of(epoch, folder)
  try {
    const rows: string[][] = []
    const differences: string[] = []
    let [both, either] = [0, 0]
    for (const query of SHARED) {
      const theirs = await served.search(query)
      const report = await searchReport(store, query, {
        in: 'messages',
        sort: 'date',
        limit: 1_000_000,
        offset: 0,
        now: Date.now(),
      })
      const ours = new Set(report.messages.map(({ messageId }) => messageId))
      const shared = [...ours].filter((id) => theirs.has(id)).length
      const all = ours.size + theirs.size - shared
      both += shared
      either += all
      rows.push([query, String(ours.size), String(theirs.size), percent(shared, all, 1)])
      const [more, less] = [
        [...ours].filter((id) => !theirs.has(id)),
        [...theirs].filter((id) => !ours.has(id)),
      ]
      if (all > shared)
        differences.push(
          `${query}: only here ${clip(more.slice(0, 3).join(' ') || 'none', 150)}; only there ${clip(less.slice(0, 3).join(' ') || 'none', 150)}`,
        )
    }
    console.log(
      'Messages found here and by the server software of lore (public-inbox) over the same mail',
    )
    console.log(
      table([
        ['query', 'patchtrail', 'public-inbox', 'found by both'],
        ...rows,
        ['all', '', '', percent(both, either, 1)],
      ]),
    )
    console.log(differences.map((line) => `  ${line}\n`).join(''))
  } finally {
    served.stop()
  }
}

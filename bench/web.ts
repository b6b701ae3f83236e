import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { openForQuery } from '../src/store/store.ts'
import { percent, table, whole } from './table.ts'

/** Clients at once, and for how many seconds. */
const CLIENTS = 50
const SECONDS = 30
/** Milliseconds that nobody should wait. */
const SLOW = 300

interface Got {
  readonly status: number
  readonly bytes: number
  /** Milliseconds until the first byte, and until the last. */
  readonly first: number
  readonly all: number
}

/**
 * Pages of the longest series and of the busiest patch of a store, cold and warm; then many clients
 * at once, while mail is ingested into the same store.
 * @param more mail to ingest meanwhile; `null`: none
 */
export async function benchWeb(db: string, cli: string, more: string | null): Promise<void> {
  const server = spawn(process.execPath, [cli, '--db', db, 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [line] = (await once(server.stdout, 'data')) as [Buffer]
    const address = line.toString().trim().replace(/\/$/, '')
    const paths = await pathsIn(db)
    await onePerPage(address, paths)
    await load(
      address,
      paths,
      server,
      more === null
        ? null
        : spawn(process.execPath, [cli, '--db', db, 'ingest', more], { stdio: 'ignore' }),
    )
  } finally {
    server.kill()
  }
}

interface Paths {
  readonly pages: readonly { readonly name: string; readonly path: string }[]
  /** Patches and series, many of them. */
  readonly many: readonly string[]
}

async function pathsIn(db: string): Promise<Paths> {
  const store = await openForQuery(db)
  const part = (id: string): string => encodeURIComponent(id.replace(/^<|>$/g, ''))
  const busiest = await store.get<{ id: string; n: number }>(
    `SELECT m.message_id AS id, count(*) AS n FROM anchor a JOIN message m ON m.id = a.about WHERE m.content = 'patch' GROUP BY m.id ORDER BY abs(count(*) - 40), m.message_id LIMIT 1`,
  )
  // As large as the series that the issue of these pages names: 23 patches, some versions.
  const series = await store.get<{ name: string; position: number }>(
    `SELECT s.name, max(p.position) AS position FROM series s JOIN revision_patch p ON p.series = s.id GROUP BY s.id HAVING max(p.number) = 23 AND max(p.position) >= 3 ORDER BY count(*) DESC LIMIT 1`,
  )
  const some = await store.all<{ message_id: string; name: string }>(
    'SELECT m.message_id, s.name FROM standing t JOIN series s ON s.id = t.series JOIN revision r ON r.series = s.id AND r.position = 0 JOIN message m ON m.id = r.message ORDER BY t.replies DESC LIMIT 60',
  )
  await store.close()
  const versions = series ? [series.position, series.position + 1] : []
  return {
    pages: [
      { name: 'list', path: '/' },
      { name: `patch with ${busiest?.n ?? 0} comments`, path: `/m/${part(busiest?.id ?? '')}/` },
      { name: 'the same, as mailed', path: `/m/${part(busiest?.id ?? '')}/raw` },
      ...(series
        ? [
            { name: 'series of 23 patches', path: `/s/${part(series.name)}/` },
            { name: '  all its issues', path: `/s/${part(series.name)}/issues/` },
            {
              name: `  v${versions[0]} to v${versions[1]}`,
              path: `/s/${part(series.name)}/v${versions[0]}..v${versions[1]}/`,
            },
          ]
        : []),
      { name: 'search', path: '/search?q=request_mem_region' },
      { name: 'style and script', path: '/style.css' },
    ],
    many: some.flatMap(({ message_id, name }) => [`/m/${part(message_id)}/`, `/s/${part(name)}/`]),
  }
}

async function onePerPage(address: string, { pages }: Paths): Promise<void> {
  const rows: string[][] = [
    ['', 'cold, first byte', 'warm, median of 20', '95 of 100 below', 'sent'],
  ]
  for (const { name, path } of pages) {
    const cold = await fetched(address + path, null)
    const warm: number[] = []
    for (let i = 0; i < 20; i++) warm.push((await fetched(address + path, null)).all)
    warm.sort((a, b) => a - b)
    rows.push([
      name,
      cold.status === 200 ? `${cold.first.toFixed(0)} ms` : `fails: ${cold.status}`,
      `${(warm[10] ?? 0).toFixed(1)} ms`,
      `${(warm[18] ?? 0).toFixed(1)} ms`,
      `${(cold.bytes / 1000).toFixed(1)} kB`,
    ])
  }
  console.log('Pages, compressed')
  console.log(table(rows))
}

async function load(
  address: string,
  { pages, many }: Paths,
  server: ChildProcess,
  ingest: ChildProcess | null,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
  const paths = [...pages.map(({ path }) => path), ...many]
  const times: number[] = []
  let failed = 0
  let memory = 0
  const end = Date.now() + SECONDS * 1000
  let seconds = 0
  const before = processorOf(server.pid)
  const watch = setInterval(() => {
    memory = Math.max(memory, residentOf(server.pid))
    seconds = processorOf(server.pid) - before
  }, 500)
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      for (let i = client; Date.now() < end; i += 7) {
        const one = await fetched(address + (paths[i % paths.length] ?? '/'), agent).catch(
          () => null,
        )
        if (one?.status === 200) times.push(one.all)
        else failed++
      }
    }),
  )
  clearInterval(watch)
  agent.destroy()
  ingest?.kill()
  times.sort((a, b) => a - b)
  const at = (share: number): string =>
    `${(times[Math.floor(times.length * share)] ?? 0).toFixed(0)} ms`
  console.log(
    `${CLIENTS} clients for ${SECONDS} s${ingest ? ' beside an ingest' : ''}: ${whole(times.length)} pages, ${failed} failed (${percent(failed, times.length + failed)}), half below ${at(0.5)}, 99 of 100 below ${at(0.99)}, ${times.filter((ms) => ms > SLOW).length} above ${SLOW} ms; the server took ${seconds.toFixed(1)} processor seconds and ${memory} MB`,
  )
}

/** Seconds that a process has had of processors, all threads together; 0 where the system does not tell. */
function processorOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return 0
  }
}

/** MB that a process has in memory; 0 where the system does not tell. */
function residentOf(pid: number | undefined): number {
  try {
    return Math.round(
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    )
  } catch {
    return 0
  }
}

function fetched(url: string, agent: Agent | null): Promise<Got> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const request = get(
      url,
      { ...(agent ? { agent } : {}), headers: { 'accept-encoding': 'gzip' } },
      (response) => {
        const first = performance.now() - started
        let bytes = 0
        response.on('data', (chunk: Buffer) => (bytes += chunk.length))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            bytes,
            first,
            all: performance.now() - started,
          }),
        )
        response.on('error', reject)
      },
    )
    request.on('error', reject)
  })
}

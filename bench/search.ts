import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSource } from '../src/mail/source/sources.ts'
import { searchReport } from '../src/query/search.ts'
import { openForQuery } from '../src/store/store.ts'
import { table } from './table.ts'
import { isInstalled, timed } from './timed.ts'

/** What people look for: words, code, people, files, and what is open. The other tools get those that they can be asked. */
const QUERIES: readonly {
  readonly ours: string
  readonly mu?: string
  readonly notmuch?: string
}[] = [
  { ours: 'request_mem_region', mu: 'request_mem_region', notmuch: 'request_mem_region' },
  { ours: 'mem_region' },
  { ours: '"race condition"', mu: '"race condition"', notmuch: '"race condition"' },
  { ours: 'memory leak', mu: 'memory leak', notmuch: 'memory leak' },
  { ours: 'use after free', mu: 'use after free', notmuch: 'use after free' },
  { ours: 'page', mu: 'page', notmuch: 'page' },
  { ours: 'lock*', mu: 'lock*', notmuch: 'lock*' },
  { ours: 'overflow OR underflow', mu: 'overflow OR underflow', notmuch: 'overflow OR underflow' },
  { ours: 'refcount -kref', mu: 'refcount AND NOT kref', notmuch: 'refcount and not kref' },
  { ours: 's:kmem', mu: 'subject:kmem', notmuch: 'subject:kmem' },
  {
    ours: 's:"device dax" f:dan',
    mu: 'subject:"device dax" from:dan',
    notmuch: 'subject:"device dax" from:dan',
  },
  {
    ours: 'f:christoph d:20200101..20200601',
    mu: 'from:christoph date:20200101..20200601',
    notmuch: 'from:christoph date:2020-01-01..2020-06-01',
  },
  { ours: 'by:christoph kind:question' },
  { ours: 'by:hildenbrand is:open' },
  { ours: 'is:open nit' },
  { ours: 'state:rejected locking' },
  { ours: 'file:fs/dax.c is:open' },
  { ours: 'file:drivers/dax/ naming' },
  { ours: 'fn:dev_dax_kmem_probe' },
  { ours: 'fn:dax_iomap_rw error' },
  { ours: 'kind:change "commit message"' },
  { ours: 'ver:2 is:actionable rename' },
  { ours: 'q:kzalloc kfree' },
  { ours: 'nq:"should be static"' },
  { ours: 'dfb:devm_kzalloc' },
  { ours: 'dfn:drivers/dax/bus.c' },
  { ours: 'dfhh:dev_dax_kmem_probe dfa:kfree' },
  { ours: 'tag:reviewed-by s:iomap' },
  { ours: 'series:"device-dax" is:nit' },
  { ours: 'IORESOURCE_BUSY' },
]
/** Times each query is asked; the first finds cold caches. */
const TIMES = 3

/**
 * Thirty queries as whole processes and inside of one, and, where there is an epoch, beside mu and
 * notmuch over the same mail.
 * @returns the rows of its table
 */
export async function benchSearch(
  db: string,
  cli: string,
  beside: { readonly epoch: string; readonly folder: string } | null,
): Promise<string[][]> {
  const whole = QUERIES.flatMap(({ ours }) =>
    times(() => timed([process.execPath, cli, '--db', db, 'search', ours]).seconds),
  )
  const inside = await insideOne(db)
  const rows = [
    ['', 'median', '95 of 100 below', 'slowest'],
    rowOf('patchtrail search, whole process', whole),
    rowOf('patchtrail, inside a running process', inside),
  ]
  if (beside) rows.push(...(await others(beside)))
  console.log(`${QUERIES.length} queries, ${TIMES} times each`)
  console.log(table(rows))
  return rows
}

async function insideOne(db: string): Promise<number[]> {
  const store = await openForQuery(db)
  const seconds: number[] = []
  for (const { ours } of QUERIES) {
    for (let i = 0; i < TIMES; i++) {
      const started = performance.now()
      await searchReport(store, ours, {
        in: null,
        sort: 'relevance',
        limit: 20,
        offset: 0,
        now: Date.now(),
      })
      seconds.push((performance.now() - started) / 1000)
    }
  }
  await store.close()
  return seconds
}

/** mu and notmuch over a Maildir of the same mail, indexed first. */
async function others({
  epoch,
  folder,
}: {
  readonly epoch: string
  readonly folder: string
}): Promise<string[][]> {
  const maildir = join(folder, 'Searched')
  for (const name of ['cur', 'new', 'tmp']) mkdirSync(join(maildir, name), { recursive: true })
  let n = 0
  for await (const { raw } of readSource(epoch))
    if (raw) writeFileSync(join(maildir, 'cur', `${1_600_000_000 + n++}.M.host:2,S`), raw.bytes)
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HOME: folder,
    XDG_CACHE_HOME: join(folder, 'cache'),
    NOTMUCH_CONFIG: join(folder, 'notmuch'),
  }
  writeFileSync(
    join(folder, 'notmuch'),
    `[database]\npath=${maildir}\n[user]\nname=t\nprimary_email=t@example.org\n`,
  )
  const rows: string[][] = []
  for (const [name, prepare, command] of [
    [
      'mu',
      [
        ['mu', 'init', `--maildir=${maildir}`, '--my-address=t@example.org'],
        ['mu', 'index'],
      ],
      ['mu', 'find', '--maxnum=20'],
    ],
    ['notmuch', [['notmuch', 'new', '--no-hooks']], ['notmuch', 'search', '--limit=20']],
  ] as const) {
    if (!isInstalled(name)) {
      console.log(`  ${name} is not installed; not measured`)
      continue
    }
    for (const step of prepare) timed(step, env)
    const asked = QUERIES.flatMap((query) => query[name] ?? [])
    rows.push(
      rowOf(
        `${command.slice(0, 2).join(' ')}, ${asked.length} of the queries`,
        asked.flatMap((query) => times(() => timed([...command, query], env).seconds)),
      ),
    )
  }
  return rows
}

function times(work: () => number): number[] {
  return Array.from({ length: TIMES }, work)
}

function rowOf(name: string, seconds: readonly number[]): string[] {
  const sorted = [...seconds].sort((a, b) => a - b)
  const at = (share: number): string =>
    `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(3)} s`
  return [name, at(0.5), at(0.95), at(1)]
}

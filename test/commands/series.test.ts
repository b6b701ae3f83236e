import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import type { DiffReport } from '../../src/model/report/diff.ts'
import type { ListReport } from '../../src/model/report/list.ts'
import type { StatusReport } from '../../src/model/report/status.ts'
import type { SeriesRecord } from '../../src/model/report/records.ts'
import { listReport } from '../../src/query/list.ts'
import { statusReport } from '../../src/query/status.ts'
import { seriesRecords } from '../../src/index.ts'
import { dropDerived } from '../../src/store/rebuild.ts'
import { openForQuery, type Database } from '../../src/store/store.ts'
import { CLI } from '../support/built.ts'
import { FILES_ONLY } from '../support/engine.ts'
import { mboxText } from '../support/mails.ts'
import { patchBody } from '../support/patches.ts'
import { copyStoreFile } from '../support/sample-store.ts'
import { SAMPLE_MBOX, SAMPLE_PAGE } from '../support/samples.ts'
import { shapeOf } from '../support/schema.ts'
import { exportsOf, rowCounts, temporaryFolder, withStore, written } from '../support/stores.ts'

const folder = temporaryFolder()
const CHANGE_ID = '20251002-kt4320-6d2b8e41c70f'
const [V1, V2, V3] = [
  '20251014-kt4320-v1-0-3f9c1a7d52e8',
  '20251027-kt4320-v2-0-b05e7c93d4a6',
  '20251110-kt4320-v3-0-71d8a4f0c25b',
].map((id) => `${id}@example.com`) as [string, string, string]

type Filter = Parameters<typeof listReport>[1]

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs the program as a user does, on a store of its own. */
function patchtrail(db: string, ...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [CLI, '--db', db, ...args],
      { env: { ...process.env, NO_COLOR: '1' } },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

/** What it prints as JSON. */
async function json<T>(db: string, ...args: string[]): Promise<T> {
  const { out, err } = await patchtrail(db, ...args, '--json')
  assert.equal(err, '')
  return JSON.parse(out) as T
}

/** The lines it prints; fails where it says that it could not. */
async function lines(db: string, ...args: string[]): Promise<string[]> {
  const { code, out, err } = await patchtrail(db, ...args)
  assert.deepEqual([code, err], [0, ''])
  return out.trimEnd().split('\n')
}

/** What the program would list, without a program of its own to start. */
async function listed(db: string, filter: Partial<Filter> = {}): Promise<ListReport> {
  const store = await openForQuery(db)
  const report = await listReport(store, { limit: 30, ...filter }, Date.now())
  await store.close()
  return report
}

async function statusIn(db: string, ref: string): Promise<StatusReport> {
  const store = await openForQuery(db)
  const report = await statusReport(store, ref, Date.parse('2025-11-12'))
  await store.close()
  return report
}

/** A mistake that is told in one line, with this exit code and nothing printed. */
async function oneLine(code: number, db: string, ...args: string[]): Promise<string> {
  const ran = await patchtrail(db, ...args)
  assert.deepEqual([ran.code, ran.out], [code, ''])
  assert.match(ran.err, /^[^\n]+\n$/, 'one line')
  return ran.err
}

const [STOP, START, VALVE] = [
  'pump: stop it in time',
  'pump: start it in time',
  'valve: open it',
] as [string, string, string]

const sample = join(folder, 'sample.db')
const several = join(folder, 'several.db')

before(async () => {
  await withStore((store) => ingest(store, [SAMPLE_MBOX, SAMPLE_PAGE]), sample)
  const mails = [STOP, START, VALVE].map((title, i) => ({
    id: `one-${i}`,
    subject: `[PATCH] ${title}`,
    body: patchBody([{ path: `drivers/${i}.c`, lines: [' int a;', `+int b${i};`] }]),
    from: i === 2 ? 'Bram Okonkwo <bram@example.org>' : 'Tova Lindqvist <tova@example.org>',
    date: `${3 + i} Aug 2020 07:03:00 +0000`,
  }))
  const answer = {
    id: 'answer',
    subject: 'Re: [PATCH] valve: open it',
    from: 'Ines Farkas <ines@example.net>',
    date: '9 Aug 2020 07:03:00 +0000',
    inReplyTo: 'one-2',
    body: 'Applied, thanks.\n',
  }
  await withStore(
    (store) => ingest(store, [written(folder, 'several.mbox', mboxText([...mails, answer]))]),
    several,
  )
})

test('an empty name is told as one', async () => {
  assert.match(await oneLine(1, '', 'list'), /--db names no file/)
  assert.match(await oneLine(1, sample, 'status', ''), /no series is named/)
})

describe('list', { concurrency: 4 }, () => {
  test('prints a series a line below a heading, and of when the newest mail is', async () => {
    const [head, line, foot, ...more] = await lines(sample, 'list')
    assert.match(head ?? '', /^handle +waits for +state +ver +n +open +tags +title$/)
    assert.match(
      line ?? '',
      /^[b-z2-9]{4} +author 0 h +changes +v3 +3 +2\+1 +R1 A2 T1 +hwmon: Add support for Kestrel KT4320 — Maren Oltvik$/,
    )
    assert.match(foot ?? '', /^1 series; .* the newest mail, 2025-11-11$/)
    assert.deepEqual(more, [])
  })

  test('a handle is a ref of every command', async () => {
    const [one] = (await json<ListReport>(sample, 'list')).series
    assert.equal((await json<StatusReport>(sample, 'status', one?.handle ?? '')).id, CHANGE_ID)
    assert.match((await lines(sample, 'show', one?.handle ?? ''))[0] ?? '', /\[PATCH v3 0\/3\]/)
  })

  test('--sort: what waits longest first, or by title', async () => {
    const sorted = async (sort: NonNullable<Filter['sort']>): Promise<string[]> =>
      (await listed(several, { sort })).series.map(({ title }) => title)
    assert.deepEqual(await sorted('waiting'), [STOP, START, VALVE])
    assert.deepEqual(await sorted('title'), [START, STOP, VALVE])
    assert.deepEqual(await sorted('author'), [VALVE, START, STOP])
    assert.match(
      await oneLine(1, several, 'list', '--sort', 'luck'),
      /Allowed choices are activity/,
    )
  })

  test('--list: by the source of the mail', async () => {
    assert.equal((await listed(several, { list: 'several.mbox' })).total, 3)
    assert.equal((await listed(several, { list: 'other.mbox' })).total, 0)
  })

  test('what is starred stands first, what is ignored is left out, and counted', async () => {
    const keep = (name: string, star: boolean) => ({ [name]: { star, ignore: !star, note: null } })
    const { series: all } = await listed(several)
    const idOf = (title: string): string => all.find((one) => one.title === title)?.id ?? ''
    const kept = { ...keep(idOf(STOP), true), ...keep(idOf(VALVE), false) }
    const { series, ignored, total } = await listed(several, { kept })
    assert.deepEqual([series.map(({ title }) => title), ignored, total], [[STOP, START], 1, 2])
    const only = async (filter: Partial<Filter>): Promise<string[]> =>
      (await listed(several, { kept, ...filter })).series.map(({ title }) => title)
    assert.deepEqual(
      [await only({ starred: true }), await only({ ignored: true })],
      [[STOP], [VALVE]],
    )
  })

  test('prints JSON', async () => {
    const report = await json<ListReport>(sample, 'list')
    assert.deepEqual(
      [
        report.schema,
        report.total,
        report.series.map(({ id, messageId, stale }) => [id, messageId, stale]),
      ],
      ['patchtrail/list/1', 1, [[CHANGE_ID, `<${V3}>`, false]]],
    )
    assert.equal(report.series[0]?.standing.turn, 'author')
  })

  const bram = { author: 'bram' }
  const filters: readonly (readonly [filter: Partial<Filter>, titles: string[]])[] = [
    [{}, [VALVE, START, STOP]],
    [bram, [VALVE]],
    [{ author: 'tova@example' }, [START, STOP]],
    [{ author: '%' }, []],
    [{ reviewer: 'Ines' }, [VALVE]],
    [{ reviewer: 'tova' }, []],
    [{ file: 'drivers/1' }, [START]],
    [{ file: 'drivers_1' }, []],
    [{ since: '2020-08-04T00:00:00Z' }, [VALVE, START]],
    [{ since: '2026-01-01T00:00:00Z' }, []],
    [{ state: 'applied' }, [VALVE]],
    [{ state: 'needs-review' }, [START, STOP]],
    [{ stale: true }, []],
    [{ turn: 'reviewer' }, [START, STOP]],
    [{ turn: 'author' }, []],
    [{ unreviewed: true }, [START, STOP]],
    [{ title: 'start pump' }, [START]],
    [{ title: 'stop', ...bram }, []],
    [{ limit: 2 }, [VALVE, START]],
    [{ limit: 0 }, []],
  ]
  for (const [filter, titles] of filters) {
    test(`with ${JSON.stringify(filter)}: ${titles.join(', ') || 'nothing'}`, async () => {
      const report = await listed(several, filter)
      assert.deepEqual(
        report.series.map(({ title }) => title),
        titles,
      )
      assert.equal(report.total, filter.limit === undefined ? titles.length : 3)
    })
  }

  test('filters as options', async () => {
    for (const [args, titles] of [
      [
        [
          '--author',
          'tova',
          '--file',
          'drivers/1',
          '--since',
          '2020-08-03',
          '--state',
          'needs-review',
          '--turn',
          'reviewer',
          '--unreviewed',
          'in',
          'time',
        ],
        [START],
      ],
      [['--reviewer', 'ines', '--limit', '1'], [VALVE]],
    ] as const)
      assert.deepEqual(
        (await json<ListReport>(several, 'list', ...args)).series.map(({ title }) => title),
        titles,
      )
  })

  test('nothing is told in one line', async () =>
    assert.match(await oneLine(2, several, 'list', '--state', 'stale'), /no series fits/))

  test('times are counted from the newest mail of the store', async () => {
    assert.equal((await json<ListReport>(several, 'list', '--since', '4d')).total, 1)
  })

  test('--limit 0 is all', async () =>
    assert.equal((await json<ListReport>(several, 'list', '--limit', '0')).series.length, 3))

  test('nothing, as JSON, is an empty list and exit code 2', async () => {
    const { code, out, err } = await patchtrail(several, 'list', '--json', '--author', 'nobody')
    assert.deepEqual(
      [code, err, JSON.parse(out)],
      [
        2,
        '',
        {
          schema: 'patchtrail/list/1',
          total: 0,
          newest: '2020-08-09T07:03:00Z',
          ignored: 0,
          robots: true,
          series: [],
        },
      ],
    )
  })

  test('with --limit, and how many there are', async () => {
    const printed = await lines(several, 'list', '--limit', '2')
    assert.equal(printed.length, 4)
    assert.match(printed[3] ?? '', /^2 of 3 series \(--limit 0 shows all\)/)
  })

  test('a state or a time that is none is a mistake, in one line', async () => {
    assert.match(await oneLine(1, sample, 'list', '--state', 'nonsense'), /nonsense' is invalid/)
    assert.match(await oneLine(1, sample, 'list', '--since', 'someday'), /"someday" is no time/)
  })
})

describe('status', { concurrency: 4 }, () => {
  test('prints versions, patches, tags and what was applied', async () => {
    const printed = (await lines(sample, 'status', 'Kestrel', 'KT4320')).join('\n')
    for (const pattern of [
      /^hwmon: Add support for Kestrel KT4320\n/,
      /\nv2 +2025-10-27 +13 d later +4 patches, 6 replies, 13 comments.* +joined by change-id, link, title\n/,
      /\nhwmon: Add driver for Kestrel KT4320 power monitor +3 +\(15.*\) +4! \(10.*\) +3! \(1.*\)\n {2}took in 4 of v1\n/,
      /merged into 4 of v2/,
      /split off 2 of v1; not in v3/,
      /\nTags on v3\n/,
      /Acked-by +Ilse Vandermolen +1 +carried over/,
      /Reviewed-by +Priya Raghunandan +2 +carried over, but the patch has changed since, on a condition/,
      /\nApplied\n {2}v2 2 +Ruben Castellane 2025-10-27: "Applied, no need/,
    ])
      assert.match(printed, pattern)
  })

  test('with --why also the evidence', async () => {
    const [plain, why] = [
      await lines(sample, 'status', V1),
      await lines(sample, 'status', '--why', V1),
    ]
    assert.deepEqual(
      why.filter((line) => plain.includes(line)),
      plain,
    )
    for (const line of [
      `        link: <${V2}> (11)`,
      '    v2 1 is 1 of v1: another title, 67 % of the changed lines in common',
      '    v2 2 is a part of v1: split off, 100 % of the changed lines in common',
    ])
      assert.ok(why.includes(line), line)
  })

  test('prints JSON, the same by every ref', async () => {
    const refs = [
      V2,
      `<${V1}>`,
      `https://lore.kernel.org/r/${V3}`,
      CHANGE_ID,
      'kestrel kt4320',
      'aRNqL5zDn0WfHk6y@castellane.example.org',
    ]
    const first = await json<StatusReport>(sample, 'status', ...refs.slice(4, 5))
    for (const ref of refs) assert.deepEqual(await statusIn(sample, ref), first, ref)
    assert.equal(first.schema, 'patchtrail/status/1')
    assert.deepEqual(
      first.versions.map(({ version, patches, messageId, missing }) => [
        version,
        patches,
        messageId,
        missing,
      ]),
      [
        [1, 4, `<${V1}>`, []],
        [2, 4, `<${V2}>`, []],
        [3, 3, `<${V3}>`, []],
      ],
    )
    assert.ok(first.rows.every(({ cells }) => cells.length === 3))
    assert.deepEqual(
      first.rows.map(({ cells }) => cells.map((c) => c && `${c.number} ${c.change}`)),
      [
        ['1 null', '1 retitled', '1 same'],
        ['2 null', '3 modified', '2 retitled'],
        ['3 null', '4 modified', '3 modified'],
        [null, '2 split', null],
        ['4 null', null, null],
      ],
    )
  })

  test('a tester\'s "agree with the bench supply" is no condition', async () => {
    const { tags } = await statusIn(sample, V1)
    assert.equal(tags.find(({ kind }) => kind === 'tested')?.conditional, false)
  })

  test('what fits nothing: exit code 2', async () => {
    for (const ref of ['nothing-like-this', 'https://lore.kernel.org/r/nobody@example.org'])
      await oneLine(2, sample, 'status', ref)
  })

  test('what fits several: exit code 1, and the list', async () => {
    const { code, out, err } = await patchtrail(several, 'status', 'in', 'time')
    assert.deepEqual([code, out], [1, ''])
    const [head, ...found] = err.trimEnd().split('\n')
    assert.match(head ?? '', /"in time" fits 2 series; name one by its handle:/)
    assert.deepEqual(
      found.map((line) => line.trim()),
      [
        '7p69  v1  2020-08-04  pump: start it in time  <one-1@example.org>',
        'cczk  v1  2020-08-03  pump: stop it in time  <one-0@example.org>',
      ],
    )
  })
})

test('words of a patch of which all that fit are of one series name that series', async () => {
  const { code, out } = await patchtrail(sample, 'status', 'kt4320', 'driver')
  assert.equal(code, 0)
  assert.match(out, /^hwmon: Add support for Kestrel KT4320\n/)
})

test('a handle that was mistyped: which one was meant', async () => {
  for (const [typed, help] of [
    ['7p96', 'did you mean 7p69?'],
    ['7p6b', 'did you mean 7p69?'],
    ['bbbb', `patchtrail --db ${several} list shows handles`],
  ] as const) {
    const { code, out, err } = await patchtrail(several, 'status', typed)
    assert.deepEqual([code, out], [2, ''])
    const said = `patchtrail: no series has the handle "${typed}", nor has a patch that word in its subject; ${help}\n`
    assert.equal(err, said)
  }
})

describe('diff', { concurrency: 4 }, () => {
  test('of the last two versions, patch by patch', async () => {
    const printed = await lines(sample, 'diff', CHANGE_ID)
    assert.deepEqual(
      printed.filter((line) => !line.startsWith('    ') && line !== ''),
      [
        '1:  v2 = 1:  v3 dt-bindings: hwmon: Add Kestrel KT4320',
        '3:  v2 ! 2:  v3 hwmon: (kt4310) Support shunt-resistor-micro-ohms',
        '4:  v2 ! 3:  v3 hwmon: Add driver for Kestrel KT4320 power monitor',
        '2:  v2 < -:  -- hwmon: (kt4310) Fix reading of negative currents',
      ],
    )
    assert.ok(
      printed.includes('    +    Acked-by: Ilse Vandermolen <ilse.vandermolen@example.org>'),
    )
  })

  test('--stat: without the text', async () => {
    assert.deepEqual(await lines(sample, 'diff', '--stat', CHANGE_ID, 'v1', 'v2'), [
      '1:  v1 ! 1:  v2 dt-bindings: hwmon: Add Kestrel KT4320  +36 -15',
      '2:  v1 / 2:  v2 hwmon: (kt4310) Fix reading of negative currents (split off 2: hwmon: (kt4310) Read shunt resistor value from firmware)',
      '2:  v1 ! 3:  v2 hwmon: (kt4310) Read shunt resistor value from firmware  +13 -34',
      '3:  v1 ! 4:  v2 hwmon: Add driver for Kestrel KT4320 power monitor  +119 -40',
      '4:  v1 & 4:  v2 hwmon: Add driver for Kestrel KT4320 power monitor (takes in 4: MAINTAINERS: Add entry for the Kestrel KT4320 driver)',
    ])
  })

  test('--json, of the versions that are named', async () => {
    const versions = async (...args: string[]): Promise<number[]> => {
      const { from, to } = await json<DiffReport>(sample, 'diff', CHANGE_ID, ...args)
      return [from.version, to.version]
    }
    assert.deepEqual(await versions('v1', 'v3'), [1, 3])
    assert.deepEqual(await versions('v1'), [1, 3])
    const report = await json<DiffReport>(sample, 'diff', 'kestrel', 'KT4320', 'v1', 'v2')
    assert.equal(report.schema, 'patchtrail/diff/1')
    assert.deepEqual(
      report.patches.map(({ from, to, change }) => [from, to, change]),
      [
        [1, 1, 'retitled'],
        [2, 2, 'split'],
        [2, 3, 'modified'],
        [3, 4, 'modified'],
        [4, 4, 'merged'],
      ],
    )
  })

  test('a version that is not there, and one alone: exit code 1, or 2 where there is nothing to compare', async () => {
    const { code, out, err } = await patchtrail(sample, 'diff', CHANGE_ID, 'v9')
    assert.deepEqual([code, out], [1, ''])
    assert.match(err, /^patchtrail: there is no version v9; there are v1, v2, v3\n/)
    assert.match(await oneLine(2, several, 'diff', 'valve'), /one version in the store/)
  })

  test('a mistake is told in one line', async () => {
    await oneLine(1, sample, 'diff', CHANGE_ID, 'v9')
  })
})

async function recordsOf(store: Database): Promise<SeriesRecord[]> {
  const records: SeriesRecord[] = []
  for await (const record of seriesRecords(store, null)) records.push(record)
  return records
}

/** Makes everything derived anew, as after an update. */
async function deriveAnew(db: string): Promise<void> {
  await withStore(async (store) => {
    await dropDerived(store)
    await ingest(store, [])
  }, db)
}

describe('link and unlink', () => {
  const versions = async (db: string): Promise<string[][]> =>
    (await listed(db)).series.map(({ title, standing }) => [title, `v${standing.version}`]).sort()

  test('a round trip, each step outliving a new derivation', async () => {
    const db = join(folder, 'link.db')
    const later = mboxText(
      [1, 2].map((n) => ({
        id: `v${n}`,
        subject: `[PATCH${n === 1 ? '' : ' v2'}] ${['lamp: be bright', 'light: on and off again'][n - 1]}`,
        date: `${n * 3} Aug 2020 07:03:00 +0000`,
        body: patchBody([{ path: `${n}.c`, lines: [' int a;', `+int b${n};`] }]),
      })),
    )
    await withStore((store) => ingest(store, [written(folder, 'link.mbox', later)]), db)
    const apart = [
      ['lamp: be bright', 'v1'],
      ['light: on and off again', 'v2'],
    ]
    assert.deepEqual(await versions(db), apart)
    const [linked = '', undo = ''] = await lines(db, 'link', 'v1@example.org', '<v2@example.org>')
    assert.match(linked, /^\w{4,} {2}light: on and off again \(v1, v2\) {2}<v1@example\.org>$/)
    assert.match(undo, /^to undo: patchtrail .* unlink v1@example\.org v2@example\.org$/)
    for (const again of [false, true]) {
      if (again) await deriveAnew(db)
      assert.deepEqual(await versions(db), [['light: on and off again', 'v2']])
      assert.deepEqual((await statusIn(db, 'v1@example.org')).versions[1]?.evidence, [
        { rule: 'user', messageId: '<v1@example.org>', weight: null },
      ])
    }
    const parted = await lines(db, 'unlink', 'v2@example.org', 'v1@example.org')
    assert.match(parted[2] ?? '', /^to undo: patchtrail .* link /)
    for (const again of [false, true]) {
      if (again) await deriveAnew(db)
      assert.deepEqual(await versions(db), apart)
    }
  })

  test('unlink of what a change-id joins: both series are there', async () => {
    const db = join(folder, 'unlink.db')
    copyStoreFile(sample, db)
    const printed = await lines(db, 'unlink', V1, V2)
    assert.equal(printed.length, 3, 'a line for each, and how to undo it')
    assert.deepEqual(
      (await statusIn(db, V1)).versions.map(({ version }) => version),
      [1],
    )
    assert.deepEqual(
      (await statusIn(db, V3)).versions.map(({ version }) => version),
      [2, 3],
    )
    assert.equal((await listed(db)).total, 2)
  })

  test('mistakes', async () => {
    const same = await patchtrail(several, 'link', 'one-1@example.org', 'one-1@example.org')
    assert.match(same.err, /both name the same message\n/)
    assert.equal(same.code, 1)
    await oneLine(2, several, 'link', 'one-1@example.org', 'nobody@example.org')
    assert.deepEqual(await versions(several), [
      [START, 'v1'],
      [STOP, 'v1'],
      [VALVE, 'v1'],
    ])
  })
})

/** Tables of version 1 that are as they were. */
const VERSION_1 = [
  'source',
  'address',
  'message',
  'message_source',
  'message_list',
  'message_address',
  'message_reference',
  'patch',
  'mention',
  'section',
  'file',
  'hunk',
  'quote',
  'comment',
  'attribution',
  'trailer',
  'problem',
  'stale',
  'thread',
  'copy',
  'link',
  'link_candidate',
  'anchor',
]

describe('the store of an older version', { skip: FILES_ONLY }, () => {
  const DERIVED = [
    'series',
    'revision',
    'revision_evidence',
    'revision_patch',
    'revision_missing',
    'revision_message',
    'patch_match',
    'standing',
    'participant',
    'stale_series',
  ]

  test('is brought up to date by an ingest, and holds what a fresh one does', async () => {
    const [old, fresh] = [join(folder, 'old.db'), join(folder, 'fresh.db')]
    for (const path of [old, fresh]) copyStoreFile(sample, path)
    // Version 1 had three of the tables of series, in another form, and none of the others.
    await withStore(async (store) => {
      const tables = await store.all<{ name: string }>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY sql NOT LIKE 'CREATE VIRTUAL%'",
      )
      for (const { name } of tables.filter(({ name: n }) => !VERSION_1.includes(n)))
        await store.exec(`DROP TABLE IF EXISTS "${name}"`)
      await store.exec(`CREATE TABLE series (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT NOT NULL, author INTEGER NOT NULL, change_id TEXT);
        CREATE TABLE revision (series INTEGER NOT NULL, position INTEGER NOT NULL, version INTEGER NOT NULL, rfc INTEGER NOT NULL, message INTEGER NOT NULL, date TEXT, evidence TEXT NOT NULL, PRIMARY KEY (series, position)) WITHOUT ROWID;
        CREATE TABLE revision_patch (series INTEGER NOT NULL, position INTEGER NOT NULL, number INTEGER NOT NULL, message INTEGER NOT NULL, PRIMARY KEY (series, position, number)) WITHOUT ROWID;
        CREATE INDEX revision_patch_by_message ON revision_patch (message);
        INSERT INTO series VALUES (1, 'made by an older one', 'title', 1, NULL); INSERT INTO revision VALUES (1, 0, 1, 0, 1, NULL, 'title'); 
        DROP INDEX message_by_sender; DROP INDEX message_removed; DROP INDEX patch_by_title; DROP INDEX anchor_by_path; DROP INDEX anchor_by_function;
        ALTER TABLE anchor DROP COLUMN path; ALTER TABLE anchor DROP COLUMN function; ALTER TABLE message DROP COLUMN removed; ALTER TABLE message DROP COLUMN attached; ALTER TABLE message_source DROP COLUMN removed;
        ALTER TABLE patch DROP COLUMN code; ALTER TABLE patch DROP COLUMN sketch; ALTER TABLE patch ADD COLUMN base_commit TEXT; PRAGMA user_version = 1`)
    }, old)
    assert.match(await oneLine(1, old, 'list'), /older version; run any ingest/)
    const { code } = await patchtrail(old, 'ingest', SAMPLE_MBOX)
    assert.equal(code, 0)
    const read = async (path: string): Promise<object> => {
      const store = await openForQuery(path)
      const version = await store.get('PRAGMA user_version')
      const {
        source: _source,
        message_source: _places,
        progress: _progress,
        ...rows
      } = await rowCounts(store)
      const found = {
        version,
        rows,
        records: await recordsOf(store),
        ...(await exportsOf(store)),
        schema: await shapeOf(store),
      }
      await store.close()
      return found
    }
    assert.deepEqual(await read(old), await read(fresh))
  })

  test('series derived anew are the same', async () => {
    await withStore(async (store) => {
      await ingest(store, [SAMPLE_MBOX, SAMPLE_PAGE])
      const expected = {
        ...(await exportsOf(store)),
        records: await recordsOf(store),
        rows: await rowCounts(store),
      }
      for (const table of DERIVED) await store.exec(`DELETE FROM ${table}`)
      await store.exec('INSERT INTO stale SELECT id FROM message')
      await ingest(store, [])
      assert.deepEqual(
        {
          ...(await exportsOf(store)),
          records: await recordsOf(store),
          rows: await rowCounts(store),
        },
        expected,
      )
    })
  })

  test('and none of them depends on the order in which mail arrives', async () => {
    const [page, mbox] = await Promise.all(
      [
        [SAMPLE_PAGE, SAMPLE_MBOX],
        [SAMPLE_MBOX, SAMPLE_PAGE],
      ].map((order) =>
        withStore(async (store) => {
          for (const source of order) await ingest(store, [source])
          return recordsOf(store)
        }),
      ),
    )
    assert.deepEqual(page, mbox)
  })
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { mboxEntries } from '../../src/mail/source/mbox.ts'
import type { DigestReport } from '../../src/model/report/digest.ts'
import type { IssuesReport } from '../../src/model/report/issues.ts'
import type { DiffReport } from '../../src/model/report/diff.ts'
import { plainMarkdown } from '../../src/report/formats/plain-markdown.ts'
import { sampleFolder } from '../support/sample-store.ts'
import { SAMPLE_MBOX } from '../support/samples.ts'
import { asUser, type Given, type Seen } from '../support/user.ts'

const sample = sampleFolder()
const run = (args: readonly string[], given: Given = {}): Promise<Seen> =>
  asUser(sample.folder, ['--db', sample.db, ...args], given)

async function json<T>(...args: string[]): Promise<T> {
  return JSON.parse((await run([...args, '--json'])).out) as T
}

/** A mail of the sample by its Message-ID. */
function mailOf(id: string): string {
  const mails = mboxEntries(readFileSync(SAMPLE_MBOX)).map(String)
  return mails.find((mail) => new RegExp(`^message-id: <${id}`, 'im').test(mail)) ?? ''
}

describe('issues of one kind', { concurrency: 4 }, () => {
  const of = async (...args: string[]): Promise<string[]> =>
    (await json<IssuesReport>('issues', 'KT4320', ...args)).versions.flatMap((v) =>
      v.issues.map((i) => `v${i.revision} ${i.state}`),
    )
  test('--promised', async () => assert.deepEqual(await of('--promised'), ['v2 agreed']))
  test('--passed-over', async () =>
    assert.deepEqual(await of('--passed-over'), ['v2 open', 'v2 agreed']))
  test('--mine of the one that --me or the config names', async () => {
    const env = { EMAIL: 'ruben.castellane@example.org' }
    const { out } = await run(['issues', 'KT4320', '--mine', '--json'], { env })
    const issues = (JSON.parse(out) as IssuesReport).versions.flatMap((v) => v.issues)
    assert.ok(issues.length > 3 && issues.every(({ by }) => by.name === 'Ruben Castellane'))
  })

  test('--by nobody: who did ask', async () => {
    const { code, out, err } = await run(['issues', 'KT4320', '--by', 'nobody'])
    assert.deepEqual([code, out], [2, ''])
    assert.match(err, /^patchtrail: nobody called "nobody" asked for anything; asked by Ruben Cast/)
  })

  test('a count of all over the versions, by whom, and what came late', async () => {
    const { head, late, handle } = await json<IssuesReport>('issues', 'KT4320')
    assert.deepEqual(
      { ...head, by: head.by.map(({ person, open }) => [person.name, open]) },
      {
        open: 2,
        promised: 1,
        passedOver: 2,
        lookAgain: 0,
        others: 0,
        settled: 27,
        by: [
          ['Ruben Castellane', 2],
          ['Zoltán Kerekesi', 1],
        ],
      },
    )
    assert.ok(late.includes('<aRNqL5zDn0WfHk6y@castellane.example.org>#1'))
    assert.match(handle, /^[b-z2-9]{4}$/)
  })
})

describe('issues --format b4', { concurrency: 4 }, () => {
  interface Result {
    readonly tool: string
    readonly status: string
    readonly summary: string
    readonly details?: string
  }
  const check = async (input: string): Promise<Result[]> => {
    const { code, out, err } = await run(['issues', '-', '--format', 'b4'], { input })
    assert.deepEqual([code, err], [0, ''])
    return JSON.parse(out) as Result[]
  }

  test('a patch that passed something over fails', async () => {
    const [result, ...more] = await check(mailOf('20251110-kt4320-v3-3'))
    assert.deepEqual(
      [result?.tool, result?.status, result?.summary, more],
      ['patchtrail', 'fail', '3 requests open or promised, 2 passed over', []],
    )
    assert.match(result?.details ?? '', /^v2 drivers\/hwmon\/kt4320\.c:120: The chip has a limit/)
  })

  test('a patch of which nothing is open passes; a cover has all of its patches', async () => {
    const [patch] = await check(mailOf('20251110-kt4320-v3-1'))
    assert.deepEqual([patch?.status, patch?.details], ['pass', undefined])
    assert.equal((await check(mailOf('20251110-kt4320-v3-0')))[0]?.status, 'fail')
  })

  test('of a mail that the store does not know there is nothing to report', async () => {
    const input =
      'Message-ID: <x@example.org>\nFrom: a@example.org\nSubject: [PATCH] a: b\n\nBecause.\n'
    assert.deepEqual(await check(input), [])
  })
})

describe('issues --format sarif', () => {
  test('a result each, at its line, with a level by its strength', async () => {
    const { out } = await run(['issues', 'KT4320', '--format', 'sarif'])
    const { version, runs } = JSON.parse(out) as {
      version: string
      runs: {
        results: {
          ruleId: string
          level: string
          locations: unknown[]
          partialFingerprints: unknown
        }[]
      }[]
    }
    assert.equal(version, '2.1.0')
    const [first, ...more] = runs[0]?.results ?? []
    assert.deepEqual(first?.locations, [
      {
        physicalLocation: {
          artifactLocation: { uri: 'drivers/hwmon/kt4320.c' },
          region: { startLine: 176 },
        },
      },
    ])
    assert.deepEqual([first?.ruleId, first?.level, more.length], ['change', 'warning', 2])
  })
})

describe('Markdown for a mail', () => {
  for (const [text, written] of [
    ['virtio_pmem -> x', 'virtio_pmem -> x'],
    ['a * b', 'a * b'],
    ['struct flow *flow', 'struct flow `*flow`'],
    ['see [1] and [x](http://y)', 'see `[1]` and `[x](http://y)`'],
    ['<b>', '`<b>`'],
    ['__init', '`__init`'],
    ['&amp; is', '`&amp;` is'],
    ['# no heading', '`#` no heading'],
    ['`code`, kept', '`code`, kept'],
    ['a ` alone', "a `'` alone"],
  ] as const)
    test(text, () => assert.equal(plainMarkdown(text), written))
})

describe('digest', () => {
  test('new versions with what they left undone', async () => {
    const report = await json<DigestReport>('digest', '--since', '3w')
    assert.deepEqual(
      [
        report.again.map((s) => [s.versions.map(({ version: v }) => v), s.left.length]),
        report.fresh,
      ],
      [[[[2, 3], 2]], []],
    )
    const { out } = await run(['digest', '--since', '3w'])
    assert.match(
      out,
      /^Reviews from 2025-10-21 to 2025-11-11\n=+\n\nNew versions\n-+\n\n- hwmon: Add support/,
    )
    assert.match(out, /\n {2}left undone: 2 requests\n/)
  })

  test('a series that began in the time is new', async () => {
    const report = await json<DigestReport>('digest', '--since', '8w')
    assert.deepEqual([report.fresh.length, report.again.length], [1, 0])
  })

  test('of a time without mail: nothing new', async () => {
    const { code, out } = await run(['digest', '--since', '2026', '--format', 'md'])
    assert.equal(code, 0)
    assert.match(out, /^# Reviews from 2026-01-01 to 2025-11-11\n\nNothing new\.\n$/)
  })
})

describe('diff since mine', () => {
  test('from the version that I answered last', async () => {
    const { from, to } = await json<DiffReport>('diff', 'KT4320', '--since-mine', '--me', 'Zolt')
    assert.deepEqual([from.version, to.version], [2, 3])
    const v1 = await json<DiffReport>('diff', 'KT4320', '--since-mine', '--me', 'robot')
    assert.deepEqual([v1.from.version, v1.to.version], [1, 3])
    const { code, err } = await run(['diff', 'KT4320', '--since-mine', '--me', 'nobody'])
    assert.equal(code, 2)
    assert.match(err, /nobody has answered no version of "hwmon: Add support for Kestrel KT4320"/)
  })
})

describe('export', { concurrency: 4 }, () => {
  const records = async (...args: string[]): Promise<Record<string, unknown>[]> => {
    const { code, out } = await run(['export', ...args])
    assert.equal(code, 0)
    return out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  }
  test('--ref is the whole series, whichever mail of it is named', async () => {
    const all = (await records('comments')).filter(({ series }) => series !== null).length
    for (const ref of ['20251014-kt4320-v1-0-3f9c1a7d52e8@example.com', 'KT4320'])
      assert.equal((await records('comments', '--ref', ref)).length, all)
  })

  test('--kind, --state, --since', async () => {
    assert.ok(
      (await records('comments', '--kind', 'question')).every(({ kind }) => kind === 'question'),
    )
    assert.equal((await records('issues', '--state', 'open')).length, 2)
    const late = await records('issues', '--since', '1d')
    assert.ok(late.length === 1 && late[0]?.state === 'open')
    assert.equal((await records('series', '--state', 'applied')).length, 0)
  })

  test('a filter that nothing can pass is a mistake', async () => {
    for (const args of [
      ['links', '--state', 'open'],
      ['series', '--kind', 'change'],
      ['series', '--state', 'open'],
    ])
      assert.equal((await run(['export', ...args])).code, 1, args.join(' '))
  })
})

describe('what the user keeps', () => {
  test('star, ignore, note: shown, taken back, and not in the store', async () => {
    const db = sample.copy('kept.db')
    const keep = (...args: string[]): Promise<Seen> => asUser(sample.folder, ['--db', db, ...args])
    assert.match((await keep('star', 'KT4320')).out, /: starred\n$/)
    assert.match((await keep('note', 'KT4320', 'ask', 'Ruben')).out, /: starred, ask Ruben\n$/)
    assert.match((await keep('list')).out, /\* hwmon: Add[^\n]*\n {4}note: ask Ruben\n/)
    assert.match((await keep('status', 'KT4320')).out, /\nnote: ask Ruben\n/)
    await keep('ignore', 'KT4320')
    const none = await keep('list')
    assert.deepEqual(
      [none.code, none.err],
      [2, 'patchtrail: no series fits but 1 ignored (--ignored shows them)\n'],
    )
    assert.match((await keep('todo', '--me', 'Maren')).out, /^nothing to do/)
    assert.equal((await keep('list', '--ignored')).code, 0)
    for (const args of [
      ['ignore', '--off'],
      ['star', '--off'],
    ])
      await keep(...args, 'KT4320')
    assert.match((await keep('note', 'KT4320', '')).out, /: nothing is kept\n$/)
    assert.equal(readFileSync(`${db}.kept.json`, 'utf8'), '{}\n')
  })

  test('a search is saved, looked for again by its name, and forgotten', async () => {
    const db = sample.copy('saved.db')
    const search = (...args: string[]): Promise<Seen> =>
      asUser(sample.folder, ['--db', db, 'search', ...args])
    const found = await search('--save', 'limits', 'overflow', 'OR', 'clamp')
    assert.deepEqual([found.code, (await search('@limits')).out], [0, found.out])
    assert.equal((await search('@')).out, '@limits  overflow OR clamp\n')
    const { code, err } = await search('@leaks')
    assert.equal(code, 1)
    assert.match(err, /no search is saved as leaks; there are limits/)
    assert.equal((await search('@limits', '--forget')).out, 'limits is kept no more\n')
    assert.match((await search('@')).out, /^no search is saved/)
  })
})

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { ingest } from '../../src/ingest/ingest.ts'
import type { IssuesReport } from '../../src/model/report/issues.ts'
import type { TodoReport } from '../../src/model/report/todo.ts'
import type { CommentRecord, IssueRecord } from '../../src/model/report/records.ts'
import { issuesReport } from '../../src/query/issues.ts'
import { openForQuery } from '../../src/store/store.ts'
import { CLI } from '../support/built.ts'
import { mboxText } from '../support/mails.ts'
import { reply, version } from '../support/reviewed.ts'
import { copyStoreFile } from '../support/sample-store.ts'
import { SAMPLE_MBOX, SAMPLE_PAGE } from '../support/samples.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'

const folder = temporaryFolder()
const sample = join(folder, 'sample.db')
const markup = join(folder, 'markup.db')
const SUSPEND = '<aRNqL5zDn0WfHk6y@castellane.example.org>#1'
const SINCE = ['--since', '20y'] as const

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs the program as a user without `$EMAIL` does. */
function patchtrail(db: string, ...args: string[]): Promise<Ran> {
  const { EMAIL: _, ...env } = process.env
  // Neither the config of whoever runs the tests nor that of git says who the user is.
  const quiet = { HOME: folder, XDG_CONFIG_HOME: folder, GIT_CONFIG_NOSYSTEM: '1', GIT_DIR: folder }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [CLI, '--db', db, ...args],
      { env: { ...env, ...quiet, NO_COLOR: '1' } },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

/** What it prints; fails where it ends with another exit code. */
async function printed(code: number, db: string, ...args: string[]): Promise<string> {
  const ran = await patchtrail(db, ...args)
  assert.deepEqual([ran.code, ran.err], [code, ''])
  return ran.out
}

async function json<T>(db: string, ...args: string[]): Promise<T> {
  return JSON.parse(await printed(0, db, ...args, '--json')) as T
}

async function exported<T>(db: string, ...args: string[]): Promise<T[]> {
  return (await printed(0, db, 'export', ...args))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T)
}

/** A mistake that is told in one line, with this exit code and nothing printed. */
async function oneLine(code: number, db: string, ...args: string[]): Promise<string> {
  const ran = await patchtrail(db, ...args)
  assert.deepEqual([ran.code, ran.out], [code, ''])
  assert.match(ran.err, /^[^\n]+\n$/, 'one line')
  return ran.err
}

/** `v2 open Zoltán Kerekesi`, an issue each. */
function listed({ versions }: IssuesReport): string[] {
  return versions.flatMap((v) => v.issues.map((i) => `v${v.version} ${i.state} ${i.by.name}`))
}

type Filter = Parameters<typeof issuesReport>[2]

/** What the program would report, without a program of its own to start. */
async function reported(db: string, filter: Partial<Filter> = {}): Promise<IssuesReport> {
  const store = await openForQuery(db)
  const report = await issuesReport(store, 'KT4320', {
    rev: null,
    all: false,
    state: null,
    by: null,
    bots: true,
    ...filter,
  })
  await store.close()
  return report
}

/** Words that would be markup. */
const MARKUP = 'Please use <b>flow_open</b> or *flow->next* | `none` of [them](x) _here_ and #1.'
const ENTITY = 'Please write &gt; and &copy; as they are.'

before(async () => {
  await withStore((store) => ingest(store, [SAMPLE_MBOX, SAMPLE_PAGE]), sample)
  const mails = [
    version('flow', 1),
    reply('marked', 'flow-v1', MARKUP),
    version('pump', 1),
    reply('entity', 'pump-v1', ENTITY),
  ]
  await withStore(
    (store) => ingest(store, [written(folder, 'markup.mbox', mboxText(mails))]),
    markup,
  )
})

describe('issues', { concurrency: 4 }, () => {
  test('prints what is open, latest version first, with the lines, the words and the evidence', async () => {
    const text = await printed(0, sample, 'issues', 'KT4320')
    assert.match(
      text,
      /^hwmon: Add support for Kestrel KT4320\nMaren Oltvik <[^>]+> {2}[b-z2-9]{4} {2}20251002-kt4320-6d2b8e41c70f\nchanges requested → author: .*\n2 open, 1 promised, 2 of them passed over by a later version, 27 settled; asked by Ruben Castellane 2, Zoltán Kerekesi 1\n/,
    )
    assert.match(
      text,
      /\n\nOpen\n\nopen \(medium confidence\) {2}v3 patch 3, drivers\/hwmon\/kt4320\.c:176 {2}Ruben Castellane .*\n(?: {2}> .*\n){2} {2}What about suspend\?\n {4}no later version\n {4}<aRNq[^>]+>#1\n/,
    )
    assert.ok(text.indexOf(' v3 patch') < text.indexOf(' v2 patch'))
    assert.match(text, /\n\nPromised\n\nagreed /)
    assert.ok(!text.includes('CALIB is 0 then'), 'in one line each')
    assert.match(text, /\n17 of 17 replies read, 40 comments, 0 not anchored\n$/)
  })

  test('tells where the line is now: the last of a range, as it tells where it was', async () => {
    assert.match(
      await printed(0, sample, 'issues', 'KT4320', '--state', 'open', '--rev', 'v2'),
      /kt4320\.c:120 {2}Zoltán Kerekesi {2}v3 left it as it was {2}.*now drivers\/hwmon\/kt4320\.c:122\n/,
    )
  })

  test('--json', async () => {
    const report = await json<IssuesReport>(sample, 'issues', 'KT4320')
    assert.deepEqual(
      [report.schema, report.id, report.open, report.versions.map(({ version: v }) => v)],
      ['patchtrail/issues/1', '20251002-kt4320-6d2b8e41c70f', 3, [3, 2]],
    )
    assert.deepEqual(report.completeness, { replies: 17, comments: 40, unanchored: 0, missing: [] })
    const [issue] = report.versions[0]?.issues ?? []
    assert.deepEqual(
      [issue?.id, issue?.carried, issue?.replies, issue?.quote.length],
      [SUSPEND, false, [], 3],
    )
    assert.match(issue?.text ?? '', /^What about suspend\? .*\nup with its defaults/)
  })

  test('--all: what is settled, too; the counts are of all in both', async () => {
    const [all, some] = [
      await json<IssuesReport>(sample, 'issues', 'KT4320', '--all'),
      await reported(sample),
    ]
    assert.equal(listed(all).length, 30)
    assert.deepEqual(
      some.versions.map(({ counts }) => counts),
      all.versions
        .filter(({ version: v }) => some.versions.some((s) => s.version === v))
        .map(({ counts }) => counts),
    )
    assert.equal(
      all.versions.flatMap(({ counts }) => Object.values(counts)).reduce((a, b) => a + b, 0),
      30,
    )
  })

  test('--rev: what was raised on that version', async () => {
    for (const rev of ['v3', '3', 'V3'])
      assert.deepEqual(listed(await reported(sample, { rev })), ['v3 open Ruben Castellane'])
    const v2 = await json<IssuesReport>(sample, 'issues', 'KT4320', '--rev', 'v2', '--all')
    assert.deepEqual([v2.versions.map(({ version: v }) => v), listed(v2).length], [[2], 8])
  })

  test('--rev of a version that is not there: exit code 1, in one line that names those that are', async () => {
    assert.match(
      await oneLine(1, sample, 'issues', 'KT4320', '--rev', 'v9'),
      /there is no version v9; there are v1, v2, v3/,
    )
  })

  test('of a series that is not there: exit code 2', async () => {
    await oneLine(2, sample, 'issues', 'no such words')
  })

  test('--state, --by, --mine, --no-bots', async () => {
    const of = async (...args: string[]): Promise<string[]> =>
      listed(await json<IssuesReport>(sample, 'issues', 'KT4320', ...args))
    const [open, addressed, by, mine, robot, people] = await Promise.all([
      of('--state', 'open'),
      reported(sample, { state: 'addressed' }).then(listed),
      of('--by', 'CASTELLANE'),
      of('--mine', 'zoltan@kerekesi.example.net'),
      reported(sample, { all: true, by: 'robot' }).then(listed),
      of('--all', '--no-bots'),
    ])
    assert.deepEqual(open, ['v3 open Ruben Castellane', 'v2 open Zoltán Kerekesi'])
    assert.ok(addressed.length > 20 && addressed.every((line) => / addressed /.test(line)))
    assert.ok(
      by.includes('v3 open Ruben Castellane') &&
        by.every((line) => line.endsWith('Ruben Castellane')),
    )
    assert.ok(
      mine.length >= 2 && mine.every((line) => /^v[12] addressed Zoltán Kerekesi$/.test(line)),
      'also what is settled; his mail of the archive has no address',
    )
    assert.deepEqual([robot.length, people.length], [1, 29])
    assert.match(robot[0] ?? '', /^v1 addressed .*robot/)
  })

  test('--state of no such name: exit code 1', async () => {
    const { code, out, err } = await patchtrail(sample, 'issues', 'KT4320', '--state', 'done')
    assert.deepEqual([code, out], [1, ''])
    assert.match(err, /open, agreed, addressed, answered, rejected/)
  })

  test('--full: whole comments', async () => {
    assert.match(
      await printed(0, sample, 'issues', 'KT4320', '--rev', 'v3', '--full'),
      /\n {2}up with its defaults\. CALIB is 0 then,/,
    )
  })

  test('--check: exit code 4 while something is open in what is listed, else 0', async () => {
    const [open, settled] = await Promise.all([
      printed(4, sample, 'issues', 'KT4320', '--check'),
      printed(0, sample, 'issues', 'KT4320', '--rev', 'v1', '--check'),
    ])
    assert.match(open, /What about suspend/)
    assert.match(
      settled,
      /\n\nnot shown: 20 addressed, 1 rejected .*\nnot counted: 9 on other versions; 3 of these open or promised\n/,
    )
    assert.doesNotMatch(settled, /\nopen /)
  })

  test('--format md: a list to tick off', async () => {
    const lines = (await printed(0, sample, 'issues', 'KT4320', '--all', '--format', 'md')).split(
      '\n',
    )
    assert.deepEqual(lines.slice(0, 6), [
      '# hwmon: Add support for Kestrel KT4320',
      '',
      '## v3: 1 open',
      '',
      '- [ ] patch 3, `drivers/hwmon/kt4320.c:176` (Ruben Castellane, open): What about suspend?',
      '  `aRNqL5zDn0WfHk6y@castellane.example.org`',
    ])
    assert.deepEqual(
      [
        lines.filter((line) => line.startsWith('- [ ] ')).length,
        lines.filter((line) => line.startsWith('- [x] ')).length,
        lines.filter((line) => line.startsWith('- [-] ')).length,
      ],
      [3, 26, 1],
      'what was rejected is not done',
    )
    assert.ok(
      lines.includes('- [x] cover (Kenji Morohashi, addressed in v2): Could you be more specific?'),
    )
  })

  /** The text of the item of the one issue, as a reader of Markdown sees it, and what kinds of nodes it has. */
  const itemOf = async (name: string): Promise<{ text: string; types: string[] }> => {
    const text = await printed(0, markup, 'issues', name, '--format', 'md')
    const list = unified()
      .use(remarkParse)
      .parse(text)
      .children.find((node) => node.type === 'list')
    const [paragraph] = list?.children[0]?.children ?? []
    assert.ok(paragraph?.type === 'paragraph')
    return {
      text: paragraph.children
        .map((node) => ('value' in node ? node.value : ''))
        .join('')
        .replace(/\n.*$/, ''),
      types: [...new Set(paragraph.children.map(({ type }) => type))],
    }
  }

  test('--format md: what people wrote is no markup', async () => {
    const { text, types } = await itemOf('flow')
    assert.ok(text.endsWith(MARKUP.replace('`none`', 'none')), text)
    assert.deepEqual(types, ['text', 'inlineCode'])
  })

  test('--format md: reads as a mail, without escapes', async () => {
    const text = await printed(0, markup, 'issues', 'flow', '--format', 'md')
    assert.ok(!text.includes('\\'), text)
    assert.match(text, /`\*flow->next\*` \| `none` of `\[them\]\(x\)` `_here_` and #1\.\n/)
  })

  test('--format md: nor is a character reference', async () => {
    const { text } = await itemOf('pump')
    assert.ok(text.endsWith(ENTITY), text)
  })
})

describe('todo', { concurrency: 4 }, () => {
  test('of an author: what is open', async () => {
    const report = await json<TodoReport>(
      sample,
      'todo',
      '--me',
      'maren.oltvik@example.com',
      ...SINCE,
    )
    assert.deepEqual([report.schema, report.me], ['patchtrail/todo/1', 'maren.oltvik@example.com'])
    assert.deepEqual(
      report.series.map((s) => [
        s.role,
        s.version,
        s.messageId,
        s.issues.map((i) => [i.revision, i.state]),
      ]),
      [
        [
          'author',
          3,
          '<20251110-kt4320-v3-0-71d8a4f0c25b@example.com>',
          [
            [2, 'open'],
            [2, 'agreed'],
            [3, 'open'],
          ],
        ],
      ],
    )
    assert.match(
      await printed(0, sample, 'todo', '--me', 'Maren', ...SINCE),
      /^What Maren owes as an author\n[b-z2-9]{4} {2}v3 {2}2 open, 1 promised {2}32 h {2}hwmon: Add support for Kestrel KT4320\n\nseries with mail since /,
    )
    assert.match(
      await printed(0, sample, 'todo', '--me', 'Maren', '--full', ...SINCE),
      /\n\nopen \(medium confidence\) {2}v3 patch 3, /,
    )
  })

  test('of a reviewer: a new version to look at again, with what became of each request', async () => {
    const report = await json<TodoReport>(sample, 'todo', '--me', 'Priya', ...SINCE)
    assert.deepEqual(
      report.series.map((s) => [
        s.role,
        s.version,
        s.issues.map((i) => `v${i.revision} ${i.state}`),
      ]),
      [['reviewer', 3, ['v1 addressed', 'v1 addressed', 'v2 addressed']]],
    )
    assert.match(
      await printed(0, sample, 'todo', '--me', 'Priya', ...SINCE),
      /^New versions of what Priya asked for: look whether it is done\n[b-z2-9]{4} {2}v3 {2}3 done {2}32 h {2}hwmon: .* — Maren Oltvik\n/,
    )
  })

  test('of a reviewer who has answered the new version, of a stranger, and of times past: nothing', async () => {
    for (const me of ['ruben.castellane@example.org', 'nobody@example.org'])
      assert.match(
        await printed(0, sample, 'todo', '--me', me, ...SINCE),
        new RegExp(`^nothing to do for ${me}\nseries with mail since 2005-.* of 2025-11-11\n$`),
      )
    assert.match(
      await printed(0, sample, 'todo', '--me', 'Maren', '--since', '2026'),
      /^nothing to do for Maren\n.*; 1 older one left out \(--since all looks at them\)\n$/,
    )
  })

  test('times are counted from the newest mail of the store', async () => {
    assert.equal((await json<TodoReport>(sample, 'todo', '--me', 'Maren')).series.length, 1)
  })

  test('issues --mine <ref>: what stands behind it is the ref, and who you are is asked', async () => {
    const { code, err } = await patchtrail(sample, 'issues', '--mine', 'kt4320')
    assert.equal(code, 1)
    assert.match(err, /^patchtrail: who are you\? Give --mine <address>/)
  })

  test('without --me and $EMAIL: exit code 1', async () => {
    const { code, out, err } = await patchtrail(sample, 'todo')
    assert.deepEqual([code, out], [1, ''])
    assert.match(err, /^patchtrail: who are you\? Give --me <address>, or say it once: /)
  })

  test('without --me and $EMAIL, or at no time: one line', async () => {
    await oneLine(1, sample, 'todo')
    await oneLine(1, sample, 'todo', '--me', 'Maren', '--since', 'soon')
  })
})

describe('mark', () => {
  const stateIn = async (db: string): Promise<unknown[] | undefined> => {
    const issue = (await reported(db, { all: true })).versions
      .flatMap((v) => v.issues)
      .find(({ id }) => id === SUSPEND)
    return issue && [issue.state, issue.marked]
  }

  test('a round trip: addressed, not an issue, and what was derived again', async () => {
    const db = join(folder, 'mark.db')
    copyStoreFile(sample, db)
    assert.equal(
      await printed(0, db, 'mark', SUSPEND, 'addressed', '--note', 'never sleeps'),
      `${SUSPEND}: addressed\n`,
    )
    assert.deepEqual(await stateIn(db), ['addressed', true])
    assert.match(
      await printed(0, db, 'issues', 'KT4320', '--all', '--rev', 'v3'),
      /\naddressed \(you said so\) {2}v3 patch 3, /,
    )
    assert.match(await printed(0, db, 'rebuild'), /^3 threads derived anew\n$/)
    assert.deepEqual(await stateIn(db), ['addressed', true])
    await printed(0, db, 'mark', SUSPEND.replace(/[<>]/g, ''), 'not-an-issue')
    assert.equal(await stateIn(db), undefined)
    assert.match(await printed(0, db, 'mark', SUSPEND, 'auto'), /what was derived holds again\n$/)
    assert.deepEqual(await stateIn(db), ['open', false])
  })

  test('mistakes: an id that is none, a message or a comment that is not there, a state that is none', async () => {
    assert.match(
      await oneLine(1, sample, 'mark', 'suspend', 'open'),
      /names no comment; it looks like <message-id>#2/,
    )
    assert.match(
      await oneLine(2, sample, 'mark', '<nobody@example.org>#1', 'open'),
      /no message <nobody@example\.org>/,
    )
    assert.match(
      await oneLine(2, sample, 'mark', SUSPEND.replace('#1', '#7'), 'open'),
      /has no comment 7/,
    )
    assert.equal((await patchtrail(sample, 'mark', SUSPEND, 'done')).code, 1)
    assert.deepEqual(await stateIn(sample), ['open', false])
  })
})

const ID = /^<[^<>\s]+@[^<>\s]+>$/
const COMMENT_ID = /^<[^<>\s]+@[^<>\s]+>#\d+$/
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

describe('export', () => {
  /** Fields of DESIGN.md's contract, in its order, and those that README.md adds. */
  const CONTRACT = [
    'schema',
    'id',
    'series',
    'revision',
    'patch',
    'path',
    'line',
    'summary',
    'by',
    'date',
    'state',
    'addressedIn',
    'confidence',
    'evidence',
    'answers',
  ]
  const ADDED = [
    'function',
    'kind',
    'severity',
    'sender',
    'marked',
    'states',
    'now',
    'askedOf',
    'strength',
    'passedOver',
    'about',
    'probability',
    'moot',
    'revisionName',
    'addressedInName',
    'passedOverNames',
    'again',
  ]

  test('issues: every field of the contract, none left out, Message-IDs in brackets', async () => {
    const issues = await exported<IssueRecord>(sample, 'issues')
    assert.equal(issues.length, 30)
    for (const issue of issues) {
      assert.deepEqual(Object.keys(issue).sort(), [...CONTRACT, ...ADDED].sort())
      assert.equal(issue.schema, 'patchtrail/issue/1')
      for (const id of [issue.id, ...issue.answers]) assert.match(id, COMMENT_ID)
      for (const one of issue.evidence) {
        assert.deepEqual(Object.keys(one), ['rule', 'messageId', 'line', 'text'])
        if (one.messageId !== null) assert.match(one.messageId, ID)
      }
      if (issue.now) assert.match(issue.now.messageId, ID)
      assert.deepEqual(Object.keys(issue.by), ['name', 'address'])
      if (issue.date !== null) assert.match(issue.date, DATE)
      assert.match(issue.state, /^(?:open|agreed|addressed|answered|rejected)$/)
      assert.match(issue.confidence, /^(?:high|medium|low)$/)
      assert.deepEqual(
        [typeof issue.revision, typeof issue.patch, typeof issue.addressedIn],
        ['number', 'number', issue.state === 'addressed' ? 'number' : 'object'],
      )
      assert.equal(issue.series, '20251002-kt4320-6d2b8e41c70f')
    }
  })

  test('issues --ref: those of one series', async () => {
    const [flow, all] = await Promise.all([
      exported<IssueRecord>(markup, 'issues', '--ref', 'flow-v1@example.org'),
      exported<IssueRecord>(markup, 'issues'),
    ])
    assert.deepEqual([flow.map(({ id }) => id), all.length], [['<marked@example.org>#1'], 2])
  })

  test('comments: kind, actionable, issue and series', async () => {
    const [comments, issues] = await Promise.all([
      exported<CommentRecord>(sample, 'comments'),
      exported<IssueRecord>(sample, 'issues'),
    ])
    const states = new Map(issues.map(({ id, state, addressedIn }) => [id, [state, addressedIn]]))
    assert.equal(comments.length, 40)
    for (const { kind, actionable, issue, series, severity, state, addressedIn } of comments) {
      assert.match(kind ?? '', /^(?:change|question|approval|answer|discussion|process)$/)
      assert.equal(actionable, kind === 'change' || kind === 'question')
      assert.equal(issue !== null, actionable)
      assert.deepEqual([state, addressedIn], issue === null ? [null, null] : states.get(issue))
      assert.equal(series, '20251002-kt4320-6d2b8e41c70f')
      assert.ok(severity === null || severity === 'nit' || severity === 'major')
    }
    assert.deepEqual(new Set(comments.flatMap(({ issue }) => issue ?? [])), new Set(states.keys()))
  })
})

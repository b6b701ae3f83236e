import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import type { FeedbackReport } from '../../src/model/report/feedback.ts'
import type { Reviewer, WhoReport } from '../../src/model/report/who.ts'
import type { SearchReport } from '../../src/model/report/search.ts'
import { parseDiff } from '../../src/patch/diff.ts'
import { feedbackReport, touchedByDiff } from '../../src/query/feedback.ts'
import { touchedPath } from '../../src/search/touched.ts'
import { whoReport } from '../../src/query/who.ts'
import { patchIdOf } from '../../src/search/patch-id.ts'
import { openForIngest, type Database } from '../../src/store/store.ts'
import { CLI } from '../support/built.ts'
import {
  ARCHIVE,
  archivedText,
  BRAM,
  gitDiff,
  INES,
  ODILE,
  ROBOT,
  TOVA,
} from '../support/archive.ts'
import { git } from '../support/inboxes.ts'
import { mailText, mboxText, type MailParts } from '../support/mails.ts'
import { patchBody, type FileParts } from '../support/patches.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'

const folder = temporaryFolder()
const at = (hour: number, day = 4): string =>
  `${day} Aug 2020 ${String(hour).padStart(2, '0')}:00:00 +0000`

/** Lines 100 and after of the new file, in flow_open(). */
const OPEN: FileParts = {
  path: 'drivers/flow/flow.c',
  at: 100,
  function: 'static int flow_open(struct flow *flow)',
  lines: [
    ' \tint rc;',
    '-\tflow->retries = 3;',
    '+\tflow->retries = 5;',
    '+\tflow->deadline = jiffies + 200;',
    ' \trc = flow_start(flow);',
    '+\tmsleep(10);',
  ],
}
/** Lines 200 and after, in flow_close(). */
const CLOSE: FileParts = {
  path: 'drivers/flow/flow.c',
  at: 200,
  function: 'static void flow_close(struct flow *flow)',
  lines: [
    ' \tflow_drain(flow);',
    '-\tkfree(flow);',
    '+\tkfree_sensitive(flow->queue);',
    ' \tflow_forget(flow);',
  ],
}
const PUMP: FileParts = {
  path: 'drivers/pump/pump.c',
  at: 7,
  function: 'int pump_start(struct pump *pump)',
  lines: [' {', '+\tflow->deadline = jiffies + 200;', ' \treturn pump_run(pump);'],
}

function answer(
  id: string,
  to: string,
  from: string,
  date: string,
  quote: string,
  words: string,
): MailParts {
  return {
    id,
    subject: `Re: ${to}`,
    from,
    date,
    inReplyTo: to,
    body: `On Mon, 3 Aug 2020, somebody wrote:\n> ${quote}\n\n${words}\n`,
  }
}

/** What was said on one day of the patches of two people. */
const SAID: readonly MailParts[] = [
  {
    id: 'open',
    subject: '[PATCH 1/2] flow: open it in time',
    from: TOVA,
    date: at(7, 3),
    body: patchBody([OPEN]),
  },
  {
    id: 'close',
    subject: '[PATCH 2/2] flow: close it for good',
    from: TOVA,
    date: at(8, 3),
    inReplyTo: 'open',
    body: patchBody([CLOSE]),
  },
  {
    id: 'pump',
    subject: '[PATCH] pump: run it in time',
    from: ODILE,
    date: at(9, 3),
    body: patchBody([PUMP]),
  },
  answer('chat', 'open', INES, at(7), OPEN.lines[2] ?? '', 'Nice, I like it.'),
  answer('ask', 'open', BRAM, at(8), OPEN.lines[3] ?? '', 'Please use msecs_to_jiffies() here.'),
  answer('told', 'ask', TOVA, at(9), 'Please use msecs_to_jiffies() here.', 'Right, I will.'),
  answer(
    'robot',
    'open',
    ROBOT,
    at(10),
    OPEN.lines[5] ?? '',
    'Warning: msleep() may sleep for longer than this.',
  ),
  answer('null', 'close', BRAM, at(8), CLOSE.lines[2] ?? '', 'Please check flow for NULL first.'),
  answer('name', 'pump', INES, at(8), PUMP.lines[1] ?? '', 'Please give this number a name.'),
]

let said: Database
let archive: Database
const db = join(folder, 'archive.db')
before(async () => {
  said = await openForIngest(':memory:')
  await ingest(said, [written(folder, 'said.mbox', mboxText(SAID))])
  archive = await openForIngest(db)
  await ingest(
    archive,
    ARCHIVE.map((mail) => written(folder, `${mail.id}.eml`, archivedText(mail))),
  )
})
after(async () => {
  await said.close()
  await archive.close()
})

async function feedback(
  what: string,
  given: { readonly from?: Database; readonly limit?: number; readonly before?: string } = {},
): Promise<FeedbackReport> {
  const { from = said, limit = 100, before: until = null } = given
  return feedbackReport(from, touchedByDiff(what) ?? [touchedPath(what)], { limit, before: until })
}

const bare = (id: string): string =>
  id
    .replace(/^<([^@]+)@example\.org>#1$/, '$1')
    .replace('@example.org>', '')
    .replace('<', '')

/** `same lines: ask`, in the order of the report. */
function told({ items }: FeedbackReport): string[] {
  return items.map(({ nearness, comment }) => `${nearness}: ${bare(comment.comment.id)}`)
}

describe('feedback on a path', () => {
  test('requests come before chatter, robots last', async () => {
    const report = await feedback('drivers/flow/flow.c')
    const all = told(report)
    assert.deepEqual(
      [all.slice(0, 2).sort(), all.slice(2)],
      [
        ['same file: ask', 'same file: null'],
        ['same file: chat', 'same file: robot'],
      ],
    )
    assert.deepEqual(
      [report.schema, report.total, report.files],
      [
        'patchtrail/feedback/1',
        4,
        [{ path: 'drivers/flow/flow.c', functions: [], discussions: 4 }],
      ],
    )
    const scores = report.items.map(({ score }) => score)
    assert.deepEqual(
      scores,
      [...scores].sort((a, b) => b - a),
    )
  })

  test('the other comments on the same lines stand with the one that asks', async () => {
    const [ask] = (await feedback('drivers/flow/flow.c:flow_open')).items.filter(
      ({ comment }) => bare(comment.comment.id) === 'ask',
    )
    assert.deepEqual(
      [
        ask?.others.map(bare),
        ask?.path,
        ask?.comment.function,
        ask?.comment.quote,
        ask?.comment.comment.state,
      ],
      [
        ['told'],
        'drivers/flow/flow.c',
        'flow_open',
        ['+\tflow->deadline = jiffies + 200;'],
        'agreed',
      ],
    )
    assert.deepEqual(
      ask?.comment.snippet.map(({ text }) => text),
      ['Please use msecs_to_jiffies() here.'],
    )
  })

  test('path:line: what is about that line first, then what is near', async () => {
    assert.deepEqual(told(await feedback('drivers/flow/flow.c:102')).slice(0, 2), [
      'same lines: ask',
      'near lines: chat',
    ])
    assert.deepEqual(told(await feedback('drivers/flow/flow.c:201')), [
      'same lines: null',
      'same file: ask',
      'same file: chat',
      'same file: robot',
    ])
  })

  test('path:line: any line of those that a comment is about', async () => {
    // asked#1 is about lines 23 and 24, asked#2 about line 25.
    for (const line of [23, 24])
      assert.equal(
        told(await feedback(`drivers/flow/flow.c:${line}`, { from: archive })).includes(
          'same lines: asked',
        ),
        true,
        `line ${line}`,
      )
  })

  test('path:line: the same lines come before newer ones near by', async () => {
    assert.equal(
      told(await feedback('drivers/flow/flow.c:25', { from: archive }))[0],
      'same lines: asked#2',
    )
  })

  test('path:function: what is about that function first', async () => {
    for (const what of [
      'drivers/flow/flow.c:flow_close',
      'drivers/flow/flow.c:flow_close()',
      './drivers/flow/flow.c:flow_close',
      '/drivers/flow/flow.c:flow_close',
    ]) {
      assert.deepEqual(
        told(await feedback(what)),
        ['same function: null', 'same file: ask', 'same file: chat', 'same file: robot'],
        what,
      )
    }
  })

  test('a function that is in another file by now', async () => {
    assert.deepEqual(told(await feedback('drivers/flow/close.c:flow_close')), [
      'same function: null',
    ])
  })

  test('the end of a path', async () =>
    assert.deepEqual(
      (await feedback('flow.c')).items.map(({ comment }) => bare(comment.comment.id)).sort(),
      ['ask', 'chat', 'null', 'robot'],
    ))
  test('a folder', async () =>
    assert.deepEqual(
      (await feedback('drivers/pump')).items.map(({ comment }) => bare(comment.comment.id)),
      ['name'],
    ))

  test('that nobody commented on: nothing', async () => {
    for (const what of ['drivers/flow/other.c', 'low.c', 'drivers/flow/flow.c.orig', ''])
      assert.deepEqual([(await feedback(what)).total, (await feedback(what)).items], [0, []], what)
  })

  test('no more than is asked for, of the same order; the total stays', async () => {
    const whole = told(await feedback('drivers/flow/flow.c'))
    const some = await feedback('drivers/flow/flow.c', { limit: 2 })
    assert.deepEqual([some.total, told(some)], [4, whole.slice(0, 2)])
  })

  test('only what was said before a day', async () => {
    assert.deepEqual(
      told(await feedback('drivers/flow/flow.c', { before: '2020-08-04T07:30:00Z' })),
      ['same file: chat'],
    )
    assert.equal(
      (await feedback('drivers/flow/flow.c', { before: '2020-08-04T07:00:00Z' })).total,
      0,
    )
  })

  test('what was removed and what is a copy is left out; the order of arrival does not matter', async () => {
    const copy = written(
      folder,
      'copy.eml',
      mailText(SAID[4] ?? { id: '', body: '' }).replace(/^Message-ID:.*\n/m, ''),
    )
    const expected = await feedback('drivers/flow/flow.c:102')
    await withStore(async (own) => {
      await ingest(own, [
        copy,
        ...[...SAID]
          .reverse()
          .map((mail) => written(folder, `said-${mail.id}.eml`, mailText(mail))),
      ])
      assert.equal((await own.get<{ n: number }>('SELECT count(*) AS n FROM copy'))?.n, 1)
      assert.deepEqual(await feedback('drivers/flow/flow.c:102', { from: own }), expected)
      await own.run(`UPDATE message SET removed = 1 WHERE message_id = '<robot@example.org>'`)
      assert.doesNotMatch(
        told(await feedback('drivers/flow/flow.c', { from: own })).join(),
        /robot/,
      )
    })
  })
})

describe('feedback on a diff', () => {
  const deadline = gitDiff({
    ...OPEN,
    at: 131,
    lines: [
      ' \tint rc;',
      ' \tflow->retries = 5;',
      '-\tflow->deadline = jiffies + 200;',
      '+\tflow->deadline = jiffies + 400;',
      ' \trc = flow_start(flow);',
    ],
  })

  test('what was said of the same lines first, wherever they are now; code that is alike elsewhere', async () => {
    const report = await feedback(deadline)
    assert.deepEqual(
      [report.items[0]?.nearness, bare(report.items[0]?.comment.comment.id ?? '')],
      ['same lines', 'ask'],
    )
    assert.deepEqual(
      told(report)
        .filter((line) => /name|null/.test(line))
        .sort(),
      ['same file: null', 'similar code: name'],
    )
    assert.deepEqual(report.files, [
      { path: 'drivers/flow/flow.c', functions: ['flow_open'], discussions: 4 },
    ])
    assert.equal(
      report.items.find(({ nearness }) => nearness === 'similar code')?.path,
      'drivers/flow/flow.c',
    )
  })

  test('a mail with a patch, a diff with CRLF, and one of a file that was renamed name the same', async () => {
    const expected = told(await feedback(deadline))
    const mail = mailText({
      id: 'next',
      subject: '[PATCH v2] flow: open it later',
      body: patchBody([{ ...OPEN, lines: deadline.split('\n').slice(4, -1) }]),
    })
    assert.deepEqual(told(await feedback(deadline.replaceAll('\n', '\r\n'))), expected)
    assert.equal(told(await feedback(mail))[0], 'same lines: ask')
    const renamed = await feedback(
      gitDiff({
        ...OPEN,
        from: OPEN.path,
        path: 'drivers/flow/main.c',
        lines: deadline.split('\n').slice(4, -1),
      }),
    )
    assert.deepEqual(
      [renamed.files[0]?.path, told(renamed)[0]],
      ['drivers/flow/main.c', 'same lines: ask'],
    )
  })

  test('of several files: each with its own', async () => {
    const report = await feedback(
      gitDiff(
        CLOSE,
        {
          ...PUMP,
          lines: [' {', '-\tflow->deadline = jiffies + 200;', ' \treturn pump_run(pump);'],
        },
        { path: 'lib/new.c', lines: ['+int a;'] },
      ),
    )
    assert.deepEqual(
      report.files.map(({ path, functions }) => [path, functions]),
      [
        ['drivers/flow/flow.c', ['flow_close']],
        ['drivers/pump/pump.c', ['pump_start']],
        ['lib/new.c', []],
      ],
    )
    assert.deepEqual(
      report.files.slice(1).map(({ discussions }) => discussions),
      [1, 0],
    )
    const same = report.items
      .filter(({ nearness }) => nearness === 'same lines')
      .map(({ path, comment }) => [path, bare(comment.comment.id)])
    assert.deepEqual(same.sort(), [
      ['drivers/flow/flow.c', 'null'],
      ['drivers/pump/pump.c', 'name'],
    ])
  })

  test('several patches of one file are one file', async () => {
    const report = await feedback(gitDiff(OPEN) + gitDiff(CLOSE))
    assert.deepEqual(report.files, [
      { path: 'drivers/flow/flow.c', functions: ['flow_open', 'flow_close'], discussions: 4 },
    ])
  })

  test('of nothing that anybody has seen: nothing', async () => {
    const report = await feedback(
      gitDiff({ path: 'lib/other.c', lines: [' int a;', '+int unheard_of_before;', ' int b;'] }),
    )
    assert.deepEqual(
      [report.total, report.files],
      [0, [{ path: 'lib/other.c', functions: [], discussions: 0 }]],
    )
  })

  test('a text without a diff names no file', () =>
    assert.deepEqual(
      ['', 'drivers/flow/flow.c\n', '--- a\n+++ b\n', 'diff --git\n'].map(touchedByDiff),
      [null, null, null, null],
    ))
})

/** What `who` says of people, by their names. */
async function who(
  path: string,
  mails: readonly (MailParts | string)[],
  limit = 10,
): Promise<Reviewer[]> {
  const paths = mails.map((mail, i) =>
    written(folder, `who-${i}.eml`, typeof mail === 'string' ? mail : mailText(mail)),
  )
  return withStore(
    async (own) => (await ingest(own, paths), [...(await whoReport(own, path, limit)).reviewers]),
  )
}

describe('who', () => {
  test('counts comments, requests, what was addressed, and tags; the author is no reviewer', async () => {
    const report = await whoReport(archive, 'drivers/flow', 10)
    assert.deepEqual([report.schema, report.path], ['patchtrail/who/1', 'drivers/flow'])
    assert.deepEqual(
      report.reviewers.map((one) => ({ ...one, nits: one.nits ?? 0 })),
      [
        {
          person: { name: 'Bram Okonkwo', address: 'bram@example.org' },
          sender: 'human',
          comments: 3,
          asked: 2,
          addressed: 2,
          questions: 0,
          nits: 0,
          tags: 1,
          last: '2020-09-11T09:00:00Z',
          requests: [
            'Please use request_mem_region() here, this window is memory.',
            'This must stay under ->uring_lock: locking is cheap, a race condition is not.',
          ],
        },
        {
          person: { name: 'Ines Haugland', address: 'ines@example.net' },
          sender: 'human',
          comments: 1,
          asked: 1,
          addressed: 1,
          questions: 0,
          nits: 0,
          tags: 0,
          last: '2020-08-04T10:00:00Z',
          requests: ['Why is there no timeout? A stuck valve may never close.'],
        },
        {
          person: { name: 'kiln test robot', address: 'robot@ci.example.net' },
          sender: 'ci',
          comments: 1,
          asked: 1,
          addressed: 0,
          questions: 0,
          nits: 0,
          tags: 0,
          last: '2020-09-12T03:00:00Z',
          requests: ['Warning: valve_wait() ignores the result of wait_event_timeout().'],
        },
      ],
    )
  })

  test('of a file, the end of a path, a glob, and nothing', async () => {
    const of = async (path: string): Promise<string[]> =>
      (await whoReport(archive, path, 10)).reviewers.map(
        ({ person, comments }) => `${person.name} ${comments}`,
      )
    const [bram, ines, robot] = ['Bram Okonkwo', 'Ines Haugland', 'kiln test robot']
    assert.deepEqual(await of('drivers/flow/valve.c'), [`${ines} 1`, `${robot} 1`])
    assert.deepEqual(await of('flow.c'), [`${bram} 3`])
    assert.deepEqual(await of('lib/'), [`${bram} 1`])
    assert.deepEqual(await of('*.c'), [`${bram} 4`, `${ines} 1`, `${robot} 1`])
    assert.deepEqual([await of('low.c'), await of('drivers/fl'), await of('')], [[], [], []])
  })

  const patch = SAID[0] ?? { id: '', body: '' }
  const on = (id: string, from: string, line: number, words: string, hour = 8): MailParts =>
    answer(id, 'open', from, at(hour), OPEN.lines[line] ?? '', words)
  const summed = (reviewers: readonly Reviewer[]): string[] =>
    reviewers.map(
      ({ person, comments, tags }) => `${person.name}: ${comments} comments, ${tags} tags`,
    )

  test('robots come last, however much they say', async () => {
    assert.deepEqual(
      summed(
        await who('flow.c', [
          patch,
          on('r1', ROBOT, 2, 'Warning: a.'),
          on('r2', ROBOT, 3, 'Warning: b.'),
          on('r3', ROBOT, 5, 'Warning: c.'),
          on('p', INES, 2, 'Nice, I like it.'),
        ]),
      ),
      ['Ines Haugland: 1 comments, 0 tags', 'kiln test robot: 3 comments, 0 tags'],
    )
  })

  test('the last three requests, newest first', async () => {
    const [bram] = await who('flow.c', [
      patch,
      ...['a', 'b', 'c', 'd'].map((name, i) =>
        on(name, BRAM, 2, `Please rename it to ${name}.`, 7 + i),
      ),
    ])
    assert.deepEqual(
      [bram?.comments, bram?.asked, bram?.requests],
      [4, 4, ['d', 'c', 'b'].map((name) => `Please rename it to ${name}.`)],
    )
  })

  test('a tag without a comment counts, also on a patch that is tagged as a whole', async () => {
    const tag = {
      ...on('tag', INES, 0, ''),
      body: `On Mon, 3 Aug 2020, somebody wrote:\n> ${OPEN.lines[2]}\n\nReviewed-by: ${INES}\nTested-by: ${INES}\n`,
    }
    assert.deepEqual(
      (await who('flow.c', [patch, tag])).map(({ person, tags, last }) => [
        person.name,
        tags,
        last,
      ]),
      [['Ines Haugland', 2, '2020-08-04T08:00:00Z']],
    )
  })

  test('what nobody said counts as 0, not as unknown', async () => {
    const [ines] = await who('flow.c', [patch, on('chat', INES, 2, 'Please rename it.')])
    assert.deepEqual(
      [ines?.asked, ines?.addressed, ines?.questions, ines?.nits, ines?.tags],
      [1, 0, 0, 0, 0],
    )
  })

  test('a copy of a mail counts for nothing', async () => {
    const tag = {
      ...on('tag', INES, 2, ''),
      body: `On Mon, 3 Aug 2020, somebody wrote:\n> ${OPEN.lines[2]}\n\nNice, I like it.\n\nReviewed-by: ${INES}\n`,
    }
    assert.deepEqual(
      summed(await who('flow.c', [patch, tag, mailText(tag).replace(/^Message-ID:.*\n/m, '')])),
      ['Ines Haugland: 1 comments, 1 tags'],
    )
  })

  test('one name under several addresses is one person, with the requests of all', async () => {
    const [bram, ...others] = await who('flow.c', [
      patch,
      on('a', BRAM, 2, 'Please rename it to a.', 8),
      on('b', 'Bram Okonkwo <bram@work.example.com>', 3, 'Please rename it to b.', 9),
    ])
    assert.deepEqual(
      [bram?.comments, bram?.asked, bram?.last, others],
      [2, 2, '2020-08-04T09:00:00Z', []],
    )
    assert.deepEqual(bram?.requests, ['Please rename it to b.', 'Please rename it to a.'])
  })

  test('one address under several names is one person', async () => {
    const found = await who('flow.c', [
      patch,
      on('a', BRAM, 2, 'Please rename it to a.', 8),
      on('b', 'B. Okonkwo <bram@example.org>', 3, 'Please rename it to b.', 9),
    ])
    assert.deepEqual(
      found.map(({ person, comments }) => [person.address, comments]),
      [['bram@example.org', 2]],
    )
  })

  test('no more than are asked for, those who say most first', async () => {
    const mails = [
      patch,
      on('a', BRAM, 2, 'Please rename it.'),
      on('b', BRAM, 3, 'Please rename it, too.'),
      on('c', INES, 2, 'Nice, I like it.'),
    ]
    assert.deepEqual(
      [summed(await who('flow.c', mails, 1)), summed(await who('flow.c', mails))],
      [
        ['Bram Okonkwo: 2 comments, 0 tags'],
        ['Bram Okonkwo: 2 comments, 0 tags', 'Ines Haugland: 1 comments, 0 tags'],
      ],
    )
  })
})

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs the program on the archive, with this text on its standard input. */
function given(input: string, ...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [CLI, '--db', db, ...args],
      { env: { ...process.env, NO_COLOR: '1' } },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
    child.stdin?.on('error', () => undefined).end(input)
  })
}

const run = (...args: string[]): Promise<Ran> => given('', ...args)

/** What it prints; fails where it ends otherwise than well. */
async function printed(...args: string[]): Promise<string> {
  const ran = await run(...args)
  assert.deepEqual([ran.code, ran.err], [0, ''])
  return ran.out
}

const json = async <T>(...args: string[]): Promise<T> =>
  JSON.parse(await printed(...args, '--json')) as T

describe('the command search', { concurrency: 4 }, () => {
  test('prints what was found, the words that were looked for, and how many there are', async () => {
    assert.equal(
      await printed('search', 'locking'),
      [
        '2020-08-04  Bram Okonkwo  change, addressed in v2  Re: [PATCH 1/2] flow: claim the window of the device',
        '  drivers/flow/flow.c:25 flow_probe',
        '  > +\tflow->base = ioremap(res->start, 64);',
        '  This must stay under ->uring_lock: locking is cheap, a race condition is not.',
        '  <asked@example.org>#2',
        '',
        '1 comment',
        '',
      ].join('\n'),
    )
    const lines = (
      await printed('search', 'dfb:wait_event_timeout', 'OR', 'm:news', '--in', 'messages')
    ).split('\n')
    assert.match(
      lines[0] ?? '',
      /^2020-09-10 {2}Tova Lindqvist {2}\[PATCH v2 2\/2\] flow: wait until the valve has closed {2}1 comment, 1 open$/,
    )
    assert.match(
      lines[1] ?? '',
      /^ {2}\d+: \+\twait_event_timeout\(valve->queue, valve->closed, HZ\);$/,
    )
    assert.match(
      await printed('search', 'window', '--limit', '2', '--offset', '1'),
      /\n2 to 3 of 4 comments; --offset 3 shows more\n$/,
    )
  })

  test('--color always: what was found is set off', async () =>
    assert.match(
      await printed('--color', 'always', 'search', 'locking'),
      /->uring_lock: \u001b\[[\d;]+mlocking\u001b\[\d*m is cheap/,
    ))

  test('--json', async () => {
    const report = await json<SearchReport>('search', 's:window', '--limit', '2', '--sort', 'date')
    assert.deepEqual(
      [
        report.schema,
        report.query,
        report.in,
        report.sort,
        report.total,
        report.offset,
        report.messages.length,
        report.comments,
      ],
      ['patchtrail/search/1', 's:window', 'messages', 'date', 5, 0, 2, []],
    )
  })

  test('several words are one query; one with blanks is a phrase; quotes that are there stay', async () => {
    const of = async (...words: string[]): Promise<[string, number]> =>
      json<SearchReport>('search', ...words).then(({ query, total }) => [query, total])
    assert.deepEqual(await of('race', 'condition'), ['race condition', 1])
    assert.deepEqual(await of('under ->uring_lock', 'condition'), [
      '"under ->uring_lock" condition',
      1,
    ])
    assert.deepEqual(await of('s:claim the window', 'by:bram'), ['s:"claim the window" by:bram', 3])
    assert.deepEqual(await of('s:"claim the" AND by:bram'), ['s:"claim the" AND by:bram', 3])
  })

  test('-word is a word that is not wanted, wherever it stands', async () => {
    const of = async (...words: string[]): Promise<number> =>
      (await json<SearchReport>('search', ...words)).total
    const [all, without, first, phrase, prefix, only] = await Promise.all([
      of('window'),
      of('window', '-memory'),
      of('-memory', 'window'),
      of('window', '-window is memory'),
      of('window', '-is:actionable'),
      of('-window'),
    ])
    assert.deepEqual([all, without, first, phrase, prefix, only], [4, 2, 2, 2, 2, 6])
  })

  test('-word is one whatever its first letter', async () => {
    for (const letter of 'hjlV') {
      const { code, out } = await run('search', 'window', `-${letter}zzz`, '--json')
      assert.deepEqual([code, out.slice(0, 9)], [0, '{"schema"'], `-${letter}zzz`)
    }
  })

  test('nothing found: exit code 2 and one line; with --json the report as well', async () => {
    const [told, report] = await Promise.all([
      run('search', 'nothing'),
      run('search', 'nothing', '--json'),
    ])
    assert.deepEqual(
      [told.code, told.out, told.err],
      [2, '', 'patchtrail: nothing found in comments\n'],
    )
    assert.deepEqual(
      [report.code, report.err, (JSON.parse(report.out) as SearchReport).total],
      [2, '', 0],
    )
  })

  test('a mistake: exit code 1, what is wrong, and the spot', async () => {
    const rows = [
      [
        ['lock', 'knd:change'],
        'there is no prefix knd:, did you mean kind:?',
        'lock knd:change',
        5,
      ],
      [['(lock'], 'this ( is not closed', '(lock', 0],
      [['a\tOR'], 'something is missing at the end', 'a OR', 4],
      [
        ['d:soon'],
        'this is no date; try d:2024-01-31, d:2024, d:20240101..20240201 or d:2.weeks.ago..',
        'd:soon',
        2,
      ],
    ] as const
    for (const [words, message, line, spot] of rows) {
      const { code, out, err } = await run('search', ...words)
      assert.deepEqual(
        [code, out, err],
        [1, '', `patchtrail: ${message}\n  ${line}\n  ${' '.repeat(spot)}^\n`],
      )
    }
  })

  test('an option that is not there, or that cannot be: exit code 1, in words', async () => {
    for (const [args, words] of [
      [['--foo'], /no option --foo; patchtrail search --help/],
      [['--sort', 'size'], /relevance, date/],
      [['--in', 'files'], /comments, patches, messages/],
      [['--limit', 'x'], /must be a number/],
      [['--offset', '-1'], /must be a number/],
    ] as const) {
      const { code, out, err } = await run('search', 'window', ...args)
      assert.deepEqual([code, out], [1, ''])
      assert.match(err, words)
    }
    assert.equal((await run('search')).code, 1)
  })

  test('--help names every prefix', async () =>
    assert.match(await printed('search', '--help'), /\n {2}dfhh: .*\n[^]*\n {2}tag: /))
})

describe('the commands feedback and who', { concurrency: 4 }, () => {
  const diff = gitDiff({
    path: 'drivers/flow/valve.c',
    at: 30,
    lines: [
      ' \tmutex_lock(&valve->uring_lock);',
      '-\twait_event(valve->queue, valve->closed);',
      '+\twait_event_killable(valve->queue, valve->closed);',
    ],
  })

  test('feedback of a path', async () => {
    const text = await printed('feedback', 'lib/valves/print.c')
    assert.equal(
      text,
      [
        'same file',
        '2021-11-06  Bram Okonkwo  nit, change, open  Re: [PATCH] valve: print addresses with %pa',
        '  lib/valves/print.c:8 valve_print',
        '  > +\tpr_info("%pa\\n", &start);',
        '  nit: please write 0x before %pa.',
        '  <nit@example.org>#1',
        '',
        '1 discussion',
        '',
      ].join('\n'),
    )
    assert.match(
      await printed('feedback', 'drivers/flow/flow.c', '--limit', '1'),
      /\n1 of 3 discussions; --limit N shows more\n$/,
    )
  })

  test('feedback of a diff in a file, and on standard input', async () => {
    const [file, piped] = await Promise.all([
      json<FeedbackReport>('feedback', written(folder, 'next.patch', diff)),
      given(diff, 'feedback', '-', '--json'),
    ])
    assert.deepEqual([piped.code, piped.err, JSON.parse(piped.out)], [0, '', file])
    assert.deepEqual(
      [file.schema, file.files[0]?.path, told(file)[0]],
      ['patchtrail/feedback/1', 'drivers/flow/valve.c', 'same lines: why'],
    )
  })

  test('a file without a diff is a path', async () => {
    const { code, err } = await run('feedback', written(folder, 'notes.txt', 'No diff.\n'))
    assert.deepEqual([code, err], [2, 'patchtrail: nobody has commented on this before\n'])
  })

  test('- without a diff: exit code 1, in one line that names the remedy', async () => {
    for (const input of ['', 'no diff\n']) {
      const { code, out, err } = await given(input, 'feedback', '-')
      assert.deepEqual([code, out], [1, ''])
      assert.match(
        err,
        /^patchtrail: there is no diff on standard input; try: git format-patch [^\n]*\n$/,
      )
    }
  })

  test('nothing found: exit code 2; with --json the report as well', async () => {
    const [told, report, nobody, none] = await Promise.all([
      run('feedback', 'lib/other.c'),
      run('feedback', 'lib/other.c', '--json'),
      run('who', 'lib/other.c'),
      run('who', 'lib/other.c', '--json'),
    ])
    assert.deepEqual(
      [told.code, told.out, told.err],
      [2, '', 'patchtrail: nobody has commented on this before\n'],
    )
    assert.deepEqual([report.code, (JSON.parse(report.out) as FeedbackReport).total], [2, 0])
    assert.deepEqual(
      [nobody.code, nobody.out, nobody.err],
      [2, '', 'patchtrail: nobody has commented on lib/other.c\n'],
    )
    assert.deepEqual(
      [none.code, JSON.parse(none.out)],
      [2, { schema: 'patchtrail/who/1', path: 'lib/other.c', reviewers: [] }],
    )
  })

  test('who', async () => {
    assert.equal(
      await printed('who', 'drivers/flow', '--limit', '1'),
      [
        'Bram Okonkwo <bram@example.org>  3 comments: 2 requests (2 addressed); 1 tag  last 2020-09-11',
        '    Please use request_mem_region() here, this window is memory.',
        '    This must stay under ->uring_lock: locking is cheap, a race condition is not.',
        '',
      ].join('\n'),
    )
    const report = await json<WhoReport>('who', 'drivers/flow')
    assert.deepEqual([report.schema, report.reviewers.length], ['patchtrail/who/1', 3])
  })

  test('a store that is not there, and numbers that are none: exit code 1', async () => {
    for (const command of ['feedback', 'who']) {
      assert.equal((await run('--db', join(folder, 'none.db'), command, 'x')).code, 1)
      assert.match((await run(command, 'x', '--limit', '-2')).err, /must be a number/)
    }
  })
})

describe('patch ids are those of git patch-id --stable', () => {
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, GIT_CONFIG_NOSYSTEM: '1' }
  const ofGit = (text: string): string | null =>
    execFileSync('git', ['patch-id', '--stable'], { input: text, env }).toString().slice(0, 40) ||
    null
  const ours = (text: string): string | null => {
    const lines = text.split('\n')
    return patchIdOf(lines, parseDiff(lines).files)
  }
  const CHANGE = gitDiff(CLOSE)
  const file = (headers: string, hunk: string): string =>
    `diff --git a/lib/a.c b/lib/a.c\n${headers}--- a/lib/a.c\n+++ b/lib/a.c\n${hunk}`
  const RENAME =
    'diff --git a/lib/a.c b/lib/b.c\nsimilarity index 100%\nrename from lib/a.c\nrename to lib/b.c\n'
  const rows: readonly (readonly [string, string])[] = [
    ['one file', CHANGE],
    ['several files', gitDiff(OPEN, CLOSE, PUMP)],
    ['several files, in another order', gitDiff(PUMP, OPEN, CLOSE)],
    ['a new file', gitDiff({ path: 'lib/new.c', lines: ['+int a;', '+', '+int b;'] })],
    [
      'a deleted file',
      'diff --git a/lib/a.c b/lib/a.c\ndeleted file mode 100644\nindex 1f2e3d4..0000000\n--- a/lib/a.c\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-int a;\n-int b;\n',
    ],
    ['a file that is renamed and changed', gitDiff({ ...CLOSE, from: 'drivers/flow/old.c' })],
    ['a file that is only renamed', RENAME],
    ['one that is only renamed below another', CHANGE + RENAME],
    ['one that is only renamed above another', RENAME + CHANGE],
    [
      'one whose mode alone changes above another',
      `diff --git a/run.sh b/run.sh\nold mode 100644\nnew mode 100755\n${CHANGE}`,
    ],
    [
      'a new empty file above another',
      `diff --git a/empty b/empty\nnew file mode 100644\nindex 0000000..e69de29\n${CHANGE}`,
    ],
    [
      'blob ids, and a mode that changes',
      file(
        'old mode 100644\nnew mode 100755\nindex 1f2e3d4..5c6b7a8\n',
        '@@ -1 +1 @@\n-int a;\n+int b;\n',
      ),
    ],
    [
      'no newline at the end',
      file(
        'index 1f2e3d4..5c6b7a8 100644\n',
        '@@ -1 +1 @@\n-int a;\n\\ No newline at end of file\n+int b;\n\\ No newline at end of file\n',
      ),
    ],
    [
      'several hunks, with the names of functions',
      file(
        '',
        '@@ -1 +1,2 @@ int f(void)\n int a;\n+int b;\n@@ -9 +10 @@ int g(void)\n-int c;\n+int d;\n',
      ),
    ],
    [
      'lines that look like headers',
      file('', '@@ -1,3 +1,3 @@\n int a;\n--- b\n+++ c\n @@ -1 +1 @@\n'),
    ],
    ['white space', file('', '@@ -1,2 +1,3 @@\n \tint  a;\n \n+\t \tint b;  \r\n')],
    ['a form feed, which is no white space to git', file('', '@@ -1 +1,2 @@\n int a;\n+\f\n')],
    ['letters of other languages', file('', '@@ -1 +1,2 @@\n int a;\n+/* größe\u00a0锁 */\n')],
    [
      'a path that git quotes',
      CHANGE.replace(
        'diff --git a/drivers/flow/flow.c b/drivers/flow/flow.c',
        'diff --git "a/gr\\303\\266.c" "b/gr\\303\\266.c"',
      )
        .replace('--- a/drivers/flow/flow.c', '--- "a/gr\\303\\266.c"')
        .replace('+++ b/drivers/flow/flow.c', '+++ "b/gr\\303\\266.c"'),
    ],
    ['a mail', mailText({ id: 'mail', body: patchBody([OPEN, CLOSE]) })],
    ['no diff', 'Hello.\n'],
    ['a diff without a line of git', CHANGE.replace(/^diff .*\n/, '')],
  ]
  for (const [name, text] of rows) test(name, () => assert.equal(ours(text), ofGit(text)))

  test('a commit as git formats it: files new, changed, renamed, removed, without a newline', () => {
    const work = join(folder, 'work')
    mkdirSync(join(work, 'lib'), { recursive: true })
    git(work, 'init', '-q', '-b', 'master')
    const lines = Array.from({ length: 40 }, (_, i) => `int line_${i};\n`)
    for (const name of ['a.c', 'b.c', 'c.c', 'd.c'])
      writeFileSync(join(work, 'lib', name), `${name}\n${lines.join('')}`)
    git(work, 'add', '-A')
    git(work, 'commit', '-qm', 'first')
    writeFileSync(
      join(work, 'lib/a.c'),
      lines
        .map((line, i) => (i % 17 === 3 ? line.toUpperCase() : line))
        .join('')
        .trimEnd(),
    )
    git(work, 'mv', 'lib/b.c', 'lib/z.c')
    writeFileSync(join(work, 'lib/z.c'), `z.c\n${lines.slice(2).join('')}`)
    rmSync(join(work, 'lib/c.c'))
    writeFileSync(join(work, 'lib/e.c'), 'int e;')
    git(work, 'add', '-A')
    git(work, 'commit', '-qm', 'second')
    for (const args of [
      ['format-patch', '--stdout', '-1', '-M'],
      ['diff', 'HEAD~', 'HEAD', '--no-renames'],
      ['diff', 'HEAD~', 'HEAD', '-M', '-U1'],
      ['show', '-M', '--format=fuller', '--full-index'],
    ]) {
      const text = `${git(work, ...args)}\n`
      assert.match(ours(text) ?? '', /^[0-9a-f]{40}$/)
      assert.equal(ours(text), ofGit(text), args.join(' '))
    }
  })
})

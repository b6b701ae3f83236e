import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { ingest } from '../../src/ingest/ingest.ts'
import type { SearchIn } from '../../src/model/query.ts'
import type { SearchReport, SnippetLine } from '../../src/model/report/search.ts'
import { searchReport, type SearchOptions } from '../../src/query/search.ts'
import { refresh } from '../../src/ingest/refresh.ts'
import { PREFIXES } from '../../src/search/prefixes.ts'
import { QueryError } from '../../src/search/query-error.ts'
import { snippetOf } from '../../src/search/snippet.ts'
import { dropDerived } from '../../src/store/rebuild.ts'
import { openForIngest, type Database } from '../../src/store/store.ts'
import { ARCHIVE, archivedText } from '../support/archive.ts'
import { Inbox } from '../support/inboxes.ts'
import { mailText, mboxText, type MailParts } from '../support/mails.ts'
import { patchBody } from '../support/patches.ts'
import { reply, version } from '../support/reviewed.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'

const NOW = Date.UTC(2021, 11, 1)
const KINDS: readonly SearchIn[] = ['comments', 'patches', 'messages']
const folder = temporaryFolder()
const FILES = ARCHIVE.map((mail) => written(folder, `${mail.id}.eml`, archivedText(mail)))

let store: Database
before(async () => {
  store = await openForIngest(':memory:')
  await ingest(store, FILES)
})
after(() => store.close())

function search(
  text: string,
  given: Partial<SearchOptions> = {},
  from: Database = store,
): Promise<SearchReport> {
  return searchReport(from, text, {
    in: null,
    sort: 'relevance',
    limit: 1000,
    offset: 0,
    now: NOW,
    ...given,
  })
}

/** `asked#1`, `claim2`: in the order of the report. */
function ids({ comments, messages }: SearchReport): string[] {
  return [
    ...comments.map(({ comment }) => comment.id),
    ...messages.map(({ messageId }) => messageId),
  ].map((id) => id.replace(/^<([^@]+)@example\.org>/, '$1'))
}

/** What is found of one kind, in the order of the alphabet. */
async function found(text: string, kind: SearchIn, from: Database = store): Promise<string> {
  const report = await search(text, { in: kind }, from)
  assert.equal(report.total, ids(report).length, 'the total')
  return ids(report).sort().join(' ')
}

type Row = readonly [query: string, comments: string, patches: string, messages: string]

/** One test per row: a query, and what it finds of each kind. */
function finds(name: string, rows: readonly Row[]): void {
  describe(name, () => {
    for (const [query, ...expected] of rows)
      test(query, async () =>
        assert.deepEqual(await Promise.all(KINDS.map((kind) => found(query, kind))), expected),
      )
  })
}

const COMMENTS = 'agreed#1 asked#1 asked#2 fine#1 report#1 told#1 tree#1 why#1'
const PATCHES = 'claim1 claim2 cover1 cover2 wait1 wait2'
const MESSAGES = 'agreed asked claim1 claim2 cover1 cover2 fine report told tree wait1 wait2 why'
const ON_FLOW = 'agreed#1 asked#1 asked#2 fine#1'
const ON_CLAIM1 = 'agreed#1 asked#1 asked#2'
const BY_BRAM = ['asked#1 asked#2 fine#1 nit#1', '', 'asked fine nit'] as const

const OF_PREFIXES: readonly Row[] = [
  ['s:window', ON_FLOW, 'claim1 claim2', 'agreed asked claim1 claim2 fine'],
  ['s:"claim the window"', ON_FLOW, 'claim1 claim2', 'agreed asked claim1 claim2 fine'],
  ['s:"window the"', '', '', ''],
  ['f:tova', 'agreed#1 told#1', PATCHES, 'agreed claim1 claim2 cover1 cover2 told wait1 wait2'],
  ['f:bram@example.org', ...BY_BRAM],
  ['f:"Bram Okonkwo"', ...BY_BRAM],
  ['f:okonk*', ...BY_BRAM],
  ['f:okonk', '', '', ''],
  ['t:valves', '', 'print', 'print'],
  ['t:flow', COMMENTS, PATCHES, MESSAGES],
  ['c:bram', '', 'claim1 claim2', 'claim1 claim2'],
  ['c:flow', '', '', ''],
  ['tc:odile', '', 'cover1 cover2', 'cover1 cover2'],
  ['tc:valves', '', 'cover1 cover2 print', 'cover1 cover2 print'],
  ['a:odile', '', 'cover1 cover2 print', 'cover1 cover2 print'],
  ['a:bram', 'asked#1 asked#2 fine#1 nit#1', 'claim1 claim2', 'asked claim1 claim2 fine nit'],
  ['b:memory', 'agreed#1 asked#1', '', 'agreed asked'],
  ['b:ioremap', 'asked#2', 'claim1 claim2', 'asked claim1 claim2'],
  [
    'bs:window',
    `${ON_FLOW} news#1 tree#1`,
    'claim1 claim2 cover1 cover2',
    'agreed asked claim1 claim2 cover1 cover2 fine news tree',
  ],
  ['nq:memory', 'asked#1', '', 'asked'],
  ['nq:EBUSY', '', 'claim1 claim2', 'claim1 claim2'],
  ['q:memory', 'agreed#1', '', 'agreed'],
  ['q:EBUSY', 'asked#1 fine#1', '', 'asked fine'],
  [
    'd:2020-08',
    'agreed#1 asked#1 asked#2 told#1 tree#1 why#1',
    'claim1 cover1 wait1',
    'agreed asked claim1 cover1 told tree wait1 why',
  ],
  ['d:20200804', 'asked#1 asked#2 why#1', '', 'asked why'],
  ['d:20200804090000', 'asked#1 asked#2', '', 'asked'],
  [
    'd:2019..20200804',
    'asked#1 asked#2 news#1 why#1',
    'claim1 cover1 wait1',
    'asked claim1 cover1 news wait1 why',
  ],
  ['d:2020-08-04..2020-08-04', 'asked#1 asked#2 why#1', '', 'asked why'],
  ['d:..2019', 'news#1', '', 'news'],
  ['d:2021..', 'nit#1', 'print', 'nit print'],
  ['d:4.weeks.ago..', 'nit#1', 'print', 'nit print'],
  ['d:..4.weeks.ago d:2020-09-11..', 'fine#1 report#1', '', 'fine report'],
  ['m:claim', '', 'claim1 claim2', 'claim1 claim2'],
  ['m:<claim1@example.org>', '', 'claim1', 'claim1'],
  ['m:asked@example.org', 'asked#1 asked#2', '', 'asked'],
  ['l:valves', 'nit#1', 'print', 'nit print'],
  ['l:FLOW.lists', COMMENTS, PATCHES, MESSAGES],
  ['dfn:flow.c', ON_FLOW, 'claim1 claim2', 'claim1 claim2'],
  [
    'dfn:drivers/flow',
    `${ON_FLOW} report#1 why#1`,
    'claim1 claim2 wait1 wait2',
    'claim1 claim2 wait1 wait2',
  ],
  ['dfa:msleep', 'report#1 why#1', 'wait1 wait2', 'wait1 wait2'],
  ['dfa:wait_event', '', '', ''],
  ['dfb:wait_event', 'report#1 why#1', 'wait1 wait2', 'wait1 wait2'],
  ['dfb:msleep', '', '', ''],
  ['dfhh:valve_wait', 'report#1 why#1', 'wait1 wait2', 'wait1 wait2'],
  ['dfctx:mutex_lock', 'report#1 why#1', 'wait1 wait2', 'wait1 wait2'],
  ['dfctx:msleep', '', '', ''],
  ['dfpre:1f2e3d4', ON_CLAIM1, 'claim1', 'claim1'],
  ['dfpre:6a5b4c3', '', '', ''],
  ['dfpost:6a5b4c3', ON_CLAIM1, 'claim1', 'claim1'],
  ['dfpost:1f2e3d4', '', '', ''],
  ['dfblob:6a5b4c3', ON_CLAIM1, 'claim1', 'claim1'],
  ['dfblob:1f2e3d4c5b6a', ON_CLAIM1, 'claim1', 'claim1'],
  ['patchid:0000000', '', '', ''],
  ['by:bram', ...BY_BRAM],
  ['by:OKONK', ...BY_BRAM],
  ['by:ci.example', 'report#1', '', 'report'],
  ['by:%', '', '', ''],
  [
    'kind:change',
    'asked#1 asked#2 nit#1 report#1 why#1',
    'claim1 print wait1 wait2',
    'asked claim1 nit print report wait1 wait2 why',
  ],
  ['kind:question', 'tree#1', 'cover1', 'cover1 tree'],
  ['kind:approval', 'fine#1', 'claim2', 'claim2 fine'],
  ['kind:answer', 'agreed#1 told#1', 'claim1 cover1', 'agreed claim1 cover1 told'],
  ['kind:discussion', '', '', ''],
  ['kind:patch', '', 'claim1 claim2 print wait1 wait2', 'claim1 claim2 print wait1 wait2'],
  ['kind:cover', '', 'cover1 cover2', 'cover1 cover2'],
  [
    'kind:reply',
    `${ON_FLOW} nit#1 report#1 told#1 tree#1 why#1`,
    '',
    'agreed asked fine nit report told tree why',
  ],
  ['kind:other', 'news#1', '', 'news'],
  ['state:open', 'nit#1 report#1', 'print wait2', 'nit print report wait2'],
  ['state:addressed', 'asked#1 asked#2 why#1', 'claim1 wait1', 'asked claim1 wait1 why'],
  ['state:answered', 'tree#1', 'cover1', 'cover1 tree'],
  ['state:rejected', '', '', ''],
  [
    'state:changes-requested',
    `${ON_FLOW} nit#1 report#1 told#1 tree#1 why#1`,
    'claim1 claim2 cover1 cover2 print wait1 wait2',
    'agreed asked claim1 claim2 cover1 cover2 fine nit print report told tree wait1 wait2 why',
  ],
  ['state:ready', '', '', ''],
  ['is:open', 'nit#1 report#1', 'print wait2', 'nit print report wait2'],
  [
    'is:settled',
    'asked#1 asked#2 tree#1 why#1',
    'claim1 cover1 wait1',
    'asked claim1 cover1 tree wait1 why',
  ],
  [
    'is:actionable',
    'asked#1 asked#2 nit#1 report#1 tree#1 why#1',
    'claim1 cover1 print wait1 wait2',
    'asked claim1 cover1 nit print report tree wait1 wait2 why',
  ],
  ['is:nit', 'nit#1', 'print', 'nit print'],
  ['is:bot', '', '', ''],
  ['is:ci', 'report#1', '', 'report'],
  [
    'is:human -kind:patch -is:cover',
    `${ON_FLOW} news#1 nit#1 told#1 tree#1 why#1`,
    '',
    'agreed asked fine news nit told tree why',
  ],
  ['is:patch', '', 'claim1 claim2 print wait1 wait2', 'claim1 claim2 print wait1 wait2'],
  ['is:cover', '', 'cover1 cover2', 'cover1 cover2'],
  [
    'is:reply',
    `${ON_FLOW} nit#1 report#1 told#1 tree#1 why#1`,
    '',
    'agreed asked fine nit report told tree why',
  ],
  ['file:drivers/flow/flow.c', ON_FLOW, 'claim1 claim2', 'claim1 claim2'],
  ['file:flow.c', ON_FLOW, 'claim1 claim2', 'claim1 claim2'],
  ['file:flow/flow.c', ON_FLOW, 'claim1 claim2', 'claim1 claim2'],
  ['file:low.c', '', '', ''],
  [
    'file:flow',
    `${ON_FLOW} report#1 why#1`,
    'claim1 claim2 wait1 wait2',
    'claim1 claim2 wait1 wait2',
  ],
  [
    'file:drivers/flow/',
    `${ON_FLOW} report#1 why#1`,
    'claim1 claim2 wait1 wait2',
    'claim1 claim2 wait1 wait2',
  ],
  ['file:drivers/fl', '', '', ''],
  ['file:drivers/*/valve.c', 'report#1 why#1', 'wait1 wait2', 'wait1 wait2'],
  ['file:valves/*.c', 'nit#1', 'print', 'print'],
  ['file:flow.?', ON_FLOW, 'claim1 claim2', 'claim1 claim2'],
  ['file:%flow.c', '', '', ''],
  ['fn:flow_probe', ON_FLOW, 'claim1 claim2', 'claim1 claim2'],
  ['fn:flow_probe()', ON_FLOW, 'claim1 claim2', 'claim1 claim2'],
  ['fn:valve_*', 'nit#1 report#1 why#1', 'print wait1 wait2', 'print wait1 wait2'],
  [
    'ver:1',
    'agreed#1 asked#1 asked#2 nit#1 told#1 tree#1 why#1',
    'claim1 cover1 print wait1',
    'agreed asked claim1 cover1 nit print told tree wait1 why',
  ],
  ['ver:v2', 'fine#1 report#1', 'claim2 cover2 wait2', 'claim2 cover2 fine report wait2'],
  ['ver:3', '', '', ''],
  ['series:20200801-flow-window-5d1f2a7c9e30', COMMENTS, PATCHES, MESSAGES],
  ['series:print@example.org', 'nit#1', 'print', 'nit print'],
  ['series:<print@example.org>', 'nit#1', 'print', 'nit print'],
  ['series:"Claim What"', COMMENTS, PATCHES, MESSAGES],
  ['tag:reviewed-by', 'fine#1', '', 'fine'],
  ['tag:Reviewed', 'fine#1', '', 'fine'],
  ['tag:fixes', '', 'claim2', 'claim2'],
  ['tag:by', '', '', ''],
]

finds('each prefix finds what it names and nothing else', OF_PREFIXES)

test('there is a case of each prefix above', () => {
  assert.deepEqual(
    PREFIXES.map(({ name }) => name).filter(
      (name) => !OF_PREFIXES.some(([query]) => query.startsWith(`${name}:`)),
    ),
    [],
  )
})

test('patchid: what git prints for the patch', async () => {
  const id = execFileSync('git', ['patch-id', '--stable'], {
    input: ARCHIVE.find((mail) => mail.id === 'claim1')?.body ?? '',
  })
    .toString()
    .slice(0, 40)
  for (const part of [id, id.slice(0, 8)])
    assert.deepEqual(await Promise.all(KINDS.map((kind) => found(`patchid:${part}`, kind))), [
      ON_CLAIM1,
      'claim1',
      'claim1',
    ])
})

finds('words', [
  [
    'window',
    'agreed#1 asked#1 news#1 tree#1',
    'claim1 claim2 cover1 cover2',
    'agreed asked claim1 claim2 cover1 cover2 fine news tree',
  ],
  [
    'windows',
    'agreed#1 asked#1 news#1 tree#1',
    'claim1 claim2 cover1 cover2',
    'agreed asked claim1 claim2 cover1 cover2 fine news tree',
  ],
  ['lock', 'asked#2', '', 'asked'],
  ['locking', 'asked#2', '', 'asked'],
  ['LOCKED', 'asked#2', '', 'asked'],
  ['locksmith', '', '', ''],
  ['stuck valve', 'why#1', '', 'why'],
  ['"stuck valve"', 'why#1', '', 'why'],
  ['"valve stuck"', '', '', ''],
  ['"a stuck val"*', 'why#1', '', 'why'],
  ['stuc*', 'why#1', '', 'why'],
  ['stuc', '', '', ''],
  ['odile', 'told#1', 'print', 'nit print told'],
  ['nothing', '', '', ''],
])

finds('names of code, whole and in part', [
  ['request_mem_region', 'agreed#1 asked#1 fine#1', 'claim2', 'agreed asked claim2 fine'],
  ['request_mem_region()', 'agreed#1 asked#1 fine#1', 'claim2', 'agreed asked claim2 fine'],
  ['Request_Mem_Region', 'agreed#1 asked#1 fine#1', 'claim2', 'agreed asked claim2 fine'],
  ['mem_region', 'agreed#1 asked#1 fine#1', 'claim2', 'agreed asked claim2 fine'],
  ['MEM_REG', 'agreed#1 asked#1 fine#1', 'claim2', 'agreed asked claim2 fine'],
  ['*region', 'agreed#1 asked#1 fine#1', 'claim1 claim2', 'agreed asked claim1 claim2 fine'],
  ['request_mem*', 'agreed#1 asked#1 fine#1', 'claim2', 'agreed asked claim2 fine'],
  ['"mem_region"', '', '', ''],
  ['IORESOURCE_BUSY', 'news#1', 'print', 'news print'],
  ['ioresource_busy', 'news#1', 'print', 'news print'],
  ['resource_b', 'news#1', 'print', 'news print'],
  ['IORESOURCE*', 'news#1', 'print', 'news print'],
  ['->uring_lock', 'asked#2', 'wait1 wait2', 'asked wait1 wait2'],
  ['&valve->uring_lock', '', 'wait1 wait2', 'wait1 wait2'],
  ['uring_lock', 'asked#2', 'wait1 wait2', 'asked wait1 wait2'],
  ['%pa', 'nit#1', 'print', 'nit print'],
  ['%pa.', 'nit#1', 'print', 'nit print'],
  ['drivers/flow/flow.c', '', 'claim1 claim2', 'claim1 claim2'],
  ['flow.c', '', 'claim1 claim2', 'claim1 claim2'],
  ['wait_event', 'report#1 why#1', 'wait1 wait2', 'report wait1 wait2 why'],
  ['wait_event(valve->queue', 'why#1', 'wait1', 'wait1 why'],
])

finds('together', [
  ['window memory', 'agreed#1 asked#1', '', 'agreed asked'],
  [
    'window -memory',
    'news#1 tree#1',
    'claim1 claim2 cover1 cover2',
    'claim1 claim2 cover1 cover2 fine news tree',
  ],
  [
    'NOT window',
    'asked#2 fine#1 nit#1 report#1 told#1 why#1',
    'print wait1 wait2',
    'nit print report told wait1 wait2 why',
  ],
  ['tree OR timeout', 'told#1 tree#1 why#1', '', 'told tree why'],
  ['(memory OR timeout) -valve', 'agreed#1 asked#1', '', 'agreed asked'],
  ['memory OR is:nit', 'agreed#1 asked#1 nit#1', 'print', 'agreed asked nit print'],
  ['is:actionable -is:open file:flow.c', 'asked#1 asked#2', 'claim1', 'claim1'],
  [
    'file:drivers/flow -by:bram is:human',
    'agreed#1 why#1',
    'claim1 claim2 wait1 wait2',
    'claim1 claim2 wait1 wait2',
  ],
  ['NOT (is:human OR is:bot)', 'report#1', '', 'report'],
  [
    '-file:*.c',
    'news#1 told#1 tree#1',
    'cover1 cover2',
    'agreed asked cover1 cover2 fine news nit report told tree why',
  ],
  ['-d:2020', 'news#1 nit#1', 'print', 'news nit print'],
  ['timeout dfa:msleep', 'why#1', '', ''],
  ['kind:change fn:flow_probe -memory', 'asked#2', 'claim1', 'claim1'],
  [
    'zzz OR -zzz',
    `${ON_FLOW} news#1 nit#1 report#1 told#1 tree#1 why#1`,
    'claim1 claim2 cover1 cover2 print wait1 wait2',
    'agreed asked claim1 claim2 cover1 cover2 fine news nit print report told tree wait1 wait2 why',
  ],
])

describe('names of functions of patches', () => {
  let own: Database
  before(async () => {
    own = await openForIngest(':memory:')
    const renamed: MailParts = {
      id: 'renamed',
      subject: '[PATCH] lamp: move it',
      body: patchBody([
        { path: 'drivers/lamp/new.c', from: 'drivers/lamp/old.c', lines: [' a', '-b', '+c'] },
      ]),
    }
    await ingest(own, [
      written(
        folder,
        'functions.mbox',
        mboxText([
          version('flow', 1),
          reply('asked', 'flow-v1', 'Please use a constant here.'),
          renamed,
        ]),
      ),
    ])
  })
  after(() => own.close())

  test('a function that a patch adds is one that it changes', async () => {
    assert.deepEqual(
      [await found('fn:flow_open', 'comments', own), await found('fn:flow_open', 'patches', own)],
      ['asked#1', 'flow-v1'],
    )
  })

  test('a word of its parameters is no function', async () =>
    assert.deepEqual(await Promise.all(KINDS.map((kind) => found('fn:flow', kind))), ['', '', '']))
  test('a part of its name is another function', async () =>
    assert.deepEqual(await Promise.all(KINDS.map((kind) => found('fn:probe', kind))), ['', '', '']))
  test('case does not matter', async () =>
    assert.deepEqual(await Promise.all(KINDS.map((kind) => found('fn:FLOW_PROBE', kind))), [
      ON_FLOW,
      'claim1 claim2',
      'claim1 claim2',
    ]))

  test('a file that is renamed is found by both names', async () => {
    for (const path of ['drivers/lamp/old.c', 'old.c', 'drivers/lamp/new.c'])
      assert.equal(await found(`file:${path}`, 'patches', own), 'renamed', path)
  })
})

describe('what a query speaks of', () => {
  const rows: readonly (readonly [string, SearchIn])[] = [
    ['lock', 'comments'],
    ['"a b" -c', 'comments'],
    ['kind:question', 'comments'],
    ['is:open s:window', 'comments'],
    ['nq:lock', 'comments'],
    ['file:flow.c', 'comments'],
    ['tag:acked', 'comments'],
    ['lock dfb:mutex', 'comments'],
    ['s:window', 'messages'],
    ['f:tova d:2020..', 'messages'],
    ['m:claim', 'messages'],
    ['series:claim ver:2', 'messages'],
    ['bs:window -l:flow', 'messages'],
    ['dfb:mutex', 'patches'],
    ['dfn:flow.c s:window', 'patches'],
    ['patchid:1b2c3d4e', 'patches'],
    ['kind:patch window', 'patches'],
    ['is:cover', 'patches'],
    ['s:window (is:patch OR f:tova)', 'patches'],
    ['kind:Patch', 'patches'],
    ['is:COVER', 'patches'],
  ]
  for (const [query, kind] of rows)
    test(query, async () => assert.equal((await search(query)).in, kind))

  test('values may be written in capitals', async () => {
    for (const [query, same] of [
      ['kind:CHANGE', 'kind:change'],
      ['state:Open', 'state:open'],
      ['is:Nit', 'is:nit'],
      ['is:CI', 'is:ci'],
      ['is:Human', 'is:human'],
    ] as const) {
      assert.equal(await found(query, 'comments'), await found(same, 'comments'), query)
    }
  })
})

describe('the report', () => {
  test('says what was looked for, and how', async () => {
    const {
      comments,
      messages: [hit],
      ...report
    } = await search('dfb:request_region', { sort: 'date', limit: 5 })
    assert.deepEqual(
      [report, comments],
      [
        {
          schema: 'patchtrail/search/1',
          query: 'dfb:request_region',
          in: 'patches',
          sort: 'date',
          total: 1,
          offset: 0,
        },
        [],
      ],
    )
    assert.deepEqual(
      { ...hit, snippet: [] },
      {
        messageId: '<claim1@example.org>',
        subject: '[PATCH 1/2] flow: claim the window of the device',
        content: 'patch',
        author: { name: 'Tova Lindqvist', address: 'tova@example.org' },
        sender: 'human',
        date: '2020-08-03T07:01:00Z',
        series: '20200801-flow-window-5d1f2a7c9e30',
        revision: 1,
        patch: 1,
        comments: 3,
        open: 0,
        snippet: [],
      },
    )
  })

  test('a message that is in no series, and a patch with something open', async () => {
    const { messages } = await search('m:news OR m:wait2 OR m:report', { sort: 'date' })
    assert.deepEqual(
      messages.map((m) => [
        m.content,
        m.sender,
        m.series !== null,
        m.revision,
        m.patch,
        m.comments,
        m.open,
      ]),
      [
        ['reply', 'ci', false, null, null, 0, 0],
        ['patch', 'human', true, 2, 2, 1, 1],
        ['other', 'human', false, null, null, 0, 0],
      ],
    )
  })

  test('a comment with what it is about', async () => {
    const {
      comments: [hit],
      messages,
    } = await search('locking')
    assert.deepEqual(
      [hit?.comment.id, hit?.comment.state, hit?.subject, hit?.function, hit?.quote, messages],
      [
        '<asked@example.org>#2',
        'addressed',
        'Re: [PATCH 1/2] flow: claim the window of the device',
        'flow_probe',
        ['+\tflow->base = ioremap(res->start, 64);'],
        [],
      ],
    )
  })

  test('own words count for more than those quoted above', async () => {
    const order = ids(await search('window'))
    assert.deepEqual([order[0], order.at(-1)], ['asked#1', 'tree#1'])
  })

  test('--sort date: the newest first', async () => {
    const { messages } = await search('a:example -zzz', { in: 'messages', sort: 'date' })
    const dates = messages.map(({ date }) => date ?? '')
    assert.deepEqual(
      [dates.length, dates[0], dates],
      [ARCHIVE.length, '2021-11-06T12:00:00Z', [...dates].sort().reverse()],
    )
    const comments = (await search('window', { sort: 'date' })).comments.map(
      ({ comment }) => comment.date ?? '',
    )
    assert.deepEqual([comments.length, comments], [4, [...comments].sort().reverse()])
  })
})

describe('pages', () => {
  const query = fc.constantFrom(
    'window',
    'NOT zzz',
    'is:human',
    'a:example',
    's:flow',
    'b:flow',
    'window OR is:actionable',
    'flow -window',
    'kind:change',
    'dfb:flow',
  )

  test('are together the whole, in its order, no row twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        query,
        fc.constantFrom(...KINDS),
        fc.constantFrom('relevance' as const, 'date' as const),
        fc.integer({ min: 1, max: 7 }),
        async (text, kind, sort, limit) => {
          const whole = await search(text, { in: kind, sort })
          const pages: SearchReport[] = []
          for (let offset = 0; offset < whole.total; offset += limit)
            pages.push(await search(text, { in: kind, sort, limit, offset }))
          assert.deepEqual(pages.flatMap(ids), ids(whole))
          assert.equal(new Set(ids(whole)).size, whole.total)
          for (const [i, page] of pages.entries())
            assert.deepEqual(
              [page.total, page.offset, ids(page).length],
              [whole.total, i * limit, Math.min(limit, whole.total - i * limit)],
            )
        },
      ),
      { numRuns: 40 },
    )
  })

  for (const text of ['window', 'is:actionable']) {
    test(`beyond the last, and of no rows: the total of ${text} stays`, async () => {
      const { total } = await search(text)
      for (const page of [{ offset: total }, { offset: 500 }, { limit: 0 }])
        assert.deepEqual(
          [(await search(text, page)).total, ids(await search(text, page))],
          [total, []],
          JSON.stringify(page),
        )
    })
  }

  describe('of more than two thousand comments', () => {
    let own: Database
    before(async () => {
      own = await openForIngest(':memory:')
      const many = {
        id: 'many',
        subject: 'Re: many',
        inReplyTo: 'gone',
        body: Array.from({ length: 2050 }, (_, i) => `> line ${i}\n\nkiln\n`).join('\n'),
      }
      const late = {
        id: 'late',
        subject: 'Re: late',
        inReplyTo: 'gone',
        date: 'Tue, 4 Aug 2020 07:03:00 +0000',
        body: `> line\n\nA kiln is what ${'nobody ever wants to talk about, '.repeat(5)}of course.\n`,
      }
      await ingest(own, [written(folder, 'many.mbox', mboxText([many, late]))])
    })
    after(() => own.close())

    test('all of them are on some page', async () => {
      const { total } = await search('kiln', { limit: 1 }, own)
      const last = ids(await search('kiln', { limit: 100, offset: 2000 }, own))
      assert.deepEqual([total, last.length], [2051, 51])
    })

    test('--sort date: the newest first', async () =>
      assert.deepEqual(ids(await search('kiln', { limit: 1, sort: 'date' }, own)), ['late#1']))
  })
})

/** The words that a snippet marks, line by line. */
function marksIn(snippet: readonly SnippetLine[]): [number, string[]][] {
  return snippet.map(({ line, text, marks }) => [
    line,
    marks.map(([from, end]) => text.slice(from, end)),
  ])
}

describe('snippets', () => {
  const commentIn = async (query: string, id: string): Promise<readonly SnippetLine[]> =>
    (await search(query, { in: 'comments' })).comments.find(({ comment }) =>
      comment.id.startsWith(`<${id}@`),
    )?.snippet ?? []
  const messageIn = async (query: string, id: string): Promise<readonly SnippetLine[]> =>
    (await search(query, { in: 'messages' })).messages.find(({ messageId }) =>
      messageId.startsWith(`<${id}@`),
    )?.snippet ?? []

  test('mark the words, in whichever form and case', async () => {
    assert.deepEqual(await commentIn('LOCKS', 'asked'), [
      {
        line: 9,
        text: 'This must stay under ->uring_lock: locking is cheap, a race condition is not.',
        marks: [[35, 42]],
      },
    ])
    assert.deepEqual(marksIn(await commentIn('locking cheap', 'asked')), [
      [9, ['locking', 'cheap']],
    ])
  })

  test('mark phrases as wholes, the beginnings of words, and the whole names that hold a part', async () => {
    assert.deepEqual(marksIn(await commentIn('"race condition" ch*', 'asked')), [
      [9, ['cheap', 'race condition']],
    ])
    assert.deepEqual(marksIn(await commentIn('mem_region', 'asked')), [[5, ['request_mem_region']]])
  })

  test('mark no word that is not wanted', async () =>
    assert.deepEqual(marksIn(await commentIn('(memory OR (window -here)) -lock', 'asked')), [
      [5, ['window', 'memory']],
    ]))

  test('of a comment that is found by what is known of it: its beginning, without a greeting', async () => {
    assert.deepEqual(
      (await commentIn('kind:question', 'tree')).map(({ line, text, marks }) => [
        line,
        text,
        marks,
      ]),
      [
        [6, 'which tree is this based on?', []],
        [7, '', []],
        [8, 'Thanks,', []],
      ],
    )
    assert.deepEqual(
      (await commentIn('is:nit', 'nit')).map(({ text }) => text),
      ['nit: please write 0x before %pa.'],
    )
  })

  test('of a message: its lines that have a word, with their numbers', async () => {
    const lines = (ARCHIVE.find(({ id }) => id === 'wait2')?.body ?? '').split('\n')
    const snippet = await messageIn('dfb:wait_event_timeout', 'wait2')
    assert.deepEqual(
      marksIn(snippet).map(([, marks]) => marks),
      [['wait_event_timeout']],
    )
    for (const { line, text } of snippet) assert.equal(text, lines[line - 1])
    assert.deepEqual(await messageIn('s:timeout OR m:wait2', 'wait2'), [])
  })

  test('of long lines: as much as can be read, around the word', async () => {
    const mail = {
      id: 'long',
      subject: 'long',
      body: `${'lamp '.repeat(400)}kiln ${'lamp '.repeat(400)}kiln\n`,
    }
    await withStore(async (own) => {
      await ingest(own, [written(folder, 'long.eml', mailText(mail))])
      const {
        messages: [hit],
      } = await search('kiln', { in: 'messages' }, own)
      assert.deepEqual(marksIn(hit?.snippet ?? []), [[1, ['kiln']]])
      assert.equal(hit?.snippet[0]?.text.length, 300)
    })
  })

  test('bytes that are used as marks, in a mail, mark nothing', async () => {
    await withStore(async (own) => {
      await ingest(own, [
        written(
          folder,
          'bytes.eml',
          mailText({
            id: 'bytes',
            subject: 'bytes',
            body: 'A \u0001lamp\u0002 and a kiln\u0002.\n',
          }),
        ),
      ])
      const {
        messages: [hit],
      } = await search('kiln', { in: 'messages' }, own)
      assert.deepEqual(marksIn(hit?.snippet ?? []), [[1, ['kiln']]])
    })
  })

  test('any text: lines that follow one another, with the words that were marked', () => {
    const word = fc.constantFrom('lamp', '{kiln}', '{a b}', '', 'Hello,', '<', 'ö')
    const line = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 50 }),
        (lines, first) => {
          const snippet = snippetOf(lines.join('\n'), first, { start: '{', end: '}' })
          assert.equal(snippet.length <= 3, true)
          for (const [i, { line: n, text, marks }] of snippet.entries()) {
            const told = lines[n - first] ?? ''
            assert.equal(n, (snippet[0]?.line ?? 0) + i)
            assert.deepEqual(
              [text, marks.map(([from, end]) => text.slice(from, end))],
              [
                told.replace(/[{}]/g, ''),
                [...told.matchAll(/\{(.*?)\}/g)].map(([, marked]) => marked),
              ],
            )
          }
          if (lines.some((one) => one.includes('{')))
            assert.equal(
              snippet.some(({ marks }) => marks.length > 0),
              true,
            )
        },
      ),
    )
  })
})

const QUERIES = [
  'flow',
  'NOT zzz',
  'mem_region',
  '"race condition" OR timeout',
  'is:actionable',
  'file:flow.c',
  's:window',
  'a:odile',
  'ver:2',
  'dfb:request_region',
]

/** All that these queries find, in its order, with all that is told of it. */
async function everything(from: Database): Promise<object> {
  const all: Record<string, SearchReport> = {}
  for (const query of QUERIES)
    for (const kind of KINDS) all[`${query} in ${kind}`] = await search(query, { in: kind }, from)
  return all
}

/** A mail whose Message-ID was lost. */
const withoutId = (id: string): string =>
  archivedText(ARCHIVE.find((mail) => mail.id === id) ?? { id, body: '' }).replace(
    /^Message-ID:.*\n/m,
    '',
  )

describe('mail that is not to be found', () => {
  const all = async (from: Database): Promise<string[]> =>
    Promise.all(
      [
        'window',
        'NOT zzz',
        'by:bram',
        'is:actionable',
        'q:flow',
        'tag:reviewed-by',
        'fn:flow_probe',
      ].flatMap((query) => KINDS.map((kind) => found(query, kind, from))),
    )

  test('what its archive has removed, until it is there again', async () => {
    const inbox = new Inbox(join(folder, 'removes'), 2)
    for (const mail of ARCHIVE) inbox.commit('m', archivedText(mail), mail.id)
    await withStore(async (own) => {
      await ingest(own, [inbox.folder])
      const [before, full] = [await all(own), await everything(own)]
      for (const id of ['asked', 'claim2'])
        inbox.commit(
          'd',
          archivedText(ARCHIVE.find((mail) => mail.id === id) ?? { id, body: '' }),
          'rm',
        )
      assert.equal((await ingest(own, [inbox.folder])).removed, 2)
      assert.deepEqual(
        await all(own),
        await withStore(
          async (fresh) => (
            await ingest(
              fresh,
              FILES.filter((path) => !/(?:asked|claim2)\.eml$/.test(path)),
            ),
            all(fresh)
          ),
        ),
      )
      assert.doesNotMatch((await all(own)).join(' '), /asked|claim2/)
      for (const id of ['asked', 'claim2'])
        inbox.commit(
          'm',
          archivedText(ARCHIVE.find((mail) => mail.id === id) ?? { id, body: '' }),
          'again',
        )
      await ingest(own, [inbox.folder])
      assert.deepEqual([await all(own), await everything(own)], [before, full])
    })
  })

  test('a copy of one that is', async () => {
    const copies = ['asked', 'fine', 'print', 'news'].map((id) =>
      written(folder, `copy-of-${id}.eml`, withoutId(id)),
    )
    const expected = await all(store)
    await withStore(async (own) => {
      await ingest(own, [...copies.slice(0, 2), ...FILES, ...copies.slice(2)])
      assert.equal((await own.get<{ n: number }>('SELECT count(*) AS n FROM copy'))?.n, 4)
      assert.deepEqual(await all(own), expected)
    })
  })
})

describe('laws', () => {
  test('the order and the number of runs in which mail arrives do not matter', async () => {
    const expected = await everything(store)
    const cut = fc
      .array(fc.nat({ max: FILES.length }), { maxLength: 2 })
      .map((cuts) => [0, ...cuts.sort((a, b) => a - b), FILES.length])
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(FILES, { minLength: FILES.length }),
        cut,
        async (shuffled, cuts) => {
          await withStore(async (own) => {
            for (const [i, end] of cuts.slice(1).entries())
              await ingest(own, shuffled.slice(cuts[i], end))
            assert.deepEqual(await everything(own), expected)
          })
        },
      ),
      { numRuns: 3 },
    )
  })

  test('reading everything twice, from other sources too, changes nothing', async () => {
    const expected = await everything(store)
    await withStore(async (own) => {
      await ingest(own, FILES)
      await ingest(own, [
        ...FILES,
        written(
          folder,
          'all.mbox',
          ARCHIVE.map(
            (mail) => `From mboxrd@z Thu Jan  1 00:00:00 1970\n${archivedText(mail)}\n`,
          ).join(''),
        ),
      ])
      assert.deepEqual(await everything(own), expected)
    })
  })

  test('a rebuild changes nothing', async () => {
    const expected = await everything(store)
    await withStore(async (own) => {
      await ingest(own, FILES)
      await dropDerived(own)
      assert.equal((await search('window', {}, own)).total, 0)
      await refresh(own)
      assert.deepEqual(await everything(own), expected)
    })
  })

  test('a query finds rows or not: with its negation, all of them, none twice', async () => {
    const all = Object.fromEntries(
      await Promise.all(
        KINDS.map(
          async (kind) => [kind, ids(await search('NOT zzz', { in: kind })).sort()] as const,
        ),
      ),
    )
    for (const query of [
      'window',
      'mem_region',
      'is:open',
      'is:ci',
      'file:flow.c',
      'fn:flow_probe',
      'a:odile',
      'tag:fixes',
      'ver:2',
      'd:2020',
      'dfb:msleep',
      'state:open',
    ]) {
      for (const kind of KINDS)
        assert.deepEqual(
          [
            ...ids(await search(query, { in: kind })),
            ...ids(await search(`-${query}`, { in: kind })),
          ].sort(),
          all[kind],
          `${query} in ${kind}`,
        )
    }
  })
})

describe('hostile queries', () => {
  /** Finds something, or nothing, or is a mistake; never another error. */
  const answered = async (text: string, kind: SearchIn): Promise<void> => {
    try {
      await search(text, { in: kind, limit: 3 })
    } catch (error) {
      assert.ok(
        error instanceof QueryError,
        `${JSON.stringify(text.slice(0, 80))} in ${kind}: ${String(error)}`,
      )
    }
  }

  test('any text', async () => {
    const pieces = [
      '"',
      "'",
      '(',
      ')',
      '*',
      '^',
      ':',
      '+',
      '-',
      '{',
      '}',
      '[',
      ']',
      '%',
      '_',
      '\\',
      '?',
      ';',
      '--',
      ' ',
      ' ',
      'NEAR(',
      'NEAR(a b, 5)',
      'AND',
      'OR',
      'NOT',
      'text:',
      'subject :',
      's:',
      'b:',
      'f:',
      'file:',
      'fn:',
      'by:',
      'm:',
      'tag:',
      'd:2020',
      'is:ci',
      'window',
      'mem_region',
      '*reg',
      'lock*',
      'rowid',
      '\0',
      '\u0001',
      '\u0002',
      '\ud800',
      'ß',
      '锁',
      '\u0301',
    ]
    const text = fc
      .array(
        fc.oneof(
          { weight: 5, arbitrary: fc.constantFrom(...pieces) },
          fc.string({ unit: 'binary', maxLength: 3 }),
        ),
        { maxLength: 12 },
      )
      .map((all) => all.join(''))
    await fc.assert(fc.asyncProperty(text, fc.constantFrom(...KINDS), answered), { numRuns: 400 })
  })

  for (const text of ['a\0b', '"window\0"', 's:\0window', 'f:tova\0', 'mem_region\0'])
    test(`${JSON.stringify(text)}: a byte that ends strings`, async () => {
      for (const kind of KINDS) await answered(text, kind)
    })

  test('as many terms as a query may have', async () => {
    for (const text of [
      'a '.repeat(2000),
      `${'a OR '.repeat(790)}b`,
      `${'"a" '.repeat(1000)}`,
      'mem_region '.repeat(300),
    ])
      for (const kind of KINDS) await answered(text, kind)
  })

  test('as many names of people as a query may have', async () => {
    for (const kind of KINDS) await answered('f:a '.repeat(1000), kind)
  })
  test('as many words that are not wanted as a query may have', async () => {
    for (const kind of KINDS) await answered('-a '.repeat(1333), kind)
  })

  for (const depth of [10, 33, 50]) {
    test(`parentheses ${depth} deep`, async () => {
      let text = 'window'
      for (let i = 0; i < depth; i++) text = i % 2 === 0 ? `(zzz OR ${text})` : `(flow ${text})`
      for (const kind of KINDS) await answered(text, kind)
    })
  }

  test('patterns that match slowly', async () => {
    for (const text of [
      `fn:${'*a'.repeat(1900)}`,
      `file:${'*?'.repeat(1900)}x`,
      `by:${'%_'.repeat(1900)}`,
      'file:[[[a',
      'fn:[^',
      's:"' + '"" '.repeat(10) + '"',
      `"${'a '.repeat(1900)}"`,
    ])
      for (const kind of KINDS) await answered(text, kind)
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ingest, listReport, statusReport } from '../../src/index.ts'
import type { StatusReport } from '../../src/model/report/status.ts'
import { citationsIn } from '../../src/patch/citations.ts'
import { mboxText, type MailParts } from '../support/mails.ts'
import { BRAM, day, TOVA, version } from '../support/reviewed.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'

const folder = temporaryFolder()
const NOW = Date.parse('2020-12-01T00:00:00Z')
const TITLE = 'flow: open it with a limit'

describe('commits that a mail names with their titles', () => {
  const cited = (...lines: string[]): unknown[] =>
    citationsIn(lines, lines.length).map((c) => [c.line, c.commit, c.title])

  test('are named as in Fixes: lines, in sentences and as git refers to them', () => {
    assert.deepEqual(
      cited(
        'Since commit 0123456789ab ("flow: open it',
        'with a limit") the pump stops.',
        'Fixes: 89abcdef0123 ("flow: say "ready" at once")',
        'As 4567cdef01 (flow: sort pumps, 2020-08-09) did.',
      ),
      [
        [1, '0123456789ab', TITLE],
        [3, '89abcdef0123', 'flow: say "ready" at once'],
        [4, '4567cdef01', 'flow: sort pumps'],
      ],
    )
  })

  test('are none where they are quoted, built by a robot, or no hashes', () => {
    assert.deepEqual(
      cited(
        'TL> Fixes: 0123456789ab ("flow: open it with a limit")',
        ' | Fixes: 0123456789ab ("flow: open it with a limit")',
        'Already fixed by commit',
        '0123456789ab ("flow: open it with a limit") in pump-next.',
        '> Fixes: 0123456789ab ("flow: open it with a limit")',
        'commit: 0123456789ab ("flow: open it with a limit")',
        'commit: ',
        '  0123456789ab ("flow: open it with a limit")',
        '',
        'defaced ("flow: open it with a limit") and 0123456789ab alone',
      ),
      [],
    )
  })
})

describe('topics of git that are merged', () => {
  const TOPICS = [
    '* tl/flow-limit (2020-08-03) 2 commits',
    "  (merged to 'next' on 2020-08-09 at 0123456789)",
    ' + flow: open it with a limit',
    ' + flow: sort pumps',
    '',
    " Will merge to 'master'.",
    ' source: <flow-v1@example.org>',
    '',
    '* bo/valve (2020-08-04) 1 commit',
    ' - valve: close it',
    '',
    '* bo/pump (2020-08-05) 1 commit',
    "  (merged to 'next' on 2020-08-10 at 89abcdef01)",
    ' + pump: start it',
    '',
    " Reverted out of 'next' for now.",
  ]

  test('hold the commits whose titles are listed, but where they were reverted', () => {
    assert.deepEqual(
      citationsIn(TOPICS, TOPICS.length).map((c) => [c.line, c.kind, c.commit, c.title]),
      [
        [3, 'merged', '0123456789', TITLE],
        [4, 'merged', '0123456789', 'flow: sort pumps'],
        [14, 'reverted', '89abcdef01', 'pump: start it'],
      ],
    )
  })
})

describe('a patch that later mail names as a commit', () => {
  const patch = version('flow', 1)
  const fix = (more: Partial<MailParts> = {}): MailParts => ({
    ...version('valve', 1),
    subject: '[PATCH] flow: unlock it again',
    from: BRAM,
    date: day(20),
    body: `The lock stays.\n\nFixes: 0123456789abcdef ("${TITLE}")\nSigned-off-by: ${BRAM}\n`,
    ...more,
  })
  const statusOf = async (...portions: MailParts[][]): Promise<StatusReport> =>
    withStore(async (store) => {
      for (const [i, mails] of portions.entries())
        await ingest(store, [written(folder, `${i}.mbox`, mboxText(mails))])
      const report = await statusReport(store, '<flow-v1@example.org>', NOW)
      const { series } = await listReport(store, { limit: 10 }, NOW)
      const listed = series.find(({ id }) => id === report.id)
      assert.equal(listed?.standing.state, report.standing.state)
      return report
    })

  for (const [title, portions] of [
    ['has landed', [[patch, fix()]]],
    ['has landed, also where that comes later', [[patch], [fix()]]],
    ['has landed, also where the patch comes later', [[fix()], [patch]]],
  ] as const)
    test(title, async () => {
      const { standing, applied } = await statusOf(...portions.map((mails) => [...mails]))
      assert.equal(standing.state, 'applied')
      assert.equal(standing.reason, `commit 0123456789ab ("${TITLE}"), as Bram Okonkwo tells`)
      assert.deepEqual(
        applied.map((one) => [one.commit, one.patches, one.by.name]),
        [['0123456789abcdef', [1], 'Bram Okonkwo']],
      )
    })

  test('has not where a version came after, a robot built it, or its author has it', async () => {
    for (const mails of [
      [patch, { ...version('flow', 2), date: day(28) }, fix()],
      [patch, fix({ from: 'kernel test robot <lkp@example.org>' })],
      [
        patch,
        fix({
          id: 'answer',
          subject: 'Re: [PATCH] flow: open it with a limit',
          from: TOVA,
          inReplyTo: 'flow-v1',
        }),
      ],
    ])
      assert.notEqual((await statusOf(mails)).standing.state, 'applied')
  })

  test('has not where the list of topics says later that it was reverted', async () => {
    const topics = (n: number, end: string): MailParts => ({
      id: `topics-${n}`,
      subject: `What is cooking (Aug 2020, #0${n})`,
      from: BRAM,
      date: day(n * 5 + 10),
      body: [
        '* tl/flow (2020-08-03) 1 commit',
        "  (merged to 'next' on 2020-08-09 at 0123456789)",
        ` + ${TITLE}\n\n ${end}\n`,
      ].join('\n'),
    })
    const [merged, reverted] = [
      topics(1, "Will merge to 'master'."),
      topics(2, "Reverted out of 'next' for now."),
    ]
    assert.equal((await statusOf([patch, merged])).standing.state, 'applied')
    for (const portions of [[[patch, merged, reverted]], [[reverted], [merged], [patch]]])
      assert.notEqual((await statusOf(...portions)).standing.state, 'applied')
  })

  test('is not his whose own next work needs it, but where that fixes it', async () => {
    const own = { from: TOVA, date: day(25) }
    const needs = fix({ ...own, body: `It needs 0123456789ab ("${TITLE}") first.\n` })
    assert.notEqual((await statusOf([patch, needs])).standing.state, 'applied')
    assert.equal((await statusOf([patch, fix(own)])).standing.state, 'applied')
  })

  test('may be that of another author who has a patch of this title', async () => {
    const other = {
      ...version('other', 1),
      subject: patch.subject ?? '',
      from: 'Ines Farkas <ines@example.org>',
      date: day(10),
    }
    for (const portions of [[[patch, other, fix()]], [[patch, fix()], [other]]])
      assert.notEqual((await statusOf(...portions)).standing.state, 'applied')
  })
})

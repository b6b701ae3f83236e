import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ingest, statusReport } from '../../src/index.ts'
import { noticeIn } from '../../src/patch/notices.ts'
import { mboxText, type MailParts } from '../support/mails.ts'
import { BRAM, day, reviewedIn, version } from '../support/reviewed.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'

const HASH = '0123456789abcdef0123456789abcdef01234567'
const TITLE = 'flow: open it with a limit'
const folder = temporaryFolder()

/** Title, tree, commit and kind; `null` where the mail is no notice. */
function read(subject: string, ...lines: string[]): unknown {
  const found = noticeIn(subject, lines)
  return found && [found.title, found.tree, found.commit, found.kind, found.line]
}

const TIP = [
  'The following commit has been merged into the flow/urgent branch of tip:',
  '',
  `Commit-ID:     ${HASH}`,
  `Gitweb:        https://git.example.org/tip/${HASH}`,
  'Author:        Tova Lind <tova@example.org>',
  '',
  'flow: Open it with a limit',
]
const MM = ['', 'The quilt patch titled', `     Subject: ${TITLE}`]

describe('what trees say of patches that they took', () => {
  test('tip: the commit, under the title that the tree gave it', () => {
    const title = 'flow: Open it with a limit'
    assert.deepEqual(read(`[tip: flow/urgent] ${title}`, ...TIP), [
      title,
      'flow/urgent of tip',
      HASH,
      'taken',
      1,
    ])
    assert.deepEqual(read(`[tip:flow/urgent] ${title}`, `Commit-ID:  ${HASH}`, '', title), [
      title,
      'flow/urgent of tip',
      HASH,
      'taken',
      1,
    ])
  })

  test("Greg's and the stable trees: the patch titled so", () => {
    const note = [
      '',
      "This is a note to let you know that I've just added the patch titled",
      '',
      `    ${TITLE}`,
      '',
    ]
    assert.deepEqual(
      read(
        `patch "${TITLE}" added to pump-next`,
        ...note,
        'to my pump git tree which can be found at',
        '    git://git.example.org/pump.git',
        'in the pump-next branch.',
        '',
        `From ${HASH} Mon Sep 17 00:00:00 2001`,
      ),
      [TITLE, 'pump-next', HASH, 'taken', 2],
    )
    assert.deepEqual(
      read(
        `Patch "${TITLE}" has been added to the 6.1-stable tree`,
        ...note,
        'to the 6.1-stable tree which can be found at:',
      ),
      [TITLE, '6.1-stable', null, 'taken', 2],
    )
  })

  test('-mm: added, merged, or dropped', () => {
    const dropped = (why: string): unknown =>
      read(
        'x.patch removed from -mm tree',
        ...MM,
        'has been removed from the -mm tree.  Its filename was',
        '     x.patch',
        '',
        `This patch was dropped because ${why}`,
      )
    assert.deepEqual(
      read('+ x.patch added', ...MM, 'has been added to the -mm pump-unstable branch.  Its file'),
      [TITLE, 'pump-unstable', null, 'taken', 2],
    )
    assert.deepEqual(
      read('+ x.patch added', ...MM, 'has been added to the -mm tree.  Its filename is'),
      [TITLE, '-mm tree', null, 'taken', 2],
    )
    assert.deepEqual(dropped('it was merged into the pump-stable branch'), [
      TITLE,
      'pump-stable',
      null,
      'taken',
      2,
    ])
    assert.deepEqual(dropped('it was nacked'), [TITLE, '-mm tree', null, 'reverted', 2])
    assert.equal(dropped('it was folded into valve.patch'), null)
  })

  test('the trees of ASoC, and of linuxtv', () => {
    assert.deepEqual(
      read(
        `Applied "${TITLE}" to the pump tree`,
        'The patch',
        '',
        '   flow: open it',
        '   with a limit',
        '',
        'has been applied to the pump tree at',
      ),
      [TITLE, 'pump tree', null, 'taken', 1],
    )
    assert.deepEqual(
      read(
        `[git:pump_tree/master] ${TITLE}`,
        'This is an automatic generated email to let you know that the following patch were queued:',
        '',
        `Subject: ${TITLE}`,
      ),
      [TITLE, 'pump_tree/master', null, 'taken', 1],
    )
  })

  test('are no notices where somebody quotes or speaks of them', () => {
    assert.equal(read(`Re: [tip: flow/urgent] ${TITLE}`, ...TIP.map((line) => `> ${line}`)), null)
    assert.equal(read(TITLE, 'The patch', '', 'is fine.'), null)
  })
})

describe('a patch that a tree took', () => {
  const NOW = Date.parse('2020-12-01T00:00:00Z')
  const ID = '<flow-v1@example.org>'
  const patch = version('flow', 1)

  test('is applied, though the tree changed its title; the notice is no comment and no tag', async () => {
    const asked: MailParts = {
      id: 'ask',
      from: BRAM,
      date: day(4),
      subject: `Re: ${patch.subject ?? ''}`,
      inReplyTo: 'flow-v1',
      body: '> A reason.\n\nPlease say here why it is needed.\n',
    }
    const notice: MailParts = {
      id: 'tip',
      from: 'tip-bot2 for Tova Lindqvist <tip-bot2@example.org>',
      date: day(5),
      subject: '[tip: flow/urgent] flow: Open it, with a limit',
      inReplyTo: 'flow-v1',
      body: `${[...TIP, '', 'A reason.', '', 'Reviewed-by: Ilse Ek <ilse@example.org>'].join('\n')}\n`,
    }
    await withStore(async (store) => {
      await ingest(store, [written(folder, 'tip.mbox', mboxText([notice, asked, patch]))])
      const { standing, applied, tags } = await statusReport(store, ID, NOW)
      assert.equal(standing.state, 'applied')
      assert.deepEqual(
        applied.map((one) => [one.text, one.tree, one.commit, one.by.name, one.patches]),
        [
          [
            'in flow/urgent of tip as 0123456789ab',
            'flow/urgent of tip',
            HASH,
            'tip-bot2 for Tova Lindqvist',
            [1],
          ],
        ],
      )
      assert.deepEqual(tags, [])
      const { issues, comments } = await reviewedIn(store)
      assert.deepEqual(
        issues.map((i) => i.moot),
        [true],
      )
      assert.deepEqual(
        comments.map((c) => c.messageId),
        ['<ask@example.org>'],
      )
    })
  })

  test('is applied, too, where a backport names the commit', async () => {
    const backport: MailParts = {
      ...version('flow', 9),
      id: 'stable',
      from: 'Stable Sam <sam@example.org>',
      subject: `[PATCH 6.1 07/99] ${TITLE}`,
      body: `From: Tova Lindqvist <tova@example.org>\n\ncommit ${HASH} upstream.\n\n${String(patch.body)}`,
    }
    await withStore(async (store) => {
      await ingest(store, [written(folder, 'stable.mbox', mboxText([patch, backport]))])
      const { standing, applied } = await statusReport(store, ID, NOW)
      assert.equal(standing.state, 'applied')
      assert.deepEqual(
        applied.map((one) => [one.commit, one.messageId]),
        [[HASH, '<stable@example.org>']],
      )
    })
  })

  test('is not where the tree dropped it again, in whatever order that is told', async () => {
    const mm = (at: number, ...said: string[]): MailParts => ({
      id: `mm${at}`,
      from: 'Andre Morton <andre@example.org>',
      date: day(at),
      subject: 'flow.patch',
      body: `${['', 'The patch titled', `     Subject: ${TITLE}`, ...said].join('\n')}\n`,
    })
    const added = mm(5, 'has been added to the -mm pump-unstable branch.  Its filename is')
    const removed = mm(
      6,
      'has been removed from the -mm tree.  Its filename was',
      '     flow.patch',
      '',
      'This patch was dropped because it was nacked',
    )
    for (const [mails, state] of [
      [[patch, added], 'applied'],
      [[removed, patch, added], 'needs-review'],
    ] as const)
      await withStore(async (store) => {
        await ingest(store, [written(folder, 'mm.mbox', mboxText([...mails]))])
        assert.equal((await statusReport(store, ID, NOW)).standing.state, state)
      })
  })
})

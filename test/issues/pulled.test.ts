import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ingest, listReport, statusReport } from '../../src/index.ts'
import { mboxText, type MailParts } from '../support/mails.ts'
import { BRAM, day, version } from '../support/reviewed.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'

const folder = temporaryFolder()
const NOW = Date.parse('2020-09-01T00:00:00Z')

/** The patch, once more, as whoever asks for it to be pulled posts it. */
function pulled(patch: MailParts, author: string): MailParts[] {
  return [
    {
      id: 'pull-0',
      subject: '[PULL 0/1] pump queue',
      from: BRAM,
      date: day(20),
      body: 'The following changes since commit 0123456789ab:\n\nare available in the branch pump-next.\n\nPlease pull.\n',
    },
    {
      ...patch,
      id: 'pull-1',
      subject: (patch.subject ?? '').replace(/^\[PATCH[^\]]*\]/, '[PULL 1/1]'),
      from: BRAM,
      date: day(20, 8),
      inReplyTo: 'pull-0',
      body: `From: ${author}\n\n${patch.body ?? ''}`,
    },
  ]
}

describe('a patch that a pull request posts once more', () => {
  const patch = version('flow', 1)
  const own = pulled(patch, 'Tova Lindqvist <tova@example.org>')

  for (const [title, portions] of [
    ['was taken', [[patch, ...own]]],
    ['was taken, also where the request comes later', [[patch], own]],
    ['was taken, also where the request was there first', [own, [patch]]],
  ] as const)
    test(title, async () => {
      await withStore(async (store) => {
        for (const [i, mails] of portions.entries())
          await ingest(store, [written(folder, `${title}-${i}.mbox`, mboxText([...mails]))])
        const { standing, versions, applied } = await statusReport(
          store,
          '<flow-v1@example.org>',
          NOW,
        )
        assert.equal(standing.state, 'applied')
        assert.equal(versions.length, 1)
        assert.deepEqual(
          applied.map((one) => [one.by.name, one.messageId, one.patches]),
          [['Bram Okonkwo', '<pull-1@example.org>', [1]]],
        )
        const { series } = await listReport(store, { limit: 10 }, NOW)
        assert.deepEqual(
          series.map(({ id }) => id),
          ['<flow-v1@example.org>'],
        )
      })
    })

  test('is of somebody else where another one wrote it', async () => {
    await withStore(async (store) => {
      const others = pulled(patch, 'Ines Ferro <ines@example.org>')
      await ingest(store, [written(folder, 'others.mbox', mboxText([patch, ...others]))])
      const { standing } = await statusReport(store, '<flow-v1@example.org>', NOW)
      assert.equal(standing.state, 'needs-review')
    })
  })

  const answer = (words: string, to = 'pull-0', hour = 12): MailParts => ({
    id: `re-${to}-${hour}`,
    subject: 'Re: [PULL 0/1] pump queue',
    from: 'Ines Ferro <ines@example.org>',
    date: day(20, hour),
    inReplyTo: to,
    body: `> Please pull.\n\n${words}\n`,
  })
  const again = own.map((mail) => ({
    ...mail,
    id: `second-${mail.id}`,
    subject: (mail.subject ?? '').replace('[PULL 0/1]', '[PULL v2 0/1]'),
    date: day(21, 8),
    ...(mail.inReplyTo ? { inReplyTo: 'second-pull-0' } : {}),
  }))
  const stateOf = async (...portions: (readonly MailParts[])[]): Promise<string> =>
    withStore(async (store) => {
      for (const [i, mails] of portions.entries())
        await ingest(store, [written(folder, `answered-${i}.mbox`, mboxText([...mails]))])
      const { standing } = await statusReport(store, '<flow-v1@example.org>', NOW)
      return standing.state === 'applied' ? standing.reason : standing.state
    })

  test('was not where the request is refused, also where that comes later', async () => {
    for (const words of [
      'Build failures:\nhttps://ci.example.org/2722',
      'Hi; this fails to build on the old board.',
      'This does not compile here.',
      'Merge conflict with pump-next, please rebase.',
    ]) {
      assert.equal(await stateOf([patch, ...own, answer(words)]), 'needs-review')
      assert.equal(await stateOf([patch, ...own], [answer(words)]), 'needs-review')
    }
    const withdrawn = { ...answer('I will resend after a rebase.'), from: BRAM }
    assert.equal(await stateOf([patch, ...own, withdrawn]), 'needs-review')
    for (const words of [
      'Does it build?',
      'Would it help if this fails to build?',
      'Thanks.',
      'Thanks, I will rebase my series on this.',
      'Merge conflict with master was trivial, I resolved it.',
      'It seems that this breaks migration of old guests, see the bug.',
      'I will resend after a rebase.',
    ])
      assert.equal(
        await stateOf([patch, ...own, answer(words)]),
        'Bram Okonkwo: "[PULL 1/1] flow: open it with a limit"',
        words,
      )
  })

  test('was by the next version of the request', async () => {
    const refused = answer('This fails to build.')
    assert.equal(
      await stateOf([patch, ...own, refused, ...again]),
      'Bram Okonkwo: "[PULL 1/1] flow: open it with a limit"',
    )
    const whole = {
      ...(again[0] as MailParts),
      body: 'The following changes since commit 0123456789ab:\n\nare available in the Git repository at:\n\n  https://git.example.org/pump.git\n\nTova Lindqvist (1):\n      flow: open it with a limit\n',
    }
    assert.equal(
      await stateOf([patch, ...own, refused, whole]),
      'Bram Okonkwo: "[PULL v2 0/1] pump queue"',
    )
  })

  test('was by whoever says that he pulled it', async () =>
    assert.equal(
      await stateOf([patch, ...own], [answer('Applied, thanks.')]),
      'Ines Ferro: "Applied, thanks."',
    ))

  test('was by the first who says so, whichever mail comes first', async () => {
    const [first, later] = [
      answer('Pulled, thanks.'),
      {
        ...answer('Merged, thanks.'),
        id: 'later',
        date: day(22),
        from: 'Mira Castel <mira@example.org>',
      },
    ]
    for (const portions of [
      [[patch, ...own], [first], [later]],
      [[patch, ...own], [later], [first]],
    ])
      assert.equal(await stateOf(...portions), 'Ines Ferro: "Pulled, thanks."')
    const noise = { ...later, body: 'This breaks my guest since it was merged.\n' }
    assert.equal(await stateOf([patch, ...own, first, noise]), 'Ines Ferro: "Pulled, thanks."')
  })
})

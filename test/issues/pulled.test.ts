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
})

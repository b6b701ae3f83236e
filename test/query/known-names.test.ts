import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import type { Person } from '../../src/model/message.ts'
import { explainReport } from '../../src/query/explain.ts'
import { ALL_ISSUES, issuesReport } from '../../src/query/issues.ts'
import { listReport } from '../../src/query/list.ts'
import { withKnownNames } from '../../src/query/named/known-names.ts'
import { showMessage } from '../../src/query/show.ts'
import { mboxText, type MailParts } from '../support/mails.ts'
import { patchBody, type FileParts } from '../support/patches.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'

const folder = temporaryFolder()

/** A mail that somebody sent. */
const from = (sender: string, n: number): MailParts => ({
  id: `m${n}`,
  subject: `Re: pumps ${n}`,
  from: sender,
  date: `Mon, ${n} Aug 2020 07:03:00 +0000`,
  body: 'They run.\n',
})

const MAILS = [
  from('tova@example.org', 3),
  from('Tova Lindqvist <tova@example.org>', 4),
  from('Tova Lindqvist <tova@example.org>', 5),
  from('"Lindqvist, Tova" <tova@example.org>', 6),
  from('desk@example.org', 7),
  from('Bram Okonkwo <desk@example.org>', 8),
  from('Ines Farkas <desk@example.org>', 9),
  from('nobody@example.org', 10),
]

test('whoever is known by the address alone has the name of other mail from there', async () => {
  await withStore(async (store) => {
    await ingest(store, [written(folder, 'names.mbox', mboxText(MAILS))])
    const bare = (address: string): Person => ({ name: null, address })
    const report = {
      said: [{ by: bare('tova@example.org'), text: 'They run.' }],
      one: bare('nobody@example.org'),
      desk: bare('desk@example.org'),
      other: { name: 'T. L.', address: 'tova@example.org' },
      nothing: null,
    }
    assert.deepEqual(await withKnownNames(store, report), {
      ...report,
      said: [{ by: { name: 'Tova Lindqvist', address: 'tova@example.org' }, text: 'They run.' }],
    })
    const shown = await showMessage(store, '<m3@example.org>')
    assert.equal(shown.author.name, 'Tova Lindqvist')
  })
})

test('and is found, listed and explained by that name', async () => {
  const OPEN: FileParts = {
    path: 'flow.c',
    at: 10,
    lines: [' \tint rc;', '+\trc = flow_lock(flow);', ' \treturn rc;'],
  }
  const ask: MailParts = {
    id: 'ask',
    subject: 'Re: [PATCH] flow: lock the status',
    from: 'ines@example.org',
    date: 'Tue, 4 Aug 2020 07:03:00 +0000',
    inReplyTo: 'flow',
    body: '> +\trc = flow_lock(flow);\n\nPlease check rc before the pump is touched.\n',
  }
  const mails: MailParts[] = [
    { id: 'flow', from: 'tova@example.org', body: patchBody([OPEN]) },
    ask,
    from('Ines Farkas <ines@example.org>', 11),
    from('Tova Lindqvist <tova@example.org>', 12),
  ]
  await withStore(async (store) => {
    await ingest(store, [written(folder, 'named.mbox', mboxText(mails))])
    const report = await issuesReport(store, '<flow@example.org>', { ...ALL_ISSUES, by: 'farkas' })
    const issues = report.versions.flatMap((version) => version.issues)
    assert.deepEqual(
      issues.map((issue) => issue.by.name),
      ['Ines Farkas'],
    )
    const list = await listReport(store, { limit: 5 }, Date.parse('2020-09-01T00:00:00Z'))
    assert.equal(list.series[0]?.author.name, 'Tova Lindqvist')
    assert.match(JSON.stringify(await explainReport(store, '<ask@example.org>')), /Ines Farkas/)
  })
})

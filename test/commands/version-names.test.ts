import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import type { CommentRecord, IssueRecord } from '../../src/model/report/records.ts'
import { openForIngest } from '../../src/store/store.ts'
import { mboxText, type MailParts } from '../support/mails.ts'
import { patchtrail } from '../support/programs.ts'
import { day, LINES, reply, TOVA, version } from '../support/reviewed.ts'
import { temporaryFolder, written } from '../support/stores.ts'

const folder = temporaryFolder()
const db = join(folder, 'rfc.db')
const CHANGED = LINES.map((line) => line.replace('retries = 5', 'retries = FLOW_RETRIES'))
const ASKED = 'Please use the constant for this.'
const LEFT = 'Please rename flow_start to flow_begin.'

/** An RFC, and the versions after it; `n` is what the subject says. */
const posted = (at: number, n: number, rfc: boolean, lines: readonly string[]): MailParts => ({
  ...version('flow', at, lines),
  subject: `[${rfc ? 'RFC ' : ''}PATCH${n === 1 ? '' : ` v${n}`}] flow: open it with a limit`,
})

const answer = (id: string, to: string, from: string, words: string, hour: number): MailParts =>
  reply(id, to, words, { quote: [ASKED], from, date: day(4, hour) })

const MAILS = [
  posted(1, 1, true, LINES),
  reply('asks', 'flow-v1', ASKED),
  answer('direct', 'asks', TOVA, 'Hi Bram,\n\nThere is one already, I will take it.', 9),
  reply('greets', 'direct', 'Hi Tova,', {
    quote: ['There is one already, I will take it.'],
    date: day(4, 10),
  }),
  reply('praises', 'direct', 'Splendid, that will read well.', {
    quote: ['There is one already, I will take it.'],
    date: day(4, 11),
  }),
  reply('jokes', 'praises', 'Famous last words.', {
    quote: ['Splendid, that will read well.'],
    from: TOVA,
    date: day(4, 12),
  }),
  reply('renames', 'flow-v1', LEFT, { quote: [LINES[4] ?? ''] }),
  posted(2, 1, false, CHANGED),
  posted(
    3,
    2,
    false,
    CHANGED.map((line) => line.replace('flow_start', 'flow_begin')),
  ),
]

before(async () => {
  const store = await openForIngest(db)
  await ingest(store, [written(folder, 'rfc.mbox', mboxText(MAILS))])
  await store.close()
})

const printed = async (...args: string[]): Promise<string> => {
  const { code, out, err } = await patchtrail(db, ...args)
  assert.deepEqual([code, err], [0, ''])
  return out
}

describe('an RFC, and the v1 after it, are told apart', () => {
  test('in the list of issues', async () => {
    const out = await printed('issues', 'flow', '--all')
    assert.match(out, /^addressed in v1 .*RFC patch 1, drivers\/flow\/core.c/m)
    assert.match(out, /^addressed in v2 .*RFC patch 1, .* v1 left it, v2 did it/m)
  })

  test('in the records, whose numbers stay as they were', async () => {
    const issues = (await printed('export', 'issues'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as IssueRecord)
    const [asked, left] = ['<asks', '<renames'].map((id) => issues.find((i) => i.id.startsWith(id)))
    assert.deepEqual(
      [asked?.revision, asked?.revisionName, asked?.addressedIn, asked?.addressedInName],
      [1, 'RFC', 1, 'v1'],
    )
    assert.deepEqual([left?.passedOver, left?.passedOverNames], [[1], ['v1']])
    assert.deepEqual(
      left?.states.map(({ revision, revisionName }) => [revision, revisionName]),
      [
        [1, 'RFC'],
        [1, 'v1'],
        [2, 'v2'],
      ],
    )
    const comment = (await printed('export', 'comments'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as CommentRecord)
      .find(({ id }) => id === asked?.id)
    assert.deepEqual([comment?.revisionName, comment?.addressedInName], ['RFC', 'v1'])
  })
})

test('below a request stands the answer to it, no greeting', async () => {
  const out = await printed('issues', 'flow', '--all')
  const said = out.split('\n').filter((line) => /^ {4}(?:Tova|Bram)/.test(line))
  assert.deepEqual(said, ['    Tova Lindqvist: There is one already, I will take it.'])
})

test('of many that a word fits ten are listed, and how many more there are', async () => {
  const many = join(folder, 'many.db')
  const store = await openForIngest(many)
  const mails = Array.from({ length: 13 }, (_, i) => version(`pump${i}`, 1))
  await ingest(store, [written(folder, 'many.mbox', mboxText(mails))])
  await store.close()
  const { code, err } = await patchtrail(many, 'explain', 'pump')
  assert.equal(code, 1)
  const [first, ...lines] = err.trimEnd().split('\n')
  assert.match(first ?? '', /"pump" fits 13 patches/)
  assert.deepEqual([lines.length, lines.at(-1)], [11, '  and 3 more'])
})

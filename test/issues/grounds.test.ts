import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isGivenOnLater } from '../../src/issues/rules/tags.ts'
import type { Scene } from '../../src/issues/rules/rule.ts'
import type { IssueRecord } from '../../src/model/report/records.ts'
import type { Tag } from '../../src/model/review.ts'
import { LINES, reply, reviewed, TOVA, version } from '../support/reviewed.ts'
import { temporaryFolder } from '../support/stores.ts'

const folder = temporaryFolder()

async function issueIn(...mails: Parameters<typeof reviewed>[1]): Promise<IssueRecord> {
  const { issues } = await reviewed(folder, mails)
  assert.equal(issues.length, 1)
  return issues[0] as IssueRecord
}

const rulesOf = ({ evidence }: IssueRecord): string[] => evidence.map(({ rule }) => rule)
const changed = LINES.map((line) => line.replace('200', '250'))

describe('a tag of whoever asked counts where it is given', () => {
  const bram = { name: 'Bram Okonkwo', address: 'bram@example.org' }
  const tag = (given: Partial<Tag>): Tag => ({
    revisionIndex: 1,
    patch: 1,
    kind: 'reviewed',
    person: bram,
    state: 'given',
    conditional: false,
    messageId: 'late',
    ...given,
  })
  const mails = new Map([
    ['early', { date: '2020-08-02T07:00:00Z' }],
    ['late', { date: '2020-08-09T07:00:00Z' }],
  ])
  const isLater = (one: Tag, others: readonly Tag[] = []): boolean => {
    const scene = { tags: [one, ...others], material: { mails } } as unknown as Scene
    return isGivenOnLater(one, 0, '2020-08-04T07:00:00Z', scene)
  }

  test('on a later version, after he asked', () => assert.ok(isLater(tag({}))))
  test('not before', () => assert.ok(!isLater(tag({ messageId: 'early' }))))
  test('not on the same version', () => assert.ok(!isLater(tag({ revisionIndex: 0 }))))
  test('not where it is only carried', () => assert.ok(!isLater(tag({ state: 'carried' }))))
  test('without a mail where no version had it before', () => {
    const unseen = tag({ messageId: null, state: 'unseen' })
    assert.ok(isLater(unseen))
    assert.ok(!isLater(unseen, [tag({ revisionIndex: 0, messageId: 'early' })]))
  })
})

describe('what the author asks', () => {
  const question = reply('ask', 'flow-v1', 'Where should I document the 200?', { from: TOVA })

  test('is waited for until he sends the next version', async () => {
    const issue = await issueIn(version('flow', 1), question)
    assert.deepEqual([issue.askedOf, issue.state, issue.moot], ['reviewer', 'open', false])
  })

  test('and is over then', async () => {
    const issue = await issueIn(version('flow', 1), question, version('flow', 2, changed))
    if (issue.state === 'open') {
      assert.equal(issue.moot, true)
      assert.equal(issue.evidence[0]?.rule, 'asker-went-on')
    } else assert.equal(issue.state, 'addressed')
  })

  test('what a reviewer asks is not', async () => {
    const issue = await issueIn(
      version('flow', 1),
      reply('ask', 'flow-v1', 'Please say in the manual what the 200 is.'),
      version('flow', 2),
    )
    assert.deepEqual([issue.state, issue.moot], ['open', false])
  })
})

describe('a text that is to become another', () => {
  test('`->` that leads to a member, or a chain of calls, is none', async () => {
    for (const words of [
      'Please see that flow_stop -> flow_close -> flow_free is the order.',
      'This needs the ->flow_stop and ->flow_start callbacks.',
    ]) {
      const issue = await issueIn(
        version('flow', 1),
        reply('ask', 'flow-v1', words),
        version('flow', 2, changed),
      )
      assert.ok(!rulesOf(issue).includes('old-text-stands'), words)
    }
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import { explain, type Explanation } from '../../src/issues/explain.ts'
import { groundOf } from '../../src/issues/review.ts'
import { RULES } from '../../src/issues/rules/index.ts'
import type { Override } from '../../src/model/override.ts'
import { readIssues } from '../../src/store/issues.ts'
import { readMaterial } from '../../src/store/material.ts'
import { readModels } from '../../src/store/models.ts'
import { mboxText, type MailParts } from '../support/mails.ts'
import { day, LINES, reply, ROBOT, TOVA, version } from '../support/reviewed.ts'
import { SAMPLE_MBOX } from '../support/samples.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'

const folder = temporaryFolder()
const ASK = '<ask@example.org>#1'
const NAME = 'Please make this a constant with a name.'
const changed = LINES.map((line) => line.replace('= 5;', '= FLOW_RETRIES;'))
const asked = [version('flow', 1), reply('ask', 'flow-v1', NAME)]
let count = 0

/** Why the comment counts as what it does, in a series of these mails. */
async function explained(
  mails: readonly MailParts[],
  id = ASK,
  overrides: readonly Override[] = [],
): Promise<Explanation | null> {
  return withStore(async (store) => {
    await ingest(store, [written(folder, `explained-${++count}.mbox`, mboxText(mails))])
    const [material] = await readMaterial(store, [1])
    assert.ok(material)
    const marks = new Map(overrides.map((o) => [o.id, o]))
    return explain(id, material, groundOf(material), readModels(), marks, [])
  })
}

async function requestIn(mails: readonly MailParts[], overrides: readonly Override[] = []) {
  const request = (await explained(mails, ASK, overrides))?.request
  assert.ok(request)
  return request
}

describe('explain: is it a request', () => {
  test('the model: probabilities add up to 1, and reasons come with the heaviest first', async () => {
    const words = 'Could this be a constant with a name, please?'
    const found = await explained([version('flow', 1), reply('ask', 'flow-v1', words)])
    assert.ok(found)
    const { kind, kindReasons } = found
    assert.equal(kind.rule, null)
    assert.ok(Math.abs(kind.probabilities.reduce((a, b) => a + b, 0) - 1) < 1e-9)
    const [change = 0, question = 0] = kind.probabilities
    assert.equal(kind.judged.probability, Math.round((change + question) * 1000) / 1000)
    const weights = kindReasons.map(({ weight }) => Math.abs(weight))
    assert.deepEqual(
      weights,
      [...weights].sort((a, b) => b - a),
    )
    const asks = kindReasons.some(({ name, weight }) => name.includes('asks: ') && weight > 0)
    assert.ok(asks, 'a wording that asks weighs for it')
  })

  test('a plain rule: what is told in so many words is asked for', async () => {
    const found = await explained(asked)
    assert.equal(found?.kind.rule, 'says please, or but, and tells to do something')
    assert.equal(found.kind.judged.kind, 'change')
  })

  test('a plain rule: its name, and no probabilities', async () => {
    const tag = 'Reviewed-by: Bram Okonkwo <bram@example.org>'
    const found = await explained([version('flow', 1), reply('ask', 'flow-v1', tag)])
    assert.deepEqual(
      [found?.kind.rule, found?.kind.probabilities, found?.request],
      ['gives a tag, and nothing else', [], null],
    )
  })

  test('a robot that reports a problem', async () => {
    const words = 'This fails to build: error: unknown type name flow_t'
    const mail = reply('ask', 'flow-v1', words, { from: ROBOT })
    const found = await explained([version('flow', 1), mail])
    assert.deepEqual(
      [found?.kind.rule, found?.judged.actionable],
      ['a robot reports a problem', true],
    )
  })

  test('no such comment: nothing', async () =>
    assert.equal(await explained(asked, '<ask@example.org>#9'), null))
})

describe('explain: what was looked for', () => {
  test('every rule is told of, with what it found', async () => {
    const { derived } = await requestIn([...asked, version('flow', 2, changed)])
    const { found } = derived.weighed
    assert.deepEqual(
      found.map(({ rule }) => rule.name),
      RULES.map(({ name }) => name),
    )
    const lines = found.find(({ rule }) => rule.name === 'lines')?.findings ?? []
    assert.deepEqual(
      lines.map(({ rule, revisionIndex, text }) => [rule, revisionIndex, text]),
      [['lines-changed', 1, '+\tflow->retries = FLOW_RETRIES;']],
    )
  })

  test('the lines, then and now', async () => {
    const found = await explained([...asked, version('flow', 2, changed), version('flow', 3)])
    assert.deepEqual(
      found?.passages.map(({ revisionIndex, fate, wasOut, then, now }) => [
        revisionIndex,
        fate,
        wasOut,
        then.messageId,
        now?.messageId,
      ]),
      [
        [1, 'changed', false, '<flow-v1@example.org>', '<flow-v2@example.org>'],
        [2, 'changed', false, '<flow-v2@example.org>', '<flow-v3@example.org>'],
      ],
    )
  })

  test('a version that was out when the comment was written', async () => {
    const late = { ...reply('ask', 'flow-v1', NAME), date: day(8) }
    const found = await explained([version('flow', 1), version('flow', 2, changed), late])
    assert.deepEqual(
      found?.passages.map(({ fate, wasOut }) => [fate, wasOut]),
      [['changed', true]],
    )
  })
})

describe('explain: the state', () => {
  /** For each state whether it can be, and why. */
  const allowed = async (...mails: readonly MailParts[]): Promise<Record<string, string>> => {
    const { derived } = await requestIn([...asked, ...mails])
    return Object.fromEntries(
      derived.weighed.allowances.map((a) => [a.state, `${String(a.isAllowed)}: ${a.reason}`]),
    )
  }

  test('silence and no later version', async () =>
    assert.deepEqual(await allowed(), {
      addressed: 'false: no later version',
      answered: 'false: nobody answers',
      rejected: 'false: nobody answers',
      open: 'true: nobody takes it on',
      agreed: 'false: nobody agrees',
    }))

  test('a promise', async () => {
    const promise = reply('answer', 'ask', 'Will do.', { from: TOVA, date: day(5), quote: [NAME] })
    const found = await allowed(promise)
    assert.deepEqual(
      [found.open, found.agreed, found.rejected],
      [
        'false: somebody takes it on, or says it is done',
        'true: somebody answers',
        'false: nobody argues against it',
      ],
    )
  })

  test('lines that changed date the version', async () => {
    const { derived } = await requestIn([...asked, version('flow', 2, changed)])
    assert.deepEqual(
      [derived.state, derived.addressedIn, derived.weighed.dating?.grade],
      ['addressed', 1, 1],
    )
    assert.deepEqual(
      derived.weighed.dating?.by.map(({ rule }) => rule),
      ['lines-changed'],
    )
  })

  test("the user's word, and what was derived", async () => {
    const { verdict, derived } = await requestIn(asked, [
      { id: ASK, state: 'rejected', note: 'no need' },
    ])
    assert.deepEqual([verdict.state, derived.state], ['rejected', 'open'])
    const not = await explained(asked, ASK, [{ id: ASK, state: 'not-an-issue', note: null }])
    assert.deepEqual(
      [not?.request, not?.judged.actionable, not?.kind.judged.actionable, not?.override?.state],
      [null, false, true, 'not-an-issue'],
    )
  })

  test('asked again: the verdict is on the later comment', async () => {
    const again = reply('again', 'flow-v2', `You still have not done it. ${NAME}`, {
      date: day(7),
    })
    const { id, again: later, judgedOn } = await requestIn([...asked, version('flow', 2), again])
    assert.deepEqual(
      [id, later, judgedOn],
      [ASK, ['<again@example.org>#1'], '<again@example.org>#1'],
    )
  })
})

test('every issue of the sample is explained as it is derived', () =>
  withStore(async (store) => {
    await ingest(store, [SAMPLE_MBOX])
    const rows = await store.all<{ id: number }>('SELECT id FROM series ORDER BY id')
    for (const { id: key } of rows) {
      const [material] = await readMaterial(store, [key])
      assert.ok(material)
      for (const issue of await readIssues(store, [key])) {
        const found = explain(issue.id, material, groundOf(material), readModels(), new Map(), [])
        const verdict = found?.request?.verdict
        assert.deepEqual(
          [verdict?.state, verdict?.addressedIn, verdict?.confidence, found?.judged.probability],
          [issue.state, issue.addressedAt, issue.confidence, issue.probability],
          issue.id,
        )
      }
    }
  }))

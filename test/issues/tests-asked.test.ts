import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { asksForTests } from '../../src/issues/rules/tests-added.ts'
import type { CommentContext } from '../../src/model/issue.ts'
import type { SeriesMail } from '../../src/model/review.ts'
import { LINES, reply, reviewed, version } from '../support/reviewed.ts'
import { patchBody } from '../support/patches.ts'
import type { MailParts } from '../support/mails.ts'
import { temporaryFolder } from '../support/stores.ts'

const folder = temporaryFolder()

describe('tests are asked for', () => {
  const asks = (text: string): boolean =>
    asksForTests(
      { lines: text.split('\n'), about: null } as unknown as CommentContext,
      { mails: new Map() } as unknown as SeriesMail,
    )
  for (const text of [
    'Could you also add some tests?',
    'This needs a test or two to protect it.',
    'Please add a\nregression test for the second case.',
    'A kunit test for this would be nice.',
    'I would like to see a selftest that opens it twice.',
    'Maybe write a testcase?',
    'There is a gap in test coverage here.',
  ])
    test(text, () => assert.equal(asks(text), true))
  for (const text of [
    'Did you test this?',
    'I have run some tests and it works.',
    'Tested on one pump.',
    'This test is wrong when the pump is off.',
    'Please add a check for NULL.',
    'The test robot needs a newer compiler.',
  ])
    test(`but not: ${text}`, () => assert.equal(asks(text), false))

  test('a long comment may speak of them for another reason', () => {
    assert.equal(asks(`${'It is warm. '.repeat(80)}Please add a test.`), false)
  })
})

describe('a test that was asked for', () => {
  const now = LINES.map((line) => line.replace('200', '300'))
  const tested = (v: number, test: readonly string[]): MailParts => {
    const files = [
      { path: 'drivers/flow/core.c', lines: now },
      { path: 'tests/flow-open.sh', lines: test },
    ]
    return { ...version('flow', v), body: patchBody(files) }
  }
  const asked = async (...later: readonly MailParts[]): Promise<unknown[]> => {
    const ask = reply('ask', 'flow-v1', 'Could you also add some tests?', {
      quote: [LINES[1] ?? ''],
    })
    const [issue] = (await reviewed(folder, [version('flow', 1), ask, ...later])).issues
    const told = issue?.evidence.find(({ rule }) => rule === 'suggested-code-there')
    return [issue?.state, issue?.addressedIn, told?.text]
  }

  test('is there from the version on whose tests are longer', async () => {
    const v2 = tested(2, ['-expect 200', '+expect 300'])
    const v3 = tested(3, ['-expect 200', '+expect 300', '+open_twice flow', '+expect busy'])
    assert.deepEqual(await asked(v2, v3), ['addressed', 3, '+++ b/tests/flow-open.sh'])
  })

  test('is not there where only the code changed', async () => {
    assert.equal((await asked(version('flow', 2, now)))[2], undefined)
  })
})

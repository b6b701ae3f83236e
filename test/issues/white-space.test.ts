import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { IssueRecord } from '../../src/model/report/records.ts'
import { LINES, reply, reviewed, version } from '../support/reviewed.ts'
import { temporaryFolder } from '../support/stores.ts'

const folder = temporaryFolder()

/** What comes of words below lines of version 1 by a version 2. */
async function issueOf(
  words: string,
  old: readonly string[],
  quote: readonly string[],
  now: readonly string[],
): Promise<IssueRecord> {
  const { issues } = await reviewed(folder, [
    version('flow', 1, old),
    reply('ask', 'flow-v1', words, { quote }),
    version('flow', 2, now),
  ])
  const issue = issues.find(({ id }) => id === '<ask@example.org>#1')
  assert.ok(issue)
  return issue
}

const isSpaced = ({ evidence }: IssueRecord): boolean =>
  evidence.some(({ rule }) => rule === 'white-space-changed')

describe('white space that was asked for', () => {
  const TRAILING = [...LINES.slice(0, 3), '+\tflow->retries = 5; ', ...LINES.slice(4)]
  const WORDS = ['There is a trailing whitespace here.', 'Extra space at the end.', 'Stray space.']
  for (const words of WORDS) {
    test(`is addressed where nothing else differs: ${words}`, async () => {
      const issue = await issueOf(words, TRAILING, TRAILING.slice(2, 4), LINES)
      assert.equal(issue.state, 'addressed')
      assert.ok(isSpaced(issue), JSON.stringify(issue.evidence))
    })

    test(`is open where it still stands: ${words}`, async () => {
      const issue = await issueOf(words, TRAILING, TRAILING.slice(2, 4), TRAILING)
      assert.equal(issue.state, 'open')
      assert.ok(!isSpaced(issue))
    })
  }

  const BLANK = [...LINES.slice(0, 4), '+', ...LINES.slice(4)]
  const BELOW = ['+int flow_close(struct flow *flow);', '+int flow_stop(struct flow *flow);']
  test('stands where the lines below it do, whatever came above', async () => {
    const old = [...BLANK, ...BELOW]
    const now = [' int moved;', '+int more;', ...old]
    const issue = await issueOf('Blank line, please drop it.', old, BLANK.slice(3, 5), now)
    assert.ok(!isSpaced(issue), JSON.stringify(issue.evidence))
    assert.notEqual(issue.state, 'addressed')
  })

  test('is gone with the blank line', async () => {
    const issue = await issueOf('Blank line, please drop it.', BLANK, BLANK.slice(3, 5), LINES)
    assert.ok(isSpaced(issue), JSON.stringify(issue.evidence))
    assert.equal(issue.state, 'addressed')
  })
})

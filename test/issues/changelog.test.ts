import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { IssueRecord } from '../../src/model/report/records.ts'
import { shortlogIn, versionsIn } from '../../src/text/changelog.ts'
import { BRAM, LINES, reply, reviewed, version } from '../support/reviewed.ts'
import { temporaryFolder } from '../support/stores.ts'

const folder = temporaryFolder()

describe('the version that a line of a changelog is of', () => {
  for (const [lines, versions] of [
    [
      ['Changes in v3:', '- a', 'Changes in v2:', '- b'],
      [3, 3, 2, 2],
    ],
    [
      ['Chagne from v2 to v3', '- a', 'v1 -> v2:', '- b'],
      [3, 3, 2, 2],
    ],
    [
      ['v3:', '- a', 'v2: a word in the line', '---', 'and more'],
      [3, 3, 2, null, null],
    ],
    [
      ['Changes since v2:', '- a', 'Changes since v1:', '- b'],
      [3, 3, 2, 2],
    ],
    [
      ['Changes since v1:', '- all of it'],
      [3, 3],
    ],
    [
      ['- change 2 registers', '- v2 kilns have no fan', '- switch from v1 to v2 tables'],
      [null, null, null],
    ],
  ] as const)
    test(lines.join(' / '), () => assert.deepEqual(versionsIn(lines, 3), versions))
})

test('who wrote which patch', () =>
  assert.deepEqual(
    [
      ...shortlogIn([
        'It is warm (2):',
        '',
        'Bram Okonkwo (2):',
        '  a: one',
        '  a: two',
        '',
        'end',
      ]),
    ],
    [2, 3, 4],
  ))

describe('a changelog of all versions', () => {
  const NAME = 'Please make flow_retries_limit a constant with a name.'
  const ask = reply('ask', 'flow-v1', NAME, { from: BRAM })
  const changed = LINES.map((line) => line.replace('= 5', '= FLOW_RETRIES'))
  const changelogs = ({ evidence }: IssueRecord): (string | null)[] =>
    evidence.filter(({ rule }) => rule.startsWith('changelog')).map(({ text }) => text)
  const told = async (...changelog: string[]): Promise<unknown> => {
    const { issues } = await reviewed(folder, [
      version('flow', 1),
      ask,
      version('flow', 2, changed),
      version('flow', 3, [...changed, '+more'], { changelog }),
    ])
    const [issue] = issues
    return [issue?.state, issue?.addressedIn, issue && changelogs(issue)]
  }

  test('of a later version says nothing of this one', async () => {
    assert.deepEqual(await told('Changes in v3:', '- the flow_retries_limit is warm again'), [
      'addressed',
      2,
      [],
    ])
  })

  test('in a later mail, its section of this version', async () => {
    const line = '- flow_retries_limit has a name (Bram)'
    assert.deepEqual(await told('v3:', '- more', 'v2:', line), ['addressed', 2, [line]])
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import { isOnWhole } from '../../src/issues/rules/whole.ts'
import type { CommentContext } from '../../src/model/issue.ts'
import { saveOverride } from '../../src/store/judgements.ts'
import { mboxText } from '../support/mails.ts'
import { LINES, reply, reviewed, reviewedIn, version } from '../support/reviewed.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'

const folder = temporaryFolder()
const first = version('flow', 1)

describe('a comment on a whole function or message', () => {
  for (const [last, isWhole] of [
    ['+}', true],
    [' };', true],
    ['Signed-off-by: Tova Lindqvist <tova@example.org>', true],
    ['+\t}', false],
    ['+\treturn 0;', false],
    ['It is warm here.', false],
  ] as const)
    test(`stands below its end: ${last}`, () => {
      const quoted = ['+int flow_open(void)', last, '+']
      assert.equal(isOnWhole({ quoted } as unknown as CommentContext), isWhole)
    })
})

test('no version left as it was what is gone', async () => {
  const without = [...LINES.slice(0, 3), ...LINES.slice(5)]
  const mails = [
    first,
    reply('ask', 'flow-v1', 'This needs a name.', { quote: LINES.slice(3, 5) }),
    version('flow', 2, ['+int more;', ...LINES]),
    version('flow', 3, ['+int more;', ...without]),
    version('flow', 4, ['+int last;', ...without]),
  ]
  const id = '<ask@example.org>#1'
  const { issues } = await withStore(async (store) => {
    await saveOverride(store, id, { id, state: 'open', note: null })
    await ingest(store, [written(folder, 'gone.mbox', mboxText(mails))])
    return reviewedIn(store)
  })
  const issue = issues.find((one) => one.id === id)
  assert.deepEqual([issue?.state, issue?.passedOver], ['open', [2]])
})

describe('the version that settled a request', () => {
  const settled = async (
    quote: readonly string[],
    v2: readonly string[],
    v3: readonly string[],
  ): Promise<unknown> => {
    const { issues } = await reviewed(folder, [
      first,
      reply('ask', 'flow-v1', 'Please split flow_open as the pump does not have all of it.', {
        quote,
      }),
      version('flow', 2, v2, { changelog: ['v2:', '- split flow_open for the pump'] }),
      version('flow', 3, v3),
    ])
    const [issue] = issues
    const at = issue?.evidence.flatMap(({ rule }) => (rule.startsWith('lines-ch') ? [rule] : []))
    return [issue?.state, issue?.addressedIn, issue?.passedOver, at]
  }
  const changed = LINES.map((line) => line.replace('200', '300'))

  test('is the one whose changelog tells it, not that of a chance change', async () => {
    const more = ['+static int flow_split(void);', ...LINES]
    const v3 = ['+static int flow_split(void);', ...changed, '+/* more */']
    assert.deepEqual(await settled(LINES, more, v3), ['addressed', 2, [], []])
  })

  test('is the one in which it came beside the lines', async () => {
    const beside = [...LINES.slice(0, 4), '+\tflow_split(flow);', ...LINES.slice(4)]
    const later = [...changed.slice(0, 4), '+\tflow_split(flow);', ...changed.slice(4)]
    assert.deepEqual(await settled([LINES[4] ?? ''], beside, later), ['addressed', 2, [], []])
  })

  test('is that of the lines where neither is so', async () => {
    const v3 = [...changed, '+/* more */']
    const [, at] = (await settled([LINES[4] ?? ''], [...LINES, '+/* more */'], v3)) as unknown[]
    assert.equal(at, 3)
  })
})

describe('a message that was to say more', () => {
  const said = 'The pump opens with a limit of its own.'
  const asked = async (words: string, v2: string, v3: string): Promise<unknown[]> => {
    const { issues } = await reviewed(folder, [
      version('flow', 1, LINES, { message: said }),
      reply('ask', 'flow-v1', words, { quote: [said] }),
      version('flow', 2, LINES, { message: v2 }),
      version('flow', 3, LINES, { message: v3 }),
    ])
    const [issue] = issues
    const grown = issue?.evidence.some(({ rule }) => rule === 'beside-changed')
    return [issue?.state, issue?.addressedIn, grown]
  }
  const more = `${said}\n\nAn example of the failure of the second opening:\n\n  flow: opening failed with -16\n  flow: opening it once more`
  const other = 'The pump opens with a limit that is its own only.'

  test('does so from the version on in which it became longer', async () => {
    assert.deepEqual(await asked('Can you add an example of the failure?', more, other), [
      'addressed',
      2,
      true,
    ])
  })

  test('does not where it is only wrapped anew', async () => {
    const wrapped = said.replace('with a', 'with a\n')
    assert.equal((await asked('Can you add an example of it?', wrapped, wrapped))[2], false)
  })
})

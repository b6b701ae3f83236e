import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ALL_ISSUES, ingest, issuesReport } from '../../src/index.ts'
import type { ToldState } from '../../src/model/issue.ts'
import type { IssueRecord } from '../../src/model/report/records.ts'
import { BRAM, day, LINES, reply, reviewed, TOVA, version } from '../support/reviewed.ts'
import { mboxText, type MailParts } from '../support/mails.ts'
import { patchBody, type FileParts } from '../support/patches.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'

const folder = temporaryFolder()

async function issueIn(...mails: Parameters<typeof reviewed>[1]): Promise<IssueRecord> {
  const { issues } = await reviewed(folder, mails)
  assert.equal(issues.length, 1)
  return issues[0] as IssueRecord
}

/** Ids of the issues that are shown of a state. */
async function shownOf(mails: readonly MailParts[], state: ToldState): Promise<string[]> {
  return withStore(async (store) => {
    await ingest(store, [written(folder, `shown-${state}.mbox`, mboxText(mails))])
    const { versions } = await issuesReport(store, '<ask@example.org>', { ...ALL_ISSUES, state })
    return versions.flatMap(({ issues }) => issues.map(({ id }) => id))
  })
}

const swapped = (from: string, to: string): string[] => LINES.map((line) => line.replace(from, to))

describe('what one version did and the next one undid', () => {
  const misspelt = [...LINES.slice(0, 2), '+\t/* retreive it in 200 ms */', ...LINES.slice(2)]
  const spelt = misspelt.map((line) => line.replace('retreive', 'retrieve'))
  const ask = reply('ask', 'flow-v1', 's/retreive/retrieve/', { quote: [misspelt[2] ?? ''] })

  for (const words of ['s/retreive/retrieve/', 's/retreive/retrieve'])
    test(`${words} is open: the old text is there again`, async () => {
      const issue = await issueIn(
        version('flow', 1, misspelt),
        { ...ask, body: (ask.body ?? '').replace('s/retreive/retrieve/', words) },
        version('flow', 2, spelt),
        version('flow', 3, misspelt),
      )
      assert.equal(issue.state, 'open')
      const old = issue.evidence.find(({ rule }) => rule === 'old-text-stands')
      assert.equal(old?.messageId, '<flow-v3@example.org>')
    })

  test('is done where the new text stays', async () => {
    const issue = await issueIn(
      version('flow', 1, misspelt),
      ask,
      version('flow', 2, spelt),
      version('flow', 3, spelt),
    )
    assert.deepEqual([issue.state, issue.addressedIn], ['addressed', 2])
  })
})

describe('asked for by its name', () => {
  const ask = reply('ask', 'flow-v1', "Doesn't it need to include <linux/flow.h> for the start?", {
    quote: [LINES[4] ?? ''],
  })

  test('and not there: a change of the line beside it did not do it', async () => {
    const issue = await issueIn(
      version('flow', 1),
      ask,
      version('flow', 2, swapped('flow_start(', 'flow_start_now(')),
    )
    assert.equal(issue.state, 'open')
  })

  test('and there: done', async () => {
    const issue = await issueIn(
      version('flow', 1),
      ask,
      version('flow', 2, ['+#include <linux/flow.h>', ...swapped('flow_start(', 'flow_begin(')]),
    )
    assert.equal(issue.state, 'addressed')
  })

  test('and not there, though the author says it is done: never certain', async () => {
    const issue = await issueIn(
      version('flow', 1),
      ask,
      reply('answer', 'ask', 'Fixed in v2.', { from: TOVA, date: day(5) }),
      version('flow', 2, swapped('flow_start(', 'flow_start_now(')),
    )
    assert.notEqual(issue.confidence, 'high')
  })
})

describe('a text that is to become another', () => {
  const twice = [
    ...LINES.slice(0, 3),
    '+\tlog_ack(p[prev]);',
    ...LINES.slice(3),
    '+\tlog_ack(p[prev]);',
  ]
  const once = twice.map((line, i) => (i === 3 ? '+\tlog_ack(orig);' : line))
  const ask = reply('ask', 'flow-v1', 's/p[prev]/orig/', { quote: [twice[3] ?? ''] })

  test('is done, though the same line stands elsewhere as it was', async () => {
    const issue = await issueIn(version('flow', 1, twice), ask, version('flow', 2, once))
    assert.equal(issue.state, 'addressed')
  })

  test('is not done where both stand', async () => {
    const more = [...twice, '+\tlog_all();']
    const issue = await issueIn(version('flow', 1, twice), ask, version('flow', 2, more))
    assert.equal(issue.state, 'open')
  })

  test('a word that only gets another before it does not still stand in a line written anew', async () => {
    const before = [...LINES, '+\t/* move the field into the flags of the flow */']
    const after = [...LINES, '+\t/* move the rate of the flags into its features */']
    const wish = reply('ask', 'flow-v1', 'flags -> feature flags', { quote: [before.at(-1) ?? ''] })
    const issue = await issueIn(version('flow', 1, before), wish, version('flow', 2, after))
    assert.ok(!issue.evidence.some(({ rule }) => rule === 'old-text-stands'))
  })
})

describe('a patch that was taken before the last version', () => {
  const part = (
    n: number,
    of: number,
    v: number,
    path: string,
    lines: readonly string[],
  ): MailParts => ({
    id: `pair-v${v}-${n}`,
    subject: `[PATCH v${v} ${n}/${of}] ${path}: open it with a limit`,
    date: day(v * 3),
    ...(n === 1 ? {} : { inReplyTo: `pair-v${v}-1` }),
    body: patchBody([{ path: `drivers/${path}/core.c`, lines }]),
  })
  const other = LINES.map((line) => line.replaceAll('flow', 'tide'))
  const ask = reply('ask', 'pair-v1-1', 'The pointer may be NULL here.', {
    quote: [LINES[3] ?? ''],
  })
  const checked = [...LINES.slice(0, 3), '+\tif (!flow)', '+\t\treturn -EINVAL;', ...LINES.slice(3)]
  const taking = reply('taken', 'pair-v2-1', 'Applied patch 1, thanks.', {
    quote: [],
    date: day(7),
  })
  const mails = (takes: boolean): MailParts[] => [
    part(1, 2, 1, 'flow', LINES),
    part(2, 2, 1, 'tide', other),
    ask,
    part(1, 2, 2, 'flow', checked),
    part(2, 2, 2, 'tide', other),
    ...(takes ? [taking] : []),
    part(1, 1, 3, 'tide', [...other, '+\ttide_end();']),
  ]

  for (const takes of [true, false])
    test(takes ? 'is not dropped by it' : 'is dropped by it where nobody took it', async () => {
      const { issues } = await reviewed(folder, mails(takes))
      const [issue] = issues
      assert.equal(issues.length, 1)
      assert.deepEqual([issue?.state, issue?.addressedIn], ['addressed', 2])
      assert.equal(
        issue?.evidence.some(({ rule }) => rule === 'lines-patch-dropped'),
        !takes,
      )
    })

  test('what nobody did is over with the patch', async () => {
    const question = reply('ask', 'pair-v1-1', 'Where does the 200 come from?', {
      quote: [LINES[4] ?? ''],
    })
    const gone = [
      part(1, 2, 1, 'flow', LINES),
      part(2, 2, 1, 'tide', other),
      question,
      part(1, 1, 2, 'tide', [...other, '+\ttide_end();']),
    ]
    const [issue] = (await reviewed(folder, gone)).issues
    assert.ok(issue)
    if (issue.state === 'open')
      assert.deepEqual([issue.moot, issue.evidence[0]?.rule], [true, 'lines-patch-dropped'])
    else assert.equal(issue.moot, false)
    const back = part(2, 2, 3, 'flow', LINES)
    const again = [...gone, part(1, 2, 3, 'tide', [...other, '+\ttide_end();']), back]
    const [kept] = (await reviewed(folder, again)).issues
    assert.equal(kept?.moot, false)
  })

  const promised = (words: string, answer = 'Sure, will do.'): MailParts[] => [
    part(1, 2, 1, 'flow', LINES),
    part(2, 2, 1, 'tide', other),
    reply('ask', 'pair-v1-1', words, { quote: [LINES[4] ?? ''] }),
    reply('yes', 'ask', answer, { quote: [words], from: TOVA, date: day(5) }),
    part(1, 1, 2, 'tide', [...other, '+\ttide_end();']),
  ]

  test('a detail that was promised is over with it, not done', async () => {
    const [issue] = (await reviewed(folder, promised('Please use a named constant.'))).issues
    assert.deepEqual([issue?.state, issue?.moot], ['agreed', true])
  })

  test('that it goes may be what was promised', async () => {
    const mails = promised('Please use a named constant.', 'Right, I will drop the patch.')
    const [issue] = (await reviewed(folder, mails)).issues
    assert.deepEqual([issue?.state, issue?.addressedIn], ['addressed', 2])
  })

  test('what was to go is done with it', async () => {
    const mails = promised('Please drop this limit.').filter(({ id }) => id !== 'yes')
    const [issue] = (await reviewed(folder, mails)).issues
    assert.deepEqual([issue?.state, issue?.addressedIn], ['addressed', 2])
  })

  test('a new patch of a version after that is not what became of it', async () => {
    const mails = [
      ...promised('Please use a named constant.'),
      part(1, 2, 3, 'tide', [...other, '+\ttide_end();', '+\ttide_free();']),
      part(2, 2, 3, 'pump', ['+int pump_open(int bar)', '+{', '+\treturn pump_run(bar);', '+}']),
    ]
    const [issue] = (await reviewed(folder, mails)).issues
    assert.deepEqual([issue?.state, issue?.moot, issue?.passedOver], ['agreed', true, []])
  })
})

test('a tag that is given in the comment is not one that was asked for', async () => {
  const body = `Does the wait need to be atomic?\n\nReviewed-by: ${BRAM}`
  const ask = reply('ask', 'flow-v1', body, { quote: [LINES[4] ?? ''] })
  const issue = await issueIn(
    version('flow', 1),
    ask,
    version('flow', 2, LINES, { message: `Open it with a limit.\n\nReviewed-by: ${BRAM}\n` }),
  )
  assert.notEqual(issue.state, 'addressed')
})

describe('a patch sent anew with the same number', () => {
  const changed = swapped('retries = 5', 'retries = FLOW_RETRIES')
  const ask = reply('ask', 'flow-v2', 'Please make this a constant with a name.', {
    quote: [LINES[3] ?? ''],
    date: day(7),
  })
  const anew = (lines: readonly string[], at = 8): ReturnType<typeof version> => ({
    ...version('flow', 2, lines),
    id: 'flow-v2-anew',
    date: day(at),
  })

  test('after the comment, with what was asked for: addressed', async () => {
    const issue = await issueIn(version('flow', 2), ask, anew(changed))
    assert.deepEqual([issue.state, issue.addressedIn], ['addressed', 2])
    assert.ok(issue.evidence.some(({ messageId }) => messageId === '<flow-v2-anew@example.org>'))
  })

  test('after the comment, with a change elsewhere: open', async () => {
    const issue = await issueIn(
      version('flow', 2),
      ask,
      anew([' int moved;', '+int more;', ...LINES]),
    )
    assert.equal(issue.state, 'open')
  })

  test('as a reroll, and the next version is like it: addressed by the reroll', async () => {
    const reroll = {
      ...anew(changed),
      subject: (version('flow', 2).subject ?? '').replace('v2]', 'v2.1]'),
      inReplyTo: 'ask',
    }
    const issue = await issueIn(version('flow', 2), ask, reroll, version('flow', 3, changed))
    assert.deepEqual([issue.state, issue.addressedIn], ['addressed', 2])
  })

  test('before the comment: nothing came of it since', async () => {
    const issue = await issueIn(version('flow', 2), anew(changed, 7), { ...ask, date: day(9) })
    assert.equal(issue.state, 'open')
  })
})

test('what was applied without it is shown as moot, and not as open', async () => {
  const mails = [
    version('flow', 1),
    reply('ask', 'flow-v1', 'Please give this limit a name.', { quote: [LINES[4] ?? ''] }),
    reply('taken', 'flow-v1', 'Applied to the pump tree, thanks.', { quote: [], date: day(7) }),
  ]
  const issue = await issueIn(...mails)
  assert.deepEqual([issue.state, issue.moot], ['open', true])
  assert.deepEqual([await shownOf(mails, 'moot'), await shownOf(mails, 'open')], [[issue.id], []])
})

describe('what was to be a patch of its own', () => {
  const valve = [
    ' struct valve *valve;',
    '+int valve_open(struct valve *valve)',
    '+{',
    '+\tif (valve->angle > valve->limit)',
    '+\t\treturn -EINVAL;',
    '+\tvalve->angle = valve->limit;',
    '+\treturn valve_turn(valve, 90);',
    '+}',
  ]
  const patch = (v: number, n: number, of: number, files: readonly FileParts[]): MailParts => ({
    id: `own-v${v}-${n}`,
    subject: `[PATCH${v === 1 ? '' : ` v${v}`} ${n}/${of}] ${files[0]?.path ?? ''}: open it`,
    date: day(v * 3),
    ...(n === 1 ? {} : { inReplyTo: `own-v${v}-1` }),
    body: patchBody(files),
  })
  const [flowFile, valveFile] = [
    { path: 'drivers/flow/core.c', lines: LINES },
    { path: 'drivers/valve/core.c', lines: valve },
  ]

  test('is told by what was split off', async () => {
    const { issues } = await reviewed(folder, [
      patch(1, 1, 1, [flowFile, valveFile]),
      reply('ask', 'own-v1-1', 'Please keep this as a separate patch.', {
        quote: [valve[6] ?? ''],
      }),
      patch(2, 1, 2, [flowFile]),
      patch(2, 2, 2, [valveFile]),
    ])
    const [issue] = issues
    assert.deepEqual([issue?.state, issue?.addressedIn], ['addressed', 2])
    const told = issue?.evidence.find(({ rule }) => rule === 'patch-moved')
    assert.equal(told?.text, 'drivers/valve/core.c: open it')
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { IssueRecord } from '../../src/model/report/records.ts'
import { shortlogIn, versionsIn } from '../../src/text/changelog.ts'
import { BRAM, day, LINES, reply, reviewed, ROBOT, version } from '../support/reviewed.ts'
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
      [
        'v3:',
        '- a',
        'V2 : https://lore.example.org/all/b@x/',
        '[v1]: <https://lore.example.org/a>',
      ],
      [3, 3, 3, 3],
    ],
    [
      [
        'v2: https://lore.example.org/all/b@x/',
        'v2 -> v3: a',
        'v1 was posted at https://a.example',
      ],
      [null, 3, 3],
    ],
    [
      ['v2: https://lore.example.org/all/b@x/', '- b', 'v1:', 'https://lore.example.org/a'],
      [2, 2, 2, 2],
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

  test('in a later mail, its section of a version that is not there: it came with the next one', async () => {
    const line = '* flow_retries_limit has a name (Bram)'
    const { issues } = await reviewed(folder, [
      version('flow', 1),
      ask,
      version('flow', 3, changed),
      version('flow', 4, [...changed, '+more'], { changelog: ['* v4', '- more', '* v2', line] }),
    ])
    const [issue] = issues
    assert.deepEqual(
      [issue?.state, issue?.addressedInName, issue && changelogs(issue)],
      ['addressed', 'v3', [line]],
    )
  })
})

describe('the changes of versions in the message of a patch', () => {
  const ask = reply('ask', 'flow-v1', 'Please make flow_retries_limit a constant with a name.')
  const line = 'v2: flow_retries_limit is a constant'
  const told = async (...message: string[]): Promise<unknown> => {
    const { issues } = await reviewed(folder, [
      version('flow', 1),
      ask,
      version('flow', 2, [...LINES, '+more'], { message: message.join('\n') }),
    ])
    return issues[0]?.evidence.filter(({ rule }) => rule.startsWith('changelog')).map((e) => e.text)
  }

  test('are a changelog', async () =>
    assert.deepEqual(
      await told('Open it with a limit.', '', line, '', 'Signed-off-by: T <t@x.y>'),
      [line],
    ))

  test('are none where no block is of this version', async () =>
    assert.deepEqual(await told('Open it.', '', 'v4: flow_retries_limit is of the chip'), []))

  test('end with them', async () =>
    assert.deepEqual(
      await told('Open it.', '', 'v2: more', '', 'Now flow_retries_limit is a constant.'),
      [],
    ))
})

describe('an entry that names the reviewer', () => {
  const ALL = '- address review comments (Bram)'
  const ask = (id: string, words: string): ReturnType<typeof reply> => reply(id, 'flow-v1', words)
  const [NAME, LEAK] = ['Please name the retries.', 'The thread leaks here, please stop it.']
  const rules = async (...changelog: string[]): Promise<unknown> => {
    const { issues } = await reviewed(folder, [
      version('flow', 1),
      ask('one', NAME),
      ask('two', LEAK),
      version('flow', 2, [...LINES, '+more'], { changelog: ['Changes in v2:', ...changelog] }),
    ])
    return issues.map(({ evidence }) =>
      evidence
        .filter(({ rule }) => rule.startsWith('changelog-names'))
        .map((e) => [e.rule, e.text]),
    )
  }
  const [ONE, MANY] = ['changelog-names-reviewer', 'changelog-names-reviewer-of-many']

  test('and not what was done tells of none of his requests', async () =>
    assert.deepEqual(await rules(ALL), [[[MANY, ALL]], [[MANY, ALL]]]))

  test('and what was done comes before one that does not', async () => {
    const line = '- stop the thread (Bram)'
    assert.deepEqual(await rules(ALL, line), [[[MANY, ALL]], [[ONE, line]]])
  })

  test('of a mail that it links to is about that mail', async () => {
    const line = '- as Bram said: https://lore.example.org/all/two@example.org/'
    assert.deepEqual(await rules(line), [[], [[ONE, line]]])
  })
})

describe('a cover letter', () => {
  const ask = reply('ask', 'flow-v1-1', 'Please make flow_retries_limit a constant with a name.')
  const posted = (n: number, cover: string): ReturnType<typeof version>[] => [
    {
      id: `flow-v${n}-0`,
      subject: `[PATCH v${n} 0/1] flow: open it`,
      date: day(n * 3, 6),
      body: `${cover}\n\n core.c | 3 +-\n`,
    },
    {
      ...version('flow', n, n === 1 ? LINES : [...LINES, '+more']),
      id: `flow-v${n}-1`,
      subject: `[PATCH v${n} 1/1] flow: open it with a limit`,
      inReplyTo: `flow-v${n}-0`,
    },
  ]
  const shown = async (cover: string): Promise<unknown> => {
    const { issues } = await reviewed(folder, [...posted(1, 'Open it.'), ask, ...posted(2, cover)])
    return issues[0]?.evidence.filter(({ rule }) => rule.startsWith('changelog')).map((e) => e.text)
  }

  test('speaks of a request where it tells of a change', async () => {
    const line = '- flow_retries_limit is a constant'
    assert.deepEqual(await shown(`Changes in v2:\n${line}`), [line])
  })

  test('tells nothing by a comparison with the version before', async () => {
    const compared = [
      'Changes in v2:',
      '- one thing or another',
      '',
      'Range-diff against v1:',
      '1:  0123456789 ! 1:  89abcdef01 flow: open it with a limit',
      '    -+  flow_retries_limit, a constant with a name',
    ]
    assert.deepEqual(await shown(compared.join('\n')), [])
  })

  test('speaks of a substitution that it writes out as it was asked for', async () => {
    const line = '- s/to on/to off/.'
    const swap = { ...ask, body: ask.body.replace(/Please.*/, 's/to on/to off/') }
    const { issues } = await reviewed(folder, [
      ...posted(1, 'Open it from on to off.'),
      swap,
      ...posted(2, `Changes in v2:\n- drain it\n${line}`),
    ])
    const told = issues[0]?.evidence.filter(({ rule }) => rule === 'changelog-speaks-of-it')
    assert.deepEqual(
      told?.map((e) => e.text),
      [line],
    )
  })

  test('speaks of none where it tells what the work is about', async () =>
    assert.deepEqual(await shown('The flow_retries_limit tells how long it waits.'), []))
})

describe('a report', () => {
  const report = reply('r1', 'flow-v1', 'flow/core.c:3: warning: retries is never used', {
    from: ROBOT,
  })
  const next = (trailer: string): Parameters<typeof reviewed>[1] => {
    const v2 = version(
      'flow',
      2,
      LINES.map((line) => line.replace('= 5', '= 6')),
    )
    return [
      version('flow', 1),
      report,
      { ...v2, body: v2.body.replace(/^Signed-off/m, `${trailer}\nSigned-off`) },
    ]
  }
  const rules = async (trailer: string): Promise<unknown> => {
    const { issues } = await reviewed(folder, next(trailer))
    const [issue] = issues
    return [
      issue?.state,
      issue?.addressedIn,
      issue?.evidence.some((e) => e.rule === 'report-closed'),
    ]
  }

  test('is settled by a trailer that closes it', async () =>
    assert.deepEqual(await rules('Closes: https://lore.example.org/all/r1@example.org/'), [
      'addressed',
      2,
      true,
    ]))

  test('of several things in a mail is the one that the patch speaks of', async () => {
    const [leak, name] = [
      'The pump thread leaks when flow_start fails, so please stop it.',
      'Please spell the limit out.',
    ]
    const both = reply('two', 'flow-v1', '', {
      body: `On 3 Aug 2020, somebody wrote:\n> ${LINES[3]}\n\n${name}\n\n> ${LINES[4]}\n\n${leak}\n`,
    })
    const message = [
      'The pump thread was not stopped when flow_start failed.',
      '',
      'Reported-by: Bram Okonkwo <bram@example.org>',
      'Link: https://lore.example.org/all/two@example.org/',
    ]
    const v2 = version(
      'flow',
      2,
      LINES.map((line) => line.replace(/5|200/, '6')),
      { message: message.join('\n') },
    )
    const { issues } = await reviewed(folder, [version('flow', 1), both, v2])
    assert.deepEqual(
      issues.flatMap((i) => (i.evidence.some((e) => e.rule === 'report-closed') ? i.summary : [])),
      [leak],
    )
  })

  test('is not by one that closes another', async () =>
    assert.equal(
      ((await rules('Closes: https://lore.example.org/all/r2@example.org/')) as unknown[])[2],
      false,
    ))
})

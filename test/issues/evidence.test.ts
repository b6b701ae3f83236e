import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { IssueRecord } from '../../src/model/report/records.ts'
import { BRAM, day, LINES, reply, reviewed, TOVA, version } from '../support/reviewed.ts'
import { temporaryFolder } from '../support/stores.ts'

const folder = temporaryFolder()

const NAME = 'Please make this a constant with a name.'
const UNIT = 'Please say in a comment which unit the 200 has.'
const first = version('flow', 1)
/** Two requests in one mail. */
const both = reply('ask', 'flow-v1', NAME, {
  body: `On 3 Aug 2020, Tova wrote:\n> ${LINES[3] ?? ''}\n\n${NAME}\n\n> ${LINES[4] ?? ''}\n\n${UNIT}\n`,
})
const quoteOfBoth =
  both.body
    ?.split('\n')
    .map((line) => `> ${line}`)
    .join('\n') ?? ''
const answer = (body: string): ReturnType<typeof reply> =>
  reply('answer', 'ask', '', { from: TOVA, date: day(5), body })

const rulesOf = ({ evidence }: IssueRecord): string[] => evidence.map(({ rule }) => rule)

async function issuesIn(...mails: Parameters<typeof reviewed>[1]): Promise<IssueRecord[]> {
  const { issues } = await reviewed(folder, mails)
  return [...issues].sort((a, b) => (a.id < b.id ? -1 : 1))
}

describe('one answer to several comments', () => {
  test('below a quote of them all', async () => {
    const issues = await issuesIn(
      first,
      both,
      answer(`On 4 Aug 2020, Bram wrote:\n${quoteOfBoth}\n\nI will change both in v2.\n`),
    )
    assert.deepEqual(
      issues.map(({ state, answers }) => [state, answers]),
      [
        ['agreed', ['<answer@example.org>#1']],
        ['agreed', ['<answer@example.org>#1']],
      ],
    )
  })

  test('above a quote of them all', async () => {
    const issues = await issuesIn(
      first,
      both,
      answer(`I will change both in v2.\n\nOn 4 Aug 2020, Bram wrote:\n${quoteOfBoth}\n`),
    )
    assert.deepEqual(
      issues.map(({ state, answers }) => [state, answers]),
      [
        ['agreed', ['<answer@example.org>#1']],
        ['agreed', ['<answer@example.org>#1']],
      ],
    )
  })

  test('without a quote, where it promises', async () => {
    const issues = await issuesIn(first, both, answer('Thanks, I will fix all of this in v2.\n'))
    assert.deepEqual(
      issues.map(({ answers }) => answers),
      [['<answer@example.org>#1'], ['<answer@example.org>#1']],
    )
  })

  test('not where it quotes nothing and promises nothing', async () => {
    const issues = await issuesIn(
      first,
      both,
      answer('Thanks for the thorough review! I am on leave this week.\n'),
    )
    assert.deepEqual(
      issues.map(({ state, answers }) => [state, answers]),
      [
        ['open', []],
        ['open', []],
      ],
    )
  })

  test('not of the comments above the one that has an answer of its own', async () => {
    const own = `On 4 Aug 2020, Bram wrote:\n> > ${LINES[3] ?? ''}\n> \n> ${NAME}\n\nWill do.\n\n> > ${LINES[4] ?? ''}\n> \n> ${UNIT}\n\nIt is in milliseconds.\n`
    const issues = await issuesIn(first, both, answer(own))
    assert.deepEqual(
      issues.map(({ answers }) => answers),
      [['<answer@example.org>#1'], ['<answer@example.org>#2']],
    )
  })
})

describe('evidence', () => {
  for (const words of ['Best regards,\nTova', 'Cheers!', 'Thanks,', 'TL'])
    test(`a farewell is no answer: ${words.replace('\n', ' ')}`, async () => {
      const ask = reply('ask', 'flow-v1', NAME)
      const [issue] = await issuesIn(first, ask, answer(`> ${NAME}\n\n${words}\n`))
      assert.deepEqual([issue?.state, issue?.answers], ['open', []])
    })

  test('thanks for the review at the end of several answers answer nothing themselves', async () => {
    const both = reply('ask', 'flow-v1', `${NAME}\n\n> ${LINES[4] ?? ''}\n${UNIT}`)
    const issues = await issuesIn(
      first,
      both,
      answer(`> ${NAME}\n\nWill do.\n\n> ${UNIT}\n\nThanks for your review, Bram!\n\nTova\n`),
    )
    assert.deepEqual(
      issues.map(({ state, answers }) => [state, answers]),
      [
        ['agreed', ['<answer@example.org>#1']],
        ['open', []],
      ],
    )
  })

  test('what somebody has fixed in a branch is not open, without a later version', async () => {
    const ask = reply('ask', 'flow-v1', NAME)
    const [issue] = await issuesIn(
      first,
      ask,
      answer(`On 4 Aug 2020, Bram wrote:\n> ${NAME}\n\nYes, I've fixed this up in the branch.\n`),
    )
    assert.ok(issue?.state === 'addressed' || issue?.state === 'agreed', issue?.state)
    assert.equal(issue.addressedIn, null)
  })

  test('a line that is new beside the one that was quoted', async () => {
    const ask = reply('ask', 'flow-v1', 'Please check the pointer for NULL before this.')
    const [issue] = await issuesIn(
      first,
      ask,
      version('flow', 2, [
        ...LINES.slice(0, 3),
        '+\tif (!flow)',
        '+\t\treturn -EINVAL;',
        ...LINES.slice(3),
      ]),
    )
    assert.equal(issue?.state, 'addressed')
    assert.deepEqual(
      issue.evidence.find(({ rule }) => rule === 'beside-changed'),
      {
        rule: 'beside-changed',
        messageId: '<flow-v2@example.org>',
        line: 15,
        text: '+\t\treturn -EINVAL;',
      },
    )
  })

  test('what is new behind an empty line is not beside it', async () => {
    const ask = reply('ask', 'flow-v1', NAME)
    const [issue] = await issuesIn(
      first,
      ask,
      version('flow', 2, [...LINES.slice(0, 3), '+\tlog_it(flow);', '+', ...LINES.slice(3)]),
    )
    assert.ok(!rulesOf(issue as IssueRecord).includes('beside-changed'))
  })

  test('a blank line that was asked for, though nothing else changed', async () => {
    const ask = reply('ask', 'flow-v1', 'Please add a blank line above this.', {
      quote: [LINES[4] ?? ''],
    })
    const [issue] = await issuesIn(
      first,
      ask,
      version('flow', 2, [...LINES.slice(0, 4), '+', ...LINES.slice(4)]),
    )
    assert.equal(issue?.state, 'addressed')
    assert.ok(rulesOf(issue).includes('white-space-changed'))
  })

  test('blank lines that nobody spoke of are no evidence', async () => {
    const [issue] = await issuesIn(
      first,
      reply('ask', 'flow-v1', NAME),
      version('flow', 2, [...LINES.slice(0, 4), '+', ...LINES.slice(4)]),
    )
    assert.deepEqual(
      [issue?.state, rulesOf(issue as IssueRecord).includes('white-space-changed')],
      ['open', false],
    )
  })

  test('the author explains, and leaves it as it was: rejected, or answered', async () => {
    const body = `On 4 Aug 2020, Bram wrote:\n> ${NAME}\n\nThe same number stands in all the other drivers of this family.\n`
    const [issue] = await issuesIn(
      first,
      reply('ask', 'flow-v1', NAME),
      answer(body),
      version('flow', 2, ['+int more;', ...LINES]),
    )
    assert.ok(issue?.state === 'rejected' || issue?.state === 'answered', issue?.state)
  })

  test('a changelog that names the reviewer for another comment is no credit', async () => {
    const lines = [
      ...LINES.slice(0, 4),
      '+\treturn 0;',
      '+}',
      '+',
      '+int flow_close(struct flow *flow)',
      '+{',
      LINES[4] ?? '',
      '+}',
    ]
    const named = version(
      'flow',
      2,
      lines.map((line) => line.replace('= 5', '= FLOW_RETRIES')),
      { changelog: ['v2:', '- a constant with a name for the retries (Bram)'] },
    )
    const [name, unit] = await issuesIn(version('flow', 1, lines), both, named)
    assert.deepEqual([name?.state, name?.addressedIn], ['addressed', 2])
    assert.ok(rulesOf(name as IssueRecord).some((rule) => rule.startsWith('changelog')))
    assert.deepEqual(
      [unit?.state, rulesOf(unit as IssueRecord).filter((rule) => rule.startsWith('changelog'))],
      ['open', []],
    )
  })

  test('a changelog that names the reviewer for a tag is no credit', async () => {
    const tagged = version('flow', 2, [' int moved;', '+int more;', ...LINES], {
      changelog: ['v2:', '- rebased, collect Acked-by of Bram'],
    })
    const [issue] = await issuesIn(first, reply('ask', 'flow-v1', NAME, { from: BRAM }), tagged)
    assert.deepEqual(
      [
        issue?.state,
        rulesOf(issue as IssueRecord).filter((rule) => rule.startsWith('changelog-names')),
      ],
      ['open', []],
    )
  })
})

describe('a changelog', () => {
  const changelogRules = (issue: IssueRecord | undefined): string[] =>
    rulesOf(issue as IssueRecord).filter((rule) => /^changelog|^credited/.test(rule))
  const constant = LINES.map((line) => line.replace('= 5', '= FLOW_RETRIES'))

  for (const [entry, isTold] of [
    ['- Add Bram RB tag', false],
    ["- picked up Bram's R-b and Acked-by from Mira Castel <mira@example.org>", false],
    ['- name the constant, add Bram RB tag', true],
  ] as const)
    test(`tells of tags alone, or of more: ${entry}`, async () => {
      const [issue] = await issuesIn(
        first,
        reply('ask', 'flow-v1', NAME),
        version('flow', 2, constant, { changelog: ['v2:', entry] }),
      )
      assert.equal(changelogRules(issue).length > 0, isTold)
    })

  test('names a reviewer for each of his comments in a line of its own', async () => {
    const told = version('flow', 2, constant, {
      changelog: [
        'v2:',
        '- a constant with a name for flow_start (Bram)',
        '- say the unit of flow_start in a comment (Bram)',
      ],
    })
    const [name, unit] = await issuesIn(first, both, told)
    const shown = (issue: IssueRecord | undefined): string[] =>
      issue?.evidence.filter(({ rule }) => rule.startsWith('changelog')).map((e) => e.text) ?? []
    assert.deepEqual(
      [shown(name), shown(unit)],
      [
        ['- a constant with a name for flow_start (Bram)'],
        ['- say the unit of flow_start in a comment (Bram)'],
      ],
    )
  })

  test('is shared out among the comments of a reviewer, by what was answered, too', async () => {
    const [lamp, pump] = [
      'The lamp is too warm for me here.',
      'This is strange on the command line.',
    ]
    const asked = (id: string, words: string, line: number): ReturnType<typeof reply> =>
      reply(id, 'flow-v1', words, { quote: [LINES[line] ?? ''] })
    const { issues } = await reviewed(folder, [
      first,
      asked('one', lamp, 3),
      asked('two', pump, 4),
      reply('back', 'two', 'Good point, I can leave it and add a retry without suffix.', {
        from: TOVA,
        date: day(5),
        quote: [pump],
      }),
      version(
        'flow',
        2,
        LINES.map((line) => line.replace(/5|200/, '6')),
        { changelog: ['v2:', '- fix the spelling (Bram)', '- retry without suffix (Bram)'] },
      ),
    ])
    assert.deepEqual(
      issues.flatMap(({ evidence }) =>
        evidence.flatMap(({ rule, text }) => (rule === 'changelog-names-reviewer' ? [text] : [])),
      ),
      ['- fix the spelling (Bram)', '- retry without suffix (Bram)'],
    )
  })

  test('that names a reviewer is about what he said of the version before, not of one long ago', async () => {
    const later = reply('later', 'flow-v2', 'Is the settling time not in the data sheet?', {
      date: day(7),
      quote: [LINES[1] ?? ''],
    })
    const issues = await issuesIn(
      first,
      reply('ask', 'flow-v1', NAME),
      version('flow', 2, ['+int more;', ...LINES]),
      later,
      version('flow', 3, ['+int more;', '+int most;', ...LINES], {
        changelog: ['v3:', '- cite the sheet (Bram)'],
      }),
    )
    const ask = issues.find(({ id }) => id === '<ask@example.org>#1')
    assert.deepEqual([ask?.state, changelogRules(ask)], ['open', []])
  })

  test('is not what stands below a rule within the message', async () => {
    const message = 'Open it with a limit.\n\n---\nThe constant has a name in the other driver.\n'
    const ask = reply('ask', 'flow-v1', NAME)
    const [issue] = await issuesIn(
      first,
      ask,
      version('flow', 2, ['+int more;', ...LINES], { message }),
    )
    assert.deepEqual(changelogRules(issue), [])
  })
})

describe('what is asked for in so many words', () => {
  const misspelt = LINES.map((line) => line.replace('return', '/* retreive it */ return'))
  const quote = [misspelt[4] ?? '']
  const ask = (words: string): ReturnType<typeof reply> => reply('ask', 'flow-v1', words, { quote })
  const next = (from: string, to: string): ReturnType<typeof version> =>
    version(
      'flow',
      2,
      misspelt.map((line) => line.replace('200', '300').replace(from, to)),
    )
  const promise = answer(`On 4 Aug 2020, Bram wrote:\n> s/retreive/retrieve/\n\nWill do.\n`)

  for (const [what, words] of [
    ['a substitution', 's/retreive/retrieve/'],
    ['a word nearly the same', 'retrieve?'],
  ] as const) {
    test(`${what} that was made, on a line that changed besides`, async () => {
      const [issue] = await issuesIn(
        version('flow', 1, misspelt),
        ask(words),
        next('retreive', 'retrieve'),
      )
      assert.ok(issue)
      assert.equal(issue.state, 'addressed')
      assert.ok(issue.evidence.some(({ text }) => text.includes('retrieve it')))
    })

    test(`${what} that was not, on a line that changed besides`, async () => {
      const [issue] = await issuesIn(version('flow', 1, misspelt), ask(words), next('x', 'x'))
      assert.ok(issue)
      assert.notEqual(issue.state, 'addressed')
      const old = issue.evidence.find(({ rule }) => rule === 'old-text-stands')
      assert.match(old?.text ?? '', /retreive it/)
    })
  }

  for (const [what, words, old, now, is] of [
    ['a blank that was added', 's/,/, /', 'flow,200', 'flow, 200', true],
    ['a blank that was not', 's/,/, /', 'flow,200', 'flow,200', false],
    ['a word of which the old one is a part', 's/map/valve_map/', 'map 1', 'valve_map 1', true],
    [
      'a name that stands',
      "How about renaming 'flow_end' to 'end'?",
      'flow_end',
      'flow_end',
      false,
    ],
    ['a name that went', 'Please rename flow_end() to end().', 'flow_end(a)', 'end(a)', true],
    ['a sign that stands', 'No comma needed here.', 'flow(a),', 'flow(a),', false],
    ['a sign that went', 'Drop the comma.', 'flow(a),', 'flow(a)', true],
    ['a sign that did not come', 'Missing full stop.', 'runs on', 'runs on', false],
    ['a small letter that stands', 'Please capitalise.', 'flow of it', 'flow of it', false],
    ['a type that stands', 'Use u32 instead of int.', 'int flow', 'int flow', false],
    ['a type that went', 'I would use u32 rather than int here.', 'int flow', 'u32 flow', true],
    ['a call that stands', 'Replace flow_get with flow_read?', 'flow_get(a)', 'flow_get(b)', false],
    [
      'such a word that was not made',
      's/map/valve_map/',
      'valve_map, map',
      'valve_map, map',
      false,
    ],
  ] as const) {
    test(`${what}: ${words}`, async () => {
      const comment = (text: string): string[] =>
        LINES.map((line) => line.replace('return', `/* ${text} */ return`))
      const [issue] = await issuesIn(
        version('flow', 1, comment(old)),
        reply('ask', 'flow-v1', words, { quote: [comment(old)[4] ?? ''] }),
        version('flow', 2, ['+int other;', ...comment(now)]),
      )
      assert.ok(issue)
      assert.equal(issue.state, is ? 'addressed' : 'open')
      const rules = rulesOf(issue)
      assert.ok(!is || !rules.includes('lines-unchanged'), rules.join(' '))
    })
  }

  test('promised, and the line still has the old text', async () => {
    const [issue] = await issuesIn(
      version('flow', 1, misspelt),
      ask('s/retreive/retrieve/'),
      promise,
      next('x', 'x'),
    )
    assert.equal(issue?.state, 'agreed')
    assert.deepEqual(issue.passedOver, [2])
  })

  test('a line written out anew', async () => {
    const words = 'This should be:\n\n\treturn flow_start(flow, FLOW_LIMIT);\n'
    const made = LINES.map((line) => line.replace('200', 'FLOW_LIMIT'))
    const [issue] = await issuesIn(
      first,
      reply('ask', 'flow-v1', words, { quote: [LINES[4] ?? ''] }),
      version('flow', 2, made),
    )
    assert.equal(issue?.state, 'addressed')
    assert.match(issue.evidence[0]?.text ?? '', /FLOW_LIMIT/)
  })
})

describe('text that a comment proposes', () => {
  const told = async (words: string, then: string, message?: string): Promise<string[]> => {
    const [issue] = await issuesIn(
      version('flow', 1, [...LINES, '+\tlamp.mode = "cold";']),
      reply('ask', 'flow-v1', words, { quote: [LINES[4] ?? ''] }),
      version('flow', 2, [...LINES, then], message === undefined ? {} : { message }),
    )
    return (issue?.evidence ?? []).flatMap(({ rule, text }) =>
      rule.startsWith('suggested-') ? [text] : [],
    )
  }

  test('may have quotes within quotes', async () =>
    assert.deepEqual(
      await told(`Please add 'mode = "warm"' here, so that it runs.`, '+\tmode = "warm";'),
      ['+\tmode = "warm";'],
    ))

  test('is no address, though it is set in', async () => {
    const link = 'https://lists.example.org/r/20200801.flow@example.org'
    assert.deepEqual(
      await told(`Please tell what was found here:\n\n  ${link}`, '+/* warm */', `Link: ${link}`),
      [],
    )
  })

  test('is nothing that a compiler quotes', async () =>
    assert.deepEqual(
      await told(
        "core.c:9:4: error: 'struct flow_tank' has no member named 'depth'\nPlease fix.",
        '+\tstruct flow_tank *tank;',
      ),
      [],
    ))
})

describe('confidence', () => {
  test('is not high where somebody argues against it, though the lines changed', async () => {
    const no = answer(
      `On 4 Aug 2020, Bram wrote:\n> ${NAME}\n\nI would rather not: it is on purpose, the value is used only here.\n`,
    )
    const [issue] = await issuesIn(
      first,
      reply('ask', 'flow-v1', NAME),
      no,
      version(
        'flow',
        2,
        LINES.map((line) => line.replace('retries = 5', 'retries = FLOW_RETRIES')),
      ),
    )
    assert.notEqual(issue?.confidence, 'high')
  })
})

describe('what whoever applies patches says he will do', () => {
  for (const words of [
    "I'll just take this patch through my tree.\n\nThanks, Bram",
    "I'd be happy to pick this up. Thanks!",
  ])
    test(`is no request: ${words.split('\n')[0] ?? ''}`, async () =>
      assert.deepEqual(await issuesIn(first, reply('ask', 'flow-v1', words)), []))

  test('is one on a condition', async () => {
    const words = "I'll take this once the constant has a name, please add one."
    assert.equal((await issuesIn(first, reply('ask', 'flow-v1', words))).length, 1)
  })
})

describe('words that a comment puts between quotes', () => {
  const asked = reply('ask', 'flow-v1', 'Please say "counted start" here.')
  const told = async (message: string): Promise<boolean> => {
    const next = version('flow', 2, [...LINES, '+int flow_more;'], { message })
    const [issue] = await issuesIn(first, asked, next)
    assert.ok(issue)
    return rulesOf(issue).includes('suggested-words-there')
  }

  test('are there where a message has them', async () => {
    assert.ok(await told('Call it a counted start, as it counts.'))
    assert.ok(await told('Call it a counted start instead of a pump.'))
    assert.ok(await told('Open it instead of closing it; this is a counted start.'))
  })

  test('are not where it only tells what is not done', async () => {
    assert.ok(!(await told('Call it an open instead of a counted start.')))
    assert.ok(
      !(await told('Call it an open, rather than using the words\nof a counted start here.')),
    )
  })
})

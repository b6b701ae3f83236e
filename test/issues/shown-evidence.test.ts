import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { entriesInFull } from '../../src/issues/changelogs/entries-shown.ts'
import type { Finding } from '../../src/issues/rules/rule.ts'
import type { IssueRecord } from '../../src/model/report/records.ts'
import type { SeriesMail } from '../../src/model/review.ts'
import { evidenceWords } from '../../src/report/view.ts'
import { BRAM, day, LINES, reply, reviewed, TOVA, version } from '../support/reviewed.ts'
import { temporaryFolder } from '../support/stores.ts'

const folder = temporaryFolder()
const first = version('flow', 1)

async function issueIn(...mails: Parameters<typeof reviewed>[1]): Promise<IssueRecord> {
  const { issues } = await reviewed(folder, mails)
  const issue = issues.find(({ id }) => id === '<ask@example.org>#1')
  assert.ok(issue)
  return issue
}

const textOf = (issue: IssueRecord, rule: string): string | undefined =>
  issue.evidence.find((e) => e.rule === rule)?.text.trim()

describe('the answer that is shown', () => {
  const WHY = 'Why is the limit 200 and not less?'
  const said = (
    id: string,
    to: string,
    from: string,
    at: number,
    quote: string,
    words: string,
  ): ReturnType<typeof reply> =>
    reply(id, to, '', {
      from,
      date: day(at),
      body: `On some day, somebody wrote:\n> ${quote}\n\n${words}\n`,
    })
  const direct = 'Because the controller needs as long to settle after a reset.'
  const last = 'By the way the errata sheet of the other board went online today.'
  const exchange = [
    first,
    reply('ask', 'flow-v1', WHY, { quote: [LINES[4] ?? ''] }),
    said('a1', 'ask', TOVA, 5, WHY, direct),
    said('b1', 'a1', BRAM, 6, direct, 'Which sheet tells of the time that it takes?'),
    said('a2', 'b1', TOVA, 7, 'Which sheet tells of the time that it takes?', last),
  ]

  test('is the one that stands under the words of the comment, not what hangs below it', async () => {
    const issue = await issueIn(...exchange)
    assert.equal(issue.state, 'answered')
    assert.deepEqual(
      [issue.evidence[0]?.messageId, issue.evidence[0]?.text],
      ['<a1@example.org>', direct],
    )
    assert.ok(!issue.evidence.some(({ text }) => text === last))
  })

  test('is a whole sentence, where the mail wraps it', async () => {
    const issue = await issueIn(
      first,
      reply('ask', 'flow-v1', WHY, { quote: [LINES[4] ?? ''] }),
      said('a1', 'ask', TOVA, 5, WHY, `It is 200 since the controller\nneeds as long. ${last}`),
    )
    const answer = issue.evidence.find(({ messageId }) => messageId === '<a1@example.org>')
    assert.equal(answer?.text, 'It is 200 since the controller needs as long.')
  })

  test('is that of the person who was called by name', async () => {
    const [asked, mira, tova] = [
      'Tova, why is the limit 200 and not less?',
      'I wondered about that number as well when I read it.',
      direct,
    ]
    const issue = await issueIn(
      first,
      reply('ask', 'flow-v1', asked, { quote: [LINES[4] ?? ''] }),
      said('m1', 'ask', 'Mira Castel <mira@example.org>', 5, asked, mira),
      said('a1', 'ask', TOVA, 6, asked, tova),
    )
    assert.equal(issue.state, 'answered')
    assert.equal(issue.evidence[0]?.text, tova)
  })
})

describe('an answer in parts', () => {
  const quoted = (words: string): string => words.replace(/^/gm, '> ')
  const answered = (ask: string, body: string): Promise<IssueRecord> =>
    issueIn(
      first,
      reply('ask', 'flow-v1', ask, { quote: [LINES[4] ?? ''] }),
      reply('a1', 'ask', '', { from: TOVA, date: day(5), body }),
    )

  test('is shown where it stands under the question', async () => {
    const [told, why] = ['The sheet of the other board has 300.', 'Why is the limit 200 then?']
    const words = 'It needs as long to settle after a reset.'
    const issue = await answered(
      `${told}\n\n${why}`,
      `${quoted(told)}\n\nThat one is much older than this board.\n\n${quoted(why)}\n\n${words}\n`,
    )
    assert.equal(issue.evidence[0]?.text, words)
  })

  test('is shown where it promises, not where it agrees or names an old version', async () => {
    const ask = 'Please give the limit a name, and test what it does at zero.'
    const words = "But sure, I'll add another patch with a test for this."
    const body = (yes: string): string => `${quoted(ask)}\n\n${yes}\n\n${words}\n`
    const yes = await answered(ask, body('Yeah, the idea was to have one place for it.'))
    assert.equal(yes.evidence[0]?.text, words)
    assert.ok(!yes.evidence.some(({ rule }) => /agrees-yes|opens-with-yes/.test(rule)))
    const version = await answered(
      ask,
      `${quoted(ask)}\n\nI did not see what you meant in v1.\n\nI will rename it in v2.\n`,
    )
    const promise = /promises-a-version|will-do/
    assert.deepEqual(
      version.evidence.flatMap(({ rule, text }) => (promise.test(rule) ? [text] : [])),
      ['I will rename it in v2.'],
    )
  })
})

describe('the first line of an answer', () => {
  test('is no excuse for how the mail looks', async () => {
    const issue = await issueIn(
      first,
      reply('ask', 'flow-v1', 'Why is the limit 200 and not less?', { quote: [LINES[4] ?? ''] }),
      reply('a1', 'ask', '', {
        from: TOVA,
        date: day(5),
        body: '[ forgive the formatting, I am stuck with another client this week ]\n\nThe controller needs as long to settle after a reset.\n',
      }),
    )
    assert.equal(
      textOf(issue, 'author-answers'),
      'The controller needs as long to settle after a reset.',
    )
  })
})

describe('a tag that the reviewer gives to a later version', () => {
  const two = (n: number, lines = LINES) =>
    [LINES, lines].map((own, i) => ({
      ...version(`flow${i + 1}`, n, own),
      subject: `[PATCH${n === 1 ? '' : ` v${n}`} ${i + 1}/2] flow${i + 1}: open it with a limit`,
      ...(i === 0 ? {} : { inReplyTo: `flow1-v${n}` }),
    }))
  const ask = reply('ask', 'flow2-v1', 'Please make this a constant with a name.')
  const named = LINES.map((line) => line.replace('= 5', '= FLOW_RETRIES'))
  const tag = (to: string, at: number) =>
    reply(`tag-${to}`, to, 'Reviewed-by: Bram Okonkwo <bram@example.org>', {
      date: day(at),
      quote: [],
    })
  const shown = async (...tags: ReturnType<typeof tag>[]): Promise<unknown> => {
    const issue = await issueIn(...two(1), ask, ...two(2, named), ...tags)
    const found = issue.evidence.find(({ rule }) => rule === 'reviewer-tags-later-version')
    return [found?.messageId, found?.text]
  }

  test('is that of the patch, where others have one too', async () =>
    assert.deepEqual(await shown(tag('flow1-v2', 7), tag('flow2-v2', 8)), [
      '<tag-flow2-v2@example.org>',
      'reviewed by Bram Okonkwo',
    ]))

  test('is left out where another patch has it, and more is told', async () =>
    assert.deepEqual(await shown(tag('flow1-v2', 7)), [undefined, undefined]))
})

describe('who took the patch', () => {
  const ask = reply('ask', 'flow-v1', 'Please make this a constant with a name.')
  const named = LINES.map((line) => line.replace('= 5', '= FLOW_RETRIES'))
  const rules = async (words: string): Promise<string[]> => {
    const below = `${words}\n\n>  1 file changed, 6 insertions(+)`
    const taken = reply('took', 'flow-v2', below, {
      from: 'Mira Castel <mira@example.org>',
      date: day(8),
      quote: ['It has to be done.'],
    })
    const issue = await issueIn(first, ask, version('flow', 2, named), taken)
    return issue.evidence.map(({ rule }) => rule).filter((rule) => /appl/.test(rule))
  }

  test('fixed nothing where only what he quotes tells of a change', async () =>
    assert.ok(!(await rules('Looks good to me, applied.')).includes('fixed-while-applying')))

  test('fixed nothing where only a listed title tells of a change', async () => {
    const listed = '[1/1] flow: open it, with a changed limit\n      commit: 0123456789ab'
    const found = await rules(`Applied, thanks!\n\n${listed}`)
    assert.ok(!found.includes('fixed-while-applying'))
  })

  test('fixed something where he says so', async () =>
    assert.deepEqual(await rules('Applied, with the name changed.'), ['fixed-while-applying']))
})

describe('thanks', () => {
  const ask = reply('ask', 'flow-v1', 'Why is the limit 200 and not less?', {
    quote: [LINES[4] ?? ''],
  })
  const saidAfter = async (...words: string[]): Promise<string | undefined> => {
    const body = `${words.join('\n')}\n`
    const answer = reply('a1', 'ask', '', { from: TOVA, date: day(5), body })
    return textOf(await issueIn(first, ask, answer), 'author-answers')
  }
  const WHY = 'The controller needs as long to settle after a reset.'

  test('are no answer where more is said', async () => {
    for (const thanks of [
      'Thank you for looking into this.',
      'Hi Bram, thanks a lot for the detailed review!',
      'Thanks for your comments,',
    ])
      assert.equal(await saidAfter(thanks, '', WHY, '', 'Best regards,', 'Tova'), WHY, thanks)
  })

  test('are one where nothing else is', async () =>
    assert.equal(
      await saidAfter('Thank you for the explanation.', '', 'Best regards,', 'Tova'),
      'Thank you for the explanation.',
    ))

  test('with more in the same line stand as they are', async () => {
    for (const line of ['Thanks, dropped.', 'Dropped, thanks!'])
      assert.equal(await saidAfter(line, '', WHY), line)
  })
})

describe('the line that shows that lines changed', () => {
  const NAME = 'Please make this a constant with a name.'
  const changed = (lines: readonly string[], words = NAME, quote = LINES.slice(3, 5)) =>
    issueIn(first, reply('ask', 'flow-v1', words, { quote }), version('flow', 2, lines))

  test('is what stands in the place of the last of them', async () => {
    const lines = [
      ...LINES.slice(0, 3),
      '+\tflow_prepare(flow);',
      '+\tflow->retries = 5;',
      '+\tflow_note(flow, "opened");',
      '+\treturn flow_start(flow, FLOW_LIMIT);',
      '+}',
    ]
    const issue = await changed(lines)
    assert.equal(textOf(issue, 'lines-changed'), '+\treturn flow_start(flow, FLOW_LIMIT);')
  })

  test('is never one that is quoted: what is gone is told so', async () => {
    const issue = await changed([...LINES.slice(0, 4), '+}'])
    const shown = issue.evidence.find(({ rule }) => rule === 'lines-changed')
    assert.ok(shown)
    assert.equal(shown.text, '+\treturn flow_start(flow, 200);')
    assert.equal(shown.messageId, '<flow-v1@example.org>')
    assert.match(
      evidenceWords(shown, issue, (text) => `"${text}"`),
      /^the lines changed, and this is gone: "\+\s+return flow_start\(flow, 200\);"$/,
    )
  })

  test('has of several new ones most of what the comment asks for', async () => {
    const lines = [
      ...LINES.slice(0, 3),
      '+\tdev_info(flow->dev, "opened %pR",',
      '+\t\t flow->retries);',
      ...LINES.slice(4),
    ]
    const issue = await changed(lines, 'Use %pR or %pr for it.', [LINES[3] ?? ''])
    assert.equal(textOf(issue, 'lines-changed'), '+\tdev_info(flow->dev, "opened %pR",')
  })

  test('is the text that the comment writes out', async () => {
    const text = ['Flow valves cannot be closed while the pump runs dry, which', 'takes a minute.']
    const issue = await issueIn(
      version('flow', 1, LINES, { message: 'The valves stay open when the pump\nhas run.' }),
      reply('ask', 'flow-v1', `${text.join('\n')}\n\nPlease say it like this.`, {
        quote: ['The valves stay open when the pump', 'has run.'],
      }),
      version('flow', 2, LINES, { message: text.join('\n') }),
    )
    assert.equal(textOf(issue, 'lines-changed') ?? textOf(issue, 'lines-gone'), text[0])
  })

  test('is none that a version only has around its changes', async () => {
    const lines = [
      ...LINES.slice(0, 3),
      '+\tflow->retries = FLOW_RETRIES;',
      ...LINES.slice(4),
      ' /* the retries limit of the pump table follows */',
    ]
    const words = 'The limit of the pump table is missing here, is it not?'
    const issue = await changed(lines, words, [LINES[4] ?? '', LINES[3] ?? ''])
    assert.equal(textOf(issue, 'lines-changed'), '+\tflow->retries = FLOW_RETRIES;')
    const gone = await changed([...LINES.slice(0, 3), ...lines.slice(4)], words, [LINES[3] ?? ''])
    assert.equal(textOf(gone, 'lines-gone'), '')
  })

  test('of a message is none that merely is gone from a whole paragraph', async () => {
    const paragraph = [
      'The valves stay open',
      'when the pump has run',
      'for a day or two',
      'in May.',
    ]
    const issue = await issueIn(
      version('flow', 1, LINES, { message: paragraph.join('\n') }),
      reply('ask', 'flow-v1', 'Please add which thermometer it was measured with.', {
        quote: paragraph,
      }),
      version('flow', 2, LINES, { message: 'Boards of last year have two.' }),
    )
    assert.deepEqual(
      issue.evidence.flatMap(({ rule, text }) => (/^lines-/.test(rule) ? [text] : [])),
      [''],
    )
  })

  test('of a message is none that speaks of something else', async () => {
    const messages = [
      'The valves stay open when the pump\nhas run.',
      'Boards of last year have two.',
    ]
    const shown = async (words: string, message: string): Promise<(string | undefined)[]> => {
      const issue = await issueIn(
        version('flow', 1, LINES, { message: messages[0] ?? '' }),
        reply('ask', 'flow-v1', words, {
          quote: ['The valves stay open when the pump', 'has run.'],
        }),
        version('flow', 2, LINES, { message }),
      )
      return issue.evidence.flatMap(({ rule, text }) => (/^lines-/.test(rule) ? [text] : []))
    }
    const ASK = 'Please add which thermometer it was measured with.'
    assert.deepEqual(await shown(ASK, messages[1] ?? ''), ['has run.'])
    const told = 'All was measured with the thermometer of the bench.'
    assert.deepEqual(await shown(ASK, told), [told])
  })

  test('is no head of a proposed diff', async () => {
    const proposed =
      'Please use the helper:\n\n--- a/drivers/flow.c\n+++ b/drivers/flow.c\n@@ -1 +1 @@\n+\tflow_stop(flow);'
    const issue = await changed([...LINES, '+/* last */'], proposed, [LINES[3] ?? ''])
    assert.ok(!issue.evidence.some(({ text }) => text.startsWith('+++ ')))
  })

  test('is white space where nothing else changed in it', async () => {
    const lines = LINES.map((line) => line.replace('retries = 5', 'retries  =  5'))
    const issue = await changed(lines, 'Please drop the retries.', [LINES[3] ?? ''])
    assert.ok(!issue.evidence.some(({ rule }) => rule === 'lines-changed'))
    if (issue.state === 'addressed')
      assert.equal(textOf(issue, 'white-space-changed'), '+\tflow->retries  =  5;')
  })

  test('is where it stands now, where it was to be moved', async () => {
    const [name, limit] = [
      '+static const unsigned int flow_retries_of_pumps = 7;',
      '+static const unsigned int flow_limit_of_lamps = 9;',
    ]
    const lines = [LINES[0] ?? '', name, limit, ...LINES.slice(1)]
    const moved = [...LINES.slice(0, 4), '+\tflow_note(flow);', ...LINES.slice(4), name]
    const issue = await issueIn(
      version('flow', 1, lines),
      reply('ask', 'flow-v1', 'It might be better to move these below the function.', {
        quote: [name, limit],
      }),
      version('flow', 2, moved),
    )
    assert.equal(textOf(issue, 'lines-moved'), name)
    const left = await issueIn(
      version('flow', 1, lines),
      reply('ask', 'flow-v1', 'Please drop these.', { quote: [name, limit] }),
      version('flow', 2, moved),
    )
    assert.equal(textOf(left, 'lines-moved'), undefined)
  })

  test('of lines that are gone it is a new one in the words of the comment', async () => {
    const issue = await changed(
      [
        ...LINES.slice(0, 3),
        LINES[4] ?? '',
        '+}',
        '+static const struct flow_settings flow_settings = {',
        '+};',
      ],
      'This belongs into a struct flow_settings, as everything else that can be set.',
      [LINES[3] ?? ''],
    )
    const shown = issue.evidence.find(({ rule }) => rule === 'lines-gone')
    assert.ok(shown)
    assert.match(
      evidenceWords(shown, issue, (text) => text),
      /^the lines are gone, and new is: \+static const struct flow_settings/,
    )
  })
})

describe('the entry of a changelog that names the reviewer', () => {
  const asked = (changelog: readonly string[]) =>
    issueIn(
      first,
      reply('ask', 'flow-v1', 'The retries should be a constant with a name.'),
      version(
        'flow',
        2,
        LINES.map((line) => line.replace('= 5', '= FLOW_RETRIES')),
        { changelog: ['Changes in v2:', ...changelog] },
      ),
    )
  const shown = async (...changelog: string[]): Promise<unknown[][]> =>
    (await asked(changelog)).evidence.map(({ rule, text }) => [rule, text.trim()])

  test('is shown from its bullet to the name', async () => {
    const all = await shown('- give the number that was there', '  a name of its own (Bram)')
    assert.deepEqual(
      all.find(([rule]) => rule === 'changelog-names-reviewer'),
      ['changelog-names-reviewer', '- give the number that was there a name of its own (Bram)'],
    )
  })

  test('is shown once where two of its lines tell of the comment', async () => {
    const all = await shown('- make the retries a constant', '  (Bram)')
    assert.deepEqual(
      all.filter(([, text]) => String(text).includes('Bram')),
      [['changelog-may-speak-of-it', '- make the retries a constant (Bram)']],
    )
  })

  for (const dash of ['- ', '-'])
    test(`is shown to its end, and not into the entry below, after "${dash}"`, async () => {
      const all = await shown(
        `${dash}Make the retries a constant and`,
        ' put it into the header',
        `${dash}Sort the pumps`,
      )
      const entry = `${dash}Make the retries a constant and put it into the header`
      assert.ok(all.some(([, text]) => text === entry))
    })

  test('with nothing but a name stands below what says more', () => {
    const found = (rule: Finding['rule'], text: string): Finding => ({
      rule,
      text,
      messageId: '<flow-v2@example.org>',
      line: 7,
      revisionIndex: 1,
    })
    const empty = { series: { revisions: [] }, mails: new Map() } as unknown as SeriesMail
    const rulesOf = (name: string): string[] =>
      entriesInFull(
        [
          found('changelog-names-reviewer', name),
          found('reviewer-tags-later-version', 'reviewed by Bram Okonkwo'),
          found('lines-changed', '+\tflow->retries = FLOW_RETRIES;'),
        ],
        empty,
        new Set(['bram', 'okonkwo', 'tova', 'lindqvist']),
      ).map(({ rule }) => rule)
    for (const name of ["- per Bram's comments", '(Bram)', '[Ines/Bram]', 'Bram (patch 2)'])
      assert.equal(rulesOf(name)[0], 'lines-changed', name)
    for (const name of ['- Reword Kconfig (Bram)', '- sort pumps as Bram asked'])
      assert.equal(rulesOf(name)[0], 'changelog-names-reviewer', name)
  })

  test('has no part of the entry above it', async () => {
    const all = await shown('- sort the pumps', "- put the number aside (Bram's idea)")
    assert.ok(all.some(([, text]) => text === "- put the number aside (Bram's idea)"))
  })
})

describe('who is who where the author asks', () => {
  test('whoever answers him is the reviewer, and he is who asked', async () => {
    const QUESTION = 'Should the limit be in the device tree then?'
    const issue = await issueIn(
      first,
      reply('note', 'flow-v1', 'The limit of 200 depends on the board.', {
        quote: [LINES[4] ?? ''],
      }),
      reply('ask', 'note', '', {
        from: TOVA,
        date: day(5),
        body: `On 4 Aug 2020, Bram wrote:\n> The limit of 200 depends on the board.\n\n${QUESTION}\n`,
      }),
      reply('answer', 'ask', '', {
        date: day(6),
        body: `On 5 Aug 2020, Tova wrote:\n> ${QUESTION}\n\nIt is a property of the board, so the tree is where it belongs.\n`,
      }),
    )
    assert.equal(issue.askedOf, 'reviewer')
    const words = issue.evidence.map((one) => evidenceWords(one, issue, (text) => text))
    assert.match(words.join('\n'), /^the reviewer answers: It is a property/m)
    assert.doesNotMatch(words.join('\n'), /somebody else/)
    assert.equal(
      evidenceWords(
        { rule: 'last-word-reviewer', messageId: null, line: null, text: '' },
        issue,
        (text) => text,
      ),
      'the last word is by who asked',
    )
  })
})

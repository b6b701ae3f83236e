import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import type { CommentRecord, IssueRecord } from '../../src/model/report/records.ts'
import { severityOf } from '../../src/issues/kinds/kinds.ts'
import { summaryOf } from '../../src/issues/summary/summary.ts'
import { collapse } from '../../src/text/lines.ts'
import {
  BRAM,
  day,
  LINES,
  reply,
  reviewed,
  reviewedIn,
  ROBOT,
  TOVA,
  version,
  type Reviewed,
} from '../support/reviewed.ts'
import { SAMPLE_MBOX, SAMPLE_PAGE } from '../support/samples.ts'
import { temporaryFolder, withStore } from '../support/stores.ts'

const folder = temporaryFolder()

interface Row {
  readonly id: string
  readonly words: string
  /** `addressed in v2`, `answered` ... */
  readonly came: string
  readonly wasAgreed: boolean
}

/** The table of data/README.md. */
const ROWS = [
  ...readFileSync(new URL('../../data/README.md', import.meta.url), 'utf8').matchAll(
    /^\| v\d \d\/\d \| \(?`([^`]+)`\)? \| (.+?) \| (.+) \|$/gm,
  ),
].map(([, id = '', words = '', text = '']): Row => {
  const [came = ''] =
    /addressed in v\d|rejected|answered|agreed|open/.exec(text.replace(/^agreed, then /, '')) ?? []
  return { id, words, came, wasAgreed: text.startsWith('agreed, then') }
})

/** Rows that come out otherwise today, and as what. */
const WRONG: Readonly<Record<string, string>> = {
  'Where does the 20 come from?': 'says addressed in v2: a comment was added there',
  'From the datasheet': 'a question within an answer is no issue',
  'One other thing I noticed': 'a request within an answer is no issue',
}

describe('the sample', () => {
  let found: Reviewed
  let bodies: ReadonlyMap<string, readonly string[]>

  before(async () => {
    await withStore(async (store) => {
      await ingest(store, [SAMPLE_MBOX, SAMPLE_PAGE])
      found = await reviewedIn(store)
      bodies = new Map(
        (
          await store.all<{ message_id: string; body: string }>(
            'SELECT message_id, body FROM message',
          )
        ).map(({ message_id, body }) => [message_id, body.split('\n')]),
      )
    })
  })

  /** The issue that a comment with these words raises. */
  const issueOf = (words: string, id: string): IssueRecord | undefined => {
    const comments = found.comments.filter(
      (c) =>
        c.text.replace(/\s+/g, ' ').includes(words) &&
        (id === 'archive-page.txt' || c.messageId === id),
    )
    assert.equal(comments.length, 1, `one comment says "${words}"`)
    return found.issues.find((i) => i.id === comments[0]?.issue)
  }

  test('has 34 comments of which the fate is known', () => {
    assert.equal(ROWS.length, 34)
    assert.deepEqual(
      Object.keys(WRONG).filter((words) => !ROWS.some((row) => row.words === words)),
      [],
    )
  })

  for (const { id, words, came, wasAgreed } of ROWS) {
    const wrong = WRONG[words]
    test(`"${words}": ${came}`, wrong ? { todo: wrong } : {}, () => {
      const issue = issueOf(words, id)
      assert.equal(
        issue &&
          (issue.addressedIn === null ? issue.state : `${issue.state} in v${issue.addressedIn}`),
        came,
      )
    })
    if (wasAgreed) {
      test(`"${words}": agreed before the next version came`, () =>
        assert.equal(issueOf(words, id)?.states[0]?.state, 'agreed'))
    }
  }

  test('every issue rests on lines that stand in the mail, but for those that nobody speaks of', () => {
    const silent = found.issues.filter(
      ({ evidence }) =>
        !evidence.some(
          ({ messageId, line, text }) =>
            messageId !== null &&
            line !== null &&
            text !== '' &&
            collapse((bodies.get(messageId) ?? []).slice(line - 1).join(' ')).includes(
              collapse(text),
            ),
        ),
    )
    assert.deepEqual(
      silent.map(({ state, evidence }) => [state, evidence.map(({ rule }) => rule)]),
      [['open', ['no-later-version']]],
    )
  })

  test('states by version: open on the one it was raised on, addressed from the next one on', () => {
    assert.deepEqual(
      issueOf('This overflows.', '<aO66XkQzV1nWb7Rt@castellane.example.org>')?.states,
      [1, 2, 3].map((revision) => ({
        revision,
        revisionName: `v${revision}`,
        state: revision === 1 ? 'open' : 'addressed',
      })),
    )
    assert.deepEqual(
      issueOf('What about suspend?', '<aRNqL5zDn0WfHk6y@castellane.example.org>')?.states,
      [{ revision: 3, revisionName: 'v3', state: 'open' }],
    )
  })

  test('an issue of an unchanged line is now where the same text stands', () => {
    const issue = issueOf('The chip has a limit', 'archive-page.txt')
    const { about } = found.comments.find(({ id }) => id === issue?.id) ?? {}
    assert.ok(issue?.now && about)
    assert.equal(issue.now.messageId, '<20251110-kt4320-v3-3-71d8a4f0c25b@example.com>')
    assert.deepEqual([about.newEndLine, issue.now.newEndLine], [120, 122])
    assert.deepEqual(
      bodies.get(issue.now.messageId)?.slice(issue.now.line - 1, issue.now.endLine),
      bodies.get(about.messageId)?.slice(about.line - 1, about.endLine),
    )
  })

  test("the first block of a robot's report is an issue, the rest is not", () => {
    const said = found.comments.filter(({ sender }) => sender === 'ci')
    assert.deepEqual(
      said.map(({ actionable }) => actionable),
      said.map((_, i) => i === 0),
    )
  })

  test('no tag is an issue', () =>
    assert.deepEqual(
      found.issues.filter(({ summary }) => /^[A-Z][a-z]+(?:-[a-z]+)*-by:/.test(summary)),
      [],
    ))
})

const WORDS = 'Please make this a constant with a name.'
const CHANGED = LINES.map((line) => line.replace('= 5', '= FLOW_RETRIES'))
const ask = reply('ask', 'flow-v1', WORDS)
const answer = (words: string): ReturnType<typeof reply> =>
  reply('answer', 'ask', words, { from: TOVA, date: day(5), quote: [WORDS] })
const again = reply(
  'again',
  'flow-v3',
  'I still think that this should be a constant with a name.',
  { date: day(10) },
)
const [first, second, third] = [version('flow', 1), version('flow', 2), version('flow', 3)]
const named = version('flow', 2, CHANGED, {
  changelog: ['v2:', '- name the number of retries (Bram)'],
})

/** The one issue of these mails. */
async function issueIn(...mails: Parameters<typeof reviewed>[1]): Promise<IssueRecord> {
  const { issues } = await reviewed(folder, mails)
  assert.equal(issues.length, 1)
  return issues[0] as IssueRecord
}

const said = ({ state, addressedIn, states }: IssueRecord): unknown[] => [
  state,
  addressedIn,
  states.map((s) => `v${s.revision} ${s.state}`).join(', '),
]

describe('where an issue stands', () => {
  test('open: there is no other version and no answer', async () =>
    assert.deepEqual(said(await issueIn(first, ask)), ['open', null, 'v1 open']))

  test('addressed: the line changed and the changelog tells of it', async () => {
    const issue = await issueIn(first, ask, named)
    assert.deepEqual(said(issue), ['addressed', 2, 'v1 open, v2 addressed'])
    const byLine = issue.evidence.slice(0, 2).toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
    assert.deepEqual(byLine, [
      {
        rule: 'changelog-names-reviewer',
        messageId: '<flow-v2@example.org>',
        line: 6,
        text: '- name the number of retries (Bram)',
      },
      {
        rule: 'lines-changed',
        messageId: '<flow-v2@example.org>',
        line: 17,
        text: '+\tflow->retries = FLOW_RETRIES;',
      },
    ])
  })

  test('addressed: two versions later', async () => {
    const late = version('flow', 3, CHANGED, {
      changelog: ['v3:', '- name the number of retries (Bram)'],
    })
    assert.deepEqual(said(await issueIn(first, ask, second, late)), [
      'addressed',
      3,
      'v1 open, v2 open, v3 addressed',
    ])
  })

  test('open: the next version is the same', async () =>
    assert.equal((await issueIn(first, ask, second)).state, 'open'))

  test('not addressed by a change elsewhere in the patch', async () => {
    assert.equal(
      (await issueIn(first, ask, version('flow', 2, [' int moved;', '+int more;', ...LINES])))
        .state,
      'open',
    )
  })

  test('not addressed by a version that was out when it was written', async () => {
    assert.deepEqual(
      said(await issueIn(first, version('flow', 2, CHANGED), { ...ask, date: day(7) })),
      ['open', null, 'v1 open, v2 open'],
    )
  })

  for (const words of ['Will do in v2.', 'Good catch, fixed.', 'Yes.']) {
    test(`agreed: "${words}"`, async () => {
      const issue = await issueIn(first, ask, answer(words))
      assert.deepEqual([issue.state, issue.answers], ['agreed', ['<answer@example.org>#1']])
    })
  }

  for (const words of ['No, the chip needs all five.', 'I would rather keep it.']) {
    test(`rejected: "${words}"`, async () =>
      assert.equal((await issueIn(first, ask, answer(words))).state, 'rejected'))
  }

  test('open: "Let me think about it."', async () =>
    assert.equal((await issueIn(first, ask, answer('Let me think about it.'))).state, 'open'))

  test('agreed, then addressed', async () => {
    const issue = await issueIn(first, ask, answer('Will do in v2.'), named)
    assert.deepEqual(
      [issue.state, issue.addressedIn, issue.states.at(-1)?.state],
      ['addressed', 2, 'addressed'],
    )
  })

  test('agreed on v1, before v2 addressed it', async () => {
    assert.deepEqual(said(await issueIn(first, ask, answer('Will do in v2.'), named)), [
      'addressed',
      2,
      'v1 agreed, v2 addressed',
    ])
  })

  test('agreed: promised, and not seen in the next version', async () => {
    assert.equal((await issueIn(first, ask, answer('Will do in v2.'), second)).state, 'agreed')
  })

  test('now: the line has moved down and is the same', async () => {
    const { now } = await issueIn(
      first,
      ask,
      version('flow', 2, [' int moved;', '+int more;', ...LINES]),
    )
    assert.deepEqual([now?.messageId, now?.newLine], ['<flow-v2@example.org>', 15])
  })

  test('now: nowhere, the lines are gone', async () => {
    const { now } = await issueIn(
      first,
      ask,
      version('flow', 2, [
        ' struct flow *flow;',
        '+int flow_open(struct flow *flow)',
        '+{',
        '+\treturn flow_start(flow, 200);',
        '+}',
      ]),
    )
    assert.equal(now, null)
  })

  test('now: asked on v1 when v2 was out, and the line is the same there', async () => {
    assert.equal(
      (await issueIn(first, second, { ...ask, date: day(7) })).now?.messageId,
      '<flow-v2@example.org>',
    )
  })
})

describe('what is asked again', () => {
  test('in v3 joins what was asked on v1', async () => {
    const { comments, issues } = await reviewed(folder, [first, ask, second, third, again])
    assert.deepEqual(comments.map(({ id, issue }) => [id, issue]).sort(), [
      ['<again@example.org>#1', '<ask@example.org>#1'],
      ['<ask@example.org>#1', '<ask@example.org>#1'],
    ])
    assert.deepEqual(
      issues.map((i) => [i.id, i.revision, i.state]),
      [['<ask@example.org>#1', 1, 'open']],
    )
    assert.deepEqual(issues[0]?.evidence.at(-1), {
      rule: 'asked-again',
      messageId: '<again@example.org>',
      line: 4,
      text: 'I still think that this should be a constant with a name.',
    })
  })

  test('by somebody else is another issue', async () => {
    const { issues } = await reviewed(folder, [
      first,
      ask,
      second,
      third,
      { ...again, from: 'Ines Farkas <ines@example.net>' },
    ])
    assert.equal(issues.length, 2)
  })

  test('of something else on the same line is another issue', async () => {
    const { issues } = await reviewed(folder, [
      first,
      ask,
      second,
      reply('more', 'flow-v2', 'Can flow be NULL here?', { date: day(7) }),
    ])
    assert.equal(issues.length, 2)
  })

  test('has the answers of each time', async () => {
    const no = reply('no', 'again', 'No, I would rather keep the number.', {
      from: TOVA,
      date: day(11),
      quote: ['I still think that this should be a constant with a name.'],
    })
    const issue = await issueIn(first, ask, second, third, again, no)
    assert.deepEqual([issue.state, issue.answers], ['rejected', ['<no@example.org>#1']])
  })
})

describe('a robot', () => {
  const report = (text: string): Promise<Reviewed> =>
    reviewed(folder, [first, reply('report', 'flow-v1', '', { from: ROBOT, body: text })])
  const asks = ({ comments }: Reviewed): (boolean | null)[] => comments.map((c) => c.actionable)

  test('reports an error: one issue', async () => {
    const found = await report(
      `the robot found a build error:\n\n> ${LINES[1]}\n\ndrivers/flow/core.c:11: error: no member\n\n> ${LINES[3]}\n\ndrivers/flow/core.c:12: warning: unused\n`,
    )
    assert.deepEqual(
      [asks(found), found.issues.map(({ sender }) => sender)],
      [[true, false, false], ['ci']],
    )
  })

  test('reports that all is well: none', async () => {
    for (const text of ['Build success, no errors.\n', 'All 12 boards boot.\n'])
      assert.deepEqual(asks(await report(text)), [false], text)
  })
})

type Asked = readonly [words: string, kind: string, todo?: string]

/** Plain phrases below a line of a patch, each alone in its mail. */
const KINDS: readonly Asked[] = [
  ['Why not just return the error?', 'change'],
  ['Not used in this driver.', 'change'],
  ['This overflows on 32-bit machines.', 'change'],
  ['nit: missing blank after the comma', 'change'],
  ["Shouldn't this take the lock first?", 'change'],
  ['I wonder if a helper would be simpler.', 'change'],
  ['flow_close()?', 'change'],
  ['s/retries/attempts/', 'change'],
  ['Please drop this line.', 'change'],
  ['"int flow_open(struct flow *pump)"\n\nThanks.', 'change'],
  ['      ^ flow_open_now\n\nThanks,\nBram', 'change'],
  ['Alphabetical order.\n\nBest regards,\nBram', 'change'],
  ['Any reason to not have a separate helper here?', 'change'],
  ['The commit message should say why.', 'change'],
  ['Where does the 5 come from?', 'question'],
  ['What happens if flow is NULL here?', 'question'],
  ['Does the hardware need five?', 'question'],
  ['Looks good to me, thanks.', 'approval'],
  [`Reviewed-by: ${BRAM}`, 'approval'],
  [`Acked-by: ${BRAM}\n\nThanks,\nBram`, 'approval'],
  ['I have no objection.', 'approval'],
  ['Applied, thanks.', 'process'],
  [
    'Applied to\n\n   https://git.example.org/kettle.git for-next\n\nThanks!\n\n[2/5] kettle: sort\n      commit: 0123456789abcdef\n\nPlease add the lists that care when replying to this mail.\n\nThanks,\nBram',
    'process',
  ],
  ['Applied, thanks.\n\nPlease send the rest as a series of its own.', 'change'],
  ['Added to kettle-next.', 'process'],
  ['Added to kettle-next.\n\nKind regards,\nBram.', 'process'],
  ["It's in kettle-next since Tuesday.", 'process'],
  ['I added it to my kettle-next branch.\n\nThanks,\nBram', 'process'],
  ['Gr{oetje,eeting}s,\n\n                        Bram', 'process'],
  ['Yours sincerely,\nBram Okonkwo', 'process'],
  ['Mit freundlichen Grüßen\nBram', 'process'],
  [`With this renamed to flow_start:\n\nReviewed-by: ${BRAM}`, 'change'],
  [`Assuming you rename it to flow_start,\n\nReviewed-by: ${BRAM}`, 'change'],
  [`If you rename this to flow_start:\n\nReviewed-by: ${BRAM}`, 'change'],
  [`Fix the name and you have my\n\nReviewed-by: ${BRAM}`, 'change'],
  [`        maxPumps: 2\n\nWith that,\n\nReviewed-by: ${BRAM}`, 'change'],
  [`You missed the list of kettles if you want this applied.\n\nAcked-by: ${BRAM}`, 'change'],
  [`It ran here for a week. With that,\n\nTested-by: ${BRAM}`, 'approval'],
  ['Queued for the next release.', 'process'],
  ['Bram', 'process'],
  ['BO', 'process'],
  ['Bra', 'process'],
  ['Enjoy!', 'process'],
  ['Hi Tova,', 'process'],
  ['Thanks,\nBram', 'process'],
]
const NAMES = [
  'pump',
  'valve',
  'lamp',
  'kiln',
  'crane',
  'winch',
  'loom',
  'forge',
  'brake',
  'horn',
  'wiper',
  'gauge',
  'meter',
  'relay',
  'coil',
  'motor',
  'servo',
  'laser',
  'plough',
  'anvil',
  'bellow',
  'churn',
  'drill',
  'easel',
  'funnel',
  'gasket',
  'hammer',
  'inlet',
  'jigsaw',
  'kettle',
  'ladder',
  'mallet',
  'nozzle',
  'oven',
  'piston',
  'quill',
  'rudder',
  'saddle',
  'turbine',
  'urchin',
  'violin',
  'walnut',
  'xylem',
  'yoke',
  'zipper',
]

describe('what a comment does', () => {
  let comments: readonly CommentRecord[]

  before(async () => {
    const mails = KINDS.flatMap(([words], i) => [
      version(NAMES[i] ?? '', 1),
      reply(`re-${i}`, `${NAMES[i]}-v1`, words),
    ])
    comments = (await reviewed(folder, mails)).comments
  })

  for (const [i, [words, kind, todo]] of KINDS.entries()) {
    const asks = kind === 'change' || kind === 'question'
    const title = JSON.stringify(words)
    const own = (): CommentRecord | undefined =>
      comments.find(({ messageId }) => messageId === `<re-${i}@example.org>`)
    test(`${title}: ${kind}`, todo ? { todo } : {}, () => assert.equal(own()?.kind, kind))
    test(`${title}: somebody owes ${asks ? 'something' : 'nothing'}`, () =>
      assert.deepEqual([own()?.actionable, own()?.issue], [asks, asks ? own()?.id : null]))
  }

  test('a promise is an answer and no issue', async () => {
    const { comments: both } = await reviewed(folder, [first, ask, answer('Will do in v2.')])
    assert.deepEqual(both.map(({ kind, issue }) => [kind, issue]).sort(), [
      ['answer', null],
      ['change', '<ask@example.org>#1'],
    ])
  })

  test('a tag with a request in one block is an issue', async () => {
    const { issues } = await reviewed(folder, [
      first,
      reply('both', 'flow-v1', `Please make this a constant. With that:\nReviewed-by: ${BRAM}`),
    ])
    assert.equal(issues.length, 1)
  })

  test('a comment below no patch is not judged', async () => {
    const { comments: lone } = await reviewed(folder, [
      reply('lone', 'nothing', 'Please drop this.'),
    ])
    assert.deepEqual(
      lone.map(({ kind, actionable, issue, series }) => [kind, actionable, issue, series]),
      [[null, null, null, null]],
    )
  })
})

describe('severity', () => {
  const table: readonly (readonly [string, 'nit' | 'major' | null])[] = [
    ['nit: two blanks', 'nit'],
    ['Nitpick, but the names differ.', 'nit'],
    ['A typo in the title.', 'nit'],
    ['Minor: order of includes.', 'nit'],
    ['NAK, this cannot work.', 'major'],
    ['This will deadlock with the timer.', 'major'],
    ['It breaks the build without the option.', 'major'],
    ['A use-after-free, if it is unbound here.', 'major'],
    ['Please rename it.', null],
    ['[Severity: Low]\nCan this corrupt the flow?', 'nit'],
    ['[Severity: High]\nIs the typo wanted?', 'major'],
    ['[Severity: Medium]\nCan this corrupt the flow?', null],
    ['Oops, I meant the panic timeout.', null],
    ['Then it crashes.', 'major'],
    ['The unit is wrong.', null],
    ['Any monitor can do this.', null],
    ['This is a regression, the pump never starts.', 'major'],
    ['For a regression\ntest of a fix we want it to fail on the old kernel.', null],
    ['This may corrupt the log.', 'major'],
    ['Whitespace corruption?', null],
    ['Corrupted tag.', null],
  ]
  for (const [words, severity] of table)
    test(`"${words}": ${severity ?? 'not said'}`, () => assert.equal(severityOf(words), severity))

  test('stands with the issue', async () =>
    assert.equal(
      (await issueIn(first, reply('nit', 'flow-v1', 'nit: missing blank after the comma')))
        .severity,
      'nit',
    ))
})

describe('a summary', () => {
  const LONG =
    'The pump is started before the valve is open, which was fine as long as there was only one of them on the board, and it was always the same one.'

  test('is a short comment as it is', () =>
    assert.equal(summaryOf(['Please name', 'this number.']), 'Please name this number.'))

  test('is the sentence that asks', () => {
    assert.equal(
      summaryOf([LONG, 'Could you open it first?', '', 'I saw this on the old board.']),
      'Could you open it first?',
    )
    assert.equal(summaryOf([LONG, 'It should be opened first.']), 'It should be opened first.')
  })

  test('has no greeting and no thanks', () => {
    assert.equal(
      summaryOf(['Hi Tova,', '', 'this leaks the buffer.', '', 'Thanks,', 'Bram']),
      'this leaks the buffer.',
    )
    assert.equal(
      summaryOf(['Hello,', '', 'Thanks for the patch.', 'Please add a test.']),
      'Please add a test.',
    )
  })

  test('has no tag', () =>
    assert.equal(
      summaryOf(['With the name fixed:', '', `Reviewed-by: ${BRAM}`]),
      'With the name fixed',
    ))

  test('has no line of a log beside words, and of a log alone its error', () => {
    const log = ['[  +0.004886] ======', '[  +0.001576] WARNING: kiln lock is held']
    assert.equal(summaryOf(log), 'WARNING: kiln lock is held')
    assert.equal(
      summaryOf(['Here it hangs.', '', ...log, '', 'Please take the lock.']),
      'Here it hangs. Please take the lock.',
    )
    const made = ['kiln.c:3:6: error: redefinition of kiln_open', 'make[3]: *** [kiln.o] Error 1']
    assert.equal(summaryOf(made), made[0])
  })

  test('has the beginning of a question that goes on below a list', () => {
    const rest = `I looked at it for a while, ${'and then for a while more, '.repeat(6)}and gave up.`
    assert.equal(
      summaryOf(['Is it written down which of:', '', 'one, two', '', 'we are to use?', '', rest]),
      'Is it written down which of: one, two we are to use?',
    )
  })

  test('has the code that a sentence leads over to', () =>
    assert.equal(
      summaryOf([LONG, '', 'Simplify to', '', '\tpump_open(valve);', '', 'That is all.']),
      'Simplify to pump_open(valve);',
    ))

  test('is the first thing that a check of bindings found', () =>
    assert.equal(
      summaryOf([
        "My bot found errors running 'make dt_binding_check' on your patch:",
        '',
        'yamllint warnings/errors:',
        '',
        'dtschema/dtc warnings/errors:',
        '/builds/ci/linux/Documentation/devicetree/bindings/pump/valve.example.dtb: valve@1: no flow',
      ]),
      'Documentation/devicetree/bindings/pump/valve.example.dtb: valve@1: no flow',
    ))

  test('is not what leads over to a tag', () =>
    assert.equal(summaryOf(['It must warm up.', '', 'If so,', '']), 'It must warm up.'))

  test('keeps code', () => {
    assert.equal(summaryOf(['if (!flow) ?']), 'if (!flow) ?')
    assert.equal(summaryOf(['return -ENOMEM;']), 'return -ENOMEM;')
    assert.equal(
      summaryOf(['Better:', '\tflow->retries = FLOW_RETRIES;']),
      'Better: flow->retries = FLOW_RETRIES;',
    )
  })

  test('has at most 140 characters', () => {
    assert.equal(summaryOf([LONG]).length, 140)
    assert.match(summaryOf([LONG]), /^The pump is started .*\u2026$/)
    assert.equal(summaryOf(['x'.repeat(140)]), 'x'.repeat(140))
    assert.equal(summaryOf([`Why ${'very '.repeat(80)}long?`]).length, 140)
  })

  test('has no closing, whatever the language', () => {
    const below = ['Gr{oetje,eeting}s,', '', '                Tova Lindqvist']
    assert.equal(summaryOf(['Why is it open?', '', ...below]), 'Why is it open?')
    assert.equal(summaryOf(['Drop it.', '', 'Yours sincerely,', 'Tova Lindqvist']), 'Drop it.')
  })

  test('ends above a signature, not above any rule', () => {
    assert.equal(summaryOf(['Drop it.', '--', 'Tova Lindqvist', 'Valves']), 'Drop it.')
    assert.equal(summaryOf(['Fine.', '', '--', '', 'Please drop it.']), 'Fine. Please drop it.')
  })

  test('is never empty where something stands there', () =>
    assert.notEqual(summaryOf(['Kind regards,', 'Tova']), ''))

  test('is what a build found, where a robot tells of one', () =>
    assert.equal(
      summaryOf([
        '[auto build test ERROR on valves/for-next]',
        '',
        'All errors (new ones prefixed by >>):',
        '',
        "   flow.c: In function 'flow_start':",
        ">> flow.c:12:3: error: 'PUMP' undeclared",
      ]),
      "flow.c:12:3: error: 'PUMP' undeclared",
    ))

  test('has no link of a list of links', () =>
    assert.equal(summaryOf(['Drop it [1].', '', '[1]: https://example.org/why']), 'Drop it [1].'))

  test('of nothing is nothing', () => assert.equal(summaryOf(['']), ''))
})

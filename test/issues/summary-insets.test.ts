import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { summaryOf } from '../../src/issues/summary/summary.ts'

const LONG =
  'The pump is started before the valve is open, which was fine as long as there was only one of them on the board, and it was always the same one.'

/** Lines of a comment, and what of it is shown. */
const SHOWN: readonly (readonly [title: string, lines: readonly string[], summary: string])[] = [
  [
    'what was cut out of a manual is not asked',
    [
      'This is what I found:',
      '',
      '---8<---',
      'The valve must be opened first, and nobody should start the pump by hand.',
      'There is no need to wait: the flow is wired to it, and needs to be checked.',
      '---8<---',
      '',
      'Does it help you to see why?',
    ],
    'Does it help you to see why?',
  ],
  [
    'nor what stands between two rules',
    [
      'This breaks the nightly run, could you have a look?',
      '',
      '---',
      ' * Starting pump: error, no valve 4711 can be opened, please check the wiring first',
      'valve: 17: must be a number, and a larger one than what is given in the table',
      '---',
    ],
    'This breaks the nightly run, could you have a look?',
  ],
  [
    'nor what was typed into a shell and printed',
    [
      'I saw it as well, and more than once.',
      '',
      '$ cat run.sh',
      'echo first',
      '',
      'make -C pumps clean; must be done',
      '$ ./run.sh',
      'pump.c:17:3: error: unused value, should be checked',
      '   17 | pump_open(valve);',
      '      | ^~~~~~~~~',
      '$',
      '',
      'I think you do not need the attribute. The compiler sees it without.',
    ],
    'I think you do not need the attribute. The compiler sees it without.',
  ],
  [
    'nor a comment of code that somebody shows',
    [
      LONG,
      'As the comment says, would flow_once(valve) make more sense here?',
      '',
      '/*',
      ' * ... If the access must be one and nobody should be told of it,',
      ' * use both flow_once() and pump_once().',
      ' */',
    ],
    'As the comment says, would flow_once(valve) make more sense here?',
  ],
  [
    'what shall be written into a file is shown with what leads to it',
    [
      LONG,
      'If you want to leave it, maybe add this:',
      '',
      '  # The pump must not be started by hand, and should be',
      '  # stopped before anything else.  It needs to be oiled.',
    ],
    'If you want to leave it, maybe add this: # The pump must not be started by hand, and should be # stopped before anything else. It needs to …',
  ],
  [
    'a command to a robot is not',
    [LONG, 'Should the valve not be first?', '', '---', 'pw-bot: cr'],
    'Should the valve not be first?',
  ],
]

/** The same of sentences. */
const CHOSEN: typeof SHOWN = [
  [
    'not what is said by the way',
    [
      LONG,
      "I'm not sure, but maybe it would make sense to move the valve too.",
      '',
      '(I would also like it if valves had names. But this is unrelated to the patch.)',
    ],
    "I'm not sure, but maybe it would make sense to move the valve too.",
  ],
  [
    'not that all is well already',
    [
      LONG,
      'I managed to open it by hand, so there is no need to resend.',
      'Please rename the valve next time.',
    ],
    'Please rename the valve next time.',
  ],
  [
    'not the last of several ways, but the first with what leads to it',
    [LONG, 'I see two solutions:', '1) Open the valve by hand', '2) Rename the pump or so'],
    'I see two solutions: 1) Open the valve by hand',
  ],
  [
    'a question that points back with as much of what it asks about as fits',
    [`${LONG.slice(0, -1)} for years, in all of the houses.`, 'Is this expected?'],
    'The pump is started before the valve is open, which was fine as long as there was only one of them on the board, and it w… Is this expected?',
  ],
  [
    'two questions in one breath',
    [LONG, 'What pump is this?', 'And does it turn back?'],
    'What pump is this? And does it turn back?',
  ],
  [
    'what is short for please',
    [LONG, 'Pls, use the status of the valve.', 'Then open it here too, which is better.'],
    'Pls, use the status of the valve.',
  ],
  [
    'what could be done with one value, and with which',
    ['Of each valve the largest size is one.', 'So you can just limit it to that.', LONG],
    'Of each valve the largest size is one. So you can just limit it to that.',
  ],
]

describe('a summary shows', () => {
  for (const [title, lines, summary] of [...SHOWN, ...CHOSEN])
    test(title, () => assert.equal(summaryOf(lines), summary))

  test('something of the longest line in a moment', () => {
    const lines = ['-', ' ', '8<', '$ ', 'a:1:', '\\', '*', '(', 'or '].map((one) =>
      one.repeat(100_000 / one.length),
    )
    const begun = performance.now()
    for (const line of lines) summaryOf([LONG, '', line, '', 'Is this expected?'])
    assert.ok(performance.now() - begun < 5000)
  })
})

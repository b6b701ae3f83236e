import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { summaryOf } from '../../src/issues/summary/summary.ts'
import { sentencesOf } from '../../src/text/sentences.ts'

const LONG =
  'The pump is started before the valve is open, which was fine as long as there was only one of them on the board, and it was always the same one.'

/** Lines of a comment, and the one sentence of it that asks. */
const ASKS: readonly (readonly [title: string, lines: readonly string[], summary: string])[] = [
  [
    'a dash at the beginning of a full line goes on with the sentence above it',
    [
      'It is warm. If a pump with another number turns up (for whatever reason',
      '- maybe it has a valve that none of the boards has) you must not refuse it.',
      LONG,
    ],
    'If a pump with another number turns up (for whatever reason - maybe it has a valve that none of the boards has) you must not refuse it.',
  ],
  [
    'dashes below a full line are a list where there are some',
    [
      'There is more to be said of what the pump does when it is switched off',
      '- please drop the second valve',
      '- the third one is warm',
      LONG,
    ],
    '- please drop the second valve',
  ],
  [
    'no diffstat above a diff',
    [
      'Perhaps something like this.',
      '',
      LONG,
      '',
      ' pump/flow.c | 7 +++----',
      ' 1 file changed, 3 insertions(+), 4 deletions(-)',
      '',
      'diff --git i/pump/flow.c w/pump/flow.c',
      '--- i/pump/flow.c',
      '+++ w/pump/flow.c',
      '@@ -1,2 +1,2 @@',
      '-open(200);',
      '+open(LIMIT);',
    ],
    'Perhaps something like this.',
  ],
  [
    'of a check of bindings the error, not what it always says below it',
    [
      "My bot found errors running 'make dt_binding_check' on your patch:",
      '',
      'dtschema/dtc warnings/errors:',
      'Error: Documentation/devicetree/bindings/pump/flow.example.dts:28.38-39 syntax error',
      'FATAL ERROR: Unable to parse input tree',
      '',
      'Please check and re-submit after running the above command yourself.',
    ],
    'Documentation/devicetree/bindings/pump/flow.example.dts:28.38-39 syntax error',
  ],
  [
    'of a check that lists no error, that it found some',
    [
      "My bot found errors running 'make dt_binding_check' on your patch:",
      '',
      'dtschema/dtc warnings/errors:',
      '',
      'Please check and re-submit after running the above command yourself.',
    ],
    "My bot found errors running 'make dt_binding_check' on your patch:",
  ],
  [
    'what somebody is told to do is more than what is asked',
    ['Please say in the message what it is for.', LONG, 'What is broken without it?'],
    'Please say in the message what it is for.',
  ],
  [
    'where to look and what to do with it is more than why',
    [
      'Please see how the valve was mended, and implement it the same way.',
      "It's a cache, it doesn't need to keep everything.",
      LONG,
    ],
    'Please see how the valve was mended, and implement it the same way.',
  ],
  [
    'what must be is more than why',
    [
      'Sorry, I missed that at first.',
      "You can't drop this block.",
      LONG,
      'So we want to be sure.',
    ],
    "You can't drop this block.",
  ],
  [
    'what the reader is to do is more than what all should do',
    ["I took it now, but you'll need to resend.", `Robots should not (yet?) read it. ${LONG}`],
    "I took it now, but you'll need to resend.",
  ],
  [
    'what is conceded is not it',
    ['Ah, right, I missed that.', LONG, 'Probably just change s/flow pump/pump/.'],
    'Probably just change s/flow pump/pump/.',
  ],
  [
    'prose is more than code',
    ['\tif (!flow)', '\t\treturn -EINVAL;', '', 'Keep errors out of line where you can.', LONG],
    'Keep errors out of line where you can.',
  ],
  [
    'a line of a diff is no prose',
    ['Does this help?', '', '@@ -1,2 +1,2 @@ start', ' should_start(flow);', `+ok();`, LONG, LONG],
    'Does this help?',
  ],
  [
    'few words above a colon go with what they lead to',
    ['nitpick:', '', 'It is used twice, it would be nice to have a name for it.', LONG],
    'nitpick: It is used twice, it would be nice to have a name for it.',
  ],
  [
    'a proposal has what it proposes',
    [LONG, 'How about:', '', '"Open the valve first"'],
    'How about: "Open the valve first"',
  ],
  [
    'what points back has what it points at',
    [LONG, 'Now it is off at first, I think. Is this intended?'],
    'Now it is off at first, I think. Is this intended?',
  ],
  [
    'what leads over to a tag is none of it',
    [LONG, 'The message should say all this. With that:'],
    'The message should say all this.',
  ],
  [
    'a question that is set in is no code',
    ['So this is what I ask of all of it:', '', '    What do pumps get from this?', '', LONG, LONG],
    'What do pumps get from this?',
  ],
  [
    'a few words have the comment of code that they lead to',
    [LONG, '', 'Can we say', '', '/* Wait until the valve is open */', '', LONG],
    'Can we say /* Wait until the valve is open */',
  ],
  [
    'a question goes on below an address',
    [
      'Ines, do you want me to take it on top of:',
      '',
      'https://git.example.org/pumps.git',
      '',
      'And send a request ?',
      '',
      'Or shall I take 3/3 and will you take the rest?',
      LONG,
    ],
    'Ines, do you want me to take it on top of: https://git.example.org/pumps.git And send a request ?',
  ],
  [
    'the other half of a question goes with the first',
    ['Is the valve meant to be closed here?', 'Or am I wrong and you open it later on?', LONG],
    'Is the valve meant to be closed here? Or am I wrong and you open it later on?',
  ],
  [
    'a line that looks like a tag goes with what leads to it',
    [LONG, 'Perhaps it should be:', '', 'Fixes: 123456789abc ("pump: start the flow")'],
    'Perhaps it should be: Fixes: 123456789abc ("pump: start the flow")',
  ],
  [
    'of a diff it has what is changed',
    [
      LONG,
      'How about this:',
      '',
      'diff --git a/pump.c b/pump.c',
      'index 123456..789abc 100644',
      '--- a/pump.c',
      '+++ b/pump.c',
      '@@ -1,3 +1,3 @@ start',
      ' flow(pump);',
      '-open(valve);',
      '+open(valve, 1);',
    ],
    'How about this: -open(valve); +open(valve, 1);',
  ],
  [
    'code at the margin goes with what leads to it',
    [LONG, '', 'How about', '', 'if (flow > LIMIT) {', '\tstop(pump);', '}'],
    'How about if (flow > LIMIT) { stop(pump); }',
  ],
  [
    'code that is set in by two blanks asks for nothing by itself',
    [
      "What's stopping us from dropping `valve->is_first` and doing this then?",
      '',
      '  if (opened(valve))',
      '    return start(pump, valve) == STARTED;',
      '  return should_start(the_pump_that_is_behind(valve), valve_that_is_first(valve));',
    ],
    "What's stopping us from dropping `valve->is_first` and doing this then?",
  ],
  [
    'a sentence goes on below the code in it',
    ['You could just write:', '', '  flow set pump{0} -v FIRST', '', 'instead of two calls.', LONG],
    'You could just write: flow set pump{0} -v FIRST instead of two calls.',
  ],
  [
    'a place of a diff that mail has broken ends no diff',
    [
      'Something like this?',
      'diff --git a/pump.c b/pump.c',
      '--- a/pump.c',
      '+++ b/pump.c',
      '@@ -19,6 +19,12 @@ static int start(struct',
      '*pump, struct valve *valve)',
      '                 if (must_open(valve)) {',
      '+                        return please_open(valve);',
      LONG,
    ],
    'Something like this?',
  ],
  [
    'what is said by the way asks less',
    ['I would just keep the valve as it is.', 'It is a pump (and should be dropped).', LONG],
    'I would just keep the valve as it is.',
  ],
  [
    'the subject of a patch tells nobody to do something',
    [
      'It came with 123456789abc ("pump: add a valve") and its friends.',
      LONG,
      'Does the pump still leak?',
    ],
    'Does the pump still leak?',
  ],
  [
    'what somebody would do is more than what all have to do',
    ['I would drop this completely.', `Pumps need to be open, but only the last one. ${LONG}`],
    'I would drop this completely.',
  ],
  [
    'what follows from the words before it is what you want',
    [`It means that it is open. ${LONG}`, 'So you want to keep it closed.'],
    'So you want to keep it closed.',
  ],
  [
    'whether something would be possible is a request',
    [LONG, 'Would it be possible to keep the valve?', 'Perhaps by a list of those that fail?'],
    'Would it be possible to keep the valve?',
  ],
  [
    'what is taken back below is not asked',
    ['There is no need for a valve.', LONG, 'So could we just pass it along?', 'Perhaps not.'],
    'There is no need for a valve.',
  ],
  [
    'what code will do is no request',
    [
      `It is so that this one should find most of the pumps. ${LONG}`,
      'So what do we measure here?',
    ],
    'So what do we measure here?',
  ],
  [
    'what is not known is no request',
    ["I'm not sure how a pump should be defined there.", LONG, 'How does it behave now?'],
    'How does it behave now?',
  ],
  [
    'a point that is counted, a doubt and what is done elsewhere ask',
    [`It should have no bearing on the valve. ${LONG}`, 'Second, are you sure that this is right?'],
    'Second, are you sure that this is right?',
  ],
  [
    'to test it is less than to change it',
    ['Can you please test it with a pump?', LONG, 'Could you please update open() to take one?'],
    'Could you please update open() to take one?',
  ],
  [
    'a conclusion of few words has what it follows from',
    [LONG, "But here, 'end' is exclusive. So you want '['.", 'It may be done when it is applied.'],
    "But here, 'end' is exclusive. So you want '['.",
  ],
  [
    'what is asked late in a long sentence is shown from where it begins',
    [
      'As a first step to pumps that can be told from each other, and to valves that all tests of them can share,',
      'what about teaching open() to take the number of the pump, which all that call it know already today?',
    ],
    '\u2026what about teaching open() to take the number of the pump, which all that call it know already today?',
  ],
  [
    'what names a place asks for no code below it',
    [
      'What about opening the valve first?',
      LONG,
      'E.g.',
      '',
      'void start(void)',
      '{',
      '\topen(valve);',
      '}',
      '',
      'and in stop_all():',
      '',
      '\tplease_close(valve);',
    ],
    'What about opening the valve first?',
  ],
  [
    'one word ends a question that stands around code',
    [
      LONG,
      '',
      'How does',
      '',
      '\tflow open --first',
      '',
      'sound? I would imagine that it opens it.',
    ],
    'How does flow open --first sound?',
  ],
  [
    'a bare question has what follows',
    [LONG, 'Why not?', 'It is just a plain pump.', LONG],
    'Why not? It is just a plain pump.',
  ],
  [
    'of a long question the end is shown, though its mark is cut off',
    [
      'If somebody opens the valve while a pump that nobody has told of it is being started in the back of it,',
      'could this one here lead to a pump that is started twice, and then to one that is never stopped by any of the others?',
    ],
    '\u2026could this one here lead to a pump that is started twice, and then to one that is never stopped by any of the others?',
  ],
  [
    "what somebody cannot find is no demand, and let's say is none",
    [
      "I can't find such a valve.",
      "Let's say that there are two.",
      LONG,
      'You could just drop the second one.',
    ],
    'You could just drop the second one.',
  ],
  [
    'a reason is less than what it is a reason for',
    [
      'Does this leave a pump open for ever?',
      LONG,
      'Because it cannot be closed, it must be kept.',
    ],
    'Does this leave a pump open for ever?',
  ],
  [
    'what is to be done with "it" has the sentence that names it',
    [LONG, 'The valve of it is never used here.', 'Please drop it.', LONG],
    'The valve of it is never used here. Please drop it.',
  ],
  [
    '"separate" is no verb in front of a noun',
    ['Separate valves make it hard to see.', LONG, 'Move them up, then.'],
    'Move them up, then.',
  ],
  [
    'what somebody would do there is more than what all should do',
    ['I would drop it completely.', `Pumps should only keep the last one, then. ${LONG}`],
    'I would drop it completely.',
  ],
  [
    'an option of a command is no line that is taken away',
    [
      'It is a problem for the "flow',
      '--first" as well. And we should fix it as a patch of its own before any of the others, I think.',
      LONG,
      'Where is it now?',
    ],
    'And we should fix it as a patch of its own before any of the others, I think.',
  ],
  [
    'a question to somebody says so',
    ["I don't see why we shouldn't open it.", LONG, 'Question for Mira: is it hard to send a v2?'],
    'Question for Mira: is it hard to send a v2?',
  ],
  [
    'a pointer to a member is no line that is taken away',
    [LONG, 'It should be clear from a name that', '->level is a count of the', 'pumps.'],
    'It should be clear from a name that ->level is a count of the pumps.',
  ],
  [
    'of a long condition what it comes to is shown',
    [
      'If the pump is started before the valve is open and nobody told the board that it is the last of many',
      'pumps, would it be better to wait for the valve here?',
    ],
    '\u2026would it be better to wait for the valve here?',
  ],
  [
    'what asks at once is cut at its end',
    [
      'Why is the pump started before the valve is open, where nobody told the board that it is the',
      'last one of all pumps, so that it will be better to wait for the valve here?',
    ],
    'Why is the pump started before the valve is open, where nobody told the board that it is the last one of all pumps, so that it will be bett\u2026',
  ],
]

describe('a summary is the sentence that asks', () => {
  for (const [title, lines, summary] of ASKS)
    test(title, () => assert.equal(summaryOf(lines), summary))

  test('without a name of small letters, or of one word after a dash', () => {
    assert.equal(summaryOf(['Why is it open?', '', 'tova']), 'Why is it open?')
    assert.equal(summaryOf(['Why is it open?', '', '-tova']), 'Why is it open?')
    assert.equal(summaryOf(['Why is it open?', '', 'thanks,', '', 'tova l-q']), 'Why is it open?')
    assert.equal(summaryOf(['Rename it to', 'flow']), 'Rename it to flow')
    assert.equal(summaryOf(['Why is it open?', '', '~~ Tova']), 'Why is it open?')
    assert.equal(summaryOf(['Why is it open?', '~Tova']), 'Why is it open?')
  })
})

test('of an author it is what he asks, not what he did himself', () => {
  const said = ['I tried another valve, but it must be open there.', LONG, 'Does it leak for you?']
  assert.equal(summaryOf(said, 'author'), 'Does it leak for you?')
  assert.equal(summaryOf(said), said[0])
})

test('of an author what he would do asks for nothing, what he would propose does', () => {
  const said = [`I would drop the valve. ${LONG}`, 'Is that wanted here by anybody?']
  assert.equal(summaryOf(said, 'author'), 'Is that wanted here by anybody?')
  assert.equal(
    summaryOf([LONG, "I'd like to propose two valves."], 'author'),
    "I'd like to propose two valves.",
  )
})

test('of an author it is what he wants to know before he goes on', () => {
  const said = ['The valve cannot be open at first.', LONG, 'Should I send it anew?']
  assert.equal(summaryOf(said, 'author'), 'Should I send it anew?')
  assert.equal(
    summaryOf([LONG, 'The name is good enough.', 'Do you agree ?'], 'author'),
    'The name is good enough. Do you agree ?',
  )
})

test('a number set in begins a sentence of its own', () =>
  assert.deepEqual(
    sentencesOf(['Two things:', '     1. Open it', '     2. Close it']).map((s) => s.text),
    ['Two things:', 'Open it', 'Close it'],
  ))

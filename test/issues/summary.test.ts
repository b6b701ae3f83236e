import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { summaryOf } from '../../src/issues/summary.ts'
import { sentencesOf } from '../../src/text/sentences.ts'

const LONG =
  'The pump is started before the valve is open, which was fine as long as there was only one of them on the board, and it was always the same one.'

/** Lines of a comment, and the one sentence of it that asks. */
const ASKS: readonly (readonly [title: string, lines: readonly string[], summary: string])[] = [
  [
    'what somebody is told to do is more than what is asked',
    ['Please say in the message what it is for.', LONG, 'What is broken without it?'],
    'Please say in the message what it is for.',
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
]

describe('a summary is the sentence that asks', () => {
  for (const [title, lines, summary] of ASKS)
    test(title, () => assert.equal(summaryOf(lines), summary))

  test('without a name of small letters, or of one word after a dash', () => {
    assert.equal(summaryOf(['Why is it open?', '', 'tova']), 'Why is it open?')
    assert.equal(summaryOf(['Why is it open?', '', '-tova']), 'Why is it open?')
    assert.equal(summaryOf(['Why is it open?', '', 'thanks,', '', 'tova l-q']), 'Why is it open?')
    assert.equal(summaryOf(['Rename it to', 'flow']), 'Rename it to flow')
  })
})

test('a number set in begins a sentence of its own', () =>
  assert.deepEqual(
    sentencesOf(['Two things:', '     1. Open it', '     2. Close it']).map((s) => s.text),
    ['Two things:', 'Open it', 'Close it'],
  ))

import { strict as assert } from 'node:assert'
import { describe, test } from 'node:test'
import type { CommentContext } from '../../src/model/issue.ts'
import { begunIn, repeatedIn } from '../../src/issues/exchange/same-here.ts'
import { thinksBetter, withdraws } from '../../src/issues/exchange/withdrawn.ts'
import { doesSay } from '../../src/issues/exchange/inquiry.ts'
import { wordingsIn } from '../../src/issues/exchange/wordings.ts'
import { sentencesOf } from '../../src/text/sentences.ts'

function said(text: string, role = 'author'): string[] {
  const context = { lines: text.split('\n'), role } as unknown as CommentContext
  return [...wordingsIn(context).keys()]
}

const PROMISES = [
  'Will do.',
  'Sure, will fix in v3.',
  "Thanks, I'll drop the second check.",
  'Good point, we will move it to the header.',
  'That slipped through, will correct.',
  'To be renamed in the next version.',
  'I plan on saying maxItems: 7 (more below)',
  'let me send you a full series later',
  "I'm happy to move it to the header.",
  'Right, I might as well split it out.',
  'Not needed so will remove.',
  "I'm addressing all of them now.",
  'But okay we can use pump_stop().',
  "Well ok, I'll split it.",
  'I see what you mean. Let me try to rework it without the lock.',
  'Ok, let me give it a try.',
  'v5 coming up next.',
  'A fix is on its way.',
  'I will move it and send a new version if it works on my pump.',
  'But sure, I can add them if you prefer.',
  "I'm currently testing exactly such a patch.",
  'Another good catch. Adding a fix to pump_stop(), to read it once.',
]
const NO_PROMISES = [
  'But okay, we have one use of it already.',
  'Will it make sense to set it when the pump starts.',
  'If you insist I will change it.',
  'I can add them if you prefer.',
  'Let me try to explain: the pump is older.',
  'Let me clarify.',
  'The patch that is coming from the core has it.',
  "I'm happy to change it, but the pump is older.",
  'I am adding a valve to the pump, which has none.',
  'The core will change the state on its own.',
  'I will keep it as it is.',
  'Will be ignored unless the maintainer insists.',
  'Should we move it?',
  'Removing it would break the old boards.',
  'Let me know what you think.',
  'pump_stop() may return 1, which will move the valve.',
]
const DONE = [
  'Oops, here it comes.',
  'Done.',
  'Fixed in v2, thanks.',
  "I've renamed it.",
  'This is now dropped.',
]
const NOT_DONE = [
  'It must be fixed first.',
  'the list that was dropped by the core',
  'This code is added to set the register.',
  ' 2 files changed, 9 insertions(+)',
  '+\tpump->state = changed;',
]

describe('what an answer does', () => {
  for (const text of PROMISES)
    test(`promises: ${text}`, () => assert.ok(said(text).includes('agrees-will-do')))
  for (const text of NO_PROMISES)
    test(`promises nothing: ${text}`, () => assert.ok(!said(text).includes('agrees-will-do')))
  for (const text of DONE)
    test(`is done: ${text}`, () => assert.ok(said(text).includes('agrees-done')))
  for (const text of NOT_DONE)
    test(`is not done: ${text}`, () => assert.ok(!said(text).includes('agrees-done')))
  for (const text of [
    '*nod*',
    'Oh, shame on me.',
    'You are correct, it leaks.',
    "You can drop Tova's S-o-b.",
    'Please fix it up when you apply it.',
    "It can, that's a good catch, thanks.",
    'Whoops.',
    'Roger that.',
    'Thank you for pointing this out.',
    "D'oh. Serves me right for trusting the old manual.",
    'Doh!',
    'Serves me right for counting them by hand.',
    '*facepalm*',
    'Sorry, brain fart on my side.',
    'Oh, stupid me.',
    'Upps. Silly me.',
  ])
    test(`agrees: ${text}`, () => assert.ok(said(text).includes('agrees-yes')))
  test('"o.k." is a yes', () =>
    assert.ok(said('o.k. Sorry for the typos.').includes('opens-with-yes')))
  test('only an author leaves it to whoever takes his patch', () =>
    assert.ok(!said("You can drop Tova's S-o-b.", 'reviewer').includes('agrees-yes')))
  for (const text of [
    'Ok, this is because the pump counts them.',
    'Right, the reason is that the pump counts them.',
    "OK, but if the valve is open, isn't it too late?",
  ])
    test(`explains, and agrees to nothing: ${text}`, () =>
      assert.deepEqual(
        said(text).filter((one) => /agrees|yes/.test(one)),
        [],
      ))
  for (const text of [
    'I did, yes. Sorry.',
    'I think the next valve should override the old one.',
    "I didn't know that, thanks.",
    'I think so.',
  ])
    test(`is no "no": ${text}`, () => assert.ok(!said(text).includes('opens-with-no')))
  for (const text of [
    'I think it should be fine as it is.',
    'I did the counting here because the pump has none.',
    "I didn't want two of them.",
    'I think the lock is needed.',
  ])
    test(`is a "no": ${text}`, () => assert.ok(said(text).includes('opens-with-no')))
  for (const text of [
    "For now I'm going to leave this check as is.",
    'I am leaving the old names unchanged.',
    'I wanted to keep the two types apart.',
  ])
    test(`would rather not: ${text}`, () => assert.ok(said(text).includes('would-rather-not')))
  test('a good catch with a "but" is no yes', () =>
    assert.ok(!said('Good catch, but the core does it already.').includes('agrees-yes')))
  test('"Yes, but" is no yes', () =>
    assert.ok(!said('Yes, but it is slow.').includes('agrees-yes')))
  test('whoever was wrong concedes', () =>
    assert.ok(said('Ah, I was too fast with this one.').includes('concedes')))
  test('whoever looked at another version concedes', () =>
    assert.ok(said('Oops  wrong version of the patch.').includes('concedes')))
  for (const text of [
    'Oops, you are correct.',
    'Nice, thank you for the explanation and the code.',
    'Ah, the one below, never mind.',
  ])
    test(`concedes: ${text}`, () => assert.ok(said(text).includes('concedes')))
  for (const text of [
    'If my memory serves me right, the pump is older.',
    'PS: brain fart: if the pump has a name we can use that.',
    'This would be a stupid mistake to make twice.',
    'Does the doh in the list stand for a valve?',
  ])
    test(`nobody scolds himself: ${text}`, () =>
      assert.deepEqual(
        said(text).filter((one) => /agrees|yes|concedes/.test(one)),
        [],
      ))
  test('a reviewer who scolds himself concedes', () =>
    assert.ok(said('Sorry, brainfart. The core does that.', 'reviewer').includes('concedes')))
  test('of a long line soon', () => {
    for (const part of ['oops, ', 'sorry ', 'stupid ', ', '])
      assert.ok(!said(`${part.repeat(100_000 / part.length)}x`, 'other').includes('declines'))
  })
  test('"if it makes sense" concedes nothing', () =>
    assert.ok(!said('I can look whether it makes sense to do so.').includes('concedes')))
})

describe('"yes" under a question', () => {
  const at = (text: string): CommentContext =>
    ({ lines: text.split('\n') }) as unknown as CommentContext
  const yes = at('Yes. Both have the same pump.')
  for (const text of [
    'So the old one really fits this board?',
    'Please say so.\n\nIs that correct?',
    'Tested?',
  ])
    test(`answers: ${text}`, () => assert.ok(!doesSay(yes, 'agrees-yes', at(text))))
  for (const text of [
    'Should this be static?',
    'Is the check redundant?',
    'Drop this.',
    '^^^^ threshold ?',
    'You mean "on the pump"?',
  ])
    test(`consents: ${text}`, () => assert.ok(doesSay(yes, 'agrees-yes', at(text))))
  test('refuses nothing by its reasons', () =>
    assert.ok(
      !doesSay(at('Yes, because it is the same pump.'), 'declines', at('Does it really fit?')),
    ))
  test('consents where it promises', () =>
    assert.ok(doesSay(at('Yes, will fix.'), 'agrees-yes', at('Does it leak?'))))
})

describe('what was said is taken back', () => {
  for (const text of [
    'Please ignore this noise.',
    'Actually ignore this.',
    'Never mind, I see it now.',
    'Ah, the one below, nevermind.',
    'Scratch that.',
    'I take it back, this is right.',
    'Correction, I forgot that the core checks it already.',
    'So leave it as you have it.',
    "On second thought, it's fine.",
    "Ah, on second look it doesn't matter, as the valve is shut.",
  ])
    test(text, () => assert.ok(withdraws(text)))
  for (const text of [
    'Please ignore this comment if you disagree.',
    'You should ignore this warning.',
    'Please ignore errors here.',
    'Never mind the alignment, but do fix the leak.',
    'The caller ignores this.',
    'Oops, sorry for the noise. Shortened reply below.',
    'Correction of the level is done in the core.',
    'Just leave it as you have it, but use the name of the valve.',
    'Please leave it as it was.',
    'Keep it as you had it in v2.',
    'On second thought, this needs a lock.',
  ])
    test(`but not by: ${text}`, () => assert.ok(!withdraws(text)))
  test('of a long line soon', () => {
    for (const part of ['ignore this ', 'so ', ',', 'never mind the ', 'leave it as you ', 'oh, '])
      assert.ok(!withdraws(`${part.repeat(100_000 / part.length)}x`))
  })
})

test('the line of a wording is where its sentence begins', () => {
  const context = { lines: ['Hello,', '', 'it is slow.', "So I'll", 'drop it.'] }
  assert.equal(wordingsIn(context as unknown as CommentContext).get('agrees-will-do'), 3)
})

test('sentences go over lines; code and items of a list stand alone', () => {
  const lines = ['One goes', 'on. Two', '- three', '\tfour();', 'Five.']
  assert.deepEqual(
    sentencesOf(lines).map(({ text, at, isCode }) => [text, at, isCode]),
    [
      ['One goes on.', 0, false],
      ['Two', 1, false],
      ['- three', 2, false],
      ['four();', 3, true],
      ['Five.', 4, false],
    ],
  )
})

function comments(...texts: string[]): CommentContext[] {
  return texts.map((text, i) => ({
    id: `m#${i}`,
    messageId: 'm',
    lines: text.split('\n'),
  })) as never
}

describe('who thinks again and says why not', () => {
  const thinks = (text: string): boolean => thinksBetter([...text.split('|')])
  for (const text of [
    'Thinking about this more and reading the code, it has a side effect: the pump stays on.',
    'On second thought, the valve is needed for the old pumps.|So I would keep it.',
    "Hm, looking at it again, this won't work.",
    "Actually, after some more testing, it doesn't start then.",
    "I've thought about this some more.|The pump would break.",
  ])
    test(text, () => assert.ok(thinks(text)))
  for (const text of [
    'Thinking about this more, you are right.|It does not need a valve.',
    "Looking at it again, it isn't needed, I will drop it.",
    'Thinking about this more, three are enough.',
    'It has a side effect.',
    'I am looking at this again today.',
  ])
    test(`but not: ${text}`, () => assert.ok(!thinks(text)))
  test('of a long line soon', () => {
    for (const part of ['so, ', 'after looking ', 'thinking about it ', 'i thought about '])
      assert.ok(!thinks(part.repeat(100_000 / part.length)))
  })
})

describe('same here', () => {
  for (const text of ['Same here.', 'Ditto', '... this.', 'And here.\n\nBest regards,\nTova'])
    test(text.replace(/\n+/g, ' '), () =>
      assert.equal(repeatedIn(comments('Drop it.', 'Fine.', text)).get('m#2')?.id, 'm#1'),
    )
  test('through several of them to what they repeat', () =>
    assert.equal(repeatedIn(comments('Drop it.', 'Same here.', 'Ditto.')).get('m#2')?.id, 'm#0'))
  test('the comment on the same line rather than the one above', () => {
    const on = (one: CommentContext, line: string): CommentContext => ({
      ...one,
      part: 'diff',
      quoted: [line],
    })
    const [a, b, c] = comments('Return what it says.', 'Name it.', 'Ditto.')
    assert.ok(a && b && c)
    const under = (line: string): unknown =>
      repeatedIn([on(a, '+\treturn -EINVAL;'), on(b, '+\tpump = 3;'), on(c, line)]).get('m#2')?.id
    assert.equal(under('+\t\treturn -EINVAL;'), 'm#0')
    assert.equal(under('+\tvalve_open(pump);'), 'm#1')
  })
  test('a sentence of its own repeats nothing', () =>
    assert.equal(
      repeatedIn(comments('Drop it.', 'The same holds for the valve, and more.')).size,
      0,
    ))
})

describe('a comment that ends in dots', () => {
  const begun = (...said: readonly string[]): unknown => begunIn(comments(...said)).get('m#1')?.id
  test('is ended by the next one, which begins with dots', () =>
    assert.equal(begun('The end is inclusive there. But here...', '... it is not.'), 'm#0'))
  test('stands alone where the next begins anew', () =>
    assert.equal(begun('This is odd...', 'Please drop it.'), undefined))
  test('says more in its other paragraphs', () =>
    assert.equal(begun('Why is it freed?\n\nBTW...', '...the next is not.'), undefined))
  test('is needed for what begins with dots', () =>
    assert.equal(begun('Please drop it.', '... and this one.'), undefined))
})

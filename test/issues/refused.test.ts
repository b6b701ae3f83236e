import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { wantsToKnow } from '../../src/issues/exchange/inquiry.ts'
import type { CommentContext } from '../../src/model/issue.ts'
import type { IssueRecord } from '../../src/model/report/records.ts'
import { BRAM, day, LINES, reply, reviewed, TOVA, version } from '../support/reviewed.ts'
import { temporaryFolder } from '../support/stores.ts'

const folder = temporaryFolder()
const IVO = 'Ivo Brandt <ivo@example.net>'
const WORDS = 'Does it really need five of them? Please make this three.'
const first = version('flow', 1)
const ask = reply('ask', 'flow-v1', WORDS)
/** An answer below the words of the request, or of the answer before. */
const answer = (from: string, words: string, to = 'ask', n = 5): ReturnType<typeof reply> =>
  reply(`${to}-answered`, to, '', {
    from,
    date: day(n),
    body: `On 4 Aug 2020, somebody wrote:\n> ${to === 'ask' ? WORDS : 'So five shall be three then?'}\n\n${words}\n`,
  })
const elsewhere = version('flow', 2, [' int moved;', '+int more;', ...LINES])

async function issueIn(...mails: Parameters<typeof reviewed>[1]): Promise<IssueRecord> {
  const { issues } = await reviewed(folder, mails)
  const found = issues.find(({ id }) => id.startsWith('<ask@'))
  assert.ok(found)
  return found
}

describe('a request is refused', () => {
  test('by the author who argues', async () => {
    const words = 'I would rather keep it: the chip needs all five.'
    assert.equal((await issueIn(first, ask, answer(TOVA, words))).state, 'rejected')
  })

  test('by somebody who answers for the code', async () => {
    const words = "I don't think so, the chip can't do with less than five, it is on purpose."
    assert.equal((await issueIn(first, ask, answer(IVO, words), elsewhere)).state, 'rejected')
  })
})

describe('a promise is taken back', () => {
  const promise = answer(TOVA, "That's true, I will make it three in v2.")
  const again = (words: string, from = TOVA): ReturnType<typeof reply> =>
    reply('again', 'ask-answered', '', {
      from,
      date: day(6),
      body: `On 5 Aug 2020, somebody wrote:\n> That's true, I will make it three in v2.\n\n${words}\n`,
    })
  const WHY = 'Thinking about this more, three of them have a side effect: they start less often.'

  test('by whoever made it, who thinks again and says why not', async () => {
    const issue = await issueIn(first, ask, promise, again(WHY), elsewhere)
    assert.equal(issue.state, 'rejected')
    assert.ok(issue.evidence.some(({ messageId }) => messageId === '<again@example.org>'))
    assert.ok(!issue.evidence.some(({ rule }) => rule === 'author-agrees-will-do'))
  })

  test('and holds where he promises once more', async () => {
    const anew = reply('anew', 'again', '', {
      from: TOVA,
      date: day(7),
      body: `On 6 Aug 2020, somebody wrote:\n> ${WHY}\n\nOn reflection, I will make it three all the same.\n`,
    })
    const issue = await issueIn(first, ask, promise, again(WHY), anew)
    assert.equal(issue.state, 'agreed')
  })

  test('not by somebody else, nor by what goes on to do it', async () => {
    for (const one of [
      again(WHY, IVO),
      again('Thinking about this more, you are right, it does not need five of them.'),
      again('Thinking about this more, three of them are enough.'),
    ])
      assert.equal((await issueIn(first, ask, promise, one)).state, 'agreed')
  })
})

describe('whoever asked is set right', () => {
  const no = "No, that's a misreading of the manual: three of them do not fill it."
  const mail = (id: string, to: string, n: number, from: string, quote: string, words: string) =>
    reply(id, to, '', {
      from,
      date: day(n),
      body: `On 4 Aug 2020, somebody wrote:\n> ${quote}\n\n${words}\n`,
    })
  const told = mail('told', 'ask', 6, IVO, WORDS, no)
  const gives = mail('gives', 'told', 7, BRAM, no, 'Ah, okay. Thanks for the clarification.')

  test('by a third person, who answers and is shown', async () => {
    const aside = answer(TOVA, 'The lock is the same, but it was so before.')
    const issue = await issueIn(first, ask, aside, told, gives)
    assert.equal(issue.state, 'answered')
    assert.equal(issue.evidence[0]?.messageId, '<told@example.org>')
  })

  test('and it is refused where the author would rather not', async () => {
    const refusal = answer(TOVA, 'I would rather keep it: the chip needs all five.')
    assert.equal((await issueIn(first, ask, refusal, told, gives)).state, 'rejected')
  })
})

describe('a request is not refused', () => {
  for (const [asked, words] of [
    ['threshold ?', 'Yes,'],
    ['You mean "on the pump"?', 'Yep.'],
    [WORDS, 'Nice, thank you for the explanation, very useful :)'],
  ] as const)
    test(`by an author who agrees and leaves it: ${words}`, async () => {
      const issue = await issueIn(
        first,
        reply('ask', 'flow-v1', asked),
        reply('yes', 'ask', '', {
          from: TOVA,
          date: day(5),
          body: `On 4 Aug 2020, somebody wrote:\n> ${asked}\n\n${words}\n`,
        }),
        elsewhere,
      )
      assert.notEqual(issue.state, 'rejected')
    })

  test('by an author who reminds of his patches', async () => {
    const issue = await issueIn(first, ask, answer(TOVA, 'Ping 2? =)'), elsewhere)
    assert.notEqual(issue.state, 'rejected')
    assert.deepEqual(issue.answers, [])
  })

  test('by somebody else who finds fault with the code', async () => {
    const words = "Actually, that doesn't work at all, five directly contradicts the limit."
    for (const more of [[], [elsewhere]])
      assert.notEqual((await issueIn(first, ask, answer(IVO, words), ...more)).state, 'rejected')
  })

  test('by an author who is sorry, however he explains it', async () => {
    const words =
      'sorry about that, I read the manual as if it cannot do less.\n\nThis implies that I have to change the limit, but only there.'
    assert.notEqual((await issueIn(first, ask, answer(TOVA, words))).state, 'rejected')
  })

  test('by whoever asked, when he does not understand the answer', async () => {
    const issue = await issueIn(
      first,
      ask,
      answer(TOVA, 'So five shall be three then?'),
      answer(BRAM, "I don't understand what you mean. Five takes a second.", 'ask-answered', 6),
    )
    assert.notEqual(issue.state, 'rejected')
  })

  for (const words of [
    'I was curious about the number in here, which is not that of the other driver.',
    'Just curious, the others use three.',
    'Just wondering, as I am not sure: can this change the number of the other boards?',
  ])
    test(`where it is asked of curiosity: ${JSON.stringify(words)}`, async () => {
      const why = 'I would rather keep it: the chip needs all five, because it is slow to wake.'
      const issue = await issueIn(
        first,
        reply('ask', 'flow-v1', words),
        reply('why', 'ask', '', {
          from: TOVA,
          date: day(5),
          body: `On 4 Aug 2020, somebody wrote:\n> ${words.split('\n')[0] ?? ''}\n\n${why}\n`,
        }),
      )
      assert.equal(issue.state, 'answered')
    })
})

describe('a request that is taken back by whoever asked', () => {
  const back = 'Please ignore this noise. I see now that it is set below.'

  test('is over', async () => {
    for (const more of [[], [elsewhere]])
      assert.equal((await issueIn(first, ask, answer(BRAM, back), ...more)).state, 'answered')
  })

  test('and is no request of its own', async () => {
    const { issues } = await reviewed(folder, [first, ask, answer(BRAM, back)])
    assert.equal(issues.length, 1)
  })

  test('stands where the author promised it before', async () => {
    const promise = answer(TOVA, 'Will do.')
    assert.equal((await issueIn(first, ask, promise)).state, 'agreed')
  })
})

describe('what a third person agrees to', () => {
  for (const words of ['Yes (very much) agreed.', '+1', 'Yes, these days three is a lot.'])
    test(`nobody has answered: ${words}`, async () => {
      assert.equal((await issueIn(first, ask, answer(IVO, words))).state, 'open')
    })
})

test('a question that goes on to somebody else is not answered', async () => {
  const issue = await issueIn(first, ask, answer(BRAM, 'Ivo,\n\nthoughts?'))
  assert.deepEqual(issue.answers, [])
})

describe('curiosity', () => {
  const of = (text: string): boolean =>
    wantsToKnow({ lines: text.split('\n') } as unknown as CommentContext)

  test('is said of oneself, and asks for nothing else', () => {
    assert.ok(of('Out of curiosity, does it wake?'))
    assert.ok(of("BTW, I'm curious how it wakes."))
    assert.ok(of('Curious, does it wake?'))
    assert.ok(of('Just wondering, as I am not sure: can it wake?'))
    assert.ok(!of('Just curious: does it wake? Please make this three.'))
    assert.ok(!of("I'm just wondering if it wouldn't make more sense to wake it."))
    assert.ok(!of('Curious macro. It has the same parameter always.'))
  })

  test('is what does not see why, and tells nobody to do anything', () => {
    assert.ok(of('It is the only pump here, so not clear why five\nof them are better.'))
    assert.ok(of("It isn't clear to me at all why it sleeps."))
    assert.ok(of('Unclear why.'))
    assert.ok(of('I do not understand why the valve is necessary.'))
    assert.ok(!of('It is not clear why. Please add a comment.'))
    assert.ok(!of("I don't understand why we should have a pump at all."))
    assert.ok(!of("I don't understand why anyone would start it."))
    assert.ok(!of('Clear why it sleeps.'))
    assert.ok(!of(`${'not really quite at all '.repeat(5000)}`))
  })

  test('is answered by an explanation, which refuses nothing', async () => {
    const words = 'There is one pump here, so it is not clear why five are better.'
    const body = `On 4 Aug 2020, somebody wrote:\n> ${words}\n\nWhile one runs the others fill, so they start sooner.\n`
    const issue = await issueIn(
      first,
      reply('ask', 'flow-v1', words),
      reply('told', 'ask', '', { from: TOVA, date: day(5), body }),
    )
    assert.equal(issue.state, 'answered')
  })
})

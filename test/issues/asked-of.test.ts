import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AskedOf } from '../../src/model/issue.ts'
import type { MailParts } from '../support/mails.ts'
import { BRAM, day, reply, reviewed, TOVA, version } from '../support/reviewed.ts'
import { temporaryFolder } from '../support/stores.ts'

const folder = temporaryFolder()
const INES = 'Ines Farkas <ines@firm.example.com>'
const REMARK = 'The pump returns its name here, as far as I can tell.'

/** Below which words, whose answer asks, and of whom. */
interface Said {
  readonly title: string
  readonly words: string
  readonly asked: AskedOf
  /** Who said what the words stand under. */
  readonly above?: string
  readonly patch?: Partial<MailParts>
}

const SAID: readonly Said[] = [
  {
    title: 'what a reviewer says to put right himself on applying is asked of no author',
    words: 'Please drop the extra space before the name. Or I can drop it while applying.',
    asked: 'other',
    above: TOVA,
  },
  {
    title: 'what is asked beside that is put to the author',
    words: 'I can drop the space while applying. But why is there no name of the pump?',
    asked: 'author',
    above: TOVA,
  },
  {
    title: "a question under another reviewer's words is put to that reviewer",
    words: 'It returns a number. How would you expect a name there?',
    asked: 'other',
  },
  {
    title: 'a question that names the author is put to the author',
    words: 'It returns a number. Tova, how would you expect a name there?',
    asked: 'author',
  },
  {
    title: 'a question about the next version is put to the author',
    words: 'Should this be split for the next version?',
    asked: 'author',
  },
  {
    title: 'a change is asked of the author, whosever words it stands under',
    words: 'Please return the number of the pump instead.',
    asked: 'author',
  },
  {
    title: "a question under the author's words is put to the author",
    words: 'It returns a number. How would you expect a name there?',
    above: TOVA,
    asked: 'author',
  },
  {
    title: 'a question to somebody of the firm of the author is put to the author',
    words: 'It returns a number. How would you expect a name there?',
    above: 'Olu Haze <olu@lab.firm.example.com>',
    patch: { from: INES },
    asked: 'author',
  },
  {
    title: "what says of another reviewer's words how they are to be read is said to him",
    words:
      'I believe you are misreading this. The name is wrong here, it is a number that has to be returned.',
    asked: 'other',
  },
  {
    title: 'so is what wants to know what he means',
    words: 'Could you please explain what you mean? It is a number here already.',
    asked: 'other',
  },
  {
    title: 'what is to be done all the same is asked of the author',
    words: 'Your reading is right. The number should be renamed, please drop the other one.',
    asked: 'author',
  },
  {
    title: 'what may be put right on applying is asked of the author in case he sends it again',
    words:
      'This contradicts the title (please fix in case v4 is needed, otherwise I can fix it on merge).',
    asked: 'author',
    above: TOVA,
  },
]

describe('who is asked', () => {
  for (const [i, { title, words, asked, above = INES, patch }] of SAID.entries())
    test(title, async () => {
      const name = `pump${'abcdefghijklmnop'[i] ?? ''}`
      const { issues } = await reviewed(folder, [
        { ...version(name, 1), from: TOVA, ...patch },
        reply(`remark-${i}`, `${name}-v1`, REMARK, { from: above }),
        reply(`ask-${i}`, `remark-${i}`, words, {
          from: 'Wim Castel <wim@example.net>',
          date: day(5),
          quote: [REMARK],
        }),
      ])
      const found = issues.filter(({ id }) => id === `<ask-${i}@example.org>#1`)
      assert.deepEqual(
        found.map(({ askedOf }) => askedOf),
        [asked],
      )
    })

  /** Of whom words ask that stand below the patch, or below a tag of Bram's. */
  const asksOf = async (words: string, tag: string | null): Promise<AskedOf | undefined> => {
    const { issues } = await reviewed(folder, [
      version('kiln', 1),
      reply('tag', 'kiln-v1', `Reviewed-by: ${BRAM}`),
      reply('ask', tag === null ? 'kiln-v1' : 'tag', words, {
        from: 'Wim Castel <wim@example.net>',
        date: day(5),
        ...(tag === null ? {} : { quote: [tag] }),
      }),
    ])
    return issues.find(({ id }) => id === '<ask@example.org>#1')?.askedOf
  }

  test('what is asked below a tag is asked of who gave it', async () => {
    const words = 'Please write your name as in your other tags.'
    assert.equal(await asksOf(words, `Reviewed-by: ${BRAM}`), 'other')
    assert.equal(await asksOf(words, null), 'author')
  })

  const SPOKEN: readonly (readonly [string, AskedOf])[] = [
    ['Bram, please have another look at this one.', 'other'],
    ['Tova, please have another look at this one.', 'author'],
    ['Please drop the blank here.\n\nBram, we can mend this on the branch.', 'other'],
    ['Please drop the blank here.\n\nBram, please look at it again.', 'author'],
    ['Does anyone else have an opinion on this?\n\nThanks,\nWim', 'other'],
    [
      'Is this right? It has to be of the kiln itself, and I am not sure it is. Bram?\n\n\tWim',
      'other',
    ],
    ['This is wrong. It would be better to name the limit.  Bram?\n\nCheers,\nWim', 'author'],
    ['Hi Bram,\n\nwhich of the two limits does the kiln have?', 'other'],
    ['Hi Tova,\n\nwhich of the two limits does the kiln have?', 'author'],
    ['Ines or Olu, could you pick this one up for 5.9, as it mends a hang?', 'other'],
    [
      'Please drop the blank here, it should be sent apart from this.\n\nInes,\nAre you looking at what they send?',
      'author',
    ],
    ['The rest was merged. Could you take the rest of the series via your tree?', 'other'],
    ['Could you take the limit from the tree?', 'author'],
    ['Is it possible to pick it up for v5.9? It was tested on two kilns.', 'other'],
    ['Please drop the blank here. Can you pick it up for v5.9?', 'author'],
    ['Could you merge this with the next patch?', 'author'],
    ['Kiln folks, can you please review it?', 'other'],
    ['Can someone have a look at this patch? Any complaints about this?', 'other'],
    ['Please let us know if there is anything else needed to get this accepted.', 'other'],
    ['Bram,\n\nwhich of the two limits does the kiln have?', 'other'],
    ['Tova,\n\nwhich of the two limits does the kiln have?', 'author'],
    ['Drop the blank line. Like this:\n\n  # @KilnOptions:\n  #\n  # Options of kilns.', 'author'],
    ['Please drop the blank. @Bram: is that so for all kilns?', 'other'],
    [
      'The text does not say what happens above the limit.\n\nIf you leave it, maybe add this:\n\n' +
        '  # The limit is that of the kiln.\n\nBram, did you ask for this to be an option?  I wonder.',
      'author',
    ],
    ['Ping.  Reviews from kiln guys please?', 'other'],
    ['All I need is an ack from the kiln maintainers for this patch.', 'other'],
  ]
  for (const [words, asked] of SPOKEN)
    test(`${JSON.stringify(words)}: the ${asked}`, async () =>
      assert.equal(await asksOf(words, null), asked))
})

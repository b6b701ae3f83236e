import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { CommentRecord } from '../../src/model/report/records.ts'
import { BRAM, day, reply, reviewed, TOVA, version } from '../support/reviewed.ts'
import { temporaryFolder } from '../support/stores.ts'

const folder = temporaryFolder()
const ROBOT_OF_TREES = 'patchwork-bot <patchwork-bot+kettles@lab.example.net>'

/** What answers the author, and whether it asks for something. */
const SAID: readonly (readonly [words: string, asks: boolean, by?: string])[] = [
  ['I do not have these patches.  Please [RESEND] them.', true],
  ['Looks good to me but git refuses to apply it. Can I have an updated version?', true],
  ['Submit it once more with all of them, please.', true],
  ['A supply is fine here. Just be clear in the description about what it is for.', true],
  ['I think it can be solved. At a minimum confirm whether your boards can do it.', true],
  ['Proposal:\n\n  - Update this patch so that the old way is used where it is there.', true],
  ['Here is what the robot found.\n\nPlease answer or act upon these points:', true],
  ['<form letter>\nTools give you a list. Just use them.\n</form letter>', false],
  ['Please snip everything that you agree with.', false],
  ["True.  'x' cannot become 'a/b' as long as 'a' is a pump sitting there.", false],
  ['OK.  With the first patch in place, this is an easy case for whoever meets it.', false],
  ['True.  Better say so in the message, too.', true],
  ["We'll need a v3 with the assert. No hurry.", true],
  ['Better convert it to a trace event. Anyhow, I am fine.', true],
  [
    'LGTM. Could you please review:\n\n  https://lore.example.org/pump/20200806.1@example.org/',
    false,
  ],
  ['Applied, thanks. Please update https://wiki.example.org/ChangeLog/9.1 as appropriate.', false],
  ['ACK', false],
  ['Ack!', false],
  [
    'Yes, and you should add the release at the end, like this:\n\n  # @speed: of the pump (since 6.1)',
    true,
  ],
  ['So, yes, please flip the default.', true],
  ["Yes, I suggest you resend that one too so that it ends up in Bram's inbox.", true],
  ['It would be prudent to do so.', true],
  ['You said that a test would follow, so an updated patch may be in order ;-)', true],
  ['Please keep my review tag when sending v2.', true],
  ["You're better off registering a valve, after which any driver can ask for it.", true],
  ['Bram, please correct me if I got the needs of pumps wrong here.', false],
  ['I tried it again with the next release and both pass, so disregard this please.', false],
  ['Please ignore me. Sorry for the noise, the order is right as it is.', false],
  ['Never mind, it is in the other file. But please sort the list.', true],
  ['Should the pump not stop first? If it does already, ignore me.', true],
  ['+1 here.\n\nIt is not clear yet how large these will be.', false],
  ['This is a large change for so late in the cycle. Pushing review until after 6.5.', false],
  ['I like it - aside from speed this series cleans up the mess of pumps.', false],
  [
    'Here is the summary with links:\n  - [v4,1/2] pump: add it\n    https://example.org/c/0123abc\n\nYou are awesome, thank you!',
    false,
    ROBOT_OF_TREES,
  ],
]

/** What stands under a line of the patch, and whether it asks for something. */
const UNDER: readonly (readonly [words: string, asks: boolean])[] = [
  ['Nice to have some order here, so often the pumps come as they fall :)', false],
  ['Apart from the naming debate, the logic looks solid. :)', false],
  ['Ok.', false],
  ['kmalloc() may fail here and we just ignore that.', true],
  ['Likewise the stop looks good.\n\n-Bert', false],
  [
    'Makes sense. And one sees from the log that it has printed the real reason for the error.',
    false,
  ],
  ['Makes sense. But the lock is missing in stop().', true],
  ['Looks better wrt the heat (and hopefully it does not cost much).', false],
  ["Nicely explained. We should've merged this long ago, so this is a worthwhile change.", false],
  [
    'If I read this right, a pump is now marked before we know its state. So if we meet the mark ' +
      'again this would mean that they go in a ring, and it stops. Makes sense.',
    false,
  ],
  ['OK so it does return PUMP_IDLE, which is 0, so this makes sense.', false],
  [
    'We do lose all that was kept. But we have to clear at least what is marked. It is hard to ' +
      'care much about this case. So I think doing the simplest thing is OK.',
    false,
  ],
  ['The counter is missing a lock. The rest makes sense.', true],
  ['This hunk is good.  The block stops the pump after\nit warns and then returns.', false],
  [
    'You rename PUMP_IDLE to PUMP_RESTS and place the new name in the right order, by the letter.  Nice.',
    false,
  ],
  ["This makes sense since we don't limit the number of pumps.", false],
  ['This one makes sense because the caller just wants the whole tank emptied.', false],
  ['This hunk is good.  The block above it leaks the name.', true],
  ['This hunk is good. You rename it in the header only, please do so here.', true],
  ['It would make sense since we limit the number of pumps. Please do so.', true],
  ['Please move it up. Then it makes sense.', true],
  ['You cannot disregard this error.', true],
  ['Never mind the whitespace, the locking is wrong here.', true],
  ['Please drop the lock here. Never mind the naming.', true],
  ['This is correct and the counterpart of stop().', false],
  ['Just "pump" is fine, please rename it.', true],
  ['You cannot print an error and then return as if all is fine.', true],
  ['This is a lot better, but please drop the lock.', true],
  ['Another cleanup that has no place here, but I do not complain.', false],
  [
    'You can make this smarter, but that might need more code. So, I am fine with this approach.',
    false,
  ],
  ['It looks odd to count them twice, but that is how it was so I guess I can let it go.', false],
  ['Are there pumps without a valve? Otherwise I am fine with this.', true],
  ['I am fine with this once the lock is taken. Please take it.', true],
  ["Please don't wrap this line, it breaks my script.\n\nI've fixed it up this time.", false],
  ['Good in general, but I made some small fixups while applying: the name is printed now.', false],
  ['I fixed the name up when applying. Can you tell me where the second valve went?', true],
  [
    '[This is an automated email]\n\nThe bot has tested these trees: 4.14, 4.19.\n\n4.14: Failed to apply!\nWhat should we do with this patch?',
    false,
  ],
  ['Hi folks, how can I unsubscribe from this list?', false],
  ['This looks good. However that cleanup should be in its own commit.', true],
  ["You'll also need to export pump_name().", true],
  ["Please don't post new versions until this is settled.", true],
  ['Better expressed as\n\nFixes: 0123456789ab ("pump: add it")', true],
  ['Applied, and also added:\n\nFixes: 0123456789ab ("pump: add it")', false],
  ['With the doc comment tidied up, pumps\nAcked-by: Bram Visser <bram@example.com>', false],
  ['with the names cleaned up:\nAcked-by: Bram Visser <bram@example.com>', true],
  [
    'A few things inline. With them tidied up.\n\nReviewed-by: Bram Visser <bram@example.com>',
    false,
  ],
  [
    'Tested-by: Bram Visser <bram@example.com>\n\nOn a\n\nPUMP-GB-T   rev F   sn 230222\n\n' +
      'See the first "bug report", it is the small one and not the one of the table.',
    false,
  ],
  [
    'Tested-by: Bram Visser <bram@example.com>\n\nPlease say in the message that it does not stop when it is empty.',
    true,
  ],
  [
    'This is fine for a pump, because the only thing in there is a name, which may be empty.',
    false,
  ],
  ['This is fine for a pump, because it has a name. But the valve needs to be checked.', true],
  ['I would not have mentioned the above if they all had brackets...\n\nCheers,\n\nBram', false],
  ['Please ignore this noise.  I see now that the blank is written over in the end.', false],
]

/** What the author says below the own patch, and whether it asks for something. */
const OF_AUTHOR: readonly (readonly [words: string, asks: boolean])[] = [
  ['Hello Bram,\n\ndid you have a chance to look at the other patches?', false],
  ['Do you have any comments on this?', false],
  ['Any news on this series?', false],
  ['Does anyone have a few free cycles to take a look at these patches?', false],
  ["Typo: this should be NULL. I'll update it in the next version.", false],
  ["I'll update it. Should the valve be NULL then?", true],
  ['Can this be picked up for 6.9?', false],
  ['Would you rather have the valve in a file of its own?', true],
]

describe('a word', () => {
  const LINE = '+int pump_start(void);'

  async function asksOf(said: readonly string[], from: string, tag: string): Promise<boolean[]> {
    const mails = said.flatMap((words, i) => {
      const name = `${tag}${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}`
      return [version(name, 1), reply(`${tag}-${i}`, `${name}-v1`, words, { from, quote: [LINE] })]
    })
    const { comments } = await reviewed(folder, mails)
    return said.map((_, i) =>
      comments.some((c) => c.messageId === `<${tag}-${i}@example.org>` && c.actionable),
    )
  }

  for (const [who, said, from] of [
    ['a reviewer', UNDER, BRAM],
    ['the author', OF_AUTHOR, TOVA],
  ] as const) {
    let asked: readonly boolean[]
    before(async () => {
      const tag = from === TOVA ? 'valve' : 'tank'
      asked = await asksOf(
        said.map(([words]) => words),
        from,
        tag,
      )
    })
    for (const [i, [words, asks]] of said.entries())
      test(`of ${who}, ${JSON.stringify(words)}, ${asks ? 'asks' : 'asks for nothing'}`, () =>
        assert.equal(asked[i], asks))
  }
})

describe('an answer to the author', () => {
  let comments: readonly CommentRecord[]
  const QUESTION = 'Would you take the pump as it is?'

  before(async () => {
    const mails = SAID.flatMap(([words, , from = BRAM], i) => {
      const name = `pump${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}`
      return [
        version(name, 1),
        reply(`ask-${i}`, `${name}-v1`, QUESTION, { from: TOVA }),
        reply(`re-${i}`, `ask-${i}`, words, { from, date: day(5), quote: [QUESTION] }),
      ]
    })
    comments = (await reviewed(folder, mails)).comments
  })

  for (const [i, [words, asks]] of SAID.entries())
    test(`${JSON.stringify(words)} ${asks ? 'asks' : 'asks for nothing'}`, () =>
      assert.deepEqual(
        comments.filter((c) => c.messageId === `<re-${i}@example.org>`).map((c) => c.actionable),
        [asks],
      ))
})

describe('below the own words', () => {
  const OWN = 'That it was not needed is no reason to add it.'

  async function isAsked(words: string, quote: readonly string[]): Promise<boolean> {
    const { comments } = await reviewed(folder, [
      version('tap', 1),
      reply('said', 'tap-v1', OWN, { from: BRAM }),
      reply('again', 'said', words, { from: BRAM, date: day(5), quote }),
    ])
    return comments.some((c) => c.messageId === '<again@example.org>' && c.actionable)
  }

  test('what puts them right asks for nothing', async () => {
    assert.equal(await isAsked('Oops, no reason to _not_ add it, of course.', [OWN]), false)
    assert.equal(await isAsked('s/add/drop/', [OWN]), false)
  })

  test('what asks for more is a request', async () =>
    assert.equal(await isAsked('Oops, you need to drop the name, too, please.', [OWN]), true))

  test('lines of the file above a hunk ask for nothing', async () => {
    const hunk = '@@ -1,3 +1,4 @@'
    assert.equal(await isAsked('   # the pumps\n   #\n   # by their name', [hunk]), false)
  })
})

import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import type { StatusReport } from '../../src/model/report/status.ts'
import { statusReport } from '../../src/query/status.ts'
import { mboxText, type MailParts } from '../support/mails.ts'
import { patchBody } from '../support/patches.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'

const BRAM = 'Bram Okonkwo <bram@example.org>'
const INES = 'Ines Farkas <ines@example.net>'
const TAG = `Reviewed-by: ${BRAM}`
const folder = temporaryFolder()
const NOW = Date.UTC(2020, 7, 20)

const day = (n: number, hour = 7): string =>
  `Mon, ${n} Aug 2020 ${String(hour).padStart(2, '0')}:03:00 +0000`.replace('Mon, ', '')
const LINES = [
  ' struct pump *pump;',
  '+int pump_start(struct pump *pump);',
  '+void pump_stop(struct pump *pump);',
]

/** Another file with other lines. */
const OTHER = {
  path: 'docs/flow/valves.rst',
  lines: ['+Valves', '+======', '+', '+They open at once, and close in a minute.'],
}

interface PatchParts {
  readonly tags?: readonly string[]
  readonly lines?: readonly string[]
  readonly title?: string
  readonly path?: string
}

/** A version of `name`: a cover and its patches; messages are `name-v1-0`, `name-v1-1` ... */
function version(name: string, n: number, patches: readonly PatchParts[]): MailParts[] {
  const head = `${name}-v${n}`
  const prefix = n === 1 ? 'PATCH' : `PATCH v${n}`
  const own = patches.map(({ tags = [], lines, title, path }, i): MailParts => ({
    id: `${head}-${i + 1}`,
    subject: `[${prefix} ${i + 1}/${patches.length}] ${name}: ${title ?? `step ${i + 1}`}`,
    date: day(n * 3),
    inReplyTo: `${head}-0`,
    body: patchBody(
      [
        {
          path: path ?? `drivers/${name}/${i + 1}.c`,
          lines: lines ?? [...LINES, `+int step_${i + 1};`],
        },
      ],
      undefined,
      [...tags, 'Signed-off-by: Tova Lindqvist <tova@example.org>'],
    ),
  }))
  return [
    {
      id: `${head}-0`,
      subject: `[${prefix} 0/${patches.length}] ${name}: all of it`,
      date: day(n * 3, 6),
      body: 'What it is about.\n\nTova Lindqvist (9):\n a.c | 3 +-\n',
    },
    ...own,
  ]
}

/** An answer that quotes the lines that are given, and says this below them. */
function reply(
  to: string,
  body: string,
  given: Partial<MailParts> & { quote?: string } = {},
): MailParts {
  const { quote = 'What it is about.', ...rest } = given
  return {
    id: `re-${to}-${++count}`,
    subject: `Re: [PATCH] ${to}`,
    from: BRAM,
    date: day(15),
    inReplyTo: to,
    body: `On Mon, 3 Aug 2020, Tova Lindqvist wrote:\n> ${quote}\n\n${body}\n`,
    ...rest,
  }
}

let count = 0

/** What patchtrail says of the series of the first mail. */
async function statusOf(mails: readonly MailParts[]): Promise<StatusReport> {
  return withStore(async (store) => {
    await ingest(store, [written(folder, `${++count}.mbox`, mboxText(mails))])
    return statusReport(store, `<${mails[0]?.id}@example.org>`, NOW)
  })
}

/** `reviewed by Bram Okonkwo: given 1, 2`: the tags on the latest version. */
function tagsIn({ tags }: StatusReport): string[] {
  return tags.map(
    (t) =>
      `${t.kind} by ${t.person.name}: ${t.state}${t.conditional ? ' on a condition' : ''} ${t.numbers.join(', ')}`,
  )
}

describe('a tag is given', () => {
  const three = version('flow', 1, [{}, {}, {}])
  const given = async (to: string, body: string): Promise<string[]> =>
    tagsIn(await statusOf([...three, reply(to, body)]))

  test('to the patch that it answers', async () =>
    assert.deepEqual(await given('flow-v1-2', TAG), ['reviewed by Bram Okonkwo: given 2']))

  test('on the cover, to the whole series', async () =>
    assert.deepEqual(await given('flow-v1-0', TAG), ['reviewed by Bram Okonkwo: given 1, 2, 3']))

  test('on a patch, in words for the whole series', async () => {
    assert.deepEqual(await given('flow-v1-1', `For the whole series:\n${TAG}`), [
      'reviewed by Bram Okonkwo: given 1, 2, 3',
    ])
    assert.deepEqual(await given('flow-v1-1', `For the series:\n\n${TAG}`), [
      'reviewed by Bram Okonkwo: given 1, 2, 3',
    ])
  })

  test('on the cover, for the patches that are named', async () => {
    assert.deepEqual(await given('flow-v1-0', `For patches 1-2:\n${TAG}`), [
      'reviewed by Bram Okonkwo: given 1, 2',
    ])
    assert.deepEqual(await given('flow-v1-0', `For patches 1 and 3:\n\n${TAG}`), [
      'reviewed by Bram Okonkwo: given 1, 3',
    ])
    assert.deepEqual(await given('flow-v1-0', `For patch 2:\n\n${TAG}`), [
      'reviewed by Bram Okonkwo: given 2',
    ])
  })

  test('on a patch, not for one that is only named', async () => {
    for (const words of [
      'As with patch 1:',
      'It does not build without patch 1.',
      'I would merge this with patch 1.',
      'Is this for patch 1? It looks good.',
    ])
      assert.deepEqual(await given('flow-v1-2', `${words}\n\n${TAG}`), [
        'reviewed by Bram Okonkwo: given 2',
      ])
  })

  test('on a patch, for it and the one that is named, or that alone', async () => {
    for (const [words, numbers] of [
      ['For this one and patch 3/3:', '2, 3'],
      ['Patches 1 and 3 look good.', '1, 3'],
      ['I tested patch 3 only.', '3'],
    ] as const)
      assert.deepEqual(await given('flow-v1-2', `${words}\n\n${TAG}`), [
        `reviewed by Bram Okonkwo: given ${numbers}`,
      ])
    assert.deepEqual(await given('flow-v1-2', `${TAG} (for patches 2-3)`), [
      'reviewed by Bram Okonkwo: given 2, 3',
    ])
  })

  test('on the cover, each below the patches that it is for', async () => {
    const body = `For patch 1:\n\n${TAG}\n\nand for patches 2-3:\n\nAcked-by: ${BRAM}`
    assert.deepEqual(await given('flow-v1-0', body), [
      'reviewed by Bram Okonkwo: given 1',
      'acked by Bram Okonkwo: given 2, 3',
    ])
  })

  test('two in one', async () => {
    assert.deepEqual(await given('flow-v1-2', `Reviewed-and-tested-by: ${BRAM}`), [
      'reviewed by Bram Okonkwo: given 2',
      'tested by Bram Okonkwo: given 2',
    ])
  })

  test('once, however often it is said', async () => {
    const twice = await statusOf([
      ...three,
      reply('flow-v1-2', TAG),
      reply('flow-v1-2', `${TAG}\n`, { date: day(16) }),
    ])
    assert.deepEqual(tagsIn(twice), ['reviewed by Bram Okonkwo: given 2'])
  })

  test('to a patch that is not here, where its subject names it', async () => {
    const subject = 'Re: [PATCH 2/3] flow: step 2'
    const [cover, one, two, rest] = [three[0]!, three[1]!, three[2]!, three.slice(3)]
    const told = reply(two.id, TAG, { subject, references: `<${cover.id}@example.org>` })
    assert.deepEqual(tagsIn(await statusOf([cover, one, ...rest, told])), [
      'reviewed by Bram Okonkwo: given 2',
    ])
    const further = reply(told.id, `Acked-by: ${INES}`, { subject, from: INES })
    assert.deepEqual(tagsIn(await statusOf([cover, one, ...rest, told, further])), [
      'reviewed by Bram Okonkwo: given 2',
      'acked by Ines Farkas: given 2',
    ])
    const onFirst = reply(one.id, TAG, { subject: 'Re: [PATCH 1/3] flow: step 1' })
    assert.deepEqual(tagsIn(await statusOf([cover, one, ...rest, onFirst])), [
      'reviewed by Bram Okonkwo: given 1',
    ])
  })

  test('but not by a quote of it', async () => {
    const [given2] = [reply('flow-v1-2', TAG)]
    const answer = reply(given2.id, 'Thanks for looking at all of this.', {
      from: 'Tova Lindqvist <tova@example.org>',
      quote: TAG,
      date: day(16),
    })
    assert.deepEqual(tagsIn(await statusOf([...three, given2, answer])), [
      'reviewed by Bram Okonkwo: given 2',
    ])
  })

  for (const words of [
    'With that fixed:',
    'Once this is addressed, feel free to add',
    'Apart from the nit above:',
    'Otherwise looks good to me.',
    'With those changes,',
    'With this renamed to flow_start:',
    'With indentation tidied up, for the pump',
    'with sign-offs cleaned up:',
    'Please address the sign-offs and accept my:',
    'With it gone,',
    'With those fixups you can add:',
    'Assuming you rename it to flow_start,',
    'If you move the check up:',
    'With s/int pump/int flow/:',
    'Fix the name and you have my',
    'The valve goes first. Otherwise,',
    'One small thing below, otherwise',
    'With that fixed, no need to resend:',
    'If you re-send this with the name changed, please add my',
    'Subject to the outcome of the naming debate,',
  ]) {
    test(`on a condition: "${words}"`, async () =>
      assert.deepEqual(await given('flow-v1-2', `${words}\n\n${TAG}`), [
        'reviewed by Bram Okonkwo: given on a condition 2',
      ]))
  }

  for (const words of [
    'Looks good to me, thanks.',
    'Nice work.',
    'I read it twice and found nothing.',
    'I ran it with both pumps. The numbers agree with the bench supply.',
    'Tested with the two boards that I have.',
    'I would split this in two, but it is not worth a new version if nothing else changes.',
    'The comment has a typo, no need to respin for that.',
    'Drop the brackets if you respin, otherwise:',
    'If you have to resend this then maybe you can add a note.',
  ]) {
    test(`on none: "${words}"`, async () =>
      assert.deepEqual(await given('flow-v1-2', `${words}\n\n${TAG}`), [
        'reviewed by Bram Okonkwo: given 2',
      ]))
  }
})

describe('a tag is given in words', () => {
  const three = version('flow', 1, [{}, {}, {}])
  const given = async (to: string, body: string, from = BRAM): Promise<string[]> =>
    tagsIn(await statusOf([...three, reply(to, body, { from })]))
  const reviewed = 'reviewed by Bram Okonkwo: given'

  for (const [words, expected] of [
    ['Feel free to add my Reviewed-by.', [`${reviewed} 2`]],
    ['Looks good, you may add my Tested-by tag.', ['tested by Bram Okonkwo: given 2']],
    ["True, I can't mend it in time, so you can add my R-b for this one.", [`${reviewed} 2`]],
    ['You can include my Reviewed-by on the next posting.', [`${reviewed} 2`]],
    ['It works here, you have my ack.', ['acked by Bram Okonkwo: given 2']],
    [
      'The valve opens now, please keep my\nAcked-by and Tested-by on v5.',
      ['acked by Bram Okonkwo: given 2', 'tested by Bram Okonkwo: given 2'],
    ],
    [
      'You can add my reviewed-by for the series, my tested-by has to wait.',
      [`${reviewed} 1, 2, 3`],
    ],
    ['My reviewed-by holds.', [`${reviewed} 2`]],
    ['You can add Acked-by for the series.', ['acked by Bram Okonkwo: given 1, 2, 3']],
    ['Simple enough, ack from me.', ['acked by Bram Okonkwo: given 2']],
    [`Looks fine to me: ${TAG}`, [`${reviewed} 2`]],
    [`1,3: ${TAG}`, [`${reviewed} 1, 3`]],
    ['If you change these two, you can add my R-b tag to both.', [`${reviewed} on a condition 2`]],
    ['Please fix these nits and submit with my R-b.', [`${reviewed} on a condition 2`]],
    [
      'Other than that this looks good to me:\n\nYou can include my Reviewed-by.',
      [`${reviewed} on a condition 2`],
    ],
    [
      'You can add my ack after the comments above are addressed.',
      ['acked by Bram Okonkwo: given on a condition 2'],
    ],
  ] as const)
    test(`"${words.replace(/\n/g, ' ')}"`, async () =>
      assert.deepEqual(await given('flow-v1-2', words), expected))

  for (const words of [
    'I first must withdraw my R-b tag.',
    'Please drop my Reviewed-by.',
    'You dropped my Reviewed-by, why?',
    "I'd wait for v2 before stamping my Reviewed-by.",
    'If all of it is addressed, I will give you my reviewed-by tag in v3.',
    "I am no expert, so I can't give my R-b.",
    'Do you have my Acked-by?',
    'You can resend without my ack.',
    'You added my ack without addressing what I said.',
    'Please add Acked-by/Reviewed-by tags when posting new versions.',
    'You have no ack from me.',
    `The change got a '${TAG}'.`,
    'Reply with your Tested-by: Ines Farkas <ines@example.net>',
    'You may add my tag.',
  ])
    test(`but not by "${words}"`, async () => assert.deepEqual(await given('flow-v1-2', words), []))

  test('not by the author', async () =>
    assert.deepEqual(
      await given(
        'flow-v1-2',
        'Feel free to add my Tested-by.',
        'Tova Lindqvist <tova@example.org>',
      ),
      [],
    ))

  test('"my tag" is the one that he gave before', async () => {
    const { tags } = await statusOf([
      ...version('flow', 1, [{}]),
      reply('flow-v1-1', TAG, { date: day(4) }),
      ...version('flow', 2, [{ lines: ['+int pump_open(void);', '+int pump_close(void);'] }]),
      reply('flow-v2-1', 'I read what changed, my tag stands.'),
    ])
    assert.deepEqual(
      tags.map(({ kind, state, numbers }) => `${kind} ${state} ${numbers.join()}`),
      ['reviewed given 1'],
    )
  })

  test('carried by the next version that names it', async () => {
    const report = await statusOf([
      ...version('flow', 1, [{}]),
      reply('flow-v1-1', 'Feel free to add my Reviewed-by.', { date: day(4) }),
      ...version('flow', 2, [{ tags: [TAG] }]),
    ])
    assert.deepEqual(tagsIn(report), ['reviewed by Bram Okonkwo: carried 1'])
  })
})

describe('what becomes of a tag in the next version', () => {
  const first = [...version('flow', 1, [{}, {}]), reply('flow-v1-1', TAG)]
  const next = async (patches: readonly PatchParts[]): Promise<string[]> =>
    tagsIn(await statusOf([...first, ...version('flow', 2, patches)]))
  const changed = { lines: [...LINES, '+int step_one_and_a_half;'] }

  test('carried: the patch is the same and names it', async () =>
    assert.deepEqual(await next([{ tags: [TAG] }, {}]), ['reviewed by Bram Okonkwo: carried 1']))

  test('stale: the patch names it, and is another', async () =>
    assert.deepEqual(await next([{ tags: [TAG], ...changed }, {}]), [
      'reviewed by Bram Okonkwo: stale 1',
    ]))

  test('lost: the patch does not name it', async () => {
    assert.deepEqual(await next([{}, {}]), ['reviewed by Bram Okonkwo: lost 1'])
    assert.deepEqual(await next([changed, {}]), ['reviewed by Bram Okonkwo: lost 1'])
  })

  test('carried under another title and address', async () => {
    const tags = ['Reviewed-by: Bram Okonkwo <bram.okonkwo@company.example.com>']
    assert.deepEqual(await next([{ tags, title: 'make the first step' }, {}]), [
      'reviewed by Bram Okonkwo: carried 1',
    ])
  })

  test('carried where the patch moved', async () => {
    const [one, two] = [
      { tags: [TAG], title: 'step 1', lines: [...LINES, '+int step_1;'], path: 'drivers/flow/1.c' },
      { title: 'step 2', lines: [...LINES, '+int step_2;'], path: 'drivers/flow/2.c' },
    ]
    assert.deepEqual(await next([two, one]), ['reviewed by Bram Okonkwo: carried 2'])
  })

  test('given again after it was lost', async () => {
    const tags = tagsIn(
      await statusOf([
        ...first,
        ...version('flow', 2, [{}, {}]),
        reply('flow-v2-1', TAG, { date: day(16) }),
      ]),
    )
    assert.ok(tags.includes('reviewed by Bram Okonkwo: given 1'), tags.join('; '))
  })

  test('given again to what was lost, it is not lost any more', async () => {
    assert.deepEqual(
      tagsIn(
        await statusOf([
          ...first,
          ...version('flow', 2, [{}, {}]),
          reply('flow-v2-1', TAG, { date: day(16) }),
        ]),
      ),
      ['reviewed by Bram Okonkwo: given 1'],
    )
  })

  test('stale in the version after the next, too', async () => {
    const third = version('flow', 3, [{ tags: [TAG], ...changed }, {}])
    assert.deepEqual(
      tagsIn(
        await statusOf([
          ...first,
          ...version('flow', 2, [{ tags: [TAG], ...changed }, {}]),
          ...third,
        ]),
      ),
      ['reviewed by Bram Okonkwo: stale 1'],
    )
  })

  test('fresh again where it is given to the changed patch', async () => {
    const second = [
      ...version('flow', 2, [{ tags: [TAG], ...changed }, {}]),
      reply('flow-v2-1', TAG, { date: day(16) }),
    ]
    const tags = tagsIn(await statusOf([...first, ...second]))
    assert.deepEqual(tags, ['reviewed by Bram Okonkwo: given 1'])
  })

  describe('that an older version was given', () => {
    const tagOf = async (mails: readonly MailParts[]): Promise<string[]> =>
      (await statusOf(mails)).tags.map(
        ({ state, numbers, messageId }) => `${state} ${numbers.join(', ')} ${messageId ?? ''}`,
      )
    const [tagged] = [reply('flow-v1-1', TAG)]
    const mail = `<${tagged.id}@example.org>`

    test('lost by one version and named by the next', async () => {
      const three = (second: PatchParts, third: PatchParts): MailParts[] => [
        ...version('flow', 1, [{}, {}]),
        tagged,
        ...version('flow', 2, [second, {}]),
        ...version('flow', 3, [third, {}]),
      ]
      assert.deepEqual(await tagOf(three({}, { tags: [TAG] })), [`carried 1 ${mail}`])
      assert.deepEqual(await tagOf(three(changed, { tags: [TAG], ...changed })), [
        `stale 1 ${mail}`,
      ])
      assert.deepEqual(await tagOf(three({}, {})), [`lost 1 ${mail}`])
    })

    test('in a mail that crossed the next version', async () =>
      assert.deepEqual(
        await tagOf([
          ...version('flow', 1, [{}, {}]),
          ...version('flow', 2, [{}, {}]),
          { ...tagged, date: day(6, 9) },
          ...version('flow', 3, [{ tags: [TAG] }, {}]),
        ]),
        [`carried 1 ${mail}`],
      ))

    test('to a patch that was left out for a version, and came back as it was', async () =>
      assert.deepEqual(
        await tagOf([
          ...version('flow', 1, [{ title: 'open the valve' }, { title: 'say so', ...OTHER }]),
          tagged,
          ...version('flow', 2, [{ title: 'say so', ...OTHER }]),
          ...version('flow', 3, [
            { title: 'open the valve', tags: [TAG] },
            { title: 'say so', ...OTHER },
          ]),
        ]),
        [`carried 1 ${mail}`],
      ))
  })

  test('carried by a patch that comes with it: nobody gave it here', async () => {
    const { tags } = await statusOf(version('flow', 1, [{ tags: [TAG] }]))
    assert.deepEqual(
      tags.map(({ state, messageId }) => ({ state, messageId })),
      [{ state: 'unseen', messageId: null }],
    )
  })

  test('named by the next version too, it is still one that nobody gave', async () => {
    const tags = await statusOf([
      ...version('flow', 1, [{ tags: [TAG] }]),
      ...version('flow', 2, [{ tags: [TAG] }]),
    ])
    assert.deepEqual(
      tags.tags.map(({ state }) => state),
      ['unseen'],
    )
  })
})

interface Wording {
  readonly says: string
  /** Numbers that are taken of three; none: nothing was said of it. */
  readonly numbers: readonly number[]
  /** On patch 2 instead of the cover. */
  readonly onPatch?: boolean
  readonly todo?: string
}

/** A branch for others to pull, with this in it. */
function pull(...titles: readonly string[]): string {
  return `Enjoy!

The following changes since commit 0123456789abcdef0123456789abcdef01234567:

  Flow 5.8 (2020-08-02 14:10:05 -0700)

are available in the Git repository at:

  ${TREE}

for you to fetch changes up to 89abcdef0123456789abcdef0123456789abcdef:

  ${titles.at(-1)} (2020-08-03 17:35:24 +0100)

----------------------------------------------------------------
Immutable branch for the next merge window

----------------------------------------------------------------
Tova Lindqvist (${titles.length}):
${titles.map((title) => `      ${title}\n`).join('')}
 drivers/flow/1.c | 14 ++++----------
 1 file changed, 4 insertions(+), 10 deletions(-)`
}

const TREE = 'git://git.example.org/fluid.git ib-flow-5.9'
const ALL = [1, 2, 3]
const BOT = 'Here is the summary with links:'
const WORDINGS: readonly Wording[] = [
  ...[
    'Applied, thanks.',
    'Applied, thanks!',
    'Thanks, applied.',
    'Applied to for-next, thanks.',
    'This set to applied to valves/pending.',
    'The series is now in valves-next.',
    'Taken for 7.0, thanks.',
    'I took this through my tree.',
    'Thanks.\n\n---\nApplied to valves/pending.',
    'Queued for v5.9.',
    'Looks good, queued up for the next merge window.',
    "I've queued this up, thanks.",
    'Series applied, thanks.',
    'Both applied.',
    'All applied to drm-misc-next.',
    'Now applied to my tree.',
    'Merged, thank you.',
    'Pushed to drm-misc-next.',
    'Picked up for v5.9.',
    'Applied as a fix.',
    'Added to kettle-next.',
    'And added it to kettle-next also.',
    "It's in Kettle-next since Tuesday.",
    'I added it into kettle-next and changed the words while doing that.',
    'I added it to my kettle-next branch, and usually Ines would take it.',
    'Should be good to go. I added the series to my kettle-next branch.',
    'As discussed elsewhere, I have now merged the series into the soc tree.',
    'Added to my tree, too.',
    "I'll send it to Linus this week.",
    "Thanks, I'll queue this up for -rc5.",
    'Looks good -- applied to kettle-next.',
    'I have committed the series. Sorry for the delay.',
    'Committed, thanks.',
    'Now committed.',
    'Committed to staging.',
    "I've now committed the whole series.",
    'Thanks! These have been committed.',
    'I have fixed and committed the series.',
    'Committed with the typo in the docs fixed.',
    'Committed as 0123456789ab.',
    'This series is in next now as 0123456789ab.',
    'I have it currently in my kettle-next tree.',
    'Thanks, I have queued this to kettle/next.',
    'The series has been added to the -kt kt-unstable branch.',
    "commit 0123456789abcdef\nAuthor: Tova Lindqvist <tova@example.org>\nDate: Mon Aug 3\n\n    flow: step 1\n\n\nIt's in kettle-next since the 24th.",
    'This series was applied to fluid/next.git (main)\nby Bram Okonkwo <bram@example.org>:',
    "Applied since this hasn't been picked up by the pump maintainers.",
    'Pushed to:\n\n  https://git.example.org/fluid.git for-next',
    pull('flow: Step 1', 'flow: step 2', 'flow: step 3'),
    'I thought this was merged... oh well. It is now in\nmy kettle-next branch.',
    'This has already been applied by Ines.',
    'This series has already been applied, but I have two questions:',
    'Ah, the whole patchset has been merged.',
    "Looks like it's already queued:\nhttps://git.example.org/fluid/c/0123456789ab",
    'Ines has already merged this, so nothing is left to do.',
    'I already have them queued up for -rc1.',
    "I've got this queued up, it goes out with -rc2.",
  ].map((says) => ({ says, numbers: ALL })),
  ...['Applied, thanks.', 'This patch is now applied, thanks.', 'Queued for v5.9, thanks.'].map(
    (says) => ({ says, numbers: [2], onPatch: true }),
  ),
  { says: 'Series applied, thanks.', numbers: ALL, onPatch: true },
  { says: '> So feel free to pick up the lot\n\nI will, thank you!', numbers: ALL, onPatch: true },
  { says: '> Feel free to take this one.\n\nSure, will do.', numbers: [2], onPatch: true },
  { says: 'Applied patches 1 and 2, thanks.', numbers: [1, 2] },
  { says: 'Patches 1-2 applied, the third needs some work.', numbers: [1, 2] },
  { says: 'Applied 1-2, thanks.', numbers: [1, 2] },
  { says: pull('flow: step 3', 'valves: something else'), numbers: [3] },
  { says: 'Applied to kettle-next, minus patch 2, which is in flow-next.', numbers: [1, 3] },
  { says: 'I have applied patch 1, thanks.', numbers: [1] },
  { says: '1-2 have been applied to the fluid tree already.', numbers: [1, 2] },
  { says: 'Patch#2 and patch#3 are already in mainline.', numbers: [2, 3] },
  {
    says: 'Thanks, I added these patches:\n\nApplying: flow: step 1\nApplying: flow: step 3\n\nStep 2 needs some work.',
    numbers: [1, 3],
  },
  { says: 'Applied these, thanks:\n  - flow: step 2\n  - flow: step 3', numbers: [2, 3] },
  { says: 'Applied, thanks!\n\n[2/3] flow: step\n      2', numbers: [2], onPatch: true },
  { says: 'Applied, thanks!\n\n> flow: step 1', numbers: ALL },
  {
    says: `Applied to fluid-next, thanks!\n\n[1/3] flow: step 1\n      commit: 0123456789abcdef0123456789abcdef01234567\n[3/3] flow: step 3\n      commit: 89abcdef0123456789abcdef0123456789abcdef`,
    numbers: [1, 3],
  },
  {
    says: `Applied, thanks!\n\n[2/3] flow: step 2\n      https://git.example.org/fluid/c/0123456789ab`,
    numbers: [2],
  },
  {
    says: '> flow: step 1\n\nApplied to fluid-next, thanks!\n\n> flow: step 3\n\nApplied to fluid-fixes.',
    numbers: [1, 3],
  },
  { says: '> flow: step 1\n\nSeries applied, thanks!', numbers: ALL },
  {
    says: `Hello:\n\nThis series was applied to fluid/next.git (main)\nby Bram Okonkwo <bram@example.org>:\n\n${BOT}\n  - [1/3] flow: step 1\n    https://git.example.org/fluid/c/0123456789ab\n  - [2/3] flow: step 2\n    (no matching commit)\n  - [3/3] flow: step 3\n    (no matching commit)`,
    numbers: [1],
  },
  {
    says: 'Applied, thanks!\n\n[1/3] flow: step 1\n      (no commit info)\n[2/3] flow: step 2\n      (no commit info)\n[3/3] flow: step 3\n      (no commit info)',
    numbers: ALL,
    onPatch: true,
  },
  {
    says: 'Applied, thanks!\n\n[1/3] flow: step 1\n      (no commit info)\n[2/3] flow: step 2\n      commit: 0123456789abcdef0123456789abcdef01234567',
    numbers: [2],
  },
  { says: 'Picked patches 1 and 3, the other\none has to wait.', numbers: [1, 3] },
  { says: 'Thanks. I took 1 and 3/3, please send\nthe rest again.', numbers: [1, 3] },
  { says: 'I picked patch 2 now.', numbers: [2] },
  { says: 'Took patches 1/3 and 2/3 into kettle-next.', numbers: [1, 2] },
  { says: 'Picked up 2-3, thanks.', numbers: [2, 3] },
  { says: 'Took 3/3 separately.', numbers: [3] },
  { says: 'Picked, thanks.', numbers: [2], onPatch: true },
  { says: "Let's mark it for 'next'.", numbers: ALL, onPatch: true },
  { says: `${TAG}\nPushed, thanks.`, numbers: ALL },
  {
    says: `It is late, but it mends something:\n\n${TAG}\n\nand I will push these now.`,
    numbers: ALL,
  },
  ...[
    'It took 4 tries, and then 5.',
    'I took 2 and 3 as an example.',
    'If I took patches 1 and 2, would the third still work?',
    'I took patches 1 and 2, tested them, and the pump stops.',
    'Should you send it again, and I will push it?',
    'I applied them to my personal tree:\nhttps://git.example.org/bram/flow',
    'I have put it into my private branch.',
    'This is not applied yet.',
    'Patch 2 of this series touches the pump, and does\nnot apply unless the valve series is also applied.',
    'To be clear, none of these have been applied.',
    'No problem. Un-applied, thanks.',
    'Please check to ensure the correct set was applied.',
    'The function can only go after the\nother patches have been applied.',
    'Some of the patches have been applied.',
    'An older version of this series has already been applied.',
    'Has this already been applied?',
    'I thought this was already applied, but it is not in the tree.',
    'You already applied this to the pump, please do the same for the valve.',
    'The result of this patch applied is a mess.',
    'Applying: flow: step 1\nApplying: flow: step 2',
    'I tried:\n\nApplying: flow: step 1\nerror: patch failed: flow/1.c:3\nPatch failed at 0001 flow: step 1',
    'I added these:\n\nApplying: flow: step 1\nApplying: flow: step 2\nerror: patch failed: flow/2.c:3',
    'It does not apply:\n\nApplied patch flow/1.c cleanly.\nApplying: flow: step 2\nerror: patch failed: flow/2.c:3',
    'I have not added these patches:\n\nApplying: flow: step 1',
    'With these applied:\n\nflow: step 1\nflow: step 2\n\nit stops.',
    '> Feel free to pick up the lot.\n\nI will look at it on Monday.',
    '> Feel free to pick up the lot.\n\nI will, but not before the merge window.',
    "I'll add it to my tree if it is fine.",
    'I will add it to kettle-next once it is reviewed.',
    'Please add it to kettle-next.',
    "It's not in kettle-next yet.",
    'Is it in kettle-next?',
    'Should I have it in my tree?',
    'I saw that the series was added to kettle-next.',
    'It is in the device tree.',
    'I added it to the device tree.',
    'It is in my review queue.',
    "I've fixed it in the next version.",
    'If it was added to my tree it would break.',
    'I added the tag in the wrong tree, sorry.',
    'Once this is applied, please send the rest.',
    'Could you apply it, please?',
    'Has this been applied?',
    'When will this be applied?',
    'Please apply.',
    'For --applied, there are tests already.',
    'This breaks --merged.',
    'Both applets --pushed, and --queued too, need a word in the manual.',
    'This could be fixed on commit.',
    'I am happy to deal with it on commit.',
    'The patch for the valve was\napproved and committed, and it breaks this one.',
    'The committed version has another name for it.',
    'We are fully committed, and that is all.',
    'Once the tests pass it can be committed.',
    'I was about to say it should not be committed.',
    'The transaction needs to be committed.',
    'The decoders are not committed.',
    'I have committed it to test it locally.',
    'I will apply it next week.',
    'It does not apply to my tree.',
    "It hasn't been applied, has it?",
    'Can this be queued for v5.9?',
    'If nobody objects, this gets applied on Friday.',
    'I applied it to test it, and the pump stops.',
    "I'm pretty sure I applied this patch with your fix. I tested it three times.",
    'I applied this patch, and then I get a hang.',
    'The voltage was applied since nobody had switched it off.',
    pull('valves: something else'),
    'With this applied, the pump stops.',
    'This should be merged with the first one.',
    'The patch that was applied last week breaks this.',
    'It was applied on top of v5.8.',
    'Was this merged?',
    'After it was applied, the pump stopped.',
    'The voltage that is applied to the motor is wrong.',
    'Both should be squashed before they are merged.',
    'Tested-by: Bram Okonkwo <bram@example.org>',
    'The work is queued to the wrong queue here.',
  ].map((says) => ({ says, numbers: [] })),
  ...[
    'The setting is applied to the motor at once.',
    'This is merged with what was there before.',
  ].map((says) => ({ says, numbers: [] })),
]

describe('patches are applied where somebody says so', () => {
  const names = WORDINGS.map((_, i) => `flow${String(i).padStart(3, '0')}`)
  let reports: StatusReport[]

  before(async () => {
    const mails = WORDINGS.flatMap(({ says, onPatch }, i) => [
      ...version(names[i] ?? '', 1, [{}, {}, {}]),
      reply(`${names[i]}-v1-${onPatch ? 2 : 0}`, says.replace(/\bflow: /g, `${names[i]}: `)),
    ])
    reports = await withStore(async (store) => {
      await ingest(store, [written(folder, 'wordings.mbox', mboxText(mails))])
      const found: StatusReport[] = []
      for (const name of names)
        found.push(await statusReport(store, `<${name}-v1-0@example.org>`, NOW))
      return found
    })
  })

  for (const [i, { says, numbers, onPatch, todo }] of WORDINGS.entries()) {
    test(
      `${numbers.join(', ') || 'none'}: "${says.replace(/\n[^]*/, ' ...')}"${onPatch ? ', on 2' : ''}`,
      todo === undefined ? {} : { todo },
      () => {
        assert.deepEqual(reports[i]?.applied.flatMap((a) => a.patches) ?? [], numbers)
        assert.equal(reports[i]?.standing.state === 'applied', numbers.length === 3)
      },
    )
  }

  test('but not where the author does', async () => {
    const { applied, standing } = await statusOf([
      ...version('flow', 1, [{}]),
      reply('flow-v1-0', 'Applied, thanks.', { from: 'Tova Lindqvist <tova@home.example.org>' }),
    ])
    assert.deepEqual([applied, standing.state], [[], 'needs-review'])
  })

  test('unless he lists commits', async () => {
    const commit = '[2/2] flow: step 2\n      commit: 0123456789abcdef0123456789abcdef01234567'
    const { applied } = await statusOf([
      ...version('flow', 1, [{}, {}]),
      reply('flow-v1-0', `Applied, thanks!\n\n${commit}`, {
        from: 'Tova Lindqvist <tova@example.org>',
      }),
    ])
    assert.deepEqual(
      applied.map((a) => a.patches),
      [[2]],
    )
  })

  test('a patch that the next version leaves out is not dropped', async () => {
    const { rows } = await statusOf([
      ...version('flow', 1, [{}, {}, {}]),
      reply('flow-v1-1', 'Applied, thanks.'),
      ...version('flow', 2, [
        { title: 'step 3', path: 'drivers/flow/3.c', lines: [...LINES, '+int step_3;'] },
      ]),
    ])
    assert.deepEqual(
      rows.map(({ fate }) => fate),
      [null, 'not in v2: applied from v1', 'not in v2'],
    )
  })

  for (const says of [pull('flow: step 1'), `Pushed to:\n  ${TREE}`])
    test(`with the tree in the reason: "${says.slice(0, 9)}"`, async () => {
      const { standing } = await statusOf([
        ...version('flow', 1, [{}]),
        reply('flow-v1-0', says, { from: INES }),
      ])
      assert.equal(standing.reason, `Ines Farkas: "${TREE}"`)
    })

  test('by an answer that has lost its "Re:"', async () => {
    const subject = '[PATCH v2 0/2] flow: all of it'
    const { applied, versions } = await statusOf([
      ...version('flow', 2, [{}, {}]),
      reply('flow-v2-0', '', {
        subject,
        body: `Tova Lindqvist writes ("${subject}"):\n> What it is about.\n\nApplied, thanks.\n`,
      }),
    ])
    assert.deepEqual([applied.flatMap((a) => a.patches), versions.length], [[1, 2], 1])
  })

  describe('in the future below what somebody answered', () => {
    const asked = reply('flow-v1-1', 'Could you change the test?')
    const takes = async (from: string, says: string): Promise<boolean> => {
      const answer = { ...reply(asked.id, 'It is there.', { from }), date: day(16) }
      const last = { ...reply(answer.id, says, { from: BRAM }), date: day(17) }
      const { applied } = await statusOf([...version('flow', 1, [{}, {}]), asked, answer, last])
      return applied.length > 0
    }
    const TOVA = 'Tova Lindqvist <tova@example.org>'

    for (const [from, says, is] of [
      [TOVA, "Thanks. Let's mark it for 'next' then.", true],
      [INES, "Thanks. Let's mark it for 'next' then.", true],
      [TOVA, 'Will queue.', true],
      [INES, 'Will queue.', true],
      [TOVA, 'OK, will apply.', true],
      [INES, 'Will replace.', false],
      [INES, "Let's not mark it for 'next' yet.", false],
    ] as const)
      test(`"${says}" takes ${is ? 'it' : 'none'} below ${from.slice(0, 4)}`, async () =>
        assert.equal(await takes(from, says), is))
  })

  describe('until who applied them takes them back', () => {
    const applied = reply('flow-v1-0', 'Applied, thanks.')
    const numbers = async (to: string, says: string, from = BRAM): Promise<number[]> => {
      const later = reply(to, says, { from, date: day(16), quote: 'Applied, thanks.' })
      const mails = [...version('flow', 1, [{}, {}]), applied, later]
      return (await statusOf(mails)).applied.flatMap((a) => a.patches)
    }

    for (const says of [
      "Sorry, that was not for me to take. So I've dropped this change\nagain.",
      'It breaks the build. Dropped.',
      'Unapplied, thanks.',
      'No problem. Un-applied, thanks.',
      'To be clear, none of these have been applied.',
      'For fear of breaking it, I have dropped the patches.',
      "I'll drop it from my tree.",
    ])
      test(`"${says}"`, async () => assert.deepEqual(await numbers(applied.id, says), []))

    test('one of them', async () => {
      assert.deepEqual(await numbers('flow-v1-2', 'I have dropped this one.'), [1])
      assert.deepEqual(await numbers('flow-v1-2', 'I have dropped this patch for now.'), [1])
    })
    test('not where somebody else does', async () =>
      assert.deepEqual(await numbers(applied.id, 'I have dropped it again.', INES), [1, 2]))
    test('not where a line went', async () => {
      for (const says of [
        'I dropped the blank line.',
        'The changelog is no message, I dropped it.',
      ])
        assert.deepEqual(await numbers(applied.id, says), [1, 2])
    })
  })

  test('the reason is the word of who took it, not of who tells of it', async () => {
    const { standing } = await statusOf([
      ...version('flow', 1, [{}]),
      reply('flow-v1-0', 'Applied, thanks.'),
      reply('flow-v1-0', 'This has already been applied.', { from: INES, date: day(16) }),
    ])
    assert.equal(standing.reason, 'Bram Okonkwo: "Applied, thanks."')
  })

  test('one by one until all are', async () => {
    const one = [...version('flow', 1, [{}, {}]), reply('flow-v1-1', 'Applied, thanks.')]
    assert.notEqual((await statusOf(one)).standing.state, 'applied')
    assert.equal(
      (await statusOf([...one, reply('flow-v1-2', 'Applied, thanks.', { date: day(16) })])).standing
        .state,
      'applied',
    )
  })

  test('to the version it was said of: a later one is to be reviewed again', async () => {
    const { applied, standing } = await statusOf([
      ...version('flow', 1, [{}]),
      reply('flow-v1-0', 'Applied, thanks.', { date: day(5) }),
      ...version('flow', 3, [{}]),
    ])
    assert.deepEqual([applied.map((a) => a.revisionIndex), standing.state], [[0], 'needs-review'])
  })
})

describe('where a series stands, and whose turn it is', () => {
  const two = version('flow', 1, [{}, {}])
  const QUESTION = 'Why is there no lock? Two of them may run at once.'
  const asked = reply('flow-v1-1', QUESTION, { quote: '+int pump_start(struct pump *pump);' })
  const verdict = async (mails: readonly MailParts[]): Promise<string> => {
    const { standing: s } = await statusOf(mails)
    return `${s.state}, ${s.turn ?? 'nobody'}: ${s.reason}`
  }
  const answer = (
    to: MailParts,
    body = 'The core holds one for us. See fluid_lock().',
  ): MailParts =>
    reply(to.id, body, {
      from: 'Tova Lindqvist <tova@example.org>',
      quote: QUESTION,
      date: day(16),
    })

  test('nobody said anything', async () =>
    assert.equal(await verdict(two), 'needs-review, reviewer: nobody has reviewed this version'))

  test('a comment without an answer', async () =>
    assert.match(await verdict([...two, asked]), /^changes-requested, author: .*Bram Okonkwo/))

  test('two comments without an answer', async () => {
    const also = reply('flow-v1-2', 'Please use the helper that we have for this.', {
      from: INES,
      quote: '+void pump_stop(struct pump *pump);',
    })
    assert.match(
      await verdict([...two, asked, also]),
      /^changes-requested, author: .*Bram Okonkwo, Ines Farkas/,
    )
  })

  test('a comment with an answer', async () =>
    assert.match(await verdict([...two, asked, answer(asked)]), /^in-discussion, nobody: /))

  test(
    'an answer with a question that goes on',
    { todo: 'the reviewer who is not content with an answer is taken for content' },
    async () => {
      const answered = answer(asked)
      const again = reply(answered.id, 'But that one is not held here, look at pump_probe().', {
        quote: 'The core holds one for us. See fluid_lock().',
        date: day(17),
      })
      assert.match(await verdict([...two, asked, answered, again]), /^changes-requested, author: /)
    },
  )

  test('what somebody wonders holds up nothing that others approve of after it', async () => {
    const tag = (n: number): MailParts =>
      reply('flow-v1-0', 'Reviewed-by: Ines Farkas <ines@example.net>', {
        from: INES,
        date: day(n),
      })
    const nit = reply('flow-v1-1', 'Nit: please name the number.', { quote: LINES[1] ?? '' })
    assert.match(await verdict([...two, nit, tag(17)]), /^ready, maintainer/)
    assert.match(await verdict([...two, nit, tag(14)]), /^changes-requested, author/)
    const must = reply('flow-v1-2', 'Please use the helper that we have for this.', {
      quote: '+void pump_stop(struct pump *pump);',
    })
    assert.match(await verdict([...two, must, tag(17)]), /^changes-requested, author/)
  })

  test('what a robot that reviews asks for is told, and moves no turn', async () => {
    const robot = { ...asked, from: 'valve-bot@bots.example.org' }
    assert.equal(
      await verdict([...two, robot]),
      'needs-review, reviewer: nobody has reviewed this version; robots ask for 1',
    )
  })

  test('every patch is reviewed', async () =>
    assert.equal(
      await verdict([...two, reply('flow-v1-0', TAG)]),
      'ready, maintainer: every patch is reviewed or acked',
    ))

  test('every patch names a review, and no mail gives one of them', async () =>
    assert.equal(
      await verdict([...version('flow', 1, [{ tags: [TAG] }, {}]), reply('flow-v1-2', TAG)]),
      'ready, maintainer: every patch is reviewed or acked, 1 of 2 by tags that no mail here gives',
    ))

  test('what is applied needs no review', async () => {
    const applied = reply('flow-v1-2', 'Applied, thanks.', { from: INES })
    assert.equal(
      await verdict([...two, reply('flow-v1-1', TAG), applied]),
      'ready, maintainer: 1 of 2 patches applied; every other patch is reviewed or acked',
    )
    assert.match(
      await verdict([...two, applied]),
      /^needs-review, reviewer: 1 of 2 patches applied; 1 of 2 patches have no review$/,
    )
  })

  test('one of two is reviewed', async () => {
    assert.match(
      await verdict([...two, reply('flow-v1-1', TAG)]),
      /^needs-review, reviewer: 1 of 2 patches/,
    )
  })

  test('reviewed on a condition only', async () =>
    assert.match(
      await verdict([...two, reply('flow-v1-0', `With that fixed:\n\n${TAG}`)]),
      /^needs-review, reviewer/,
    ))

  describe('reviewed on a condition, and the next version names it', () => {
    const next = version('flow', 2, [{ tags: [TAG], lines: ['+int pump_open(void);', '+int x;'] }])
    const given = (words: string): MailParts =>
      reply('flow-v1-1', `${words}\n\n${TAG}`, { date: day(4), quote: LINES[1] ?? '' })

    test('it counts where nothing is left to do', async () =>
      assert.match(
        await verdict([...version('flow', 1, [{}]), given('With the typo fixed:'), ...next]),
        /^ready, maintainer/,
      ))

    test('it does not where it stands as it was', async () =>
      assert.match(
        await verdict([
          ...version('flow', 1, [{}]),
          given('Please rename this to flow_start.\n\nWith that fixed:'),
          ...version('flow', 2, [{ tags: [TAG] }]),
        ]),
        /^needs-review, reviewer/,
      ))
  })

  test('tested only', async () =>
    assert.match(
      await verdict([...two, reply('flow-v1-0', `Tested-by: ${BRAM}`)]),
      /^needs-review, reviewer/,
    ))

  test('nacked', async () =>
    assert.equal(
      await verdict([
        ...two,
        reply('flow-v1-0', TAG),
        reply('flow-v1-1', `Nacked-by: ${INES}`, { from: INES }),
      ]),
      'changes-requested, author: Ines Farkas does not want it (Nacked-by)',
    ))

  test('sent back by a command to patchwork, until another command', async () => {
    const back = reply('flow-v1-1', 'A question of the list.\n\npw-bot: cr', { date: day(4, 8) })
    const words = 'changes-requested, author: Bram Okonkwo: "pw-bot: cr"'
    assert.equal(await verdict([...two, reply('flow-v1-0', TAG), back]), words)
    const other = reply('flow-v1-2', 'pw-bot: under-review', { date: day(5) })
    assert.doesNotMatch(await verdict([...two, back, other]), /changes/)
    const quoted = reply('flow-v1-1', '> pw-bot: cr\n\nI see.', { date: day(5) })
    assert.doesNotMatch(await verdict([...two, quoted]), /changes/)
  })

  test('applied', async () =>
    assert.equal(
      await verdict([...two, reply('flow-v1-0', 'Applied, thanks.')]),
      'applied, nobody: Bram Okonkwo: "Applied, thanks."',
    ))

  test('a comment on the version before, and a new version', async () => {
    assert.equal(
      await verdict([...two, { ...asked, date: day(4) }, ...version('flow', 2, [{}, {}])]),
      'needs-review, reviewer: nobody has reviewed this version',
    )
  })

  test('a report of a robot asks nothing of the author by itself', async () => {
    const robot = { ...asked, from: 'kernel test robot <lkp@robot.example.org>' }
    assert.match(await verdict([...two, robot]), /^needs-review, reviewer/)
  })

  test("the author's own tag is no review", async () => {
    assert.match(
      await verdict([
        ...two,
        reply('flow-v1-0', 'Reviewed-by: Tova Lindqvist <tova@example.org>', {
          from: 'Tova Lindqvist <tova@example.org>',
        }),
      ]),
      /^needs-review/,
    )
  })

  test('people are counted once, whatever the number of patches and addresses', async () => {
    const { standing } = await statusOf([
      ...two,
      reply('flow-v1-1', TAG),
      reply('flow-v1-2', 'Reviewed-by: Bram Okonkwo <bram@home.example.net>'),
      reply('flow-v1-2', `Acked-by: ${INES}`, { from: INES }),
    ])
    assert.deepEqual(
      [standing.tags, standing.unreviewed, standing.replies],
      [{ reviewed: 1, acked: 1, tested: 0 }, 0, 3],
    )
  })

  describe('what its author withdraws waits for nobody', () => {
    const TOVA = 'Tova Lindqvist <tova@example.org>'
    const said = async (says: string, from = TOVA, n = 2): Promise<boolean> => {
      const patches = Array.from({ length: n }, () => ({}))
      const answer = reply(asked.id, says, { from, date: day(16) })
      const found = await verdict([...version('flow', 1, patches), asked, answer])
      return found.startsWith('in-discussion, nobody: Tova Lindqvist withdraws it: ')
    }

    for (const says of [
      "Yes, you're right. And I would\nstop this patch series. Thanks.",
      'Fine, I drop the series.',
      "OK, I'll withdraw these patches then.",
      'Sorry all, please ignore this series.',
      'We are withdrawing it for good. I am abandoning this patchset.',
    ])
      test(`"${says}"`, async () => assert.ok(await said(says)))
    test('a patch that stands alone', async () => {
      assert.ok(await said('Please ignore this patch.', TOVA, 1))
      assert.ok(!(await said('Please ignore this patch.')))
    })
    test('not where another version is to come, or it is a thought', async () => {
      for (const says of [
        "I'll drop this series and send another one.",
        'Please ignore this series. I will resend it.',
        'Should I drop this series?',
        "I'll drop this series if you do not like it.",
        "I'll drop this patch from the series.",
      ])
        assert.ok(!(await said(says)), says)
    })
    test('not where somebody else says so', async () =>
      assert.ok(!(await said('Please drop this series.', INES))))
  })

  describe('what is asked on an older version when a newer one was sent already', () => {
    const late = reply('flow-v1-1', QUESTION, {
      quote: '+int pump_start(struct pump *pump);',
      date: day(7),
    })

    test('is asked of the newest where its lines still stand there', async () =>
      assert.equal(
        await verdict([...two, ...version('flow', 2, [{}, {}]), late]),
        `changes-requested, author: "${QUESTION}" open (Bram Okonkwo), asked on v1 after v2 was sent`,
      ))

    test('is not where they are gone', async () => {
      const lines = LINES.map((line) => line.replace('pump_start(', 'pump_start_locked('))
      assert.match(
        await verdict([...two, ...version('flow', 2, [{ lines }, {}]), late]),
        /^needs-review, reviewer: /,
      )
    })
  })

  test('what is asked again on the newest version counts there', async () => {
    const again = reply('flow-v2-1', QUESTION, {
      quote: '+int pump_start(struct pump *pump);',
      date: day(7),
    })
    const first = { ...again, id: 'first', inReplyTo: 'flow-v1-1', date: day(4) }
    assert.equal(
      await verdict([...two, first, ...version('flow', 2, [{}, {}]), again]),
      `changes-requested, author: "${QUESTION}" open (Bram Okonkwo)`,
    )
  })

  test('patches that nobody looked at are counted', async () => {
    assert.equal((await statusOf(two)).standing.unreviewed, 2)
    assert.equal((await statusOf([...two, asked])).standing.unreviewed, 1)
  })
})

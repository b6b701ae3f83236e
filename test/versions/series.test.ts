import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { PatchFacts, Revision, Series, UserJoin } from '../../src/model/series.ts'
import { seriesOf } from '../../src/versions/series.ts'
import { named, patch, posting, said } from '../support/postings.ts'

describe('versions are joined', () => {
  test('by the title of the cover, whatever its punctuation', () => {
    const items = [
      ...posting(1, 3, ['a: one', 'b: two']),
      ...posting(2, 9, ['a: one', 'c: three', 'b: two'], { title: 'Pump: a better pump.' }),
    ]
    assert.deepEqual(said(seriesOf(items)), ['1 (2), 2 (3)'])
    const messageId = items[0]?.id
    assert.deepEqual(seriesOf(items)[0]?.revisions[1]?.evidence, [
      { rule: 'title', messageId, weight: 4 },
      { rule: 'patch-titles', messageId, weight: 3 },
      { rule: 'files', messageId, weight: 1.5 },
    ])
  })

  test('by change-id, under another title', () => {
    const items = [
      ...posting(1, 3, ['a: one'], { changeId: 'x-1' }),
      ...posting(2, 9, ['b: two'], { changeId: 'x-1', title: 'valves' }),
    ]
    assert.deepEqual(said(seriesOf(items)), ['1 (1), 2 (1)'])
    assert.equal(seriesOf(items)[0]?.name, 'x-1')
  })

  test('by a link to the earlier version', () => {
    const first = posting(1, 3, ['a: one', 'b: two'])
    const second = posting(2, 9, ['a: one', 'd: four', 'e: five'], {
      title: 'valves and pumps',
      mentions: [named(first[0]?.id)],
    })
    assert.deepEqual(said(seriesOf([...first, ...second])), ['1 (2), 2 (3)'])
  })

  test('by the titles of their patches where the cover got another', () => {
    const items = [
      ...posting(1, 3, ['a: one', 'b: two']),
      ...posting(2, 9, ['a: one', 'b: two'], { title: 'something else' }),
    ]
    assert.deepEqual(
      seriesOf(items).flatMap((s) => s.revisions.map((r) => r.evidence.map((e) => e.rule))),
      [[], ['patch-titles', 'files']],
    )
  })

  test('by title words and files where a single patch is retitled', () => {
    const items = [
      patch({ title: 'pump: add kfree for the name' }),
      patch({ title: 'pump: check the name and add kfree', version: 2, day: 4 }),
    ]
    assert.deepEqual(said(seriesOf(items)), ['1 (1), 2 (1)'])
  })

  test('by name where the author sends from another address', () => {
    const items = [
      patch({}),
      patch({
        version: 2,
        day: 9,
        author: { name: 'Tova Lindqvist', address: 'tova@home.example.net' },
      }),
    ]
    assert.deepEqual(said(seriesOf(items)), ['1 (1), 2 (1)'])
  })

  test('from RFC to the first version that is none', () => {
    const items = [
      ...posting(1, 3, ['a: one'], { rfc: true }),
      ...posting(1, 9, ['a: one', 'b: two']),
      ...posting(2, 12, ['a: one']),
    ]
    assert.deepEqual(said(seriesOf(items)), ['RFC 1 (1), 1 (2), 2 (1)'])
  })

  test('from a second RFC to a second version, each a revision', () => {
    const items = [
      ...posting(2, 3, ['a: one'], { rfc: true }),
      ...posting(2, 9, ['a: one', 'b: two']),
    ]
    assert.deepEqual(said(seriesOf(items)), ['RFC 2 (1), 2 (2)'])
  })

  test('without covers and threads, patch by patch', () => {
    const go = (version: number, day: number): PatchFacts[] =>
      [1, 2, 3].map((number) => patch({ title: `p: ${number}`, version, day, number, total: 3 }))
    assert.deepEqual(said(seriesOf([...go(1, 3), ...go(2, 9)])), ['1 (3), 2 (3)'])
  })
})

/** `b: two (carried)`: the patches of a revision. */
function patchesIn(revision: Revision | undefined): string[] {
  return (revision?.patches ?? []).map(
    (p) => `${p.number} ${p.title}${p.carried ? ' (carried)' : ''}`,
  )
}

/** `patch 2`: the part that each of these messages has in a revision. */
function rolesOf(revision: Revision | undefined, items: readonly PatchFacts[]): string[] {
  return items.map(({ id }) =>
    (revision?.members ?? [])
      .filter((m) => m.messageId === id)
      .map((m) => `${m.role} ${m.number}`)
      .join(' and '),
  )
}

describe('versions are in the order in which they were sent', () => {
  test('RFC, RFC v2, v1, v2', () => {
    const go = (version: number, day: number, rfc: boolean): PatchFacts[] =>
      posting(version, day, ['a: one', 'b: two'], { rfc })
    const items = [...go(1, 3, true), ...go(2, 9, true), ...go(1, 15, false), ...go(2, 21, false)]
    assert.deepEqual(said(seriesOf(items)), ['RFC 1 (2), RFC 2 (2), 1 (2), 2 (2)'])
    assert.deepEqual(said(seriesOf([...items].reverse())), ['RFC 1 (2), RFC 2 (2), 1 (2), 2 (2)'])
  })

  test('where v3 came before the first version that is here', () => {
    assert.deepEqual(said(seriesOf([...posting(5, 9, ['a: one']), ...posting(3, 3, ['a: one'])])), [
      '3 (1), 5 (1)',
    ])
  })
})

describe('a version is one revision', () => {
  test('where it was sent again', () => {
    const items = [
      ...posting(1, 3, ['a: one', 'b: two']),
      ...posting(1, 20, ['a: one', 'b: two'], { resend: true }),
    ]
    const series = seriesOf(items)
    assert.deepEqual(said(series), ['1 (2)'])
    assert.equal(series[0]?.revisions[0]?.messageId, items[0]?.id)
  })

  test('where a reroll replaces one patch', () => {
    const first = posting(5, 3, ['a: one', 'b: two'])
    const again = patch({
      title: 'b: two',
      version: 5,
      reroll: 1,
      number: 2,
      total: 2,
      day: 5,
      references: [first[0]?.id ?? ''],
    })
    const [series] = seriesOf([...first, again])
    assert.equal(series?.revisions[0]?.patches[1]?.messageId, again.id)
  })

  test('where a reroll without a number replaces the patch whose title it has', () => {
    const first = posting(3, 3, ['a: one', 'b: two', 'c: three'])
    const again = patch({
      title: 'b: two',
      version: 3,
      reroll: 1,
      day: 5,
      references: [first[0]?.id ?? ''],
    })
    const series = seriesOf([...first, again])
    assert.deepEqual(said(series), ['3 (3)'])
    assert.equal(series[0]?.revisions[0]?.patches[1]?.messageId, again.id)
    assert.deepEqual(rolesOf(series[0]?.revisions[0], [...first, again]), [
      'cover 0',
      'patch 1',
      'again 2',
      'patch 3',
      'patch 2',
    ])
  })

  test('where a reroll without a number has another title, it replaces the patch that it answers', () => {
    const first = posting(3, 3, ['a: one', 'b: two', 'c: three'])
    const again = patch({
      title: 'b: two, but better',
      version: 3,
      reroll: 1,
      day: 5,
      references: [first[0]?.id ?? '', first[2]?.id ?? ''],
    })
    const series = seriesOf([...first, again])
    assert.deepEqual(said(series), ['3 (3)'])
    assert.equal(series[0]?.revisions[0]?.patches[1]?.messageId, again.id)
  })

  test('whose messages sent again are members, but not its patches', () => {
    const [first, resent] = [
      posting(1, 3, ['a: one', 'b: two']),
      posting(1, 20, ['a: one', 'b: two'], { resend: true }),
    ]
    const [series] = seriesOf([...first, ...resent])
    assert.deepEqual(rolesOf(series?.revisions[0], first), ['cover 0', 'patch 1', 'patch 2'])
    assert.deepEqual(rolesOf(series?.revisions[0], resent), ['again 0', 'again 1', 'again 2'])
    assert.deepEqual(
      series?.revisions[0]?.patches.map((p) => p.messageId),
      [first[1]?.id, first[2]?.id],
    )
    assert.deepEqual(series?.revisions[0]?.evidence, [])
  })

  test('where a RESEND comes a version later', () => {
    const again = posting(2, 20, ['a: one', 'b: two'], { resend: true })
    const series = seriesOf([
      ...posting(1, 3, ['a: one', 'b: two']),
      ...posting(2, 9, ['a: one', 'b: two']),
      ...again,
    ])
    assert.deepEqual(said(series), ['1 (2), 2 (2)'])
    assert.deepEqual(rolesOf(series[0]?.revisions[1], again), ['again 0', 'again 1', 'again 2'])
  })

  test('with what a single patch of it leaves out carried from the version before', () => {
    const first = posting(1, 3, ['a: one', 'b: two', 'c: three'])
    const second = patch({
      title: 'b: two',
      version: 2,
      number: 2,
      total: 3,
      day: 9,
      references: [first[0]?.id ?? '', first[2]?.id ?? ''],
    })
    const series = seriesOf([...first, second])
    assert.deepEqual(said(series), ['1 (3), 2 (3)'])
    assert.deepEqual(patchesIn(series[0]?.revisions[1]), [
      '1 a: one (carried)',
      '2 b: two',
      '3 c: three (carried)',
    ])
    assert.deepEqual(series[0]?.revisions[1]?.missing, [])
    assert.deepEqual(rolesOf(series[0]?.revisions[1], [...first, second]), [
      '',
      '',
      '',
      '',
      'patch 2',
    ])
    assert.ok(series[0]?.revisions[1]?.evidence.some(({ rule }) => rule === 'in-reply-to'))
  })

  test('of two single patches that renew two of the version before', () => {
    const first = posting(1, 3, ['a: one', 'b: two', 'c: three'])
    const again = [1, 3].map((number) =>
      patch({
        title: ['a: one', '', 'c: three'][number - 1] ?? '',
        version: 2,
        number,
        total: 3,
        day: 9,
        references: [first[number]?.id ?? ''],
      }),
    )
    const series = seriesOf([...first, ...again])
    assert.deepEqual(said(series), ['1 (3), 2 (3)'])
    assert.deepEqual(patchesIn(series[0]?.revisions[1]), [
      '1 a: one',
      '2 b: two (carried)',
      '3 c: three',
    ])
  })

  test('of a cover that counts one more than its patches do', () => {
    const cover = patch({ isCover: true, title: 'pump: a better pump', number: 0, total: 7 })
    const patches = [1, 2, 3, 4, 5, 6].map((number) =>
      patch({ title: `p: ${number}`, number, total: 6, references: [cover.id] }),
    )
    const series = seriesOf([cover, ...patches])
    assert.deepEqual(said(series), ['1 (6)'])
    assert.equal(series[0]?.revisions[0]?.messageId, cover.id)
  })
})

describe('numbers that the subjects promise and that are not here are missing', () => {
  const missingOf = (items: readonly PatchFacts[]): (readonly number[])[] =>
    seriesOf(items).flatMap((s) => s.revisions.map((r) => r.missing))

  test('with a cover', () => {
    const [cover, , second] = posting(1, 3, ['a: one', 'b: two', 'c: three'])
    assert.ok(cover && second)
    assert.deepEqual(missingOf([cover, second]), [[1, 3]])
  })

  test('without one', () => {
    assert.deepEqual(
      missingOf([1, 4].map((number) => patch({ title: `p: ${number}`, number, total: 4 }))),
      [[2, 3]],
    )
  })

  test('with a cover alone', () =>
    assert.deepEqual(missingOf(posting(1, 3, ['a: one', 'b: two']).slice(0, 1)), [[1, 2]]))

  test('none of a single patch, and none of a whole series', () => {
    assert.deepEqual(missingOf([patch({})]), [[]])
    assert.deepEqual(missingOf(posting(1, 3, ['a: one', 'b: two'])), [[]])
  })
})

describe('what is not one work stays apart', () => {
  test('other authors with the same title', () => {
    const items = [
      patch({}),
      patch({ version: 2, day: 9, author: { name: 'Bram Okonkwo', address: 'bram@example.org' } }),
    ]
    assert.equal(seriesOf(items).length, 2)
  })

  test('one title without a number, months apart', () => {
    assert.equal(seriesOf([patch({}), patch({ day: 150 })]).length, 2)
  })

  test('two series in one thread', () => {
    const first = posting(1, 3, ['a: one'])
    const other = posting(1, 4, ['z: last'], { title: 'valves', references: [first[0]?.id ?? ''] })
    assert.equal(seriesOf([...first, ...other]).length, 2)
  })

  test('a series that names one it depends on', () => {
    const base = posting(1, 3, ['a: one'])
    const other = [
      patch({
        title: 'valve: open',
        version: 2,
        day: 9,
        mentions: [named(base[0]?.id, 'This depends on https://example.org/r/')],
        paths: ['drivers/valve.c'],
      }),
    ]
    assert.equal(seriesOf([...base, ...other]).length, 2)
  })

  test('two change-ids under one title', () => {
    const items = [
      ...posting(1, 3, ['a: one'], { changeId: 'x-1' }),
      ...posting(2, 9, ['a: one'], { changeId: 'x-2' }),
    ]
    assert.equal(seriesOf(items).length, 2)
  })
})

describe('what only looks like one work stays apart', () => {
  test('one title and version by one author, months apart', () => {
    assert.deepEqual(said(seriesOf([patch({ version: 2 }), patch({ version: 2, day: 150 })])), [
      '2 (1)',
      '2 (1)',
    ])
    const twice = [posting(1, 3, ['a: one']), posting(1, 150, ['q: nine', 'r: ten'])].flat()
    assert.deepEqual(said(seriesOf(twice)), ['1 (1)', '1 (2)'])
  })

  test('two works of one title, each through two versions', () => {
    const items = [
      patch({}),
      patch({ version: 2, day: 9 }),
      patch({ day: 150 }),
      patch({ version: 2, day: 160 }),
    ]
    assert.deepEqual(
      seriesOf(items).map((s) => s.revisions.map((r) => r.messageId)),
      [
        [items[0]?.id, items[1]?.id],
        [items[2]?.id, items[3]?.id],
      ],
    )
  })

  test('two short titles with one common word, about other files', () => {
    const items = [
      patch({ title: 'lamp: on', paths: ['lamp.c'] }),
      patch({ title: 'light: on and off again', version: 2, day: 9, paths: ['light.c'] }),
    ]
    assert.deepEqual(said(seriesOf(items)), ['1 (1)', '2 (1)'])
  })

  const four = ['a: one', 'b: two', 'c: three', 'd: four']

  test('a patch of its own between v4 and v5', () => {
    const items = [
      ...posting(4, 3, four),
      patch({ title: 'pump: fix a typo', day: 6 }),
      ...posting(5, 9, four),
    ]
    assert.deepEqual(said(seriesOf(items)), ['4 (4), 5 (4)', '1 (1)'])
  })

  test('a patch of its own that answers v4, between v4 and v5', () => {
    const fourth = posting(4, 3, four)
    const items = [
      ...fourth,
      patch({ title: 'pump: fix a typo', day: 6, references: [fourth[0]?.id ?? ''] }),
      ...posting(5, 9, four),
    ]
    assert.deepEqual(said(seriesOf(items)), ['4 (4), 5 (4)', '1 (1)'])
  })

  test('a patch of its own, at its fifth version, that names v4 as what it needs', () => {
    const fourth = posting(4, 3, four)
    const own = patch({
      title: 'valve: close it in time',
      version: 5,
      day: 6,
      mentions: [named(fourth[0]?.id, 'It needs https://example.org/r/')],
    })
    assert.deepEqual(said(seriesOf([...fourth, own, ...posting(5, 9, four)])), [
      '4 (4), 5 (4)',
      '5 (1)',
    ])
  })
})

describe('the user has the last word', () => {
  const link = (
    a: PatchFacts | undefined,
    b: PatchFacts | undefined,
    joined: boolean,
  ): UserJoin => ({ a: a?.id ?? '', b: b?.id ?? '', joined })
  const rulesOf = (series: readonly Series[]): string[][] =>
    series.flatMap((s) => s.revisions.slice(1).map((r) => r.evidence.map((e) => e.rule)))

  test('a link joins what nothing else does', () => {
    const [first, second] = [
      posting(1, 3, ['a: one']),
      posting(2, 9, ['z: last'], {
        title: 'valves',
        author: { name: 'Bram Okonkwo', address: 'bram@example.org' },
      }),
    ]
    assert.equal(seriesOf([...first, ...second]).length, 2)
    const joined = seriesOf([...first, ...second], [link(first[0], second[1], true)])
    assert.deepEqual(said(joined), ['1 (1), 2 (1)'])
    assert.deepEqual(rulesOf(joined), [['user']])
  })

  test('a link joins two change-ids', () => {
    const [first, second] = [
      posting(1, 3, ['a: one'], { changeId: 'x-1' }),
      posting(2, 9, ['a: one'], { changeId: 'x-2' }),
    ]
    assert.deepEqual(said(seriesOf([...first, ...second], [link(first[0], second[0], true)])), [
      '1 (1), 2 (1)',
    ])
  })

  test('an unlink takes apart what a title joins', () => {
    const items = [patch({}), patch({ version: 2, day: 9 })]
    assert.deepEqual(said(seriesOf(items, [link(items[1], items[0], false)])), ['1 (1)', '2 (1)'])
  })

  test('an unlink takes apart what a change-id joins', () => {
    const [first, second] = [
      posting(1, 3, ['a: one'], { changeId: 'x-1' }),
      posting(2, 9, ['a: one'], { changeId: 'x-1' }),
    ]
    assert.deepEqual(said(seriesOf([...first, ...second], [link(first[0], second[0], false)])), [
      '1 (1)',
      '2 (1)',
    ])
  })

  test('what was taken apart has a name of its own, change-id or not: names are keys of the store', () => {
    const [first, second] = [
      posting(1, 3, ['a: one'], { changeId: 'x-1' }),
      posting(2, 9, ['a: one'], { changeId: 'x-1' }),
    ]
    const names = seriesOf([...first, ...second], [link(first[0], second[0], false)]).map(
      ({ name }) => name,
    )
    assert.equal(new Set(names).size, 2, names.join(', '))
  })

  test('an unlink of v1 and v2 with one change-id leaves v3 with v2, which it names', () => {
    const [first, second] = [
      posting(1, 3, ['a: one'], { changeId: 'x-1' }),
      posting(2, 9, ['a: one'], { changeId: 'x-1' }),
    ]
    const third = posting(3, 15, ['a: one'], {
      changeId: 'x-1',
      mentions: [named(second[0]?.id, 'Link to v2: https://example.org/r/')],
    })
    assert.deepEqual(
      said(seriesOf([...first, ...second, ...third], [link(first[0], second[0], false)])),
      ['1 (1)', '2 (1), 3 (1)'],
    )
  })

  test('an unlink of v2 and v3 leaves v3 and v4 joined, and v1 and v2', () => {
    const items = [1, 2, 3, 4].map((version) => patch({ version, day: version * 5 }))
    assert.deepEqual(said(seriesOf(items, [link(items[1], items[2], false)])), [
      '1 (1), 2 (1)',
      '3 (1), 4 (1)',
    ])
  })

  test('words of messages that are not here say nothing', () => {
    const items = [patch({}), patch({ version: 2, day: 9 })]
    assert.deepEqual(
      said(seriesOf(items, [{ a: '<gone@example.org>', b: items[0]?.id ?? '', joined: false }])),
      ['1 (1), 2 (1)'],
    )
  })
})

/** Postings of two people and some titles over a year: versions that skip, repeat, answer and name each other. */
const mess = fc
  .array(
    fc.record({
      version: fc.integer({ min: 1, max: 4 }),
      day: fc.integer({ min: 1, max: 300 }),
      rfc: fc.boolean(),
      resend: fc.boolean(),
      reroll: fc.option(fc.integer({ min: 1, max: 2 })),
      title: fc.constantFrom('pump: a better pump', 'pump: a much better pump', 'valves'),
      author: fc.constantFrom('Tova Lindqvist', 'Bram Okonkwo'),
      titles: fc.subarray(['a: one', 'b: two', 'c: three', 'd: four'], { minLength: 1 }),
      cover: fc.boolean(),
      changeId: fc.constantFrom(null, null, 'x-1', 'x-2'),
      after: fc.option(fc.nat({ max: 9 })),
      numbered: fc.boolean(),
      here: fc.integer({ min: 1, max: 15 }),
    }),
    { maxLength: 10 },
  )
  .map((sendings) => {
    const items: PatchFacts[] = []
    for (const { titles, cover, after, here, numbered, author, title, ...rest } of sendings) {
      const before = after === null ? [] : [items[after]?.id ?? '<gone@example.org>']
      const who = {
        author: { name: author, address: `${author.slice(0, 4).toLowerCase()}@example.org` },
        ...rest,
      }
      const [head, ...patches] = posting(rest.version, rest.day, titles, {
        title,
        mentions: after === null ? [] : [named(before[0])],
        ...who,
      })
      const count = numbered || cover || titles.length > 1 ? {} : { number: null, total: null }
      const own = patches
        .map((p) => ({
          ...p,
          ...who,
          ...count,
          references: [...before, ...(cover && head ? [head.id] : [])],
        }))
        .filter((_, i) => (here >> i) & 1)
      items.push(...(cover && head ? [head] : []), ...own)
    }
    return items
  })

describe('laws of series', () => {
  test('every patch and every cover is a member of exactly one revision', () => {
    fc.assert(
      fc.property(mess, (items) => {
        const members = seriesOf(items).flatMap((s) =>
          s.revisions.flatMap((r) => r.members.map((m) => m.messageId)),
        )
        assert.deepEqual([...members].sort(), items.map(({ id }) => id).sort())
      }),
      { numRuns: 300 },
    )
  })

  test('the patches of a revision are its members with that number, but for carried ones', () => {
    fc.assert(
      fc.property(mess, (items) => {
        for (const { revisions } of seriesOf(items)) {
          for (const [i, { patches, members, missing, messageId }] of revisions.entries()) {
            for (const p of patches) {
              if (p.carried)
                assert.ok(
                  revisions[i - 1]?.patches.some((b) => b.messageId === p.messageId),
                  'carried from the version before',
                )
              else
                assert.deepEqual(
                  members.filter((m) => m.messageId === p.messageId),
                  [{ messageId: p.messageId, role: 'patch', number: p.number }],
                )
            }
            assert.deepEqual(
              members.filter((m) => m.role === 'patch').length,
              patches.filter((p) => !p.carried).length,
            )
            assert.equal(
              new Set([...patches.map((p) => p.number), ...missing]).size,
              patches.length + missing.length,
            )
            assert.ok(members.some((m) => m.messageId === messageId))
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  test('no two revisions of a series have one name, and no two series one key', () => {
    fc.assert(
      fc.property(mess, (items) => {
        const series = seriesOf(items)
        assert.equal(new Set(series.map(({ name }) => name)).size, series.length)
        for (const { revisions } of series)
          assert.equal(
            new Set(revisions.map((r) => `${r.rfc} ${r.version}`)).size,
            revisions.length,
          )
      }),
      { numRuns: 300 },
    )
  })

  test('whatever was sent, the order of arrival does not matter', () => {
    fc.assert(
      fc.property(mess, fc.infiniteStream(fc.nat()), (items, keys) => {
        const shuffled = items
          .map((item) => [keys.next().value, item] as const)
          .sort(([a], [b]) => a - b)
          .map(([, item]) => item)
        assert.deepEqual(seriesOf(shuffled), seriesOf(items))
      }),
      { numRuns: 150 },
    )
  })
})

test('series do not depend on the order of arrival', () => {
  const items = [
    ...posting(1, 3, ['a: one', 'b: two']),
    ...posting(2, 9, ['a: one', 'b: two']),
    ...posting(1, 3, ['q: one'], { title: 'valves' }),
    ...posting(3, 12, ['a: uno', 'b: two'], { title: 'renamed' }),
    patch({ title: 'alone' }),
    patch({ title: 'alone', version: 2, day: 8 }),
  ]
  const expected = seriesOf(items)
  fc.assert(
    fc.property(fc.shuffledSubarray(items, { minLength: items.length }), (shuffled) =>
      assert.deepEqual(seriesOf(shuffled), expected),
    ),
    { numRuns: 50 },
  )
})

test('a reviewer who answers a patch with all of it sends no other one', () => {
  const tova = { name: 'Tova Lindqvist', address: 'tova@example.org' }
  const noor = { name: 'Noor Haddad', address: 'noor@example.net' }
  const second = posting(2, 9, ['a: one', 'b: two'])
  const answered = second.find(({ number }) => number === 2)
  const answer = patch({
    ...{ title: 'b: two', version: 2, day: 10, number: 2, total: 2 },
    ...{ author: noor, sender: noor, signer: tova, references: [answered?.id ?? ''] },
  })
  const [series] = seriesOf([...posting(1, 3, ['a: one', 'b: two']), ...second, answer])
  assert.deepEqual(
    series?.revisions.map(({ patches }) => patches.map(({ messageId }) => messageId)).at(-1),
    second.filter(({ isCover }) => !isCover).map(({ id }) => id),
  )
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PatchFacts } from '../../src/model/series.ts'
import { meaningOf } from '../../src/versions/evidence/mentions.ts'
import { seriesOf } from '../../src/versions/series.ts'
import { treeOf, versionInTitle } from '../../src/versions/titles.ts'
import { named, patch, posting, said } from '../support/postings.ts'

const four = ['a: one', 'b: two', 'c: three', 'd: four']
const bram = { name: 'Bram Okonkwo', address: 'bram@example.org' }

describe('evidence competes', () => {
  test('the version before wins over a work that the cover depends on', () => {
    const other = posting(3, 4, ['v: open', 'v: shut'], { title: 'valves' })
    const third = posting(3, 5, four)
    const fourth = posting(4, 9, four, {
      mentions: [named(other[0]?.id, 'This depends on the valves: https://example.org/r/')],
    })
    assert.deepEqual(said(seriesOf([...other, ...third, ...fourth])), ['3 (2)', '3 (4), 4 (4)'])
  })

  test('the loser is kept with its score', () => {
    const near = posting(1, 3, ['a: one', 'x', 'y', 'z'], { title: 'pump: a better valve' })
    const first = posting(1, 4, four)
    const [, series] = seriesOf([...near, ...first, ...posting(2, 9, four)])
    const second = series?.revisions[1]
    assert.equal(second?.runnerUp?.messageId, near[0]?.id)
    assert.ok((second?.score ?? 0) > (second?.runnerUp?.score ?? 0))
  })

  test('one file in common joins no two works of one author', () => {
    const items = [patch({ title: 'valve: count turns' }), patch({ version: 2, day: 9 })]
    assert.equal(seriesOf(items).length, 2)
  })

  test('an only v2 a week after an only v1 is its next version, under half another title', () => {
    const items = [
      patch({ title: 'pump: fix a leak in the inlet' }),
      patch({ title: 'pump: fix several leaks', version: 2, day: 9 }),
    ]
    assert.deepEqual(said(seriesOf(items)), ['1 (1), 2 (1)'])
  })

  test('of a later version less is said by what half a year lies between', () => {
    const score = (day: number): number =>
      seriesOf([patch({}), patch({ version: 2, day })])[0]?.revisions[1]?.score ?? NaN
    assert.ok(Math.abs(score(9) - score(9 + 182) - 1) < 0.2)
  })

  test('a colleague takes a series over, title and patches unchanged', () => {
    const places = [1, 2, 3]
    const go = (version: number, day: number, author: PatchFacts['author']): PatchFacts[] =>
      posting(version, day, four, { author, sender: author }).map((p) =>
        p.isCover ? p : { ...p, author, sender: author, places },
      )
    const tova = { name: 'Tova Lindqvist', address: 'tova@example.org' }
    assert.deepEqual(said(seriesOf([...go(1, 3, tova), ...go(2, 9, bram)])), ['1 (4), 2 (4)'])
  })

  test('what another sends again, or in answer, is not his', () => {
    const first = patch({ places: [1] })
    const other = patch({
      author: bram,
      day: 4,
      references: [first.id],
      signer: first.author,
      places: [1],
    })
    assert.equal(seriesOf([first, other]).length, 2)
  })

  test('every version answers the cover of v1: each follows the one before it', () => {
    const first = posting(1, 3, four)
    const cover = first[0]?.id ?? ''
    const rest = [2, 3, 4].flatMap((version) =>
      posting(version, 3 + 5 * version, four, { references: [cover] }).map((p) =>
        p.isCover ? p : { ...p, references: [cover, ...p.references] },
      ),
    )
    assert.deepEqual(said(seriesOf([...first, ...rest])), ['1 (4), 2 (4), 3 (4), 4 (4)'])
  })

  test('two series in one thread keep their own patches', () => {
    const first = posting(1, 3, ['a: one'])
    const cover = first[0]?.id ?? ''
    const other = [1, 2].map((number) =>
      patch({ title: `z: ${number}`, number, total: 2, references: [cover] }),
    )
    assert.deepEqual(said(seriesOf([...first, ...other])).sort(), ['1 (1)', '1 (2)'])
  })
})

describe('a work without version numbers', () => {
  test('posted four times is v1 to v4', () => {
    const items = [3, 9, 15, 21].flatMap((day) =>
      [1, 2].map((number) =>
        patch({ title: `p: ${number}`, number, total: 2, day, code: day * 10 + number }),
      ),
    )
    assert.deepEqual(said(seriesOf(items)), ['1 (2), 2 (2), 3 (2), 4 (2)'])
  })

  test('posted again unchanged is the same version', () => {
    assert.deepEqual(said(seriesOf([patch({ code: 1 }), patch({ day: 9, code: 1 })])), ['1 (1)'])
  })

  test('takes the number that is free: v4, none, v6', () => {
    const go = (version: number, day: number, versionGiven: boolean): PatchFacts =>
      patch({ version, day, versionGiven, code: day })
    const items = [go(4, 3, true), go(1, 9, false), go(6, 15, true)]
    assert.deepEqual(said(seriesOf(items)), ['4 (1), 5 (1), 6 (1)'])
  })

  test('has it in its title', () => {
    const items = [patch({}), patch({ title: 'pump: stop it (v2)', day: 9 })]
    const [series] = seriesOf([...items, patch({ title: 'pump: stop it V3', day: 15 })])
    assert.deepEqual(
      series?.revisions.map((r) => r.version),
      [1, 2, 3],
    )
    assert.equal(series?.title, 'pump: stop it')
  })

  test('a name that ends in v2 is no version', () =>
    assert.deepEqual(
      seriesOf([patch({ title: 'pump: support board v2' })]).map((s) => [
        s.title,
        s.revisions[0]?.version,
      ]),
      [['pump: support board v2', 1]],
    ))
})

describe('copies for stable trees', () => {
  test('are for a tree, and no versions of each other', () => {
    const series = seriesOf([
      patch({ title: 'pump: stop it' }),
      patch({ day: 9, tags: 'AUTOSEL 6.1', number: 12, total: 45 }),
      patch({ day: 9, tags: '6.6.y' }),
    ])
    assert.deepEqual(
      series.map(({ tree }) => tree),
      [null, '6.1', '6.6'],
    )
  })

  test('a dotted number is a tree where its whole number was never posted', () => {
    const series = seriesOf([
      patch({ version: 6, reroll: 1 }),
      patch({ version: 6, reroll: 6, day: 4 }),
    ])
    assert.deepEqual(said(series), ['1 (1)', '1 (1)'])
    assert.deepEqual(
      series.map(({ tree }) => tree),
      ['6.1', '6.6'],
    )
  })

  test('words in brackets that are trees, and that are none', () => {
    assert.deepEqual(
      [
        'AUTOSEL 6.1',
        '5.4-stable',
        'for-4.9.y',
        '5.15 6.1',
        'for-6.2/block',
        'net-next',
        'ndctl',
        '',
      ].map(treeOf),
      ['6.1', '5.4', '4.9', '5.15 6.1', null, null, null, null],
    )
  })
})

describe('what a list got of a larger series', () => {
  const part = (version: number, day: number, numbers: number[]): PatchFacts[] =>
    numbers.map((number) =>
      patch({
        title: `p: ${number}`,
        version,
        number,
        total: 45,
        day,
        references: [`<cover-${version}@example.org>`],
      }),
    )

  test('later versions do not carry what was not sent here', () => {
    const [series] = seriesOf([...part(1, 3, [3, 7, 9]), ...part(2, 9, [7])])
    const second = series?.revisions[1]
    assert.deepEqual(
      second?.patches.map((p) => [p.number, p.carried]),
      [[7, false]],
    )
    assert.ok(second?.missing.includes(3))
  })
})

describe('the words around a name', () => {
  const relations: readonly (readonly [string, string, ...string[]])[] = [
    ['earlier', 'Link to v2: https://example.org/r/x'],
    ['earlier', 'v1: https://example.org/r/x'],
    ['earlier', '[1] https://example.org/r/x', 'Changes since the last posting [1]:'],
    ['earlier', 'https://example.org/r/x', 'Previous version:'],
    ['earlier', 'Supersedes: <x@example.org>'],
    ['other', 'Based-on: <x@example.org>'],
    ['other', 'prerequisite-message-id: <x@example.org>'],
    ['other', '[1] https://example.org/r/x', 'It depends on the valve series [1].'],
    ['other', 'See also https://example.org/r/x'],
    ['other', 'https://example.org/r/x', 'This is split off from v2 of'],
    ['unclear', 'https://example.org/r/x', 'Hello,'],
  ]
  for (const [relation, line, ...around] of relations)
    test(`${relation}: ${[...around, line].join(' ')}`, () =>
      assert.equal(meaningOf(named('<x@example.org>', line, ...around)).relation, relation))
})

test('versions in titles', () => {
  assert.deepEqual(
    ['stop it (v2)', 'stop it, take 3', '[v4]', 'v2: stop it', 'stop it'].map((title) => {
      const { title: rest, version } = versionInTitle(title)
      return [rest, version]
    }),
    [
      ['stop it', 2],
      ['stop it', 3],
      ['[v4]', null],
      ['stop it', 2],
      ['stop it', null],
    ],
  )
})

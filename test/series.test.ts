import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { PatchFacts, Series } from '../src/model/series.ts'
import { seriesOf } from '../src/review/series.ts'

let count = 0

/** A patch of `[PATCH] pump: stop it` by Tova on 3 August 2020, but for what is given. */
function patch(given: Partial<PatchFacts> & { day?: number }): PatchFacts {
  const { day = 3, ...rest } = given
  return {
    id: `<${++count}@example.org>`, isCover: false, title: 'pump: stop it', author: { name: 'Tova Lindqvist', address: 'tova@example.org' },
    sender: rest.author ?? { name: 'Tova Lindqvist', address: 'tova@example.org' }, version: 1, reroll: null, number: null, total: null, rfc: false, resend: false, tags: '', changeId: null,
    date: new Date(Date.UTC(2020, 7, day, 7)).toISOString(), references: [], mentions: [], paths: ['drivers/pump/stop.c'], ...rest,
  }
}

/** Cover and patches of one version; titles name the patches. */
function posting(version: number, day: number, titles: string[], given: Partial<PatchFacts> = {}): PatchFacts[] {
  const cover = patch({ isCover: true, title: 'pump: a better pump', version, day, number: 0, total: titles.length, ...given })
  const patches = titles.map((title, i) => {
    const own = { references: [cover.id], changeId: null, mentions: [] }
    return patch({ title, version, day, number: i + 1, total: titles.length, rfc: cover.rfc, resend: cover.resend, ...own })
  })
  return [cover, ...patches]
}

/** `1 (2), 2 (3)`: versions and how many patches each has, a series a line. */
function said(series: readonly Series[]): string[] {
  return series.map((s) => s.revisions.map((r) => `${r.rfc ? 'RFC ' : ''}${r.version} (${r.patches.length})`).join(', '))
}

describe('versions are joined', () => {
  test('by the title of the cover, whatever its punctuation', () => {
    const items = [...posting(1, 3, ['a: one', 'b: two']), ...posting(2, 9, ['a: one', 'c: three', 'b: two'], { title: 'Pump: a better pump.' })]
    assert.deepEqual(said(seriesOf(items)), ['1 (2), 2 (3)'])
    assert.deepEqual(seriesOf(items)[0]?.revisions[1]?.evidence, [{ rule: 'title', messageId: items[0]?.id }])
  })

  test('by change-id, under another title', () => {
    const items = [...posting(1, 3, ['a: one'], { changeId: 'x-1' }), ...posting(2, 9, ['b: two'], { changeId: 'x-1', title: 'valves' })]
    assert.deepEqual(said(seriesOf(items)), ['1 (1), 2 (1)'])
    assert.equal(seriesOf(items)[0]?.name, 'x-1')
  })

  test('by a link to the earlier version', () => {
    const first = posting(1, 3, ['a: one', 'b: two'])
    const second = posting(2, 9, ['a: one', 'd: four', 'e: five'], { title: 'valves and pumps', mentions: [first[0]?.id ?? ''] })
    assert.deepEqual(said(seriesOf([...first, ...second])), ['1 (2), 2 (3)'])
  })

  test('by the titles of their patches where the cover got another', () => {
    const items = [...posting(1, 3, ['a: one', 'b: two']), ...posting(2, 9, ['a: one', 'b: two'], { title: 'something else' })]
    assert.deepEqual(seriesOf(items).flatMap((s) => s.revisions.map((r) => r.evidence.map((e) => e.rule))), [[], ['patch-titles']])
  })

  test('by title words and files where a single patch is retitled', () => {
    const items = [patch({ title: 'pump: add kfree for the name' }), patch({ title: 'pump: check the name and add kfree', version: 2, day: 4 })]
    assert.deepEqual(said(seriesOf(items)), ['1 (1), 2 (1)'])
  })

  test('by name where the author sends from another address', () => {
    const items = [patch({}), patch({ version: 2, day: 9, author: { name: 'Tova Lindqvist', address: 'tova@home.example.net' } })]
    assert.deepEqual(said(seriesOf(items)), ['1 (1), 2 (1)'])
  })

  test('from RFC to the first version that is none', () => {
    const items = [...posting(1, 3, ['a: one'], { rfc: true }), ...posting(1, 9, ['a: one', 'b: two']), ...posting(2, 12, ['a: one'])]
    assert.deepEqual(said(seriesOf(items)), ['RFC 1 (1), 1 (2), 2 (1)'])
  })

  test('from a second RFC to a second version, each a revision', () => {
    const items = [...posting(2, 3, ['a: one'], { rfc: true }), ...posting(2, 9, ['a: one', 'b: two'])]
    assert.deepEqual(said(seriesOf(items)), ['RFC 2 (1), 2 (2)'])
  })

  test('without covers and threads, patch by patch', () => {
    const go = (version: number, day: number): PatchFacts[] => [1, 2, 3].map((number) => patch({ title: `p: ${number}`, version, day, number, total: 3 }))
    assert.deepEqual(said(seriesOf([...go(1, 3), ...go(2, 9)])), ['1 (3), 2 (3)'])
  })
})

describe('a version is one revision', () => {
  test('where it was sent again', () => {
    const items = [...posting(1, 3, ['a: one', 'b: two']), ...posting(1, 20, ['a: one', 'b: two'], { resend: true })]
    const series = seriesOf(items)
    assert.deepEqual(said(series), ['1 (2)'])
    assert.equal(series[0]?.revisions[0]?.messageId, items[0]?.id)
  })

  test('where a reroll replaces one patch', () => {
    const first = posting(5, 3, ['a: one', 'b: two'])
    const again = patch({ title: 'b: two', version: 5, reroll: 1, number: 2, total: 2, day: 5, references: [first[0]?.id ?? ''] })
    const [series] = seriesOf([...first, again])
    assert.equal(series?.revisions[0]?.patches[1]?.messageId, again.id)
  })
})

describe('what is not one work stays apart', () => {
  test('other authors with the same title', () => {
    const items = [patch({}), patch({ version: 2, day: 9, author: { name: 'Bram Okonkwo', address: 'bram@example.org' } })]
    assert.equal(seriesOf(items).length, 2)
  })

  test('version numbers that start over', () => {
    assert.equal(seriesOf([patch({}), patch({ day: 25 })]).length, 2)
  })

  test('two series in one thread', () => {
    const first = posting(1, 3, ['a: one'])
    const other = posting(1, 4, ['z: last'], { title: 'valves', references: [first[0]?.id ?? ''] })
    assert.equal(seriesOf([...first, ...other]).length, 2)
  })

  test('a series that names one it depends on', () => {
    const base = posting(1, 3, ['a: one'])
    const other = [patch({ title: 'valve: open', version: 2, day: 9, mentions: [base[0]?.id ?? ''], paths: ['drivers/valve.c'] })]
    assert.equal(seriesOf([...base, ...other]).length, 2)
  })

  test('two change-ids under one title', () => {
    const items = [...posting(1, 3, ['a: one'], { changeId: 'x-1' }), ...posting(2, 9, ['a: one'], { changeId: 'x-2' })]
    assert.equal(seriesOf(items).length, 2)
  })
})

test('series do not depend on the order of arrival', () => {
  const items = [
    ...posting(1, 3, ['a: one', 'b: two']), ...posting(2, 9, ['a: one', 'b: two']), ...posting(1, 3, ['q: one'], { title: 'valves' }),
    ...posting(3, 12, ['a: uno', 'b: two'], { title: 'renamed' }), patch({ title: 'alone' }), patch({ title: 'alone', version: 2, day: 8 }),
  ]
  const expected = seriesOf(items)
  fc.assert(fc.property(fc.shuffledSubarray(items, { minLength: items.length }), (shuffled) => assert.deepEqual(seriesOf(shuffled), expected)), { numRuns: 50 })
})

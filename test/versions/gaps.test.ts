import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Matches, SeriesMail } from '../../src/model/review.ts'
import type { VersionPatch } from '../../src/model/versions.ts'
import { bridged } from '../../src/versions/gaps/bridged.ts'
import { heirOf } from '../../src/versions/gaps/heirs.ts'
import { fateOf, lineagesOf, unseenOf } from '../../src/versions/lineage.ts'
import { matchPatches } from '../../src/versions/match.ts'
import { patchBody, versionPatch } from '../support/patches.ts'

const CODE = {
  start: ['+int pump_start(struct pump *pump)', '+{', '+\tpump->running = true;', '+}'],
  stop: ['+void pump_stop(struct pump *pump)', '+{', '+\tcancel_work(&pump->watch);', '+}'],
  valve: ['+int valve_open(u32 degrees)', '+{', '+\tgpiod_set_value(valve, degrees);', '+}'],
} as const
type Part = keyof typeof CODE

/** A version by its patches; `null`: one that is not here. */
type Version = readonly (readonly [part: Part, title?: string, file?: Part] | null)[]

interface Told {
  readonly matches: Matches
  readonly rows: readonly string[]
}

/** What the versions of a made-up series are told to be, a row for each patch. */
async function told(...versions: readonly Version[]): Promise<Told> {
  const patches = await Promise.all(versions.map(patchesOf))
  const lacks = (index: number): boolean => versions[index]?.includes(null) ?? false
  const between = (
    a: number,
    b: number,
    without?: ReadonlySet<number>,
  ): ReturnType<typeof matchPatches> =>
    matchPatches(
      patches[a] ?? [],
      patches[b] ?? [],
      { earlier: lacks(a), later: lacks(b) },
      without,
    )
  const steps = versions.map((_, i) => (i === 0 ? [] : between(i - 1, i)))
  const matches = bridged(steps, (index) => patches[index] ?? [], between)
  const series = { revisions: patches.map((list) => ({ patches: list })) }
  const rows = lineagesOf({ series } as unknown as SeriesMail, matches).map((line) => {
    const unseen = unseenOf(line, matches)
    const cells = line.cells.map((c, i) => c?.number ?? (unseen.includes(i) ? '?' : '.'))
    const change = line.cells.at(-1)?.match?.change ?? '-'
    return `${cells.join(' ')} ${change}: ${fateOf(line, matches, (i) => `v${i + 1}`) ?? ''}`
  })
  return { matches, rows }
}

function patchesOf(version: Version): Promise<VersionPatch[]> {
  return Promise.all(
    version.flatMap((one, i) => {
      if (!one) return []
      const [part, title = `pump: ${part} it`, file = part] = one
      const body = patchBody([{ path: `drivers/${file}.c`, lines: CODE[part] }])
      return [versionPatch(i + 1, title, body)]
    }),
  )
}

describe('a version that is not complete here', () => {
  test('is bridged: a patch stands in one row', async () => {
    const { rows } = await told(
      [['start'], ['stop'], ['valve']],
      [['start'], null, null],
      [['start'], ['valve', 'valve: opens'], ['stop']],
    )
    assert.deepEqual(rows, ['1 1 1 same: ', '3 ? 2 retitled: ', '2 ? 3 moved: '])
  })

  test('and another one after it', async () => {
    const { rows } = await told(
      [['start'], ['stop']],
      [['start'], null],
      [['start'], null],
      [['start'], ['stop']],
    )
    assert.deepEqual(rows, ['1 1 1 1 same: ', '2 ? ? 2 same: '])
  })

  test('what no version before it has stays unknown', async () => {
    const { rows } = await told([['start']], [['start'], null], [['start'], ['valve']])
    assert.deepEqual(rows, ['1 1 1 same: ', '. . 2 unknown: in v3; v2 is not complete here'])
  })

  test('what is followed from it goes on in the first that shows it', async () => {
    const { matches } = await told([['start'], ['stop']], [['start'], null], [['start'], ['stop']])
    const heir = heirOf(matches, 1, 2)
    assert.deepEqual([heir?.revisionIndex, heir?.match.number], [2, 2])
    assert.equal(heirOf(matches, 1, 1)?.revisionIndex, 1)
  })
})

describe('a patch that was left out', () => {
  test('and came back is in one row, with a gap', async () => {
    const { rows } = await told(
      [['start'], ['stop']],
      [['start']],
      [['start']],
      [['stop'], ['start']],
      [['start']],
    )
    assert.deepEqual(rows, [
      '1 1 1 2 1 same: ',
      '2 . . 1 . -: not in v2 and v3; again in v4; not in v5',
    ])
  })

  test('is not one of another title with other code', async () => {
    const { rows } = await told(
      [['start'], ['stop']],
      [['start']],
      [['start'], ['valve', 'pump: stop it']],
    )
    assert.deepEqual(rows, ['1 1 1 same: ', '. . 2 new: new in v3', '2 . . -: not in v2'])
  })

  test('is taken for itself, not for another one of its file with nothing in common', async () => {
    const { rows } = await told(
      [['start'], ['stop']],
      [['valve', 'valve: open it', 'stop']],
      [['stop']],
    )
    assert.deepEqual(rows, [
      '2 . 1 same: not in v2; again in v3',
      '. 1 . -: new in v2; not in v3',
      '1 . . -: not in v2',
    ])
  })

  test('does not lead an issue on past the version that left it out', async () => {
    const { matches } = await told([['start'], ['stop']], [['start']], [['start'], ['stop']])
    assert.equal(heirOf(matches, 1, 2)?.match.change, 'dropped')
  })
})

import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import fc from 'fast-check'
import type { PatchMatch, VersionPatch } from '../../src/model/versions.ts'
import { matchPatches } from '../../src/versions/match.ts'
import { sameFile } from '../../src/versions/patch-lines.ts'
import { patchBody, SIGNED, versionPatch } from '../support/patches.ts'

const COMPLETE = { earlier: false, later: false }

const START = [
  '+int pump_start(struct pump *pump)',
  '+{',
  '+\tpump->running = true;',
  '+\treturn regmap_write(pump->map, PUMP_CTRL, PUMP_ON);',
  '+}',
]
const STOP = [
  '+void pump_stop(struct pump *pump)',
  '+{',
  '+\tcancel_delayed_work_sync(&pump->watchdog);',
  '+\tregmap_write(pump->map, PUMP_CTRL, 0);',
  '+\tpump->running = false;',
  '+}',
]
const VALVE = [
  '+static int valve_open(struct valve *valve, u32 degrees)',
  '+{',
  '+\tif (degrees > VALVE_LIMIT)',
  '+\t\treturn -ERANGE;',
  '+\tgpiod_set_value(valve->gpio, degrees);',
  '+}',
]
const DOCS = [
  '+The pump can be stopped at any time.',
  '+Its valve closes half a second later.',
  '+Nothing else has to be done by hand.',
]

/** A patch that adds these lines to a file, after a line of context. */
function adds(
  number: number,
  title: string,
  lines: readonly string[],
  path = 'drivers/pump.c',
  message?: string,
  trailers?: readonly string[],
): Promise<VersionPatch> {
  return versionPatch(
    number,
    title,
    patchBody([{ path, lines: [' #include <linux/pump.h>', ...lines] }], message, trailers),
  )
}

/** `2 -> 1 moved`, a match a line; in the order in which they came. */
function said(matches: readonly PatchMatch[]): string[] {
  return matches.map(
    ({ from, number, change, moved }) =>
      `${from ?? '-'} -> ${number ?? '-'} ${change}${moved && change !== 'moved' ? ', moved' : ''}`,
  )
}

async function matched(
  earlier: readonly Promise<VersionPatch>[],
  later: readonly Promise<VersionPatch>[],
  lacks = COMPLETE,
): Promise<string[]> {
  return said(matchPatches(await Promise.all(earlier), await Promise.all(later), lacks))
}

describe('a patch is the same', () => {
  test('where nothing changed', async () => {
    const [match] = matchPatches(
      [await adds(1, 'pump: start', START)],
      [await adds(1, 'pump: start', START)],
      COMPLETE,
    )
    assert.deepEqual(match, {
      number: 1,
      from: 1,
      change: 'same',
      moved: false,
      sameDiff: true,
      similarity: 1,
      since: null,
    })
  })

  test('where it got a tag', async () => {
    const tagged = adds(1, 'pump: start', START, 'drivers/pump.c', undefined, [
      SIGNED,
      'Reviewed-by: Bram Okonkwo <bram@example.org>',
    ])
    assert.deepEqual(await matched([adds(1, 'pump: start', START)], [tagged]), ['1 -> 1 same'])
  })

  test('where its message was wrapped anew', async () => {
    const [a, b] = ['Words that fill\na line.', 'Words that\nfill a line.'].map((words) =>
      adds(1, 'pump: start', START, 'drivers/pump.c', words),
    ) as [Promise<VersionPatch>, Promise<VersionPatch>]
    assert.deepEqual(await matched([a], [b]), ['1 -> 1 same'])
  })

  test('where the code around it is another, further down', async () => {
    const at = (line: number, context: string): Promise<VersionPatch> =>
      versionPatch(
        1,
        'pump: start',
        patchBody([{ path: 'drivers/pump.c', at: line, lines: [` ${context}`, ...START] }]),
      )
    assert.deepEqual(await matched([at(10, 'int a;')], [at(700, 'long b;')]), ['1 -> 1 same'])
  })

  describe('but not where one of its lines moved past another of the file', () => {
    const pumps = (lines: readonly string[]): Promise<VersionPatch> =>
      versionPatch(1, 'pump: match', patchBody([{ path: 'drivers/pump.c', lines }]))
    const first = [
      ' {',
      ' \tint before;',
      '-\t{ "p2" },',
      '+\t{ "p2", &two },',
      ' \t{ "p1" },',
      ' }',
    ]

    test('it is modified, with all of its lines', async () => {
      const later = [' \tint before;', '-\t{ "p2" },', ' \t{ "p1" },', '+\t{ "p2", &two },', ' }']
      const [match] = matchPatches([await pumps(first)], [await pumps(later)], COMPLETE)
      assert.deepEqual([match?.change, match?.sameDiff, match?.similarity], ['modified', false, 1])
    })
    test('other lines came between, others are gone: the same', async () => {
      const later = [
        ' \tint since;',
        '-\t{ "p2" },',
        '+\t{ "p2", &two },',
        ' \t{ "p1" },',
        ' \tend();',
      ]
      assert.deepEqual(await matched([pumps(first)], [pumps(later)]), ['1 -> 1 same'])
      const apart = [' \tint before;', '-\t{ "p2" },', ' \t{ "p0" },', '+\t{ "p2", &two },', ' }']
      assert.deepEqual(await matched([pumps(first)], [pumps(apart)]), ['1 -> 1 same'])
    })
    test('nor past what stands there twice, or says nothing', async () => {
      const [a, b] = [
        ['+\tone();', ' \treturn 0;', ' }', '+\ttwo();', ' \treturn 0;'],
        [' \treturn 0;', ' }', '+\tone();', '+\ttwo();', ' \treturn 0;'],
      ].map(pumps)
      assert.ok(a && b)
      assert.deepEqual(await matched([a], [b]), ['1 -> 1 same'])
    })
  })

  test('where case and punctuation of its title differ', async () => {
    assert.deepEqual(
      await matched([adds(1, 'pump: Start it.', START)], [adds(1, 'pump: start it', START)]),
      ['1 -> 1 same'],
    )
  })
})

describe('a patch is changed', () => {
  test('modified: its code', async () => {
    const [match] = matchPatches(
      [await adds(1, 'pump: start', START)],
      [await adds(1, 'pump: start', [...START.slice(0, 3), '+\treturn 0;', '+}'])],
      COMPLETE,
    )
    assert.ok(match)
    assert.deepEqual([match.change, match.sameDiff], ['modified', false])
    assert.ok((match.similarity ?? 1) < 1 && (match.similarity ?? 0) > 0, String(match.similarity))
  })

  test('modified: its message', async () => {
    const [match] = matchPatches(
      [await adds(1, 'pump: start', START)],
      [await adds(1, 'pump: start', START, 'drivers/pump.c', 'Nobody else did.')],
      COMPLETE,
    )
    assert.deepEqual([match?.change, match?.sameDiff, match?.similarity], ['modified', true, 1])
  })

  test('retitled: the same code under another title', async () => {
    assert.deepEqual(
      await matched(
        [adds(1, 'pump: start', START)],
        [adds(1, 'fluid: make it run at last', START)],
      ),
      ['1 -> 1 retitled'],
    )
  })

  test('retitled: code alike under another title', async () => {
    const alike = [...START.slice(0, 3), '+\tmsleep(20);', ...START.slice(3)]
    const [earlier, later] = [
      [adds(1, 'pump: start', START), adds(2, 'docs: pump', DOCS, 'docs.rst')],
      [adds(1, 'pump: turn on', alike), adds(2, 'docs: pump', DOCS, 'docs.rst')],
    ]
    assert.deepEqual(await matched(earlier, later), ['1 -> 1 retitled', '2 -> 2 same'])
  })

  test('moved among its neighbours: the one, not those it passed', async () => {
    const go = (order: readonly string[]): Promise<VersionPatch>[] =>
      order.map((name, i) =>
        adds(i + 1, name, { start: START, stop: STOP, valve: VALVE, docs: DOCS }[name] ?? []),
      )
    assert.deepEqual(
      await matched(go(['start', 'stop', 'valve', 'docs']), go(['docs', 'start', 'stop', 'valve'])),
      ['4 -> 1 moved', '1 -> 2 same', '2 -> 3 same', '3 -> 4 same'],
    )
  })

  test('modified and moved', async () => {
    const earlier = [adds(1, 'start', START), adds(2, 'stop', STOP), adds(3, 'docs', DOCS)]
    const later = [adds(1, 'docs', DOCS.slice(1)), adds(2, 'start', START), adds(3, 'stop', STOP)]
    assert.deepEqual(await matched(earlier, later), [
      '3 -> 1 modified, moved',
      '1 -> 2 same',
      '2 -> 3 same',
    ])
  })
})

describe('patches come and go', () => {
  test('split: a part of a patch becomes one of its own', async () => {
    const whole = [adds(1, 'pump: start and stop', [...START, ...STOP])]
    assert.deepEqual(
      await matched(whole, [
        adds(1, 'pump: start and stop', START),
        adds(2, 'pump: allow an end', STOP),
      ]),
      ['1 -> 1 modified', '1 -> 2 split'],
    )
  })

  test('merged: a patch goes into another', async () => {
    const whole = [adds(1, 'pump: start and stop', [...START, ...STOP])]
    assert.deepEqual(
      await matched(
        [adds(1, 'pump: start and stop', START), adds(2, 'pump: allow an end', STOP)],
        whole,
      ),
      ['1 -> 1 modified', '2 -> 1 merged'],
    )
  })

  test('merged: into several that took its lines together', async () => {
    const part = (n: number, more: readonly string[] = []): Promise<VersionPatch> =>
      adds(n, `part ${n}: convert`, [`+convert_part_${n}();`, ...more], `part${n}.c`)
    const gone = adds(4, 'all: remove the old text', [...START, ...STOP, ...VALVE], 'old.txt')
    assert.deepEqual(
      await matched(
        [part(1), part(2), part(3), gone],
        [part(1, START), part(2, STOP), part(3, VALVE)],
      ),
      [1, 2, 3].flatMap((n) => [`${n} -> ${n} modified`, `4 -> ${n} merged`]),
    )
  })

  test('merged: written anew, with its names and some of its lines', async () => {
    const names = ['recovery_write', 'poison_range', 'dax_holder', 'clear_badblock', 'kernel_addr']
    const call = (style: string): string[] =>
      names.map((name, i) => `+\t${style}(${name}_${i}, len);`)
    const few = ['+int recover_all(void)', '+\tint recovered = 0;', '+\treturn recovered;']
    assert.deepEqual(
      await matched(
        [adds(1, 'pmem: whole', START), adds(2, 'dax: recover', [...few, ...call('early_use')])],
        [adds(1, 'pmem: whole', [...START, ...few, ...call('later_use')])],
      ),
      ['1 -> 1 modified', '2 -> 1 merged'],
    )
  })

  test('retitled: written anew, its title names the same and nothing else does', async () => {
    assert.deepEqual(
      await matched(
        [adds(1, 'start', START, 'a.c'), adds(2, 'pump: show the partitions in sysfs', VALVE)],
        [adds(1, 'start', START, 'a.c'), adds(2, 'pump: show the first partition in sysfs', DOCS)],
      ),
      ['1 -> 1 same', '2 -> 2 retitled'],
    )
  })

  describe('retitled: the same is done in another file', () => {
    const WHY =
      'A pump without a valve cannot run.\nIt was started all the same, and broke.\nSay so and refuse it.'
    const one = (area: string, lines: readonly string[], path: string, why = WHY) =>
      adds(2, `${area}: refuse a pump without valve`, lines, path, why)
    const start = adds(1, 'start', START, 'a.c')

    test('for the same reason', async () => {
      assert.deepEqual(
        await matched([one('pump/kmem', VALVE, 'kmem.c')], [one('flow/core', STOP, 'core.c')]),
        ['2 -> 2 retitled'],
      )
    })
    test('beside another patch of both versions', async () => {
      const later = one('flow/core', STOP, 'core.c', 'Another reason.')
      assert.deepEqual(await matched([start, one('pump/kmem', VALVE, 'kmem.c')], [start, later]), [
        '1 -> 1 same',
        '2 -> 2 retitled',
      ])
    })
    test('but not alone and for another reason', async () => {
      const later = one('flow/core', STOP, 'core.c', 'Another reason.')
      assert.deepEqual(await matched([one('pump/kmem', VALVE, 'kmem.c')], [later]), [
        '- -> 2 new',
        '2 -> - dropped',
      ])
    })
    test('nor where each of several does it in its own', async () => {
      const other = adds(3, 'tank: refuse a pump without valve', DOCS, 'tank.c', WHY)
      assert.deepEqual(
        await matched([one('pump/kmem', VALVE, 'kmem.c')], [one('flow', STOP, 'core.c'), other]),
        ['- -> 2 new', '- -> 3 new', '2 -> - dropped'],
      )
    })
    test('nor a binding for a driver', async () => {
      assert.deepEqual(
        await matched(
          [start, one('dt-bindings: pump', VALVE, 'pump.yaml')],
          [start, one('pump', STOP, 'pump.c')],
        ),
        ['1 -> 1 same', '- -> 2 new', '2 -> - dropped'],
      )
    })
    test('nor by three words', async () => {
      const [a, b] = [
        adds(2, 'pump: fix a mistake', VALVE, 'kmem.c', WHY),
        adds(2, 'flow: fix a mistake', STOP, 'core.c', WHY),
      ]
      assert.deepEqual(await matched([a], [b]), ['- -> 2 new', '2 -> - dropped'])
    })
  })

  describe('a single patch that was written anew', () => {
    const single = adds(1, 'pump: make the state atomic', VALVE)
    const anew = adds(1, 'pump: read the count once', DOCS)
    const beside = adds(2, 'tank: close it', STOP, 'drivers/tank.c')

    test('is the one of its file where others came beside it', async () => {
      assert.deepEqual(await matched([single], [anew, beside]), ['1 -> 1 retitled', '- -> 2 new'])
    })
    test('but not where several are about its file', async () => {
      const other = adds(2, 'pump: close it', STOP)
      assert.deepEqual(await matched([single], [anew, other]), [
        '- -> 1 new',
        '- -> 2 new',
        '1 -> - dropped',
      ])
    })
    test('nor where more patches of a version are not here', async () => {
      const one = adds(1, 'read that once', DOCS, 'drivers/pump.c', 'Another reason.')
      assert.deepEqual(await matched([single], [one], { earlier: false, later: true }), [
        '- -> 1 new',
        '1 -> - unknown',
      ])
    })
  })

  describe('what both titles name in the code', () => {
    const start = adds(1, 'start', START, 'a.c')
    const was = adds(2, 'pump: mend the mode of pump_match_rate()', VALVE, 'pump.c')
    const now = adds(2, 'pump: give pump_match_rate() the right macros', DOCS, 'users.c')

    test('is mended in another way: retitled', async () => {
      assert.deepEqual(await matched([start, was], [start, now]), [
        '1 -> 1 same',
        '2 -> 2 retitled',
      ])
    })
    test('but not where a third one names it', async () => {
      const third = adds(3, 'pump: move pump_match_rate()', STOP, 'other.c')
      assert.deepEqual(await matched([start, was], [start, now, third]), [
        '1 -> 1 same',
        '- -> 2 new',
        '- -> 3 new',
        '2 -> - dropped',
      ])
    })
  })

  test('retitled: what one patch alone took most of and is new is no merge', async () => {
    const lines = [...START, ...VALVE, ...DOCS, ...STOP]
    assert.deepEqual(
      await matched(
        [adds(1, 'start', DOCS.slice(0, 1), 'a.c'), adds(2, 'arch: revision', START, 'arch.c')],
        [adds(1, 'start', DOCS.slice(0, 1), 'a.c'), adds(2, 'soc: device', lines, 'soc.c')],
      ),
      ['1 -> 1 same', '2 -> 2 retitled'],
    )
  })

  test('dropped and new in one file, where their titles are about other things', async () => {
    assert.deepEqual(
      await matched(
        [adds(1, 'start', START, 'a.c'), adds(2, 'pump: reject a large count', VALVE)],
        [adds(1, 'start', START, 'a.c'), adds(2, 'pump: bound the size', DOCS)],
      ),
      ['1 -> 1 same', '- -> 2 new', '2 -> - dropped'],
    )
  })

  test('dropped and new, where they have nothing in common', async () => {
    assert.deepEqual(
      await matched(
        [adds(1, 'start', START), adds(2, 'valve: open', VALVE, 'valve.c')],
        [adds(1, 'start', START), adds(2, 'docs: say so', DOCS, 'docs.rst')],
      ),
      ['1 -> 1 same', '- -> 2 new', '2 -> - dropped'],
    )
  })

  test('unknown, where the other version is not all here', async () => {
    const [earlier, later] = [
      [adds(1, 'start', START), adds(2, 'valve: open', VALVE, 'valve.c')],
      [adds(1, 'start', START), adds(2, 'docs: say so', DOCS, 'docs.rst')],
    ]
    assert.deepEqual(await matched(earlier, later, { earlier: true, later: false }), [
      '1 -> 1 same',
      '- -> 2 unknown',
      '2 -> - dropped',
    ])
    assert.deepEqual(await matched(earlier, later, { earlier: false, later: true }), [
      '1 -> 1 same',
      '- -> 2 new',
      '2 -> - unknown',
    ])
  })

  test('nothing from nothing', async () => {
    assert.deepEqual(await matched([], []), [])
    assert.deepEqual(await matched([], [adds(1, 'start', START)]), ['- -> 1 new'])
    assert.deepEqual(await matched([adds(1, 'start', START)], []), ['1 -> - dropped'])
  })
})

describe('which counterpart', () => {
  test('the title wins over the code', async () => {
    const [first] = await matched(
      [adds(1, 'pump: do it', START)],
      [adds(1, 'pump: do it', VALVE), adds(2, 'valve: something', START)],
    )
    assert.equal(first, '1 -> 1 modified')
  })

  test('of two with one title, the code decides', async () => {
    const go = (...code: (readonly string[])[]): Promise<VersionPatch>[] =>
      code.map((lines, i) => adds(i + 1, i === 2 ? 'docs: say so' : 'pump: fix', lines))
    const found = await matched(go(START, STOP, DOCS), go(STOP, START, DOCS))
    assert.deepEqual(
      found.map((line) => line.replace(/ \w+$/, '')),
      ['2 -> 1', '1 -> 2', '3 -> 3'],
    )
    assert.deepEqual(found.map((line) => line.replace(/.* /, '')).sort(), ['moved', 'same', 'same'])
  })

  test('a new patch with one common line in it is no heir', async () => {
    const lone = [adds(1, 'valve: open', [...VALVE, START[3] ?? ''], 'valve.c')]
    assert.deepEqual(await matched([adds(1, 'pump: start', START)], lone), [
      '- -> 1 new',
      '1 -> - dropped',
    ])
  })
})

describe('laws of matches', () => {
  const pool = [START, STOP, VALVE, DOCS]
  let patches: VersionPatch[]

  before(async () => {
    // Every mix of the four works under each of four titles.
    const mixes = Array.from({ length: 15 }, (_, i) =>
      pool.filter((_, k) => ((i + 1) >> k) & 1).flat(),
    )
    patches = await Promise.all(
      mixes.flatMap((lines) =>
        ['pump: run', 'pump: run well', 'valve: open', 'docs: tell all'].map((title) =>
          adds(0, title, lines),
        ),
      ),
    )
  })

  const choice = fc.array(fc.nat({ max: 59 }), { maxLength: 6 })
  const version = (chosen: readonly number[]): VersionPatch[] =>
    chosen.flatMap((n, i) => (patches[n] ? [{ ...patches[n], number: i + 1 }] : []))
  const otherMail = (list: readonly VersionPatch[]): VersionPatch[] =>
    list.map((p) => ({ ...p, mail: { ...p.mail, id: `${p.mail.id} ${p.number}` } }))

  test('one to one: a patch is the main heir of one, and has one main heir', () => {
    fc.assert(
      fc.property(choice, choice, (a, b) => {
        const matches = matchPatches(version(a), otherMail(version(b)), COMPLETE)
        const main = matches.filter(({ change }) => change !== 'split' && change !== 'merged')
        for (const side of ['from', 'number'] as const) {
          const numbers = main.flatMap((m) => m[side] ?? [])
          assert.equal(new Set(numbers).size, numbers.length)
          const told = new Set(matches.flatMap((m) => m[side] ?? []))
          assert.deepEqual(
            [...told].sort(),
            (side === 'from' ? a : b).map((_, i) => i + 1),
          )
        }
        for (const { number, from, change, similarity } of matches) {
          assert.equal(number === null, change === 'dropped')
          assert.equal(from === null, change === 'new')
          assert.equal(similarity === null, change === 'dropped' || change === 'new')
          assert.ok(similarity === null || (similarity >= 0 && similarity <= 1 + 1e-9))
        }
      }),
      { numRuns: 300 },
    )
  })

  test('a version is the same as itself, patch by patch', () => {
    const distinct = fc.uniqueArray(fc.nat({ max: 59 }), { maxLength: 6 })
    fc.assert(
      fc.property(distinct, (a) => {
        assert.deepEqual(
          said(matchPatches(version(a), version(a), COMPLETE)),
          a.map((_, i) => `${i + 1} -> ${i + 1} same`),
        )
      }),
      { numRuns: 100 },
    )
  })

  const sameTurned = (a: readonly number[], b: readonly number[]): void => {
    turned(version(a), otherMail(version(b)))
  }
  const turned = (left: readonly VersionPatch[], right: readonly VersionPatch[]): void => {
    const expected = matchPatches(left, right, COMPLETE)
    assert.deepEqual(matchPatches([...left].reverse(), right, COMPLETE), expected)
    assert.deepEqual(matchPatches(left, [...right].reverse(), COMPLETE), expected)
  }
  const mixes = fc
    .uniqueArray(fc.nat({ max: 14 }), { maxLength: 6 })
    .chain((list) => fc.tuple(...list.map((n) => fc.nat({ max: 3 }).map((k) => n * 4 + k))))
  /** Each of the four works once at most, a line of it left out, under a title of its own. */

  test('the order of the input does not matter', async () => {
    const titles = ['pump: turn it on', 'motor: allow an end', 'valve: open', 'docs: tell all']
    const whole = await Promise.all(pool.map((lines, i) => adds(0, titles[i] ?? '', lines)))
    const parts = await Promise.all(
      pool.map((lines, i) => adds(0, i % 2 ? (titles[i] ?? '') : `fluid ${i}`, lines.slice(1))),
    )
    const order = fc.shuffledSubarray([0, 1, 2, 3])
    const numbered = (list: readonly VersionPatch[], chosen: readonly number[]): VersionPatch[] =>
      chosen.flatMap((n, i) => (list[n] ? [{ ...list[n], number: i + 1 }] : []))
    fc.assert(
      fc.property(order, order, (a, b) => turned(numbered(whole, a), numbered(parts, b))),
      { numRuns: 200 },
    )
  })

  test('nor where patches have much in common', () =>
    fc.assert(fc.property(mixes, mixes, sameTurned), { numRuns: 300, seed: 1 }))

  test('nor between two that fit equally well', () => sameTurned([0], [44, 44]))
})

describe('a tree that was unpacked from a release', () => {
  test('is no folder of the project', async () => {
    const before = [
      await adds(1, 'pump: start it', START, 'drivers/pump.c'),
      await adds(2, 'pump: open the valve', VALVE, 'drivers/valve.c'),
    ]
    const after = [
      await adds(1, 'start the pump at boot', START.slice(0, 3), 'linux-6.17/drivers/pump.c'),
      await adds(2, 'pump: open the valve', VALVE, 'drivers/valve.c'),
    ]
    const [first] = matchPatches(before, after, COMPLETE)
    assert.equal(first?.from, 1)
    const [pump] = after
    const file = before[0]?.mail.files[0]
    assert.ok(file && pump && sameFile(file, pump.mail))
  })
})

describe('a patch that takes back a part of the one before it', () => {
  const ALL = [...START, '+\tpump->waits_for_pressure = true;']
  const back = ['-\tpump->waits_for_pressure = true;']
  const both = (): Promise<VersionPatch>[] => [
    adds(1, 'pump: start', ALL),
    adds(2, 'pump: do not wait for pressure', back),
  ]

  test('is merged into it where the line is not added any more', async () => {
    assert.deepEqual(await matched(both(), [adds(1, 'pump: start', START)]), [
      '1 -> 1 modified',
      '2 -> 1 merged',
    ])
  })

  test('is dropped where the line is added still', async () => {
    assert.deepEqual(await matched(both(), [adds(1, 'pump: start', ALL)]), [
      '1 -> 1 same',
      '2 -> - dropped',
    ])
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Mail } from '../../src/model/mail.ts'
import { portLines } from '../../src/versions/port.ts'
import { patchBody, mailOf, SIGNED, type FileParts } from '../support/patches.ts'

let count = 0

function patch(files: readonly FileParts[], message?: string): Promise<Mail> {
  return mailOf({ id: `port-${++count}`, body: patchBody(files, message) })
}

function pump(lines: readonly string[], given: Partial<FileParts> = {}): Promise<Mail> {
  return patch([{ path: 'drivers/pump.c', lines, ...given }])
}

/** The one body line with this text, or the run from the first to the last of them. */
function linesWith(mail: Mail, ...texts: string[]): { line: number; endLine: number } {
  const numbers = texts.map((text) => {
    const found = mail.lines.flatMap((line, i) => (line === text ? [i + 1] : []))
    assert.equal(found.length, 1, `"${text}" stands once in the patch`)
    return found[0] ?? 0
  })
  return { line: Math.min(...numbers), endLine: Math.max(...numbers) }
}

/** What became of lines, in words: `unchanged: +a; +b`. */
function ported(
  from: Mail,
  texts: readonly string[],
  to: Mail | null,
  others: readonly Mail[] = [],
): string {
  const { fate, place } = portLines(from, linesWith(from, ...texts), to, () => others)
  const there = [...(to ? [to] : []), ...others].find(({ id }) => id === place?.messageId)
  if (place) assert.ok(there, 'the place is in a message that was given')
  return there && place
    ? `${fate}: ${there.lines.slice(place.line - 1, place.endLine).join('; ')}`
    : fate
}

const BEFORE = [
  ' int pump_start(struct pump *pump)',
  ' {',
  '-\treturn 0;',
  '+\tint ret;',
  '+',
  '+\tret = pump_write(pump, ON);',
  '+\tmsleep(20);',
  '+\treturn ret;',
  ' }',
]

describe('lines of a diff', () => {
  test('stand in what was split off, where they are others in the rest', async () => {
    const [from, to] = [
      await pump(BEFORE),
      await pump(
        BEFORE.map((line) => (line === '+\tret = pump_write(pump, ON);' ? '+\tret = 1;' : line)),
      ),
    ]
    const part = await pump(BEFORE.slice(0, 6))
    const range = linesWith(from, '+\tret = pump_write(pump, ON);')
    const { fate, place } = portLines(
      from,
      range,
      to,
      () => [part],
      () => [part],
    )
    assert.equal(fate, 'unchanged')
    assert.equal(place?.messageId, part.id)
    assert.equal(portLines(from, range, to, () => [part]).fate, 'changed')
  })

  test('stay where nothing changed', async () => {
    const [from, to] = [await pump(BEFORE), await pump(BEFORE)]
    assert.equal(ported(from, ['+\tmsleep(20);'], to), 'unchanged: +\tmsleep(20);')
    assert.deepEqual(portLines(from, linesWith(from, '+\tmsleep(20);'), to).place, {
      messageId: to.id,
      ...linesWith(to, '+\tmsleep(20);'),
    })
  })

  test('are shifted by edits above them', async () => {
    const to = await pump(
      [...BEFORE.slice(0, 4), '+\tbool was_on;', '+\tu32 value;', ...BEFORE.slice(4)],
      { at: 34 },
    )
    assert.equal(
      ported(await pump(BEFORE), ['+\tmsleep(20);', '+\treturn ret;'], to),
      'unchanged: +\tmsleep(20);; +\treturn ret;',
    )
  })

  test('are shifted by lines that went from above them', async () => {
    const to = await pump([...BEFORE.slice(0, 3), ...BEFORE.slice(5)])
    assert.equal(ported(await pump(BEFORE), ['+\tmsleep(20);'], to), 'unchanged: +\tmsleep(20);')
  })

  test('are unchanged where only lines below them, or right beside them, are', async () => {
    const to = await pump([
      ...BEFORE.slice(0, 6),
      '+\t/* the motor is slow */',
      '+\tmsleep(20);',
      '+\tpump->on = true;',
      ...BEFORE.slice(7),
    ])
    assert.equal(ported(await pump(BEFORE), ['+\tmsleep(20);'], to), 'unchanged: +\tmsleep(20);')
  })

  test('are changed where an edit touches them', async () => {
    const to = await pump(BEFORE.map((line) => line.replace('msleep(20)', 'fsleep(20000)')))
    assert.equal(ported(await pump(BEFORE), ['+\tmsleep(20);'], to), 'changed: +\tfsleep(20000);')
  })

  test('are changed where one of several is', async () => {
    const to = await pump(BEFORE.map((line) => line.replace('msleep(20)', 'fsleep(20000)')))
    assert.equal(
      ported(await pump(BEFORE), ['+\tret = pump_write(pump, ON);', '+\treturn ret;'], to),
      'changed: +\tret = pump_write(pump, ON);; +\tfsleep(20000);; +\treturn ret;',
    )
  })

  test('are changed where a line came between them', async () => {
    const to = await pump([...BEFORE.slice(0, 7), '+\tpump->on = true;', ...BEFORE.slice(7)])
    assert.equal(
      ported(await pump(BEFORE), ['+\tmsleep(20);', '+\treturn ret;'], to),
      'changed: +\tmsleep(20);; +\tpump->on = true;; +\treturn ret;',
    )
  })

  test('are gone where nothing stands in their place', async () => {
    assert.equal(
      ported(
        await pump(BEFORE),
        ['+\tmsleep(20);'],
        await pump(BEFORE.filter((line) => !line.includes('msleep'))),
      ),
      'gone',
    )
  })

  test('are gone with their file', async () => {
    const to = await patch([{ path: 'drivers/valve.c', lines: [' int a;', '+int b;'] }])
    assert.equal(ported(await pump(BEFORE), ['+\tmsleep(20);'], to), 'gone')
  })

  test('are dropped with their patch', async () => {
    assert.equal(ported(await pump(BEFORE), ['+\tmsleep(20);'], null), 'patch-dropped')
  })

  test('are in another patch of the version, their own being there or dropped', async () => {
    const other = await patch([
      {
        path: 'drivers/motor.c',
        lines: [' int a;', '+\tret = pump_write(pump, ON);', '+\tmsleep(20);', ' int b;'],
      },
    ])
    const without = await pump(BEFORE.filter((line) => !line.includes('msleep')))
    for (const to of [without, null])
      assert.equal(
        ported(await pump(BEFORE), ['+\tmsleep(20);'], to, [other]),
        'unchanged: +\tmsleep(20);',
      )
    assert.equal(
      ported(await pump(BEFORE), ['+\tmsleep(20);', '+\treturn ret;'], null, [other]),
      'patch-dropped',
    )
  })

  test('are in another patch of the version with the empty lines and braces between them', async () => {
    const block = ['+\tint ret;', '+', '+\tret = pump_write(pump, ON);']
    const other = await patch([
      { path: 'drivers/motor.c', lines: [' int a;', ...block, ' int b;'] },
    ])
    assert.equal(
      ported(await pump(BEFORE), ['+\tint ret;', '+\tret = pump_write(pump, ON);'], null, [other]),
      `unchanged: ${block.join('; ')}`,
    )
  })

  test('are not taken for a lone line of their text in another file, where their own changed', async () => {
    const other = await patch([
      { path: 'drivers/motor.c', lines: [' int a;', '+\tmsleep(20);', ' int b;'] },
    ])
    assert.equal(
      ported(
        await pump(BEFORE),
        ['+\tmsleep(20);'],
        await pump(BEFORE.map((line) => line.replace('20', '30'))),
        [other],
      ),
      'changed: +\tmsleep(30);',
    )
  })

  test('are unchanged in another file of the same patch', async () => {
    const lines = [
      '+static int pump_prime(struct pump *pump)',
      '+{',
      '+\treturn pump_fill(pump);',
      '+}',
    ]
    const from = await patch([
      { path: 'drivers/pump.c', lines },
      { path: 'drivers/Makefile', lines: ['+obj-y += pump.o'] },
    ])
    const to = await patch([
      { path: 'drivers/fluid/prime.c', lines: ['+#include "pump.h"', '+', ...lines] },
      { path: 'drivers/Makefile', lines: ['+obj-y += pump.o'] },
    ])
    assert.equal(
      ported(from, ['+\treturn pump_fill(pump);'], to),
      'unchanged: +\treturn pump_fill(pump);',
    )
  })

  test('are gone where what stood there twice stands there once', async () => {
    const twice = '+\treturn pump_fill(pump);'
    const from = await patch([
      { path: 'drivers/pump.c', lines: ['+int pump_prime(struct pump *pump)', '+{', twice, '+}'] },
      { path: 'drivers/tank.c', lines: ['+int tank_prime(struct pump *pump)', '+{', twice, '+}'] },
    ])
    const to = await patch([
      { path: 'drivers/tank.c', lines: ['+int tank_prime(struct pump *pump)', '+{', twice, '+}'] },
    ])
    const line = from.lines.indexOf(twice) + 1
    assert.equal(portLines(from, { line, endLine: line }, to).fate, 'gone')
  })

  test('are gone where a few signs stand elsewhere in the patch', async () => {
    const from = await patch([{ path: 'drivers/pump.c', lines: ['+int a;', '+\tmsleep(20);'] }])
    const to = await patch([
      { path: 'drivers/tank.c', lines: ['+\tmsleep(20);'] },
      { path: 'drivers/pump.c', lines: ['+int a;'] },
    ])
    assert.equal(ported(from, ['+\tmsleep(20);'], to), 'gone')
  })

  test('are unchanged in a file that was renamed', async () => {
    const moved = await pump(BEFORE, { from: 'drivers/pump.c', path: 'drivers/fluid/pump.c' })
    assert.equal(ported(await pump(BEFORE), ['+\tmsleep(20);'], moved), 'unchanged: +\tmsleep(20);')
    const elsewhere = await pump(
      BEFORE.map((line) => line.replace('20', '30')),
      { from: 'drivers/pump.c', path: 'drivers/fluid/pump.c' },
    )
    assert.equal(
      ported(await pump(BEFORE), ['+\tmsleep(20);'], elsewhere),
      'changed: +\tmsleep(30);',
    )
  })

  test('have the changes of white space at their ends passed over, but not those inside', async () => {
    assert.equal(
      ported(
        await pump(BEFORE),
        ['+\tmsleep(20);'],
        await pump(BEFORE.map((line) => line.replace('(20);', '(20); '))),
      ),
      'unchanged: +\tmsleep(20); ',
    )
    assert.equal(
      ported(
        await pump(BEFORE),
        ['+\tmsleep(20);'],
        await pump(BEFORE.map((line) => line.replace('\tmsleep', '\t\tmsleep'))),
      ),
      'changed: +\t\tmsleep(20);',
    )
  })

  test('are found in the second of two files and hunks', async () => {
    const files = (lines: readonly string[]): FileParts[] => [
      { path: 'a.c', lines: [' int a;', '+int b;'] },
      { path: 'drivers/pump.c', lines },
    ]
    assert.equal(
      ported(
        await patch(files(BEFORE)),
        ['+\tmsleep(20);'],
        await patch([...files(BEFORE)].reverse()),
      ),
      'unchanged: +\tmsleep(20);',
    )
  })
})

describe('lines of the old tree and around the change', () => {
  test('a deletion that still is one is unchanged', async () => {
    const to = await pump([...BEFORE.slice(0, 4), '+\tu32 value;', ...BEFORE.slice(4)])
    assert.equal(ported(await pump(BEFORE), ['-\treturn 0;'], to), 'unchanged: -\treturn 0;')
  })

  test('a deletion that is none any more is changed', async () => {
    const to = await pump([
      ...BEFORE.slice(0, 2),
      '+\tif (pump->on)',
      '\t\treturn 0;'.replace('\t\t', ' \t'),
      ...BEFORE.slice(3),
    ])
    assert.equal(ported(await pump(BEFORE), ['-\treturn 0;'], to), 'changed:  \treturn 0;')
  })

  test('an insertion that became context is unchanged: it is there', async () => {
    const to = await pump(BEFORE.map((line) => line.replace('+\tmsleep', ' \tmsleep')))
    assert.equal(ported(await pump(BEFORE), ['+\tmsleep(20);'], to), 'unchanged:  \tmsleep(20);')
  })

  test('of a change, the new text counts', async () => {
    const to = await pump(BEFORE.filter((line) => line !== '-\treturn 0;'))
    assert.equal(
      ported(await pump(BEFORE), ['-\treturn 0;', '+\tint ret;'], to),
      'unchanged: +\tint ret;',
    )
  })

  test('context that is shown still is unchanged', async () => {
    assert.equal(
      ported(await pump(BEFORE), [' int pump_start(struct pump *pump)'], await pump(BEFORE)),
      'unchanged:  int pump_start(struct pump *pump)',
    )
  })

  test('context that is not shown any more is unknown', async () => {
    const far = [' int other;', ...BEFORE.slice(1)]
    assert.equal(
      ported(
        await pump([...far, ' ', ' static int unrelated;']),
        [' static int unrelated;'],
        await pump(far),
      ),
      'unknown',
    )
  })

  test('a hunk header says nothing of lines', async () => {
    const from = await pump(BEFORE)
    const header = from.lines.findIndex((line) => line.startsWith('@@')) + 1
    assert.equal(
      portLines(from, { line: header, endLine: header }, await pump(BEFORE)).fate,
      'unknown',
    )
  })
})

describe('lines of the message', () => {
  const files: FileParts[] = [{ path: 'drivers/pump.c', lines: BEFORE }]
  const WORDS = 'The motor is slow, and nobody waits for it.\nWait.\n\nTested on one pump.'

  test('are unchanged where they are wrapped anew', async () => {
    const to = await patch(
      files,
      'The motor is slow, and\nnobody waits\nfor it. Wait.\n\nTested on one pump.',
    )
    assert.equal(
      ported(await patch(files, WORDS), ['The motor is slow, and nobody waits for it.'], to),
      'unchanged: The motor is slow, and; nobody waits; for it. Wait.',
    )
    assert.equal(
      ported(await patch(files, WORDS), ['Tested on one pump.'], to),
      'unchanged: Tested on one pump.',
    )
  })

  test('are unchanged below a new paragraph', async () => {
    assert.equal(
      ported(
        await patch(files, WORDS),
        ['Tested on one pump.'],
        await patch(files, `First of all.\n\n${WORDS}`),
      ),
      'unchanged: Tested on one pump.',
    )
  })

  test('are changed where the words are', async () => {
    assert.equal(
      ported(
        await patch(files, WORDS),
        ['Tested on one pump.'],
        await patch(files, WORDS.replace('one pump', 'two pumps')),
      ),
      'changed: Tested on two pumps.',
    )
  })

  test('are gone where the words are not there any more', async () => {
    assert.equal(
      ported(
        await patch(files, WORDS),
        ['Tested on one pump.'],
        await patch(files, WORDS.replace('\n\nTested on one pump.', '')),
      ),
      'gone',
    )
  })

  test('are dropped with their patch', async () => {
    assert.equal(ported(await patch(files, WORDS), ['Tested on one pump.'], null), 'patch-dropped')
  })

  test('trailers are a part of their own', async () => {
    assert.equal(
      ported(await patch(files, WORDS), [SIGNED], await patch(files, 'Other words.')),
      `unchanged: ${SIGNED}`,
    )
  })
})

describe('what stands beside the message', () => {
  const FIXES = 'Fixes: 0123456789ab ("pump: start it")'
  const LINES = [' int a;', '+int b;']
  const body = (trailers: readonly string[], message = 'It has to be done.', lines = LINES) =>
    mailOf({
      id: `port-${++count}`,
      body: patchBody([{ path: 'drivers/pump.c', lines }], message, trailers),
    })

  test('is as it was where a tag was added between', async () => {
    const [from, to] = [await body([FIXES, SIGNED]), await body([FIXES, 'Cc: ines', SIGNED])]
    assert.equal(ported(from, [FIXES, SIGNED], to), `unchanged: ${FIXES}; Cc: ines; ${SIGNED}`)
  })

  test('changes where a tag is gone', async () =>
    assert.match(ported(await body([FIXES, SIGNED]), [FIXES], await body([SIGNED])), /^gone/))

  test('tells nothing by other numbers in a diffstat', async () => {
    const [from, to] = [
      await body([SIGNED]),
      await body([SIGNED], undefined, [...LINES, '+int c;']),
    ]
    assert.equal(ported(from, [' drivers/pump.c | 2 +-'], to), 'unknown:  drivers/pump.c | 3 +-')
  })

  test('is gone where the file has another name', async () => {
    const [from, to] = [
      await body([SIGNED]),
      await patch([{ path: 'drivers/fan.c', lines: LINES }]),
    ]
    assert.equal(ported(from, [' drivers/pump.c | 2 +-'], to), 'gone')
  })

  test('does not count where the message is quoted, too', async () => {
    const from = await body([FIXES, SIGNED])
    const to = await body([FIXES, 'Cc: ines', SIGNED], 'It must be done.')
    const quoted = ['It has to be done.', SIGNED]
    assert.equal(ported(from, quoted, to), 'changed: It must be done.')
    assert.match(ported(from, quoted, await body([FIXES, 'Cc: ines', SIGNED])), /^unchanged/)
  })
})

import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import type { IngestSummary } from '../../src/model/report/ingest.ts'
import type { CommentRecord } from '../../src/model/report/records.ts'
import { SAMPLE_MBOX, SAMPLE_PAGE } from '../support/samples.ts'
import { exportsOf, withStore, type Exports } from '../support/stores.ts'

const DRIVER = 'drivers/hwmon/kt4320.c'
const OLD_DRIVER = 'drivers/hwmon/kt4310.c'
const BINDING = 'Documentation/devicetree/bindings/hwmon/kestrel,kt4320.yaml'

interface Placed {
  /** How the comment begins, as data/README.md says. */
  readonly words: string
  readonly version: number
  readonly patch: number
  readonly part: string
  readonly path: string | null
  /** In the line that the comment is finally about: the last line of `about`. */
  readonly about: string
}

/** Comments of data/README.md with the line that stands above each in its mail. */
const PLACED: readonly Placed[] = [
  {
    words: 'Could you be more specific?',
    version: 1,
    patch: 0,
    part: 'cover',
    path: null,
    about: 'driver.',
  },
  {
    words: 'nit: no need for',
    version: 1,
    patch: 1,
    part: 'commit-message',
    path: null,
    about: 'a voltage comparator.',
  },
  {
    words: 'hwmon-common.yaml has',
    version: 1,
    patch: 1,
    part: 'diff',
    path: BINDING,
    about: 'default: 2000',
  },
  {
    words: 'How many samples to average',
    version: 1,
    patch: 1,
    part: 'diff',
    path: BINDING,
    about: 'default: 16',
  },
  {
    words: 'The chip has no supply pin?',
    version: 1,
    patch: 1,
    part: 'diff',
    path: BINDING,
    about: '- reg',
  },
  {
    words: 'Node names should be generic',
    version: 1,
    patch: 1,
    part: 'diff',
    path: BINDING,
    about: 'kt4320@40 {',
  },
  {
    words: 'shunt_uohm is u32',
    version: 1,
    patch: 2,
    part: 'diff',
    path: OLD_DRIVER,
    about: 'data->shunt_uohm);',
  },
  {
    words: 'A 0 in the device tree',
    version: 1,
    patch: 2,
    part: 'diff',
    path: OLD_DRIVER,
    about: 'kt43xx_shunt(dev);',
  },
  {
    words: 'That is a bug fix',
    version: 1,
    patch: 2,
    part: 'commit-message',
    path: null,
    about: 'treat the shunt voltage as signed.',
  },
  {
    words: 'Is this worth a header?',
    version: 1,
    patch: 2,
    part: 'diff',
    path: 'drivers/hwmon/kt43xx.h',
    about: '+}',
  },
  {
    words: 'Documentation/hwmon/kt4320.rst is missing',
    version: 1,
    patch: 3,
    part: 'diffstat',
    path: null,
    about: '3 files changed',
  },
  {
    words: 'Not used. It is mod_devicetable.h',
    version: 1,
    patch: 3,
    part: 'diff',
    path: DRIVER,
    about: '<linux/of.h>',
  },
  {
    words: 'The hwmon core serializes',
    version: 1,
    patch: 3,
    part: 'diff',
    path: DRIVER,
    about: 'struct mutex lock;',
  },
  {
    words: 'This overflows. With a 500 uOhm',
    version: 1,
    patch: 3,
    part: 'diff',
    path: DRIVER,
    about: 'data->current_lsb * 25;',
  },
  {
    words: 'Where does the 20 come from?',
    version: 1,
    patch: 3,
    part: 'diff',
    path: DRIVER,
    about: 'msleep(20);',
  },
  {
    words: 'With a 1 Ohm shunt',
    version: 1,
    patch: 3,
    part: 'diff',
    path: DRIVER,
    about: 'DIV_ROUND_CLOSEST(2500000',
  },
  {
    words: 'From the datasheet',
    version: 1,
    patch: 3,
    part: 'reply',
    path: null,
    about: 'msleep(20);',
  },
  {
    words: 'I missed that. Dropped.',
    version: 1,
    patch: 3,
    part: 'reply',
    path: null,
    about: 'struct mutex lock;',
  },
  {
    words: 'The cast in kt4310_read()',
    version: 2,
    patch: 3,
    part: 'diff',
    path: OLD_DRIVER,
    about: 'must not be 0',
  },
  {
    words: 'val * 1000 overflows',
    version: 2,
    patch: 4,
    part: 'diff',
    path: DRIVER,
    about: 'clamp_val(DIV_ROUND_CLOSEST(val * 1000',
  },
  {
    words: 'v1 rounded here',
    version: 2,
    patch: 4,
    part: 'diff',
    path: DRIVER,
    about: 'div_s64((s64)(s16)reg',
  },
  {
    words: 'The chip has a limit for the power',
    version: 2,
    patch: 4,
    part: 'diff',
    path: DRIVER,
    about: 'HWMON_P_INPUT',
  },
  {
    words: 'nit: 0x%04x.',
    version: 2,
    patch: 4,
    part: 'diff',
    path: DRIVER,
    about: 'unexpected device ID %x',
  },
  {
    words: "The driver data isn't used",
    version: 2,
    patch: 4,
    part: 'diff',
    path: DRIVER,
    about: '{ "kt4320", 0 },',
  },
  {
    words: 'What about suspend?',
    version: 3,
    patch: 3,
    part: 'diff',
    path: DRIVER,
    about: 'failed to enable vdd',
  },
]

describe('the sample', () => {
  let summary: IngestSummary
  let bodies: ReadonlyMap<string, readonly string[]>
  let exports: Exports

  before(async () => {
    await withStore(async (store) => {
      summary = await ingest(store, [SAMPLE_MBOX, SAMPLE_PAGE])
      exports = await exportsOf(store)
      const rows = await store.all<{ message_id: string; body: string }>(
        'SELECT message_id, body FROM message',
      )
      bodies = new Map(rows.map(({ message_id, body }) => [message_id, body.split('\n')]))
    })
  })

  const commentOf = (words: string): CommentRecord => {
    const [found, another] = exports.comments.filter(({ text }) => text.startsWith(words))
    assert.ok(found && !another, `one comment begins with "${words}"`)
    return found
  }

  test('is 3 covers, 11 patches and 17 replies, without a problem', () => {
    assert.deepEqual(summary.kinds, { cover: 3, patch: 11, reply: 17, other: 0 })
    assert.deepEqual(summary.problems, [])
    assert.equal(summary.added, 31)
  })

  test('is three threads, one of each version', () => assert.equal(summary.threads, 3))

  for (const { words, version, patch, part, path, about } of PLACED) {
    test(`"${words}" stands under its lines`, () => {
      const comment = commentOf(words)
      assert.equal(comment.anchor?.part, part)
      assert.equal(comment.anchor.path, path)
      assert.equal(comment.anchor.ambiguous, false)
      assert.deepEqual([comment.revision, comment.patch], [version, patch])
      assert.ok(comment.about)
      assert.ok(bodies.get(comment.about.messageId)?.[comment.about.endLine - 1]?.includes(about))
    })
  }

  test('an answer names the comment it answers', () => {
    assert.equal(
      commentOf('From the datasheet').answers,
      commentOf('Where does the 20 come from?').id,
    )
    assert.equal(
      commentOf('Fair enough, keep it then.').answers,
      commentOf('I would rather keep it.').id,
    )
    assert.equal(
      commentOf('I would rather keep it.').answers,
      commentOf('Please drop this check.').id,
    )
  })

  test('no quoted line is in doubt, and few were not found', () => {
    assert.equal(summary.ambiguousLines, 0)
    assert.ok(summary.quotedLines.none <= 3, `${summary.quotedLines.none} lines`)
    assert.ok(summary.quotedLines.exact > 100)
  })

  test('new errors of the robot, marked with `>>`, are its own words', () => {
    const robot = '<202510151132.kQ7vXcNd-lkp@robot.example.org>'
    assert.deepEqual(
      exports.links.filter(({ messageId }) => messageId === robot),
      [],
    )
    const said = exports.comments.filter(({ messageId }) => messageId === robot)
    assert.ok(said.some(({ text }) => text.includes('>> drivers/hwmon/kt4320.c:177:34: error')))
    assert.ok(said.every(({ sender }) => sender === 'ci'))
  })

  test('people are people', () => {
    assert.ok(
      exports.comments
        .filter(({ author }) => !author.name?.includes('robot'))
        .every(({ sender }) => sender === 'human'),
    )
  })
})

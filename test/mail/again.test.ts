import assert from 'node:assert/strict'
import { appendFileSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { mailText, mboxText } from '../support/mails.ts'
import { runOf, type Marks } from '../support/runs.ts'
import { SAMPLE_MBOX } from '../support/samples.ts'
import { temporaryFolder, written } from '../support/stores.ts'

const mail = (id: string): { id: string; body: string } => ({ id, body: `${id}.\n` })
const ONE = mboxText([mail('one')])
const TWO = mboxText([mail('one'), mail('two')])

describe('an mbox is read on from where it ended', () => {
  const folder = temporaryFolder()

  test('nothing new, then one message', async () => {
    const path = written(folder, 'list.mbox', TWO)
    const marks: Marks = new Map()
    assert.deepEqual((await runOf(path, marks)).ids, ['one', 'two'])
    assert.deepEqual((await runOf(path, marks)).steps, [])
    appendFileSync(path, mboxText([mail('three')]))
    const { ids, places } = await runOf(path, marks)
    assert.deepEqual([ids, places], [['three'], [`byte ${TWO.length}`]])
    assert.deepEqual((await runOf(path, marks)).steps, [])
  })

  test('an MMDF mailbox, too', async () => {
    const mmdf = (id: string): string => `\x01\x01\x01\x01\n${mailText(mail(id))}\x01\x01\x01\x01\n`
    const path = written(folder, 'mmdf', mmdf('one') + mmdf('two'))
    const marks: Marks = new Map()
    assert.deepEqual((await runOf(path, marks)).ids, ['one', 'two'])
    appendFileSync(path, mmdf('three'))
    assert.deepEqual((await runOf(path, marks)).ids, ['three'])
    assert.deepEqual((await runOf(path, marks)).steps, [])
  })

  test('a time that was set anew, or a copy elsewhere, changes nothing', async () => {
    const path = written(folder, 'touched.mbox', TWO)
    const marks: Marks = new Map()
    await runOf(path, marks)
    utimesSync(path, new Date(0), new Date(0))
    assert.deepEqual((await runOf(path, marks)).steps, [])
    assert.deepEqual((await runOf(written(folder, 'copy.mbox', TWO), marks)).steps, [])
  })

  test('a rewritten one is read from its start', async () => {
    const path = written(folder, 'rewritten.mbox', TWO)
    const marks: Marks = new Map()
    await runOf(path, marks)
    writeFileSync(path, mboxText([mail('two'), mail('three'), mail('four')]))
    assert.deepEqual((await runOf(path, marks)).ids, ['two', 'three', 'four'])
    writeFileSync(path, ONE)
    assert.deepEqual((await runOf(path, marks)).ids, ['one'])
    // A mailbox is emptied when its mail is moved elsewhere.
    writeFileSync(path, '')
    assert.deepEqual(await runOf(path, marks).then(({ steps, error }) => [steps, error]), [
      [],
      null,
    ])
    writeFileSync(path, mboxText([mail('five')]))
    assert.deepEqual((await runOf(path, marks)).ids, ['five'])
  })

  test('a message that is cut off in the middle is read again when it is whole', async () => {
    const path = written(folder, 'cut.mbox', TWO.slice(0, -4))
    const marks: Marks = new Map()
    const cut = await runOf(path, marks)
    assert.deepEqual([cut.ids, cut.error?.at], [['one', 'two'], `byte ${ONE.length}`])
    const still = await runOf(path, marks)
    assert.deepEqual([still.ids, still.error?.at], [['two'], `byte ${ONE.length}`])
    writeFileSync(path, TWO)
    const whole = await runOf(path, marks)
    assert.deepEqual([whole.ids, whole.error], [['two'], null])
    assert.equal(whole.steps[0]?.raw?.bytes.toString(), mailText(mail('two')))
    assert.deepEqual((await runOf(path, marks)).steps, [])
  })

  test('a message that was being written when it was read', async () => {
    const path = written(folder, 'growing.mbox', ONE.trimEnd() + '\n')
    const marks: Marks = new Map()
    assert.deepEqual((await runOf(path, marks)).ids, ['one'])
    appendFileSync(path, 'More.\n')
    const { steps } = await runOf(path, marks)
    assert.match(steps[0]?.raw?.bytes.toString() ?? '', /\none\.\nMore\.\n$/)
    // An empty line alone ends the message, and is no part of it.
    appendFileSync(path, '\n')
    assert.deepEqual((await runOf(path, marks)).ids, [])
    appendFileSync(path, mboxText([mail('two')]))
    assert.deepEqual((await runOf(path, marks)).ids, ['two'])
  })

  test('a large one has marks on the way: a run that was killed goes on from the last', async () => {
    const mails = Array.from({ length: 300 }, (_, i) => ({
      id: `m${i}`,
      body: `${'x'.repeat(70)}\n`.repeat(900),
    }))
    const path = written(folder, 'large.mbox', mboxText(mails))
    const { steps, ids } = await runOf(path)
    assert.equal(ids.length, 300)
    const marked = steps.findIndex(({ checkpoint }) => checkpoint)
    assert.ok(marked > 0 && marked < 100, `after ${marked} messages`)
    const mark = steps[marked]?.checkpoint
    assert.deepEqual(
      (await runOf(path, new Map([['', mark?.reached ?? '']]))).ids,
      ids.slice(marked + 1),
    )
    const shares = steps.map(({ share }) => share ?? -1)
    assert.deepEqual(
      shares,
      [...shares].sort((a, b) => a - b),
    )
    assert.equal(shares.at(-1), 1)
  })

  test('a mark that makes no sense is no mark', async () => {
    const path = written(folder, 'odd.mbox', TWO)
    for (const reached of ['', 'mbox', 'mbox 0 1 2 3', 'mbox 9 9 999999 abc', 'file 1 2']) {
      assert.deepEqual((await runOf(path, new Map([['', reached]]))).ids, ['one', 'two'])
    }
  })

  test('cut in the middle of the line between two mails, the first has none of it', async () => {
    const between = TWO.indexOf('\nFrom ', 10) + 1
    for (const more of [1, 3, 5, 9]) {
      const path = join(folder, `between-${more}.mbox`)
      const marks: Marks = new Map()
      const bodies: string[] = []
      for (const size of [between, between + more, TWO.length]) {
        writeFileSync(path, TWO.slice(0, size))
        const { steps } = await runOf(path, marks)
        for (const { raw } of steps) if (raw) bodies.push(raw.bytes.toString('latin1'))
      }
      assert.equal(bodies.length, 2, `${more} letters`)
      assert.ok(!bodies.some((body) => body.endsWith('\nF')))
    }
  })

  test('wherever it was cut between two runs, nothing is missed and nothing is read twice but a last message', async () => {
    const whole = Buffer.concat([readFileSync(SAMPLE_MBOX), Buffer.from('\n'), Buffer.from(TWO)])
    const path = written(folder, 'law.mbox', whole)
    const all = await runOf(path)
    const telling = [0, 1, 2]
      .flatMap((more) => all.places.map((place) => Number(place?.slice(5)) - more))
      .filter((at) => at > 0)
    const cut = fc.oneof(fc.integer({ min: 1, max: whole.length }), fc.constantFrom(...telling))
    await fc.assert(
      fc.asyncProperty(fc.array(cut, { minLength: 1, maxLength: 3 }), async (cuts) => {
        const marks: Marks = new Map()
        const seen = new Map<string | null, string>()
        let read = 0
        for (const size of [...cuts].sort((a, b) => a - b).concat(whole.length)) {
          writeFileSync(path, whole.subarray(0, size))
          const { steps } = await runOf(path, marks)
          for (const { raw } of steps)
            if (raw) seen.set(raw.foundAt.at, raw.bytes.toString('latin1'))
          read += steps.filter(({ raw }) => raw).length
        }
        assert.deepEqual(
          [...seen.values()],
          all.steps.flatMap(({ raw }) => (raw ? [raw.bytes.toString('latin1')] : [])),
        )
        assert.ok(read <= all.ids.length + cuts.length, `${read} read`)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a file that is read as a whole is not read again while it is the same', () => {
  const folder = temporaryFolder()
  const kinds: readonly (readonly [string, Buffer, Buffer])[] = [
    ['one.eml', Buffer.from(mailText(mail('one'))), Buffer.from(mailText(mail('two')))],
    ['one.mbox.gz', gzipSync(ONE), gzipSync(TWO)],
    [
      'page.html',
      Buffer.from('<!-- MHonArc v2.6.19 -->\n<!--X-Subject: flow -->\nMessage-ID: <one@x>\n'),
      Buffer.from('<!-- MHonArc v2.6.19 -->\n<!--X-Subject: flow -->\n'),
    ],
  ]
  for (const [name, first, then] of kinds) {
    test(name, async () => {
      const path = written(folder, name, first)
      const marks: Marks = new Map()
      const { ids } = await runOf(path, marks)
      assert.equal(ids.length, 1)
      assert.deepEqual((await runOf(path, marks)).steps, [])
      writeFileSync(path, then)
      assert.ok((await runOf(path, marks)).ids.length > 0)
      assert.deepEqual((await runOf(path, marks)).steps, [])
    })
  }

  test('one that could not be read to its end has no mark', async () => {
    const whole = gzipSync(
      mboxText(
        Array.from({ length: 50 }, (_, i) => ({
          id: `m${i}`,
          body: `${Math.sin(i)}\n`.repeat(50),
        })),
      ),
    )
    const path = written(folder, 'cut.gz', whole.subarray(0, whole.length - 20))
    const marks: Marks = new Map()
    assert.match((await runOf(path, marks)).error?.message ?? '', /ends early/)
    assert.equal(marks.size, 0)
  })
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { splitMbox } from '../../src/mail/source/mbox.ts'
import { casesOf, optionsOf } from '../support/cases.ts'
import { inChunks } from '../support/mails.ts'
import { assertSays } from '../support/same.ts'
import { SAMPLE_MBOX } from '../support/samples.ts'

interface Entry {
  readonly offset: number
  readonly lines: readonly string[]
}

async function split(chunks: readonly Buffer[]): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const { offset, bytes } of splitMbox(inChunks(chunks)))
    entries.push({ offset, lines: bytes.toString('latin1').split('\n') })
  return entries
}

/** `bytes` cut at the given places. */
function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const cuts = [
    0,
    ...new Set(places.map((place) => place % (bytes.length + 1))),
    bytes.length,
  ].sort((a, b) => a - b)
  return cuts.slice(1).map((end, i) => bytes.subarray(cuts[i], end))
}

describe('an mbox is split into mails', () => {
  for (const one of casesOf('mbox')) {
    test(one.name, optionsOf(one), async () =>
      assertSays({ entries: await split([one.bytes]) }, one.expected),
    )
  }

  test('the sample has 30 mails', async () => {
    assert.equal((await split([readFileSync(SAMPLE_MBOX)])).length, 30)
  })
})

describe('laws of splitting', () => {
  const places = fc.array(fc.nat(), { maxLength: 30 })

  test('it does not matter how the bytes arrive', async () => {
    for (const { bytes } of casesOf('mbox')) {
      const whole = await split([bytes])
      await fc.assert(
        fc.asyncProperty(places, async (at) =>
          assert.deepEqual(await split(cutAt(bytes, at)), whole),
        ),
        { numRuns: 10 },
      )
    }
  })

  test('nor where the mbox is larger than the buffer', async () => {
    const sample = readFileSync(SAMPLE_MBOX)
    const large = Buffer.concat(
      Array.from({ length: 30 }, () => [sample, Buffer.from('\n')]).flat(),
    )
    const whole = await split([large])
    assert.equal(whole.length, 900)
    await fc.assert(
      fc.asyncProperty(places, async (at) =>
        assert.deepEqual(await split(cutAt(large, at)), whole),
      ),
      { numRuns: 4 },
    )
  })

  test('nor where Content-Length reaches beyond what has arrived yet', async () => {
    const from = 'From tova@example.org Mon Aug  3 07:03:00 2020\n'
    const body = `Two lines.\n\n${from}Subject: quoted in full\n\n${'A long log follows.\n'.repeat(100_000)}`
    const one = `${from}Message-ID: <one@example.org>\nContent-Length: ${body.length}\n\n${body}\n`
    const mbox = Buffer.from(`${one}${from}Message-ID: <two@example.org>\n\nTwo.\n`)
    const pieces = Array.from({ length: Math.ceil(mbox.length / 65536) }, (_, i) =>
      mbox.subarray(i * 65536, (i + 1) * 65536),
    )
    const offsets = async (chunks: Buffer[]): Promise<number[]> =>
      (await split(chunks)).map(({ offset }) => offset)
    assert.equal((await offsets([mbox])).length, 2)
    assert.deepEqual(await offsets(pieces), await offsets([mbox]))
  })

  test('what mboxrd escapes comes back to the byte', async () => {
    const telling = fc.constantFrom(
      '',
      'From x',
      '>From x',
      '>>From x',
      '> From x',
      ' From x',
      'a From b',
      'Subject: x',
    )
    const line = fc.oneof(telling, fc.string({ maxLength: 20 }))
    const body = fc
      .array(
        line.map((text) => text.replace(/[\r\n]/g, '')),
        { maxLength: 10 },
      )
      .map((lines) => `${lines.join('\n')}\n`)
    await fc.assert(
      fc.asyncProperty(fc.array(body, { minLength: 1, maxLength: 4 }), async (bodies) => {
        const mails = bodies.map((text, i) => `Message-ID: <${i}@example.org>\n\n${text}`)
        const escaped = mails.map((mail) => mail.replace(/^(>*From )/gm, '>$1'))
        const mbox = escaped
          .map((mail) => `From mboxrd@z Thu Jan  1 00:00:00 1970\n${mail}\n`)
          .join('')
        const found = await split([Buffer.from(mbox, 'utf8')])
        assert.deepEqual(
          found.map(({ lines }) => Buffer.from(lines.join('\n'), 'latin1').toString('utf8')),
          mails,
        )
      }),
      { numRuns: 200 },
    )
  })
})

import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { detect } from '../../src/mail/source/detect.ts'
import { SourceError } from '../../src/mail/source-error.ts'
import { readSource } from '../../src/mail/source/sources.ts'
import type { RawMessage } from '../../src/model/message.ts'
import { mailText, mboxText } from '../support/mails.ts'
import { runOf } from '../support/runs.ts'
import { SAMPLE_MBOX, SAMPLE_PAGE } from '../support/samples.ts'
import { temporaryFolder, written } from '../support/stores.ts'

async function allOf(source: string): Promise<RawMessage[]> {
  const found: RawMessage[] = []
  for await (const { raw } of readSource(source)) if (raw) found.push(raw)
  return found
}

const ONE = mailText({ id: 'one', body: 'One.\n' })
const TWO = mboxText([
  { id: 'one', body: 'One.\n' },
  { id: 'two', body: 'Two.\n' },
])

describe('the kind of a source is told by its first bytes', () => {
  const kinds: readonly (readonly [string, string, string | Buffer])[] = [
    ['mbox', 'an mbox', TWO],
    ['mbox', 'the sample', readFileSync(SAMPLE_MBOX).subarray(0, 65536)],
    ['mail', 'one mail', ONE],
    ['mail', 'one mail with CRLF', ONE.replaceAll('\n', '\r\n')],
    [
      'mail',
      'a mail that begins with trace headers',
      `Return-Path: <tova@example.org>\nReceived: from a by b;\n\tMon, 3 Aug 2020\n${ONE}`,
    ],
    ['page', 'the text of an archive page', readFileSync(SAMPLE_PAGE)],
    ['page', 'a page of hypermail', '<!-- received="Fri Aug 21 06:06:58 2020" -->\n<html></html>'],
    ['page', 'a page of MHonArc', '<!-- MHonArc v2.6.19 -->\n<!--X-Subject: flow -->\n'],
    ['page', 'any page of HTML', '<!DOCTYPE html>\n<html><body></body></html>'],
    ['nothing', 'prose', 'Dear diary,\n\nFrom: now on I shall write mail.\n'],
    ['nothing', 'source code', '#include <linux/io.h>\n\nint a;\n'],
    ['nothing', 'a table', 'name: value\nother: value\n'],
    ['nothing', 'bytes', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 2, 3])],
    ['nothing', 'nothing at all', ''],
  ]
  for (const [kind, name, start] of kinds)
    test(`${name}: ${kind}`, () => assert.equal(detect(Buffer.from(start)), kind))
})

describe('a source yields its mails', () => {
  const folder = temporaryFolder()

  test('an mbox, with the place of each', async () => {
    const found = await allOf(written(folder, 'two.mbox', TWO))
    assert.deepEqual(
      found.map(({ form, foundAt }) => [form, foundAt.at]),
      [
        ['mail', 'byte 0'],
        ['mail', `byte ${TWO.indexOf('From ', 5)}`],
      ],
    )
    assert.equal(found[0]?.bytes.toString(), ONE)
  })

  test('compressed, once or twice', async () => {
    const once = gzipSync(TWO)
    assert.equal((await allOf(written(folder, 'two.gz', once))).length, 2)
    assert.equal((await allOf(written(folder, 'twice.gz', gzipSync(once)))).length, 2)
    assert.deepEqual(
      (await allOf(written(folder, 'one.gz', gzipSync(ONE)))).map(({ bytes }) => bytes.toString()),
      [ONE],
    )
  })

  test('members of a gzip file one after the other', async () => {
    const both = Buffer.concat([
      gzipSync(TWO),
      gzipSync(mboxText([{ id: 'three', body: 'Three.\n' }])),
    ])
    assert.equal((await allOf(written(folder, 'members.gz', both))).length, 3)
  })

  test('one mail and one page', async () => {
    const [mail] = await allOf(written(folder, 'one.eml', ONE))
    const [page] = await allOf(SAMPLE_PAGE)
    assert.deepEqual([mail?.form, mail?.foundAt.at, page?.form], ['mail', null, 'page'])
  })

  for (const [program, ...args] of [
    ['zstd', '-qc'],
    ['xz', '-c'],
    ['bzip2', '-c'],
  ] as const) {
    const isThere = spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined
    const options = { skip: isThere ? false : `${program} is not installed` }
    const squeezed = (bytes: Buffer | string): Buffer =>
      execFileSync(program, args, { input: bytes })

    test(`compressed by ${program}, also twice, and in gzip`, options, async () => {
      const once = squeezed(TWO)
      for (const [i, bytes] of [
        once,
        squeezed(once),
        gzipSync(once),
        squeezed(gzipSync(TWO)),
      ].entries()) {
        assert.equal((await allOf(written(folder, `${i}.${program}`, bytes))).length, 2)
      }
    })

    test(
      `${program} data that ends early or is damaged: what came before is kept`,
      options,
      async () => {
        const mails = Array.from({ length: 3000 }, (_, i) => ({
          id: `m${i}`,
          body: `${Math.sin(i)} ${Math.cos(i * 7)}\n`.repeat(40),
        }))
        const whole = squeezed(mboxText(mails))
        const cut = await runOf(
          written(folder, `cut.${program}`, whole.subarray(0, whole.length - 100)),
        )
        assert.match(cut.error?.message ?? '', /^compressed data ends early$/)
        assert.ok(cut.ids.length > 100 && cut.ids.length <= 3000, `${cut.ids.length} mails`)
        const bad = await runOf(
          written(
            folder,
            `bad.${program}`,
            Buffer.concat([whole.subarray(0, -5000), randomBytes(5000)]),
          ),
        )
        assert.match(bad.error?.message ?? '', /^compressed data /)
        assert.ok(bad.ids.length > 100)
      },
    )

    test(`without ${program}`, options, async () => {
      const path = written(folder, `without.${program}`, squeezed(TWO))
      const before = process.env['PATH']
      process.env['PATH'] = folder
      const { ids, error } = await runOf(path).finally(() => (process.env['PATH'] = before))
      assert.deepEqual(
        [ids, error?.message],
        [[], `compressed, and ${program} is not installed here`],
      )
    })
  }

  test('compressed without end', async () => {
    let bytes = Buffer.from(TWO)
    for (let i = 0; i < 8; i++) bytes = gzipSync(bytes)
    assert.match(
      (await runOf(written(folder, 'deep.gz', bytes))).error?.message ?? '',
      /too many times/,
    )
  })

  test('standard input, which has no checkpoints', () => {
    const sources = JSON.stringify(
      new URL('../../src/mail/source/sources.ts', import.meta.url).href,
    )
    const program = `const { readSource } = await import(${sources}); for await (const { raw, checkpoint, share } of readSource('-')) console.log(raw.foundAt.at, checkpoint, share)`
    const out = execFileSync(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', program],
      { input: gzipSync(TWO) },
    )
    assert.equal(out.toString(), `byte 0 null null\nbyte ${TWO.indexOf('From ', 5)} null null\n`)
  })

  test(
    'a named pipe',
    { skip: spawnSync('mkfifo', ['--version']).error ? 'no mkfifo here' : false },
    async () => {
      const pipe = join(folder, 'pipe')
      execFileSync('mkfifo', [pipe])
      const writing = writeFile(pipe, TWO)
      const { ids, steps } = await runOf(pipe)
      await writing
      assert.deepEqual([ids, steps.filter(({ checkpoint }) => checkpoint)], [['one', 'two'], []])
    },
  )
})

describe('a source that cannot be read says why', () => {
  const folder = temporaryFolder()
  const reason = async (source: string): Promise<string> => {
    try {
      await allOf(source)
    } catch (error) {
      assert.ok(error instanceof SourceError)
      return error.message
    }
    return 'was read'
  }

  test('no such file', async () =>
    assert.match(await reason(join(folder, 'absent')), /^no such file$/))
  test('an empty file is read: there is no mail in it', async () =>
    assert.equal(await reason(written(folder, 'empty', '')), 'was read'))
  test('no mail', async () =>
    assert.match(await reason(written(folder, 'prose', 'Dear diary,\n')), /no mail/))
  test('a folder', async () => assert.match(await reason(folder), /folder/))
  test('damaged gzip', async () =>
    assert.match(
      await reason(written(folder, 'bad.gz', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]))),
      /compressed/,
    ))

  test('a gzip file cut short: what came before is kept', async () => {
    const mails = Array.from({ length: 400 }, (_, i) => ({
      id: `m${i}`,
      body: `${Math.sin(i)} ${Math.cos(i * 7)}\n`.repeat(40),
    }))
    const whole = gzipSync(mboxText(mails))
    const cut = written(folder, 'cut.gz', whole.subarray(0, whole.length >> 1))
    const found: RawMessage[] = []
    await assert.rejects(async () => {
      for await (const { raw } of readSource(cut)) if (raw) found.push(raw)
    }, /compressed data ends early/)
    assert.ok(found.length > 50 && found.length < 400, `${found.length} mails`)
  })
})

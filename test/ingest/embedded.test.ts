import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { parseMessage, type ParsedMessage } from '../../src/ingest/content.ts'
import { ingest } from '../../src/ingest/ingest.ts'
import { readFactsAnew } from '../../src/ingest/upgrade.ts'
import { misfitsIn } from '../../src/store/check.ts'
import { MESSAGE_TEXT } from '../../src/store/tables/search.ts'
import { allExportsOf, ingested, temporaryFolder, withStore, written } from '../support/stores.ts'
import { mailText, mboxText } from '../support/mails.ts'

const DIFF =
  '---\ndiff --git a/flow.c b/flow.c\n--- a/flow.c\n+++ b/flow.c\n@@ -1,1 +1,2 @@\n int a;\n+int b;\n'
const FILE = `From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\nFrom: Ines Haugland <ines@example.net>\nSubject: [PATCH] flow: count\n\nCount.\n${DIFF}`

interface Part {
  readonly type: string
  readonly name?: string
  readonly text: string | Buffer
}

function mailOf(subject: string, parts: readonly Part[], kind = 'mixed'): Buffer {
  const bodies = parts.map(({ type, name, text }) => {
    const disposition = name ? `Content-Disposition: attachment; filename="${name}"\n` : ''
    return `--=_v\nContent-Type: ${type}\n${disposition}Content-Transfer-Encoding: base64\n\n${Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\n')}\n`
  })
  return Buffer.from(
    `Message-ID: <one@example.org>\nFrom: Tova Lindqvist <tova@example.org>\nDate: Mon, 3 Aug 2020 07:03:00 +0000\nSubject: ${subject}\nMIME-Version: 1.0\nContent-Type: multipart/${kind}; boundary="=_v"\n\n${bodies.join('')}--=_v--\n`,
  )
}

function parsed(bytes: Buffer): Promise<ParsedMessage> {
  return parseMessage({ foundAt: { source: 'x', at: null }, form: 'mail', bytes })
}

const PATCHES =
  'SELECT p.*, a.address FROM patch p JOIN address a ON a.id = p.author ORDER BY message'
const WORDS: Part = { type: 'text/plain', text: 'See below.\n' }

describe('attached to a mail', () => {
  test('several patch files are patches of their own, the mail is their cover', async () => {
    const files = [1, 2].map((n) => ({
      type: 'text/x-patch',
      name: `v2-000${n}-count.patch`,
      text: FILE,
    }))
    const { storable, embedded } = await parsed(mailOf('Count the flow', [WORDS, ...files]))
    assert.deepEqual([storable?.content.kind, storable?.content.subject.version], ['cover', 2])
    assert.deepEqual(
      embedded.map(({ message, content }) => [
        message.id,
        message.subject,
        content.kind,
        content.patch?.author?.address,
      ]),
      [1, 2].map((n) => [
        `<attached-${n}.one@example.org>`,
        `[PATCH v2 ${n}/2] flow: count`,
        'patch',
        'ines@example.net',
      ]),
    )
  })

  test('stored bodies taken apart anew are what they were', async () => {
    const files = [1, 2].map((n) => ({
      type: 'text/x-patch',
      name: `v2-000${n}-count.patch`,
      text: FILE,
    }))
    const mail = written(temporaryFolder(), 'set.eml', mailOf('Count the flow', [WORDS, ...files]))
    await withStore(async (store) => {
      await ingest(store, [mail])
      const before = await store.all(PATCHES)
      assert.equal(before.length, 3)
      await readFactsAnew(store)
      assert.deepEqual(await store.all(PATCHES), before)
    })
  })

  test('a patch file that is compressed follows the text', async () => {
    const { storable } = await parsed(
      mailOf('[PATCH] flow: count', [
        WORDS,
        { type: 'application/gzip', name: '1.patch.gz', text: gzipSync(FILE) },
      ]),
    )
    assert.equal(storable?.content.kind, 'patch')
    assert.equal(storable.content.diff.files.length, 1)
  })

  test('what cannot be read is a listed problem', async () => {
    const { problems } = await parsed(
      mailOf('[PATCH] flow: count', [
        WORDS,
        { type: 'application/x-xz', name: '1.patch.xz', text: Buffer.from([0xfd, 0, 1]) },
      ]),
    )
    assert.ok(
      problems.some(({ kind, text }) => kind === 'attachment' && text.includes('1.patch.xz')),
    )
  })

  test('a later version in the same thread is a patch, an answer with a patch of its own is none', async () => {
    const attach = (name: string): Part => ({ type: 'text/x-patch', name, text: FILE })
    const kinds = [
      ['Re: Count the flow', 'v3-0001-count.patch'],
      ['Re: [PATCH] flow: count', 'v3-0001-count.patch'],
      ['Re: Count the flow', 'idea.patch'],
    ]
    const found = await Promise.all(
      kinds.map(
        async ([subject = '', name = '']) =>
          (await parsed(mailOf(subject, [WORDS, attach(name)]))).storable?.content.kind,
      ),
    )
    assert.deepEqual(found, ['patch', 'reply', 'reply'])
  })

  test('the mails of a digest are mails of their own, with or without a type', async () => {
    const mails = ['a', 'b'].map((id) => mailText({ id, body: `I am ${id}.\n` }))
    const text = `Message-ID: <d@example.org>\nFrom: x@example.org\nDate: Mon, 3 Aug 2020 07:03:00 +0000\nSubject: Digest\nContent-Type: multipart/digest; boundary="=_v"\n\n--=_v\n\n${mails[0] ?? ''}\n--=_v\nContent-Type: message/rfc822\n\n${mails[1] ?? ''}\n--=_v--\n`
    const { embedded } = await parsed(Buffer.from(text))
    assert.deepEqual(
      embedded.map(({ message }) => message.id),
      ['<a@example.org>', '<b@example.org>'],
    )
  })
})

describe('a digest in plain text (RFC 1153)', () => {
  const rule = '-'.repeat(30)
  const mail = (id: string): string =>
    `Message: 1\n${mailText({ id, body: `I am ${id}.\n` }).trimEnd()}\n\n${rule}\n\n`
  const digestOf = (mails: string, head = ''): Buffer =>
    Buffer.from(
      `Message-ID: <d@example.org>\nFrom: x@example.org\nDate: Mon, 3 Aug 2020 07:03:00 +0000\nSubject: Digest\n\n${head}${'-'.repeat(70)}\n\n${mails}`,
    )
  const end = `Subject: Digest Footer\n\n${'_'.repeat(40)}\nvalves mailing list\n\n${rule}\n\nEnd of Valves Digest\n***\n`

  test('its mails are mails of their own, its own text is what stands above', async () => {
    const digest = digestOf(`${mail('a')}${mail('b')}${end}`, "Today's Topics: a, b\n\n")
    const { storable, embedded, problems } = await parsed(digest)
    assert.equal(storable?.message.body.trim(), "Today's Topics: a, b")
    assert.deepEqual(
      embedded.map(({ message }) => [message.id, message.body.trim()]),
      [
        ['<a@example.org>', 'I am a.'],
        ['<b@example.org>', 'I am b.'],
      ],
    )
    assert.deepEqual(problems, [])
  })

  test('a mail without an id has one of its place', async () => {
    const without = (id: string): string => mail(id).replace(/^Message-ID.*\n/im, '')
    const { embedded } = await parsed(digestOf(`${without('a')}${without('b')}${end}`))
    assert.deepEqual(
      embedded.map(({ message }) => message.id),
      ['<attached-1.d@example.org>', '<attached-2.d@example.org>'],
    )
  })

  test('a report with rules and fields is none', async () => {
    const { embedded } = await parsed(digestOf(`From: here\nSubject: prose\n\nText.\n`))
    assert.deepEqual(embedded, [])
  })
})

describe('packed by programs that may be missing', () => {
  const FILES = [
    ['xz', 'xz', ['-c']],
    ['bz2', 'bzip2', ['-c']],
    ['zst', 'zstd', ['-qc']],
  ] as const
  for (const [ending, program, args] of FILES) {
    const isThere = spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined
    const options = { skip: isThere ? false : `${program} is not installed` }
    const mailWith = (text: Buffer): Buffer =>
      mailOf('[PATCH] flow: count', [
        WORDS,
        { type: 'application/octet-stream', name: `0001-count.patch.${ending}`, text },
      ])
    test(`a patch in .${ending}`, options, async () => {
      const { storable } = await parsed(mailWith(execFileSync(program, args, { input: FILE })))
      assert.equal(storable?.content.kind, 'patch')
    })
    test(`a damaged .${ending} is a listed problem`, options, async () => {
      const packed = execFileSync(program, args, { input: FILE })
      const { problems } = await parsed(mailWith(packed.subarray(0, packed.length - 20)))
      assert.deepEqual(
        problems.map(({ text }) => text),
        [`an attachment was not read: 0001-count.patch.${ending}`],
      )
    })
  }
})

describe('the same Message-ID with other words', () => {
  const folder = temporaryFolder()
  const problemsOf = async (...bodies: string[]): Promise<string[]> => {
    const file = written(
      folder,
      'again.mbox',
      mboxText(bodies.map((body) => ({ id: 'one', body }))),
    )
    return (await ingested(file)).summary.problems.map(({ kind }) => kind)
  }
  test('is a listed problem', async () =>
    assert.deepEqual(await problemsOf('One.\n', 'Two.\n'), ['other-copy']))
  test('a copy with a list footer is the same', async () =>
    assert.deepEqual(
      await problemsOf('One.\n', `One.\n${'_'.repeat(47)}\nvalves mailing list\n`),
      [],
    ))

  const PATCH = `Count.\n\nSigned-off-by: Tova Lindqvist <tova@example.org>\n${DIFF}`
  const stores = async (...bodies: string[]): Promise<unknown[]> =>
    withStore(async (store) => {
      for (const [i, body] of bodies.entries())
        await ingest(store, [written(folder, `run-${i}.mbox`, mboxText([{ id: 'one', body }]))])
      const misfits = await misfitsIn(store)
      assert.deepEqual(misfits, [])
      const { text, values } = store.dialect.matching(MESSAGE_TEXT, '"int b"')
      const found = await store.all(`SELECT count(*) AS n FROM (${text}) h`, ...values)
      return [await allExportsOf(store), await store.all('SELECT body FROM message'), found]
    })
  const cut = PATCH.slice(0, PATCH.indexOf('+int b'))

  test('a mail that was cut short makes way for a whole one, in a later run, too', async () => {
    const whole = await stores(PATCH)
    assert.deepEqual(await stores(cut, PATCH), whole)
    assert.deepEqual(await stores(PATCH, cut), whole)
    assert.deepEqual(await problemsOf(cut, PATCH), ['short-hunk', 'other-copy'])
  })
  test('an empty entry of a mailbox is a problem and no mail', async () => {
    const file = written(
      folder,
      'empty.mbox',
      `From x Mon Mar  3 10:00:00 2025\n\n\n${mboxText([{ id: 'one', body: 'One.\n' }])}`,
    )
    const { summary } = await ingested(file)
    assert.deepEqual([summary.added, summary.problems.map(({ kind }) => kind)], [1, ['malformed']])
  })
})

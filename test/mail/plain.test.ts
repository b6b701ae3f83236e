import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import libmime from 'libmime'
import { decodeMessage } from '../../src/mail/decode/decode.ts'
import type { ParsedMail } from '../../src/mail/decode/parsed-mail.ts'
import { parseWithMailparser } from '../../src/mail/decode/mailparser.ts'
import { parsePlain } from '../../src/mail/decode/plain.ts'
import { mailsIn } from '../support/mails.ts'
import { SAMPLE_MBOX } from '../support/samples.ts'

const MAILS = fileURLToPath(new URL('../fixtures/mail/', import.meta.url))

/** What the plain reader makes of a mail all of whose fields are read. */
function plainly(mail: string | Buffer): ParsedMail | null {
  const text = Buffer.from(mail).toString('latin1')
  const { 0: gap = '', index = text.length } = /\r?\n\r?\n/.exec(text) ?? {}
  return parsePlain(text.slice(0, index), Buffer.from(text.slice(index + gap.length), 'latin1'))
}

/** A mail says the same in whatever way it is read. */
async function assertReadAlike(mail: string | Buffer): Promise<void> {
  const raw = {
    foundAt: { source: 'test', at: null },
    form: 'mail',
    bytes: Buffer.from(mail),
  } as const
  assert.deepEqual(await decodeMessage(raw), await decodeMessage(raw, parseWithMailparser))
}

describe('a mail says what mailparser finds in it', () => {
  for (const name of readdirSync(MAILS).filter((file) => file.endsWith('.eml'))) {
    test(name, () => assertReadAlike(readFileSync(join(MAILS, name))))
  }

  test('each of the sample', async () => {
    const mails = await mailsIn(SAMPLE_MBOX)
    assert.ok(mails.length > 20)
    for (const mail of mails) await assertReadAlike(mail)
  })
})

const LINES = [
  '',
  ' ',
  'Words.',
  '> quoted words',
  '>> > deeper',
  '-- ',
  'From here on',
  '+\tflow->retries = 5;',
  'trailing blanks  ',
  '\ttab\t',
  'a=b=3D',
  '=',
  '==',
  '=?utf-8?q?no?=',
  '.',
  'x'.repeat(90),
  '--=_boundary',
  'a: b',
]
const WIDE_LINES = ['Zoltán', 'naïve → 32 µs', '日本語', '\u00a0', '\u2028 a line?', '\ufeffmark']
const word = fc.constantFrom(
  'flow',
  'lock',
  'v2',
  '[PATCH]',
  '3/4',
  'a,b',
  '"quoted"',
  '(paren)',
  '<x>',
  'Zoltán',
  '日本',
  '=?utf-8?q?x?=',
  '=',
  ':',
  ';',
)
const NAMES = [
  'Tova Lindqvist',
  'Bram',
  'O’Neil',
  'Zoltán Kerekesi',
  'Lindqvist, Tova',
  'Tova (she)',
  'J. R. Hacker',
  'kiln@ci',
  'a  b',
  'Tova "T" L',
  '日本 太郎',
  '',
  'via Lists: all',
]
const ADDRESSES = ['tova@example.org', 'Bram.Okonkwo@Example.NET', 'x+y@z', "o'neil@example.org"]

/** The ways to write a name before an address: as it is, between quotes, as an encoded word. */
const person = fc
  .tuple(
    fc.constantFrom(...NAMES),
    fc.constantFrom(...ADDRESSES),
    fc.constantFrom('bare', 'quoted', 'Q', 'B', 'none'),
  )
  .map(([name, address, form]) => {
    if (form === 'none' || name === '') return address
    if (form === 'Q' || form === 'B') return `${libmime.encodeWord(name, form, 40)} <${address}>`
    const plain = name.replace(/[^\x20-\x7e]/g, 'o')
    return form === 'quoted'
      ? `"${plain.replace(/["\\]/g, '\\$&')}" <${address}>`
      : `${plain} <${address}>`
  })
const people = fc
  .tuple(
    fc.array(person, { minLength: 1, maxLength: 3 }),
    fc.constantFrom(', ', ',', ',\n\t', ',\n '),
  )
  .map(([list, comma]) => list.join(comma))
const subject = fc
  .tuple(fc.array(word, { maxLength: 6 }), fc.constantFrom(' ', '\n ', '\n\t', '  '))
  .map(([words, blank]) =>
    words.map((w) => (/[^\x20-\x7e]/.test(w) ? libmime.encodeWord(w, 'Q') : w)).join(blank),
  )
const maybe = (field: string, value: fc.Arbitrary<string>): fc.Arbitrary<string[]> =>
  fc
    .option(value, { nil: null, freq: 4 })
    .map((text) => (text === null ? [] : [`${field}: ${text}`]))
const spelt = (name: string): fc.Arbitrary<string> =>
  fc.constantFrom(name, name, name.toLowerCase(), name.toUpperCase())

interface Body {
  readonly fields: readonly string[]
  readonly bytes: Buffer
}

const charset = fc.constantFrom(
  null,
  'us-ascii',
  'utf-8',
  'UTF-8',
  '"utf-8"',
  'iso-8859-1',
  'windows-1252',
)
const encoding = fc.constantFrom(null, '7bit', '8bit', 'quoted-printable', 'base64', 'Base64')
const bodyLines = fc.array(
  fc.oneof(
    { arbitrary: fc.constantFrom(...LINES), weight: 6 },
    { arbitrary: fc.constantFrom(...WIDE_LINES), weight: 1 },
  ),
  { maxLength: 8 },
)

/** A body in its transfer encoding, with the fields that say so, though not always what is true of it. */
const body = fc
  .record({
    lines: bodyLines,
    tail: fc.constantFrom('', '\n', '\n\n', '\n\n\n', '\n \n'),
    set: charset,
    how: encoding,
    flowed: fc.constantFrom(
      '',
      '',
      '; format=flowed',
      '; format=fixed',
      '; format=flowed; delsp=yes',
    ),
  })
  .map(({ lines, tail, set, how, flowed }): Body => {
    const text = lines.join('\n') + tail
    const bytes = Buffer.from(
      text,
      set?.startsWith('iso') || set?.startsWith('win') ? 'latin1' : 'utf8',
    )
    const type =
      set === null
        ? flowed === ''
          ? []
          : [`Content-Type: text/plain${flowed}`]
        : [`Content-Type: text/plain; charset=${set}${flowed}`]
    const fields = [...type, ...(how === null ? [] : [`Content-Transfer-Encoding: ${how}`])]
    if (how === 'quoted-printable') return { fields, bytes: Buffer.from(quotedPrintable(bytes)) }
    if (how?.toLowerCase() === 'base64')
      return {
        fields,
        bytes: Buffer.from(`${bytes.toString('base64').replace(/.{76}/g, '$&\n')}${tail}`),
      }
    return { fields, bytes }
  })

const SIGNATURE = [
  'Content-Type: application/pgp-signature; name="signature.asc"',
  'Content-Description: OpenPGP digital signature',
  '',
  '-----BEGIN PGP SIGNATURE-----',
  'iQ==',
  '-----END PGP SIGNATURE-----',
]

/** The same body as a part, with what else signed mail holds around and beside it. */
const signedBody = fc
  .record({
    inner: body,
    boundary: fc.constantFrom('=-x+1', 'b', 'kiln_27'),
    preamble: fc.constantFrom('', 'This is an OpenPGP/MIME signed message.\n'),
    type: fc.constantFrom('multipart/signed; micalg=pgp-sha256', 'multipart/mixed'),
    beside: fc.constantFrom(
      SIGNATURE,
      [],
      ['', 'a part without a header'],
      ['Content-Type: image/png', '', 'x'],
      ['Content-Type: text/plain', 'Content-Disposition: attachment', '', 'x'],
    ),
    end: fc.constantFrom('', '\n', '\n\n', '\n-- \na footer\n'),
    isTwice: fc.boolean(),
  })
  .map(({ inner, boundary, preamble, type, beside, end, isTwice }): Body => {
    const partsIn = (name: string, parts: readonly string[]): string =>
      `${parts.map((part) => `--${name}\n${part}\n`).join('')}--${name}--`
    const typeOf = (name: string): string => `Content-Type: ${type}; boundary="${name}"`
    const own = `${inner.fields.map((field) => `${field}\n`).join('')}\n${inner.bytes.toString('latin1')}`
    const first = isTwice ? `${typeOf(`${boundary}2`)}\n\n${partsIn(`${boundary}2`, [own])}\n` : own
    const others = beside.length > 0 ? [beside.join('\n')] : []
    const text = `${preamble}${partsIn(boundary, [first, ...others])}${end}`
    return { fields: [typeOf(boundary)], bytes: Buffer.from(text, 'latin1') }
  })

/** RFC 2045, 6.7: with soft line breaks, and blanks at line ends encoded. */
function quotedPrintable(bytes: Buffer): string {
  const lines = bytes
    .toString('latin1')
    .split('\n')
    .map((line) =>
      line.replace(
        /[^\x20-\x3c\x3e-\x7e\t]|[\t ]$/g,
        (char) => `=${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
      ),
    )
  return lines.map((line) => line.replace(/(?:=..|[^=]){60}(?=.)/g, '$&=\n')).join('\n')
}

const mail = fc
  .record({
    from: spelt('From').chain((name) => maybe(name, people)),
    to: spelt('To').chain((name) => maybe(name, people)),
    cc: maybe('Cc', people),
    subject: spelt('Subject').chain((name) => maybe(name, subject)),
    id: maybe(
      'Message-ID',
      fc.constantFrom('<a@example.org>', '\n <a@example.org>', 'a@example.org', '<a @example.org>'),
    ),
    date: maybe(
      'Date',
      fc.constantFrom(
        'Mon, 3 Aug 2020 07:03:00 +0000',
        'Mon,\n 3 Aug 2020 07:03:00 +0200 (CEST)',
        'some day',
      ),
    ),
    references: maybe(
      'References',
      fc.constantFrom(
        '<b@example.org> <c@example.org>',
        '<b@example.org>\n <c@example.org>',
        '<b@example.org><c@example.org>',
      ),
    ),
    listId: maybe(
      'List-Id',
      fc.constantFrom('flow <flow.lists.example.org>', '<flow.lists.example.org>'),
    ),
    mime: maybe('MIME-Version', fc.constant('1.0')),
    disposition: fc.option(fc.constant('Content-Disposition: inline'), { nil: null, freq: 1 }),
    trace: maybe('Received', fc.constant('from a by b;\n\tMon, 3 Aug 2020 07:03:00 +0000')),
    body: fc.oneof({ arbitrary: body, weight: 3 }, { arbitrary: signedBody, weight: 2 }),
    crlf: fc.boolean(),
  })
  .map(({ body: { fields, bytes }, crlf, disposition, ...rest }) => {
    const header = [
      ...rest.trace,
      ...rest.from,
      ...rest.to,
      ...rest.cc,
      ...rest.subject,
      ...rest.id,
      ...rest.date,
      ...rest.references,
      ...rest.listId,
      ...rest.mime,
      ...fields,
      ...(disposition ? [disposition] : []),
    ]
    const text = `${header.join('\n')}\n\n${bytes.toString('latin1')}`
    return Buffer.from(crlf ? text.replaceAll('\n', '\r\n') : text, 'latin1')
  })

describe('made-up mail', () => {
  test('says what mailparser finds in it, whatever its encoding, its charset and its fields', async () => {
    let plain = 0
    let signed = 0
    let all = 0
    await fc.assert(
      fc.asyncProperty(mail, async (bytes) => {
        all++
        const isPlain = plainly(bytes) !== null
        if (isPlain) plain++
        if (isPlain && bytes.includes('multipart/signed')) signed++
        await assertReadAlike(bytes)
      }),
      { numRuns: 1500 },
    )
    assert.ok(plain > all / 3, `${plain} of ${all} were read by the plain reader`)
    assert.ok(signed > all / 100, `${signed} of them were signed`)
  })
})

/** Random numbers from a seed (mulberry32): the same mail is made every time. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Where a mutation strikes: a number below `n`. */
export type Below = (n: number) => number

/** One way to spoil a mail. */
type Mutation = readonly [name: string, spoil: (mail: string, below: Below) => string]

const HEADERS = ['From', 'To', 'Subject', 'Date', 'Message-ID', 'References', 'Content-Type']
const CHARSETS = ['utf-8', 'iso-8859-1', 'gb2312', 'koi8-r', 'utf-7', 'nonsense', 'us-ascii']
const ENCODINGS = ['base64', 'quoted-printable', '7bit', '8bit', 'x-uuencode']
const LINES = [
  'From nobody',
  'From mira@example.org Mon Mar  3 10:00:00 2025',
  '--=_x--',
  '-----Original Message-----',
  'From: Mira Castel <mira@example.org>',
  '>'.repeat(300),
  '@@ -1,99999 +1,3 @@',
  '*** 1,4 ****',
  '---',
  '-- ',
  '-----BEGIN PGP SIGNATURE-----',
  '_'.repeat(50),
  'diff --git a/x b/x',
  '\u0000\u0001\ufffd',
  '于2025年写道：',
  'x'.repeat(20_000),
  '-'.repeat(70),
  'Message: 1',
  '    On Monday, March 3, 2025 at 10:00, Mira Castel <mira@example.org> wrote:',
  'MC> quoted',
  '| quoted',
  '# HG changeset patch',
  '-- >8 --',
  '---- Replied Message ----',
  '| From | Mira Castel |',
]
/** Beginnings of what may be attached: gzip, zip, tar, an mbox. */
const PACKED = [
  '\x1f\x8b\x08\x00',
  `PK\x03\x04${'\x00'.repeat(40)}PK\x05\x06${'\x00'.repeat(8)}\x01\x00\x01\x00\xff\xff\x00\x00\xff\xff\x00\x00`,
  `1.patch${'\x00'.repeat(117)}77777777777\x00${'\x00'.repeat(121)}ustar${'\x00'.repeat(300)}`,
  'From x Mon Mar  3 10:00:00 2025\nFrom: x\n',
]

function atLine(mail: string, below: Below, change: (line: string) => readonly string[]): string {
  const lines = mail.split('\n')
  const at = below(lines.length)
  lines.splice(at, 1, ...change(lines[at] ?? ''))
  return lines.join('\n')
}

function addHeader(mail: string, header: string): string {
  return `${header}\n${mail}`
}

/** At header, MIME, charset, diff, quote and mailbox level. Text is latin1: a character is a byte. */
export const MUTATIONS: readonly Mutation[] = [
  [
    'a header is lost',
    (mail, below) =>
      mail.replace(new RegExp(`^${HEADERS[below(HEADERS.length)] ?? ''}:.*\\n`, 'im'), ''),
  ],
  [
    'a header is cut',
    (mail, below) =>
      mail.replace(new RegExp(`^(${HEADERS[below(HEADERS.length)] ?? ''}:.{0,9}).*$`, 'im'), '$1'),
  ],
  ['a header comes twice', (mail) => addHeader(mail, 'From: "Other, (one" <x@example.org>, <>')],
  [
    'a header of another charset',
    (mail) => addHeader(mail, 'Subject: [PATCH v2 \xe9\xf8] \xff\xfe'),
  ],
  [
    'an encoded word is broken',
    (mail) => addHeader(mail, 'Subject: =?utf-8?b?w6k?= =?x?q?=ZZ?= =?utf-8?'),
  ],
  [
    'a charset',
    (mail, below) =>
      addHeader(
        mail,
        `Content-Type: text/plain; charset=${CHARSETS[below(CHARSETS.length)] ?? ''}`,
      ),
  ],
  [
    'a transfer encoding',
    (mail, below) =>
      addHeader(mail, `Content-Transfer-Encoding: ${ENCODINGS[below(ENCODINGS.length)] ?? ''}`),
  ],
  [
    'a multipart that is none',
    (mail, below) =>
      addHeader(mail, `Content-Type: multipart/mixed; boundary="=_${below(1 << 30)}"`),
  ],
  [
    'a digest',
    (mail, below) => {
      const boundary = `=_${below(1 << 30)}`
      const part = `--${boundary}\n\nFrom: a@example.org\nDate: x\n\nhi\n--${boundary}\n\n`
      const end = below(2) === 0 ? '' : `\n--${boundary}--\n`
      return addHeader(
        mail.replace(/\n\n/, `\n\n${part}`) + end,
        `Content-Type: multipart/digest; boundary="${boundary}"`,
      )
    },
  ],
  [
    'something packed',
    (mail, below) => {
      const packed = PACKED[below(PACKED.length)] ?? ''
      const cut = packed.slice(0, below(packed.length + 1)) + mail.slice(0, below(200))
      const part = Buffer.from(cut, 'latin1').toString('base64')
      return addHeader(
        mail.replace(
          /\n\n/,
          `\n\n--=_p\nContent-Type: application/octet-stream; name=1.patch.gz\nContent-Transfer-Encoding: base64\n\n${part}\n--=_p\n\n`,
        ),
        'Content-Type: multipart/mixed; boundary="=_p"',
      )
    },
  ],
  ['a line is lost', (mail, below) => atLine(mail, below, () => [])],
  ['a line comes twice', (mail, below) => atLine(mail, below, (line) => [line, line])],
  ['a line is quoted', (mail, below) => atLine(mail, below, (line) => [`> ${line}`])],
  [
    'a mark is lost',
    (mail, below) => atLine(mail, below, (line) => [line.replace(/^[> +-]+/, '')]),
  ],
  [
    'a line is cut',
    (mail, below) => atLine(mail, below, (line) => [line.slice(0, below(line.length + 1))]),
  ],
  [
    'a line is broken',
    (mail, below) => atLine(mail, below, (line) => [line.slice(0, 40), line.slice(40)]),
  ],
  [
    'a strange line',
    (mail, below) =>
      atLine(mail, below, (line) => [
        line,
        Buffer.from(LINES[below(LINES.length)] ?? '').toString('latin1'),
      ]),
  ],
  [
    'a byte',
    (mail, below) => {
      const at = below(mail.length)
      return mail.slice(0, at) + String.fromCharCode(below(256)) + mail.slice(at + 1)
    },
  ],
  ['the end is lost', (mail, below) => mail.slice(0, below(mail.length))],
  ['CRLF', (mail) => mail.replace(/\n/g, '\r\n')],
  ['CR', (mail) => mail.replace(/\n\n/, '\n\n\r')],
]

/** The mail with one to four faults. */
export function spoiled(mail: Buffer, random: () => number): { bytes: Buffer; faults: string[] } {
  const below: Below = (n) => Math.floor(random() * n)
  let text = mail.toString('latin1')
  const faults: string[] = []
  for (let left = 1 + below(4); left > 0; left--) {
    const mutation = MUTATIONS[below(MUTATIONS.length)]
    if (!mutation) continue
    text = mutation[1](text, below)
    faults.push(mutation[0])
  }
  return { bytes: Buffer.from(text, 'latin1'), faults }
}

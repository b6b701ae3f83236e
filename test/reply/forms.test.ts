import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isAttribution, readAttribution } from '../../src/reply/attribution.ts'
import { SHAPES } from '../../src/reply/attribution-forms.ts'
import { VERBS } from '../../src/reply/attribution-verbs.ts'
import { BANNERS } from '../../src/reply/banners.ts'
import { FOOTERS } from '../../src/text/footers.ts'
import { parseReply } from '../../src/reply/parser.ts'

function typesOf(body: string): string[] {
  return parseReply(body).children.map(({ type }) => type)
}

describe('every form of attribution', () => {
  for (const { name, example } of [...VERBS, ...SHAPES]) {
    test(name, () => {
      assert.ok(isAttribution(example))
      const types = typesOf(`${example}\n> +\tflow();\n\nWhy?\n`)
      assert.deepEqual(types, ['attribution', 'quote', 'blank', 'comment'])
    })
    if (
      /Mira Castel(?! ?[<@])/.test(example) &&
      !/^(?:>|-{2}|In |On |Kuup|Pada|Vào|Dana|في|ב)/.test(example)
    )
      test(`${name}: who`, () =>
        assert.match(readAttribution(example).who?.name ?? '', /Mira Castel/))
  }

  test('a sentence that ends in a colon is none', () => {
    for (const text of [
      'As I wrote:',
      'He said:',
      'Note that in 2020:',
      'From the start:',
      'I would write:',
    ])
      assert.ok(!isAttribution(text), text)
  })

  test('a date in parentheses is no name', () =>
    assert.equal(
      readAttribution('On (25/03/03 10:00), Mira Castel wrote:').who?.name,
      'Mira Castel',
    ))
  test('what stands before a name is none of it', () => {
    for (const text of [
      'po 3. 3. 2025 v 11:01 odesílatel Mira Castel <mira@example.org> napsal:',
      'Op ma 3 mrt 2025 om 11:01 schreef Mira Castel <mira@example.org>:',
      'Am 3. März 2025 10:01:02 MEZ schrieb Mira Castel <mira@example.org>:',
      'On Monday, March 3, 2025 10:01:02 AM Central European Standard Time Mira Castel wrote:',
      'Στις Δευ 3 Μαρ 2025 στις 12:01 μ.μ., ο/η Mira Castel <mira@example.org> έγραψε:',
      'Zitat von Mira Castel <mira@example.org>:',
      '2025. 3. 3. 오전 10:01에 Mira Castel 이(가) 쓴 글:',
      'Mira Castel via "Bug reports for kettles of any kind" <bug-kettle@example.org> writes:',
      '\u202aMira Castel\u202c <\u202amira@example.org\u202c> כתב:',
    ])
      assert.equal(readAttribution(text).who?.name, 'Mira Castel', text)
  })
  test('what a list added to a name is none of it', () =>
    assert.equal(
      readAttribution('On Mon, 3 Mar 2025, Mira Castel via Valves wrote:').who?.name,
      'Mira Castel',
    ))
})

describe('every form of footer', () => {
  for (const { name, example } of FOOTERS)
    test(name, () =>
      assert.deepEqual(typesOf(`> a\n\nWhy?\n\n${example}\n`), [
        'quote',
        'blank',
        'comment',
        'blank',
        'footer',
      ]),
    )

  test('the signature of OpenPGP, and its head', () => {
    const body =
      '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n> a\n\nWhy?\n\n-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n'
    assert.deepEqual(typesOf(body), [
      'footer',
      'blank',
      'quote',
      'blank',
      'comment',
      'blank',
      'footer',
    ])
  })
})

describe('every form of banner', () => {
  for (const { name, example } of BANNERS)
    test(name, () => {
      const types = typesOf(`${example}\n\n> a\n\nWhy?\n`)
      assert.deepEqual(types, ['footer', 'blank', 'quote', 'blank', 'comment'])
    })

  test('a warning of the sender himself is none', () => {
    const types = typesOf('Caution: the lid is hot.\n\n> a\n\nWhy?\n')
    assert.deepEqual(types, ['comment', 'blank', 'quote', 'blank', 'comment'])
  })
})

describe('what is passed on', () => {
  const HEAD = 'From: Mira Castel <mira@example.org>\nDate: Mon, 3 Mar 2025 10:00:00 +0000'
  for (const rule of [
    '---------- Forwarded message ---------',
    '-------- Weitergeleitete Nachricht --------',
    '-------- Message transféré --------',
    'Begin forwarded message:',
  ])
    test(rule, () =>
      assert.deepEqual(typesOf(`See below.\n\n${rule}\n${HEAD}\n\n> a\n\nWhy?\n`), [
        'comment',
        'blank',
        'attribution',
        'blank',
        'quote',
        'blank',
        'quote',
      ]),
    )
})

describe('an original without marks is a quote', () => {
  const HEADS: readonly string[] = [
    '-----Original Message-----\nFrom: Mira Castel <mira@example.org>\nSent: Monday\nTo: x\nSubject: y',
    '-----Ursprüngliche Nachricht-----\nVon: Mira Castel <mira@example.org>\nGesendet: Montag\nAn: x\nBetreff: y',
    'De : Mira Castel <mira@example.org>\nEnvoyé : lundi\nÀ : x\nObjet : y',
    '发件人: Mira Castel <mira@example.org>\n发送时间: 2025年3月3日\n收件人: x\n主题: y',
    'От: Mira Castel <mira@example.org>\nОтправлено: 3 марта\nКому: x\nТема: y',
  ]
  for (const head of HEADS)
    test(head.split('\n')[0] ?? '', () =>
      assert.deepEqual(typesOf(`Looks good.\n\n${head}\n\n+\tflow();\n`), [
        'comment',
        'blank',
        'attribution',
        'blank',
        'quote',
      ]),
    )

  test('words marked with a name between its lines are an answer', () => {
    const body = `See below.\n\n${HEADS[0] ?? ''}\n\nIs it safe?\n\n[BRAM]: It is.\n\nFine.\n`
    assert.equal(typesOf(body).filter((type) => type === 'comment').length, 2)
  })
})

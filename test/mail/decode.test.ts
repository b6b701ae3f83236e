import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decodeMessage } from '../../src/mail/decode/decode.ts'
import { detect } from '../../src/mail/source/detect.ts'
import type { Message } from '../../src/model/message.ts'
import { bodyLines } from '../../src/text/lines.ts'
import { casesOf, optionsOf } from '../support/cases.ts'
import { mailText } from '../support/mails.ts'
import { assertSays } from '../support/same.ts'

/** Decodes a fixture as `readSource` would: by what `detect` says it is. */
async function decoded(bytes: Buffer, name: string): Promise<Message> {
  const form = detect(bytes)
  assert.ok(form === 'mail' || form === 'page', `${name} is told to be ${form}`)
  return decodeMessage({ foundAt: { source: name, at: null }, form, bytes })
}

describe('one mail or archive page becomes a message', () => {
  for (const one of casesOf('mail')) {
    test(one.name, optionsOf(one), async () => {
      const message = await decoded(one.bytes, one.name)
      const lines = bodyLines(message.body)
      const {
        contains = [],
        lacks = [],
        ...expected
      } = one.expected as { contains?: string[]; lacks?: string[] }
      assertSays(
        { ...message, lines, problems: message.problems.map(({ kind }) => kind) },
        expected,
      )
      for (const text of contains)
        assert.ok(lines.includes(text), `a line "${text}" in ${JSON.stringify(lines)}`)
      for (const text of lacks)
        assert.ok(!message.body.includes(text), `no "${text}" in ${JSON.stringify(lines)}`)
      assert.ok(
        !message.body.includes('\r') && !message.body.includes('\0'),
        'lines end in LF, and NUL is gone',
      )
    })
  }
})

describe('the identity of a message', () => {
  const asMail = (text: string): Promise<Message> => decoded(Buffer.from(text), 'mail')
  const withoutId = (text: string): string => text.replace(/^Message-ID: .*\n/, '')
  const body = '> +\tflow();\nWhy?\n'

  test('a made id is stable, and differs where the words do', async () => {
    const [one, again, other] = await Promise.all([
      asMail(withoutId(mailText({ id: 'x', body }))),
      asMail(withoutId(mailText({ id: 'x', body }))),
      asMail(withoutId(mailText({ id: 'x', body: `${body}Why not?\n` }))),
    ])
    assert.equal(one.id, again.id)
    assert.notEqual(one.id, other.id)
    assert.match(one.id, /^<[0-9a-f]{32}@made\.patchtrail>$/)
  })

  test('a fingerprint survives collapsed white space, a list footer and a hidden address', async () => {
    const mail = await asMail(mailText({ id: 'x', body }))
    const footer = `${'_'.repeat(47)}\npumps mailing list\npumps@lists.example.org\n`
    const footed = await asMail(mailText({ id: 'y', body: `${body}\n${footer}` }))
    const page = await decoded(
      Buffer.from(
        '[PATCH] flow: lock the status\n\nFrom: Tova Lindqvist\nDate: Mon Aug 03 2020 - 02:03:00 EST\n\n\n> + flow();\nWhy?\n',
      ),
      'page',
    )
    assert.equal(footed.fingerprint, mail.fingerprint)
    assert.equal(page.fingerprint, mail.fingerprint)
    assert.equal(page.date, mail.date)
  })
})

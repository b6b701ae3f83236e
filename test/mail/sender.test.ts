import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decodeMessage } from '../../src/mail/decode/decode.ts'
import type { Message } from '../../src/model/message.ts'

const LIST = 'List-Id: <valves.lists.example.org>'
const TOVA = { name: 'Tova Lindqvist', address: 'tova@example.org' }
const ALONE = { name: 'Tova Lindqvist', address: null }

function decoded(fields: readonly string[], body = 'Words.'): Promise<Message> {
  const text = `${fields.join('\n')}\nDate: Mon, 3 Mar 2025 10:00:00 +0000\n\n${body}\n`
  return decodeMessage({
    foundAt: { source: 'x', at: null },
    form: 'mail',
    bytes: Buffer.from(text, 'latin1'),
  })
}

const CASES: readonly (readonly [string, readonly string[], object])[] = [
  [
    'Reply-To',
    [
      'From: Tova Lindqvist via Valves <valves@lists.example.org>',
      LIST,
      'Reply-To: Tova Lindqvist <tova@example.org>',
    ],
    TOVA,
  ],
  [
    'Reply-To that names the list, too',
    [
      'From: Tova Lindqvist via Valves <valves@lists.example.org>',
      LIST,
      'Reply-To: Valves <valves@lists.example.org>, Tova Lindqvist <tova@example.org>',
    ],
    TOVA,
  ],
  [
    'X-Original-From',
    [
      "From: 'Tova Lindqvist' via valves <valves@groups.example.org>",
      'X-Original-From: Tova Lindqvist <tova@example.org>',
    ],
    TOVA,
  ],
  [
    'Cc of the same name',
    [
      'From: Tova Lindqvist via Valves <valves@lists.example.org>',
      LIST,
      'Cc: Bram <bram@example.org>, Tova Lindqvist <tova@example.org>',
    ],
    TOVA,
  ],
  [
    'an address that holds the other',
    ['From: Tova Lindqvist via groups.example.org <tova=example.org@groups.example.org>'],
    TOVA,
  ],
  ['the name alone', ['From: Tova Lindqvist via Valves <valves@lists.example.org>', LIST], ALONE],
  [
    'the list in place of the address',
    ['From: Tova Lindqvist <valves@lists.example.org>', LIST],
    ALONE,
  ],
  [
    'a relay',
    [
      'From: Tova Lindqvist via B4 Relay <devnull+tova.example.org@relay.example>',
      'Reply-To: tova@example.org',
    ],
    TOVA,
  ],
  [
    'a name that holds "via" by itself',
    ['From: Tova via Lindqvist <tova@example.org>'],
    { name: 'Tova via Lindqvist', address: 'tova@example.org' },
  ],
  ['mailman 2 archives', ['From: tova at example.org (Tova Lindqvist)'], TOVA],
  [
    'mailman 2 archives of a list that rewrites',
    ['From: valves at lists.example.org (Tova Lindqvist via Valves)'],
    ALONE,
  ],
  [
    'mailman in German',
    [
      'From: Tova Lindqvist =?utf-8?q?=C3=BCber?= Valves <valves@lists.example.org>',
      LIST,
      'Reply-To: Tova Lindqvist <tova@example.org>',
    ],
    TOVA,
  ],
  ['dmarc.ietf.org', ['From: Tova Lindqvist <tova=40example.org@dmarc.example.org>'], TOVA],
  [
    'LISTSERV',
    [
      'From: Tova Lindqvist <00000abc-dmarc-request@lists.example.org>',
      'Reply-To: Tova Lindqvist <tova@example.org>',
    ],
    TOVA,
  ],
  [
    'a list without any field of lists',
    ['From: Tova Lindqvist <valves@lists.example.org>', 'To: valves@lists.example.org'],
    ALONE,
  ],
  [
    'the sender of the envelope',
    [
      "From: 'Tova Lindqvist' via valves <valves@googlegroups.com>",
      'X-Original-Sender: tova@example.org',
    ],
    TOVA,
  ],
  [
    'on behalf of',
    [
      'From: valves-bounces@lists.example.org <valves-bounces@lists.example.org> on behalf of Tova Lindqvist <tova@example.org>',
    ],
    TOVA,
  ],
  [
    'latin1 in the header',
    ['From: Tova L\xedndqvist <tova@example.org>'],
    { name: 'Tova Líndqvist', address: 'tova@example.org' },
  ],
  ['a byte order mark', ['\xef\xbb\xbfFrom: Tova Lindqvist <tova@example.org>'], TOVA],
]

describe('the sender is the person, never the address of a list', () => {
  for (const [name, fields, expected] of CASES)
    test(name, async () => assert.deepEqual((await decoded(fields)).from, expected))

  test('an in-body From of the same name', async () => {
    const fields = ['From: Tova Lindqvist via GitBridge <gitbridge@example.com>']
    const mail = await decoded(fields, 'From: Tova Lindqvist <tova@example.org>\n\nWords.')
    assert.deepEqual(mail.from, TOVA)
  })

  test('a header in no charset it declares is a listed problem', async () => {
    const mail = await decoded(['From: Tova L\xedndqvist <tova@example.org>'])
    assert.ok(mail.problems.some(({ kind }) => kind === 'charset'))
  })

  test('addresses of a mailman 2 archive are whole in tags and attributions, not in prose', async () => {
    const body = 'Look at example.org now.\nReviewed-by: Bram <bram at example.org>'
    const mail = await decoded(['From: tova at example.org (Tova Lindqvist)'], body)
    assert.equal(mail.body, 'Look at example.org now.\nReviewed-by: Bram <bram@example.org>\n')
  })
})

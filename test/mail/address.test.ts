import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addressIn } from '../../src/mail/decode/address.ts'

describe('an address', () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ['Tova@Example.ORG', 'tova@example.org'],
    ['tova@bjørk.example', 'tova@xn--bjrk-hra.example'],
    ['tova@xn--bjrk-hra.example', 'tova@xn--bjrk-hra.example'],
    ['=?utf-8?q?Tova_=3ctova=40example=2eorg=3e?=@relay.example.org', null],
    ['', null],
  ]
  for (const [text, expected] of cases)
    test(`${text} is ${expected ?? 'none'}`, () => assert.equal(addressIn(text), expected))
})

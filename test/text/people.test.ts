import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Person } from '../../src/model/message.ts'
import { isSamePerson, personIn, personKey, personKeys } from '../../src/text/people.ts'

function person(name: string | null, address: string | null = null): Person {
  return { name, address }
}

describe('one person', () => {
  const tova = person('Tova Lindqvist', 'tova.lindqvist@example.org')
  const same: readonly (readonly [string, Person])[] = [
    ['under another address', person('Tova Lindqvist', 'tova@home.example.net')],
    ['with the names turned', person('Lindqvist, Tova', 'tl@corp.example.com')],
    ['with a remark in brackets', person('Tova Lindqvist (Example)', 'tl@corp.example.com')],
    ['in other letters', person('tova  LINDQVIST', null)],
    ['with another name at the same address', person('T. Lindqvist', 'Tova.Lindqvist@example.org')],
    [
      'sent by a relay that keeps the address',
      person('Tova', 'devnull+tova.lindqvist.example.org@kernel.org'),
    ],
    [
      'sent by a relay that keeps the name',
      person('Tova Lindqvist via B4 Relay', 'devnull+tl.home.example.net@kernel.org'),
    ],
    ['sent on by a list', person('Tova Lindqvist via Pumps', 'pumps@lists.example.org')],
  ]
  for (const [how, other] of same) test(how, () => assert.ok(isSamePerson(tova, other)))

  for (const [how, a, b] of [
    [
      'with the names turned and no comma between',
      person('Lindqvist Tova', 'tova.lindqvist@corp.example.com'),
      person('Lindqvist, Tova', 'tl@home.example.net'),
    ],
    [
      'with one name more at the same host',
      person('Tova Lindqvist', 'tova@corp.example.com'),
      person('Lindqvist Castellan, Tova', 'tcastell@corp.example.com'),
    ],
    [
      'with the names turned at the same host',
      person('Tova Lindqvist', 'tova.lindqvist@corp.example.com'),
      person('LINDQVIST Tova', 'tl@corp.example.com'),
    ],
  ] as const)
    test(how, () => assert.ok(isSamePerson(a, b) && isSamePerson(b, a)))

  test('has one key, whatever the address', () =>
    assert.equal(personKey(tova), personKey(person('Lindqvist, Tova', 'x@example.net'))))
})

describe('two people', () => {
  for (const [how, a, b] of [
    [
      'with a name more at another host',
      person('Tova Lindqvist', 'tova@corp.example.com'),
      person('Tova Lindqvist Castellan', 'tova@firm.example.net'),
    ],
    [
      'with a name more where everybody has an address',
      person('Tova Lindqvist', 'tova@gmail.com'),
      person('Tova Lindqvist Castellan', 'castellan@gmail.com'),
    ],
    [
      'with short names turned',
      person('Bo Lin', 'bo@corp.example.com'),
      person('Lin Bo', 'lin@corp.example.com'),
    ],
    [
      'with short names turned at two hosts',
      person('Wei Lin', 'wei@corp.example.com'),
      person('Lin Wei', 'lin@home.example.net'),
    ],
    [
      'with two names more',
      person('Tova Lindqvist', 'tova@corp.example.com'),
      person('Bram Okonkwo Tova Lindqvist', 'bram@corp.example.com'),
    ],
  ] as const)
    test(how, () => assert.ok(!isSamePerson(a, b)))

  test('with one address of a list, which many names share', () =>
    assert.ok(
      !isSamePerson(
        person('Tova Lindqvist via Pumps', 'pumps@lists.example.org'),
        person('Bram Okonkwo via Pumps', 'pumps@lists.example.org'),
      ),
    ))

  test('without a name at an address that nobody reads', () => {
    assert.ok(
      !isSamePerson(person(null, 'noreply@example.org'), person(null, 'noreply@example.org')),
    )
    assert.deepEqual(personKeys(person(null, 'noreply@example.org')), [])
  })

  test('of whom nothing is known', () => assert.ok(!isSamePerson(person(null), person(null))))
})

test('a trailer names a person', () => {
  assert.deepEqual(
    personIn('"Lindqvist, Tova" <Tova@Example.org>'),
    person('Lindqvist, Tova', 'tova@example.org'),
  )
  assert.deepEqual(personIn('tova@example.org'), person(null, 'tova@example.org'))
  assert.deepEqual(personIn('Tova Lindqvist # twice'), person('Tova Lindqvist'))
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Mail } from '../../src/model/mail.ts'
import { announcedOf } from '../../src/versions/announced.ts'
import { seriesOf } from '../../src/versions/series.ts'
import { patch } from '../support/postings.ts'

const tova = { name: 'Tova Lindqvist', address: 'tova@example.org' }

/** A reply by Tova of the given lines. */
function reply(id: string, ...lines: string[]): Mail {
  return {
    id,
    idIsMade: false,
    kind: 'reply',
    subject: '',
    subjectKey: '',
    fingerprint: id,
    from: tova,
    date: null,
    inReplyTo: [],
    references: [],
    lines,
    sections: [],
    files: [],
    quotes: [],
    comments: [],
    attributions: [],
  }
}

test('later versions that the author names in replies are announced', () => {
  const [series] = seriesOf([patch({}), patch({ version: 2, day: 9 })])
  assert.ok(series)
  const mails = [
    reply('<r1@example.org>', 'v4 is here:', 'https://example.org/r/p4@example.org/'),
    reply('<r2@example.org>', 'v3: https://example.org/r/p3@example.org'),
    reply('<r3@example.org>', 'as in v2: https://example.org/r/p2@example.org'),
    reply('<r4@example.org>', '> v5: https://example.org/r/p5@example.org'),
    {
      ...reply('<r5@example.org>', 'v6: https://example.org/r/p6@example.org'),
      from: { name: 'Bram Okonkwo', address: null },
    },
  ]
  assert.deepEqual(announcedOf(series, mails), [
    { version: 3, rfc: false, messageId: '<p3@example.org>', in: '<r2@example.org>' },
    { version: 4, rfc: false, messageId: '<p4@example.org>', in: '<r1@example.org>' },
  ])
})

test('earlier versions that covers and changelogs link to are named', () => {
  const [series] = seriesOf([patch({ id: '<p3@example.org>', version: 3 })])
  assert.ok(series)
  const cover = (...lines: string[]): Mail => ({
    ...reply('<p3@example.org>', ...lines),
    kind: 'patch',
  })
  const named = (...lines: string[]): string[] =>
    announcedOf(series, [cover(...lines)]).map(
      ({ version, rfc, messageId }) => `${rfc ? 'rfc' : version} ${messageId}`,
    )
  const at = (id: string): string => `https://example.org/r/${id}@example.org/`
  assert.deepEqual(named(`Link to v2: ${at('p2')}`, `- v1: ${at('p1')}`), [
    '1 <p1@example.org>',
    '2 <p2@example.org>',
  ])
  assert.deepEqual(named('Changes since v2 [1]:', ' - rebase', '', `[1] ${at('p2')}`), [
    '2 <p2@example.org>',
  ])
  assert.deepEqual(named(`Changes since the RFC: ${at('r')}`), ['rfc <r@example.org>'])
  assert.deepEqual(named(`It needs v2 of the valve: it builds on ${at('valve')}`), [])
  assert.deepEqual(named('Tested on v2.6', at('other')), [])
  assert.deepEqual(named('Changes in v2:', 'Cc: <people@example.org>'), [])
  assert.deepEqual(named(`v3 was sent as ${at('same')}`), [])
})

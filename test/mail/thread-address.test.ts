import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { SourceError } from '../../src/mail/source-error.ts'
import { isMessageId, threadAddress } from '../../src/mail/lore/thread-address.ts'

describe('the address of a thread', () => {
  const at = 'https://lore.example.org/pumps/a@example.org/t.mbox.gz'
  const anyList = 'https://lore.kernel.org/all/a@example.org/t.mbox.gz'
  const addresses: readonly (readonly [string, string | null, string])[] = [
    ...[
      '',
      '/',
      '/T/',
      '/T/#u',
      '/t/',
      '/t/#m3',
      '/raw',
      '/t.mbox.gz',
      '/R/',
      '/?x=y',
      '/1-a.patch',
      '//',
    ].map((view) => [`https://lore.example.org/pumps/a@example.org${view}`, null, at] as const),
    ['HTTPS://lore.example.org/pumps/a%40example.org', null, at],
    ['https://lore.example.org/pumps/%3Ca@example.org%3E/', null, at],
    ['https://lore.example.org/pumps/?i=%3Ca@example.org%3E', null, at],
    [
      'http://127.0.0.1:8080/pumps/a@example.org/',
      null,
      'http://127.0.0.1:8080/pumps/a@example.org/t.mbox.gz',
    ],
    [
      'https://example.org/archive/pumps/a@example.org/raw',
      null,
      'https://example.org/archive/pumps/a@example.org/t.mbox.gz',
    ],
    [
      'https://lore.example.org/pumps/a%2Fb+c=@example.org/',
      null,
      'https://lore.example.org/pumps/a%2Fb+c=@example.org/t.mbox.gz',
    ],
    [
      'https://lore.example.org/pumps/a%25b%3Fc%23@example.org/',
      null,
      'https://lore.example.org/pumps/a%25b%3Fc%23@example.org/t.mbox.gz',
    ],
    [
      'https://lore.example.org/pumps/%zz@example.org',
      null,
      'https://lore.example.org/pumps/%25zz@example.org/t.mbox.gz',
    ],
    [
      'https://lore.example.org/pumps/20200803.1/T/',
      null,
      'https://lore.example.org/pumps/20200803.1/t.mbox.gz',
    ],
    ...['all/', 'r/', ''].map(
      (inbox) => [`https://lore.kernel.org/${inbox}a@example.org`, null, anyList] as const,
    ),
    ['https://patch.msgid.link/a@example.org', null, anyList],
    ['a@example.org', 'https://lore.example.org/pumps', at],
    ['<a@example.org>', 'https://lore.example.org/pumps/?q=x', at],
    [
      '<a/b@example.org>',
      'https://lore.example.org/pumps/',
      'https://lore.example.org/pumps/a%2Fb@example.org/t.mbox.gz',
    ],
    ['a@example.org', 'https://lore.kernel.org', anyList],
    ['a@example.org', 'https://lore.kernel.org/all/', anyList],
  ]
  for (const [named, base, expected] of addresses) {
    test(`${named}${base ? ` at ${base}` : ''}`, () =>
      assert.equal(threadAddress(named, base).href, expected))
  }

  const errors: readonly (readonly [string, string | null, RegExp])[] = [
    [
      'https://lore.kernel.org/linux-mm/',
      null,
      /^a whole inbox, .*git clone --mirror https:\/\/lore.kernel.org\/linux-mm\/0 linux-mm-0.git, and ingest/,
    ],
    [
      'https://lore.kernel.org/linux-mm/1',
      null,
      /git clone --mirror https:\/\/lore.kernel.org\/linux-mm\/1 1.git/,
    ],
    [
      'https://example.org/pumps/git/0.git',
      null,
      /git clone --mirror https:\/\/example.org\/pumps\/git\/0.git 0.git/,
    ],
    ['https://lore.kernel.org/linux-mm/?q=s:flow', null, /^a search/],
    ['https://lore.kernel.org/all/', null, /^names no message.*all\/<Message-ID>/],
    ['https://lore.example.org', null, /^names no message/],
    ['https://example.org/archive/pumps/2020-08/msg00012.html', null, /save the page/],
    ['https://example.org/?l=pumps&m=1598', null, /^names no message/],
    ['https://', null, /no address/],
    ['https://me:secret@lore.example.org/pumps/a@example.org/', null, /password/],
    ['a@example.org', null, /--lore https:\/\/lore.kernel.org\/all\//],
    ['a@example.org', 'lore.example.org', /--lore lore.example.org is no address/],
  ]
  for (const [named, base, expected] of errors) {
    test(`${named} is none`, () =>
      assert.throws(
        () => threadAddress(named, base),
        (error) =>
          error instanceof SourceError &&
          expected.test(error.message) &&
          !error.message.includes('\n'),
      ))
  }
})

test('what has the shape of a Message-ID', () => {
  for (const id of ['a@example.org', '<a@example.org>', '<a/b@example.org>', '20200803.1-2-a@x'])
    assert.ok(isMessageId(id), id)
  for (const path of [
    '-',
    'a',
    'list.mbox',
    'cur/1598.M1@host:2,S',
    '../a@b',
    'a@b/c.mbox',
    'a@b@c',
    '@b',
    'a b@c',
    '<a@b',
    '',
  ])
    assert.ok(!isMessageId(path), path)
})

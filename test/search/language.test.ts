import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Query, SearchIn } from '../../src/model/query.ts'
import type { Wanted } from '../../src/model/wanted.ts'
import {
  asksForSenders,
  meaningOf,
  partsOfNames,
  type Understanding,
} from '../../src/search/meaning.ts'
import { parseQuery } from '../../src/search/parser.ts'
import { PREFIXES } from '../../src/search/prefixes.ts'
import { QueryError } from '../../src/search/query-error.ts'
import { dateRange, type DateRange } from '../../src/text/date-range.ts'

/** Noon. */
const NOW = Date.UTC(2020, 7, 20, 12)

/** A tree in one line: `(a & !s="b c")`, `(a | b*)`. */
function shown(query: Query): string {
  if (query.type === 'not') return `!${shown(query.of)}`
  if (query.type !== 'term')
    return `(${query.of.map(shown).join(query.type === 'all' ? ' & ' : ' | ')})`
  const { prefix, value, quoted, open } = query
  return `${prefix && `${prefix}=`}${quoted ? `"${value}"` : value}${open ? '*' : ''}`
}

/** What is wrong with a query, and where; fails where nothing is. */
function mistake(work: () => unknown): QueryError {
  let thrown: unknown = null
  try {
    work()
  } catch (error) {
    thrown = error
  }
  assert.ok(thrown instanceof QueryError, `a QueryError, not ${String(thrown)}`)
  return thrown
}

/** One test per row: what is typed, and how it is read. */
function reads(name: string, rows: readonly (readonly [string, string])[]): void {
  describe(name, () => {
    for (const [text, expected] of rows)
      test(text, () => assert.equal(shown(parseQuery(text)), expected))
  })
}

reads('words and phrases', [
  ['lock', 'lock'],
  ['  lock\t', 'lock'],
  ['lock\nflow', '(lock & flow)'],
  ['lock flow valve', '(lock & flow & valve)'],
  ['lock\u00a0flow\u3000valve', '(lock & flow & valve)'],
  ['"race condition"', '"race condition"'],
  ['"race" "condition"', '("race" & "condition")'],
  ['a"b c"d', '(a & "b c" & d)'],
  ['" lock "', '" lock "'],
  ['loc*', 'loc*'],
  ['"race cond"*', '"race cond"*'],
  ['*', '*'],
  ['**', '**'],
  ['*region', '*region'],
  ['*reg*', '*reg*'],
  ['a*b', 'a*b'],
  ['"("', '"("'],
  ['"a OR b"', '"a OR b"'],
  ['größe', 'größe'],
  ['锁', '锁'],
])

reads('words of code', [
  ['foo()', 'foo()'],
  ['foo(bar)', 'foo(bar)'],
  ['foo(bar())', 'foo(bar())'],
  ['(foo())', 'foo()'],
  ['(foo() OR bar())', '(foo() | bar())'],
  ['std::move', 'std::move'],
  ['Fixes:', 'Fixes:'],
  ['Reviewed-by:', 'Reviewed-by:'],
  ['http://lists.example.org/x', 'http://lists.example.org/x'],
  ['https://x', 'https://x'],
  ['->uring_lock', '->uring_lock'],
  ['&flow->lock', '&flow->lock'],
  ['%pa', '%pa'],
  ['drivers/flow/flow.c', 'drivers/flow/flow.c'],
  ['flow->retries', 'flow->retries'],
  ['--cached', '--cached'],
  ['a-b', 'a-b'],
  ['12:30', '12:30'],
  ['flow.c:71', 'flow.c:71'],
  ['-', '-'],
  ['--', '--'],
  ['i++', 'i++'],
])

reads('prefixes', [
  ['s:pump', 's=pump'],
  ['s:"zero page"', 's="zero page"'],
  ['s:"zero pa"*', 's="zero pa"*'],
  ['dfn:drivers/flow', 'dfn=drivers/flow'],
  ['m:<a@example.org>', 'm=<a@example.org>'],
  ['s:pump*', 's=pump*'],
  ['file:drivers/flow/*', 'file=drivers/flow/**'],
  ['fn:flow_*', 'fn=flow_**'],
  ['d:2020..', 'd=2020..'],
  ['fn:flow_open()', 'fn=flow_open()'],
  ['s:a f:b c', '(s=a & f=b & c)'],
  ['(s:a)', 's=a'],
  ['S:a', 'S:a'],
  ['q:->next', 'q=->next'],
  ['b:a:b', 'b=a:b'],
  ['s:-a', 's=-a'],
  ['s:AND', 's=AND'],
])

reads('not', [
  ['-lock', '!lock'],
  ['NOT lock', '!lock'],
  ['flow -lock', '(flow & !lock)'],
  ['flow NOT lock', '(flow & !lock)'],
  ['flow AND NOT lock', '(flow & !lock)'],
  ['-"race condition"', '!"race condition"'],
  ['-s:pump', '!s=pump'],
  ['-s:"a b"', '!s="a b"'],
  ['-(a b)', '!(a & b)'],
  ['-(a OR b) c', '(!(a | b) & c)'],
  ['NOT (a OR b)', '!(a | b)'],
  ['NOT NOT a', '!!a'],
  ['NOT -a', '!!a'],
  ['-lock*', '!lock*'],
  ['a OR -b', '(a | !b)'],
  ['-NOT a', '!!a'],
  ['not a', '(not & a)'],
])

reads('AND binds tighter than OR', [
  ['a AND b', '(a & b)'],
  ['a OR b', '(a | b)'],
  ['a b OR c d', '((a & b) | (c & d))'],
  ['a AND b OR c AND d', '((a & b) | (c & d))'],
  ['a OR b c', '(a | (b & c))'],
  ['a OR b OR c', '(a | b | c)'],
  ['(a OR b) c', '((a | b) & c)'],
  ['a (b OR c)', '(a & (b | c))'],
  ['(a)(b)', '(a & b)'],
  ['((a))', 'a'],
  ['(a b) OR (c -d)', '((a & b) | (c & !d))'],
  ['a or b and c', '(a & or & b & and & c)'],
  ['"OR" a', '("OR" & a)'],
  ['a"AND"b', '(a & "AND" & b)'],
  ['ANDROID ORB NOTE', '(ANDROID & ORB & NOTE)'],
])

describe('a known prefix before a path that starts with a slash', () => {
  for (const text of ['file:/drivers/flow/flow.c', 'dfn:/drivers/flow'])
    test(text, () => assert.equal(shown(parseQuery(text)), text.replace(':', '=')))
})

test('where the value of each term starts', () => {
  const at = (query: Query): number[] =>
    query.type === 'term' ? [query.at] : (query.type === 'not' ? [query.of] : query.of).flatMap(at)
  assert.deepEqual(at(parseQuery('lock  s:pump -f:"a b" (x OR "y z")')), [0, 8, 16, 23, 28])
})

describe('mistakes', () => {
  const rows: readonly (readonly [string, number, RegExp])[] = [
    ['', 0, /nothing/],
    ['  \t', 0, /nothing/],
    ['(lock', 0, /\( is not closed/],
    ['a (b (c)', 2, /\( is not closed/],
    ['lock)', 4, /no \( for this \)/],
    [')', 0, /missing before this \)/],
    ['()', 1, /missing before this \)/],
    ['a (', 3, /missing at the end/],
    ['a OR', 4, /missing at the end/],
    ['a AND ', 6, /missing at the end/],
    ['NOT', 3, /missing at the end/],
    ['a NOT', 5, /missing at the end/],
    ['OR a', 0, /missing before this OR/],
    ['AND a', 0, /missing before this AND/],
    ['a OR OR b', 5, /missing before this OR/],
    ['a AND OR b', 6, /missing before this OR/],
    ['(a OR)', 5, /missing before this \)/],
    ['lock "race', 5, /" has no second/],
    ['s:"race', 2, /" has no second/],
    ['"', 0, /" has no second/],
    ['""', 0, /nothing between/],
    ['a "  "', 2, /nothing between/],
    ['s:', 2, /nothing after s:/],
    ['a s: b', 4, /nothing after s:/],
    ['s:""', 2, /nothing after s:/],
    ['(s:)', 3, /nothing after s:/],
    ['-s:', 3, /nothing after s:/],
    ['knd:change', 0, /no prefix knd:, did you mean kind:\?/],
    ['lock kindd:change', 5, /did you mean kind:\?/],
    ['a -dfm:x', 3, /did you mean dfn:\?/],
    ['fike:x', 0, /did you mean file:\?/],
    ['stat:open', 0, /did you mean state:\?/],
    ['zzzz:lock', 0, /no prefix zzzz: \(put the word between quotes/],
    ['a (b subject:c)', 5, /no prefix subject:/],
  ]
  for (const [text, at, message] of rows) {
    test(JSON.stringify(text), () => {
      const { query, at: spot, message: told } = mistake(() => parseQuery(text))
      assert.match(told, message)
      assert.deepEqual([query, spot], [text, at])
      assert.doesNotMatch(told, /\n/)
    })
  }

  test('every name that is one letter away from one prefix alone is told so', () => {
    for (const { name } of PREFIXES.filter((prefix) => prefix.name.length > 3)) {
      for (const near of [`${name}z`, name.slice(1), `${name.slice(0, -1)}z`, `z${name.slice(1)}`])
        assert.match(
          mistake(() => parseQuery(`${near}:a`)).message,
          new RegExp(`did you mean ${name}:`),
          near,
        )
    }
  })

  test('parentheses in one another, as many as nobody means, are a mistake and no crash', () => {
    assert.equal(shown(parseQuery(`${'('.repeat(12)}a${')'.repeat(12)}`)), 'a')
    for (const text of [
      '('.repeat(4000),
      `${'('.repeat(1999)}a${')'.repeat(1999)}`,
      'NOT '.repeat(999) + 'a',
      '-('.repeat(1999),
      ')'.repeat(4000),
    ]) {
      const { at } = mistake(() => parseQuery(text))
      assert.ok(at >= 0 && at <= text.length, `${at}`)
    }
  })

  test('a query of 200 words and of 4000 characters is read, a longer one is not', () => {
    assert.equal(parseQuery('a '.repeat(200)).type, 'all')
    assert.equal(mistake(() => parseQuery('a '.repeat(201))).at, 400)
    assert.equal(parseQuery('a'.repeat(4000)).type, 'term')
    assert.match(mistake(() => parseQuery('a'.repeat(4001))).message, /4000 characters/)
  })
})

/** Pieces that decide something, and letters. */
const PIECES = [
  '(',
  ')',
  '"',
  '-',
  '*',
  ':',
  '::',
  '//',
  ' ',
  '\t',
  '\n',
  '\u3000',
  '\0',
  'AND',
  'OR',
  'NOT',
  's:',
  'file:',
  'kind:',
  'd:',
  'is:',
  'flie:',
  'NEAR(',
  '{',
  '}',
  '^',
  '+',
  '%',
  '_',
  '\\',
  "'",
  'lock',
  'a_b',
  '2020',
  '..',
  'ö',
  '\ud800',
]
const hostile = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''))

/** Does what `work` does, or is a mistake with a spot in the text. */
function orMistake(text: string, work: () => void): void {
  try {
    work()
  } catch (error) {
    assert.ok(error instanceof QueryError, `${JSON.stringify(text)}: ${String(error)}`)
    assert.ok(error.at >= 0 && error.at <= text.length, `${JSON.stringify(text)}: ${error.at}`)
    assert.doesNotMatch(error.message, /\n/)
  }
}

describe('any text', () => {
  test('is read, or is a mistake at a spot in it', () => {
    fc.assert(
      fc.property(hostile, (text) => orMistake(text, () => void parseQuery(text))),
      { numRuns: 3000 },
    )
  })

  test('means something, or is a mistake at a spot in it', () => {
    fc.assert(
      fc.property(
        hostile,
        fc.constantFrom<SearchIn>('comments', 'patches', 'messages'),
        (text, kind) => orMistake(text, () => void wantedOf(text, { in: kind })),
      ),
      { numRuns: 2000 },
    )
  })

  test('between quotes is that phrase', () => {
    const phrase = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .map((text) => text.replaceAll('"', ''))
      .filter((text) => text.trim() !== '')
    fc.assert(
      fc.property(phrase, (text) =>
        assert.deepEqual(parseQuery(`s:"${text}"`), {
          type: 'term',
          prefix: 's',
          value: text,
          quoted: true,
          open: false,
          at: 2,
        }),
      ),
    )
  })

  test('a tree that is written down is read as the same tree', () => {
    const word = fc.constantFrom('lock', 's=pump', '"race condition"', 'valve*', 'f="a b"')
    const { query } = fc.letrec<{ query: string }>((tie) => ({
      query: fc.oneof(
        { depthSize: 'small' },
        word,
        tie('query').map((one) => `!${one}`),
        fc
          .tuple(
            fc.constantFrom(' & ', ' | '),
            fc.array(tie('query'), { minLength: 2, maxLength: 3 }),
          )
          .map(([by, of]) => `(${of.join(by)})`),
      ),
    }))
    fc.assert(
      fc.property(query, (tree) =>
        assert.equal(
          shown(
            parseQuery(
              tree
                .replaceAll('!', 'NOT ')
                .replaceAll('&', 'AND')
                .replaceAll('|', 'OR')
                .replaceAll('=', ':'),
            ),
          ),
          tree,
        ),
      ),
    )
  })
})

describe('dates', () => {
  const rows: readonly (readonly [string, DateRange | null])[] = [
    ['2020', { from: '2020-01-01T00:00:00Z', before: '2021-01-01T00:00:00Z' }],
    ['2020-08', { from: '2020-08-01T00:00:00Z', before: '2020-09-01T00:00:00Z' }],
    ['202012', { from: '2020-12-01T00:00:00Z', before: '2021-01-01T00:00:00Z' }],
    ['2020-08-03', { from: '2020-08-03T00:00:00Z', before: '2020-08-04T00:00:00Z' }],
    ['20200229', { from: '2020-02-29T00:00:00Z', before: '2020-03-01T00:00:00Z' }],
    ['20201231', { from: '2020-12-31T00:00:00Z', before: '2021-01-01T00:00:00Z' }],
    ['20200803070359', { from: '2020-08-03T07:03:59Z', before: '2020-08-03T07:04:00Z' }],
    ['20200803T235959', { from: '2020-08-03T23:59:59Z', before: '2020-08-04T00:00:00Z' }],
    ['2020..', { from: '2020-01-01T00:00:00Z', before: null }],
    ['20200803070359..', { from: '2020-08-03T07:03:59Z', before: null }],
    ['..2020', { from: null, before: '2021-01-01T00:00:00Z' }],
    ['..20200803', { from: null, before: '2020-08-04T00:00:00Z' }],
    ['2019..2020', { from: '2019-01-01T00:00:00Z', before: '2021-01-01T00:00:00Z' }],
    ['2019-11..20200803', { from: '2019-11-01T00:00:00Z', before: '2020-08-04T00:00:00Z' }],
    ['2020-08-03..2020-08-03', { from: '2020-08-03T00:00:00Z', before: '2020-08-04T00:00:00Z' }],
    ['2.weeks.ago..', { from: '2020-08-06T12:00:00Z', before: null }],
    ['2w..', { from: '2020-08-06T12:00:00Z', before: null }],
    ['..2.weeks.ago', { from: null, before: '2020-08-06T12:00:01Z' }],
    ['2020..1d', { from: '2020-01-01T00:00:00Z', before: '2020-08-19T12:00:01Z' }],
    ['last.week..', { from: '2020-08-13T12:00:00Z', before: null }],
    ['yesterday', { from: '2020-08-19T00:00:00Z', before: '2020-08-20T00:00:00Z' }],
    ['yesterday..today', { from: '2020-08-19T00:00:00Z', before: '2020-08-21T00:00:00Z' }],
    ['', null],
    ['..', null],
    ['x', null],
    ['20', null],
    ['2020-13', null],
    ['20200230', null],
    ['2021-02-29', null],
    ['2020-8', null],
    ['2020..x', null],
    ['x..2020', null],
    ['2020...2021', null],
    ['2020-08-03 07:03', null],
    ['weeks.ago..', null],
    ['2020.2021', null],
    ['-1', null],
    ['20200803250000', null],
    ['20200803T236000', null],
    ['20200803250000..', null],
    ['2019..2020..2021', null],
  ]
  for (const [text, expected] of rows)
    test(text || 'nothing', () => assert.deepEqual(dateRange(text, NOW), expected))

  test('a range up to the last year that can be written holds the years before it', () => {
    const { before } = dateRange('2020..9999', NOW) ?? {}
    assert.ok(before && before > '2020-08-03T07:03:00Z', `${before}: dates are compared as text`)
  })

  test('any day: from its first moment up to the first of the next, in any of the three spellings of a range', () => {
    const day = fc.date({
      min: new Date('1970-01-01T00:00:00Z'),
      max: new Date('2099-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(day, (date) => {
        const text = date.toISOString().slice(0, 10)
        const range = {
          from: `${text}T00:00:00Z`,
          before: `${new Date(Date.parse(text) + 86400000).toISOString().slice(0, 10)}T00:00:00Z`,
        }
        assert.deepEqual(dateRange(text, NOW), range)
        assert.deepEqual(dateRange(text.replaceAll('-', ''), NOW), range)
        assert.deepEqual(dateRange(`${text}..${text}`, NOW), range)
        assert.deepEqual(
          [dateRange(`${text}..`, NOW)?.from, dateRange(`..${text}`, NOW)?.before],
          [range.from, range.before],
        )
      }),
    )
  })
})

/** What a query asks for, where nothing is known but what is given. */
function wantedOf(text: string, given: Partial<Understanding> = {}): Wanted {
  return meaningOf(parseQuery(text), {
    query: text,
    in: 'messages',
    now: NOW,
    namesWith: new Map(),
    senders: null,
    ...given,
  })
}

const DIFF = ['dfn', 'dfa', 'dfb', 'dfhh', 'dfctx', 'dfpre', 'dfpost', 'patchid'] as const
type Text = Extract<Wanted, { type: 'text' }>
const text = (
  of: Text['of'],
  fields: Text['fields'],
  words: readonly string[],
  open = false,
): Text => ({ type: 'text', of, fields, words, open })

/** What is asked of messages, and of patches. */
const MEANINGS: readonly (readonly [string, Wanted])[] = [
  ['lock', text('message', [], ['lock'])],
  ['loc*', text('message', [], ['loc'], true)],
  ['"race condition"', text('message', [], ['race condition'])],
  ['s:pump', text('message', ['subject'], ['pump'])],
  ['s:pum*', text('message', ['subject'], ['pum'], true)],
  ['b:pump', text('message', ['own', 'quoted', ...DIFF], ['pump'])],
  ['bs:pump', text('message', ['subject', 'own', 'quoted', ...DIFF], ['pump'])],
  ['nq:pump', text('message', ['own', ...DIFF], ['pump'])],
  ['q:pump', text('message', ['quoted'], ['pump'])],
  ['dfn:flow.c', text('message', ['dfn'], ['flow.c'])],
  ['dfa:lock', text('message', ['dfa'], ['lock'])],
  ['dfb:lock', text('message', ['dfb'], ['lock'])],
  ['dfhh:flow', text('message', ['dfhh'], ['flow'])],
  ['dfctx:lock', text('message', ['dfctx'], ['lock'])],
  ['dfpre:6ce0d7a', text('message', ['dfpre'], ['6ce0d7a'], true)],
  ['dfpost:6ce0d7a', text('message', ['dfpost'], ['6ce0d7a'], true)],
  ['dfblob:6ce0d7a', text('message', ['dfpre', 'dfpost'], ['6ce0d7a'], true)],
  ['patchid:1b2c3d4e', text('message', ['patchid'], ['1b2c3d4e'], true)],
  ['f:tova', { type: 'people', roles: ['from'], words: 'tova', open: false }],
  ['t:tova', { type: 'people', roles: ['to'], words: 'tova', open: false }],
  ['c:tov*', { type: 'people', roles: ['cc'], words: 'tov', open: true }],
  ['tc:tova', { type: 'people', roles: ['to', 'cc'], words: 'tova', open: false }],
  [
    'a:"Tova Lindqvist"',
    { type: 'people', roles: ['from', 'to', 'cc'], words: 'Tova Lindqvist', open: false },
  ],
  ['d:2020..', { type: 'date', from: '2020-01-01T00:00:00Z', before: null }],
  ['d:2.weeks.ago..', { type: 'date', from: '2020-08-06T12:00:00Z', before: null }],
  ['m:<a@example.org>', { type: 'message-id', part: 'a@example.org' }],
  ['m:a@example', { type: 'message-id', part: 'a@example' }],
  ['l:<flow.lists.example.org>', { type: 'list', part: 'flow.lists.example.org' }],
  ['by:tova', { type: 'author', part: 'tova' }],
  ['file:drivers/*.c', { type: 'path', glob: 'drivers/*.c' }],
  ['fn:flow_open()', { type: 'function', glob: 'flow_open' }],
  ['fn:flow_*', { type: 'function', glob: 'flow_*' }],
  ['series:"claim it"', { type: 'series', words: 'claim it' }],
  ['tag:reviewed-by', { type: 'tag', name: 'reviewed-by' }],
  ['ver:4', { type: 'version', version: 4 }],
  ['ver:V4', { type: 'version', version: 4 }],
  ['kind:question', { type: 'kind', kind: 'question' }],
  ['kind:Change', { type: 'kind', kind: 'change' }],
  ['kind:cover', { type: 'content', kinds: ['cover'] }],
  ['kind:other', { type: 'content', kinds: ['other'] }],
  ['state:rejected', { type: 'state', states: ['rejected'] }],
  ['state:OPEN', { type: 'state', states: ['open'] }],
  ['state:needs-review', { type: 'series-state', state: 'needs-review' }],
  ['state:applied', { type: 'series-state', state: 'applied' }],
  ['is:open', { type: 'state', states: ['open', 'agreed'] }],
  ['is:settled', { type: 'state', states: ['addressed', 'answered', 'rejected'] }],
  ['is:actionable', { type: 'actionable' }],
  ['is:nit', { type: 'nit' }],
  ['is:patch', { type: 'content', kinds: ['patch'] }],
  ['is:cover', { type: 'content', kinds: ['cover'] }],
  ['is:reply', { type: 'content', kinds: ['reply'] }],
]

/** What is asked of comments, where that differs. */
const OF_COMMENTS: readonly (readonly [string, Wanted])[] = [
  ['lock', text('comment', [], ['lock'])],
  ['b:lock', text('comment', [], ['lock'])],
  ['nq:lock', text('comment', ['text'], ['lock'])],
  ['q:lock', text('comment', ['above'], ['lock'])],
  ['s:lock', text('message', ['subject'], ['lock'])],
  ['bs:lock', text('message', ['subject', 'own', 'quoted', ...DIFF], ['lock'])],
  ['dfb:lock', text('about', ['dfb'], ['lock'])],
  ['dfblob:6ce0d7a', text('about', ['dfpre', 'dfpost'], ['6ce0d7a'], true)],
  ['patchid:1b2c3d4e', text('about', ['patchid'], ['1b2c3d4e'], true)],
]

describe('what is asked for', () => {
  for (const [query, expected] of MEANINGS)
    test(query, () => assert.deepEqual(wantedOf(query), expected))
  for (const [query, expected] of OF_COMMENTS)
    test(`${query}, of comments`, () =>
      assert.deepEqual(wantedOf(query, { in: 'comments' }), expected))

  test('there is a case of each prefix above', () => {
    assert.deepEqual(
      PREFIXES.map(({ name }) => name).filter(
        (name) => !MEANINGS.some(([query]) => query.startsWith(`${name}:`)),
      ),
      [],
    )
  })

  test('the example of each prefix means something', () => {
    for (const { example } of PREFIXES)
      for (const kind of ['comments', 'patches', 'messages'] as const)
        assert.ok(wantedOf(example, { in: kind }), example)
  })

  test('the tree stays as it is', () => {
    assert.deepEqual(wantedOf('a -(b OR is:nit)'), {
      type: 'all',
      of: [
        text('message', [], ['a']),
        { type: 'not', of: { type: 'any', of: [text('message', [], ['b']), { type: 'nit' }] } },
      ],
    })
  })

  test('robots, services, people: by the addresses that are known of them', () => {
    const senders = { bot: [3], ci: [4, 5], human: [1, 2] }
    assert.deepEqual(
      (['bot', 'ci', 'human'] as const).map((who) => wantedOf(`is:${who}`, { senders })),
      [[3], [4, 5], [1, 2]].map((addresses) => ({ type: 'sender', addresses })),
    )
  })

  test('which addresses are whose is asked for where the query needs it', () => {
    assert.deepEqual(
      ['is:bot', 'a -is:ci', 'a OR (b is:human)', 'is:open', 'bot', 's:bot'].map((query) =>
        asksForSenders(parseQuery(query)),
      ),
      [true, true, true, false, false, false],
    )
  })

  test('and where it is written in capitals, which means the same', () =>
    assert.equal(asksForSenders(parseQuery('is:Bot')), true))

  test('a part of a name is looked for in the names that hold it; a word is not', () => {
    const namesWith = new Map([
      ['mem_region', ['mem_region', 'request_mem_region']],
      ['region', ['request_region']],
    ])
    assert.deepEqual(
      partsOfNames(
        parseQuery(
          'mem_region *region s:MEM_REGION region "mem_region" -a_b_c file:a_b ->uring_lock *ab',
        ),
      ),
      ['mem_region', 'region', 'mem_region', 'a_b_c'],
    )
    assert.deepEqual(
      wantedOf('MEM_region', { namesWith }),
      text('message', [], ['mem_region', 'request_mem_region']),
    )
    assert.deepEqual(
      wantedOf('dfb:*region', { namesWith }),
      text('message', ['dfb'], ['request_region']),
    )
    assert.deepEqual(
      [
        wantedOf('region', { namesWith }),
        wantedOf('"mem_region"', { namesWith }),
        wantedOf('ion_x', { namesWith }),
      ],
      ['region', 'mem_region', 'ion_x'].map((word) => text('message', [], [word])),
    )
  })
})

describe('values that no prefix can mean', () => {
  const rows: readonly (readonly [string, number, RegExp])[] = [
    ['d:soon', 2, /no date/],
    ['lock d:2020-13', 7, /no date/],
    ['d:..', 2, /no date/],
    ['ver:x', 4, /a version is a number/],
    ['ver:4.1', 4, /number/],
    ['ver:v', 4, /number/],
    ['ver:99999', 4, /number/],
    ['kind:bug', 5, /kind: is one of change, .*other/],
    ['lock -state:done', 12, /state: is one of open, .*applied/],
    ['is:shut', 3, /is: is one of open, /],
    ['kind:"change "', 5, /is one of/],
    ['&&', 0, /no letter or digit/],
    ['a + b', 2, /no letter or digit/],
    ['"..."', 0, /no letter or digit/],
    ['s:->', 2, /no letter or digit/],
    ['f:"<>"', 2, /no letter or digit/],
    ['*', 0, /no letter or digit/],
    ['a OR {', 5, /no letter or digit/],
  ]
  for (const [query, at, message] of rows) {
    test(query, () => {
      const { at: spot, message: told, query: text } = mistake(() => wantedOf(query))
      assert.match(told, message)
      assert.deepEqual([text, spot], [query, at])
    })
  }

  // All messages have an id that holds nothing.
  for (const query of ['m:<>', 'l:<'])
    test(query, () => assert.equal(mistake(() => wantedOf(query)).at, 2))
})

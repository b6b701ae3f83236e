import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isoUtc, parseDate } from '../../src/text/dates.ts'
import { isElision } from '../../src/text/elision.ts'
import { bodyLines, collapse, squash } from '../../src/text/lines.ts'
import { messageIdOf, messageIds } from '../../src/text/message-ids.ts'
import { quoteDepth, stripLevel, stripQuotes } from '../../src/text/quoting.ts'
import { trailerOf, trailersIn } from '../../src/text/trailers.ts'

/** One test per row: what goes in, what comes out. */
function table<T>(
  name: string,
  of: (text: string) => T,
  rows: readonly (readonly [string, T])[],
): void {
  describe(name, () => {
    for (const [text, expected] of rows)
      test(JSON.stringify(text), () => assert.deepEqual(of(text), expected))
  })
}

table('quote depth', quoteDepth, [
  ['', 0],
  ['text', 0],
  ['>', 1],
  ['> text', 1],
  ['>text', 1],
  [' > text', 1],
  ['>> text', 2],
  ['> > text', 2],
  [' >> text', 2],
  ['>>> text', 3],
  ['> >> text', 3],
  ['> > > text', 3],
  ['>  > text', 1],
  ['  > text', 0],
  ['\t> text', 0],
  ['a > b', 0],
  ['> -> text', 1],
  ['> a > b', 1],
  ['+> text', 0],
])

table('one level stripped', stripLevel, [
  ['> text', 'text'],
  ['>text', 'text'],
  ['>  text', ' text'],
  ['> > text', '> text'],
  ['>> text', '> text'],
  [' > text', 'text'],
  ['> +\ttext', '+\ttext'],
  ['>', ''],
])

table('all levels stripped', stripQuotes, [
  ['text', 'text'],
  ['> text', 'text'],
  ['>> > text', 'text'],
  ['> +\ta > b', '+\ta > b'],
  ['> ', ''],
  ['  indented', '  indented'],
])

table('elisions', isElision, [
  ['...', true],
  ['[...]', true],
  ['[..]', true],
  ['[ ... ]', true],
  ['(...)', true],
  ['<...>', true],
  ['…', true],
  ['[…]', true],
  ['[snip]', true],
  ['<snip>', true],
  ['<SNIP>', true],
  ['(snip)', true],
  ['snip', true],
  ['[snipped]', true],
  ['--- snip ---', true],
  ['[ ... skip 12 lines ... ]', true],
  ['[ 12 lines omitted ]', true],
  ['[cut]', true],
  ['[trimmed]', true],
  ['', false],
  ['..', false],
  ['text ...', false],
  ['... and then', false],
  ['[snip] but why?', false],
  ['cut', false],
  ['Skip this patch.', false],
  ['[1]', false],
  ['[PATCH]', false],
  ['(a, ...)', false],
  ['-', false],
])

table('message ids of a header', messageIds, [
  ['', []],
  ['<a@example.org>', ['<a@example.org>']],
  ['<a@example.org> <b@example.org>', ['<a@example.org>', '<b@example.org>']],
  ['<a@example.org><b@example.org>', ['<a@example.org>', '<b@example.org>']],
  ['<a@exam\r\n ple.org>', ['<a@example.org>']],
  ['<a@example.org> (Tova\'s message of "Mon, 3 Aug 2020")', ['<a@example.org>']],
  ['<a@example.org> <a@example.org>', ['<a@example.org>']],
  ['message of Monday <a@example.org>', ['<a@example.org>']],
  ['a@example.org', []],
  ['<>', []],
  ['<no-at-sign>', ['<no-at-sign>']],
])

table('the message id in what a user pastes', messageIdOf, [
  ['<a@example.org>#3', '<a@example.org>'],
  ['<a@example.org>#x', null],
  ['a@example.org', '<a@example.org>'],
  ['<a@example.org>', '<a@example.org>'],
  [' <a@example.org>\n', '<a@example.org>'],
  ['https://lore.example.org/r/a@example.org', '<a@example.org>'],
  ['https://lore.example.org/pumps/a@example.org/', '<a@example.org>'],
  ['https://lore.example.org/pumps/a@example.org/T/#u', '<a@example.org>'],
  ['https://lore.example.org/r/a%40example.org', '<a@example.org>'],
  ['https://lore.example.org/pumps/20200803.1-2-a@example.org/raw', '<20200803.1-2-a@example.org>'],
  ['https://patch.example.org/a+b=c@example.org', '<a+b=c@example.org>'],
  ['https://lists.example.org/?i=a@example.org', '<a@example.org>'],
  ['https://lore.example.org/pumps/?i=%3Ca@example.org%3E', '<a@example.org>'],
  ['id:a@example.org', '<a@example.org>'],
  ['flow: lock the status', null],
  ['https://lore.example.org/pumps/', null],
  ['', null],
  ['tova @ example', null],
  ['https://lore.example.org/%zz@example.org', '<%zz@example.org>'],
])

table('dates', parseDate, [
  ['Mon, 3 Aug 2020 07:03:11 +0000', '2020-08-03T07:03:11Z'],
  ['Mon, 03 Aug 2020 07:03 +0530', '2020-08-03T01:33:00Z'],
  ['3 Aug 2020 23:30:00 -0800', '2020-08-04T07:30:00Z'],
  ['Mon, 3 Aug 2020 07:03:11 GMT', '2020-08-03T07:03:11Z'],
  ['Mon, 3 Aug 2020 07:03:11 PDT', '2020-08-03T14:03:11Z'],
  ['Mon,  3 Aug 2020 07:03:11 +0200 (CEST)', '2020-08-03T05:03:11Z'],
  ['Fri Aug 21 2020 - 06:06:58 EST', '2020-08-21T11:06:58Z'],
  ['Fri Aug 21 06:06:58 2020', '2020-08-21T06:06:58Z'],
  ['03.08.20 07:03', '2020-08-03T07:03:00Z'],
  ['3.8.2020, 7:03', '2020-08-03T07:03:00Z'],
  ['2020-08-03 07:03', '2020-08-03T07:03:00Z'],
  ['2020-08-03', '2020-08-03T00:00:00Z'],
  ['Aug 3, 2020 at 7:03 PM', '2020-08-03T19:03:00Z'],
  ['Aug 3, 2020, at 12:03 AM', '2020-08-03T00:03:00Z'],
  ['August 3rd, 2020 12:03 pm', '2020-08-03T12:03:00Z'],
  ['Monday, 3 August 2020 7:03 AM', '2020-08-03T07:03:00Z'],
  ['3 Aug 20 07:03 +0000', '2020-08-03T07:03:00Z'],
  ['3 Aug 98 07:03 +0000', '1998-08-03T07:03:00Z'],
  ['29 Feb 2020 07:03', '2020-02-29T07:03:00Z'],
  ['Tue, 10 Jul 2085 12:00:00 +0000', '2085-07-10T12:00:00Z'],
  ['', null],
  ['yesterday', null],
  ['Mon, 41 Aug 2020 07:03', null],
  ['3 Foo 2020 07:03', null],
  ['07:03', null],
  ['1 Jan 1950 07:03 +0000', null],
])

test('a message id after mid: or msgid:', () => {
  assert.equal(messageIdOf('mid:a@example.org'), '<a@example.org>')
  assert.equal(messageIdOf('msgid:a@example.org'), '<a@example.org>')
})

test('dates with a T before the time (ISO 8601)', () => {
  assert.equal(parseDate('2020-08-03T07:03:11+02:00'), '2020-08-03T05:03:11Z')
  assert.equal(parseDate('2020-08-03T07:03:11Z'), '2020-08-03T07:03:11Z')
})

describe('dates that are none', () => {
  test('days that a month does not have', () => {
    assert.equal(parseDate('31 Jun 2020 07:03 +0000'), null)
    assert.equal(parseDate('Sat, 30 Feb 2020 07:03 +0000'), null)
  })
  test('hours that a day does not have', () =>
    assert.equal(parseDate('3 Aug 2020 29:03 +0000'), null))
  test('times out of range are no times', () => {
    assert.equal(isoUtc(NaN), null)
    assert.equal(isoUtc(-1), null)
    assert.equal(isoUtc(0), '1970-01-01T00:00:00Z')
    assert.equal(isoUtc(1999), '1970-01-01T00:00:01Z')
  })
})

table('trailers', trailerOf, [
  ['Reviewed-by: tag:', null],
  ['Reviewed-by: tag to this, so remove it', null],
  ['Reviewed-by: tags, I never gave one', null],
  ['Fixes: tag is missing here', null],
  ['Acked-by: from me', null],
  ['Suggested-by: someone elsewhere who has no name', null],
  ['Reviewed-by: Tova Lindqvist', { name: 'Reviewed-by', value: 'Tova Lindqvist' }],
  [
    'Reviewed-by: Will Deane <will@example.org>',
    { name: 'Reviewed-by', value: 'Will Deane <will@example.org>' },
  ],
  ['Reviewed-by: van der Kettle', { name: 'Reviewed-by', value: 'van der Kettle' }],
  ['Reported-by: kettle test robot', { name: 'Reported-by', value: 'kettle test robot' }],
  ['Acked-by: tova', { name: 'Acked-by', value: 'tova' }],
  ['Acked-by: tag@example.org', { name: 'Acked-by', value: 'tag@example.org' }],
  [
    'Reviewed-by: Tova Lindqvist <tova@example.org>',
    { name: 'Reviewed-by', value: 'Tova Lindqvist <tova@example.org>' },
  ],
  ['Acked-by: tova@example.org', { name: 'Acked-by', value: 'tova@example.org' }],
  ['Cc: stable@vger.example.org # 6.1', { name: 'Cc', value: 'stable@vger.example.org # 6.1' }],
  [
    'Reviewed-by: "Lindqvist, Tova (Lab)" <tova@example.org> # for the DT part',
    { name: 'Reviewed-by', value: '"Lindqvist, Tova (Lab)" <tova@example.org> # for the DT part' },
  ],
  [
    'Reported-and-tested-by: Tova <tova@example.org>',
    { name: 'Reported-and-tested-by', value: 'Tova <tova@example.org>' },
  ],
  [
    'Mentored-by: Tova <tova@example.org>',
    { name: 'Mentored-by', value: 'Tova <tova@example.org>' },
  ],
  ['Closes: https://bugs.example.org/1', { name: 'Closes', value: 'https://bugs.example.org/1' }],
  [
    'Fixes: 0123456789ab ("flow: a title")',
    { name: 'Fixes', value: '0123456789ab ("flow: a title")' },
  ],
  ['Nacked-by : Tova <tova@example.org>', { name: 'Nacked-by', value: 'Tova <tova@example.org>' }],
  ['nit: a blank too many', null],
  ['General: please split', null],
  ['Note: see below', null],
  ['Reviewed-by:', null],
  ['Reviewed-by', null],
  ['> Reviewed-by: Tova <tova@example.org>', null],
  ['    Reviewed-by: of a log that is set in <tova@example.org>', null],
  ['http://example.org', null],
  ['flow: lock the status', null],
  ['With that fixed, Reviewed-by: Tova <tova@example.org>', null],
])

describe('trailers over several lines', () => {
  const lines = [
    'Reviewed-by: Tova Lindqvist',
    '<tova@example.org>',
    'Fixes: 0123456789ab ("flow: a',
    '\tlonger title")',
    'text',
    'Tested-by: Sela <sela@example.org>',
    '<not@part.example.org>',
  ]
  test('are joined with one blank; a whole address is not gone on with', () => {
    assert.deepEqual(trailersIn(lines, 1, 7), [
      { line: 1, endLine: 2, name: 'Reviewed-by', value: 'Tova Lindqvist <tova@example.org>' },
      { line: 3, endLine: 4, name: 'Fixes', value: '0123456789ab ("flow: a longer title")' },
      { line: 6, endLine: 6, name: 'Tested-by', value: 'Sela <sela@example.org>' },
    ])
  })
  test('are one each where they are set in by a blank', () => {
    const setIn = [' Reviewed-by: Tova <tova@example.org>', ' Acked-by: Sela <sela@example.org>']
    assert.deepEqual(
      trailersIn(setIn, 1, 2).map(({ name, value }) => `${name}: ${value}`),
      setIn.map((line) => line.trim()),
    )
  })
  test('are none where a diff has them as they were', () =>
    assert.deepEqual(
      trailersIn(['@@ -1,2 +1,2 @@', ' Reviewed-by: Tova <tova@example.org>', '-x', '+y'], 1, 4),
      [],
    ))
  test('end where the range ends', () =>
    assert.deepEqual(trailersIn(lines, 1, 1), [
      { line: 1, endLine: 1, name: 'Reviewed-by', value: 'Tova Lindqvist' },
    ]))
})

describe('lines', () => {
  test('of a body: the empty tail is no line', () => {
    assert.deepEqual(bodyLines('a\nb\n'), ['a', 'b'])
    assert.deepEqual(bodyLines('a\n\n'), ['a', ''])
    assert.deepEqual(bodyLines('a'), ['a'])
    assert.deepEqual(bodyLines(''), [])
  })
  test('without white space, and with little of it', () => {
    assert.equal(squash(' a\t b\u00a0c\u200b\ufeff '), 'abc')
    assert.equal(collapse(' a\t\n b '), 'a b')
  })
})

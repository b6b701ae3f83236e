import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { IngestSummary } from '../../src/model/report/ingest.ts'
import type { ListedProblem } from '../../src/model/problem.ts'
import { ingestText, sourceText } from '../../src/report/ingest-text.ts'
import { progressText, type StageProgress } from '../../src/report/progress-text.ts'

const line = (given: Partial<StageProgress>, columns = 100): string =>
  progressText({ stage: 'reading', done: 3210, seconds: 4, share: 0.5, ...given }, columns)

describe('the line that says how far a run is', () => {
  test('half way', () => {
    assert.equal(
      line({}),
      'reading  [##########          ]  50 %  3,210 messages  803/s  0:04 left',
    )
  })

  test('at the start there is no rate yet, and no time that is left', () => {
    assert.equal(
      line({ done: 0, seconds: 0, share: 0 }),
      'reading  [                    ]   0 %  0 messages',
    )
    assert.equal(
      line({ done: 12, seconds: 0.2, share: 0.01 }),
      'reading  [                    ]   1 %  12 messages',
    )
    assert.equal(
      line({ done: 12, seconds: 3, share: 0 }),
      'reading  [                    ]   0 %  12 messages  4/s',
    )
  })

  test('at the end', () => {
    assert.equal(
      line({ share: 1, stage: 'linking' }),
      'linking  [####################] 100 %  3,210 messages  803/s  0:00 left',
    )
  })

  test('a hundred per cent is not said before all is done', () => {
    assert.match(line({ share: 0.999 }), / {2}99 % /)
  })

  test('what cannot be told has no bar', () => {
    assert.equal(line({ share: null }), 'reading  3,210 messages  803/s')
    assert.equal(line({ share: null, seconds: 0, done: 2 }), 'reading  2 messages')
  })

  test('minutes and hours that are left', () => {
    assert.match(line({ seconds: 61, share: 0.5 }), / {2}1:01 left$/)
    assert.match(line({ seconds: 100, share: 0.1 }), / {2}15:00 left$/)
    assert.match(line({ seconds: 3600, share: 0.25 }), / {2}3:00:00 left$/)
    assert.match(line({ seconds: 3659.6, share: 0.5 }), / {2}1:01:00 left$/)
  })

  test('a share beyond its bounds is bounded', () => {
    assert.equal(line({ share: 1.2 }), line({ share: 1 }))
    assert.equal(line({ share: -1 }), line({ share: 0 }))
  })

  test('is shorter than the terminal is wide, so that it never wraps', () => {
    const whole = line({})
    for (const columns of [10, 20, 40, 60, whole.length]) {
      const cut = line({}, columns)
      assert.equal(cut, whole.slice(0, columns - 1))
      assert.equal(
        line({ share: null }, columns).length,
        Math.min(columns - 1, line({ share: null }).length),
      )
    }
    assert.equal(line({}, whole.length + 1), whole)
  })
})

const NOTHING: IngestSummary = {
  read: 0,
  added: 0,
  known: 0,
  removed: 0,
  kinds: { cover: 0, patch: 0, reply: 0, other: 0 },
  comments: 0,
  quotedLines: { exact: 0, whitespace: 0, rewrapped: 0, edited: 0, none: 0 },
  ambiguousLines: 0,
  threads: 0,
  copies: 0,
  problems: [],
  seconds: 0.04,
}
const lost: ListedProblem = {
  kind: 'unreadable',
  text: 'no such file',
  line: null,
  source: 'absent.mbox',
  at: null,
  messageId: null,
  fatal: true,
}

describe('the summary of a run', () => {
  test('with nothing new is one line', () => {
    assert.deepEqual(ingestText(NOTHING), ['nothing new (0.0 s)'])
  })

  test('that read nothing, and lost something or ended what another run left, says so', () => {
    assert.deepEqual(
      ingestText({ ...NOTHING, problems: [lost] })
        .slice(0, 1)
        .concat(ingestText({ ...NOTHING, problems: [lost] }).slice(-1)),
      ['0 messages read in 0.0 s: 0 new, 0 already there', '  1 could not be read'],
    )
    assert.equal(
      ingestText({ ...NOTHING, threads: 2 })[0],
      '0 messages read in 0.0 s: 0 new, 0 already there',
    )
  })

  test('counts what is new, and how its quotes were found', () => {
    const summary = {
      ...NOTHING,
      read: 1234,
      added: 3,
      known: 1231,
      kinds: { cover: 1, patch: 1, reply: 1, other: 0 },
      comments: 2,
      quotedLines: { ...NOTHING.quotedLines, exact: 3, none: 1 },
      threads: 1,
      seconds: 2,
    }
    assert.deepEqual(ingestText(summary), [
      '1,234 messages read in 2.0 s: 3 new, 1,231 already there',
      '  1 patch, 1 cover, 1 reply with 2 comments, 0 others',
      '  4 quoted lines: 3 (75.0 %) exact, 0 (0.0 %) but for white space, 0 (0.0 %) rewrapped, 0 (0.0 %) edited, 1 (25.0 %) not found',
    ])
  })

  test('says what was deleted', () => {
    const removedLine = (removed: number): string | undefined =>
      ingestText({ ...NOTHING, read: removed, removed }).find((text) => text.includes('deleted'))
    assert.equal(removedLine(1), '  1 message deleted by its source: left out from now on')
    assert.equal(
      removedLine(1200),
      '  1,200 messages deleted by their sources: left out from now on',
    )
    assert.equal(removedLine(0), undefined)
  })
})

describe('what one source gave', () => {
  test('nothing, mail, and deletions', () => {
    const said = (read: number, added: number, removed: number): string =>
      sourceText({ source: 'list.mbox', read, added, removed, seconds: 1.24 })
    assert.equal(said(0, 0, 0), 'list.mbox: nothing new (1.2 s)')
    assert.equal(said(1200, 3, 0), 'list.mbox: 1,200 read, 3 new (1.2 s)')
    assert.equal(said(2, 0, 1), 'list.mbox: 2 read, 0 new, 1 deleted (1.2 s)')
  })

  test('a name that would command the terminal cannot', () => {
    assert.doesNotMatch(
      sourceText({ source: 'a\u001b[2Jb', read: 0, added: 0, removed: 0, seconds: 0 }),
      /\u001b/,
    )
  })
})

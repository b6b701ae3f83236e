import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { StatusCell, StatusReport } from '../../src/model/report/status.ts'
import { statusText } from '../../src/report/status-text.ts'
import { plain } from '../../src/report/style.ts'

const cell = (number: number, given: Partial<StatusCell>): StatusCell => ({
  number,
  messageId: '<a@example.org>',
  change: null,
  moved: false,
  carried: false,
  similarity: null,
  comments: 0,
  open: 0,
  ...given,
})

/** The row of one patch in two versions, and the legend. */
function matrixOf(second: Partial<StatusCell>): string[] {
  const version = { version: 1, rfc: false, evidence: [], missing: [], again: [], date: null }
  const text = statusText(
    {
      title: 'pump: start',
      author: { name: 'Tova Lindqvist', address: 'tova@example.org' },
      id: 'pump',
      handle: 'kf97k',
      standing: { state: 'ready', turn: null, reason: 'reviewed', open: 0, agreed: 0 },
      stale: false,
      versions: [version, { ...version, version: 2 }].map((one) => ({
        ...one,
        patches: 1,
        replies: 0,
        comments: 0,
        issues: {},
        owed: {},
      })),
      rows: [
        { title: 'pump: start', cells: [cell(1, {}), cell(1, second)], unseen: [], fate: null },
      ],
      tags: [],
      applied: [],
      announced: [],
      continued: [],
    } as unknown as StatusReport,
    { paint: plain, width: 80, why: false },
  )
  return text.slice(-2).map((line) => line.trim().replace(/ +/g, ' '))
}

describe('a patch under another title is told', () => {
  test('as retitled alone where its lines are the same', () => {
    assert.deepEqual(matrixOf({ change: 'retitled', similarity: 1 }), [
      'pump: start 1 1~',
      'number of the patch, ~ retitled',
    ])
  })
  test('as changed, too, where they are others', () => {
    assert.deepEqual(matrixOf({ change: 'retitled', similarity: 0.4 }), [
      'pump: start 1 1~!',
      'number of the patch, ! changed, ~ retitled',
    ])
  })
})

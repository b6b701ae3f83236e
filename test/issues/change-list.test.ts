import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { changesIn } from '../../src/issues/changelogs/change-list.ts'

/** The lines of a cover that tell of a change. */
function told(cover: string): string[] {
  const lines = cover.split('\n')
  return [...changesIn(lines)].sort((a, b) => a - b).map((i) => lines[i] ?? '')
}

const ABOUT = 'This adds a limit to the pump.\n\nPatches do this:\n- patch 1 adds the limit'

describe('in a cover letter', () => {
  test('what the work is about tells of no change', () => assert.deepEqual(told(ABOUT), []))

  for (const heading of [
    'Changes in v3:',
    'changed since v2:',
    'v2 -> v3',
    'RFCv1 => RFCv2:',
    'Changelog',
    '## Changes Since Last Version',
    'Changes of note from PATCH v2:',
  ])
    test(`"${heading}" stands above a list of changes`, () =>
      assert.deepEqual(told(`${ABOUT}\n\n${heading}\n- a limit\n  of ten\n\nBest regards,\nTova`), [
        heading,
        '- a limit',
        '  of ten',
      ]))

  test('a list goes on below an empty line, with its groups, until somebody tells of something', () =>
    assert.deepEqual(
      told(
        'v3:\n\n- one\n\npump: stop it at once\n  - two\n\nPatch 3:\n- three\n\nIt is warm.\n\n- four',
      ),
      ['v3:', '- one', 'pump: stop it at once', '  - two', 'Patch 3:', '- three'],
    ))

  test('a list of links to earlier versions is none of changes', () =>
    assert.deepEqual(
      told(
        `${ABOUT}\n\nV2 : https://lore.example.org/b/\nV1 : https://lore.example.org/a/\n\n- all`,
      ),
      [],
    ))

  for (const sentence of [
    'The limit is lower, compared to v2.',
    'In this version the limit is lower.',
    'This revision drops the limit.',
    'The limit is lower, as suggested by Bram.',
    'This takes up all of Bram’s points, and I dropped the limit.',
    'It includes all of Bram Okonkwo’s suggestions.'.replace('’', "'"),
  ])
    test(`"${sentence}" tells of one`, () =>
      assert.deepEqual(told(`It is warm.\n${sentence}\nIt is cold.`), [sentence]))

  test('whoever is named above a list is named for a change', () =>
    assert.deepEqual(told('Addressed comments from:\n - Bram: https://example.org/1'), [
      'Addressed comments from:',
      ' - Bram: https://example.org/1',
    ]))

  for (const sentence of [
    'The limit is no longer supported on later pumps.',
    'It would be good to get reviews of these:\n- [PATCH v3 1/2] pump: add a limit',
    'I would like Bram to test it.',
    'This is v10 of the series adding a pump.',
    'v2 pumps have no limit.',
  ])
    test(`"${sentence}" tells of none`, () => assert.deepEqual(told(sentence), []))
})

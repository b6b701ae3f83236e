import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { summaryOf } from '../../src/issues/summary/summary.ts'

const TAG = 'Reviewed-by: Bram Okonkwo <bram@example.org>'

/** What stands above a tag, and what of it is the summary. */
const ABOVE: readonly (readonly [lines: readonly string[], summary: string])[] = [
  [['Sort the pumps by name. With that fixed,'], 'Sort the pumps by name.'],
  [['Sort the pumps by name, with that fixed this is:'], 'Sort the pumps by name'],
  [['Why not `open`?', 'Other than that looks good to me:'], 'Why not `open`?'],
  [['Why not `open`?', '', 'Otherwise the patch looks good:'], 'Why not `open`?'],
  [['Please open it first; after which:'], 'Please open it first'],
  [['Please open it first, but other than that you can add:'], 'Please open it first'],
  [['Is it open? Other than that it is fine. You can add:'], 'Is it open?'],
  [['Blank and below. Once these nits are fixed, please apply my:'], 'Blank and below.'],
  [['No need to open it. Rest LGTM, so with the nit fixed,'], 'No need to open it.'],
  [['I would merge this with patch 2, but either way:'], 'I would merge this with patch 2'],
  [['Shall I take it? If you would rather do it yourself:'], 'Shall I take it?'],
  // A condition that asks stays, as does what is the only sentence.
  [['Looks right. After renaming it, feel free to add:'], 'Looks right. After renaming it'],
  [['With the s/pmup/pump/ change:'], 'With the s/pmup/pump/ change'],
  [['With the next patch squashed into this one:'], 'With the next patch squashed into this one'],
]

describe('what leads over to a tag is no part of a summary', () => {
  for (const [lines, summary] of ABOVE)
    test(JSON.stringify(lines), () => {
      assert.equal(summaryOf([...lines, '', TAG]), summary)
    })

  test('nor is praise above the tag, where something is asked below it', () => {
    const lines = ['This looks good:', '', TAG, '', 'But I wonder if it could be opened first.']
    assert.equal(summaryOf(lines), 'But I wonder if it could be opened first.')
  })

  test('but where no tag stands below, or the sentence goes on below it', () => {
    const lines = ['Sort the pumps, but otherwise:']
    assert.equal(summaryOf(lines), 'Sort the pumps, but otherwise:')
    assert.equal(
      summaryOf(['Sort the pumps. You can add:', TAG, '...on the next version.']),
      'Sort the pumps. You can add: ...on the next version.',
    )
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { CommentContext } from '../../src/model/issue.ts'
import { mannerOf } from '../../src/issues/kinds/manner.ts'

/** How a reviewer's words under a line of a patch speak. */
function manner(words: string, quoted: readonly string[], asking: readonly string[]): string[] {
  const context = { part: 'diff', quoted, lines: words.split('\n'), people: new Set(['tova']) }
  return mannerOf(context as unknown as CommentContext, words, 'reviewer', 'diff', asking)
}

describe('how a comment speaks', () => {
  test('to whom, of whom, and how it ends', () => {
    const found = manner('Could you say why we need it?', ['+int a;'], ['asks a question'])
    for (const name of ['says you', 'says no I', 'says we', 'reviewer ends with ?'])
      assert.ok(found.includes(name), name)
    assert.ok(found.includes('says you, says no I, says we'))
  })

  test('a colon leads over to what follows, and a smile is seen', () => {
    assert.ok(manner('I said so for v2, but:', [], []).includes('ends with :'))
    assert.ok(manner('That one is long :)', [], []).includes('smiles'))
    assert.ok(!manner('That one is long.', [], []).includes('smiles'))
  })

  test('under which line, the last that is quoted', () => {
    assert.ok(manner('Here.', [' int a;', '-int b;'], []).includes('under a line: taken'))
    assert.ok(manner('Here.', ['+int a;'], []).includes('under a line: added'))
    assert.ok(manner('Here.', Array<string>(9).fill('+'), []).includes('lines above: 6'))
  })

  test('how many wordings ask, without those by which people think aloud', () => {
    assert.ok(manner('Hm.', [], ['doubts', 'asks: why']).includes('wordings that ask: none'))
    assert.ok(manner('Hm.', [], ['asks: please']).includes('wordings that ask: one'))
    const four = ['asks: please', 'asks a question', 'calls it a nit', 'leaves it open']
    assert.ok(manner('Hm.', [], four).includes('wordings that ask: many'))
  })

  test('with which word each sentence begins, code and names apart', () => {
    const found = manner('Tova said so. Drop it.\n\n    int a = 5;', [], [])
    assert.deepEqual(
      found.filter((name) => name.startsWith('starts:')),
      ['starts:. NAME', 'starts:. drop'],
    )
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { likenessOf } from '../../src/issues/repeats/likeness.ts'
import type { CommentContext } from '../../src/model/issue.ts'

function said(text: string): CommentContext {
  return { lines: text.split('\n'), people: new Set() } as unknown as CommentContext
}

describe('what two comments have in common', () => {
  const printed = (of: string): string =>
    ['regular kettle', 'copper kettle', 'leaking kettle']
      .map((k) => `${of}: ${k} boils over`)
      .join('\n')

  test('is not what a test printed for both', () => {
    const log = printed('kettle04.c:61: PASS')
    const first = said(`Please indent it with tabs.\n${log}`)
    const second = said(`Stat the handle of the symlink here.\n${log}`)
    assert.ok(likenessOf(first, second) < 0.2)
  })
  test('is what a compiler says of both', () => {
    const log = printed('kettle04.c:61:3: error')
    assert.ok(likenessOf(said(`This fails.\n${log}`), said(`It does not build.\n${log}`)) > 0.5)
  })
})

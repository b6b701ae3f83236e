import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { EVIDENCE } from '../../src/model/evidence.ts'
import { reasonWords } from '../../src/report/explain/reason-words.ts'

type Tree = { readonly signal?: string } & Readonly<Record<string, unknown>>

/** Names of all that the model of states looks at. */
function signalsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const one of value) signalsIn(one, found)
  else if (value !== null && typeof value === 'object') {
    const { signal } = value as Tree
    if (signal !== undefined) found.add(signal)
    for (const one of Object.values(value)) signalsIn(one, found)
  }
  return found
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../data/${name}.json`, import.meta.url), 'utf8'))

describe('what weighs is told in words', () => {
  for (const [name, words] of [
    ['hours-to-next', 'time until the next version'],
    ['near-1-last', 'changes within 1 line of it up to the latest version'],
    ['size: middle', 'a comment of middle length'],
    ['under: diff', 'stands under code'],
    ['reviewer among others under diff', 'among others, by the reviewer, under code'],
    ['reviewer: closes: asks: please', 'the reviewer ends: asks ("please")'],
    ['author to reviewer, who agrees: done', 'the author to the reviewer, who agrees ("done")'],
    ['reviewer to author, short', 'the reviewer to the author, a short comment'],
    ['author, lines none in the next version', 'raised by the author; there is no next version'],
    ['nobody-answers', EVIDENCE['nobody-answers']],
    ['w:please use', 'says "please use"'],
  ] as const)
    test(name, () => assert.equal(reasonWords(name), words))

  test('every signal of the model of states', () => {
    const raw = [...signalsIn(read('states'))].filter((name) =>
      /^[a-z]+(?:-[a-z0-9]+)+$/.test(reasonWords(name)),
    )
    assert.deepEqual(raw, [])
  })

  test('every feature of the model of kinds: nothing with a bare colon', () => {
    const { weights } = read('kinds') as { readonly weights: Readonly<Record<string, unknown>> }
    const raw = Object.keys(weights)
      .filter((name) => !/^(?:w|starts):/.test(name))
      .filter((name) =>
        /^(?:author|reviewer|under|size|to|speaker|sender)\b.*(?:: | under )(?:diff|\w+)$/.test(
          reasonWords(name),
        ),
      )
    assert.deepEqual(raw, [])
  })
})

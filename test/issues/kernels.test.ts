import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { LinearModel, TreeModel, TreeNode } from '../../src/model/models.ts'
import { Tally } from '../../src/issues/linear.ts'
import { Recent } from '../../src/issues/recent.ts'
import { WordIndex } from '../../src/issues/rules/word-index.ts'
import { rareWordsIn } from '../../src/issues/rules/rare-words.ts'
import { WordTable } from '../../src/issues/scan.ts'
import { indexOf } from '../../src/issues/signals/pairs.ts'
import { Sheet, signalsIn, type Entry } from '../../src/issues/signals/sheet.ts'
import { hasToken, mostOverlap, overlap, tokensOf } from '../../src/patch/tokens.ts'
import { tellingWords, tellingWordsAt } from '../../src/issues/signals/words.ts'
import { treeProbabilities, treeReasons } from '../../src/issues/trees.ts'

const text = fc.string({
  unit: fc.constantFrom('a', 'b', 'Z', '_', '7', ' ', '(', ')', '-', "'", '\u00e4', '\n'),
  maxLength: 40,
})

describe('a table of words', () => {
  test('finds the words that an expression finds, however often', () => {
    const table = new WordTable((word) => word)
    const law = fc.property(text, (line) => {
      assert.deepEqual(table.in(line), line.match(/[A-Za-z_]\w*/g) ?? [])
    })
    fc.assert(law)
  })

  test('looks at a word once', () => {
    const seen: string[] = []
    const table = new WordTable((word) => seen.push(word))
    table.in('probe the valve, then probe the pump')
    table.in('the pump')
    assert.deepEqual(seen, ['probe', 'the', 'valve', 'then', 'pump'])
  })

  test('goes on when it has had more words than it keeps', () => {
    const table = new WordTable((word) => word)
    for (let i = 0; i < 130_000; i++) assert.equal(table.in(`word_${i}`)[0], `word_${i}`)
    assert.deepEqual(table.in('word_7 again'), ['word_7', 'again'])
  })
})

test('what was asked for of late is made once, and what was not is forgotten', () => {
  const made: string[] = []
  const make = (text: string): string => {
    made.push(text)
    return text.toUpperCase()
  }
  const recent = new Recent<string>(2)
  for (const text of ['a', 'b', 'a', 'c', 'a', 'b', 'd', 'e', 'f', 'g', 'a'])
    assert.equal(recent.get(text, make), text.toUpperCase())
  assert.deepEqual(made, ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'a'])
})

test('the telling words of a line are those of the text', () => {
  const lines = ['the kettle_probe() of the boiler', 'Rename valves to kettle_valve, please']
  assert.deepEqual(
    [...tellingWords(lines.join('\n'))],
    [...new Set([...tellingWordsAt(lines, 0), ...tellingWordsAt(lines, 1)])],
  )
  assert.deepEqual(tellingWordsAt(lines, 0), ['kettle_probe', 'boiler'])
  assert.deepEqual(tellingWordsAt(lines, 9), [])
})

test('rare words keep the brackets of a call that has no other mark of code', () => {
  assert.deepEqual(rareWordsIn('Added kettle_probe() and Probe() to the boilers'), [
    'kettle_probe',
    'probe()',
    'boiler',
  ])
})

describe('a sheet of signals', () => {
  const entries: Entry[] = [
    { signals: { words: 3, peers: 2 } },
    { signals: { stand: 0.5 }, when: ['next', 'last'] },
    { signals: { stand: 1, 'made-up': 7 }, when: ['last'] },
    { signals: { words: 4 } },
  ]
  const sheet = new Sheet()
  for (const entry of entries) sheet.put(entry)

  test('holds the later word on each, as the record of them does', () => {
    const record = signalsIn(entries)
    assert.deepEqual(record, {
      words: 4,
      peers: 2,
      'stand-next': 0.5,
      'stand-last': 1,
      'made-up-last': 7,
    })
    for (const [name, value] of Object.entries(record)) assert.equal(sheet.of(name), value)
  })

  test('has 0 for what was never named, and grows with what is', () => {
    assert.equal(sheet.of('stand'), 0)
    assert.equal(sheet.of('of no model'), 0)
    const many = new Sheet()
    for (let i = 0; i < 2000; i++) many.put({ signals: { [`made-up-${i}`]: i } })
    assert.equal(many.of('made-up-1999'), 1999)
    assert.equal(many.of('made-up-3'), 3)
    assert.ok(many.values.length >= 2000)
    assert.ok(sheet.values.length >= 2000, 'an older sheet is as long')
  })
})

describe('trees', () => {
  const leaf = (value: number): TreeNode => ({ value })
  const model: TreeModel = {
    classes: ['yes', 'no'],
    bias: [0.5, 0],
    trees: [
      [
        { signal: 'warm', below: 3, yes: leaf(-1), no: leaf(2) },
        { signal: 'wet', below: 0.5, yes: leaf(0.25), no: leaf(-0.25) },
      ],
      [leaf(0.125)],
    ],
  }
  const sheetOf = (signals: Record<string, number>): Sheet => {
    const sheet = new Sheet()
    sheet.put({ signals })
    return sheet
  }

  test('add up, and a signal at the bound is not below it', () => {
    const [yes = 0, no = 0] = treeProbabilities(model, sheetOf({ warm: 3 }))
    assert.ok(Math.abs(yes + no - 1) < 1e-12)
    assert.ok(Math.abs(Math.log(yes / no) - (0.5 + 2 + 0.25 - 0.125)) < 1e-12)
  })

  test('say what each signal does, and leave the sheet as it was', () => {
    const sheet = sheetOf({ warm: 4, wet: 1, unknown: 5 })
    assert.deepEqual(treeReasons(model, sheet, 0), [
      { name: 'warm', weight: 3 },
      { name: 'wet', weight: -0.5 },
    ])
    assert.deepEqual(treeReasons(model, sheet, 0, ['wet', 'unknown']), [
      { name: 'wet', weight: -0.5 },
    ])
    assert.deepEqual(treeReasons(model, sheet, 1), [])
    assert.equal(sheet.of('warm'), 4)
  })
})

describe('a tally', () => {
  const model: LinearModel = {
    classes: ['a', 'b'],
    bias: [0, 0],
    weights: {
      'under: diff': [1, -1],
      'w:please': [2, 0],
      'w:please add': [0, 4],
      'starts:please': [0.5, 0],
    },
  }

  test('finds words and neighbours as by their names, and counts each once', () => {
    const byName = new Tally(model)
    for (const name of ['under: diff', 'w:please', 'w:please add', 'unknown']) byName.add(name)
    const byWord = new Tally(model)
    byWord.add('under: diff')
    byWord.addWords(['add', 'please', 'please', 'add'])
    assert.deepEqual(byWord.probabilities(), byName.probabilities())
    const [a = 0, b = 0] = byWord.probabilities()
    assert.ok(Math.abs(Math.log(a / b)) < 1e-12)
  })

  test('tells no single words as reasons', () => {
    const tally = new Tally(model)
    for (const name of ['starts:please', 'w:please', 'under: diff']) tally.add(name)
    assert.deepEqual(tally.reasonsFor(0, 3), ['under: diff', 'starts:please'])
    assert.deepEqual(tally.reasonsFor(0, 1), ['under: diff'])
    assert.deepEqual(tally.reasonsFor(1, 3), [])
  })
})

test('an index of words scores as reading every text does', () => {
  const words = fc.uniqueArray(fc.constantFrom('ab', 'cd', 'ef', 'gh'), { maxLength: 4 })
  const weightOf = (word: string): number => (word === 'ab' ? 2 : 1)
  const law = fc.property(fc.array(words), words, words, (texts, said, quoted) => {
    const scores = new WordIndex(texts).scores(new Set(said), new Set(quoted), weightOf)
    for (const [place, own] of texts.entries()) {
      let score = 0
      for (const word of own)
        score += said.includes(word)
          ? weightOf(word)
          : quoted.includes(word)
            ? weightOf(word) / 2
            : 0
      assert.equal(scores.get(place) ?? 0, score)
    }
  })
  fc.assert(law)
})

test('a word of a line is a token of it', () => {
  const law = fc.property(text, fc.constantFrom('a', 'ab', 'Z_7', '7'), (line, word) => {
    assert.equal(hasToken(line, word), tokensOf(line).includes(word))
  })
  fc.assert(law)
})

test('sets share no more than their sizes allow', () => {
  const sets = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')).map((all) => new Set(all))
  fc.assert(fc.property(sets, sets, (a, b) => overlap(a, b) <= mostOverlap(a, b)))
})

test('a place among lines is the first from a line on, or the last up to it', () => {
  const at = [3, 5, 9]
  assert.deepEqual(
    [1, 3, 4, 9, 10].map((line) => indexOf(at, line, 'from')),
    [0, 0, 1, 2, 0],
  )
  assert.deepEqual(
    [1, 3, 4, 9, 10].map((line) => indexOf(at, line, 'to')),
    [0, 0, 0, 2, 2],
  )
  assert.equal(indexOf([], 4, 'to'), 0)
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Node } from 'unist'
import { parseReply, replyFacts } from '../../src/reply/parser.ts'
import { requestsApart } from '../../src/reply/requests.ts'
import { bodyLines } from '../../src/text/lines.ts'
import { casesOf, optionsOf } from '../support/cases.ts'
import { assertSays, linesText } from '../support/same.ts'

/** Lines of a node, as `comment 3-5`. */
function nodeText(node: Node): string {
  return `${node.type} ${linesText({ line: node.position?.start.line ?? 0, endLine: node.position?.end.line ?? 0 })}`
}

/** The tree as fixtures write it. */
function outline(body: string): object {
  const tree = parseReply(body)
  const facts = replyFacts(tree)
  const inside = tree.children.flatMap((node) => (node.type === 'comment' ? node.children : []))
  return {
    nodes: tree.children.map(nodeText),
    requests: requestsApart(bodyLines(body), facts.comments).map(linesText),
    quotes: facts.quotes.map((quote) => `${quote.depth}: ${linesText(quote)}`),
    attributions: facts.attributions,
    inside: inside.map(nodeText),
    trailers: inside.flatMap((node) => (node.type === 'trailer' ? [[node.name, node.value]] : [])),
  }
}

describe('a reply becomes a tree of', () => {
  for (const one of casesOf('reply')) {
    test(one.name, optionsOf(one), () =>
      assertSays(outline(one.bytes.toString('utf8')), one.expected),
    )
  }
})

test('what a further paragraph tells to do is a request of its own', () => {
  const apart = (...lines: string[]): string[] =>
    requestsApart(lines, [{ line: 1, endLine: lines.length }]).map(linesText)
  const ask = 'If "driver" is the one of Linux, please drop it.'
  assert.deepEqual(apart(ask, '', 'Also drop the dash.'), ['1', '3'])
  assert.deepEqual(apart(ask, '', 'And also add the lock to pump_show().'), ['1', '3'])
  assert.deepEqual(apart(ask, '', 'Also the dash was there before.'), ['1-3'])
  assert.deepEqual(apart('It is the pump.', '', 'Also drop the dash.'), ['1-3'])
})

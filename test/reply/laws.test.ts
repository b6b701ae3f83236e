import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { unified } from 'unified'
import type { Node } from 'unist'
import { replyFactsIn } from '../../src/reply/facts.ts'
import { parseReply, replyFacts, replyParser } from '../../src/reply/parser.ts'
import { commentProse } from '../../src/reply/prose.ts'
import { bodyLines } from '../../src/text/lines.ts'
import { quoteDepth } from '../../src/text/quoting.ts'

/** Lines that decide something, and some that only look so. */
const TELLING = [
  '',
  ' ',
  '>',
  '> ',
  '> text',
  '>> text',
  '> > text',
  ' > text',
  '>>> +\treturn 0;',
  '> -- ',
  '> [...]',
  '-- ',
  '--',
  '---',
  '[...]',
  '<snip>',
  '...',
  'text',
  'As I said:',
  'On Mon, 3 Aug 2020 07:03:00 +0000, Tova Lindqvist wrote:',
  'On Mon, Aug 3, 2020 at 7:03 AM',
  'Tova Lindqvist <tova@example.org> wrote:',
  '-----Original Message-----',
  'From: a@example.org',
  'Sent: Monday',
  'Date: Mon, 3 Aug 2020',
  'To: b@example.org',
  'Reviewed-by: Bram Okonkwo <bram@example.org>',
  ' wrapped',
  '_______________________________________________',
  'pumps mailing list',
  'All errors (new ones prefixed by >>):',
  '| bar',
  'diff --git a/x b/x',
  '@@ -1 +1 @@',
  '+\tint a;',
  '\ttab',
  '\u00a0',
  '\u2028',
  '\ufeff>',
  'From someone',
]

const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TELLING) },
  fc.string({ unit: 'grapheme', maxLength: 30 }),
)
const lines = fc.array(
  line.map((text) => text.replace(/[\r\n]/g, ' ')),
  { maxLength: 40 },
)

interface Placed {
  readonly line: number
  readonly endLine: number
}

function placeOf(node: Node): Placed {
  assert.ok(node.position, `${node.type} has a position`)
  return { line: node.position.start.line, endLine: node.position.end.line }
}

/** The children cover `line`..`endLine` one after the other. */
function assertCovered(children: readonly Node[], line: number, endLine: number): void {
  let next = line
  for (const child of children) {
    const place = placeOf(child)
    assert.equal(place.line, next, `${child.type} begins where the one before it ends`)
    assert.ok(place.endLine >= place.line)
    next = place.endLine + 1
  }
  assert.equal(next, endLine + 1, 'the last child ends with its parent')
}

describe('laws of the reply tree', () => {
  test('every body line lies in exactly one child of the root, in order, without a gap', () => {
    fc.assert(
      fc.property(lines, fc.boolean(), (texts, ends) => {
        const body = texts.join('\n') + (ends ? '\n' : '')
        assertCovered(parseReply(body).children, 1, bodyLines(body).length)
      }),
      { numRuns: 400 },
    )
  })

  test('quotes and comments are covered by their children, and values are the lines themselves', () => {
    fc.assert(
      fc.property(lines, (texts) => {
        const all = bodyLines(texts.join('\n'))
        const visit = (node: Node): void => {
          const { line: first, endLine } = placeOf(node)
          if ('children' in node) {
            assertCovered(node.children as Node[], first, endLine)
            for (const child of node.children as Node[]) visit(child)
          }
          if ('value' in node && node.type !== 'trailer')
            assert.equal(node.value, all.slice(first - 1, endLine).join('\n'))
        }
        for (const child of parseReply(texts.join('\n')).children) visit(child)
      }),
      { numRuns: 200 },
    )
  })

  test('what `>` marks is quoted, and nothing is that has no mark', () => {
    const marked = /^(?: ?>|\||[A-Za-z]{1,8}>|@@ -)/
    fc.assert(
      fc.property(lines, (texts) => {
        fc.pre(
          !texts.some((text) => /prefixed by >>|original message|^\s*\*?From:|wrote/i.test(text)),
        )
        const all = bodyLines(texts.join('\n'))
        const { quotes } = replyFacts(parseReply(texts.join('\n')))
        const quoted = new Set<number>()
        for (const { line: first, endLine, depth } of quotes) {
          assert.ok(depth >= 1)
          for (let n = first; n <= endLine; n++) {
            quoted.add(n)
            assert.match(all[n - 1] ?? '', marked)
          }
        }
        for (const [i, text] of all.entries())
          if (quoteDepth(text) > 0) assert.ok(quoted.has(i + 1), `line ${i + 1}`)
      }),
      { numRuns: 200 },
    )
  })

  test('comments neither begin nor end with a blank line', () => {
    fc.assert(
      fc.property(lines, (texts) => {
        const all = bodyLines(texts.join('\n'))
        for (const { line: first, endLine } of replyFacts(parseReply(texts.join('\n'))).comments) {
          assert.notEqual(all[first - 1]?.trim(), '')
          assert.notEqual(all[endLine - 1]?.trim(), '')
        }
      }),
      { numRuns: 200 },
    )
  })

  test('what is kept of it is the same with the tree and without', () => {
    const deep = fc.integer({ min: 0, max: 70 }).map((depth) => `${'>'.repeat(depth)} text`)
    const all = fc.array(fc.oneof({ weight: 5, arbitrary: line }, deep), { maxLength: 30 })
    fc.assert(
      fc.property(all, (texts) => {
        const body = texts.map((text) => text.replace(/[\r\n]/g, ' ')).join('\n')
        assert.deepEqual(replyFactsIn(body), replyFacts(parseReply(body)))
      }),
      { numRuns: 500 },
    )
  })

  test('it works as a unified plugin; the second step hangs prose into comments alone', () => {
    const processor = unified().use(replyParser).use(commentProse)
    const tree = processor.runSync(
      processor.parse('> +\tfoo();\nUse `bar()`:\n\n- once\n- twice\n'),
    )
    const comment = tree.children.find((node) => node.type === 'comment')
    assert.equal(
      comment?.type === 'comment' && comment.prose?.children.map(({ type }) => type).join(),
      'paragraph,list',
    )
    assert.ok(tree.children.every((node) => node.type === 'comment' || !('prose' in node)))
  })
})

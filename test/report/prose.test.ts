import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { isWhole, shownHtml } from '../../bench/prose-check.ts'

const WHOLE: Readonly<Record<string, string>> = {
  'code in a sentence': 'Please use `kzalloc()` and *never* `malloc`, see __func__ and **this**.',
  'a counter-patch of two lines': "Shouldn't this be\n\n- wmb();\n+ pmem_wmb();\n\n?",
  'a hunk': 'How about\n@@ -1,3 +1,4 @@ f(void)\n \tint a;\n-\tint *b;\n+\tint *b = NULL;\nthen?',
  'a list': '- first\n- second\n  goes on\n\n3) third',
  'a nested list': '* one\n  * two\n    * three\n* four',
  'a quote': '> said\n> by somebody\nlazy',
  'indented code': 'See:\n\tif (a)\n\t\tb();\nand more',
  'a drawing': '    +---+\n    | a |\n    +---+',
  'an underlined title': 'Title\n=====\ntext\n---\nmore',
  'a link definition': '[1]: https://example.org/ "title"\n[2] https://example.org',
  'html and entities': '<b>bold</b> &amp; #include <linux/io.h>',
  'hard breaks': 'a  \nb\\\nc',
  'an open fence': '```\nint a;',
}

describe('the text of a comment on its page is the text of the comment', () => {
  for (const [name, text] of Object.entries(WHOLE))
    test(name, () => assert.ok(isWhole(text), shownHtml(text)))

  test('whatever is written', () => {
    const bits = fc.constantFrom(
      '`',
      '*',
      '_',
      '- ',
      '+ ',
      '> ',
      '\n',
      '\n\n',
      '    ',
      '\t',
      '# ',
      '1. ',
      '```\n',
      '<a>',
      '&lt;',
      '[x](y)',
      '![i](j)',
      '[1]: u',
      '---\n',
      '\\',
      'word',
      '@@ -1 +1 @@\n',
      ';\n',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 40 }), (some) => isWhole(some.join(''))),
      { numRuns: 2000 },
    )
  })
})

describe('prose of a comment', () => {
  test('a changed line is code, with its sign', () => {
    assert.equal(
      shownHtml('Rather\n- wmb();\n+ pmem_wmb();\nhere.'),
      '<p>Rather</p><pre><code class="diff">- wmb();\n+ pmem_wmb();</code></pre><p>here.</p>',
    )
  })

  test('bullets are bullets', () => {
    assert.equal(
      shownHtml('- split this up\n- say why'),
      '<ul><li><p>- split this up</p></li><li><p>- say why</p></li></ul>',
    )
  })

  test('what a tab sets off below an item belongs to it', () => {
    assert.match(shownHtml('- split this up\n\tand say why'), /^<ul>/)
  })
})

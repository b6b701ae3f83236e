import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isCutShort } from '../../src/text/cut-short.ts'

const WHOLE = 'Count.\n\nSigned-off-by: Tova <tova@example.org>\n---\n@@ -1 +1 @@\n-a\n+b\n'

describe('a text is the beginning of another', () => {
  for (const [what, text, whole, expected] of [
    ['cut inside a line', 'Count.\n\nSigned-off', WHOLE, true],
    ['cut before a diff', 'Count.\n', WHOLE, true],
    ['white space aside', 'Count.\nSigned-off-by:  Tova', WHOLE, true],
    ['the same', WHOLE, WHOLE, false],
    ['longer', `${WHOLE}x\n`, WHOLE, false],
    ['other words', 'Count!\n', WHOLE, false],
    ['a footer below', 'Count.\n', 'Count.\n\nvalves mailing list\n', false],
    ['a long tail', 'Count.\n', `Count.\n${'line\n'.repeat(41)}`, true],
  ] as const)
    test(what, () => assert.equal(isCutShort(text, whole), expected))
})

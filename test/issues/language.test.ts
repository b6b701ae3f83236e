import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isOtherLanguage } from '../../src/issues/kinds/language.ts'

describe('the language of a comment', () => {
  const others = [
    '请移到后面。',
    'ここは flow_close() の前に移してください。',
    'Это нужно перенести ниже.',
    'Das ist nicht nötig, bitte nimm die Zeile raus.',
    'Je ne vois pas pourquoi il faut le faire dans cette fonction.',
    'Esto no es necesario, y el valor se pierde en la segunda llamada.',
    'Dat is niet nodig, het staat er al.',
  ]
  for (const text of others)
    test(`another one: ${text}`, () => assert.equal(isOtherLanguage(text), true))

  const english = [
    'Please move this below.',
    'nit: s/recieve/receive/',
    'No? Not NULL here, is it?',
    'flow->retries = de_init(la, le);',
    'LGTM.',
    'Can Łukasz or Ævar have a look at this?',
    'The unit is µs, and the sign is ≤.',
    'el_read() is en_read() in the other driver.',
  ]
  for (const text of english)
    test(`English, or nobody can tell: ${text}`, () => assert.equal(isOtherLanguage(text), false))
})

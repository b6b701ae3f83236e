import type { CommentContext } from '../../model/issue.ts'
import { withoutClosing } from '../../text/greetings.ts'
import { isSamePerson } from '../../text/people.ts'
import { sentencesOf } from '../../text/sentences.ts'
import { asksForFacts } from './inquiry.ts'
import { wordingsIn } from './wordings.ts'

/** "+1", "Yes (very much) agreed", "Same here". */
const AGREES =
  /^\W*(?:\+1\b|seconded|same here|me too|ditto|(?:(?:yes|yeah|yep)[, ]+)?(?:\(?(?:very much|fully|strongly|completely|totally|definitely|i|i (?:also|fully|completely|strongly|totally))\)? )?agreed?\b)/i
const YES = /^\W*(?:yes|yeah|yep|yup|indeed|exactly|absolutely|right)\b/i
/** What asks for an opinion on what was said, and nothing by itself. */
const OPINIONS = /^\W*(?:any |your )?(?:other )?(?:thoughts|opinions?|comments)\s*\?\W*$/i
const BUT = /\b(?:but|however|though|except|disagree|not sure)\b|n['\u2019]t (?:think|agree)\b/i

/**
 * Does a third person say no more than that whoever asked is right? That speaks for the request,
 * and nobody has answered for the code. What is asked of somebody else's answer he may be asked
 * himself.
 * @param asked what the answer stands under
 */
export function supports(answer: CommentContext, asked: CommentContext): boolean {
  if (
    answer.role === 'author' ||
    asked.role === 'author' ||
    !asked.isDirect ||
    answer.answers !== asked.id
  )
    return false
  if (isSamePerson(answer.from, asked.from) || answer.hasOwnDiff) return false
  const [first] = sentencesOf(answer.lines)
  const said = wordingsIn(answer)
  const takesOn =
    said.has('agrees-will-do') || said.has('agrees-done') || said.has('says-it-is-fixed')
  if (!first || takesOn || BUT.test(first.text)) return false
  const last = sentencesOf(withoutClosing(asked.lines)).at(-1)?.text ?? ''
  const isAsking = /\?\W*$/.test(last) && !OPINIONS.test(last)
  return (AGREES.test(first.text) && !asksForFacts(asked)) || (YES.test(first.text) && !isAsking)
}

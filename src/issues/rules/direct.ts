import type { CommentContext } from '../../model/issue.ts'
import { squash } from '../../text/lines.ts'
import { isSamePerson } from '../../text/people.ts'
import { sentencesOf } from '../../text/sentences.ts'
import type { CommentCase } from '../cases.ts'
import { summaryOf } from '../summary/summary.ts'

/**
 * The answer that stands under a comment's own words: of whoever it calls by name, else the first.
 * What hangs further down may be about another matter by then.
 */
export function directReply(one: CommentCase): CommentContext | null {
  const { context, answers } = one
  const own = answers.filter(
    (a) => a.messageId !== context.messageId && !isSamePerson(a.from, context.from),
  )
  const under = own.filter((a) => a.answers === context.id)
  const list = under.length > 0 ? under : own
  return list.find(({ from }) => calls(context, from.name)) ?? underRequest(one, list) ?? null
}

/**
 * The first of some answers, or what its writer says under the question that a comment comes to,
 * where he takes it in parts.
 */
function underRequest(
  { says, context: { role } }: CommentCase,
  list: readonly CommentContext[],
): CommentContext | undefined {
  const [first] = list
  const own = list.filter(({ messageId }) => messageId === first?.messageId)
  if (own.length < 2) return first
  const summary = summaryOf(says, role).replace(/\u2026$/, '')
  const sentence = sentencesOf([summary]).at(-1)?.text ?? ''
  const asked = squash(sentence)
  if (asked.length < LEAST || !sentence.endsWith('?')) return first
  return own.find(({ quoted }) => squash(quoted.join('')).includes(asked)) ?? first
}

/** Less than so many characters, without white space, stand somewhere by chance. */
const LEAST = 12

/** "Dan, any objections?", "..., Dan?", "@Dan" */
function calls({ lines }: CommentContext, name: string | null): boolean {
  const first = /^\p{Lu}\p{L}{2,}/u.exec(name ?? '')?.[0]
  if (first === undefined) return false
  const text = lines.join('\n')
  if (!text.includes(first)) return false
  return new RegExp(`(?:^|[.?!]\\s+|@)${first}[,:?]|,\\s${first}\\s*[?.]|@${first}\\b`, 'm').test(
    text,
  )
}

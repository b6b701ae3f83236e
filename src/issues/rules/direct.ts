import type { CommentContext } from '../../model/issue.ts'
import { squash } from '../../text/lines.ts'
import { isSamePerson } from '../../text/people.ts'
import type { CommentCase } from '../cases.ts'

/**
 * The answer that stands under a comment's own words: of whoever it calls by name, else the first.
 * What hangs further down may be about another matter by then.
 */
export function directReply({ context, answers }: CommentCase): CommentContext | null {
  const own = answers.filter(
    (a) => a.messageId !== context.messageId && !isSamePerson(a.from, context.from),
  )
  const under = own.filter((a) => a.answers === context.id)
  const list = under.length > 0 ? under : own
  return list.find(({ from }) => calls(context, from.name)) ?? underQuestion(context, list) ?? null
}

/**
 * The first of some answers, or what its writer says under the question where he takes a comment in
 * parts.
 */
function underQuestion(
  { lines }: CommentContext,
  list: readonly CommentContext[],
): CommentContext | undefined {
  const [first] = list
  const asked = lines.filter((line) => /\?(?:\s|$)/.test(line)).map(squash)
  const quotes = ({ quoted }: CommentContext): boolean =>
    quoted.some((line) => asked.includes(squash(line)))
  const own = list.filter(({ messageId }) => messageId === first?.messageId)
  return own.find(quotes) ?? first
}

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

import type { Mail } from '../../model/mail.ts'
import type { SeriesMail, Standing } from '../../model/review.ts'
import type { Membership } from '../exchange/membership.ts'
import { nameOf } from './reasons.ts'

/**
 * A line that tells patchwork's robot what a patch is to be set to. Words and abbreviations as in
 * the kernel's maintainer-netdev.rst and korg's pwbot page.
 */
const COMMAND = /^pw-bot:[ \t]*([\w-]{2,20})[ \t]*$/im
/** The author is to do something. */
const FOR_AUTHOR = /^(?:cr|changes[-_]requested|rej(?:ect(?:ed)?)?)$/i

/**
 * The last command on a version, where it sends it back to the author. Authors give it too, once
 * they know that another version is needed.
 */
export function sentBack(
  { mails, comments }: SeriesMail,
  places: Membership,
  revisionIndex: number,
): Pick<Standing, 'state' | 'turn' | 'reason'> | null {
  const given = [...mails.values()].flatMap((mail) => {
    if (places.ofReply(mail.id)?.revisionIndex !== revisionIndex) return []
    const own = comments.get(mail.id) ?? []
    const found = own.flatMap(
      ({ line, endLine }) =>
        COMMAND.exec(mail.lines.slice(line - 1, endLine).join('\n')) ?? ([] as string[]),
    )
    const [text, word] = found
    return text && word ? [{ mail, text: text.trim(), word }] : []
  })
  const last = given.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)).at(-1)
  if (!last || !FOR_AUTHOR.test(last.word)) return null
  const reason = `${nameOf(last.mail.from)}: "${last.text}"`
  return { state: 'changes-requested', turn: 'author', reason }
}

function orderOf({ mail }: { readonly mail: Mail }): string {
  return `${mail.date ?? '9999'} ${mail.id}`
}

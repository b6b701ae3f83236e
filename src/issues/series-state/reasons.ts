import type { Person } from '../../model/message.ts'
import { isRecorded, type Applied, type SeriesMail, type Tag } from '../../model/review.ts'
import { isClosing, isOnlyName } from '../../text/greetings.ts'
import { isBlank } from '../../text/lines.ts'
import { sentencesOf } from '../../text/sentences.ts'
import { saysTaken } from '../kinds/taken.ts'

/** What somebody took of a series needs no review any more; empty where nobody took a part. */
export function takenWords(taken: number, all: number): string {
  return taken === 0 ? '' : `${taken} of ${all} patches applied; `
}

/**
 * On what a series that is ready stands; tags that no mail gives are told apart.
 * @param part what is said of patches that were taken already
 */
export function readyWords(
  patches: readonly number[],
  reviews: readonly Tag[],
  part: string,
): string {
  const unseen = patches.filter((n) =>
    reviews.every((t) => t.patch !== n || t.state === 'unseen'),
  ).length
  const words = `every ${part === '' ? '' : 'other '}patch is reviewed or acked`
  if (unseen === 0) return words
  const many = unseen === patches.length ? 'all' : `${unseen} of ${patches.length}`
  return `${words}, ${many} by tags that no mail here gives`
}

export function nameOf({ name, address }: Person): string {
  return name ?? address ?? 'somebody'
}

/** Who took a series, and in which words; or as which commit others name it. */
export function takenBy(last: Applied, material: SeriesMail): string {
  const who = nameOf(last.by)
  return isRecorded(last)
    ? `${last.text}, as ${who} tells`
    : `${who}: "${wordsOfTaking(last, material)}"`
}

/** A sentence goes on over so many lines at most, and so many letters of it are shown. */
const [MOST_LINES, WIDTH] = [3, 140]
/** What ends with its line: a sentence, thanks, an address. */
const ENDS = /(?:[.!?:;)]|\b(?:thanks|thank you),?)$|^\S+$/i
const ENDS_WITH_ADDRESS = /^https?:/i

/** The words by which somebody took a patch: from the line that tells of it on the sentence, no more. */
export function wordsOfTaking(
  { messageId, line, text, by }: Applied,
  { mails, comments }: Pick<SeriesMail, 'mails' | 'comments'>,
): string {
  const lines = mails.get(messageId)?.lines ?? []
  const own = comments.get(messageId)?.find((c) => c.line <= line && line <= c.endLine)
  const said = [text.trim()]
  while (said.length < MOST_LINES && !endsSentence(said.at(-1) ?? '')) {
    const next =
      line + said.length <= (own?.endLine ?? 0) ? (lines[line - 1 + said.length] ?? '') : ''
    const isOther = isBlank(next) || isClosing(next) || isOnlyName(next, by.name)
    if (isOther || !/^[\p{L}(]/u.test(next)) break
    said.push(next.trim())
  }
  const sentences = sentencesOf(said).map((one) => one.text)
  const end = sentences.findIndex((one) => saysTaken(one))
  const words = end === -1 ? text : sentences.slice(0, end + 1).join(' ')
  return words.length > WIDTH ? `${words.slice(0, WIDTH - 1)}\u2026` : words
}

function endsSentence(line: string): boolean {
  return ENDS.test(line) || ENDS_WITH_ADDRESS.test(line.slice(line.lastIndexOf(' ') + 1))
}

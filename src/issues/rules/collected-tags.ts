import { once } from '../../text/memo.ts'

const TAG =
  /\b(?:tags?|trailers?|(?:reviewed|acked|tested)[- ]?by|[rat]-?b|[rat]b|acks?|reviews)\b/i
/** A trailer itself, and tags that may have been asked for. */
const OTHER = /^\s*[A-Z][\w-]+-by:|\b(?:fixes|closes|link|suggested|reported)\b/i
/** What may stand beside the tags and the names of those who gave them. */
const BESIDE = new Set(
  (
    'add added adds adding collect collected collecting pick picked picking up include included includes including gather gathered ' +
    'carry carried append appended apply applied received receive got get put fold folded ' +
    'tag tags trailer trailers reviewed acked tested review reviews ack acks by rb ab tb r a t b ' +
    'from of for and the an to in on with all both any more new some missing his her their given forgotten ' +
    'patch patches series version previous last v various several one'
  ).split(' '),
)

/**
 * Does an entry of a changelog tell of tags alone: "Add Jonathan's R-b", "collected tags", "Pick up
 * Reviewed-by from Mira Castel <mira@example.org>"? It says nothing of what was asked for.
 */
export const onlyCollectsTags: (entry: readonly string[]) => boolean = (entry) => known(entry).is

const known = once((entry: readonly string[]) => ({ is: isOfTags(entry.join(' ')) }))

function isOfTags(entry: string): boolean {
  if (entry.length > 300 || !TAG.test(entry) || OTHER.test(entry)) return false
  const text = entry.replace(/<[^>]*>|\S+@\S+/g, ' ').replace(/['\u2019]s\b/g, ' ')
  const words = text.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []
  return words.every((word, i) => {
    if (BESIDE.has(word.toLowerCase())) return true
    return i > 0 && /^\p{Lu}\p{L}*$/u.test(word)
  })
}

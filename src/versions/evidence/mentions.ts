import type { Mention } from '../../model/series.ts'

/**
 * What a name of another message makes of it: an earlier version, another work, or nobody can tell.
 */
export type Relation = 'earlier' | 'other' | 'unclear'

/** What a mention says, and which version it names. */
export interface Meaning {
  readonly relation: Relation
  readonly version: number | null
}

/**
 * `Based-on:`, `Depends-on:` and git's `prerequisite-*` name what is needed, never an earlier
 * version.
 */
const NEEDS = /^\W*(?:based-on|depends-on|prerequisite[\w-]*|requires)\s*:/i
const EARLIER =
  /\b(?:supersede[sd]?|obsolete[sd]?)\b|\blink to (?:v\d|rfc|previous)|\b(?:changes?|changelog|diff|differences?|updates?) (?:since|from|in|to)\b|\bsince v?\d|\b(?:previous|prior|earlier|old|original|last|first|initial)(?:ly)? (?:been )?(?:version|posting|posted|series|revision|submission|submitted|attempt|patch ?set|patch|iteration|round|discussion of this|work|sent|contained|known)|\b(?:history|re-?send|re-?post|resubmi\w+|continuation|successor|new version|preceded by|this is v\d+)\b|\bv\d+(?:\.\d+)?\s*(?:->|=>|\.\.)|\bpart of series\b/i
/** Another work, even where it is called the previous series. */
const SURELY_OTHER =
  /\bsequel\b|\bbuil(?:ds?|t|ding) (?:up)?on\b|\bdepends? on\b|\bon top of\b|\b(?:needs?|requires?) (?:it|that|them|this)\b|\bprerequisites?\b|\b(?:second|next|other) (?:part|half|step)\b|\bpart (?:two|2|ii)\b/i
const OTHER =
  /\b(?:depend\w*|prereq\w*|based (?:on|upon)|bases? (?:on|upon)|re-?based?|on top of|atop|follow[- ]?ups?|follows up|see also|requires?|needs?|appl(?:y|ies|ied)|similar\w*|inspired|related|companion|alternative\w*|replaces?|preparat\w+|suggest\w*|report\w*|inclu\w+ in|test for|unit test|review comment|comment|feedback|asked|said|pointed|thread|discuss\w*|spun off|taken from|carved out|conflicts?|fix(?:es)? for)\b/i
const VERSION = /(?:^|[^\w.])(?:(?:patch|rfc|series)[\s-]*)?v(\d{1,2})\b/i

/** Reads the words around a name, nearest first. */
export function meaningOf({ line, around }: Mention): Meaning {
  const prose = [line, ...around].map(withoutUrls)
  const version = versionIn(prose[0] ?? '') ?? versionIn(prose[1] ?? '')
  if (NEEDS.test(line) || around.some((near, i) => i === 0 && NEEDS.test(near)))
    return { relation: 'other', version: null }
  for (const text of prose) {
    if (/\bsplit (?:off|out|from)\b/i.test(text) || SURELY_OTHER.test(text))
      return { relation: 'other', version: null }
    const isEarlier = EARLIER.test(text)
    if (isEarlier) return { relation: 'earlier', version }
    if (OTHER.test(text)) return { relation: 'other', version }
    if (versionIn(text) !== null) return { relation: 'earlier', version }
  }
  return { relation: 'unclear', version }
}

function withoutUrls(line: string): string {
  return line.replace(/<?\S*:\/\/\S+/g, ' ').replace(/<[^<>\s]+@[^<>\s]+>/g, ' ')
}

function versionIn(text: string): number | null {
  const found = VERSION.exec(text)
  return found ? Number(found[1]) : /\brfc\b/i.test(text) ? 1 : null
}

import { squash } from '../../text/lines.ts'
import { once } from '../../text/memo.ts'

/**
 * Text that is to become another: `s/a/b/`, `a -> b`, `a => b`, "rename a to b", "use b instead of
 * a".
 */
export interface Substitution {
  readonly from: string
  readonly to: string
  /** In words, which may also tell of a title or of another place: it holds for the lines alone. */
  readonly isStated?: true
}

/** `bedone -> be done` and nothing else on its line. */
const ALONE =
  /^\s*["'`]?([A-Za-z][\w '-]{0,40}?)["'`]?\s*(?:->|=>|\u2192)\s*["'`]?([A-Za-z][\w '-]{0,40}?)["'`]?\s*[.,?]?\s*$/

/** `s/needn't/does not need`, alone on its line and never closed. */
const UNCLOSED = /^\s*s\/([^/\n]{1,80})\/([^/\n]{1,80}?)\s*$/gm

/** A text between quotes, or a word of code or prose. */
const TERM = `(?:["'\`\u201c\u2018]([^"'\`\u201d\u2019\\n]{1,60})["'\`\u201d\u2019]|([A-Za-z_]\\w*(?:(?:->|[.:]{1,2}|-)\\w+){0,4}(?:\\(\\))?))`
const KIND =
  '(?:(?:function|variable|parameter|argument|field|member|property|file|macro|helper|label|flag|type)s? )?'
const SOME = '(?:(?:just|simply|something like|plain|an?|the|all|be) ){0,2}'

/** `from` and `to` as they stand. */
const BECOMES = new RegExp(
  `\\b(?:renam(?:e|ing)|replac(?:e|ing)|chang(?:e|ing)) ${SOME}${KIND}${TERM} (?:to|as|into|with|by) ${SOME}${TERM}`,
  'gi',
)
/** The other way round. */
const INSTEAD = new RegExp(
  `\\b(?:use|using|prefer|say|write|call it|return|be) ${SOME}${TERM},? (?:instead of|rather than|in place of) ${SOME}${KIND}${TERM}`,
  'gi',
)
const NEEDED = /\b(?:renam|replac|chang|instead of|rather than|in place of)/i
/** What looks like code is a name; a word alone may be any. */
const CODE =
  /_|\(\)$|[a-z]->|[a-z][A-Z]|^[A-Z]{3,}\d*$|[a-z]{2}\d|^(?:u\d+|s\d+|int|char|bool|long|short|unsigned|void|float|double)$/
/** Words that stand for something else. */
const VAGUE =
  /^(?:it|this|that|these|those|them|what|which|something|anything|one|ones|other|same|more|both|each|any|some|my|your|its|their|our|here|there|being|having|using|making|e\.g|i\.e)$/i

/** "Rename foo_bar to foo": what is to go is written as code, or between quotes. */
function stated(text: string): Substitution[] {
  if (!NEEDED.test(text)) return []
  const said = text.replace(/\s+/g, ' ')
  const pairs = [
    ...[...said.matchAll(BECOMES)].map(([, a, b, c, d]) => [a, b, c, d] as const),
    ...[...said.matchAll(INSTEAD)].map(([, a, b, c, d]) => [c, d, a, b] as const),
  ]
  return pairs.flatMap(([quotedFrom, from = '', quotedTo, to = '']) =>
    (quotedFrom !== undefined || CODE.test(from)) && !VAGUE.test(to)
      ? [{ from: quotedFrom ?? bare(from), to: quotedTo ?? bare(to), isStated: true as const }]
      : [],
  )
}

/** The name of a function, as it stands before its arguments. */
function bare(name: string): string {
  return name.replace(/\(\)$/, '')
}

/** What every other pattern needs, and few lines have. */
const ARROW = /->|=>|\u2192/
const ARROWS = /(?:->|=>|\u2192).*(?:->|=>|\u2192)/

/** The substitutions that a comment asks for. */
export function substitutionsIn(says: readonly string[]): readonly Substitution[] {
  return substitutions(says)
}

const substitutions = once((says: readonly string[]): Substitution[] => {
  const text = says.join('\n')
  const found: Substitution[] = []
  for (const [, from = '', to = ''] of text.matchAll(
    /(?:^|[\s"'(,])s\/([^/\n]{1,80})\/([^/\n]{0,80})\//g,
  ))
    found.push({ from, to })
  for (const [, from = '', to = ''] of text.matchAll(UNCLOSED)) found.push({ from, to })
  const arrow =
    /(?:^|\s)["'`]?([A-Za-z][\w() .'-]{0,50}?)["'`]?\s*(?:->|=>|\u2192)\s*["'`]?([A-Za-z][\w() .'-]{0,50}?)["'`]?(?=$|[\s,.;:!?)])/gm
  for (const line of text.split('\n')) {
    if (!ARROW.test(line)) continue
    // A member of a structure is no arrow, and a chain of calls none that changes.
    if (/->\w/.test(line) || /[;{}]\s*$/.test(line) || ARROWS.test(line)) continue
    const [, whole = '', instead = ''] = ALONE.exec(line) ?? []
    if (whole !== '') found.push({ from: whole, to: instead })
    else
      for (const [, from = '', to = ''] of line.matchAll(arrow))
        found.push({ from: from.trim(), to: to.trim() })
  }
  found.push(...stated(text))
  return found.filter(({ from, to }) => squash(from).length > 0 && from !== to)
})

/** Code that a comment writes out, line by line. */
export function proposedCode(says: readonly string[]): readonly string[] {
  return code(says)
}

const code = once((lines: readonly string[]): string[] =>
  lines
    .filter(
      (l, i) =>
        !l.startsWith('-') &&
        (/^[-+]?\s*(?:\t| {2,})\S|^\+\s*\S|[;{}]\s*$/.test(l) || isShown(l, lines[i - 1] ?? '')),
    )
    .map((l) => l.replace(/^\+/, '').trim())
    .filter((l) => squash(l).length > 7),
)

/** "This should be:", and below it a line that is no sentence. */
function isShown(line: string, above: string): boolean {
  return (
    /\b(?:be|like|as|say|read|write|use|do|of|with|instead)\s*:\s*$/.test(above) &&
    !/[.?!]\s*$/.test(line)
  )
}

import { headingAt, headingIn, isLink } from '../../text/changelog.ts'
import { isClosing } from '../../text/greetings.ts'
import { isBlank } from '../../text/lines.ts'

/** "Changes since the RFC:", "Changelog", "V2 (May 5)", "RFCv1 => RFCv2:": no sentence. */
const HEADING =
  /^[\s*#=_[(-]{0,6}(?:(?:(?:main|minor|major|notable) )?(?:change ?log|changes?|changed|modifications?|(?:revision|version) history|history|updates?|what'?s (?:new|changed))\b(?:[^.]|\.\d){0,60}|(?:since|from) (?:the )?(?:last|previous|rfc|first|initial|original|v\d)(?:[^.]|\.\d){0,40}:\s*|(?:rfc[ -]?)?(?:patch )?(?:v|version )\d+(?:\.\d+)?\b(?:\s*[([:,\u2013-].{0,60}| changes?\b.{0,40}|\s*[=-]+>.{0,30})?)$/i

const VERSION =
  String.raw`(?:patch ?set|patch|series|version|revision|iteration|submission|posting|round|` +
  String.raw`rfc|attempt|re-?spin|re-?roll|one)`
/** What "this" was asked or said, and by whom. */
const ASKED =
  String.raw`(?:suggest|request|propos|recommend|advis|comment|ask|point|report|not)(?:ed|e?d ` +
  String.raw`out|ed for)`
const DID = String.raw`(?:added|dropped|removed|renamed|reworked|rebased|split|squashed|moved|changed|switched|replaced|converted|fixed|updated|reordered|merged|included|incorporated|rewrote|rewritten|restructured|simplified|folded|separated|left out|kept|addressed|put)`

/** A sentence by which an author says that something is not as it was in the version before. */
const TELLS = [
  String.raw`\b(?:since|from|over|unlike|(?:compared|relative|in contrast) (?:to|with)|differs? from) (?:the )?(?:\[?(?:rfc ?)?v\d+\b|(?:previous|last|first|prior|earlier|original|initial) (?:\w+ )?${VERSION}\b|rfc\b)`,
  String.raw`\b(?:in|for|with|by) (?:this|the new|the current) (?:version|revision|iteration|` +
    String.raw`re-?spin|spin|round|re-?roll|v\d+)\b(?! of the)`,
  String.raw`^\W*(?:this (?:version|revision|iteration|re-?spin|v\d+)|(?:the )?v\d+:?) (?:\w+ )?(?:add|drop|fix|remove|rename|rework|split|move|change|switch|replace|convert|update|include|address|make|implement)`,
  String.raw`\b(?:as|was|were|been|is|are|,|\() ?(?:\w+ )?${ASKED} (?:by|in|on|from)\b`,
  String.raw`\b(?:[Pp]er|on|[Ff]ollowing|[Aa]fter|to|with|for|from) (?:the )?\p{Lu}[\p{L}. ` +
    String.raw`]+'s? (?:\w+ )?(?:suggestion|request|feedback|comment|advice|review|remark)`,
  String.raw`\b(?:suggestions?|feedback|comments?|remarks?|inputs?) (?:form|from|by|of) ` +
    String.raw`(?:\p{Lu}|v\d|the)`,
  String.raw`\b(?:review|reviewers?'?|received) (?:comments?|feedback|remarks?|suggestions?)\b|\b(?:comments?|feedback|remarks?|suggestions?) (?:received|so far|on (?:the )?(?:v\d|previous|last|first))`,
  String.raw`\b(?:address|fix|incorporat|integrat|includ|implement|resolv)(?:e|es|ed|ing) ` +
    String.raw`(?:\S+ ){0,4}(?:comments?|feedback|remarks?|concerns?|suggestions?)\b`,
  String.raw`\b(?:I|we)(?:'ve| have|'d| had)? (?:also |now |therefore |just |thus |only |then ` +
    String.raw`)*${DID}\b`,
  String.raw`^\W*(?:\p{L}[\w-]* )?(?:dropped|rebased|squashed|reworked|renamed|reordered|` +
    String.raw`restructured|switched to|got rid of)\b`,
].map((source) => new RegExp(source, source.includes('\\p{Lu}') ? 'u' : 'iu'))

const BULLET = /^\s*(?:[-*+~\u2022o]|\d{1,2}[.)]|\(\d{1,2}\))\s/
/** How an entry without a bullet begins: "Removed ...", "Use ...", "[PATCH 2/4]", "Patch 3:". */
const ENTRY =
  /^(?:\[?(?:rfc )?patch\b|\d+\/\d+|no (?:functional )?changes?|(?:add|remove|drop|fix|rename|rework|change|move|switch|replace|convert|split|squash|update|use|make|rebase|address|collect|pick|merge|clean|simplif|improve|correct|reorder|sort|rewrite|rewrote|implement|introduce|document|keep|kept|include|mark|put|set|avoid|handle|return|allow)(?:e?s|e?d|ped|ied|ing|)\b)/i

/**
 * Indices of the lines of a cover letter that tell what changed since the version before: what
 * stands in a list of changes, below its heading, and sentences that say so anywhere else. What the
 * work is about, which patch does what, and where it was tested, is nothing of this.
 */
export function changesIn(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>()
  let isListed = false
  let isHead = false
  for (const { at, text } of paragraphs(lines)) {
    const heading = text.findIndex((_, i) => isHeading(lines, at + i))
    const goesOn: boolean = isListed && (isHead || isListLike(text)) && !isClosing(text[0] ?? '')
    const start: number = goesOn ? 0 : heading
    const told = start === 0 ? [] : sentences(start === -1 ? text : text.slice(0, start))
    for (const { first, last, says } of told.filter(({ says }) => tells(says)))
      for (let i = first; i <= (introduces(says) ? text.length - 1 : last); i++) found.add(at + i)
    for (let i = start; start !== -1 && i < text.length; i++) found.add(at + i)
    isHead = heading !== -1 && text.slice(heading).length === 1
    isListed = start !== -1 || told.some(({ says }) => tells(says) && introduces(says))
  }
  return found
}

function isHeading(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? ''
  if (headingIn(line) || isLink(line)) return headingAt(lines, at) !== null
  return HEADING.test(line)
}

function isListLike([first = '', second = '']: readonly string[]): boolean {
  return (
    /^\s/.test(first) ||
    /^\s+\S/.test(second) ||
    BULLET.test(second) ||
    BULLET.test(first) ||
    /:\s*$/.test(first) ||
    ENTRY.test(first) ||
    tells(first)
  )
}

function tells(sentence: string): boolean {
  return TELLS.some((pattern) => pattern.test(sentence))
}

function introduces(sentence: string): boolean {
  return sentence.endsWith(':')
}

interface Paragraph {
  readonly at: number
  readonly text: readonly string[]
}

/** What stands between empty lines and rules. */
function paragraphs(lines: readonly string[]): Paragraph[] {
  const found: { at: number; text: string[] }[] = []
  let isOpen = false
  for (const [i, line] of lines.entries()) {
    const isText = !isBlank(line) && !/^-{2,}\s*$/.test(line)
    if (isText && isOpen) found.at(-1)?.text.push(line)
    else if (isText) found.push({ at: i, text: [line] })
    isOpen = isText
  }
  return found
}

interface Sentence {
  readonly first: number
  readonly last: number
  readonly says: string
}

const BETWEEN = /(?<=[.!?:])\s+(?=[\p{Lu}[(])|(?<=:)\s*\n|\n(?=\s*(?:[-*+\u2022]|\d{1,2}[.)])\s)/gu

/** The sentences of a paragraph, with the indices of their lines; a bullet begins one. */
function sentences(text: readonly string[]): Sentence[] {
  const whole = text.join('\n')
  const found: Sentence[] = []
  let [from, first] = [0, 0]
  const ends = [...whole.matchAll(BETWEEN)].map((m) => [m.index, m.index + m[0].length] as const)
  for (const [end, next] of [...ends, [whole.length, whole.length] as const]) {
    const part = whole.slice(from, end)
    const last = first + breaksIn(part)
    found.push({ first, last, says: part.replace(/\s+/g, ' ').trim() })
    first = last + breaksIn(whole.slice(end, next))
    from = next
  }
  return found
}

function breaksIn(text: string): number {
  return text.split('\n').length - 1
}

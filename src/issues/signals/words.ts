import { Recent } from '../recent.ts'
import { WordTable } from '../scan.ts'

/**
 * Words of everyday speech, of review and of every changelog: that two texts share them tells
 * nothing.
 */
const COMMON = new Set(
  (
    'about above actually added adding again against agree allow already also although always another anything anyway apply around asked aside ' +
    'avoid aware because been before being below best better between both bring call called calls care case cases change changed changes check clean ' +
    'clear code come comment comments commit compile could course current currently date description different doesn does doing don done down drop ' +
    'dropped each easy either else enough even every everything exactly explain fact fail feel file files find fine first fixed fixes follow following ' +
    'from function functions further gets getting give given goes going good great guess handle happen happens hard hard have having help here hope ' +
    'however idea imho include including indeed inside instead into issue isn itself just keep kernel kind know last later least leave less like likely line ' +
    'lines list little long look looking looks made make makes making many maybe mean means message might mind minor more most move moved much must name ' +
    'names need needed needs never next nice note nothing once only order other others otherwise over part patch patches people perhaps place please point ' +
    'possible prefer pretty probably problem pull question quite rather read real really reason regards remove removed rename renamed reply return right ' +
    'said same saying seem seems sense separate series should show side simple simply since single some something sorry sort split still such suggest sure ' +
    'take tell test than thank thanks that their them then there these they thing things think this those though through time told turn type under understand ' +
    'unless until update updated upon used useful user uses using usually value version very want wants wasn well were what when where whether which while ' +
    'will with within without wonder word work works worth would write wrong years your yours'
  ).split(' '),
)

/** Names of code, and what tells them apart from words. */
const CODE = /_|\d|[a-z][A-Z]|^[A-Z]{3,}$|\(\)$/

/**
 * Words of a text that may tell it from others: names of code as they are, other words in lower
 * case and without their endings, none of four letters or less, none that everybody uses.
 */
export function tellingWords(text: string, except: ReadonlySet<string> = NONE): Set<string> {
  const found = new Set<string>()
  for (const { telling, low } of WORDS.in(text))
    if (telling !== null && (low === null || except.size === 0 || !except.has(low)))
      found.add(telling)
  return found
}

/** The telling words of one line of a text that stays as it is, each once: found once. */
export function tellingWordsAt(lines: readonly string[], at: number): readonly string[] {
  let known = toldAt.get(lines)
  if (!known) toldAt.set(lines, (known = []))
  return (known[at] ??= tellingInLine(lines[at] ?? ''))
}

/** Lines that were met of late: those of one version stand in the next as well. */
const recent = new Recent<readonly string[]>(5000)

const toldAt = new WeakMap<readonly string[], (readonly string[])[]>()
const NO_WORDS: readonly string[] = []

function tellingInLine(line: string): readonly string[] {
  return recent.get(line, cutTelling)
}

function cutTelling(line: string): readonly string[] {
  const words = WORDS.in(line)
  if (words.length === 0) return NO_WORDS
  const found: string[] = []
  for (const { telling } of words)
    if (telling !== null && !found.includes(telling)) found.push(telling)
  return found
}

/** The same of lines that stay as they are: found once, however many signals ask for them. */
export function tellingWordsOf(
  lines: readonly string[],
  except: ReadonlySet<string> = NONE,
): ReadonlySet<string> {
  const known = toldBy.get(lines)?.find((one) => one.except === except)
  if (known) return known.words
  const words = tellingWords(lines.join('\n'), except)
  toldBy.set(lines, [...(toldBy.get(lines) ?? []), { except, words }])
  return words
}

const NONE: ReadonlySet<string> = new Set()
const toldBy = new WeakMap<
  readonly string[],
  readonly { readonly except: ReadonlySet<string>; readonly words: ReadonlySet<string> }[]
>()

/** A word, and what is compared of it. */
interface Word {
  /** As it is compared; `null` where it tells nothing. */
  readonly telling: string | null
  /** In lower case; `null` for a name of code. */
  readonly low: string | null
}

/** The same few thousand words make up nearly all mail. */
const WORDS = new WordTable(wordOf)

function wordOf(word: string): Word {
  if (isCode(word)) return { telling: word.length > 2 ? word : null, low: null }
  const low = word.toLowerCase()
  return { telling: low.length < 4 || COMMON.has(low) ? null : stem(low), low }
}

function isCode(word: string): boolean {
  return CODE.test(word)
}

function stem(word: string): string {
  return word.length > 5 ? word.replace(/(?:ing|ed|es|s|ly)$/, '') : word
}

/** A name of code tells more than a word. */
export function weightOf(word: string): number {
  return isCode(word) ? 2 : 1
}

/** How much some words tell together. */
export function weightOfAll(words: Iterable<string>): number {
  let sum = 0
  for (const word of words) sum += weightOf(word)
  return sum
}

import { UserError } from '../model/user-error.ts'
import { Option, type Command } from 'commander'
import { readSearches, saveSearch } from '../config/kept.ts'
import { SEARCH_INS, SEARCH_SORTS, type SearchIn, type SearchSort } from '../model/query.ts'
import { searchText } from '../report/search-text.ts'
import { PREFIXES } from '../search/prefixes.ts'
import { isStoreFolder } from '../store/lookup/folder.ts'
import { searchOver } from '../stores/over/search.ts'
import { ownPath } from '../stores/own.ts'
import { listOption, type OnList } from './run/on-list.ts'
import { rowLimit, storePath, wholeNumber, type GlobalOptions } from './run/options.ts'
import { paintFor, printReport, printText } from './run/output.ts'
import { withStores } from './run/with-store.ts'

interface SearchOptions extends OnList {
  in?: SearchIn
  sort: SearchSort
  limit: number
  offset: number
  save?: string
  forget?: boolean
  json?: boolean
}

/** `search <query>`: past feedback, by words and by what is known of it. */
export function addSearch(program: Command): void {
  program
    .command('search')
    .description(
      'find comments, patches or messages: words, "phrases", prefix:words, AND OR NOT -word ( ) word*',
    )
    .argument('<query...>', 'what to look for')
    // `-word` is a word that is not wanted, no option.
    .allowUnknownOption()
    .addOption(
      new Option('--in <what>', 'look for these (default: what the query speaks of)').choices(
        SEARCH_INS,
      ),
    )
    .addOption(
      new Option('--sort <order>', 'the best first, or the newest')
        .choices(SEARCH_SORTS)
        .default('relevance'),
    )
    .addOption(new Option('-n, --limit <n>', 'how many; 0 for all').argParser(rowLimit).default(20))
    .addOption(
      new Option('--offset <n>', 'leave out so many first').argParser(wholeNumber).default(0),
    )
    .option('--save <name>', 'keep this search under a name, which @<name> looks for again')
    .option('--forget', 'of @<name>: keep it no more')
    .addOption(listOption())
    .option('--json', 'print the report as JSON')
    .addHelpText('after', prefixHelp())
    .action((words: string[], options: SearchOptions) => run(program, queryOf(words), options))
}

function prefixHelp(): string {
  const lines = PREFIXES.map(
    ({ name, means, example }) => `  ${`${name}:`.padEnd(9)} ${means}; ${example}`,
  )
  return ['', 'Prefixes (those of lore, and our own):', ...lines].join('\n')
}

async function run(program: Command, words: string, options: SearchOptions): Promise<void> {
  const { json, save, forget, list, ...page } = options
  const given = storePath(program.opts<GlobalOptions>().db)
  const path = ownPath(given, await isStoreFolder(given))
  if (words === '@') return printText(savedText(readSearches(path)))
  const query = savedQuery(path, words)
  if (save !== undefined) saveSearch(path, savedName(save), query)
  if (forget && query !== words) {
    saveSearch(path, words.slice(1), null)
    return printText(`${words.slice(1)} is kept no more\n`)
  }
  const asked = { ...page, in: options.in ?? null, now: Date.now() }
  const report = await withStores(program, { list }, (stores) => searchOver(stores, query, asked))
  await printReport(
    report,
    json ?? false,
    () => searchText(report, paintFor(program.opts<GlobalOptions>().color)),
    report.total > 0 ? null : `nothing found in ${report.in}`,
  )
}

/**
 * What `@<name>` stands for; anything else is itself. Throws UserError where there is no such name.
 */
function savedQuery(path: string, given: string): string {
  const name = /^@(\S+)$/.exec(given)?.[1]
  if (name === undefined) return given
  const searches = readSearches(path)
  const query = searches[name]
  if (query !== undefined) return query
  const known = Object.keys(searches)
  throw new UserError(
    'mistake',
    known.length === 0
      ? `no search is saved as ${name}; --save <name> keeps one`
      : `no search is saved as ${name}; there are ${known.join(', ')}`,
  )
}

function savedName(given: string): string {
  const name = given.replace(/^@/, '').trim()
  if (/^\S{1,60}$/.test(name)) return name
  throw new UserError('mistake', 'the name of a search is one word of at most 60 characters')
}

function savedText(searches: Readonly<Record<string, string>>): string {
  const lines = Object.entries(searches).map(([name, query]) => `@${name}  ${query}\n`)
  return lines.length === 0 ? 'no search is saved; --save <name> keeps one\n' : lines.join('')
}

/** The shell takes quotes away: of several arguments, one that has blanks was a phrase. */
function queryOf(words: readonly string[]): string {
  const option = words.find((word) => word.startsWith('--'))
  if (option)
    throw new UserError(
      'mistake',
      `there is no option ${option}; patchtrail search --help lists them`,
    )
  if (words.length === 1) return words[0] ?? ''
  return words
    .map((word) =>
      /\s/.test(word) && !word.includes('"')
        ? word.replace(/^(-?(?:[a-z]+:)?)(.*)$/s, '$1"$2"')
        : word,
    )
    .join(' ')
}

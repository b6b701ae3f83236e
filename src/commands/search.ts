import { UserError } from '../model/user-error.ts'
import { Option, type Command } from 'commander'
import { SEARCH_INS, SEARCH_SORTS, type SearchIn, type SearchSort } from '../model/query.ts'
import { searchReport } from '../query/search.ts'
import { searchText } from '../report/search-text.ts'
import { PREFIXES } from '../search/prefixes.ts'
import { rowLimit, wholeNumber, type GlobalOptions } from './run/options.ts'
import { paintFor, printReport } from './run/output.ts'
import { withStore } from './run/with-store.ts'

interface SearchOptions {
  in?: SearchIn
  sort: SearchSort
  limit: number
  offset: number
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

async function run(program: Command, query: string, options: SearchOptions): Promise<void> {
  const { json, ...page } = options
  const asked = { ...page, in: options.in ?? null, now: Date.now() }
  const report = await withStore(program, (store) => searchReport(store, query, asked))
  await printReport(
    report,
    json ?? false,
    () => searchText(report, paintFor(program.opts<GlobalOptions>().color)),
    report.total > 0 ? null : `nothing found in ${report.in}`,
  )
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

import { UserError } from '../model/user-error.ts'
import { Option, type Command } from 'commander'
import type { SearchIn, SearchSort } from '../model/query.ts'
import { searchReport } from '../query/search.ts'
import { searchText } from '../report/search-text.ts'
import { PREFIXES } from '../search/prefixes.ts'
import { openForReport } from './open.ts'
import { storePath, wholeNumber, type GlobalOptions } from './options.ts'
import { paintFor, printReport } from './output.ts'

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
      new Option('--in <what>', 'look for these (default: what the query speaks of)').choices([
        'comments',
        'patches',
        'messages',
      ]),
    )
    .addOption(
      new Option('--sort <order>', 'the best first, or the newest')
        .choices(['relevance', 'date'])
        .default('relevance'),
    )
    .addOption(new Option('--limit <n>', 'how many').argParser(wholeNumber).default(20))
    .addOption(
      new Option('--offset <n>', 'leave out so many first').argParser(wholeNumber).default(0),
    )
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `\nPrefixes (those of lore, and our own):\n${PREFIXES.map(({ name, means, example }) => `  ${`${name}:`.padEnd(9)} ${means}; ${example}`).join('\n')}`,
    )
    .action(async (words: string[], options: SearchOptions) => {
      const { db, color } = program.opts<GlobalOptions>()
      const { json, ...page } = options
      const store = await openForReport(storePath(db))
      try {
        const report = await searchReport(store, queryOf(words), {
          ...page,
          in: options.in ?? null,
          now: Date.now(),
        })
        await printReport(
          report,
          json ?? false,
          () => searchText(report, paintFor(color)),
          report.total > 0 ? null : `nothing found in ${report.in}`,
        )
      } finally {
        await store.close()
      }
    })
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

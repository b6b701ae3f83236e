import { Argument, type Command } from 'commander'
import { ISSUE_STATES } from '../model/issue.ts'
import type { Override } from '../model/override.ts'
import { commentId } from '../query/refs.ts'
import { printText } from './run/output.ts'
import { withStoreToWrite } from './run/with-store.ts'

const STATES = [...ISSUE_STATES, 'not-an-issue', 'auto']

/** `mark <id> <state>`: the user's word on an issue. */
export function addMark(program: Command): void {
  program
    .command('mark')
    .description(
      'say yourself where an issue stands, or that a comment is none; "auto" takes it back',
    )
    .argument(
      '<id>',
      'the id of a comment, as printed below each issue, or the start of one: <message-id>#2',
    )
    .addArgument(new Argument('<state>', 'what it is').choices(STATES))
    .option('--note <text>', 'why')
    .action(async (id: string, state: Override['state'] | 'auto', options: { note?: string }) => {
      // Loaded here: queries must not wait for what only derives.
      const { overrideIssue } = await import('../ingest/override.ts')
      const note = options.note ?? null
      const told = await withStoreToWrite(program, async (store) =>
        overrideIssue(store, await commentId(store, id), state === 'auto' ? null : state, note),
      )
      await printText(`${told}\n`)
    })
}

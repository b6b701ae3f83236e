import { Argument, type Command } from 'commander'
import { ISSUE_STATES } from '../model/issue.ts'
import type { Override } from '../model/override.ts'
import { commentId } from '../query/refs.ts'
import { printText } from './run/output.ts'
import { isStoreFolder } from '../store/lookup/folder.ts'
import { allHolding } from '../stores/all-holding.ts'
import { UserError } from '../model/user-error.ts'
import { commentNamed, noComment } from '../text/comment-id.ts'
import { heldAs } from './given/ref.ts'
import { storePath, type GlobalOptions } from './run/options.ts'
import { withStores, writing } from './run/with-store.ts'

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
      '<message-id>#2, as printed below each issue; its mail may be named in any other way, too: aRNqL5z#2',
    )
    .addArgument(new Argument('<state>', 'what it is').choices(STATES))
    .option('--note <text>', 'why')
    .action(async (id: string, state: Override['state'] | 'auto', options: { note?: string }) => {
      const path = storePath(program.opts<GlobalOptions>().db)
      const word = { state: state === 'auto' ? null : state, note: options.note ?? null }
      const told = (await isStoreFolder(path))
        ? await markInFolder(program, id, word)
        : await markIn(path, id, word)
      await printText(`${told}\n`)
    })
}

interface Word {
  readonly state: Override['state'] | null
  readonly note: string | null
}

async function markIn(path: string, id: string, { state, note }: Word): Promise<string> {
  // Loaded here: queries must not wait for what only derives.
  const { overrideIssue } = await import('../ingest/override.ts')
  return writing(path, async (store) =>
    overrideIssue(store, await commentId(store, id), state, note),
  )
}

/** The word holds in every store that has the mail: another one may tell of it tomorrow. */
async function markInFolder(program: Command, id: string, word: Word): Promise<string> {
  // Without a number what is typed names something else, or nothing: it is not looked for.
  if (commentNamed(id) === null) throw new UserError('mistake', noComment(id))
  const places = await withStores(program, {}, async (stores) =>
    allHolding(stores, await heldAs(stores, [id], 'message')),
  )
  const told: string[] = []
  for (const { part, ref } of places)
    try {
      told.push(await markIn(part.path, ref, word))
    } catch (error) {
      // A store that has the mail without its series has nothing to mark.
      if (told.length === 0 || !(error instanceof UserError)) throw error
    }
  return told[0] ?? ''
}

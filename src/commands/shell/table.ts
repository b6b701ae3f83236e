import type { Command } from 'commander'

/** Adds one command, or several that belong together, to the program. */
export type Adds = (program: Command) => void

/** What a command is for: the headings of the help, in this order. */
export const GROUPS = [
  'Fill the store',
  'What is to be done',
  'One series',
  'Before you send',
  'What was said before',
  'For others to read',
  'Say it yourself',
  'Look after it',
] as const
export type Group = (typeof GROUPS)[number]

/** One command: all that the help tells of it before its module is loaded. */
export interface Entry {
  readonly name: string
  readonly group: Group
  /** One line, no full stop. */
  readonly about: string
  readonly load: () => Promise<Adds>
}

function entry(group: Group, name: string, about: string, load: Entry['load']): Entry {
  return { group, name, about, load }
}

const [FILL, DUE, ONE, SEND, BEFORE, SHARE, SAY, CARE] = GROUPS

/**
 * Every command, in the order of the help. Each is loaded when it is called: starting is most of
 * what a short command takes. Help, completions and the manual page are made from this table.
 */
export const COMMANDS: readonly Entry[] = [
  entry(
    FILL,
    'ingest',
    'read what is new in mail, a folder, a clone or a thread on a server',
    async () => (await import('../ingest.ts')).addIngest,
  ),
  entry(
    FILL,
    'sync',
    'read what is new in all sources that the store knows',
    async () => (await import('../ingest.ts')).addIngest,
  ),
  entry(
    FILL,
    'derive',
    'derive what ingest --no-derive has left, also on several machines at once',
    async () => (await import('../stores/derive.ts')).addDerive,
  ),
  entry(
    DUE,
    'todo',
    'what I owe, what I promised, what came back to me',
    async () => (await import('../todo.ts')).addTodo,
  ),
  entry(
    DUE,
    'list',
    'where all series stand, whose turn it is, since when',
    async () => (await import('../list.ts')).addList,
  ),
  entry(
    DUE,
    'digest',
    'what is new on a list, and what new versions left undone, as a mail',
    async () => (await import('../digest.ts')).addDigest,
  ),
  entry(
    ONE,
    'issues',
    'what reviewers asked for on a series and is still open',
    async () => (await import('../issues.ts')).addIssues,
  ),
  entry(
    ONE,
    'status',
    'a series through all its versions: patches, tags, whose turn',
    async () => (await import('../status.ts')).addStatus,
  ),
  entry(
    ONE,
    'diff',
    'what changed between two versions, as git range-diff prints it',
    async () => (await import('../diff.ts')).addDiff,
  ),
  entry(
    ONE,
    'show',
    'a patch with the comments under their lines, or a reply',
    async () => (await import('../show.ts')).addShow,
  ),
  entry(
    ONE,
    'explain',
    'why a comment is a request or not, and why it stands where it does',
    async () => (await import('../explain.ts')).addExplain,
  ),
  entry(
    SEND,
    'presend',
    'what reviewers asked for and the patches I am about to send leave undone',
    async () => (await import('../presend.ts')).addPresend,
  ),
  entry(
    SEND,
    'hook',
    'have git send-email ask presend before anything goes out',
    async () => (await import('../hook.ts')).addHook,
  ),
  entry(
    SEND,
    'feedback',
    'what reviewers said before about a file, a function or a diff',
    async () => (await import('../feedback.ts')).addFeedback,
  ),
  entry(
    BEFORE,
    'search',
    'find comments, patches or messages',
    async () => (await import('../search.ts')).addSearch,
  ),
  entry(
    BEFORE,
    'who',
    'who reviews a file or folder',
    async () => (await import('../feedback.ts')).addWho,
  ),
  entry(
    SHARE,
    'serve',
    'the reports as web pages',
    async () => (await import('../serve.ts')).addServe,
  ),
  entry(
    SHARE,
    'report',
    'the pages of a series as files',
    async () => (await import('../serve.ts')).addReport,
  ),
  entry(
    SHARE,
    'export',
    'links, comments, issues or series as NDJSON',
    async () => (await import('../export.ts')).addExport,
  ),
  entry(
    SHARE,
    'mcp',
    'answer the questions of an agent (Model Context Protocol)',
    async () => (await import('../mcp.ts')).addMcp,
  ),
  entry(
    SAY,
    'mark',
    'where an issue stands, or that a comment is none',
    async () => (await import('../mark.ts')).addMark,
  ),
  entry(
    SAY,
    'link',
    'two versions belong to one series',
    async () => (await import('../link.ts')).addLink,
  ),
  entry(
    SAY,
    'unlink',
    'two versions do not belong to one series',
    async () => (await import('../link.ts')).addLink,
  ),
  entry(
    SAY,
    'star',
    'a series stands first in my lists',
    async () => (await import('../keep.ts')).addKeep,
  ),
  entry(
    SAY,
    'ignore',
    'a series is left out of my lists',
    async () => (await import('../keep.ts')).addKeep,
  ),
  entry(
    SAY,
    'note',
    'a line of mine on a series',
    async () => (await import('../keep.ts')).addKeep,
  ),
  entry(
    CARE,
    'config',
    'what is set, where, and setting it',
    async () => (await import('../config.ts')).addConfig,
  ),
  entry(CARE, 'check', 'verify the store', async () => (await import('../check.ts')).addCheck),
  entry(
    CARE,
    'rebuild',
    'derive everything anew from the mail in the store',
    async () => (await import('../rebuild.ts')).addRebuild,
  ),
  entry(
    CARE,
    'copy',
    'move a store to another file or server',
    async () => (await import('../stores/copy.ts')).addCopy,
  ),
  entry(
    CARE,
    'completion',
    'the completion of a shell: bash, zsh or fish',
    async () => (await import('../completion.ts')).addCompletion,
  ),
  entry(CARE, 'man', 'the manual page', async () => (await import('../man.ts')).addMan),
]

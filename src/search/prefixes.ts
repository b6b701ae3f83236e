import { CONTENT_KINDS } from '../model/content.ts'
import { COMMENT_KINDS, ISSUE_STATES } from '../model/issue.ts'
import type { SearchIn } from '../model/query.ts'

/** A prefix of the query language. */
export interface Prefix {
  readonly name: string
  readonly means: string
  readonly example: string
  /** lore (public-inbox) has it too, with this meaning. */
  readonly lore: boolean
  /** Where it can be used; everywhere unless given. */
  readonly only?: SearchIn
}

const lore = (name: string, means: string, example: string): Prefix => ({
  name,
  means,
  example,
  lore: true,
})
const own = (name: string, means: string, example: string, only?: SearchIn): Prefix => ({
  name,
  means,
  example,
  lore: false,
  ...(only ? { only } : {}),
})

/** All prefixes, in the order in which they are explained. */
export const PREFIXES: readonly Prefix[] = [
  lore('s', 'subject', 's:"zero page"'),
  lore('f', 'From: name or address', 'f:dan.williams'),
  lore('t', 'To:', 't:nvdimm'),
  lore('c', 'Cc:', 'c:linux-mm'),
  lore('tc', 'To: or Cc:', 'tc:akpm'),
  lore('a', 'From:, To: or Cc:', 'a:torvalds'),
  lore(
    'b',
    'body: own words, quotes and diff; of a comment: its words and the lines above',
    'b:memory_failure',
  ),
  lore('bs', 'body or subject', 'bs:hmem'),
  lore(
    'nq',
    'words that are not quoted, diffs included; of a comment: its own words',
    'nq:"race condition"',
  ),
  lore('q', 'quoted text; of a comment: the lines right above it', 'q:kzalloc'),
  lore('d', 'date: a day, month or year, or a range', 'd:2024-01..2.weeks.ago'),
  lore('m', 'Message-ID, whole or a part', 'm:20200821100640'),
  lore('l', 'List-Id', 'l:nvdimm.lists.linux.dev'),
  lore('dfn', 'file name in a diff', 'dfn:drivers/dax'),
  lore('dfa', 'removed lines of a diff', 'dfa:kmalloc'),
  lore('dfb', 'added lines of a diff', 'dfb:devm_kzalloc'),
  lore('dfhh', 'function names in hunk headers', 'dfhh:dev_dax_probe'),
  lore('dfctx', 'unchanged lines of a diff', 'dfctx:mutex_lock'),
  lore('dfpre', 'blob before, 7 digits or more', 'dfpre:6ce0d7a'),
  lore('dfpost', 'blob after', 'dfpost:1f7d5d5'),
  lore('dfblob', 'blob before or after', 'dfblob:6ce0d7a'),
  lore('patchid', 'what git patch-id --stable prints', 'patchid:1b2c3d4e'),
  own('by', 'who wrote it: part of a name or address', 'by:hch'),
  own(
    'kind',
    `of a comment: ${COMMENT_KINDS.join(', ')}; of a message: ${CONTENT_KINDS.join(', ')}`,
    'kind:question',
  ),
  own(
    'state',
    `of what was asked: ${ISSUE_STATES.join(', ')}; of patches: the state of their series`,
    'state:rejected',
  ),
  own(
    'is',
    'open (or agreed), settled, actionable, nit, bot, ci, human, patch, cover, reply',
    'is:open',
  ),
  own(
    'file',
    'of a comment: the file it is about; of a patch: a file it changes. A path, its end, a folder, or a glob',
    'file:drivers/dax/*.c',
  ),
  own('fn', 'function it is about, or changes', 'fn:dev_dax_kmem_probe'),
  own('ver', 'version of the series', 'ver:4'),
  own(
    'series',
    'change-id, Message-ID of the first version, or words of the title',
    'series:"device-dax"',
  ),
  own('tag', 'a trailer that is given in it', 'tag:reviewed-by'),
]

const KNOWN: ReadonlyMap<string, Prefix> = new Map(PREFIXES.map((prefix) => [prefix.name, prefix]))

export function isPrefix(name: string): boolean {
  return KNOWN.has(name)
}

/** The prefix that was perhaps meant: one letter more, less or other. */
export function nearestPrefix(name: string): string | null {
  return (
    PREFIXES.find(
      (p) =>
        Math.abs(p.name.length - name.length) <= 1 && p.name.length > 1 && oneEdit(p.name, name),
    )?.name ?? null
  )
}

function oneEdit(a: string, b: string): boolean {
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  return (
    a.slice(i + 1) === b.slice(i + 1) ||
    a.slice(i) === b.slice(i + 1) ||
    a.slice(i + 1) === b.slice(i)
  )
}

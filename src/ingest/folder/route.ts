import { readdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { gitDirOf } from '../../mail/git/repository.ts'
import { isRemote, type Remote } from '../../mail/lore/lore.ts'
import type { RawMessage } from '../../model/message.ts'
import { safeName } from '../../store/lookup/folder.ts'
import type { Heading } from './heading.ts'
import type { Lists } from './lists.ts'

/** Where the mail of one source goes. */
export interface Route {
  /** All of it, whatever it says. */
  readonly into: string | null
  /** The list that the source is the archive of. */
  readonly archive: string | null
  /** What names no list. */
  readonly otherwise: string
}

/** The stores that a mail goes into; `isUnlisted`: neither it nor its source names a list. */
export interface Places {
  readonly names: readonly string[]
  readonly isUnlisted: boolean
}

/**
 * The stores of a mail: of each list that it came over or that it was sent to. An archive is of one
 * list, and mail that names others goes into their stores where there are such; so does mail that
 * is addressed to them.
 */
export function placesOf(
  raw: RawMessage,
  { lists: came, sentTo }: Pick<Heading, 'lists' | 'sentTo'>,
  route: Route,
  lists: Lists,
): Places {
  if (route.into !== null) return { names: [route.into], isUnlisted: false }
  const archive = epochOf(raw.foundAt.at) ?? route.archive
  const own = archive === null ? came.map((list) => lists.nameFor(list)) : [archive]
  const others = [...came, ...sentTo].flatMap((list) => lists.find(list) ?? [])
  const names = [...new Set([...own, ...others])]
  return names.length > 0
    ? { names, isUnlisted: false }
    : { names: [route.otherwise], isUnlisted: true }
}

/** Of a folder with many archives, the one that a mail is from: `flow` of `flow/0.git 12ab`. */
function epochOf(at: string | null): string | null {
  const name = /(?:^|\/)([^/\s]+)\/\d+\.git(?:\s|$)/.exec(at ?? '')?.[1]
  return name === undefined ? null : safeName(name)
}

/** What names of folders in an archive say nothing of the list. */
const NO_NAME = /^(?:\d+\.git|git|all\.git|\.git)$/
const ENDINGS = /\.(?:git|mbox|mbx|mmdf|eml|patch|txt|maildir|gz|xz|bz2|zst|lz4|tar|tgz|zip)$/i
/** Inboxes of a server that hold every list. */
const EVERY_LIST = new Set(['all', 'r', ''])

/** The route of a source. @param into what the user says */
export async function routeOf(
  source: string,
  remote: Remote | undefined,
  into: string | null,
): Promise<Route> {
  const name = nameOf(source)
  const archive = isRemote(source) ? inboxOf(source, remote) : await archiveOf(source)
  return {
    into: into === null ? null : safeName(into),
    archive: archive === null ? null : safeName(archive),
    otherwise: safeName(name),
  }
}

/** The name of a source by its path: of `/mail/flow/git/0.git` and `/mail/flow.mbox.gz` `flow`. */
function nameOf(source: string): string {
  if (source === '-') return 'mail'
  if (/^https?:/i.test(source)) return new URL(source).hostname
  let path = resolve(source)
  while (NO_NAME.test(basename(path)) && dirname(path) !== path) path = dirname(path)
  let name = basename(path)
  while (ENDINGS.test(name)) name = name.replace(ENDINGS, '')
  return name
}

/** `https://lore.example.org/flow/id/` is of the inbox `flow`. */
function inboxOf(source: string, remote: Remote | undefined): string | null {
  const address = URL.canParse(source) ? source : (remote?.lore ?? '')
  if (!URL.canParse(address)) return null
  const [inbox = '', id = ''] = new URL(address).pathname.split('/').filter(Boolean)
  const isInbox = address === source ? id !== '' : true
  return isInbox && !EVERY_LIST.has(inbox) && !inbox.includes('@') ? inbox : null
}

/** The name of a public-inbox: a bare repository, or a folder with its epochs. */
async function archiveOf(source: string): Promise<string | null> {
  const names = await readdir(source).catch((): string[] => [])
  const inside = names.includes('git') ? await readdir(join(source, 'git')).catch(() => []) : []
  const isEpochs = [...names, ...inside].some((name) => /^\d+\.git$/.test(name))
  const isBare = names.includes('HEAD') && ((await gitDirOf(source))?.isBare ?? false)
  return isEpochs || isBare ? nameOf(source) : null
}

import { isDue } from '../model/issue.ts'
import type { Person } from '../model/message.ts'
import type { ShownIssue } from '../model/report/issues.ts'
import type { PresendReport } from '../model/report/presend.ts'
import type { StorableMessage } from '../model/rows.ts'
import { UserError } from '../model/user-error.ts'
import { Handles } from '../query/named/handles.ts'
import { seriesLike } from '../query/named/in-hand.ts'
import { isOwed, isPending } from '../query/debts/issue-head.ts'
import { issuesOf, ALL_ISSUES } from '../query/issues.ts'
import { resolveSeries } from '../query/refs.ts'
import { reviewedMaterial, statusOf } from '../query/status.ts'
import { readIssues } from '../store/issues.ts'
import { keysOfIds } from '../store/read-derived.ts'
import { seriesByName } from '../store/series.ts'
import { newestDate } from '../store/lookup/names.ts'
import { readMaterial, type StoredMaterial } from '../store/material.ts'
import type { Database } from '../store/store.ts'
import { bodyLines } from '../text/lines.ts'
import { isSamePerson } from '../text/people.ts'
import { outgoing, type Outgoing } from './outgoing.ts'
import { scratchStore } from './scratch.ts'

/**
 * What reviewers asked for on the versions before and the given patches leave undone, tags that
 * they do not carry, and reviewers that their changelog does not name. Throws UserError;
 * `not-found` where the store has no version of it: these are the first.
 * @param ref names the series; `null`: by change-id, else by title, author and diff
 * @param given how the user named the patches
 */
export async function presendReport(
  store: Database,
  patches: readonly StorableMessage[],
  ref: string | null,
  given: string,
): Promise<PresendReport> {
  const key = ref === null ? await seriesOf(store, patches, given) : await resolveSeries(store, ref)
  const [material] = await readMaterial(store, [key])
  if (!material) throw new Error(`series ${key} has no rows`)
  await requireUnsent(store, patches)
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z')
  const next = outgoing(patches, material.series, now)
  if (!next) throw new UserError('mistake', `there is no patch in ${given}`)
  const scratch = await scratchStore(store, material, next)
  try {
    const judged = await judgedIn(scratch, next)
    return {
      schema: 'patchtrail/presend/1',
      id: material.series.name,
      handle: (await Handles.of(store)).for(material.series.name),
      title: material.series.title,
      version: next.version,
      before: material.series.revisions.at(-1)?.version ?? 0,
      patches: next.mails.filter(({ content }) => content.kind === 'patch').length,
      newest: await newestDate(store, now),
      ...judged,
    }
  } finally {
    await scratch.close()
  }
}

async function seriesOf(
  store: Database,
  patches: readonly StorableMessage[],
  given: string,
): Promise<number> {
  for (const { content } of patches) {
    const id = content.patch?.changeId
    const named = id ? await seriesByName(store, id) : null
    if (named !== null) return named
  }
  return seriesLike(store, patches, given)
}

/** What has been sent cannot be mended. Throws UserError. */
async function requireUnsent(store: Database, patches: readonly StorableMessage[]): Promise<void> {
  const ids = patches.flatMap(({ message }) => (message.idIsMade ? [] : [message.id]))
  if ((await keysOfIds(store, ids)).length === 0) return
  throw new UserError(
    'mistake',
    `these patches are in the store already; see patchtrail issues ${ids[0] ?? ''}`,
  )
}

type Judged = Pick<PresendReport, 'left' | 'lookAgain' | 'tags' | 'hasChangelog' | 'unnamed'>

/** What stands open once the patches are the latest version. */
async function judgedIn(scratch: Database, next: Outgoing): Promise<Judged> {
  const matched = await reviewedMaterial(scratch, next.first.message.id)
  const { material } = matched
  const report = issuesOf(matched, ALL_ISSUES)
  const status = await statusOf(scratch, matched, Date.now())
  const all = report.versions.flatMap(({ issues }) => issues)
  const pending = new Set(
    (await readIssues(scratch, [material.series.key])).filter(isPending).map(({ id }) => id),
  )
  const { words, isThere } = changelogOf(next)
  const met = all.filter(
    ({ addressedIn, sender }) => addressedIn === next.version && sender === 'human',
  )
  return {
    left: all.filter((issue) => isOwed(issue)),
    lookAgain: all.filter((issue) => pending.has(issue.id) && !isDue(issue)),
    tags: status.tags.filter(({ state }) => state === 'lost'),
    hasChangelog: isThere,
    unnamed: isThere ? unnamedIn(words, met, material) : [],
  }
}

/** What covers and changelogs say. */
interface Changelog {
  readonly words: string
  /** A cover tells of the whole; a changelog of what has changed. */
  readonly isThere: boolean
}

/** A cover speaks of what has changed: a heading, or a version. */
const CHANGES = /\bchange(?:s|log)\b|^\s*v\d+\s*[:(-]|\bv\d+ *-> *v?\d|\bsince v\d/im

function changelogOf({ mails }: Outgoing): Changelog {
  const of = (part: 'changelog' | 'cover'): string =>
    mails.map((mail) => textOf(mail, part)).join('\n')
  const [changelog, cover] = [of('changelog'), of('cover')]
  return {
    words: `${cover}\n${changelog}`,
    isThere: changelog.trim() !== '' || CHANGES.test(cover),
  }
}

function textOf({ message, content }: StorableMessage, part: 'changelog' | 'cover'): string {
  const lines = bodyLines(message.body)
  return content.sections
    .filter((section) => section.part === part)
    .flatMap(({ line, endLine }) => lines.slice(line - 1, endLine))
    .filter((line) => !/^-{3}\s*$/.test(line))
    .join('\n')
}

/** Reviewers whose requests are met and whose name, first name or address stands nowhere. */
function unnamedIn(
  words: string,
  met: readonly ShownIssue[],
  { series }: StoredMaterial,
): Person[] {
  const text = words.toLowerCase()
  const isNamed = ({ name, address }: Person): boolean => {
    const parts = [...(name ?? '').toLowerCase().split(/[\s,."']+/), address ?? '']
    return parts.some((part) => part.length > 2 && text.includes(part))
  }
  const people: Person[] = []
  for (const { by } of met)
    if (
      !isNamed(by) &&
      !isSamePerson(by, series.author) &&
      !people.some((p) => isSamePerson(p, by))
    )
      people.push(by)
  return people
}

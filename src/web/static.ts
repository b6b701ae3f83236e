import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ALL_ISSUES, issuesOf } from '../query/issues.ts'
import { withProse } from '../query/prose.ts'
import { showMessage } from '../query/show.ts'
import { reviewedMaterial, type MatchedMaterial } from '../query/status.ts'
import { neighboursIn } from '../query/neighbours.ts'
import { messagePage } from '../report/html/message-page.ts'
import { document } from '../report/html/page.ts'
import { issuePage } from '../report/html/small-pages.ts'
import type { Site, Target } from '../report/html/site.ts'
import type { Database } from '../store/store.ts'
import type { StoredMaterial } from '../store/material.ts'
import { messageOf, numberOf } from '../text/comment-id.ts'
import { versionName } from '../text/version-name.ts'
import { placesIn } from '../query/pages/places.ts'
import { ASSETS } from './assets.ts'
import { fileWord, mailStem, seriesStem } from './file-names.ts'
import { diffAt, issuesAt, rawAt, seriesAt } from './pages.ts'
import { NOBODY, type Found, type Wish } from './wish.ts'
import { UserError } from '../model/user-error.ts'
import { makeFolder } from '../store/write/make-folder.ts'

interface File {
  readonly name: string
  /** What leads there; `null`: nothing does. */
  readonly target: Target | null
  readonly build: (store: Database, wish: Wish) => Promise<Pick<Found, 'page'>>
  readonly parts: Readonly<Record<string, string>>
}

/**
 * Writes the pages of one series as files that lead to one another: versions, patches, what
 * changed, issues, and the mail. What is there already is overwritten. Throws UserError, and errors
 * of the file system.
 * @returns the names of the files, the first to be looked at first
 */
export async function writeReport(
  store: Database,
  ref: string,
  folder: string,
  now: number,
): Promise<string[]> {
  const files = await filesOf(store, ref)
  const site = new Folder(files)
  makeOrSay(folder)
  for (const { name, build, parts } of files) {
    const { page } = await build(store, {
      site,
      now,
      ...NOBODY,
      part: (part) => parts[part] ?? '',
      field: () => '',
    })
    writeFileSync(join(folder, name), document(site, page))
  }
  for (const { name, file } of ASSETS) copyFileSync(file, join(folder, name))
  return [...files, ...ASSETS].map(({ name }) => name)
}

async function filesOf(store: Database, ref: string): Promise<File[]> {
  const read = await reviewedMaterial(store, ref)
  const { series, mails } = read.material
  const id = series.name
  const members = new Set(series.revisions.flatMap((r) => r.members.map((m) => m.messageId)))
  // The first title: later versions may have others, and names are to stay.
  const first = mails.get(series.revisions[0]?.messageId ?? '')?.subject ?? series.title
  const stem = seriesStem(first.replace(/^(?:\s*\[[^\]]*\])+\s*/, ''), id)
  const named = namesIn(read.material)
  const nameOf = (mail: string, end = ''): string => `${stem}-${named.get(mail) ?? ''}${end}.html`
  const diffs = series.revisions.slice(1).map((to, i): File => {
    const [a, b] = [versionName(series.revisions[i]), versionName(to)]
    return {
      name: `${stem}-${fileWord(a)}-to-${fileWord(b)}.html`,
      target: { page: 'diff', id, from: a, to: b },
      build: diffAt,
      parts: { id, range: `${a}..${b}` },
    }
  })
  const all = issuesOf(read, ALL_ISSUES).versions.flatMap((v) => v.issues)
  const own: Pick<File, 'build' | 'parts'> = { build: seriesAt, parts: { id } }
  return [
    // The same twice: what a browser or a server opens first, and an address that stays.
    { name: 'index.html', target: null, ...own },
    { name: `${stem}.html`, target: { page: 'series', id }, ...own },
    {
      name: `${stem}-issues.html`,
      target: { page: 'issues', id },
      build: issuesAt,
      parts: { id },
    },
    ...diffs,
    ...[...mails.keys()].flatMap((mail): File[] => [
      {
        name: nameOf(mail, members.has(mail) ? '-mail' : ''),
        target: { page: 'raw', id: mail },
        build: rawAt,
        parts: { id: mail },
      },
      ...(members.has(mail) ? [patchFile(nameOf(mail), mail, read)] : []),
    ]),
    ...all.map((issue): File => ({
      name: nameOf(messageOf(issue.id), `-request-${numberOf(issue.id)}`),
      target: { page: 'issue', id: issue.id },
      parts: {},
      build: (_, { site }) =>
        Promise.resolve({ page: issuePage(site, issue, { id, title: series.title }) }),
    })),
  ]
}

/** What the files of each mail of a series are called, by Message-ID. */
function namesIn(material: StoredMaterial): Map<string, string> {
  const places = placesIn(material)
  return new Map(
    [...material.mails.values()].flatMap(({ id, from }) => {
      const place = places.get(id)
      return place ? [[id, mailStem(id, place, from)] as const] : []
    }),
  )
}

function patchFile(name: string, id: string, read: MatchedMaterial): File {
  return {
    name,
    target: { page: 'message', id },
    parts: {},
    build: async (store, { site }) => ({
      page: messagePage(
        site,
        withProse(await showMessage(store, id)),
        neighboursIn(read.material.series, read.matches, id),
      ),
    }),
  }
}

/**
 * Pages as files of one folder. A reply is shown as it was mailed; there is nothing to search with.
 */
class Folder implements Site {
  readonly isServed = false
  private readonly names: ReadonlyMap<string, string>

  constructor(files: readonly File[]) {
    this.names = new Map(
      files.flatMap(({ target, name }) => (target ? [[keyOf(target), name] as const] : [])),
    )
  }

  href(target: Target): string | null {
    if (target.page === 'asset') return target.name
    const at =
      target.page === 'message' && target.at
        ? `#${encodeURIComponent(target.at)}`
        : target.page === 'raw' && target.line
          ? `#L${target.line}`
          : ''
    const name =
      this.names.get(keyOf(target)) ??
      (target.page === 'message'
        ? this.names.get(keyOf({ page: 'raw', id: target.id }))
        : undefined)
    return name === undefined ? (target.page === 'list' ? 'index.html' : null) : name + at
  }
}

function keyOf(target: Target): string {
  const { page } = target
  if (page === 'diff') return `${page} ${target.from} ${target.to}`
  return 'id' in target ? `${page} ${target.id}` : page
}

function makeOrSay(folder: string): void {
  try {
    makeFolder(folder)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    throw new UserError(
      'mistake',
      `cannot make the folder ${folder} (${code}); name another by --out`,
    )
  }
}

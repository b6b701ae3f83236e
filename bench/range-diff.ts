import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Database } from '../src/store/store.ts'
import {
  CannotRebuild,
  GIT_ATTRIBUTES,
  GIT_CONFIG,
  historyOf,
  type MailedFile,
  type MailedHunk,
  type MailedPatch,
} from './rebuild.ts'
import { clip, Counts } from './table.ts'

/** How far the matching of patches between versions agrees with `git range-diff`. */
export interface RangeDiffResult {
  /** Versions of a series with the one after, and how many of these git could be asked about. */
  readonly versionPairs: number
  readonly rebuilt: number
  /** Why the others could not be rebuilt. */
  readonly reasons: ReadonlyMap<string, number>
  /** In what was rebuilt: pairs of patches by git, by the store, by both. */
  readonly byGit: number
  readonly byUs: number
  readonly byBoth: number
  /**
   * Pairs that only we have, of patches that git pairs with none although they have one title. No
   * mistake as a rule: git takes a patch for another one where the difference is longer than 60
   * percent of it, and does not look at titles.
   */
  readonly sameTitleOnlyUs: number
  readonly sameTitleOnlyGit: number
  /** Pairs that only we have, of patches of which git pairs one with another: here one of both is wrong. */
  readonly otherThanGit: number
  /** The first disagreements, one text each: contradictions, then what only one side pairs, of one title last. */
  readonly wrong: readonly string[]
}

/** One version of a series. */
interface Version {
  readonly series: number
  readonly position: number
  readonly version: number
}

/** Two versions, the later one after the earlier one. */
export interface VersionPair {
  readonly earlier: Version
  readonly later: Version
  readonly from: readonly NumberedPatch[]
  readonly to: readonly NumberedPatch[]
}

interface NumberedPatch {
  readonly number: number
  readonly id: string
  readonly title: string
}

/** A pair that only one side has. */
interface Disagreement {
  /** 0: the other side has another pair instead; 2: it has none, and both patches have one title. */
  readonly rank: 0 | 1 | 2
  readonly text: string
}

/** A patch of the earlier and one of the later version, by number, as `3 4`. */
export type Pairs = ReadonlySet<string>

/** What is compared with git; the store's own answer but for trials. */
export type Matcher = (store: Database, pair: VersionPair) => Promise<Pairs>

const MOST_WRONG = 60

/** Asks git about each two versions that stand next to each other, and compares its pairs of patches with those of the store. */
export async function compareWithRangeDiff(
  store: Database,
  matcher: Matcher = matchesOf,
): Promise<RangeDiffResult> {
  const folder = mkdtempSync(join(tmpdir(), 'patchtrail-range-diff-'))
  try {
    const pairs = await versionPairs(store)
    const built = await rebuild(store, folder, pairs)
    const counts = new Counts()
    const reasons = new Counts()
    const wrong: Disagreement[] = []
    for (const pair of pairs) {
      const reason = [pair.earlier, pair.later]
        .map((version) => built.get(nameOf(version)))
        .find((why) => why !== null)
      if (reason !== undefined) reasons.add(reason)
      else wrong.push(...compare(pair, rangeDiff(folder, pair), await matcher(store, pair), counts))
    }
    wrong.sort((a, b) => a.rank - b.rank)
    return {
      versionPairs: pairs.length,
      rebuilt: pairs.length - sum(reasons),
      reasons,
      byGit: counts.of('git'),
      byUs: counts.of('us'),
      byBoth: counts.of('both'),
      sameTitleOnlyGit: counts.of('git.title'),
      sameTitleOnlyUs: counts.of('us.title'),
      otherThanGit: counts.of('us.other'),
      wrong: wrong.slice(0, MOST_WRONG).map(({ text }) => text),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** All versions that have one after them in their series, with that one. */
async function versionPairs(store: Database): Promise<VersionPair[]> {
  const versions = await store.all<Version>(
    'SELECT series, position, version FROM revision ORDER BY series, position',
  )
  const rows = await store.all<NumberedPatch & { series: number; position: number }>(
    `SELECT r.series, r.position, r.number, m.message_id AS id, p.title FROM revision_patch r JOIN message m ON m.id = r.message
     JOIN patch p ON p.message = r.message ORDER BY r.series, r.position, r.number`,
  )
  const patches = new Map<string, NumberedPatch[]>(versions.map((version) => [nameOf(version), []]))
  for (const row of rows) patches.get(nameOf(row))?.push(row)
  return versions.flatMap((later, i) => {
    const earlier = versions[i - 1]
    if (earlier?.series !== later.series) return []
    return [
      {
        earlier,
        later,
        from: patches.get(nameOf(earlier)) ?? [],
        to: patches.get(nameOf(later)) ?? [],
      },
    ]
  })
}

function nameOf({
  series,
  position,
}: {
  readonly series: number
  readonly position: number
}): string {
  return `${series}.${position}`
}

/** Makes a repository with the versions of all pairs; tells of each why it is not there, `null` where it is. */
async function rebuild(
  store: Database,
  folder: string,
  pairs: readonly VersionPair[],
): Promise<Map<string, string | null>> {
  git(folder, 'init', '--quiet', '--bare')
  git(folder, 'config', ...GIT_CONFIG)
  writeFileSync(join(folder, 'info', 'attributes'), GIT_ATTRIBUTES)
  const built = new Map<string, string | null>()
  const versions = new Map(
    pairs.flatMap(({ earlier, later }) => [
      [nameOf(earlier), earlier],
      [nameOf(later), later],
    ]),
  )
  async function* histories(): AsyncGenerator<string> {
    for (const [name, version] of versions) {
      try {
        yield historyOf(name, await mailedPatches(store, version))
        built.set(name, null)
      } catch (error) {
        if (!(error instanceof CannotRebuild)) throw error
        built.set(name, error.message)
      }
    }
  }
  const reader = spawn('git', ['--git-dir', folder, 'fast-import', '--quiet'], {
    stdio: ['pipe', 'ignore', 'inherit'],
    env: gitEnv(),
  })
  const [ended] = await Promise.all([
    once(reader, 'close'),
    pipeline(Readable.from(histories()), reader.stdin),
  ])
  if (ended[0] !== 0) throw new Error('git fast-import failed')
  return built
}

async function mailedPatches(
  store: Database,
  { series, position }: Version,
): Promise<MailedPatch[]> {
  const rows = <T>(columns: string, tables: string, order: string): Promise<T[]> =>
    store.all<T>(
      `SELECT ${columns} FROM revision_patch r JOIN ${tables} WHERE r.series = ? AND r.position = ? ORDER BY ${order}`,
      series,
      position,
    )
  const hunks = await rows<MailedHunk & { message: number; file_line: number }>(
    'h.*',
    'hunk h ON h.message = r.message',
    'h.line',
  )
  const files = await rows<MailedFile & { message: number; line: number }>(
    'f.*',
    'file f ON f.message = r.message',
    'f.line',
  )
  const patches = await rows<PatchRow>(
    'p.message, p.title, a.name, a.address, m.body, m.flowed, m.collapsed',
    'message m ON m.id = r.message JOIN patch p ON p.message = m.id JOIN address a ON a.id = p.author',
    'r.number',
  )
  return patches.map(({ message, title, name, address, body, flowed, collapsed }) => {
    if (collapsed) throw new CannotRebuild('white space lost')
    // RFC 3676, 4.4: such a line has one blank too many.
    const lines = body
      .split('\n')
      .map((line) => (flowed && line.startsWith(' ') ? line.slice(1) : line))
    const its = files.filter((file) => file.message === message)
    const end = lines.findIndex((line, i) => line === '---' || i + 1 === its[0]?.line)
    return {
      title,
      author: `${plain(name)} <${plain(address)}>`,
      log: lines.slice(0, Math.max(end, 0)).join('\n'),
      lines,
      files: its.map((file) => ({
        ...file,
        hunks: hunks.filter((hunk) => hunk.message === message && hunk.file_line === file.line),
      })),
    }
  })
}

interface PatchRow {
  readonly message: number
  readonly title: string
  readonly name: string
  readonly address: string
  readonly body: string
  readonly flowed: number
  readonly collapsed: number
}

/** Without what git does not take in a name. */
function plain(text: string): string {
  return text.replace(/[<>\n\0]/g, '').trim() || '-'
}

/** The pairs by git, `=` and `!`. git numbers the patches of both versions by their order. */
function rangeDiff(folder: string, { earlier, later, from, to }: VersionPair): Pairs {
  const range = (version: Version): string => `base/${nameOf(version)}..tip/${nameOf(version)}`
  const pairs = new Set<string>()
  for (const line of git(
    folder,
    'range-diff',
    '--no-color',
    '--no-patch',
    range(earlier),
    range(later),
  ).split('\n')) {
    const [, left, right] = /^ *(\d+): +[0-9a-f]+ [=!] +(\d+): /.exec(line) ?? []
    if (left !== undefined)
      pairs.add(`${from[Number(left) - 1]?.number} ${to[Number(right) - 1]?.number}`)
  }
  return pairs
}

/** Pairs of the table `patch_match`: what became of each patch of the later version, as far as it is one of the earlier version. */
async function matchesOf(
  store: Database,
  { later: { series, position } }: VersionPair,
): Promise<Pairs> {
  const rows = await store.all<{ number: number; from_number: number }>(
    `SELECT number, from_number FROM patch_match
     WHERE series = ? AND position = ? AND change IN ('same', 'modified', 'retitled', 'moved')`,
    series,
    position,
  )
  return new Set(rows.map(({ number, from_number }) => `${from_number} ${number}`))
}

/** What titles alone say: the least that any matching must reach. */
export const matchesByTitle: Matcher = (_, { from, to }) => {
  const free = new Set(from)
  const pairs = new Set<string>()
  for (const { title, number } of to) {
    const same = [...free].find((patch) => isSameTitle(patch.title, title))
    if (!same) continue
    free.delete(same)
    pairs.add(`${same.number} ${number}`)
  }
  return Promise.resolve(pairs)
}

function titleOf(patches: readonly NumberedPatch[], number: number): string {
  return patches.find((patch) => patch.number === number)?.title ?? ''
}

function isSameTitle(a: string, b: string): boolean {
  const plainly = (title: string): string => title.replace(/\s+/g, ' ').toLowerCase()
  return plainly(a) === plainly(b)
}

/** Counts `git`, `us`, `both`, and of what only one side has `<side>.other` and `<side>.title`: the other side has no pair instead. */
function compare(pair: VersionPair, byGit: Pairs, byUs: Pairs, counts: Counts): Disagreement[] {
  const wrong: Disagreement[] = []
  counts.add('git', byGit.size)
  counts.add('us', byUs.size)
  for (const [side, mine, theirs] of [
    ['git', byGit, byUs],
    ['us', byUs, byGit],
  ] as const) {
    for (const key of mine) {
      if (theirs.has(key)) {
        if (side === 'git') counts.add('both')
        continue
      }
      const [left, right] = numbersOf(key)
      const rivals = [...theirs].filter(
        (other) => numbersOf(other)[0] === left || numbersOf(other)[1] === right,
      )
      const isOneTitle = isSameTitle(titleOf(pair.from, left), titleOf(pair.to, right))
      if (rivals.length > 0) counts.add(`${side}.other`)
      else if (isOneTitle) counts.add(`${side}.title`)
      const otherwise = rivals.map((other) => told(pair, other)).join(' and ') || 'neither of both'
      const text = `only ${side}${isOneTitle ? ' (one title)' : ''}: ${told(pair, key)}; ${side === 'git' ? 'us' : 'git'}: ${otherwise}`
      wrong.push({ rank: rivals.length > 0 ? 0 : isOneTitle ? 2 : 1, text })
    }
  }
  return wrong
}

function numbersOf(key: string): readonly [left: number, right: number] {
  const [left = 0, right = 0] = key.split(' ').map(Number)
  return [left, right]
}

/** A pair for people to read. */
function told({ earlier, later, from, to }: VersionPair, key: string): string {
  const [left, right] = numbersOf(key)
  const patch = (version: Version, patches: readonly NumberedPatch[], number: number): string => {
    const { title = '', id = '' } = patches.find((p) => p.number === number) ?? {}
    return `v${version.version} ${number} ${id} "${clip(title, 80)}"`
  }
  return `${patch(earlier, from, left)} = ${patch(later, to, right)}`
}

function git(folder: string, ...args: string[]): string {
  return execFileSync('git', ['--git-dir', folder, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: gitEnv(),
  })
}

/** So that the answers do not depend on how git is set up here. */
function gitEnv(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, n) => total + n, 0)
}

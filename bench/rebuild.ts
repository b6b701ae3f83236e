/** A file of a mailed diff, as the store has it. */
export interface MailedFile {
  readonly old_path: string | null
  readonly new_path: string | null
  readonly status: string
  readonly old_mode: string | null
  readonly new_mode: string | null
  readonly binary: number
  readonly hunks: readonly MailedHunk[]
}

/** `line`..`end_line` are body lines, the header is the first. */
export interface MailedHunk {
  readonly line: number
  readonly end_line: number
  readonly old_start: number
  readonly old_count: number
  readonly new_count: number
  readonly function: string | null
}

/** A patch as it was mailed; line n of the body is element n - 1. */
export interface MailedPatch {
  readonly title: string
  readonly author: string
  readonly log: string
  readonly lines: readonly string[]
  readonly files: readonly MailedFile[]
}

/** A file as git keeps it. */
export interface Blob {
  readonly mode: string
  readonly text: string
}

/** The files that a patch names, before and after it. */
export interface Change {
  readonly before: ReadonlyMap<string, Blob>
  readonly after: ReadonlyMap<string, Blob>
}

/** Mail from which a patch cannot be rebuilt; the message says why in some words. */
export class CannotRebuild extends Error {}

/** The text of a file before and after. */
class Sides {
  old = ''
  now = ''

  add(old: string, now: string): void {
    if ((old && !endsInLine(this.old)) || (now && !endsInLine(this.now)))
      throw new CannotRebuild('text below the end of a file')
    this.old += old
    this.now += now
  }

  addBoth(text: string): void {
    this.add(text, text)
  }
}

/** May more text follow? */
function endsInLine(text: string): boolean {
  return text === '' || text.endsWith('\n')
}

/**
 * At most so many lines stand for those that no hunk shows; more only where the hunks themselves
 * have more: a gap must not be cheaper to move than the text that was moved across it.
 */
const GAP = 8
/** So many unknown lines for each that a renamed file shows: git must find it alike enough. */
const RENAMED_TIMES = 4
/** What git shows around a change, unless told otherwise. */
const CONTEXT = 3

/** Begins a line that stands for one above a hunk and has the words that git prints behind `@@`. */
const HEADING = '?in '

/** For `info/attributes` and `config`: from where git takes the words behind `@@`, by default a guess that unknown lines would spoil. */
export const GIT_ATTRIBUTES = '* diff=mail\n'
export const GIT_CONFIG = ['diff.mail.xfuncname', String.raw`^\?in (.*)$`] as const

/**
 * Files from which git makes the diff of the mail again. What the hunks do not show is unknown, and
 * git does not show it either: some lines stand in for it, however many there were.
 * @throws CannotRebuild
 */
export function changeOf(patch: MailedPatch): Change {
  const before = new Map<string, Blob>()
  const after = new Map<string, Blob>()
  for (const file of patch.files) {
    const { old, now } = sidesOf(file, patch.lines)
    if (file.status !== 'added')
      put(before, file.old_path, { mode: modeOf(file.old_mode), text: old })
    if (file.status !== 'deleted')
      put(after, file.new_path, { mode: modeOf(file.new_mode ?? file.old_mode), text: now })
  }
  return { before, after }
}

function put(tree: Map<string, Blob>, path: string | null, blob: Blob): void {
  const isPlain =
    path !== null &&
    path.split('/').every((name) => !/^(?:|\.|\.\.|\.git)$/i.test(name)) &&
    !/["\n\0]/.test(path)
  if (!isPlain) throw new CannotRebuild('path that git does not take')
  if (tree.has(path)) throw new CannotRebuild('one file twice in a patch')
  tree.set(path, blob)
}

function modeOf(mode: string | null): string {
  return mode !== null && /^(?:100644|100755|120000)$/.test(mode) ? mode : '100644'
}

function sidesOf(file: MailedFile, lines: readonly string[]): Sides {
  if (file.binary) throw new CannotRebuild('binary file')
  if (file.status === 'copied') throw new CannotRebuild('copied file')
  if (file.status === 'added' || file.status === 'deleted') return wholeFile(file, lines)
  const sides = new Sides()
  const unknown = (place: string, count: number): string =>
    Array.from({ length: count }, (_, i) => `?${file.old_path} ${place}.${i}\n`).join('')
  const most = file.hunks.reduce((sum, hunk) => sum + hunk.end_line - hunk.line, GAP)
  let end = 1
  let goesOn = true
  for (const [i, hunk] of file.hunks.entries()) {
    const { old, now, above, below } = hunkOf(hunk, lines)
    const start = hunk.old_start + (hunk.old_count === 0 ? 1 : 0)
    if (start < end) throw new CannotRebuild('hunks out of order')
    // Less context than usual, and not at the top of the file: it was made with less, and git must
    // not find more.
    if (start > end && (i > 0 || above >= CONTEXT)) {
      sides.addBoth(
        `${HEADING}${hunk.function ?? ''}\n${unknown(String(i), Math.min(start - end - 1, most))}`,
      )
    }
    sides.add(old, now)
    end = start + hunk.old_count
    goesOn = below >= CONTEXT && endsInLine(old) && endsInLine(now)
  }
  if (goesOn)
    sides.addBoth(unknown('end', file.old_path === file.new_path ? GAP : RENAMED_TIMES * most))
  return sides
}

/** A new or a deleted file: the diff shows all of it. */
function wholeFile({ hunks, status }: MailedFile, lines: readonly string[]): Sides {
  const sides = new Sides()
  for (const hunk of hunks) {
    const { old, now } = hunkOf(hunk, lines)
    sides.add(old, now)
  }
  if (hunks.length > 1 || (status === 'added' ? sides.old : sides.now) !== '')
    throw new CannotRebuild('new or deleted file in parts')
  return sides
}

/** Both sides of a hunk, and how many lines of context it has above and below its changes. */
function hunkOf(
  hunk: MailedHunk,
  lines: readonly string[],
): { old: string; now: string; above: number; below: number } {
  const old: string[] = []
  const now: string[] = []
  let above = 0
  let below = 0
  let touched = [] as string[][]
  for (const line of lines.slice(hunk.line, hunk.end_line)) {
    const sign = line[0] ?? ' '
    if (sign === '\\') {
      for (const side of touched) side.push((side.pop() ?? '').slice(0, -1))
      continue
    }
    // A line of context may have lost the blank that begins it.
    const text = `${/^[-+ ]/.test(line) ? line.slice(1) : line}\n`
    touched = sign === '-' ? [old] : sign === '+' ? [now] : [old, now]
    for (const side of touched) side.push(text)
    below = touched.length === 2 ? below + 1 : 0
    if (below === old.length && below === now.length) above = below
  }
  if (old.length !== hunk.old_count || now.length !== hunk.new_count)
    throw new CannotRebuild('hunk of another length than it says')
  return { old: old.join(''), now: now.join(''), above, below }
}

/**
 * The commands for `git fast-import` that make one version of a series: `base/<name>` and
 * `tip/<name>`, between them one commit for each patch. What a patch was made upon is not what the
 * one before it leaves here, as each shows only a part of a file. So each stands on a merge that
 * sets the files as the patch wants them; range-diff leaves merges out.
 * @throws CannotRebuild
 */
export function historyOf(name: string, patches: readonly MailedPatch[]): string {
  if (patches.length === 0) throw new CannotRebuild('no patches')
  const commands: string[] = []
  const commit = (author: string, log: string, files: readonly string[]): void => {
    const people = [`author ${author} 1 +0000`, `committer - <-> ${commands.length} +0000`]
    commands.push(`commit refs/heads/tip/${name}`, ...people, data(log), ...files)
  }
  for (const [i, patch] of patches.entries()) {
    const { before, after } = changeOf(patch)
    const gone = [...before.keys()].filter((path) => !after.has(path)).map((path) => `D ${path}`)
    commit('- <->', '', [
      ...(i > 0 ? [`merge refs/heads/base/${name}`] : []),
      'deleteall',
      ...[...before].map(written),
    ])
    if (i === 0) commands.push(`reset refs/heads/base/${name}`, `from refs/heads/tip/${name}`, '')
    commit(patch.author, `${patch.title}\n\n${patch.log}`, [...gone, ...[...after].map(written)])
  }
  return `${commands.join('\n')}\n`
}

function written([path, { mode, text }]: [string, Blob]): string {
  return `M ${mode} inline ${path}\n${data(text)}`
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`
}

import { readdir, stat } from 'node:fs/promises'
import { inOrder, pathOf, shownName, type ByteName } from './file-names.ts'
import { maildirEntries } from './maildir.ts'
import { gitDirOf } from '../git/repository.ts'
import { asSourceError, isAbsent, SourceError } from '../source-error.ts'

/** A file or repository in a folder. */
export interface Found {
  /** `maildir`, `mh`: a file that is a mail by where it stands; `file`: of any kind. */
  readonly kind: 'maildir' | 'mh' | 'file' | 'epoch'
  /** The folder that was listed. */
  readonly folder: ByteName
  /** Its path from there. */
  readonly file: ByteName
  /**
   * Its path from the source, for good: of a message in a Maildir without `cur`, `new` and flags.
   */
  readonly part: string
  /** The name that `part` ends with. */
  readonly name: ByteName
}

export interface Listing {
  readonly found: readonly Found[]
  /** Folders that could not be read. */
  readonly unreadable: readonly { readonly part: string; readonly text: string }[]
  /** It is, or has in it, a folder for mail, be it empty. */
  readonly isForMail: boolean
}

interface Entry {
  readonly name: ByteName
  readonly kind: 'file' | 'folder'
}

/**
 * All that can hold mail in a folder and its subfolders, always in the same order: Maildirs (with
 * Maildir++ and nested subfolders), MH folders, epochs of public-inboxes, and any other visible
 * file. Symbolic links are followed.
 */
export async function listFolder(root: ByteName): Promise<Listing> {
  const walk = new Walk()
  await walk.visit(root, '', false)
  return walk
}

class Walk implements Listing {
  readonly found: Found[] = []
  readonly unreadable: { part: string; text: string }[] = []
  isForMail = false
  /** Folders by device and inode: links can lead back to where they stand. */
  private readonly seen = new Set<string>()

  /**
   * @param inside the folder's path from the source: '' or ending with a slash
   * @param isInMaildir only Maildirs count here
   */
  async visit(folder: ByteName, inside: ByteName, isInMaildir: boolean): Promise<void> {
    try {
      const { dev, ino } = await stat(pathOf(folder), { bigint: true })
      if (this.seen.has(`${dev}:${ino}`)) return
      this.seen.add(`${dev}:${ino}`)
      const entries = await entriesOf(folder)
      if (isMaildir(entries)) await this.addMaildir(folder, inside, entries)
      else if (isInMaildir) await this.visitAll(folder, inside, entries, true)
      else await this.addFolder(folder, inside, entries)
    } catch (thrown) {
      const error = asSourceError(thrown)
      if (!(error instanceof SourceError)) throw error
      if (!isAbsent(thrown))
        this.unreadable.push({ part: shownName(inside.slice(0, -1)), text: error.message })
    }
  }

  private async visitAll(
    folder: ByteName,
    inside: ByteName,
    entries: readonly Entry[],
    isInMaildir: boolean,
  ): Promise<void> {
    for (const { name, kind } of entries) {
      if (kind === 'folder' && !name.startsWith('.'))
        await this.visit(`${folder}/${name}`, `${inside}${name}/`, isInMaildir)
    }
  }

  private async addMaildir(
    folder: ByteName,
    inside: ByteName,
    entries: readonly Entry[],
  ): Promise<void> {
    this.isForMail = true
    for (const { name, file } of await maildirEntries(folder)) {
      this.found.push({ kind: 'maildir', folder, file, part: shownName(inside + name), name })
    }
    // Maildir++ has its subfolders beside `cur`, their names beginning with a dot.
    for (const { name, kind } of entries) {
      if (kind === 'folder' && !/^(?:cur|new|tmp|\.{1,2})$/.test(name))
        await this.visitMaildir(`${folder}/${name}`, `${inside}${name}/`, name)
    }
  }

  /** Hidden folders that are no Maildir belong to some program. */
  private async visitMaildir(folder: ByteName, inside: ByteName, name: ByteName): Promise<void> {
    if (name.startsWith('.') && !isMaildir(await entriesOf(folder).catch(() => []))) return
    await this.visit(folder, inside, true)
  }

  private async addFolder(
    folder: ByteName,
    inside: ByteName,
    entries: readonly Entry[],
  ): Promise<void> {
    const epochs = await epochsIn(folder, entries)
    if (epochs.length > 0) {
      this.isForMail = true
      for (const name of epochs)
        this.found.push({ kind: 'epoch', folder, file: name, part: shownName(inside + name), name })
      return
    }
    if (inside !== '' && isBare(entries)) {
      this.found.push({
        kind: 'epoch',
        folder,
        file: '.',
        part: shownName(inside.slice(0, -1)),
        name: '',
      })
      return
    }
    this.addFiles(folder, inside, entries)
    await this.visitAll(folder, inside, entries, false)
  }

  private addFiles(folder: ByteName, inside: ByteName, entries: readonly Entry[]): void {
    const files = entries.filter(({ name, kind }) => kind === 'file' && !name.startsWith('.'))
    // In MH a message that was removed keeps its file, under a name with a comma (or #) before the
    // number.
    const present = files.filter(({ name }) => !/^[,#]|~$/.test(name))
    const hasSequences = entries.some(({ name }) => name === '.mh_sequences')
    const isMh =
      hasSequences || present.filter(({ name }) => isNumber(name)).length * 2 > present.length
    this.isForMail ||= hasSequences
    for (const { name } of isMh ? present : files) {
      const kind = hasSequences && isNumber(name) ? 'mh' : 'file'
      this.found.push({ kind, folder, file: name, part: shownName(inside + name), name })
    }
  }
}

function isNumber(name: ByteName): boolean {
  return /^\d+$/.test(name)
}

function isMaildir(entries: readonly Entry[]): boolean {
  return ['cur', 'new'].every((sub) =>
    entries.some(({ name, kind }) => name === sub && kind === 'folder'),
  )
}

function isBare(entries: readonly Entry[]): boolean {
  return ['HEAD', 'objects', 'refs'].every((part) => entries.some(({ name }) => name === part))
}

/**
 * Repositories named by numbers, here or in `git/`: `git/0.git` of public-inbox itself, `0.git`,
 * `0` of clones.
 */
async function epochsIn(folder: ByteName, entries: readonly Entry[]): Promise<ByteName[]> {
  const git = entries.some(({ name, kind }) => name === 'git' && kind === 'folder')
    ? await entriesOf(`${folder}/git`).catch(() => [])
    : []
  const candidates = [...entries, ...git.map(({ name, kind }) => ({ name: `git/${name}`, kind }))]
  const epochs: ByteName[] = []
  for (const { name, kind } of candidates) {
    if (kind !== 'folder' || !/^(?:git\/)?\d+(?:\.git)?$/.test(name)) continue
    if (await gitDirOf(pathOf(`${folder}/${name}`).toString())) epochs.push(name)
  }
  return inOrder(epochs, (name) => name.replace('git/', ''))
}

/** What is in a folder, in order; neither pipes and devices nor links that lead nowhere. */
async function entriesOf(folder: ByteName): Promise<Entry[]> {
  const entries: Entry[] = []
  for (const entry of await readdir(pathOf(folder), { withFileTypes: true, encoding: 'buffer' })) {
    const name = entry.name.toString('latin1')
    const kinds = entry.isSymbolicLink()
      ? await stat(pathOf(`${folder}/${name}`)).catch(() => null)
      : entry
    if (kinds?.isFile()) entries.push({ name, kind: 'file' })
    else if (kinds?.isDirectory()) entries.push({ name, kind: 'folder' })
  }
  return inOrder(entries, ({ name }) => name)
}

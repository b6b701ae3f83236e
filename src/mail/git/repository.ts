import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { askGit, failureOf } from './git.ts'

/**
 * The git folder of a repository: the folder itself where it is bare, else its `.git`. `null` where
 * it is none.
 */
export async function gitDirOf(
  folder: string,
): Promise<{ gitDir: string; isBare: boolean } | null> {
  const has = async (...names: string[]): Promise<boolean> => {
    const found = await Promise.allSettled(names.map((name) => stat(join(folder, name))))
    return found.every(({ status }) => status === 'fulfilled')
  }
  if (await has('HEAD', 'objects', 'refs')) return { gitDir: folder, isBare: true }
  return (await has('.git')) ? { gitDir: join(folder, '.git'), isBare: false } : null
}

const BRANCHES = ['HEAD', 'refs/heads/master', 'refs/heads/main']

/**
 * The newest commit: that of HEAD, else of master or main; `null` in an empty repository. It is
 * read from the plain files that hold it, where they do: an archive has hundreds of epochs, and all
 * but the newest have nothing new. Throws SourceError where git must be asked and cannot answer.
 */
export async function tipOf(gitDir: string): Promise<string | null> {
  for (const branch of BRANCHES) {
    const commit = await commitOf(gitDir, branch)
    if (commit) return commit
  }
  // A worktree's `.git` is a file, and newer formats keep references elsewhere.
  const isPlain =
    (await text(join(gitDir, 'HEAD')))?.startsWith('ref: refs/heads/.invalid') === false
  return isPlain ? null : askedTip(gitDir)
}

async function askedTip(gitDir: string): Promise<string | null> {
  for (const branch of BRANCHES) {
    const { out, ending } = await askGit(gitDir, [
      'rev-parse',
      '--verify',
      '--quiet',
      `${branch}^{commit}`,
    ])
    if (ending.code === 0) return out.toString('latin1').trim()
  }
  return null
}

async function commitOf(gitDir: string, reference: string, depth = 0): Promise<string | null> {
  const content = (await text(join(gitDir, reference)))?.trim() ?? (await packed(gitDir, reference))
  const target = content && /^ref: (refs\/\S+)$/.exec(content)?.[1]
  if (target) return depth < 5 ? commitOf(gitDir, target, depth + 1) : null
  return content && isCommit(content) ? content : null
}

async function packed(gitDir: string, reference: string): Promise<string | null> {
  const lines = (await text(join(gitDir, 'packed-refs')))?.split('\n') ?? []
  return lines.find((line) => line.endsWith(` ${reference}`))?.split(' ')[0] ?? null
}

async function text(path: string): Promise<string | null> {
  return readFile(path, 'latin1').catch(() => null)
}

/** A full commit hash, SHA-1 or SHA-256. */
export function isCommit(hash: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(hash)
}

/**
 * Does the tree of this commit look like a public-inbox: one file `m` or `d` (v2), or folders that
 * are named by the first two digits of a hash (v1; nothing at all where its last message was
 * deleted)? Throws SourceError.
 */
export async function holdsInbox(gitDir: string, commit: string): Promise<boolean> {
  let failure: Error | null = null
  for (let back = 0; back < MOST_BACK; back++) {
    const { out, ending } = await askGit(gitDir, ['ls-tree', '--name-only', `${commit}~${back}`])
    failure ??= ending.code === 0 ? null : failureOf(ending)
    if (ending.code !== 0) continue
    const names = out.toString('latin1').split('\n').filter(Boolean)
    return names.length === 0 || names.some((name) => /^(?:m|d|[0-9a-f]{2})$/.test(name))
  }
  throw failure ?? new Error('no commit')
}

/** The newest tree may be one that the clone lacks: an older one tells, too. */
const MOST_BACK = 4

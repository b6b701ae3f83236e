import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { mailText } from './mails.ts'

const WHO = ['-c', 'user.name=t', '-c', 'user.email=t@example.org']

/** Runs git in a folder, with nobody's configuration. */
export function git(folder: string, ...args: string[]): string {
  const env = { GIT_CONFIG_NOSYSTEM: '1', HOME: folder, PATH: process.env['PATH'] ?? '' }
  return execFileSync('git', [...WHO, ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
    .toString()
    .trim()
}

/** A made-up public-inbox repository with a work tree: what public-inbox itself commits, and nothing else. */
export class Inbox {
  readonly folder: string
  private readonly version: 1 | 2

  constructor(folder: string, version: 1 | 2) {
    this.folder = folder
    this.version = version
    mkdirSync(folder, { recursive: true })
    git(folder, 'init', '-q', '-b', 'master')
  }

  add(...ids: string[]): this {
    for (const id of ids)
      this.commit(this.version === 2 ? 'm' : pathIn1(id), mailText({ id, body: `${id}.\n` }), id)
    return this
  }

  delete(id: string): this {
    if (this.version === 2) return this.commit('d', mailText({ id, body: `${id}.\n` }), 'rm')
    git(this.folder, 'rm', '-q', pathIn1(id))
    git(this.folder, 'commit', '-q', '--allow-empty', '-m', 'rm')
    return this
  }

  commit(path: string, text: string, subject: string): this {
    if (this.version === 2)
      for (const other of ['m', 'd']) rmSync(join(this.folder, other), { force: true })
    mkdirSync(dirname(join(this.folder, path)), { recursive: true })
    writeFileSync(join(this.folder, path), text)
    git(this.folder, 'add', '-A')
    git(this.folder, 'commit', '-qm', subject)
    return this
  }

  /** Copies it to a bare repository, or brings that up to date, rewritten history included. */
  mirror(bare: string): string {
    mkdirSync(bare, { recursive: true })
    git(bare, 'init', '-q', '--bare', '-b', 'master')
    git(bare, 'fetch', '-q', this.folder, '+refs/heads/*:refs/heads/*')
    return bare
  }
}

/** v1: a file named by the SHA-1 of the Message-ID. */
export function pathIn1(id: string): string {
  return createHash('sha1').update(`${id}@example.org`).digest('hex').replace(/^../, '$&/')
}

import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Messages that come after a first run. */
export const NEW = 100

/** The epoch as a public-inbox of its own, whose branch can be set back. */
export class InboxCopy {
  private readonly epoch: string
  private readonly branch: string
  private readonly tip: string

  constructor(
    readonly path: string,
    epoch: string,
  ) {
    this.epoch = join(path, 'git', '0.git')
    mkdirSync(join(path, 'git'), { recursive: true })
    cpSync(epoch, this.epoch, { recursive: true })
    execFileSync('chmod', ['-R', 'u+w', path])
    this.branch = this.git('symbolic-ref', 'HEAD')
    this.tip = this.git('rev-parse', 'HEAD')
  }

  reset(): void {
    this.git('update-ref', this.branch, `${this.tip}~${NEW}`)
  }

  addNew(): void {
    this.git('update-ref', this.branch, this.tip)
  }

  /** What indexing adds to the folder. */
  indexes(): string[] {
    return readdirSync(this.path)
      .filter((name) => name !== 'git')
      .map((name) => join(this.path, name))
  }

  private git(...args: string[]): string {
    return execFileSync('git', ['--git-dir', this.epoch, ...args], { encoding: 'utf8' }).trim()
  }
}

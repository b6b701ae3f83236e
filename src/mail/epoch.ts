import { spawn, type ChildProcess } from 'node:child_process'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { once } from 'node:events'
import type { RawMessage } from '../model/message.ts'
import { SourceError } from './source-error.ts'

/** Is this folder a bare git repository, as an epoch of a public-inbox is? */
export async function isEpoch(path: string): Promise<boolean> {
  const found = await Promise.allSettled(['HEAD', 'objects', 'refs'].map((name) => access(join(path, name))))
  return found.every((result) => result.status === 'fulfilled')
}

/**
 * The messages of one public-inbox v2 epoch, oldest commit first: each commit's blob `m`
 * (https://public-inbox.org/public-inbox-v2-format.html). Commits that delete (`d`) are passed over.
 * Throws SourceError where git cannot read the repository.
 */
export async function* readEpoch(source: string): AsyncGenerator<RawMessage> {
  const log = git(source, ['rev-list', '--reverse', 'HEAD'])
  const commits = (await collect(log)).toString('latin1').split('\n').filter(Boolean)
  const reader = git(source, ['cat-file', '--batch'])
  const objects = batchObjects(reader)
  try {
    // Asked in blocks: git answers in order, and neither side's pipe can fill up.
    for (let i = 0; i < commits.length; i += 64) {
      const block = commits.slice(i, i + 64)
      reader.stdin?.write(block.map((commit) => `${commit}:m\n`).join(''))
      for (const commit of block) {
        const { value: bytes } = (await objects.next()) as IteratorResult<Buffer | null, undefined>
        if (bytes === undefined) throw new SourceError('git stopped early', `commit ${commit}`)
        if (bytes) yield { place: { source, at: `commit ${commit.slice(0, 12)}` }, form: 'mail', bytes }
      }
    }
  } finally {
    // Whoever stops reading early (a full disk) must not leave git waiting, and this process with it.
    reader.kill()
  }
}

function git(repository: string, args: readonly string[]): ChildProcess {
  return spawn('git', ['--git-dir', repository, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
}

async function collect(child: ChildProcess): Promise<Buffer> {
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdin?.end()
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk))
  try {
    const [code] = (await once(child, 'close')) as [number]
    if (code === 0) return Buffer.concat(out)
  } catch (error) {
    throw new SourceError(`git cannot be run: ${(error as Error).message}`)
  }
  throw new SourceError(`git: ${Buffer.concat(err).toString().trim().split('\n')[0] ?? 'failed'}`)
}

/** The answers of `git cat-file --batch`: bytes, or `null` for a missing object. */
async function* batchObjects(child: ChildProcess): AsyncGenerator<Buffer | null> {
  let held: Buffer = Buffer.alloc(0)
  let wanted: number | null = null
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    for (;;) {
      if (wanted === null) {
        const lf = held.indexOf(10)
        if (lf === -1) break
        const head = held.toString('latin1', 0, lf)
        held = held.subarray(lf + 1)
        if (!/ blob \d+$/.test(head)) {
          yield null
          continue
        }
        wanted = Number(head.slice(head.lastIndexOf(' ') + 1))
      }
      if (held.length < wanted + 1) break
      yield held.subarray(0, wanted)
      held = held.subarray(wanted + 1)
      wanted = null
    }
  }
}

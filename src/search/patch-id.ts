import { createHash, type Hash } from 'node:crypto'
import type { DiffFile } from '../model/diff.ts'

/**
 * What `git patch-id --stable` prints for the diff in a body: a sum over the files of a hash of
 * their lines, without white space, line numbers and blob ids (git documentation, git-patch-id).
 * `null` where there is no diff that git knows.
 */
export function patchIdOf(lines: readonly string[], files: readonly DiffFile[]): string | null {
  if (
    files.length === 0 ||
    files.some(({ line, binary }) => binary || !(lines[line - 1] ?? '').startsWith('diff '))
  )
    return null
  const sum = new Uint8Array(20)
  let hash = createHash('sha1')
  for (const file of files) {
    addLines(hash, file, lines)
    // git begins a new hash after hunks only: a mere rename goes with the file after it.
    if (file.hunks.length === 0 && file !== files.at(-1)) continue
    addHash(sum, hash.digest())
    hash = createHash('sha1')
  }
  return Buffer.from(sum).toString('hex')
}

function addLines(hash: Hash, file: DiffFile, lines: readonly string[]): void {
  const first = file.hunks[0]?.line ?? file.endLine + 1
  for (let n = file.line; n < first; n++)
    if (!/^index /.test(lines[n - 1] ?? '')) hash.update(bare(lines[n - 1] ?? ''))
  for (const { line, endLine } of file.hunks)
    for (let n = line + 1; n <= endLine; n++)
      if (!(lines[n - 1] ?? '').startsWith('\\')) hash.update(bare(lines[n - 1] ?? ''))
}

function bare(line: string): string {
  return line.replace(/[ \t\n\r]/g, '')
}

/** Bytes are added with carry, the first being the least (git's flush_one_hunk). */
function addHash(sum: Uint8Array, hash: Buffer): void {
  let carry = 0
  for (const [i, byte] of hash.entries()) {
    carry += (sum[i] ?? 0) + byte
    sum[i] = carry & 255
    carry >>= 8
  }
}

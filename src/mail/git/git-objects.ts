const LF = 0x0a

/**
 * The answers of `git cat-file --batch`, in the order asked: the bytes of a blob, or `null` where
 * it is missing.
 */
export async function* batchObjects(output: AsyncIterable<Buffer>): AsyncGenerator<Buffer | null> {
  let chunks: Buffer[] = []
  let size = 0
  let wanted = 0
  for await (const chunk of output) {
    chunks.push(chunk)
    size += chunk.length
    // Joined only once the next object is whole: a huge one is copied once, not once for each
    // chunk.
    if (size < wanted) continue
    const held = chunks.length === 1 ? chunk : Buffer.concat(chunks)
    let at = 0
    for (let next = answerAt(held, at); ; next = answerAt(held, at)) {
      wanted = next.end - at
      if (next.end > held.length) break
      yield next.blob
      at = next.end
    }
    const rest = held.subarray(at)
    chunks = rest.length === 0 ? [] : [rest]
    size = rest.length
  }
}

/**
 * The answer that starts at `at`, and where it ends: beyond the buffer where it is not whole yet.
 */
function answerAt(held: Buffer, at: number): { blob: Buffer | null; end: number } {
  const lf = held.indexOf(LF, at)
  if (lf === -1) return { blob: null, end: held.length + 1 }
  const length = / blob (\d+)$/.exec(held.toString('latin1', at, lf))?.[1]
  if (length === undefined) return { blob: null, end: lf + 1 }
  const start = lf + 1
  const end = start + Number(length)
  return { blob: held.subarray(start, end), end: end + 1 }
}

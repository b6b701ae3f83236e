import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Unzipped } from './answers.ts'
import type { Answer } from './cache.ts'

/** The name of what is sent (RFC 9110, 8.8.3), the same for the same bytes. */
export function tagOf(body: Uint8Array): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}"`
}

/** An answer as it is kept and sent: zipped, and named where it is one. */
export function wholeAnswer(one: Unzipped): Answer {
  const tag = one.status === 200 ? tagOf(one.body) : ''
  return { ...one, tag, zipped: gzipSync(one.body, { level: 6 }) }
}

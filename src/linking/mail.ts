import type { Mail } from '../model/mail.ts'

/** Quote depth of each body line; element n - 1 is line n. */
export function depthsOf(mail: Mail): Uint16Array {
  const depths = new Uint16Array(mail.lines.length)
  for (const { line, endLine, depth } of mail.quotes)
    depths.fill(Math.min(depth, 65535), line - 1, endLine)
  return depths
}

/** Oldest first; where dates are missing or equal, by Message-ID, so that the order is total. */
export function byDate(a: Mail, b: Mail): number {
  const [left, right] = [a.date ?? '9999', b.date ?? '9999']
  if (left !== right) return left < right ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

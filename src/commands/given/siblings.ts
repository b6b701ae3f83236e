import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseSubject } from '../../patch/subject.ts'

/**
 * The mails of a series that stand in one folder, named by the first of them; `null` for any other
 * of them, so that the whole is asked about once.
 */
export function siblingsOf(file: string): string[] | null {
  const own = numbering(file)
  if (own === null || own.total === null || own.total <= 1) return [file]
  const folder = dirname(file)
  const all = readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => {
      const its = numbering(path)
      const isOne = its !== null && its.total === own.total && its.version === own.version
      return isOne ? [{ path, number: its.number ?? 0 }] : []
    })
    .sort((a, b) => a.number - b.number)
  return all[0]?.number === own.number ? all.map(({ path }) => path) : null
}

interface Numbering {
  readonly number: number | null
  readonly total: number | null
  readonly version: number
}

/** What the subject of a file says; `null` for what is no mail. */
function numbering(path: string): Numbering | null {
  try {
    const [head = ''] = readFileSync(path, 'utf8').split(/\r?\n\r?\n/, 1)
    const subject = /^Subject:\s*((?:.|\r?\n[ \t])*)/im.exec(head)?.[1]
    return subject ? parseSubject(subject.replace(/\r?\n[ \t]+/g, ' ')) : null
  } catch {
    return null
  }
}

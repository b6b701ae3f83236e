import { collapse, isBlank } from '../../text/lines.ts'

const FIELD = /^(From|Date|To|Cc|Subject|Message-ID|In-Reply-To|References)\s*:\s*(.*)$/i

/** A mail on a page of a whole thread, as public-inbox makes one. */
const IN_THREAD = /^From: .+ @ \d{4}-\d\d-\d\d +\d{1,2}:\d\d UTC \(permalink/m

/** Does this text begin like a saved archive page: a subject, then `From:` and `Date:` lines? */
export function looksLikePage(text: string): boolean {
  const start = text.slice(0, 20000)
  return headOf(start.split('\n')) !== null || IN_THREAD.test(start)
}

/** What stands at the top of a saved page. */
export interface PageHead {
  readonly fields: ReadonlyMap<string, string>
  /** Index of the first line after the head. */
  readonly end: number
}

/** Reads the head of a page; `null` where it has none. */
export function headOf(lines: readonly string[]): PageHead | null {
  // A few lines of navigation may stand above the head, and bullets before its fields.
  const limit = Math.min(lines.length, 40)
  for (let start = 0; start < limit; start++) {
    const fields = new Map<string, string>()
    let end = start
    for (let line = lines[end]; line !== undefined; line = lines[++end]) {
      const m = FIELD.exec(line.replace(/^[\s*\u2022]+/, '').trim())
      const name = [...fields.keys()].at(-1)
      if (m?.[1]) fields.set(m[1].toLowerCase(), (m[2] ?? '').trim())
      else if (name !== undefined && /^[ \t]+\S/.test(line))
        fields.set(name, `${fields.get(name) ?? ''} ${line.trim()}`)
      else break
    }
    if (!fields.has('from') || !fields.has('date')) continue
    if (!fields.has('subject')) fields.set('subject', subjectAbove(lines, start))
    return { fields, end }
  }
  return null
}

function subjectAbove(lines: readonly string[], start: number): string {
  for (let i = start - 1; i >= 0; i--) if (!isBlank(lines[i])) return collapse(lines[i] ?? '')
  return ''
}

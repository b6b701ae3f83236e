const UNITS: Readonly<Record<string, number>> = { h: 1 / 24, d: 1, w: 7, m: 30.44, y: 365.25 }

/**
 * The start of a time that a user names, ISO 8601 UTC: a day (`2026-01-31`, `20260131`, `2026-01`,
 * `2026`), or a time before now (`2w`, `3.months.ago`, `10 days`, `yesterday`). `null` for anything
 * else.
 * @param now milliseconds since 1970
 */
export function dayBefore(text: string, now: number): string | null {
  const word = text.trim().toLowerCase()
  if (word === 'today') return `${iso(now).slice(0, 10)}T00:00:00Z`
  if (word === 'yesterday') return `${iso(now - 86400000).slice(0, 10)}T00:00:00Z`
  const ago = /^(\d{1,4})[. ]?(h|d|w|m|y|hours?|days?|weeks?|months?|years?)(?:[. ]ago)?$/.exec(
    word,
  )
  if (ago) return iso(now - Number(ago[1]) * (UNITS[ago[2]?.[0] ?? 'd'] ?? 1) * 86400000)
  const day = /^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?$/.exec(word)
  if (!day) return null
  const [year, month, date] = [Number(day[1]), Number(day[2] ?? 1), Number(day[3] ?? 1)]
  const time = new Date(Date.UTC(year, month - 1, date))
  return time.getUTCMonth() === month - 1 && time.getUTCDate() === date ? iso(time.getTime()) : null
}

function iso(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z')
}

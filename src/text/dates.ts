const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** Hours east of UTC of the zone names of RFC 5322, 4.3, and a few that archives print. */
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  bst: 1,
  cet: 1,
  cest: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  ist: 5.5,
  jst: 9,
  kst: 9,
}

/** ISO 8601 in UTC to the second; `null` unless the year lies in 1970 to 9999. */
export function isoUtc(milliseconds: number): string | null {
  if (!Number.isFinite(milliseconds) || milliseconds < 0 || milliseconds > 253402300799000)
    return null
  return new Date(Math.floor(milliseconds / 1000) * 1000).toISOString().replace('.000Z', 'Z')
}

/**
 * A date as mail headers, archive pages and attributions write it, in UTC. A time without a zone
 * is read as UTC. `null` where day, month and year cannot be told apart for sure.
 */
export function parseDate(text: string): string | null {
  const day = dayIn(text)
  const time = timeIn(text)
  return day && time
    ? isoUtc(Date.UTC(day[0], day[1], day[2], time.hour, time.minute, time.second))
    : null
}

/**
 * The first time of day in a text, moved to UTC; midnight where there is none, `null` where it is
 * none.
 */
function timeIn(text: string): { hour: number; minute: number; second: number } | null {
  const m = /(?<![\d:])(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([AaPp])\.?[Mm])?/.exec(text)
  if (!m) return { hour: 0, minute: 0, second: 0 }
  const [hour = 0, minute = 0, second = 0] = [m[1], m[2], m[3] ?? 0].map(Number)
  if (hour > 24 || minute > 59 || second > 60) return null
  const afternoon = /p/i.test(m[4] ?? '') ? 12 : 0
  const zone = zoneMinutes(text.slice(m.index + m[0].length))
  return { hour: m[4] ? (hour % 12) + afternoon : hour, minute: minute - zone, second }
}

type Day = readonly [year: number, month: number, day: number]

function dayIn(text: string): Day | null {
  const iso = /\b(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text)
  if (iso) return checked(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]))
  const named =
    /\b(\d{1,2})(?:st|nd|rd|th)?[\s.-]+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s.,-]+(\d{4}|\d{2}(?!:))\b/i.exec(
      text,
    ) ??
    /\b(\d{1,2})[\s.]+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+[\d:]{4,8}(?:\s+(?:[A-Z]{1,5}|[+-]\d{4}))?\s+(\d{4})\b/i.exec(
      text,
    ) ??
    swap(
      /\b([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+[\d:]+(?:\s+(?:[A-Z]{1,5}|[+-]\d{4}))?)?\s+(\d{4})\b/.exec(
        text,
      ),
    )
  if (named)
    return checked(
      fullYear(named[3]),
      MONTHS.indexOf((named[2] ?? '').toLowerCase()),
      Number(named[1]),
    )
  const dotted = /\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\b/.exec(text)
  return dotted ? checked(fullYear(dotted[3]), Number(dotted[2]) - 1, Number(dotted[1])) : null
}

function swap(m: RegExpExecArray | null): (string | undefined)[] | null {
  return m && [m[0], m[2], m[1], m[3]]
}

/** Two-digit years as RFC 5322, 4.3 reads them. */
function fullYear(text: string | undefined): number {
  const year = Number(text)
  return year >= 100 ? year : year + (year < 50 ? 2000 : 1900)
}

function checked(year: number, month: number, day: number): Day | null {
  const date = new Date(Date.UTC(year, month, day))
  return month >= 0 && date.getUTCMonth() === month && date.getUTCDate() === day
    ? [year, month, day]
    : null
}

function zoneMinutes(rest: string): number {
  const offset = /^\s*(?:GMT|UTC)?\s*([+-])(\d{2}):?(\d{2})\b/.exec(rest)
  if (offset) return (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]))
  return (ZONES[/^\s*\(?([A-Za-z]{1,4})\b/.exec(rest)?.[1]?.toLowerCase() ?? ''] ?? 0) * 60
}

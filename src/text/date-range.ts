import { dayBefore } from './day-before.ts'

/** Half open, ISO 8601 UTC; `null`: no bound on that side. */
export interface DateRange {
  readonly from: string | null
  readonly before: string | null
}

/**
 * `2020`, `2020-08`, `20200821`, `20200821100640` (that whole year, month, day, second), `2w..` and
 * any two times around `..`, either left out (the last one included). `last.week` and the like
 * count back from now. `null` for anything else.
 * @param now milliseconds since 1970
 */
export function dateRange(text: string, now: number): DateRange | null {
  const [first = '', last, more] = text.split('..')
  if (more !== undefined) return null
  if (last === undefined) {
    const from = startOf(first, now)
    return from === null ? null : { from, before: endOf(first, now) }
  }
  if (first === '' && last === '') return null
  const from = first === '' ? null : startOf(first, now)
  const before = last === '' ? null : endOf(last, now)
  if ((first !== '' && from === null) || (last !== '' && before === null)) return null
  return { from, before }
}

function startOf(text: string, now: number): string | null {
  const second = /^(\d{8})T?(\d\d)(\d\d)(\d\d)$/.exec(text)
  if (second) {
    const day = dayBefore(second[1] ?? '', now)
    const isTime = Number(second[2]) < 24 && Number(second[3]) < 60 && Number(second[4]) < 60
    return day === null || !isTime
      ? null
      : `${day.slice(0, 10)}T${second[2]}:${second[3]}:${second[4]}Z`
  }
  return dayBefore(text.replace(/^last\./i, '1.'), now)
}

/**
 * The end of what is named: of a year, a month or a day, its last moment; of a time ago, that time.
 */
function endOf(text: string, now: number): string | null {
  const start = startOf(text, now)
  if (start === null) return null
  const time = new Date(start)
  if (/^\d{4}$/.test(text)) time.setUTCFullYear(time.getUTCFullYear() + 1)
  else if (/^\d{4}-?\d\d$/.test(text)) time.setUTCMonth(time.getUTCMonth() + 1)
  else if (/^\d{4}-?\d\d-?\d\d$|^today$|^yesterday$/i.test(text))
    time.setUTCDate(time.getUTCDate() + 1)
  else time.setUTCSeconds(time.getUTCSeconds() + 1)
  // Years of five digits are written otherwise; there is nothing beyond anyhow.
  return time.getUTCFullYear() > 9999
    ? '9999-12-31T23:59:59Z'
    : time.toISOString().replace(/\.\d+Z$/, 'Z')
}

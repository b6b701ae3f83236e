import type { Element } from 'hast'
import type { Amount, NumbersReport } from '../../model/report/numbers.ts'
import { counted, dayText, grouped } from '../words.ts'
import { el, link, person, svg, type Child } from './elements.ts'
import type { Page } from './page.ts'
import type { Site } from './site.ts'

/** Pixels of the longest bar, and of the highest column, where there is room. */
const LONG = 180
const HIGH = 90
const COLUMN = 14

/** A store at a glance: what is open, how much comes in, who waits for whom. */
export function numbersPage(site: Site, report: NumbersReport): Page {
  const { until, openByAge, versionsByWeek, turns, states, owing, asking } = report
  return {
    title: 'Numbers',
    json: '/numbers.json',
    up: { page: 'list' },
    main: [
      el('h1', null, 'Numbers'),
      el('p', 'meta', `As of the latest mail, ${dayText(until)}; what is stale is left out.`),
      el(
        'div',
        'day',
        part(
          'Who has to move',
          turns.map(({ turn, n }) => [turn === null ? 'nobody' : turn, n]),
        ),
        part(
          'Where series stand',
          states.map(({ state, n }) => [state.replaceAll('-', ' '), n]),
        ),
        part(
          'Open requests by age, up to',
          openByAge.map(({ name, n }) => [name, n]),
        ),
        part(
          'Authors who owe most',
          owing.map((one) => [person(site, one.person), one.n]),
        ),
        part(
          'Reviewers who wait for most',
          asking.map((one) => [person(site, one.person), one.n]),
        ),
      ),
      weeks(versionsByWeek),
      el('p', 'meta', link(site, { page: 'list' }, 'All series')),
    ],
  }
}

/** Bars with their words and numbers: the picture says nothing that the text does not. */
function part(heading: string, rows: readonly (readonly [name: Child, n: number])[]): Element {
  const most = Math.max(1, ...rows.map(([, n]) => n))
  const bars = rows.map(([name, n]) =>
    el(
      'tr',
      null,
      el('th', { scope: 'row' }, name),
      el('td', 'num', grouped(n)),
      el('td', null, bar(Math.round((LONG * n) / most))),
    ),
  )
  return el(
    'section',
    null,
    el('h2', null, heading),
    rows.length === 0 ? el('p', 'dim', 'Nobody.') : el('table', 'bars', el('tbody', null, bars)),
  )
}

function bar(width: number): Element {
  const rect = svg('rect', { className: 'amount', x: 0, y: 2, width, height: 10 })
  const size = { viewBox: `0 0 ${LONG} 14`, preserveAspectRatio: 'none' }
  return svg('svg', { ...size, width: LONG, height: 14, ariaHidden: 'true' }, rect)
}

function weeks(all: readonly Amount[]): Element {
  const most = Math.max(1, ...all.map(({ n }) => n))
  const columns = all.map(({ name, n }, i) => {
    const height = Math.round((HIGH * n) / most)
    const at = { x: i * COLUMN, y: HIGH - height, width: COLUMN - 3, height }
    return svg('rect', { className: 'amount', ...at }, svg('title', {}, `${name}: ${n}`))
  })
  const sum = all.reduce((n, week) => n + week.n, 0)
  const width = all.length * COLUMN
  const size = { width, height: HIGH, viewBox: `0 0 ${width} ${HIGH}` }
  const label = `${counted(sum, 'version')} in ${all.length} weeks, at most ${most} in one`
  return el(
    'section',
    null,
    el('h2', null, 'Versions sent, week by week'),
    svg(
      'svg',
      { ...size, preserveAspectRatio: 'none', className: 'weeks', role: 'img', ariaLabel: label },
      columns,
    ),
    el('p', 'meta', `${all[0]?.name ?? ''} to ${all.at(-1)?.name ?? ''}: ${label}`),
    el(
      'details',
      'meta',
      el('summary', null, 'in numbers'),
      el('p', null, all.map(({ name, n }) => `${name}: ${n}`).join(', ')),
    ),
  )
}

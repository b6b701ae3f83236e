import type { DiffedPatch, DiffReport } from '../model/report/listing.ts'
import { versionName } from '../text/version-name.ts'
import { harmless, type Paint } from './style.ts'

const SIGNS: Readonly<Record<string, string>> = {
  same: '=',
  moved: '=',
  modified: '!',
  retitled: '!',
  dropped: '<',
  new: '>',
  split: '/',
  merged: '&',
  unknown: '?',
}

/** Two versions of a series in the form of `git range-diff`: versions stand for the commits that mail does not name. */
export function diffText(
  report: DiffReport,
  { paint, stat }: { readonly paint: Paint; readonly stat: boolean },
): string[] {
  const widths = [report.from.patches, report.to.patches].map((n) => String(n).length) as [
    number,
    number,
  ]
  return report.patches.flatMap((patch) => [
    headText(patch, report, widths, paint, stat),
    ...(stat ? [] : patch.diff.map((line) => `    ${lineText(line, paint)}`.trimEnd())),
  ])
}

function headText(
  patch: DiffedPatch,
  { from, to }: DiffReport,
  [left, right]: readonly [number, number],
  paint: Paint,
  stat: boolean,
): string {
  const mark = SIGNS[patch.change] ?? '!'
  const side = (n: number | null, version: string, width: number): string =>
    `${(n === null ? '-' : String(n)).padStart(width)}:  ${n === null ? '-'.repeat(version.length) : version}`
  const words = `${side(patch.from, versionName(from), left)} ${mark} ${side(patch.to, versionName(to), right)} ${harmless(patch.title)}`
  const role = mark === '=' ? 'dim' : mark === '<' ? 'deletion' : mark === '>' ? 'insertion' : 'who'
  return `${paint(role, words)}${noteOf(patch)}${stat && patch.diff.length > 0 ? paint('dim', `  ${statOf(patch.diff)}`) : ''}`
}

function noteOf({ change, fromTitle, from }: DiffedPatch): string {
  if (change === 'split') return harmless(` (split off ${from}: ${fromTitle ?? ''})`)
  if (change === 'merged') return harmless(` (takes in ${from}: ${fromTitle ?? ''})`)
  if (change === 'unknown') return ' (the other version is not complete in the store)'
  return ''
}

/** `+3 -1`: lines of the difference, its headings and context aside. */
function statOf(diff: readonly string[]): string {
  const count = (sign: string): number => diff.filter((line) => line.startsWith(sign)).length
  return `+${count('+')} -${count('-')}`
}

function lineText(line: string, paint: Paint): string {
  const safe = harmless(line)
  if (line.startsWith('@@')) return paint('hunk', safe)
  if (line.startsWith('+')) return paint('insertion', safe)
  return line.startsWith('-') ? paint('deletion', safe) : safe
}

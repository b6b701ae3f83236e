import type { DiffedPatch, DiffReport } from '../model/report/diff.ts'
import { versionName } from '../text/version-name.ts'
import { harmless, type Paint, type Role } from './style.ts'
import { lookOfChange } from './view.ts'

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

/**
 * Two versions of a series in the form of `git range-diff`: versions stand for the commits that
 * mail does not name.
 */
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
  const sign = SIGNS[patch.change] ?? '!'
  const earlier = sideText(patch.from, versionName(from), left)
  const later = sideText(patch.to, versionName(to), right)
  const head = paint(roleOf(sign), `${earlier} ${sign} ${later} ${harmless(patch.title)}`)
  const counts = stat && patch.diff.length > 0 ? paint('dim', `  ${statOf(patch.diff)}`) : ''
  return `${head}${noteOf(patch)}${counts}`
}

/** ` 3:  v2`; where a version has no such patch, what git range-diff prints then. */
function sideText(number: number | null, version: string, width: number): string {
  return number === null
    ? `${'-'.padStart(width)}:  ${'-'.repeat(version.length)}`
    : `${String(number).padStart(width)}:  ${version}`
}

function roleOf(sign: string): Role {
  if (sign === '=') return 'dim'
  if (sign === '<') return 'deletion'
  return sign === '>' ? 'insertion' : 'who'
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
  const look = lookOfChange(line)
  return look === null ? harmless(line) : paint(look, harmless(line))
}

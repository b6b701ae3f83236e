import { PULL_TREE } from '../model/series.ts'

/** Titles that differ in punctuation, case, white space or a version at their end are one. */
export function titleKey(title: string): string {
  const known = titleKeys.get(title)
  if (known !== undefined) return known
  if (titleKeys.size > 20_000) titleKeys.clear()
  const key = keyOfTitle(title)
  titleKeys.set(title, key)
  return key
}

/** Remembered: each title is compared in every posting and version that has it. */
const titleKeys = new Map<string, string>()

function keyOfTitle(title: string): string {
  const { title: bare, sure } = versionInTitle(title)
  return (sure ? bare : title)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** What a title says of its version, and the title without it. */
export interface TitleVersion {
  readonly title: string
  readonly version: number | null
  /** `(v2)`, `take 2`; without brackets `V2` may as well be part of a name. */
  readonly sure: boolean
}

const SURE =
  /[\s,:-]*(?:[([{]\s*(?:patch\s+)?(?:v|ver|version|take|try|rev|revision|attempt|round)[\s.#-]*(\d{1,2})\s*[)\]}]|\b(?:take|try|attempt|version)[\s#]+(\d{1,2}))\s*$/i
const UNSURE = /(?:^v(\d{1,2})(?:\s*[:,-]\s*|\s+)|[\s,:-]+v(\d{1,2})\s*$)/i

/** The version that a title names: `(v2)`, `take 2`, `V2` at its end, `v2: ` at its head. */
export function versionInTitle(title: string): TitleVersion {
  if (!/\d/.test(title)) return { title, version: null, sure: false }
  for (const [pattern, sure] of [
    [SURE, true],
    [UNSURE, false],
  ] as const) {
    const found = pattern.exec(title)
    const rest = title.replace(pattern, '').trim()
    if (found && rest !== '') return { title: rest, version: Number(found[1] ?? found[2]), sure }
  }
  return { title, version: null, sure: false }
}

/**
 * Do two titles name things by different numbers: `T7` and `C3`, `aw2016` and `aw2026`? Where one
 * of them has none, or they have another one in common, they may only say more.
 */
export function namesOther(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const models = (words: ReadonlySet<string>): string[] => [...words].filter((w) => /\d/.test(w))
  const own = (words: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
    models(words).some((word) => !others.has(word))
  return own(a, b) && own(b, a) && !models(a).some((word) => b.has(word))
}

/**
 * The words before the last colon: `net: pump: `. They name a place, as files do; two works on it
 * have them in common.
 */
export function areaOf(title: string): Set<string> {
  const end = title.lastIndexOf(': ')
  return wordsOf(end === -1 ? '' : titleKey(title.slice(0, end)))
}

/** What a title says of it: the words after the last colon. */
export function deedOf(title: string): string {
  return titleKey(title.slice(title.lastIndexOf(': ') + 1))
}

/** The words of a title that tell one from another. */
export function wordsOf(key: string): Set<string> {
  return new Set(key.split(' ').filter(Boolean))
}

const STABLE = /^(?:autosel|stable|.*-stable)$/i
const TREE =
  /^(?:for-|linux-|stable\/)?v?(\d+\.\d+)(?:\.(?:y|x|\d+))?(?:-stable)?(?:[-/,]v?\d+\.\d+(?:\.[yx])?)*(?:-stable)?$/i

/**
 * The stable trees that the words in a subject's brackets name: `6.1` for `AUTOSEL 6.1` and
 * `6.1.y`, `pull` for a pull request; `null` where they name none.
 */
export function treeOf(tags: string): string | null {
  const words = tags.split(' ').filter(Boolean)
  if (words.some((word) => /^pull$/i.test(word))) return PULL_TREE
  const trees = words.filter((word) => TREE.test(word) || /^for-.*\.y$/i.test(word))
  if (trees.length === 0 && !words.some((word) => STABLE.test(word))) return null
  return (
    trees
      .map((tree) =>
        tree.replace(/^(?:for-|linux-|stable\/)?v?/i, '').replace(/(?:\.[yx]|-stable)/gi, ''),
      )
      .join(' ') || 'stable'
  )
}

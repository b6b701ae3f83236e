import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { NOTHING_KEPT, type Kept, type KeptSeries } from '../model/kept.ts'
import { UserError } from '../model/user-error.ts'

/**
 * Stars, notes and what is ignored stand in a file beside the store, by name of the series: they
 * are the user's, and last when a store is thrown away and made again.
 */
export function keptPath(store: string): string {
  return `${store}.kept.json`
}

/** What the user keeps; nothing where there is no file. Throws UserError. */
export function readKept(store: string): KeptSeries {
  const path = keptPath(store)
  try {
    const found = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Partial<Kept>>
    return Object.fromEntries(
      Object.entries(found).map(([name, one]) => [name, { ...NOTHING_KEPT, ...one }]),
    )
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new UserError('mistake', `${path} cannot be read; mend or remove it`)
  }
}

/** Keeps something of one series; what is the same as nothing is taken out. */
export function saveKept(store: string, name: string, change: Partial<Kept>): Kept {
  const all = { ...readKept(store) }
  const now = { ...NOTHING_KEPT, ...all[name], ...change }
  const rest = Object.entries(all).filter(([one]) => one !== name)
  const isNothing = !now.star && !now.ignore && now.note === null
  const entries = isNothing ? rest : [...rest, [name, now] as const]
  writeWhole(keptPath(store), Object.fromEntries(entries))
  return now
}

/** Whole or not at all: a full disk leaves the old file. */
function writeWhole(path: string, kept: KeptSeries): void {
  const draft = `${path}.new`
  try {
    writeFileSync(draft, `${JSON.stringify(kept, null, 2)}\n`)
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    const { code = '' } = error as NodeJS.ErrnoException
    throw new UserError('mistake', `cannot write ${path} (${code}); what was kept is as it was`)
  }
}

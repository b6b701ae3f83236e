import { readFileSync } from 'node:fs'
import type { LinearModel, Models } from '../model/models.ts'

let loaded: Models | null = null

/** What comments are judged by, as trained by `npm run train`; read once. */
export function readModels(): Models {
  const read = (name: string): LinearModel =>
    JSON.parse(
      readFileSync(new URL(`../../data/${name}.json`, import.meta.url), 'utf8'),
    ) as LinearModel
  loaded ??= { kinds: read('kinds'), states: read('states') }
  return loaded
}

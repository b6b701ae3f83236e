import { readFileSync } from 'node:fs'
import type { LinearModel, Models, TreeModel } from '../model/models.ts'

let loaded: Models | null = null

/** What comments are judged by, as trained by `npm run train`; read once. */
export function readModels(): Models {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(new URL(`../../data/${name}.json`, import.meta.url), 'utf8'))
  loaded ??= { kinds: read('kinds') as LinearModel, states: read('states') as TreeModel }
  return loaded
}

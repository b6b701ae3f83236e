import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'

/** One input file and what is expected of it. */
export interface Case {
  /** The file's name without its ending, to name the test. */
  readonly name: string
  readonly path: string
  readonly bytes: Buffer
  readonly expected: Expected
}

/** `note` and `todo` are for people; the rest is compared with what came out. */
export interface Expected {
  readonly note?: string
  /** Why this case fails today. */
  readonly todo?: string
  readonly [field: string]: unknown
}

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url))

/** All cases of a stage: every file of its folder that has a `.json` of the same name beside it. */
export function casesOf(stage: string): Case[] {
  const folder = join(FIXTURES, stage)
  const names = readdirSync(folder)
    .filter((name) => !name.endsWith('.json') && !name.startsWith('.'))
    .sort()
  return names.flatMap((file) => {
    const name = file.replace(/\.[^.]*$/, '')
    const expected = join(folder, `${name}.json`)
    if (!existsSync(expected)) return []
    const path = join(folder, file)
    return [
      {
        name,
        path,
        bytes: readFileSync(path),
        expected: JSON.parse(readFileSync(expected, 'utf8')) as Expected,
      },
    ]
  })
}

/** What `test` is told of a case: its reason to fail, where it has one. */
export function optionsOf({ expected }: Case): { todo?: string } {
  return expected.todo === undefined ? {} : { todo: expected.todo }
}

/** A table of cases in one JSON file. */
export function tableOf<T>(path: string): T {
  return JSON.parse(readFileSync(join(FIXTURES, path), 'utf8')) as T
}

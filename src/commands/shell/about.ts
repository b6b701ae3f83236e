import { readFileSync } from 'node:fs'

/** The version in package.json. */
export function ownVersion(): string {
  const file = new URL('../../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

/** What the whole is, in one sentence. */
export const ABOUT =
  'Reads the mail of a patch-reviewing list: what reviewers asked for, what came of it in the next ' +
  'version, what is still open.'

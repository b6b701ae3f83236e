import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { UserError } from '../model/user-error.ts'

/** What a config file may set, and what each of it is. */
export const SETTINGS = {
  store: 'the store (as --db, $PATCHTRAIL_DB)',
  replica: 'a replica of that store, which is read in its place (as $PATCHTRAIL_READ_DB)',
  me: 'who you are: an address, or part of a name (as --me)',
  list: 'the mailing list that list and digest are about (as --list)',
  archive:
    'what an address of a mail begins with, as https://lore.kernel.org/r/ (issues --format md)',
  pager: 'what long output goes through (as $PATCHTRAIL_PAGER); cat for none',
  color: 'auto, always or never (as --color)',
} as const

/** When there are colours. */
export const COLORS = ['auto', 'always', 'never'] as const

export type Setting = keyof typeof SETTINGS
export type Config = Readonly<Partial<Record<Setting, string>>>

/** Where the config file is: `$PATCHTRAIL_CONFIG`, else `patchtrail/config` (XDG). */
export function configPath(env: NodeJS.ProcessEnv = process.env): string {
  if (env.PATCHTRAIL_CONFIG) return env.PATCHTRAIL_CONFIG
  return join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'patchtrail', 'config')
}

/** The config file; empty where there is none. Throws UserError for one that cannot be read. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const path = configPath(env)
  try {
    return parseConfig(readFileSync(path, 'utf8'), path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return {}
    if (error instanceof UserError) throw error
    throw new UserError('mistake', `cannot read ${path} (${code}); mend or remove it`)
  }
}

/**
 * Lines `name = value`; blank lines and those that begin with `#` say nothing. Throws UserError.
 * @param path of the file, for what is said of its mistakes
 */
export function parseConfig(text: string, path: string): Config {
  const found: Partial<Record<Setting, string>> = {}
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue
    const [, name = '', value = ''] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (!isSetting(name))
      throw new UserError(
        'mistake',
        `${path}:${i + 1}: ${name === '' ? 'a line is name = value' : `there is no setting ${name}`}; ` +
          `there are ${Object.keys(SETTINGS).join(', ')}`,
      )
    found[name] = name === 'store' ? value.replace(/^~(?=\/)/, homedir()) : value
  }
  return found
}

/** Is this the name of a setting? */
export function isSetting(name: string): name is Setting {
  return Object.hasOwn(SETTINGS, name)
}

/** The text of a config file with one setting changed, added, or (`null`) taken away. */
export function withSetting(text: string, name: Setting, value: string | null): string {
  const isIt = (line: string): boolean => new RegExp(`^\\s*${name}\\s*=`).test(line)
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n')
  const at = lines.findIndex(isIt)
  const kept = lines.filter((line, i) => !isIt(line) || (i === at && value !== null))
  if (value !== null) {
    const line = `${name} = ${value}`
    if (at === -1) kept.push(line)
    else kept[at] = line
  }
  return kept.length === 0 ? '' : `${kept.join('\n')}\n`
}

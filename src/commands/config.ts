import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Command } from 'commander'
import {
  COLORS,
  configPath,
  isSetting,
  readConfig,
  SETTINGS,
  withSetting,
} from '../config/config.ts'
import { identity } from '../config/identity.ts'
import type { ConfigDocument } from '../model/report/config.ts'
import { UserError } from '../model/user-error.ts'
import { isServer, serverAddress, shownPath } from '../store/postgres/url.ts'
import { EXIT, storePath } from './run/options.ts'
import { printJson, printText } from './run/output.ts'
import { makeFolder } from '../store/write/make-folder.ts'

/** The mode of a file that nobody else may read. */
const OWN = 0o600

/** `config [name] [value]`: what is set, and setting it. */
export function addConfig(program: Command): void {
  const names = Object.entries(SETTINGS).map(([name, about]) => `  ${name.padEnd(8)} ${about}`)
  program
    .command('config')
    .description('show what is set, and where; with a name what it is; with a value set it')
    .argument('[name]', Object.keys(SETTINGS).join(', '))
    .argument('[value]', 'what it shall be')
    .option('--unset', 'take the setting away')
    .option('--json', 'print all settings as JSON')
    .addHelpText('after', `\nSettings:\n${names.join('\n')}`)
    .action(run)
}

async function run(
  name: string | undefined,
  value: string | undefined,
  { unset = false, json = false }: { unset?: boolean; json?: boolean },
): Promise<void> {
  if (name === undefined) return printText(json ? '' : inEffect()).then(() => printAll(json))
  if (!isSetting(name))
    throw new UserError(
      'mistake',
      `there is no setting ${name}; there are ${Object.keys(SETTINGS).join(', ')}`,
    )
  if (name === 'color' && value !== undefined && !COLORS.some((one) => one === value))
    throw new UserError('mistake', `color is one of ${COLORS.join(', ')}, not ${value}`)
  if (value !== undefined || unset) {
    const kept = name === 'store' ? wholePath(value ?? '') : (value ?? '')
    if (isAddress(name) && isServer(kept)) serverAddress(kept)
    save(withSetting(textOf(configPath()), name, unset ? null : kept))
    return
  }
  const found = readConfig()[name]
  if (found === undefined) process.exitCode = EXIT.nothing
  else await printText(`${shownSetting(name, found)}\n`)
}

/** What is set as it may be shown: a store may have a password in its address. */
function shownSetting(name: string, value: string): string {
  return isAddress(name) ? shownPath(value) : value
}

function isAddress(name: string): boolean {
  return name === 'store' || name === 'replica'
}

/** A store is where it was named, wherever patchtrail runs then; the / of a folder stays. */
function wholePath(path: string): string {
  if (path.trim() === '' || path.startsWith('~/') || isServer(path)) return path
  return `${resolve(path)}${/[/\\]$/.test(path) ? '/' : ''}`
}

async function printAll(json: boolean): Promise<void> {
  const settings = Object.entries(readConfig()).map(([name, value]) => ({
    name,
    value: shownSetting(name, value),
  }))
  const document: ConfigDocument = { schema: 'patchtrail/config/1', path: configPath(), settings }
  if (json) await printJson(document)
}

/** What holds now, whoever said it. */
function inEffect(): string {
  const config = readConfig()
  const me = identity(undefined, config)
  const { PATCHTRAIL_DB: db, PATCHTRAIL_READ_DB: given } = process.env
  const replica = given ?? config.replica
  const from = db ? '$PATCHTRAIL_DB' : config.store ? 'the config file' : 'default'
  const lines = [
    `store    ${shownPath(db ?? config.store ?? storePath(undefined))}  (${from})`,
    ...(replica
      ? [`replica  ${shownPath(replica)}  (${given ? '$PATCHTRAIL_READ_DB' : 'the config file'})`]
      : []),
    `me       ${me ? `${me.me}  (${me.from})` : 'not known: patchtrail config me <address>'}`,
    ...(['list', 'archive', 'pager', 'color'] as const).flatMap((name) =>
      config[name] === undefined ? [] : [`${name.padEnd(8)} ${config[name]}  (the config file)`],
    ),
    `config file: ${configPath()}${textOf(configPath()) === '' ? ' (not there)' : ''}`,
  ]
  return `${lines.join('\n')}\n`
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function save(text: string): void {
  const path = configPath()
  try {
    makeFolder(dirname(path))
    // One that cannot be read as a whole is to be mended.
    const isSecret = [...text.matchAll(/^\s*(\w+)\s*=\s*(.*)$/gm)].some(
      ([, name = '', value = '']) => shownSetting(name, value) !== value,
    )
    // Writing leaves the mode of a file that is there.
    if (isSecret && existsSync(path)) chmodSync(path, OWN)
    writeFileSync(path, text, isSecret ? { mode: OWN } : {})
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    throw new UserError('mistake', `cannot write ${path} (${code}); mend its folder`)
  }
}

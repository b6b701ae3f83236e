import { configPath, SETTINGS } from '../../config/config.ts'
import { EXAMPLES } from './examples.ts'
import type { CommandOutline, OptionOutline } from './outline.ts'

const EXITS: readonly (readonly [string, string])[] = [
  ['0', 'done'],
  ['1', 'a mistake in what was asked, told in one line; with --json as patchtrail/mistake/1'],
  ['2', 'nothing was found'],
  ['3', 'some input could not be read; it is named, the rest was kept'],
  ['4', 'issues --check or presend found something open'],
]

const ENVIRONMENT: readonly (readonly [string, string])[] = [
  ['PATCHTRAIL_DB', 'the store'],
  ['PATCHTRAIL_READ_DB', 'a replica of a store on a server: read in its place, never written to'],
  ['PATCHTRAIL_CONFIG', 'the config file'],
  ['PATCHTRAIL_PAGER, PAGER', 'what long output goes through; less -FRX unless set, cat for none'],
  ['PATCHTRAIL_SQLITE', 'which SQLite: sqlite3 (the npm package) or node (the one of Node.js)'],
  ['EMAIL', 'who you are, where neither --me nor the config file says'],
  ['NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE', 'colours off; on'],
]

/** What the parts of a manual page are made from. */
export interface ManSource {
  readonly about: string
  readonly version: string
  readonly commands: readonly CommandOutline[]
  readonly globals: readonly OptionOutline[]
}

/** The manual page in the language of man(7). */
export function manPage({ about, version, commands, globals }: ManSource): string {
  const groups = [...new Set(commands.map(({ group }) => group))]
  return [
    `.TH PATCHTRAIL 1 "" "patchtrail ${version}" "User Commands"`,
    '.SH NAME',
    'patchtrail \\- what reviewers of patches asked for, and what came of it',
    '.SH SYNOPSIS',
    '.B patchtrail',
    '[\\fIoptions\\fR] \\fIcommand\\fR [\\fIarguments\\fR]',
    '.SH DESCRIPTION',
    text(about),
    '.PP',
    text(
      'A series is named by whatever is in hand: the handle that list prints, a Message-ID or the ' +
        'start of one, the address of an archive page, a change-id, words of the title, a file with ' +
        'a mail or patch, a folder of git format-patch, or - for standard input.',
    ),
    '.SH OPTIONS',
    ...globals.flatMap(optionText),
    ...groups.flatMap((group) => [
      `.SH ${group.toUpperCase()}`,
      ...commands.filter((one) => one.group === group).flatMap(commandText),
    ]),
    '.SH EXIT STATUS',
    ...EXITS.flatMap(item),
    '.SH ENVIRONMENT',
    ...ENVIRONMENT.flatMap(item),
    '.SH FILES',
    '.TP',
    `.I ${text(configPath({ XDG_CONFIG_HOME: '~/.config' }))}`,
    'Lines name = value; patchtrail config sets them:',
    ...Object.entries(SETTINGS).flatMap(([name, what]) => ['.br', text(`${name}: ${what}`)]),
    '.SH SEE ALSO',
    '.BR git-send-email (1),',
    '.BR git-range-diff (1),',
    '.BR b4 (5)',
    '',
  ].join('\n')
}

function commandText({ name, usage, about, options }: CommandOutline): string[] {
  return [
    `.SS ${text(usage)}`,
    text(about),
    ...options.filter(({ long }) => long !== '--help').flatMap(optionText),
    ...(EXAMPLES[name] ?? []).flatMap(([line, what]) => [
      '.PP',
      `.B ${text(line)}`,
      '.br',
      text(what),
    ]),
  ]
}

function optionText({ flags, about, choices }: OptionOutline): string[] {
  const values = choices.length > 0 ? ` (${choices.join(', ')})` : ''
  return item([flags, `${about}${values}`])
}

function item([term, what]: readonly [string, string]): string[] {
  return ['.TP', `.B ${text(term)}`, text(what)]
}

/** Text that roff takes as it is. */
function text(plain: string): string {
  const safe = plain.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('"', '\\(dq')
  return safe.replace(/^([.'])/, '\\&$1')
}

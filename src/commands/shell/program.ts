import { Command, Option, type CommanderError, type HelpConfiguration } from 'commander'
import { COLORS } from '../../config/config.ts'
import { UserError } from '../../model/user-error.ts'
import { ABOUT, ownVersion } from './about.ts'
import { EXAMPLES } from './examples.ts'
import { COMMANDS, GROUPS, type Entry } from './table.ts'

const HELP_ABOUT = 'tell more of a command'
const CARE = `${GROUPS.at(-1)}:`

const EXIT_CODES =
  'Exit codes: 0 done, 1 a mistake in what was asked, 2 nothing found,\n' +
  '3 some input not read, 4 --check or presend found something open.'

const HELP: HelpConfiguration = {
  showGlobalOptions: true,
  subcommandTerm: (command) => command.name(),
}

/** These tell of all commands, with their options. */
const WHOLE: readonly string[] = ['completion', 'man']

/**
 * The program with the commands that some words may call; all others are known by name alone, so
 * that help and suggestions name them.
 */
export async function programFor(words: readonly string[]): Promise<Command> {
  const first = COMMANDS.find(({ name }) => name === firstOperand(words))
  if (first && !WHOLE.includes(first.name)) return programWith([first], [first])
  const needsAll = words.some((word) => WHOLE.includes(word)) && !words.includes('--refs')
  const called = COMMANDS.filter(({ name }) => needsAll || words.includes(name))
  return programWith(called, COMMANDS)
}

/** The command that is called: the first word that is no option, nor stands behind one. */
function firstOperand(words: readonly string[]): string | undefined {
  return words.find((word, i) => !word.startsWith('-') && !VALUED.includes(words[i - 1] ?? ''))
}

/** Options before the command that have a word of their own. */
const VALUED: readonly string[] = ['--db', '--color']

/** @param known commands that there are: one alone, where no other can be meant */
async function programWith(loaded: readonly Entry[], known: readonly Entry[]): Promise<Command> {
  const program = bareProgram()
  // Some modules add two commands.
  for (const add of new Set(await Promise.all(loaded.map(({ load }) => load())))) add(program)
  for (const { name, group, about } of known) {
    const command = named(program, name) ?? program.command(name)
    command.summary(about).helpGroup(`${group}:`).configureHelp(HELP)
    if (command.description() === '') command.description(about)
    const examples = EXAMPLES[name] ?? []
    if (examples.length > 0) command.addHelpText('after', () => exampleText(examples))
  }
  // In the order of the table, whatever modules have added first.
  const order = COMMANDS.map(({ name }) => name)
  const list = program.commands as Command[]
  list.sort((a, b) => order.indexOf(a.name()) - order.indexOf(b.name()))
  return program
}

function bareProgram(): Command {
  const fail = (error: CommanderError): never => {
    throw error
  }
  return (
    new Command('patchtrail')
      .description(ABOUT)
      // No -V: it would be taken out of a query such as -Volvo.
      .version(`patchtrail ${ownVersion()}`, '--version')
      .option(
        '--db <file>',
        'the store: a file, a folder with one a list, or postgres://user@host/name (default: $PATCHTRAIL_DB, else patchtrail/patchtrail.db in your data folder)',
      )
      .addOption(new Option('--color <when>', 'colours').choices(COLORS).default('auto'))
      .option('--no-pager', 'print long output as it is ($PATCHTRAIL_PAGER, $PAGER name one)')
      .configureHelp({ ...HELP, showGlobalOptions: false })
      .configureOutput({ outputError: () => undefined })
      .exitOverride(fail)
      .addHelpCommand(new Command('help').argument('[command]').summary(HELP_ABOUT).helpGroup(CARE))
      .addHelpText('after', `\n${EXIT_CODES}\nMore: patchtrail <command> --help, patchtrail man`)
  )
}

function named(program: Command, name: string): Command | undefined {
  return program.commands.find((command) => command.name() === name)
}

function exampleText(examples: readonly (readonly [string, string])[]): string {
  return [
    '',
    'Examples:',
    ...examples.flatMap(([line, about]) => [`  ${line}`, `      ${about}`]),
  ].join('\n')
}

/** A mistake in the command line as the user's mistake; anything else as it is. */
export function usageMistake(error: unknown, words: readonly string[]): unknown {
  const { code, message } = error as CommanderError
  if (!code?.startsWith('commander.')) return error
  const command = words.find((word) => COMMANDS.some(({ name }) => name === word))
  const said = message
    .replace(/^error: |\.$/g, '')
    .replace(/\n\(Did you mean (.*)\?\)$/, '; did you mean $1?')
  const more = `patchtrail ${command ? `${command} ` : ''}--help tells more`
  return new UserError(
    'mistake',
    `${said.replaceAll('\n', ' ')}${said.endsWith('?') ? '' : `; ${more}`}`,
  )
}

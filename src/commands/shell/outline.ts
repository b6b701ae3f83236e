import type { Command } from 'commander'

/** An option as completions and the manual page tell of it. */
export interface OptionOutline {
  readonly short: string | null
  readonly long: string
  readonly flags: string
  readonly about: string
  readonly takesValue: boolean
  readonly choices: readonly string[]
}

/** A command, as it was given to commander: the table of all that can be typed. */
export interface CommandOutline {
  readonly name: string
  readonly group: string
  readonly summary: string
  readonly about: string
  readonly usage: string
  readonly options: readonly OptionOutline[]
  /** Words that its first argument may be. */
  readonly choices: readonly string[]
  /** It takes a series or message. */
  readonly takesRef: boolean
}

/** All commands in the order of the help. */
export function outlineOf(program: Command): CommandOutline[] {
  return program.commands.map((command) => {
    const [first] = command.registeredArguments
    return {
      name: command.name(),
      group: command.helpGroup().replace(/:$/, ''),
      summary: command.summary(),
      about: command.description(),
      usage: `patchtrail ${command.name()} ${command.usage()}`,
      options: optionsOf(command),
      choices: [...(first?.argChoices ?? []), ...command.commands.map((sub) => sub.name())],
      takesRef: first?.name() === 'ref',
    }
  })
}

/** The options of a command, or those that stand before all of them. */
export function optionsOf(command: Command): OptionOutline[] {
  const all = command.createHelp().visibleOptions(command)
  return all.map(({ short, long, flags, description, required, optional, argChoices }) => ({
    short: short ?? null,
    long: long ?? '',
    flags,
    about: description,
    takesValue: required || optional,
    choices: argChoices ?? [],
  }))
}

import type { CommandOutline, OptionOutline } from '../outline.ts'

/** The completion script for fish. */
export function fishCompletion(
  commands: readonly CommandOutline[],
  globals: readonly OptionOutline[],
): string {
  const first = '__fish_use_subcommand'
  const lines = commands.flatMap(({ name, summary, options, choices, takesRef }) => {
    const here = `"__fish_seen_subcommand_from ${name}"`
    return [
      `complete -c patchtrail -n ${first} -f -a ${name} -d ${quoted(summary)}`,
      ...options.map((option) => optionLine(option, here)),
      ...(choices.length > 0
        ? [`complete -c patchtrail -n ${here} -f -a ${quoted(choices.join(' '))}`]
        : []),
      ...(takesRef
        ? [`complete -c patchtrail -n ${here} -k -a "(patchtrail completion --refs 2>/dev/null)"`]
        : []),
    ]
  })
  return `# fish completion for patchtrail
${globals.map((option) => optionLine(option, first)).join('\n')}
${lines.join('\n')}
`
}

function optionLine(
  { short, long, about, takesValue, choices }: OptionOutline,
  here: string,
): string {
  const parts = [
    `complete -c patchtrail -n ${here}`,
    ...(short ? [`-s ${short.slice(1)}`] : []),
    `-l ${long.slice(2)}`,
    ...(takesValue ? ['-r'] : []),
    ...(choices.length > 0 ? [`-f -a ${quoted(choices.join(' '))}`] : []),
    `-d ${quoted(about)}`,
  ]
  return parts.join(' ')
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}

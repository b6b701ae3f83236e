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
      ...(takesRef ? [`complete -c patchtrail -n ${here} -k -a "(__patchtrail_refs)"`] : []),
    ]
  })
  return `# fish completion for patchtrail
function __patchtrail_refs
  set -l words (commandline -opc)
  set -l store
  if set -l at (contains -i -- --db $words)
    set store --db (string replace -r '^~/' "$HOME/" -- $words[(math $at + 1)])
  end
  command -q patchtrail; and patchtrail $store completion --refs 2>/dev/null
end
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

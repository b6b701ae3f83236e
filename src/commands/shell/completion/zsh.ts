import type { CommandOutline, OptionOutline } from '../outline.ts'

/** The completion script for zsh, with what each command and option is for. */
export function zshCompletion(
  commands: readonly CommandOutline[],
  globals: readonly OptionOutline[],
): string {
  const list = commands.map(({ name, summary }) => `    ${quoted(`${name}:${colons(summary)}`)}`)
  const cases = commands.map(({ name, options, choices, takesRef }) => {
    const values = takesRef
      ? '_patchtrail_refs'
      : choices.length > 0
        ? `(${choices.join(' ')})`
        : '_files'
    const specs = [...options.flatMap(optionSpecs), quoted(`*:argument:${values}`)]
    return `    ${name})\n      _arguments -s ${specs.join(' \\\n        ')} ;;`
  })
  return `#compdef patchtrail
# zsh completion for patchtrail: patchtrail completion zsh > "\${fpath[1]}/_patchtrail"
_patchtrail_refs() {
  local -a refs
  refs=(\${(f)"$(patchtrail \${store:+--db} \${~store} completion --refs 2>/dev/null | sed 's/:/\\\\:/g; s/\\t/:/')"})
  _describe -V series refs
  _files
}
_patchtrail_commands() {
  local -a commands=(
${list.join('\n')}
  )
  _describe command commands
}
_patchtrail() {
  local curcontext=$curcontext state line store
  typeset -A opt_args
  _arguments -C ${globals.flatMap(optionSpecs).join(' \\\n    ')} \\
    '1:command:_patchtrail_commands' '*::argument:->rest'
  [[ $state == rest ]] || return
  store=\${(Q)opt_args[--db]}
  case $words[1] in
${cases.join('\n')}
  esac
}
if [[ $funcstack[1] == _patchtrail ]]; then _patchtrail "$@"; else compdef _patchtrail patchtrail; fi
`
}

function optionSpecs({ short, long, about, takesValue, choices }: OptionOutline): string[] {
  const values = choices.length > 0 ? `(${choices.join(' ')})` : '_files'
  const rest = `[${about.replace(/[[\]\\]/g, '\\$&').replaceAll(':', '\\:')}]${takesValue ? `:value:${values}` : ''}`
  return [long, ...(short ? [short] : [])].map((word) => quoted(`${word}${rest}`))
}

function colons(text: string): string {
  return text.replaceAll(':', '\\:')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

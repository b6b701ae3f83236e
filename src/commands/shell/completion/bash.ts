import type { CommandOutline, OptionOutline } from '../outline.ts'

/** The completion script for bash. */
export function bashCompletion(
  commands: readonly CommandOutline[],
  globals: readonly OptionOutline[],
): string {
  const words = (all: readonly OptionOutline[]): string =>
    all.flatMap(({ short, long }) => (short ? [short, long] : [long])).join(' ')
  const cases = commands.map(({ name, options, choices, takesRef }) => {
    const refs = takesRef ? ' refs=1' : ''
    return `    ${name}) opts='${words(options)}' args='${choices.join(' ')}'${refs} ;;`
  })
  const values = commands.flatMap(({ name, options }) => valueCases(name, options))
  return `# bash completion for patchtrail: source <(patchtrail completion bash)
_patchtrail() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} cmd='' opts='' args='' refs='' store=() i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
    --db) store=(--db "\${COMP_WORDS[i+1]/#~\\//$HOME/}"); ((i++)) ;;
    --color) ((i++)) ;;
    -*) ;;
    *) cmd=\${COMP_WORDS[i]}; break ;;
    esac
  done
  COMPREPLY=()
  case "$cmd $prev" in
${[...values, ...valueCases('*', globals)].join('\n')}
  esac
  case $cmd in
    '') opts='${words(globals)}' args='${commands.map(({ name }) => name).join(' ')}' ;;
${cases.join('\n')}
  esac
  if [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W "$opts ${words(globals)}" -- "$cur"))
    return
  fi
  COMPREPLY=($(compgen -W "$args" -- "$cur"))
  if [[ -n $refs && $cur != */* ]]; then
    COMPREPLY+=($(compgen -W "$(patchtrail "\${store[@]}" completion --refs 2>/dev/null | cut -f1)" -- "$cur"))
  fi
  [[ -n $cmd && \${#COMPREPLY[@]} -eq 0 ]] && COMPREPLY=($(compgen -f -- "$cur"))
  return 0
}
complete -o filenames -F _patchtrail patchtrail
`
}

/** What stands behind an option that has a closed list of values. */
function valueCases(name: string, options: readonly OptionOutline[]): string[] {
  return options.flatMap(({ short, long, choices }) => {
    if (choices.length === 0) return []
    const words = [long, ...(short ? [short] : [])].map((word) => `"${name} ${word}"`)
    const shape = name === '*' ? words.map((word) => word.replace('"* ', '*" ')) : words
    return [
      `    ${shape.join(' | ')}) COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$cur")); ` +
        `return ;;`,
    ]
  })
}

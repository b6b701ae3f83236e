const ELISION =
  /^[\s\W]*(?:(?:big |large |more |\d+ lines? )?(?:snip(?:ped|s)?|cut|skip(?:ped)?|trim(?:med)?|del(?:eted)?|elided|omitted)(?:[\s.:]*\d* ?(?:lines?|rest|patch|code|unrelated|etc)?)?)[\s\W]*$/i
const DOTS = /^\s*(?:[[({<]\s*(?:\.{2,}|…|\s*\.\.\s*)\s*[\])}>]|\.{3,}|…+)\s*$/

/** Does this line say that quoted lines were left out here: `[...]`, `<snip>`, `...`? */
export function isElision(line: string): boolean {
  const text = line.trim()
  // Words that begin with a letter are no elision, but `snip`.
  if (/^[\w]/.test(text) && !/^snip/i.test(text)) return false
  if (text === '' || text.length > 60) return false
  return (
    DOTS.test(text) ||
    (/^[\W]/.test(text) && ELISION.test(text)) ||
    /^snip(?:ped)?\.{0,3}$/i.test(text)
  )
}

/** An address as mailman 2 prints it in its archives: `mira at example.org`. */
const AT = "([\\w.+=~'-]+) at ((?:[\\w-]+\\.)+[\\w-]+)"
const IN_BRACKETS = new RegExp(`<${AT}>`, 'g')
const IN_MAILTO = new RegExp(`\\bmailto:${AT}`, 'g')
const BEFORE_VERB = new RegExp(`(^|[\\s,(])${AT}(?=\\)? (?:wrote|writes|said)\\b)`, 'gm')
const IN_TRAILER = new RegExp(`^((?:> ?)*[A-Z][\\w-]*-by: .*?)(?<![\\w.+])${AT}(?=\\s*$)`, 'gm')

/** `mira(at)example(dot)org`, `mira[at]example.org`, `<mira-AT-example.org>`. */
const SPELLED = /([\w.+=~'-]+?)(?:\(at\)|\[at\]|-AT-)((?:[\w-]+(?:\(dot\)|\[dot\]|\.))+[a-z]{2,})/gi

function wholeSpelled(_: string, name: string, host: string): string {
  return `${name}@${host.replace(/[([]dot[)\]]/gi, '.')}`
}

/** `<mira () example org>`, as seclists.org prints it. */
const SPACED = /<([^\s<>]+) \(\) ([\w-]+(?: [\w-]+)+)>/g

function wholeSpaced(_: string, name: string, host: string): string {
  return `<${name}@${host.replaceAll(' ', '.')}>`
}

/** `mira at example.org (Mira Castel)`, as the `From:` of a monthly archive of mailman 2. */
export const ARCHIVED_FROM = new RegExp(`^${AT}(?:\\s+\\((.*)\\))?$`)

/**
 * The text with its addresses made whole where they plainly are addresses: in angle brackets, in
 * tags, in attributions. "Look at example.org" stays as it is.
 */
export function withWholeAddresses(text: string): string {
  const unspaced = text.includes(' () ') ? text.replace(SPACED, wholeSpaced) : text
  const spelled = /[([-]at[)\]-]/i.test(unspaced)
    ? unspaced.replace(SPELLED, wholeSpelled)
    : unspaced
  if (!spelled.includes(' at ')) return spelled
  return spelled
    .replace(IN_BRACKETS, '<$1@$2>')
    .replace(IN_MAILTO, 'mailto:$1@$2')
    .replace(BEFORE_VERB, '$1$2@$3')
    .replace(IN_TRAILER, '$1$2@$3')
}

/** An address as marc.info prints it: `mira () example ! org`. */
export function wholeMarcAddresses(text: string): string {
  return text.replace(/(\S+) \(\) ([\w-]+(?: ! [\w-]+)+)/g, (_, name: string, host: string) => {
    return `${name}@${host.replaceAll(' ! ', '.')}`
  })
}

/**
 * All Message-IDs of a header value, in order, in angle brackets (RFC 5322, 3.6.4). Folding white
 * space inside the brackets is dropped; what stands outside of them (comments of Gnus) is ignored.
 */
export function messageIds(value: string): string[] {
  const ids: string[] = []
  for (const [, inner] of value.matchAll(/<([^<>]*)>/g)) {
    const id = (inner ?? '').replace(/\s+/g, '')
    if (id !== '' && !ids.includes(`<${id}>`)) ids.push(`<${id}>`)
  }
  return ids
}

/**
 * The Message-ID inside what a user may paste: an id with or without brackets, or the address of
 * an archive page that carries it (lore, patch.msgid.link, `?i=`); of the id of a comment
 * (`<id>#2`) the mail it is in. `null` where none is seen.
 */
export function messageIdOf(text: string): string | null {
  const url = /^https?:/i.test(text)
  const inner = (url ? idInUrl(text) : text.trim().replace(/>#\d+$/, '>'))
    .replace(/^(?:id|mid|msgid):/i, '')
    .replace(/^<|>$/g, '')
  return /^[^\s<>]+@[^\s<>]+$/.test(inner) ? `<${inner}>` : null
}

function idInUrl(url: string): string {
  const parts = url.replace(/[#?].*$/, '').split('/')
  const withAt = parts.map(unescapeUrl).filter((part) => part.includes('@'))
  return withAt.at(-1) ?? unescapeUrl(/[?&]i=([^&#]+)/.exec(url)?.[1] ?? '')
}

function unescapeUrl(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const URL_WITH_ID = /https?:\/\/[^\s<>()"']+/g
const BARE_ID =
  /(?:<|\b(?:mid|msgid|id):|^(?:supersedes|obsoletes)\s*:\s*|^(?=\S+$))([^\s<>@]+@[^\s<>]+)>?/gi

/**
 * All Message-IDs that a line of prose names: in brackets, as `id:...`, or inside an archive's
 * address.
 */
export function mentionedIds(line: string): string[] {
  if (!line.includes('@') && !line.includes('%40')) return []
  const inUrls = [...line.matchAll(URL_WITH_ID)].flatMap(
    ([url]) => messageIdOf(url.replace(/[.,;:]+$/, '')) ?? [],
  )
  const bare = [...line.replace(URL_WITH_ID, '').matchAll(BARE_ID)].map((m) => `<${m[1] ?? ''}>`)
  return [...new Set([...inUrls, ...bare])]
}

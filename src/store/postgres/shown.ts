import { parametersIn } from './parameters.ts'

/** What an address of any kind begins with; one letter is a drive. */
const SCHEME = /^[a-z][a-z0-9+.-]+:\//i
/** Scheme and user, password, host with port and path. */
const WHOLE =
  /^([a-z][a-z0-9+.-]+:\/+(?!\/)(?:[^:/?#]*(?=[:@]))?)(?::[^/?#]*(?=@))?(@?(?:\[[^\]/?#@]*\]|[^:/?#@[\]]*)(?::\d*)?(?:\/[^?#@]*)?)$/i
/** The same as far as can be said of one whose password has signs that divide an address. */
const BROKEN = /^([a-z][a-z0-9+.-]+:\/+[^:/?#@]*)(.*)$/is
/** A secret among the parameters, and all behind it. */
const SECRETS = /([?&](?:ssl)?password=).*$/is

/**
 * Is an address meant, not a file? It may be none of a server that patchtrail knows, which
 * `serverAddress` tells: what was mistyped must not make a folder with a password in its name.
 */
export function isServer(path: string): boolean {
  return SCHEME.test(path)
}

/** What stands before the first `?`, and behind it. */
export function halves(path: string): readonly [base: string, query: string] {
  const at = path.indexOf('?')
  return at === -1 ? [path, ''] : [path.slice(0, at), path.slice(at + 1)]
}

/**
 * Can it be said which part of an address is which? Not where a password has a `/`, `?` or `#` in
 * it that is not percent-coded.
 */
export function isWhole(path: string): boolean {
  const [base, query] = halves(path)
  return (
    WHOLE.test(base) &&
    parametersIn(query).every(
      ({ text, isKnown, isDoubtful }) => isKnown || isDoubtful || !text.includes('@'),
    )
  )
}

/** An address of a store as it may be shown: without a password, whatever signs that has. */
export function shownPath(path: string): string {
  if (!isServer(path)) return path
  const [base, query] = halves(path)
  if (isWhole(path)) return `${base.replace(WHOLE, '$1$2')}${shownQuery(query)}`
  const [, head = '', rest = ''] = BROKEN.exec(path.replace(SECRETS, '$1...')) ?? []
  const at = rest.lastIndexOf('@')
  // What may be a password without a host behind it.
  if (at === -1) return `${head}${rest.replace(/^:(?!\d+(?:\/|$)).*$/s, ':...')}`
  const [host, parameters] = halves(rest.slice(at))
  return `${head}${host}${shownQuery(parameters)}`
}

/** Of what nobody knows the value may be anything. */
function shownQuery(query: string): string {
  const shown = parametersIn(query)
    .filter(({ isDoubtful }) => !isDoubtful)
    .map(({ text, name, isKnown, isSecret }) => {
      if (isKnown && !isSecret) return text
      return text.includes('=') ? `${name}=...` : '...'
    })
  return shown.length === 0 ? '' : `?${shown.join('&')}`
}

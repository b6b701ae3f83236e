/** Stands before what PostgreSQL cannot hold, and before itself; no character, and in no mail. */
const MARK = '\u{10fffe}'

/**
 * A text as PostgreSQL can hold it: it takes no NUL. Half a pair of UTF-16 is what SQLite makes of
 * it, too: no letter.
 */
export function holdable(text: string): string {
  if (!text.includes('\0') && !text.includes(MARK)) return text
  return text.replaceAll(MARK, `${MARK}1`).replaceAll('\0', `${MARK}0`)
}

/** The same for a JSON document, in which NUL is `\u0000`. */
export function holdableJson(json: string): string {
  const isMarked = json.includes(MARK)
  if (!isMarked && !json.includes('\\u')) return json
  const text = isMarked ? json.replaceAll(MARK, `${MARK}1`) : json
  return text.replace(/\\(?:u([0-9a-f]{4})|.)/gs, (all, code: string | undefined) => {
    if (code === '0000') return `${MARK}0`
    return code !== undefined && /^d[89a-f]/.test(code) ? HALF : all
  })
}

/** What is read of half a pair of UTF-16 that SQLite keeps as three bytes. */
const HALF = '\ufffd\ufffd\ufffd'

/** A text as it was before `holdable`. */
export function asItWas(text: string): string {
  return text.includes(MARK) ? text.replaceAll(`${MARK}0`, '\0').replaceAll(`${MARK}1`, MARK) : text
}

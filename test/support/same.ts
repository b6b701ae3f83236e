import assert from 'node:assert/strict'

/**
 * Asserts that `actual` says what `expected` says: fields that `expected` does not name may be
 * anything, lists must have the same length. `note` and `todo` at the top are passed over.
 */
export function assertSays(actual: unknown, expected: object): void {
  const { note: _note, todo: _todo, ...fields } = expected as Record<string, unknown>
  assert.deepEqual(likeness(actual, fields), fields)
}

/** `actual` with only the fields that `expected` has. */
function likeness(actual: unknown, expected: unknown): unknown {
  if (Array.isArray(actual) && Array.isArray(expected))
    return actual.map((value, i) => likeness(value, expected[i]))
  if (!isRecord(actual) || !isRecord(expected)) return actual
  return Object.fromEntries(
    Object.keys(expected).map((key) => [key, likeness(actual[key], expected[key])]),
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `7` or `7-9`: lines as fixtures write them. */
export function linesText({
  line,
  endLine,
}: {
  readonly line: number
  readonly endLine: number
}): string {
  return line === endLine ? String(line) : `${line}-${endLine}`
}

/** `<patch@example.org>` is `patch`; an id that was made from the content is `made`. */
export function shortId(id: string): string {
  return id.includes('@made.patchtrail>') ? 'made' : id.slice(1, id.indexOf('@'))
}

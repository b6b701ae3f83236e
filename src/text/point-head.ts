/** How robots that review begin each of their points. */
const HEAD = /^\[Severity: ?(\w+)\]\s*$/i

/**
 * How grave a robot calls the point that begins with this line, in lower case; `null`: none does.
 */
export function pointGrade(line: string): string | null {
  return HEAD.exec(line)?.[1]?.toLowerCase() ?? null
}

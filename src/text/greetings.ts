const GREETING = /^\s*(?:hi|hello|hey|dear|good (?:morning|day|evening))\b[^.?!\n]{0,40}[,.!]?\s*$/i
const ATTRIBUTION = /^\s*On .* wrote:$/i

/** "Hi Dan," alone: a line that greets and says nothing else. */
export function isGreeting(line: string): boolean {
  return GREETING.test(line)
}

/** A line that says nothing by itself: blank, a greeting, or who wrote what is quoted. */
export function saysNothing(line: string): boolean {
  return line.trim() === '' || isGreeting(line) || ATTRIBUTION.test(line)
}

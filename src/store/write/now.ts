/** This moment as the store keeps times: ISO 8601, UTC, to the second. */
export function nowText(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`
}

/** The Message-ID in the id of a comment or issue: `<message-id>` of `<message-id>#2`. */
export function messageOf(id: string): string {
  return id.slice(0, id.lastIndexOf('#'))
}

/** The number in the id of a comment or issue: 2 of `<message-id>#2`. */
export function numberOf(id: string): number {
  return Number(id.slice(id.lastIndexOf('#') + 1))
}

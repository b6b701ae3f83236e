/** The Message-ID in the id of a comment or issue: `<message-id>` of `<message-id>#2`. */
export function messageOf(id: string): string {
  return id.slice(0, id.lastIndexOf('#'))
}

/** The number in the id of a comment or issue: 2 of `<message-id>#2`. */
export function numberOf(id: string): number {
  return Number(id.slice(id.lastIndexOf('#') + 1))
}

/**
 * What a user may have typed for the id of a comment: what names its mail, and the number; `null`:
 * there is no number, or nothing before it.
 */
export function commentNamed(
  text: string,
): { readonly mail: string; readonly number: string } | null {
  const [, mail = '', number = ''] = /^(.*[^#\s])#(\d{1,6})$/s.exec(text.trim()) ?? []
  return mail === '' ? null : { mail, number }
}

/** What is said of a text that is no id of a comment. */
export function noComment(text: string): string {
  return `"${text}" names no comment; it looks like <message-id>#2 and is printed below each issue`
}

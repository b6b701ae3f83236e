/** The address of a mail in the archive of the kernel's lists, which knows most by Message-ID. */
export function archiveAddress(messageId: string): string {
  return `https://lore.kernel.org/all/${bare(messageId)}/`
}

/** What fetches a series with b4. */
export function b4Command(messageId: string): string {
  return `b4 am ${messageId.replace(/^<|>$/g, '')}`
}

/** For a part of an address of another site: the apostrophe too, which some end it at. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27')
}

function bare(messageId: string): string {
  return percentEncoded(messageId.replace(/^<|>$/g, '')).replaceAll('%40', '@')
}

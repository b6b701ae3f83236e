/** Fields that are read here; most headers are traces, and mailparser takes its time over each. */
const READ =
  /^(?:from|to|cc|subject|date|message-id|in-reply-to|references|list-id|list-post|reply-to|x-original-from|x-original-sender|x-mailfrom|x-beenthere|mime-version|content-[a-z-]+)[ \t]*:/i

/** The header of a message and where its body starts; `null` where no empty line ends it soon. */
export function headerOf(bytes: Buffer): { header: string; bodyStart: number } | null {
  const end = /\r?\n\r?\n/.exec(bytes.toString('latin1', 0, 1 << 16))
  return (
    end && { header: bytes.toString('latin1', 0, end.index), bodyStart: end.index + end[0].length }
  )
}

/** A header without the fields that are never read. */
export function readFields(header: string, end: string): string {
  return header
    .split(/\r?\n(?![ \t])/)
    .filter((field) => READ.test(field))
    .join(end)
}

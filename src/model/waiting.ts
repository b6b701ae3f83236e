/** What is in a store and not derived yet, or not anew. */
export interface Waiting {
  readonly messages: number
  readonly series: number
}

/** `1,204 messages and 3 series wait to be derived`. */
export function waitingText({ messages, series }: Waiting): string {
  const mails = `${messages.toLocaleString('en-US')} ${messages === 1 ? 'message' : 'messages'}`
  const parts = [
    ...(messages > 0 ? [mails] : []),
    ...(series > 0 ? [`${series.toLocaleString('en-US')} series`] : []),
  ]
  return `${parts.join(' and ')} ${messages + series === 1 ? 'waits' : 'wait'} to be derived`
}

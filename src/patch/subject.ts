import type { Subject } from '../model/content.ts'
import { collapse } from '../text/lines.ts'

/** Reply and forward marks of many clients, and the marks that gateways put before them. */
const REPLY =
  /^(?:(?:re|aw|antw|sv|vs|fwd?|wg|tr|rv|odp|ynt|res|回复|答复|转发|enc)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]|\[ext(?:ernal)?\]\s*:?|\[external\]\s*:)\s*/i
const GATEWAY = /^\[ext/i
const GROUP = /^\[([^\][]{1,120})\]\s*/
const PATCH_WORD = /^(?:patch(?:es|set)?|rfc|rft|rfr)(?=$|[\W\d_]|v\d)/i
const VERSION = /^(?:patch|rfc|rft)?[-_.]?v(?:er(?:sion)?)?\.?(\d{1,3})(?:\.(\d{1,2}))?$/i
const NUMBER = /^#?(\d{1,4})\s*\/\s*(\d{1,4})$/

interface Words {
  isPatch: boolean
  isPull: boolean
  rfc: boolean
  resend: boolean
  version: number
  versionGiven: boolean
  reroll: number | null
  number: number | null
  total: number | null
  tags: string[]
}

/**
 * Reads a subject: `Re:` marks, then bracket groups as `git format-patch --subject-prefix` and
 * people write them (`[PATCH RFC v2 03/11]`, `[RFCv2,3/4]`, `[PATCH-v3]`, `[PATCH 4.19 12/45]`,
 * `[v3] [PATCH]`), then the title.
 */
export function parseSubject(subject: string): Subject {
  let rest = collapse(subject)
  let isReply = false
  const words: Words = {
    isPatch: false,
    isPull: false,
    rfc: false,
    resend: false,
    version: 1,
    versionGiven: false,
    reroll: null,
    number: null,
    total: null,
    tags: [],
  }
  for (;;) {
    const reply = REPLY.exec(rest)
    const group = reply ? null : GROUP.exec(rest)
    if (!reply && !group) break
    if (reply && !GATEWAY.test(reply[0])) isReply = true
    if (group?.[1]) readGroup(group[1], words)
    rest = rest.slice((reply ?? group)?.[0].length)
  }
  if (words.number !== null && words.total !== null && !words.isPull) words.isPatch = true
  return { isReply, ...words, title: rest }
}

function readGroup(group: string, words: Words): void {
  for (const word of group
    .replace(/(\d)\s*(?:\/|\bof\b)\s*(\d)/g, '$1/$2')
    .replace(/^(patch)(?=\d+\/\d)/i, '$1 ')
    .split(/[\s,;:]+/)
    .filter(Boolean))
    readWord(word, words)
  if (/git\s*pull|^pull\b/i.test(group)) words.isPull = true
}

function readWord(word: string, words: Words): void {
  const number = NUMBER.exec(word)
  const version = VERSION.exec(word)
  if (number) {
    words.number = Number(number[1])
    words.total = Number(number[2])
  } else if (version) {
    words.version = Number(version[1])
    words.versionGiven = true
    words.reroll = version[2] === undefined ? null : Number(version[2])
  } else if (/^(?:resend|repost|resent)\d*$/i.test(word)) words.resend = true
  else if (!PATCH_WORD.test(word)) words.tags.push(word)
  if (PATCH_WORD.test(word)) words.isPatch = true
  if (/^rfc/i.test(word)) words.rfc = true
}

/**
 * What two mails about one patch share in their subjects: everything but reply marks, white space
 * and case. Empty where the subject names no patch.
 */
export function subjectKey(subject: string): string {
  let rest = collapse(subject)
  for (let m = REPLY.exec(rest); m; m = REPLY.exec(rest)) rest = rest.slice(m[0].length)
  return /\[[^\]]*(?:patch|rfc|rft|\d\/\d|v\d)[^\]]*\]/i.test(rest)
    ? rest.toLowerCase().replace(/\s+/g, '')
    : ''
}

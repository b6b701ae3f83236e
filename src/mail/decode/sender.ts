import type { Person } from '../../model/message.ts'
import { collapse } from '../../text/lines.ts'
import { ARCHIVED_FROM, withWholeAddresses } from '../../text/obfuscated.ts'
import { inBodyFrom } from './in-body.ts'
import { peopleIn, personIn } from './person.ts'

/** What a mail says of who sent it. */
export interface SenderFields {
  readonly from: Person
  /** The value of `From:`, as it stands. */
  readonly rawFrom: string
  /** Everybody in `Cc:` and `To:`. */
  readonly addressed: () => readonly Person[]
  /** Values of `X-Original-From:` and `Reply-To:`; empty where there is none. */
  readonly originalFrom: string
  readonly replyTo: string
  /** Values of `X-Original-Sender:` and `X-MailFrom:`, which name the sender of the envelope. */
  readonly envelope: string
  /** The values of `List-Id:`, `List-Post:`, `X-BeenThere:`, `Sender:` in one text. */
  readonly list: string
  readonly body: () => readonly string[]
}

/**
 * `X via List`, as mailman, Google, groups.io, GitGitGadget and b4's relay write it; mailman in the
 * language of the list. Savannah's lists have no name to put behind it: `X via <list@...>`.
 */
const VIA =
  /^['"]?(.*?)['"]?\s*[([<-]{0,3}\s*(?<![\p{L}\p{N}])(?:via|through|on behalf of|über|durch|par|por|a través de|através de|tramite|przez|prostřednictvím|через|通过|経由)(?:\s+(\S.*)|(?<=via))$/iu
/** `list-bounces@... on behalf of Mira <mira@...>`, as Exchange puts it into one field. */
const ON_BEHALF = /(?:>|@\S+)\s*on behalf of\s+(.*@.*)$/i

/**
 * The person behind a mail. Lists whose members' domains forbid forwarding (DMARC, RFC 7489) put
 * their own address into `From:`; the person is then in `X-Original-From`, `Reply-To`, `Cc`, the
 * address itself, or an in-body `From:`, or is the name alone. Never the address of a list.
 */
export function senderOf(fields: SenderFields): Person {
  const archived = ARCHIVED_FROM.exec(fields.rawFrom)
  if (archived) return behind({ ...fields, from: fromArchive(archived, fields.from) })
  const rawFrom = withWholeAddresses(fields.rawFrom)
  if (rawFrom !== fields.rawFrom) return behind({ ...fields, rawFrom, from: personIn(rawFrom) })
  const behalf = peopleIn(ON_BEHALF.exec(fields.rawFrom)?.[1] ?? '')[0]
  if (behalf === undefined) return behind(fields)
  // The address of the list may stand there once more.
  const isList = behalf.address === null || behalf.address === fields.from.address
  return isList ? behind({ ...fields, from: { ...fields.from, name: behalf.name } }) : behalf
}

function behind(fields: SenderFields): Person {
  const { from } = fields
  const via = from.name === null ? null : VIA.exec(from.name)
  const isRewritten =
    from.address !== null && (isOfList(from.address, fields) || ENCODED.test(from.address))
  const person = personOfService(from)
  if (person) return person.address === null ? personBehind(fields, person) : person
  if (!isRewritten && !(via && isRelayed(fields, via[2] ?? ''))) return from
  const isHidden = HIDDEN.test(from.name ?? '') || isNameOfList(from)
  return personBehind(fields, shownIn(isHidden ? '' : (via?.[1] ?? from.name ?? '')))
}

/** Programs that mail in the names of people: forges, review tools. */
const SERVICE =
  /^(?:notifications?|no-?reply|do-?not-?reply|gitlab|gitea|forgejo|gerrit|code-?review|phabricator|reviewboard|jira|(?:[\w-]+-)?bugzilla(?:-daemon)?)@|^\d+@bugs\./
const OF_SERVICE =
  /\b(?:bot|robot|notif\w*|system|service|team|support|build\w*|ci|jenkins|list)\b/i

/** `mira at example dot org`, as Bugzilla hides an address. */
const SPELLED = /^([\w.+-]+) at ([\w-]+(?: dot [\w-]+)+)$/

/** The person whom a program mails for; `null` where it mails for itself. */
function personOfService({ name, address }: Person): Person | null {
  if (name === null || !SERVICE.test(address ?? '')) return null
  const [, local, host] = SPELLED.exec(name) ?? []
  if (local !== undefined)
    return { name: null, address: `${local}@${(host ?? '').replaceAll(' dot ', '.')}` }
  const isHandled = /\(@[\w.-]+\)$/.test(name)
  const shown = name
    .replace(/^\S+ \((\p{Lu}[^()]* [^()]+)\)$/u, '$1')
    .replace(/ \((?:@[\w.-]+|Code Review|JIRA|via .*)\)$/i, '')
  const isPerson = isHandled || /^\p{Lu}[\p{L}.'’-]*(?: [\p{L}.'’-]+){1,4}$/u.test(shown)
  return isPerson && !OF_SERVICE.test(shown) ? { name: shown, address: null } : null
}

/**
 * Ways of the IETF, LISTSERV, FreeLists and b4's relay to hide an address that forbids forwarding.
 */
const ENCODED = /^[^=@]+=40[^=@]+@|^[0-9a-f]+-dmarc-request@|^dmarc-?no-?reply@|^devnull\+/
/** Hosts at which nobody but lists has an address. */
const LIST_HOST = /^(?:lists?\d?\.|googlegroups\.com$|yahoogroups\.com$|groups\.io$)/

/** mailman 2 prints `name at host (Person)`; mail programs take the last word for the address. */
function fromArchive([, name = '', host = '', person]: RegExpExecArray, read: Person): Person {
  const known = person === undefined ? read.name : personIn(`${person} <a@b.example>`).name
  const isAddress = known?.includes(' at ') ?? false
  return { name: isAddress ? null : (known ?? null), address: `${name}@${host}`.toLowerCase() }
}

/** `Kettles <kettles@lists.example.org>` names nobody. */
function isNameOfList({ name, address }: Person): boolean {
  return name !== null && address?.split('@')[0] === name.toLowerCase()
}

/** `mira--- via List`: what mailman leaves of an address where there is no name. */
const HIDDEN = /^\S+---(?:\s|$)/

/** `Mira Castel (Redacted sender "mira@example.org" for DMARC)`, as FreeLists writes it. */
const REDACTED = /\(?redacted sender "?([^"\s]*)"? for dmarc\)?/i

/** Whom the list shows: a name, an address, or both. */
function shownIn(given: string): Person {
  const text = given.replace(REDACTED, '')
  const shown = collapse(text.replace(/^[\s"'(]+|[\s"'([-]+$| \[[\w-]+\]$/g, ''))
  return shown.includes('@')
    ? personIn(shown.replace(/[()]/g, ' '))
    : { name: shown || null, address: null }
}

/** Is this the address of the list the mail came by, or of the program that sends for it? */
function isOfList(address: string, { list, addressed }: SenderFields): boolean {
  const [whole = '', host = ''] = address.split('@')
  const local = whole.replace(/-(?:bounces|owner|request|admin)$/, '')
  const text = list.toLowerCase()
  // A `List-Id` ought to stand in brackets.
  if (
    text.split(/[\s<>,]+/).includes(`${local}.${host}`) ||
    text.includes(`mailto:${local}@${host}`)
  )
    return true
  return LIST_HOST.test(host) && addressed().some((person) => person.address === `${local}@${host}`)
}

/** A name may hold "via" by itself: something else must show that the address is another's. */
function isRelayed(fields: SenderFields, by: string): boolean {
  const { from, originalFrom, replyTo } = fields
  const [local = '', host = ''] = (from.address ?? '').split('@')
  if (originalFrom !== '' || encodedAddress(from.address)) return true
  if (peopleIn(replyTo).some(({ address }) => address !== null && address !== from.address))
    return true
  const words = by.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  return words.some((word) => word.length > 2 && (local.includes(word) || host.includes(word)))
}

/** `mira=example.org@lists.example.net`, `mira=40example.org@dmarc.example.net` */
function encodedAddress(address: string | null): string | null {
  const m = /^([^=@]+)=(?:40)?((?:[\w-]+\.)+[a-z]{2,})@/.exec(address ?? '')
  return m ? `${m[1] ?? ''}@${m[2] ?? ''}` : null
}

function personBehind(fields: SenderFields, shown: Person): Person {
  const name = shown.name ?? ''
  const isOther = ({ address }: Person): boolean =>
    address !== null &&
    address !== fields.from.address &&
    !isOfList(address, fields) &&
    !isOfThread(address, fields.from.address) &&
    !OF_PROGRAM.test(address)
  const isSame = (person: Person): boolean =>
    person.name !== null && person.name.toLowerCase() === name.toLowerCase()
  const isWriter = (person: Person): boolean =>
    isOther(person) && !/bounce|=|-request@|-owner@|noreply/.test(person.address ?? '')
  const replyTo = peopleIn(fields.replyTo).filter(isOther)
  const addressed = fields.addressed().filter(isOther)
  const inBody = inBodyFrom(fields.body().slice(0, 10))
  const found =
    peopleIn(fields.originalFrom).find(isOther) ??
    peopleIn(REDACTED.exec(fields.rawFrom)?.[1] ?? '').find(isOther) ??
    replyTo.find(isSame) ??
    (replyTo.length === 1 ? replyTo[0] : undefined) ??
    (inBody && (isSame(inBody) || name === '') ? inBody : undefined) ??
    addressed.find(isSame) ??
    peopleIn(fields.envelope).find(isWriter)
  const encoded = encodedAddress(fields.from.address)
  return filled(found ?? NOBODY, { ...shown, address: encoded ?? shown.address }, fields.from)
}

/** `reviews+D12+public@example.org`: an answer to it goes into a thing, and to nobody. */
const OF_PROGRAM =
  /^(?:reviews?|[dtr]\d+|reply|replies|notifications?|issues?|bugs?|pulls?|tickets?|incoming)\+/

const NOBODY: Person = { name: null, address: null }

/** The name that is shown, the address that was found. */
function filled(found: Person, shown: Person, from: Person): Person {
  const name = shown.name ?? found.name
  const address = (found.address ?? shown.address)?.toLowerCase() ?? null
  return name === null && address === null ? nobodyBehind(from) : { name, address }
}

/** The list's program writes digests and notices itself; of other mail a name may be left. */
function nobodyBehind(from: Person): Person {
  const isOfProgram = /-(?:bounces|owner|request|admin|confirm)@/.test(from.address ?? '')
  return isOfProgram ? from : { name: from.name, address: null }
}

/** `reviews+D12@example.org` takes answers for `reviews@example.org`: nobody's own. */
function isOfThread(address: string, sent: string | null): boolean {
  const [local = '', host = ''] = (sent ?? '').split('@')
  return local !== '' && address.startsWith(`${local}+`) && address.endsWith(`@${host}`)
}

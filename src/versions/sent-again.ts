import type { SentAgain } from '../model/report/status.ts'
import type { Mail } from '../model/mail.ts'
import type { Revision, RevisionMember } from '../model/series.ts'
import { parseSubject } from '../patch/subject.ts'
import { patchIdentity } from './patch-lines.ts'

/** git send-email needs no longer for a series, its cover first. */
const HOURS = 2

/** A message of a version, and its mail. */
interface Sent {
  readonly member: RevisionMember
  readonly mail: Mail & { readonly subject: string }
}

/**
 * The further sendings of one version, in the order in which they came: the same number once more,
 * with or without changes, or single patches anew (`v5.1`).
 */
export function sentAgain(
  { members, version }: Pick<Revision, 'members' | 'version'>,
  mails: ReadonlyMap<string, Mail & { readonly subject: string }>,
): SentAgain[] {
  const sent = members
    .flatMap((member): Sent[] => {
      const mail = mails.get(member.messageId)
      return mail ? [{ member, mail }] : []
    })
    .sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1))
  const sendings = sendingsOf(sent)
  return sendings.slice(1).flatMap((one, i) => {
    const before = sendings.slice(0, i + 1)
    return isRest(one, before.flat()) ? [] : [tellOf(one, before, version)]
  })
}

/** What was left of a version came later: nothing of it was sent before. */
function isRest(sending: readonly Sent[], before: readonly Sent[]): boolean {
  const sent = new Set(before.map(({ member }) => member.number))
  return sending.every(
    ({ member, mail }) => !sent.has(member.number) && parseSubject(mail.subject).reroll === null,
  )
}

function timeOf({ mail, member }: Sent): string {
  return `${mail.date ?? '9999'} ${String(member.number).padStart(4, '0')}`
}

/** In one go each number comes once. */
function sendingsOf(sent: readonly Sent[]): Sent[][] {
  const found: Sent[][] = []
  for (const one of sent) {
    const last = found.at(-1)
    const isNext =
      last === undefined ||
      last.some(({ member }) => member.number === one.member.number) ||
      hoursBetween(last.at(-1), one) > HOURS
    if (isNext) found.push([one])
    else last.push(one)
  }
  return found
}

function hoursBetween(a: Sent | undefined, b: Sent): number {
  return (Date.parse(b.mail.date ?? '') - Date.parse(a?.mail.date ?? '')) / 3600000
}

function tellOf(
  sending: readonly Sent[],
  before: readonly (readonly Sent[])[],
  version: number,
): SentAgain {
  const patches = sending.filter(({ member }) => member.number > 0)
  const rerolls = sending.flatMap(({ mail }) => parseSubject(mail.subject).reroll ?? [])
  return {
    name: rerolls[0] === undefined ? null : `v${version}.${rerolls[0]}`,
    ...headOf(sending),
    before: headOf(before.at(-1) ?? []),
    patches: patches.map(({ member }) => member.number),
    changed: patches
      .filter((one) => isChanged(one, before.flat()))
      .map(({ member }) => member.number),
    counts: sending.some(({ member }) => member.role !== 'again'),
  }
}

function headOf([first]: readonly Sent[]): Pick<SentAgain, 'messageId' | 'date'> {
  return { messageId: first?.mail.id ?? '', date: first?.mail.date ?? null }
}

/** Does it change other lines than what came before under its number? */
function isChanged({ member, mail }: Sent, before: readonly Sent[]): boolean {
  const last = before.findLast((b) => b.member.number === member.number)
  return last !== undefined && patchIdentity(last.mail) !== patchIdentity(mail)
}

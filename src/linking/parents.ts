import { alignRows } from './align.ts'
import type { Mail } from '../model/mail.ts'
import { nameKey } from '../text/people.ts'
import { byDate } from './mail.ts'
import { bareRows } from './rows.ts'
import { bareTargetOf } from './target.ts'

/** For each mail the messages it may quote, nearest first; the first one is its parent. */
export type Ancestors = ReadonlyMap<string, readonly Mail[]>

const MOST_FALLBACKS = 24

/**
 * Finds what each mail answers: In-Reply-To, then References from the last to the first; for a
 * mail none of whose ancestors is known, the message of the same subject (else the patch of the
 * same thread) that holds most of what it quotes. The parents form no loop.
 */
export function ancestorsOf(mails: readonly Mail[]): Ancestors {
  const byId = new Map(mails.map((mail) => [mail.id, mail]))
  const bySubject = new Map<string, Mail[]>()
  for (const mail of mails)
    bySubject.set(mail.subjectKey, [...(bySubject.get(mail.subjectKey) ?? []), mail])
  const attached = attachedTo(mails)
  const all = new Map<string, Mail[]>()
  for (const mail of mails) {
    const named = [...mail.inReplyTo, ...[...mail.references].reverse()]
    const known = [...new Set(named)]
      .flatMap((id) => [byId.get(id) ?? [], filesFor(mail, attached.get(id))].flat())
      .filter((p) => p !== mail)
    all.set(mail.id, isAttached(mail) ? known.filter((p) => !isAttached(p)) : known)
  }
  for (const mail of mails) {
    if (mail.quotes.length === 0 || all.get(mail.id)?.length !== 0) continue
    const same = mail.subjectKey === '' ? [] : (bySubject.get(mail.subjectKey) ?? [])
    const found =
      bestQuoted(mail, same) ??
      bestQuoted(
        mail,
        mails.filter((p) => p.kind === 'patch' || p.kind === 'cover'),
      )
    if (found) all.set(mail.id, [found])
  }
  cutLoops(mails, all)
  return all
}

/** Patches that came as files of a mail, by its id: who answers the mail quotes them, too. */
function attachedTo(mails: readonly Mail[]): ReadonlyMap<string, readonly Mail[]> {
  const found = new Map<string, Mail[]>()
  for (const mail of mails.filter(isAttached)) {
    const id = `<${mail.id.slice(mail.id.indexOf('.') + 1)}`
    found.set(id, [...(found.get(id) ?? []), mail])
  }
  return found
}

/** The files of a mail, those first that hold more of what another mail quotes, word for word. */
function filesFor(mail: Mail, files: readonly Mail[] = []): readonly Mail[] {
  if (files.length < 2 || mail.quotes.length === 0) return files
  const rows = bareRows(mail)
  return files
    .map((file) => {
      const { rowsOf } = bareTargetOf(file.lines)
      const held = rows.reduce((sum, { key }) => sum + (rowsOf.has(key) ? key.length : 0), 0)
      return { file, held }
    })
    .sort((a, b) => b.held - a.held)
    .map(({ file }) => file)
}

function isAttached({ id }: Mail): boolean {
  return /^<attached-\d+\./.test(id)
}

/** Characters of quoted text that tell where it is from, among several that may be meant. */
const TELLING = 16

/**
 * The candidate that holds most of what the mail quotes; at least a telling line of it, or anything
 * where one patch alone has the subject.
 */
function bestQuoted(mail: Mail, candidates: readonly Mail[]): Mail | null {
  const rows = bareRows(mail)
  const quoted = new Set(
    mail.attributions.flatMap(({ who }) => [who?.address, nameKey(who?.name)]).filter(Boolean),
  )
  const isNamed = (p: Mail): boolean =>
    quoted.has(p.from.address) || quoted.has(nameKey(p.from.name))
  const ordered = candidates
    .filter((p) => p !== mail && p.fingerprint !== mail.fingerprint)
    .sort((a, b) => Number(isNamed(b)) - Number(isNamed(a)) || byDate(a, b))
  const patches = candidates.filter(({ kind }) => kind === 'patch')
  const least = patches.length === 1 ? 0 : TELLING
  let best: Mail | null = null
  let most = 0
  for (const candidate of ordered.slice(0, MOST_FALLBACKS)) {
    const placed = alignRows(rows, bareTargetOf(candidate.lines))
    const told = [...placed].reduce(
      (sum, [i, p]) => sum + (p.alternatives.length > 0 ? 0 : (rows[i]?.key.length ?? 0)),
      0,
    )
    const beyond = candidate === patches[0] ? least : TELLING
    if (told > most * 1.1 + beyond) [best, most] = [candidate, told]
  }
  return best
}

/** Mail can claim that it answers itself: the oldest mail of a loop loses its parent. */
function cutLoops(mails: readonly Mail[], ancestors: Map<string, Mail[]>): void {
  const done = new Set<string>()
  for (const mail of [...mails].sort(byDate)) {
    const path = new Set<string>()
    let at: Mail | undefined = mail
    while (at && !done.has(at.id) && !path.has(at.id)) {
      path.add(at.id)
      at = ancestors.get(at.id)?.[0]
    }
    if (at && path.has(at.id)) {
      const loop = [...path].slice([...path].indexOf(at.id))
      const oldest = mails.filter((p) => loop.includes(p.id)).sort(byDate)[0]
      if (oldest) ancestors.set(oldest.id, [])
    }
    for (const id of path) done.add(id)
  }
}

import type { IssueCounts, IssueState } from '../model/issue.ts'
import type { IssueRecord } from '../model/report/records.ts'
import type { Person } from '../model/message.ts'
import type { LocationFields } from '../model/report/records.ts'
import type { StatusCell } from '../model/report/status.ts'
import type { Standing, TagKind } from '../model/review.ts'
import { harmless } from './style.ts'

/** `3 comments`, `1 reply`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${grouped(n)} ${n === 1 ? one : many}`
}

/** `12,345`. Done by hand: the tables of all languages take longer to load than a search takes. */
export function grouped(n: number): string {
  return String(n).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** `2020-08-21` in UTC. */
export function dayText(date: string | null): string {
  return date ? date.slice(0, 10) : 'no date'
}

/** Name, else address. */
export function nameText({ name, address }: Person): string {
  return harmless(name ?? address ?? 'unknown')
}

/** `Jane Doe <jane@example.org>` as far as known. */
export function personText({ name, address }: Person): string {
  return harmless(name && address ? `${name} <${address}>` : (name ?? address ?? 'unknown'))
}

/** Time from one date to a later one, in its largest unit: `5 h`, `3 d`, `7 w`, `5 mo`, `2 y`. */
export function spanText(from: string | null, to: number): string {
  const hours = (to - Date.parse(from ?? '')) / 3600000
  if (!Number.isFinite(hours)) return '?'
  if (hours < 48) return `${Math.max(0, Math.round(hours))} h`
  if (hours < 24 * 21) return `${Math.round(hours / 24)} d`
  if (hours < 24 * 120) return `${Math.round(hours / 168)} w`
  return hours < 24 * 700 ? `${Math.round(hours / 730)} mo` : `${Math.round(hours / 8766)} y`
}

/**
 * `changes requested \u2192 author`; `ready, but 2 open \u2192 maintainer` where earlier versions
 * left something; `ready (stale)` where nobody has written for long.
 */
export function stateText(standing: Standing, stale: boolean): string {
  const { state, turn } = standing
  const owed = state === 'ready' ? owedText(standing) : ''
  const words = `${state.replaceAll('-', ' ')}${owed === '' ? '' : `, but ${owed}`}`
  return stale ? `${words} (stale)` : `${words}${turn ? ` \u2192 ${turn}` : ''}`
}

/**
 * Why a series stands where it does. That is told by the latest version alone: where earlier ones
 * left more, this says how much is open in all, as what is listed below does.
 */
export function reasonText(standing: Standing): string {
  const { reason, open, agreed, state } = standing
  const owed = owedText(standing)
  const told = Number(/^(\d+) requests /.exec(reason)?.[1] ?? 1)
  const robots = Number(/; robots ask for (\d+)$/.exec(reason)?.[1] ?? 0)
  const isAsked = state === 'changes-requested'
  const isPromised = state === 'changes-agreed'
  const isAll =
    open === (isAsked ? told : 0) + robots &&
    agreed === (isPromised ? told : 0) &&
    open + agreed > 0
  return owed === '' || isAll || state === 'applied'
    ? reason
    : `${reason}; over all versions ${owed}`
}

function owedText({ open, agreed }: Standing): string {
  return [open > 0 ? `${open} open` : '', agreed > 0 ? `${agreed} promised` : '']
    .filter(Boolean)
    .join(', ')
}

/** `addressed in v5`, `open`. @param version name of the one that addressed it */
export function issueStateText(state: IssueState, version: string | null): string {
  return state === 'addressed' && version !== null ? `addressed in ${version}` : state
}

/** The same of an issue; `moot` where nobody waits for it any more. */
export function stateOfIssue({
  state,
  addressedInName,
  moot,
}: Pick<IssueRecord, 'state' | 'addressedInName' | 'moot'>): string {
  return moot ? 'moot' : issueStateText(state, addressedInName)
}

/**
 * `drivers/dax/kmem.c:71`: the line in the new file, else in the old one; empty outside of a diff.
 */
export function fileLineText(
  place: Pick<LocationFields, 'path' | 'newEndLine' | 'oldEndLine'> | null,
): string {
  if (!place?.path) return ''
  const line = place.newEndLine ?? place.oldEndLine
  return line === null ? place.path : `${place.path}:${line}`
}

export const TAG_NAMES: Readonly<Record<TagKind, string>> = {
  reviewed: 'Reviewed-by',
  acked: 'Acked-by',
  tested: 'Tested-by',
  nacked: 'Nacked-by',
}

/** Cut to `width` columns with an ellipsis. */
export function clipped(text: string, width: number): string {
  const safe = harmless(text)
  return safe.length > width ? `${safe.slice(0, Math.max(0, width - 1))}\u2026` : safe
}

/** The same, cut in the middle: its beginning and, of more room, its end. */
export function middleCut(text: string, width: number): string {
  const safe = harmless(text)
  if (safe.length <= width) return safe
  const head = Math.floor((width - 1) * 0.4)
  return `${safe.slice(0, head)}\u2026${safe.slice(safe.length - (width - 1 - head))}`
}

/** `2 open, 1 agreed`; what there is none of is left out. */
export function countsText(counts: IssueCounts): string {
  const parts = (Object.entries(counts) as [keyof IssueCounts, number][])
    .filter(([, n]) => n > 0)
    .map(([state, n]) => `${n} ${state}`)
  return parts.length > 0 ? parts.join(', ') : 'nothing'
}

/** Are the lines of a patch that has another title others as well? */
export function isAlsoChanged({ change, similarity }: StatusCell): boolean {
  return change === 'retitled' && similarity !== null && similarity < 1
}

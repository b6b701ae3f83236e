import type { Part } from '../../model/content.ts'
import type { RuleId } from '../../model/evidence.ts'
import type { CommentCase } from '../cases.ts'
import { datingOf } from '../rules/index.ts'
import type { Finding } from '../rules/rule.ts'
import { isOnWhole } from '../rules/whole.ts'

/** The findings that date the version that may have settled a request. */
export interface Dating {
  readonly revisionIndex: number
  /** How well they do: 1 best, 3 least. */
  readonly grade: 1 | 2 | 3
  readonly by: readonly Finding[]
}

/** The first version whose change may have settled it. */
export function datingBy(one: CommentCase, findings: readonly Finding[]): Dating | null {
  for (const grade of [1, 2, 3] as const) {
    const dated = findings.filter((f) => datingOf(f) === grade && f.revisionIndex !== null)
    if (dated.length === 0) continue
    const revisionIndex = Math.min(...dated.flatMap((f) => f.revisionIndex ?? []))
    const by = dated.filter((f) => f.revisionIndex === revisionIndex)
    return (
      (grade === 1 && by.every(isOfLines) ? toldBefore(one, findings, revisionIndex) : null) ?? {
        revisionIndex,
        grade,
        by,
      }
    )
  }
  return null
}

function isMessage(part: Part | null): boolean {
  return part === 'commit-message' || part === 'cover'
}

function isOfLines({ rule }: Finding): boolean {
  return rule === 'lines-changed' || rule === 'lines-gone'
}

/** That a changelog names who made many comments tells little of each. */
const TOLD: ReadonlySet<RuleId> = new Set([
  'changelog-names-reviewer',
  'changelog-speaks-of-it',
  'changelog-may-speak-of-it',
])

/**
 * The earlier version of which a changelog tells, where the lines themselves date it badly: what is
 * asked for came beside them then, or the comment stands below a whole function or message.
 */
function toldBefore(
  { context }: CommentCase,
  findings: readonly Finding[],
  changedIn: number,
): Dating | null {
  const isNear = (at: number | null): boolean =>
    findings.some((f) => f.rule === 'beside-changed' && f.revisionIndex === at)
  const told = findings.filter(
    ({ rule, revisionIndex }) =>
      TOLD.has(rule) &&
      revisionIndex !== null &&
      revisionIndex < changedIn &&
      (isOnWhole(context) || isNear(revisionIndex)),
  )
  if (told.length === 0) return grownBefore(context, findings, changedIn)
  const revisionIndex = Math.min(...told.flatMap((f) => f.revisionIndex ?? []))
  return { revisionIndex, grade: 2, by: told.filter((f) => f.revisionIndex === revisionIndex) }
}

/** The earlier version in which a message became longer, where it was to say more. */
function grownBefore(
  { part }: CommentCase['context'],
  findings: readonly Finding[],
  changedIn: number,
): Dating | null {
  const grown = findings.find(
    ({ rule, revisionIndex }) =>
      rule === 'beside-changed' && revisionIndex !== null && revisionIndex < changedIn,
  )
  const revisionIndex = grown?.revisionIndex ?? null
  return grown && revisionIndex !== null && isMessage(part)
    ? { revisionIndex, grade: 2, by: [grown] }
    : null
}

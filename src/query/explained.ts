import { ruleWords } from '../model/evidence.ts'
import type { Role } from '../model/issue.ts'
import type { Person } from '../model/message.ts'
import type { Link, Origin } from '../model/link.ts'
import type {
  ExplainedFinding,
  ExplainedRule,
  ExplainedRun,
  ExplainedState,
  ExplainReport,
  ShownLines,
  StateVerdict,
} from '../model/report/explain.ts'
import type { ExplainedRequest, Explanation } from '../issues/explain.ts'
import { membershipOf } from '../issues/exchange/membership.ts'
import { ACTIONABLE, KINDS } from '../issues/kinds/kinds.ts'
import type { Found } from '../issues/rules/index.ts'
import type { Finding } from '../issues/rules/rule.ts'
import { CONFIDENT, type Verdict } from '../issues/states/states.ts'
import { locate } from '../patch/locate.ts'
import type { StoredMaterial } from '../store/material.ts'
import { versionName } from '../text/version-name.ts'

/** Reasons that are told, of the hundreds that weigh a little. */
const MOST_REASONS = 12

/** An explanation in the words of the JSON contract. */
export function reportOf(
  e: Explanation,
  material: StoredMaterial,
): Omit<ExplainReport, 'differences'> {
  const { context, placed } = e
  const { series } = material
  const shown = linesIn(material)
  const version = (i: number | null): string | null =>
    i === null ? null : versionName(series.revisions[i]) || null
  const anchor = shown(placed.anchor)
  return {
    schema: 'patchtrail/explain/1',
    id: context.id,
    messageId: context.messageId,
    line: context.line,
    endLine: context.endLine,
    author: context.from,
    role: context.role,
    sender: context.sender,
    date: context.date,
    text: context.lines.join('\n'),
    series: { id: series.name, title: series.title },
    version: version(context.patchRef?.revisionIndex ?? null),
    patch: context.patchRef?.patch ?? null,
    quote: quoteOf(e, material),
    runs: e.links.map((link) => runOf(link, material)),
    anchor: anchor &&
      placed.anchor && {
        ...anchor,
        match: placed.anchor.match,
        ambiguous: placed.anchor.ambiguous,
      },
    focus: shown(placed.focus?.origin ?? null),
    about: shown(placed.about),
    kind: kindOf(e),
    answers: context.answers,
    how: e.how,
    exchange: e.answers.map((a) => ({
      id: a.id,
      messageId: a.messageId,
      line: a.line,
      by: a.from,
      role: a.role,
      date: a.date,
      text: a.lines.join('\n'),
    })),
    lines: e.passages.map((p) => ({
      version: version(p.revisionIndex) ?? '',
      fate: p.fate,
      wasOut: p.wasOut,
      then: shown(p.then),
      now: shown(p.now),
    })),
    request: e.request && requestOf(e.request, { version, asker: context.role }),
    override: e.override,
  }
}

/**
 * Shows lines with their text and place; those of messages that are not of the series have none.
 */
function linesIn(material: StoredMaterial): (at: Origin | null) => ShownLines | null {
  const places = membershipOf(material)
  return (at) => {
    const mail = at && material.mails.get(at.messageId)
    if (!mail) return null
    const member = places.of(mail.id)
    return {
      ...locate(mail, at.line, at.endLine),
      version: member ? versionName(material.series.revisions[member.revisionIndex]) : null,
      text: mail.lines.slice(at.line - 1, at.endLine),
    }
  }
}

function quoteOf({ quoted, placed, context }: Explanation, { mails }: StoredMaterial) {
  if (!quoted) return []
  const focus = placed.focus?.quote
  return (mails.get(context.messageId)?.lines ?? [])
    .slice(quoted.line - 1, quoted.endLine)
    .map((text, i) => {
      const line = quoted.line + i
      return {
        line,
        text,
        inFocus: focus !== undefined && focus.line <= line && line <= focus.endLine,
      }
    })
}

function runOf(link: Link, material: StoredMaterial): ExplainedRun {
  const shown = linesIn(material)
  const bare = (at: Origin | null): ShownLines | null => {
    const lines = shown(at)
    return lines && { ...lines, text: [] }
  }
  const by: Person | null = material.mails.get(link.origin?.messageId ?? '')?.from ?? null
  return {
    line: link.line,
    endLine: link.endLine,
    depth: link.depth,
    match: link.match,
    ambiguous: link.ambiguous,
    origin: bare(link.origin),
    by,
    candidates: link.candidates.flatMap((c) => bare(c) ?? []),
  }
}

function kindOf({ kind, kindReasons, judged }: Explanation): ExplainReport['kind'] {
  return {
    kind: judged.kind,
    actionable: judged.actionable,
    severity: judged.severity,
    rule: kind.rule,
    probability: kind.judged.probability,
    threshold: ACTIONABLE,
    probabilities: kind.probabilities.map((p, k) => ({
      kind: KINDS[k] ?? 'discussion',
      probability: thousandths(p),
    })),
    reasons: toldOf(kindReasons),
  }
}

function toldOf(reasons: Explanation['kindReasons']): Explanation['kindReasons'] {
  return reasons
    .slice(0, MOST_REASONS)
    .map(({ name, weight }) => ({ name, weight: thousandths(weight) }))
}

type VersionOf = (revisionIndex: number | null) => string | null

/** What the words of findings need beside them. */
interface Telling {
  readonly version: VersionOf
  /** The role of whoever asked. */
  readonly asker: Role
}

function requestOf(request: ExplainedRequest, telling: Telling): ExplainedState {
  const { version } = telling
  const { id, again, judgedOn, verdict, derived, moot, reasons } = request
  const { found, allowances, probabilities, dating, doubt } = derived.weighed
  return {
    id,
    again,
    judgedOn,
    rules: found.map((one) => ruleOf(one, telling)),
    states: allowances.map((a, k) => ({
      state: a.state,
      probability: thousandths(probabilities[k] ?? 0),
      allowed: a.isAllowed,
      reason: a.reason,
      because: [...new Set(a.because.map(({ rule }) => rule))],
    })),
    reasons: toldOf(reasons),
    derived: verdictOf(derived, telling),
    verdict: verdictOf(verdict, telling),
    moot,
    dating: dating && {
      version: version(dating.revisionIndex) ?? '',
      grade: dating.grade,
      by: dating.by.map((f) => findingOf(f, telling)),
    },
    thresholds: { high: CONFIDENT.high[derived.state], medium: CONFIDENT.medium },
    isGuess: doubt === 'nothing-tells',
    doubt,
  }
}

function ruleOf({ rule, findings }: Found, telling: Telling): ExplainedRule {
  const found = new Set<string>(findings.map((f) => f.rule))
  return {
    name: rule.name,
    about: rule.about,
    found: findings.map((f) => findingOf(f, telling)),
    notFound: Object.keys(rule.finds).filter((id) => !found.has(id)),
  }
}

function findingOf(f: Finding, { version, asker }: Telling): ExplainedFinding {
  const { rule, messageId, line, text, revisionIndex } = f
  return {
    rule,
    words: ruleWords(rule, asker),
    messageId,
    line,
    text: text.trim(),
    version: version(revisionIndex),
  }
}

function verdictOf(v: Verdict, telling: Telling): StateVerdict {
  return {
    state: v.state,
    addressedIn: telling.version(v.addressedIn),
    confidence: v.confidence,
    evidence: v.evidence.map((f) => findingOf(f, telling)),
  }
}

function thousandths(n: number): number {
  return Math.round(n * 1000) / 1000
}

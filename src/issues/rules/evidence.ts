import type { CommentContext, IssueEvidence } from '../../model/issue.ts'
import type { Origin } from '../../model/link.ts'
import type { Mail } from '../../model/mail.ts'
import type { Applied, Matches, SeriesMail, Tag } from '../../model/review.ts'
import { creditsIn, proseOf } from './changelog.ts'
import type { CommentCase } from '../cases.ts'
import type { StepFate } from '../../versions/follow.ts'
import { isSamePerson, personKey } from '../../text/people.ts'
import { ANSWERING } from '../kinds/phrases.ts'
import { suggestedIn } from './suggestion.ts'
import { changedBeside, spacingChanged } from './beside.ts'

/** Evidence with the version it speaks of; a feature may say more than the rule's name alone. */
export interface Finding extends IssueEvidence {
  readonly revisionIndex: number | null
}

/** What evidence is looked for in. */
export interface Scene {
  readonly material: SeriesMail
  readonly matches: Matches
  readonly tags: readonly Tag[]
  readonly applied: readonly Applied[]
  /** Answers to each comment, oldest first. */
  readonly answersTo: ReadonlyMap<string, readonly CommentContext[]>
  /** Comments on the series by who wrote them. */
  readonly saidBy: ReadonlyMap<string, readonly CommentContext[]>
  readonly last: number
}

/** Everything that speaks for one state of an issue or another, in the order of time where there is one. */
export function evidenceFor(one: CommentCase, scene: Scene): Finding[] {
  return [
    ...linesEvidence(one, scene),
    ...suggestionEvidence(one, scene),
    ...changelogEvidence(one, scene),
    ...wordsEvidence(one, scene),
    ...tagEvidence(one, scene),
  ]
}

/** What became of the lines, and of the patch. */
function linesEvidence(
  { context, steps, next }: CommentCase,
  { material, matches }: Scene,
): Finding[] {
  if (!context.patchRef || next === null)
    return [
      { rule: 'no-later-version', messageId: null, line: null, text: '', revisionIndex: null },
    ]
  const upTo = steps.findIndex(({ fate }) => fate !== 'unchanged')
  const told = upTo === -1 ? steps : steps.slice(0, upTo + 1)
  const lines = told.map(({ fate, place, revisionIndex }): Finding => {
    const mail = place ? material.mails.get(place.messageId) : undefined
    const line = place && mail ? tellingLine(mail, place) : null
    return {
      rule: `lines-${fate}`,
      messageId: place?.messageId ?? null,
      line,
      text: line === null ? '' : (mail?.lines[line - 1] ?? ''),
      revisionIndex,
    }
  })
  const all = [...lines, ...besideEvidence(context, told, material)]
  return next === context.patchRef.revisionIndex + 1
    ? [...all, ...patchEvidence(context.patchRef.patch, next, material, matches)]
    : all
}

/** Lines that stayed, and something beside them that did not. */
function besideEvidence(
  { about, lines }: CommentContext,
  told: readonly StepFate[],
  { mails }: SeriesMail,
): Finding[] {
  let at = about
  for (const { fate, place, revisionIndex } of told) {
    const [from, to] = [mails.get(at?.messageId ?? ''), mails.get(place?.messageId ?? '')]
    if (fate !== 'unchanged' || !at || !place || !from || !to) return []
    const beside = from === to ? null : changedBeside(from, at, to, place)
    const spacing = from === to ? null : spacingChanged(lines.join('\n'), from, at, to, place)
    const found = [
      ...(beside ? [{ rule: 'lines beside it changed', ...beside, revisionIndex }] : []),
      ...(spacing ? [{ rule: 'white space changed', ...spacing, revisionIndex }] : []),
    ]
    if (found.length > 0) return found
    at = place
  }
  return []
}

/** The first of some lines that says more than a brace or the mark of a comment. */
function tellingLine(mail: Mail, { line, endLine }: Origin): number {
  for (let n = line; n <= endLine; n++) if (/\w{2}/.test(mail.lines[n - 1] ?? '')) return n
  return line
}

function patchEvidence(
  number: number,
  revisionIndex: number,
  { series }: SeriesMail,
  matches: Matches,
): Finding[] {
  const match = matches[revisionIndex]?.find((m) => m.from === number && m.change !== 'merged')
  if (!match) return []
  const heir = series.revisions[revisionIndex]?.patches.find((p) => p.number === match.number)
  const isSame = match.change === 'same' || match.change === 'moved'
  const what = isSame
    ? 'same'
    : match.sameDiff
      ? 'message-changed'
      : match.number === null
        ? match.change
        : 'changed'
  return [
    {
      rule: `patch-${what}`,
      messageId: heir?.messageId ?? null,
      line: null,
      text: heir?.title ?? '',
      revisionIndex,
    },
  ]
}

/** Text that the comment proposes, and that a later version has and the commented one has not. */
function suggestionEvidence({ context, next }: CommentCase, scene: Scene): Finding[] {
  const { patchRef } = context
  if (!patchRef || next === null) return []
  for (let revisionIndex = next; revisionIndex <= scene.last; revisionIndex++) {
    const hit = suggestedIn(context, scene.material, patchRef, revisionIndex)
    if (hit) return [{ ...hit, revisionIndex }]
  }
  return []
}

/** Of so many comments in one mail a name in the changelog tells little about each. */
const MANY = 4

/** Changelogs of later versions that name the reviewer or speak of the same matter. */
function changelogEvidence(
  { context, next }: CommentCase,
  { material, last, saidBy }: Scene,
): Finding[] {
  if (next === null) return []
  const found: Finding[] = []
  const others = (saidBy.get(personKey(context.from)) ?? []).filter(
    (c) => c !== context && c.patchRef?.revisionIndex === context.patchRef?.revisionIndex,
  )
  for (let revisionIndex = next; revisionIndex <= last; revisionIndex++) {
    for (const credit of creditsIn(context, proseOf(material, revisionIndex), others)) {
      const rule =
        credit.rule === 'changelog names the reviewer' && context.count >= MANY
          ? `${credit.rule} of many comments`
          : credit.rule
      if (!found.some((f) => f.rule === rule)) found.push({ ...credit, rule, revisionIndex })
    }
  }
  return found
}

const NEVER = /(?!)/

/** What was answered, by whom. */
function wordsEvidence({ context, how }: CommentCase, { answersTo }: Scene): Finding[] {
  const exchange = exchangeBelow(context.id, answersTo)
  const found: Finding[] = []
  const authors = exchange.filter((c) => c.role === 'author' && !isSamePerson(c.from, context.from))
  const own = exchange.filter(
    (c) => isSamePerson(c.from, context.from) && c.messageId !== context.messageId,
  )
  const others = exchange.filter((c) => c.role !== 'author' && !isSamePerson(c.from, context.from))
  const say = (who: string, list: readonly CommentContext[]): void => {
    const last = list.at(-1)
    for (const [name, pattern] of ANSWERING) {
      const hit = list.find((c) => pattern.test(c.lines.join('\n')))
      if (hit)
        found.push({
          rule: `${who}: ${name}`,
          messageId: hit.messageId,
          line: lineOf(hit, pattern),
          text: lineText(hit, pattern),
          revisionIndex: null,
        })
      if (last && list.length > 1 && pattern.test(last.lines.join('\n')))
        found.push({
          rule: `${who} at last: ${name}`,
          messageId: last.messageId,
          line: lineOf(last, pattern),
          text: lineText(last, pattern),
          revisionIndex: null,
        })
    }
    if (last && /\?\s*$/.test(last.lines.join('\n').trim()))
      found.push({
        rule: `${who} asks back`,
        messageId: last.messageId,
        line: last.line,
        text: last.lines[0] ?? '',
        revisionIndex: null,
      })
    if (last)
      found.push({
        rule: `${who} answers`,
        messageId: last.messageId,
        line: lineOf(last, NEVER),
        text: sayingLine(last),
        revisionIndex: null,
      })
    if (last?.hasOwnDiff)
      found.push({
        rule: `${who} sends a diff`,
        messageId: last.messageId,
        line: last.line,
        text: '',
        revisionIndex: null,
      })
  }
  say('the author', authors)
  say('the reviewer', own)
  say('others', others)
  const [first] = exchange
  if (first && how !== 'itself')
    found.push({
      rule: how === 'together' ? 'answered with others' : 'its mail is answered',
      messageId: first.messageId,
      line: lineOf(first, NEVER),
      text: sayingLine(first),
      revisionIndex: null,
    })
  const lastSpeaker = exchange.at(-1)
  if (!lastSpeaker) found.push(silence(context))
  else
    found.push({
      rule: `last word: ${lastSpeaker.role === 'author' ? 'the author' : isSamePerson(lastSpeaker.from, context.from) ? 'the reviewer' : 'others'}`,
      messageId: lastSpeaker.messageId,
      line: lineOf(lastSpeaker, NEVER),
      text: sayingLine(lastSpeaker),
      revisionIndex: null,
    })
  return found
}

function silence({ role }: CommentContext): Finding {
  return {
    rule: role === 'author' ? 'nobody answers the author' : 'nobody answers',
    messageId: null,
    line: null,
    text: '',
    revisionIndex: null,
  }
}

function lineOf(context: CommentContext, pattern: RegExp): number {
  const i = context.lines.findIndex((line) => pattern.test(line))
  return context.line + (i === -1 ? Math.max(0, context.lines.indexOf(sayingLine(context))) : i)
}

function lineText(context: CommentContext, pattern: RegExp): string {
  return context.lines.find((line) => pattern.test(line)) ?? sayingLine(context)
}

/** The first line that is no greeting and no attribution. */
function sayingLine({ lines }: CommentContext): string {
  return (
    lines.find(
      (line) =>
        line.trim() !== '' && !/^\s*(?:hi|hello|hey|dear)\b.{0,40}$|^On .* wrote:$/i.test(line),
    ) ??
    lines[0] ??
    ''
  )
}

/** All answers below a comment, in order of time. */
export function exchangeBelow(
  id: string,
  answersTo: ReadonlyMap<string, readonly CommentContext[]>,
): CommentContext[] {
  const found = new Map<string, CommentContext>()
  const visit = (at: string): void => {
    for (const answer of answersTo.get(at) ?? []) {
      if (found.has(answer.id)) continue
      found.set(answer.id, answer)
      visit(answer.id)
    }
  }
  visit(id)
  return [...found.values()].sort((a, b) =>
    (a.date ?? '9999') < (b.date ?? '9999')
      ? -1
      : (a.date ?? '') === (b.date ?? '')
        ? a.line - b.line
        : 1,
  )
}

/** Tags of the same person later on, and what was taken. */
function tagEvidence({ context }: CommentCase, { tags, applied, material }: Scene): Finding[] {
  const { patchRef } = context
  if (!patchRef) return []
  const found: Finding[] = []
  const mine = tags.filter(
    (t) =>
      isSamePerson(t.person, context.from) &&
      (t.kind === 'reviewed' || t.kind === 'acked') &&
      t.state !== 'lost',
  )
  const later = mine.find((t) => t.revisionIndex > patchRef.revisionIndex)
  const here = mine.find(
    (t) => t.revisionIndex === patchRef.revisionIndex && t.patch === patchRef.patch,
  )
  const tag = (rule: string, t: Tag): Finding => ({
    rule,
    messageId: t.messageId,
    line: null,
    text: `${t.kind} by ${t.person.name ?? t.person.address ?? ''}`,
    revisionIndex: t.revisionIndex,
  })
  if (later) found.push(tag('the reviewer tags a later version', later))
  if (here)
    found.push(
      tag(
        here.messageId === context.messageId
          ? 'a tag in the same mail'
          : 'the reviewer tags this version',
        here,
      ),
    )
  const taken = applied.find(
    (a) =>
      a.revisionIndex >= patchRef.revisionIndex &&
      (patchRef.patch === 0 || a.patches.includes(patchRef.patch)),
  )
  if (taken) {
    const words =
      material.mails
        .get(taken.messageId)
        ?.lines.slice(Math.max(0, taken.line - 2), taken.line + 6)
        .join(' ') ?? ''
    const isFixed =
      /\b(?:fixed|fixup|fixups|with (?:a |some |minor |small )|edited|edits|changed|dropped|removed|tweak|adjust|squash|folded|modified)\b/i.test(
        words,
      )
    found.push({
      rule: isFixed
        ? 'fixed while applying'
        : taken.revisionIndex === patchRef.revisionIndex
          ? 'applied as it is'
          : 'a later version is applied',
      messageId: taken.messageId,
      line: taken.line,
      text: taken.text,
      revisionIndex: taken.revisionIndex,
    })
  }
  return found
}

import type { Mail } from '../../model/mail.ts'
import type { PatchRef, SeriesMail } from '../../model/review.ts'
import { trailerOf } from '../../text/trailers.ts'
import { collapse } from '../../text/lines.ts'
import { once } from '../../text/memo.ts'
import type { CommentCase } from '../cases.ts'
import { proseOf } from '../changelogs/prose.ts'
import type { Scene } from '../rules/rule.ts'
import { messageAt, type Successor } from '../../versions/successors.ts'
import type { Entry, Signals } from './sheet.ts'

/** What can be asked of a posting as a whole, by the words for it. */
const ASKED = {
  changelog:
    /\bchange-?logs?\b|\bwhat (?:has |have )?changed\b|\b(?:list|version) (?:of )?(?:changes|history)\b/i,
  again:
    /\b(?:rebase|re-?send|re-?post|re-?submit|re-?spin)\b|\b(?:does(?:n't|n\u2019t| not)|do not|don't|won't|not) apply\b|\b(?:refuses|fails?|failed) to apply\b|\bapply cleanly\b|\b(?:updated|new) version\b/i,
  cover: /\bcover[- ]?letter\b/i,
  checked:
    /\b(?:dtbs?_check|dt_binding_check|checkpatch|kernel-?doc|kdoc|sparse|smatch|coccicheck|yamllint|W=1)\b/i,
  cut: /\b(?:separate|(?:its|their) own|another|previous|prior|next|earlier|later|different|first|second|same|one|single|two|several|multiple) (?:\w+ )?patch(?:es)?\b|\b(?:split|squash|merge|combine|fold)\w*\b[^.?!]{0,60}\bpatch(?:es)?\b/i,
  title: /\b(?:subject|title|prefix)\b/i,
  message:
    /\b(?:commit|patch) (?:message|log|description|msg)\b|\bchange-?log\b|\bdescription\b|\b(?:mention|describe|explain) (?:it|this|that|why|what|how)\b/i,
} as const
type Asked = keyof typeof ASKED

/**
 * Whether a comment asks something of the posting (a changelog, a rebase, another title, a patch
 * cut in two), and whether a later one has it: such is not seen at any line of the diff.
 */
export function postingSignals(
  { context, says, next }: CommentCase,
  scene: Scene,
  later: readonly Successor[],
): Entry[] {
  const text = says.join('\n')
  const asked = (Object.keys(ASKED) as Asked[]).filter(
    (what) =>
      context.sender === 'human' &&
      ASKED[what].test(text) &&
      (what !== 'message' || context.part === 'diff' || context.part === null),
  )
  const before = context.patchRef && mailAt(scene.material, context.patchRef)
  const after = later.flatMap(({ mail, isResent }) => (mail && isResent ? [mail] : []))
  const last = after.at(-1)
  const signals: Signals = Object.fromEntries(asked.map((what) => [`asks-${what}`, 1]))
  if (next === null || !context.patchRef) return [{ signals }]
  const own = context.patchRef.revisionIndex
  const isDone: Record<Asked, () => boolean> = {
    changelog: () => hasChangelog(scene, scene.last) && !hasChangelog(scene, own),
    again: () => true,
    cover: () => hasCover(scene, scene.last) && !hasCover(scene, own),
    checked: () => proseSays(scene, next, ASKED.checked),
    cut: () =>
      countAt(scene, scene.last) !== countAt(scene, own) || proseSays(scene, next, ASKED.cut),
    title: () => isRetitled(scene.material, before, last),
    message: () => !!before && after.some((mail) => messageOf(mail) !== messageOf(before)),
  }
  const done = asked.filter((what) => isDone[what]())
  if (asked.length > 0) signals['posting-done'] = done.length / asked.length
  const changes: Signals = {
    'title-changed': Number(isRetitled(scene.material, before, last)),
    'message-changed-last': Number(!!before && !!last && messageOf(before) !== messageOf(last)),
    'patches-more': Math.max(-5, Math.min(5, countAt(scene, scene.last) - countAt(scene, own))),
  }
  return [{ signals }, { signals: changes }, { signals: includeSignals(text, before, last) }]
}

function mailAt(material: SeriesMail, { revisionIndex, patch }: PatchRef): Mail | null {
  const id = messageAt(material, revisionIndex, patch)
  return id === null ? null : (material.mails.get(id) ?? null)
}

const titles = once((material: SeriesMail): ReadonlyMap<string, string> => {
  const patches = material.series.revisions.flatMap((revision) => revision.patches)
  return new Map(patches.map(({ messageId, title }) => [messageId, collapse(title).toLowerCase()]))
})

function isRetitled(material: SeriesMail, before: Mail | null, last: Mail | undefined): boolean {
  const [was, is] = [before, last].map((mail) => mail && titles(material).get(mail.id))
  return !!was && !!is && was !== is
}

function countAt({ material }: Scene, index: number): number {
  return material.series.revisions[index]?.patches.length ?? 0
}

function hasChangelog({ material }: Scene, index: number): boolean {
  const members = material.series.revisions[index]?.members ?? []
  return members.some(({ messageId }) =>
    material.mails.get(messageId)?.sections.some(({ part }) => part === 'changelog'),
  )
}

function hasCover({ material }: Scene, index: number): boolean {
  return material.series.revisions[index]?.members.some((m) => m.role === 'cover') ?? false
}

function proseSays({ material, last }: Scene, next: number, pattern: RegExp): boolean {
  for (let index = next; index <= last; index++)
    if (proseOf(material, index).some(({ text }) => pattern.test(text))) return true
  return false
}

/** The message of a patch without its trailers and what stands below its rule. */
const messages = once((mail: Mail): string => {
  const head = mail.lines.slice(0, (mail.files[0]?.line ?? mail.lines.length + 1) - 1)
  const rule = head.findIndex((line) => /^---\s*$/.test(line))
  const own = rule === -1 ? head : head.slice(0, rule)
  return collapse(own.filter((line) => trailerOf(line) === null).join(' '))
})

function messageOf(mail: Mail): string {
  return messages(mail)
}

const INCLUDING = /\b(?:#?includ(?:e|es|ed|ing)|headers?|\w+\.h)\b/i

/** Where it speaks of includes: whether the later version has some that the earlier had not. */
function includeSignals(text: string, before: Mail | null, last: Mail | undefined): Signals {
  if (!INCLUDING.test(text) || !before || !last) return {}
  const old = new Set(includesOf(before))
  const now = includesOf(last)
  const isNew = now.some((line) => !old.has(line))
  const isGone = [...old].some((line) => !now.includes(line))
  return { 'include-changed': Number(isNew || isGone) }
}

const includesOf = once((mail: Mail): readonly string[] =>
  mail.lines.filter((line) => /^\+#include\b/.test(line)).map(collapse),
)

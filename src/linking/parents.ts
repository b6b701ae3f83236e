import { squash } from '../text/lines.ts'
import { alignRows } from './align.ts'
import type { Post } from '../model/post.ts'
import { byDate } from './post.ts'
import { bareRows } from './rows.ts'
import { bareTargetOf } from './target.ts'

/** For each post the messages it may quote, nearest first; the first one is its parent. */
export type Ancestors = ReadonlyMap<string, readonly Post[]>

const MOST_FALLBACKS = 24

/**
 * Finds what each post answers: In-Reply-To, then References from the last to the first; for a
 * post none of whose ancestors is known, the message of the same subject (else the patch of the
 * same thread) that holds most of what it quotes. The parents form no loop.
 */
export function ancestorsOf(posts: readonly Post[]): Ancestors {
  const byId = new Map(posts.map((post) => [post.id, post]))
  const bySubject = new Map<string, Post[]>()
  for (const post of posts)
    bySubject.set(post.subjectKey, [...(bySubject.get(post.subjectKey) ?? []), post])
  const all = new Map<string, Post[]>()
  for (const post of posts) {
    const named = [...post.inReplyTo, ...[...post.references].reverse()]
    const known = [...new Set(named)]
      .map((id) => byId.get(id))
      .filter((p): p is Post => p !== undefined && p !== post)
    all.set(post.id, known)
  }
  for (const post of posts) {
    if (post.quotes.length === 0 || all.get(post.id)?.length !== 0) continue
    const same = post.subjectKey === '' ? [] : (bySubject.get(post.subjectKey) ?? [])
    const found =
      bestQuoted(post, same) ??
      bestQuoted(
        post,
        posts.filter((p) => p.kind === 'patch' || p.kind === 'cover'),
      )
    if (found) all.set(post.id, [found])
  }
  cutLoops(posts, all)
  return all
}

/** The candidate that holds most of what the post quotes; at least a telling line of it. */
function bestQuoted(post: Post, candidates: readonly Post[]): Post | null {
  const rows = bareRows(post)
  const quoted = new Set(
    post.attributions.flatMap(({ who }) => [who?.address, nameKey(who?.name)]).filter(Boolean),
  )
  const isNamed = (p: Post): boolean =>
    quoted.has(p.from.address) || quoted.has(nameKey(p.from.name))
  const ordered = candidates
    .filter((p) => p !== post && p.fingerprint !== post.fingerprint)
    .sort((a, b) => Number(isNamed(b)) - Number(isNamed(a)) || byDate(a, b))
  let best: Post | null = null
  let most = 0
  for (const candidate of ordered.slice(0, MOST_FALLBACKS)) {
    const placed = alignRows(rows, bareTargetOf(candidate.lines))
    const told = [...placed].reduce(
      (sum, [i, p]) => sum + (p.alternatives.length > 0 ? 0 : (rows[i]?.key.length ?? 0)),
      0,
    )
    if (told > most * 1.1 + 16) [best, most] = [candidate, told]
  }
  return best
}

function nameKey(name: string | null | undefined): string | null {
  return name ? squash(name).toLowerCase() : null
}

/** Mail can claim that it answers itself: the oldest post of a loop loses its parent. */
function cutLoops(posts: readonly Post[], ancestors: Map<string, Post[]>): void {
  const done = new Set<string>()
  for (const post of [...posts].sort(byDate)) {
    const path = new Set<string>()
    let at: Post | undefined = post
    while (at && !done.has(at.id) && !path.has(at.id)) {
      path.add(at.id)
      at = ancestors.get(at.id)?.[0]
    }
    if (at && path.has(at.id)) {
      const loop = [...path].slice([...path].indexOf(at.id))
      const oldest = posts.filter((p) => loop.includes(p.id)).sort(byDate)[0]
      if (oldest) ancestors.set(oldest.id, [])
    }
    for (const id of path) done.add(id)
  }
}

import type { Link, PlacedComment } from '../model/link.ts'
import { anchorThread } from './anchors.ts'
import { linksOf } from './links.ts'
import type { Post } from '../model/post.ts'
import { traceThread } from './trace.ts'

/** What relates the messages of one thread; a pure function of their facts. */
export interface ReviewedThread {
  readonly posts: readonly ReviewedPost[]
  /** Made ids whose message is another copy of one with an id of its own. */
  readonly copies: readonly { readonly id: string; readonly of: string }[]
}

export interface ReviewedPost {
  readonly id: string
  readonly parent: string | null
  readonly links: readonly Link[]
  readonly comments: readonly PlacedComment[]
}

/** Links the quotes and places the comments of a thread. The order of the posts does not matter. */
export function reviewThread(posts: readonly Post[]): ReviewedThread {
  const copies = copiesIn(posts)
  const isCopy = new Set(copies.map(({ id }) => id))
  const sorted = posts.filter((post) => !isCopy.has(post.id)).sort((a, b) => (a.id < b.id ? -1 : 1))
  const traced = traceThread(sorted)
  const anchored = anchorThread(traced)
  return {
    copies,
    posts: [...traced.values()].map((post) => ({
      id: post.post.id,
      parent: post.parent?.id ?? null,
      links: linksOf(post),
      comments: anchored.get(post.post.id) ?? [],
    })),
  }
}

/** A saved page has no Message-ID of its own: where the mail itself is here, the page is a copy. */
function copiesIn(posts: readonly Post[]): { id: string; of: string }[] {
  const owners = new Map<string, string>()
  for (const { id, idIsMade, fingerprint } of posts) {
    const known = owners.get(fingerprint)
    if (!idIsMade && (known === undefined || id < known)) owners.set(fingerprint, id)
  }
  return posts.flatMap(({ id, idIsMade, fingerprint }) => {
    const of = owners.get(fingerprint)
    return idIsMade && of !== undefined ? [{ id, of }] : []
  })
}

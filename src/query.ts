import type { CommentRecord, LinkRecord, PlaceFields } from './model/records.ts'
import { messageIdOf } from './text/message-ids.ts'
import { placeOf } from './review/place.ts'
import { senderOf } from './review/sender.ts'
import {
  allMessages, anchorsOfMessages, candidatesOfMessages, keysOfIds, linksOfMessages, messagesBySubject, patchesOf, threadMessages,
  type AnchorRow, type CandidateRow, type LinkRow, type PatchRow,
} from './store/read-derived.ts'
import { readPosts, type StoredPost } from './store/read-posts.ts'
import type { Database } from './store/store.ts'

/** A ref that fits nothing (`found` empty) or more than one message. */
export class RefError extends Error {
  readonly found: readonly string[]
  constructor(message: string, found: readonly string[] = []) {
    super(message)
    this.found = found
  }
}

const CHUNK = 300

/**
 * The message a user names: by Message-ID, by the address of an archive page, or by words of the
 * title of a patch. Throws RefError.
 */
export async function resolveRef(store: Database, ref: string): Promise<number> {
  const id = messageIdOf(ref)
  if (id) {
    const [key] = await keysOfIds(store, [id])
    if (key === undefined) throw new RefError(`no message ${id} in the store`)
    return key
  }
  const words = ref.split(/\s+/).filter(Boolean)
  const found = words.length > 0 ? await messagesBySubject(store, words) : []
  const exact = found.filter(({ subject }) => subject === ref)
  const [only, another] = exact.length === 1 ? exact : found
  if (!only) throw new RefError(`no patch has "${ref}" in its subject`)
  if (another) {
    const lines = found.map((m) => `${(m.date ?? '').slice(0, 10)}  ${m.subject}  ${m.message_id}`)
    throw new RefError(`"${ref}" fits ${found.length} patches; name one by its Message-ID:`, lines)
  }
  return only.id
}

/** Messages to report on: all, or those of the thread of one. */
async function messagesFor(store: Database, ref: string | null): Promise<number[]> {
  return ref === null ? allMessages(store) : threadMessages(store, [await resolveRef(store, ref)])
}

/** `export links`: every link of the store, or of one thread, by date of the reply. */
export async function* linkRecords(store: Database, ref: string | null): AsyncGenerator<LinkRecord> {
  const origins = new Posts(store)
  for (const keys of chunks(await messagesFor(store, ref))) {
    const links = await linksOfMessages(store, keys)
    const candidates = await candidatesOfMessages(store, keys)
    await origins.load([...keys, ...links.map((l) => l.origin), ...candidates.map((c) => c.origin)])
    for (const link of inOrderOf(keys, links)) {
      yield linkRecord(link, candidates.filter((c) => c.message === link.message && c.line === link.line), origins)
    }
  }
}

/** `export comments`: every comment of the store, or of one thread, by date of the reply. */
export async function* commentRecords(store: Database, ref: string | null): AsyncGenerator<CommentRecord> {
  const posts = new Posts(store)
  for (const keys of chunks(await messagesFor(store, ref))) {
    const anchors = await anchorsOfMessages(store, keys)
    await posts.load([...keys, ...anchors.flatMap((a) => [a.origin, a.focus, a.about, a.answers_message])])
    const patches = new Map((await patchesOf(store, [...new Set(anchors.flatMap((a) => a.about ?? []))])).map((p) => [p.message, p]))
    for (const anchor of inOrderOf(keys, anchors)) yield commentRecord(anchor, posts, patches)
  }
}

/** Posts by key, a bounded number of them kept. */
export class Posts {
  private posts = new Map<number, StoredPost>()
  constructor(private readonly store: Database) {}

  async load(keys: readonly (number | null)[]): Promise<void> {
    const wanted = [...new Set(keys.filter((key): key is number => key !== null))]
    if (this.posts.size > 4 * CHUNK) this.posts = new Map(wanted.flatMap((key) => { const p = this.posts.get(key); return p ? [[key, p]] : [] }))
    const missing = wanted.filter((key) => !this.posts.has(key))
    for (const post of await readPosts(this.store, missing)) this.posts.set(post.key, post)
  }

  get(key: number): StoredPost {
    const post = this.posts.get(key)
    if (!post) throw new Error(`message ${key} was not loaded`)
    return post
  }

  idOf(key: number | null): string | null {
    return key === null ? null : this.get(key).id
  }
}

function* chunks(keys: readonly number[]): Generator<number[]> {
  for (let i = 0; i < keys.length; i += CHUNK) yield keys.slice(i, i + CHUNK)
}

function inOrderOf<T extends { message: number }>(keys: readonly number[], rows: readonly T[]): T[] {
  const position = new Map(keys.map((key, i) => [key, i]))
  return [...rows].sort((a, b) => (position.get(a.message) ?? 0) - (position.get(b.message) ?? 0))
}

function linkRecord(link: LinkRow, candidates: readonly CandidateRow[], posts: Posts): LinkRecord {
  const { origin, origin_line: line, origin_end_line: endLine } = link
  const place = origin !== null && line !== null && endLine !== null ? placeOf(posts.get(origin), line, endLine) : null
  return {
    schema: 'patchtrail/link/1',
    messageId: posts.get(link.message).id,
    line: link.line,
    endLine: link.end_line,
    depth: link.depth,
    origin: place && { messageId: place.messageId, line: place.line, endLine: place.endLine },
    match: link.match,
    ambiguous: link.ambiguous === 1,
    candidates: candidates.map((c) => ({ messageId: posts.get(c.origin).id, line: c.origin_line })),
    quotedThere: link.quoted_there === 1,
    part: place?.part ?? null,
    path: place?.path ?? null,
    oldLine: place?.oldLine ?? null,
    oldEndLine: place?.oldEndLine ?? null,
    newLine: place?.newLine ?? null,
    newEndLine: place?.newEndLine ?? null,
    function: place?.function ?? null,
  }
}

export function commentRecord(anchor: AnchorRow, posts: Posts, patches: ReadonlyMap<number, PatchRow>): CommentRecord {
  const post = posts.get(anchor.message)
  const patch = patches.get(anchor.about ?? -1)
  const place = placeFields(posts, anchor.origin, anchor.origin_line, anchor.origin_end_line)
  const focus = placeFields(posts, anchor.focus, anchor.focus_line, anchor.focus_end_line)
  const about = placeFields(posts, anchor.about, anchor.about_line, anchor.about_end_line)
  const quote = { line: anchor.quote_line ?? 0, endLine: anchor.quote_end_line ?? 0 }
  return {
    schema: 'patchtrail/comment/1',
    id: `${post.id}#${anchor.number}`,
    messageId: post.id,
    line: anchor.line,
    endLine: anchor.end_line,
    author: post.from,
    date: post.date,
    sender: senderOf(post.from),
    text: post.lines.slice(anchor.line - 1, anchor.end_line).join('\n'),
    kind: null,
    actionable: null,
    anchor: place && { ...place, match: anchor.match ?? 'exact', ambiguous: anchor.ambiguous === 1 },
    focus: focus && { quote, ...withoutFunction(focus) },
    about: about && withoutFunction(about),
    answers: anchor.answers_message === null ? null : `${posts.get(anchor.answers_message).id}#${anchor.answers_number}`,
    series: null,
    revision: patch?.version ?? null,
    patch: patch ? (patch.number ?? (patch.is_cover ? 0 : 1)) : null,
    issue: null,
  }
}

function placeFields(posts: Posts, key: number | null, line: number | null, endLine: number | null): (PlaceFields & { function: string | null }) | null {
  return key === null || line === null || endLine === null ? null : placeOf(posts.get(key), line, endLine)
}

function withoutFunction({ function: _, ...place }: PlaceFields & { function: string | null }): PlaceFields {
  return place
}

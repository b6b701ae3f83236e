import { readPosts, type StoredPost } from '../store/read-posts.ts'
import type { Database } from '../store/store.ts'

const MOST_KEPT = 1200

/** Posts by key, a bounded number of them kept. */
export class Posts {
  private posts = new Map<number, StoredPost>()
  constructor(private readonly store: Database) {}

  async load(keys: readonly (number | null)[]): Promise<void> {
    const wanted = [...new Set(keys.filter((key): key is number => key !== null))]
    if (this.posts.size > MOST_KEPT)
      this.posts = new Map(
        wanted.flatMap((key) => {
          const p = this.posts.get(key)
          return p ? [[key, p]] : []
        }),
      )
    const missing = wanted.filter((key) => !this.posts.has(key))
    for (const post of await readPosts(this.store, missing)) this.posts.set(post.key, post)
  }

  get(key: number): StoredPost {
    const post = this.posts.get(key)
    if (!post) throw new Error(`message ${key} was not loaded`)
    return post
  }
}

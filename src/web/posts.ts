import type { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { SERVED } from '../report/html/site.ts'
import { failure, htmlOf, plain, sent } from './answers.ts'
import { feedbackOnDiff } from './code-pages.ts'
import type { Readers } from './readers.ts'

/** Bytes of a diff that is pasted. */
const LONGEST = 2 << 20

/** The one form whose content is too long for an address. Nothing is kept of it. */
export function addPosts(app: Hono, readers: Readers): void {
  app.post('/feedback/', bodyLimit({ maxSize: LONGEST }), async (c) => {
    const { diff } = await c.req.parseBody()
    const answer = await readers
      .read(async (store) => {
        const text = typeof diff === 'string' ? diff : ''
        return htmlOf(200, (await feedbackOnDiff(store, text, { site: SERVED })).page)
      })
      .catch((error: unknown) => failure(error, c))
    return sent(c, plain(answer))
  })
}

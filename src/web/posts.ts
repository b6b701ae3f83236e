import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { UserError } from '../model/user-error.ts'
import { failure, plain, redirectTo, refusal, sent, type Unzipped } from './answers.ts'
import { askedBy } from './asked.ts'
import { isFromHere } from './guard.ts'
import type { Keeper } from './keeper.ts'
import type { Makers } from './makers.ts'
import { NOBODY } from './wish.ts'

/** Bytes of a diff that is pasted, and of a line that is kept. */
const LONGEST = 2 << 20
const SHORT = 16 << 10
/** Characters of a note, and of the name of a search. */
const NOTE = 500
const NAME = 60

/** Forms whose content is too long for an address, and those that keep what is the user's own. */
export function addPosts(app: Hono, makers: Makers, keeper: Keeper | null): void {
  app.post('/feedback/', bodyLimit({ maxSize: LONGEST }), async (c) => {
    const { diff } = await c.req.parseBody()
    const body = typeof diff === 'string' ? diff : ''
    return sent(c, await makers.make({ ...askedBy(c, 'diff', 0, NOBODY), body }))
  })
  if (keeper === null) return
  const keeping =
    (keep: (field: (name: string) => string | null) => Promise<void> | void) =>
    async (c: Context): Promise<Response> => {
      const manner = { path: c.req.path, fields: {} }
      if (!isFromHere(c)) return sent(c, plain(refusal(manner)))
      const fields = await c.req.parseBody()
      const field = (name: string): string | null => {
        const value = fields[name]
        return typeof value === 'string' ? value.trim() : null
      }
      const answer = await Promise.resolve(keep(field))
        .then((): Unzipped => ({ ...redirectTo(backTo(field('back') ?? '/')), status: 303 }))
        .catch((error: unknown) => failure(error, manner))
      return sent(c, plain(answer))
    }
  const small = bodyLimit({ maxSize: SHORT })
  app.post(
    '/keep',
    small,
    keeping(async (field) => keepOne(makers, keeper, field)),
  )
  app.post(
    '/searches',
    small,
    keeping((field) => saveOne(keeper, field)),
  )
}

/** Only addresses of this site. */
function backTo(path: string): string {
  return /^\/(?![/\\])[^\u0000-\u001f\u007f]*$/.test(path) ? path : '/'
}

async function keepOne(
  makers: Makers,
  keeper: Keeper,
  field: (name: string) => string | null,
): Promise<void> {
  const name = field('series') ?? ''
  const store = await makers.holding(name)
  if (store === null) throw new UserError('not-found', 'there is no such series in the store')
  const [star, ignore, note] = [field('star'), field('ignore'), field('note')]
  const change = {
    ...(star === null ? {} : { star: star === '1' }),
    ...(ignore === null ? {} : { ignore: ignore === '1' }),
    ...(note === null ? {} : { note: note.replace(/\s+/g, ' ').slice(0, NOTE) || null }),
  }
  keeper.keep(name, change, store)
}

function saveOne(keeper: Keeper, field: (name: string) => string | null): void {
  const query = (field('query') ?? '').slice(0, 2000)
  // One word, as the command takes it.
  const name = (field('name') || query).replace(/^@/, '').replace(/\s+/g, '-').slice(0, NAME)
  if (name === '') throw new UserError('mistake', 'a search without words is not saved')
  keeper.saveSearch(name, field('off') === '1' ? null : query)
}

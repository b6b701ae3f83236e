import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import { openForIngest } from '../../src/store/store.ts'
import { NOBODY } from '../../src/web/wish.ts'
import { Makers } from '../../src/web/makers.ts'
import { PAGES } from '../../src/web/routes.ts'
import type { Asked } from '../../src/web/asked.ts'
import { SAMPLE_MBOX } from '../support/samples.ts'
import { temporaryFolder } from '../support/stores.ts'

const PROGRAM = new URL('../../dist/web/maker-thread.js', import.meta.url)
const SERIES = '20251002-kt4320-6d2b8e41c70f'

function asked(pattern: string, parts: Record<string, string>): Asked {
  const index = PAGES.findIndex((route) => route.pattern === pattern)
  const rest = { own: NOBODY, fields: {}, now: Date.parse('2026-01-01'), origin: '', body: '' }
  const path = pattern.replace(':id', parts['id'] ?? '')
  return { what: 'page', index, parts, path, ...rest }
}

describe('threads that make pages', () => {
  test('give the same as the thread that answers, mistakes too', async () => {
    const path = join(temporaryFolder(), 'makers.db')
    const store = await openForIngest(path)
    await ingest(store, [SAMPLE_MBOX]).finally(() => store.close())
    const [here, apart] = [await Makers.open(path, null), await Makers.open(path, PROGRAM)]
    try {
      const all = [
        asked('/', {}),
        asked('/s/:id/', { id: SERIES }),
        asked('/s/:id/', { id: 'none-of-these' }),
      ]
      for (const [i, one] of (await Promise.all(all.map((a) => apart.make(a)))).entries()) {
        const other = await here.make(all[i] as Asked)
        assert.equal(one.status, i === 2 ? 404 : 200)
        assert.equal(Buffer.from(one.body).toString(), Buffer.from(other.body).toString())
        assert.equal(one.tag, other.tag)
      }
      assert.equal(await apart.holding(SERIES), path)
      assert.equal(await apart.holding('none-of-these'), null)
    } finally {
      await here.close()
      await apart.close()
    }
  })

  test('what a thread was asked is refused when it ends', async () => {
    const path = join(temporaryFolder(), 'ends.db')
    await (await openForIngest(path)).close()
    const makers = await Makers.open(path, PROGRAM)
    const made = makers.make(asked('/', {}))
    void made.catch(() => undefined)
    await makers.close()
    await assert.rejects(made, /is being closed/)
  })
})

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { ingest } from '../src/ingest/ingest.ts'
import { openForIngest } from '../src/store/store.ts'
import { serveStore } from '../src/web/server.ts'

/** Pictures of the main pages with the sample mail, for the README: `npm run screenshots`. */
const ROOT = join(import.meta.dirname, '..')
const OUT = join(ROOT, 'data', 'screenshots')
const PATCH = '20251027-kt4320-v2-4-b05e7c93d4a6%40example.com'
const SERIES = '20251002-kt4320-6d2b8e41c70f'
const PAGES: readonly (readonly [name: string, path: string, scheme: 'light' | 'dark'])[] = [
  ['patch', `/m/${PATCH}/#kt4320.c-71`, 'light'],
  ['series', `/s/${SERIES}/`, 'light'],
  ['search', '/search?q=overflow%20OR%20clamp', 'dark'],
]

const folder = mkdtempSync(join(tmpdir(), 'patchtrail-pictures-'))
const store = await openForIngest(join(folder, 'store.db'))
await ingest(store, [join(ROOT, 'data', 'sample.mbox'), join(ROOT, 'data', 'archive-page.txt')])
await store.close()
const server = await serveStore(join(folder, 'store.db'), { host: '127.0.0.1', port: 0, names: [] })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
})
mkdirSync(OUT, { recursive: true })
for (const [name, path, colorScheme] of PAGES) {
  const page = await browser.newPage({ viewport: { width: 1100, height: 760 }, colorScheme })
  await page.goto(server.address + path)
  await page.screenshot({ path: join(OUT, `${name}.png`) })
  await page.close()
}
await browser.close()
await server.close()
rmSync(folder, { recursive: true })

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Browser } from 'playwright-core'
import { ingest } from '../src/ingest/ingest.ts'
import { openForIngest } from '../src/store/store.ts'
import { serveStore } from '../src/web/server.ts'

/**
 * Pictures of the main pages with the sample mail, for the README: `npm run screenshots`. With `--
 * --all DIR` each kind of page, wide in light and dark, on a phone and on paper, to be looked at.
 */
const ROOT = join(import.meta.dirname, '..')
const OUT = join(ROOT, 'data', 'screenshots')
const PATCH = '20251027-kt4320-v2-4-b05e7c93d4a6%40example.com'
const REPLY = '7c1d9b52-4e0f-4b6a-9f37-2d8a61c0e5f4%40example.org'
const SERIES = '/s/20251002-kt4320-6d2b8e41c70f'

type Scheme = 'light' | 'dark'

const README: readonly (readonly [name: string, path: string, scheme: Scheme])[] = [
  ['patch', `/m/${PATCH}/#kt4320.c-71`, 'light'],
  ['series', `${SERIES}/`, 'light'],
  ['search', '/search?q=overflow%20OR%20clamp', 'dark'],
]

const KINDS: Readonly<Record<string, string>> = {
  list: '/',
  series: `${SERIES}/`,
  issues: `${SERIES}/issues/`,
  diff: `${SERIES}/v1..v2/`,
  patch: `/m/${PATCH}/#kt4320.c-71`,
  reply: `/m/${REPLY}/`,
  raw: `/m/${REPLY}/raw`,
  thread: `/t/${REPLY}/`,
  issue: `/i/${REPLY}/4/`,
  why: `/i/${REPLY}/4/why/`,
  person: '/p/maren.oltvik%40example.com/',
  search: '/search?q=overflow%20OR%20clamp',
  recent: '/recent/',
  numbers: '/numbers/',
  split: `/m/${PATCH}/?view=split#kt4320.c-71`,
  mine: '/my/?me=maren',
  feedback: '/feedback/?path=drivers/hwmon/kt4320.c',
  who: '/who/?path=drivers/hwmon',
}

interface Look {
  readonly name: string
  readonly width: number
  readonly scheme: Scheme
  readonly isPrint: boolean
}

const LOOKS: readonly Look[] = [
  { name: 'light', width: 1440, scheme: 'light', isPrint: false },
  { name: 'dark', width: 1440, scheme: 'dark', isPrint: false },
  { name: 'phone', width: 390, scheme: 'light', isPrint: false },
  { name: 'print', width: 780, scheme: 'light', isPrint: true },
]

const { values } = parseArgs({ options: { all: { type: 'string' } } })
const folder = mkdtempSync(join(tmpdir(), 'patchtrail-pictures-'))
const store = await openForIngest(join(folder, 'store.db'))
await ingest(store, [join(ROOT, 'data', 'sample.mbox'), join(ROOT, 'data', 'archive-page.txt')])
await store.close()
const server = await serveStore(join(folder, 'store.db'), { host: '127.0.0.1', port: 0, names: [] })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
})
try {
  if (values.all === undefined) await forReadme(browser, server.address)
  else await allKinds(browser, server.address, values.all)
} finally {
  await browser.close()
  await server.close()
  rmSync(folder, { recursive: true })
}

async function forReadme(browser: Browser, address: string): Promise<void> {
  mkdirSync(OUT, { recursive: true })
  for (const [name, path, colorScheme] of README) {
    const page = await browser.newPage({ viewport: { width: 1100, height: 760 }, colorScheme })
    await page.goto(address + path)
    await page.screenshot({ path: join(OUT, `${name}.png`) })
    await page.close()
  }
}

/** Prints how high and wide each page is, in pixels. */
async function allKinds(browser: Browser, address: string, out: string): Promise<void> {
  mkdirSync(out, { recursive: true })
  for (const { name, width, scheme, isPrint } of LOOKS) {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: scheme,
    })
    const page = await context.newPage()
    if (isPrint) await page.emulateMedia({ media: 'print' })
    for (const [kind, path] of Object.entries(KINDS)) {
      await page.goto(address + path)
      await page.screenshot({ path: join(out, `${kind}-${name}.png`), fullPage: isPrint })
      const size = await page.evaluate<string>(
        '`${document.documentElement.scrollWidth} x ${document.documentElement.scrollHeight}`',
      )
      console.log(`${kind}-${name}.png  ${size}`)
    }
    await context.close()
  }
}

import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { chromium, type Browser } from 'playwright-core'
import type { Running } from '../../src/web/server.ts'
import { mboxText, type MailParts } from '../support/mails.ts'
import { patchBody } from '../support/patches.ts'
import { LINES, reply } from '../support/reviewed.ts'
import { temporaryFolder, written } from '../support/stores.ts'
import { elementsIn, got, htmlOf, served, textOf } from '../support/web.ts'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const skip = existsSync(CHROMIUM) ? false : `no browser at ${CHROMIUM}; $CHROMIUM names another`
const folder = temporaryFolder()
const LONG = 'Bartholomew Featherstonehaugh-Okonkwo (Valves and Pumps Incorporated)'

/** A patch of somebody with a long name, sent in March 2021, and a request on it. */
function asked(id: string, title: string, day: number): MailParts[] {
  const from = `"${LONG}" <${id}@example.org>`
  const date = `${day} Mar 2021 07:00:00 +0000`
  const body = patchBody([{ path: `drivers/${id}/core.c`, lines: LINES }])
  return [
    { id, subject: `[PATCH] ${title}`, from, date, body },
    reply(`${id}-asks`, id, 'Please use a constant for the number of retries.', { date }),
  ]
}

const MAILS = [
  ...asked('sluice', 'valves: take the lock before the sluice opens', 1),
  ...asked('clocks', 'dt-bindings: clocks: name the hardlockup line of each', 14),
  ...asked('second', 'pumps/lock_wait: sleep for longer', 20),
]

let server: Running
before(async () => {
  server = await served(join(folder, 'wide.db'), [written(folder, 'wide.mbox', mboxText(MAILS))])
})
after(() => server.close())

const page = async (path: string): Promise<ReturnType<typeof htmlOf>> =>
  htmlOf((await got(server.address, path)).text)

describe('pages fit the screen', { skip }, () => {
  let browser: Browser
  before(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu'],
    })
  })
  after(() => browser.close())
  for (const width of [320, 375, 768, 1024, 1280, 1440])
    test(`${width} px: nothing is cut off, whatever people are called`, async () => {
      const shown = await browser.newPage({ viewport: { width, height: 800 } })
      for (const path of ['/', '/numbers/']) {
        await shown.goto(server.address + path)
        const cut = await shown.evaluate<number[]>(
          `[document.documentElement, ...document.querySelectorAll('.wide')].map((one) => one.scrollWidth - one.clientWidth)`,
        )
        assert.ok(
          cut.every((n) => n <= 0),
          `${path} is too wide: ${cut.join(', ')}`,
        )
      }
      await shown.close()
    })
})

test('ages are counted up to the newest mail, as `list` does', async () => {
  const start = await page('/')
  const ages = elementsIn(start, 'time').map(textOf)
  assert.deepEqual(ages, ['0 h', '6 d', '19 d'])
  assert.match(textOf(start), /counted up to the newest mail, 2021-03-20/)
})

test('a thread leads back to its series', async () => {
  const links = elementsIn(await page('/t/sluice-asks%40example.org/'), 'a')
  const back = links.find((one) => /^\/s\/sluice/.test(one.attributes.get('href') ?? ''))
  assert.match(back ? textOf(back) : '', /take the lock before/)
})

test('series whose titles have words that start so, not those that only hold it', async () => {
  const titles = async (query: string): Promise<string[]> =>
    elementsIn(await page(`/search?q=${query}`), 'a')
      .filter((one) => (one.attributes.get('href') ?? '').startsWith('/s/'))
      .map(textOf)
  assert.deepEqual(await titles('lock'), [
    'pumps/lock_wait: sleep for longer',
    'valves: take the lock before the sluice opens',
  ])
  assert.deepEqual(await titles('lock_w'), ['pumps/lock_wait: sleep for longer'])
  assert.deepEqual(await titles('hard'), ['dt-bindings: clocks: name the hardlockup line of each'])
})

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { openForQuery } from '../../src/store/store.ts'
import type { Running } from '../../src/web/server.ts'
import { writeReport } from '../../src/web/static.ts'
import { SAMPLE_MBOX, SAMPLE_PAGE } from '../support/samples.ts'
import { temporaryFolder, written } from '../support/stores.ts'
import { mboxText, type MailParts } from '../support/mails.ts'
import { day, LINES, reply, version } from '../support/reviewed.ts'
import { elementsIn, got, hrefsOf, htmlOf, idsOf, served, textOf } from '../support/web.ts'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const skip = existsSync(CHROMIUM) ? false : `no browser at ${CHROMIUM}; $CHROMIUM names another`
const folder = temporaryFolder()
const SERIES = '/s/20251002-kt4320-6d2b8e41c70f'
const PATCH = '/m/20251027-kt4320-v2-4-b05e7c93d4a6%40example.com'
const PAGES: Readonly<Record<string, string>> = {
  list: '/',
  series: `${SERIES}/`,
  issues: `${SERIES}/issues/`,
  diff: `${SERIES}/v1..v2/`,
  patch: `${PATCH}/`,
  reply: '/m/7c1d9b52-4e0f-4b6a-9f37-2d8a61c0e5f4%40example.org/',
  raw: '/m/7c1d9b52-4e0f-4b6a-9f37-2d8a61c0e5f4%40example.org/raw',
  search: '/search?q=kt4320',
  issue: '/i/7c1d9b52-4e0f-4b6a-9f37-2d8a61c0e5f4%40example.org/4/',
  person: '/p/maren.oltvik%40example.com/',
  why: '/i/7c1d9b52-4e0f-4b6a-9f37-2d8a61c0e5f4%40example.org/4/why/',
  thread: '/t/7c1d9b52-4e0f-4b6a-9f37-2d8a61c0e5f4%40example.org/',
  recent: '/recent/',
  numbers: '/numbers/',
  split: `${PATCH}/?view=split`,
  mine: '/my/?me=maren',
  feedback: '/feedback/?path=drivers/hwmon/kt4320.c',
  reviewers: '/who/?path=drivers/hwmon',
  error: '/search?q=vdd+is:purple',
}
const SIZES = [
  ['wide', { width: 1280, height: 800 }],
  ['narrow', { width: 390, height: 844 }],
] as const
/** Each size and each scheme once: colours are no wider, and what moves or complains does so in any of them. */
const LOOKS = [
  [...SIZES[0], 'light'],
  [...SIZES[1], 'dark'],
] as const

/** Run before a page: what moves without being asked to. */
const SHIFTS = `window.shifts = []; new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shifts.push(one.value) }).observe({ type: 'layout-shift', buffered: true })`

let browser: Browser
let server: Running
before(async () => {
  if (skip) return
  server = await served(join(folder, 'sample.db'), [SAMPLE_MBOX, SAMPLE_PAGE])
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
})
after(async () => {
  if (skip) return
  await browser.close()
  await server.close()
})

interface Opened {
  readonly page: Page
  /** What the browser complains of, and what it asks other servers for. */
  readonly wrong: string[]
}

/** A page in a context of its own, which ends with `work`. */
async function withPage(
  options: BrowserContextOptions,
  work: (opened: Opened) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options)
  try {
    context.setDefaultTimeout(4000)
    const page = await context.newPage()
    const wrong: string[] = []
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()))
        wrong.push(`${message.type()}: ${message.text()} at ${message.location().url}`)
    })
    page.on('pageerror', (error) => wrong.push(`page error: ${error.message}`))
    page.on('request', (asked) => {
      if (
        !asked.url().startsWith(`${server.address}/`) &&
        !asked.url().startsWith('data:') &&
        !asked.url().startsWith('file:')
      )
        wrong.push(`asks for ${asked.url()}`)
    })
    await work({ page, wrong })
  } finally {
    await context.close()
  }
}

/** What is wider than the window though nothing lets it be scrolled. */
const TOO_WIDE = `(() => {
  if (document.documentElement.scrollWidth <= innerWidth) return ''
  const wide = [...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.lines, .wide, .quoted, pre'))
  return document.documentElement.scrollWidth + ' px: ' + wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 150)).join(' | ')
})()`

describe('pages in a browser', { skip }, () => {
  for (const [size, viewport, colorScheme] of LOOKS) {
    test(`${size}, ${colorScheme}: quiet, no wider than the window, nothing moves`, async () => {
      await withPage({ viewport, colorScheme }, async ({ page, wrong }) => {
        await page.addInitScript(SHIFTS)
        const all: string[] = []
        for (const [name, path] of Object.entries(PAGES)) {
          await page.goto(server.address + path, { waitUntil: 'load' })
          const tooWide = await page.evaluate<string>(TOO_WIDE)
          if (tooWide) all.push(`${name} is too wide: ${tooWide}`)
          const shift = await page.evaluate<number>(
            'window.shifts.reduce((sum, one) => sum + one, 0)',
          )
          if (shift >= 0.01) all.push(`${name} moves by ${shift}`)
          // A 400 is told of by the browser itself.
          all.push(
            ...wrong
              .splice(0)
              .filter((text) => name !== 'error' || !text.includes('400 (Bad Request)'))
              .map((text) => `${name}: ${text}`),
          )
        }
        assert.deepEqual(all, [])
      })
    })
  }
})

describe('pages for everybody', { skip }, () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  const COLOURS = ['color-contrast', 'link-in-text-block']
  // All rules once; then those that a dark page or a narrow window can break.
  const runs = [
    ['wide, light', SIZES[0][1], 'light', null],
    ['wide, dark', SIZES[0][1], 'dark', COLOURS],
    [
      'narrow, light',
      SIZES[1][1],
      'light',
      [
        'scrollable-region-focusable',
        'nested-interactive',
        'link-name',
        'button-name',
        'label',
        'meta-viewport',
      ],
    ],
  ] as const
  for (const [name, viewport, colorScheme, rules] of runs) {
    test(`${name}: axe finds nothing serious`, async () => {
      await withPage({ viewport, colorScheme, bypassCSP: true }, async ({ page }) => {
        const all: string[] = []
        for (const which of rules
          ? ['list', 'series', 'diff', 'patch', 'reply', 'search']
          : Object.keys(PAGES)) {
          await page.goto(`${server.address}${PAGES[which]}`, { waitUntil: 'load' })
          await page.evaluate(axe)
          const options = JSON.stringify({
            resultTypes: ['violations'],
            ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}),
          })
          const found = await page.evaluate<
            string[]
          >(`axe.run(document, ${options}).then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .map(({ id, impact, nodes }) => id + ' (' + impact + ', ' + nodes.length + '): ' + nodes.slice(0, 1).map(({ html, any }) => html.slice(0, 120) + ' ' + (any[0] ? any[0].message.slice(0, 80) : ''))))`)
          all.push(...found.map((one) => `${which}: ${one}`))
        }
        assert.deepEqual(all, [])
      })
    })
  }

  test('what can be pressed is large enough to be hit on a phone, or stands in a text', async () => {
    await withPage({ viewport: SIZES[1][1], hasTouch: true }, async ({ page }) => {
      await page.goto(`${server.address}/`)
      const small = await page.evaluate<string[]>(
        `[...document.querySelectorAll('button, input, select')].filter((one) => one.offsetParent && one.getBoundingClientRect().height < 24).map((one) => one.outerHTML.slice(0, 100))`,
      )
      assert.deepEqual(small, [])
    })
  })
})

const FOCUSED = `(() => { const one = document.activeElement; return one === null ? '' : one.id || one.className || one.tagName })()`

describe('keys', { skip }, () => {
  const focused = (page: Page): Promise<string> => page.evaluate<string>(FOCUSED)
  const shownIds = (page: Page, what: string): Promise<string[]> =>
    page.evaluate<string[]>(
      `[...document.querySelectorAll(${JSON.stringify(what)})].filter((one) => one.offsetParent).map((one) => one.id)`,
    )

  test('j and k go from comment to comment, and stay at the ends', async () => {
    await withPage({}, async ({ page, wrong }) => {
      await page.goto(`${server.address}${PATCH}/`)
      const ids = await shownIds(page, '.comment')
      assert.ok(ids.length > 2, `${ids.length} comments`)
      const seen: string[] = []
      for (let i = 0; i < ids.length; i++) {
        await page.keyboard.press('j')
        seen.push(await focused(page))
      }
      assert.deepEqual(seen, ids)
      await page.keyboard.press('j')
      assert.equal(await focused(page), ids.at(-1))
      const inView = await page.evaluate<boolean>(
        '(() => { const { top, bottom } = document.activeElement.getBoundingClientRect(); return bottom > 0 && top < innerHeight })()',
      )
      assert.ok(inView, 'what has the focus can be seen')
      await page.keyboard.press('k')
      assert.equal(await focused(page), ids.at(-2))
      for (let i = 0; i <= ids.length; i++) await page.keyboard.press('k')
      assert.equal(await focused(page), ids[0])
      assert.deepEqual(wrong, [])
    })
  })

  test('n and p go from open issue to open issue', async () => {
    await withPage({}, async ({ page }) => {
      await page.goto(`${server.address}${PATCH}/`)
      const open = await shownIds(page, '.comment.open')
      const [first] = open
      assert.ok(first !== undefined, 'there is an open one')
      await page.keyboard.press('n')
      assert.equal(await focused(page), first)
      await page.keyboard.press('j')
      await page.keyboard.press('p')
      assert.equal(await focused(page), first, 'back from a comment that is not open')
      await page.goto(`${server.address}${SERIES}/`)
      await page.keyboard.press('n')
      assert.match(await focused(page), /\bissue open\b/)
    })
  })

  test('n after j goes on from where the reader is', async () => {
    await withPage({}, async ({ page }) => {
      await page.goto(`${server.address}${SERIES}/issues/`)
      const at = (): Promise<number> =>
        page.evaluate<number>(
          `[...document.querySelectorAll('.issue')].indexOf(document.activeElement)`,
        )
      const open = await page.evaluate<number[]>(
        `[...document.querySelectorAll('.issue')].flatMap((one, i) => one.classList.contains('open') ? [i] : [])`,
      )
      const last = open.at(-1) ?? 0
      for (let i = 0; i <= last; i++) await page.keyboard.press('j')
      await page.keyboard.press('j')
      assert.equal(await at(), last + 1)
      await page.keyboard.press('p')
      assert.equal(await at(), last, 'the open one before it')
    })
  })

  test('o folds a discussion, and unfolds it', async () => {
    await withPage({}, async ({ page }) => {
      await page.goto(`${server.address}${PATCH}/`)
      const isOpen = (): Promise<boolean> =>
        page.evaluate<boolean>(`document.querySelector('details.discussion').open`)
      await page.keyboard.press('j')
      await page.keyboard.press('o')
      assert.equal(await isOpen(), false)
      await page.keyboard.press('o')
      assert.equal(await isOpen(), true)
    })
  })

  test('? opens the list of keys and closes it, so does Escape', async () => {
    await withPage({}, async ({ page, wrong }) => {
      await page.goto(`${server.address}/`)
      const isOpen = (): Promise<boolean> =>
        page.evaluate<boolean>(
          `document.querySelector('dialog') !== null && document.querySelector('dialog').open`,
        )
      for (const key of ['?', 'Escape']) {
        await page.keyboard.press('?')
        assert.equal(await isOpen(), true)
        await page.keyboard.press(key)
        assert.equal(await isOpen(), false, key)
      }
      assert.deepEqual(wrong, [])
    })
  })

  test('/ goes to the search, where keys are letters', async () => {
    await withPage({}, async ({ page }) => {
      await page.goto(`${server.address}${SERIES}/`)
      await page.keyboard.press('/')
      assert.equal(await page.evaluate<string>('document.activeElement.type'), 'search')
      await page.keyboard.type('vdd/?jw')
      assert.equal(await page.inputValue('input[type=search]'), 'vdd/?jw')
      assert.equal(
        await page.evaluate<boolean>(
          `document.body.classList.contains('wrap') || document.querySelector('dialog') !== null`,
        ),
        false,
      )
      await page.fill('input[type=search]', 'vdd')
      await Promise.all([page.waitForURL(/\/search\?q=vdd/), page.keyboard.press('Enter')])
      assert.match(await page.title(), /^vdd in comments/)
    })
  })

  test('what is being typed is completed, and without a script how it may begin', async () => {
    const options = (page: Page): Promise<string[]> =>
      page.evaluate<string[]>(
        `[...document.querySelector('input[type=search]').list.options].map(({ value }) => value)`,
      )
    const until = async (page: Page, start: string): Promise<string[]> => {
      for (let i = 0; i < 100; i++) {
        const found = await options(page)
        if (found[0]?.startsWith(start)) return found
        await page.waitForTimeout(50)
      }
      return []
    }
    await withPage({ javaScriptEnabled: false }, async ({ page }) => {
      const { text } = await got(server.address, '/')
      assert.match(text, /<datalist id="completions"><option value="is:open "/)
      await page.goto(`${server.address}/search?q=kestrel`)
      await Promise.all([page.waitForURL(/\/s\//), page.locator('.titles a').first().click()])
    })
    await withPage({}, async ({ page, wrong }) => {
      await page.goto(`${server.address}/`)
      await page.keyboard.press('/')
      await page.keyboard.type('vdd f:rub')
      const people = await until(page, 'vdd f:ruben')
      assert.deepEqual(people, ['vdd f:ruben.castellane@example.org'])
      await page.fill('input[type=search]', 'hwmon: Add support')
      const [title = ''] = await until(page, 'hwmon: Add')
      await page.fill('input[type=search]', title)
      await Promise.all([page.waitForURL(/\/s\//), page.keyboard.press('Enter')])
      assert.deepEqual(wrong, [])
    })
  })

  test('w wraps long lines', async () => {
    await withPage({ viewport: SIZES[1][1] }, async ({ page }) => {
      await page.goto(`${server.address}${PATCH}/`)
      const scrolls = (): Promise<number> =>
        page.evaluate<number>(
          `[...document.querySelectorAll('.lines')].filter((one) => one.scrollWidth > one.clientWidth + 1).length`,
        )
      assert.ok((await scrolls()) > 0, 'lines are long')
      await page.keyboard.press('w')
      assert.equal(await scrolls(), 0)
      await page.keyboard.press('w')
      assert.ok((await scrolls()) > 0, 'and again')
    })
  })

  test('u, [ and ] lead to the series and to the patches around', async () => {
    await withPage({}, async ({ page }) => {
      await page.goto(`${server.address}${PATCH}/`)
      await Promise.all([page.waitForURL(/v2-3-/), page.keyboard.press('[')])
      await Promise.all([page.waitForURL(/v2-4-/), page.keyboard.press(']')])
      await Promise.all([page.waitForURL(/\/s\//), page.keyboard.press('u')])
    })
  })

  test('keys with Ctrl, Alt or Meta are left to the browser', async () => {
    await withPage({}, async ({ page }) => {
      await page.goto(`${server.address}${PATCH}/`)
      await page.keyboard.press('Alt+w')
      assert.equal(await page.evaluate<boolean>(`document.body.classList.contains('wrap')`), false)
    })
  })

  test('the first Tab offers the way to the content', async () => {
    await withPage({}, async ({ page }) => {
      await page.goto(`${server.address}${PATCH}/`)
      await page.keyboard.press('Tab')
      assert.equal(await focused(page), 'skip')
      assert.ok(
        await page.evaluate<boolean>('document.activeElement.getBoundingClientRect().left >= 0'),
        'it can be seen',
      )
      await page.keyboard.press('Enter')
      assert.equal(await focused(page), 'main')
    })
  })

  test('an address with an anchor shows its line below the header', async () => {
    await withPage({}, async ({ page }) => {
      await page.goto(`${server.address}${PATCH}/#L150`)
      const { top, header } = await page.evaluate<{ top: number; header: number }>(
        `({ top: document.querySelector('#L150').getBoundingClientRect().top, header: document.querySelector('header.top').getBoundingClientRect().bottom })`,
      )
      assert.ok(top >= header - 1 && top < 600, `the line at ${top}, the header down to ${header}`)
    })
  })
})

describe('without JavaScript', { skip }, () => {
  test('the same text, and discussions can be folded', async () => {
    const texts: string[][] = []
    for (const javaScriptEnabled of [true, false]) {
      await withPage({ javaScriptEnabled }, async ({ page, wrong }) => {
        const text: string[] = []
        for (const path of [PAGES['series'], PAGES['patch'], PAGES['reply'], PAGES['search']]) {
          await page.goto(`${server.address}${path}`)
          text.push(await page.locator('body').innerText())
        }
        texts.push(text)
        assert.deepEqual(wrong, [])
        await page.goto(`${server.address}${PATCH}/`)
        const comment = page.locator('details.discussion .comment').first()
        assert.equal(await comment.isVisible(), true)
        await page.locator('details.discussion > summary').first().click()
        assert.equal(await comment.isVisible(), false)
        await page.locator('details.discussion > summary').first().click()
        assert.equal(await comment.isVisible(), true)
      })
    }
    assert.deepEqual(texts[1], texts[0])
  })

  test('the form searches', async () => {
    await withPage({ javaScriptEnabled: false }, async ({ page }) => {
      await page.goto(`${server.address}/`)
      await page.fill('input[type=search]', 'suspend')
      await page.locator('form[role=search] button').click()
      assert.match(await page.locator('main').innerText(), /What about suspend\?/)
    })
  })
})

describe('on paper', { skip }, () => {
  test('no header, all comments, no line cut off', async () => {
    await withPage({ viewport: { width: 700, height: 1000 } }, async ({ page }) => {
      await page.goto(`${server.address}${PATCH}/`)
      await page.emulateMedia({ media: 'print' })
      for (const what of ['header.top', 'footer'])
        assert.equal(await page.locator(what).isVisible(), false, what)
      assert.equal(await page.locator('.comment').first().isVisible(), true)
      const cut = await page.evaluate<string[]>(
        `[...document.querySelectorAll('.l, .quoted, .prose pre')].filter((one) => one.offsetParent && one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.textContent.slice(0, 80))`,
      )
      assert.deepEqual(cut, [])
    })
  })
})

/** A patch, and an exchange about one of its lines that goes on and on. */
const DEEP = 9
function deepThread(): MailParts[] {
  const words =
    'I am not convinced that this number is right for all of the pumps that are in use today.'
  const names = ['deep-v1', ...Array.from({ length: DEEP }, (_, i) => `deep-${i}`)]
  return [
    version('deep', 1),
    ...names.slice(1).map((id, i) =>
      reply(id, names[i] ?? '', `${words} (${i})`, {
        date: day(4 + i),
        quote: i === 0 ? [LINES[3] ?? ''] : [`${words} (${i - 1})`],
      }),
    ),
  ]
}

describe('on a phone', { skip }, () => {
  test('an exchange that goes deep stays wide, each answer in its turn', async () => {
    const deep = await served(join(folder, 'deep.db'), [
      written(folder, 'deep.mbox', mboxText(deepThread())),
    ])
    try {
      await withPage({ viewport: SIZES[1][1] }, async ({ page }) => {
        await page.goto(`${deep.address}/m/deep-v1%40example.org/`)
        const widths = await page.evaluate<number[]>(
          `[...document.querySelectorAll('.comment .prose')].map((one) => one.getBoundingClientRect().width)`,
        )
        assert.equal(widths.length, DEEP)
        assert.ok(Math.min(...widths) >= 240, widths.join(' '))
        const turns = await page.evaluate<string>(
          `[...document.querySelectorAll('.comment .prose')].map((one) => one.textContent.match(/\\d/)[0]).join('')`,
        )
        assert.equal(turns, '012345678')
      })
    } finally {
      await deep.close()
    }
  })

  test('no word of the matrix is broken, and its first column stays', async () => {
    await withPage({ viewport: SIZES[1][1] }, async ({ page }) => {
      await page.goto(`${server.address}${SERIES}/`)
      const high = await page.evaluate<number[]>(
        `[...document.querySelectorAll('.matrix td .p')].filter((one) => one.offsetParent).map((one) => one.getBoundingClientRect().height)`,
      )
      assert.ok(high.length > 0 && Math.max(...high) < 28, high.join(' '))
      const left = await page.evaluate<number>(
        `(() => { const box = document.querySelector('.matrix').parentElement; box.scrollLeft = -9999; return document.querySelector('.matrix tbody th').getBoundingClientRect().left - box.getBoundingClientRect().left })()`,
      )
      assert.ok(Math.abs(left) < 2, `${left} px from the edge`)
    })
  })
})

describe('a page that is looked at', { skip }, () => {
  test('a series fits on a screen and a half', async () => {
    await withPage({ viewport: { width: 1440, height: 900 } }, async ({ page }) => {
      await page.goto(`${server.address}${SERIES}/`)
      const height = await page.evaluate<number>('document.documentElement.scrollHeight')
      assert.ok(height <= 1500, `${height} px`)
    })
  })

  test('n says so where nothing is open', async () => {
    await withPage({}, async ({ page }) => {
      await page.goto(`${server.address}/recent/`)
      await page.keyboard.press('n')
      assert.match((await page.textContent('#news')) ?? '', /Nothing is open/)
    })
  })

  test('j goes through the rows of a list, Enter opens one, u leads back', async () => {
    await withPage({}, async ({ page }) => {
      await page.goto(`${server.address}/`)
      await page.keyboard.press('j')
      await Promise.all([page.waitForURL(/\/s\//), page.keyboard.press('Enter')])
      await Promise.all([page.waitForURL(/:\d+\/$/), page.keyboard.press('u')])
    })
  })

  test('Escape leaves the search field', async () => {
    await withPage({}, async ({ page }) => {
      await page.goto(`${server.address}/`)
      await page.keyboard.press('/')
      await page.keyboard.press('Escape')
      assert.equal(await page.evaluate<string>('document.activeElement.tagName'), 'BODY')
    })
  })

  test('listens for new mail only while it is seen, and shows it on demand', async () => {
    await withPage({}, async ({ page, wrong }) => {
      const asked: string[] = []
      page.on('request', (one) => void asked.push(new URL(one.url()).pathname))
      await page.goto(`${server.address}/`, { waitUntil: 'load' })
      await page.waitForTimeout(200)
      assert.ok(asked.includes('/events'))
      assert.deepEqual(wrong, [])
    })
  })

  test('every page says all it has to say without script', async () => {
    await withPage({ javaScriptEnabled: false }, async ({ page }) => {
      for (const path of Object.values(PAGES)) {
        await page.goto(server.address + path)
        assert.ok(((await page.textContent('main')) ?? '').length > 40, path)
      }
    })
  })
})

describe('report: pages as files', () => {
  const out = join(folder, 'report')
  let files: string[]
  let pages: Map<string, ReturnType<typeof htmlOf>>
  before(async () => {
    const own =
      server === undefined
        ? await served(join(folder, 'sample.db'), [SAMPLE_MBOX, SAMPLE_PAGE])
        : null
    const store = await openForQuery(join(folder, 'sample.db'))
    files = await writeReport(store, 'KT4320', out, Date.now()).finally(() => store.close())
    await own?.close()
    pages = new Map(
      files
        .filter((name) => name.endsWith('.html'))
        .map((name) => [name, htmlOf(readFileSync(join(out, name), 'utf8'))]),
    )
  })

  test('every file it tells of is there', () =>
    assert.deepEqual(
      files.filter((name) => !existsSync(join(out, name))),
      [],
    ))
  test('links lead to files of the report, to a place that is there, or to the web', () => {
    const wrong: string[] = []
    const ids = new Map([...pages].map(([name, tree]) => [name, new Set(idsOf(tree))]))
    for (const [name, tree] of pages) {
      for (const href of hrefsOf(tree).filter((one) => !/^(?:https?:|mailto:|data:,$)/.test(one))) {
        const [file = '', anchor] = href.split('#', 2)
        const to = ids.get(file === '' ? name : decodeURIComponent(file))
        if (file !== '' && !files.includes(decodeURIComponent(file))) wrong.push(`${name}: ${href}`)
        else if (anchor !== undefined && to && !to.has(decodeURIComponent(anchor)))
          wrong.push(`${name}: ${href}`)
      }
    }
    assert.deepEqual([...new Set(wrong.map((one) => one.replace(/^.*: /, '')))], [])
  })
  test('every page can be come to from the first', () => {
    const seen = new Set(['index.html'])
    for (const name of seen)
      for (const href of hrefsOf(
        pages.get(name) ?? { name: '', attributes: new Map(), children: [] },
      )) {
        const file = href.replace(/#.*/, '')
        if (pages.has(file)) seen.add(file)
      }
    assert.deepEqual(
      [...pages.keys()].filter((name) => !seen.has(name)),
      [],
    )
  })
  test('no link stands without an address, no form without a server', () => {
    for (const [name, tree] of pages) {
      assert.deepEqual(
        elementsIn(tree, 'a')
          .filter(({ attributes }) => !attributes.get('href'))
          .map((a) => `${name}: ${textOf(a)}`),
        [],
      )
      assert.equal(elementsIn(tree, 'form').length, 0, name)
      assert.equal(/Atom feed|JSON$/.test(textOf(elementsIn(tree, 'footer')[0] ?? '')), false, name)
    }
  })
  test('twice the same', async () => {
    const store = await openForQuery(join(folder, 'sample.db'))
    const again = join(folder, 'again')
    await writeReport(store, 'KT4320', again, Date.now()).finally(() => store.close())
    for (const name of files)
      assert.ok(readFileSync(join(out, name)).equals(readFileSync(join(again, name))), name)
  })
  test('in a browser: no complaint, styles and keys', { skip }, async () => {
    await withPage({ viewport: SIZES[1][1] }, async ({ page, wrong }) => {
      const kinds = new Map(
        [...pages.keys()].map((name) => [
          name.replace(/[\d.]+|-[a-z-]+-\w{6}(?=-request|\.html)/g, ''),
          name,
        ]),
      )
      for (const name of kinds.values())
        await page.goto(pathToFileURL(join(out, name)).href, { waitUntil: 'load' })
      assert.deepEqual(wrong, [])
      const issues = [...pages.keys()].find((name) => name.endsWith('-issues.html')) ?? ''
      await page.goto(pathToFileURL(join(out, issues)).href)
      assert.equal(
        await page.evaluate<string>('getComputedStyle(document.body).marginTop'),
        '0px',
        'the style is there',
      )
      await page.keyboard.press('j')
      assert.match(await page.evaluate<string>(FOCUSED), /issue/)
      await page.locator('main a').first().click()
      assert.equal(dirname(fileURLToPath(page.url())), out)
    })
  })
})

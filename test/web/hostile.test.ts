import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { harmless } from '../../src/report/style.ts'
import type { Running } from '../../src/web/server.ts'
import { mboxText, type MailParts } from '../support/mails.ts'
import { day } from '../support/reviewed.ts'
import { temporaryFolder, written } from '../support/stores.ts'
import {
  brokenAnchors,
  crawled,
  elementsIn,
  got,
  htmlOf,
  hrefsOf,
  served,
  textOf,
  xmlOf,
  type Crawled,
  type Node,
} from '../support/web.ts'

const folder = temporaryFolder()

/** What has broken web pages of mail. Each stands in every place of a mail where a line can. */
const SHAPES: Readonly<Record<string, string>> = {
  script: '<script>alert(1)</script>',
  attribute: '"><img src=x onerror=alert(1)>',
  apostrophe: `' onmouseover='alert(1)`,
  quote: '" onfocus="alert(1)" autofocus="',
  markdownLink: '[x](javascript:alert(1))',
  markdownAutolink: '<javascript:alert(1)>',
  markdownReference: '[x][y] [y]: javascript:alert(1)',
  markdownImage: '![x](https://evil.example/x.png)',
  markdownTitle: '[x](https://evil.example/ "onclick=alert(1)")',
  mixedCase: '[x](JaVaScRiPt:alert(1))',
  tabbed: '[x](java&#9;script:alert&#40;1&#41;)',
  vbscript: '<a href=vbscript:msgbox(1)>x</a>',
  svg: '<svg onload=alert(1)><animate onbegin=alert(1)>',
  math: '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
  title: '</title><script>alert(1)</script>',
  textarea: '</textarea><script>alert(1)</script>',
  main: '</main></body></html><h1>x</h1>',
  encoded: '&lt;script&gt;alert(1)&lt;/script&gt;',
  twice: '&amp;lt;script&amp;gt; &#60;b&#62; &#x3c;i&#x3e; &notit; &copy',
  data: '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  dataLink: '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  style: '<style>*{display:none}</style>',
  base: '<base href=https://evil.example/>',
  meta: '<meta http-equiv=refresh content="0;url=https://evil.example/">',
  link: '<link rel=stylesheet href=https://evil.example/x.css>',
  iframe: '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  form: '<form action=https://evil.example/><input name=q><button>x</button></form>',
  comment: '<!-- --> --><script>alert(1)</script><!--',
  cdata: ']]><script>alert(1)</script><![CDATA[',
  entity: '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;',
  instruction: '<?xml-stylesheet href="https://evil.example/x.xsl"?>',
  address: 'https://evil.example/"onmouseover="alert(1) https://evil.example/<script>',
  protocolRelative: '[x](//evil.example/) //evil.example/x',
  control: 'a\u0000b\u0007c\u001b[31md\u007fe\u009bf\u000bg\u000ch',
  bidi: 'user\u202e gnp.exe\u202c \u2066x\u2069 \u202ay\u202b',
  noncharacter: 'a\ufffeb\uffffc',
  surrogatePair: 'a\ud83d\udca9b \ud800\udfff',
  percent: '%3Cscript%3E %00 %2f%2e%2e %zz',
  template: '{{constructor.constructor("alert(1)")()}} ${alert(1)}',
  long: `<${'b'.repeat(400)}><i `,
}
const NAMES = Object.keys(SHAPES)

function encodedWord(text: string): string {
  const words: string[] = []
  for (let rest = [...text]; rest.length > 0; rest = rest.slice(8))
    words.push(`=?utf-8?B?${Buffer.from(rest.slice(0, 8).join('')).toString('base64')}?=`)
  return words.join('\n ')
}

/** A Message-ID's left side out of a shape, as far as one can hold it. */
function idOf(name: string): string {
  return `${name}-${(SHAPES[name] ?? '').replace(/[<>@\s\u0000-\u001f\u007f-\u009f()\\,;:\u0080-\uffff]/g, '').slice(0, 80)}`
}

function patchOf(name: string, n: 1 | 2): MailParts {
  const shape = SHAPES[name] ?? ''
  const path = `drivers/${name}/${shape.replaceAll('\u0000', '')}/core.c`
  const lines = [
    ' struct flow *flow;',
    `+\tflow->${name} = "${shape}"; // ${n}`,
    '+\treturn flow_start(flow);',
    `-\t${shape}`,
    ` ${shape}`,
  ]
  const body = [
    `A message with ${shape} in it.`,
    '',
    shape,
    '',
    `Fixes: 0123456789ab ("${shape}")`,
    `Link: ${shape}`,
    'Link: javascript:alert(1)',
    `Reported-by: ${shape} <reporter@example.org>`,
    `Signed-off-by: Tova ${shape} <tova@example.org>`,
    '---',
    `Changes in v${n}:`,
    `- ${shape}`,
    '',
    `change-id: ${name}-${shape}`,
    ` ${path} | 5 +-`,
    '',
    `diff --git a/${path} b/${path}`,
    `--- a/${path}`,
    `+++ b/${path}`,
    `@@ -10,3 +10,4 @@ ${shape}`,
    ...lines,
    '-- ',
    '2.30.2',
    '',
  ].join('\n')
  return {
    id: n === 1 ? idOf(name) : `${name}-v2`,
    subject:
      NAMES.indexOf(name) % 2 === 0 && !/[^ -~]/.test(shape)
        ? `[PATCH${n === 1 ? '' : ' v2'}] ${name}: ${shape}`
        : encodedWord(`[PATCH${n === 1 ? '' : ' v2'}] ${name}: ${shape}`),
    from: `${encodedWord(`${name} ${shape}`)} <${fromOf(name)}>`,
    date: day(n * 3),
    body,
  }
}

function fromOf(name: string): string {
  return name === 'attribute'
    ? '"><img/src=x"@example.org'
    : name === 'script'
      ? '<script>@example.org'
      : `${name}+'&%2f@example.org`
}

function repliesTo(name: string): MailParts[] {
  const shape = SHAPES[name] ?? ''
  const said = (
    id: string,
    to: string,
    from: string,
    quote: readonly string[],
    words: readonly string[],
  ): MailParts => ({
    id,
    subject: encodedWord(`Re: [PATCH] ${name}: ${shape}`),
    from,
    date: day(4),
    inReplyTo: to,
    body: `On Mon, 3 Aug 2020, ${shape} <x@example.org> wrote:\n${quote.map((line) => `> ${line}`).join('\n')}\n\n${words.join('\n')}\n`,
  })
  return [
    said(
      `${name}-ask-${idOf(name).slice(0, 40)}`,
      idOf(name),
      `${encodedWord(`Bram ${shape}`)} <bram@example.org>`,
      [`+\tflow->${name} = "${shape}"; // 1`],
      [
        `Please use ${name}_sane() instead of ${shape} here.`,
        '',
        shape,
        '',
        `- ${shape}`,
        `- [x](javascript:alert(2))`,
        '',
        `1. ${shape}`,
        '',
        `# ${shape}`,
        '',
        `    ${shape}`,
        '',
        '```html',
        shape,
        '```',
        '',
        `\`${shape}\` *${shape}* **${shape}** __${shape}__`,
        '',
        `| ${shape} | x |`,
        '|---|---|',
        '| y | z |',
        '',
        `[ref]: javascript:alert(3)`,
        `[ref] [ref][] <https://example.org/${name}> <mailto:x@example.org>`,
        '',
        '<div onclick=alert(4)>',
        shape,
        '</div>',
        '',
        `Reviewed-by: ${shape} <bram@example.org>`,
      ],
    ),
    said(
      `${name}-why`,
      idOf(name),
      'Ines Haugland <ines@example.net>',
      ['+\treturn flow_start(flow);', shape],
      [`Why does this return ${shape}?`],
    ),
    said(
      `${name}-told`,
      `${name}-ask-${idOf(name).slice(0, 40)}`,
      `${encodedWord(`${name} ${shape}`)} <${fromOf(name)}>`,
      [`Please use ${name}_sane() instead of ${shape} here.`],
      [`Right, I will do so: ${shape}`],
    ),
  ]
}

const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  html: ['lang'],
  head: [],
  meta: ['charset', 'name', 'content'],
  link: ['rel', 'href', 'type', 'title'],
  title: [],
  script: ['src', 'defer'],
  body: ['data-events'],
  a: ['href', 'rel', 'data-n', 'data-o', 'aria-current'],
  svg: ['width', 'height', 'viewBox', 'preserveAspectRatio', 'aria-hidden'],
  rect: ['x', 'y', 'width', 'height'],
  aside: [],
  dl: [],
  dt: [],
  dd: [],
  i: [],
  b: [],
  small: [],
  textarea: ['name', 'rows', 'required'],
  header: [],
  nav: [],
  main: [],
  footer: [],
  form: ['action', 'method', 'role'],
  input: ['type', 'name', 'value', 'placeholder', 'maxlength', 'list', 'autocomplete'],
  button: ['type'],
  label: [],
  select: ['name'],
  datalist: [],
  option: ['value', 'selected', 'label'],
  p: [],
  span: ['data-n'],
  h1: [],
  h2: [],
  h3: [],
  q: [],
  mark: [],
  time: ['datetime'],
  section: ['data-seen', 'data-date'],
  div: ['data-seen', 'data-date'],
  details: ['open'],
  summary: [],
  article: [],
  blockquote: [],
  ul: [],
  ol: ['start'],
  li: [],
  pre: [],
  code: [],
  em: [],
  strong: ['aria-current'],
  table: [],
  thead: [],
  tbody: [],
  tr: ['data-seen', 'data-date'],
  th: ['scope'],
  td: [],
}
const EVERYWHERE = ['class', 'id', 'title', 'tabindex', 'aria-label', 'role']

/** Control characters, and such as turn text around. */
const DANGEROUS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

function around(text: string): string {
  const at = text.search(DANGEROUS)
  return JSON.stringify(text.slice(Math.max(0, at - 30), at + 10))
}

/** What is wrong with the attributes of one element. */
function wrongOf({ name, attributes }: Node): string[] {
  const known = ELEMENTS[name]
  return [
    ...(known ? [] : [`<${name}>`]),
    ...[...attributes].flatMap(([attribute, value]) => [
      ...([...EVERYWHERE, ...(known ?? [])].includes(attribute)
        ? []
        : [`${name} ${attribute}="${value.slice(0, 60)}"`]),
      ...(attribute === 'class' && !/^[a-z]+\d?(?:-[a-z]+)*(?: [a-z]+\d?(?:-[a-z]+)*)*$/.test(value)
        ? [`class="${value}"`]
        : []),
      ...(attribute === 'id' && (value === '' || /\s/.test(value)) ? [`id="${value}"`] : []),
      // What somebody typed into a field stays there as it is.
      ...(DANGEROUS.test(value) && attribute !== 'value'
        ? [`${name} ${attribute}: ${around(value)}`]
        : []),
    ]),
  ]
}

const HREF = /^(?:\/(?!\/)[^\\\s]*|#\S*|https?:\/\/[^\s"'<>]+|mailto:[^\s"'<>]+|data:,)$/

/** Where forms lead. */
const FORMS = /^(?:\/|\/search|\/my\/|\/feedback\/|\/s\/[^/\s]+\/(?:since\/|compare))$/

/** All that is on a page and must not be. */
function wrongIn({ path, tree }: Pick<Crawled, 'path' | 'tree'>): string[] {
  if (!tree) return []
  const values = (name: string, attribute: string): string[] =>
    elementsIn(tree, name).map(({ attributes }) => attributes.get(attribute) ?? '')
  const wrong = elementsIn(tree).flatMap(wrongOf)
  const scripts = elementsIn(tree, 'script')
    .map((one) => `${one.attributes.get('src')}${textOf(one)}`)
    .join()
  const metas = values('meta', 'name').join(' ')
  const links = elementsIn(tree, 'link').map(
    ({ attributes }) => `${attributes.get('rel')} ${attributes.get('href')}`,
  )
  const bare = elementsIn(tree, 'a').filter(
    ({ attributes }) =>
      /^https?:/.test(attributes.get('href') ?? '') &&
      !['nofollow', 'noreferrer'].every((word) => attributes.get('rel')?.includes(word)),
  )
  wrong.push(
    ...(scripts === '/page.js' ? [] : [`scripts ${scripts}`]),
    ...(metas === ' viewport referrer color-scheme' ? [] : [`meta ${metas}`]),
    ...links.filter(
      (link) =>
        !/^(?:icon \/icon\.svg|up \/\S*|stylesheet \/style\.css|alternate \/[^/]\S*\.atom)$/.test(
          link,
        ),
    ),
    ...values('form', 'action').filter((action) => !FORMS.test(action)),
    ...hrefsOf(tree)
      .filter((href) => !HREF.test(href))
      .map((href) => `href ${href}`),
    ...bare.map(({ attributes }) => `a link out without rel: ${attributes.get('href')}`),
    ...(DANGEROUS.test(textOf(tree)) ? [`text: ${around(textOf(tree))}`] : []),
  )
  return [...new Set(wrong)].map((one) => `${path}: ${one}`)
}

let server: Running
let pages: Map<string, Crawled>
before(async () => {
  const mails = NAMES.flatMap((name) => [patchOf(name, 1), ...repliesTo(name), patchOf(name, 2)])
  server = await served(join(folder, 'hostile.db'), [
    written(folder, 'hostile.mbox', mboxText(mails)),
  ])
})
after(() => server.close())

const squeezed = (text: string): string =>
  text.replace(/[\s\u2400-\u241f\ufffd\ufffe\uffff]+/g, ' ')
const shownAs = (shape: string): string => squeezed(shape.split('\n').map(harmless).join('\n'))
const page = async (path: string): Promise<Node> => {
  const { status, text } = await got(server.address, path)
  assert.equal(status, 200, `${path}: ${text.slice(0, 300)}`)
  return htmlOf(text)
}

describe('each shape is text', () => {
  for (const name of NAMES) {
    test(name, async () => {
      const shape = shownAs(SHAPES[name] ?? '')
      const own = await page(`/m/${encodeURIComponent(`${idOf(name)}@example.org`)}/`)
      const ask = encodeURIComponent(`${name}-ask-${idOf(name).slice(0, 40)}@example.org`)
      const count = (tree: Node): number =>
        squeezed(textOf(elementsIn(tree, 'main')[0] ?? '')).split(shape).length - 1
      assert.ok(
        squeezed(textOf(elementsIn(own, 'h1')[0] ?? '')).includes(shape.trim().slice(0, 200)),
        `the subject: ${textOf(elementsIn(own, 'h1')[0] ?? '')}`,
      )
      assert.ok(
        squeezed(textOf(elementsIn(own, 'title')[0] ?? '')).includes(shape.trim().slice(0, 200)),
        `the title: ${textOf(elementsIn(own, 'title')[0] ?? '')}`,
      )
      const raw = await page(`/m/${encodeURIComponent(`${idOf(name)}@example.org`)}/raw`)
      assert.ok(count(raw) >= 12, `the patch as it was mailed: ${count(raw)}`)
      assert.ok(count(own) >= 20, `the patch with its comments: ${count(own)}`)
      const [reply, replyRaw] = [await page(`/m/${ask}/`), await page(`/m/${ask}/raw`)]
      assert.ok(count(replyRaw) >= 15, `the reply as it was mailed: ${count(replyRaw)}`)
      assert.ok(count(reply) >= 10, `the reply: ${count(reply)}`)
      for (const tree of [own, reply])
        assert.ok(
          squeezed(textOf(tree)).includes(
            shownAs(`Please use ${name}_sane() instead of ${SHAPES[name]} here.`),
          ),
          'the comment',
        )
    })
  }
})

describe('nothing of a mail is alive', () => {
  before(async () => {
    const searches = [
      '/search?q=sane&in=comments',
      '/search?q=flow_start&in=patches',
      '/search?q=alert&in=messages',
      ...NAMES.map(
        (name) =>
          `/search?q=${encodeURIComponent(`"${(SHAPES[name] ?? '').replaceAll('"', ' ').slice(0, 60)}"`)}`,
      ),
    ]
    const feeds = NAMES.flatMap((name) => [
      `/p/${encodeURIComponent(fromOf(name))}/`,
      `/p/${encodeURIComponent(fromOf(name))}/feed.atom`,
    ])
    pages = await crawled(server.address, ['/', ...searches, ...feeds], 4000, /\.json(?:\?|$)/)
  })

  test('all was read', () => {
    assert.ok(pages.size > NAMES.length * 10 && pages.size < 4000, `${pages.size} pages`)
    assert.deepEqual(
      [...pages.values()]
        .filter(({ status, path }) => status !== 200 && !path.startsWith('/search'))
        .map(({ status, path }) => `${status} ${path}`),
      [],
    )
    assert.deepEqual(
      [...pages.values()]
        .filter(({ status }) => status >= 500)
        .map(({ status, path }) => `${status} ${path}`),
      [],
    )
  })
  test('elements, attributes, addresses', () =>
    assert.deepEqual([...pages.values()].flatMap(wrongIn).slice(0, 40), []))
  test('anchors are found', () => assert.deepEqual(brokenAnchors(pages).slice(0, 20), []))
  test('feeds are well-formed, and their text is what was written', () => {
    const feeds = [...pages.values()].filter(({ type }) => type.startsWith('application/atom+xml'))
    assert.ok(feeds.length > NAMES.length, `${feeds.length} feeds`)
    const broken = feeds.flatMap(({ path, text }) => {
      try {
        xmlOf(text)
        return []
      } catch (error) {
        return [`${path}: ${(error as Error).message}`]
      }
    })
    assert.deepEqual(broken, [])
    for (const { path, text } of feeds) {
      const feed = xmlOf(text)
      const names = new Set(elementsIn(feed).map(({ name }) => name))
      assert.deepEqual(
        [...names].filter(
          (name) =>
            !['title', 'id', 'link', 'updated', 'entry', 'author', 'name', 'summary'].includes(
              name,
            ),
        ),
        [],
        path,
      )
      for (const { attributes } of elementsIn(feed, 'link'))
        assert.ok(
          (attributes.get('href') ?? '').startsWith(`${server.address}/`),
          `${attributes.get('href')}`,
        )
      assert.doesNotMatch(text, /[\u202a-\u202e\u2066-\u2069]/, path)
    }
    const titles = squeezed(
      elementsIn(xmlOf(pages.get('/feed.atom')?.text ?? ''), 'title')
        .map(textOf)
        .join('\n'),
    )
    for (const name of NAMES)
      assert.ok(
        titles.includes(
          shownAs(SHAPES[name] ?? '')
            .trim()
            .slice(0, 150),
        ),
        `${name} in the feed of all series`,
      )
  })
  test('data are JSON, whatever they hold', async () => {
    for (const name of NAMES) {
      const { status, headers, text } = await got(
        server.address,
        `/m/${encodeURIComponent(`${idOf(name)}@example.org`)}.json`,
      )
      assert.deepEqual(
        [status, headers['content-type'], headers['x-content-type-options']],
        [200, 'application/json; charset=utf-8', 'nosniff'],
      )
      JSON.parse(text)
    }
  })
})

describe('addresses that are typed in', () => {
  const whatever = fc.oneof(
    fc.constantFrom(...Object.values(SHAPES)),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 30 }),
  )
  const valid = (text: string): boolean => !/\p{Cs}/u.test(text)
  test('are shown as text alone', async () => {
    await fc.assert(
      fc.asyncProperty(
        whatever.filter(valid),
        fc.constantFrom(
          '/search?q=',
          '/search?in=messages&q=',
          '/?title=',
          '/?author=',
          '/?file=',
          '/?since=',
          '/?state=',
          '/m/',
          '/s/',
          '/p/',
          '/i/x%40y/',
          '/s/script-x/',
          '/nothing/',
        ),
        async (text, prefix) => {
          const path = prefix + encodeURIComponent(text) + (prefix.includes('?') ? '' : '/')
          const answer = await got(server.address, path)
          assert.ok(answer.status < 500, `${answer.status} ${path}`)
          if (answer.headers['content-type']?.startsWith('text/html'))
            assert.deepEqual(wrongIn({ path, tree: htmlOf(answer.text) }), [])
        },
      ),
      { numRuns: 250 },
    )
  })
  for (const name of NAMES) {
    test(`search for ${name}`, async () => {
      const { status, text } = await got(
        server.address,
        `/search?q=${encodeURIComponent(SHAPES[name] ?? '')}`,
      )
      assert.ok([200, 400].includes(status), `${status} ${text.slice(0, 300)}`)
      const tree = htmlOf(text)
      assert.deepEqual(wrongIn({ path: name, tree }), [])
      const clean = (value: string): string =>
        squeezed(
          value.replace(
            /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
            ' ',
          ),
        ).trim()
      const field =
        elementsIn(tree, 'input')
          .find(({ attributes }) => attributes.get('name') === 'q')
          ?.attributes.get('value') ?? ''
      assert.ok(
        clean(field).includes(clean(SHAPES[name] ?? '').slice(0, 100)),
        `it stands in the field: ${JSON.stringify(field)}`,
      )
    })
  }
})

describe('characters that are cut', () => {
  test('no half of one is shown', async () => {
    const smile = '\u{1f600}'
    const mails: MailParts[] = [
      { id: 'smile', subject: `[PATCH] ${smile}: smile`, body: patchOf('script', 1).body },
      {
        id: 'ask',
        inReplyTo: 'smile',
        from: 'Bram <bram@example.org>',
        subject: 'Re: smile',
        date: day(4),
        body: `On Mon, 3 Aug 2020, x wrote:\n> +\treturn flow_start(flow);\n\n${smile.repeat(60)} a\nPlease, ${'a'.repeat(70)}${smile.repeat(100)}?\n`,
      },
    ]
    const running = await served(join(folder, 'smile.db'), [
      written(folder, 'smile.mbox', mboxText(mails)),
    ])
    try {
      const all = await crawled(
        running.address,
        ['/', '/search?q=please', '/p/tova%40example.org/feed.atom'],
        60,
      )
      for (const { path, text } of all.values())
        assert.ok(
          !text.includes('\ufffd'),
          `${path}: ${text.slice(Math.max(0, text.indexOf('\ufffd') - 90), text.indexOf('\ufffd') + 3)}`,
        )
    } finally {
      await running.close()
    }
  })
})

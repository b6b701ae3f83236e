import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { mailText, mboxText } from '../support/mails.ts'
import { runOf, type Marks } from '../support/runs.ts'
import { temporaryFolder } from '../support/stores.ts'

const mail = (id: string): string => mailText({ id, body: `${id}.\n` })
const mbox = (...ids: string[]): string => mboxText(ids.map((id) => ({ id, body: `${id}.\n` })))
/** Permissions do not stop the superuser. */
const ROOT = process.getuid?.() === 0 ? 'permissions mean nothing to the superuser' : false

/** Makes files, and the folders they stand in; a name that ends with a slash is an empty folder. */
function made(root: string, files: Readonly<Record<string, string | Buffer>>): string {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(root, name.endsWith('/') ? name : join(name, '..')), { recursive: true })
    if (!name.endsWith('/')) writeFileSync(join(root, name), content)
  }
  return root
}

describe('a Maildir', () => {
  const folder = temporaryFolder()
  const maildir = (name: string, files: Readonly<Record<string, string | Buffer>>): string =>
    made(join(folder, name), { 'cur/': '', 'new/': '', 'tmp/': '', ...files })

  test('is read in the order of delivery: cur and new, not tmp; trashed mail too', async () => {
    const source = maildir('order', {
      'cur/999.a.host:2,S': mail('first'),
      'new/1000.b.host': mail('second'),
      'cur/1001.c.host:2,ST': mail('third'),
      'tmp/1002.d.host': mail('never'),
      'cur/.hidden': mail('never'),
    })
    const { ids, places, steps } = await runOf(source)
    assert.deepEqual(
      [ids, places],
      [
        ['first', 'second', 'third'],
        ['999.a.host', '1000.b.host', '1001.c.host'],
      ],
    )
    assert.deepEqual(
      steps.map(({ share }) => share),
      [1 / 3, 2 / 3, 1],
    )
  })

  test('a message whose flags change, or that moves from new to cur, is not read again', async () => {
    const source = maildir('flags', { 'cur/1.a.host:2,': mail('one'), 'new/2.b.host': mail('two') })
    const marks: Marks = new Map()
    assert.deepEqual((await runOf(source, marks)).ids, ['one', 'two'])
    renameSync(join(source, 'cur/1.a.host:2,'), join(source, 'cur/1.a.host:2,RS'))
    renameSync(join(source, 'new/2.b.host'), join(source, 'cur/2.b.host!2,S'))
    assert.deepEqual((await runOf(source, marks)).steps, [])
    made(source, { 'new/3.c.host': mail('three') })
    assert.deepEqual((await runOf(source, marks)).ids, ['three'])
    assert.deepEqual((await runOf(source, marks)).steps, [])
  })

  test('subfolders: Maildir++ and nested; hidden ones that are none are left alone', async () => {
    const source = maildir('subs', {
      'new/1.a': mail('one'),
      '.List.dev/cur/2.b:2,S': mail('two'),
      '.List.dev/new/': '',
      'deep/er/cur/3.c': mail('three'),
      'deep/er/new/': '',
      '.notmuch/xapian/note': mail('never'),
      'dovecot-uidlist': '3 V1\n',
      loose: mail('never'),
    })
    const { ids, places } = await runOf(source)
    assert.deepEqual(
      [ids, places],
      [
        ['one', 'two', 'three'],
        ['1.a', '.List.dev/2.b', 'deep/er/3.c'],
      ],
    )
  })

  test('every file is a mail, compressed or not', async () => {
    const source = maildir('odd', {
      'cur/1.a:2,S': gzipSync(mail('one')),
      'cur/2.b:2,S': 'X-Odd: yes\n\nwords\n',
      'cur/3.c:2,': '',
      'cur/4.d:2,': mbox('four'),
    })
    assert.deepEqual((await runOf(source)).ids, ['one', '?', 'four'])
  })

  test('an empty one is no error', async () =>
    assert.deepEqual(await runOf(maildir('empty', {})).then(({ steps, error }) => [steps, error]), [
      [],
      null,
    ]))

  test(
    'a named pipe in it is not waited for',
    { skip: spawnSync('mkfifo', ['--version']).error ? 'no mkfifo here' : false },
    async () => {
      const source = maildir('pipe', { 'cur/1.a:2,S': mail('one') })
      spawnSync('mkfifo', [join(source, 'cur/2.b:2,S'), join(source, '../pipe.fifo')])
      symlinkSync('../../pipe.fifo', join(source, 'cur/3.c:2,S'))
      assert.deepEqual((await runOf(source)).ids, ['one'])
    },
  )

  test('many messages come in order', async () => {
    const numbers = Array.from({ length: 200 }, (_, i) => i)
    const source = maildir(
      'many',
      Object.fromEntries(
        numbers.map((i) => [
          `new/${100_000 + i}.x`,
          mail(`m${i}`) + 'y'.repeat((i * 7919) % 5000) + '\n',
        ]),
      ),
    )
    assert.deepEqual(
      (await runOf(source)).ids,
      numbers.map((i) => `m${i}`),
    )
  })
})

describe('an MH folder', () => {
  const folder = temporaryFolder()

  test('is read in the order of its numbers, subfolders too, without removed messages', async () => {
    const source = made(join(folder, 'mh'), {
      '.mh_sequences': 'unseen: 10\n',
      '10': mail('ten'),
      '9': mail('nine'),
      ',8': mail('never'),
      'sub/1': mail('sub'),
      'sub/#2': mail('never'),
    })
    const marks: Marks = new Map()
    const { ids, places } = await runOf(source, marks)
    assert.deepEqual(
      [ids, places],
      [
        ['nine', 'ten', 'sub'],
        ['9', '10', 'sub/1'],
      ],
    )
    assert.deepEqual((await runOf(source, marks)).steps, [])
    made(source, { '11': mail('eleven') })
    assert.deepEqual((await runOf(source, marks)).ids, ['eleven'])
  })
})

describe('a folder of files', () => {
  const folder = temporaryFolder()
  const files = {
    'b.mbox': mbox('b1', 'b2'),
    'a.eml': mail('a'),
    'c.mbox.gz': gzipSync(mbox('c')),
    'sub/page.html': '<!-- MHonArc v2.6.19 -->\n<!--X-Subject: x -->\n',
    'notes.txt': 'Dear diary,\n',
    'code.c': 'int a;\n',
    'pixel.png': Buffer.from([0x89, 0x50, 0x4e, 0x47]),
    empty: '',
    '.hidden/x.eml': mail('never'),
    '.x.eml': mail('never'),
  }

  test('what is mail is read, in order; what is not is passed over', async () => {
    const source = made(join(folder, 'mixed'), files)
    const marks: Marks = new Map()
    const { places, problems } = await runOf(source, marks)
    assert.deepEqual(
      [places, problems],
      [
        [
          'a.eml',
          'b.mbox byte 0',
          `b.mbox byte ${mbox('b1').length}`,
          'c.mbox.gz byte 0',
          'sub/page.html',
        ],
        [],
      ],
    )
    const again = await runOf(source, marks)
    assert.deepEqual([again.steps, again.error], [[], null])
    made(source, { 'b.mbox': mbox('b1', 'b2', 'b3') })
    assert.deepEqual((await runOf(source, marks)).ids, ['b3'])
    made(source, { 'sub/new.eml': mail('new') })
    assert.deepEqual((await runOf(source, marks)).places, ['sub/new.eml'])
  })

  test('without any mail', async () => {
    assert.match(
      (await runOf(made(join(folder, 'none'), { 'notes.txt': 'Dear diary,\n', 'sub/': '' }))).error
        ?.message ?? '',
      /no mail in it/,
    )
  })

  test('a file that is damaged is a problem, and the rest is read; each run tries it again', async () => {
    const whole = gzipSync(mbox('x', 'y'))
    const source = made(join(folder, 'damaged'), {
      '1.mbox.gz': whole.subarray(0, whole.length - 9),
      '2.mbox': mbox('b', 'c').slice(0, -3),
      '3.eml': mail('three'),
    })
    const marks: Marks = new Map()
    const first = await runOf(source, marks)
    assert.equal(first.ids.at(-1), 'three')
    assert.deepEqual(first.problems, [
      { text: 'compressed data ends early', at: `1.mbox.gz after byte ${mbox('x').length}` },
      {
        text: 'ends in the middle of a message; what is there of it was kept',
        at: `2.mbox byte ${mbox('b').length}`,
      },
    ])
    assert.deepEqual((await runOf(source, marks)).problems, first.problems)
    made(source, { '1.mbox.gz': whole, '2.mbox': mbox('b', 'c') })
    const mended = await runOf(source, marks)
    assert.deepEqual([mended.problems, mended.ids], [[], ['x', 'y', 'c']])
  })

  test('files and folders that may not be read are problems', { skip: ROOT }, async () => {
    const source = made(join(folder, 'locked'), {
      'a.eml': mail('a'),
      'b.eml': mail('b'),
      'sub/c.eml': mail('c'),
    })
    chmodSync(join(source, 'a.eml'), 0)
    chmodSync(join(source, 'sub'), 0)
    const { ids, problems } = await runOf(source)
    chmodSync(join(source, 'sub'), 0o755)
    assert.deepEqual(
      [ids, problems],
      [
        ['b'],
        [
          { text: 'permission denied', at: 'sub' },
          { text: 'permission denied', at: 'a.eml' },
        ],
      ],
    )
  })

  test('a folder that may not be written to is read', async () => {
    const source = made(join(folder, 'fixed'), { 'a.eml': mail('a') })
    chmodSync(source, 0o555)
    assert.deepEqual((await runOf(source)).ids, ['a'])
    chmodSync(source, 0o755)
  })

  test('links are followed; those that lead back, or nowhere, do no harm', async () => {
    const source = made(join(folder, 'links'), { 'a.eml': mail('a'), 'sub/b.eml': mail('b') })
    symlinkSync('..', join(source, 'sub', 'up'))
    symlinkSync(source, join(source, 'self'))
    symlinkSync('loop', join(source, 'loop'))
    symlinkSync('absent', join(source, 'broken'))
    symlinkSync(made(join(folder, 'elsewhere'), { 'c.eml': mail('c') }), join(source, 'other'))
    const { ids, problems } = await runOf(source)
    assert.deepEqual([ids, problems], [['a', 'c', 'b'], []])
  })

  test('names with blanks, line ends and bytes that are no UTF-8', async (t) => {
    const source = made(join(folder, 'names'), {
      'with blank.eml': mail('a'),
      'línea\n.eml': mail('b'),
      'back\\slash.eml': mail('c'),
    })
    const bytes = Buffer.concat([
      Buffer.from(`${source}/`),
      Buffer.from([0xe9, 0x2e, 0x65, 0x6d, 0x6c]),
    ])
    try {
      writeFileSync(bytes, mail('d'))
    } catch {
      t.skip('this file system has no such names')
      return
    }
    const marks: Marks = new Map()
    const { ids, places } = await runOf(source, marks)
    assert.deepEqual(ids, ['c', 'b', 'a', 'd'])
    assert.deepEqual(places, ['back\\x5cslash.eml', 'línea\n.eml', 'with blank.eml', '\\xe9.eml'])
    assert.equal(marks.size, 4)
    assert.deepEqual((await runOf(source, marks)).steps, [])
    rmSync(bytes)
  })
})

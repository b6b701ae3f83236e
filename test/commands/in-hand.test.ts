import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { mboxEntries } from '../../src/mail/source/mbox.ts'
import type { IssuesReport } from '../../src/model/report/issues.ts'
import { namesOfVersions } from '../../src/commands/given/versions.ts'
import { handleOf, looksLikeHandle, tellingLength } from '../../src/text/handle.ts'
import { sampleFolder } from '../support/sample-store.ts'
import { SAMPLE_MBOX } from '../support/samples.ts'
import { asUser, type Given } from '../support/user.ts'

const CHANGE_ID = '20251002-kt4320-6d2b8e41c70f'
const { folder, db } = sampleFolder()

/** Mails of the sample whose text holds all of these. */
function mailsWith(...words: readonly string[]): string[] {
  return mboxEntries(readFileSync(SAMPLE_MBOX))
    .map(String)
    .filter((mail) => words.every((word) => mail.includes(word)))
}

/** As `git format-patch` writes it: no Message-ID, nothing that it answers. */
function unsent(mail: string): string {
  const head = 'From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\n'
  return head + mail.replace(/^(?:Message-ID|In-Reply-To|References):.*\n(?:[ \t].*\n)*/gim, '')
}

async function seriesOf(args: readonly string[], given: Given = {}): Promise<string> {
  const { code, out, err } = await asUser(folder, ['--db', db, ...args, '--json'], given)
  assert.deepEqual([code, err], [0, ''], args.join(' '))
  return (JSON.parse(out) as IssuesReport).id
}

describe('a ref is whatever is in hand', { concurrency: 4 }, () => {
  const patches = join(folder, 'outgoing')
  before(() => {
    mkdirSync(patches)
    for (const [i, mail] of mailsWith('Message-Id: <20251110-kt4320-v3-').entries()) {
      if (!/^Subject: \[PATCH v3 [1-3]\/3\]/m.test(mail)) continue
      writeFileSync(join(patches, `000${i}-x.patch`), unsent(mail))
    }
  })

  test('a mail on standard input, by its Message-ID', async () => {
    const [reply = ''] = mailsWith('Message-ID: <aRNqL5zDn0WfHk6y@castellane.example.org>')
    assert.equal(await seriesOf(['issues', '-'], { input: reply }), CHANGE_ID)
    const { out } = await asUser(folder, ['--db', db, 'show', '-'], { input: reply })
    assert.match(out, /^Re: \[PATCH v3 3\/3\] hwmon: Add driver.*\nRuben Castellane /)
  })

  test('a mail that is not in the store, by what it answers', async () => {
    const reply = [
      'Message-ID: <new@example.org>',
      'In-Reply-To: <20251110-kt4320-v3-0-71d8a4f0c25b@example.com>',
      'From: Somebody <somebody@example.org>',
      'Subject: Re: something else',
      '',
      'Fine.',
      '',
    ].join('\n')
    assert.equal(await seriesOf(['status', '-'], { input: reply }), CHANGE_ID)
  })

  test('a folder of git format-patch, by title and author', async () => {
    assert.equal(await seriesOf(['issues', patches]), CHANGE_ID)
    assert.equal(await seriesOf(['status', 'outgoing'], { cwd: folder }), CHANGE_ID)
  })

  test('a patch under another title, and a bare diff, by patch-id', async () => {
    const [mail = ''] = mailsWith('Subject: [PATCH v3 3/3]', 'Message-Id: <20251110-kt4320-v3-')
    const renamed = unsent(mail).replace(/^Subject: .*$/m, 'Subject: [PATCH] Something new')
    assert.equal(await seriesOf(['issues', '-'], { input: renamed }), CHANGE_ID)
    const diff = mail.slice(mail.indexOf('diff --git'))
    assert.equal(await seriesOf(['issues', '-'], { input: diff }), CHANGE_ID)
  })

  test('a title of somebody else is no match', async () => {
    const [mail = ''] = mailsWith('Subject: [PATCH v3 3/3]', 'Message-Id: <20251110-kt4320-v3-')
    const other = unsent(mail)
      .replace(/^From: .*$/m, 'From: Somebody <somebody@example.org>')
      .replaceAll('regmap', 'other_map')
    const { code, err } = await asUser(folder, ['--db', db, 'issues', '-'], { input: other })
    assert.equal(code, 2)
    assert.match(err, /^patchtrail: nothing in the store has .* of standard input\n$/)
  })

  test('what is no mail is a mistake', async () => {
    const { code, err } = await asUser(folder, ['--db', db, 'issues', '-'], { input: 'hello\n' })
    assert.equal(code, 1)
    assert.match(err, /there is no mail and no patch in standard input/)
  })

  test('a folder with another name than a title is no ref where no mail is in it', async () => {
    mkdirSync(join(folder, 'hwmon'))
    writeFileSync(join(folder, 'hwmon', 'Makefile'), 'all:\n')
    assert.equal(await seriesOf(['status', 'hwmon'], { cwd: folder }), CHANGE_ID)
  })

  test('the start of a Message-ID or change-id, and of the id of a comment', async () => {
    assert.equal(await seriesOf(['issues', '20251002-kt4']), CHANGE_ID)
    assert.equal(await seriesOf(['issues', 'aRNqL5z']), CHANGE_ID)
    const { out } = await asUser(folder, ['--db', db, 'explain', 'aRNqL5z#1'])
    assert.match(out, /<aRNqL5zDn0WfHk6y@castellane\.example\.org>#1/)
    const many = await asUser(folder, ['--db', db, 'show', '202511'])
    assert.deepEqual([many.code, many.out], [1, ''])
    assert.match(many.err, /^patchtrail: several messages begin with 202511:\n {2}<20251110-/)
  })
})

describe('names of versions behind a ref', () => {
  for (const [words, found] of [
    [
      ['x', 'v1..v2'],
      [['x'], 'v1', 'v2'],
    ],
    [
      ['x', 'v1..'],
      [['x'], 'v1', null],
    ],
    [
      ['x', '..3'],
      [['x'], null, '3'],
    ],
    [
      ['a', 'b', 'v4', 'v5'],
      [['a', 'b'], 'v4', 'v5'],
    ],
    [
      ['x', 'rfc..v2'],
      [['x'], 'rfc', 'v2'],
    ],
    [
      ['x', 'v3'],
      [['x'], 'v3', null],
    ],
    [['v3'], [['v3'], null, null]],
    [['v1..v2'], [['v1..v2'], null, null]],
  ] as const)
    test(words.join(' '), () => assert.deepEqual(namesOfVersions(words), found))
})

describe('handles', () => {
  test('are of their name alone, and no words', () => {
    assert.equal(handleOf(CHANGE_ID), handleOf(CHANGE_ID))
    assert.notEqual(handleOf(CHANGE_ID), handleOf(`${CHANGE_ID} `))
    assert.ok(looksLikeHandle(handleOf('').slice(0, 4)))
    for (const word of ['hwmon', 'drm', 'v4l2', 'usb-serial', '']) assert.ok(!looksLikeHandle(word))
  })

  test('are as long as tells all of them apart, and spread well', () => {
    assert.equal(tellingLength(['bcdfgh', 'bcdkgh', 'zzzzzz']), 4)
    assert.equal(tellingLength(['bcdfgh', 'bcdfgk']), 6)
    const all = Array.from({ length: 20_000 }, (_, i) => handleOf(`<${i}@example.org>`))
    assert.equal(new Set(all).size, all.length)
    assert.ok(tellingLength(all) <= 8, String(tellingLength(all)))
  })
})

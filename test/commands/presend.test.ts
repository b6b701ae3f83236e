import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import type { PresendReport } from '../../src/model/report/presend.ts'
import { FILES_ONLY } from '../support/engine.ts'
import { mailText, mboxText, type MailParts } from '../support/mails.ts'
import { LINES, reply, version } from '../support/reviewed.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'
import { asUser, type Given, type Seen } from '../support/user.ts'

const folder = temporaryFolder()
const db = join(folder, 'store.db')

/** As `git format-patch` writes it. */
function formatted({ id: _, ...mail }: MailParts): string {
  const head = 'From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\n'
  return head + mailText({ id: '', ...mail }).replace(/^Message-ID:.*\n/, '')
}

before(async () => {
  const asks =
    'Please call it attempts, not retries.\n\nReviewed-by: Bram Okonkwo <bram@example.org>'
  const mails = [version('flow', 1), reply('asked', 'flow-v1', asks)]
  await withStore((store) => ingest(store, [written(folder, 'flow.mbox', mboxText(mails))]), db)
})

const SAME = formatted(version('flow', 2))
const DONE = formatted(
  version(
    'flow',
    2,
    LINES.map((line) => line.replace('retries', 'attempts')),
    {
      changelog: ['v2: call it attempts (Bram)'],
      message: 'It has to be done.\n\nReviewed-by: Bram Okonkwo <bram@example.org>',
    },
  ),
)

function presend(args: readonly string[], given: Given = {}): Promise<Seen> {
  return asUser(folder, ['--db', db, 'presend', ...args], given)
}

async function report(input: string): Promise<PresendReport & { code: number | null }> {
  const { code, out } = await presend(['-', '--json'], { input })
  return { ...(JSON.parse(out) as PresendReport), code }
}

describe('presend', { concurrency: 4 }, () => {
  test('names what the patches leave undone, tags that they lose, and the want of a changelog', async () => {
    const { code, out, err } = await presend(['-'], { input: SAME })
    assert.deepEqual([code, err], [4, ''])
    for (const pattern of [
      /^flow: open it with a limit\n[b-z2-9]{4} {2}v2 to be, after v1: 1 patch\n1 request left undone, 1 tag lost\n/,
      /\nAsked for, and these patches do not do it\n\nopen .*v1 patch 1, drivers\/flow\/core\.c:13 {2}Bram Okonkwo/,
      /\nTags that the patches do not carry\n {2}Reviewed-by: Bram Okonkwo {2}\(patch 1\)\n/,
      /\nThere is no changelog\.\n/,
      /its newest mail is of 2020-08-04/,
    ])
      assert.match(out, pattern)
  })

  test('says nothing where all is done', async () => {
    const { code, left, tags, unnamed, hasChangelog, version: next } = await report(DONE)
    assert.deepEqual([code, left, tags, unnamed, hasChangelog, next], [0, [], [], [], true, 2])
  })

  test('names reviewers whom the changelog does not', async () => {
    const { unnamed, code } = await report(DONE.replace('(Bram)', ''))
    assert.deepEqual([unnamed.map(({ name }) => name), code], [['Bram Okonkwo'], 0])
  })

  test('takes the next version where the subject names none', async () => {
    assert.equal((await report(DONE.replace('[PATCH v2]', '[PATCH]'))).version, 2)
    assert.equal((await report(DONE.replace('[PATCH v2]', '[PATCH v5]'))).version, 5)
  })

  test('changes nothing in the store', { skip: FILES_ONLY }, async () => {
    const bytes = readFileSync(db)
    await presend(['-'], { input: SAME })
    assert.deepEqual(readFileSync(db), bytes)
  })

  test('what is new was asked for by nobody', async () => {
    const input = formatted(version('pump', 1))
    const { code, out, err } = await presend(['-'], { input })
    assert.deepEqual([code, out], [0, ''])
    assert.match(err, /the store has no version before these patches/)
  })

  test('what was sent, and what is no patch, are mistakes', async () => {
    const sent = await presend(['-'], { input: mailText(version('flow', 1)) })
    assert.match(sent.err, /^patchtrail: these patches are in the store already/)
    const none = await presend(['no..range'])
    assert.match(
      none.err,
      /^patchtrail: no\.\.range is no file or folder here, and git knows no such/,
    )
    assert.deepEqual([sent.code, none.code], [1, 1])
  })
})

describe('presend of commits, and the hook of git send-email', () => {
  const work = join(folder, 'work')
  const git = (...args: string[]): string =>
    execFileSync(
      'git',
      ['-c', 'user.name=Tova Lindqvist', '-c', 'user.email=tova@example.org', ...args],
      {
        cwd: work,
        encoding: 'utf8',
        env: { ...process.env, GIT_CONFIG_NOSYSTEM: '1', HOME: folder },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
  before(() => {
    mkdirSync(join(work, 'drivers/flow'), { recursive: true })
    git('init', '-q', '-b', 'main')
    const path = join(work, 'drivers/flow/core.c')
    writeFileSync(path, `${'\n'.repeat(9)} struct flow *flow;\n`)
    git('add', '.')
    git('commit', '-qm', 'base')
    const added = LINES.filter((line) => line.startsWith('+')).map((line) => line.slice(1))
    writeFileSync(path, `${readFileSync(path, 'utf8')}${added.join('\n')}\n`)
    git('commit', '-qam', 'flow: open it with a limit')
  })

  test('a range of commits', async () => {
    const { code, out, err } = await presend(['HEAD~1..'], { cwd: work })
    assert.deepEqual([code, err], [4, ''])
    assert.match(out, /\n1 request left undone, 1 tag lost\n/)
  })

  test('hook install writes one that can be run; a foreign one is left alone', async () => {
    const hook = join(work, '.git/hooks/sendemail-validate')
    const run = (...args: string[]): Promise<Seen> =>
      asUser(folder, ['hook', ...args], { cwd: work })
    assert.deepEqual(await run('install'), { code: 0, out: `${hook}\n`, err: '' })
    assert.ok((statSync(hook).mode & 0o111) !== 0)
    assert.equal((await run('install')).code, 0, 'again')
    assert.equal((await run('uninstall')).code, 0)
    assert.ok(!existsSync(hook))
    writeFileSync(hook, '#!/bin/sh\n')
    const { code, err } = await run('install')
    assert.equal(code, 1)
    assert.match(
      err,
      /there is a hook .* already; add to it: patchtrail hook run "\$1" \|\| exit 1\n$/,
    )
    assert.equal((await run('uninstall')).code, 2)
    writeFileSync(hook, '')
  })

  test('hook run: once for all mails, with and without the numbers of git', async () => {
    const out = join(work, 'outgoing')
    mkdirSync(out)
    const [one, two] = [join(out, '0001-a.patch'), join(out, '0002-b.patch')]
    const other = formatted(version('valve', 1)).replace('[PATCH]', '[PATCH v2 2/2]')
    writeFileSync(one, SAME.replace('[PATCH v2]', '[PATCH v2 1/2]'))
    writeFileSync(two, other)
    const run = (file: string, env: NodeJS.ProcessEnv = {}): Promise<Seen> =>
      asUser(folder, ['--db', db, 'hook', 'run', file], { cwd: work, env })
    const first = await run(one)
    assert.equal(first.code, 1)
    assert.match(first.out, /1 request left undone/)
    assert.match(first.err, /not sent; git send-email --no-validate sends it all the same\n$/)
    assert.deepEqual(await run(two), { code: 0, out: '', err: '' })
    const numbered = (n: number): NodeJS.ProcessEnv => ({
      GIT_SENDEMAIL_FILE_COUNTER: String(n),
      GIT_SENDEMAIL_FILE_TOTAL: '2',
    })
    assert.deepEqual(await run(one, numbered(1)), { code: 0, out: '', err: '' })
    assert.equal((await run(two, numbered(2))).code, 1)
  })

  test('what cannot be judged is sent', async () => {
    const ran = await asUser(
      folder,
      ['--db', join(folder, 'none.db'), 'hook', 'run', join(work, 'outgoing/0001-a.patch')],
      { cwd: work },
    )
    assert.equal(ran.code, 0)
    assert.match(ran.err, /not judged before sending: there is no store/)
  })
})

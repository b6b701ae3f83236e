import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { before, describe, test } from 'node:test'
import type { VersionPatch } from '../../src/model/versions.ts'
import { parseSubject } from '../../src/patch/subject.ts'
import { decodeMessage } from '../../src/mail/decode/decode.ts'
import { diffOfPatches } from '../../src/versions/range-diff.ts'
import { mailsIn } from '../support/mails.ts'
import { patchBody, mailOf, versionPatch } from '../support/patches.ts'
import { temporaryFolder, written } from '../support/stores.ts'

/** One side of a comparison: a commit on top of what both have. `null` takes a file away. */
interface Commit {
  readonly files?: Readonly<Record<string, string | null>>
  readonly message?: string
  readonly author?: string
  /** Files that may be run. */
  readonly modes?: readonly string[]
}

const folder = temporaryFolder()
const base = Array.from({ length: 30 }, (_, i) => `line ${i + 1} of the pump`)
const code = [
  '#include <pump.h>',
  '',
  'static int pump_on(struct pump *p)',
  '{',
  '\tp->on = true;',
  '\treturn 0;',
  '}',
  '',
  'static int pump_off(struct pump *p)',
  '{',
  '\tp->on = false;',
  '\tp->fast = false;',
  '\treturn 0;',
  '}',
  '',
  'int pump_toggle(struct pump *p)',
  '{',
  '\treturn p->on ? pump_off(p) : pump_on(p);',
  '}',
]
const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`
/** The base with some lines replaced; an empty list takes a line away. */
const edited = (
  edits: Readonly<Record<number, readonly string[]>>,
  of: readonly string[] = base,
): string => text(of.flatMap((line, i) => edits[i + 1] ?? [line]))

function git(repository: string, ...args: string[]): string {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_COMMITTER_NAME: 'C',
    GIT_COMMITTER_EMAIL: 'c@example.org',
    GIT_AUTHOR_DATE: '2020-08-03T07:03:00Z',
    GIT_COMMITTER_DATE: '2020-08-03T07:03:00Z',
  }
  return execFileSync(
    'git',
    [
      '-C',
      repository,
      '-c',
      'init.defaultBranch=main',
      '-c',
      'user.name=C',
      '-c',
      'user.email=c@example.org',
      ...args,
    ],
    { encoding: 'utf8', env },
  )
}

function commit(
  repository: string,
  branch: string,
  {
    files = {},
    message = 'pump: do it\n\nIt has to be done.\n',
    author = 'Tova Lindqvist <tova@example.org>',
    modes = [],
  }: Commit,
): void {
  git(repository, 'checkout', '-q', '-b', branch, ...(branch === 'main' ? [] : ['main']))
  for (const [name, content] of Object.entries(files)) {
    const path = join(repository, name)
    mkdirSync(dirname(path), { recursive: true })
    if (content === null) rmSync(path)
    else writeFileSync(path, content)
  }
  for (const name of modes) chmodSync(join(repository, name), 0o755)
  git(repository, 'add', '-A')
  git(repository, 'commit', '-q', '-m', message, '--author', author)
}

/** The commit of a branch as it would be mailed, read as a patch of a version. */
async function mailed(repository: string, branch: string): Promise<VersionPatch> {
  const mbox = git(repository, 'format-patch', '--stdout', '-1', '-M', branch)
  const [bytes] = await mailsIn(written(folder, `${branch}.mbox`, mbox))
  assert.ok(bytes)
  const mail = await mailOf(bytes)
  const { subject } = await decodeMessage({
    foundAt: { source: 'test', at: null },
    form: 'mail',
    bytes,
  })
  return { number: 1, title: parseSubject(subject).title, author: mail.from, mail }
}

const repository = join(folder, 'repository')
let count = 0

before(() => {
  mkdirSync(repository)
  git(repository, 'init', '-q')
  commit(repository, 'main', {
    files: { 'pump.txt': text(base), 'pump.c': text(code), 'old.txt': text(base.slice(0, 8)) },
  })
})

/** What git prints below the line that pairs two commits, and what we do; outer headers are only `@@`. */
async function both(
  left: Commit,
  right: Commit,
): Promise<{ readonly git: string[]; readonly ours: string[] }> {
  const [a, b] = [`left-${++count}`, `right-${count}`]
  commit(repository, a, left)
  commit(repository, b, right)
  const [, ...body] = git(
    repository,
    'range-diff',
    '--no-color',
    '--creation-factor=100',
    `main..${a}`,
    `main..${b}`,
  )
    .replace(/\n$/, '')
    .split('\n')
  const withoutHeading = (line: string): string => line.replace(/^@@ .*/, '@@').trimEnd()
  const ours = diffOfPatches(await mailed(repository, a), await mailed(repository, b))
  return { git: body.map((line) => withoutHeading(line.slice(4))), ours: ours.map(withoutHeading) }
}

const one = { 'pump.txt': edited({ 10: ['line 10, changed'] }) }
const cases: readonly (readonly [name: string, left: Commit, right: Commit])[] = [
  ['the same', { files: one }, { files: one }],
  [
    'another word in an added line',
    { files: one },
    { files: { 'pump.txt': edited({ 10: ['line 10, changed again'] }) } },
  ],
  [
    'one more added line',
    { files: one },
    { files: { 'pump.txt': edited({ 10: ['line 10, changed', 'and one more'] }) } },
  ],
  [
    'one hunk more, far below',
    { files: one },
    { files: { 'pump.txt': edited({ 10: ['line 10, changed'], 25: [] }) } },
  ],
  [
    'another word in the message',
    { files: one, message: 'pump: do it\n\nIt has to be done.\n\nSoon.\n' },
    { files: one, message: 'pump: do it\n\nIt had to be done.\n\nSoon.\n' },
  ],
  [
    'another title',
    { files: one, message: 'pump: do it\n' },
    { files: one, message: 'pump: do it well\n' },
  ],
  [
    'a message where there was none',
    { files: one, message: 'pump: do it\n' },
    { files: one, message: 'pump: do it\n\nBecause.\n' },
  ],
  [
    'a tag',
    { files: one, message: 'pump: do it\n\nWords.\n\nSigned-off-by: T <t@example.org>\n' },
    {
      files: one,
      message:
        'pump: do it\n\nWords.\n\nReviewed-by: B <b@example.org>\nSigned-off-by: T <t@example.org>\n',
    },
  ],
  [
    'a tag where there is no message',
    { files: one, message: 'pump: do it\n\nSigned-off-by: T <t@example.org>\n' },
    {
      files: one,
      message: 'pump: do it\n\nAcked-by: B <b@example.org>\nSigned-off-by: T <t@example.org>\n',
    },
  ],
  [
    'a trailer in the middle of the message',
    {
      files: one,
      message:
        'pump: do it\n\nReported-by: B <b@example.org>\n\nIt was.\n\nSigned-off-by: T <t@example.org>\n',
    },
    {
      files: one,
      message:
        'pump: do it\n\nReported-by: B <b@example.org>\n\nIt is.\n\nSigned-off-by: T <t@example.org>\n',
    },
  ],
  [
    'another trailer in the middle of the message',
    {
      files: one,
      message:
        'pump: do it\n\nReported-by: B <b@example.org>\n\nIt is.\n\nSigned-off-by: T <t@example.org>\n',
    },
    {
      files: one,
      message:
        'pump: do it\n\nReported-by: C <c@example.org>\n\nIt is.\n\nSigned-off-by: T <t@example.org>\n',
    },
  ],
  [
    'a Fixes line set off from the other trailers',
    {
      files: one,
      message:
        'pump: do it\n\nWords.\n\nFixes: 0123456789ab ("pump: add")\n\nSigned-off-by: T <t@example.org>\n',
    },
    {
      files: one,
      message:
        'pump: do it\n\nMore words.\n\nFixes: 0123456789ab ("pump: add")\n\nSigned-off-by: T <t@example.org>\n',
    },
  ],
  [
    'a note of the maintainer among the trailers',
    {
      files: one,
      message:
        'pump: do it\n\nWords.\n\nSigned-off-by: T <t@example.org>\n[b: fixed a typo]\nSigned-off-by: B <b@example.org>\n',
    },
    {
      files: one,
      message:
        'pump: do it\n\nWords!\n\nSigned-off-by: T <t@example.org>\n[b: fixed a typo]\nSigned-off-by: B <b@example.org>\n',
    },
  ],
  [
    'a message with an indented list and two empty lines',
    { files: one, message: 'pump: do it\n\n  - one\n  - two\n\nSo it is.\n' },
    { files: one, message: 'pump: do it\n\n  - one\n  - three\n\nSo it is.\n' },
  ],
  ['another author', { files: one }, { files: one, author: 'Bram Okonkwo <bram@example.org>' }],
  [
    'an author who is not all ASCII',
    { files: one },
    { files: one, author: 'Zoé Ångström <zoe@example.org>' },
  ],
  ['a file more', { files: one }, { files: { ...one, 'new.txt': 'one\ntwo\nthree\n' } }],
  [
    'another line in a new file',
    { files: { 'new.txt': 'one\ntwo\nthree\n' } },
    { files: { 'new.txt': 'one\nzwei\nthree\n' } },
  ],
  ['a deleted file', { files: one }, { files: { ...one, 'old.txt': null } }],
  [
    'a renamed file, changed too',
    { files: one },
    { files: { ...one, 'old.txt': null, 'kept.txt': text([...base.slice(0, 7), 'end']) } },
  ],
  [
    'a renamed file as it was',
    { files: one },
    { files: { ...one, 'old.txt': null, 'kept.txt': text(base.slice(0, 8)) } },
  ],
  [
    'another change in a renamed file',
    { files: { 'old.txt': null, 'kept.txt': text([...base.slice(0, 7), 'end']) } },
    { files: { 'old.txt': null, 'kept.txt': text([...base.slice(0, 7), 'ends']) } },
  ],
  ['a file that may be run', { files: one }, { files: one, modes: ['pump.txt'] }],
  [
    'no newline at the end',
    { files: { 'pump.txt': `${text(base)}end\n` } },
    { files: { 'pump.txt': `${text(base)}end` } },
  ],
  [
    'a function that the hunk header names',
    { files: { 'pump.c': edited({ 12: ['\tp->fast = true;'] }, code) } },
    { files: { 'pump.c': edited({ 12: ['\tp->fast = maybe;'] }, code) } },
  ],
  [
    'two functions in one hunk',
    { files: { 'pump.c': edited({ 5: ['\tp->on = yes;'], 11: ['\tp->on = no;'] }, code) } },
    { files: { 'pump.c': edited({ 5: ['\tp->on = yes;'], 11: ['\tp->on = none;'] }, code) } },
  ],
  [
    'a change in the first lines of a file',
    { files: { 'pump.c': edited({ 1: ['#include <pumps.h>'] }, code) } },
    { files: { 'pump.c': edited({ 1: ['#include <valves.h>'] }, code) } },
  ],
  [
    'a line that goes, among equal ones',
    { files: { 'pump.txt': edited({ 10: ['+', '+', '+'] }) } },
    { files: { 'pump.txt': edited({ 10: ['+', '+'] }) } },
  ],
  [
    'a block added next to one like it',
    { files: { 'pump.c': text([...code, '', 'int a(void)', '{', '\treturn 0;', '}']) } },
    {
      files: {
        'pump.c': text([
          ...code,
          '',
          'int a(void)',
          '{',
          '\treturn 0;',
          '}',
          '',
          'int b(void)',
          '{',
          '\treturn 0;',
          '}',
        ]),
      },
    },
  ],
  [
    'everything at once',
    { files: { ...one, 'new.txt': 'one\ntwo\n' } },
    {
      files: {
        'pump.txt': edited({ 11: ['line 11, changed'] }),
        'new.txt': 'one\ntwo\nthree\n',
        'old.txt': null,
      },
      message: 'pump: do all\n\nAt once.\n',
      author: 'Bram Okonkwo <bram@example.org>',
    },
  ],
]

const TODO: Readonly<Record<string, string>> = {
  'a line that goes, among equal ones': 'git slides a change along equal lines to another place',
  'everything at once': 'git slides a change along equal lines to another place',
}

/** Without what two tests below are about: a path in a header without a function, an empty line at the end. */
function inEssence(lines: readonly string[]): string[] {
  const end = lines.findLastIndex((line) => line !== '')
  return lines.slice(0, end + 1).map((line) => line.replace(/^([-+ ]@@) [^:]*$/, '$1'))
}

describe('two patches are compared as git range-diff does', () => {
  for (const [name, left, right] of cases) {
    test(name, TODO[name] === undefined ? {} : { todo: TODO[name] }, async () => {
      const { git: expected, ours } = await both(left, right)
      assert.deepEqual(inEssence(ours), inEssence(expected))
      assert.equal(ours.length > 0, name !== 'the same')
    })
  }
})

describe('to the letter', () => {
  const exactly = (name: string, left: Commit, right: Commit): void => {
    test(name, async () => {
      const { git: expected, ours } = await both(left, right)
      assert.deepEqual(ours, expected)
    })
  }
  exactly(
    'a hunk without a function',
    { files: { 'new.txt': 'one\ntwo\n', ...one } },
    { files: { 'new.txt': 'one\nzwei\n', ...one } },
  )
  exactly(
    'a change in the last lines',
    { files: { 'pump.txt': edited({ 28: ['end'] }) } },
    { files: { 'pump.txt': edited({ 28: ['ends'] }) } },
  )
})

test('a patch and itself have no difference, nor has one whose place in the file moved', async () => {
  const at = (line: number): Promise<VersionPatch> =>
    versionPatch(
      1,
      'pump: start',
      patchBody([
        { path: 'pump.c', at: line, lines: [' int a;', '+int b;'], function: 'int c(void)' },
      ]),
    )
  assert.deepEqual(diffOfPatches(await at(10), await at(10)), [])
  assert.deepEqual(diffOfPatches(await at(10), await at(900)), [])
})

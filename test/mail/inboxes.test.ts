import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { git, Inbox, pathIn1 } from '../support/inboxes.ts'
import { mailText } from '../support/mails.ts'
import { runOf, type Marks } from '../support/runs.ts'
import { temporaryFolder } from '../support/stores.ts'

for (const version of [1, 2] as const) {
  describe(`one repository of a public-inbox v${version}`, () => {
    const folder = temporaryFolder()
    const inbox = new Inbox(join(folder, 'work'), version).add('one', 'two')
    const bare = (): string => inbox.mirror(join(folder, 'bare.git'))

    test('all, nothing, then what is new', async () => {
      const marks: Marks = new Map()
      const first = await runOf(bare(), marks)
      assert.deepEqual(
        [first.ids, first.steps.map(({ share }) => share)],
        [
          ['one', 'two'],
          [0.5, 1],
        ],
      )
      assert.equal(first.places[1], `commit ${git(inbox.folder, 'rev-parse', 'HEAD').slice(0, 12)}`)
      assert.equal(first.steps[0]?.raw?.bytes.toString(), mailText({ id: 'one', body: 'one.\n' }))
      assert.equal(marks.get(''), git(inbox.folder, 'rev-parse', 'HEAD'))
      assert.deepEqual((await runOf(bare(), marks)).steps, [])
      inbox.add('three')
      assert.deepEqual((await runOf(bare(), marks)).ids, ['three'])
      assert.deepEqual((await runOf(bare(), marks)).steps, [])
    })

    test('nothing new needs no git', async () => {
      const marks: Marks = new Map()
      await runOf(bare(), marks)
      await withPath('', async () =>
        assert.deepEqual((await runOf(bareOf(folder), marks)).steps, []),
      )
      git(bareOf(folder), 'pack-refs', '--all')
      await withPath('', async () =>
        assert.deepEqual((await runOf(bareOf(folder), marks)).steps, []),
      )
      await withPath('', async () =>
        assert.match((await runOf(bareOf(folder))).error?.message ?? '', /git is not installed/),
      )
    })

    test('a deletion, in its place, with what was deleted', async () => {
      const marks: Marks = new Map()
      await runOf(bare(), marks)
      inbox.add('spam', 'four').delete('spam').add('five')
      const { ids, removed, steps } = await runOf(bare(), marks)
      assert.deepEqual([ids, removed], [['spam', 'four', 'five'], ['spam']])
      assert.deepEqual(
        steps.map((step) => step.removed),
        [false, false, true, false],
      )
      assert.equal(steps[2]?.raw?.bytes.toString(), mailText({ id: 'spam', body: 'spam.\n' }))
      assert.deepEqual((await runOf(bare(), marks)).steps, [])
      inbox.delete('four')
      assert.deepEqual((await runOf(bare(), marks)).removed, ['four'])
    })

    test('a rewritten history is read from its start', async () => {
      const marks: Marks = new Map()
      await runOf(bare(), marks)
      git(inbox.folder, 'checkout', '-q', '--orphan', 'purged')
      git(inbox.folder, 'rm', '-rqf', '.')
      inbox.add('two', 'six')
      git(inbox.folder, 'branch', '-qM', 'purged', 'master')
      assert.deepEqual((await runOf(bare(), marks)).ids, ['two', 'six'])
      assert.deepEqual((await runOf(bare(), marks)).steps, [])
      // The commit that was reached is not even there any more.
      const fresh = inbox.mirror(join(folder, 'fresh.git'))
      assert.deepEqual((await runOf(fresh, new Map([['', 'f'.repeat(40)]]))).ids, ['two', 'six'])
    })

    test('a clone with a work tree, and one whose only branch is main', async () => {
      assert.deepEqual((await runOf(inbox.folder)).ids, ['two', 'six'])
      const main = inbox.mirror(join(folder, 'main.git'))
      git(main, 'branch', '-m', 'master', 'main')
      git(main, 'symbolic-ref', 'HEAD', 'refs/heads/trunk')
      assert.deepEqual((await runOf(main)).ids, ['two', 'six'])
    })

    test('a merge brings what it brought', async () => {
      git(inbox.folder, 'checkout', '-qb', 'side', 'HEAD~1')
      inbox.add('side')
      git(inbox.folder, 'checkout', '-q', 'master')
      git(inbox.folder, 'merge', '-q', '-s', 'ours', '--no-commit', 'side')
      if (version === 1) git(inbox.folder, 'checkout', 'side', '--', pathIn1('side'))
      else writeFileSync(join(inbox.folder, 'm'), mailText({ id: 'side', body: 'side.\n' }))
      git(inbox.folder, 'commit', '-qam', 'merge')
      assert.deepEqual((await runOf(inbox.folder)).ids, ['two', 'six', 'side'])
    })
  })
}

function bareOf(folder: string): string {
  return join(folder, 'bare.git')
}

async function withPath(path: string, work: () => Promise<void>): Promise<void> {
  const before = process.env['PATH']
  process.env['PATH'] = path
  try {
    await work()
  } finally {
    process.env['PATH'] = before
  }
}

describe('an inbox of many epochs', () => {
  const folder = temporaryFolder()
  const epochs = [['a', 'b'], ['c'], ['d']].map((ids, i) =>
    new Inbox(join(folder, `work${i}`), 2).add(...ids),
  )
  const layouts: readonly (readonly [string, (i: number) => string])[] = [
    ['of public-inbox', (i) => `git/${i === 2 ? 10 : i}.git`],
    ['of clones', (i) => `${i === 2 ? 10 : i}.git`],
    ['without a suffix', (i) => `git/${i}`],
  ]
  for (const [name, pathOf] of layouts) {
    test(name, async () => {
      const root = join(folder, name)
      const mirror = (): void => epochs.forEach((epoch, i) => epoch.mirror(join(root, pathOf(i))))
      mirror()
      writeFileSync(join(root, 'msgmap.sqlite3'), 'SQLite format 3\0')
      const marks: Marks = new Map()
      const { ids, places } = await runOf(root, marks)
      assert.deepEqual(ids.slice(0, 4), ['a', 'b', 'c', 'd'])
      assert.match(
        places[0] ?? '',
        new RegExp(`^${pathOf(0).replace('git/', '')} commit [0-9a-f]{12}$`),
      )
      assert.deepEqual([...marks.keys()], [0, 1, 2].map(pathOf))
      await withPath('', async () => assert.deepEqual((await runOf(root, marks)).steps, []))
      epochs[2]?.add(`new ${name}`)
      mirror()
      assert.deepEqual((await runOf(root, marks)).ids, [`new ${name}`])
    })
  }

  test('plain clones, and several inboxes in one folder', async () => {
    const root = join(folder, 'mirrors')
    git(mkdir(join(root, 'list')), 'clone', '-q', join(folder, 'work0'), '0')
    epochs[1]?.mirror(join(root, 'other', 'git', '0.git'))
    new Inbox(join(folder, 'old'), 1).add('old').mirror(join(root, 'old.git'))
    const marks: Marks = new Map()
    const { ids, places } = await runOf(root, marks)
    assert.deepEqual(ids, ['a', 'b', 'old', 'c'])
    assert.deepEqual(
      places.map((place) => place?.split(' ')[0]),
      ['list/0', 'list/0', 'old.git', 'other/0.git'],
    )
    assert.deepEqual(await runOf(root, marks).then(({ steps, error }) => [steps, error]), [
      [],
      null,
    ])
  })

  test('an epoch that cannot be read is a problem, and the others are read', async () => {
    const root = join(folder, 'damaged')
    epochs.forEach((epoch, i) => epoch.mirror(join(root, 'git', `${i}.git`)))
    rmSync(join(root, 'git', '1.git', 'objects'), { recursive: true })
    mkdirSync(join(root, 'git', '1.git', 'objects'))
    const { ids, problems } = await runOf(root)
    assert.deepEqual(
      [ids.slice(0, 3), problems.length, problems[0]?.at],
      [['a', 'b', 'd'], 1, 'git/1.git'],
    )
    assert.match(problems[0]?.text ?? '', /^git: /)
  })
})

function mkdir(path: string): string {
  mkdirSync(path, { recursive: true })
  return path
}

describe('repositories of other kinds', () => {
  const folder = temporaryFolder()

  test('an empty one yields nothing', async () => {
    git(mkdir(join(folder, 'empty.git')), 'init', '-q', '--bare')
    git(mkdir(join(folder, 'unborn')), 'init', '-q')
    for (const name of ['empty.git', 'unborn'])
      assert.deepEqual(await runOf(join(folder, name)).then(({ steps, error }) => [steps, error]), [
        [],
        null,
      ])
  })

  test('one of source code is no inbox; mail that lies in its work tree is read', async () => {
    const code = new Inbox(join(folder, 'code'), 1).commit('main.c', 'int a;\n', 'start')
    assert.match(
      (await runOf(code.mirror(join(folder, 'code.git')))).error?.message ?? '',
      /no public-inbox/,
    )
    assert.match((await runOf(code.folder)).error?.message ?? '', /no mail in it/)
    writeFileSync(join(code.folder, 'saved.eml'), mailText({ id: 'saved', body: 'Saved.\n' }))
    assert.deepEqual((await runOf(code.folder)).ids, ['saved'])
  })

  test('an edit in place is a deletion and a new message', async () => {
    const inbox = new Inbox(join(folder, 'edited'), 1)
      .add('one')
      .commit(pathIn1('one'), mailText({ id: 'one', body: 'Edited.\n' }), 'edit')
    const { steps } = await runOf(inbox.folder)
    assert.deepEqual(
      steps.map(({ removed, raw }) => [removed, raw?.bytes.toString().split('\n\n')[1]]),
      [
        [false, 'one.\n'],
        [true, 'one.\n'],
        [false, 'Edited.\n'],
      ],
    )
    assert.deepEqual(
      steps.map(({ checkpoint }) => checkpoint !== null),
      [true, false, true],
    )
  })

  test('the configuration and environment of the user, and of a hook that runs us, do not matter', async () => {
    const inbox = new Inbox(join(folder, 'plain'), 2).add('one', 'two')
    const bare = inbox.mirror(join(folder, 'plain.git'))
    const home = mkdir(join(folder, 'home'))
    writeFileSync(join(home, '.gitconfig'), '[broken\n')
    const strange = {
      HOME: home,
      XDG_CONFIG_HOME: home,
      GIT_DIR: '/nowhere',
      GIT_OBJECT_DIRECTORY: '/nowhere',
      GIT_CONFIG_COUNT: 'x',
    }
    const before = { ...process.env }
    Object.assign(process.env, strange)
    try {
      assert.deepEqual((await runOf(bare)).ids, ['one', 'two'])
    } finally {
      for (const name of Object.keys(strange)) delete process.env[name]
      Object.assign(process.env, before)
    }
  })

  test(
    'a repository of somebody else is read',
    { skip: process.getuid?.() === 0 ? false : 'only the superuser can give files away' },
    async () => {
      const bare = new Inbox(join(folder, 'mine'), 2).add('one').mirror(join(folder, 'theirs.git'))
      for (const name of ['.', ...readdirSync(bare, { recursive: true, encoding: 'utf8' })])
        chownSync(join(bare, name), 4711, 4711)
      assert.deepEqual((await runOf(bare)).ids, ['one'])
    },
  )

  test('what a partial clone has not is not fetched', async () => {
    const origin = new Inbox(join(folder, 'origin'), 2)
      .add('one', 'two')
      .mirror(join(folder, 'origin.git'))
    git(origin, 'config', 'uploadpack.allowFilter', 'true')
    const partial = join(folder, 'partial.git')
    git(folder, 'clone', '-q', '--bare', '--filter=blob:none', `file://${origin}`, partial)
    const { steps, error } = await runOf(partial)
    assert.deepEqual(steps, [])
    assert.match(error?.message ?? '', /git/)
    assert.match(git(partial, 'rev-list', '--objects', '--missing=print', 'HEAD'), /^\?/m)
  })

  test('a mail that git has lost is named and passed over, and later runs go on from there', async () => {
    const inbox = new Inbox(join(folder, 'lost'), 2).add('one', 'two', 'three')
    const blob = git(inbox.folder, 'rev-parse', 'HEAD~1:m').trim()
    const path = join(inbox.folder, '.git', 'objects', blob.slice(0, 2), blob.slice(2))
    chmodSync(path, 0o644)
    writeFileSync(path, 'damaged')
    const { ids, steps } = await runOf(inbox.folder)
    assert.deepEqual(ids, ['one', 'three'])
    assert.equal(steps.filter(({ problem }) => problem?.text.includes('passed over')).length, 1)
    rmSync(path)
    assert.deepEqual((await runOf(inbox.folder)).ids, ['one', 'three'])
  })

  for (const [what, spoil] of [
    ['lost', rmSync],
    ['damaged', (path: string): void => writeFileSync(path, 'damaged')],
  ] as const)
    test(`a commit that is ${what} is named, and what comes before and after it is read`, async () => {
      const inbox = new Inbox(join(folder, `${what}-commit`), 2).add('one', 'two', 'three', 'four')
      const commit = git(inbox.folder, 'rev-parse', 'HEAD~2').trim()
      const path = join(inbox.folder, '.git', 'objects', commit.slice(0, 2), commit.slice(2))
      chmodSync(path, 0o644)
      spoil(path)
      const { ids, steps } = await runOf(inbox.folder)
      assert.deepEqual(ids, ['one', 'three', 'four'])
      const [problem] = steps.flatMap((step) => step.problem ?? [])
      assert.match(problem?.text ?? '', /passed over/)
      assert.match(problem?.at ?? '', new RegExp(commit.slice(0, 12)))
    })

  for (const [what, which, left] of [
    ['in between', 'HEAD~2', ['one', 'three', 'four']],
    ['of the newest commit', 'HEAD', ['one', 'two', 'three']],
    ['of the oldest commit', 'HEAD~3', ['two', 'three', 'four']],
  ] as const)
    test(`a tree ${what} that git has lost costs its own mail alone`, async () => {
      const inbox = new Inbox(join(folder, `tree ${what}`), 2).add('one', 'two', 'three', 'four')
      const tree = git(inbox.folder, 'rev-parse', `${which}^{tree}`).trim()
      rmSync(join(inbox.folder, '.git', 'objects', tree.slice(0, 2), tree.slice(2)))
      const { ids, steps } = await runOf(inbox.folder)
      assert.deepEqual(ids, left)
      assert.equal(steps.filter(({ problem }) => problem?.text.includes('passed over')).length, 1)
    })

  test('the oldest commit is lost, and no other mail', async () => {
    const inbox = new Inbox(join(folder, 'oldest commit'), 2).add('one', 'two', 'three')
    const commit = git(inbox.folder, 'rev-parse', 'HEAD~2').trim()
    rmSync(join(inbox.folder, '.git', 'objects', commit.slice(0, 2), commit.slice(2)))
    const { ids, steps } = await runOf(inbox.folder)
    assert.deepEqual(ids, ['two', 'three'])
    assert.equal(steps.filter(({ problem }) => problem?.text.includes('passed over')).length, 1)
  })

  for (const version of [1, 2] as const)
    test(`the two oldest trees of a v${version} inbox are lost, and no other mail`, async () => {
      const inbox = new Inbox(join(folder, `two trees v${version}`), version)
      inbox.add('one', 'two', 'three', 'four')
      for (const which of ['HEAD~3', 'HEAD~2']) {
        const tree = git(inbox.folder, 'rev-parse', `${which}^{tree}`).trim()
        rmSync(join(inbox.folder, '.git', 'objects', tree.slice(0, 2), tree.slice(2)))
      }
      const { ids } = await runOf(inbox.folder)
      // Of v1 each tree holds all mail.
      const all = version === 1 ? ['four', 'one', 'three', 'two'] : ['four', 'three']
      assert.deepEqual([...ids].sort(), all)
    })

  test('a message far larger than a pipe', async () => {
    const inbox = new Inbox(join(folder, 'large'), 2)
      .commit(
        'm',
        mailText({ id: 'large', body: 'x'.repeat(72).concat('\n').repeat(300_000) }),
        'large',
      )
      .add('small')
    const { ids, steps } = await runOf(inbox.folder)
    assert.deepEqual([ids, (steps[0]?.raw?.bytes.length ?? 0) > 20e6], [['large', 'small'], true])
  })

  test('left in the middle, as by a full disk, it does not keep the process waiting for git', () => {
    const inbox = new Inbox(join(folder, 'left'), 2).add('one', 'two', 'three')
    const sources = JSON.stringify(
      new URL('../../src/mail/source/sources.ts', import.meta.url).href,
    )
    const program = `const { readSource } = await import(${sources}); for await (const step of readSource(${JSON.stringify(inbox.folder)})) break`
    execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      timeout: 20_000,
    })
  })
})

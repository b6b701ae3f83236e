import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { mailText } from '../support/mails.ts'
import { runOf, type Marks } from '../support/runs.ts'
import { temporaryFolder } from '../support/stores.ts'

const PROGRAMS = ['init', 'mda', 'learn', 'edit', 'purge', 'convert'].map(
  (name) => `public-inbox-${name}`,
)
const isThere = PROGRAMS.every(
  (program) => spawnSync(program, ['--help'], { stdio: 'ignore' }).error === undefined,
)

describe(
  'inboxes that public-inbox itself wrote',
  { skip: isThere ? false : 'public-inbox is not installed' },
  () => {
    const folder = temporaryFolder()
    const run = (input: string, program: string, ...args: string[]): string => {
      const env = {
        PATH: process.env['PATH'],
        HOME: folder,
        PI_CONFIG: join(folder, 'config'),
        GIT_CONFIG_NOSYSTEM: '1',
        ORIGINAL_RECIPIENT: 'list@example.org',
        MAIL_EDITOR: "sed -i 's/^four\\.$/edited./'",
      }
      return execFileSync(program, args, { input, env, stdio: ['pipe', 'pipe', 'pipe'] }).toString()
    }
    const mail = (id: string): string =>
      mailText({ id, body: `${id}.\n` }).replace(/^Subject/m, 'To: list@example.org\nSubject')
    const deliver = (...ids: string[]): void =>
      ids.forEach((id) => run(mail(id), 'public-inbox-mda', '--no-precheck'))
    const init = (version: number): string => {
      const inbox = join(folder, `v${version}`)
      run('', 'git', 'config', '-f', join(folder, 'config'), '--remove-section', 'publicinbox.list')
      run(
        '',
        'public-inbox-init',
        `-V${version}`,
        'list',
        inbox,
        'http://example.org/list',
        'list@example.org',
      )
      return inbox
    }
    run('', 'git', 'config', '-f', join(folder, 'config'), 'publicinboxmda.spamcheck', 'none')
    run(
      '',
      'git',
      'config',
      '-f',
      join(folder, 'config'),
      'publicinbox.list.address',
      'list@example.org',
    )

    for (const version of [1, 2]) {
      test(`v${version}: delivered, again, one more, and one that is spam`, async () => {
        const inbox = init(version)
        const marks: Marks = new Map()
        deliver('one', 'two')
        assert.deepEqual((await runOf(inbox, marks)).ids, ['one', 'two'])
        assert.deepEqual((await runOf(inbox, marks)).steps, [])
        deliver('three')
        run(mail('two'), 'public-inbox-learn', 'rm')
        const { ids, removed, steps } = await runOf(inbox, marks)
        assert.deepEqual([ids, removed], [['three'], ['two']])
        assert.match(steps.at(-1)?.raw?.bytes.toString() ?? '', /\ntwo\.\n/)
      })
    }

    test('v2: edited, and purged', async () => {
      const inbox = join(folder, 'v2')
      const marks: Marks = new Map()
      deliver('four')
      await runOf(inbox, marks)
      run('', 'public-inbox-edit', '-m', 'four@example.org', inbox)
      const edited = await runOf(inbox, marks)
      assert.match(edited.steps.map(({ raw }) => raw?.bytes.toString()).join(), /edited\./)
      run(mail('one'), 'public-inbox-purge', inbox)
      const purged = await runOf(inbox, marks)
      assert.deepEqual([purged.ids.includes('one'), purged.ids.includes('three')], [false, true])
      assert.deepEqual((await runOf(inbox, marks)).steps, [])
    })

    test('v1 that was made v2 has the same mail', async () => {
      const converted = join(folder, 'converted')
      run('', 'public-inbox-convert', join(folder, 'v1'), converted)
      const texts = async (inbox: string): Promise<string[]> =>
        (await runOf(inbox)).steps.flatMap(({ raw, removed }) =>
          raw ? [`${removed} ${raw.bytes.toString()}`] : [],
        )
      assert.deepEqual(await texts(converted), await texts(join(folder, 'v1')))
    })
  },
)

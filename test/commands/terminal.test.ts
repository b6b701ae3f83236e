import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { outlineOf } from '../../src/commands/shell/outline.ts'
import { programFor } from '../../src/commands/shell/program.ts'
import { COMMANDS, GROUPS } from '../../src/commands/shell/table.ts'
import { CLI } from '../support/built.ts'
import { isThere } from '../support/engine.ts'
import { sampleFolder } from '../support/sample-store.ts'
import { SAMPLE_MBOX } from '../support/samples.ts'
import { asUser, type Seen } from '../support/user.ts'

const { folder, db } = sampleFolder()
const run = (...args: string[]): Promise<Seen> => asUser(folder, ['--db', db, ...args])

function has(program: string): boolean {
  return spawnSync(program, ['--version']).error === undefined
}

/** Runs a command line with a terminal as its output; what that shows. */
function onTerminal(line: string, env: NodeJS.ProcessEnv = {}): string {
  return execFileSync('script', ['-qec', line, '/dev/null'], {
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      PATCHTRAIL_TEST_STORE: process.env.PATCHTRAIL_TEST_STORE,
      HOME: folder,
      TERM: 'xterm',
      NO_COLOR: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  }).replaceAll('\r', '')
}

describe('help', { concurrency: 4 }, () => {
  test('groups all commands by what they are for', async () => {
    const { code, out, err } = await run('--help')
    assert.deepEqual([code, err], [0, ''])
    for (const group of GROUPS) assert.ok(out.includes(`\n${group}:\n`), group)
    for (const { name } of COMMANDS) assert.match(out, new RegExp(`\\n  ${name} `))
    assert.ok(out.split('\n').every((line) => line.length <= 80))
    assert.match(out, /Exit codes: 0 done/)
  })

  test('each command is what the table says, and its help has an example and the global options', async () => {
    const program = await programFor(['man'])
    assert.deepEqual(
      outlineOf(program)
        .filter(({ name }) => name !== 'help')
        .map(({ name, summary, group }) => [name, summary, group]),
      COMMANDS.map(({ name, about, group }) => [name, about, group]),
    )
    const { out } = await run('issues', '--help')
    assert.match(out, /\nGlobal Options:\n[^]*--db <file>/)
    assert.match(out, /\nExamples:\n {2}patchtrail issues k7mw2\n/)
  })

  test('starts quickly: no command, no store and no SQLite is loaded', () => {
    const code = `process.argv.push('x', '--help'); process.on('exit', () => console.error(process.report.getReport().sharedObjects.filter((one) => /sqlite3/.test(one)).length)); await import(${JSON.stringify(CLI)})`
    const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      encoding: 'utf8',
    })
    assert.match(stderr, /(?:^|\n)0\n$/)
  })

  test('without a command: the help, and exit code 1', async () => {
    const { code, out, err } = await asUser(folder, [])
    assert.deepEqual([code, out], [1, ''])
    assert.match(err, /^Usage: patchtrail /)
  })

  test('--version names the program', async () =>
    assert.match((await run('--version')).out, /^patchtrail \d+\.\d+\.\d+\n$/))
})

describe('mistakes', { concurrency: 4 }, () => {
  test('are one line that names the remedy', async () => {
    for (const [args, pattern] of [
      [['issue', 'x'], /unknown command 'issue'; did you mean issues\?/],
      [['issues'], /missing required argument 'ref'; patchtrail issues --help tells more/],
      [['list', '--sort', 'x'], /argument 'x' is invalid\..*; patchtrail list --help tells more/],
      [['issues', 'KT4320', '--al'], /unknown option '--al'; did you mean --all\?/],
    ] as const) {
      const { code, out, err } = await run(...args)
      assert.deepEqual([code, out], [1, ''])
      assert.match(err, /^patchtrail: [^\n]+\n$/)
      assert.match(err, pattern)
    }
  })

  test('are a document under --json', async () => {
    for (const [args, code, what] of [
      [['issues', 'no', 'such', 'words', '--json'], 2, 'not-found'],
      [['search', 'AND', '--json'], 1, 'query'],
      [['list', '--since', 'soon', '--json'], 1, 'mistake'],
      [['list', '--nonsense', '--json'], 1, 'mistake'],
    ] as const) {
      const ran = await run(...args)
      assert.deepEqual([ran.code, ran.err], [code, ''])
      const told = JSON.parse(ran.out) as { schema: string; code: string; message: string }
      assert.deepEqual([told.schema, told.code], ['patchtrail/mistake/1', what])
      assert.ok(told.message.length > 0)
    }
  })
})

describe('output is never lost', () => {
  test('on a full disk: one line, exit code 1', { skip: !existsSync('/dev/full') }, () => {
    for (const args of ['list', 'export issues', '--help']) {
      const line = `'${process.execPath}' '${CLI}' --db '${db}' ${args} > /dev/full`
      const { status, stderr } = spawnSync('sh', ['-c', line], { encoding: 'utf8' })
      assert.equal(status, 1, args)
      assert.equal(stderr, 'patchtrail: the output could not be written whole: the disk is full\n')
    }
  })

  test('a reader that closes early is no mistake', () => {
    const line = `'${process.execPath}' '${CLI}' --db '${db}' export comments | head -1 | wc -l`
    const { status, stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', line], {
      encoding: 'utf8',
    })
    assert.deepEqual([status, stdout.trim(), stderr], [0, '1', ''])
  })

  const skip = !has('script')
  const line = `'${process.execPath}' '${CLI}' --db '${db}' list`

  test('a pager that cannot be run: it is said, and printed without', { skip }, () => {
    const shown = onTerminal(line, { PAGER: 'no-such-pager' })
    assert.match(shown, /the pager no-such-pager cannot be run; printing without it\n/)
    assert.match(shown, /hwmon: Add support for Kestrel/)
  })

  test('a pager that fails: it is said, and printed without', { skip }, () => {
    const shown = onTerminal(line, { PAGER: 'false' })
    assert.match(shown, /the pager false failed with 1; printing without it\n/)
    assert.match(shown, /hwmon: Add support for Kestrel/)
  })

  test('$PATCHTRAIL_PAGER comes before $PAGER, --no-pager before both', { skip }, () => {
    const env = { PAGER: 'false', PATCHTRAIL_PAGER: 'sed s/^/PAGED:/' }
    assert.match(onTerminal(line, env), /PAGED:handle/)
    assert.match(onTerminal(`${line} --no-pager`, env), /^handle/)
  })
})

describe('Ctrl-C', () => {
  test('ends an ingest with a line that says how to go on, and the store is sound', async () => {
    const path = join(folder, 'stopped.db')
    const child = spawn(process.execPath, [CLI, '--db', path, 'ingest', '-'])
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.stdin.on('error', () => undefined).write(readFileSync(SAMPLE_MBOX))
    while (!(await isThere(path))) await new Promise((resolve) => setTimeout(resolve, 50))
    child.kill('SIGINT')
    const [code] = (await once(child, 'close')) as [number]
    assert.equal(code, 130)
    assert.match(said, /patchtrail: stopped; what was read is kept\. To go on: the same command/)
    assert.equal((await asUser(folder, ['--db', path, 'ingest', SAMPLE_MBOX])).code, 0)
    assert.equal((await asUser(folder, ['--db', path, 'check'])).code, 0)
  })
})

describe('completion and the manual page', { concurrency: 4 }, () => {
  for (const shell of ['bash', 'zsh', 'fish'] as const)
    test(
      `${shell}: a script that it can read, with all commands`,
      { skip: !has(shell) },
      async () => {
        const { code, out } = await asUser(folder, ['completion', shell])
        assert.equal(code, 0)
        for (const { name } of COMMANDS) assert.ok(out.includes(name), name)
        const script = join(folder, `completion.${shell}`)
        writeFileSync(script, out)
        const { status, stderr } = spawnSync(shell, ['-n', script], { encoding: 'utf8' })
        assert.deepEqual([status, stderr], [0, ''])
      },
    )

  const completed = (words: string, n: number): string[] => {
    const code = `source <('${process.execPath}' '${CLI}' completion bash); patchtrail() { '${process.execPath}' '${CLI}' --db '${db}' "$@"; }
      COMP_WORDS=(patchtrail ${words}); COMP_CWORD=${n}; _patchtrail; printf '%s\\n' "\${COMPREPLY[@]}"`
    return execFileSync('bash', ['-c', code], { encoding: 'utf8', cwd: folder }).trim().split('\n')
  }

  test('bash: commands, options, values of options, handles', { skip: !has('bash') }, () => {
    assert.deepEqual(completed('iss', 1), ['issues'])
    assert.deepEqual(completed('issues --pass', 2), ['--passed-over'])
    assert.deepEqual(completed('list --sort wa', 3), ['waiting'])
    assert.deepEqual(completed('--color ne', 2), ['never'])
    assert.match(completed("issues ''", 2).join(), /^[b-z2-9]{4}$/)
  })

  test('fish: commands, options and handles', { skip: !has('fish') }, () => {
    const config = join(folder, 'p.fish')
    writeFileSync(config, execFileSync(process.execPath, [CLI, 'completion', 'fish']))
    const ask = (words: string): string =>
      execFileSync('fish', ['-c', `source ${config}; complete -C '${words}'`], {
        encoding: 'utf8',
        env: { ...process.env, HOME: folder },
      })
    assert.match(ask('patchtrail iss'), /^issues\t/m)
    assert.match(ask('patchtrail issues --pass'), /^--passed-over\t/m)
  })

  test('man: every command and option, in the language of roff', async () => {
    const { code, out } = await asUser(folder, ['man'])
    assert.equal(code, 0)
    for (const { name } of COMMANDS) assert.match(out, new RegExp(`\\n\\.SS patchtrail ${name}`))
    assert.match(out, /\n\.B \\-\\-passed\\-over\n/)
    if (!has('groff')) return
    const { stderr } = spawnSync('groff', ['-man', '-ww', '-z'], { input: out, encoding: 'utf8' })
    assert.equal(stderr, '')
  })
})

describe('config', () => {
  const env = { XDG_CONFIG_HOME: join(folder, 'config') }
  const config = (...args: string[]): Promise<Seen> => asUser(folder, ['config', ...args], { env })
  const path = join(folder, 'config', 'patchtrail', 'config')

  test('a colour that there is not', async () => {
    const { err } = await config('color', 'sometimes')
    assert.equal(err, 'patchtrail: color is one of auto, always, never, not sometimes\n')
  })

  test('sets, shows and takes away; other lines stay', async () => {
    assert.equal((await config('me', 'maren.oltvik@example.com')).code, 0)
    writeFileSync(path, `# mine\n${readFileSync(path, 'utf8')}`)
    assert.equal((await config('store', db)).code, 0)
    assert.equal((await config('me')).out, 'maren.oltvik@example.com\n')
    assert.match(
      (await config()).out,
      /\nme {7}maren\.oltvik@example\.com {2}\(the config file\)\n/,
    )
    assert.equal((await config('pager', 'cat')).code, 0)
    assert.equal((await config('pager', '--unset')).code, 0)
    assert.equal((await config('pager')).code, 2)
    assert.equal(
      readFileSync(path, 'utf8'),
      `# mine\nme = maren.oltvik@example.com\nstore = ${db}\n`,
    )
  })

  test('store and me hold for every command', async () => {
    const { code, out } = await asUser(folder, ['todo'], { env })
    assert.equal(code, 0)
    assert.match(out, /^What maren\.oltvik@example\.com owes as an author\n/)
  })

  test('a mistake in it is one line with its place, and config still runs', async () => {
    const bad = {
      XDG_CONFIG_HOME: join(folder, 'bad'),
      PATCHTRAIL_CONFIG: join(folder, 'bad.config'),
    }
    writeFileSync(bad.PATCHTRAIL_CONFIG, 'me = x\nnonsense = 1\n')
    const { code, err } = await asUser(folder, ['--db', db, 'list'], { env: bad })
    assert.equal(code, 1)
    assert.match(
      err,
      /^patchtrail: .*bad\.config:2: there is no setting nonsense; there are store, replica, me, [^\n]*\n$/,
    )
    assert.equal((await asUser(folder, ['config', 'me', 'y'], { env: bad })).code, 0)
    assert.match((await config('nonsense', '1')).err, /there is no setting nonsense/)
  })
})

describe('who I am', () => {
  const head = async (args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> =>
    (await asUser(folder, ['--db', db, 'todo', ...args], { env })).out.split('\n')[0] ?? ''
  before(() => writeFileSync(join(folder, '.gitconfig'), '[user]\n\temail = git@example.org\n'))

  test('--me, else $EMAIL, else git config user.email', async () => {
    const env = { EMAIL: 'Jane <email@example.org>' }
    assert.equal(await head(['--me', 'given'], env), 'nothing to do for given')
    assert.equal(await head([], env), 'nothing to do for email@example.org')
    assert.equal(await head([], {}), 'nothing to do for git@example.org')
  })
})

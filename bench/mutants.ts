import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MUTANTS, type Mutant } from './mutants-list.ts'

/**
 * `npm run mutants`: puts one small mistake after another into a copy of the program, and says
 * which of them no test notices. Words leave only mutants in files that hold them: `npm run mutants
 * -- linking`. Ends with exit code 1 where fewer than nine of ten are caught, or where a mutant
 * does not fit the program any more.
 */
const ROOT = join(import.meta.dirname, '..')
const WANTED = 0.9

/** Test files that guard a room, the quick ones first. */
const GUARDS: Readonly<Record<string, readonly string[]>> = {
  patch: ['test/patch', 'test/versions/port.test.ts', 'test/linking/thread.test.ts'],
  ingest: ['test/patch', 'test/linking/thread.test.ts', 'test/versions', 'test/issues'],
  linking: ['test/linking', 'test/issues/fixtures.test.ts', 'test/issues/sample.test.ts'],
  versions: ['test/versions', 'test/issues'],
  issues: ['test/issues'],
}

function guardsOf(copy: string, { file }: Mutant): string[] {
  return (GUARDS[file.split('/')[0] ?? ''] ?? []).flatMap((path) =>
    path.endsWith('.ts')
      ? [path]
      : readdirSync(join(copy, path))
          .filter((name) => name.endsWith('.test.ts'))
          .map((name) => `${path}/${name}`),
  )
}

/** A copy of what tests need, whose files may be broken. */
function copied(): string {
  const copy = mkdtempSync(join(tmpdir(), 'patchtrail-mutants-'))
  for (const name of ['src', 'test', 'bench', 'data', 'package.json', 'tsconfig.json'])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/** The test file that fails; `null` where all pass. */
function failingIn(copy: string, files: readonly string[]): string | null {
  for (const file of files) {
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', '--test', file], {
      cwd: copy,
      stdio: 'ignore',
    })
    if (status !== 0) return file
  }
  return null
}

type Came = { readonly caught: string | null } | 'does not fit'

function tried(copy: string, mutant: Mutant): Came {
  const path = join(copy, 'src', mutant.file)
  const text = readFileSync(join(ROOT, 'src', mutant.file), 'utf8')
  if (text.split(mutant.from).length !== 2) return 'does not fit'
  writeFileSync(
    path,
    text.replace(mutant.from, () => mutant.to),
  )
  const caught = failingIn(copy, guardsOf(copy, mutant))
  writeFileSync(path, text)
  return { caught }
}

const words = process.argv.slice(2)
const chosen = MUTANTS.filter(
  ({ file }) => words.length === 0 || words.some((word) => file.includes(word)),
)
const copy = copied()
const count = { caught: 0, survived: 0, unfit: 0 }
try {
  for (const mutant of chosen) {
    const came = tried(copy, mutant)
    const said =
      came === 'does not fit' ? came : came.caught ? `caught by ${came.caught}` : 'SURVIVED'
    count[came === 'does not fit' ? 'unfit' : came.caught ? 'caught' : 'survived']++
    console.log(`${mutant.file}: ${mutant.what}: ${said}`)
  }
} finally {
  rmSync(copy, { recursive: true })
}
const all = count.caught + count.survived
console.log(
  `${count.caught} of ${all} caught (${((100 * count.caught) / Math.max(1, all)).toFixed(0)} %)` +
    (count.unfit > 0 ? `, ${count.unfit} do not fit the program any more` : ''),
)
if (count.caught < WANTED * all || count.unfit > 0) process.exitCode = 1

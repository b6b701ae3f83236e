import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { withFigures } from '../bench/figures.ts'
import { CLI } from './support/built.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const readme = join(root, 'README.md')

/** What the commands of a console block print, each below its `$ ` line. `UPDATE_README=1` writes it into the README. */
function rerun(block: string, db: string): string {
  const commands = block.split('\n').filter((line) => line.startsWith('$ patchtrail '))
  return commands
    .map((command) => `${command}\n${run(command.slice('$ patchtrail '.length).split(' '), db)}`)
    .join('')
}

function run(args: string[], db: string): string {
  const output = execFileSync(process.execPath, [CLI, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, PATCHTRAIL_DB: db, NO_COLOR: '1' },
  })
  return output.replace(/ in \d+\.\d s:/, ' in 0.2 s:')
}

test('every transcript in the README is what patchtrail prints', () => {
  const folder = mkdtempSync(join(tmpdir(), 'patchtrail-readme-'))
  const text = readFileSync(readme, 'utf8')
  let blocks = 0
  const rerunText = text.replace(/(?<=```console\n)[^]*?(?=```)/g, (block) => {
    blocks++
    return rerun(block, join(folder, 'store.db'))
  })
  rmSync(folder, { recursive: true })
  if (process.env.UPDATE_README) writeFileSync(readme, rerunText)
  else assert.equal(text, rerunText)
  assert.ok(blocks >= 2)
})

test('every table of figures in the README is what the bench kept', () => {
  const text = readFileSync(readme, 'utf8')
  const names = [...text.matchAll(/<!-- figures: (\w+) -->/g)].map(([, name = '']) => name)
  assert.ok(names.length >= 1)
  for (const name of names) assert.equal(text, withFigures(text, name))
})

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { mboxText } from '../support/mails.ts'
import { patchBody } from '../support/patches.ts'
import { patchtrail } from '../support/programs.ts'
import { temporaryFolder, written } from '../support/stores.ts'

const here = temporaryFolder()

function version(id: string, n: number, title: string, path: string) {
  const subject = `[PATCH${n === 1 ? '' : ` v${n}`}] ${title}`
  const date = `Mon, ${2 + n} Aug 2020 07:03:00 +0000`
  return { id, subject, date, body: patchBody([{ path, lines: [`+line ${n}`] }]) }
}

const MAILS = mboxText([
  version('gauge1', 1, 'gauge: read the level twice', 'gauge.c'),
  version('gauge2', 2, 'gauge: read the level twice', 'gauge.c'),
  version('pump1', 1, 'pump: stop before the tank is dry', 'pump.c'),
  version('pump2', 2, 'pump: stop before the tank is dry', 'pump.c'),
  version('valve2', 2, 'valve: close slowly', 'valve.c'),
])

describe('two series that the user joins', () => {
  const db = join(here, 'own.db')
  const asked = (...words: string[]) => patchtrail(db, ...words)

  test('cannot both have had the same versions: nothing is changed, a line says so', async () => {
    await asked('ingest', written(here, 'all.mbox', MAILS))
    const before = await asked('export', 'series')
    const ran = await asked('link', 'gauge2@example.org', 'pump2@example.org')
    assert.equal(ran.code, 1)
    assert.match(
      ran.err,
      /^patchtrail: "gauge: .*" \(v1, v2\) and "pump: .*" \(v1, v2\) both have v1, v2, .* unlink <ref> <ref>\n$/,
    )
    assert.equal((await asked('export', 'series')).out, before.out)
  })

  test('may be one that was sent again, and can be taken apart again', async () => {
    const before = await asked('export', 'series')
    const words = ['gauge2@example.org', 'valve2@example.org']
    assert.equal((await asked('link', ...words)).code, 0)
    assert.notEqual((await asked('export', 'series')).out, before.out)
    const apart = await asked('unlink', ...words)
    assert.equal(apart.err, '')
    assert.equal((await asked('export', 'series')).out, before.out)
  })

  test('that have change-ids have one handle left, and are taken apart by both, or as is said', async () => {
    const named = (name: string) => ({
      ...version(name, 1, `${name}: drain at night`, `${name}.c`),
      body: `change-id: 20200803-${name}-0123456789ab\n\n${patchBody([{ path: `${name}.c`, lines: ['+drain'] }])}`,
    })
    await asked('ingest', written(here, 'named.mbox', mboxText([named('sink'), named('drum')])))
    const before = await asked('list', '--limit', '0')
    const handles = ['sink: drain', 'drum: drain'].map(
      (title) => new RegExp(`^(\\w+) .*${title}`, 'm').exec(before.out)?.[1] ?? '',
    )
    for (const isPrinted of [false, true]) {
      const linked = await asked('link', ...handles)
      const [, handle = '', undo = ''] =
        /^(\w+) {2}\w+: drain .*\nto undo: patchtrail --db \S+ (unlink .*)\n$/.exec(linked.out) ??
        []
      assert.ok(handles.includes(handle), linked.out + linked.err)
      assert.match(undo, /^unlink (?:sink|drum)@example\.org (?:sink|drum)@example\.org$/)
      const { err } = await asked(...(isPrinted ? undo.split(' ') : ['unlink', ...handles]))
      assert.equal(err, '')
      assert.equal((await asked('list', '--limit', '0')).out, before.out)
    }
  })
})

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { mailing } from '../support/mailing.ts'
import { mboxText } from '../support/mails.ts'
import { patchtrail } from '../support/programs.ts'
import { filesAndServer } from '../support/server.ts'
import { allExportsIn, temporaryFolder, written } from '../support/stores.ts'

filesAndServer()

describe('mark takes for the id of a comment what explain does', () => {
  const folder = temporaryFolder()
  const mbox = written(folder, 'flow.mbox', mboxText(mailing(4)))
  const one = join(folder, 'lists', 'flow.db')
  const all = `${join(folder, 'lists')}/`
  let id = ''

  before(async () => {
    assert.equal((await patchtrail(one, 'ingest', mbox)).code, 0)
    id = (await allExportsIn(one)).issues[0]?.id ?? ''
    assert.match(id, /#\d+$/)
  })

  for (const where of ['a store', 'a folder of stores'] as const) {
    const asked = (given: string): ReturnType<typeof patchtrail> =>
      patchtrail(where === 'a store' ? one : all, 'mark', given, 'addressed')

    test(`in ${where} what has no number is none`, async () => {
      for (const given of ['4cbx', 'zzzzzz', '#1', id.replace(/#.*/, '')]) {
        const { code, err } = await asked(given)
        assert.equal(code, 1)
        assert.equal(
          err,
          `patchtrail: "${given}" names no comment; it looks like <message-id>#2 and is printed below each issue\n`,
        )
      }
    })

    test(`in ${where} its mail is named in any way`, async () => {
      const [start, number] = id.slice(1).split(/@.*#/)
      assert.equal((await asked(`${start}@#${number}`)).out, `${id}: addressed\n`)
      const { out } = await patchtrail(one, 'list', '--json')
      const [, handle = ''] = /"handle": ?"(\w+)"/.exec(out) ?? []
      assert.notEqual(handle, '')
      assert.match(
        (await asked(`${handle}#1`)).err,
        /^patchtrail: <.*> has no comment 1 on a series/,
      )
      assert.match((await asked('flow#1')).err, /^patchtrail: "flow(?:#1)?" fits \d+ .*; name one/)
    })
  }
})

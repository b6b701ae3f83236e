import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openForQuery, openToLookUp, type Database } from '../../src/store/store.ts'
import { filesAndServer, NO_SERVER, onServer, serverStore } from '../support/server.ts'
import { withStore } from '../support/stores.ts'

const brief = (path: string): Promise<Database> => openToLookUp(path, () => undefined, true)

async function idOf(store: Database): Promise<number> {
  return (await store.get<{ id: number }>('SELECT pg_backend_pid() AS id'))?.id ?? 0
}

/** Opens a store, asks for its connection, and closes it. */
async function idOnce(opened: Promise<Database>): Promise<number> {
  const store = await opened
  return idOf(store).finally(() => store.close())
}

describe('connections to a server', { skip: NO_SERVER }, () => {
  filesAndServer()

  test('of stores that are opened often are used again; others are closed', async () => {
    const db = serverStore()
    await withStore(() => Promise.resolve(), db)
    const id = await idOnce(brief(db))
    assert.equal(await idOnce(brief(db)), id)
    assert.notEqual(await idOnce(openForQuery(db)), id)
    const both = [await brief(db), await brief(db)]
    const ids = await Promise.all(both.map(idOf))
    assert.equal(new Set(ids).size, 2, 'two at once have two')
    await Promise.all(both.map((store) => store.close()))
    assert.ok(ids.includes(await idOnce(brief(db))))
  })

  test('that were lost, or were left within a transaction, are not', async () => {
    const db = serverStore()
    await withStore(() => Promise.resolve(), db)
    const left = await brief(db)
    await left.exec('BEGIN')
    const id = await idOf(left)
    await left.close()
    const next = await idOnce(brief(db))
    assert.notEqual(next, id)
    await onServer((client) => client.query('SELECT pg_terminate_backend($1)', [next]))
    await pause(100)
    assert.notEqual(await idOnce(brief(db)), next)
  })
})

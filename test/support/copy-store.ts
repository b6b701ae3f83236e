import { openForIngest } from '../../src/store/store.ts'
import { serverAddress, storeAddress } from '../../src/store/postgres/url.ts'

/** A program of the tests: copies a store on a server. Its words are the paths of both. */
const [from = '', to = ''] = process.argv.slice(2)
const store = await openForIngest(to)
const [source, target] = [from, to].map((path) => serverAddress(storeAddress(path)).schema)
const tables = await store.all<{ name: string }>(
  'SELECT tablename AS name FROM pg_tables WHERE schemaname = ?',
  source ?? '',
)
for (const { name } of tables)
  await store.exec(
    `DELETE FROM ${target}.${name};
     INSERT INTO ${target}.${name} OVERRIDING SYSTEM VALUE SELECT * FROM ${source}.${name}`,
  )
for (const name of ['source', 'address', 'problem'])
  await store.exec(
    `SELECT setval(pg_get_serial_sequence('${target}.${name}', 'id'),
       coalesce((SELECT max(id) FROM ${target}.${name}), 0) + 1, false)`,
  )
await store.close()

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { hinted, nameStoreInHints } from '../../src/commands/run/hints.ts'
import { ownFileOf } from '../../src/config/own-file.ts'
import { Database } from '../../src/store/database.ts'
import { serverRemedy } from '../../src/store/postgres/errors.ts'
import { globPattern } from '../../src/store/postgres/glob.ts'
import { parsedQuery } from '../../src/store/postgres/query.ts'
import { spelled } from '../../src/store/postgres/spelled.ts'
import { asItWas, holdable, holdableJson } from '../../src/store/postgres/texts.ts'
import { serverAddress, shownPath, withSchema } from '../../src/store/postgres/url.ts'
import { wordsIn } from '../../src/store/postgres/words.ts'
import { openForIngest } from '../../src/store/store.ts'
import { TOKENS } from '../../src/store/tables/search.ts'
import { ON_SERVER } from '../support/engine.ts'
import { withStore } from '../support/stores.ts'

/** What SQLite makes of something, to be made the same of. */
async function inSqlite<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await Database.inMemory()
  return work(database).finally(() => database.close())
}

describe('words of a text are those of the index of SQLite', () => {
  const texts = [
    'The regulators were REGULATED; devm_regulator_get_enable() fails, agreed, hopping skies',
    'relational conditional rationalize valency hesitancy digitizer conformably radically',
    'differently vilely analogously vietnamization predication operator feudalism decisiveness',
    'hopefulness callousness formality sensitivity sensibility triplicate formative formalize',
    'electricity electrical hopeful goodness revival allowance inference airliner gyroscopic',
    'adjustable defensible irritant replacement adjustment dependent adoption homologous',
    'communism activate angularity effective bowdlerize probate rate cease controll roll',
    'caresses ponies ties caress cats feed agreed plastered bled motoring sing conflated',
    'troubled sized falling hissing fizzed failing filing happy sky is as a s ss yes by',
    'naïve Zürich Ærø µsec Ωmega дегтярёва целей ñandú x2y 0x7f __init__ a_b_c_ -1 e-mail',
    `${'x'.repeat(70)}ing ${'y'.repeat(20)}ness İstanbul ﬁne`,
  ]
  for (const text of texts)
    test(text.slice(0, 40), async () => {
      const known = await inSqlite(async (database) => {
        await database.exec(
          `CREATE VIRTUAL TABLE t USING fts5(text, ${TOKENS}); CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)`,
        )
        await database.run('INSERT INTO t VALUES (?)', text)
        return database.all<{ term: string }>('SELECT term FROM v ORDER BY offset')
      })
      assert.deepEqual(
        wordsIn(text, true),
        known.map(({ term }) => term),
      )
    })
})

test('a glob fits what it fits in SQLite', async () => {
  const globs = [
    '*.c',
    'a?c',
    '[a-c]x',
    '[^a-c]x',
    '[]]x',
    '[x',
    'a.c',
    'a\\*',
    '*',
    '',
    '[a-]x',
    '(a|b)+$',
  ]
  const texts = ['a.c', 'abc', 'ax', 'dx', ']x', '[x', 'a\\b', '', 'x\n.c', '-x', '(a|b)+$', 'aXc']
  await inSqlite(async (database) => {
    for (const glob of globs)
      for (const text of texts) {
        const row = await database.get<{ fits: number }>('SELECT ? GLOB ? AS fits', text, glob)
        const pattern = new RegExp(globPattern(glob), 's')
        assert.equal(pattern.test(text), row?.fits === 1, `${JSON.stringify(text)} GLOB ${glob}`)
      }
  })
})

describe('SQL of the store in the words of PostgreSQL', () => {
  const cases: Readonly<Record<string, readonly [string, string]>> = {
    'parameters have numbers': ['SELECT ?, ?2, ?, ?1', 'SELECT $1, $2, $3, $1'],
    'a sign in quotation marks is none': [`SELECT '?' WHERE a = ?`, `SELECT '?' WHERE a = $1`],
    'a list of keys': [
      'FROM json_each(?) j JOIN t ON t.a = j.value',
      'FROM json_keys($1) j JOIN t ON t.a = j.value',
    ],
    'one of texts': [
      'a IN (SELECT atom FROM json_each(?))',
      'a IN (SELECT atom FROM json_texts($1))',
    ],
    'one of rows': [
      'SELECT j.value ->> 0 FROM json_each(?1) j',
      'SELECT j.value ->> 0 FROM json_rows($1) j',
    ],
    'several, each by its own use': [
      'FROM json_each(?) k, json_each(?) j WHERE a = k.value AND b = j.atom',
      'FROM json_keys($1) k, json_texts($2) j WHERE a = k.value AND b = j.atom',
    ],
    'what is there stays': [
      'INSERT OR IGNORE INTO t (a) SELECT 1',
      'INSERT INTO t (a) SELECT 1 ON CONFLICT DO NOTHING',
    ],
    'what is missing is the least': ['ORDER BY a DESC, b', 'ORDER BY a DESC NULLS LAST, b'],
    'letters of either size': [`a LIKE ? ESCAPE '\\'`, `a ILIKE $1 ESCAPE '\\'`],
    'a join that has a condition': ['a CROSS JOIN b ON b.x = 1', 'a JOIN b ON b.x = 1'],
  }
  for (const [name, [sql, expected]] of Object.entries(cases))
    test(name, () => assert.equal(spelled(sql), expected))
})

test('NUL and the sign that stands for it come back as they were', () => {
  const texts = ['plain', 'a\0b', '\u{10fffe}0', '\0\u{10fffe}1\0', 'back \\u0000 slash', '']
  for (const text of texts) {
    assert.equal(asItWas(holdable(text)), text)
    const json = holdableJson(JSON.stringify([text]))
    assert.ok(!/(?<!\\)(?:\\\\)*\\u0000/.test(json), json)
    assert.deepEqual((JSON.parse(json) as string[]).map(asItWas), [text])
  }
})

test('a query of the index is read as it was written', () => {
  const phrase = (words: string, open = false, fields: readonly string[] = []) =>
    ({ type: 'phrase', fields, words, open }) as const
  assert.deepEqual(parsedQuery('"zero page"'), phrase('zero page'))
  assert.deepEqual(parsedQuery('{own dfb} : "a"*'), phrase('a', true, ['own', 'dfb']))
  assert.deepEqual(parsedQuery('({own} : ("a" OR "say ""b""")) AND ("c")'), {
    type: 'and',
    of: [
      { type: 'or', of: [phrase('a', false, ['own']), phrase('say "b"', false, ['own'])] },
      phrase('c'),
    ],
  })
  assert.throws(() => parsedQuery('"a" NEAR "b"'))
})

describe('the address of a store on a server', () => {
  test('its schema is ours, the rest the driver reads', () => {
    assert.deepEqual(serverAddress('postgres://me@host:5433/mail?schema=leds&sslmode=require'), {
      url: 'postgres://me@host:5433/mail?sslmode=require&uselibpqcompat=true',
      schema: 'leds',
    })
    assert.equal(serverAddress('postgresql://host/mail').schema, 'patchtrail')
    assert.equal(withSchema('postgres://h/d?schema=a', 'b'), 'postgres://h/d?schema=b')
  })

  test('a mistake is told in one line', () => {
    assert.throws(() => serverAddress('postgres://host/mail?schema=a;b'), /is no schema of a store/)
    assert.throws(() => serverAddress('postgres://host'), /names no data base/)
  })

  test('a password is never shown', () => {
    for (const path of [
      'postgres://me:s3cret@host/mail',
      'postgresql://me:s3cret@host:1/mail?schema=x',
      'postgres://host/mail?password=s3cret&schema=x',
    ])
      assert.ok(!shownPath(path).includes('s3cret'), shownPath(path))
    assert.ok(!ownFileOf('postgres://me:s3cret@host/mail', 'kept').includes('s3cret'))
    nameStoreInHints('postgres://me:s3cret@host/mail')
    assert.equal(hinted('patchtrail derive'), 'patchtrail --db postgres://me@host/mail derive')
    nameStoreInHints(null)
  })

  test('what the user keeps stands in their folder', () => {
    const env = { XDG_DATA_HOME: '/data' }
    assert.equal(
      ownFileOf('postgres://me@host:5432/mail?schema=leds', 'kept', env),
      '/data/patchtrail/host_5432_mail_schema_leds.kept.json',
    )
    assert.equal(ownFileOf('/a/b.db', 'seen', env), '/a/b.db.seen.json')
  })
})

describe('a server that cannot be used is told in one line with a remedy', () => {
  test('none that listens', async () => {
    const opened = openForIngest('postgres://nobody:s3cret@127.0.0.1:1/none')
    await assert.rejects(opened, ({ message }: Error) => {
      assert.match(
        message,
        /^no PostgreSQL answers at postgres:\/\/nobody@127.0.0.1:1\/none .*start/,
      )
      assert.ok(!message.includes('s3cret') && !message.includes('\n'))
      return true
    })
  })

  for (const code of [
    '53100',
    '25006',
    '40001',
    '57014',
    '08006',
    '28P01',
    '3D000',
    '55P03',
    '57P01',
    'ECONNRESET',
  ])
    test(code, () =>
      assert.match(serverRemedy({ code, message: 'x' }, 'postgres://h/d') ?? '', /; /),
    )
  for (const message of [
    'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string',
    'The server does not support SSL connections',
    'Invalid URL',
    'Connection terminated unexpectedly',
  ])
    test(`of the driver itself: ${message}`, () =>
      assert.match(serverRemedy({ message }, 'postgres://h/d') ?? '', /; /))
  test('a mistake of ours is none of the user', () =>
    assert.equal(serverRemedy({ code: '42601', message: 'syntax error' }, ''), null))
})

test('NUL in a text, on a server, too', { skip: ON_SERVER ? false : 'no server is given' }, () =>
  withStore(async (store) => {
    const text = 'a\0b \u{10fffe} \\u0000'
    await store.insertRows('meta', ['key', 'value'], [['packed', text]])
    await store.run('INSERT INTO meta (key, value) VALUES (?, ?)', 'bound', text)
    const rows = await store.all(`SELECT value FROM meta WHERE key IN ('packed', 'bound')`)
    assert.deepEqual(rows, [{ value: text }, { value: text }])
  }),
)

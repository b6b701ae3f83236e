import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parseMessage } from '../src/ingest/content.ts'
import { readSource } from '../src/mail/source/sources.ts'
import { Round } from './fuzz-stores.ts'
import { randomFrom, spoiled } from './mutations.ts'
import { corpusFolder, listsIn } from './corpora.ts'

/**
 * Spoils mail at random and reads it: `npm run fuzz -- [--seed 1] [--count 2000] [--minutes 5]
 * [--corpus <folder>]`. A mail that crashes the reader, takes longer than 2 s, or costs a neighbour
 * in the same mailbox is a fault, as is a store whose exports a rebuild, another order of arrival
 * or kills at any moment change; each is written to the folder that is named at the end. Exit code
 * 1 where there is one.
 */
const SLOWEST = 2000
/** Mails of a list that are taken as they come. */
const PER_LIST = 400
/** Mails of one mailbox that is read whole. */
const PER_MAILBOX = 20
/** Every so many mailboxes one is read by a program that is killed thrice: starting it takes long. */
const KILLED_EACH = 12

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '2000' },
    minutes: { type: 'string', default: '60' },
    corpus: { type: 'string' },
  },
})
const seed = Number(values.seed)
const random = randomFrom(seed)
const folder = mkdtempSync(join(tmpdir(), 'patchtrail-fuzz-'))
let faults = 0
let kills = 0
/** Milliseconds that the slowest mail took. */
let slowest = 0

/** The mails to spoil: the sample's, and the first of each list. */
async function samples(): Promise<Buffer[]> {
  const corpus = corpusFolder(values.corpus)
  const lists = corpus ? listsIn(corpus).map(({ epochs }) => epochs[0] ?? '') : []
  const sources = [join(import.meta.dirname, '..', 'data', 'sample.mbox'), ...lists]
  const mails: Buffer[] = []
  for (const source of sources) {
    let left = PER_LIST
    for await (const { raw } of readSource(source)) {
      if (raw && raw.bytes.length < 200_000) mails.push(Buffer.from(raw.bytes))
      if (--left === 0) break
    }
  }
  return mails
}

function fault(what: string, bytes: Buffer): void {
  const path = join(folder, `fault-${++faults}.eml`)
  writeFileSync(path, bytes)
  process.stdout.write(`${what}: ${path}\n`)
}

async function readOne(bytes: Buffer, what: string): Promise<void> {
  const started = performance.now()
  const { problems } = await parseMessage({
    foundAt: { source: 'fuzz', at: null },
    form: 'mail',
    bytes,
  })
  const took = performance.now() - started
  slowest = Math.max(slowest, took)
  if (took > SLOWEST) fault(`${Math.round(took)} ms for one mail (${what})`, bytes)
  const crash = problems.find(({ text }) =>
    /is not a function|undefined|null|RangeError|Invalid/.test(text),
  )
  if (crash) fault(`${crash.text} (${what})`, bytes)
}

/** A plain mail with an id of its own: it must be found again whatever stands beside it. */
function neighbour(n: number): string {
  return `From: Mira Castel <mira@example.org>\nDate: Mon, 3 Mar 2025 10:00:00 +0000\nSubject: neighbour ${n}\nMessage-ID: <neighbour-${n}@fuzz.example>\n\nHere.\n`
}

/**
 * What was cut in the middle of its first line is no mail, and belongs to whatever stands above it:
 * that it depends on the order is no fault.
 */
function withHeader(mail: string): string {
  return /^[!-9;-~]+:/.test(mail) ? mail : `X-Cut: yes\n${mail}`
}

/**
 * Reads a mailbox of spoiled mails between whole ones: at once, after a rebuild, in another order,
 * and with a program that is killed.
 */
async function readMailbox(mails: readonly Buffer[], n: number): Promise<void> {
  const line = Buffer.from('From mboxrd@z Thu Jan  1 00:00:00 1970\n')
  const entries = mails.flatMap((mail, i) => [
    Buffer.from(withHeader(mail.toString('latin1')).replace(/^(>*From )/gm, '>$1'), 'latin1'),
    Buffer.from(neighbour(n * PER_MAILBOX + i)),
  ])
  const ended = entries.map((mail) => Buffer.concat([line, mail, Buffer.from('\n\n')]))
  const round = new Round(folder, ended, random)
  const { said, faults: found } = await round.whole(async (store) => {
    const kept = await store.get<{ n: number }>(
      `SELECT count(*) AS n FROM message WHERE message_id LIKE '<neighbour-%@fuzz.example>'`,
    )
    return mails.length - (kept?.n ?? 0)
  })
  const killed = n % KILLED_EACH === 0 ? await round.killed(said) : null
  kills += killed?.kills ?? 0
  for (const what of [...found, await round.shuffled(said), killed?.fault ?? null])
    if (what !== null) fault(what, round.mbox)
}

const mails = await samples()
let until = performance.now() + Number(values.minutes) * 60_000
// Whoever stops it is told how far it came.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (until = 0))
let done = 0
for (let round = 0; done < Number(values.count) && performance.now() < until; round++) {
  const batch: Buffer[] = []
  for (let n = 0; n < PER_MAILBOX; n++, done++) {
    const { bytes, faults: names } = spoiled(
      mails[Math.floor(random() * mails.length)] ?? Buffer.from(''),
      random,
    )
    await readOne(bytes, names.join(', '))
    batch.push(bytes)
  }
  await readMailbox(batch, round)
}
process.stdout.write(
  `seed ${seed}: ${done} mails of ${mails.length} kinds, ${kills} kills, slowest mail ${Math.round(slowest)} ms, ` +
    `${faults} faults${faults > 0 ? ` in ${folder}` : ''}\n`,
)
if (faults === 0) rmSync(folder, { recursive: true })
process.exitCode = faults > 0 ? 1 : 0

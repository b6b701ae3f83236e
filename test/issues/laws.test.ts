import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { ingest } from '../../src/ingest/ingest.ts'
import { joinSeries } from '../../src/ingest/join.ts'
import { resolveMember } from '../../src/query/refs.ts'
import { overrideIssue } from '../../src/ingest/override.ts'
import type { IssueEvidence } from '../../src/model/issue.ts'
import type { IssueRecord } from '../../src/model/report/records.ts'
import { issueRecords } from '../../src/index.ts'
import { refresh } from '../../src/ingest/refresh.ts'
import { saveOverride } from '../../src/store/judgements.ts'
import { dropDerived } from '../../src/store/rebuild.ts'
import type { Database } from '../../src/store/store.ts'
import { casesOf } from '../support/cases.ts'
import { judgedRows } from '../support/judged.ts'
import { mailsIn, mboxText } from '../support/mails.ts'
import { patchBody } from '../support/patches.ts'
import { copyStoreFile } from '../support/sample-store.ts'
import { SAMPLE_MBOX, SAMPLE_PAGE } from '../support/samples.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'

const folder = temporaryFolder()
const SUSPEND = '<aRNqL5zDn0WfHk6y@castellane.example.org>#1'
const OVERFLOW = '<aO66XkQzV1nWb7Rt@castellane.example.org>#4'

const sample = join(folder, 'sample.db')
const made = withStore((store) => ingest(store, [SAMPLE_MBOX, SAMPLE_PAGE]), sample)
let copies = 0

/** A store of the sample, of its own. */
async function withSample<T>(work: (store: Database) => Promise<T>): Promise<T> {
  await made
  const own = join(folder, `sample-${++copies}.db`)
  copyStoreFile(sample, own)
  return withStore(work, own)
}

async function issuesOf(store: Database): Promise<IssueRecord[]> {
  const issues: IssueRecord[] = []
  for await (const issue of issueRecords(store, null)) issues.push(issue)
  return issues
}

/** What `rebuild` does. */
async function rebuild(store: Database): Promise<void> {
  await dropDerived(store)
  await refresh(store)
}

/** The message is in the store, and the line says so. */
function assertStands(
  { rule, messageId, line, text }: IssueEvidence,
  bodies: ReadonlyMap<string, readonly string[]>,
): void {
  const body = messageId === null ? undefined : bodies.get(messageId)
  assert.equal(messageId === null, body === undefined, `${rule}: ${messageId} is there`)
  if (line !== null && text !== '')
    assert.ok(
      body?.[line - 1]?.includes(text) === true || isEntry(text, body?.slice(line - 1) ?? []),
      `${rule}: line ${line} of ${messageId} says "${text}"`,
    )
}

/** An entry of a changelog that goes on below its first line is told as one. */
function isEntry(text: string, below: readonly string[]): boolean {
  const lines = below.slice(0, 5).map((line) => line.trim())
  return lines.join(' ').startsWith(text.trim())
}

/** What holds of every issue of every store. */
async function assertIssuesHold(store: Database): Promise<number> {
  const bodies = new Map(
    (
      await store.all<{ message_id: string; body: string }>('SELECT message_id, body FROM message')
    ).map(({ message_id, body }) => [message_id, body.split('\n')]),
  )
  const versions = new Map<string, number[]>()
  for (const { name, version } of await store.all<{ name: string; version: number }>(
    'SELECT s.name, r.version FROM revision r JOIN series s ON s.id = r.series',
  ))
    versions.set(name, [...(versions.get(name) ?? []), version])
  const issues = await issuesOf(store)
  for (const {
    id,
    series,
    revision,
    state,
    addressedIn,
    evidence,
    answers,
    states,
    summary,
  } of issues) {
    const known = versions.get(series) ?? []
    const rules = evidence.map(({ rule }) => rule)
    assert.ok(evidence.length > 0, `${id}: says why`)
    for (const one of evidence) assertStands(one, bodies)
    if (state === 'addressed')
      assert.ok(
        known.some((v) => v > revision) || rules.includes('fixed-while-applying'),
        `${id}: a later version addresses it`,
      )
    if (addressedIn !== null)
      assert.ok(
        state === 'addressed' && addressedIn > revision && known.includes(addressedIn),
        `${id}: in a version later than ${revision}, not in ${addressedIn}`,
      )
    if (state === 'answered' || state === 'agreed' || state === 'rejected')
      assert.ok(answers.length > 0, `${id}: somebody answered, else it is not ${state}`)
    assert.deepEqual(
      [states[0]?.revision, states.at(-1)?.state],
      [revision, state],
      `${id}: its states begin with its version and end with its state`,
    )
    assert.ok(
      summary.length > 0 && summary.length <= 140 && !summary.includes('\n'),
      `${id}: a summary in one line`,
    )
  }
  return issues.length
}

describe('laws of issues', () => {
  test('hold of the sample and of every thread we have', async () => {
    assert.equal(await withSample(assertIssuesHold), 30)
    for (const { path } of casesOf('thread'))
      await withStore(async (store) => (await ingest(store, [path]), assertIssuesHold(store)))
  })

  test('hold of whatever part of the sample is in the store', async () => {
    const mails = [
      ...(await mailsIn(SAMPLE_MBOX)).map((bytes, i) => written(folder, `${i}.eml`, bytes)),
      SAMPLE_PAGE,
    ]
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(mails, { minLength: 8 }), (some) =>
        withStore(async (store) => {
          await ingest(store, some)
          await assertIssuesHold(store)
        }),
      ),
      { numRuns: 4 },
    )
  })

  test('a reviewer who writes from two addresses takes part under the same in whatever order mail arrives', async () => {
    const [one, other] = await Promise.all(
      [
        [SAMPLE_PAGE, SAMPLE_MBOX],
        [SAMPLE_MBOX, SAMPLE_PAGE],
      ].map((sources) =>
        withStore(async (store) => {
          await ingest(store, sources)
          return store.all(
            'SELECT a.name, a.address FROM participant p JOIN address a ON a.id = p.address ORDER BY a.name, a.address',
          )
        }),
      ),
    )
    assert.deepEqual(one, other)
  })

  test('rebuild changes nothing', async () => {
    await withSample(async (store) => {
      const before = await judgedRows(store)
      assert.equal(before.issue?.length, 30)
      await rebuild(store)
      assert.deepEqual(await judgedRows(store), before)
    })
  })
})

describe('what the user said', () => {
  for (const [id, state] of [
    [SUSPEND, 'answered'],
    [OVERFLOW, 'open'],
  ] as const) {
    test(`a mark outlives rebuild, and is the only difference: ${state}`, async () => {
      await withSample(async (store) => {
        const before = await judgedRows(store)
        await overrideIssue(store, id, state, 'seen on the bench')
        const after = await judgedRows(store)
        const issue = (await issuesOf(store)).find((i) => i.id === id)
        assert.deepEqual(
          [issue?.state, issue?.marked, issue?.confidence, issue?.addressedIn],
          [state, true, 'high', null],
        )
        assert.deepEqual(issue?.evidence, [
          { rule: 'you-said-so', messageId: null, line: null, text: 'seen on the bench' },
        ])
        const others = (rows: typeof before): object => {
          const { standing: _, ...tables } = rows
          return Object.fromEntries(
            Object.entries(tables).map(([table, list]) => [
              table,
              list.filter((row) => `${String(row.message)}#${String(row.number)}` !== id),
            ]),
          )
        }
        assert.deepEqual(others(after), others(before))
        await rebuild(store)
        assert.deepEqual(await judgedRows(store), after)
        await overrideIssue(store, id, null, null)
        assert.deepEqual(await judgedRows(store), before)
      })
    })
  }

  test('that a comment is no issue, and that another is one: the same', async () => {
    await withSample(async (store) => {
      const before = await judgedRows(store)
      const fine = '<DDTV0R9H5Q3W.1K7N4XJ6C8YSD@example.com>#1'
      await overrideIssue(store, SUSPEND, 'not-an-issue', null)
      await overrideIssue(store, fine, 'open', null)
      const ids = (await issuesOf(store)).map(({ id }) => id)
      assert.deepEqual([ids.length, ids.includes(SUSPEND), ids.includes(fine)], [30, false, true])
      const after = await judgedRows(store)
      await rebuild(store)
      assert.deepEqual(await judgedRows(store), after)
      for (const id of [SUSPEND, fine]) await overrideIssue(store, id, null, null)
      assert.deepEqual(await judgedRows(store), before)
    })
  })

  test('a link outlives rebuild, and taking it back gives what was', async () => {
    const lone = [1, 2].map((n) => ({
      id: `lamp-${n}`,
      subject: `[PATCH${n === 1 ? '' : ' v2'}] ${['lamp: be bright', 'light: on and off again'][n - 1]}`,
      date: `${n * 3} Aug 2020 07:03:00 +0000`,
      body: patchBody([{ path: `${n}.c`, lines: [' int a;', `+int b${n};`] }]),
    }))
    const asked = {
      id: 'asked',
      subject: 'Re: [PATCH] lamp: be bright',
      from: 'Bram Okonkwo <bram@example.org>',
      date: '4 Aug 2020 07:03:00 +0000',
      inReplyTo: 'lamp-1',
      body: 'On 3 Aug, Tova Lindqvist wrote:\n> +int b1;\n\nPlease rename this to bright.\n',
    }
    await withStore(async (store) => {
      await ingest(store, [
        SAMPLE_MBOX,
        SAMPLE_PAGE,
        written(folder, 'lamps.mbox', mboxText([...lone, asked])),
      ])
      const before = await judgedRows(store)
      await joinSeries(
        store,
        await resolveMember(store, 'lamp-1@example.org'),
        await resolveMember(store, 'lamp-2@example.org'),
        true,
      )
      const after = await judgedRows(store)
      const ofSample = (rows: typeof before): object =>
        Object.fromEntries(
          ['standing', 'judgement', 'issue', 'revision'].map((table) => [
            table,
            rows[table]?.filter((row) => String(row.series).includes('kt4320')),
          ]),
        )
      assert.deepEqual(ofSample(after), ofSample(before))
      assert.deepEqual([before.series?.length, after.series?.length], [3, 2])
      assert.deepEqual(
        after.issue_version
          ?.filter(({ message }) => message === '<asked@example.org>')
          .map(({ position }) => position),
        [0, 1],
      )
      await rebuild(store)
      assert.deepEqual(await judgedRows(store), after)
      await joinSeries(
        store,
        await resolveMember(store, 'lamp-1@example.org'),
        await resolveMember(store, 'lamp-2@example.org'),
        false,
      )
      assert.deepEqual(await judgedRows(store), before)
    })
  })
})

describe('a run that is killed', () => {
  const complete = withSample(judgedRows)

  for (const [what, sources] of [
    ['nothing', []],
    ['mail that is known', [SAMPLE_MBOX]],
  ] as const) {
    test(`leaves series on the work list: the next ingest of ${what} does them`, async () => {
      await withSample(async (store) => {
        for (const table of [
          'issue_evidence',
          'issue_version',
          'issue_answer',
          'issue',
          'judgement',
          'standing',
          'participant',
          'patch_match',
        ])
          await store.run(`DELETE FROM ${table}`)
        await store.run('INSERT INTO stale_series SELECT id FROM series')
        await ingest(store, sources)
        assert.deepEqual(await judgedRows(store), await complete)
      })
    })
  }

  for (const stage of ['reading', 'linking', 'reviewing'] as const) {
    test(`while ${stage}: the next one ends it`, async () => {
      await withStore(async (store) => {
        const kill = (done: { readonly stage: string }): void => {
          if (done.stage === stage) throw new Error('killed')
        }
        await assert.rejects(
          ingest(store, [SAMPLE_PAGE, SAMPLE_MBOX], { progress: kill }),
          /killed/,
        )
        await ingest(store, stage === 'reading' ? [SAMPLE_MBOX] : [])
        assert.deepEqual(await judgedRows(store), await complete)
      })
    })
  }

  test('between a mark and what follows from it: the next one ends it', async () => {
    await withSample(async (store) => {
      await saveOverride(store, SUSPEND, { id: SUSPEND, state: 'agreed', note: null })
      assert.equal((await issuesOf(store)).find(({ id }) => id === SUSPEND)?.state, 'open')
      await ingest(store, [])
      assert.equal((await issuesOf(store)).find(({ id }) => id === SUSPEND)?.state, 'agreed')
    })
  })
})

import { describe, test } from 'node:test'
import type { SeriesRecord } from '../../src/model/report/records.ts'
import { casesOf, optionsOf } from '../support/cases.ts'
import { assertSays, shortId } from '../support/same.ts'
import { freshExports } from '../support/stores.ts'

type Revision = SeriesRecord['revisions'][number]

/** `b2 <- 1 modified`, `b2 new`; with ` moved`, ` + 3` for what was merged into it, ` (carried)`. */
function patchText({ messageId, from, merged, carried }: Revision['patches'][number]): string {
  const came =
    from === null
      ? ''
      : from.index === null
        ? ` ${from.change}`
        : ` <- ${from.index} ${from.change}`
  const moved = from?.moved && from.change !== 'moved' ? ' moved' : ''
  const also = merged.map((n) => ` + ${n}`).join('')
  return `${shortId(messageId)}${came}${moved}${also}${carried ? ' (carried)' : ''}`
}

function revisionOf({ patches, gone, evidence, missing, issues: _, ...rest }: Revision): object {
  return {
    head: shortId(rest.messageId),
    joined: evidence.join(' '),
    patches: patches.map(patchText),
    gone: gone.map(({ index, change }) => `${index} ${change}`),
    missing,
  }
}

/** `v3`, `rfc v1`. */
function nameOf({ version, rfc }: Revision): string {
  return `${rfc ? 'rfc ' : ''}v${version}`
}

/**
 * Postings as one mbox each, and beside it the series that they make, oldest first: `{"v1":
 * {"head": "a0"}, "v2": {"head": "b0", "joined": "title", "patches": ["b1 <- 1 modified"], "gone":
 * ["2 dropped"]}}`. All versions are named; of each only what matters.
 */
describe('versions and their patches', () => {
  for (const one of casesOf('versions')) {
    test(one.name, optionsOf(one), async () => {
      const { series } = await freshExports(one.path)
      const found = series.map(({ revisions }) =>
        Object.fromEntries(revisions.map((revision) => [nameOf(revision), revisionOf(revision)])),
      )
      const sorted = found.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      const names = (all: readonly object[]): string =>
        all.map((s) => Object.keys(s).join(' ')).join('; ')
      const expected = one.expected['series'] as object[]
      assertSays(
        { series: sorted, versions: names(sorted) },
        { series: expected, versions: names(expected) },
      )
    })
  }
})

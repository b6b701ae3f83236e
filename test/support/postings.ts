import type { Mention, PatchFacts, Series } from '../../src/model/series.ts'

let count = 0

/** A patch of `[PATCH] pump: stop it` by Tova on 3 August 2020, but for what is given. */
export function patch(given: Partial<PatchFacts> & { day?: number }): PatchFacts {
  const { day = 3, ...rest } = given
  const version = rest.version ?? 1
  return {
    id: `<${++count}@example.org>`,
    isCover: false,
    title: 'pump: stop it',
    author: { name: 'Tova Lindqvist', address: 'tova@example.org' },
    sender: rest.author ?? { name: 'Tova Lindqvist', address: 'tova@example.org' },
    version: 1,
    reroll: null,
    number: null,
    total: null,
    rfc: false,
    resend: false,
    tags: '',
    changeId: null,
    date: new Date(Date.UTC(2020, 7, day, 7)).toISOString(),
    references: [],
    mentions: [],
    paths: ['drivers/pump/stop.c'],
    versionGiven: version > 1,
    signer: null,
    places: [],
    shape: null,
    code: null,
    sketch: [],
    ...rest,
  }
}

/** Cover and patches of one version; titles name the patches. */
export function posting(
  version: number,
  day: number,
  titles: string[],
  given: Partial<PatchFacts> = {},
): PatchFacts[] {
  const cover = patch({
    isCover: true,
    title: 'pump: a better pump',
    version,
    day,
    number: 0,
    total: titles.length,
    ...given,
  })
  const patches = titles.map((title, i) => {
    const own = { references: [cover.id], changeId: null, mentions: [] }
    return patch({
      title,
      version,
      day,
      number: i + 1,
      total: titles.length,
      rfc: cover.rfc,
      resend: cover.resend,
      ...own,
    })
  })
  return [cover, ...patches]
}

/** A line of a cover that names another message. */
export function named(
  id: string | undefined,
  line = 'Link to v1: https://example.org/r/',
  ...around: string[]
): Mention {
  return { messageId: id ?? '', line, around }
}

/** `1 (2), 2 (3)`: versions and how many patches each has, a series a line. */
export function said(series: readonly Series[]): string[] {
  return series.map((s) =>
    s.revisions.map((r) => `${r.rfc ? 'RFC ' : ''}${r.version} (${r.patches.length})`).join(', '),
  )
}

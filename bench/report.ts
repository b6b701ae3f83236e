import { clusterInterval } from './bootstrap.ts'
import type { ListRun } from './list-run.ts'
import { clip, Counts, percent, share, table, whole } from './table.ts'
import type { Trouble } from './trace-check.ts'

/** One line of the report: a name and how its cell follows from the figures of a list. */
type Line = readonly [name: string, cell: (counts: Counts) => string]

const number =
  (name: string): Line[1] =>
  (c) =>
    whole(Math.round(c.of(name)))
const part =
  (name: string, total: string, digits = 2): Line[1] =>
  (c) =>
    share(c.of(name), c.of(total), digits)

const MESSAGES: readonly Line[] = [
  ['messages', number('messages')],
  ['lost', number('missing')],
  ['duplicates', number('duplicates')],
  ...['cover', 'patch', 'reply', 'other'].map((kind): Line => [
    `  ${kind}`,
    number(`kind.${kind}`),
  ]),
  ['ingest seconds', (c) => c.of('seconds').toFixed(1)],
  ['read by mailparser alone as well', number('decode.mails')],
  ['  with another result (must be 0)', number('decode.different')],
  ['  seconds, mailparser alone', (c) => c.of('decode.alone').toFixed(1)],
  ['  seconds, the plain reader beside it', (c) => c.of('decode.beside').toFixed(1)],
]

const RUNGS = ['exact', 'whitespace', 'rewrapped', 'edited', 'none']
const QUOTES: readonly Line[] = [
  ['quoted lines with text', number('quoted')],
  ...RUNGS.map((rung): Line => [`  ${rung}`, part(`rung.${rung}`, 'quoted')]),
  ['    its parent is in the store', part('none.here', 'quoted')],
  ...[1, 2, 3, 4].map((depth): Line => [
    `  untraced at depth ${depth}${depth === 4 ? '+' : ''}`,
    untracedAt(depth),
  ]),
]

function untracedAt(depth: number): Line[1] {
  return (c) =>
    share(
      c.of(`depth.${depth}.none`),
      RUNGS.reduce((sum, rung) => sum + c.of(`depth.${depth}.${rung}`), 0),
    )
}

const ORACLE: readonly Line[] = ['', 'deep.'].flatMap((at): Line[] => [
  [at ? 'certain lines, depth 2 or more' : 'certain lines', number(`${at}sure`)],
  ...['right', 'wrong', 'missed'].map((verdict): Line => [
    `  ${verdict}`,
    part(`${at}${verdict}`, `${at}sure`, 3),
  ]),
  ['  beyond doubt, white space or not', number(`${at}firm`)],
  ['    wrong or missed', part(`${at}firm.bad`, `${at}firm`, 3)],
  ['findable lines', number(`${at}findable`)],
  ['  traced', part(`${at}traced`, `${at}findable`, 3)],
])

const AREAS: readonly (readonly [string, string])[] = [
  ['diff', 'blocks under a diff line'],
  ['diff.bare', '  the same without list footers'],
  ['diff.headless', '  of these in replies without a header'],
  ['message', 'blocks under a commit message'],
  ['message.bare', '  the same without list footers'],
]
const COMMENTS: readonly Line[] = [
  ['comments', number('prose')],
  ['  whole on their page', part('prose.whole', 'prose')],
  ...AREAS.flatMap(([area, name]): Line[] => {
    const of = (c: Counts): number =>
      ['right', 'wrong', 'none'].reduce((sum, verdict) => sum + c.of(`${area}.${verdict}`), 0)
    const verdict = (v: string): Line => [`    ${v}`, (c) => share(c.of(`${area}.${v}`), of(c))]
    return [[name, (c) => whole(of(c))], verdict('right'), verdict('wrong'), verdict('none')]
  }),
  ['replies that quote no header', number('headless.replies')],
  ['  comments in them', number('headless.comments')],
  ['  anchored', part('headless.anchored', 'headless.comments')],
]

const PAGES: readonly Line[] = [
  ['pages fetched, every kind in turn', number('pages')],
  ['  fragments that lead to them', number('pages.fragments')],
  ['  not there, fragments and ids that are wrong (must be 0)', number('pages.wrong')],
]

const OWN: readonly Line[] = [
  ['own lines of replies', number('own')],
  ...['comment', 'attribution', 'elision', 'signature', 'footer', 'quote'].map((type): Line => [
    `  ${type}`,
    number(`own.${type}`),
  ]),
  ['lines in no node', number('lost')],
  ['lines in two nodes', number('twice')],
  ['lines not stored as the tree has them', number('unstored')],
  ['comment lines not placed', number('unplaced')],
  ["quoted lines taken for the replier's", number('mistaken')],
]

const VERSIONS: readonly Line[] = [
  ['steps of versions, what their authors say of them hidden', number('steps')],
  ['  found', part('steps.found', 'steps')],
  ['series of works with a change-id', number('works')],
  ['  mixed of two', part('works.mixed', 'works')],
  ...['hidden', 'visible'].flatMap((name): Line[] => [
    [`pairs of versions with one change-id, ${name}`, number(`versions.${name}.pairs`)],
    ['  joined', part(`versions.${name}.found`, `versions.${name}.pairs`)],
    ['  series of one change-id alone', part(`versions.${name}.pure`, `versions.${name}.series`)],
  ]),
  ['neighbouring versions', number('git.versionPairs')],
  ['  rebuilt for git range-diff', number('git.rebuilt')],
  ['patches that git pairs', number('git.byGit')],
  ['  paired by us as well', part('git.byBoth', 'git.byGit')],
  ['  paired otherwise', part('git.otherThanGit', 'git.byGit')],
  ['patches that we pair and git does not', (c) => whole(c.of('git.byUs') - c.of('git.byBoth'))],
  ['patches judged by reading, most of them hard', number('pairs.all')],
  ['  the same here', part('pairs.right', 'pairs.all')],
  ...['same', 'modified', 'moved', 'retitled', 'split', 'merged', 'dropped', 'new'].map(
    (fate): Line => [`    ${fate}`, part(`pairs.${fate}.right`, `pairs.${fate}.all`)],
  ),
  ['patches of other titles drawn at random', number('drawn-pairs.all')],
  ['  the same here', part('drawn-pairs.right', 'drawn-pairs.all')],
  ['patches of other titles read by somebody who had tuned nothing', number('blind-pairs.all')],
  ['  the same here', part('blind-pairs.right', 'blind-pairs.all')],
  [
    'patches of other titles, half of them called dropped, new, split or merged',
    number('strata-pairs.all'),
  ],
  ['  the same here', part('strata-pairs.right', 'strata-pairs.all')],
]

const FEEDBACK: readonly Line[] = [
  ['comments on a file that the next version changes', number('feedback.asked')],
  ['  among the first ten of feedback on it', part('feedback.found', 'feedback.asked')],
]

/** The whole report: a column for each list, and one for all of them. */
export function reportOf(runs: readonly ListRun[]): string {
  const all = new Counts()
  for (const run of runs) all.addAll(run.counts)
  const columns = runs.map(({ name, counts }) => ({ name, counts }))
  if (runs.length > 1) columns.push({ name: 'all', counts: all })
  const section = (title: string, lines: readonly Line[]): string =>
    `${title}\n${table([['', ...columns.map(({ name }) => name)], ...lines.map(([name, cell]) => [name, ...columns.map((c) => cell(c.counts))])])}\n`
  return [
    section('Messages', MESSAGES),
    section('Quoted lines by how they were traced', QUOTES),
    section('Against the independent check', ORACLE),
    section('Comments against the line right above them', COMMENTS),
    section('Versions and their patches', VERSIONS),
    section('What was said before', FEEDBACK),
    section('Pages', PAGES),
    section('What becomes of the lines that repliers wrote (the last five must be 0)', OWN),
    labelsOf(runs),
    worst(runs.flatMap((run) => run.troubles)),
  ].join('')
}

function labelsOf(runs: readonly ListRun[]): string {
  const header = [
    '',
    'blocks',
    'untouched',
    ...['target', 'focus'].flatMap((name) => [`${name} right`, 'of', '95 % interval']),
  ]
  const row = (name: string, some: readonly ListRun[]): string[] => {
    const sum = (pick: (run: ListRun) => number): string =>
      whole(some.reduce((n, run) => n + pick(run), 0))
    const scores = ['target', 'focus'].flatMap((score) => {
      const clusters = some.flatMap(({ labels }) =>
        labels.scores.filter((s) => s.name === score).flatMap((s) => [...s.byThread.values()]),
      )
      const { right, total, low, high } = clusterInterval(clusters)
      return [
        percent(right, total),
        whole(total),
        `${percent(low, 1, 1)} to ${percent(high, 1, 1)}`,
      ]
    })
    return [name, sum((run) => run.labels.blocks), sum((run) => run.labels.untouched), ...scores]
  }
  const labelled = runs.filter((run) => run.labels.blocks > 0)
  if (labelled.length === 0) return 'Hand labels: none here\n\n'
  const pooled = labelled.length > 1 ? [row('all', labelled)] : []
  return `Hand labels (interval by thread)\n${table([header, ...labelled.map((run) => row(run.name, [run])), ...pooled])}\n`
}

function worst(troubles: readonly Trouble[]): string {
  const ten = [...troubles]
    .sort((a, b) => b.untraced - a.untraced || b.wrong - a.wrong || (a.id < b.id ? -1 : 1))
    .slice(0, 10)
  if (ten.length === 0) return 'No message with an untraced or wrong line\n'
  const lines = ten.map(
    (t) =>
      `  ${t.untraced} untraced, ${t.wrong} wrong  ${t.id}  ${t.list}\n    ${clip(t.subject, 110)}\n    ${t.example}\n`,
  )
  return `The worst of ${whole(troubles.length)} messages with an untraced findable line or a wrong one\n${lines.join('')}`
}

/** One small wrong change to the program. */
export interface Mutant {
  /** Below `src/`. */
  readonly file: string
  /** Text that stands once in the file. */
  readonly from: string
  readonly to: string
  /** What is wrong then, for people. */
  readonly what: string
}

const inFile =
  (file: string) =>
  (what: string, from: string, to: string): Mutant => ({ file, from, to, what })

const diff = inFile('patch/diff.ts')
const hunkEnd = inFile('patch/hunk-end.ts')
const content = inFile('ingest/content-kind.ts')
const trace = inFile('linking/trace.ts')
const parents = inFile('linking/parents.ts')
const focus = inFile('linking/focus.ts')
const anchors = inFile('linking/anchors.ts')
const align = inFile('linking/align.ts')
const rewrap = inFile('linking/rewrap.ts')
const port = inFile('versions/port.ts')
const follow = inFile('versions/follow.ts')
const match = inFile('versions/match.ts')
const splitMerge = inFile('versions/split-merge.ts')
const groups = inFile('versions/groups.ts')
const likeness = inFile('versions/evidence/likeness.ts')
const signals = inFile('versions/evidence/signals.ts')
const askedFor = inFile('versions/asked-for.ts')
const revisions = inFile('versions/revisions.ts')
const resend = inFile('versions/resend.ts')
const sendings = inFile('versions/sendings.ts')
const tags = inFile('issues/series-state/tags.ts')
const applied = inFile('issues/kinds/taken.ts')
const seriesState = inFile('issues/series-state/series-state.ts')
const answers = inFile('issues/exchange/answers.ts')
const cases = inFile('issues/cases.ts')
const repeats = inFile('issues/repeats.ts')
const proposals = inFile('issues/rules/proposals.ts')
const lines = inFile('issues/rules/lines.ts')
const taken = inFile('issues/rules/taken.ts')
const ruleAnswers = inFile('issues/rules/answers.ts')
const allowed = inFile('issues/states/allowed.ts')
const states = inFile('issues/states/states.ts')
const issues = inFile('issues/issues.ts')

/** Changes in the heart of the program, each of which alters what is derived from real mail. */
export const MUTANTS: readonly Mutant[] = [
  hunkEnd(
    "a '-' line beyond the old length belongs to the hunk",
    "(sign === '-' && old === 0) || ",
    '',
  ),
  diff('a hunk short by one line is no problem', 'missing > 0', 'missing > 1'),
  diff('trees side by side with different files', '    below(old) === below(now) &&\n', ''),
  diff('a file from /dev/null is not new', "if (old === null) file.status = 'added'", ''),
  hunkEnd(
    'the line about a missing newline ends no hunk',
    "startsWith('\\\\ ')) endLine++",
    "startsWith('\\\\ ')) endLine += 0",
  ),

  inFile('ingest/kind.ts')(
    'every answer that holds a diff is a patch',
    'if (!subject.isReply) return true',
    'return true',
  ),
  content(
    'what stands between the quotes of a patch is no comment',
    'if (endLine < lastQuote) return [{ line, endLine }]',
    '',
  ),

  trace(
    'a line is found by itself although it fits several places',
    '      here.alternatives.length === 0 &&\n',
    '',
  ),
  trace(
    'ancestors beyond the parent are never looked at',
    'ancestors.slice(1, MOST_ANCESTORS)',
    'ancestors.slice(1, 1)',
  ),
  trace('a broken tail has one line at most', 'LONGEST_TAIL = 3', 'LONGEST_TAIL = 1'),
  inFile('linking/rungs.ts')(
    'the rung of a run is its best line',
    'RUNGS.indexOf(a) > RUNGS.indexOf(b)',
    'RUNGS.indexOf(a) < RUNGS.indexOf(b)',
  ),
  trace(
    'an empty quoted line does not go with the line above',
    'n <= lines.length; n++) extend(n, 1)',
    'n < 1; n++) extend(n, 1)',
  ),
  trace('other candidates are not kept', 'candidates: candidates.slice(0, 8)', 'candidates: []'),

  parents('loops of parents are not cut', '  cutLoops(mails, all)\n', ''),
  parents('a slightly better parent wins', 'told > most * 1.1 + 16', 'told > most'),
  parents(
    'the oldest reference comes first',
    '...[...mail.references].reverse()',
    '...mail.references',
  ),

  focus('a statement has forty lines', 'LONGEST_STATEMENT = 4', 'LONGEST_STATEMENT = 40'),
  focus(
    'context that ends a hunk was chosen',
    "if (line.part === 'diff') return line.endsHunk()",
    "if (line.part === 'diff') return false",
  ),
  anchors(
    'a quote that jumps back is one anchor',
    'const inOrder = isAbove ? at <= edge : at >= edge',
    'const inOrder = edge > 0',
  ),
  anchors('a quote of two files is one anchor', 'where(entry[1]) !== where(head[1]) || ', ''),
  align('two places that fit equally well are no doubt', 'const TIE = 0.2', 'const TIE = -1'),
  rewrap(
    'rewrapped text that stands twice is no doubt',
    'again === -1 ? [] : [rowAt(target, again)]',
    '[]',
  ),

  port(
    'context that is shown no more is gone',
    "wanted.every(({ kind }) => kind === 'context') ? UNKNOWN : GONE",
    'GONE',
  ),
  port(
    'lines that are removed no more are unchanged',
    "side === 'old' ? stillRemoved(ported, to) : ported",
    'ported',
  ),
  port(
    'code is not looked for in other patches',
    "part === 'diff' ? movedTo",
    'part === null ? movedTo',
  ),
  port(
    'changed lines end where they begin',
    "which === 'first' ? e.b : Math.max(e.b, e.bEnd - 1)",
    'e.b',
  ),
  port('lines replaced by others are gone', '    near.every((e) => e.b === e.bEnd) &&\n', ''),
  follow('lines are carried from the first version each time', '    at = ported.place\n', ''),
  match('only patches that are very alike are one', 'ALIKE = 0.32', 'ALIKE = 0.6'),
  match('equal titles do not pair', '  pairUnique((d) => d.title)\n', ''),
  match('no patch is moved', 'const moved = !kept.has(i)', 'const moved = kept.size < 0'),
  splitMerge('one common line is a split', 'const LEAST = 3', 'const LEAST = 1'),
  splitMerge('what several took in is gone', 'const SPREAD = 0.5', 'const SPREAD = 2'),
  splitMerge('names alone are a merge', 'lines.common >= LEAST ?', 'lines.common >= 0 ?'),
  splitMerge('a small share of a patch is a split', 'const CAME_FROM = 0.5', 'const CAME_FROM = 0'),
  groups('versions may count down', 'later.version >= last.version', 'later.version >= 0'),
  groups('works of two change-ids are joined', ' || (!isNamed && this.differInChangeId(a, b))', ''),
  likeness('time that passed speaks against nothing', 'time: -1,', 'time: 0,'),
  likeness('no file in common speaks against nothing', "'no-file': -2.5", "'no-file': 0"),
  likeness('the same lines say nothing', 'lines: 2.5', 'lines: 0'),
  signals('a work rests for ever', 'const MOST_HALF_YEARS = 4', 'const MOST_HALF_YEARS = 40'),
  askedFor('a colleague never goes on', 'return step === 1 || (isOwn', 'return isOwn && (isOwn'),
  askedFor(
    'late versions rest as briefly as any',
    'DAYS_LONG_RUNNING = 730',
    'DAYS_LONG_RUNNING = 120',
  ),
  revisions('of two v6 the first one counts', 'p === first ||', 'p === first && '),
  revisions(
    'a patch sent alone is the whole version',
    'renews(p, before) ||',
    'renews(p, before) &&',
  ),
  resend('other code in other words is one work', 'lines >= 0.5)', 'lines >= 0)'),
  sendings('patches of one thread are each alone', 'HOURS_BESIDE = 0.5', 'HOURS_BESIDE = 0'),

  tags(
    'a tag on a patch that changed is not stale',
    "return changed ? 'stale' : 'carried'",
    "return 'carried'",
  ),
  applied('"not applied" is applied', '!NOT_TAKEN.test(`${above} ${text}`)', 'text.length > 0'),
  seriesState(
    'one patch taken is the series taken',
    'if (last && patches.every',
    'if (last && patches.some',
  ),
  seriesState(
    'one patch without review is ready',
    'patches.length > 0 && bare === 0',
    'patches.length > 0 && bare <= 1',
  ),
  answers(
    'an answer to a mail of several comments answers all of them',
    '(isOnly(parent) || PROMISING.test',
    '(isOnly(parent) || !PROMISING.test',
  ),
  answers(
    'one answer below two comments answers one',
    'if (asked.length < 2 || c.quoted.length === 0) return []',
    'return []',
  ),
  cases(
    'the version commented on counts as the next',
    'i > patchRef.revisionIndex &&',
    'i >= patchRef.revisionIndex &&',
  ),
  cases('clocks agree to the minute', '- 30 * 60000', '- 0'),
  repeats('the same words do not raise it again', ' || common >= 0.8', ''),
  repeats(
    'others can raise it again',
    '    !isSamePerson(a.from, b.from)\n',
    '    a.patchRef === b.patchRef\n',
  ),
  proposals('suggested text that was there before counts as done', 'holds(before, key) || ', ''),
  lines(
    'what happened after the first change is told as well',
    'steps.slice(0, upTo + 1)',
    'steps',
  ),
  taken(
    'an older version that was applied settles it',
    '        a.revisionIndex >= patchRef.revisionIndex &&\n',
    '',
  ),
  ruleAnswers(
    'a reviewer who answers himself is another person',
    "c.messageId === context.messageId ? null : 'reviewer'",
    "c.role === 'author' ? 'author' : 'others'",
  ),
  ruleAnswers(
    'nobody refuses',
    "if (REFUSING.includes(wording) && who !== 'reviewer')",
    'if (who === null)',
  ),
  allowed(
    'addressed without a later version',
    "  if (last.length > 0) return no('no later version', last)\n",
    '',
  ),
  allowed(
    'promised and still open',
    "const taken = withSign(findings, 'not-open')",
    'const taken = findings.slice(0, 0)',
  ),
  allowed(
    'fixed while applying needs a later version',
    "  if (fixed.length > 0) return yes('somebody did it otherwise', fixed)\n",
    '',
  ),
  issues(
    'nobody is passed over',
    '.filter((s) => s.isResent && ',
    '.filter((s) => !s.isResent && ',
  ),
  issues('what was applied without it is still due', 'moot: taken.length > 0', 'moot: false'),
  states(
    'a guess is shown with the confidence of the model',
    "anySign(findings, 'left') && !anySign(told, 'told')",
    'told.length < 0',
  ),
  states('the last version that touched it settled it', 'Math.min(...dated', 'Math.max(...dated'),
  states('little evidence is much', 'high: 0.95', 'high: 0.3'),
]

import {
  COMMENT_KINDS,
  ISSUE_STATES,
  type AskedOf,
  type CommentKind,
  type Confidence,
  type IssueState,
  type Role,
  type Severity,
  type Strength,
} from '../../model/issue.ts'
import type { Override } from '../../model/override.ts'
import type { Sender } from '../../model/reply.ts'
import type { LineFate } from '../../model/versions.ts'
import { ofSeries } from './series.ts'
import { int, nth, optional, real, table, text } from './table.ts'

/** The comment that a row is of; both together are its id. */
const ofComment = {
  message: int('key of the message of the comment'),
  number: int('number of the comment'),
}

export const JUDGEMENT = table(
  'judgement',
  'derived',
  'what a comment on a series was taken for',
  {
    ...ofComment,
    series: ofSeries,
    position: optional(int('index of the version that it is on')),
    patch: optional(nth('number of the patch that it is on; 0: the cover')),
    kind: text<CommentKind>('what it does', COMMENT_KINDS),
    actionable: int('1: it asks for something'),
    probability: real('0 to 1: that it does'),
    severity: optional(text<Severity>('nit or major, as the speaker calls it')),
    issue_message: optional(int('message of the issue that it raises, or raises again')),
    issue_number: optional(int('number of that issue')),
  },
  { key: ['message', 'number'], indexes: { judgement_by_series: '(series)' } },
)

export const ISSUE = table(
  'issue',
  'derived',
  'comments that ask for something, with what became of it',
  {
    ...ofComment,
    series: ofSeries,
    position: int('index of the version on which it was raised'),
    patch: nth('number of the patch; 0: the cover'),
    line: int('first line of the comment'),
    author: int('key of the address of who raised it'),
    date: optional(text('ISO 8601, UTC')),
    sender: text<Sender>('human, bot or ci'),
    role: text<Role>('author or reviewer'),
    kind: text<CommentKind>('what it does'),
    severity: optional(text<Severity>('nit or major')),
    probability: real('0 to 1: that it asks for something'),
    reasons: text('what spoke for that most; "; " between'),
    summary: text('one line of it'),
    about: optional(int('key of the patch or cover that it is about')),
    about_line: optional(int('first line there')),
    about_end_line: optional(int('last line there')),
    state: text<IssueState>('where it stands', ISSUE_STATES),
    addressed_in: optional(int('index of the version that settled it')),
    confidence: text<Confidence>('high, medium or low'),
    marked: int('1: the user said so'),
    asked_of: text<AskedOf>('who owes: author, reviewer or other'),
    strength: text<Strength>('blocking, must, nit, optional or question'),
    state_probability: real('0 to 1: of the state, by the model'),
    moot: int('1: open or promised, and applied or gone on without it'),
  },
  { key: ['message', 'number'], indexes: { issue_by_series: '(series)' } },
)

export const ISSUE_EVIDENCE = table(
  'issue_evidence',
  'derived',
  'why an issue stands where it does',
  {
    ...ofComment,
    ordinal: int('0 and up, heaviest first'),
    rule: text('the rule that found it'),
    evidence: optional(int('key of the message that it stands in')),
    line: optional(int('line there')),
    text: text('that line, or what was found'),
  },
  { key: ['message', 'number', 'ordinal'] },
)

export const ISSUE_VERSION = table(
  'issue_version',
  'derived',
  'where an issue stood as each version did, and what became of its lines',
  {
    ...ofComment,
    position: int('index of the version'),
    state: text<IssueState>('before the next version came'),
    fate: optional(text<LineFate>('what became of the lines in it')),
    place: optional(int('key of the patch where they are now')),
    place_line: optional(int('first line there')),
    place_end_line: optional(int('last line there')),
    passed: int('1: the patch was sent again with it, and what was asked for left undone'),
  },
  { key: ['message', 'number', 'position'] },
)

export const ISSUE_ANSWER = table(
  'issue_answer',
  'derived',
  'comments that answer an issue',
  {
    ...ofComment,
    ordinal: int('0 and up, oldest first'),
    answer: int('key of the message of the answer'),
    answer_number: int('number of that comment'),
  },
  { key: ['message', 'number', 'ordinal'] },
)

export const USER_MARK = table(
  'user_mark',
  'user',
  'what the user said of a comment',
  {
    id: text('<message-id>#<number>'),
    state: text<Override['state']>('the state of its issue, or not-an-issue'),
    note: optional(text('why')),
    date: text('when it was said, ISO 8601, UTC'),
  },
  { key: ['id'] },
)

/** What hangs on an issue, by its message and number. */
export const ISSUE_PARTS = [ISSUE_EVIDENCE, ISSUE_VERSION, ISSUE_ANSWER] as const

export const ISSUE_TABLES = [JUDGEMENT, ISSUE, ...ISSUE_PARTS] as const

import type { SeriesState, Turn } from '../../model/review.ts'
import type { RevisionMember, SeriesRule } from '../../model/series.ts'
import type { Change } from '../../model/versions.ts'
import { ofMessage } from './message.ts'
import { int, nth, optional, real, table, text } from './table.ts'

/** Key of a series, as most of these tables begin with it. */
export const ofSeries = int('key of the series')
const ofRevision = { series: ofSeries, position: int('index of the version, 0 is the oldest') }

export const SERIES = table(
  'series',
  'derived',
  'one piece of work through all its versions',
  {
    id: int('key; stays while the series is there'),
    name: text('change-id, or Message-ID of the first version'),
    title: text('of the latest version'),
    author: int('key of the address'),
    change_id: optional(text('b4 change-id')),
    digest: text('SHA-1 of all that is derived of it: tells whether it has changed'),
    tree: optional(text('the stable tree that it is a copy for; pull: of a pull request')),
    kin: optional(text('least Message-ID of all series that are compared with it')),
  },
  { key: ['id'], unique: ['name'], indexes: { series_by_kin: '(kin)' } },
)

export const PATCH_KEY = table(
  'patch_key',
  'derived',
  'by what patches and covers find others to be joined with',
  {
    key: int('a number made from a title, a person, an id, or what is sent in one go'),
    message: ofMessage,
  },
  { key: ['key', 'message'] },
)

export const REVISION = table(
  'revision',
  'derived',
  'versions of a series',
  {
    ...ofRevision,
    version: int('as the subjects number it'),
    rfc: int('1: an RFC'),
    message: int('key of the cover, or of the first patch'),
    date: optional(text('ISO 8601, UTC')),
    score: optional(real('all that speaks for the version before it, less what speaks against')),
    runner_up: optional(text('Message-ID of the next best posting that it was not joined to')),
    runner_up_score: optional(real('the same of that one')),
  },
  { key: ['series', 'position'] },
)

export const REVISION_EVIDENCE = table(
  'revision_evidence',
  'derived',
  'why a version is part of its series',
  {
    ...ofRevision,
    rule: text<SeriesRule>('user, change-id, link, in-reply-to, title, patch-titles, files, code'),
    message: optional(int('key of the message of an earlier version that it leads to')),
    weight: optional(real('how much it says for that')),
  },
  { key: ['series', 'position', 'rule'] },
)

export const REVISION_PATCH = table(
  'revision_patch',
  'derived',
  'patches of a version',
  {
    ...ofRevision,
    number: nth('1 and up'),
    message: int('key of the patch'),
    carried: int('1: not sent with this version, it stands as in the one before'),
  },
  { key: ['series', 'position', 'number'] },
)

export const REVISION_MISSING = table(
  'revision_missing',
  'derived',
  'patches that the subjects promise and that are not in the store',
  { ...ofRevision, number: nth('of the patch') },
  { key: ['series', 'position', 'number'] },
)

export const REVISION_MESSAGE = table(
  'revision_message',
  'derived',
  'every cover and patch that was sent for a version',
  {
    message: ofMessage,
    ...ofRevision,
    role: text<RevisionMember['role']>('again: a resend, or replaced by a reroll', [
      'cover',
      'patch',
      'again',
    ]),
    number: nth('of the patch; 0: the cover'),
  },
  { key: ['message'], indexes: { revision_message_by_series: '(series)' } },
)

const CHANGES: readonly Change[] = [
  'same',
  'modified',
  'retitled',
  'moved',
  'split',
  'merged',
  'dropped',
  'new',
  'unknown',
]

export const PATCH_MATCH = table(
  'patch_match',
  'derived',
  'which patch of a version became which of the next',
  {
    series: ofSeries,
    position: int('index of the later version'),
    number: optional(nth('in the later version; none: it is not there any more')),
    from_number: optional(nth('in the earlier version; none: it was not there')),
    change: text<Change>('what became of it', CHANGES),
    moved: int('1: its order among the patches of both is another'),
    same_diff: int('1: the changed lines are the same'),
    similarity: optional(real('0 to 1: share of the changed lines that both have')),
    since_position: optional(int('index of an older version that has it, where a gap is between')),
    since_number: optional(nth('its number there')),
  },
  { indexes: { patch_match_by_series: '(series, position)' } },
)

export const STANDING = table(
  'standing',
  'derived',
  'where a series stands',
  {
    series: ofSeries,
    activity: optional(text('date of its latest mail')),
    started: optional(text('date of its first version')),
    version: int('the latest'),
    rfc: int('1: the latest is an RFC'),
    patches: int('of the latest version'),
    replies: int('to all versions'),
    comments: int('in those replies'),
    reviewed: int('people whose Reviewed-by the latest version has'),
    acked: int('the same for Acked-by'),
    tested: int('the same for Tested-by'),
    unreviewed: int('patches of the latest version that nobody has looked at'),
    open: int('issues that are open'),
    agreed: int('issues that are promised'),
    state: text<SeriesState>('needs-review, changes-requested, ...'),
    turn: optional(text<Turn>('author, reviewer or maintainer')),
    reason: text('in words: what makes it so'),
  },
  { key: ['series'], indexes: { standing_by_activity: '(activity)' } },
)

export const PARTICIPANT = table(
  'participant',
  'derived',
  'who takes part in a series',
  { series: ofSeries, address: int('key of the address'), role: text('reviewer') },
  { key: ['series', 'address', 'role'] },
)

export const STALE_SERIES = table(
  'stale_series',
  'work',
  'series that are to be reviewed anew',
  { series: ofSeries },
  { key: ['series'] },
)

export const USER_LINK = table(
  'user_link',
  'user',
  'what the user said of two messages',
  {
    a: text('Message-ID; before the other in order'),
    b: text('Message-ID'),
    joined: int('1: their versions are of one series; 0: they are not'),
    date: text('when it was said, ISO 8601, UTC'),
  },
  { key: ['a', 'b'] },
)

/** Which patches make which series. */
export const SERIES_TABLES = [
  SERIES,
  REVISION,
  REVISION_EVIDENCE,
  REVISION_PATCH,
  REVISION_MISSING,
  REVISION_MESSAGE,
] as const

/** What is found out about a series. */
export const REVIEW_TABLES = [PATCH_MATCH, STANDING, PARTICIPANT] as const

import { StoreError, type Database } from './database.ts'
import { TOKENS } from './search-index.ts'

/**
 * Facts: what one message says. Never changed, only added; the same whatever the order of arrival
 * but for the integer keys. Lines are 1-based and inclusive. Empty text is "unknown" only in
 * `address`, where it takes part in a key.
 */
const FACTS = `
CREATE TABLE source (id INTEGER PRIMARY KEY, location TEXT NOT NULL UNIQUE);
CREATE TABLE address (id INTEGER PRIMARY KEY, name TEXT NOT NULL, address TEXT NOT NULL, UNIQUE (name, address));
CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL UNIQUE,
  id_is_made INTEGER NOT NULL,
  subject TEXT NOT NULL,
  subject_key TEXT NOT NULL,
  sender INTEGER NOT NULL REFERENCES address,
  date TEXT,
  content TEXT NOT NULL CHECK (content IN ('cover', 'patch', 'reply', 'other')),
  flowed INTEGER NOT NULL,
  collapsed INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX message_by_subject ON message (subject_key) WHERE subject_key <> '';
CREATE INDEX message_by_fingerprint ON message (fingerprint);
CREATE INDEX message_by_date ON message (date);
CREATE TABLE message_source (message INTEGER NOT NULL, source INTEGER NOT NULL, place TEXT, PRIMARY KEY (message, source)) WITHOUT ROWID;
CREATE TABLE message_list (message INTEGER NOT NULL, list TEXT NOT NULL, PRIMARY KEY (message, list)) WITHOUT ROWID;
CREATE TABLE message_address (
  message INTEGER NOT NULL, role TEXT NOT NULL CHECK (role IN ('to', 'cc')), position INTEGER NOT NULL,
  address INTEGER NOT NULL, PRIMARY KEY (message, role, position)
) WITHOUT ROWID;
CREATE TABLE message_reference (
  message INTEGER NOT NULL, header TEXT NOT NULL CHECK (header IN ('in-reply-to', 'references')),
  position INTEGER NOT NULL, referenced TEXT NOT NULL, PRIMARY KEY (message, header, position)
) WITHOUT ROWID;
CREATE INDEX message_reference_to ON message_reference (referenced, message);
CREATE TABLE patch (
  message INTEGER PRIMARY KEY, is_cover INTEGER NOT NULL, title TEXT NOT NULL, author INTEGER NOT NULL REFERENCES address,
  version INTEGER NOT NULL, version_given INTEGER NOT NULL, reroll INTEGER, number INTEGER, total INTEGER,
  rfc INTEGER NOT NULL, resend INTEGER NOT NULL, tags TEXT NOT NULL, change_id TEXT, base_commit TEXT
);
CREATE TABLE mention (message INTEGER NOT NULL, line INTEGER NOT NULL, mentioned TEXT NOT NULL, PRIMARY KEY (message, line, mentioned)) WITHOUT ROWID;
CREATE TABLE section (message INTEGER NOT NULL, line INTEGER NOT NULL, end_line INTEGER NOT NULL, part TEXT NOT NULL, PRIMARY KEY (message, line)) WITHOUT ROWID;
CREATE TABLE file (
  message INTEGER NOT NULL, line INTEGER NOT NULL, end_line INTEGER NOT NULL, old_path TEXT, new_path TEXT, status TEXT NOT NULL,
  old_mode TEXT, new_mode TEXT, similarity INTEGER, binary INTEGER NOT NULL, PRIMARY KEY (message, line)
) WITHOUT ROWID;
CREATE INDEX file_by_path ON file (new_path);
CREATE TABLE hunk (
  message INTEGER NOT NULL, line INTEGER NOT NULL, end_line INTEGER NOT NULL, file_line INTEGER NOT NULL,
  old_start INTEGER NOT NULL, old_count INTEGER NOT NULL, new_start INTEGER NOT NULL, new_count INTEGER NOT NULL,
  function TEXT, PRIMARY KEY (message, line)
) WITHOUT ROWID;
CREATE TABLE quote (message INTEGER NOT NULL, line INTEGER NOT NULL, end_line INTEGER NOT NULL, depth INTEGER NOT NULL, PRIMARY KEY (message, line)) WITHOUT ROWID;
CREATE TABLE comment (message INTEGER NOT NULL, number INTEGER NOT NULL, line INTEGER NOT NULL, end_line INTEGER NOT NULL, PRIMARY KEY (message, number)) WITHOUT ROWID;
CREATE TABLE attribution (message INTEGER NOT NULL, line INTEGER NOT NULL, end_line INTEGER NOT NULL, name TEXT, address TEXT, date TEXT, PRIMARY KEY (message, line)) WITHOUT ROWID;
CREATE TABLE trailer (message INTEGER NOT NULL, line INTEGER NOT NULL, end_line INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (message, line)) WITHOUT ROWID;
CREATE TABLE problem (
  id INTEGER PRIMARY KEY, message INTEGER, source TEXT NOT NULL, place TEXT NOT NULL, line INTEGER, kind TEXT NOT NULL, text TEXT NOT NULL,
  UNIQUE (source, place, kind, text)
);
CREATE TABLE stale (message INTEGER PRIMARY KEY);
`

/** Derived: a pure function of the facts, by thread. May be dropped and made again at any time. */
const DERIVED = `
CREATE TABLE thread (message INTEGER PRIMARY KEY, root TEXT NOT NULL, parent INTEGER);
CREATE INDEX thread_by_root ON thread (root);
CREATE INDEX thread_by_parent ON thread (parent);
CREATE TABLE series (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT NOT NULL, author INTEGER NOT NULL, change_id TEXT);
CREATE TABLE revision (
  series INTEGER NOT NULL, position INTEGER NOT NULL, version INTEGER NOT NULL, rfc INTEGER NOT NULL,
  message INTEGER NOT NULL, date TEXT, evidence TEXT NOT NULL, PRIMARY KEY (series, position)
) WITHOUT ROWID;
CREATE TABLE revision_patch (
  series INTEGER NOT NULL, position INTEGER NOT NULL, number INTEGER NOT NULL, message INTEGER NOT NULL,
  PRIMARY KEY (series, position, number)
) WITHOUT ROWID;
CREATE INDEX revision_patch_by_message ON revision_patch (message);
CREATE TABLE copy (message INTEGER PRIMARY KEY, original INTEGER NOT NULL);
CREATE TABLE link (
  message INTEGER NOT NULL, line INTEGER NOT NULL, end_line INTEGER NOT NULL, depth INTEGER NOT NULL,
  origin INTEGER, origin_line INTEGER, origin_end_line INTEGER, match TEXT NOT NULL, ambiguous INTEGER NOT NULL,
  quoted_there INTEGER NOT NULL, PRIMARY KEY (message, line)
) WITHOUT ROWID;
CREATE TABLE link_candidate (
  message INTEGER NOT NULL, line INTEGER NOT NULL, position INTEGER NOT NULL,
  origin INTEGER NOT NULL, origin_line INTEGER NOT NULL, PRIMARY KEY (message, line, position)
) WITHOUT ROWID;
CREATE TABLE anchor (
  message INTEGER NOT NULL, number INTEGER NOT NULL, line INTEGER NOT NULL, end_line INTEGER NOT NULL,
  origin INTEGER, origin_line INTEGER, origin_end_line INTEGER, match TEXT, ambiguous INTEGER,
  quote_line INTEGER, quote_end_line INTEGER, focus INTEGER, focus_line INTEGER, focus_end_line INTEGER,
  about INTEGER, about_line INTEGER, about_end_line INTEGER, answers_message INTEGER, answers_number INTEGER,
  PRIMARY KEY (message, number)
) WITHOUT ROWID;
CREATE INDEX anchor_by_origin ON anchor (origin);
CREATE INDEX anchor_by_about ON anchor (about);
CREATE INDEX anchor_by_answer ON anchor (answers_message);
`

/**
 * Step 2: what the user says of series and issues (facts of their own, by Message-ID, so that they
 * outlive any rebuild), and series with their patches matched and their standing. What step 1 derived of
 * series is dropped; every message goes on the work list.
 */
const SERIES = `
CREATE TABLE user_link (a TEXT NOT NULL, b TEXT NOT NULL, joined INTEGER NOT NULL, date TEXT NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
DROP TABLE series; DROP TABLE revision; DROP TABLE revision_patch;
CREATE TABLE series (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT NOT NULL, author INTEGER NOT NULL, change_id TEXT, digest TEXT NOT NULL
);
CREATE TABLE revision (
  series INTEGER NOT NULL, position INTEGER NOT NULL, version INTEGER NOT NULL, rfc INTEGER NOT NULL,
  message INTEGER NOT NULL, date TEXT, PRIMARY KEY (series, position)
) WITHOUT ROWID;
CREATE TABLE revision_evidence (
  series INTEGER NOT NULL, position INTEGER NOT NULL, rule TEXT NOT NULL, message INTEGER, PRIMARY KEY (series, position, rule)
) WITHOUT ROWID;
CREATE TABLE revision_patch (
  series INTEGER NOT NULL, position INTEGER NOT NULL, number INTEGER NOT NULL, message INTEGER NOT NULL, carried INTEGER NOT NULL,
  PRIMARY KEY (series, position, number)
) WITHOUT ROWID;
CREATE TABLE revision_missing (series INTEGER NOT NULL, position INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (series, position, number)) WITHOUT ROWID;
CREATE TABLE revision_message (
  message INTEGER PRIMARY KEY, series INTEGER NOT NULL, position INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('cover', 'patch', 'again')), number INTEGER NOT NULL
);
CREATE INDEX revision_message_by_series ON revision_message (series);
CREATE TABLE patch_match (
  series INTEGER NOT NULL, position INTEGER NOT NULL, number INTEGER, from_number INTEGER,
  change TEXT NOT NULL CHECK (change IN ('same', 'modified', 'retitled', 'moved', 'split', 'merged', 'dropped', 'new', 'unknown')),
  moved INTEGER NOT NULL, same_diff INTEGER NOT NULL, similarity REAL
);
CREATE INDEX patch_match_by_series ON patch_match (series, position);
CREATE TABLE standing (
  series INTEGER PRIMARY KEY, activity TEXT, started TEXT, version INTEGER NOT NULL, rfc INTEGER NOT NULL, patches INTEGER NOT NULL,
  replies INTEGER NOT NULL, comments INTEGER NOT NULL, reviewed INTEGER NOT NULL, acked INTEGER NOT NULL, tested INTEGER NOT NULL,
  unreviewed INTEGER NOT NULL, open INTEGER NOT NULL, agreed INTEGER NOT NULL, state TEXT NOT NULL, turn TEXT, reason TEXT NOT NULL
);
CREATE INDEX standing_by_activity ON standing (activity);
CREATE TABLE participant (series INTEGER NOT NULL, address INTEGER NOT NULL, role TEXT NOT NULL, PRIMARY KEY (series, address, role)) WITHOUT ROWID;
CREATE TABLE stale_series (series INTEGER PRIMARY KEY);
CREATE TABLE user_mark (id TEXT PRIMARY KEY, state TEXT NOT NULL, note TEXT, date TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE judgement (
  message INTEGER NOT NULL, number INTEGER NOT NULL, series INTEGER NOT NULL, position INTEGER, patch INTEGER,
  kind TEXT NOT NULL CHECK (kind IN ('change', 'question', 'approval', 'answer', 'discussion', 'process')),
  actionable INTEGER NOT NULL, probability REAL NOT NULL, severity TEXT, issue_message INTEGER, issue_number INTEGER, PRIMARY KEY (message, number)
) WITHOUT ROWID;
CREATE INDEX judgement_by_series ON judgement (series);
CREATE TABLE issue (
  message INTEGER NOT NULL, number INTEGER NOT NULL, series INTEGER NOT NULL, position INTEGER NOT NULL, patch INTEGER NOT NULL, line INTEGER NOT NULL,
  author INTEGER NOT NULL, date TEXT, sender TEXT NOT NULL, role TEXT NOT NULL, kind TEXT NOT NULL, severity TEXT, probability REAL NOT NULL, reasons TEXT NOT NULL,
  summary TEXT NOT NULL, about INTEGER, about_line INTEGER, about_end_line INTEGER,
  state TEXT NOT NULL CHECK (state IN ('open', 'agreed', 'addressed', 'answered', 'rejected')), addressed_in INTEGER, confidence TEXT NOT NULL, marked INTEGER NOT NULL,
  PRIMARY KEY (message, number)
) WITHOUT ROWID;
CREATE INDEX issue_by_series ON issue (series);
CREATE TABLE issue_evidence (
  message INTEGER NOT NULL, number INTEGER NOT NULL, turn INTEGER NOT NULL, rule TEXT NOT NULL, evidence INTEGER, line INTEGER, text TEXT NOT NULL, PRIMARY KEY (message, number, turn)
) WITHOUT ROWID;
CREATE TABLE issue_version (
  message INTEGER NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL, state TEXT NOT NULL, fate TEXT,
  place INTEGER, place_line INTEGER, place_end_line INTEGER, PRIMARY KEY (message, number, position)
) WITHOUT ROWID;
CREATE TABLE issue_answer (
  message INTEGER NOT NULL, number INTEGER NOT NULL, turn INTEGER NOT NULL, answer INTEGER NOT NULL, answer_number INTEGER NOT NULL, PRIMARY KEY (message, number, turn)
) WITHOUT ROWID;
INSERT OR IGNORE INTO stale SELECT id FROM message;
`

/**
 * Step 3: how far sources have been read, and what they have deleted. Messages may be removed: they stay, and
 * take part in nothing that is derived.
 */
const SOURCES = `
CREATE TABLE progress (source INTEGER NOT NULL, part TEXT NOT NULL, reached TEXT NOT NULL, PRIMARY KEY (source, part)) WITHOUT ROWID;
ALTER TABLE message_source ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;
`

/**
 * Step 4: full text. Contentless, since the texts are in `message` already: an index alone. Underscores are letters,
 * words are found in their other forms (porter). Names are kept for what has only a part of one. Where comments are is
 * kept by path and function. Every message goes on the work list, to be indexed, and anchors are dropped: they tell what is.
 */
const SEARCH = `
CREATE VIRTUAL TABLE message_text USING fts5(subject, sender, own, quoted, dfn, dfa, dfb, dfhh, dfctx, dfpre, dfpost, patchid, content = '', ${TOKENS});
CREATE VIRTUAL TABLE comment_text USING fts5(text, above, content = '', contentless_delete = 1, ${TOKENS});
CREATE VIRTUAL TABLE address_text USING fts5(name, address, content = '', tokenize = "unicode61 remove_diacritics 2 tokenchars '_'");
CREATE TABLE identifier (name TEXT PRIMARY KEY) WITHOUT ROWID;
ALTER TABLE anchor ADD COLUMN path TEXT;
ALTER TABLE anchor ADD COLUMN function TEXT;
CREATE INDEX message_by_sender ON message (sender, date);
CREATE INDEX message_removed ON message (id) WHERE removed = 1;
CREATE INDEX anchor_by_path ON anchor (path) WHERE path IS NOT NULL;
CREATE INDEX anchor_by_function ON anchor (function) WHERE function IS NOT NULL;
DELETE FROM anchor;
INSERT OR IGNORE INTO stale SELECT id FROM message;
`

/**
 * Step 5: how much speaks for each version to be where it is, and for the next best; series that are copies for
 * a stable tree. Derived: one message on the work list is enough for all series to be joined anew.
 */
const VERSIONS = `
ALTER TABLE series ADD COLUMN tree TEXT;
ALTER TABLE revision ADD COLUMN score REAL;
ALTER TABLE revision ADD COLUMN runner_up TEXT;
ALTER TABLE revision ADD COLUMN runner_up_score REAL;
ALTER TABLE revision_evidence ADD COLUMN weight REAL;
INSERT OR IGNORE INTO stale SELECT id FROM message LIMIT 1;
`

/** Marks our files (`file` and SQLite's application_id): "ptrl". */
const APPLICATION = 0x7074726c

/** Step n brings a store from version n to n + 1. Steps are never edited once released. */
const MIGRATIONS: readonly string[] = [FACTS + DERIVED, SERIES, SOURCES, SEARCH, VERSIONS]

/** Brings the store to this version of the schema. Throws StoreError for a store of a newer one. */
export async function migrate(database: Database): Promise<void> {
  await requireOwn(database)
  const version = await versionOf(database)
  if (version > MIGRATIONS.length) throw newer(database)
  if (version === MIGRATIONS.length) return
  await database.transaction(async () => {
    for (let step = await versionOf(database); step < MIGRATIONS.length; step++) {
      await database.exec(
        `${MIGRATIONS[step] ?? ''}; PRAGMA application_id = ${APPLICATION}; PRAGMA user_version = ${step + 1}`,
      )
    }
  })
}

/** For readers: throws StoreError where the store has another version than this program. */
export async function requireCurrent(database: Database): Promise<void> {
  await requireOwn(database)
  const version = await versionOf(database)
  if (version > MIGRATIONS.length) throw newer(database)
  if (version === 0) throw foreign(database)
  if (version < MIGRATIONS.length)
    throw new StoreError(
      `the store ${database.path} is of an older version; run any ingest to bring it up to date`,
    )
}

/** An empty file may become a store; another program's database is left alone. */
async function requireOwn(database: Database): Promise<void> {
  const application = (await database.get<{ application_id: number }>('PRAGMA application_id'))
    ?.application_id
  const tables =
    (await database.get<{ n: number }>('SELECT count(*) AS n FROM sqlite_schema'))?.n ?? 0
  if (tables > 0 && application !== APPLICATION) throw foreign(database)
}

async function versionOf(database: Database): Promise<number> {
  return (await database.get<{ user_version: number }>('PRAGMA user_version'))?.user_version ?? 0
}

function foreign(database: Database): StoreError {
  return new StoreError(`${database.path} is no patchtrail store; name another file with --db`)
}

function newer(database: Database): StoreError {
  return new StoreError(
    `the store ${database.path} was made by a newer patchtrail; update this one`,
  )
}

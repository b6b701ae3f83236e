/**
 * Step 2: what the user says of series and issues (facts of their own, by Message-ID, so that they
 * outlive any rebuild), and series with their patches matched and their standing. What step 1
 * derived of series is dropped; every message goes on the work list. Released: never to be changed.
 */
export const SERIES = `
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

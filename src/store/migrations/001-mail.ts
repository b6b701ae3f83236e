/** Step 1: the mail, and what is derived of threads and series. Released: never to be changed. */
export const MAIL = `
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

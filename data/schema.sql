-- fact: where mail came from
CREATE TABLE source (
  id INTEGER PRIMARY KEY, -- key
  location TEXT NOT NULL, -- an absolute path, an address, or - for standard input
  UNIQUE (location)
);

-- fact: how far sources have been read
CREATE TABLE progress (
  source INTEGER NOT NULL, -- key of the source
  part TEXT NOT NULL, -- which part of it: a file, an epoch, a branch
  reached TEXT NOT NULL, -- what was read last, as the kind of source names it
  PRIMARY KEY (source, part)
) WITHOUT ROWID;

-- fact: people and lists as headers name them, each pair once
CREATE TABLE address (
  id INTEGER PRIMARY KEY, -- key
  name TEXT NOT NULL, -- as written, decoded; empty: unknown
  address TEXT NOT NULL, -- in lower case; empty: unknown
  UNIQUE (name, address)
);

-- fact: one mail, once, whatever it came from
CREATE TABLE message (
  id INTEGER PRIMARY KEY, -- key, in the order of arrival
  message_id TEXT NOT NULL, -- Message-ID in angle brackets, without white space
  id_is_made INTEGER NOT NULL, -- 1: it had no usable Message-ID, and this one is made from its content
  subject TEXT NOT NULL, -- decoded, as it is
  subject_key TEXT NOT NULL, -- subject by which orphaned replies find their patch; empty: names no patch
  sender INTEGER NOT NULL REFERENCES address, -- key of the address in From
  date TEXT, -- ISO 8601, UTC, to the second
  content TEXT NOT NULL CHECK (content IN ('cover', 'patch', 'reply', 'other')), -- what it is
  flowed INTEGER NOT NULL, -- 1: format=flowed (RFC 3676)
  collapsed INTEGER NOT NULL, -- 1: white space was collapsed before it was read (a saved archive page)
  fingerprint TEXT NOT NULL, -- 32 hex digits, equal for copies of one mail
  body TEXT NOT NULL, -- the text, decoded, never reflowed; lines are counted from 1 in it; a long one is zlib data
  removed INTEGER NOT NULL DEFAULT 0, -- 1: every source has deleted it; it takes part in nothing derived
  attached TEXT, -- JSON, what came beside the body and cannot be read from it again: Attached
  UNIQUE (message_id)
);
CREATE INDEX message_by_subject ON message (subject_key) WHERE subject_key <> '';
CREATE INDEX message_by_fingerprint ON message (fingerprint);
CREATE INDEX message_by_date ON message (date);
CREATE INDEX message_by_sender ON message (sender, date);
CREATE INDEX message_removed ON message (id) WHERE removed = 1;

-- fact: which sources have a message
CREATE TABLE message_source (
  message INTEGER NOT NULL, -- key of the message
  source INTEGER NOT NULL, -- key of the source
  place TEXT, -- where in the source
  removed INTEGER NOT NULL DEFAULT 0, -- 1: the source has deleted it
  PRIMARY KEY (message, source)
) WITHOUT ROWID;

-- fact: mailing lists that a message came over
CREATE TABLE message_list (
  message INTEGER NOT NULL, -- key of the message
  list TEXT NOT NULL, -- List-Id
  PRIMARY KEY (message, list)
) WITHOUT ROWID;

-- fact: whom a message is to
CREATE TABLE message_address (
  message INTEGER NOT NULL, -- key of the message
  role TEXT NOT NULL CHECK (role IN ('to', 'cc')), -- which header
  position INTEGER NOT NULL, -- index in the header
  address INTEGER NOT NULL, -- key of the address
  PRIMARY KEY (message, role, position)
) WITHOUT ROWID;

-- fact: messages that the headers of a message name
CREATE TABLE message_reference (
  message INTEGER NOT NULL, -- key of the message
  header TEXT NOT NULL CHECK (header IN ('in-reply-to', 'references')), -- which header
  position INTEGER NOT NULL, -- index in the header, oldest first
  referenced TEXT NOT NULL, -- Message-ID, of a message that is in the store or not
  PRIMARY KEY (message, header, position)
) WITHOUT ROWID;
CREATE INDEX message_reference_to ON message_reference (referenced, message);

-- fact: what was odd in the mail, or could not be read
CREATE TABLE problem (
  id INTEGER PRIMARY KEY, -- key
  message INTEGER, -- key of the message, where there is one
  source TEXT NOT NULL, -- location of the source
  place TEXT NOT NULL, -- where in the source; empty: the source is one message
  line INTEGER, -- line of the body
  kind TEXT NOT NULL, -- which kind of oddity
  text TEXT NOT NULL, -- in words
  UNIQUE (source, place, kind, text)
);

-- fact: what a patch or cover says of itself
CREATE TABLE patch (
  message INTEGER PRIMARY KEY, -- key of the message
  is_cover INTEGER NOT NULL, -- 1: a cover letter
  title TEXT NOT NULL, -- subject without reply prefixes and bracket groups
  author INTEGER NOT NULL REFERENCES address, -- key of the address of who wrote it
  version INTEGER NOT NULL, -- 1 where none is given
  version_given INTEGER NOT NULL, -- 1: the subject names it
  reroll INTEGER, -- 1 of v5.1
  number INTEGER, -- n of n/m; 0 is the cover
  total INTEGER, -- m of n/m
  rfc INTEGER NOT NULL, -- 1: the subject says RFC
  resend INTEGER NOT NULL, -- 1: the subject says RESEND
  tags TEXT NOT NULL, -- other words in the brackets, blanks between: trees and projects
  change_id TEXT, -- b4 change-id
  code INTEGER, -- a number made from all its changed lines
  sketch TEXT -- the least of the numbers of its changed lines, base 36, blanks between
);
CREATE INDEX patch_by_title ON patch (title);

-- fact: messages that a patch or cover names above its diff
CREATE TABLE mention (
  message INTEGER NOT NULL, -- key of the message
  line INTEGER NOT NULL, -- line in the body, from 1
  mentioned TEXT NOT NULL, -- Message-ID
  PRIMARY KEY (message, line, mentioned)
) WITHOUT ROWID;

-- fact: commits that a message names with their titles
CREATE TABLE citation (
  message INTEGER NOT NULL, -- key of the message
  line INTEGER NOT NULL, -- line in the body, from 1
  commit_id TEXT, -- hash of it or of the merge that has it, or the beginning of that
  kind TEXT NOT NULL, -- fixes, names, merged, taken, upstream, reverted
  title TEXT NOT NULL, -- white space collapsed
  tree TEXT, -- what a tree that tells of it itself calls itself
  PRIMARY KEY (message, line)
) WITHOUT ROWID;
CREATE INDEX citation_by_title ON citation (title);

-- fact: parts of a body that a comment can point at
CREATE TABLE section (
  message INTEGER NOT NULL, -- key of the message
  line INTEGER NOT NULL, -- first line in the body, from 1
  end_line INTEGER NOT NULL, -- last line, inclusive
  part TEXT NOT NULL, -- commit-message, trailers, changelog, ...
  PRIMARY KEY (message, line)
) WITHOUT ROWID;

-- fact: files that a diff in a body changes
CREATE TABLE file (
  message INTEGER NOT NULL, -- key of the message
  line INTEGER NOT NULL, -- first line in the body, from 1
  end_line INTEGER NOT NULL, -- last line, inclusive
  old_path TEXT, -- path before; none: the file is new
  new_path TEXT, -- path after; none: the file is deleted
  status TEXT NOT NULL, -- modified, added, deleted, renamed, ...
  old_mode TEXT, -- mode before
  new_mode TEXT, -- mode after
  similarity INTEGER, -- percent, of a rename or copy
  binary INTEGER NOT NULL, -- 1: a binary file
  PRIMARY KEY (message, line)
) WITHOUT ROWID;
CREATE INDEX file_by_path ON file (new_path);

-- fact: hunks of those files
CREATE TABLE hunk (
  message INTEGER NOT NULL, -- key of the message
  line INTEGER NOT NULL, -- first line in the body, from 1
  end_line INTEGER NOT NULL, -- last line, inclusive
  file_line INTEGER NOT NULL, -- line of its row in file
  old_start INTEGER NOT NULL, -- first line in the old file
  old_count INTEGER NOT NULL, -- lines of the old file
  new_start INTEGER NOT NULL, -- first line in the new file
  new_count INTEGER NOT NULL, -- lines of the new file
  function TEXT, -- what stands behind the second @@
  PRIMARY KEY (message, line)
) WITHOUT ROWID;

-- fact: runs of quoted lines of one depth
CREATE TABLE quote (
  message INTEGER NOT NULL, -- key of the message
  line INTEGER NOT NULL, -- first line in the body, from 1
  end_line INTEGER NOT NULL, -- last line, inclusive
  depth INTEGER NOT NULL, -- number of > levels
  PRIMARY KEY (message, line)
) WITHOUT ROWID;

-- fact: what the sender wrote in one place, between quotes
CREATE TABLE comment (
  message INTEGER NOT NULL, -- key of the message
  number INTEGER NOT NULL, -- 1 and up, in body order
  line INTEGER NOT NULL, -- first line in the body, from 1
  end_line INTEGER NOT NULL, -- last line, inclusive
  PRIMARY KEY (message, number)
) WITHOUT ROWID;

-- fact: lines such as "On <date>, <who> wrote:"
CREATE TABLE attribution (
  message INTEGER NOT NULL, -- key of the message
  line INTEGER NOT NULL, -- first line in the body, from 1
  end_line INTEGER NOT NULL, -- last line, inclusive
  name TEXT, -- who is quoted
  address TEXT, -- in lower case
  date TEXT, -- ISO 8601, UTC
  PRIMARY KEY (message, line)
) WITHOUT ROWID;

-- fact: trailers of a patch, and tags that a reply gives
CREATE TABLE trailer (
  message INTEGER NOT NULL, -- key of the message
  line INTEGER NOT NULL, -- first line in the body, from 1
  end_line INTEGER NOT NULL, -- last line, inclusive
  name TEXT NOT NULL, -- Signed-off-by, Reviewed-by, ...
  value TEXT NOT NULL, -- joined where it is wrapped
  PRIMARY KEY (message, line)
) WITHOUT ROWID;

-- user: what the user said of two messages
CREATE TABLE user_link (
  a TEXT NOT NULL, -- Message-ID; before the other in order
  b TEXT NOT NULL, -- Message-ID
  joined INTEGER NOT NULL, -- 1: their versions are of one series; 0: they are not
  date TEXT NOT NULL, -- when it was said, ISO 8601, UTC
  PRIMARY KEY (a, b)
) WITHOUT ROWID;

-- user: what the user said of a comment
CREATE TABLE user_mark (
  id TEXT PRIMARY KEY, -- <message-id>#<number>
  state TEXT NOT NULL, -- the state of its issue, or not-an-issue
  note TEXT, -- why
  date TEXT NOT NULL -- when it was said, ISO 8601, UTC
) WITHOUT ROWID;

-- work: messages whose threads are to be derived anew
CREATE TABLE stale (
  message INTEGER PRIMARY KEY -- key of the message
);

-- work: series that are to be reviewed anew
CREATE TABLE stale_series (
  series INTEGER PRIMARY KEY -- key of the series
);

-- state: what the rows were made by
CREATE TABLE meta (
  key TEXT PRIMARY KEY, -- content: the facts that bodies say; derived: all that is derived
  value TEXT NOT NULL -- the stamp of the program that made them
) WITHOUT ROWID;

-- derived: which thread a message is in, and what it answers
CREATE TABLE thread (
  message INTEGER PRIMARY KEY, -- key of the message
  root TEXT NOT NULL, -- Message-ID of the oldest message of the thread
  parent INTEGER -- key of the message that it answers
);
CREATE INDEX thread_by_root ON thread (root);
CREATE INDEX thread_by_parent ON thread (parent);

-- derived: messages without a Message-ID that are copies of another
CREATE TABLE copy (
  message INTEGER PRIMARY KEY, -- key of the message
  original INTEGER NOT NULL -- key of the message that it is a copy of
);

-- derived: runs of quoted lines, with the lines that they come from
CREATE TABLE link (
  message INTEGER NOT NULL, -- key of the message
  line INTEGER NOT NULL, -- first line in the body of the reply, from 1
  end_line INTEGER NOT NULL, -- last line, inclusive
  depth INTEGER NOT NULL, -- number of > levels
  origin INTEGER, -- key of the message that the quoted lines come from
  origin_line INTEGER, -- first line there
  origin_end_line INTEGER, -- last line there
  match TEXT NOT NULL, -- how it was found: exact, whitespace, rewrapped, edited, none
  ambiguous INTEGER NOT NULL, -- 1: other places fit as well
  quoted_there INTEGER NOT NULL, -- 1: it is quoted there, too, and found nowhere before
  PRIMARY KEY (message, line)
) WITHOUT ROWID;

-- derived: other places that fit a link as well
CREATE TABLE link_candidate (
  message INTEGER NOT NULL, -- key of the message
  line INTEGER NOT NULL, -- line of its row in link
  position INTEGER NOT NULL, -- 0 is the best
  origin INTEGER NOT NULL, -- key of the message
  origin_line INTEGER NOT NULL, -- first line there
  PRIMARY KEY (message, line, position)
) WITHOUT ROWID;

-- derived: comments: one for each request, with the lines that they are about
CREATE TABLE anchor (
  message INTEGER NOT NULL, -- key of the message
  number INTEGER NOT NULL, -- half of its id: <message-id>#<number>
  line INTEGER NOT NULL, -- first line in the body of the reply, from 1
  end_line INTEGER NOT NULL, -- last line, inclusive
  origin INTEGER, -- key of the message that the quoted lines come from
  origin_line INTEGER, -- first line there
  origin_end_line INTEGER, -- last line there
  match TEXT, -- how the quoted lines were found
  ambiguous INTEGER, -- 1: other places fit as well
  quote_line INTEGER, -- first line of the quote in focus, in the reply
  quote_end_line INTEGER, -- last line
  focus INTEGER, -- key of the message that the lines in focus come from
  focus_line INTEGER, -- first line there
  focus_end_line INTEGER, -- last line there
  about INTEGER, -- key of the patch or cover that it is about in the end
  about_line INTEGER, -- first line there
  about_end_line INTEGER, -- last line there
  answers_message INTEGER, -- key of the message of the comment that it answers
  answers_number INTEGER, -- number of that comment
  path TEXT, -- file of the lines that it is about
  function TEXT, -- function of those lines
  PRIMARY KEY (message, number)
) WITHOUT ROWID;
CREATE INDEX anchor_by_origin ON anchor (origin);
CREATE INDEX anchor_by_about ON anchor (about);
CREATE INDEX anchor_by_answer ON anchor (answers_message);
CREATE INDEX anchor_by_path ON anchor (path) WHERE path IS NOT NULL;
CREATE INDEX anchor_by_function ON anchor (function) WHERE function IS NOT NULL;

-- derived: one piece of work through all its versions
CREATE TABLE series (
  id INTEGER PRIMARY KEY, -- key; stays while the series is there
  name TEXT NOT NULL, -- change-id, or Message-ID of the first version
  title TEXT NOT NULL, -- of the latest version
  author INTEGER NOT NULL, -- key of the address
  change_id TEXT, -- b4 change-id
  digest TEXT NOT NULL, -- SHA-1 of all that is derived of it: tells whether it has changed
  tree TEXT, -- the stable tree that it is a copy for; pull: of a pull request
  kin TEXT, -- least Message-ID of all series that are compared with it
  UNIQUE (name)
);
CREATE INDEX series_by_kin ON series (kin);

-- derived: versions of a series
CREATE TABLE revision (
  series INTEGER NOT NULL, -- key of the series
  position INTEGER NOT NULL, -- index of the version, 0 is the oldest
  version INTEGER NOT NULL, -- as the subjects number it
  rfc INTEGER NOT NULL, -- 1: an RFC
  message INTEGER NOT NULL, -- key of the cover, or of the first patch
  date TEXT, -- ISO 8601, UTC
  score REAL, -- all that speaks for the version before it, less what speaks against
  runner_up TEXT, -- Message-ID of the next best posting that it was not joined to
  runner_up_score REAL, -- the same of that one
  PRIMARY KEY (series, position)
) WITHOUT ROWID;

-- derived: why a version is part of its series
CREATE TABLE revision_evidence (
  series INTEGER NOT NULL, -- key of the series
  position INTEGER NOT NULL, -- index of the version, 0 is the oldest
  rule TEXT NOT NULL, -- user, change-id, link, in-reply-to, title, patch-titles, files, code
  message INTEGER, -- key of the message of an earlier version that it leads to
  weight REAL, -- how much it says for that
  PRIMARY KEY (series, position, rule)
) WITHOUT ROWID;

-- derived: patches of a version
CREATE TABLE revision_patch (
  series INTEGER NOT NULL, -- key of the series
  position INTEGER NOT NULL, -- index of the version, 0 is the oldest
  number INTEGER NOT NULL, -- 1 and up
  message INTEGER NOT NULL, -- key of the patch
  carried INTEGER NOT NULL, -- 1: not sent with this version, it stands as in the one before
  PRIMARY KEY (series, position, number)
) WITHOUT ROWID;

-- derived: patches that the subjects promise and that are not in the store
CREATE TABLE revision_missing (
  series INTEGER NOT NULL, -- key of the series
  position INTEGER NOT NULL, -- index of the version, 0 is the oldest
  number INTEGER NOT NULL, -- of the patch
  PRIMARY KEY (series, position, number)
) WITHOUT ROWID;

-- derived: every cover and patch that was sent for a version
CREATE TABLE revision_message (
  message INTEGER PRIMARY KEY, -- key of the message
  series INTEGER NOT NULL, -- key of the series
  position INTEGER NOT NULL, -- index of the version, 0 is the oldest
  role TEXT NOT NULL CHECK (role IN ('cover', 'patch', 'again')), -- again: a resend, or replaced by a reroll
  number INTEGER NOT NULL -- of the patch; 0: the cover
);
CREATE INDEX revision_message_by_series ON revision_message (series);

-- derived: by what patches and covers find others to be joined with
CREATE TABLE patch_key (
  key INTEGER NOT NULL, -- a number made from a title, a person, an id, or what is sent in one go
  message INTEGER NOT NULL, -- key of the message
  PRIMARY KEY (key, message)
) WITHOUT ROWID;

-- derived: which patch of a version became which of the next
CREATE TABLE patch_match (
  series INTEGER NOT NULL, -- key of the series
  position INTEGER NOT NULL, -- index of the later version
  number INTEGER, -- in the later version; none: it is not there any more
  from_number INTEGER, -- in the earlier version; none: it was not there
  change TEXT NOT NULL CHECK (change IN ('same', 'modified', 'retitled', 'moved', 'split', 'merged', 'dropped', 'new', 'unknown')), -- what became of it
  moved INTEGER NOT NULL, -- 1: its order among the patches of both is another
  same_diff INTEGER NOT NULL, -- 1: the changed lines are the same
  similarity REAL, -- 0 to 1: share of the changed lines that both have
  since_position INTEGER, -- index of an older version that has it, where a gap is between
  since_number INTEGER -- its number there
);
CREATE INDEX patch_match_by_series ON patch_match (series, position);

-- derived: where a series stands
CREATE TABLE standing (
  series INTEGER PRIMARY KEY, -- key of the series
  activity TEXT, -- date of its latest mail
  started TEXT, -- date of its first version
  version INTEGER NOT NULL, -- the latest
  rfc INTEGER NOT NULL, -- 1: the latest is an RFC
  patches INTEGER NOT NULL, -- of the latest version
  replies INTEGER NOT NULL, -- to all versions
  comments INTEGER NOT NULL, -- in those replies
  reviewed INTEGER NOT NULL, -- people whose Reviewed-by the latest version has
  acked INTEGER NOT NULL, -- the same for Acked-by
  tested INTEGER NOT NULL, -- the same for Tested-by
  unreviewed INTEGER NOT NULL, -- patches of the latest version that nobody has looked at
  open INTEGER NOT NULL, -- issues that are open
  agreed INTEGER NOT NULL, -- issues that are promised
  state TEXT NOT NULL, -- needs-review, changes-requested, ...
  turn TEXT, -- author, reviewer or maintainer
  reason TEXT NOT NULL -- in words: what makes it so
);
CREATE INDEX standing_by_activity ON standing (activity);

-- derived: who takes part in a series
CREATE TABLE participant (
  series INTEGER NOT NULL, -- key of the series
  address INTEGER NOT NULL, -- key of the address
  role TEXT NOT NULL, -- reviewer
  PRIMARY KEY (series, address, role)
) WITHOUT ROWID;

-- derived: what a comment on a series was taken for
CREATE TABLE judgement (
  message INTEGER NOT NULL, -- key of the message of the comment
  number INTEGER NOT NULL, -- number of the comment
  series INTEGER NOT NULL, -- key of the series
  position INTEGER, -- index of the version that it is on
  patch INTEGER, -- number of the patch that it is on; 0: the cover
  kind TEXT NOT NULL CHECK (kind IN ('change', 'question', 'approval', 'answer', 'discussion', 'process')), -- what it does
  actionable INTEGER NOT NULL, -- 1: it asks for something
  probability REAL NOT NULL, -- 0 to 1: that it does
  severity TEXT, -- nit or major, as the speaker calls it
  issue_message INTEGER, -- message of the issue that it raises, or raises again
  issue_number INTEGER, -- number of that issue
  PRIMARY KEY (message, number)
) WITHOUT ROWID;
CREATE INDEX judgement_by_series ON judgement (series);

-- derived: comments that ask for something, with what became of it
CREATE TABLE issue (
  message INTEGER NOT NULL, -- key of the message of the comment
  number INTEGER NOT NULL, -- number of the comment
  series INTEGER NOT NULL, -- key of the series
  position INTEGER NOT NULL, -- index of the version on which it was raised
  patch INTEGER NOT NULL, -- number of the patch; 0: the cover
  line INTEGER NOT NULL, -- first line of the comment
  author INTEGER NOT NULL, -- key of the address of who raised it
  date TEXT, -- ISO 8601, UTC
  sender TEXT NOT NULL, -- human, bot or ci
  role TEXT NOT NULL, -- author or reviewer
  kind TEXT NOT NULL, -- what it does
  severity TEXT, -- nit or major
  probability REAL NOT NULL, -- 0 to 1: that it asks for something
  reasons TEXT NOT NULL, -- what spoke for that most; "; " between
  summary TEXT NOT NULL, -- one line of it
  about INTEGER, -- key of the patch or cover that it is about
  about_line INTEGER, -- first line there
  about_end_line INTEGER, -- last line there
  state TEXT NOT NULL CHECK (state IN ('open', 'agreed', 'addressed', 'answered', 'rejected')), -- where it stands
  addressed_in INTEGER, -- index of the version that settled it
  confidence TEXT NOT NULL, -- high, medium or low
  marked INTEGER NOT NULL, -- 1: the user said so
  asked_of TEXT NOT NULL, -- who owes: author, reviewer or other
  strength TEXT NOT NULL, -- blocking, must, nit, optional or question
  state_probability REAL NOT NULL, -- 0 to 1: of the state, by the model
  moot INTEGER NOT NULL, -- 1: open or promised, and applied or gone on without it
  PRIMARY KEY (message, number)
) WITHOUT ROWID;
CREATE INDEX issue_by_series ON issue (series);

-- derived: why an issue stands where it does
CREATE TABLE issue_evidence (
  message INTEGER NOT NULL, -- key of the message of the comment
  number INTEGER NOT NULL, -- number of the comment
  ordinal INTEGER NOT NULL, -- 0 and up, heaviest first
  rule TEXT NOT NULL, -- the rule that found it
  evidence INTEGER, -- key of the message that it stands in
  line INTEGER, -- line there
  text TEXT NOT NULL, -- that line, or what was found
  PRIMARY KEY (message, number, ordinal)
) WITHOUT ROWID;

-- derived: where an issue stood as each version did, and what became of its lines
CREATE TABLE issue_version (
  message INTEGER NOT NULL, -- key of the message of the comment
  number INTEGER NOT NULL, -- number of the comment
  position INTEGER NOT NULL, -- index of the version
  state TEXT NOT NULL, -- before the next version came
  fate TEXT, -- what became of the lines in it
  place INTEGER, -- key of the patch where they are now
  place_line INTEGER, -- first line there
  place_end_line INTEGER, -- last line there
  passed INTEGER NOT NULL, -- 1: the patch was sent again with it, and what was asked for left undone
  PRIMARY KEY (message, number, position)
) WITHOUT ROWID;

-- derived: comments that answer an issue
CREATE TABLE issue_answer (
  message INTEGER NOT NULL, -- key of the message of the comment
  number INTEGER NOT NULL, -- number of the comment
  ordinal INTEGER NOT NULL, -- 0 and up, oldest first
  answer INTEGER NOT NULL, -- key of the message of the answer
  answer_number INTEGER NOT NULL, -- number of that comment
  PRIMARY KEY (message, number, ordinal)
) WITHOUT ROWID;

-- derived: names with an underscore, for searches for a part of one
CREATE TABLE identifier (
  name TEXT PRIMARY KEY -- in lower case
) WITHOUT ROWID;

-- derived: full text of messages; the rowid is the key of the message
CREATE VIRTUAL TABLE message_text USING fts5(
  subject, sender, own, quoted, dfn, dfa, dfb, dfhh, dfctx, dfpre, dfpost, patchid,
  content = '', tokenize = "porter unicode61 remove_diacritics 2 tokenchars '_'"
);

-- derived: full text of comments and the quote above; the rowid is 65536 times the message, plus the number
CREATE VIRTUAL TABLE comment_text USING fts5(
  text, above,
  content = '', contentless_delete = 1, tokenize = "porter unicode61 remove_diacritics 2 tokenchars '_'"
);

-- derived: words of names and addresses; the rowid is the key of the address
CREATE VIRTUAL TABLE address_text USING fts5(
  name, address,
  content = '', tokenize = "unicode61 remove_diacritics 2 tokenchars '_'"
);

/**
 * Step 4: full text. Contentless, since the texts are in `message` already: an index alone.
 * Underscores are letters, words are found in their other forms (porter). Names are kept for what
 * has only a part of one. Where comments are is kept by path and function. Every message goes on
 * the work list, to be indexed, and anchors are dropped: they tell what is. Released: never to be
 * changed.
 */
export const SEARCH = `
CREATE VIRTUAL TABLE message_text USING fts5(subject, sender, own, quoted, dfn, dfa, dfb, dfhh, dfctx, dfpre, dfpost, patchid, content = '', tokenize = "porter unicode61 remove_diacritics 2 tokenchars '_'");
CREATE VIRTUAL TABLE comment_text USING fts5(text, above, content = '', contentless_delete = 1, tokenize = "porter unicode61 remove_diacritics 2 tokenchars '_'");
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

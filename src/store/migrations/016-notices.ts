/** Step 16: trees tell of patches that they took, some without a commit. Read anew from the bodies. */
export const NOTICES = `
DROP TABLE citation;
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
`

/** Step 15: commits that messages name with their titles: whoever names one knows that it landed. */
export const CITATIONS = `
CREATE TABLE citation (
  message INTEGER NOT NULL, -- key of the message
  line INTEGER NOT NULL, -- line in the body, from 1
  commit_id TEXT NOT NULL, -- hash of it or of the merge that has it, or the beginning of that
  kind TEXT NOT NULL, -- fixes, names, merged, reverted
  title TEXT NOT NULL, -- white space collapsed
  PRIMARY KEY (message, line)
) WITHOUT ROWID;
CREATE INDEX citation_by_title ON citation (title);
`

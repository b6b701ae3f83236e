/** Step 15: commits that messages name with their titles: whoever names one of a patch knows that it landed. */
export const CITATIONS = `
CREATE TABLE citation (
  message INTEGER NOT NULL, -- key of the message
  line INTEGER NOT NULL, -- line in the body, from 1
  commit_id TEXT NOT NULL, -- its hash or the beginning of that, 8 hex digits and more
  title TEXT NOT NULL, -- white space collapsed
  PRIMARY KEY (message, line)
) WITHOUT ROWID;
CREATE INDEX citation_by_title ON citation (title);
`

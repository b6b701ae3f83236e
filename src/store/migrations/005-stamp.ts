/**
 * Step 5: by what the rows were made. A store without a stamp is taken as made by an older program,
 * and refreshed. What nobody reads goes; what a number counts is said by its name.
 */
export const STAMP = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
ALTER TABLE patch DROP COLUMN base_commit;
ALTER TABLE issue_evidence RENAME COLUMN turn TO ordinal;
ALTER TABLE issue_answer RENAME COLUMN turn TO ordinal;
`

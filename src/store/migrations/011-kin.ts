/** Step 11: which series are compared with which, and by what: new patches find theirs alone. */
export const KIN = `
ALTER TABLE series ADD COLUMN kin TEXT;
CREATE INDEX series_by_kin ON series (kin);
CREATE TABLE patch_key (
  key INTEGER NOT NULL,
  message INTEGER NOT NULL,
  PRIMARY KEY (key, message)
) WITHOUT ROWID;
DELETE FROM meta WHERE key = 'joined';
`

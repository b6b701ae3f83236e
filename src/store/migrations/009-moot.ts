/** Step 9: requests without which the patch was applied; none is known so until it is derived. */
export const MOOT = `
ALTER TABLE issue RENAME TO issue_before;
CREATE TABLE issue (
  message INTEGER NOT NULL, number INTEGER NOT NULL, series INTEGER NOT NULL,
  position INTEGER NOT NULL, patch INTEGER NOT NULL, line INTEGER NOT NULL,
  author INTEGER NOT NULL, date TEXT, sender TEXT NOT NULL, role TEXT NOT NULL,
  kind TEXT NOT NULL, severity TEXT, probability REAL NOT NULL, reasons TEXT NOT NULL,
  summary TEXT NOT NULL, about INTEGER, about_line INTEGER, about_end_line INTEGER,
  state TEXT NOT NULL CHECK (state IN ('open', 'agreed', 'addressed', 'answered', 'rejected')),
  addressed_in INTEGER, confidence TEXT NOT NULL, marked INTEGER NOT NULL,
  asked_of TEXT NOT NULL, strength TEXT NOT NULL, state_probability REAL NOT NULL,
  moot INTEGER NOT NULL,
  PRIMARY KEY (message, number)
) WITHOUT ROWID;
INSERT INTO issue SELECT *, 0 FROM issue_before;
DROP TABLE issue_before;
CREATE INDEX issue_by_series ON issue (series);
`

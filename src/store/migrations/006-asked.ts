/**
 * Step 6: who is asked, how strongly, how likely the state is, and which versions left a request
 * undone. What is there is kept until it is derived anew.
 */
export const ASKED = `
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
  PRIMARY KEY (message, number)
) WITHOUT ROWID;
INSERT INTO issue SELECT b.*, CASE b.role WHEN 'author' THEN 'reviewer' ELSE 'author' END, 'must', 0
FROM issue_before b;
DROP TABLE issue_before;
CREATE INDEX issue_by_series ON issue (series);
ALTER TABLE issue_version RENAME TO issue_version_before;
CREATE TABLE issue_version (
  message INTEGER NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL,
  state TEXT NOT NULL, fate TEXT, place INTEGER, place_line INTEGER, place_end_line INTEGER,
  passed INTEGER NOT NULL,
  PRIMARY KEY (message, number, position)
) WITHOUT ROWID;
INSERT INTO issue_version SELECT b.*, 0 FROM issue_version_before b;
DROP TABLE issue_version_before;
`

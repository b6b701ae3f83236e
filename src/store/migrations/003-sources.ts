/**
 * Step 3: how far sources have been read, and what they have deleted. Messages may be removed: they
 * stay, and take part in nothing that is derived. Released: never to be changed.
 */
export const SOURCES = `
CREATE TABLE progress (source INTEGER NOT NULL, part TEXT NOT NULL, reached TEXT NOT NULL, PRIMARY KEY (source, part)) WITHOUT ROWID;
ALTER TABLE message_source ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;
`

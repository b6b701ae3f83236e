/**
 * Step 7: how much speaks for each version to be where it is, and for the next best; series that
 * are copies for a stable tree.
 */
export const VERSIONS = `
ALTER TABLE series ADD COLUMN tree TEXT;
ALTER TABLE revision ADD COLUMN score REAL;
ALTER TABLE revision ADD COLUMN runner_up TEXT;
ALTER TABLE revision ADD COLUMN runner_up_score REAL;
ALTER TABLE revision_evidence ADD COLUMN weight REAL;
`

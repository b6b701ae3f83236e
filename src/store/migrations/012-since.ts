/** Step 12: a patch that a version between does not have; none is known so until it is derived. */
export const SINCE = `
ALTER TABLE patch_match ADD COLUMN since_position INTEGER;
ALTER TABLE patch_match ADD COLUMN since_number INTEGER;
`

/** Step 8: what came beside the body of a mail, so that its content can be read anew. */
export const ATTACHED = `
ALTER TABLE message ADD COLUMN attached TEXT;
`

/** Step 10: what the changed lines of a patch come to, so that versions are told by their code. */
export const SKETCH = `
ALTER TABLE patch ADD COLUMN code INTEGER;
ALTER TABLE patch ADD COLUMN sketch TEXT;
`

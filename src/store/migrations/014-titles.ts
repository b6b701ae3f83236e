/** Step 14: patches by title: a pull request posts once more, in the same words, what it holds. */
export const TITLES = `
CREATE INDEX patch_by_title ON patch (title);
`

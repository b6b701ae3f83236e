/**
 * Step 13: long texts are kept deflated. Those that are there stay as they are; but an older
 * program could not read what comes.
 */
export const DEFLATED = ''

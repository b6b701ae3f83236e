import { fileURLToPath } from 'node:url'

/** The sample thread that comes with the program: an mbox and one saved archive page. */
export const SAMPLE_MBOX = fileURLToPath(new URL('../../data/sample.mbox', import.meta.url))
export const SAMPLE_PAGE = fileURLToPath(new URL('../../data/archive-page.txt', import.meta.url))

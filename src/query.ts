export { linkRecords, commentRecords, seriesRecords, issueRecords } from './query/export.ts'
export { resolveRef, RefError } from './query/refs.ts'
export { showMessage } from './query/show.ts'

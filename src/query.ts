export { linkRecords, commentRecords, seriesRecords } from './query/export.ts'
export { resolveRef, RefError } from './query/refs.ts'
export { showMessage } from './query/show.ts'

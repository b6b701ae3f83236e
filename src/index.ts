export { linkRecords, commentRecords, seriesRecords, issueRecords } from './query/export.ts'
export { UserError } from './model/user-error.ts'
export { resolveRef } from './query/refs.ts'
export { showMessage } from './query/show.ts'

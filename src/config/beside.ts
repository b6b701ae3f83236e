import { ownFileOf, readOwn, writeOwn } from './own-file.ts'

/** Copies the user's own files of a store to where those of another are. Throws UserError. */
export function copyBeside(from: string, to: string): void {
  for (const kind of ['kept', 'searches', 'seen'] as const) {
    const rows = readOwn<unknown>(ownFileOf(from, kind))
    if (Object.keys(rows).length > 0) writeOwn(ownFileOf(to, kind), rows)
  }
}

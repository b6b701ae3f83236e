/** A source that cannot be read, or not to its end; `at` says how far it went. */
export class SourceError extends Error {
  readonly at: string | null
  constructor(message: string, at: string | null = null) {
    super(message)
    this.at = at
  }
}

/**
 * What was read is no mail: an error where the user named it, passed over where it merely lies in a
 * folder.
 */
export class NoMailError extends SourceError {}

const KNOWN: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'is a folder',
  ELOOP: 'a symbolic link that leads back to itself',
  Z_BUF_ERROR: 'compressed data ends early',
  Z_DATA_ERROR: 'compressed data is damaged',
}

/** What went wrong, in a few words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return KNOWN[code ?? ''] ?? message
}

/** Is this the error of a file that is not there (any more)? */
export function isAbsent(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}

/**
 * An error of the file system or of a program as a SourceError; any other, a mistake of ours, as it
 * is.
 */
export function asSourceError(error: unknown): unknown {
  const isOutside = error instanceof Error && 'syscall' in error && !(error instanceof SourceError)
  return isOutside ? new SourceError(reasonOf(error)) : error
}

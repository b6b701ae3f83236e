import type { ChildProcess } from 'node:child_process'

/** How a program ended. */
export interface Ending {
  /** The program is not on this machine. */
  readonly isMissing: boolean
  /** `null` where it was ended by a signal or never ran. */
  readonly code: number | null
  readonly complaint: string
}

/** Waits for the end of a program and what it wrote to standard error. Never rejects. */
export function endingOf(child: ChildProcess): Promise<Ending> {
  const complaints: Buffer[] = []
  // A program can complain of every object; the first lines tell enough.
  child.stderr?.on('data', (chunk: Buffer) => complaints.length < 4 && complaints.push(chunk))
  return new Promise((resolve) => {
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ isMissing: error.code === 'ENOENT', code: null, complaint: error.message }),
    )
    child.on('close', (code) =>
      resolve({ isMissing: false, code, complaint: Buffer.concat(complaints).toString().trim() }),
    )
  })
}

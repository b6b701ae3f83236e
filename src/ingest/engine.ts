import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * V8 compiles a function anew, on threads of its own, once so many bytes of its code were run; with
 * its own 132 kB a run of half a minute spends a quarter of its processor time on that.
 */
const BUDGET = 1_000_000

let isPatient = false

/** Lets V8 wait longer before it compiles a function: for runs that take much mail in. */
export function compileLess(): void {
  // The name of the flag is V8's own; these versions know it.
  const major = Number(process.versions.node.split('.')[0])
  if (isPatient || major > 24) return
  isPatient = true
  setFlagsFromString(`--interrupt-budget=${BUDGET}`)
}

/**
 * Gives back what is not needed any more. V8 waits until a thread asks for much memory again; one
 * that from now on only keeps what others derive never does, and would hold what it read at first
 * for as long as it runs.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  setFlagsFromString('--no-expose-gc')
  gc()
}

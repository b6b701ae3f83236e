import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Gives back what is not needed any more. V8 waits until a thread asks for much memory again; one that from now on only
 * keeps what others derive never does, and would hold what it read at first for as long as it runs.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  setFlagsFromString('--no-expose-gc')
  gc()
}

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * V8 compiles a function anew, on threads of its own, once so many bytes of its code were run; with
 * its own 132 kB a run of three seconds and one of half a minute spend a quarter of their processor
 * time on that.
 */
const BUDGET = 1_000_000

let isPatient = false

/**
 * For runs that derive: V8 waits longer before it compiles a function, clears young
 * memory without helpers, which only wait for each other where all cores are busy, and compiles a
 * regular expression when it is first used, instead of once for its interpreter and again for the
 * second use. It holds for expressions of modules that are loaded from here on. (Its flag
 * `--no-regexp-tier-up` does the same from the command line; set while Node.js runs it leaves
 * expressions that have been used half compiled, and crashes.)
 */
export function expectMuch(): void {
  // The names of the flags are V8's own, and it complains on stderr of one that it does not know.
  const major = Number(process.versions.node.split('.')[0])
  if (isPatient || major > 24) return
  isPatient = true
  if (major < 22) setFlagsFromString(`--interrupt-budget=${BUDGET}`)
  setFlagsFromString('--no-parallel-scavenge')
  setFlagsFromString('--regexp-tier-up-ticks=0')
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

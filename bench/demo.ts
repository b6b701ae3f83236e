import { execFileSync } from 'node:child_process'
import { join, relative } from 'node:path'

/** `npm run demo`: reads the sample mail of the repository into `demo.db`, shows what is open, and what to try next. */
const ROOT = join(import.meta.dirname, '..')
const CLI = join(ROOT, 'dist', 'cli.js')
const DB = process.env['PATCHTRAIL_DB'] ?? join(ROOT, 'demo.db')
const PATCH = '20251027-kt4320-v2-4-b05e7c93d4a6@example.com'

/** Runs the program and shows the line that does so. */
function patchtrail(...args: readonly string[]): void {
  console.log(`$ patchtrail ${args.join(' ')}`)
  execFileSync(process.execPath, [CLI, '--db', DB, ...args], { cwd: ROOT, stdio: 'inherit' })
  console.log()
}

const shown = (path: string): string => relative(process.cwd(), path) || path

patchtrail('ingest', 'data/sample.mbox', 'data/archive-page.txt')
patchtrail('diff', '--stat', 'KT4320', 'v1', 'v2')
patchtrail('issues', 'KT4320')
console.log(`The store is ${shown(DB)}. Go on with it:

  export PATCHTRAIL_DB=${DB}
  alias patchtrail='node ${CLI}'       # or once: npm link
  patchtrail show --context 3 ${PATCH}
  patchtrail status KT4320
  patchtrail todo --me maren.oltvik@example.com
  patchtrail search lock
  patchtrail serve

With mail of your own: unset PATCHTRAIL_DB, then patchtrail ingest <mbox, Maildir or clone of a public-inbox>.`)

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'

/**
 * Puts what many commands need into a few files, after the compiler has run: starting is most of
 * what short ones take, and most of starting is finding, reading and linking over a hundred
 * modules. Reading a few new mails starts so, too. The others stay as they are.
 */

const DIST = fileURLToPath(new URL('../dist/', import.meta.url))
const CLI = join(DIST, 'cli.js')
const WHOLE = join(DIST, 'whole.js')

/** Commands that are run often. */
const COMMANDS = [
  'list',
  'todo',
  'search',
  'status',
  'issues',
  'show',
  'diff',
  'explain',
  'feedback',
  'who',
  // What only they need stands in files of its own, which the others do not read.
  'ingest',
  'sync',
  'derive',
]

/** What `dist/cli.js` is then. From Node.js 22.8 on, what V8 compiled is kept for the next run. */
const LAUNCHER = `#!/usr/bin/env node
import module from 'node:module'
module.enableCompileCache?.()
const often = new Set(${JSON.stringify(COMMANDS)})
// The command is the first word that is no option; --db and --color have a word of their own.
const words = process.argv.slice(2)
const command = words.find((word, i) => !word.startsWith('-') && !/^--(?:db|color)$/.test(words[i - 1] ?? ''))
await import(often.has(command) ? './run/often.js' : './whole.js')
`

/** Packages stay outside, but for the one that every command needs. */
const packagesApart: esbuild.Plugin = {
  name: 'packages-apart',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path === 'commander' ? undefined : { path, external: true },
    )
  },
}

/** Commander asks for what starts programs, for commands that are programs: here are none. */
const startsNone: esbuild.Plugin = {
  name: 'starts-none',
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?child_process$/ }, ({ path, importer }) =>
      /[/\\]commander[/\\]/.test(importer) ? { path, namespace: 'none' } : { path, external: true },
    )
    build.onLoad({ filter: /./, namespace: 'none' }, () => ({ contents: 'module.exports = {}' }))
  },
}

/** Other commands are never asked for. */
const othersLeftOut: esbuild.Plugin = {
  name: 'others-left-out',
  setup(build) {
    build.onResolve({ filter: /^\.\.\/(?:stores\/)?[\w-]+\.js$/ }, ({ path, importer, kind }) => {
      if (kind !== 'dynamic-import' || !importer.endsWith(join('shell', 'table.js')))
        return undefined
      const name = /([\w-]+)\.js$/.exec(path)?.[1] ?? ''
      return COMMANDS.includes(name) ? undefined : { path, external: true }
    })
  },
}

/** A module that looks for files beside it looks from where it stood. */
const filesInPlace: esbuild.Plugin = {
  name: 'files-in-place',
  setup(build) {
    build.onLoad({ filter: /[/\\]dist[/\\].*\.js$/ }, async ({ path }) => {
      const place = JSON.stringify(relative(join(DIST, 'run'), path).replaceAll('\\', '/'))
      const text = await readFile(path, 'utf8')
      return {
        contents: text.replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`),
      }
    })
  },
}

if (readFileSync(CLI, 'utf8') !== LAUNCHER) renameSync(CLI, WHOLE)
rmSync(join(DIST, 'run'), { recursive: true, force: true })
await esbuild.build({
  entryPoints: [WHOLE],
  outdir: join(DIST, 'run'),
  entryNames: 'often',
  splitting: true,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.17',
  // Else each such expression is made anew wherever it is met.
  supported: { 'regexp-unicode-property-escapes': true },
  minifyWhitespace: true,
  plugins: [startsNone, packagesApart, othersLeftOut, filesInPlace],
  // Commander asks for modules of Node.js as CommonJS does.
  banner: {
    js: `import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);`,
  },
})
writeFileSync(CLI, LAUNCHER, { mode: 0o755 })

import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder and those above it that are not there. Throws what the system says. Node's own
 * `recursive` tries for ever where a file system answers "no such file" to a new folder (/proc, an
 * automounter).
 */
export function makeFolder(path: string): void {
  const missing: string[] = []
  for (let at = resolve(path); !existsSync(at) && dirname(at) !== at; at = dirname(at))
    missing.unshift(at)
  for (const folder of missing) {
    try {
      mkdirSync(folder)
    } catch (error) {
      // Another process may have made it meanwhile.
      if (!existsSync(folder) || !statSync(folder).isDirectory()) throw error
    }
  }
}

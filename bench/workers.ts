import { pathToFileURL } from 'node:url'
import { dropDerived } from '../src/store/rebuild.ts'
import { openForIngest } from '../src/store/store.ts'
import { CLI } from '../test/support/built.ts'
import { timedBeside } from './timed.ts'

/** What all workers together took. */
export interface Derived {
  readonly seconds: number
  /** Processor seconds of theirs; a server's own come on top. */
  readonly cpu: number
}

/** What is on the work lists, derived by so many workers. Throws where one fails. */
export async function derivedBy(path: string, count: number): Promise<Derived> {
  const began = performance.now()
  const command = [process.execPath, CLI, '--db', path, 'derive']
  const ends = await Promise.all(Array.from({ length: count }, () => timedBeside(command)))
  const failed = ends.find(({ code }) => code !== 0)
  if (failed) throw new Error(`derive fails: ${failed.error}`)
  return {
    seconds: (performance.now() - began) / 1000,
    cpu: ends.reduce((sum, { cpu }) => sum + (cpu ?? NaN), 0),
  }
}

/** Drops what is derived; a server looks at what is left, as it does by itself in time. */
export async function underived(path: string): Promise<void> {
  const store = await openForIngest(path)
  await dropDerived(store)
  if (store.sharesWork) await store.exec('VACUUM ANALYZE')
  await store.close()
}

/**
 * How long so many workers take for all of a store on a server: `node --import tsx bench/workers.ts
 * <store> 1 2 1 2`.
 */
async function main([path = '', ...counts]: readonly string[]): Promise<void> {
  for (const count of counts.map(Number)) {
    await underived(path)
    const { seconds, cpu } = await derivedBy(path, count)
    process.stdout.write(
      `${count} workers: ${seconds.toFixed(1)} s on the clock, ${cpu.toFixed(1)} processor seconds\n`,
    )
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2))

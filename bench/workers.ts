import '../test/support/built.ts'
import { dropDerived } from '../src/store/rebuild.ts'
import { openForIngest } from '../src/store/store.ts'
import { started } from '../test/support/programs.ts'

/**
 * How long so many workers take for all of a store on a server: `node --import tsx bench/workers.ts
 * <store> 1 2 1 2`. What is derived is dropped before each run, and made anew.
 */
const [path = '', ...counts] = process.argv.slice(2)
for (const count of counts.map(Number)) {
  const store = await openForIngest(path)
  await dropDerived(store)
  if (store.sharesWork) await store.exec('VACUUM ANALYZE')
  await store.close()
  const began = performance.now()
  const ends = await Promise.all(Array.from({ length: count }, () => started(path, 'derive').ended))
  const seconds = (performance.now() - began) / 1000
  const said = ends.map(({ out, err }) => `${out}${err}`.trim()).join('; ')
  process.stdout.write(`${count} workers: ${seconds.toFixed(1)} s (${said})\n`)
}

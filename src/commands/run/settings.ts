import type { Command } from 'commander'
import { readConfig } from '../../config/config.ts'
import { nameStoreInHints } from './hints.ts'
import type { GlobalOptions } from './options.ts'

/**
 * What the config file says, where neither the command line nor the environment says otherwise: the
 * store, colours, and what is left in the environment: the pager, the replica of the store.
 */
export function applySettings(
  program: Command,
  action: Command,
  env: NodeJS.ProcessEnv = process.env,
): void {
  const given =
    program.getOptionValueSource('db') === 'cli' ? program.opts<GlobalOptions>().db : null
  nameStoreInHints(given ?? null)
  // It must be possible to mend a config file that cannot be read.
  const config = action.name() === 'config' ? {} : readConfig(env)
  const isFree = (name: string): boolean =>
    ['default', undefined].includes(program.getOptionValueSource(name))
  if (config.store && isFree('db') && !env.PATCHTRAIL_DB) {
    program.setOptionValueWithSource('db', config.store, 'config')
    // Of this store alone it is one.
    if (config.replica) env.PATCHTRAIL_READ_DB ??= config.replica
  }
  if (config.color && isFree('color'))
    program.setOptionValueWithSource('color', config.color, 'config')
  if (program.opts<{ pager: boolean }>().pager === false) env.PATCHTRAIL_PAGER = 'cat'
  else if (config.pager) env.PATCHTRAIL_PAGER ??= config.pager
}

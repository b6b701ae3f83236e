import { execFileSync } from 'node:child_process'
import { UserError } from '../model/user-error.ts'
import type { Config } from './config.ts'

/** Who the user is, and where that was said. */
export interface Identity {
  readonly me: string
  readonly from: '--me' | 'the config file' | '$EMAIL' | 'git config user.email'
}

/**
 * Who the user is: as given, else as the config file, `$EMAIL` or `git config user.email` say;
 * `null` where none of them does.
 */
export function identity(
  given: string | undefined,
  config: Config,
  env: NodeJS.ProcessEnv = process.env,
): Identity | null {
  if (given) return { me: given, from: '--me' }
  if (config.me) return { me: config.me, from: 'the config file' }
  if (env.EMAIL) return { me: env.EMAIL.replace(/^.*<([^<>]+)>.*$/, '$1'), from: '$EMAIL' }
  const email = gitEmail(env)
  return email === '' ? null : { me: email, from: 'git config user.email' }
}

/** The same; throws UserError where nobody says. */
export function requireIdentity(given: string | undefined, config: Config): string {
  const found = identity(given, config)
  if (found) return found.me
  throw new UserError(
    'mistake',
    'who are you? Give --me <address>, or say it once: patchtrail config me <address>',
  )
}

function gitEmail(env: NodeJS.ProcessEnv): string {
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const
    const asked = ['config', 'user.email']
    return execFileSync('git', asked, { encoding: 'utf8', env, stdio: [...stdio] }).trim()
  } catch {
    // No git, or nothing said there.
    return ''
  }
}

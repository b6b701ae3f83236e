import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { endingOf, type Ending } from './child.ts'
import { SourceError } from '../source-error.ts'

/**
 * Reading must not depend on who reads: no configuration but the repository's own, no question
 * asked, nothing fetched (newer versions of git know the first of these two settings, all know the
 * second) or written.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_OPTIONAL_LOCKS: '0',
  LC_ALL: 'C',
}

/** A program of git that is running. */
export interface Git {
  readonly child: ChildProcessWithoutNullStreams
  readonly ending: Promise<Ending>
}

/**
 * Starts a plumbing command of git, whose output no configuration changes. A repository that is
 * named by
 * `--git-dir` is read whoever owns it: git checks owners (`safe.directory`) of repositories that it
 * finds itself.
 */
export function startGit(gitDir: string, args: readonly string[]): Git {
  const child = spawn('git', ['--git-dir', gitDir, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: environment(),
  })
  return { child, ending: endingOf(child) }
}

/**
 * Without the variables of a git that runs us (a hook's `GIT_DIR`), but for where git itself is.
 */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('GIT_') || name === 'GIT_EXEC_PATH',
  )
  return { ...Object.fromEntries(kept), ...SETTINGS }
}

/**
 * The output of a command and its exit code. Throws SourceError where git cannot be run at all.
 * @param input what the command reads
 */
export async function askGit(
  gitDir: string,
  args: readonly string[],
  input = '',
): Promise<{ out: Buffer; ending: Ending }> {
  const { child, ending } = startGit(gitDir, args)
  const out: Buffer[] = []
  child.stdin.on('error', () => undefined).end(input)
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  const ended = await ending
  if (ended.code === null) throw failureOf(ended)
  return { out: Buffer.concat(out), ending: ended }
}

/** What ended git, as an error. */
export function failureOf({ isMissing, complaint }: Ending, at: string | null = null): SourceError {
  if (isMissing) return new SourceError('a git repository, and git is not installed here', at)
  return new SourceError(`git: ${complaint.split('\n')[0] || 'stopped early'}`, at)
}

import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSource } from '../src/mail/source/sources.ts'
import { InboxCopy, NEW } from './inbox-copy.ts'
import { median, percent, table, whole } from './table.ts'
import { isInstalled, timed, type Timed } from './timed.ts'

/** Commands of one tool, each made ready by what stands before it. */
interface Tool {
  readonly name: string
  /** Of other tools: the program that must be there. */
  readonly program: string | null
  readonly runs: number
  /** Takes away what earlier runs left, and all mail but the first. */
  reset(): void
  /** Gives the tool the last messages as well. */
  addNew(): void
  run(): Timed
}

interface Figures {
  readonly full: readonly Timed[]
  readonly nothing: readonly Timed[]
  readonly added: readonly Timed[]
}

/**
 * patchtrail and the tools that people search mail with, over the same mail, in turns, on this
 * machine: all but the last messages at first, then nothing new, then the last ones. The others
 * derive nothing; they index words.
 * @returns the rows of its table
 */
export async function benchOthers(
  epoch: string,
  cli: string,
  folder: string,
  runs: number,
): Promise<string[][]> {
  const mails: Buffer[] = []
  for await (const { raw } of readSource(epoch)) if (raw) mails.push(raw.bytes)
  const tools = toolsOver(epoch, mails, cli, folder, runs)
  const found = new Map<Tool, { full: Timed[]; nothing: Timed[]; added: Timed[] }>()
  for (const tool of tools) {
    if (tool.program !== null && !isInstalled(tool.program))
      console.log(`  ${tool.program} is not installed; not measured`)
    else found.set(tool, { full: [], nothing: [], added: [] })
  }
  for (let turn = 0; turn < runs; turn++) {
    for (const [tool, figures] of found) {
      if (turn >= tool.runs) continue
      tool.reset()
      figures.full.push(tool.run())
      figures.nothing.push(tool.run())
      tool.addNew()
      figures.added.push(tool.run())
    }
  }
  const ours = [...found.values()][0]
  console.log(
    `${whole(mails.length - NEW)} messages, then none, then ${NEW} more; medians of ${runs}, in turns`,
  )
  const rows = [
    ['', 'full', 'processor', 'nothing new', `${NEW} new`, 'patchtrail / it'],
    ...[...found].map(([tool, figures]) => rowOf(tool, figures, ours ?? figures)),
  ]
  console.log(table(rows))
  return rows
}

function rowOf(tool: Tool, { full, nothing, added }: Figures, ours: Figures): string[] {
  const failed = [...full, ...nothing, ...added].find(({ code }) => code !== 0)
  if (failed) return [tool.name, `fails: ${failed.error}`]
  const seconds = (runs: readonly Timed[]): number => median(runs.map((run) => run.seconds))
  const cpu = median(full.map((run) => run.cpu ?? NaN))
  return [
    tool.name,
    `${seconds(full).toFixed(1)} s`,
    `${cpu.toFixed(1)} s`,
    `${seconds(nothing).toFixed(2)} s`,
    `${seconds(added).toFixed(2)} s`,
    tool.program === null ? '' : percent(seconds(ours.full), seconds(full), 0),
  ]
}

function toolsOver(
  epoch: string,
  mails: readonly Buffer[],
  cli: string,
  folder: string,
  runs: number,
): Tool[] {
  const maildir = new Maildir(join(folder, 'Maildir'), mails)
  const inbox = new InboxCopy(join(folder, 'inbox'), epoch)
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HOME: folder,
    XDG_CACHE_HOME: join(folder, 'cache'),
    PI_CONFIG: join(folder, 'pi-config'),
    NOTMUCH_CONFIG: join(folder, 'notmuch'),
  }
  writeFileSync(
    join(folder, 'notmuch'),
    `[database]\npath=${maildir.path}\n[user]\nname=t\nprimary_email=t@example.org\n[new]\ntags=unread\n`,
  )
  const gone = (...paths: string[]): void => {
    for (const path of paths) rmSync(path, { recursive: true, force: true })
  }
  const db = join(folder, 'bench.db')
  return [
    {
      name: 'patchtrail',
      program: null,
      runs,
      addNew: () => inbox.addNew(),
      run: () => timed([process.execPath, cli, '--db', db, 'ingest', inbox.path], env),
      reset: () => {
        gone(db, `${db}-wal`, `${db}-shm`)
        inbox.reset()
      },
    },
    {
      name: 'mu',
      program: 'mu',
      runs,
      addNew: () => maildir.addNew(),
      run: () => timed(['mu', 'index'], env),
      reset: () => {
        gone(join(folder, 'cache'))
        maildir.reset()
        timed(['mu', 'init', `--maildir=${maildir.path}`, '--my-address=t@example.org'], env)
      },
    },
    {
      name: 'notmuch',
      program: 'notmuch',
      runs,
      addNew: () => maildir.addNew(),
      run: () => timed(['notmuch', 'new', '--no-hooks'], env),
      reset: () => {
        gone(join(maildir.path, '.notmuch'))
        maildir.reset()
      },
    },
    {
      name: 'public-inbox-index',
      program: 'public-inbox-index',
      runs: 1,
      addNew: () => inbox.addNew(),
      run: () => timed(['public-inbox-index', '-L', 'full', inbox.path], env),
      reset: () => {
        gone(join(folder, 'pi-config'), ...inbox.indexes())
        inbox.reset()
        timed(
          [
            'public-inbox-init',
            '-V2',
            '-L',
            'full',
            'bench',
            inbox.path,
            'http://127.0.0.1/bench',
            'bench@example.org',
          ],
          env,
        )
      },
    },
  ]
}

/** The mail as a Maildir; the last messages stand aside until they are wanted. */
class Maildir {
  private readonly aside: string

  constructor(
    readonly path: string,
    mails: readonly Buffer[],
  ) {
    this.aside = `${path}-aside`
    for (const name of ['cur', 'new', 'tmp']) mkdirSync(join(path, name), { recursive: true })
    mkdirSync(this.aside)
    for (const [i, mail] of mails.entries())
      writeFileSync(
        join(
          i < mails.length - NEW ? join(path, 'cur') : this.aside,
          `${1_600_000_000 + i}.M${i}.host:2,S`,
        ),
        mail,
      )
  }

  reset(): void {
    const names = readdirSync(join(this.path, 'cur')).sort()
    if (readdirSync(this.aside).length === 0)
      for (const name of names.slice(-NEW))
        renameSync(join(this.path, 'cur', name), join(this.aside, name))
  }

  addNew(): void {
    for (const name of readdirSync(this.aside))
      renameSync(join(this.aside, name), join(this.path, 'cur', name))
  }
}

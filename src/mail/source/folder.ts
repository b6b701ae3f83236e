import type { Reached, SourceStep } from '../../model/source.ts'
import { readEpoch } from '../git/epoch.ts'
import { byteName, pathOf } from './file-names.ts'
import { readFile } from './file.ts'
import { listFolder, type Found } from './listing.ts'
import { lookAt, type Look, type Spot } from './look.ts'
import { movedTo } from './maildir.ts'
import { gitDirOf } from '../git/repository.ts'
import { asSourceError, isAbsent, NoMailError, SourceError } from '../source-error.ts'
import { problemStep } from '../steps.ts'

/** Files that are being opened while one is read: opening is what takes the time, not reading. */
const AHEAD = 16

/**
 * What is new in a folder: one of the kinds that `listFolder` knows. What is no mail is passed
 * over, and what cannot be read is a problem of its own. Throws SourceError where the folder itself
 * cannot be read, or nothing in it is mail or made for mail.
 */
export async function* readFolder(source: string, reached: Reached): AsyncGenerator<SourceStep> {
  const { found, unreadable, isForMail } = await listFolder(byteName(source))
  for (const { part, text } of unreadable) {
    if (part === '') throw new SourceError(text)
    yield problemStep(text, part, 0)
  }
  // A message in a Maildir never changes: one that was read once need not even be looked at.
  const wanted = found.filter(({ kind, part }) => kind !== 'maildir' || reached(part) === null)
  let hasMail = isForMail || unreadable.length > 0 || wanted.length < found.length
  let done = 0
  for await (const { found: one, opened } of lookedAt(source, wanted, reached)) {
    const share = (part: number): number => (done + part) / wanted.length
    for await (const step of stepsOf(source, one, opened, reached)) {
      if (step === 'known') hasMail = true
      else {
        hasMail ||= step.raw !== null || step.problem !== null
        yield { ...step, share: share(step.share ?? 0) }
      }
    }
    done++
  }
  if (!hasMail) throw new SourceError('a folder, and no mail in it that I can recognise')
}

/**
 * A file that was opened, the error where it could not be; `null` where nothing in it is new, or it
 * is an epoch.
 */
type Opened = { readonly spot: Spot; readonly look: Look } | Error | null

async function* lookedAt(
  source: string,
  wanted: readonly Found[],
  reached: Reached,
): AsyncGenerator<{ found: Found; opened: Opened }> {
  const ahead: Promise<Opened>[] = []
  for (const [i, found] of wanted.entries()) {
    for (
      let next = wanted[i + ahead.length];
      next && ahead.length < AHEAD;
      next = wanted[i + ahead.length]
    ) {
      ahead.push(opened(source, next, reached))
    }
    yield { found, opened: (await ahead.shift()) ?? null }
  }
}

/** Never rejects: nobody may be waiting for it yet. */
async function opened(source: string, found: Found, reached: Reached): Promise<Opened> {
  if (found.kind === 'epoch') return null
  try {
    return await openedAs(source, found, found.file, reached)
  } catch (error) {
    if (!isAbsent(error) || found.kind !== 'maildir') return error as Error
  }
  try {
    const file = await movedTo(found.folder, found.name)
    return file === null ? null : await openedAs(source, found, file, reached)
  } catch (error) {
    return error as Error
  }
}

async function openedAs(
  source: string,
  found: Found,
  file: string,
  reached: Reached,
): Promise<Opened> {
  const { folder, kind, part } = found
  const spot: Spot = {
    source,
    path: pathOf(`${folder}/${file}`),
    inside: part,
    part,
    isMail: kind !== 'file',
  }
  const look = await lookAt(spot, reached)
  return look && { spot, look }
}

/**
 * The steps of one part, with what cannot be read as a problem; `known` where it has mail but none
 * that is new.
 */
async function* stepsOf(
  source: string,
  found: Found,
  opened: Opened,
  reached: Reached,
): AsyncGenerator<SourceStep | 'known'> {
  const { kind, part } = found
  if (kind === 'epoch' ? reached(part) !== null : opened === null) yield 'known'
  try {
    if (kind === 'epoch') yield* readPart(source, found, reached)
    else if (opened instanceof Error) throw opened
    else if (opened) yield* readFile(opened.spot, opened.look)
  } catch (thrown) {
    if (thrown instanceof NoMailError || isAbsent(thrown)) return
    const error = asSourceError(thrown)
    if (!(error instanceof SourceError)) throw error
    yield problemStep(error.message, [part, error.at].filter(Boolean).join(' '), 1)
  }
}

async function* readPart(
  source: string,
  { folder, file, part }: Found,
  reached: Reached,
): AsyncGenerator<SourceStep> {
  const repository = await gitDirOf(pathOf(`${folder}/${file}`).toString())
  // `git/` says nothing; an archive's own pages name epochs without it too.
  if (repository)
    yield* readEpoch(
      {
        source,
        gitDir: repository.gitDir,
        part,
        label: part.replace(/(^|\/)git\/(?=[^/]*$)/, '$1'),
      },
      reached,
    )
}

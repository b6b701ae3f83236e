import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SeriesRecord } from '../../src/model/report/records.ts'
import type { MailParts } from './mails.ts'
import { patchBody, type FileParts } from './patches.ts'
import { shortId } from './same.ts'

/** Made-up mails, and the series that they are: one line each, as `v1 a0, v2 b0 (2)`. */
export interface Work {
  readonly name: string
  readonly mails: readonly MailParts[]
  readonly wanted: readonly string[]
}

/** What stands below a mail: `to: a0`, several `says: ...`. */
type Fields = ReadonlyMap<string, readonly string[]>

/** A mail of a work: `b1 9 [PATCH v2 1/2] title`, and its fields. */
interface Sent {
  readonly id: string
  readonly day: number
  readonly subject: string
  readonly fields: Fields
}

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'works')
const TOVA = 'Tova Lindqvist <tova@example.org>'

/** All works of the files in test/fixtures/works/; how they are written stands in its README. */
export function worksIn(): { readonly file: string; readonly works: readonly Work[] }[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => ({
      file,
      works: readFileSync(join(FOLDER, file), 'utf8').split(/^## /m).slice(1).map(workFrom),
    }))
}

/** A work as the files write it: its name, mails, and what they are. */
export function workFrom(text: string): Work {
  const [name = '', ...lines] = text.trimEnd().split('\n')
  const sent = lines.flatMap((line, i): Sent[] => {
    const m = /^(\w+) (\d+) (.+)$/.exec(line)
    if (!m) return []
    const below = lines.slice(i + 1)
    const end = below.findIndex((l) => !l.startsWith('  '))
    const fields = fieldsOf(end === -1 ? below : below.slice(0, end))
    return [{ id: m[1] ?? '', day: Number(m[2]), subject: m[3] ?? '', fields }]
  })
  return {
    name,
    mails: sent.map((one, i) => mailOf(one, i, sent)),
    wanted: lines.flatMap((line) => (line.startsWith('= ') ? line.slice(2) : [])).sort(),
  }
}

function fieldsOf(lines: readonly string[]): Fields {
  const fields = new Map<string, string[]>()
  for (const line of lines) {
    const [, key = '', value = ''] = /^ {2}(\w+): (.*)$/.exec(line) ?? []
    fields.set(key, [...(fields.get(key) ?? []), value])
  }
  return fields
}

function mailOf(sent: Sent, index: number, all: readonly Sent[]): MailParts {
  const { id, day, subject, fields } = sent
  const to = fields.get('to')?.[0] ?? coverOf(sent, all)
  return {
    id,
    subject,
    from: fields.get('from')?.[0] ?? TOVA,
    date: new Date(Date.UTC(2020, 0, day, 7, index)).toUTCString().replace('GMT', '+0000'),
    ...(to === null || to === '-' ? {} : { inReplyTo: to, references: `<${to}@example.org>` }),
    body: bodyOf(sent, all[0]?.subject ?? ''),
  }
}

/** `b2` answers `b0` where that is a cover. */
function coverOf({ id }: Sent, all: readonly Sent[]): string | null {
  const cover = all.find((o) => o.id === `${id[0] ?? ''}0` && o.id !== id)
  return cover ? cover.id : null
}

function bodyOf({ subject, fields }: Sent, first: string): string {
  const says = (fields.get('says') ?? []).map(withIds)
  const change = fields.get('change')?.map((c) => `change-id: ${c}`) ?? []
  if (subject.startsWith('Re: ')) return [...says, ''].join('\n')
  if (/\b0+\/\d/.test(subject)) return [...says, '', 'It is time.', '', ...change, ''].join('\n')
  const author = fields.get('author')?.[0]?.replace(/^me$/, TOVA) ?? null
  const by = author ?? fields.get('from')?.[0] ?? TOVA
  const body = patchBody([fileOf(subject, fields, first)], 'It has to be done.', [
    `Signed-off-by: ${by}`,
  ])
  const below = [...says, ...change].map((line) => `${line}\n`).join('')
  return `${author ? `From: ${author}\n\n` : ''}${body.replace('\n---\n', `\n---\n${below}`)}`
}

/** `<a0>` as people name a mail: by an archive's address, or by its id behind a trailer's name. */
function withIds(line: string): string {
  return line
    .replace(/^([\w-]+: )?<(\w+)>/, '$1<$2@example.org>')
    .replace(/ <(\w+)>/g, ' https://lore.kernel.org/r/$1@example.org/')
}

/** What a patch changes: lines made of its title, or of `code`, in a function made of it. */
function fileOf(subject: string, fields: Fields, first: string): FileParts {
  const title = slug(titleOf(subject))
  const one = (key: string): string | undefined => fields.get(key)?.[0]
  const lines = Array.from(
    { length: Number(one('lines') ?? 6) },
    (_, n) => `+\tset_${slug(one('code') ?? title)}(dev, ${n});`,
  )
  return {
    path: one('file') ?? `drivers/${slug(titleOf(first)).slice(0, 12)}.c`,
    lines: [' {', ...lines],
    function: `int ${one('place') ?? title}(void)`,
  }
}

function titleOf(subject: string): string {
  return subject
    .replace(/^(?:\[[^\]]*\]\]? ?|PATCH\S* )+/, '')
    .replace(/\s*(?:\(v\d\)|, take \d| V\d)$/, '')
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '_')
}

/** A series as the files write it; ` (2)` counts the patches of a version, if `counted`. */
export function seriesText({ tree, revisions }: SeriesRecord, counted: boolean): string {
  const versions = revisions.map(({ rfc, version, messageId, patches }) => {
    const count = counted ? ` (${patches.length})` : ''
    return `${rfc ? 'rfc ' : ''}v${version} ${shortId(messageId)}${count}`
  })
  return `${tree ? `tree ${tree} ` : ''}${versions.join(', ')}`
}

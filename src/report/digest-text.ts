import type { DigestReport, DigestSeries } from '../model/report/digest.ts'
import type { ListedRecord } from '../model/report/list.ts'
import { versionName } from '../text/version-name.ts'
import { sourceOf } from './formats/issues-markdown.ts'
import { plainMarkdown } from './formats/plain-markdown.ts'
import { folded } from './formats/folded.ts'
import { harmless } from './style.ts'
import { debtWords, issuePlaceText } from './view.ts'
import { counted, dayText, stateOfIssue, nameText } from './words.ts'

/** Columns of a mail. */
const WIDTH = 76

/** How a digest is written. */
export interface DigestLook {
  readonly markdown: boolean
  /** What an address of the archive begins with; empty: Message-IDs alone are given. */
  readonly archive: string
}

/** The digest as a mail of plain text, or as Markdown. */
export function digestText(report: DigestReport, look: DigestLook): string[] {
  const { since, newest, fresh, again, applied, ready } = report
  const from = since === null ? 'Reviews' : `Reviews from ${dayText(since)}`
  const title = `${from} to ${dayText(newest)}`
  const chapters: readonly (readonly [string, readonly string[]])[] = [
    ['New versions', again.flatMap((one) => seriesText(one, look))],
    ['New series', fresh.flatMap((one) => seriesText(one, look))],
    ['Applied', applied.flatMap((one) => lineOf(one, look))],
    ['Ready, waiting for a maintainer', ready.flatMap((one) => lineOf(one, look))],
  ]
  const lines = chapters.flatMap(([head, all]) =>
    all.length === 0 ? [] : ['', ...heading(head, look, 2), '', ...all],
  )
  const all = [...heading(title, look, 1), ...(lines.length > 0 ? lines : ['', 'Nothing new.'])]
  return look.markdown ? all : all.flatMap((line) => folded(line, WIDTH))
}

function heading(text: string, { markdown }: DigestLook, level: 1 | 2): string[] {
  if (markdown) return [`${'#'.repeat(level)} ${text}`]
  return [text, (level === 1 ? '=' : '-').repeat(text.length)]
}

function said(text: string, { markdown }: DigestLook): string {
  return markdown ? plainMarkdown(text) : harmless(text)
}

function lineOf({ title, author, messageId, standing }: ListedRecord, look: DigestLook): string[] {
  const by = said(nameText(author), look)
  return [`- ${said(title, look)} ${versionName(standing)} (${by})`, `  ${place(messageId, look)}`]
}

function place(messageId: string, { markdown, archive }: DigestLook): string {
  return markdown || archive !== '' ? sourceOf(messageId, archive) : harmless(messageId)
}

function seriesText({ listed, versions, left }: DigestSeries, look: DigestLook): string[] {
  const names = versions.map((v) => `${versionName(v)} of ${dayText(v.date)}`).join(', ')
  const n = versions.at(-1)?.patches ?? 0
  const by = said(nameText(listed.author), look)
  const waits = listed.standing.turn ? `; waits for the ${listed.standing.turn}` : ''
  return [
    `- ${said(listed.title, look)}: ${names} (${by}, ${counted(n, 'patch', 'patches')}${waits})`,
    `  ${place(versions.at(-1)?.messageId ?? listed.messageId, look)}`,
    ...(left.length > 0 ? [`  left undone: ${counted(left.length, 'request')}`] : []),
    ...left.map((issue) => {
      const where = issuePlaceText(issue, { cover: 'cover', message: 'commit message' })
      const state = [stateOfIssue(issue), ...debtWords(issue)].join(', ')
      const who = said(nameText(issue.by), look)
      return `  - ${said(where, look)} (${who}, ${state}): ${said(issue.summary, look)}`
    }),
  ]
}

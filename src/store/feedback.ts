import type { IssueState } from '../model/issue.ts'
import type { Database } from './database.ts'
import { COMMENT_TEXT, COMMENTS_OF_MESSAGE } from './tables/search.ts'
import { phrase } from './search/conditions.ts'
import { pathCondition } from './search/path-conditions.ts'

/** A comment that points at lines of a patch, with its verdict. */
export interface CommentedRow {
  message: number
  number: number
  about: number
  about_line: number
  about_end_line: number
  path: string | null
  function: string | null
  date: string | null
  sender: number
  actionable: number | null
  state: IssueState | null
}

/** Comments looked at for one path, function or set of names: the newest. */
const MOST = 2000
/** Comments under names: the best. */
const MOST_UNDER = 150
const COLUMNS = `a.message, a.number, a.about, a.about_line, a.about_end_line, a.path, a.function, m.date, m.sender, j.actionable,
  CASE WHEN ?1 IS NOT NULL AND x.date >= ?1 THEN 'open' ELSE i.state END AS state`
const REST = `JOIN message m ON m.id = a.message AND m.removed = 0
  LEFT JOIN judgement j ON j.message = a.message AND j.number = a.number LEFT JOIN issue i ON i.message = j.issue_message AND i.number = j.issue_number
  LEFT JOIN revision x ON x.series = i.series AND x.position = i.addressed_in
  WHERE a.about IS NOT NULL AND (?1 IS NULL OR m.date < ?1) AND NOT EXISTS (SELECT 1 FROM copy y WHERE y.message = m.id)`

/**
 * Comments on files. A path that no file has is a folder, or the end of one.
 * @param before only what was said earlier; ISO 8601
 */
export async function commentsOnPaths(
  database: Database,
  paths: readonly string[],
  before: string | null,
): Promise<CommentedRow[]> {
  const exact = await database.all<CommentedRow>(
    `SELECT ${COLUMNS} FROM json_each(?2) k JOIN anchor a ON a.path = k.atom ${REST} ORDER BY m.date DESC, a.message, a.number LIMIT ${MOST}`,
    before,
    JSON.stringify(paths),
  )
  const [only, another] = paths
  if (exact.length > 0 || only === undefined || another !== undefined) return exact
  const fits = pathCondition(database.dialect, 'a.path', only)
  return database.all<CommentedRow>(
    `SELECT ${COLUMNS} FROM anchor a ${REST} AND a.path IS NOT NULL AND ${fits.text} ORDER BY m.date DESC, a.message, a.number LIMIT ${MOST}`,
    before,
    ...fits.values,
  )
}

/** Comments on functions, wherever they are. @param before as there */
export async function commentsOnFunctions(
  database: Database,
  names: readonly string[],
  before: string | null,
): Promise<CommentedRow[]> {
  return database.all<CommentedRow>(
    `SELECT ${COLUMNS} FROM json_each(?2) k JOIN anchor a ON a.function = k.atom ${REST} ORDER BY m.date DESC, a.message, a.number LIMIT ${MOST}`,
    before,
    JSON.stringify(names),
  )
}

/** Comments that stand under quoted lines with some of these names, those with the rarest first. */
export async function commentsUnderNames(
  database: Database,
  names: readonly string[],
  before: string | null,
): Promise<CommentedRow[]> {
  if (names.length === 0) return []
  const match = `{above} : (${names.map((name) => phrase(name, false)).join(' OR ')})`
  const { text, values } = database.dialect.ranked(COMMENT_TEXT, match, [], MOST_UNDER)
  return database.all<CommentedRow>(
    // The date has the first number: those of the hits stand before it.
    `WITH given(before) AS (SELECT ?1), best AS MATERIALIZED (${text})
     SELECT ${COLUMNS} FROM best h JOIN anchor a ON a.message = h.hit / ${COMMENTS_OF_MESSAGE}
       AND a.number = h.hit % ${COMMENTS_OF_MESSAGE} ${REST} ORDER BY h.rank, h.hit`,
    before,
    ...values,
  )
}

/** Somebody, and when they last spoke. */
interface PersonRow {
  sender: number
  name: string
  address: string
  last: string | null
}

export interface ReviewerRow extends PersonRow {
  comments: number
  asked: number
  addressed: number
  questions: number
  nits: number
}

/** Who commented on a file or folder but the author of the patch, by number of comments. */
export async function reviewersOf(database: Database, path: string): Promise<ReviewerRow[]> {
  const fits = pathCondition(database.dialect, 'a.path', path)
  return database.all<ReviewerRow>(
    `SELECT m.sender, p.name, p.address, count(*) AS comments, count(*) FILTER (WHERE j.actionable = 1) AS asked,
       count(*) FILTER (WHERE j.actionable = 1 AND i.state = 'addressed') AS addressed,
       count(*) FILTER (WHERE j.actionable = 1 AND j.kind = 'question') AS questions,
       count(*) FILTER (WHERE j.actionable = 1 AND j.severity = 'nit') AS nits, max(m.date) AS last
     FROM anchor a JOIN message m ON m.id = a.message AND m.removed = 0 JOIN message b ON b.id = a.about JOIN address p ON p.id = m.sender
     LEFT JOIN judgement j ON j.message = a.message AND j.number = a.number LEFT JOIN issue i ON i.message = j.issue_message AND i.number = j.issue_number
     WHERE a.path IS NOT NULL AND ${fits.text} AND m.sender <> b.sender AND NOT EXISTS (SELECT 1 FROM copy y WHERE y.message = m.id)
     GROUP BY m.sender, p.name, p.address ORDER BY m.sender`,
    ...fits.values,
  )
}

export interface TagRow extends PersonRow {
  tags: number
}

/** Who gave tags on patches that change a file or folder. */
export async function taggersOf(database: Database, path: string): Promise<TagRow[]> {
  const fits = pathCondition(database.dialect, 'f.new_path', path)
  return database.all<TagRow>(
    `SELECT m.sender, p.name, p.address, count(*) AS tags, max(m.date) AS last FROM (SELECT DISTINCT f.message FROM file f WHERE ${fits.text}) x
     JOIN thread t ON t.parent = x.message JOIN message m ON m.id = t.message AND m.removed = 0 AND m.content = 'reply' JOIN address p ON p.id = m.sender
     JOIN trailer r ON r.message = m.id AND r.name IN ('Reviewed-by', 'Acked-by', 'Tested-by') WHERE NOT EXISTS (SELECT 1 FROM copy y WHERE y.message = m.id)
     GROUP BY m.sender, p.name, p.address ORDER BY m.sender`,
    ...fits.values,
  )
}

/** What people asked for on a file or folder, newest first, three of each. */
export async function requestsOn(
  database: Database,
  path: string,
  senders: readonly number[],
): Promise<Map<number, string[]>> {
  const fits = pathCondition(database.dialect, 'a.path', path)
  const rows = await database.all<{ author: number; summary: string }>(
    `SELECT author, summary FROM (SELECT i.author, i.summary, row_number() OVER (
       PARTITION BY i.author ORDER BY i.date DESC, i.message, i.number) AS turn
     FROM anchor a JOIN issue i ON i.message = a.message AND i.number = a.number WHERE a.path IS NOT NULL AND ${fits.text} AND i.author IN (SELECT value FROM json_each(?))) x
     WHERE turn <= 3 ORDER BY turn`,
    ...fits.values,
    JSON.stringify(senders),
  )
  const found = new Map<number, string[]>()
  for (const { author, summary } of rows) found.set(author, [...(found.get(author) ?? []), summary])
  return found
}

import type { Database } from '../database.ts'
import { holding, startingWith } from '../like.ts'

/** People one of whose names, or whose address, begins like this; who wrote most first. */
export function peopleStarting(
  database: Database,
  start: string,
  limit: number,
): Promise<{ readonly name: string; readonly address: string; readonly mails: number }[]> {
  return database.all(
    `SELECT max(a.name) AS name, a.address,
       sum((SELECT count(*) FROM message m WHERE m.sender = a.id)) AS mails
     FROM address a
     WHERE a.address <> '' AND (a.address LIKE ?1 ESCAPE '\\' OR a.name LIKE ?1 ESCAPE '\\'
       OR a.name LIKE '% ' || ?1 ESCAPE '\\')
     GROUP BY a.address HAVING sum((SELECT count(*) FROM message m WHERE m.sender = a.id)) > 0
     ORDER BY mails DESC, a.address LIMIT ?2`,
    startingWith(start),
    limit,
  )
}

/** Paths of files that patches change and that hold this; what is changed most first. */
export function pathsHolding(
  database: Database,
  part: string,
  limit: number,
): Promise<{ readonly path: string; readonly times: number }[]> {
  return database.all(
    `SELECT new_path AS path, count(*) AS times FROM file WHERE new_path LIKE ? ESCAPE '\\'
     GROUP BY new_path ORDER BY times DESC, path LIMIT ?`,
    holding(part),
    limit,
  )
}

/** What stands between the words of a title; an apostrophe is none of it. */
const BETWEEN = ['-', '_', '/', ':', '.', ',', '(', '[', '{', '"', '`']

/** The title with blanks between its words, and one before the first. */
const TITLE = BETWEEN.reduce((sql, one) => `replace(${sql}, '${one}', ' ')`, `(' ' || s.title)`)

function starting(word: string): string {
  const plain = BETWEEN.reduce((text, one) => text.replaceAll(one, ' '), word)
  return holding(` ${plain.trim()}`)
}

/** Series in whose titles words start with each of these, newest activity first. */
export function titlesHolding(
  database: Database,
  words: readonly string[],
  limit: number,
): Promise<{ readonly name: string; readonly title: string; readonly version: number }[]> {
  const like = words.map(() => `${TITLE} LIKE ? ESCAPE '\\'`).join(' AND ')
  return database.all(
    `SELECT s.name, s.title, st.version FROM series s JOIN standing st ON st.series = s.id
     WHERE ${like} ORDER BY st.activity DESC, s.name LIMIT ?`,
    ...words.map(starting),
    limit,
  )
}

/** The one series of this very title; `null` where there is none, or several. */
export async function seriesTitled(database: Database, title: string): Promise<string | null> {
  const [only, another] = await database.all<{ name: string }>(
    'SELECT name FROM series WHERE title = ? LIMIT 2',
    title,
  )
  return another === undefined ? (only?.name ?? null) : null
}

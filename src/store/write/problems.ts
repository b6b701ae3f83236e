import type { ListedProblem } from '../../model/problem.ts'
import type { Database } from '../database.ts'

/** Notes problems; one that was met before at the same place is not noted again. */
export async function addProblems(
  database: Database,
  location: string,
  problems: readonly ListedProblem[],
): Promise<void> {
  if (problems.length === 0) return
  await database.run(
    `INSERT OR IGNORE INTO problem (message, source, place, line, kind, text)
     SELECT m.id, j.value ->> 1, j.value ->> 2, CAST(j.value ->> 3 AS BIGINT), j.value ->> 4, j.value ->> 5
     FROM json_each(?) j LEFT JOIN message m ON m.message_id = j.value ->> 0`,
    JSON.stringify(
      problems.map((p) => [p.messageId, location, p.at ?? '', p.line, p.kind, p.text]),
    ),
  )
}

import type { TodoReport } from '../../model/report/todo.ts'
import { todoReport } from '../../query/todo.ts'
import { newestFirst } from '../../text/order.ts'
import type { Stores } from '../stores.ts'
import { named, newestOf } from './merge.ts'

/** What of the debts of a person is asked for. */
export interface TodoFilter {
  readonly since: string | null
  readonly most?: number
  readonly isIgnored?: (name: string) => boolean
  readonly robots?: boolean
}

/** What one person has to do in one store, or in all of a folder. */
export async function todoOver(
  stores: Stores,
  me: string,
  { since, most = Infinity, isIgnored = () => false, robots = true }: TodoFilter,
): Promise<TodoReport> {
  if (stores.only) return todoReport(stores.only, me, since, most, isIgnored, robots)
  const homes = await stores.common()
  const answers = await stores.each(({ name, store }) =>
    todoReport(store, me, since, most, isIgnored, robots, homes.series.away.get(name)),
  )
  const reports = answers.map(({ answer }) => answer)
  const sum = (pick: 'left' | 'older'): number =>
    reports.reduce((all, report) => all + report[pick], 0)
  return {
    schema: 'patchtrail/todo/1',
    me,
    left: sum('left'),
    since,
    older: sum('older'),
    newest: newestOf(reports),
    series: answers
      .flatMap(({ part, answer }) =>
        answer.series.map((one) => ({ ...one, ...named(one.id, part.name, homes) })),
      )
      .sort(newestFirst),
  }
}

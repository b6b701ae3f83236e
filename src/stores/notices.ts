import { waitingText, type Waiting } from '../model/waiting.ts'
import { emptyText, waitingIn } from '../store/lookup/waiting.ts'
import { ageOf, OUTDATED, UNREAD } from '../store/stamp.ts'
import type { Stores } from './stores.ts'

const NOTHING: Waiting = { messages: 0, series: 0 }

/**
 * What whoever reads must know of the stores, or take what is missing for what is not there: those
 * that another program derived, and those that are not all derived. One line of each, no store in
 * two.
 */
export async function noticesOf(stores: Stores): Promise<readonly string[]> {
  const told = await stores.each(async ({ name, store }) => {
    const waiting = await waitingIn(store)
    return { name, waiting, waits: hasAny(waiting), age: await ageOf(store) }
  })
  const empty = await stores.each(({ store }) => emptyText(store))
  const all = told.map(({ answer }) => answer)
  const line = (some: typeof all, alone: string, text: (waiting: Waiting) => string): string[] => {
    const before = stores.only ? alone : `${some.map(({ name }) => name).join(', ')}: `
    return some.length === 0 ? [] : [before + text(together(some.map(({ waiting }) => waiting)))]
  }
  return [
    ...empty.flatMap(({ part, answer }) =>
      answer === null ? [] : [`the store ${stores.only?.shown ?? part.name} is ${answer}`],
    ),
    ...line(
      all.filter(({ age }) => age === 'older'),
      'the store was ',
      () => OUTDATED,
    ),
    ...line(
      all.filter(({ age }) => age === 'reading'),
      'the store is not whole: ',
      () => UNREAD,
    ),
    ...line(
      all.filter(({ age, waits }) => age === 'deriving' && waits),
      '',
      (waiting) =>
        `${waitingText(waiting)} anew; until then not all is here as it will be: patchtrail derive`,
    ),
    ...line(
      all.filter(({ age, waits }) => age === 'current' && waits),
      '',
      (waiting) => `${waitingText(waiting)}; until then not all is here: patchtrail derive`,
    ),
  ]
}

/** What waits in all of the stores; `null`: nothing. */
export async function waitingOver(stores: Stores): Promise<Waiting | null> {
  const each = await stores.each(({ store }) => waitingIn(store))
  const all = together(each.map(({ answer }) => answer))
  return hasAny(all) ? all : null
}

function hasAny({ messages, series }: Waiting): boolean {
  return messages + series > 0
}

function together(some: readonly Waiting[]): Waiting {
  return some.reduce(
    (sum, one) => ({ messages: sum.messages + one.messages, series: sum.series + one.series }),
    NOTHING,
  )
}

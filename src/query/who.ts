import type { Reviewer, WhoReport } from '../model/feedback.ts'
import { senderOf } from '../review/sender.ts'
import { requestsOn, reviewersOf, taggersOf } from '../store/feedback.ts'
import type { Database } from '../store/store.ts'

/** Who reviews a file or folder: people by the number of their comments and tags, newer ones counting more; robots last. */
export async function whoReport(store: Database, path: string, limit: number): Promise<WhoReport> {
  const found = new Map<number, Omit<Reviewer, 'requests'>>()
  for (const { sender, name, address, ...counts } of await reviewersOf(store, path)) {
    const person = { name: name || null, address: address || null }
    found.set(sender, { person, sender: senderOf(person), ...counts, tags: 0 })
  }
  for (const { sender, name, address, tags, last } of await taggersOf(store, path)) {
    const person = { name: name || null, address: address || null }
    const known = found.get(sender) ?? { person, sender: senderOf(person), comments: 0, asked: 0, addressed: 0, questions: 0, nits: 0, tags: 0, last: null }
    found.set(sender, { ...known, tags, last: [known.last, last].flatMap((date) => date ?? []).sort().at(-1) ?? null })
  }
  const newest = [...found.values()].flatMap(({ last }) => last ?? []).sort().at(-1) ?? ''
  const weight = (r: Omit<Reviewer, 'requests'>): number => (r.sender === 'human' ? 1 : 0.001) * (r.comments + 2 * r.tags) * freshness(r.last, newest)
  const best = mergedByPerson([...found]).sort(([, a], [, b]) => weight(b) - weight(a)).slice(0, limit)
  const requests = await requestsOn(store, path, best.map(([key]) => key))
  return { schema: 'patchtrail/who/1', path, reviewers: best.map(([key, reviewer]) => ({ ...reviewer, requests: requests.get(key) ?? [] })) }
}

/** One address under several names is one person; so is one name under several addresses. */
function mergedByPerson(rows: readonly (readonly [number, Omit<Reviewer, 'requests'>])[]): [number, Omit<Reviewer, 'requests'>][] {
  const found = new Map<string, [number, Omit<Reviewer, 'requests'>]>()
  for (const [key, one] of rows) {
    const who = (one.person.name ?? one.person.address ?? '').toLowerCase()
    const known = found.get(who)
    if (!known) found.set(who, [key, one])
    else {
      const [first, before] = known
      const sum = (pick: 'comments' | 'asked' | 'addressed' | 'questions' | 'nits' | 'tags'): number => before[pick] + one[pick]
      const later = (before.last ?? '') >= (one.last ?? '') ? before : one
      found.set(who, [later === before ? first : key, {
        ...later, comments: sum('comments'), asked: sum('asked'), addressed: sum('addressed'), questions: sum('questions'), nits: sum('nits'), tags: sum('tags'),
      }])
    }
  }
  return [...found.values()]
}

/** Half for every two years. */
function freshness(last: string | null, newest: string): number {
  const years = (Date.parse(newest) - Date.parse(last ?? '')) / 31557600000
  return Number.isFinite(years) ? 0.5 ** (years / 2) : 0.1
}

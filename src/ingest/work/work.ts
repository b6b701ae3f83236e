import { setTimeout as pause } from 'node:timers/promises'
import { joinedTo } from '../../store/joining/reached.ts'
import { isOutdated, stampDerived } from '../../store/stamp.ts'
import type { Database } from '../../store/store.ts'
import { alone } from '../../store/work/alone.ts'
import { workLeft, type Left } from '../../store/work/left.ts'
import { expectMuch } from '../engine.ts'
import { refresh, type Stage } from '../refresh.ts'
import { upgrade } from '../upgrade.ts'
import { joinNew } from './join.ts'
import { again } from './patience.ts'
import { derivePortion } from './portion.ts'

/** What a worker has done. */
export interface Worked {
  readonly threads: number
  /** Of those threads. */
  readonly messages: number
  readonly series: number
}

/** Told of each portion. */
export type WorkListener = (done: Worked) => void

/** More than the key of any message. */
const ALL = Number.MAX_SAFE_INTEGER
/** Milliseconds to wait for others who have all that is left. */
const OTHERS = 100
/** Milliseconds between two looks for new work. */
const FOLLOW = 1000
/** Milliseconds without new mail after which versions are joined, however little has come. */
const QUIET = 500
/** While mail comes in, versions are joined where there is so much more than was joined. */
const MORE = 0.5
const MUCH = 500

/**
 * Works the lists off: on a server beside any number of others who do, in a file one after the
 * other. Throws StoreError.
 * @param goesOn asked where nothing is left: go on when something comes?
 * @param waits told where another process works a file off
 */
export function work(
  store: Database,
  goesOn: () => boolean,
  listener: WorkListener = () => undefined,
  waits: () => void = () => undefined,
): Promise<Worked> {
  return store.sharesWork
    ? workBesideOthers(store, goesOn, listener)
    : workInTurn(store, goesOn, listener, waits)
}

async function workInTurn(
  store: Database,
  goesOn: () => boolean,
  listener: WorkListener,
  waits: () => void,
): Promise<Worked> {
  let done: Worked = { threads: 0, messages: 0, series: 0 }
  for (;;) {
    if (await isAnyLeft(store))
      done = await alone(store.path, waits, () => workedOff(store, done, listener))
    if (!goesOn()) return done
    await pause(FOLLOW)
  }
}

async function isAnyLeft(store: Database): Promise<boolean> {
  const { threads, series } = await workLeft(store, ALL)
  return threads + series > 0 || (await isOutdated(store))
}

/** All that is left now: another one may have been at it until a moment ago. */
async function workedOff(store: Database, before: Worked, listener: WorkListener): Promise<Worked> {
  if (await isOutdated(store)) await upgrade(store)
  const { threads, series } = await workLeft(store, ALL)
  if (threads + series === 0) {
    // One that was killed may have done all but say so.
    await stampDerived(store)
    return before
  }
  const told = (n: number, _: number, stage: Stage): void => {
    if (stage === 'linking') listener({ ...before, messages: before.messages + n })
  }
  const done = {
    threads: before.threads + (await refresh(store, told)).threads,
    messages: before.messages + threads,
    // How many more series threads lead to is not told.
    series: before.series + (threads === 0 ? series : 0),
  }
  listener(done)
  return done
}

/**
 * Works the lists off in portions, each one transaction. One worker at a time joins versions.
 */
async function workBesideOthers(
  store: Database,
  goesOn: () => boolean,
  listener: WorkListener,
): Promise<Worked> {
  expectMuch()
  const calm = new Calm()
  let done: Worked = { threads: 0, messages: 0, series: 0 }
  await upToDate(store)
  for (;;) {
    const portion = await again(() => derivePortion(store))
    if (portion.threads + portion.series > 0) {
      done = {
        threads: done.threads + portion.threads,
        messages: done.messages + portion.messages,
        series: done.series + portion.series,
      }
      listener(done)
      continue
    }
    const upTo = await joinedTo(store)
    const left = await workLeft(store, upTo)
    if (left.threads + left.unjoined + left.series === 0) {
      await stampDerived(store)
      if (!goesOn()) return done
      await pause(FOLLOW)
      await upToDate(store)
    } else if (portion.isIdle && calm.isTimeToJoin(left, upTo)) await again(() => joinNew(store))
    else await pause(OTHERS)
  }
}

/** Where an older program derived, facts are brought up to date by one of those who work. */
async function upToDate(store: Database): Promise<void> {
  if (await isOutdated(store)) await again(() => store.inTurn('upgrading', () => upgrade(store)))
}

/** Tells when versions are to be joined: not for each mail of many. */
class Calm {
  private seen = ''
  private since = 0

  isTimeToJoin({ unjoined, last }: Left, upTo: number): boolean {
    if (unjoined === 0) return false
    const now = performance.now()
    const seen = `${unjoined} ${last}`
    if (seen !== this.seen) [this.seen, this.since] = [seen, now]
    return unjoined >= Math.max(MUCH, MORE * upTo) || now - this.since >= QUIET
  }
}

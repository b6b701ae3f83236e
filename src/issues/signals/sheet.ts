/** Named numbers that hold of an issue; what is not named is 0. */
export type Signals = Record<string, number>

/** In which later version: the next that was sent, or the last one. Stands behind the name. */
export type When = 'next' | 'last'

/** Signals that belong together; of some versions, where they tell of such. */
export interface Entry {
  readonly signals: Signals
  readonly when?: readonly When[]
}

/** Entries as one: the later word on a signal holds. */
export function signalsIn(entries: readonly Entry[]): Signals {
  const all: Signals = {}
  for (const { signals, when } of entries)
    for (const [name, value] of Object.entries(signals))
      for (const whole of when?.map((one) => `${name}-${one}`) ?? [name]) all[whole] = value
  return all
}

/** The number of each signal, given at first sight: a sheet is as long as there are signals. */
const numbers = new Map<string, number>()

/** Where a signal stands on every sheet. */
export function signalNumber(name: string): number {
  let number = numbers.get(name)
  if (number === undefined) numbers.set(name, (number = numbers.size))
  return number
}

/** The same of those of one version: a name that is made for one look is found at more cost. */
const numbersOf = { next: new Map<string, number>(), last: new Map<string, number>() }

function numberOf(name: string, when: When): number {
  let number = numbersOf[when].get(name)
  if (number === undefined) numbersOf[when].set(name, (number = signalNumber(`${name}-${when}`)))
  return number
}

/** Places of a new sheet; some three hundred signals are known. */
const PLACES = 512

/**
 * Signals of one issue by their numbers: thousands of questions are asked of them for every
 * verdict.
 */
export class Sheet {
  private places = new Float64Array(PLACES)

  /** The numbers by place, for as many places as there are signals. */
  get values(): Float64Array {
    if (this.places.length < numbers.size) this.grow(numbers.size)
    return this.places
  }

  /** Writes signals down; the later word on one holds. */
  put({ signals, when }: Entry): void {
    for (const name in signals) {
      const value = signals[name] ?? 0
      if (!when) this.set(signalNumber(name), value)
      else for (const one of when) this.set(numberOf(name, one), value)
    }
  }

  private set(at: number, value: number): void {
    if (at >= this.places.length) this.grow(at + 1)
    this.places[at] = value
  }

  /** A signal by its name. */
  of(name: string): number {
    const at = numbers.get(name)
    return at === undefined ? 0 : (this.places[at] ?? 0)
  }

  private grow(least: number): void {
    const places = new Float64Array(Math.max(least, 2 * this.places.length))
    places.set(this.places)
    this.places = places
  }
}

import { grouped } from './words.ts'

/** How far a stage of a run is. */
export interface StageProgress {
  readonly stage: string
  /** Messages done in this stage, and seconds since it began. */
  readonly done: number
  readonly seconds: number
  /** 0 to 1; `null` where it cannot be told. */
  readonly share: number | null
  /** What is counted. */
  readonly what?: string
}

const BAR = 20

/**
 * `reading  [########            ]  41 %  3,210 messages  812/s  0:21 left`, no longer than a line.
 */
export function progressText(
  { stage, done, seconds, share, what = 'messages' }: StageProgress,
  columns: number,
): string {
  const rate = seconds > 0.3 ? `  ${grouped(Math.round(done / seconds))}/s` : ''
  const count = `${grouped(done)} ${what}${rate}`
  if (share === null) return `${stage}  ${count}`.slice(0, columns - 1)
  const bounded = Math.min(1, Math.max(0, share))
  const full = Math.round(bounded * BAR)
  const left =
    bounded > 0.02 && seconds > 1 ? `  ${clock((seconds * (1 - bounded)) / bounded)} left` : ''
  const bar = `[${'#'.repeat(full)}${' '.repeat(BAR - full)}]`
  const percent = String(Math.floor(bounded * 100)).padStart(3)
  return `${stage}  ${bar} ${percent} %  ${count}${left}`.slice(0, columns - 1)
}

function clock(seconds: number): string {
  const whole = Math.round(seconds)
  const parts =
    whole >= 3600
      ? [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
      : [Math.floor(whole / 60), whole % 60]
  return parts.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}

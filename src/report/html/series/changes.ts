import type { Change } from '../../../model/versions.ts'

/** What became of a patch, as a sign and in words. */
export const CHANGES: Readonly<Record<Change, readonly [sign: string, words: string]>> = {
  same: ['=', 'same'],
  modified: ['\u2260', 'changed'],
  retitled: ['\u2260', 'retitled'],
  split: ['+', 'split off'],
  merged: ['\u2260', 'merged'],
  moved: ['=', 'moved'],
  new: ['+', 'new'],
  dropped: ['', 'dropped'],
  unknown: ['?', 'it is not known from which'],
}

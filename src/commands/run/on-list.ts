import { Option } from 'commander'

/** Of a folder of stores, those that are asked. */
export interface OnList {
  readonly list?: string | undefined
}

/** The option by which a command asks some of the stores of a folder. */
export function listOption(): Option {
  return new Option('--list <name>', 'of a folder of stores, only those with this in their names')
}

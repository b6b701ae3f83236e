import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { BRAM, reply, reviewed, version } from '../support/reviewed.ts'
import { temporaryFolder } from '../support/stores.ts'

const folder = temporaryFolder()
const TAG = `Reviewed-by: ${BRAM}`

/** What stands beside a tag, and whether it asks for something. */
const BESIDE: readonly (readonly [words: string, asks: boolean])[] = [
  [`Nit: 'There __is__ an error ...'  ;-)\n\n${TAG}`, true],
  [
    `This is cleaner.\n\nNit: The default is -ENXIO, if that matters.\n\n${TAG}\n\nThanks,\nBram`,
    true,
  ],
  [`${TAG}\n\nNit: you can use "pump: " as prefix for the title.`, true],
  [`${TAG}\n\nOne minor nit: you have lost the check that only one is open.`, true],
  [`${TAG}\n\nMinor nit below.`, false],
  [`Just a nit, see below.\n\n${TAG}`, false],
]

describe('a nit beside a tag', () => {
  for (const [i, [words, asks]] of BESIDE.entries())
    test(`${JSON.stringify(words)} ${asks ? 'asks' : 'asks for nothing'}`, async () => {
      const { issues } = await reviewed(folder, [
        version('flow', 1),
        reply(`r${i}`, 'flow-v1', words),
      ])
      assert.equal(issues.length === 1, asks)
    })
})

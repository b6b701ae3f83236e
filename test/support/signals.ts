import { ingest } from '../../src/ingest/ingest.ts'
import { casesOf, type CommentCase } from '../../src/issues/cases.ts'
import type { Scene } from '../../src/issues/rules/rule.ts'
import { signalsOf } from '../../src/issues/signals/index.ts'
import type { Signals } from '../../src/issues/signals/sheet.ts'
import { sceneOf } from '../../src/issues/states/states.ts'
import { readMaterial } from '../../src/store/material.ts'
import { matchVersions } from '../../src/versions/matches.ts'
import { mboxText, type MailParts } from './mails.ts'
import { withStore, written } from './stores.ts'

let count = 0

/** A comment by its id, and the scene around it, of mails that make one series. */
export async function caseIn(
  folder: string,
  mails: readonly MailParts[],
  id: string,
): Promise<{ readonly one: CommentCase; readonly scene: Scene }> {
  return withStore(async (store) => {
    await ingest(store, [written(folder, `signals-${++count}.mbox`, mboxText(mails))])
    const [material] = await readMaterial(store, [1])
    if (!material) throw new Error('the mails are no series')
    const matches = matchVersions(material)
    const cases = casesOf(material, matches)
    const one = cases.find(({ context }) => context.id === id)
    if (!one) throw new Error(`no comment ${id}`)
    return { one, scene: sceneOf(material, matches, [], [], cases) }
  })
}

/** What the model of verdicts would see of a comment that asks for a change. */
export async function signalsIn(
  folder: string,
  mails: readonly MailParts[],
  id: string,
): Promise<Signals> {
  const { one, scene } = await caseIn(folder, mails, id)
  return signalsOf('change', one, [], scene)
}

import { subjectKey } from '../patch/subject.ts'
import { replyFactsIn } from '../reply/facts.ts'
import { deriveAll, isOutdated, ownStamps, stampContent, stampsOf } from '../store/stamp.ts'
import { readReadable, type ReadableMessage } from '../store/read-mails.ts'
import type { Database } from '../store/store.ts'
import { replaceContent, type ReplacedContent } from '../store/write/content.ts'
import { contentOf } from './content-kind.ts'

/** Messages per transaction. */
const BATCH = 100

/**
 * Where a store was made by another program: reads its facts anew if the grammar has changed, and
 * puts all that is derived on the work lists, unless a killed run has done so. The next refresh
 * does the rest.
 */
export async function upgrade(store: Database): Promise<void> {
  if (!(await isOutdated(store))) return
  if (await hasOtherContent(store)) return readFactsAnew(store)
  const { deriving } = await stampsOf(store)
  if (deriving !== ownStamps().derived) await store.transaction(() => deriveAll(store))
}

/** Were the facts read from the bodies by another grammar than this program's? */
export async function hasOtherContent(store: Database): Promise<boolean> {
  return (await stampsOf(store)).content !== ownStamps().content
}

/**
 * Takes every stored body apart again. Messages keep their keys, and comments their numbers where
 * they stand as they did. All that is derived goes on the work lists.
 * @param progress told how many of how many messages are done
 */
export async function readFactsAnew(
  store: Database,
  progress: (done: number, of: number) => void = () => undefined,
): Promise<void> {
  await store.transaction(() => stampContent(store, null))
  const keys = (await store.all<{ id: number }>('SELECT id FROM message ORDER BY id')).map(
    ({ id }) => id,
  )
  for (let i = 0; i < keys.length; i += BATCH) {
    await store.transaction(async () => {
      const messages = await readReadable(store, keys.slice(i, i + BATCH))
      await replaceContent(store, messages.map(contentAnew))
    })
    progress(Math.min(i + BATCH, keys.length), keys.length)
  }
  await store.transaction(async () => {
    await stampContent(store, ownStamps().content)
    await deriveAll(store)
  })
}

function contentAnew(message: ReadableMessage): ReplacedContent {
  return {
    key: message.key,
    from: message.from,
    subjectKey: subjectKey(message.subject),
    content: contentOf(message, replyFactsIn(message.body), message.attached),
  }
}

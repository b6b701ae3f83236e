import { describe, test } from 'node:test'
import { decodeMessage } from '../../src/mail/decode/decode.ts'
import { contentOf } from '../../src/ingest/content-kind.ts'
import { replyFactsIn } from '../../src/reply/facts.ts'
import { casesOf, optionsOf } from '../support/cases.ts'
import { assertSays, linesText } from '../support/same.ts'

/** What a mail says, as fixtures write it. */
async function contentText(bytes: Buffer): Promise<object> {
  const message = await decodeMessage({
    foundAt: { source: 'fixture', at: null },
    form: 'mail',
    bytes,
  })
  const content = contentOf(message, replyFactsIn(message.body))
  return {
    ...content,
    sections: content.sections.map((section) => `${section.part} ${linesText(section)}`),
    trailers: content.trailers.map(
      (trailer) => `${linesText(trailer)} ${trailer.name}: ${trailer.value}`,
    ),
    files: content.diff.files.map(({ newPath, oldPath }) => newPath ?? oldPath),
    comments: content.reply.comments.map(linesText),
  }
}

describe('what a mail says by itself', () => {
  for (const one of casesOf('patch')) {
    test(one.name, optionsOf(one), async () =>
      assertSays(await contentText(one.bytes), one.expected),
    )
  }
})

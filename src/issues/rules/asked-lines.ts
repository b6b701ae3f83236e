import { textFates } from '../signals/asked-lines.ts'
import { laterOf } from '../signals/lines.ts'
import { rule, type FindingOf } from './rule.ts'

/** A text that is to become another, and what the line is in a later version. */
export const askedLines = rule({
  name: 'asked-lines',
  about: 'Where a comment says what a line shall be, the line of a later version shows it.',
  finds: {
    'asked-text-there': { signs: ['told'], shows: ['addressed'], dates: 1 },
    'old-text-stands': { shows: ['open', 'agreed'] },
  },
  find: (one, scene) =>
    textFates(one, scene, laterOf(one, scene)).map(
      ({ fate, mail, line, revisionIndex }): FindingOf<'asked-text-there' | 'old-text-stands'> => ({
        rule: fate === 'done' ? 'asked-text-there' : 'old-text-stands',
        messageId: mail.id,
        line: line.line,
        text: line.text,
        revisionIndex,
      }),
    ),
})

import type { Mail } from '../../src/model/mail.ts'
import type { VersionPatch } from '../../src/model/versions.ts'
import { decodeMessage } from '../../src/mail/decode/decode.ts'
import { contentOf } from '../../src/ingest/content-kind.ts'
import { parseSubject, subjectKey } from '../../src/patch/subject.ts'
import { replyFactsIn } from '../../src/reply/facts.ts'
import { bodyLines } from '../../src/text/lines.ts'
import { mailText, type MailParts } from './mails.ts'

/** A file of a made-up patch. */
export interface FileParts {
  readonly path: string
  /** Lines of one hunk with their signs; the lengths of its header are counted. */
  readonly lines: readonly string[]
  /** First line of the hunk. */
  readonly at?: number
  readonly function?: string
  /** The path in the old tree where the file was renamed. */
  readonly from?: string
}

/** The text of one file of a diff. */
export function diffText({
  path,
  lines,
  at = 10,
  function: heading = '',
  from = path,
}: FileParts): string {
  const count = (signs: string): number =>
    lines.filter((line) => signs.includes(line[0] ?? ' ')).length
  const isNew = lines.every((line) => line.startsWith('+'))
  const headers = isNew
    ? ['new file mode 100644', '--- /dev/null']
    : [
        ...(from === path
          ? []
          : ['similarity index 80%', `rename from ${from}`, `rename to ${path}`]),
        `--- a/${from}`,
      ]
  const hunk = isNew
    ? `@@ -0,0 +1,${lines.length} @@`
    : `@@ -${at},${count(' -')} +${at},${count(' +')} @@${heading && ` ${heading}`}`
  return [`diff --git a/${from} b/${path}`, ...headers, `+++ b/${path}`, hunk, ...lines].join('\n')
}

export const SIGNED = 'Signed-off-by: Tova Lindqvist <tova@example.org>'

/** The body of a patch as format-patch writes it. */
export function patchBody(
  files: readonly FileParts[],
  message = 'It has to be done.',
  trailers: readonly string[] = [SIGNED],
): string {
  const stat = files.map(({ path, lines }) => ` ${path} | ${lines.length} +-`)
  return [
    message,
    '',
    ...trailers,
    '---',
    ...stat,
    '',
    ...files.map(diffText),
    '-- ',
    '2.30.2',
    '',
  ].join('\n')
}

/** What linking and matching see of a mail. */
export async function mailOf(mail: MailParts | Buffer): Promise<Mail> {
  const bytes = Buffer.isBuffer(mail) ? mail : Buffer.from(mailText(mail))
  const message = await decodeMessage({
    foundAt: { source: 'test', at: null },
    form: 'mail',
    bytes,
  })
  const content = contentOf(message, replyFactsIn(message.body))
  const { id, idIsMade, fingerprint, from, date, inReplyTo, references } = message
  return {
    id,
    idIsMade,
    fingerprint,
    from,
    date,
    inReplyTo,
    references,
    kind: content.kind,
    subject: message.subject,
    subjectKey: subjectKey(message.subject),
    lines: bodyLines(message.body),
    sections: content.sections,
    files: content.diff.files,
    ...content.reply,
  }
}

let count = 0

/** A patch of a version; every call makes another mail. */
export async function versionPatch(
  number: number,
  title: string,
  body: string,
): Promise<VersionPatch> {
  const subject = `[PATCH ${number}/9] ${title}`
  const mail = await mailOf({ id: `patch-${++count}`, subject, body })
  return { number, title: parseSubject(subject).title, author: mail.from, mail }
}

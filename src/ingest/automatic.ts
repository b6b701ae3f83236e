import type { Diff } from '../model/diff.ts'
import { isShown } from './kind.ts'

/** One kind of mail that a program sends because another mail came. */
export interface AutomaticForm {
  readonly name: string
  readonly example: string
  /** The beginning of its subject. */
  readonly subject: RegExp
}

/** The subject of a patch or of an answer: people begin titles of their own with the same words. */
const OF_PATCH =
  '\\s*(?:\\[[^\\][]{1,40}\\]\\s*){0,3}(?:(?:re|aw|sv|antw|wg|fwd?)\\s*[:：]|\\[(?:[^\\][]{0,60}\\W)?(?:patch|rfc|v\\d|\\d{1,4}/\\d))'

/** What a program says of the subject below, where the words may be a title. */
const above = (words: string): string => `(?:${words})\\s*[:：](?=${OF_PATCH})`
/** The same, or the words alone. */
const alone = (words: string): string => `(?:${words})\\s*(?:[:：](?=${OF_PATCH})|$)`

/** All of them: what they say is said to nobody and about nothing that stands in a patch. */
export const AUTOMATIC: readonly AutomaticForm[] = [
  {
    name: 'an absence',
    example: 'Automatic reply: [PATCH] kettle: shut the lid first',
    subject: new RegExp(
      `^(?:(?:automatic reply|out[- ]of[- ](?:the[- ])?office(?:[- ](?:reply|autoreply|message))?|automatische antwort|abwesenheitsnotiz|réponse automatique|absence du bureau|respuesta automática|fuera de(?: la)? oficina|resposta automática|risposta automatica|automatisch antwoord|afwezigheidsbericht|autosvar|automatiskt svar|automatisk svar|automaattinen vastaus|automatická odpověď|automatikus válasz|automatická odpoveď|odpowiedź automatyczna|autoodpowiedź|otomatik yanıt|автоматический ответ|автоматична відповідь|αυτόματη απάντηση|自动答复|自动回复|自動回覆|自動返信|자동 회신|자동 응답)\\s*[:：]|${above('(?:automatic|automated|auto)[- ]?(?:reply|response|message)|(?:on |i am on )?vacation(?: reply| message)?')})`,
      'i',
    ),
  },
  {
    name: 'what was not delivered',
    example: 'Undelivered Mail Returned to Sender',
    subject: new RegExp(
      `^(?:undelivered mail returned|mail delivery (?:failed|failure)\\s*: returning|delivery status notification \\(|(?:returned mail|undeliverable(?: mail)?|unzustellbar|non remis|no se puede entregar)\\s*:|mail system error - returned|warning: (?:could not send message|message still undelivered)|${alone('mail delivery (?:failed|failure)|delivery (?:status notification|failure|delayed|has failed)|failure notice|mail system error')})`,
      'i',
    ),
  },
  {
    name: 'a receipt',
    example: 'Read: [PATCH] kettle: shut the lid first',
    // "Accepted:" and "Declined:" are words of calendars, and of maintainers.
    subject: new RegExp(
      `^(?:${above('read|not read|gelesen|ungelesen|lesebestätigung|lu|leído|lido|letto|recall|rückruf')}|(?:return|read) receipt \\(|disposition notification \\(|${alone('(?:return|read) receipt|disposition notification')})`,
      'i',
    ),
  },
  {
    name: 'what a bug tracker says of mail it took',
    example: 'Bug#4242: Acknowledgement (kettle: the lid is not shut)',
    subject: new RegExp(
      `^(?:processed \\(with \\d+ errors?\\): |${above('processed')}|processed: (?:your mail$|(?:tagging|retitle|reassign|severity of|found|notfound|fixed|closing|forwarded|merging|block|bug) #?\\d{3})|bug ?#\\d+: (?:acknowledgement|info received|marked as done) \\(|bug#\\d+: closed by |control message for bug ?#?\\d+)`,
      'i',
    ),
  },
  {
    name: 'what a list says of mail it took',
    example: 'Your message to Kettle awaits moderator approval',
    subject:
      /^(?:your message to \S+ awaits moderator approval|request to mailing list \S+ rejected|confirm [0-9a-f]{20,}$)/i,
  },
]

/** Below this stands in a bounce the mail that was not delivered. */
const COPY = /^-{2,} ?.{0,60}\bcopy of the (?:original )?message/i

/** Did a program send this because another mail came, by its subject? */
export function isAutomatic(subject: string): boolean {
  return AUTOMATIC.some((form) => form.subject.test(subject.trim()))
}

/** The same of a whole mail: who shows a diff of his own is no such program. */
export function isAutomaticMail(subject: string, lines: readonly string[], diff: Diff): boolean {
  if (!isAutomatic(subject)) return false
  const shown = diff.files.find(isShown)
  return !shown || lines.slice(0, shown.line - 1).some((line) => COPY.test(line))
}

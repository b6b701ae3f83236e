/** One kind of mail that a program sends because another mail came. */
export interface AutomaticForm {
  readonly name: string
  readonly example: string
  /** The beginning of its subject. */
  readonly subject: RegExp
}

/** The subject of a patch or of an answer to one, below these marks. */
const OF_PATCH = '(?=\\s*(?:(?:re|aw|sv)\\s*:\\s*)*\\[)'

/** All of them: what they say is said to nobody and about nothing that stands in a patch. */
export const AUTOMATIC: readonly AutomaticForm[] = [
  {
    name: 'an absence',
    example: 'Automatic reply: [PATCH] kettle: shut the lid first',
    subject:
      /^(?:(?:automatic|automated|auto)[- ]?(?:reply|response|message)|out[- ]of[- ](?:the[- ])?office(?:[- ](?:reply|autoreply|message))?|(?:on |i am on )?vacation(?: reply| message)?|automatische antwort|abwesenheitsnotiz|réponse automatique|absence du bureau|respuesta automática|fuera de(?: la)? oficina|resposta automática|risposta automatica|automatisch antwoord|afwezigheidsbericht|autosvar|automatiskt svar|automatisk svar|automaattinen vastaus|automatická odpověď|automatikus válasz|automatická odpoveď|odpowiedź automatyczna|autoodpowiedź|otomatik yanıt|автоматический ответ|автоматична відповідь|αυτόματη απάντηση|自动答复|自动回复|自動回覆|自動返信|자동 회신|자동 응답)\s*[:：]/i,
  },
  {
    name: 'what was not delivered',
    example: 'Undelivered Mail Returned to Sender',
    subject:
      /^(?:undelivered mail returned|undeliverable(?: mail)?\s*:|mail delivery (?:failed|failure)|delivery (?:status notification|failure|delayed|has failed)|returned mail\s*:|failure notice|mail system error|unzustellbar\s*:|non remis\s*:|no se puede entregar\s*:|warning: (?:could not send|message still undelivered))/i,
  },
  {
    name: 'a receipt, or an invitation',
    example: 'Read: [PATCH] kettle: shut the lid first',
    subject: new RegExp(
      `^(?:(?:read|not read|gelesen|ungelesen|lesebestätigung|lu|leído|lido|letto|recall|rückruf|accepted|declined|tentative|canceled|cancelled|zugesagt|abgelehnt)\\s*:${OF_PATCH}|(?:return|read) receipt\\b|disposition notification)`,
      'i',
    ),
  },
  {
    name: 'what a bug tracker says of mail it took',
    example: 'Bug#4242: Acknowledgement (kettle: the lid is not shut)',
    subject:
      /^(?:processed(?: \(with \d+ errors?\))?: |bug ?#\d+: (?:acknowledgement|info received|marked as done) \(|bug#\d+: closed by |control message for bug ?#?\d+)/i,
  },
  {
    name: 'what a list says of mail it took',
    example: 'Your message to Kettle awaits moderator approval',
    subject:
      /^(?:your message to \S+ awaits moderator approval|request to mailing list \S+ rejected|confirm [0-9a-f]{20,}$)/i,
  },
]

/** Did a program send this because another mail came, by its subject? */
export function isAutomatic(subject: string): boolean {
  return AUTOMATIC.some((form) => form.subject.test(subject.trim()))
}

/**
 * Rules that mail programs put above the original they answer or forward:
 * `-----Original Message-----`, in many languages.
 */
const RULE =
  /^\s*(?:>>> .{3,100} \d{1,2}:\d\d.{0,12} >>>|(?<=^ {2,})original message\s*|[-_=\u2010-\u2014]{2,}\s*(?:original(?:[ -](?:message|mail|appointment|nachricht))?|repl(?:y|ied) message|ursprüngliche nachricht|message (?:d['’]origine|original|transféré)|mensaje (?:original|reenviado)|mensagem original|messaggio (?:originale|inoltrato)|oorspronkelijk(?:e)? bericht|ursprungligt meddelande|oprindelig meddelelse|opprinnelig melding|(?:oryginalna wiadomość|wiadomość oryginalna)|původní (?:zpráva|e-mail)|pôvodná správa|исходное сообщение|(?:пере|от)?сылаемое сообщение|пересланное сообщение|原始邮件|原始郵件|邮件原件|转发邮件信息|回复的原邮件|元のメッセージ|원본 ?(?:이)?메(?:시지|세지|일)|전달된 메시지|özgün ileti|eredeti üzenet|alkuperäinen viesti|forwarded (?:message(?: from .*)?|by .*)|weitergeleitete nachricht)\s*[-_=\u2010-\u2014]*|anfang der weitergeleiteten (?:nachricht|e-mail):|début du message (?:réexpédié|transféré) ?:|inicio del mensaje reenviado:|inizio messaggio inoltrato:|begin forwarded message:)\s*$/i

/** The same above a mail that is passed on: nothing below is an answer to it. */
const FORWARDED =
  /^\s*(?:[-_=\u2010-\u2014]{2,}\s*(?:forwarded (?:message(?: from .*)?|by .*)|fwd|message (?:transféré|réexpédié)|mensaje reenviado|mensagem (?:encaminhada|reencaminhada)|messaggio inoltrato|weitergeleitete nachricht|doorgestuurd bericht|vidarebefordrat meddelande|videresendt? (?:meddelelse|besked|melding)|(?:przekazana|przesłana) wiadomość|wiadomość przekazana dalej|(?:přeposlaná|preposlaná) (?:zpráva|správa)|továbbított üzenet|(?:edelleen)?lähetetty viesti|ile(?:tilmiş|tilen) (?:ileti|mesaj)|yönlendirilen (?:ileti|mesaj)|(?:пере(?:направленн|сылаем)ое|пересланное) (?:сообщение|письмо)|переслане (?:повідомлення|лист)|转发(?:的)?(?:消息|邮件|郵件)|轉寄(?:的)?(?:訊息|郵件)|転送(?:された)?メッセージ|전달된 메(?:시지|일))\s*[-_=\u2010-\u2014]*|anfang der weitergeleiteten (?:nachricht|e-mail):|début du message (?:réexpédié|transféré) ?:|inicio del mensaje reenviado:|inizio messaggio inoltrato:|begin forwarded message:)\s*$/i

/** Fields of the block below, by what they say; Outlook writes them in the language of its user. */
const FROM =
  'De la|Daripada|Šalje|Šalj|Nork|Frá|Kimdən|מאת|من|از|จาก|Nuo|No|Saatja|Од|Dari|से|From|Von|De|Da|Van|Från|Fra|Od|Từ|Lähettäjä|Feladó|Kimden|Gönderen|Από|От(?: кого)?|Від|发件人|寄件者|寄件人|差出人|送信者|보낸 ?사람|발신'
const SENT =
  '时间|時間|Απεσταλμένα|Gönderilme(?: Tarihi)?|Göndərilib|Bidaltze-data|Dihantar|Послато|إرسال|ارسال|Đã gửi|נשלח|תאריך|تم الإرسال|تاريخ الإرسال|التاريخ|ارسال شده|تاریخ|ส่ง|วันที่|Išsiųsta|Nosūtīts|Saadetud|Послато|Изпратено|Poslano|Poslato|Dikirim|Tanggal|भेजा गया|Enviat(?: el)?|Sent(?: at| on)?|Date|Gesendet|Datum|Envoyé|Enviado(?: el| em)?|Enviada(?: em)?|Inviato|Data|Verzonden|Skickat|Sendt|Dato|Wysłan[oey]|Odesláno|Odoslané|Lähetetty|Päiväys|Elküldve|Gönderildi|Gönderme Tarihi|Tarih|Στάλθηκε|Ημερομηνία|Отправлено|Дата|Надіслано|发送时间|发送日期|日期|寄件日期|傳送時間|送信日時|日時|日付|보낸 ?날짜|날짜|Fecha|Trimis'
const TO =
  'Tới|Către|Kellele|Nori|Til|Kimə|אל|לכבוד|إلى|به|ถึง|Kam|Adressaat|За|До|Prima|Za|Kepada|प्रति|Per a|To|An|À|A|Para|Aan|Till|Til|Do|Komu|Vastaanottaja|Címzett|Kime|Kimlere|Alıcı|Προς|Кому|收件人|收件者|宛先|받는 ?사람|수신|Destinatário'
const OTHER =
  'Chủ đề|Κοιν\\.?|Efni|Gaia|Mövzu|Bilgi|Afrit|Kòpia|Másolatot kap|Kopija|Dw|DW|Gizli|נושא|הנדון|الموضوع|موضوع|เรื่อง|Tema|Tēma|Teema|Наслов|Относно|Zadeva|Subjek|Perihal|विषय|Assumpte|Másolat|Kópia|Copia|CC|Cc|Bcc|Copie(?: à)?|Kopie|Kopia|Kopi|Копия|抄送|副本|참조|Bilgi|Subject|Betreff|Objet|Asunto|Assunto|Oggetto|Onderwerp|Ämne|Emne|Temat|Předmět|Predmet|Aihe|Tárgy|Konu|Θέμα|Тема|主题|主題|主旨|件名|제목|Subiect|Reply-To|Importance|Priority|Sensitivity|Attachments?|Message-ID'

const MARKS = '[\\s*]*'
/** `日 期`: letters that are set apart to be as wide as the others. */
function spread(names: string): string {
  return names.replace(/(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])/g, '[ \\u3000]*')
}

/** A line, or a row of a table as 163.com draws it. */
const fieldOf = (names: string): RegExp =>
  new RegExp(`^${MARKS}(?:${spread(names)})${MARKS}[:：]|^\\|\\s*(?:${names})\\s*\\|`, 'i')
const IS_FROM = fieldOf(FROM)
const IS_SENT = fieldOf(SENT)
const IS_TO = fieldOf(TO)
const IS_FIELD = fieldOf([FROM, SENT, TO, OTHER].join('|'))
/** English fields; a pasted patch has `From:`, `Date:` and `Subject:` alike. */
const IS_ENGLISH = /^[\s*]*From[\s*]*:/

const MAY_BEGIN =
  /^\s*(?:>>> |[-_=\u2010-\u2014]{2,}[^-_=]|begin forwarded|original message\s*$|\*{0,2}[^\s:：+<>(){}[\]#/;,.-][^:：]{0,14}[:：])/i

/** Is this the rule above an original? */
export function isOriginalRule(line: string): boolean {
  return line.length < 100 && (RULE.test(line) || isForwardRule(line))
}

/** Is this the rule above a mail that is passed on to others? */
export function isForwardRule(line: string): boolean {
  return line.length < 100 && FORWARDED.test(line)
}

/** mutt writes it below a mail that is passed on. */
export function isEndOfForward(line: string): boolean {
  return /^\s*[-_=]{2,}\s*end (?:of )?(?:forwarded|original) message\s*[-_=]*\s*$/i.test(line)
}

/**
 * The last line (0-based) of the head of a quoted mail that begins at `start`: a rule, a block of
 * fields, or both. -1 where none begins there. A patch pasted into a mail has From, Date and
 * Subject; a quoted mail says to whom it went, or has a rule above, or is in another language.
 */
export function endOfOriginalHead(lines: readonly string[], start: number): number {
  // Nearly every line is told by this: most of a patch would be held against all languages.
  if (!MAY_BEGIN.test(lines[start] ?? '')) return endOfNotesHead(lines, start)
  const hasRule = isOriginalRule(lines[start] ?? '')
  let first = hasRule ? start + 1 : start
  while (hasRule && first < lines.length && (lines[first] ?? '').trim() === '') first++
  if (!beginsFields(lines, first)) return hasRule ? start : endOfUnknownHead(lines, start)
  let end = first
  while (IS_FIELD.test(lines[end + 1] ?? '') || isFolded(lines, end + 1)) end++
  if (hasRule || isWholeHead(lines.slice(first, end + 1))) return end
  return endOfUnknownHead(lines, start)
}

/** The sender comes first, or right below the time. */
function beginsFields(lines: readonly string[], n: number): boolean {
  const [first = '', second = ''] = lines.slice(n, n + 2)
  return IS_FROM.test(first) || (IS_SENT.test(first) && IS_FROM.test(second))
}

function isWholeHead(fields: readonly string[]): boolean {
  const [sent, to] = [IS_SENT, IS_TO].map((field) => fields.some((line) => field.test(line)))
  return sent === true && (to === true || !fields.some((line) => IS_ENGLISH.test(line)))
}

/**
 * Three fields or more that follow each other, one of them known, none of them English: a sender
 * first, and a time among the next two. Programs name the others in more ways than are listed here.
 */
function endOfHalfKnownHead(lines: readonly string[], start: number): number {
  let end = start
  while (ANY_FIELD.test(lines[end] ?? '')) end++
  const fields = lines.slice(start, end)
  const isKnown = fields.filter((line) => IS_FIELD.test(line)).length >= 2
  const isDated = fields.slice(0, 3).some((line) => TIME.test(line))
  return fields.length >= 3 && isKnown && isDated && IS_FROM.test(fields[0] ?? '') ? end - 1 : -1
}

/** Four fields in a language that is not known: a sender, a time, a receiver, a subject. */
const ADDRESS = /[^\s@<>"']+@[^\s@<>"']+\.\p{L}{2,}/u
const TIME = /\d{4}.*\d[:.]\d\d|\d[:.]\d\d.*\d{4}/
const UNKNOWN = [ADDRESS, TIME, ADDRESS, /\S/]
const ANY_FIELD = /^[\s*]*([\p{L}\p{M}][\p{L}\p{M} .]{0,18})[\s*]*[:：][\s*]+(\S.*)$/u

function endOfUnknownHead(lines: readonly string[], start: number): number {
  if (!ANY_FIELD.test(lines[start] ?? '')) return -1
  // A patch that is pasted has other fields, in English.
  if (IS_ENGLISH.test(lines[start] ?? '')) return -1
  const fields = UNKNOWN.map((_, i) => ANY_FIELD.exec(lines[start + i] ?? ''))
  const isHead = UNKNOWN.every((shape, i) => shape.test(fields[i]?.[2] ?? ''))
  const names = new Set(fields.map((field) => field?.[1]))
  if (!isHead || names.size !== UNKNOWN.length) return endOfHalfKnownHead(lines, start)
  return start + UNKNOWN.length - 1
}

/** `Mira Castel <mira@example.org>`, what Notes writes above the time and the fields. */
const NOTES_FROM = /^\s*\p{L}[\p{L}\p{M} .,'"/@<>()\w-]{2,80}\s*$/u
const NOTES_TIME = /^\s*(?:\p{L}{2,12},? )?\d{1,4}[./-]\d{1,2}[./-]\d{1,4}[ ,]+\d{1,2}[:.]\d\d/u
/** More lines than these between the fields are another text. */
const LONGEST_NOTES = 16

/**
 * Notes: who, then when, then `To`, `cc` and `Subject` each on a line above its value. -1 where no
 * such head begins.
 */
function endOfNotesHead(lines: readonly string[], start: number): number {
  if (!NOTES_TIME.test(lines[start + 1] ?? '') && !NOTES_TIME.test(lines[start + 2] ?? ''))
    return -1
  if (!NOTES_FROM.test(lines[start] ?? '')) return -1
  const below = lines.slice(start, start + LONGEST_NOTES)
  const to = below.findIndex((line) => /^\s*(?:To|An|A|Para)\s*$/.test(line))
  const subject = below.findIndex((line) =>
    /^\s*(?:Subject|Betreff|Thema|Objet|Asunto)\s*$/.test(line),
  )
  return to !== -1 && subject > to ? start + subject + 1 : -1
}

/** The first line of fields that end in line `last`, a sender and a time among them; -1: none. */
export function startOfFields(lines: readonly string[], last: number): number {
  let first = last + 1
  while (first > 0 && IS_FIELD.test(lines[first - 1] ?? '')) first--
  const fields = lines.slice(first, last + 1)
  const isHead = [IS_FROM, IS_SENT].every((field) => fields.some((line) => field.test(line)))
  return isHead ? first : -1
}

function isFolded(lines: readonly string[], n: number): boolean {
  return /^\s+\S/.test(lines[n] ?? '') && IS_FIELD.test(lines[n - 1] ?? '')
}

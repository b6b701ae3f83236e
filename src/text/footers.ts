import { isBlank } from './lines.ts'
import { quoteDepth } from './quoting.ts'

/** One kind of text that lists, mail servers and programs put below what somebody wrote. */
export interface FooterForm {
  readonly name: string
  readonly example: string
  /** Its first line. */
  readonly start: RegExp
  /** What must stand in it, its first line included. */
  readonly holds: RegExp
}

const LIST =
  /mailing list|unsubscribe|groups\.io links|subscribed|listinfo|archives?\b|\/g\/\S+\/message/i
const SECRET =
  /confidential|intended (?:recipient|only|solely)|privileged|vertraulich|confidenti?el|confidencial|riservat|vertrouwelijk|poufn|конфиденциальн|保密|机密|機密/i

/** All of them; the footer begins at the uppermost that holds, and nothing below it is quoted. */
export const FOOTERS: readonly FooterForm[] = [
  {
    name: 'mailman',
    example: '_______________________________________________\nKettles mailing list',
    start: /^_{20,}\s*$/,
    holds: LIST,
  },
  {
    name: 'groups.io',
    example: '-=-=-=-=-=-=-=-=-=-=-=-\nUnsubscribe: https://lists.example.org/g/kettles/unsub',
    start: /^-=-=-=[-=]*\s*$|^_\._,_\._,_\s*$/,
    holds: LIST,
  },
  {
    name: 'ezmlm, majordomo',
    example:
      '---------------------------------------------------------------------\nTo unsubscribe, e-mail: x@example.org',
    start: /^[-=*]{20,}\s*$|^-{1,3}\s*$/,
    holds:
      /^[-=*]+\s*\n(?:.*\n){0,6}?To unsubscribe|^[-=*]+\s*\n(?:.*\n){0,8}?_{20,}\n.*mailing list/i,
  },
  {
    name: 'Google Groups',
    example:
      'You received this message because you are subscribed to the Google Groups "kettles" group.',
    start: /^You received this message because you are subscribed|^--~--~-+~/,
    holds: LIST,
  },
  {
    name: 'Yahoo Groups',
    example:
      '------------------------------------\n\nYahoo Groups Links\n\n<*> To visit your group on the web, go to:',
    start: /^-{20,}\s*$|^(?:__\._,_\.___|Yahoo! ?Groups Links|Yahoo Groups Links)\s*$/,
    holds: /^Yahoo!? ?Groups Links$|groups\.yahoo\.com/m,
  },
  {
    name: 'Topicbox',
    example:
      '------------------------------------------\nkettles: kettle-talk\nPermalink: https://kettles.topicbox.com/groups/talk/T1',
    start: /^-{20,}\s*$/,
    holds: /^-+\s*\n.{3,80}\nPermalink: \S+/,
  },
  {
    name: 'a stamp',
    example: 'Internal Use - Confidential',
    start:
      /^(?:\S{2,20} )?(?:internal use(?: only)?(?: - confidential)?|restricted|confidential)\s*$/i,
    holds: /^.{0,60}$/,
  },
  {
    name: 'a tip of the day',
    example:
      '---------------------------(end of broadcast)---------------------------\nTIP 4: Search.',
    start: /^-{20,}\(end of broadcast\)-{20,}\s*$/,
    holds: /./,
  },
  {
    name: "a company's particulars",
    example: 'Kettles GmbH\nRegistered Office: Munich\nCommercial Register: HRB 1234',
    start:
      /^\S.{0,80}(?:GmbH|\bAG\b|Ltd\b|Limited\b|LLC\b|Inc\b|S\.A\.|B\.V\.|sp\. z o\.o\.|S\.r\.l\.|S\.p\.A\.|s\.r\.o\.|\b(?:Oyj?|AB|A\/S|ApS|ASA?|SAS|SARL|Kft|Corp(?:oration)?)\b)/,
    holds:
      /registered (?:office|address)|amtsgericht|\bhrb \d|geschäftsführ|managing directors?|commercial register|handelsregister|sitz der gesellschaft|sad rejonowy|\bKRS\b|business identity code|company (?:no\b|number|registration)|siège social|sede (?:legale|social)|\bkvk\b/i,
  },
  {
    name: 'a notice of secrecy',
    example: 'IMPORTANT NOTICE: The contents of this email are confidential.',
    start:
      /^[#/*=_\s-]*(?:important notice|aviso (?:legal|de (?:confidencialidad|privacidad))|advertencia|avviso|nota (?:legale|di riservatezza)|avertissement|haftungsausschluss|免责声明|保密声明|[この本](?:の)?(?:電子)?メール|이 (?:전자)?메일|(?:[A-Z][\w&.-]* ){0,2}(?:confidentiality|proprietary\b)|privacy and confidentiality|(?:caution|warning|note)\s*: this (?:e-?mail|message)|disclaimer|legal (?:notice|disclaimer)|notice\s*:|this (?:e-?mail|message|communication|transmission|electronic)|the (?:information|contents?|privileged|confidential)\b.{0,60}\b(?:e-?mail|message|transmission)|the information (?:transmitted|contained)|if you are not the intended|diese (?:e-?mail|nachricht)|der inhalt dieser|cette communication|questa (?:e-?mail|comunicazione)|deze (?:e-?mail|mededeling)|ce (?:message|courriel|mail)|este (?:mensaje|correo|e-?mail|mensagem)|esta mensagem|questo messaggio|dit (?:bericht|e-?mail)|本(?:电子)?邮件|本(?:電子)?郵件|此邮件|本メール|настоящее (?:сообщение|письмо))/i,
    holds: SECRET,
  },
  {
    name: 'a virus scanner',
    example: 'This email has been checked for viruses by Avast antivirus software.',
    start: /^(?:-{2,3}\s*$|(?:this|diese) (?:e-?mail|message)\b.*virus)/i,
    holds: /(?:checked for|frei von|free from|auf) viruse?/i,
  },
  {
    name: 'a word for the trees',
    example: 'Please consider the environment before printing this email.',
    start:
      /^\W{0,3}(?:please|think|save|before|bitte|pensez|antes de|prima di|avant d)\b.{0,60}(?:environment|paper|print|umwelt|imprim|stamp|trees)/i,
    holds:
      /(?:print(?:ing)?|paper|ausdruck\w*|imprim\w+|stampare).{0,40}(?:e-?mail|message|mail|correo|courriel|environment)|environment.{0,40}print/i,
  },
  {
    name: 'a telephone',
    example: 'Sent from my phone',
    start:
      /^(?:sent (?:from|via) (?:my|mail for|yahoo|outlook|samsung|the all-new|mailspring|spark|thunderbird|(?:the )?(?:blue ?mail|fairemail|k-9|k9)|airmail|canary|posteo|tuta(?:nota)?|superhuman|hey|zoho|edison|nine|windows mail|iphone|ipad|android|blackberry)\b|sent (?:with|using) (?:\[?proton|mozilla|tuta|mailspring|spark|zoho|hushmail)|securely sent with|get outlook for\b|von meinem .* gesendet|gesendet (?:von|mit) (?:mail|meinem|outlook|der|yahoo)\b|holen sie sich outlook|envoyé (?:de mon|depuis|à partir d)|(?:obtenir|télécharger) outlook|enviado (?:desde|do|a partir d|por)\b|obtene?r outlook|inviato da|(?:verzonden|verstuurd) (?:vanaf|met|via)\b|skickat från|sendt fra\b|lähetetty \S+(?:lta|ltä|sta|stä)\b|wysłane? z\b|odesláno z|odoslané z|отправлено (?:с|из)\b|надіслано з|发自我的|發自我的|发送自|從我的|从我的.{1,20}发送|iphoneから送信|.{1,20}에서 보냄|.{1,30}['’]\S{1,5} gönderildi\b|iphone-?omról küldve|trimis de pe\b|στάλθηκε από|изпратено от|enviat des|poslano (?:s|sa|z|iz) mo|dikirim dari|đã gửi từ|ส่งจาก|נשלח מה|أُ?رسلت? من)/iu,
    holds: /^.{0,100}$/,
  },
  {
    name: 'mailman, attachments',
    example:
      '-------------- next part --------------\nAn HTML attachment was scrubbed...\nURL: <https://lists.example.org/x>',
    start: /^-{10,} next part -{10,}\s*$/,
    holds: /scrubbed/i,
  },
  {
    name: 'mailman, attachments, not English',
    example:
      '-------------- nächster Teil --------------\nEin Dateianhang mit HTML-Daten wurde abgetrennt...\nURL: <https://lists.example.org/x>',
    start: /^-{10,} \S[^-]{3,30} -{10,}\s*$/,
    holds: /^.*\n(?:.*\n){1,5}?URL ?: \S/i,
  },
]

/** Is this the line that a telephone or a webmail service puts below a text? */
export function isOfTelephone(line: string): boolean {
  return FOOTERS.some(({ name, start }) => name === 'a telephone' && start.test(line))
}

/** All first lines at once: nearly no line is one. */
const START = new RegExp(FOOTERS.map(({ start }) => start.source).join('|'), 'i')

/** More lines than these at the end of a mail are no footer. */
const MOST_LINES = 30

/**
 * The first line of what was put below the mail, to its end; `lines.length + 1` where nothing was.
 */
export function footerLine(lines: readonly string[]): number {
  let found = lines.length + 1
  const last = Math.max(1, lines.length - MOST_LINES)
  for (let n = lines.length; n >= last; n--) {
    const line = lines[n - 1] ?? ''
    if (quoteDepth(line) > 0) break
    if (isBlank(line) || !START.test(line)) continue
    const below = lines.slice(n - 1, found - 1).join('\n')
    // Outlook draws the same rule above the original.
    if (/^\s*[-_]*\s*\n\s*\*?From:/.test(below)) continue
    const isFooter = FOOTERS.some(({ start, holds }) => start.test(line) && holds.test(below))
    if (isFooter && standsAlone(lines, n, found)) found = n
  }
  return withRuleAbove(lines, found)
}

/** Is this text nothing but what a list puts below mail, as a part of its own? */
export function isListFooter(text: string): boolean {
  const lines = text.split(/\r?\n/)
  return lines.slice(0, footerLine(lines) - 1).every(isBlank)
}

/**
 * Nothing that somebody wrote stands between two footers: each begins a paragraph or draws a rule.
 */
function standsAlone(lines: readonly string[], n: number, below: number): boolean {
  const isBelowQuote = quoteDepth(lines[n - 2] ?? '') > 0
  const isFirst =
    n === 1 || isBlank(lines[n - 2]) || isBelowQuote || /^[-_=*]/.test(lines[n - 1] ?? '')
  const above = /^[-_=*]{2,}\s*$/.test(lines[n - 2] ?? '')
  const isLast = below > lines.length || isShort(lines, n, below)
  return (isFirst || above || /^[-_]{2,}$/.test((lines[n - 2] ?? '').trim())) && isLast
}

/** A line such as "Sent from my phone" and then the next footer, not a page of text. */
function isShort(lines: readonly string[], n: number, below: number): boolean {
  return lines.slice(n - 1, below - 1).filter((line) => !isBlank(line)).length <= 12
}

/** A rule above it, and what stands between the two: a company's name, an advertisement. */
function withRuleAbove(lines: readonly string[], n: number): number {
  if (n > lines.length) return n
  const rule = ruleAbove(lines, n)
  if (rule !== -1) return withRuleAbove(lines, rule)
  if (/^[-_=*]{2,}\s*$/.test(lines[n - 2] ?? '')) return n - 1
  const isName = /^\S+(?: \S+)?\s*$/.test(lines[n - 3] ?? '') && isBlank(lines[n - 2])
  if (isName && /^_{20,}\s*$/.test(lines[n - 4] ?? '')) return n - 3
  for (let at = n - 1; at >= n - 8 && !isBlank(lines[at - 1]); at--)
    if (/^-{60,}\s*$/.test(lines[at - 1] ?? '')) return at
  return n
}

/** A long rule above a footer, empty lines between the two; -1 where there is none. */
function ruleAbove(lines: readonly string[], n: number): number {
  let above = n - 1
  while (above >= 1 && isBlank(lines[above - 1])) above--
  return above < n - 1 && /^[-_=]{30,}\s*$/.test(lines[above - 1] ?? '') ? above : -1
}

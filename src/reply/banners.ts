/** One kind of text that mail servers put above what somebody wrote. */
export interface BannerForm {
  readonly name: string
  readonly example: string
  /** The whole paragraph, its lines joined by blanks. */
  readonly shape: RegExp
}

/** What says that a mail came from elsewhere, and what may stand around it. */
const ELSEWHERE =
  'external (?:e-?mail|sender|source|message)|(?:e-?mail|message|sender) is external|(?:from|originates|originated|sent)[^.]{0,30} (?:outside|external)|outside (?:of )?(?:the |your |our |my )?(?:organi[sz]ation|company|network|university)|(?:ext|external) e?-?mail|(?:open|click)[^.]{0,40}(?:links?|attachments?)|extern(?:e|en|er)? (?:e-?mail|nachricht|absender)|expéditeur externe|remitente externo|mittente esterno|外部(?:邮件|郵件|メール|发件人)'

/** All of them: none is what the sender says. */
export const BANNERS: readonly BannerForm[] = [
  {
    name: 'mail from outside',
    example:
      'CAUTION: This email originated from outside of the organization. Do not click links or open attachments.',
    shape: new RegExp(
      `^\\W*(?:caution|warning|attention|achtung|vorsicht|notice|alert|security|external|extern|be careful|this (?:e-?mail|message)|ce (?:message|courriel)|este (?:mensaje|correo))\\b.{0,60}?(?:${ELSEWHERE})`,
      'iu',
    ),
  },
  {
    name: 'mail from outside, in brackets',
    example: '[EXTERNAL EMAIL]',
    shape:
      /^(?:[[(<{*!\s]|\u26a0\ufe0f?)*(?:ext(?:ernal)?|outside|extern(?:al)? (?:e-?mail|sender|message)|caution|外部(?:邮件|郵件|メール))(?: e-?mail| sender| message)?(?:[\])>}*!:\s]|\u26a0\ufe0f?)*$/iu,
  },
  {
    name: 'a sender who seldom writes',
    example:
      "You don't often get email from mira@example.org. Learn why this is important at https://example.org/x",
    shape:
      /^(?:\[?you don['’]t often get e-?mail from|some people who received this message don['’]t often get)/i,
  },
  {
    name: 'the frame of a banner',
    example: 'ZjQcmQRYFpfptBannerStart',
    shape: /^ZjQcmQRYFpfptBanner(?:Start|End)\b/,
  },
  {
    name: 'a mark of secrecy',
    example: '[AMD Official Use Only - General]',
    shape:
      /^\s*\[?(?:[A-Z]\w+ )?(?:public|internal use(?: only)?|official use only|(?:highly )?confidential|restricted|classification:? ?\w+)(?: *[-/] *[\w ]{3,50})?\]?\s*$/i,
  },
]

/** More is no banner. */
const LONGEST = 600

/** Is this paragraph, at the top of a mail, one that a server put there? */
export function isBanner(paragraph: string): boolean {
  return paragraph.length <= LONGEST && BANNERS.some(({ shape }) => shape.test(paragraph.trim()))
}

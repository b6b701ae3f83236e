import { VERBS, type AttributionForm } from './attribution-verbs.ts'

/** A day or a time of day, as these forms write it. */
const WHEN = '(?:\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}|\\d{1,2}:\\d\\d|(?:19|20)\\d\\d)'
/** A name of one to five words, the first of which begins with a capital letter. */
const NAME = "\\p{Lu}[\\p{L}.'’-]*(?:[ ,]{1,2}[\\p{L}(][\\p{L}.'’()-]*){0,4}"

const ANY_VERB = VERBS.map(({ shape }) => shape).join('|')
/** Verbs with which no English sentence goes on. */
const FOREIGN_VERB = VERBS.filter(({ name }) => !name.startsWith('English'))
  .map(({ shape }) => shape)
  .join('|')

/** Paragraphs that introduce a quote without a verb of writing at their end. */
export const SHAPES: readonly AttributionForm[] = [
  {
    name: 'notmuch, alot',
    example: 'Quoting Mira Castel (2025-03-03 10:00:00)',
    shape: `^Quot(?:ing|e from) .{2,120}(?:${WHEN}.{0,20}\\)?|@\\S+):?$`,
  },
  {
    name: 'sup, astroid',
    example: "Excerpts from Mira Castel's message of March 3, 2025 10:00 am:",
    shape: `^(?:Reformatted e|E)xcerpts? from .{2,80} message of .{6,60}:$`,
  },
  { name: 'a star and a name', example: '* Mira Castel:', shape: `^[*+]{1,3} ?${NAME}:$` },
  {
    name: 'a star, a name and a time',
    example: '* Mira Castel <mira@example.org> [250303 10:00]:',
    shape: `^[*+]{1,3} ?\\p{L}.{2,100}[[(@, -].*${WHEN}.{0,20}:$`,
  },
  {
    name: 'a name and a time',
    example: 'Mira Castel - 03.03.25, 10:00:00 CET:',
    shape: `^${NAME} ?[-–,@(\\[] ?.{0,20}${WHEN}.{0,30}:$`,
  },
  {
    name: 'verb, then a time',
    example: 'Mira Castel <mira@example.org> wrote on 03/03/2025 10:00:00 AM:',
    shape: `^["'*]*${NAME}(?:/[\\w ]{1,30})*["']?(?: <[^<>]+>| \\([^()]+\\))? (?:has )?(?:wrote|written|said|writes) (?:this (?:message|mail|email) |the following )?(?:(?:on|at|as of) .{0,40}|.{0,30}\\(.{0,40}|.{0,20})(?:${WHEN}|<[^<>]+@[^<>]+>).{0,40}:$`,
  },
  {
    name: 'verb, then a time, not English',
    example: 'Mira Castel a écrit le 03/03/2025 à 10:00 :',
    shape: `^["'*]*${NAME}["']?(?: <[^<>]+>)? (?:${FOREIGN_VERB}) .{0,30}${WHEN}.{0,30}:$`,
  },
  {
    name: 'Japanese, a name alone',
    example: 'Mira Castel さんは書きました:',
    shape: `^.{1,40}さん(?:は書きました|wrote)[:：]$`,
  },
  {
    name: 'verb, then a group',
    example: 'Mira Castel <mira@example.org> writes in gmane.comp.kettles:',
    shape: `^["'*]*${NAME}["']? <[^<>]+@[^<>]+> (?:wrote|writes) in (?:\\S{3,80}:|message \\S{3,100})$`,
  },
  {
    name: 'a name and a time in brackets',
    example: '[ Mira Castel <mira@example.org>, 2025-03-03 10:00 ]',
    shape: `^\\[ ?${NAME}.{0,80}${WHEN}.{0,20}\\]:?$`,
  },
  {
    name: 'Quoth',
    example: 'Quoth Mira Castel on Mar 03, 2025:',
    shape: `^[Qq]uoth ${NAME}.{0,60}:$`,
  },
  {
    name: 'The Bat, Russian',
    example: 'Вы писали 3 марта 2025 г., 10:00:00:',
    shape: `^(?:Вы|Ви) (?:писали|пишете) .{0,10}\\d.{0,40}:$`,
  },
  {
    name: 'a time, then an address',
    example: 'пн, 3 мар. 2025 г. в 10:00, Mira Castel <mira@example.org>:',
    shape: `^[^<>]{0,80}${WHEN}[^<>]{0,80}<[^<>\\s]+@[^<>\\s]+>\\s*:$`,
  },
  {
    name: 'trn, Emacs news',
    example: 'In article <n1@example.org>, Mira Castel <mira@example.org> wrote:',
    shape: `^In (?:article|message|reply to|gmane\\.\\S+|<).{3,160}:$`,
  },
  {
    name: 'message of',
    example: 'On Mon, 03 Mar 2025 10:00:00 +0000, Mira Castel <mira@example.org> said:',
    shape: `^(?:On|At) .{0,40}${WHEN}.{0,160}@.{0,60}(?:said|wrote|writes):$`,
  },
  {
    name: 'supercite',
    example: '>>>>> "Mira" == Mira Castel <mira@example.org> writes:',
    shape: `^>{2,5} ?".{1,40}" == .{2,80} (?:writes|wrote|said):$`,
  },
  {
    name: 'supercite with a date',
    example: '>>>>> On Mon, 03 Mar 2025 10:00:00 +0000, Mira Castel <mira@example.org> said:',
    shape: `^>{4,5} On .{0,40}${WHEN}.{0,160}@.{0,60}(?:writes|wrote|said):$`,
  },
  {
    name: 'Zoho',
    example: '---- On Mon, 03 Mar 2025 10:00:00 +0000 Mira Castel <mira@example.org> wrote ---',
    shape: `^-{2,} ?On .{0,60}${WHEN}.{0,120} wrote ?-{2,}$`,
  },
  {
    name: 'Also sprach',
    example: 'Also sprach Mira Castel:',
    shape: `^(?:Also sprach|Thus (?:spake|said|wrote)|Once upon a time,?) ${NAME}.{0,80}:$`,
  },
  {
    name: 'elm',
    example: 'According to Mira Castel:',
    shape: `^According to ${NAME}(?: <[^<>]+>)?:$`,
  },
  {
    name: 'a time in brackets, then a name',
    example: '[2025-03-03 10:00:00] Mira Castel:',
    shape: `^[[(]?\\d[^<>:]{0,10}${WHEN}[^<>]{0,30}[,\\])] ?${NAME}:$`,
  },
  {
    name: 'a time, then a name',
    example: '03.03.25 10:00, Mira Castel:',
    shape: `^${WHEN}[^<>]{0,40}, ?${NAME}:$`,
  },
  {
    name: 'a time and a zone, then a name and an address',
    example: '2025-03-03 10:00 UTC+0100 ~ Mira Castel <mira@example.org>',
    shape: `^${WHEN} \\d{1,2}:\\d\\d[^<>]{0,20} [~–-] "?${NAME}"? <[^<>\\s]+@[^<>\\s]+>$`,
  },
  {
    name: 'a name and an address, then a time',
    example: 'Mira Castel <mira@example.org> - Mon, 03 Mar 2025 10:00:00 +0000',
    shape: `^${NAME} <[^<>\\s]+@[^<>\\s]+> ?[-–,] ?.{0,30}${WHEN}[ \\d:]{0,12}(?:[-+]\\d{4}|\\(?[A-Z]{2,5}\\)?)?:?$`,
  },
  {
    name: 'a verb in brackets',
    example: '[Mira Castel wrote]',
    shape: `^\\[ ?${NAME}(?: <[^<>]+>)? (?:wrote|writes|said):? ?\\]$`,
  },
  {
    name: 'Quoting, with a subject',
    example: '[ Quoting <mira@example.org> in "Re: kettle" ]',
    shape: `^\\[ ?Quoting .{3,200}\\]$`,
  },
  {
    name: 'verb, then a list',
    example: 'Mira Castel writes via Kettles:',
    shape: `^${NAME}(?: <[^<>]+>)? (?:wrote|writes|said) (?:via|through) .{2,60}:$`,
  },
  {
    name: 'VM, the subject behind the verb',
    example: 'Mira Castel writes ("Re: [PATCH] kettle: shut the lid first"):',
    shape: `^${NAME}(?: <[^<>]+>)? (?:wrote|writes) \\(["“].{1,200}["”]\\):$`,
  },
  {
    name: 'Notes, between rules',
    example: '-----Mira Castel <mira@example.org> wrote: -----',
    shape: `^-{3,} ?["']?[^-\\s].{2,100} wrote: ?-{3,}$`,
  },
  {
    name: 'a mail of',
    example: 'Mail from Mira Castel of 3 March 2025:',
    shape: `^(?:Mail|Message|Reply|Quote) (?:from|of|by) ${NAME}.{0,40}${WHEN}.{0,20}:$`,
  },
]

/** The short or long name of a month in English. */
export const MONTH = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}'

/** The paragraph ends in a verb of writing; after some verbs the name follows. */
export const ENDS_IN_VERB = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:${ANY_VERB}|(?:schrieb|schreibt|sprach|skrev|skrifaði|schreef|kirjoitti|kirjutas|spake) .{2,120})\\s*[-–]{0,4}\\s*[:：]?$`,
  'iu',
)
/** Chinese, Japanese and Korean put no blank before the verb. */
export const ENDS_IN_CJK_VERB =
  /(?:写道|寫道|写到|書きました|のメール|작성|썼습니다|쓴 글)\s*[:：]?$/u

/** `Mira Castel schrieb:` */
export const NAME_AND_VERB = new RegExp(`^[*+]{0,3} ?${NAME},? (?:${ANY_VERB})\\s*[:：]$`, 'u')

/** A name right before a verb; the first group. */
export const NAME_BEFORE_VERB = new RegExp(
  `(\\p{Lu}[\\p{L}.'’-]*(?: \\p{Lu}[\\p{L}.'’-]*){0,3}),? (?:via|through|${ANY_VERB})(?![\\p{L}])`,
  'u',
)
/** A name behind a verb; the first group. */
export const NAME_BEHIND_VERB = new RegExp(
  `(?:schrieb|schreibt|sprach|skrev|skrifaði|schreef|kirjutas|spake|[Qq]uoth) (${NAME})`,
  'u',
)

/** `Mira Castel <mira@example.org>`, right above a quote and nowhere else. */
export const NAME_ALONE = new RegExp(`^${NAME} <[^<>\\s]+@[^<>\\s]+>$`, 'u')

const WHOLE = SHAPES.map(({ shape }) => new RegExp(shape, 'u'))
/** Is the paragraph one of these shapes? */
export function hasAttributionShape(text: string): boolean {
  return (
    /[:)\]-]$|@\S+$|>.*(?:\d|[A-Z]{2,5})$/.test(text) && WHOLE.some((shape) => shape.test(text))
  )
}

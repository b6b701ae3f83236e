/** One way in which mail programs and people introduce what they quote. */
export interface AttributionForm {
  /** Of the verb, or of the program that writes so. */
  readonly name: string
  readonly example: string
  /** A verb of writing, or the shape of the whole paragraph where there is none. */
  readonly shape: string
}

/**
 * Verbs of writing that end an attribution, or stand before the name that ends it. A letter stands
 * neither before nor behind one; `\b` knows only Latin letters.
 */
export const VERBS: readonly AttributionForm[] = [
  { name: 'English', example: 'On Mon, 3 Mar 2025, Mira Castel wrote:', shape: 'wrote|writes' },
  {
    name: 'English, following',
    example: 'On 3/3/25 10:00, Mira Castel wrote the following:',
    shape: 'wrote the following',
  },
  { name: 'English, spoken', example: 'Mira Castel said:', shape: 'said|says|stated|dixit' },
  {
    name: 'English, old',
    example: 'Thus spake Mira Castel (mira@example.org) on 3 Mar 2025:',
    shape: 'spake|spake thusly',
  },
  {
    name: 'German',
    example: 'Am 03.03.25 um 10:00 schrieb Mira Castel:',
    shape: 'schrieb|schreibt|sprach',
  },
  {
    name: 'French',
    example: 'Le 03/03/2025 à 10:00, Mira Castel a écrit :',
    shape: 'a écrit|écrivait',
  },
  {
    name: 'Spanish',
    example: 'El 3/3/25 a las 10:00, Mira Castel escribió:',
    shape: 'escribió|va escriure',
  },
  { name: 'Portuguese', example: 'Em 03/03/2025 10:00, Mira Castel escreveu:', shape: 'escreveu' },
  { name: 'Italian', example: 'Il 03/03/25 10:00, Mira Castel ha scritto:', shape: 'ha scritto' },
  { name: 'Dutch', example: 'Op 03-03-2025 om 10:00 schreef Mira Castel:', shape: 'schreef' },
  {
    name: 'Swedish, Danish, Norwegian',
    example: 'Den 2025-03-03 kl. 10:00, skrev Mira Castel:',
    shape: 'skrev',
  },
  { name: 'Finnish', example: 'Mira Castel kirjoitti 3.3.2025 klo 10:00:', shape: 'kirjoitti' },
  {
    name: 'Estonian',
    example: 'Kuupäeval 03.03.2025 10:00 kirjutas Mira Castel:',
    shape: 'kirjutas',
  },
  {
    name: 'Polish',
    example: 'W dniu 3.03.2025 o 10:00, Mira Castel pisze:',
    shape: 'pisze|napisał\\(?a?\\)?',
  },
  {
    name: 'Czech',
    example: 'Dne 03. 03. 25 v 10:00 Mira Castel napsal(a):',
    shape: 'píše|napsal\\(?a?\\)?',
  },
  {
    name: 'Slovak',
    example: 'Dňa 3. 3. 2025 o 10:00 Mira Castel napísal(a):',
    shape: 'napísal\\(?a?\\)?',
  },
  {
    name: 'Slovene, Croatian',
    example: 'Dana 03.03.2025 u 10:00 Mira Castel je napisao/la:',
    shape: 'je napisala?|je napisao(?:/la)?|napisala? je|napisao je|napisal\\(?a?\\)?|piše',
  },
  {
    name: 'Icelandic',
    example: 'mán., 3. mar. 2025 kl. 10:00 skrifaði Mira Castel:',
    shape: 'skrifaði',
  },
  { name: 'Esperanto', example: 'Je 2025-03-03 10:00, Mira Castel skribis:', shape: 'skribis' },
  {
    name: 'Hungarian',
    example: '2025. 03. 03. 10:00 keltezéssel, Mira Castel írta:',
    shape: '(?:ezt )?írta',
  },
  { name: 'Romanian', example: 'Pe 03.03.2025 10:00, Mira Castel a scris:', shape: 'a scris' },
  {
    name: 'Turkish',
    example: '3.03.2025 10:00 tarihinde Mira Castel yazdı:',
    shape: '(?:şunu |şunları )?yazdı',
  },
  {
    name: 'Lithuanian, Latvian',
    example: '2025-03-03 10:00, Mira Castel rašė:',
    shape: 'rašė|rakstīja',
  },
  {
    name: 'Russian',
    example: '03.03.2025 10:00, Mira Castel пишет:',
    shape: 'пишет|(?:на)?писала?|(?:на)?писал\\(а\\)',
  },
  {
    name: 'Ukrainian',
    example: '03.03.25 10:00, Mira Castel пише:',
    shape: 'пише|(?:на)?пис(?:ав|ала)',
  },
  { name: 'Bulgarian', example: 'На 03.03.2025 в 10:00, Mira Castel написа:', shape: 'написа' },
  { name: 'Greek', example: 'Στις 3/3/2025 10:00, Mira Castel έγραψε:', shape: 'έγραψε' },
  { name: 'Hebrew', example: 'בתאריך 3.3.2025 10:00, Mira Castel כתב:', shape: 'כתבה?|כתב/ה' },
  { name: 'Arabic, Persian', example: 'في 2025-03-03 10:00، Mira Castel كتب:', shape: 'كتب|نوشت' },
  { name: 'Vietnamese', example: 'Vào 10:00 03/03/2025, Mira Castel đã viết:', shape: 'đã viết' },
  { name: 'Indonesian', example: 'Pada 03/03/2025 10:00, Mira Castel menulis:', shape: 'menulis' },
  {
    name: 'Chinese',
    example: 'Mira Castel <mira@example.org> 于2025年3月3日周一 10:00写道：',
    shape: '写道|寫道|写到',
  },
  {
    name: 'Japanese',
    example: '2025年3月3日(月) 10:00 Mira Castel <mira@example.org> さんは書きました:',
    shape: 'さんは書きました|書きました|さんのメール',
  },
  {
    name: 'Korean',
    example: '2025년 3월 3일 10:00에 Mira Castel <mira@example.org>님이 작성:',
    shape: '님이 작성|작성|썼습니다|이\\(가\\) 쓴 글|쓴 글',
  },
]

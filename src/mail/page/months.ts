/** Beginnings of the names of months, January first, in the languages that archives speak. */
const BEGINNINGS: readonly string[] = [
  'jan|gen|ene|jän|янв|січ|led(?!e)|sty|oca|tam|ιαν',
  'f[eé][bv]|fév|fev|фев|лют|úno|lut|şub|hel|φεβ',
  'mar(?!ra)|mär|maa|mrt|márc|мар(?!а)|бер|bře|марта|maalis|μαρ',
  'apr|avr|abr|ápr|апр|кві|dub|kwi|nis|huh|απρ',
  'ma[iyjg]|may|máj|мая|май|тра|kvě|touko|μα[ΐι]',
  'jun|juin|giu|jún|июн|чер|červn|červen|cze|haz|kes|ιουν',
  'jul|juil|lug|júl|июл|лип|červene?c|lip|tem|hei|ιουλ',
  'aug|aoû|ago|авг|сер|srp|sie|ağu|elo|αυγ',
  'sep|set|szept|сен|вер|zář|wrz|eyl|syy|σεπ',
  'oct|okt|ott|out|окт|жов|říj|paź|eki|lok|οκτ',
  'nov|ноя|лис|lis|kas|mar(?=ra)|νοε',
  'dec|déc|dic|dez|des|дек|гру|pro|gru|ara|jou|δεκ',
]
const NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** "červenec" begins as "červen" does, "juil" as "jui": longer ones are asked first. */
const ORDER = [6, 5, 4, 10, 0, 1, 2, 3, 7, 8, 9, 11]

/**
 * A date with its month in English, as a page in another language writes it: `4. März 2025 09:00`,
 * `4 de marzo de 2025 a las 9:00`, `2025年3月4日 9:00`.
 */
export function withEnglishMonth(text: string): string {
  const numbered = text.replace(
    /(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]/,
    (_, year: string, month: string, day: string) => `${year}-${month}-${day} `,
  )
  return numbered
    .replace(/(\d)\.? +de +(?=\p{L})/giu, '$1 ')
    .replace(/(\p{L}) +de +(?=\d{4})/giu, '$1 ')
    .replace(/(\d)\. (?=\p{L})/gu, '$1 ')
    .replace(/\p{L}{3,}\.?(?=,? +\d{4}\b)|\p{L}{3,}\.?(?= +\d{1,2}\b)/gu, englishMonth)
    .replace(/(\d{4}) ([A-Z][a-z]{2}) (\d{1,2})\b/, '$3 $2 $1')
    .replace(/(\d{4}\D{1,12}\d{1,2})\.(\d\d)\b/, '$1:$2')
}

function englishMonth(word: string): string {
  const lower = word.toLowerCase()
  const month = ORDER.find((n) => new RegExp(`^(?:${BEGINNINGS[n] ?? ''})`, 'u').test(lower))
  return month === undefined ? word : (NAMES[month] ?? word)
}

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { withEnglishMonth } from '../../src/mail/page/months.ts'
import { parseDate } from '../../src/text/dates.ts'

/** The same minute, as Django writes it in each language. */
const DATES: Readonly<Record<string, string>> = {
  German: '4. März 2025 09:00',
  French: '4 mars 2025 09:00',
  Spanish: '4 de marzo de 2025 a las 09:00',
  Italian: 'Martedì 4 Marzo 2025 09:00',
  Portuguese: '4 de Março de 2025 às 09:00',
  Dutch: '4 maart 2025 09:00',
  Swedish: '4 mars 2025 09:00',
  Danish: '4. marts 2025 09:00',
  Finnish: '4. maaliskuuta 2025 kello 9.00',
  Polish: '4 marca 2025 09:00',
  Czech: '4. březen 2025 9:00',
  Hungarian: '2025. március 4. 09:00',
  Turkish: '04 Mart 2025 09:00',
  Russian: '4 марта 2025 г. 9:00',
  Ukrainian: '4 березня 2025 р. 09:00',
  Greek: '4 Μαρτίου 2025 09:00',
  Japanese: '2025年3月4日9:00',
  Chinese: '2025年3月4日 09:00',
  Korean: '2025년 3월 4일 09:00',
}

/** Months of which one name begins as another does. */
const ALIKE: Readonly<Record<string, string>> = {
  '4. červen 2025': '06',
  '4. červenec 2025': '07',
  '4 juin 2025': '06',
  '4 juillet 2025': '07',
  '4 marraskuuta 2025': '11',
  '4 czerwca 2025': '06',
  '4 lipca 2025': '07',
  '4 sierpnia 2025': '08',
  '4 mai 2025': '05',
  '4 mayo 2025': '05',
  '4 мая 2025': '05',
}

describe('a date on a page in another language', () => {
  for (const [language, text] of Object.entries(DATES))
    test(language, () => assert.equal(parseDate(withEnglishMonth(text)), '2025-03-04T09:00:00Z'))
  for (const [text, month] of Object.entries(ALIKE))
    test(text, () => assert.equal(parseDate(withEnglishMonth(text))?.slice(0, 7), `2025-${month}`))
})

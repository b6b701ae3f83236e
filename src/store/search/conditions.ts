import type { Dialect, Sql, TextIndex } from '../driver/dialect.ts'
import type { SearchIn } from '../../model/query.ts'
import type { Wanted, WantedText } from '../../model/wanted.ts'
import {
  fileCondition,
  globCondition,
  hunkCondition,
  pathCondition,
  withPath,
} from './path-conditions.ts'
import { holding, startingWith } from '../like.ts'
import { ADDRESS_TEXT, COMMENT_TEXT, COMMENTS_OF_MESSAGE, MESSAGE_TEXT } from '../tables/search.ts'

/** Words in their order, for a full-text query. @param open longer words count as well */
export function phrase(words: string, open: boolean): string {
  return `"${words.replaceAll('"', '""')}"${open ? '*' : ''}`
}

export function textMatch({ fields, words, open }: WantedText): string {
  const phrases = words.map((word) => phrase(word, open))
  const some = phrases.length === 1 ? (phrases[0] ?? '""') : `(${phrases.join(' OR ')})`
  return fields.length === 0 ? some : `{${fields.join(' ')}} : ${some}`
}

/**
 * Makes of what is wanted a condition on rows of a kind: `m` is their message, `c` their comment.
 */
export function condition(dialect: Dialect, wanted: Wanted, kind: SearchIn): Sql {
  switch (wanted.type) {
    case 'all':
    case 'any':
      return joined(
        wanted.of.map((one) => condition(dialect, one, kind)),
        wanted.type === 'all' ? ' AND ' : ' OR ',
      )
    case 'not': {
      const inner = condition(dialect, wanted.of, kind)
      // What cannot be told of a row is not so.
      return { text: `(${inner.text}) IS NOT TRUE`, values: inner.values }
    }
    default:
      return termCondition(dialect, wanted, kind)
  }
}

type Term = Exclude<Wanted, { readonly type: 'all' | 'any' | 'not' }>
type Header = Extract<
  Wanted,
  { readonly type: 'author' | 'sender' | 'message-id' | 'list' | 'content' }
>

function termCondition(dialect: Dialect, wanted: Term, kind: SearchIn): Sql {
  const isComment = kind === 'comments'
  switch (wanted.type) {
    case 'text':
      return textCondition(dialect, wanted)
    case 'date':
      return dateCondition(wanted)
    case 'people':
      return peopleCondition(dialect, wanted)
    case 'author':
    case 'sender':
    case 'message-id':
    case 'list':
    case 'content':
      return headerCondition(wanted)
    case 'tag':
      return tagCondition(wanted.name, kind)
    case 'path':
      return isComment
        ? withPath(pathCondition(dialect, 'c.path', wanted.glob))
        : fileCondition(dialect, wanted.glob)
    case 'function':
      return isComment
        ? globCondition(dialect, 'c.function', wanted.glob)
        : hunkCondition(dialect, wanted.glob)
    case 'series-state':
    case 'series':
      return seriesCondition(seriesWanted(wanted), kind)
    case 'version':
      return versionCondition(wanted.version, kind)
    default:
      return verdictCondition(wanted, kind)
  }
}

function headerCondition(wanted: Header): Sql {
  switch (wanted.type) {
    case 'author':
      return {
        text: `m.sender IN (
          SELECT id FROM address WHERE name LIKE ? ESCAPE '\\' OR address LIKE ? ESCAPE '\\')`,
        values: [holding(wanted.part), holding(wanted.part)],
      }
    case 'sender':
      return {
        text: 'm.sender IN (SELECT value FROM json_each(?))',
        values: [JSON.stringify(wanted.addresses)],
      }
    case 'message-id':
      return {
        text: `(m.message_id = ? OR m.message_id LIKE ? ESCAPE '\\')`,
        values: [`<${wanted.part}>`, holding(wanted.part)],
      }
    case 'list':
      return {
        text: `EXISTS (
          SELECT 1 FROM message_list x WHERE x.message = m.id AND x.list LIKE ? ESCAPE '\\')`,
        values: [holding(wanted.part)],
      }
    case 'content':
      return {
        text: 'm.content IN (SELECT atom FROM json_each(?))',
        values: [JSON.stringify(wanted.kinds)],
      }
  }
}

/** Keys of the series that fit. */
function seriesWanted(wanted: Extract<Wanted, { type: 'series' | 'series-state' }>): Sql {
  if (wanted.type === 'series-state')
    return { text: 'SELECT series FROM standing WHERE state = ?', values: [wanted.state] }
  const { words } = wanted
  return {
    text: `SELECT id FROM series WHERE name = ? OR name = ? OR title LIKE ? ESCAPE '\\'`,
    values: [words, `<${words}>`, holding(words)],
  }
}

/**
 * Verdicts are those of comments; a message has those of its comments, a patch those of the
 * comments on it.
 */
function verdictCondition(
  wanted: Extract<Wanted, { type: 'kind' | 'actionable' | 'nit' | 'state' }>,
  kind: SearchIn,
): Sql {
  const of = verdictOf(wanted)
  if (kind === 'comments') return ofComment(of)
  const own = `EXISTS (SELECT 1 FROM judgement x WHERE x.message = m.id AND ${of.text})`
  const below = `EXISTS (SELECT 1 FROM anchor a JOIN judgement x ON x.message = a.message AND x.number = a.number WHERE a.about = m.id AND ${of.text})`
  return {
    text: kind === 'patches' ? below : `(${own} OR (m.content <> 'reply' AND ${below}))`,
    values: kind === 'patches' ? of.values : [...of.values, ...of.values],
  }
}

function verdictOf(
  wanted: Extract<Wanted, { type: 'kind' | 'actionable' | 'nit' | 'state' }>,
): Sql {
  if (wanted.type === 'kind') return { text: 'x.kind = ?', values: [wanted.kind] }
  if (wanted.type === 'actionable') return { text: 'x.actionable = 1', values: [] }
  if (wanted.type === 'nit') return { text: `x.severity = 'nit'`, values: [] }
  const states = JSON.stringify(wanted.states)
  return {
    text: 'x.actionable = 1 AND EXISTS (SELECT 1 FROM issue i WHERE i.message = x.issue_message AND i.number = x.issue_number AND i.state IN (SELECT atom FROM json_each(?)))',
    values: [states],
  }
}

function textCondition(dialect: Dialect, wanted: WantedText): Sql {
  const within = (column: string, index: TextIndex): Sql => {
    const { text, values } = dialect.matching(index, textMatch(wanted))
    return { text: `${column} IN (${text})`, values }
  }
  if (wanted.of === 'comment')
    return within(`c.message * ${COMMENTS_OF_MESSAGE} + c.number`, COMMENT_TEXT)
  return within(wanted.of === 'message' ? 'm.id' : 'c.about', MESSAGE_TEXT)
}

function dateCondition({ from, before }: Extract<Wanted, { type: 'date' }>): Sql {
  const parts = [
    ...(from === null ? [] : [{ text: 'm.date >= ?', values: [from] }]),
    ...(before === null ? [] : [{ text: 'm.date < ?', values: [before] }]),
  ]
  return joined(parts, ' AND ')
}

function peopleCondition(
  dialect: Dialect,
  { roles, words, open }: Extract<Wanted, { type: 'people' }>,
): Sql {
  const { text: people, values } = dialect.matching(ADDRESS_TEXT, phrase(words, open))
  const parts: Sql[] = roles.includes('from') ? [{ text: `m.sender IN (${people})`, values }] : []
  const others = roles.filter((role) => role !== 'from')
  if (others.length > 0) {
    parts.push({
      text: `EXISTS (SELECT 1 FROM message_address x WHERE x.message = m.id AND x.role IN (SELECT atom FROM json_each(?)) AND x.address IN (${people}))`,
      values: [JSON.stringify(others), ...values],
    })
  }
  return joined(parts, ' OR ')
}

function tagCondition(name: string, kind: SearchIn): Sql {
  const within = kind === 'comments' ? 'AND x.line BETWEEN c.line AND c.end_line' : ''
  return {
    text: `EXISTS (SELECT 1 FROM trailer x WHERE x.message = m.id AND x.name LIKE ? ESCAPE '\\' ${within})`,
    values: [startingWith(name)],
  }
}

function seriesCondition(series: Sql, kind: SearchIn): Sql {
  const judged = { text: `x.series IN (${series.text})`, values: series.values }
  if (kind === 'comments')
    return {
      text: `(c.message, c.number) IN (SELECT x.message, x.number FROM judgement x WHERE ${judged.text})`,
      values: series.values,
    }
  const member = `EXISTS (SELECT 1 FROM revision_message x WHERE x.message = m.id AND ${judged.text})`
  if (kind === 'patches') return { text: member, values: series.values }
  return {
    text: `(${member} OR EXISTS (SELECT 1 FROM judgement x WHERE x.message = m.id AND ${judged.text}))`,
    values: [...series.values, ...series.values],
  }
}

function versionCondition(version: number, kind: SearchIn): Sql {
  const revision = `JOIN revision r ON r.series = x.series AND r.position = x.position AND r.version = ?`
  const judged = `EXISTS (SELECT 1 FROM judgement x ${revision} WHERE x.message = m.id${kind === 'comments' ? ' AND x.number = c.number' : ''})`
  if (kind === 'comments') return { text: judged, values: [version] }
  const member = `EXISTS (SELECT 1 FROM revision_message x ${revision} WHERE x.message = m.id)`
  return kind === 'patches'
    ? { text: member, values: [version] }
    : { text: `(${member} OR ${judged})`, values: [version, version] }
}

/** Does the verdict on the comment (as `x`) fit? */
function ofComment(fits: Sql): Sql {
  return {
    text: `EXISTS (SELECT 1 FROM judgement x WHERE x.message = c.message AND x.number = c.number AND ${fits.text})`,
    values: fits.values,
  }
}

export function joined(parts: readonly Sql[], by: ' AND ' | ' OR '): Sql {
  return {
    text: parts.map(({ text }) => `(${text})`).join(by),
    values: parts.flatMap(({ values }) => values),
  }
}

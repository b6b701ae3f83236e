import type { Element } from 'hast'
import type { StatusReport, StatusTag } from '../../../model/report/status.ts'
import { numberRanges, versionName } from '../../../text/version-name.ts'
import { TAG_STATE_WORDS } from '../../view.ts'
import { nameText, TAG_NAMES } from '../../words.ts'
import { el, link, person, type Child } from '../elements.ts'
import type { Site } from '../site.ts'

/** Tags on one patch of the latest version: letter and initials, the words for those who point. */
export function patchTags(tags: readonly StatusTag[], number: number): Element[] {
  return tags
    .filter(({ numbers, state }) => numbers.includes(number) && state !== 'lost')
    .map((tag) => {
      const { kind, state, conditional, person: who } = tag
      const className = `tag ${kind} ${state}${conditional ? ' conditional' : ''}`
      const title = `${TAG_NAMES[kind]} ${nameText(who)}, ${stateWords(tag)}`
      const letter = kind === 'nacked' ? 'NAK' : (TAG_NAMES[kind][0] ?? '')
      return el('span', { className, title }, `${letter} ${initials(nameText(who))}`)
    })
}

function stateWords({ state, conditional }: StatusTag): string {
  return `${TAG_STATE_WORDS[state]}${conditional ? ', on a condition' : ''}`
}

function initials(name: string): string {
  const words = name.split(/[\s.@-]+/).filter(Boolean)
  return words
    .slice(0, 3)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase()
}

/** All tags on the latest version in words; folded, for the matrix has them in short. */
export function tagsList(site: Site, { tags, versions }: StatusReport): Element | null {
  if (tags.length === 0) return null
  const latest = versions.at(-1)
  return el(
    'details',
    'tags-list',
    el('summary', null, `Tags on ${versionName(latest)} in words (${tags.length})`),
    el(
      'ul',
      'last',
      tags.map((tag) => el('li', null, tagWords(site, tag, latest?.patches ?? 0))),
    ),
  )
}

function tagWords(site: Site, tag: StatusTag, patches: number): Child {
  const { kind, person: who, numbers, messageId: id } = tag
  const isAll = patches > 1 && numbers.length === patches
  const range = isAll ? 'all patches' : `patch ${numberRanges(numbers)}`
  return [
    el('span', 'trailer', `${TAG_NAMES[kind]} `),
    person(site, who),
    ` ${range}, ${stateWords(tag)} `,
    id && link(site, { page: 'message', id }, 'mail'),
  ]
}

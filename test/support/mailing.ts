import type { MailParts } from './mails.ts'
import { patchBody } from './patches.ts'

const TOVA = 'Tova Lindqvist <tova@example.org>'
const BRAM = 'Bram Okonkwo <bram@example.org>'
const INES = 'Ines Haugland <ines@example.net>'

/** Mails of each topic that `mailing` makes up, in at most two threads. */
export const MAILS_PER_TOPIC = 9

/** A day of 2020 and of the years after it. */
function dateOf(day: number, hour: number): string {
  return new Date(Date.UTC(2020, 0, 1 + day, hour, 3)).toUTCString().replace('GMT', '+0000')
}

/** The lines of patch `n` of a topic; version 2 does what was asked of version 1. */
function linesOf(topic: number, n: number, version: number): string[] {
  return [
    ` struct flow_${topic} *flow;`,
    `+int flow_${topic}_open_${n}(struct flow_${topic} *flow)`,
    '+{',
    version === 1
      ? `+\tflow->retries = ${topic + n};`
      : `+\tflow->retries = FLOW_${topic}_RETRIES;`,
    `+\treturn flow_start(flow, ${topic * 10 + n});`,
    '+}',
  ]
}

function answer(
  id: string,
  to: string,
  from: string,
  date: string,
  quote: readonly string[],
  words: string,
): MailParts {
  const lines = quote.map((line) => `> ${line}`).join('\n')
  return {
    id,
    subject: `Re: ${to}`,
    from,
    date,
    inReplyTo: to,
    body: `On Wed, 1 Jan 2020, somebody wrote:\n${lines}\n\n${words}\n`,
  }
}

/** A series of two patches, what was said of it, and its second version. */
function topicMails(topic: number): MailParts[] {
  const id = (rest: string): string => `t${topic}-${rest}`
  const patches = (version: number, hour: number): MailParts[] =>
    [1, 2].map((n) => ({
      id: id(`v${version}-${n}`),
      from: TOVA,
      date: dateOf(topic, hour + n),
      subject: `[PATCH${version === 1 ? '' : ' v2'} ${n}/2] flow ${topic}: open it ${n === 1 ? 'once' : 'again'}`,
      ...(n === 1 ? {} : { inReplyTo: id(`v${version}-1`) }),
      body: patchBody([
        { path: `drivers/flow${topic}/core${n}.c`, lines: linesOf(topic, n, version) },
      ]),
    }))
  const quote = linesOf(topic, 1, 1).slice(1, 4)
  return [
    ...patches(1, 6),
    answer(
      id('asked'),
      id('v1-1'),
      BRAM,
      dateOf(topic, 10),
      quote,
      `Please use a constant here, ${topic} is magic.`,
    ),
    answer(
      id('why'),
      id('v1-2'),
      INES,
      dateOf(topic, 11),
      linesOf(topic, 2, 1).slice(1, 5),
      'Why is it opened again?',
    ),
    answer(
      id('agreed'),
      id('asked'),
      TOVA,
      dateOf(topic, 12),
      [...quote.map((line) => `> ${line}`), `Please use a constant here, ${topic} is magic.`],
      'Will do in the next version.',
    ),
    answer(
      id('aside'),
      id('why'),
      BRAM,
      dateOf(topic + 1, 5),
      ['Why is it opened again?'],
      'I wondered, too.',
    ),
    ...patches(2, 30),
    answer(
      id('fine'),
      id('v2-1'),
      BRAM,
      dateOf(topic + 2, 9),
      linesOf(topic, 1, 2).slice(1, 4),
      'Looks good.\n\nReviewed-by: Bram Okonkwo <bram@example.org>',
    ),
  ]
}

/** The mails of these topics as a list sends them: by date, so that threads are mixed. */
export function mailing(topics: number): MailParts[] {
  const mails = Array.from({ length: topics }, (_, topic) => topicMails(topic)).flat()
  return mails
    .map((mail) => ({ mail, at: Date.parse(mail.date ?? '') }))
    .sort((a, b) => a.at - b.at)
    .map(({ mail }) => mail)
}

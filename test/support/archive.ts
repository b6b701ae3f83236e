import { mailText, type MailParts } from './mails.ts'
import { diffText, patchBody, SIGNED, type FileParts } from './patches.ts'

export const TOVA = 'Tova Lindqvist <tova@example.org>'
export const BRAM = 'Bram Okonkwo <bram@example.org>'
export const INES = 'Ines Haugland <ines@example.net>'
export const ODILE = 'Odile Marchetti <odile@valves.example.com>'
export const ROBOT = 'kiln test robot <robot@ci.example.net>'

/** A made-up mail with the headers that `MailParts` has no word for. */
export interface ArchivedMail extends MailParts {
  /** `To: ...`, `Cc: ...`, `List-Id: ...`. */
  readonly headers?: readonly string[]
}

/** The text of one mail with all its headers. */
export function archivedText({ headers = [], ...mail }: ArchivedMail): string {
  return [...headers, mailText(mail)].join('\n')
}

const LIST = [
  'To: flow <flow@lists.example.org>',
  'List-Id: Talk of pumps <flow.lists.example.org>',
]
const CHANGE_ID = 'change-id: 20200801-flow-window-5d1f2a7c9e30'

/** Lines 20 and after of drivers/flow/flow.c, in flow_probe(). */
const WINDOW: FileParts = {
  path: 'drivers/flow/flow.c',
  at: 20,
  function: 'static int flow_probe(struct device *dev)',
  lines: [
    ' \tstruct resource *res = flow_resource(dev);',
    ' \tint rc;',
    ' ',
    '-\tflow->base = ioremap(res->start, 64);',
    '+\tif (!request_region(res->start, 64, "flow"))',
    '+\t\treturn -EBUSY;',
    '+\tflow->base = ioremap(res->start, 64);',
    ' ',
    ' \treturn flow_register(dev);',
  ],
}
/** Lines 30 and after of drivers/flow/valve.c, in valve_wait(). */
const VALVE: FileParts = {
  path: 'drivers/flow/valve.c',
  at: 30,
  function: 'static void valve_wait(struct valve *valve)',
  lines: [
    ' \tmutex_lock(&valve->uring_lock);',
    '-\tmsleep(200);',
    '+\twait_event(valve->queue, valve->closed);',
    ' \tmutex_unlock(&valve->uring_lock);',
  ],
}
const CLAIMED: FileParts = {
  ...WINDOW,
  lines: WINDOW.lines.map((line) => line.replace('request_region(', 'request_mem_region(')),
}
const TIMED: FileParts = {
  ...VALVE,
  lines: VALVE.lines.map((line) =>
    line.replace(
      'wait_event(valve->queue, valve->closed)',
      'wait_event_timeout(valve->queue, valve->closed, HZ)',
    ),
  ),
}

/** A diff with the blob ids that git writes above `---`. */
function withIndex(body: string, before: string, after: string): string {
  return body.replace('\n--- a/', `\nindex ${before}..${after} 100644\n--- a/`)
}

function answer(
  id: string,
  to: string,
  from: string,
  date: string,
  body: string,
  subject: string,
): ArchivedMail {
  return {
    id,
    subject: `Re: ${subject}`,
    from,
    date,
    inReplyTo: to,
    body: `On Mon, 3 Aug 2020, Tova Lindqvist wrote:\n${body}\n`,
    headers: LIST,
  }
}

/** Lines of a patch as a reply quotes them. */
function quoted(...lines: readonly string[]): string {
  return `${lines.map((line) => `> ${line}`).join('\n')}\n`
}

const CLAIM = '[PATCH 1/2] flow: claim the window of the device'
const WAIT = '[PATCH 2/2] flow: wait until the valve has closed'

function version(
  n: 1 | 2,
  date: (minute: number) => string,
  first: string,
  second: string,
): ArchivedMail[] {
  const prefix = (text: string): string => (n === 1 ? text : text.replace('[PATCH ', '[PATCH v2 '))
  const cover = `The window of a pump was never claimed, and nobody waits for its valve.\n\nTova Lindqvist (2):\n  flow: claim the window of the device\n  flow: wait until the valve has closed\n\n---\n${CHANGE_ID}\n`
  return [
    {
      id: `cover${n}`,
      subject: prefix('[PATCH 0/2] flow: claim what is used'),
      date: date(0),
      body: cover,
      headers: [...LIST, `Cc: ${ODILE}`],
    },
    {
      id: `claim${n}`,
      subject: prefix(CLAIM),
      date: date(1),
      inReplyTo: `cover${n}`,
      body: first,
      headers: [...LIST, `Cc: ${BRAM}`],
    },
    {
      id: `wait${n}`,
      subject: prefix(WAIT),
      date: date(2),
      inReplyTo: `cover${n}`,
      body: second,
      headers: LIST,
    },
  ]
}

/** A series of two patches in two versions with what was said of it, and mails that have nothing to do with it. */
export const ARCHIVE: readonly ArchivedMail[] = [
  ...version(
    1,
    (minute) => `Mon, 3 Aug 2020 07:0${minute}:00 +0000`,
    withIndex(
      patchBody([WINDOW], 'Two drivers could map the same window.'),
      '1f2e3d4c5b6a',
      '6a5b4c3d2e1f',
    ),
    patchBody([VALVE], 'A valve needs its time.'),
  ),
  answer(
    'asked',
    'claim1',
    BRAM,
    'Tue, 4 Aug 2020 09:00:00 +0000',
    `${quoted(...WINDOW.lines.slice(4, 6))}\nPlease use request_mem_region() here, this window is memory.\n\n${quoted(...WINDOW.lines.slice(6, 7))}\nThis must stay under ->uring_lock: locking is cheap, a race condition is not.`,
    CLAIM,
  ),
  answer(
    'why',
    'wait1',
    INES,
    'Tue, 4 Aug 2020 10:00:00 +0000',
    `${quoted(...VALVE.lines.slice(2, 3))}\nWhy is there no timeout? A stuck valve may never close.`,
    WAIT,
  ),
  answer(
    'agreed',
    'asked',
    TOVA,
    'Wed, 5 Aug 2020 08:30:00 +0000',
    `${quoted('Please use request_mem_region() here, this window is memory.')}\nRight, I will do so in v2.`,
    CLAIM,
  ),
  answer(
    'tree',
    'cover1',
    INES,
    'Wed, 5 Aug 2020 11:00:00 +0000',
    `${quoted('The window of a pump was never claimed, and nobody waits for its valve.')}\nHi Tova,\n\nwhich tree is this based on?\n\nThanks,\nInes`,
    '[PATCH 0/2] flow: claim what is used',
  ),
  answer(
    'told',
    'tree',
    TOVA,
    'Wed, 5 Aug 2020 12:00:00 +0000',
    `${quoted('which tree is this based on?')}\nOn the one of Odile.`,
    '[PATCH 0/2] flow: claim what is used',
  ),
  ...version(
    2,
    (minute) => `Thu, 10 Sep 2020 07:0${minute}:00 +0000`,
    patchBody([CLAIMED], 'Two drivers could map the same window.', [
      'Fixes: 0123456789ab ("flow: map the window")',
      SIGNED,
    ]),
    patchBody([TIMED], 'A valve needs its time.'),
  ),
  answer(
    'fine',
    'claim2',
    BRAM,
    'Fri, 11 Sep 2020 09:00:00 +0000',
    `${quoted(...CLAIMED.lines.slice(4, 6))}\nLooks good to me now.\n\nReviewed-by: ${BRAM}`,
    CLAIM.replace('[PATCH', '[PATCH v2'),
  ),
  answer(
    'report',
    'wait2',
    ROBOT,
    'Sat, 12 Sep 2020 03:00:00 +0000',
    `${quoted(...TIMED.lines.slice(2, 3))}\nWarning: valve_wait() ignores the result of wait_event_timeout().`,
    WAIT.replace('[PATCH', '[PATCH v2'),
  ),
  {
    id: 'print',
    subject: '[PATCH] valve: print addresses with %pa',
    from: ODILE,
    date: 'Fri, 5 Nov 2021 12:00:00 +0000',
    headers: ['To: Valves <valves@lists.example.com>', 'List-Id: <valves.lists.example.com>'],
    body: patchBody(
      [
        {
          path: 'lib/valves/print.c',
          at: 7,
          function: 'int valve_print(struct flow *flow)',
          lines: [' {', '-\tpr_info("%x\\n", start);', '+\tpr_info("%pa\\n", &start);', ' }'],
        },
      ],
      'IORESOURCE_BUSY is told by name, an address is not.',
      ['Signed-off-by: Odile Marchetti <odile@valves.example.com>'],
    ),
  },
  {
    id: 'nit',
    subject: 'Re: [PATCH] valve: print addresses with %pa',
    from: BRAM,
    date: 'Sat, 6 Nov 2021 12:00:00 +0000',
    inReplyTo: 'print',
    headers: ['List-Id: <valves.lists.example.com>'],
    body: `Odile Marchetti wrote:\n${quoted('+\tpr_info("%pa\\n", &start);')}\nnit: please write 0x before %pa.\n`,
  },
  {
    id: 'news',
    subject: 'pumps 2.0 is out',
    from: INES,
    date: 'Sun, 1 Dec 2019 18:00:00 +0000',
    headers: ['To: news@lists.example.net', 'List-Id: <news.lists.example.net>'],
    body: 'Hello,\n\na new pumps is out. It knows valves, IORESOURCE_BUSY and the window of a device.\n',
  },
]

/** A diff as git prints it, of these files. */
export function gitDiff(...files: readonly FileParts[]): string {
  return `${files.map(diffText).join('\n')}\n`
}

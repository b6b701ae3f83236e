import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A made-up mbox that asks much of the reader. */
export interface Input {
  readonly name: string
  readonly path: string
}

const SENTENCE = 'The quick brown fox jumps over the lazy dog while it rains in March.'

/** Writes mail as nobody should send it, and returns where it lies. */
export function pathologicalInputs(folder: string): Input[] {
  mkdirSync(folder, { recursive: true })
  const write = (name: string, file: string, mails: readonly string[]): Input => {
    const path = join(folder, `${file}.mbox`)
    writeFileSync(path, mails.join('\n'))
    return { name, path }
  }
  const lines = (count: number, line: (n: number) => string): string =>
    Array.from({ length: count }, (_, i) => line(i + 1)).join('\n')
  const diff = bigDiff(100_000)
  const quoted = (text: string): string => text.replace(/^/gm, '> ')
  return [
    write('one message of 5 MB', 'prose', [
      mail(
        1,
        '[PATCH] prose',
        lines(72_000, (n) => `${n} ${SENTENCE}`),
      ),
    ]),
    write('one message of 5 MB in one line', 'line', [
      mail(1, '[PATCH] one line', SENTENCE.repeat(72_000)),
    ]),
    write('5,000 quoted lines of nothing but >', 'empty', [
      mail(1, '[PATCH] empty lines', `above\n${'\n'.repeat(5_000)}below`),
      mail(
        2,
        'Re: [PATCH] empty lines',
        `> above\n${'>\n'.repeat(5_000)}> below\n\nWhy so many?`,
        1,
      ),
    ]),
    write('5,000 quoted lines, all the same', 'same', [
      mail(
        1,
        '[PATCH] same lines',
        lines(5_000, () => SENTENCE),
      ),
      mail(2, 'Re: [PATCH] same lines', `${quoted(lines(5_000, () => SENTENCE))}\n\nWhich one?`, 1),
    ]),
    write('200 lines, each 5,000 levels deep', 'deep', [
      mail(1, '[PATCH] levels', SENTENCE),
      mail(
        2,
        'Re: [PATCH] levels',
        `${lines(200, () => `${'>'.repeat(5_000)} ${SENTENCE}`)}\n\nHow deep?`,
        1,
      ),
    ]),
    write('a diff of 100,000 lines, quoted whole', 'diff', [
      mail(
        1,
        '[PATCH] a big diff',
        `Text.\n\nSigned-off-by: A <a@example.org>\n---\n${diff}-- \n2.40\n`,
      ),
      mail(2, 'Re: [PATCH] a big diff', `${quoted(diff)}\n\nThis last line is wrong.`, 1),
    ]),
  ]
}

function mail(number: number, subject: string, body: string, answers?: number): string {
  return [
    'From mboxrd@z Thu Jan  1 00:00:00 1970',
    `From: Person ${number} <p${number}@example.org>`,
    `Date: Mon, 6 Jan 2025 10:0${number}:00 +0000`,
    `Subject: ${subject}`,
    `Message-ID: <${number}.${subject.replace(/\W+/g, '-')}@example.org>`.replace('Re-', '-'),
    ...(answers === undefined
      ? []
      : [
          `In-Reply-To: <${answers}.${subject.replace(/^Re: /, '').replace(/\W+/g, '-')}@example.org>`,
        ]),
    'Content-Type: text/plain; charset=utf-8',
    '',
    body.replace(/^(>*From )/gm, '>$1'),
    '',
  ].join('\n')
}

/** One file, hunks of 50 lines; every third line is one that stands often. */
function bigDiff(count: number): string {
  const out = ['diff --git a/big.c b/big.c', '--- a/big.c', '+++ b/big.c']
  for (let start = 1; start <= count; start += 50) {
    out.push(`@@ -${start},0 +${start},50 @@ int f${start}(void)`)
    for (let n = start; n < start + 50; n++)
      out.push(n % 3 === 0 ? '+\t}' : `+\tvalue[${n}] = compute(${n * 7});`)
  }
  return `${out.join('\n')}\n`
}

/**
 * A line broken between words, so that none is longer than `width` unless a word is; what follows
 * the first line stands two columns further to the right than it. Two blanks in a row are kept.
 */
export function folded(text: string, width: number): string[] {
  const indent = /^ */.exec(text)?.[0] ?? ''
  const next = `${indent}  `
  const lines: string[] = []
  let line = ''
  for (const word of text.slice(indent.length).split(/ (?! )/)) {
    const start = lines.length === 0 ? indent : next
    if (line !== '' && start.length + line.length + 1 + word.length > width) {
      lines.push(start + line)
      line = word.trimStart()
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, (lines.length === 0 ? indent : next) + line]
}

import type { ElementContent, Root } from 'hast'
import { common, createLowlight } from 'lowlight'
import type { ShownLine, ShowReport } from '../../../model/report/show.ts'

/** A part of a line that is set off: from and before (0-based, without its sign), and its class. */
export type Colour = readonly [from: number, before: number, className: string]

/** Beyond so many lines a diff is shown without colours: they cost more than they tell. */
const MOST_LINES = 4000
const MOST_CHARACTERS = 2000

const lowlight = createLowlight(common)

/** Language of a file, by how its name ends. */
const LANGUAGES: readonly (readonly [ends: RegExp, language: string])[] = [
  [/\.(?:c|h|dts|dtsi|dtso|lex|y)$/, 'c'],
  [/\.(?:cc|cpp|cxx|hh|hpp|ino)$/, 'cpp'],
  [/\.rs$/, 'rust'],
  [/\.py$/, 'python'],
  [/\.(?:sh|bash)$/, 'bash'],
  [/\.(?:pl|pm)$/, 'perl'],
  [/\.go$/, 'go'],
  [/\.(?:js|mjs|jsx)$/, 'javascript'],
  [/\.tsx?$/, 'typescript'],
  [/\.ya?ml$/, 'yaml'],
  [/\.json$/, 'json'],
  [/(?:^|\/)(?:Makefile|Kbuild)(?:\.\w+)?$|\.mk$/, 'makefile'],
]

/** What is told apart, of all that lowlight names. */
const CLASSES: Readonly<Record<string, string>> = {
  'hljs-keyword': 'k',
  'hljs-built_in': 't',
  'hljs-type': 't',
  'hljs-literal': 'd',
  'hljs-number': 'd',
  'hljs-string': 's',
  'hljs-comment': 'c',
  'hljs-meta': 'm',
}

/**
 * The colours of the lines of a diff, by body line. Each side of a hunk is read at once, so that a
 * remark over several lines is one.
 */
export function coloursOf({ lines, files }: ShowReport): ReadonlyMap<number, readonly Colour[]> {
  const found = new Map<number, readonly Colour[]>()
  if (lines.length > MOST_LINES) return found
  for (const { path, line, endLine } of files) {
    const language = languageOf(path)
    if (language === null) continue
    for (const hunk of hunksOf(lines.slice(line - 1, endLine))) {
      addSide(
        found,
        hunk.filter(({ newLine }) => newLine === null),
        hunk.filter(({ oldLine }) => oldLine !== null),
        language,
      )
      const after = hunk.filter(({ newLine }) => newLine !== null)
      addSide(found, after, after, language)
    }
  }
  return found
}

/** Name of a language that lowlight knows; `null` for any other. */
function languageOf(path: string): string | null {
  return LANGUAGES.find(([ends]) => ends.test(path))?.[1] ?? null
}

/** Lines of the file, those of one hunk together. */
function hunksOf(lines: readonly ShownLine[]): ShownLine[][] {
  const hunks: ShownLine[][] = [[]]
  for (const line of lines) {
    if (line.oldLine === null && line.newLine === null) hunks.push([])
    else hunks.at(-1)?.push(line)
  }
  return hunks.filter((hunk) => hunk.length > 0)
}

/** Colours all lines of a side, and keeps those that are wanted of it. */
function addSide(
  found: Map<number, readonly Colour[]>,
  wanted: readonly ShownLine[],
  side: readonly ShownLine[],
  language: string,
): void {
  if (wanted.length === 0 || side.some(({ text }) => text.length > MOST_CHARACTERS)) return
  const code = side.map(({ text }) => text.slice(1))
  const byLine = beginsInRemark(code, language)
    ? colouredLines(lowlight.highlight(language, `/*\n${code.join('\n')}`)).slice(1)
    : colouredLines(lowlight.highlight(language, code.join('\n')))
  const keep = new Set(wanted.map(({ line }) => line))
  for (const [i, { line }] of side.entries()) if (keep.has(line)) found.set(line, byLine[i] ?? [])
}

/** Languages whose remarks may run over several lines. */
const WITH_REMARKS: ReadonlySet<string> = new Set([
  'c',
  'cpp',
  'rust',
  'go',
  'javascript',
  'typescript',
])

/** Does a hunk begin in the middle of a remark, whose begin it does not show? */
function beginsInRemark(code: readonly string[], language: string): boolean {
  if (!WITH_REMARKS.has(language)) return false
  const text = code.join('\n')
  const [begin, end] = [text.indexOf('/*'), text.indexOf('*/')]
  if (end !== -1 && (begin === -1 || end < begin)) return true
  return begin === -1 && code.every((line) => /^\s*\*(?:\s|$)/.test(line))
}

/** Ours for that of lowlight; of names only those of functions are set off. */
function classOf(names: unknown): string | undefined {
  if (!Array.isArray(names)) return undefined
  if (names[0] === 'hljs-title') return names.includes('function_') ? 'f' : ''
  return CLASSES[String(names[0])]
}

/** A tree of lowlight as parts of lines. */
function colouredLines(tree: Root): Colour[][] {
  const lines: Colour[][] = [[]]
  let at = 0
  const walk = (
    nodes: readonly (ElementContent | Root['children'][number])[],
    name: string,
  ): void => {
    for (const node of nodes) {
      if (node.type === 'element') {
        walk(node.children, classOf(node.properties['className']) ?? name)
      } else if (node.type === 'text') {
        for (const [i, part] of node.value.split('\n').entries()) {
          if (i > 0) {
            lines.push([])
            at = 0
          }
          if (name !== '' && part.trim() !== '') lines.at(-1)?.push([at, at + part.length, name])
          at += part.length
        }
      }
    }
  }
  walk(tree.children, '')
  return lines
}

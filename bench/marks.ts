import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/**
 * `npm run marks`: how `src` is cut, as figures. `-- --check` fails where one of them is over its
 * limit, `-- --list` names what lies at the limits.
 */
const SRC = join(import.meta.dirname, '..', 'src')
const COLUMNS = 100
const SHORT_FILE = 40
const LONG_FILE = 250

interface Found {
  /** `linking/trace.ts`. */
  readonly file: string
  /** 1-based. */
  readonly line: number
  readonly name: string
}
interface Sized extends Found {
  /** Lines from the first to the last. */
  readonly lines: number
}

/** One file of `src` as it was measured. */
interface Measured {
  readonly file: string
  readonly lines: number
  /** Lines that need more than 100 columns. */
  readonly wide: readonly number[]
  readonly functions: readonly Sized[]
  readonly undocumented: readonly Found[]
}

function measured(file: string): Measured {
  const text = readFileSync(join(SRC, file), 'utf8')
  const lines = text.replace(/\n$/, '').split('\n')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true)
  return {
    file,
    lines: lines.length,
    wide: lines.flatMap((line, i) => ([...line].length > COLUMNS ? [i + 1] : [])),
    functions: functionsIn(source, file),
    undocumented: undocumentedIn(source, file),
  }
}

/** Every function with a body; arrow functions of one line are expressions to a reader, and are left out. */
function functionsIn(source: ts.SourceFile, file: string): Sized[] {
  const found: Sized[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const line = lineOf(source, node.getStart())
      const lines = lineOf(source, node.getEnd()) - line + 1
      if (!ts.isArrowFunction(node) || lines > 1)
        found.push({ file, line, lines, name: nameOf(node) })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name) return node.name.getText()
  const { parent } = node
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)
    ? parent.name.getText()
    : '(unnamed)'
}

/** Exported declarations without a docstring; what a file merely passes on is documented where it stands. */
function undocumentedIn(source: ts.SourceFile, file: string): Found[] {
  return source.statements
    .filter(
      (statement) => isExported(statement) && ts.getJSDocCommentsAndTags(statement).length === 0,
    )
    .map((statement) => ({
      file,
      line: lineOf(source, statement.getStart()),
      name: declaredBy(statement),
    }))
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  )
}

function declaredBy(statement: ts.Statement): string {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText()).join(', ')
  return (statement as ts.Statement & { name?: ts.Identifier }).name?.text ?? '(default)'
}

function lineOf(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line + 1
}

/** The value below which `part` of the values lie. */
function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0
}

/** One figure of the report; `limit` is the most it may be. */
interface Mark {
  readonly what: string
  readonly value: number
  readonly limit?: number
  readonly unit?: string
  /** What `--list` names. */
  readonly at?: readonly string[]
}

const placed = ({ file, line, name }: Found): string => `src/${file}:${line} ${name}`

function marksOf(files: readonly Measured[]): Mark[] {
  const total = files.reduce((sum, { lines }) => sum + lines, 0)
  const wide = files.flatMap((one) => one.wide.map((line) => `src/${one.file}:${line}`))
  const functions = files.flatMap((one) => one.functions)
  const lengths = functions.map(({ lines }) => lines)
  const undocumented = files.flatMap((one) => one.undocumented)
  const sized = (least: number, most: number): string[] =>
    files
      .filter(({ lines }) => lines >= least && lines <= most)
      .map(({ file, lines }) => `src/${file} ${lines}`)
  const [short, long] = [sized(0, SHORT_FILE - 1), sized(LONG_FILE + 1, Infinity)]
  return [
    { what: 'files', value: files.length },
    { what: 'lines', value: total },
    {
      what: `lines over ${COLUMNS} columns`,
      value: (100 * wide.length) / total,
      limit: 1,
      unit: '%',
      at: wide,
    },
    { what: 'functions', value: functions.length },
    { what: 'function length, median', value: quantile(lengths, 0.5), limit: 10 },
    { what: 'function length, p90', value: quantile(lengths, 0.9), limit: 30 },
    {
      what: 'function length, longest',
      value: Math.max(...lengths),
      limit: 60,
      at: functions
        .toSorted((a, b) => b.lines - a.lines)
        .slice(0, 10)
        .map((one) => `${placed(one)} ${one.lines}`),
    },
    { what: `files under ${SHORT_FILE} lines`, value: short.length, at: short },
    { what: `files over ${LONG_FILE} lines`, value: long.length, limit: 0, at: long },
    {
      what: 'exports without a docstring',
      value: undocumented.length,
      at: undocumented.map(placed),
    },
  ]
}

function roomsOf(files: readonly Measured[]): string {
  const rooms = new Map<string, number>()
  for (const { file } of files) {
    const room = file.includes('/') ? file.slice(0, file.indexOf('/')) : '(root)'
    rooms.set(room, (rooms.get(room) ?? 0) + 1)
  }
  return [...rooms].map(([room, count]) => `${room} ${count}`).join(', ')
}

const isOver = ({ value, limit }: Mark): boolean => limit !== undefined && value > limit

function textOf(mark: Mark, listed: boolean): string {
  const { what, value, limit, unit = '', at = [] } = mark
  const shown = unit === '%' ? value.toFixed(2) : String(value)
  const bound =
    limit === undefined ? '' : `  (at most ${limit}${unit})${isOver(mark) ? '  OVER' : ''}`
  const more = listed || isOver(mark) ? at.map((one) => `    ${one}`) : []
  return [`${what.padEnd(30)} ${(shown + unit).padStart(8)}${bound}`, ...more].join('\n')
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'))
  .sort()
  .map(measured)
const marks = marksOf(files)
for (const mark of marks) console.log(textOf(mark, process.argv.includes('--list')))
console.log(`files per room                 ${roomsOf(files)}`)
if (process.argv.includes('--check') && marks.some(isOver)) process.exitCode = 1

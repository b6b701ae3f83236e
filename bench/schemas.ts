import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format } from 'prettier'
import ts from 'typescript'

/**
 * Writes `schemas/<kind>.schema.json` (JSON Schema 2020-12) for every document that patchtrail
 * prints, from the types in `src/model/report` and their docstrings: `npm run schemas`. A test
 * fails where the files are old.
 */

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const MODEL = join(ROOT, 'src', 'model')

/** The type of each document, and the file that it stands in. */
export const DOCUMENTS: Readonly<Record<string, readonly [file: string, type: string]>> = {
  link: ['records', 'LinkRecord'],
  comment: ['records', 'CommentRecord'],
  issue: ['records', 'IssueRecord'],
  series: ['records', 'SeriesRecord'],
  list: ['list', 'ListReport'],
  status: ['status', 'StatusReport'],
  issues: ['issues', 'IssuesReport'],
  todo: ['todo', 'TodoReport'],
  diff: ['diff', 'DiffReport'],
  show: ['show', 'ShowReport'],
  search: ['search', 'SearchReport'],
  feedback: ['feedback', 'FeedbackReport'],
  who: ['who', 'WhoReport'],
  explain: ['explain', 'ExplainReport'],
  raw: ['raw', 'RawReport'],
  thread: ['thread', 'ThreadReport'],
  recent: ['thread', 'RecentReport'],
  numbers: ['numbers', 'NumbersReport'],
  complete: ['complete', 'CompleteReport'],
  error: ['error', 'ErrorReport'],
  check: ['check', 'CheckDocument'],
  ingest: ['ingest', 'IngestDocument'],
  presend: ['presend', 'PresendReport'],
  digest: ['digest', 'DigestReport'],
  config: ['config', 'ConfigDocument'],
  mistake: ['mistake', 'MistakeDocument'],
}

/** Numbers that are no counts or lines. */
const FRACTIONS: ReadonlySet<string> = new Set([
  'similarity',
  'score',
  'seconds',
  'probability',
  'weight',
  'threshold',
  'high',
  'medium',
])

type Schema = Readonly<Record<string, unknown>>

/** Makes the schema of one document; what has a name of its own in the model gets one in `$defs`. */
class Writer {
  private readonly defs = new Map<string, Schema>()
  constructor(private readonly checker: ts.TypeChecker) {}

  document(kind: string, type: ts.Type): Schema {
    const body = this.object(type)
    const symbol = type.getSymbol()
    const defs = [...this.defs].sort(([a], [b]) => (a < b ? -1 : 1))
    return {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `patchtrail/${kind}/1`,
      title: `patchtrail/${kind}/1`,
      ...(symbol ? this.described(symbol) : {}),
      ...body,
      ...(defs.length > 0 ? { $defs: Object.fromEntries(defs) } : {}),
    }
  }

  private schemaOf(type: ts.Type): Schema {
    const symbol = type.aliasSymbol ?? type.getSymbol()
    if (!symbol || !isOfModel(symbol) || type.isLiteral()) return this.plain(type)
    const name = symbol.getName()
    if (name.startsWith('__') || type.aliasTypeArguments) return this.plain(type)
    if (!this.defs.has(name)) {
      this.defs.set(name, {})
      this.defs.set(name, { ...this.described(symbol), ...this.plain(type) })
    }
    return { $ref: `#/$defs/${name}` }
  }

  private plain(type: ts.Type): Schema {
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' }
    if (type.flags & ts.TypeFlags.String) return { type: 'string' }
    if (type.flags & ts.TypeFlags.Number) return { type: 'integer' }
    if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' }
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value }
    if (type.isUnion()) return this.union(type)
    if (this.checker.isTupleType(type)) return this.tuple(type)
    const [element] = this.checker.isArrayType(type)
      ? this.checker.getTypeArguments(type as ts.TypeReference)
      : []
    return element ? { type: 'array', items: this.schemaOf(element) } : this.object(type)
  }

  private union(type: ts.UnionType): Schema {
    const words = type.types.filter((one) => one.isStringLiteral()).map((one) => one.value)
    const others = type.types.filter((one) => !one.isStringLiteral())
    // TypeScript takes boolean for true | false, and unfolds a named union where it adds null to
    // it.
    const isFlag = (one: ts.Type): boolean => (one.flags & ts.TypeFlags.BooleanLiteral) !== 0
    const rest = others.filter((one) => !isFlag(one)).map((one) => this.schemaOf(one))
    const flags = others.some(isFlag) ? [{ type: 'boolean' }] : []
    const all = [...(words.length > 0 ? [{ enum: words }] : []), ...flags, ...rest]
    return all.length === 1 ? (all[0] ?? {}) : { anyOf: all }
  }

  private tuple(type: ts.Type): Schema {
    const items = this.checker.getTypeArguments(type as ts.TypeReference)
    const prefixItems = items.map((one) => this.schemaOf(one))
    return { type: 'array', prefixItems, items: false, minItems: items.length }
  }

  private object(type: ts.Type): Schema {
    const symbol = type.getSymbol()
    // A tree of another project (mdast): what it looks like is for that project to say.
    if (symbol?.declarations?.some((one) => one.getSourceFile().fileName.includes('@types')))
      return { type: 'object', description: 'an mdast Root: https://github.com/syntax-tree/mdast' }
    const properties = this.checker.getPropertiesOfType(type)
    return {
      type: 'object',
      properties: Object.fromEntries(properties.map((one) => [one.getName(), this.property(one)])),
      required: properties.filter((one) => !isOptional(one)).map((one) => one.getName()),
      additionalProperties: false,
    }
  }

  private property(symbol: ts.Symbol): Schema {
    const type = this.checker.getTypeOfSymbol(symbol)
    const given = isOptional(symbol) ? this.checker.getNonNullableType(type) : type
    const schema = FRACTIONS.has(symbol.getName())
      ? fractional(this.schemaOf(given))
      : this.schemaOf(given)
    return { ...this.described(symbol), ...schema }
  }

  private described(symbol: ts.Symbol): Schema {
    const doc = ts.displayPartsToString(symbol.getDocumentationComment(this.checker))
    const description = doc.replace(/\s*\n\s*/g, ' ')
    return description === '' ? {} : { description }
  }
}

/** The same with numbers that need not be whole. */
function fractional(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"integer"', '"number"')) as Schema
}

function isOptional(symbol: ts.Symbol): boolean {
  return (symbol.flags & ts.SymbolFlags.Optional) !== 0
}

function isOfModel(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some((one) => one.getSourceFile().fileName.startsWith(MODEL))
}

/** The text of each schema file by its name. */
export async function schemaFiles(): Promise<Map<string, string>> {
  const fileOf = (file: string): string => join(MODEL, 'report', `${file}.ts`)
  const program = ts.createProgram(
    [...new Set(Object.values(DOCUMENTS).map(([file]) => fileOf(file)))],
    { strict: true, target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.NodeNext },
  )
  const checker = program.getTypeChecker()
  const files = new Map<string, string>()
  for (const [kind, [file, name]] of Object.entries(DOCUMENTS)) {
    const source = program.getSourceFile(fileOf(file))
    const module = source && checker.getSymbolAtLocation(source)
    const symbol = module && checker.getExportsOfModule(module).find((s) => s.getName() === name)
    if (!symbol) throw new Error(`${file}.ts has no type ${name}`)
    const schema = new Writer(checker).document(kind, checker.getDeclaredTypeOfSymbol(symbol))
    const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 100 })
    files.set(`${kind}.schema.json`, text)
  }
  return files
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(join(ROOT, 'schemas'), { recursive: true })
  for (const [name, text] of await schemaFiles()) writeFileSync(join(ROOT, 'schemas', name), text)
}

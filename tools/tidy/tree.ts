/** The tree as the tidy test sees it: its files and their syntax. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'

const root = join(import.meta.dirname, '../..')

/** A file of the tree, its path from the root with `/`. */
export interface TextFile {
  readonly path: string
  readonly text: string
}

/** A node of the syntax tree (ESTree); offsets are UTF-16 code units of the file's text. */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [property: string]: unknown
}

/** A TypeScript or JavaScript file with its syntax. */
export interface Source extends TextFile {
  readonly program: Node
  readonly comments: readonly { readonly type: string; readonly value: string; readonly end: number }[]
  readonly isTest: boolean
  /** The room it stands in, such as `packages/reader`; null for the house's own tools. */
  readonly room: string | null
}

/** The whole tree: each of its text files, those with a syntax parsed. */
export interface Tree {
  readonly files: readonly TextFile[]
  readonly sources: readonly Source[]
}

/** One thing the house keeps, and proof that its breach is seen. */
export interface Check {
  readonly rule: string
  /** Each breach as `path:line what is wrong`. */
  readonly find: (tree: Tree) => readonly string[]
  /** Small trees, path to text, each of which breaks the rule. */
  readonly breaches: readonly Readonly<Record<string, string>>[]
  /** Small trees that look like a breach and are none. */
  readonly fine?: readonly Readonly<Record<string, string>>[]
}

const picture = /\.(png|jpe?g|gif|ico|webp|woff2?|ttf|otf|pdf|docx|xlsx|zip|gz|br|wasm)$/

/** Reads every file git knows or would add; in a copy without git, every file that is not made by a tool. */
export function readTree(): Tree {
  const words = ['ls-files', '--cached', '--others', '--exclude-standard', '-z']
  const git = spawnSync('git', words, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
  const paths = git.status === 0 ? git.stdout.split('\0') : listFolder('')
  const here = [...new Set(paths)].filter((path) => path !== '' && !picture.test(path) && existsSync(join(root, path)))
  return makeTree(Object.fromEntries(here.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')])))
}

/** A tree from paths and texts. */
export function makeTree(texts: Readonly<Record<string, string>>): Tree {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }))
  return { files, sources: files.filter(({ path }) => /\.([cm]?js|tsx?)$/.test(path)).map(parse) }
}

const made = new Set(['.git', 'node_modules', 'dist', '.types', 'coverage', 'test-results', 'playwright-report'])

function listFolder(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (made.has(entry.name)) return []
    return entry.isDirectory() ? listFolder(path) : [path]
  })
}

function parse({ path, text }: TextFile): Source {
  const { program, comments, errors } = parseSync(path, text)
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`)
  return {
    path,
    text,
    program: program as unknown as Node,
    comments,
    isTest: /\.(test|browser|bench)\.tsx?$/.test(path),
    room: /^(packages|apps)\/[^/]+/.exec(path)?.[0] ?? null,
  }
}

/** Visits a node and all below it, parents first. */
export function walk(node: Node, visit: (node: Node, parents: readonly Node[]) => void): void {
  const parents: Node[] = []
  const step = (at: Node): void => {
    visit(at, parents)
    parents.push(at)
    for (const child of childrenOf(at)) step(child)
    parents.pop()
  }
  step(node)
}

/** The nodes directly below a node. */
export function childrenOf(node: Node): readonly Node[] {
  return Object.values(node)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isNode)
}

/** Whether a value is a node of a syntax tree. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}

/** All nodes of one type, in reading order. */
export function nodesOf(source: Source, ...types: readonly string[]): readonly Node[] {
  const found: Node[] = []
  walk(source.program, (node) => {
    if (types.includes(node.type)) found.push(node)
  })
  return found
}

/** Where in a file, for people: `path:line`. */
export function placeOf(file: TextFile, at: Node | number): string {
  return `${file.path}:${lineOf(file.text, typeof at === 'number' ? at : at.start)}`
}

/** Line of an offset, from 1. */
export function lineOf(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

/** The text of a string, or of a template's fixed parts; null for any other node. */
export function textOf(node: unknown): string | null {
  if (!isNode(node)) return null
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null
  if (node.type !== 'TemplateLiteral') return null
  const quasis = node.quasis as readonly { readonly value: { readonly cooked: string | null } }[]
  return quasis.map((quasi) => quasi.value.cooked ?? '').join('…')
}

/** Name of an identifier; null for any other node. */
export function nameOf(node: unknown): string | null {
  return isNode(node) && /^(JSX)?Identifier$/.test(node.type) ? (node.name as string) : null
}

/** Everything a file imports: by `import`, `export … from`, `import()` and the types' `import('…')`. */
export function importsOf(source: Source): readonly { readonly from: string; readonly node: Node }[] {
  const kinds = [
    'ImportDeclaration',
    'ExportAllDeclaration',
    'ExportNamedDeclaration',
    'ImportExpression',
    'TSImportType',
  ]
  return nodesOf(source, ...kinds).flatMap((node) => {
    const from = textOf(node.source)
    return from === null ? [] : [{ from, node }]
  })
}

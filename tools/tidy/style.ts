/** What STYLE.md asks of every file. */
import {
  type Check,
  type Node,
  type Source,
  type TextFile,
  childrenOf,
  isNode,
  lineOf,
  nameOf,
  nodesOf,
  placeOf,
  textOf,
  walk,
} from './tree.ts'

/** Functions that may be longer than 70 lines: `path name`, and why. */
const longFunctions: Readonly<Record<string, string>> = {}

/** Files besides configurations whose tool demands a default export, and which tool. */
const defaultExports: Readonly<Record<string, string>> = {
  'tools/chromium.ts': 'Playwright wants its global setup as the default export',
  'tools/scratch.ts': 'Playwright wants its global setup as the default export',
}

const functionTypes = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']
const longest = 70
const widest = 120

const functionLength: Check = {
  rule: `functions have at most ${longest} lines, the listed kernels aside`,
  find: ({ sources }) => {
    const long = sources.flatMap((source) =>
      functionsOf(source)
        .map(({ node, name }) => ({
          key: `${source.path} ${name}`,
          place: placeOf(source, node),
          lines: linesOf(source, node),
        }))
        .filter(({ lines }) => lines > longest),
    )
    const isRead = (kernel: string) => sources.some(({ path }) => kernel.startsWith(`${path} `))
    const stale = Object.keys(longFunctions).filter(
      (kernel) => isRead(kernel) && !long.some(({ key }) => key === kernel),
    )
    return [
      ...long
        .filter(({ key }) => !longFunctions[key])
        .map(({ key, place, lines }) => `${place} ${key} has ${lines} lines`),
      ...stale.map((kernel) => `${kernel} is listed as long, and is not`),
    ]
  },
  breaches: [
    { 'packages/domain/src/a.ts': `function a() {\n${'a()\n'.repeat(69)}}` },
    { 'packages/domain/src/a.test.ts': `it('a', () => {\n${'a()\n'.repeat(69)}})` },
    { 'packages/domain/src/a.ts': `const a = { b() {\n${'a()\n'.repeat(69)}} }` },
  ],
  fine: [
    { 'packages/domain/src/a.ts': `function a() {\n${'a()\n'.repeat(68)}}` },
    {
      'bench/a.test.ts': `describe('a', () => {\n${`it('b', () => {\n${'a()\n'.repeat(40)}})\n`.repeat(3)}})`,
    },
  ],
}

function functionsOf(source: Source): readonly { readonly node: Node; readonly name: string }[] {
  const found: { node: Node; name: string }[] = []
  walk(source.program, (node, parents) => {
    if (!functionTypes.includes(node.type)) return
    const parent = parents.at(-1)
    found.push({
      node,
      name: nameOf(node.id) ?? nameOf(parent?.id) ?? nameOf(parent?.key) ?? 'a function without a name',
    })
  })
  return found
}

/** Lines of a function without those of the tests inside it, which are functions of their own. */
function linesOf(source: Source, node: Node): number {
  const lines = (at: Node) => lineOf(source.text, at.end) - lineOf(source.text, at.start) + 1
  const tests = (at: Node): number =>
    childrenOf(at).reduce((sum, child) => sum + (isTestCall(child) ? lines(child) : tests(child)), 0)
  return lines(node) - tests(node)
}

/** A call of `it`, `test` or `describe`, or of one of their variants such as `it.each(…)(…)`. */
function isTestCall(node: Node): boolean {
  if (node.type !== 'CallExpression') return false
  let callee = node.callee
  while (isNode(callee) && ['MemberExpression', 'CallExpression', 'TaggedTemplateExpression'].includes(callee.type)) {
    callee = callee.object ?? callee.callee ?? callee.tag
  }
  return ['it', 'test', 'describe'].includes(nameOf(callee) ?? '')
}

/** Tables made by tools, and the catalogue, where a sentence is one string whatever its length. */
const unbroken = /\.data\.ts$|^apps\/web\/src\/words\//

const lineWidth: Check = {
  rule: `lines have at most ${widest} columns`,
  find: ({ files }) =>
    files
      .filter(({ path }) => /\.([cm]?js|tsx?|css|sql|sh)$|^\.ci\//.test(path) && !unbroken.test(path))
      .flatMap(({ path, text }) =>
        text.split('\n').flatMap((line, index) => {
          const columns = Array.from(line).length
          return columns > widest ? [`${path}:${index + 1} has ${columns} columns`] : []
        }),
      ),
  breaches: [
    { 'packages/domain/src/a.ts': `// ${'a'.repeat(118)}` },
    { 'apps/web/src/a.css': `/* ${'a'.repeat(118)} */` },
  ],
  fine: [
    { 'packages/domain/src/a.ts': `// ${'携'.repeat(117)}` },
    { 'packages/reader/src/a.data.json': 'a'.repeat(999) },
  ],
}

const noDefaultExports: Check = {
  rule: 'there are no default exports, except where a tool demands one',
  find: ({ sources }) =>
    sources
      .filter(({ path }) => !/\.config\.[cm]?[jt]s$/.test(path) && !defaultExports[path])
      .flatMap((source) => [
        ...nodesOf(source, 'ExportDefaultDeclaration').map((node) => placeOf(source, node)),
        ...nodesOf(source, 'ExportSpecifier')
          .filter(({ exported }) => nameOf(exported) === 'default')
          .map((node) => placeOf(source, node)),
      ]),
  breaches: [
    { 'packages/domain/src/a.ts': 'export default function a() {}' },
    { 'packages/domain/src/a.ts': 'const a = 1\nexport { a as default }' },
  ],
  fine: [{ 'vitest.config.ts': 'export default {}' }],
}

const documentedExports: Check = {
  rule: 'every exported thing of packages and apps has a doc comment',
  find: ({ sources }) =>
    sources
      .filter(({ path, isTest }) => /^(packages|apps)\/[^/]+\/src\//.test(path) && !isTest)
      .flatMap((source) =>
        undocumented(source).map(({ name, node }) => `${placeOf(source, node)} ${name} has no doc comment`),
      ),
  breaches: [
    { 'packages/domain/src/a.ts': 'export const a = 1' },
    { 'packages/domain/src/a.ts': '/** Of the file. */\n\nimport b from "b"\n// of a\nexport function a() {}' },
    { 'packages/domain/src/a.ts': 'interface A {}\nexport type { A }' },
    { 'packages/domain/src/a.ts': '/** b */\nexport type b = 1\n\nexport type A = (typeof undocumented)[number]' },
    { 'packages/domain/src/a.ts': 'export const a = 1\nexport const b = 2' },
    { 'packages/domain/src/a.ts': '/** a */\nexport function a() {\n}\nexport function b() {\n}' },
  ],
  fine: [
    { 'packages/domain/src/a.ts': '/** Of a. */\nexport const a = [1]\nexport type A = (typeof a)[number]' },
    { 'packages/domain/src/a.ts': '/** Of a. */\nfunction a() {}\nexport { a }\nexport * from "./b.ts"' },
    { 'packages/domain/src/a.ts': '/** Of all. */\nexport const a = 1\nexport const b = 2\nexport const c = 2' },
  ],
}

function undocumented(source: Source): readonly { readonly name: string; readonly node: Node }[] {
  const body = source.program.body as readonly Node[]
  const documented = new Set<string>()
  const bare = new Map<string, Node>()
  for (const [index, statement] of body.entries()) {
    const declaration = isNode(statement.declaration) ? statement.declaration : statement
    const names = declaredNames(declaration)
    const before = body[index - 1]
    const isRun = before !== undefined && isNextLine(source, before, statement) && !bare.has(lastName(before))
    const serves = hasDoc(source, statement) || isRun || documented.has(constantOfType(declaration) ?? '')
    for (const name of names) {
      if (serves) documented.add(name)
      else if (!documented.has(name)) bare.set(name, declaration)
    }
  }
  const exported = body
    .filter(({ type, source: from }) => /^Export(Named|Default)Declaration$/.test(type) && !from)
    .flatMap((statement) => [
      ...(isNode(statement.declaration) ? declaredNames(statement.declaration) : []),
      ...((statement.specifiers as readonly Node[] | undefined) ?? []).flatMap(({ local }) => nameOf(local) ?? []),
    ])
  return exported.flatMap((name) => {
    const node = bare.get(name)
    return node && !documented.has(name) ? [{ name, node }] : []
  })
}

function declaredNames(declaration: Node): readonly string[] {
  if (declaration.type !== 'VariableDeclaration') return [nameOf(declaration.id) ?? []].flat()
  return (declaration.declarations as readonly Node[]).flatMap(({ id }) => nameOf(id) ?? [])
}

function lastName(statement: Node): string {
  return declaredNames(isNode(statement.declaration) ? statement.declaration : statement).at(-1) ?? ''
}

/** Two declarations of one line each, one right below the other: a comment over such a run serves all of it. */
function isNextLine({ text }: Source, first: Node, second: Node): boolean {
  const isSmall = (node: Node) => node.type.startsWith('Export') && !text.slice(node.start, node.end).includes('\n')
  return isSmall(first) && isSmall(second) && /^[;\t ]*\n$/.test(text.slice(first.end, second.start))
}

/** The constant a type is read from, as in `type Act = (typeof ACTS)[number]`: the constant's comment serves both. */
function constantOfType(declaration: Node): string | null {
  if (declaration.type !== 'TSTypeAliasDeclaration') return null
  let name: string | null = null
  walk(declaration, (node) => {
    if (node.type === 'TSTypeQuery') name ??= nameOf(node.exprName)
  })
  return name
}

function hasDoc(source: Source, statement: Node): boolean {
  const last = source.comments.findLast(({ end }) => end <= statement.start)
  return (
    last !== undefined &&
    last.type === 'Block' &&
    last.value.startsWith('*') &&
    source.text.slice(last.end, statement.start).trim() === ''
  )
}

const banned = /^(shared|commons?|utils?|utilities|lib|core|helpers?|services|manager)$/i

const plainNames: Check = {
  rule: 'no file or folder is called shared, common, utils, lib, core, helpers, services or manager',
  find: ({ files }) =>
    files
      .filter(({ path }) =>
        path
          .replace(/\.\w+$/, '')
          .split(/[/._-]|(?<=[a-z])(?=[A-Z])/)
          .some((word) => banned.test(word)),
      )
      .map(({ path }) => path),
  breaches: [
    { 'packages/domain/src/utils.ts': '' },
    { 'apps/web/src/lib/a.ts': '' },
    { 'packages/ledger/src/entry-helpers.ts': '' },
    { 'packages/ledger/src/entryManager.ts': '' },
  ],
  fine: [{ 'packages/reader/src/score.ts': '', 'packages/domain/src/commonality.ts': '' }],
}

const wholeSuite: Check = {
  rule: 'no test is left out or alone',
  find: ({ sources }) =>
    sources.flatMap((source) =>
      nodesOf(source, 'MemberExpression', 'CallExpression')
        .filter((node) =>
          node.type === 'MemberExpression'
            ? ['skip', 'only', 'todo', 'fixme'].includes(nameOf(node.property) ?? '') &&
              /^(it|test|describe)\b/.test(source.text.slice(node.start, node.end))
            : ['xit', 'xtest', 'xdescribe', 'fit', 'fdescribe'].includes(nameOf(node.callee) ?? ''),
        )
        .map((node) => placeOf(source, node)),
    ),
  breaches: [
    { 'packages/domain/src/a.test.ts': 'it.skip("a", () => {})' },
    { 'packages/domain/src/a.test.ts': 'describe.concurrent.only("a", () => {})' },
    { 'browser/a.browser.ts': 'xit("a", () => {})' },
  ],
  fine: [{ 'packages/ledger/src/a.test.ts': 'describe.skipIf(!url)("a", () => {}); list.skip(1)' }],
}

const noPromises: Check = {
  rule: 'no work is left lying about as a note in the text',
  find: ({ files }) => findText(files, /\b(TO[D]O|FIX[M]E)\b/),
  breaches: [
    { 'README.md': ['TO', 'DO: write this'].join('') },
    { 'packages/domain/src/a.ts': ['// FIX', 'ME'].join('') },
  ],
}

const noMachines: Check = {
  rule: 'no file knows a machine it was written on, nor a registry it was installed from',
  find: ({ files }) => [
    ...findText(files, /(?<![\w.:/-])\/(work\/(main|shared|\.)|root\/|home\/\w)/),
    ...findText(
      files.filter(({ path }) => !path.endsWith('.md')),
      /"resolved": "\w+:|\bregistry\.[\w-]+\.\w|npmmirror\.com|_auth[T]oken/,
    ),
  ],
  breaches: [
    { 'README.md': ['See /', 'work/main/README.md'].join('') },
    { 'packages/domain/src/a.ts': ["const a = '/", "home/ann/a.txt'"].join('') },
    { 'package-lock.json': ['"resolved": "', 'https://example.org/a.tgz"'].join('') },
    { '.npmrc': ['registry=https://registry', '.example.org'].join('') },
  ],
  fine: [{ 'README.md': 'https://example.gov.cn/home/news, at /work and in my work/main' }],
}

function findText(files: readonly TextFile[], pattern: RegExp): readonly string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 80)}`] : [])),
  )
}

const spoken =
  /^(title|alt|placeholder|label|description|heading|caption|summary|errorMessage|aria-\w*(label|description|text))$/

const wordsInCatalogue: Check = {
  rule: 'the screens take every word from the catalogue in apps/web/src/words',
  find: ({ sources }) =>
    sources
      .filter(({ path, isTest }) => /^apps\/web\/src\/(?!words\/)/.test(path) && !isTest)
      .flatMap((source) => [
        ...nodesOf(source, 'Literal', 'TemplateLiteral', 'JSXText')
          .filter((node) =>
            /\p{Script=Han}/u.test(node.type === 'JSXText' ? (node.value as string) : (textOf(node) ?? '')),
          )
          .map((node) => `${placeOf(source, node)} Chinese`),
        ...spokenTexts(source).map(
          (node) => `${placeOf(source, node)} ${source.text.slice(node.start, node.end).trim()}`,
        ),
      ]),
  breaches: [
    { 'apps/web/src/app/a.tsx': 'const a = <p>Hello</p>' },
    { 'apps/web/src/app/a.tsx': "const a = <p>{'Hello'}</p>" },
    { 'apps/web/src/app/a.tsx': 'const a = <p>{n > 1 ? `${n} rows` : null}</p>' },
    { 'apps/web/src/app/a.tsx': 'const a = <input aria-label="Name" />' },
    { 'apps/web/src/app/a.ts': "const a = '你好'" },
  ],
  fine: [
    { 'apps/web/src/words/zh.ts': "const a = '你好'" },
    {
      'apps/web/src/app/a.tsx': "const a = <p className=\"row\" title={words.a}>· {words.b} {isOpen ? '+' : '−'} →</p>",
    },
  ],
}

/** Text with letters that would stand on the screen as it is written. */
function spokenTexts(source: Source): readonly Node[] {
  const letters = (node: Node) => /\p{L}/u.test(node.type === 'JSXText' ? (node.value as string) : (textOf(node) ?? ''))
  const texts = (node: unknown): readonly Node[] => {
    if (!isNode(node)) return []
    if (node.type === 'ConditionalExpression') return [...texts(node.consequent), ...texts(node.alternate)]
    if (node.type === 'LogicalExpression') return [...texts(node.left), ...texts(node.right)]
    if (node.type === 'JSXExpressionContainer') return texts(node.expression)
    return letters(node) ? [node] : []
  }
  return nodesOf(source, 'JSXElement', 'JSXFragment', 'JSXAttribute').flatMap((node) => {
    if (node.type === 'JSXAttribute') return spoken.test(nameOf(node.name) ?? '') ? texts(node.value) : []
    // What is printed on a key is no word.
    if (isNode(node.openingElement) && ['Key', 'kbd'].includes(nameOf(node.openingElement.name) ?? '')) return []
    return (node.children as readonly unknown[]).flatMap(texts)
  })
}

const catalogue = /^apps\/web\/src\/words\/(zh-CN|en)\.ts$/

const wordsAreSaid: Check = {
  rule: 'every word of the catalogue is said by some screen, by its key or by a template that can come to it',
  find: ({ sources }) => {
    const screens = sources.filter(
      ({ path, isTest }) => path.startsWith('apps/web/src/') && !isTest && !catalogue.test(path),
    )
    const texts = new Set(screens.flatMap((source) => nodesOf(source, 'Literal').flatMap((node) => textOf(node) ?? [])))
    const patterns = [
      ...new Set(screens.flatMap((source) => nodesOf(source, 'TemplateLiteral').flatMap((node) => textOf(node) ?? []))),
    ].flatMap((fixed) => (/[a-z]\.|\.[a-z]/i.test(fixed) ? [patternOf(fixed)] : []))
    return sources
      .filter(({ path }) => catalogue.test(path))
      .flatMap((source) =>
        nodesOf(source, 'Property').flatMap((node) => {
          const key = textOf(node.key)
          const isSaid = key === null || texts.has(key) || patterns.some((pattern) => pattern.test(key))
          return isSaid ? [] : [`${placeOf(source, node)} nothing says ${key}`]
        }),
      )
  },
  breaches: [
    { 'apps/web/src/words/en.ts': "export const en = { 'row.none': 'None' }" },
    {
      'apps/web/src/words/en.ts': "export const en = { 'row.none': 'None', 'sum.none': 'None' }",
      'apps/web/src/app/a.tsx': 'const a = say(`row.${name}`)',
    },
    {
      'apps/web/src/words/en.ts': "export const en = { 'row.none': 'None' }",
      'apps/web/src/app/a.test.ts': "expect(say('row.none')).toBe('None')",
    },
    {
      'apps/web/src/words/en.ts': "export const en = { 'row.none': 'None' }",
      'apps/web/src/app/a.tsx': 'const a = say(`${name}`)',
    },
  ],
  fine: [
    {
      'apps/web/src/words/en.ts': "export const en = { 'row.none': 'None', 'row.some.short': 'Some' }",
      'apps/web/src/app/a.tsx': "const a = say(b ? 'row.none' : `row.${name}.short`)",
    },
  ],
}

/** What a template can come to, by its fixed parts. */
function patternOf(fixed: string): RegExp {
  const parts = fixed.split('…').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${parts.join('.+')}$`)
}

/** The checks of this file. */
export const styleChecks: readonly Check[] = [
  functionLength,
  lineWidth,
  noDefaultExports,
  documentedExports,
  plainNames,
  wholeSuite,
  noPromises,
  noMachines,
  wordsInCatalogue,
  wordsAreSaid,
]

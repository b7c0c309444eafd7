/** What ARCHITECTURE.md says of the rooms: who may use whom, and what each may touch. */
import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import { type Check, type Node, type Source, type Tree, importsOf, nameOf, nodesOf, placeOf, textOf } from './tree.ts'

const middle = ['reader', 'matcher', 'ledger', 'accounts', 'jobs', 'papers'].map((name) => `packages/${name}`)

/** The arrows: what each room may import of the others. A new room gets its line here and in ARCHITECTURE.md. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  'packages/domain': [],
  ...Object.fromEntries(middle.map((room) => [room, ['packages/domain']])),
  'packages/api': ['packages/domain', ...middle],
  'apps/server': ['packages/domain', ...middle, 'packages/api'],
  'apps/cli': ['packages/domain', ...middle, 'packages/api', 'apps/server', 'apps/web/rules'],
  'apps/web': ['packages/domain', 'packages/papers/text', 'packages/api/client'],
}

/** Rooms whose package is not called `@handclasp/` and their folder. */
const ownNames: Readonly<Record<string, string>> = {
  handclasp: 'apps/cli',
  '@handclasp/server': 'apps/server',
  '@handclasp/web': 'apps/web',
}

const pureRooms = ['packages/domain', 'packages/reader', 'packages/matcher']
const sqlRooms = ['packages/ledger', 'packages/accounts', 'packages/jobs']

const arrowsHold: Check = {
  rule: 'rooms import each other only along the arrows, by name',
  find: ({ sources }) =>
    sources.flatMap((source) => {
      const { room } = source
      if (room === null) return []
      const allowed = arrows[room]
      if (!allowed) return [`${source.path}:1 no arrow is drawn for the room ${room}`]
      return importsOf(source).flatMap(({ from, node }) => {
        const place = `${placeOf(source, node)} ${room} imports ${from}`
        if (from.startsWith('.')) {
          return posix.join(posix.dirname(source.path), from).startsWith(`${room}/`)
            ? []
            : [`${place}, a path out of its room`]
        }
        const used = roomOf(from)
        return used === null || used === room || allowed.some((arrow) => isAlong(arrow, used)) ? [] : [place]
      })
    }),
  breaches: [
    { 'packages/domain/src/a.ts': "import { read } from '@handclasp/reader'" },
    { 'packages/reader/src/a.ts': "import type { A } from '@handclasp/ledger'" },
    { 'packages/ledger/src/a.ts': "export * from '@handclasp/api/client'" },
    { 'packages/reader/src/a.ts': "import { a } from '../../domain/src/a.ts'" },
    { 'apps/web/src/a.ts': "import { a } from '@handclasp/api'" },
    { 'apps/web/src/a.ts': "const a = await import('@handclasp/reader')" },
    { 'apps/web/src/a.ts': "type A = import('@handclasp/ledger').A" },
    { 'packages/api/src/a.ts': "import { a } from '@handclasp/server'" },
    { 'packages/cellar/src/a.ts': '' },
  ],
  fine: [
    { 'packages/reader/src/a.ts': "import { a } from '@handclasp/domain'\nimport { b } from './b.ts'" },
    { 'apps/web/src/a.ts': "import { a } from '@handclasp/api/client'\nimport '@handclasp/domain'" },
    { 'apps/server/src/a.ts': "import { a } from '@handclasp/api'\nimport { b } from '@handclasp/ledger'" },
  ],
}

/** The room a name leads to, with the door taken where it names one: `packages/api/client`. */
function roomOf(name: string): string | null {
  const own = Object.keys(ownNames).find((start) => name === start || name.startsWith(`${start}/`))
  if (own) return `${ownNames[own]}${name.slice(own.length)}`
  return name.startsWith('@handclasp/') ? `packages/${name.slice('@handclasp/'.length)}` : null
}

function isAlong(arrow: string, used: string): boolean {
  return used === arrow || used.startsWith(`${arrow}/`)
}

const namedDependencies: Check = {
  rule: 'a room imports only packages that its package.json names, and names none outside its arrows',
  find: (tree) => {
    const manifests = manifestsOf(tree)
    const house = namesIn(manifests.get('') ?? {}, 'devDependencies')
    const unnamed = tree.sources.flatMap((source) => {
      const manifest = manifests.get(source.room ?? '')
      if (source.room === null || !manifest) return []
      const own = namesIn(manifest, 'dependencies', 'peerDependencies', 'optionalDependencies')
      const names = new Set([...own, ...(source.isTest ? [...namesIn(manifest, 'devDependencies'), ...house] : [])])
      return importsOf(source)
        .filter(({ from }) => isPackage(from) && roomOf(from)?.split('/').slice(0, 2).join('/') !== source.room)
        .filter(({ from, node }) => !names.has(packageOf(from)) && !isTypeOnly(node, manifest, packageOf(from)))
        .map(({ from, node }) => `${placeOf(source, node)} ${source.room} does not name ${packageOf(from)}`)
    })
    const astray = [...manifests].flatMap(([room, manifest]) =>
      namesIn(manifest, 'dependencies', 'devDependencies').flatMap((name) => {
        const used = roomOf(name)
        const along = used === null || room === '' || (arrows[room] ?? []).some((arrow) => arrow.startsWith(used))
        return along ? [] : [`${room}/package.json:1 names ${name}, against the arrows`]
      }),
    )
    return [...unnamed, ...astray]
  },
  breaches: [
    { 'packages/api/package.json': '{}', 'packages/api/src/a.ts': "import { Hono } from 'hono'" },
    { 'packages/api/package.json': '{"devDependencies":{"hono":"1"}}', 'packages/api/src/a.ts': "import 'hono/cors'" },
    { 'packages/reader/package.json': '{"dependencies":{"@handclasp/ledger":"0.1.0"}}' },
  ],
  fine: [
    { 'packages/api/package.json': '{"dependencies":{"hono":"1"}}', 'packages/api/src/a.ts': "import 'hono/cors'" },
    { 'apps/web/package.json': '{"dependencies":{"@handclasp/api":"0.1.0"}}' },
    { 'packages/api/package.json': '{}', 'packages/api/src/a.ts': "import 'node:fs'\nimport './b.ts'" },
    {
      'package.json': '{"devDependencies":{"vitest":"1"}}',
      'packages/api/package.json': '{}',
      'packages/api/src/a.test.ts': "import 'vitest'",
    },
  ],
}

type Manifest = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>

function manifestsOf({ files }: Tree): ReadonlyMap<string, Manifest> {
  return new Map(
    files.flatMap(({ path, text }) => {
      const room = /^((?:packages|apps)\/[^/]+)\/package\.json$|^package\.json$/.exec(path)
      return room ? [[room[1] ?? '', JSON.parse(text) as Manifest]] : []
    }),
  )
}

function namesIn(manifest: Manifest, ...kinds: readonly string[]): readonly string[] {
  return kinds.flatMap((kind) => Object.keys(manifest[kind] ?? {}))
}

function isPackage(from: string): boolean {
  return !from.startsWith('.') && !from.startsWith('/') && !from.startsWith('virtual:') && !isBuiltin(from)
}

function isBuiltin(from: string): boolean {
  return from.startsWith('node:') || builtinModules.includes(from)
}

function packageOf(from: string): string {
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
}

/** Types alone may come from a development dependency, or from `@types/…`: nothing is loaded. */
function isTypeOnly(node: Node, manifest: Manifest, name: string): boolean {
  const typed = node.importKind === 'type' || node.exportKind === 'type' || node.type === 'TSImportType'
  return typed && namesIn(manifest, 'devDependencies').some((known) => known === name || known === `@types/${name}`)
}

const pinned: Check = {
  rule: 'every dependency is pinned to one version, and the lockfile knows the packages of every platform',
  find: (tree) => {
    const loose = tree.files
      .filter(({ path }) => path.endsWith('package.json'))
      .flatMap(({ path, text }) =>
        ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
          Object.entries((JSON.parse(text) as Manifest)[kind] ?? {})
            .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
            .map(([name, version]) => `${path}:1 ${name} ${version}`),
        ),
      )
    const lock = tree.files.find(({ path }) => path === 'package-lock.json')
    const packages = Object.entries(
      (JSON.parse(lock?.text ?? '{}') as { packages?: Record<string, Manifest> }).packages ?? {},
    )
    const known = new Set(packages.map(([path]) => path.replace(/^.*node_modules\//, '')))
    const missing = packages.flatMap(([path, entry]) =>
      namesIn(entry, 'optionalDependencies')
        .filter((name) => /darwin|win32|linux|win-x64/.test(name) && !known.has(name))
        .map((name) => `package-lock.json:1 ${path} lacks ${name}`),
    )
    return [...loose, ...missing]
  },
  breaches: [
    { 'packages/api/package.json': '{"dependencies":{"hono":"^4.0.0"}}' },
    { 'package-lock.json': '{"packages":{"node_modules/a":{"optionalDependencies":{"a-darwin-x64":"1.0.0"}}}}' },
  ],
  fine: [{ 'packages/api/package.json': '{"dependencies":{"hono":"4.0.0"}}' }],
}

const featuresApart: Check = {
  rule: 'in the web, app uses features, features use ui, and features never import each other',
  find: ({ sources }) =>
    sources.flatMap((source) => {
      const own = layerOf(source.path)
      if (own === null) return []
      return importsOf(source).flatMap(({ from, node }) => {
        const used = from.startsWith('.') ? layerOf(posix.join(posix.dirname(source.path), from)) : null
        return used === null || mayUse(own, used) ? [] : [`${placeOf(source, node)} ${own} imports ${used}`]
      })
    }),
  breaches: [
    { 'apps/web/src/features/reading/a.tsx': "import { b } from '../ledger/b.tsx'" },
    { 'apps/web/src/features/reading/parts/a.tsx': "import { b } from '../../ledger/parts/b.tsx'" },
    { 'apps/web/src/ui/a.tsx': "import { b } from '../features/ledger/b.tsx'" },
    { 'apps/web/src/features/reading/a.tsx': "import { b } from '../../app/routes.tsx'" },
  ],
  fine: [
    { 'apps/web/src/features/reading/a.tsx': "import { b } from './b.tsx'\nimport { c } from '../../ui/c.tsx'" },
    { 'apps/web/src/app/a.tsx': "import { b } from '../features/ledger/b.tsx'" },
    { 'apps/web/src/features/reading/a.tsx': "import { words } from '../../words/zh.ts'" },
  ],
}

const stylesApart: Check = {
  rule: 'no feature of the web begins a style with a class that another feature uses',
  find: (tree) => {
    const used = tree.sources.flatMap((source) => {
      const feature = featureOf(source.path)
      return feature === null ? [] : [{ feature, names: classesOf(source) }]
    })
    return tree.files.flatMap(({ path, text }) => {
      const feature = path.endsWith('.css') ? featureOf(path) : null
      if (feature === null) return []
      return firstClasses(text).flatMap(({ name, line }) => {
        const other = used.find((one) => one.feature !== feature && one.names.has(name))
        return other ? [`${path}:${line} .${name} also styles ${other.feature}`] : []
      })
    })
  },
  breaches: [
    {
      'apps/web/src/features/ledger/a.css': '.b { color: red }',
      'apps/web/src/features/reading/a.tsx': 'const a = <i className="a b" />',
    },
    {
      'apps/web/src/features/ledger/a.css': '@media print {\n  .a .c,\n  .b:hover { color: red }\n}',
      'apps/web/src/features/reading/a.tsx': "const a = <i className={on ? 'b' : ''} />",
    },
  ],
  fine: [
    {
      'apps/web/src/features/ledger/a.css': '.a .b { color: red }',
      'apps/web/src/features/ledger/a.tsx': 'const a = <i className="a b" />',
      'apps/web/src/features/reading/a.tsx': 'const a = <i className="b" title="a" />',
    },
  ],
}

function featureOf(path: string): string | null {
  return /^apps\/web\/src\/features\/([^/]+)\//.exec(path)?.[1] ?? null
}

/** The words that stand in the class names of a file, whatever is said about when. */
function classesOf(source: Source): ReadonlySet<string> {
  const named = nodesOf(source, 'JSXAttribute').filter(({ name }) => (name as Node)['name'] === 'className')
  const said = named.map(({ start, end }) => source.text.slice(start, end).replace(/^className=/, ''))
  const quoted = said.flatMap((words) => words.match(/(["'`])(?:(?!\1).)*\1/gs) ?? [])
  return new Set(quoted.flatMap((words) => words.match(/[a-z][\w-]*/g) ?? []))
}

/** The classes that selectors of a style sheet begin with. */
function firstClasses(text: string): readonly { readonly name: string; readonly line: number }[] {
  const bare = text.replace(/\/\*.*?\*\//gs, (comment) => comment.replaceAll(/[^\n]/g, ' '))
  // What stands in brackets begins no selector; blanks keep the lines.
  const outside = bare.replace(/\([^()]*\)/g, (inside) => inside.replaceAll(/[^\n]/g, ' '))
  return [...outside.matchAll(/[^{}@;]+(?=\{)/g)].flatMap(({ 0: selectors, index }) =>
    [...selectors.matchAll(/(?:^|,)\s*\.([a-z][\w-]*)/g)].map((found) => {
      const line = outside.slice(0, index + found.index + found[0].length).split('\n').length
      return { name: found[1] ?? '', line }
    }),
  )
}

function layerOf(path: string): string | null {
  return /^apps\/web\/src\/(app|ui|features\/[^/]+)(\/|$)/.exec(path)?.[1] ?? null
}

function mayUse(own: string, used: string): boolean {
  return own === used || own === 'app' || (own.startsWith('features/') && used === 'ui')
}

const pure: Check = {
  rule: 'domain, reader and matcher touch no clock, chance, network, machine or package',
  find: ({ sources }) =>
    sources
      .filter(({ room, isTest, path }) => pureRooms.includes(room ?? '') && !isTest && path.includes('/src/'))
      .flatMap((source) => [
        ...importsOf(source)
          .filter(({ from }) => !from.startsWith('.') && from !== '@handclasp/domain')
          .map(({ from, node }) => `${placeOf(source, node)} imports ${from}`),
        ...nodesOf(source, 'MemberExpression', 'CallExpression', 'NewExpression')
          .filter((node) => isImpure(source, node))
          .map(
            (node) => `${placeOf(source, node)} ${source.text.slice(node.start, Math.min(node.end, node.start + 40))}`,
          ),
      ]),
  breaches: [
    { 'packages/domain/src/a.ts': "import { readFileSync } from 'node:fs'" },
    { 'packages/reader/src/a.ts': "import 'fast-check'" },
    { 'packages/matcher/src/a.ts': 'const now = Date.now()' },
    { 'packages/matcher/src/a.ts': 'const now = new Date()' },
    { 'packages/domain/src/a.ts': 'const a = Math.random' },
    { 'packages/domain/src/a.ts': "const a = Math['random']()" },
    { 'packages/domain/src/a.ts': "await fetch('a')" },
    { 'packages/domain/src/a.ts': 'const a = crypto.randomUUID()' },
    { 'packages/domain/src/a.ts': 'const a = globalThis.process.env.A' },
    { 'packages/domain/src/a.ts': 'setTimeout(a, 1)' },
  ],
  fine: [
    { 'packages/domain/src/a.ts': "import { b } from './b.ts'\nconst a = Date.UTC(2026, 0) + Math.max(1, 2)" },
    { 'packages/domain/src/a.ts': 'const process = { name: 1 }\nconst a = process.name' },
    { 'packages/domain/src/a.test.ts': "import fc from 'fast-check'\nconst a = Math.random()" },
    { 'packages/ledger/src/a.ts': 'const a = Date.now()' },
  ],
}

const worldly = ['process', 'performance', 'crypto', 'globalThis', 'window', 'document', 'navigator', 'localStorage']
const worldlyCalls = ['fetch', 'Date', 'require', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']

function isImpure(source: Source, node: Node): boolean {
  if (node.type === 'MemberExpression') {
    const object = nameOf(node.object) ?? ''
    const property = node.computed ? textOf(node.property) : nameOf(node.property)
    if (object === 'Date') return property === 'now'
    if (object === 'Math') return property === 'random'
    return worldly.includes(object) && !declares(source, object)
  }
  const callee = nameOf(node.callee) ?? ''
  if (node.type === 'NewExpression') return callee === 'Date' && (node.arguments as readonly Node[]).length === 0
  return worldlyCalls.includes(callee) && !declares(source, callee)
}

/** Whether the file gives this name a meaning of its own. */
function declares(source: Source, name: string): boolean {
  return nodesOf(source, 'VariableDeclarator', 'FunctionDeclaration', 'ImportSpecifier', 'Property')
    .flatMap(({ id, local, value }) => [nameOf(id), nameOf(local), nameOf(value)])
    .concat(
      nodesOf(source, 'FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression').flatMap(({ params }) =>
        (params as readonly Node[]).map(nameOf),
      ),
    )
    .includes(name)
}

const sqlWords = [
  /^\s*select\s[^]*\sfrom\s+[\w"]+(\s*$|\s+(where|join|left|order|group|limit|as)\b)/i,
  /^\s*(insert\s+into|update\s+\S+\s+set|delete\s+from|with\s+\w+\s+as\s*\()/i,
  /^\s*(create|alter|drop)\s+(or\s+replace\s+)?(table|index|view|policy|role|schema|function|trigger|unique)\b/i,
]

const sqlAtHome: Check = {
  rule: 'SQL is written only in ledger, accounts and jobs',
  find: ({ files, sources }) => [
    ...files
      .filter(({ path }) => path.endsWith('.sql') && !sqlRooms.some((room) => path.startsWith(`${room}/`)))
      .map(({ path }) => `${path}:1 a file of SQL`),
    ...sources
      .filter(({ room }) => room !== null && !sqlRooms.includes(room))
      .flatMap((source) => [
        ...importsOf(source)
          .filter(({ from }) => ['pg', 'kysely', 'pg-boss', '@electric-sql/pglite'].includes(packageOf(from)))
          .map(({ from, node }) => `${placeOf(source, node)} imports ${from}`),
        ...nodesOf(source, 'Literal', 'TemplateLiteral')
          .filter((node) => sqlWords.some((words) => words.test(textOf(node) ?? '')))
          .map((node) => `${placeOf(source, node)} ${source.text.slice(node.start, node.start + 40)}`),
      ]),
  ],
  breaches: [
    { 'packages/api/src/a.ts': "const a = 'select * from entry'" },
    { 'packages/api/src/a.ts': 'const a = sql`insert into entry values (${b})`' },
    { 'apps/server/src/a.ts': "import { Pool } from 'pg'" },
    { 'apps/server/a.sql': '' },
  ],
  fine: [
    { 'packages/ledger/src/a.ts': "import { Pool } from 'pg'\nconst a = 'select 1 from b'" },
    { 'packages/api/src/a.ts': "const a = 'Select a row from the table'.length > 0 ? 'update it' : 'create tables'" },
  ],
}

const tooNew =
  /^(toSorted|toReversed|toSpliced|groupBy|withResolvers|fromAsync|isSubsetOf|isSupersetOf|isDisjointFrom|canParse)$/

const browserSources = /^(apps\/web\/src\/|packages\/domain\/src\/|packages\/api\/src\/(client|contract)\b)/

const oldBrowsers: Check = {
  rule: 'what reaches the browser asks for nothing that Chrome 109 lacks',
  find: ({ sources }) =>
    sources
      .filter(({ path, isTest }) => browserSources.test(path) && !isTest)
      .flatMap((source) => [
        ...nodesOf(source, 'MemberExpression')
          .filter(({ property }) => tooNew.test(nameOf(property) ?? ''))
          .map((node) => `${placeOf(source, node)} ${nameOf(node.property)}`),
        ...nodesOf(source, 'Literal')
          .filter(({ regex }) => /v/.test((regex as { flags: string } | undefined)?.flags ?? ''))
          .map((node) => `${placeOf(source, node)} a pattern with the flag v`),
      ]),
  breaches: [
    { 'apps/web/src/a.ts': 'const a = [2, 1].toSorted()' },
    { 'packages/api/src/client.ts': 'const a = Object.groupBy([], b)' },
    { 'apps/web/src/a.ts': 'const a = /[\\p{L}--a]/v' },
  ],
  fine: [{ 'apps/server/src/a.ts': 'const a = [2, 1].toSorted()', 'apps/web/src/a.ts': 'const a = [...b].sort()' }],
}

const roomsTold: Check = {
  rule: 'ARCHITECTURE.md and GLOSSARY.md tell of every room',
  find: ({ files }) => {
    const rooms = new Set(files.flatMap(({ path }) => /^(packages|apps)\/([^/]+)\//.exec(path)?.[2] ?? []))
    if (rooms.size === 0) return []
    return ['ARCHITECTURE.md', 'GLOSSARY.md'].flatMap((path) => {
      const text = files.find((file) => file.path === path)?.text
      if (text === undefined) return [`${path}:1 is missing`]
      return [...rooms]
        .filter((room) => !new RegExp(`\\b${room}\\b`, 'i').test(text))
        .map((room) => `${path}:1 ${room}`)
    })
  },
  breaches: [
    { 'packages/domain/src/a.ts': '', 'ARCHITECTURE.md': 'domain' },
    { 'packages/domain/src/a.ts': '', 'ARCHITECTURE.md': 'domain', 'GLOSSARY.md': 'cooperation' },
  ],
  fine: [{ 'packages/domain/src/a.ts': '', 'ARCHITECTURE.md': 'packages/domain', 'GLOSSARY.md': 'Domain' }],
}

const decisionsNumbered: Check = {
  rule: 'every decision has a number of its own',
  find: ({ files }) => {
    const decisions = files.flatMap(({ path }) => /^decisions\/(.*)$/.exec(path)?.[1] ?? [])
    const numbers = decisions.map((name) => /^(\d{3})-[a-z0-9-]+\.md$/.exec(name)?.[1])
    return decisions
      .filter((_, index) => numbers[index] === undefined || numbers.indexOf(numbers[index]) !== index)
      .map((name) => `decisions/${name}:1`)
  },
  breaches: [{ 'decisions/001-a.md': '', 'decisions/001-b.md': '' }, { 'decisions/why.md': '' }],
  fine: [{ 'decisions/001-a.md': '', 'decisions/002-b.md': '' }],
}

/** The checks of this file. */
export const roomChecks: readonly Check[] = [
  arrowsHold,
  namedDependencies,
  pinned,
  featuresApart,
  stylesApart,
  pure,
  sqlAtHome,
  oldBrowsers,
  roomsTold,
  decisionsNumbered,
]

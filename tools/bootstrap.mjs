/**
 * Makes a checkout ready before `npm start` and `npm test`: installs what is missing, checks the Node the script will
 * run on, and makes what is made once (the web pages). It comes before all dependencies: none, and Node 20 is enough.
 *
 * Usage: `node tools/bootstrap.mjs start|test`. Exit code 1 and one sentence in Chinese and English when it cannot.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(root, 'node_modules')
const installStamp = join(modules, '.handclasp-install.json')
const webStamp = join(root, 'apps/web/dist/.sources')
const lockFile = join(root, '.bootstrap.lock')
const windows = process.platform === 'win32'

/** The oldest Node that will do: the first with argon2 in `node:crypto`. */
const oldestNode = [24, 7]

/**
 * What is made once and kept. Each is made when `isNeeded()` says so, all at the same time, with Node 24 in the root
 * folder unless `folder` says otherwise; `finish` runs after success. Add a line here for whatever else takes long.
 */
const preparations = [
  {
    zh: '构建网页',
    en: 'building the web pages',
    isNeeded: () => readText(webStamp) !== webHash(),
    command: () => ['node_modules/vite/bin/vite.js', 'build', '--outDir', webDraft(), '--emptyOutDir'],
    folder: 'apps/web',
    finish: keepWeb,
  },
  {
    zh: '预备内置数据库',
    en: 'preparing the embedded database',
    isNeeded: () => !existsSync(templatePath()),
    command: () => ['apps/server/src/template.ts'],
  },
]

/** Where `apps/server/src/template.ts` puts what it makes; `templatePath` of the ledger works it out alike. */
function templatePath() {
  const version = readJson(join(modules, '@electric-sql/pglite/package.json'))?.version
  const files = ['accounts', 'ledger'].flatMap((room) => listFiles(`packages/${room}/migrations`))
  return join(modules, `.cache/handclasp/pgdata-${hashFiles(files, version).slice(0, 16)}`)
}

/** A reason to stop that its reader can do something about. */
class Obstacle extends Error {
  constructor(zh, en) {
    super(`${zh}\n${en}`)
  }
}

// Installing

/** Everything that decides what an install puts in place. */
function installHash() {
  const files = ['package.json', 'package-lock.json', '.npmrc']
  for (const folder of ['packages', 'apps']) {
    for (const room of listFolder(folder)) files.push(`${folder}/${room}/package.json`)
  }
  return hashFiles(files, `${process.platform} ${process.arch}`)
}

/** True when the packages in place are those the lockfile asks for, for `start` or, more widely, for `test`. */
function isInstalled(mode, hash) {
  const stamp = readJson(installStamp)
  if (stamp?.hash === hash && (stamp.mode === 'test' || stamp.mode === mode)) return true
  const found = installedMode()
  if (found === null) return false
  writeFileSync(installStamp, JSON.stringify({ hash, mode: found }))
  return found === 'test' || found === mode
}

/** What an install by hand (`npm ci`, `npm install`) left: the same packages as the lockfile's, or null. */
function installedMode() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages
  const present = readJson(join(modules, '.package-lock.json'))?.packages
  if (!wanted || !present) return null
  let mode = 'test'
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) continue
    const there = present[path]
    const same = entry.link
      ? there?.resolved === entry.resolved
      : there?.version === entry.version && there.integrity === entry.integrity
    if (same || (entry.optional && !there && !isForHere(entry))) continue
    if (there || !entry.dev) return null
    mode = 'start'
  }
  return mode
}

/** A package made for this platform. Optional packages that name none only serve others that are not for here. */
function isForHere({ os, cpu, libc }) {
  return (
    Boolean(os?.includes(process.platform) && cpu?.includes(process.arch)) && (libc?.includes(libraryHere()) ?? true)
  )
}

let library
/** The C library of this Linux, as packages name it. */
function libraryHere() {
  process.report.excludeNetwork = true
  library ??= process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl'
  return library
}

async function install(mode, hash) {
  rmSync(installStamp, { force: true })
  const set = mode === 'start' ? ['--omit=dev', '--include=optional'] : ['--include=dev', '--include=optional']
  const patience = ['--fetch-retries=3', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=10000']
  const words = ['ci', ...set, ...patience, '--no-audit', '--no-fund', '--loglevel=error']
  const { code, output } = await step('安装依赖', 'installing the dependencies', () => {
    const [program, ...start] = npmProgram()
    return run(program, [...start, ...words], { cwd: root, env: npmEnvironment(), shell: windows && program === 'npm' })
  })
  if (code !== 0) throw installObstacle(output, mode === 'start' ? 'npm start' : 'npm test')
  // Written last: an install that was cut short has no stamp and is made again.
  writeFileSync(installStamp, JSON.stringify({ hash, mode }))
}

/** The npm that called us, by the Node that runs it; else the one on the PATH. */
function npmProgram() {
  const npm = process.env.npm_execpath
  if (!npm || !/npm-cli\.c?js$/.test(npm) || !existsSync(npm)) return ['npm']
  const node = process.env.npm_node_execpath
  return [node && existsSync(node) ? node : process.execPath, npm]
}

/** The caller's settings (registry, cache, proxy) without what only belongs to the script it is running. */
function npmEnvironment() {
  const ours = /^(npm_(lifecycle|package|command)|npm_config_(omit|include|only|production|dev|global|workspaces?)$)/i
  const entries = Object.entries(process.env).filter(([name]) => !ours.test(name) && name !== 'NODE_ENV')
  return Object.fromEntries(entries)
}

function installObstacle(output, again) {
  if (/EUSAGE|can only install|in sync/.test(output)) {
    return new Obstacle(
      `package.json 与 package-lock.json 不一致：请先运行 npm install，再运行 ${again}。`,
      `package.json and package-lock.json do not agree: run npm install, then ${again} again.`,
    )
  }
  if (/ENOSPC/.test(output)) {
    return new Obstacle(
      `磁盘空间不够，依赖没有装上：请腾出约 2 GB，再运行 ${again}。`,
      `The disk is full, so the dependencies are not installed: free about 2 GB and run ${again} again.`,
    )
  }
  if (/EACCES|EPERM|EBUSY|EROFS/.test(output)) {
    return new Obstacle(
      `无法写入 node_modules（没有权限，或其中文件正被使用）：请关闭正在运行的携手，运行 npm ci，再运行 ${again}。`,
      `node_modules cannot be written (rights, or a file in use): stop Handclasp, run npm ci, then ${again} again.`,
    )
  }
  if (/E(NOTFOUND|CONN|TIMEDOUT|AI_AGAIN|NETUNREACH|HOSTUNREACH|40\d|50\d)|network|socket|certificate/i.test(output)) {
    return new Obstacle(
      `连不上软件包仓库，依赖没有装上：请检查网络、代理和 npm config get registry，再运行 ${again}。`,
      `The package registry cannot be reached, so the dependencies are not installed: ` +
        `check the network, the proxy and npm config get registry, then run ${again} again.`,
    )
  }
  if (!isStopped) process.stderr.write(`${output.trim().split('\n').slice(-12).join('\n')}\n`)
  return new Obstacle(
    `npm ci 失败，依赖没有装上：原因见上，处理后再运行 ${again}。`,
    `npm ci failed, so the dependencies are not installed: see above, then run ${again} again.`,
  )
}

// The Node that npm's scripts run on

/** Path of the Node an npm script finds first: the platform's package, else the system's own. Throws when too old. */
function checkNode() {
  const name = windows ? 'win' : process.platform
  const packaged = join(modules, `node-${name}-${process.arch}/bin/node${windows ? '.exe' : ''}`)
  const shim = join(modules, '.bin', windows ? 'node.cmd' : 'node')
  if (existsSync(packaged) && existsSync(shim)) {
    if (realpathSync(process.execPath) === realpathSync(packaged) || isNewEnough(versionOf(packaged))) return packaged
    // It does not run here (a C library other than glibc); out of the way with it, where the system's own will do.
    if (process.execPath !== packaged) unlinkSync(shim)
  }
  const own = systemNode()
  if (isNewEnough(own.version)) return own.path
  const least = oldestNode.join('.')
  throw new Obstacle(
    `这里的 Node 是 ${own.version}，携手需要 ${least} 或更新：请安装 Node 24（nodejs.org），再运行一次。`,
    `Node here is ${own.version}, and Handclasp needs ${least} or newer: install Node 24 (nodejs.org), run this again.`,
  )
}

function systemNode() {
  const onPath = versionOf('node', { ...process.env, PATH: scriptPath() })
  return onPath ? { path: 'node', version: onPath } : { path: process.execPath, version: process.version }
}

function versionOf(node, env = process.env) {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8', env })
  return stdout?.trim() ?? ''
}

function isNewEnough(version) {
  const [major, minor] = (/^v(\d+)\.(\d+)/.exec(version) ?? ['', '0', '0']).slice(1).map(Number)
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])
}

/** The PATH of an npm script: the packages' own programs first. */
function scriptPath() {
  return [join(modules, '.bin'), process.env.PATH ?? process.env.Path ?? ''].join(delimiter)
}

// Preparing

async function prepare(node, { zh, en, command, folder = '.', finish }) {
  const { code, output } = await step(zh, en, () =>
    run(node, command().map(fromRoot), {
      cwd: join(root, folder),
      env: { ...process.env, PATH: scriptPath(), NODE_ENV: 'production', NO_COLOR: '1' },
    }),
  )
  if (code === 0) return finish?.()
  process.stderr.write(`${output.trim()}\n`)
  throw new Obstacle(`${zh}没有成功：原因见上。`, `Failed at ${en}: the reason stands above.`)
}

function fromRoot(word) {
  return word.startsWith('node_modules/') ? join(root, word) : word
}

/** Everything the web pages are built from. */
function webHash() {
  return hashFiles([
    'package-lock.json',
    ...listFiles('apps/web').filter(
      (file) => !/\/(dist|\.types|node_modules)\/|\.test\.tsx?$|\.tsbuildinfo$/.test(file),
    ),
    ...listFiles('packages/domain/src').filter((file) => !file.endsWith('.test.ts')),
    ...importedFrom('packages/api/src/client.ts'),
  ])
}

/** A file and what it imports from its own room; types do not reach the pages and do not count. */
function importedFrom(file, seen = new Set()) {
  const text = readText(join(root, file))
  if (text === null || seen.has(file)) return seen
  seen.add(file)
  for (const [, kind, path] of text.matchAll(/^(?:import|export) (type )?[^'"]*['"](\.[^'"]+)['"]/gm)) {
    if (!kind) importedFrom(join(dirname(file), path).replaceAll('\\', '/'), seen)
  }
  return seen
}

/** Built beside its place and moved there whole, so that a server never serves half a build. */
function webDraft() {
  return join(modules, `.cache/handclasp/web-${process.pid}`)
}

function keepWeb() {
  const place = dirname(webStamp)
  writeFileSync(join(webDraft(), '.sources'), webHash())
  rmSync(place, { recursive: true, force: true })
  renameSync(webDraft(), place)
}

// Running, telling, reading

/** Runs a step; tells of it once it has taken a second, then every ten seconds, and when it ends. */
async function step(zh, en, work) {
  const began = Date.now()
  const seconds = () => Math.round((Date.now() - began) / 1000)
  let beat
  const first = setTimeout(() => {
    console.log(`… 正在${zh} · ${en}`)
    beat = setInterval(() => console.log(`… 正在${zh} · ${en} (${seconds()} s)`), 10_000)
  }, 1000)
  try {
    const result = await work()
    if (beat) console.log(`${result.code === 0 ? '✓' : '✗'} ${zh} · ${en} (${seconds()} s)`)
    return result
  } finally {
    clearTimeout(first)
    clearInterval(beat)
  }
}

const running = new Set()
let isStopped = false

/** Runs a program to its end; what it says is kept, for it is of interest only when it fails. */
function run(program, words, options) {
  return new Promise((resolve) => {
    const child = spawn(program, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    running.add(child)
    child.on('close', () => running.delete(child))
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
      })
    }
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** One install at a time: a second caller waits for the first, unless that is gone. */
async function alone(work) {
  for (;;) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    await step('等待另一次准备完成', 'waiting for another run to finish', async () => {
      while (existsSync(lockFile) && !isAbandoned()) await new Promise((resolve) => setTimeout(resolve, 200))
      return { code: 0 }
    })
    if (existsSync(lockFile) && isAbandoned()) rmSync(lockFile, { force: true })
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  try {
    await work()
  } finally {
    rmSync(lockFile, { force: true })
  }
}

/** Ends what is running and lets it come to its end, so that nobody else begins while it still writes. */
function stop() {
  isStopped = true
  for (const child of running) {
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), 3000).unref()
  }
}

/** The one who holds the lock is gone, or has held it longer than any preparation takes. */
function isAbandoned() {
  try {
    if (Date.now() - statSync(lockFile).mtimeMs > 30 * 60_000) return true
    process.kill(Number(readText(lockFile)) || process.pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

/** @param {readonly string[]} files */
function hashFiles(files, salt = '') {
  const hash = createHash('sha256').update(salt)
  for (const file of [...files].sort()) {
    const path = join(root, file)
    if (existsSync(path)) hash.update(`\0${file}\0`).update(readFileSync(path))
  }
  return hash.digest('hex')
}

/** Every file below a folder, as paths from the root with `/`; empty where there is none. */
function listFiles(folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (['node_modules', 'dist', '.types'].includes(entry.name)) return []
    return entry.isDirectory() ? listFiles(path) : [path]
  })
}

function listFolder(folder) {
  return existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : []
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

async function bootstrap(mode) {
  const hash = installHash()
  const ready = isInstalled(mode, hash)
  if (ready && !preparations.some((preparation) => preparation.isNeeded())) {
    checkNode()
    return
  }
  await alone(async () => {
    if (!isInstalled(mode, hash)) await install(mode, hash)
    mkdirSync(join(modules, '.cache/handclasp'), { recursive: true })
    const node = checkNode()
    const needed = preparations.filter((preparation) => preparation.isNeeded())
    await Promise.all(needed.map((preparation) => prepare(node, preparation)))
  })
}

const mode = process.argv[2]
if (mode !== 'start' && mode !== 'test') {
  console.error('node tools/bootstrap.mjs start|test')
  process.exit(2)
}
try {
  await bootstrap(mode)
} catch (error) {
  if (!(error instanceof Obstacle)) throw error
  if (!isStopped) console.error(error.message)
  process.exitCode = 1
}

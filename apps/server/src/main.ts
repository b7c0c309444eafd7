/** `npm start`: opens an installation, takes in the pages it is given, serves until it is told to stop. */
import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { takeIn, takeOver } from '@handclasp/api'
import { type Client, client, RequestFailed } from '@handclasp/api/client'
import { partsOfDate } from '@handclasp/domain'
import { FolderInUse } from '@handclasp/ledger'
import { demonstrate } from './demonstration.ts'
import { type Settings, settingsFrom } from './environment.ts'
import { commandLine } from './keys.ts'
import { type Installation, openInstallation } from './installation.ts'
import { serve } from './serve.ts'
import { faultSentence, requestSentence } from './faults.ts'
import { both, refusalSentence } from './sentences.ts'
import { step } from './steps.ts'

const USAGE = both(
  '用法：npm start [-- [--demonstration] [--published YYYY-MM-DD] 文本文件…]',
  'Usage: npm start [-- [--demonstration] [--published YYYY-MM-DD] text-file…]',
)

interface Wish {
  readonly files: readonly string[]
  readonly published: string | null
  readonly demonstration: boolean
}

/** Starts by its arguments; resolves to the exit code when it could not, never when it serves. */
export async function start(args: readonly string[]): Promise<number> {
  const wish = wishOf(args)
  if (!wish) {
    console.error(USAGE)
    return 2
  }
  try {
    const mode = wish.demonstration ? 'demonstration' : wish.files.length > 0 ? 'own' : null
    return await run(settingsFrom(process.env, mode), wish)
  } catch (fault) {
    const sentence = faultSentence(fault)
    if (sentence === null) throw fault
    console.error(sentence)
    return 1
  }
}

function wishOf(args: readonly string[]): Wish | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { published: { type: 'string' }, demonstration: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const published = values.published ?? null
    if (published !== null && partsOfDate(published) === null) return null
    if (values.demonstration && positionals.length > 0) return null
    const from = process.env.INIT_CWD ?? process.cwd()
    return { files: positionals.map((file) => resolve(from, file)), published, demonstration: values.demonstration }
  } catch {
    return null
  }
}

async function run(settings: Settings, wish: Wish): Promise<number> {
  const pages = pagesOf(wish.files)
  if (!pages) return 1
  let installation: Installation
  try {
    installation = await step('打开数据库', 'opening the database', openInstallation(settings))
  } catch (fault) {
    if (fault instanceof FolderInUse && fault.owner.address && pages.length > 0) {
      return handOver(
        client(fault.owner.address, commandLine(settings.folder)),
        fault.owner.address,
        pages,
        wish.published,
      )
    }
    throw fault
  }
  try {
    const isShown = settings.mode === 'demonstration'
    const shown = isShown ? await step('读样报', 'reading the sample page', demonstrate(installation)) : null
    if (!isShown) await takeOver(installation.ledger, installation.accounts)
    const paths = await takeAll(installation, pages, wish.published)
    if (!paths) {
      await installation.close()
      return 1
    }
    const serving = await serve(installation, shown)
    installation.announce(serving.address)
    stopWhenTold(installation, () => serving.close())
    void installation.stopped.then((fault) => {
      console.error(faultSentence(fault) ?? fault)
      process.exit(1)
    })
    greet(settings, serving.address, paths[0] ?? '', installation.accounts.setupCode())
    return await new Promise(() => {})
  } catch (fault) {
    await installation.close()
    throw fault
  }
}

interface PageFile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

function pagesOf(files: readonly string[]): readonly PageFile[] | null {
  const pages: PageFile[] = []
  for (const file of files) {
    try {
      pages.push({ name: basename(file), bytes: new Uint8Array(readFileSync(file)) })
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
      console.error(
        both(`打不开文件 ${file}（${reason}）：请检查路径。`, `Cannot open ${file} (${reason}): check the path.`),
      )
      return null
    }
  }
  return pages
}

async function takeAll(installation: Installation, pages: readonly PageFile[], published: string | null) {
  const paths: string[] = []
  for (const { name, bytes } of pages) {
    const taken = await step(`读 ${name}`, `reading ${name}`, takeIn(installation.ledger, bytes, name, published))
    if (!taken.ok) {
      console.error(refusalSentence(taken.refusal))
      return null
    }
    paths.push(`/read/${taken.value.hash}`)
  }
  return paths
}

/** Gives the pages to the server that already owns the folder. */
async function handOver(
  server: Client,
  address: string,
  pages: readonly PageFile[],
  published: string | null,
): Promise<number> {
  for (const { name, bytes } of pages) {
    let hash: string
    try {
      hash = (await server.keepSource(new Blob([bytes]), name, published)).hash
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error
      console.error(requestSentence(error, name))
      return 1
    }
    console.log(
      both(
        `携手已在运行：${name} 已交给它，请打开 ${address}/read/${hash}`,
        `Handclasp is already running: ${name} was handed to it; open ${address}/read/${hash}`,
      ),
    )
  }
  return 0
}

function greet(settings: Settings, address: string, path: string, code: string | null): void {
  const { mode, folder, databaseUrl, publicOrigin } = settings
  const demonstration = mode === 'demonstration'
  const known = `${publicOrigin ?? address}${path}`
  console.log(
    both(
      `\n携手 ${demonstration ? '演示（内容全为虚构）' : ''}已就绪：${known}`,
      `Handclasp ${demonstration ? 'demonstration (all invented) ' : ''}is ready: ${known}`,
    ),
  )
  if (publicOrigin !== null) console.log(`代理转到 the proxy passes on to: ${address}`)
  console.log(`数据 data: ${folder}${databaseUrl === null ? '' : ' + PostgreSQL'}`)
  if (demonstration) console.log('读自己的版面 your own page: npm start -- page.txt')
  if (code !== null) {
    console.log(
      both(
        `还没有成员。请在浏览器里用设置码建立第一个成员：${code}`,
        `There is no member yet. Make the first one in the browser with the setup code: ${code}`,
      ),
    )
  }
  console.log('结束 stop: Ctrl-C')
}

function stopWhenTold(installation: Installation, closeServer: () => Promise<void>): void {
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    closeServer()
      .then(() => installation.close())
      .then(
        () => {
          console.log(both('已停止，数据已存妥。', 'Stopped; all data is kept.'))
          process.exit(0)
        },
        (fault: unknown) => {
          console.error(fault)
          process.exit(1)
        },
      )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

if (import.meta.main) process.exitCode = await start(process.argv.slice(2))

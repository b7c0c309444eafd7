/**
 * A real Chromium for the browser tests, from npm, on a machine that has neither a browser nor its libraries nor a
 * Chinese font. `CHROMIUM_PATH` names another one and overrides all of it.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { inflate } from '@sparticuz/chromium'

/** What to start: Playwright's launch options. */
export interface Chromium {
  readonly executablePath: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

const require = createRequire(import.meta.url)
const packageFolder = join(dirname(require.resolve('@sparticuz/chromium')), '..')
const fontFolder = dirname(require.resolve('@expo-google-fonts/zcool-xiaowei/400Regular/ZCOOLXiaoWei_400Regular.ttf'))
const version = (JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }).version
const cache = join(import.meta.dirname, '../node_modules/.cache/handclasp')
const home = join(cache, `chromium-${version}`)

/** Why no browser test can run here, as a sentence with what to do, or null where they can. */
export function chromiumMissing(): string | null {
  if (process.env.CHROMIUM_PATH || (process.platform === 'linux' && process.arch === 'x64')) return null
  return (
    `the Chromium from npm is for linux-x64 only, and this is ${process.platform}-${process.arch}: ` +
    'set CHROMIUM_PATH to a Chrome or Chromium of your own'
  )
}

/** Where Chromium is, or will be once `unpackChromium` is done. The package's own arguments disable web security. */
export function chromium(): Chromium {
  const args = ['--no-sandbox', '--disable-dev-shm-usage']
  const given = Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1])
  // Without a locale that has them, Chinese names of files on the disk crash the page that is to read them.
  const env: Readonly<Record<string, string>> = { ...Object.fromEntries(given), LC_ALL: 'C.UTF-8' }
  if (env.CHROMIUM_PATH) return { executablePath: env.CHROMIUM_PATH, args, env }
  return {
    executablePath: join(home, 'chromium'),
    args,
    env: {
      ...env,
      HOME: home,
      LD_LIBRARY_PATH: join(home, 'al2023/lib'),
      FONTCONFIG_FILE: join(home, 'fonts.conf'),
    },
  }
}

/** Unpacks the npm Chromium into a private cache, once for each version of it; whole or not at all. */
export async function unpackChromium(): Promise<void> {
  if (process.env.CHROMIUM_PATH || existsSync(join(home, 'chromium'))) return
  // What a browser wrote there while it was taken away does not count.
  rmSync(home, { recursive: true, force: true })
  const draft = `${home}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  // The package unpacks to the folder for temporary files, whichever that is at this moment.
  const { TMPDIR } = process.env
  process.env.TMPDIR = draft
  try {
    await Promise.all(['chromium.br', 'al2023.tar.br'].map((file) => inflate(join(packageFolder, 'bin', file))))
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
  }
  // Without a file of its own the page crashes; without a Chinese font text is blank where no webfont draws it.
  writeFileSync(
    join(draft, 'fonts.conf'),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${fontFolder}</dir>
  <cachedir>${join(home, 'fontconfig')}</cachedir>
</fontconfig>
`,
  )
  try {
    renameSync(draft, home)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(home)) throw error
  }
}

/** Playwright's global setup: a browser, or the sentence that says why there is none. */
export default async function setUp(): Promise<void> {
  const missing = chromiumMissing()
  if (missing) throw new Error(missing)
  const { CHROMIUM_PATH } = process.env
  if (CHROMIUM_PATH && !existsSync(CHROMIUM_PATH)) throw new Error(`CHROMIUM_PATH names no file: ${CHROMIUM_PATH}`)
  await unpackChromium()
}

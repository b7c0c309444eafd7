/**
 * The template of an embedded database: a data directory as initdb leaves it, packed, so that a new one starts in a
 * fraction of the time. Run as a program, it makes the template where it is missing.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openEmbedded } from './embedded.ts'

const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url))

/** Where the template of the installed PGlite lies, whether it is there or not. */
export function templatePath(): string {
  const about = readFileSync(join(modules, '@electric-sql', 'pglite', 'package.json'), 'utf8')
  const { version } = JSON.parse(about) as { version: string }
  return join(modules, '.cache', 'handclasp', `pglite-${version}.tar.gz`)
}

/** Makes the template where it is missing; it appears whole or not at all. */
export async function makeTemplate(): Promise<void> {
  const path = templatePath()
  if (existsSync(path)) return
  mkdirSync(dirname(path), { recursive: true })
  const folder = mkdtempSync(join(dirname(path), 'making-'))
  try {
    const database = await openEmbedded(folder)
    writeFileSync(`${path}.${process.pid}`, await database.template())
    await database.close()
    renameSync(`${path}.${process.pid}`, path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) await makeTemplate()

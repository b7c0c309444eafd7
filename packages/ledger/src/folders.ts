/** Folders made durable: what a crash of the machine must not take away is synced by name, too. */
import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The data directory of an embedded database in its folder. */
export const DATA = 'pgdata'
/** The mark of a data directory that was made whole; it travels with the directory. */
export const MADE = 'handclasp.made'

/** Syncs a folder or a file by its path. Systems that cannot open folders (Windows) sync these by themselves. */
export function syncFolder(path: string): void {
  let handle: number
  try {
    handle = openSync(path, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EISDIR' || error.code === 'EPERM')) return
    throw error
  }
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Syncs a folder with everything in it. */
export function syncTree(folder: string): void {
  for (const item of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, item.name)
    if (item.isDirectory()) syncTree(path)
    else if (item.isFile()) syncFolder(path)
  }
  syncFolder(folder)
}

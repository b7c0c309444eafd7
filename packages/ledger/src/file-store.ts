/** Where files lie: by the hash of their bytes, beside the database. What keeps them is behind one interface. */
import type { FileHash, Instant, Outcome } from '@handclasp/domain'

/** A file that is kept. */
export interface KeptFile {
  readonly file: FileHash
  readonly bytes: number
  /** When it was last brought, or let go of. */
  readonly touched: Instant
}

/** What is left of files whose bytes did not all come. */
export interface Unfinished {
  readonly count: number
  readonly bytes: number
}

/**
 * Keeps files. Whatever is found here is whole and has the hash it is named by, unless the disk or somebody changed it:
 * `verify` looks. Every function throws a `FileFault` where the store cannot be written or has no room.
 */
export interface FileStore {
  /** Bytes of one file at most. */
  readonly largest: number
  /** A file, or null where it is not kept. */
  find(file: FileHash): Promise<KeptFile | null>
  /**
   * Keeps the bytes as they come, never more of them in memory than the pieces they come in; it lasts once this is
   * resolved. Bytes of another hash are refused with `file-differs`, too many with `file-too-large`; then, and where
   * the bytes break off, nothing is kept. The same bytes again are one file, and mend one whose bytes were changed.
   */
  keep(file: FileHash, bytes: AsyncIterable<Uint8Array>): Promise<Outcome<{ readonly existing: boolean }>>
  /** Bytes of a file from an offset up to another, in pieces of a bounded size, as they are asked for. */
  read(file: FileHash, start: number, end: number): AsyncIterable<Uint8Array<ArrayBuffer>>
  /** Sets the time a file was touched to now; nothing where it is not kept. */
  touch(file: FileHash): Promise<void>
  /** Deletes a file; nothing where it is not kept. */
  remove(file: FileHash): Promise<void>
  /** Every file, in the order of the hashes. */
  all(): AsyncIterable<KeptFile>
  /** What broke off and was not touched since a time; deleted where that is wished. */
  unfinished(before: Instant, isDeleted: boolean): Promise<Unfinished>
}

/** What can go wrong with a store: no room, no right to write, or it belongs to another installation. */
export type FileFaultCode = 'disk-full' | 'files-unwritable' | 'files-of-another'

/** The store cannot do what it was asked. `folder` says where it is. */
export class FileFault extends Error {
  readonly code: FileFaultCode
  readonly folder: string
  constructor(code: FileFaultCode, folder: string, cause: unknown) {
    super(`${code}: ${folder}`, { cause })
    this.code = code
    this.folder = folder
  }
}

/** Uploads: files on their way to what they are attached to, one after another, wherever the reader goes meanwhile. */
import { client, type LedgerView, RequestFailed } from '@handclasp/api/client'
import type { Attachable, CooperationId, FileHash, SideId } from '@handclasp/domain'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { hashOf, sendFile } from './files.ts'
import { installationQuery, ledgerQuery } from './queries.ts'

const interfaceClient = client()

/** How far one is. `failed` waits for somebody to try again or let it be. */
export type UploadState =
  | { readonly kind: 'waiting' | 'attaching' }
  | { readonly kind: 'hashing' | 'sending'; readonly bytes: number }
  | { readonly kind: 'failed'; readonly error: unknown }

/** A file on its way. */
export interface Upload {
  readonly number: number
  readonly cooperation: CooperationId
  readonly to: Attachable
  readonly file: File
  readonly state: UploadState
}

/** Why a file is not attached: it is here already, has no bytes, or too many (`most`, in bytes). */
export class NotAttached extends Error {
  readonly code: 'already' | 'empty' | 'too-large'
  readonly most: number
  constructor(code: NotAttached['code'], most = 0) {
    super(code)
    this.code = code
    this.most = most
  }
}

/** Where a file goes, and what is told once it is there. */
interface Target {
  readonly cooperation: CooperationId
  readonly side: SideId
  readonly to: Attachable
  readonly queries: QueryClient
  readonly onAttached: (name: string) => void
}

interface Held extends Target {
  readonly file: File
  /** Known once it was worked out: trying again begins behind that. */
  hash: FileHash | null
  ending: AbortController
}

/** Holds the files on their way. */
class Uploads {
  #list: readonly Upload[] = []
  #held = new Map<number, Held>()
  #listeners = new Set<() => void>()
  #last = 0
  #working = false

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  readonly list = () => this.#list

  add(files: readonly File[], target: Target): void {
    for (const file of files) {
      const number = ++this.#last
      const { cooperation, to } = target
      this.#held.set(number, { ...target, file, hash: null, ending: new AbortController() })
      this.#tell([...this.#list, { number, cooperation, to, file, state: { kind: 'waiting' } }])
    }
    void this.#work()
  }

  again(number: number): void {
    const held = this.#held.get(number)
    if (!held) return
    held.ending = new AbortController()
    this.#set(number, { kind: 'waiting' })
    void this.#work()
  }

  /** Stops one, or lets one that failed be. */
  forget(number: number): void {
    this.#held.get(number)?.ending.abort()
    this.#held.delete(number)
    this.#tell(this.#list.filter((each) => each.number !== number))
  }

  async #work(): Promise<void> {
    if (this.#working) return
    this.#working = true
    try {
      for (let next = this.#next(); next; next = this.#next()) await this.#send(next.number)
    } finally {
      this.#working = false
    }
  }

  #next(): Upload | undefined {
    return this.#list.find(({ state }) => state.kind === 'waiting')
  }

  async #send(number: number): Promise<void> {
    const held = this.#held.get(number)
    if (!held) return
    try {
      await attach(held, (state) => this.#set(number, state))
      this.forget(number)
      held.onAttached(held.file.name)
    } catch (error) {
      // What broke on the way may have been broken by what is in the file now.
      if (error instanceof RequestFailed && error.problem?.refusal.code === 'file-differs') held.hash = null
      if (!held.ending.signal.aborted) this.#set(number, { kind: 'failed', error })
    }
  }

  #set(number: number, state: UploadState): void {
    this.#tell(this.#list.map((each) => (each.number === number ? { ...each, state } : each)))
  }

  #tell(list: readonly Upload[]): void {
    this.#list = list
    const isBusy = list.some(({ state }) => state.kind !== 'failed')
    if (isBusy) window.addEventListener('beforeunload', warn)
    else window.removeEventListener('beforeunload', warn)
    for (const listener of this.#listeners) listener()
  }
}

/** Leaving the page would break off what is on its way: the browser asks whether that is meant. */
function warn(event: BeforeUnloadEvent): void {
  event.preventDefault()
}

/** Hashes, sends where it is not kept yet, and attaches. */
async function attach(held: Held, far: (state: UploadState) => void): Promise<void> {
  const { file, cooperation, side, to, queries, ending } = held
  const { signal } = ending
  if (file.size === 0) throw new NotAttached('empty')
  const { largestFile } = await queries.ensureQueryData(installationQuery)
  if (file.size > largestFile) throw new NotAttached('too-large', largestFile)
  far({ kind: 'hashing', bytes: 0 })
  held.hash ??= await hashOf(file, (bytes) => far({ kind: 'hashing', bytes }), signal)
  const { hash } = held
  const ledgers = queries.getQueriesData<LedgerView>({ queryKey: ledgerQuery(cooperation).queryKey })
  const attached = ledgers.find(([, ledger]) => ledger?.side === side)?.[1]?.attachments ?? []
  const isAlready = attached.some((each) => each.file === hash && each.to.id === to.id)
  // Whoever brings what is here already may know that it was spoilt: then its bytes are kept anew.
  if (isAlready || !(await interfaceClient.hasFile(hash))) {
    await sendFile(file, hash, (bytes) => far({ kind: 'sending', bytes }), signal)
  }
  signal.throwIfAborted()
  if (isAlready) throw new NotAttached('already')
  far({ kind: 'attaching' })
  const name = file.name
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(-250)
  await interfaceClient.attach(cooperation, { side, id: null, replaces: null, file: hash, to, name, note: null })
  await queries.invalidateQueries({ queryKey: ledgerQuery(cooperation).queryKey })
}

const uploads = new Uploads()

/** The files on their way to one thing, and what can be done with them. */
export function useUploads(ledger: LedgerView, to: Attachable, onAttached: (name: string) => void) {
  const cooperation = ledger.cooperation.id
  const { side } = ledger
  const queries = useQueryClient()
  const all = useSyncExternalStore(uploads.subscribe, uploads.list)
  const list = useMemo(
    () => all.filter((each) => each.cooperation === cooperation && each.to.id === to.id),
    [all, cooperation, to.id],
  )
  return {
    list,
    add: (files: readonly File[]) => uploads.add(files, { cooperation, side, to, queries, onAttached }),
    again: (number: number) => uploads.again(number),
    forget: (number: number) => uploads.forget(number),
  }
}

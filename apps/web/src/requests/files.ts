/** Files on their way: hashed beside the screen, asked for by their hash, sent where they are not kept yet. */
import { fileAddress, type Problem, RequestFailed } from '@handclasp/api/client'
import type { FileHash } from '@handclasp/domain'
import type { Hashing } from './hashing.worker.ts'

/** The file cannot be read any more: moved, changed or out of reach since it was chosen. */
export class FileUnreadable extends Error {}

/** How far something is: bytes so far. */
export type Far = (bytes: number) => void

/** Where a file is opened or saved, under its name. */
export function fileLink(file: FileHash, name: string): string {
  return `/api${fileAddress(file, name)}`
}

/** The hash of a file, worked out in another thread. Rejects with `FileUnreadable`, or as the signal says. */
export function hashOf(file: File, far: Far, signal: AbortSignal): Promise<FileHash> {
  const worker = new Worker(new URL('./hashing.worker.ts', import.meta.url), { type: 'module' })
  return new Promise<FileHash>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error))
    worker.addEventListener('error', () => reject(new FileUnreadable(file.name)))
    worker.addEventListener('message', ({ data }: MessageEvent<Hashing>) => {
      if (data.kind === 'done') far(data.bytes)
      else if (data.kind === 'hash') resolve(data.hash as FileHash)
      else reject(new FileUnreadable(file.name))
    })
    worker.postMessage(file)
  }).finally(() => worker.terminate())
}

/**
 * Sends the bytes of a file. Rejects with `RequestFailed`, or as the signal says. (Only the older way of asking tells
 * in this direction how far it is.)
 */
export function sendFile(file: File, hash: FileHash, far: Far, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    signal.addEventListener('abort', () => {
      request.abort()
      reject(signal.reason as Error)
    })
    request.upload.addEventListener('progress', ({ loaded }) => far(loaded))
    request.addEventListener('error', () => reject(new RequestFailed(0, null)))
    request.addEventListener('load', () => {
      if (request.status < 300) resolve()
      else reject(new RequestFailed(request.status, problemIn(request.responseText)))
    })
    request.open('PUT', `/api${fileAddress(hash)}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.send(file)
  })
}

function problemIn(text: string): Problem | null {
  try {
    const body = JSON.parse(text) as Partial<Problem> | null
    return body?.refusal ? { refusal: body.refusal } : null
  } catch {
    return null
  }
}

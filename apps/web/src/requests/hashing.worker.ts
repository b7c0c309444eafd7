/** Hashes a file beside the screen: given a file, tells how many bytes are done, then the hash or that it failed. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/** What the worker tells. */
export type Hashing =
  | { readonly kind: 'done'; readonly bytes: number }
  | { readonly kind: 'hash'; readonly hash: string }
  | { readonly kind: 'unreadable' }

/** Bytes between two words about how far it is. */
const STEP = 4 * 2 ** 20

const tell = (hashing: Hashing) => self.postMessage(hashing)

async function hash(file: File): Promise<void> {
  const sum = sha256.create()
  try {
    const reader = file.stream().getReader()
    let [bytes, told] = [0, 0]
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      sum.update(piece.value)
      bytes += piece.value.length
      if (bytes - told < STEP) continue
      told = bytes
      tell({ kind: 'done', bytes })
    }
    tell({ kind: 'hash', hash: bytesToHex(sum.digest()) })
  } catch {
    // It was moved, changed or taken out of reach since it was chosen; or it is a folder.
    tell({ kind: 'unreadable' })
  }
}

self.addEventListener('message', ({ data }: MessageEvent<File>) => void hash(data))

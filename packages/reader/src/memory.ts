/**
 * Memory for the arrays a reading works in, lent out of one piece and taken back when it ends: to get memory of its own
 * for each of them, and to free it, takes longer than to read a short text. No array outlives the work it was lent for.
 */

const SMALLEST = 1 << 20
/** No larger piece is kept between readings. */
const LARGEST = 1 << 23

let piece = new ArrayBuffer(SMALLEST)
let used = 0
/** How much was asked for at most since the piece was got. */
let most = 0
let lending = false

/** Does some work whose arrays are lent; work within it gives back its own first. */
export function lend<Result>(work: () => Result): Result {
  const [before, within] = [used, lending]
  lending = true
  try {
    return work()
  } finally {
    used = before
    lending = within
    if (!lending && most > piece.byteLength && piece.byteLength < LARGEST) {
      piece = new ArrayBuffer(Math.min(most * 2, LARGEST))
    }
  }
}

/** Zeros of 32 bits. */
export function numbers(size: number): Int32Array {
  const at = take(size * 4)
  return at < 0 ? new Int32Array(size) : new Int32Array(piece, at, size).fill(0)
}

/** Zeros of 16 bits. */
export function units(size: number): Uint16Array {
  const at = take(size * 2)
  return at < 0 ? new Uint16Array(size) : new Uint16Array(piece, at, size).fill(0)
}

/** The code units of a text. */
export function unitsOf(text: string): Uint16Array {
  const own = units(text.length)
  for (let i = 0; i < text.length; i++) own[i] = text.charCodeAt(i)
  return own
}

/** Zeros of 8 bits. */
export function bytes(size: number): Uint8Array {
  const at = take(size)
  return at < 0 ? new Uint8Array(size) : new Uint8Array(piece, at, size).fill(0)
}

/** Where in the piece so many bytes are lent, or -1 where nothing is lent or it is too small. */
function take(size: number): number {
  if (!lending) return -1
  const at = used
  const end = at + ((size + 7) & ~7)
  most = Math.max(most, end)
  if (end > piece.byteLength) return -1
  used = end
  return at
}

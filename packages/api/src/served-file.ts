/** How a file leaves the house: under which name, as what, which part of it, and that nothing in it can run here. */
import type { FileStore, KeptFile } from '@handclasp/ledger'

/** What browsers show by themselves and without running anything; told by the first bytes, not by any name. */
const SHOWN: readonly (readonly [type: string, begins: RegExp])[] = [
  ['application/pdf', /^%PDF-/],
  ['image/png', /^\x89PNG\r\n\p{Cc}\n/u],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[^]{4}WEBP/],
]

/** The type of a file that is shown in its place; null where it is only handed out. */
export async function shownAs(store: FileStore, { file, bytes }: KeptFile): Promise<string | null> {
  let first = ''
  for await (const piece of store.read(file, 0, Math.min(16, bytes))) first += String.fromCharCode(...piece)
  return SHOWN.find(([, begins]) => begins.test(first))?.[0] ?? null
}

/**
 * The headers under which a file is handed out. Whatever is not shown by the browser itself is saved, and in a sandbox:
 * a page or a drawing that somebody attached never runs as one of ours. Viewers of PDF do not work in a sandbox.
 */
export function headersOf({ file }: KeptFile, shown: string | null, name: string): Record<string, string> {
  return {
    'accept-ranges': 'bytes',
    // Asked for again each time: what was erased must not come out of a cache.
    'cache-control': 'private, no-cache',
    'content-disposition': disposition(shown === null ? 'attachment' : 'inline', name),
    'content-security-policy': `default-src 'none'; frame-ancestors 'none'${shown === PDF ? '' : '; sandbox'}`,
    'content-type': shown ?? 'application/octet-stream',
    'cross-origin-resource-policy': 'same-origin',
    etag: etagOf(file),
    'x-content-type-options': 'nosniff',
  }
}

const PDF = 'application/pdf'

/** The tag of a file: its hash. */
export function etagOf(file: string): string {
  return `"${file}"`
}

/** RFC 6266: the name as it is for those that read RFC 8187, and one in plain letters for all others. */
export function disposition(kind: 'attachment' | 'inline', name: string): string {
  // What a path or a line is made of has no place in the name of a file.
  const whole = name.toWellFormed().replace(/[\p{Cc}/\\]/gu, '_') || '_'
  const plain = whole.replace(/[^ -~]|["%]/gu, '_')
  const escaped = encodeURIComponent(whole).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `${kind}; filename="${plain}"; filename*=UTF-8''${escaped}`
}

/** A part of a file, the end excluded. */
export interface Part {
  readonly start: number
  readonly end: number
}

/**
 * The part that a `Range` header asks for (RFC 9110): all of it where it asks for none, for several, or for what makes
 * no sense; null where there is nothing at that place.
 */
export function partOf(range: string | undefined, bytes: number): (Part & { readonly isWhole: boolean }) | null {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(range ?? '')
  const [, from = '', to = ''] = asked ?? []
  const whole = { start: 0, end: bytes, isWhole: true }
  if (from === '' && to === '') return whole
  const start = from === '' ? Math.max(0, bytes - Number(to)) : Number(from)
  const end = from === '' || to === '' ? bytes : Math.min(bytes, Number(to) + 1)
  if (from !== '' && to !== '' && Number(to) < Number(from)) return whole
  return start < end ? { start, end, isWhole: false } : null
}

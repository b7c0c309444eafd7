/**
 * Radicals 部首: some programs write a page's ideographs as the radicals that look like them (⽅⺠ for 方民), or as
 * ideographs of the compatibility block. Mended one code unit for one, so that places in a text stay what they are.
 */
import { UNIFIED } from './radicals.data.ts'

const FIRST = 0x2e80
const LAST = 0x2fdf
const table = Uint16Array.from(UNIFIED.replaceAll('\n', ''), (character) => character.charCodeAt(0))

/** The code unit of the ideograph that a code unit stands for: itself, for all that is no radical. */
export function unified(code: number): number {
  if (code >= FIRST && code <= LAST) return table[code - FIRST] ?? code
  if (code < 0xf900 || code > 0xfaff) return code
  const ideograph = String.fromCharCode(code).normalize('NFKC')
  return ideograph.length === 1 ? ideograph.charCodeAt(0) : code
}

/** A text with its radicals mended; as long as before. */
export function mendRadicals(text: string): string {
  return text.replaceAll(/[\u2e80-\u2fdf\uf900-\ufaff]/g, (radical) =>
    String.fromCharCode(unified(radical.charCodeAt(0))),
  )
}

/**
 * The JSON Canonicalization Scheme of RFC 8785: one text for one value, so that hashes and signatures over JSON mean
 * the same everywhere. ECMAScript's own number and string forms are the ones the RFC asks for.
 */

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * The canonical text of a value: no white space, members sorted by their UTF-16 code units, at every depth.
 * Numbers that are not finite and strings with unpaired surrogates have no canonical form; they are a bug of the
 * caller and are thrown as a TypeError that names the place.
 */
export function canonical(value: Json, place = '$'): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${place} is not a finite number`)
    return JSON.stringify(value)
  }
  if (typeof value === 'string') return text(value, place)
  if (isList(value)) return `[${value.map((item, index) => canonical(item, `${place}[${index}]`)).join(',')}]`
  const members = Object.keys(value)
    .sort(byCodeUnit)
    .map((key) => `${text(key, place)}:${canonical(value[key] as Json, `${place}.${key}`)}`)
  return `{${members.join(',')}}`
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function text(value: string, place: string): string {
  if (!value.isWellFormed()) throw new TypeError(`${place} holds half a surrogate pair`)
  return JSON.stringify(value)
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

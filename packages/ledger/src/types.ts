/** How both engines hand values over: instants and days as text, 64-bit integers as numbers. */

/** PostgreSQL type ids of values that are not left to the driver. */
const TIMESTAMPTZ = 1184
const DATE = 1082
const INT8 = 20

function instant(text: string): string {
  return new Date(`${text.replace(' ', 'T')}:00`).toISOString()
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a number`)
  return value
}

/** By type id: from PostgreSQL's text form to ours. Sessions run in UTC, so instants end in `+00`. */
export const PARSERS: { readonly [type: number]: (text: string) => unknown } = {
  [TIMESTAMPTZ]: instant,
  [DATE]: (text) => text,
  [INT8]: wholeNumber,
}

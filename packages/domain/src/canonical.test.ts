import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, type Json } from './canonical.ts'

/** Numbers of RFC 8785, appendix B: the bits of a double, and its one text. */
const NUMBERS: readonly (readonly [bits: string, text: string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
]

function double(bits: string): number {
  return new DataView(Uint8Array.from(bits.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)).buffer).getFloat64(
    0,
  )
}

describe('canonical JSON (RFC 8785)', () => {
  it.each(NUMBERS)('[L1] writes the double %s as %s', (bits, text) => {
    expect(canonical(double(bits))).toBe(text)
  })

  it('[L1] sorts members by UTF-16 code units, at every depth', () => {
    const value = {
      '\u20ac': 1,
      '\r': 2,
      '\ufb33': 3,
      '1': 4,
      '\ud83d\ude00': 5,
      '\u0080': 6,
      '\u00f6': { b: 1, a: 2 },
    }
    const order = '{"\\r":2,"1":4,"\u0080":6,"\u00f6":{"a":2,"b":1},"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}'
    expect(canonical(value)).toBe(order)
  })

  it('[L1] gives the whole sample of the RFC (3.2.2) its canonical text (3.2.4)', () => {
    const numbers = '[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001]'
    const string = String.raw`"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"`
    const sample = JSON.parse(`{"numbers":${numbers},"string":${string},"literals":[null,true,false]}`) as Json
    const text =
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      String.raw`"string":"€$\u000f\nA'B\"\\\\\"/"}`
    expect(canonical(sample)).toBe(text)
  })

  it('[L1] escapes only what must be escaped', () => {
    expect(canonical('€$\u000f\nA\'B"\\\\"/\u2028协议')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u2028协议"')
  })

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], ['\ud800'], [{ '\udc00': 1 }]])(
    '[L1] has no form for %j',
    (value) => {
      expect(() => canonical({ place: [value as Json] })).toThrow(TypeError)
    },
  )

  it('[L1] gives equal values one text, whatever the order of their members, and loses nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' }), (value) => {
        const json = value as Json
        expect(JSON.parse(canonical(json))).toEqual(JSON.parse(JSON.stringify(json)))
        expect(canonical(reversed(json))).toBe(canonical(json))
      }),
    )
  })
})

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => reversed(item))
  if (value === null || typeof value !== 'object') return value
  const members = Object.entries(value as { readonly [key: string]: Json }).toReversed()
  return Object.fromEntries(members.map(([key, item]) => [key, reversed(item)]))
}

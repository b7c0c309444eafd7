import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CHAIN_OF, type StoredEntry, understood } from './entry.ts'
import { FORMER_CHAIN_OF } from './former.ts'

interface Sample {
  readonly entry: Omit<StoredEntry, 'header'>
  readonly understood: unknown
}

/** One entry of each kind and version that was ever written, as it was stored, and what is understood by it. */
const SAMPLES = readFileSync(new URL('../samples/entries.ndjson', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Sample)
const entries = SAMPLES.map(({ entry, understood: said }) => {
  const header = JSON.parse(entry.text) as StoredEntry['header']
  return { kind: header.kind, entry: { ...entry, header }, said }
})

describe('frozen entries', () => {
  it('[L42] hold one of each kind and version', () => {
    const kinds = [...Object.keys(CHAIN_OF), ...Object.keys(FORMER_CHAIN_OF)]
    expect(entries.map(({ kind }) => kind).sort()).toEqual(kinds.sort())
  })

  it.each(entries.map(({ kind, entry, said }) => [kind, entry, said] as const))(
    '[L42] say what they always said: %s',
    (_, entry, said) => {
      expect(understood(entry)).toEqual(said)
    },
  )

  it('[L42] lift a former agreement without adding to it', () => {
    const former = entries.find(({ kind }) => kind === 'agreement@1')
    expect(former && understood(former.entry)).toMatchObject({
      kind: 'agreement@2',
      structure: { id: 'agr_1', package: 'pkg_1', follows: null },
      payload: {
        signedOn: '2026-05-18',
        inForce: null,
        parties: [
          { side: null, organisation: { name: '霁原省', code: null } },
          { side: null, organisation: { name: '翎川省', code: null } },
        ],
        signatories: [{ name: '贺云屏', post: null, side: null }],
      },
    })
  })
})

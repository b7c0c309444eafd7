import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Command,
  type CooperationId,
  type Correction,
  decide,
  type Finding,
  type FindingId,
  fold,
  compositionOf,
  recordKey,
  type SideId,
  silent,
  type SourceHash,
  type StoredEntry,
  touches,
} from './index.ts'
import { run, sealed } from './trial.ts'

const COOPERATION = 'coo_TEST' as CooperationId
const EAST = 'sid_EAST' as SideId
const WEST = 'sid_WEST' as SideId
const SOURCE = 'a'.repeat(64) as SourceHash
const SIDES = [
  { id: EAST, mark: '霁', regions: [{ name: '霁原省', code: null }] },
  { id: WEST, mark: '翎', regions: [{ name: '翎川省', code: null }] },
]
const PLACE = { source: SOURCE, article: 0, lines: { from: 3, to: 4 }, outlet: '霁原日报' }
const CITATION = { name: '霁原日报', outlet: '霁原日报', published: '2026-05-19' }

function opening(by: SideId): Command {
  return { kind: 'open-cooperation', cooperation: COOPERATION, name: '霁翎合作', sides: SIDES, by, publicKey: 'k' }
}

function packageFinding(number: number): Finding {
  const evidence = [{ start: number * 10, end: number * 10 + 3 }]
  const read = { parts: [1, number], stated: true, rules: ['R1'], evidence }
  const id = `fnd_${number}` as FindingId
  return { ...PLACE, id, evidence, words: `1+${number}`, kind: 'package', read }
}

function accept(finding: Finding, correction: Correction | null = null): Command {
  return { kind: 'accept-finding', finding, citation: CITATION, reader: '1', correction, person: null }
}

function undo(finding: Finding): Command {
  return { kind: 'undo-decision', finding: finding.id, of: finding.kind, reason: null }
}

function reject(finding: Finding): Command {
  return { kind: 'reject-finding', finding, citation: CITATION, reader: '1', reason: null }
}

const commands = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.constantFrom(accept, reject, undo)), { maxLength: 16 })
  .map((list) => list.map(([number, make]) => make(packageFinding(number))))

describe('positions', () => {
  it('[L10] come out the same whatever the order of arrival', () => {
    fc.assert(
      fc.property(commands, fc.infiniteStream(fc.nat()), (list, ranks) => {
        const { entries, position } = run(EAST, [opening(EAST), ...list])
        const shuffled = entries
          .map((entry) => ({ entry, rank: ranks.next().value as number }))
          .toSorted((a, b) => a.rank - b.rank)
          .map(({ entry }) => entry)
        expect(fold(COOPERATION, EAST, shuffled)).toEqual(position)
        expect(fold(COOPERATION, EAST, [...shuffled, ...shuffled])).toEqual(position)
      }),
    )
  })

  it('[L11] count a chain as far as it has no gap', () => {
    fc.assert(
      fc.property(commands, fc.nat(), (list, pick) => {
        const { entries } = run(EAST, [opening(EAST), ...list])
        const internal = entries.filter((entry) => entry.header.chain === 'internal')
        fc.pre(internal.length > 0)
        const gap = pick % internal.length
        const held = entries.filter((entry) => entry !== internal[gap])
        const before = entries.filter((entry) => entry.header.chain === 'shared' || entry.header.seq <= gap)
        expect(fold(COOPERATION, EAST, held)).toEqual(fold(COOPERATION, EAST, before))
        expect(fold(COOPERATION, EAST, held).heads.internal?.seq ?? 0).toBe(gap)
      }),
    )
  })

  it('[L12] count a forked chain up to the entry before the fork', () => {
    const one = run(EAST, [opening(EAST), accept(packageFinding(1)), accept(packageFinding(2))]).entries
    const two = run(EAST, [opening(EAST), accept(packageFinding(1)), reject(packageFinding(3))]).entries
    const position = fold(COOPERATION, EAST, [...one, ...two])
    expect(position.heads.internal?.seq).toBe(3)
    expect([...position.records.keys()].toSorted()).toEqual(
      ['decision fnd_1', 'package pkg_1', `source ${SOURCE}`].toSorted(),
    )
  })

  it('[L13] keep an entry of an unknown kind and change nothing by it', () => {
    const { entries, position } = run(EAST, [opening(EAST)])
    const template = sealed(position, [
      { kind: 'source-cited@1', structure: { source: SOURCE }, payload: CITATION },
    ])[0] as StoredEntry
    const unknown = { ...template, header: { ...template.header, kind: 'treaty@7' } }
    const after = fold(COOPERATION, EAST, [...entries, unknown])
    expect(after.unknown).toBe(1)
    expect(after.heads.internal?.seq).toBe(1)
    expect(after.records.size).toBe(0)
  })

  it('[L14] keep the place of an erased entry and hold no record of it', () => {
    const { entries } = run(EAST, [opening(EAST), accept(packageFinding(1))])
    const erased = entries.map((entry) => (entry.header.kind === 'package@2' ? { ...entry, content: null } : entry))
    const position = fold(COOPERATION, EAST, erased)
    expect(position.heads.internal?.seq).toBe(3)
    expect(position.erased).toBe(1)
    expect(position.records.has(recordKey('package', 'pkg_1'))).toBe(false)
  })

  it('[L14] keep decisions, undoings and sides of erased entries by what their headers say', () => {
    const steps = [opening(EAST), accept(packageFinding(1)), reject(packageFinding(2)), undo(packageFinding(1))]
    const { entries, position } = run(EAST, steps)
    const erased = fold(
      COOPERATION,
      EAST,
      entries.map((entry) => ({ ...entry, content: null })),
    )
    expect(erased.records.has(recordKey('package', 'pkg_1'))).toBe(false)
    expect(erased.records.has(recordKey('decision', 'fnd_1'))).toBe(false)
    const refused = decide(erased, accept(packageFinding(2)))
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'finding-already-decided', verdict: 'rejected' } })
    expect(erased.opening?.sides.map(({ id }) => id)).toEqual(position.opening?.sides.map(({ id }) => id))
  })

  it.each([
    ['a payload that is no JSON', { content: { salt: '', payload: 'x' } }],
    ['a payload that is no object', { content: { salt: '', payload: 'null' } }],
  ])('[L13] count %s as unknown and go on', (_, change) => {
    const { entries } = run(EAST, [opening(EAST), accept(packageFinding(1))])
    const odd = entries.map((entry) => (entry.header.kind === 'package@2' ? { ...entry, ...change } : entry))
    expect(fold(COOPERATION, EAST, odd)).toMatchObject({ unknown: 1, heads: { internal: { seq: 3 } } })
  })

  it('[L7] count an entry on a chain it is not written to as unknown', () => {
    const { entries } = run(EAST, [opening(EAST)])
    const moved = entries.map((entry) => ({ ...entry, header: { ...entry.header, chain: 'internal' as const } }))
    expect(fold(COOPERATION, EAST, moved)).toMatchObject({ unknown: 1, opening: null })
  })

  it('[L9] leave out entries of other sides and other cooperations', () => {
    const { entries } = run(EAST, [opening(EAST), accept(packageFinding(1))])
    expect(fold(COOPERATION, WEST, entries)).toEqual(silent(COOPERATION, WEST))
    expect(fold('coo_OTHER' as CooperationId, EAST, entries).records.size).toBe(0)
  })
})

describe('the joint state', () => {
  it('[L15] is the same whatever the order of the positions, and says who has spoken', () => {
    const east = run(EAST, [opening(EAST)]).position
    const west = silent(COOPERATION, WEST)
    const state = compositionOf(COOPERATION, [east, west])
    expect(state).toEqual(compositionOf(COOPERATION, [west, east]))
    expect(state.sides.map(({ mark }) => mark)).toEqual(['霁', '翎'])
    expect(state.spoken).toEqual([EAST])
    expect(compositionOf(COOPERATION, [])).toMatchObject({ sides: [], name: null, openingsDiffer: false })
  })

  it('[L15] says so where two openings give a side different regions', () => {
    const east = run(EAST, [opening(EAST)]).position
    const sides = SIDES.map((side) => ({ ...side, regions: [{ name: `${side.mark}省`, code: null }] }))
    const west = run(WEST, [{ ...opening(WEST), sides } as Command]).position
    expect(compositionOf(COOPERATION, [east, west]).openingsDiffer).toBe(true)
  })

  it('[L15] says so where two openings name different sides', () => {
    const east = run(EAST, [opening(EAST)]).position
    const other = { ...opening(WEST), sides: [...SIDES.slice(1), { id: 'sid_X' as SideId, mark: '汐', regions: [] }] }
    const west = run(WEST, [other]).position
    expect(compositionOf(COOPERATION, [east, west]).openingsDiffer).toBe(true)
    expect(compositionOf(COOPERATION, [east, west])).toEqual(compositionOf(COOPERATION, [west, east]))
  })
})

describe('decide', () => {
  const opened = run(EAST, [opening(EAST)]).position

  it.each([
    ['one side', { ...opening(EAST), sides: SIDES.slice(0, 1) }, 'too-few-sides'],
    ['a stranger opening', opening('sid_X' as SideId), 'side-not-in-cooperation'],
    [
      'a region on two sides',
      { ...opening(EAST), sides: [...SIDES, { ...SIDES[0], id: 'sid_X' }] },
      'region-on-two-sides',
    ],
  ])('[L16] refuses %s', (_, command, code) => {
    expect(decide(silent(COOPERATION, EAST), command as Command)).toMatchObject({ ok: false, refusal: { code } })
  })

  it('[L16] opens a cooperation once', () => {
    expect(decide(opened, opening(EAST))).toMatchObject({ ok: false, refusal: { code: 'cooperation-already-open' } })
  })

  it('refuses to decide in a cooperation that is not open', () => {
    const decided = decide(silent(COOPERATION, EAST), accept(packageFinding(1)))
    expect(decided).toMatchObject({ ok: false, refusal: { code: 'cooperation-unknown' } })
  })

  it('[L17] refuses to decide a finding again, and names the verdict', () => {
    const { position } = run(EAST, [opening(EAST), reject(packageFinding(1))])
    const refusal = { code: 'finding-already-decided', finding: 'fnd_1', verdict: 'rejected' }
    expect(decide(position, accept(packageFinding(1)))).toEqual({ ok: false, refusal })
  })

  it('[L19] cites a source with its first decision only', () => {
    const { entries } = run(EAST, [opening(EAST), accept(packageFinding(1)), accept(packageFinding(2))])
    expect(entries.map((entry) => entry.header.kind)).toEqual([
      'cooperation-opened@1',
      'source-cited@1',
      'package@2',
      'finding-accepted@1',
      'package@2',
      'finding-accepted@1',
    ])
  })

  it('[L8] writes what a person accepts or rejects to the internal chain', () => {
    const { entries } = run(EAST, [opening(EAST), accept(packageFinding(1)), reject(packageFinding(2))])
    const chains = entries.map((entry) => [entry.header.kind, entry.header.chain])
    expect(chains.filter(([, chain]) => chain !== 'internal')).toEqual([['cooperation-opened@1', 'shared']])
  })

  it('[L18] [L20] makes a record that names its package by the finding, and quotes its words', () => {
    const bundle = packageFinding(7)
    const evidence = [{ start: 90, end: 96 }]
    const agreement: Finding = {
      id: 'fnd_A' as FindingId,
      ...PLACE,
      evidence,
      words: '深化合作框架协议',
      kind: 'agreement',
      package: bundle.id,
      read: {
        name: '深化合作框架协议',
        kind: 'framework',
        count: 1,
        parties: [],
        signatories: [],
        date: null,
        signed: true,
        stated: true,
        rules: ['R1'],
        evidence,
      },
    }
    const { position } = run(EAST, [opening(EAST), accept(agreement), accept(bundle)])
    expect(position.records.get(recordKey('agreement', 'agr_A'))).toMatchObject({
      package: 'pkg_7',
      quote: {
        words: '深化合作框架协议',
        source: SOURCE,
        spans: evidence,
        lines: PLACE.lines,
        outlet: PLACE.outlet,
      },
    })
    expect(position.records.has(recordKey('package', 'pkg_7'))).toBe(true)
  })

  it('[L30] keeps what was read beside what a person made of it', () => {
    const { position, entries } = run(EAST, [
      opening(EAST),
      accept(packageFinding(1), { of: 'package', fields: { parts: [1, 9] } }),
      accept(packageFinding(2), { of: 'package', fields: { parts: [1, 2] } }),
    ])
    expect(position.records.get(recordKey('package', 'pkg_1'))).toMatchObject({ parts: [1, 9] })
    expect(position.records.get(recordKey('decision', 'fnd_1'))).toMatchObject({
      corrected: true,
      read: { parts: [1, 1] },
    })
    expect(position.records.get(recordKey('decision', 'fnd_2'))).toMatchObject({ corrected: false })
    expect(fold(COOPERATION, EAST, entries)).toEqual(position)
  })

  it('[L30] refuses a correction of another kind of finding', () => {
    const command = accept(packageFinding(1), { of: 'event', fields: { place: '璟安' } })
    expect(decide(opened, command)).toMatchObject({
      ok: false,
      refusal: { code: 'correction-misfits', field: 'event' },
    })
  })

  it('[L31] undoes a decision with what it made, after which the finding can be decided anew', () => {
    const first = run(EAST, [opening(EAST), accept(packageFinding(1)), undo(packageFinding(1))])
    expect([...first.position.records.keys()]).toEqual([`source ${SOURCE}`])
    const again = run(EAST, [
      opening(EAST),
      accept(packageFinding(1)),
      undo(packageFinding(1)),
      reject(packageFinding(1)),
    ])
    expect(again.position.records.get(recordKey('decision', 'fnd_1'))).toMatchObject({ verdict: 'rejected' })
    expect(again.entries.at(-1)?.header.seq).toBe(5)
  })

  it('[L31] refuses to undo what was not decided', () => {
    expect(decide(opened, undo(packageFinding(1)))).toMatchObject({
      ok: false,
      refusal: { code: 'finding-not-decided' },
    })
  })

  it('needs no more of a position than what the command touches', () => {
    fc.assert(
      fc.property(commands, commands, (before, [command]) => {
        fc.pre(command !== undefined)
        const { position } = run(EAST, [opening(EAST), ...before])
        const keys = new Set(touches(command).map(({ kind, id }) => recordKey(kind, id)))
        const records = new Map([...position.records].filter(([key]) => keys.has(key)))
        expect(decide({ ...position, records }, command)).toEqual(decide(position, command))
      }),
    )
  })
})

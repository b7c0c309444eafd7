import fc from 'fast-check'
import { expect, it } from 'vitest'
import { changesOf, type HeadSpan, readHeadSpans, writeHeadSpans } from './history.ts'
import {
  type AgreementId,
  type AuthorId,
  type Command,
  type DraftId,
  type Finding,
  type FindingId,
  fold,
  type LedgerRecord,
  type SideId,
  type SourceHash,
  type StoredEntry,
  type VersionId,
} from './index.ts'
import { run } from './trial.ts'

const EAST = 'sid_EAST' as SideId
const SIDES = ['EAST', 'WEST'].map((name) => ({ id: `sid_${name}` as SideId, mark: name.charAt(0), regions: [] }))
const OPENING = {
  kind: 'open-cooperation',
  cooperation: 'coo_TEST',
  name: '霁翎合作',
  sides: SIDES,
  by: EAST,
  publicKey: 'k',
}

function packageFinding(number: number): Finding {
  const evidence = [{ start: number * 10, end: number * 10 + 3 }]
  const read = { parts: [1, number], stated: true, rules: ['R1'], evidence }
  const place = { source: 'a'.repeat(64) as SourceHash, article: 0, lines: { from: 1, to: 1 }, outlet: null }
  return { ...place, id: `fnd_${number}` as FindingId, evidence, words: `1+${number}`, kind: 'package', read }
}

function keep(number: number, replaces: number | null): Command {
  const words = { name: `协议${replaces ?? ''}`, kind: 'other', count: 1, parties: [], signatories: [], signed: true }
  const days = { signedOn: null, inForce: null, expires: null, quote: null }
  const id = `agr_${number}` as AgreementId
  return { kind: 'keep-agreement', id, package: null, follows: null, replaces, words: { ...words, ...days } } as Command
}

const ANSWER = {
  kind: 'answer-side',
  version: 'ver_1' as VersionId,
  stance: 'accepted',
  note: null,
} as const
const VERDICTS = ['checked', 'returned'] as const

/** What is wished at each step, made into a command that fits what stands then. */
const WISHES = ['accept', 'undo', 'keep', 'drop', 'draft', 'judge', 'rule', 'undraft'] as const
const wishes = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom(...WISHES)), { maxLength: 24 })

function story(list: readonly (readonly [number, (typeof WISHES)[number]])[]): readonly StoredEntry[] {
  let commands: readonly Command[] = [OPENING as unknown as Command]
  for (const [number, wish] of list) {
    const { position } = run(EAST, commands)
    const finding = packageFinding(number)
    const citation = { name: '霁原日报', outlet: null, published: null }
    const standing = position.records.get(`agreement agr_${number}`)?.seq ?? null
    const id = `dft_${number}` as DraftId
    const drafted = position.records.get(`draft ${id}`)?.seq ?? null
    const by = 'local' as AuthorId
    const command: Command = {
      draft: { kind: 'write-draft' as const, id, replaces: drafted, command: ANSWER, note: null },
      judge: {
        kind: 'judge-draft' as const,
        id,
        seq: drafted ?? 0,
        verdict: VERDICTS[number % 2] ?? 'checked',
        note: null,
        by,
      },
      rule: { kind: 'set-four-eyes' as const, required: number > 1, note: null },
      undraft: { kind: 'drop-record' as const, of: 'draft' as const, id, reason: null },
      accept: { kind: 'accept-finding' as const, finding, citation, reader: '1', correction: null, person: null },
      undo: { kind: 'undo-decision' as const, finding: finding.id, of: 'package' as const, reason: null },
      keep: keep(number, standing),
      drop: { kind: 'drop-record' as const, of: 'agreement' as const, id: `agr_${number}`, reason: null },
    }[wish]
    commands = [...commands, command]
  }
  return run(EAST, commands).entries.filter(({ header }) => header.chain === 'internal')
}

/** Things that are told: all but decisions and citations, and what was said of drafts. */
function things(entries: readonly StoredEntry[]): ReadonlyMap<string, LedgerRecord> {
  const { records } = fold('coo_TEST' as never, EAST, entries)
  return new Map([...records].filter(([, { kind }]) => !/^(decision|source|judgement)$/.test(kind)))
}

it('[L46] history between two heads is the difference of what stands at them', () => {
  fc.assert(
    fc.property(wishes, fc.nat(60), fc.nat(60), (list, one, other) => {
      const entries = story(list)
      const [from, to] = [Math.min(one, other, entries.length), Math.min(Math.max(one, other), entries.length)]
      const found = changesOf(entries.slice(from, to), (seq) => entries[seq - 1] ?? null)
      const [before, after] = [things(entries.slice(0, from)), things(entries.slice(0, to))]
      const told = new Map(found.things.map((change) => [`${change.name.kind} ${change.name.id}`, change]))
      for (const key of new Set([...before.keys(), ...after.keys()])) {
        const [was, is] = [before.get(key) ?? null, after.get(key) ?? null]
        const change = told.get(key)
        if (was?.seq !== is?.seq) expect(change && [change.before, change.after]).toEqual([was, is])
        else expect(change?.before ?? was).toEqual(was)
      }
      for (const [key, change] of told) {
        expect([change.before, change.after]).toEqual([before.get(key) ?? null, after.get(key) ?? null])
        expect(change.by.every(({ seq }) => seq > from && seq <= to)).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
})

it('reads the stretches of chains as they were written, and nothing else', () => {
  const span = fc.record({
    side: fc.constantFrom('sid_EAST' as SideId, 'sid_WEST' as SideId),
    chain: fc.constantFrom('shared' as const, 'internal' as const),
    from: fc.nat(),
    to: fc.nat(),
  })
  const spans = fc.uniqueArray(span, { minLength: 1, selector: ({ side, chain }: HeadSpan) => `${side} ${chain}` })
  fc.assert(
    fc.property(spans, (some) => {
      expect(readHeadSpans(writeHeadSpans(some))).toEqual(some)
    }),
  )
  const one = 'sid_EAST.shared.1-2'
  for (const words of ['', `${one},`, `${one},${one}`, 'sid_EAST.home.1-2', 'sid_EAST.shared.1', `${one}x`])
    expect(readHeadSpans(words), words).toBeNull()
})

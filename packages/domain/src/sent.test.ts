import { describe, expect, it } from 'vitest'
import type {
  AgreementId,
  AuthorId,
  CooperationId,
  IntentionId,
  PackageId,
  SideId,
  SourceHash,
  TextId,
} from './identifier.ts'
import type { Draft } from './entry.ts'
import { findableOf } from './findable.ts'
import { type LedgerRecord, recordKey, recordOf, type RecordOf, silent } from './position.ts'
import { decide } from './deciding.ts'
import { isAsSent, keptAs, restsOf, type Sendable, sendingOf } from './sent.ts'

const SOURCE = 'a'.repeat(64) as SourceHash
const BUNDLE = 'pkg_1' as PackageId
const AGREEMENT = 'agr_1' as AgreementId
const EARLIER = 'agr_0' as AgreementId
const quote = { words: '1+7', source: SOURCE, spans: [{ start: 3, end: 6 }], lines: { from: 2, to: 2 }, outlet: null }

const bundle: RecordOf<'package'> = {
  kind: 'package',
  id: BUNDLE,
  seq: 2,
  finding: null,
  replaces: null,
  name: '两省协议',
  parts: [1, 7],
  signedOn: '2026-04-28',
  place: '翎江市',
  quote,
}
const agreement: RecordOf<'agreement'> = {
  kind: 'agreement',
  id: AGREEMENT,
  seq: 3,
  finding: null,
  replaces: null,
  package: BUNDLE,
  follows: { agreement: EARLIER, how: 'deepens' },
  name: '农业农村合作协议',
  type: 'departmental',
  count: 1,
  parties: [{ side: 'sid_EAST' as SideId, organisation: { name: '霁原省农业农村厅', code: '91350100M000100Y43' } }],
  signatories: [{ name: '方以宁', post: '厅长', side: null }],
  signed: true,
  signedOn: '2026-04-28',
  inForce: '2026-05-01',
  expires: null,
  quote: null,
}
const text: RecordOf<'text'> = {
  kind: 'text',
  id: 'txt_1' as TextId,
  seq: 4,
  agreement: AGREEMENT,
  replaces: null,
  title: '签署本',
  text: '第一条 共建平台。',
  dated: null,
}
const intention: RecordOf<'intention'> = {
  kind: 'intention',
  id: 'int_1' as IntentionId,
  seq: 5,
  finding: null,
  text: '建设加工基地30个',
  basis: 'speech',
  speaker: '贺云屏',
  mode: 'undertakes',
  by: ['霁原省'],
  fields: ['industry'],
  targets: [{ value: 30, unit: '个' }],
  quote,
}
const RESTS: ReadonlyMap<string, LedgerRecord> = new Map<string, LedgerRecord>([
  [
    recordKey('source', SOURCE),
    { kind: 'source', id: SOURCE, seq: 1, source: SOURCE, name: '五月版', outlet: '霁原日报', published: '2026-05-19' },
  ],
  [recordKey('agreement', EARLIER), { ...agreement, id: EARLIER, name: '农业合作备忘录', follows: null }],
])
const ALL: readonly Sendable[] = [bundle, agreement, text, intention]

/** What a record is to the other sides once it was sent by the entry of some number. */
function told(record: Sendable, seq = 9): RecordOf<'sent'> {
  return recordOf(sendingOf(record, RESTS, null), {
    header: { seq, seen: {}, author: 'local' as AuthorId },
    hash: '',
  }) as RecordOf<'sent'>
}

describe('what is sent', () => {
  it.each(ALL.map((record) => [record.kind, record] as const))('[L48] carries a %s by value', (_, record) => {
    const quoted = 'quote' in record && record.quote ? { quote: { ...quote, outlet: '霁原日报' } } : {}
    expect(keptAs(told(record))).toMatchObject({ ...record, ...quoted, seq: 9 })
    expect(findableOf(told(record))).toEqual({ ...findableOf(record), kind: 'sent' })
  })

  it('[L48] names the page by outlet and day, never by the name this side gave it', () => {
    const sent = told(bundle)
    expect(sent.words).toMatchObject({ quote: { outlet: '霁原日报', published: '2026-05-19', lines: { from: 2 } } })
    expect(JSON.stringify(sent)).not.toContain('五月版')
    expect(told(agreement).words).toMatchObject({ followed: '农业合作备忘录' })
  })

  it('[L48] is an intention where it was one: no terms, no days', () => {
    expect(Object.keys(told(intention).words ?? {}).sort()).toEqual(
      ['basis', 'by', 'fields', 'mode', 'quote', 'speaker', 'targets', 'text'].sort(),
    )
  })

  it.each<readonly [string, Sendable, Sendable]>([
    ['a package', bundle, { ...bundle, place: null }],
    ['an agreement in another package', agreement, { ...agreement, package: null }],
    ['a signatory', agreement, { ...agreement, signatories: [] }],
    ['a text', text, { ...text, text: '第一条 共建两个平台。' }],
    ['an intention', intention, { ...intention, targets: [] }],
  ])('[L49] is changed where the words are: %s', (_, before, after) => {
    expect(isAsSent(sendingOf(before, RESTS, told(before)), told(before))).toBe(true)
    expect(isAsSent(sendingOf({ ...before, seq: 12 }, RESTS, told(before)), told(before))).toBe(true)
    expect(isAsSent(sendingOf(after, RESTS, told(before)), told(before))).toBe(false)
  })

  it('[L49] names the entry whose words it replaces', () => {
    const records = new Map([
      ...RESTS,
      ...[bundle, told(bundle, 6)].map((one) => [recordKey(one.kind, one.id), one] as const),
    ])
    const opening = {
      name: '霁翎合作',
      sides: [{ id: 'sid_EAST' as SideId, mark: '霁', regions: [] }],
      by: 'sid_EAST' as SideId,
    }
    const position = { ...silent('coo_TEST' as CooperationId, opening.by), opening, records }
    const command = { kind: 'send-record', of: 'package', id: BUNDLE, seq: 2, rests: restsOf(bundle) } as const
    expect(decide(position, command)).toMatchObject({ refusal: { code: 'already-sent' } })
    const changed = new Map(records).set(recordKey('package', BUNDLE), { ...bundle, place: '霁原市', seq: 7 })
    const decided = decide({ ...position, records: changed }, { ...command, seq: 7 })
    const drafts: readonly Draft[] = decided.ok ? decided.value : []
    expect(drafts).toMatchObject([{ kind: 'package-sent@1', structure: { id: BUNDLE, replaces: 6 } }])
  })
})

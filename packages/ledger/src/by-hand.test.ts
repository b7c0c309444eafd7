import { fold, type ProgrammeId, type SideId, type TextId } from '@handclasp/domain'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { entryOf, readRows } from './chain.ts'
import { type Database, empty, engines, openLedgerIn, openPlace, type Place, type TrialLedger } from './engines.ts'
import { accept, ACTOR, EAST, keepAgreement, keepPackage, opening, undo, WEST } from './worked.ts'

const programme = (id: string, of: SideId, pairs: readonly string[] = [], replaces: number | null = null) => {
  const structure = {
    id: `prg_${id}` as ProgrammeId,
    of,
    pairs: pairs.map((one) => `prg_${one}` as ProgrammeId),
    replaces,
  }
  const words = { name: `第${id}号战略`, document: null, issued: null, quote: null }
  return { kind: 'keep-programme', ...structure, ...words } as const
}

describe.each(engines())('what is written by hand, on $name', (engine) => {
  let place: Place
  let database: Database
  let ledger: TrialLedger

  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
  })
  beforeEach(async () => {
    await empty(database)
    ledger = await openLedgerIn(database, place.folder)
    await ledger.post(ACTOR, opening(ledger.publicKey))
  })
  afterEach(async () => {
    expect((await ledger.verify()).faults).toEqual([])
    const rows = await readRows(database.sql, { ...ACTOR, side: EAST.id, chain: 'internal' }, 0, 1000)
    const folded = fold(ACTOR.cooperation, EAST.id, rows.map(entryOf))
    for (const kind of ['package', 'agreement', 'text', 'programme'] as const) {
      const kept = (await ledger.records(ACTOR.cooperation, EAST.id, kind)).map(({ id, seq }) => [id, seq])
      const held = [...folded.records.values()].filter((record) => record.kind === kind)
      expect(new Map<string, number>(kept as [string, number][])).toEqual(
        new Map<string, number>(held.map(({ id, seq }) => [id, seq])),
      )
    }
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })
  const agreements = async () => ledger.records(ACTOR.cooperation, EAST.id, 'agreement')

  it('[L41] keeps a package with its agreements at once, and writes one of them anew', async () => {
    await ledger.post(ACTOR, keepPackage('A'), keepAgreement('1', 'A'), keepAgreement('2', 'A'))
    expect(await agreements()).toMatchObject([
      { id: 'agr_1', package: 'pkg_A', seq: 2, expires: '2029-04-27', signatories: [{ post: '厅长' }] },
      { id: 'agr_2', package: 'pkg_A', seq: 3 },
    ])
    await ledger.post(ACTOR, keepAgreement('1', 'A', 2))
    await ledger.post(ACTOR, keepAgreement('1', null, 4))
    expect((await agreements()).map(({ id, seq, name }) => [id, seq, name])).toEqual([
      ['agr_1', 5, '农业农村合作协议4'],
      ['agr_2', 3, '农业农村合作协议'],
    ])
  })

  it('[L72] keeps the programmes of both sides, paired, writes one anew and takes it out', async () => {
    await ledger.post(ACTOR, programme('1', WEST.id), programme('2', EAST.id, ['1']))
    expect(await ledger.post(ACTOR, programme('2', EAST.id, [], 2))).toMatchObject({ ok: true })
    const programmes = () => ledger.records(ACTOR.cooperation, EAST.id, 'programme')
    expect(await programmes()).toMatchObject([
      { id: 'prg_1', of: WEST.id, pairs: [] },
      { id: 'prg_2', of: EAST.id, pairs: [], seq: 3 },
    ])
    await ledger.post(ACTOR, { kind: 'drop-record', of: 'programme', id: 'prg_1', reason: null })
    expect((await programmes()).map(({ id }) => id)).toEqual(['prg_2'])
  })

  it.each([
    ['of somebody else', programme('3', 'sid_NORTH' as SideId), 'side-not-in-cooperation'],
    ['paired with one of its own side', programme('3', EAST.id, ['2']), 'programmes-of-one-side'],
    ['paired with one that is not there', programme('3', EAST.id, ['9']), 'record-unknown'],
    ['changed meanwhile', programme('2', EAST.id), 'record-changed'],
  ])('[L72] refuses a programme %s', async (_, command, code) => {
    await ledger.post(ACTOR, programme('2', EAST.id))
    expect(await ledger.post(ACTOR, command)).toMatchObject({ ok: false, refusal: { code } })
  })

  it.each([
    ['what was changed meanwhile', keepAgreement('1', 'A', 1), 'record-changed'],
    ['what is there already', keepAgreement('1', 'A'), 'record-changed'],
    ['a package that is not there', keepAgreement('9', 'B'), 'record-unknown'],
    ['dropping what is not there', { kind: 'drop-record', of: 'text', id: 'txt_1', reason: null }, 'record-unknown'],
  ] as const)('[L41] refuses %s', async (_, command, code) => {
    await ledger.post(ACTOR, keepPackage('A'), keepAgreement('1', 'A'))
    expect(await ledger.post(ACTOR, command)).toMatchObject({ ok: false, refusal: { code } })
  })

  it('[L41] drops what was written by hand, and can keep it again', async () => {
    await ledger.post(ACTOR, keepPackage('A'), keepAgreement('1', 'A'))
    await ledger.post(ACTOR, { kind: 'drop-record', of: 'agreement', id: 'agr_1', reason: '重复' })
    expect(await agreements()).toEqual([])
    await ledger.post(ACTOR, keepAgreement('1', 'A'))
    expect(await agreements()).toMatchObject([{ id: 'agr_1', seq: 4 }])
  })

  it('[L31] [L41] takes what was accepted out with its decision, in whatever words it stands by then', async () => {
    await ledger.post(ACTOR, accept(1))
    const drop = { kind: 'drop-record', of: 'agreement', id: 'agr_1', reason: null } as const
    expect(await ledger.post(ACTOR, drop)).toMatchObject({ refusal: { code: 'record-from-finding' } })
    const [before] = await agreements()
    await ledger.post(ACTOR, keepAgreement('1', null, before?.seq))
    expect(await agreements()).toMatchObject([{ finding: 'fnd_1', expires: '2029-04-27' }])
    expect(await ledger.post(ACTOR, undo(1))).toMatchObject({ ok: true })
    expect(await agreements()).toEqual([])
  })

  it('keeps the text of an agreement, and the next version of it', async () => {
    const text = { kind: 'keep-text', id: 'txt_1' as TextId, agreement: 'agr_1' as never, dated: null } as const
    const words = { title: '农业农村合作协议', text: '第一条 共建平台。' }
    await ledger.post(ACTOR, keepAgreement('1', null), { ...text, ...words, replaces: null })
    const [kept] = await ledger.records(ACTOR.cooperation, EAST.id, 'text')
    await ledger.post(ACTOR, { ...text, ...words, text: '第一条 共建两个平台。', replaces: kept?.seq ?? null })
    expect(await ledger.records(ACTOR.cooperation, EAST.id, 'text')).toMatchObject([{ text: '第一条 共建两个平台。' }])
  })
})

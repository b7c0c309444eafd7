import { fold, type RecordName, sameness, claimVoices, type SideId } from '@handclasp/domain'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { entryOf, readRows } from './chain.ts'
import { type Database, empty, engines, openLedgerIn, openPlace, type Place, type TrialLedger } from './engines.ts'
import { accept, ACTOR, answer, EAST, joining, keepAgreement, keepPackage, opening, OTHER } from './worked.ts'
import { propose, same, send, SOURCE, WEST } from './worked.ts'

const { cooperation } = ACTOR
const within = (bundle: string): readonly RecordName[] => [{ kind: 'package', id: `pkg_${bundle}` }]

describe.each(engines())('what sides send each other, on $name', (engine) => {
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
    await ledger.post(OTHER, joining(ledger.publicKey))
  })
  const positionOf = async (side: SideId) => {
    const chains = await Promise.all(
      (['shared', 'internal'] as const).map((chain) => readRows(database.sql, { cooperation, side, chain }, 0, 1000)),
    )
    return fold(cooperation, side, chains.flat().map(entryOf))
  }
  afterEach(async () => {
    expect((await ledger.verify()).faults).toEqual([])
    const positions = await Promise.all([EAST.id, WEST.id].map(positionOf))
    expect(await ledger.sameness(cooperation)).toEqual(sameness(claimVoices(positions)))
    for (const { side, records } of positions) {
      const held = [...records.values()].filter(({ kind }) => kind === 'sent').map(({ id, seq }) => [id, seq])
      const kept = (await ledger.records(cooperation, side, 'sent')).map(({ id, seq }) => [id, seq])
      expect(new Map(kept as [string, number][])).toEqual(new Map(held as [string, number][]))
    }
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })
  const sent = async (own = EAST.id) =>
    (await ledger.sent(cooperation, [EAST.id, WEST.id], own)).map(({ side, state, sent: { id } }) => [side, id, state])
  const found = async (side: SideId, words: string) =>
    (await ledger.find(cooperation, side, words, 20)).rows.map(({ kind, id }) => `${kind} ${id}`)

  it('[L48] sends a package with an agreement of it: the other side sees the words and finds them', async () => {
    await ledger.post(ACTOR, keepPackage('A'), keepAgreement('1', 'A'))
    expect(await found(WEST.id, '乔岱')).toEqual([])
    const done = await ledger.post(ACTOR, send('package', 'pkg_A', 1), send('agreement', 'agr_1', 2, within('A')))
    expect(done).toMatchObject({ ok: true, value: [{ kind: 'package-sent@1' }, { kind: 'agreement-sent@1' }] })
    expect(await sent()).toEqual([
      [EAST.id, 'pkg_A', 'as-kept'],
      [EAST.id, 'agr_1', 'as-kept'],
    ])
    expect(await ledger.records(cooperation, EAST.id, 'sent')).toMatchObject([
      { of: 'package', words: { parts: [1, 7], place: '翎江市', quote: null } },
      { of: 'agreement', package: 'pkg_A', words: { expires: '2029-04-27', signatories: [{ name: '乔岱松' }] } },
    ])
    expect(await found(WEST.id, '乔岱')).toEqual([`sent ${EAST.id} agr_1`])
    expect(await found(EAST.id, '乔岱')).toEqual(['agreement agr_1'])
  })

  it('[L48] tells the day of the page by value, for the other side has never seen it', async () => {
    await ledger.post(ACTOR, accept(1))
    const [kept] = await ledger.records(cooperation, EAST.id, 'agreement')
    await ledger.post(ACTOR, send('agreement', 'agr_1', kept?.seq ?? 0, [{ kind: 'source', id: SOURCE }]))
    const quote = {
      words: '第1号合作协议',
      source: SOURCE,
      outlet: '霁原日报',
      published: '2026-05-19',
      lines: { from: 2 },
    }
    expect(await ledger.records(cooperation, EAST.id, 'sent')).toMatchObject([{ words: { quote } }])
  })

  it('[L49] sends again what was changed since, and keeps in sight what was dropped here', async () => {
    await ledger.post(ACTOR, keepPackage('A'), keepAgreement('1', 'A'), send('package', 'pkg_A', 1))
    await ledger.post(ACTOR, send('agreement', 'agr_1', 2, within('A')))
    await ledger.post(ACTOR, keepAgreement('1', 'A', 2))
    expect(await sent()).toContainEqual([EAST.id, 'agr_1', 'changed'])
    await ledger.post(ACTOR, send('agreement', 'agr_1', 3, within('A')))
    expect(await ledger.records(cooperation, EAST.id, 'sent')).toMatchObject([
      { id: 'pkg_A', replaces: null },
      { id: 'agr_1', seq: 4, replaces: 3, words: { name: '农业农村合作协议2' } },
    ])
    await ledger.post(ACTOR, { kind: 'drop-record', of: 'agreement', id: 'agr_1', reason: null })
    expect(await sent()).toContainEqual([EAST.id, 'agr_1', 'gone'])
    expect(await sent(WEST.id)).toContainEqual([EAST.id, 'agr_1', null])
    expect(await found(WEST.id, '乔岱')).toEqual([`sent ${EAST.id} agr_1`])
  })

  it('[L49] tells a text that was changed by its words alone, and shows them', async () => {
    const text = {
      kind: 'keep-text',
      id: 'txt_1' as never,
      agreement: 'agr_1' as never,
      title: '签署本',
      dated: null,
    } as const
    await ledger.post(ACTOR, keepAgreement('1', null), { ...text, text: '第一条 共建平台。', replaces: null })
    const agreement = [{ kind: 'agreement', id: 'agr_1' }] as const
    expect(await ledger.post(ACTOR, send('text', 'txt_1', 2, agreement))).toMatchObject({
      refusal: { code: 'not-sent' },
    })
    await ledger.post(ACTOR, send('agreement', 'agr_1', 1), send('text', 'txt_1', 2, agreement))
    expect(await sent()).toContainEqual([EAST.id, 'txt_1', 'as-kept'])
    expect(await ledger.record(cooperation, EAST.id, 'sent', 'txt_1')).toMatchObject({
      words: { text: '第一条 共建平台。' },
    })
    await ledger.post(ACTOR, { ...text, text: '第一条 共建两个平台。', replaces: 2 })
    expect(await sent()).toContainEqual([EAST.id, 'txt_1', 'changed'])
  })

  it('[L49] refuses to send what is not so, each with its reason', async () => {
    await ledger.post(ACTOR, keepPackage('A'), keepAgreement('1', 'A'), keepPackage('B'), send('package', 'pkg_B', 3))
    for (const [command, code] of [
      [send('package', 'pkg_X', 1), 'record-unknown'],
      // Somebody changed it since it was seen.
      [send('package', 'pkg_A', 2), 'record-changed'],
      [send('agreement', 'agr_1', 2, within('A')), 'not-sent'],
      [send('agreement', 'agr_1', 2), 'record-changed'],
      [send('package', 'pkg_B', 3), 'already-sent'],
    ] as const) {
      expect(await ledger.post(ACTOR, command)).toMatchObject({ ok: false, refusal: { code } })
    }
  })

  it('[L45] [L48] leaves of erased words that they were sent', async () => {
    await ledger.post(ACTOR, keepPackage('A'), send('package', 'pkg_A', 1))
    await ledger.post(ACTOR, { kind: 'erase-entry', chain: 'shared', seq: 2, ground: 'secret', note: null })
    expect(await ledger.records(cooperation, EAST.id, 'sent')).toMatchObject([{ id: 'pkg_A', words: null }])
    expect(await found(WEST.id, '翎江市')).toEqual([])
    expect(await ledger.post(ACTOR, send('package', 'pkg_A', 1))).toMatchObject({ ok: true })
    expect(await found(WEST.id, '翎江市')).toEqual([`sent ${EAST.id} pkg_A`])
  })

  it('[L45] [L48] tells before erasing what of it was sent, now and before', async () => {
    await ledger.post(ACTOR, keepPackage('A'), send('package', 'pkg_A', 1), keepPackage('A', 1, '两省协议'))
    await ledger.post(ACTOR, send('package', 'pkg_A', 2))
    const told = await ledger.erasable(cooperation, EAST.id, 'internal', 2)
    expect(told.map(({ chain, seq, why }) => [chain, seq, why])).toEqual([
      ['internal', 2, 'asked'],
      ['internal', 1, 'former'],
      ['shared', 3, 'sent'],
      ['shared', 2, 'sent'],
    ])
  })

  const bothSent = async () => {
    await ledger.post(ACTOR, keepPackage('A'), send('package', 'pkg_A', 1))
    await ledger.post(OTHER, keepPackage('B'), send('package', 'pkg_B', 1))
  }

  it('[L50] two packages are one once both sides said so', async () => {
    await bothSent()
    await ledger.post(OTHER, same('package', 'pkg_B', 'pkg_A', EAST.id))
    expect(await ledger.sameness(cooperation)).toMatchObject({ ones: [], pairs: [{ state: 'waiting' }] })
    await ledger.post(ACTOR, same('package', 'pkg_A', 'pkg_B', WEST.id))
    const things = [
      { side: EAST.id, id: 'pkg_A' },
      { side: WEST.id, id: 'pkg_B' },
    ]
    expect(await ledger.sameness(cooperation)).toMatchObject({ ones: [{ of: 'package', things }] })
  })

  it('[L51] is taken back while one said it, and not after both did', async () => {
    await bothSent()
    const claim = same('package', 'pkg_A', 'pkg_B', WEST.id)
    const back = same('package', 'pkg_A', 'pkg_B', WEST.id, 'taken-back')
    for (const command of [claim, back, claim]) await ledger.post(ACTOR, command)
    await ledger.post(OTHER, same('package', 'pkg_B', 'pkg_A', EAST.id))
    expect(await ledger.post(ACTOR, back)).toMatchObject({ refusal: { code: 'same-by-both' } })
    expect(await ledger.sameness(cooperation)).toMatchObject({ pairs: [{ state: 'one' }] })
  })

  it('[L51] stands the same for all, however both sides speak at once', async () => {
    await bothSent()
    const [ours, theirs] = [['pkg_A', 'pkg_B', WEST.id] as const, ['pkg_B', 'pkg_A', EAST.id] as const]
    const words = ['same', 'taken-back', 'same', 'taken-back', 'same'] as const
    const said = await Promise.all(
      words.flatMap((word) => [
        ledger.post(ACTOR, same('package', ...ours, word)),
        ledger.post(OTHER, same('package', ...theirs, word)),
      ]),
    )
    expect(said.filter(({ ok }) => ok).length).toBeGreaterThan(1)
    // Once both said so neither can go back: whatever came first, at the end they are one or one can still say so.
    await ledger.post(ACTOR, same('package', ...ours))
    await ledger.post(OTHER, same('package', ...theirs))
    expect((await ledger.sameness(cooperation)).pairs).toMatchObject([{ state: 'one' }])
  })

  it('[L52] refuses what cannot be the same, each with its reason', async () => {
    await bothSent()
    await ledger.post(ACTOR, propose('1', '1a'))
    for (const [command, code] of [
      [same('package', 'pkg_X', 'pkg_B', WEST.id), 'not-sent'],
      [same('package', 'pkg_A', 'pkg_X', WEST.id), 'record-unknown'],
      [same('agreement', 'pkg_A', 'pkg_B', WEST.id), 'not-sent'],
      [same('package', 'pkg_A', 'pkg_A', EAST.id), 'side-not-in-cooperation'],
      [same('package', 'pkg_A', 'pkg_B', 'sid_X' as SideId), 'side-not-in-cooperation'],
      [same('commitment', 'com_1', 'com_1', WEST.id), 'record-unknown'],
      [same('cooperation', 'coo_TEST', 'coo_X', WEST.id), 'record-unknown'],
      [same('package', 'pkg_A', 'pkg_B', WEST.id, 'taken-back'), 'same-never-said'],
    ] as const) {
      expect(await ledger.post(ACTOR, command)).toMatchObject({ ok: false, refusal: { code } })
    }
  })

  it('[L50] judges nothing that was agreed on commitments again when two become one', async () => {
    await ledger.post(ACTOR, propose('1', '1a'))
    await ledger.post(OTHER, answer('1', '1a', 'accepted'), propose('2', '2a'))
    const each = async () => {
      const both = [await ledger.commitment(cooperation, 'com_1' as never)]
      both.push(await ledger.commitment(cooperation, 'com_2' as never))
      return both.map((one) => one && { state: one.state, versions: one.versions, inForce: one.inForce })
    }
    const before = await each()
    await ledger.post(ACTOR, same('commitment', 'com_1', 'com_2', WEST.id))
    await ledger.post(OTHER, same('commitment', 'com_2', 'com_1', EAST.id))
    const things = [
      { side: null, id: 'com_1' },
      { side: null, id: 'com_2' },
    ]
    expect(await ledger.sameness(cooperation)).toMatchObject({ ones: [{ of: 'commitment', things }] })
    expect(await each()).toEqual(before)
  })
})

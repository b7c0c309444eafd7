import { createHash } from 'node:crypto'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AttachmentId, type Command, type FileHash, fold } from '@handclasp/domain'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { entryOf, readRows } from './chain.ts'
import { type Database, empty, engines, openLedgerIn, openPlace, type Place, type TrialLedger } from './engines.ts'
import { ACTOR, EAST, keepAgreement, keepPackage, opening } from './worked.ts'

const LATER = '9999-12-31T00:00:00.000Z'
const AGREEMENT = { kind: 'agreement', id: 'agr_1' } as never
const NOWHERE = { kind: 'text', id: 'txt_9' }

const bytesOf = (words: string) => new TextEncoder().encode(words)
const hashOf = (words: string) => createHash('sha256').update(bytesOf(words)).digest('hex') as FileHash

/** Attaches a file of some words, or names the attachment anew. */
function attach(id: string, words: string, replaces: number | null = null, name = `${words}.pdf`): Command {
  const file = { file: hashOf(words), bytes: bytesOf(words).length }
  return {
    kind: 'keep-attachment',
    id: `att_${id}` as AttachmentId,
    ...file,
    to: AGREEMENT,
    replaces,
    name,
    note: null,
  }
}

describe.each(engines())('files on $name', (engine) => {
  let place: Place
  let database: Database
  let ledger: TrialLedger

  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
  })
  beforeEach(async () => {
    await empty(database)
    rmSync(join(place.folder, 'files'), { recursive: true, force: true })
    ledger = await openLedgerIn(database, place.folder)
    await ledger.post(ACTOR, opening(ledger.publicKey), keepPackage('A'), keepAgreement('1', 'A'))
  })
  afterEach(async () => {
    const rows = await readRows(database.sql, { ...ACTOR, side: EAST.id, chain: 'internal' }, 0, 1000)
    const folded = fold(ACTOR.cooperation, EAST.id, rows.map(entryOf))
    const held = [...folded.records.values()].filter(({ kind }) => kind === 'attachment').map(({ id }) => id)
    expect((await attachments()).map(({ id }) => id).toSorted()).toEqual(held.toSorted())
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })

  async function keep(words: string): Promise<FileHash> {
    async function* coming() {
      yield bytesOf(words)
    }
    expect(await ledger.files.keep(hashOf(words), coming())).toMatchObject({ ok: true })
    return hashOf(words)
  }
  const attachments = () => ledger.records(ACTOR.cooperation, EAST.id, 'attachment')
  const sweep = (before = LATER) => ledger.sweep({ before, isTrial: false })
  const faults = async () => (await ledger.verify()).faults
  const isThere = async (words: string) => (await ledger.files.find(hashOf(words))) !== null

  it('[L54] are attached to what stands, named anew, found by name, told by history, and taken out', async () => {
    await keep('签署本')
    expect(await ledger.post(ACTOR, attach('1', '签署本'))).toMatchObject({ ok: true })
    const [kept] = await attachments()
    expect(kept).toMatchObject({ file: hashOf('签署本'), bytes: 9, to: AGREEMENT, name: '签署本.pdf' })
    await ledger.post(ACTOR, attach('1', '签署本', kept?.seq, '农业协议扫描件.pdf'))
    const { rows } = await ledger.find(ACTOR.cooperation, EAST.id, '扫描件', 10)
    expect(rows).toMatchObject([{ kind: 'attachment', id: 'att_1', title: '农业协议扫描件.pdf' }])
    const told = await ledger.history(ACTOR.cooperation, EAST.id, { from: '2020-01-01', to: LATER })
    expect(told.ok && told.value.changes[0]).toMatchObject({
      name: { kind: 'attachment' },
      before: null,
      after: { note: null },
    })
    expect(await faults()).toEqual([])
    await ledger.post(ACTOR, { kind: 'drop-record', of: 'attachment', id: 'att_1', reason: '附错了' })
    expect(await attachments()).toEqual([])
    expect(await faults()).toEqual([])
  })

  it.each([
    ['a file that is not kept', attach('1', '没有来过'), 'file-unknown'],
    ['a file of another length', { ...attach('1', '签署本'), bytes: 8 } as Command, 'file-unknown'],
    ['a file to what does not stand', { ...attach('1', '签署本'), to: NOWHERE } as Command, 'record-unknown'],
    ['a name where another came between', attach('1', '签署本', 9), 'record-changed'],
  ])('[L54] are not attached: %s', async (_, command, code) => {
    await keep('签署本')
    expect(await ledger.post(ACTOR, command)).toMatchObject({ ok: false, refusal: { code } })
  })

  it('[L55] stay while anything refers to them, and are swept once nothing does and nobody touched them', async () => {
    for (const words of ['甲', '乙', '丙']) await keep(words)
    await ledger.post(ACTOR, attach('1', '甲'), attach('2', '甲'), attach('3', '乙'))
    const trial = await ledger.sweep({ before: LATER, isTrial: true })
    expect(trial).toEqual({ files: 1, bytes: 3, unfinished: 0, unfinishedBytes: 0, kept: 2 })
    expect(await sweep('2020-01-01T00:00:00.000Z')).toMatchObject({ files: 0, kept: 3 })
    expect(await sweep()).toEqual(trial)
    expect([await isThere('甲'), await isThere('乙'), await isThere('丙')]).toEqual([true, true, false])
    const drop = (id: string) => ({ kind: 'drop-record', of: 'attachment', id: `att_${id}`, reason: null }) as const
    await ledger.post(ACTOR, drop('1'), drop('3'))
    expect(await sweep()).toMatchObject({ files: 1, kept: 1 })
    expect([await isThere('甲'), await isThere('乙')]).toEqual([true, false])
    await ledger.post(ACTOR, { kind: 'drop-record', of: 'agreement', id: 'agr_1', reason: null })
    expect(await sweep()).toMatchObject({ files: 0, kept: 1 })
    expect(await faults()).toEqual([])
  })

  it('[L55] stay a while after they were taken out, from then on', async () => {
    await keep('甲')
    await ledger.post(ACTOR, attach('1', '甲'))
    const before = new Date().toISOString()
    await ledger.post(ACTOR, { kind: 'drop-record', of: 'attachment', id: 'att_1', reason: null })
    expect(await sweep(before)).toMatchObject({ files: 0, kept: 1 })
    expect(await ledger.post(ACTOR, attach('1', '甲'))).toMatchObject({ ok: true })
  })

  it('[L45] [L55] go at once with the words that are erased, unless something else refers to them', async () => {
    await keep('甲')
    await keep('乙')
    await ledger.post(ACTOR, attach('1', '甲'), attach('2', '乙'), attach('3', '乙'))
    const erase = (seq: number) =>
      ({ kind: 'erase-entry', chain: 'internal', seq, ground: 'secret', note: null }) as const
    await ledger.post(ACTOR, erase(3), erase(4))
    expect([await isThere('甲'), await isThere('乙')]).toEqual([false, true])
    expect((await attachments()).map(({ id }) => id)).toEqual(['att_3'])
    expect(await faults()).toEqual([])
  })

  it('[L55] are attached or swept, never both, however both are tried at once', async () => {
    const words = Array.from({ length: 12 }, (_, number) => `第${number}份`)
    for (const each of words) await keep(each)
    const [posted] = await Promise.all([
      Promise.all(words.map((each, number) => ledger.post(ACTOR, attach(`${number}`, each)))),
      sweep(),
      sweep(),
    ])
    const outcomes = posted.map((one) => (one.ok ? 'attached' : one.refusal.code))
    expect(outcomes.filter((code) => code !== 'attached' && code !== 'file-unknown')).toEqual([])
    const there = await Promise.all(words.map(isThere))
    expect(there).toEqual(outcomes.map((code) => code === 'attached'))
    expect(await faults()).toEqual([])
  })

  it.each([
    ['missing', 'file-missing', (path: string) => rmSync(path)],
    ['cut short', 'file-altered', (path: string) => writeFileSync(path, 'x')],
    ['of other bytes', 'file-altered', (path: string) => writeFileSync(path, bytesOf('乙'))],
  ])('[L56] verify finds a file that is %s, and names each entry that refers to it', async (_, code, spoil) => {
    const file = await keep('甲')
    await keep('丙')
    await ledger.post(ACTOR, attach('1', '甲'), attach('2', '丙'), attach('3', '甲'))
    const told: (readonly number[])[] = []
    expect((await ledger.verify((...far) => told.push(far))).faults).toEqual([])
    expect(told.at(-1)?.[2]).toBe(6)
    spoil(join(place.folder, 'files', file.slice(0, 2), file))
    expect(await faults()).toMatchObject([
      { place: `${ACTOR.cooperation}/${EAST.id}/internal/3`, code },
      { place: `${ACTOR.cooperation}/${EAST.id}/internal/5`, code },
    ])
  })

  it('[L55] are swept where their bytes did not all come', async () => {
    writeFileSync(join(place.folder, 'files', 'aside', 'left'), 'some bytes')
    expect(await sweep()).toMatchObject({ unfinished: 1, unfinishedBytes: 10 })
    expect(readdirSync(join(place.folder, 'files', 'aside'))).toEqual([])
  })
})

import { createHash } from 'node:crypto'
import { canonical, type Json, type MemberId } from '@handclasp/domain'
import fc from 'fast-check'
import { sql as raw } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Accounts } from './accounts.ts'
import type { Act, NewAct } from './acts.ts'
import { engines, type Scratch } from './engines.ts'
import type { Member } from './members.ts'
import { Browser, EAST, first, openTrial, PEER, reopen } from './trial.ts'

describe.each(engines())('the log of acts on $name', (engine) => {
  let scratch: Scratch
  let accounts: Accounts
  let wang: Member
  beforeAll(async () => {
    scratch = await engine.open()
  })
  beforeEach(async () => {
    accounts = await openTrial(scratch.sql)
    wang = await first(accounts)
  })
  afterAll(() => scratch.close())

  const act = (kind: string, changed: Partial<NewAct> = {}): NewAct => ({
    member: wang.id,
    acting: { ...EAST, role: 'office' },
    kind,
    outcome: 'done',
    code: null,
    about: { commitment: 'com_A' },
    peer: PEER,
    ...changed,
  })
  const all = async () => {
    const found: Act[] = []
    for await (const each of accounts.exportActs()) found.push(each)
    return found
  }

  it('[A60] chains each act to the one before, and keeps who it was and what they were called', async () => {
    await accounts.note(act('POST /commitments'))
    await accounts.rename(wang.id, '王伟')
    await accounts.note(act('POST /commitments', { outcome: 'refused', code: 'commitment-exists' }))
    await accounts.note(
      act('GET /nothing', { member: null, acting: null, outcome: 'failed', code: 'fault', peer: null }),
    )
    const [one, two, three] = await all()
    expect(one).toMatchObject({
      number: 1,
      previous: null,
      author: 'local',
      name: 'WANG.WEI',
      acting: { role: 'office' },
    })
    expect(two).toMatchObject({ number: 2, previous: one?.hash, name: '王伟', code: 'commitment-exists' })
    expect(three).toMatchObject({
      number: 3,
      previous: two?.hash,
      member: null,
      author: null,
      name: null,
      acting: null,
    })
    const { hash, ...rest } = two as Act
    expect(
      createHash('sha256')
        .update(canonical(rest as unknown as Json))
        .digest('hex'),
    ).toBe(hash)
    expect(await accounts.verifyActs()).toEqual({ acts: 3, head: three?.hash, broken: null })
  })

  it('[A60] numbers without a gap where many write at once, from two servers too', async () => {
    const other = await reopen(scratch.sql)
    await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 ? accounts : other).note(act(`act ${at}`))))
    expect((await all()).map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
    expect(await accounts.verifyActs()).toMatchObject({ acts: 20, broken: null })
  })

  it('[A60] holds whatever is noted', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.dictionary(fc.string(), fc.jsonValue()),
        async (kind, about) => {
          await accounts.note(act(kind, { about: about as Record<string, Json>, peer: kind, code: kind }))
          expect(await accounts.verifyActs()).toMatchObject({ broken: null })
        },
      ),
      { numRuns: 25, examples: [['\0\ud800', { '\0': '\0', __proto__: 1, a: -0, b: 1e300, c: 0.1 }]] },
    )
  })

  it('[A65] throws what it cannot take, with all that was to be noted', async () => {
    await raw.raw('alter table act rename to act_away').execute(scratch.sql)
    const noting = accounts.note(act('POST /commitments'))
    await expect(noting).rejects.toMatchObject({ code: 'act-not-noted', message: expect.stringContaining('com_A') })
    const browser = new Browser(accounts)
    await expect(browser.signIn('wang.wei')).rejects.toMatchObject({ code: 'act-not-noted' })
    expect(browser.jar.size).toBe(0)
    await raw.raw('alter table act_away rename to act').execute(scratch.sql)
    expect(await all()).toEqual([])
  })

  it('[A62] is only added to: the database refuses the rest', async () => {
    await accounts.note(act('one'))
    for (const words of ["update act set kind = 'x'", 'delete from act', 'truncate act']) {
      await expect(raw.raw(words).execute(scratch.sql), words).rejects.toThrow('only added to')
    }
    expect(await all()).toHaveLength(1)
  })

  it.each([
    ["update act set kind = 'x' where number = 3", 3],
    ["update act set at = at + interval '1 millisecond' where number = 2", 2],
    ["update act set about = '{}' where number = 4", 4],
    ['update act set role = null where number = 2', 2],
    ['update act set side = null where number = 1', 1],
    ["update act set name = 'Li' where number = 5", 5],
    ['delete from act where number = 3', 3],
    ["update act set cooperation = 'coo_B' where number = 5", 5],
    ['update act set peer = null where number = 1', 1],
  ])('[A63] verifying names the first act that does not fit: %s', async (words, broken) => {
    for (let at = 0; at < 5; at++) await accounts.note(act(`act ${at}`, at === 4 ? { acting: null } : {}))
    await raw.raw(`alter table act disable trigger append_only; ${words}`).execute(scratch.sql)
    expect(await accounts.verifyActs()).toMatchObject({ acts: broken - 1, broken })
  })

  it('[A64] is read by pages, newest first, of one member, kind, outcome or time', async () => {
    for (let at = 0; at < 7; at++) await accounts.note(act(at % 2 ? 'odd' : 'even'))
    await accounts.note(act('odd', { member: null, outcome: 'failed', code: 'fault' }))
    const numbers = async (wanted: Parameters<Accounts['acts']>[0]) =>
      (await accounts.acts(wanted)).map(({ number }) => number)
    expect(await numbers({ limit: 3 })).toEqual([8, 7, 6])
    expect(await numbers({ limit: 3, after: 6 })).toEqual([5, 4, 3])
    expect(await numbers({ limit: 9, kind: 'odd' })).toEqual([8, 6, 4, 2])
    expect(await numbers({ limit: 9, member: wang.id, kind: 'odd' })).toEqual([6, 4, 2])
    expect(await numbers({ limit: 9, member: 'mem_X' as MemberId })).toEqual([])
    expect(await numbers({ limit: 9, outcome: 'failed' })).toEqual([8])
    const [, , third] = await all()
    const at = third?.at ?? ''
    const since = await accounts.acts({ limit: 9, from: at })
    const before = await accounts.acts({ limit: 9, to: at })
    expect(since.length + before.length).toBe(8)
    expect(since.every((each) => each.at >= at) && before.every((each) => each.at < at)).toBe(true)
    expect(await accounts.actKinds()).toEqual(['even', 'odd'])
    const handedOut: number[] = []
    for await (const each of accounts.exportActs({ kind: 'odd', from: at })) handedOut.push(each.number)
    expect(handedOut).toEqual((await numbers({ limit: 9, kind: 'odd', from: at })).toReversed())
    expect(handedOut.length).toBeGreaterThan(0)
  })

  it('[A64] is handed out whole, however long', async () => {
    const rows = 1203
    await accounts.note(act('first'))
    await raw`
      insert into act (number, at, kind, outcome, about, previous, hash)
      select number, now(), 'made up', 'done', '{}', 'x', number::text
      from generate_series(2, ${rows}::integer) as number
    `.execute(scratch.sql)
    expect((await all()).map(({ number }) => number)).toEqual(Array.from({ length: rows }, (_, at) => at + 1))
    expect(await accounts.verifyActs()).toMatchObject({ acts: 1, broken: 2 })
  })
})

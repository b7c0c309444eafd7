import { randomBytes } from 'node:crypto'
import type { AuthorId, MemberId } from '@handclasp/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Accounts } from './accounts.ts'
import { engines, type Scratch } from './engines.ts'
import { first, given, join, openTrial, reopen } from './trial.ts'

describe.each(engines())('members on $name', (engine) => {
  let scratch: Scratch
  let accounts: Accounts
  beforeAll(async () => {
    scratch = await engine.open()
  })
  beforeEach(async () => {
    accounts = await openTrial(scratch.sql)
  })
  afterAll(() => scratch.close())

  it('[A1] asks the first member for a code that stands nowhere but in memory', async () => {
    const code = accounts.setupCode() ?? ''
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
    expect(await accounts.isSetUp()).toBe(false)
    const wrong = await accounts.setUp({ code: 'AAAA-AAAA-AAAA-AAAA', ...given('wang') })
    expect(wrong).toMatchObject({ ok: false, refusal: { code: 'setup-code-wrong' } })
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
    const made = await accounts.setUp({ code: typed, ...given('wang') })
    expect(made).toMatchObject({ ok: true, value: { author: 'local', administration: 'system', state: 'active' } })
    expect(accounts.setupCode()).toBeNull()
    const again = await accounts.setUp({ code, ...given('li') })
    expect(again).toMatchObject({ ok: false, refusal: { code: 'already-set-up' } })
    expect((await reopen(scratch.sql)).setupCode()).toBeNull()
  })

  it('[A1] makes one first member where two come at once, by two servers too', async () => {
    const other = await reopen(scratch.sql)
    const made = await Promise.all([
      accounts.setUp({ code: accounts.setupCode() ?? '', ...given('wang') }),
      accounts.setUp({ code: accounts.setupCode() ?? '', ...given('li') }),
      other.setUp({ code: other.setupCode() ?? '', ...given('zhao') }),
    ])
    expect(made.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await accounts.members()).toHaveLength(1)
    expect(other.setupCode()).toBeNull()
  })

  it('[A2] takes letters and digits of any script with . _ - as login name, 2 to 64 of them', async () => {
    const codeFor = async (loginName: string) => {
      const made = await accounts.setUp({ code: accounts.setupCode() ?? '', ...given(loginName) })
      return made.ok ? null : made.refusal.code
    }
    for (const loginName of ['w', 'wang wei', 'wang@wei', 'w'.repeat(65), '']) {
      expect(await codeFor(loginName), loginName).toBe('login-name-unfit')
    }
    expect(await codeFor('王伟-2_b.c')).toBeNull()
  })

  it('[A2] gives a login name once, however it is written', async () => {
    const member = await first(accounts, 'Ｗang.Wei')
    expect(member.loginName).toBe('wang.wei')
    const other = await join(accounts, member, 'WANG.WEI').catch((error: Error) => error.message)
    expect(other).toBe('login-name-taken')
    expect(await accounts.members()).toHaveLength(1)
  })

  it('[A3] takes passwords of twelve characters, of five kinds, without the login name', async () => {
    const codeFor = async (password: string) => {
      const made = await accounts.setUp({ code: accounts.setupCode() ?? '', ...given('wang.wei'), password })
      return made.ok ? null : made.refusal.code
    }
    for (const password of ['abcdefghijk', 'abababababab', 'my Wang.Wei 99']) {
      expect(await codeFor(password), password).toBe('password-too-weak')
    }
    expect(await codeFor(`abcde${'f'.repeat(252)}`)).toBe('password-too-long')
    expect(await codeFor('海内存知己天涯若比邻也好')).toBeNull()
  })

  it('[A3] keeps passwords as Argon2id alone', async () => {
    await first(accounts)
    const rows = await scratch.sql.selectFrom('credential').select('password').execute()
    expect(rows.map(({ password }) => password?.split('$').slice(0, 4))).toEqual([
      ['', 'argon2id', 'v=19', 'm=19456,t=2,p=1'],
    ])
  })

  it('[A4] names who wrote entries by author, whoever they are now', async () => {
    const member = await first(accounts)
    const other = await join(accounts, member, 'li.na')
    expect(other.author).toMatch(/^aut_/)
    await accounts.rename(other.id, ' 李\0娜 ')
    expect(await accounts.part(other.id, member.id)).toMatchObject({ ok: true })
    const unknown = 'aut_X' as AuthorId
    expect(await accounts.authors([member.author, other.author, unknown])).toEqual(
      new Map([
        ['local', 'WANG.WEI'],
        [other.author, '李娜'],
      ]),
    )
    expect(await accounts.authors([])).toEqual(new Map())
    expect(await accounts.member(other.id)).toMatchObject({ state: 'left', name: '李娜' })
    expect(await accounts.member('mem_X' as MemberId)).toBeNull()
    const nobody = { ok: false, refusal: { code: 'member-unknown' } }
    expect(await accounts.rename('mem_X' as MemberId, 'X')).toMatchObject(nobody)
  })

  it('[A5] brings its tables up to date beside those of others, once', async () => {
    await first(accounts)
    const again = await reopen(scratch.sql, { random: randomBytes })
    expect(await again.members()).toHaveLength(1)
    const { sql } = scratch
    const tables = (await sql.introspection.getTables()).map(({ name }) => name)
    const others = ['chain', 'entry', 'payload', 'record', 'cooperation', 'hosted', 'source', 'finding', 'split']
    expect(tables.filter((name) => others.includes(name))).toEqual([])
    expect(tables).toContain('act')
    await expect(reopen(sql, { secret: 'short' })).rejects.toThrow('fewer than 32')
  })
})

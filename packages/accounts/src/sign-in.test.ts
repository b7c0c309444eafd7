import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Accounts } from './accounts.ts'
import { engines, type Scratch } from './engines.ts'
import { Browser, first, openTrial } from './trial.ts'

describe.each(engines())('signing in on $name', (engine) => {
  let scratch: Scratch
  let accounts: Accounts
  beforeAll(async () => {
    scratch = await engine.open()
  })
  beforeEach(async () => {
    accounts = await openTrial(scratch.sql)
  })
  afterAll(() => scratch.close())

  it('[A10] lets in by login name and password, and tells who it is', async () => {
    const member = await first(accounts)
    const browser = new Browser(accounts)
    expect(await browser.who()).toBeNull()
    expect(await browser.signIn('Wang.Wei')).toMatchObject({ status: 200, body: { kind: 'signed-in' } })
    expect(await browser.who()).toMatchObject({ member, duties: [], hasSecondFactor: false })
    expect(await new Browser(accounts).signIn('wang.wei', 'wrong wrong wrong')).toMatchObject({
      status: 401,
      body: { refusal: { code: 'sign-in-wrong' } },
    })
    expect((await browser.post('/sign-out')).body).toEqual({ kind: 'done' })
    expect(await browser.who()).toBeNull()
  })
})

import type { CommitmentPage, CooperationView, LedgerHeld } from '@handclasp/api/client'
import { expect } from '@playwright/test'
import { test } from './served.ts'
import { faults, openCooperation } from './steps.ts'

test('history tells what was accepted today and what was taken out, and leads to it', async ({ page, address }) => {
  await page.goto(address)
  await openCooperation(page)
  const row = page.locator('.it').filter({ hasText: '1+7' }).first()
  await row.locator('.row').click()
  await page.keyboard.press('a')
  await expect(row).toHaveClass(/accepted/)
  const other = page.locator('.it.open').first()
  await other.locator('.row').click()
  await page.keyboard.press('a')
  await page.keyboard.press('z')
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await page.getByRole('link', { name: '历史' }).click()
  await expect(page.getByRole('status')).toContainText('1 处变动')
  const made = page.locator('.hist tr.made')
  await expect(made).toContainText('1+7')
  await expect(made).toContainText('新记')
  expect(await faults(page)).toEqual([])
  await page.getByLabel('起').fill('2020-01-01')
  await expect(page).toHaveURL(/from=2020-01-01/)
  await page.getByLabel('止').fill('2020-12-31')
  await expect(page.getByRole('status')).toContainText('0 处变动')

  // By entries: what the days came to, then none of it, then more than there is.
  await page.getByLabel('止').fill('2099-12-31')
  await expect(page.getByRole('status')).toContainText('1 处变动')
  await page.getByRole('button', { name: '按账页' }).click()
  await expect(page).toHaveURL(/heads=sid_/)
  await expect(page.getByRole('status')).toContainText('所选账页之间：1 处变动')
  expect(await faults(page)).toEqual([])
  const last = page.getByLabel('霁 本方：到第几号')
  const number = await last.inputValue()
  await page.getByLabel('霁 本方：第几号之后').fill(number)
  await expect(page.getByRole('status')).toContainText('0 处变动')
  await last.fill('9999')
  await expect(page.getByRole('alert')).toContainText(`没有第 9,999 号：这本账最后是第 ${number} 号`)
  await last.fill('0')
  await expect(page.getByText('起号大于止号')).toBeVisible()
  await page.getByRole('button', { name: '按日子' }).click()
  await expect(page.getByLabel('起')).toBeVisible()
})

test('history shows what was rewritten, removed, erased and ended beside what it was before', async ({
  page,
  address,
}) => {
  const send = async (path: string, data: object) => {
    const answer = await page.request.post(`${address}/api${path}`, { data })
    expect(answer.ok(), await answer.text()).toBe(true)
    return answer.json() as Promise<unknown>
  }
  const sides = [[{ name: '霁原省', code: null }], [{ name: '翎川省', code: null }]]
  const opened = (await send('/cooperations', { sides, own: 0 })) as CooperationView
  const [path, side] = [`/cooperations/${opened.id}`, opened.own]
  const days = { signedOn: '2026-04-28', inForce: null, expires: null }
  const rest = { kind: 'departmental', count: 1, parties: [], signatories: [], signed: true, quote: null }
  const write = (name: string, told: object, id: string | null = null, replaces: number | null = null) => {
    const agreement = { id, replaces, follows: null, words: { name, ...rest, ...days, ...told } }
    return send(`${path}/written`, { package: null, within: null, agreements: [agreement] })
  }
  for (const name of ['农业农村合作协议', '误记的协议', '密不示人协议']) await write(name, {})
  const { agreements } = (await (await page.request.get(`${address}/api${path}/ledger`)).json()) as LedgerHeld
  const named = (name: string) => agreements.find((one) => one.name === name) ?? { id: '', seq: 0 }
  const basis = { agreement: null, name: null, clause: null, intention: null, quote: null }
  const none = { fields: [], programmes: [], leads: [], supporters: [], measure: null, start: null, milestones: [] }
  const terms = { text: '共建冷链码头', basis, ...none, deadline: null }
  const bound = opened.sides.map(({ id }) => id)
  const proposal = { commitment: null, parent: null, bound, ending: null, terms, note: null }
  const proposed = (await send(`${path}/commitments`, proposal)) as CommitmentPage

  // From here on: what stood there before is old.
  await page.goto(`${address}/ledger/${opened.id}/history`)
  await page.getByRole('button', { name: '按账页' }).click()
  const ends = ['霁 本方', '霁 送出'].map((chain) => page.getByLabel(`${chain}：到第几号`))
  const [inner = 0, told = 0] = await Promise.all(ends.map(async (end) => Number(await end.inputValue())))
  await page.getByLabel('霁 本方：第几号之后').fill(String(inner))
  await page.getByLabel('霁 送出：第几号之后').fill(String(told))
  await expect(page.getByRole('status')).toContainText('0 处变动')
  const changed = named('农业农村合作协议')
  await write('农业农村深化协议', { inForce: '2026-06-01' }, changed.id, changed.seq)
  await send(`${path}/dropped`, { side, of: 'agreement', id: named('误记的协议').id, reason: '记错了' })
  const secret = { chain: 'internal', seq: named('密不示人协议').seq }
  await send(`${path}/erasures`, { side, entries: [secret], ground: 'secret', note: null })
  const answer = { side, version: proposed.versions[0]?.version, stance: 'withdrawn', note: null }
  await send(`${path}/commitments/${proposed.id}/answers`, answer)
  await ends[0]?.fill(String(inner + 3))
  await ends[1]?.fill(String(told + 1))
  await expect(page.getByRole('status')).toContainText('4 处变动')
  const row = (words: string) => page.locator('.hist tbody tr').filter({ hasText: words })
  await expect(row('改写').locator('del')).toHaveText(['农业农村合作协议'])
  await expect(row('改写').locator('ins')).toHaveText(['农业农村深化协议', '2026-06-01'])
  // Of what is gone: its name, and what it said.
  await expect(row('除去').locator('del')).toHaveText(['误记的协议', '部门协议', '1', '已签署', '2026-04-28'])
  await expect(row('抹除')).toContainText('文字已抹除：涉密')
  await expect(row('共建冷链码头')).toContainText('待认可 → 已撤回')
  await expect(page.locator('.hist')).not.toContainText('密不示人')
  expect(await faults(page)).toEqual([])
})

test('a long history comes by hundreds, by day, what changed last first', async ({ page, address }) => {
  const send = async <Body>(path: string, data: object): Promise<Body> =>
    (await page.request.post(`${address}/api${path}`, { data })).json() as Promise<Body>
  const sides = [[{ name: '霁原省', code: null }], [{ name: '翎川省', code: null }]]
  const { id } = await send<CooperationView>('/cooperations', { sides, own: 0 })
  const days = { signedOn: null, inForce: null, expires: null }
  const agreements = Array.from({ length: 130 }, (_, index) => {
    const rest = { kind: 'departmental', count: 1, parties: [], signatories: [], signed: true, quote: null, ...days }
    return { id: null, replaces: null, follows: null, words: { name: `第${index + 1}号协议`, ...rest } }
  })
  await send(`/cooperations/${id}/written`, { package: null, within: null, agreements: agreements.slice(0, 129) })
  await send(`/cooperations/${id}/written`, { package: null, within: null, agreements: agreements.slice(129) })
  await page.goto(`${address}/ledger/${id}/history`)
  await expect(page.getByRole('status')).toContainText('130 处变动')
  await expect(page.locator('.hist tr.made')).toHaveCount(100)
  await expect(page.locator('.hist tr.made').first()).toContainText('第130号协议')
  await expect(page.locator('.hist-day')).toHaveCount(1)
  await expect(page.getByText('已列 100 处，共 130 处')).toBeVisible()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: '再取' }).press('Enter')
  await expect(page.locator('.hist tr.made')).toHaveCount(130)
  await expect(page.getByRole('button', { name: '再取' })).toHaveCount(0)
  // The keyboard goes on where the new rows begin.
  await expect(page.locator('.hist tr.made a').nth(100)).toBeFocused()
})

import type { CooperationView, LedgerHeld } from '@handclasp/api/client'
import { expect, type Page } from '@playwright/test'
import { test } from './served.ts'
import { faults, openCooperation } from './steps.ts'

/** Opens a cooperation with an agreement that was written anew, and a commitment; answers the agreement's id. */
async function begin(page: Page, address: string) {
  const send = async <Body>(path: string, data: object): Promise<Body> =>
    (await page.request.post(`${address}/api${path}`, { data })).json() as Promise<Body>
  const sides = [[{ name: '霁原省', code: null }], [{ name: '翎川省', code: null }]]
  const cooperation = await send<CooperationView>('/cooperations', { sides, own: 0 })
  const path = `/cooperations/${cooperation.id}`
  const days = { signedOn: null, inForce: null, expires: null }
  const rest = { kind: 'departmental', count: 1, parties: [], signatories: [], signed: true, quote: null, ...days }
  const write = (id: string | null, replaces: number | null, name: string) => {
    const agreement = { id, replaces, follows: null, words: { name, ...rest } }
    return send(`${path}/written`, { package: null, within: null, agreements: [agreement] })
  }
  const standing = async () => {
    const answer = await page.request.get(`${address}/api${path}/ledger`)
    return ((await answer.json()) as LedgerHeld).agreements[0]
  }
  await write(null, null, '密不示人协议')
  const first = await standing()
  await write(first?.id ?? null, first?.seq ?? null, '农业农村合作协议')
  const basis = { agreement: null, name: null, clause: null, intention: null, quote: null }
  const none = {
    fields: [],
    programmes: [],
    leads: [],
    supporters: [],
    measure: null,
    start: null,
    deadline: null,
    milestones: [],
  }
  const terms = { text: '共建误写的码头', basis, ...none }
  const bound = cooperation.sides.map(({ id }) => id)
  await send(`${path}/commitments`, { commitment: null, parent: null, bound, ending: null, terms, note: null })
  return { id: cooperation.id, agreement: first?.id ?? '' }
}

test('words are erased in two steps, after all that goes was shown; afterwards ground and day stand there', async ({
  page,
  address,
}) => {
  const { id, agreement } = await begin(page, address)
  const details = page.getByRole('complementary', { name: '详情' })
  await page.goto(`${address}/ledger/${id}?view=agreements&at=${agreement}`)
  await details.getByRole('button', { name: '抹除文字' }).click()
  const erasing = details.getByRole('region', { name: '抹除文字' })
  await expect(erasing.locator('.goes')).toHaveText([/农业农村合作协议/, /密不示人协议/])
  expect(await faults(page)).toEqual([])
  const next = erasing.getByRole('button', { name: '核对完毕，下一步' })
  await expect(next).toBeDisabled()
  await erasing.getByLabel('涉密').check()
  await next.click()
  await expect(erasing.getByRole('alert')).toContainText('确认抹除 2 条的文字')
  expect(await faults(page)).toEqual([])
  // The way out is at hand; the deed needs a deliberate step.
  await expect(erasing.getByRole('alert').getByRole('button', { name: '取消' })).toBeFocused()
  await erasing.getByRole('button', { name: '确认抹除' }).click()
  await expect(page.getByRole('list', { name: '已抹除的文字' })).toContainText(/的文字已抹除：涉密，\d{4}-\d\d-\d\d/)
  await expect(page.getByText('农业农村合作协议')).toHaveCount(0)
  const found = await page.request.get(`${address}/api/cooperations/${id}/found?q=${encodeURIComponent('密不示人')}`)
  expect(await found.json()).toEqual({ rows: [], more: false })

  await page.goto(`${address}/ledger/${id}?view=commitments`)
  await page.locator('tr[data-record]').first().click()
  await details.getByRole('button', { name: '抹除文字' }).click()
  await expect(erasing.locator('.goes')).toContainText('共建误写的码头')
  await erasing.getByLabel('误录').check()
  await next.click()
  await erasing.getByRole('button', { name: '确认抹除' }).click()
  await expect(details.getByRole('list', { name: '已抹除的文字' })).toContainText('误录')
  await expect(page.locator('tr[data-record]')).toContainText('条件的文字已抹去')
  await expect(page.getByText('共建误写的码头')).toHaveCount(0)
  expect(await faults(page)).toEqual([])
})

const TEXT =
  '霁原省·翎川省座谈会举行\n\n　　5月18日，霁原省·翎川省座谈会在璟安举行。翎川省委书记贺云屏主持会议并讲话。\n'

test('a page is erased with what was quoted of it; wherever that was shown stand ground and day', async ({
  page,
  address,
}) => {
  const intake = () =>
    page.request.post(`${address}/api/sources?name=${encodeURIComponent('误收的一版')}&published=2026-09-04`, {
      headers: { 'content-type': 'application/octet-stream' },
      data: Buffer.from(TEXT),
    })
  const { hash } = (await (await intake()).json()) as { hash: string }
  await page.goto(`${address}/read/${hash}`)
  await openCooperation(page)
  await page.locator('.it.cur > .row').focus()
  await page.keyboard.press('Shift+A')
  await expect(page.locator('.it.open')).toHaveCount(0)

  await page.getByRole('button', { name: '抹除这一版' }).click()
  const next = page.getByRole('button', { name: '核对完毕，下一步' })
  await expect(next).toBeDisabled()
  await expect(page.locator('.goes').first()).toContainText('霁原省·翎川省座谈会举行')
  await expect(page.getByText('引文抹去，其余照旧').first()).toBeVisible()
  expect(await faults(page)).toEqual([])
  await page.getByLabel('涉密').check()
  await next.click()
  await expect(page.getByRole('alert').getByRole('button', { name: '取消' })).toBeFocused()
  await page.getByRole('button', { name: '确认抹除' }).click()
  const mark = page.getByText(/^原版已抹除：涉密，\d{4}-\d\d-\d\d$/)
  await expect(page.getByRole('heading', { name: '原版已抹除：涉密' })).toBeVisible()
  expect(await faults(page)).toEqual([])
  await page.getByRole('link', { name: '来源目录' }).click()
  await expect(page.getByRole('row').filter({ has: mark })).toHaveCount(1)

  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await page.getByRole('link', { name: '霁原省·翎川省座谈会' }).click()
  await expect(page.locator('.said').filter({ has: mark })).not.toHaveCount(0)
  await expect(page.locator('.said').filter({ has: mark }).first()).toContainText('第 3 行')
  await page.getByRole('link', { name: '贺云屏', exact: true }).first().click()
  await expect(page.locator('.said').filter({ has: mark })).not.toHaveCount(0)
  const again = await intake()
  expect(again.status()).toBe(409)
  expect(await again.json()).toMatchObject({ refusal: { code: 'source-erased', ground: 'secret' } })

  await page.goto(`${address}/search?q=${encodeURIComponent('座谈会')}`)
  await expect(page.getByRole('heading', { name: /找到/ })).toBeVisible()
  await page.getByText(/的文字已抹除，按字查不到/).click()
  await expect(page.getByRole('listitem').filter({ has: mark })).toHaveCount(1)
  await page.getByRole('link', { name: '台账', exact: true }).click()
  await page.getByRole('link', { name: '历史' }).click()
  const told = page.getByRole('row').filter({ hasText: '霁原省·翎川省座谈会' })
  await expect(told.filter({ hasText: '文字已抹除：涉密' })).not.toHaveCount(0)
})

import type { CooperationView, LedgerHeld, Written } from '@handclasp/api/client'
import { civilDayOf } from '@handclasp/domain'
import { expect, type Page } from '@playwright/test'
import { test } from './served.ts'
import { askAs, faults, openCooperation } from './steps.ts'

test('a past day is named by its heads, by what is known today or then, and nothing is written there', async ({
  page,
  address,
}) => {
  await page.goto(address)
  await openCooperation(page)
  const row = page.locator('.it').filter({ hasText: '1+7' }).first()
  await row.locator('.row').click()
  await page.keyboard.press('a')
  await expect(row).toHaveClass(/accepted/)
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  const today = civilDayOf(new Date().toISOString())
  const [year, month, date] = today.split('-').map(Number)
  await expect(page.locator('.figure-name')).toHaveText(`截至 ${year}年${month}月${date}日，霁 1 号`)
  await page.getByLabel('看某一天').fill('2026-06-01')
  await expect(page).toHaveURL(/asof=2026-06-01/)
  const band = page.getByRole('complementary', { name: '过去的一天' })
  await expect(band).toContainText('截至 2026年6月1日，霁 1 号。只能看，不能写。')
  await expect(page.getByRole('heading', { name: /1\+7/ })).toBeVisible()
  await expect(page.getByRole('link', { name: /写下协议组合/ })).toHaveCount(0)
  expect(await faults(page)).toEqual([])
  await band.getByRole('button', { name: '当时所知' }).click()
  await expect(page).toHaveURL(/known=then/)
  await expect(band).toContainText('按当时所知')
  await expect(band).toContainText('截至 2026年6月1日，还没有记录。')
  await expect(page.getByRole('heading', { name: /1\+7/ })).toHaveCount(0)
  await page.getByRole('tab', { name: /来源/ }).click()
  await expect(page).toHaveURL(/asof=2026-06-01/)
  await band.getByLabel('看某一天').fill(today)
  await expect(band).toContainText('霁 1 号')
  await expect(page.getByRole('heading', { name: /1\+7/ })).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await faults(page)).toEqual([])
  await band.getByRole('button', { name: '回到今天' }).click()
  await expect(band).toHaveCount(0)
  await expect(page).not.toHaveURL(/asof/)
})

/** Has both sides write today, over the interface, and somebody proposed as a further side; gives the cooperation. */
async function writtenToday(page: Page, address: string): Promise<CooperationView> {
  const [cooperation] = (await (await page.request.get(`${address}/api/cooperations`)).json()) as CooperationView[]
  if (!cooperation) throw new Error('a cooperation is open')
  const path = `${address}/api/cooperations/${cooperation.id}`
  const [own, other] = cooperation.sides.map(({ id }) => id)
  const write = async <Body>(to: string, data: object) =>
    (await (await page.request.post(`${path}${to}`, { data })).json()) as Body
  const words = { name: '四水产业集群', document: null, issued: null, quote: null }
  await write('/programmes', { id: null, of: own, pairs: [], replaces: null, ...words })
  await askAs(page, address, '翎川省')
  const bundle = { id: null, replaces: null, name: '翎川所记', parts: [1, 7], signedOn: null, place: null, quote: null }
  const kept = await write<Written>('/written', { side: other, package: bundle, within: null, agreements: [] })
  const ledger = (await (await page.request.get(`${path}/ledger?side=${other}`)).json()) as LedgerHeld
  const seq = ledger.packages.find(({ id }) => id === kept.package)?.seq
  await write('/sent', { side: other, records: [{ of: 'package', id: kept.package, seq }] })
  await askAs(page, address, '霁原省')
  await write('/sides', { regions: [{ name: '汐州', code: null }], institution: null, note: null })
  return cooperation
}

/** Has the side that was proposed join, over the interface. */
async function join(page: Page, address: string, id: string): Promise<void> {
  await askAs(page, address, '翎川省')
  const path = `${address}/api/cooperations/${id}`
  const { cooperation } = (await (await page.request.get(`${path}/ledger`)).json()) as LedgerHeld
  const [addition] = cooperation.additions
  for (const side of [cooperation.sides[1]?.id, addition?.side.id]) {
    const data = { side, stance: 'accepted', note: null }
    expect((await page.request.post(`${path}/sides/${addition?.version}/answers`, { data })).status()).toBe(200)
  }
}

/** A side that joined since names its figures of a past day too, and is acted for there, and comes back to it. */
async function actAsJoined(page: Page, address: string, id: string): Promise<void> {
  const band = page.getByRole('complementary', { name: '过去的一天' })
  const sides = page.getByRole('region', { name: '各方' })
  await join(page, address, id)
  await page.goto(`${address}/ledger/${id}`)
  await sides.getByRole('button', { name: '提议增加一方…' }).click()
  await expect(sides.getByRole('textbox').first()).toBeVisible()
  await page.getByLabel('看某一天').fill('2026-06-01')
  await expect(band).toContainText(/霁 \d+ 号、翎 \d+ 号、汐 \d+ 号/)
  await expect(sides).not.toContainText('汐州')
  await expect(sides.getByRole('textbox')).toHaveCount(0)
  const joined = page.getByRole('group', { name: '办理的一方' }).getByRole('button', { name: '以汐州一方办理' })
  await joined.click()
  await expect(joined).toHaveAttribute('aria-pressed', 'true')
  await expect(page.locator('.who-button')).toContainText('汐州')
  expect(await faults(page)).toEqual([])
  await page.getByRole('link', { name: '历史', exact: true }).click()
  await expect(page).toHaveURL(/history\?asof=2026-06-01/)
  await page.getByRole('link', { name: '回台账' }).click()
  await expect(band).toContainText('截至 2026年6月1日')
}

test('[L82] a past day goes along to strategies, texts, events and people, and tells there what there was', async ({
  page,
  address,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(address)
  await openCooperation(page)
  await page.locator('.it.cur > .row').focus()
  await page.keyboard.press('Shift+A')
  await expect(page.locator('.it.accepted').first()).toBeVisible()
  const { id } = await writtenToday(page, address)
  const today = civilDayOf(new Date().toISOString())
  const before = 'asof=2026-06-01&known=then'
  const then = `asof=${today}&known=then`
  const band = page.getByRole('complementary', { name: '过去的一天' })
  const rail = page.getByRole('complementary', { name: '协议组合' })
  const sides = page.getByRole('region', { name: '各方' })
  await page.goto(`${address}/ledger/${id}?${then}`)
  await expect(rail).toContainText('翎川所记')
  await expect(sides).toContainText('提议：汐州加入')
  await expect(sides.getByRole('button')).toHaveCount(0)
  // The list has what room there is, and nothing else.
  expect((await page.getByRole('tabpanel').boundingBox())?.height).toBeGreaterThan(400)
  expect(await faults(page)).toEqual([])
  await page.goto(`${address}/ledger/${id}?${before}`)
  await expect(sides).toContainText('翎川省')
  await expect(sides).not.toContainText('汐州')
  await expect(rail).not.toContainText('翎川所记')

  await rail.getByRole('link', { name: '战略对照' }).click()
  await expect(page).toHaveURL(/strategy\?asof=2026-06-01&known=then/)
  await expect(page.getByText('还没有写下各方的战略')).toBeVisible()
  await expect(band).toContainText('按当时所知')
  await page.keyboard.press('n')
  await expect(page.getByRole('button', { name: /写下一项战略/ })).toHaveCount(0)
  expect(await faults(page)).toEqual([])
  await band.getByLabel('看某一天').fill(today)
  await expect(page.getByRole('button', { name: /四水产业集群/ })).toBeVisible()

  await page.getByRole('banner').getByRole('link', { name: '活动' }).click()
  await expect(page).toHaveURL(new RegExp(`events/.*${today}&known=then`))
  await expect(page.getByRole('table')).toBeVisible()
  await band.getByLabel('看某一天').fill('2026-06-01')
  await expect(page.getByText('这一天还没有活动')).toBeVisible()
  await band.getByRole('button', { name: '今天所知' }).click()
  await page.getByRole('table').getByRole('link').first().click()
  await expect(page).toHaveURL(/asof=2026-06-01/)
  await expect(band).toContainText('只能看，不能写')
  await expect(page.getByRole('link', { name: /更正/ })).toHaveCount(0)
  expect(await faults(page)).toEqual([])
  await page.locator('.pn').first().click()
  await expect(page).toHaveURL(/people\/.*asof=2026-06-01/)
  await expect(page.getByRole('link', { name: /全部人物/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/people\/[^/]+\?asof=2026-06-01/)
  await expect(page.getByRole('table')).toBeVisible()
  await band.getByRole('button', { name: '当时所知' }).click()
  await expect(page.getByText('这一天还没有人见于记录')).toBeVisible()
  await expect(page.getByRole('table')).toHaveCount(0)
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await faults(page)).toEqual([])
  await page.getByRole('banner').getByRole('link', { name: '台账' }).click()
  await expect(page).toHaveURL(/ledger\/.*asof=2026-06-01/)
  await page.getByRole('link', { name: '核验' }).click()
  await expect(page).toHaveURL(/verify$/)
  await actAsJoined(page, address, id)
})

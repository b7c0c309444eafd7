import { expect } from '@playwright/test'
import { test } from './served.ts'
import { actAs, faults, openCooperation } from './steps.ts'

test('what was accepted is found by two characters and by initials, marked, and leads to its place', async ({
  page,
  address,
}) => {
  await page.goto(address)
  await openCooperation(page)
  await page.keyboard.press('Shift+A')
  await expect(page.locator('.it.open')).toHaveCount(0)
  await page.keyboard.press('g')
  await page.keyboard.press('f')
  const field = page.getByRole('searchbox', { name: '找什么' })
  await expect(field).toBeFocused()
  await field.fill('框架协议')
  const rows = page.locator('.search li')
  await expect(rows.filter({ hasText: '协议' }).first().locator('mark').first()).toHaveText('框架协议')
  await expect(page).toHaveURL(/q=/)
  expect(await faults(page)).toEqual([])

  await field.fill('hyp')
  await expect(rows.filter({ hasText: '贺云屏' }).first()).toBeVisible()
  await field.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/people\//)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('贺云屏')

  await page.goto(`${address}/search?q=没有这样的字`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('没有找到')
})

test('search, events and people speak for the side that is acted for', async ({ page, address }) => {
  await page.goto(address)
  await openCooperation(page)
  await page.keyboard.press('Shift+A')
  await expect(page.locator('.it.open')).toHaveCount(0)
  await page.goto(`${address}/ledger`)
  await expect(page).toHaveURL(/ledger\/coo_/)
  await actAs(page, '翎川省')
  await expect(page.locator('.rail')).toContainText('还没有协议组合')
  await page.getByRole('link', { name: '写下组合之外的协议' }).click()
  await page.getByLabel('名称', { exact: true }).fill('翎川自存备忘协议')
  await page.keyboard.press('Control+Enter')
  await expect(page).toHaveURL(/at=agr_/)

  await page.keyboard.press('g')
  await page.keyboard.press('f')
  const heading = page.getByRole('heading', { level: 1 })
  const rows = page.locator('.search li')
  await page.getByRole('searchbox', { name: '找什么' }).fill('自存备忘')
  await expect(rows).toHaveText([/翎川自存备忘协议/])
  await page.getByRole('searchbox', { name: '找什么' }).fill('贺云屏')
  // The page is of those who took it in, and so is what was made of it.
  await expect(heading).toHaveText('没有找到')
  expect(await faults(page)).toEqual([])
  await actAs(page, '霁原省')
  await expect(rows.locator('.kind').filter({ hasText: '人物' }).first()).toBeVisible()
  await page.getByRole('searchbox', { name: '找什么' }).fill('自存备忘')
  await expect(heading).toHaveText('没有找到')

  await page.goto(`${address}/events`)
  await expect(page.getByRole('link', { name: /座谈会/ }).first()).toBeVisible()
  await actAs(page, '翎川省')
  await expect(heading).toHaveText('0 场活动，0 人参加。')
  await page.getByRole('link', { name: '人物' }).click()
  await expect(page.getByText('还没有采纳过人物')).toBeVisible()
  await actAs(page, '霁原省')
  await expect(page.getByRole('link', { name: '贺云屏' })).toBeVisible()
})

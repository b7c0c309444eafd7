import { expect } from '@playwright/test'
import { test } from './served.ts'
import { faults, openCooperation } from './steps.ts'

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

import { civilDayOf } from '@handclasp/domain'
import { expect } from '@playwright/test'
import { test } from './served.ts'
import { faults, openCooperation } from './steps.ts'

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

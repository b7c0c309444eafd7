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
})

import { expect } from '@playwright/test'
import { test } from './served.ts'
import { faults, openCooperation } from './steps.ts'

test('the sample waits, "1+7" is accepted, stands in the ledger, and its quote leads back', async ({
  page,
  address,
}) => {
  await page.goto(address)
  await expect(page).toHaveURL(/\/read\/[0-9a-f]{64}/)
  const read = page.url()
  const row = page.locator('[data-finding]').filter({ hasText: '1+7' }).first()
  await expect(row).toBeVisible()
  expect(await faults(page)).toEqual([])

  await openCooperation(page)
  await row.click()
  await page.keyboard.press('a')
  await expect(row).toHaveClass(/accepted/)

  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await expect(page).toHaveURL(/\/ledger\/coo_/)
  const bundle = page.getByRole('complementary').getByText('1+7', { exact: true }).first()
  await expect(bundle).toBeVisible()
  expect(await faults(page)).toEqual([])
  await bundle.click()
  await page.getByRole('link', { name: '回到原版' }).click()

  await expect(page).toHaveURL(/at=\d+-\d+/)
  expect(page.url().startsWith(read.split('?')[0] ?? '')).toBe(true)
  await expect(page.locator('.page .lit, .page .on').filter({ hasText: '1+7' }).first()).toBeInViewport()
})

import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { test } from './served.ts'

/** What axe finds wrong on the page as it stands. */
async function faults(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

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

  const cooperation = page.getByRole('group', { name: '合作关系' })
  await cooperation.getByText('霁原省', { exact: true }).click()
  await cooperation.getByRole('button', { name: '开立合作关系' }).click()
  await expect(cooperation).toContainText('本篇记入')
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

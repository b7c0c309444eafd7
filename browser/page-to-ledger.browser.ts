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

test('from the sample to a package, its framework with clauses, and back to the words of the page', async ({
  page,
  address,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(address)
  await openCooperation(page)
  for (const words of ['1+7', '战略合作框架协议']) {
    const row = page.locator('[data-finding]').filter({ hasText: words }).first()
    // At its words: what can be done with the chosen row stands in its middle.
    await row.getByText(words).first().click()
    await expect(row).toHaveClass(/cur/)
    await page.keyboard.press('a')
    await expect(row).toHaveClass(/accepted/)
  }
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  const tree = page.getByRole('complementary').filter({ hasText: '1+7' }).first()
  await tree.getByRole('link', { name: '战略合作框架协议' }).click()
  await page.keyboard.press('t')
  await page.keyboard.press('e')
  await page
    .getByLabel('协议全文')
    .fill('第一条 共建联合实验室。\n第二条 每年互派两批企业。\n第三条 本协议有效期五年。')
  await page.getByLabel('文本名称').fill('签署本')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('region', { name: '条款' }).getByRole('listitem')).toHaveCount(3)
  await page.keyboard.press('j')
  await page.keyboard.press('Escape')
  await expect(tree.getByRole('link', { name: '战略合作框架协议' })).toBeVisible()
  await page.keyboard.press('s')
  await expect(page).toHaveURL(/\/read\/[0-9a-f]{64}.*at=\d+-\d+/)
  await expect(page.locator('.page .lit, .page .on').filter({ hasText: '战略合作框架协议' }).first()).toBeInViewport()
})

import { expect } from '@playwright/test'
import { test } from './served.ts'
import { faults, openCooperation } from './steps.ts'

test('verification runs, is come back to, and tells the chains and what a broken one looks like', async ({
  page,
  address,
}) => {
  await page.goto(address)
  await openCooperation(page)
  await page.goto(`${address}/verify`)
  await expect(page.getByRole('status').first()).toContainText('还没有核验过')
  await page.keyboard.press('v')
  await expect(page.getByText(/前后相接/)).toBeVisible()
  await page.reload()
  await expect(page.getByText(/前后相接/)).toBeVisible()
  const chains = page.getByRole('table', { name: '各条链' })
  await expect(chains).toContainText('霁原省 交换链')
  await expect(chains.locator('.check-value').first()).toHaveText(/链头 ([0-9a-f]{8} ){7}[0-9a-f]{8}/)
  const cases = page.getByRole('region', { name: '断了的链是什么样' })
  await expect(cases.getByRole('region', { name: '原样' })).toContainText('核验无不符')
  await expect(cases.getByRole('region', { name: '改了一个字' })).toContainText('文字与摘要值不符')
  await expect(cases.getByRole('region', { name: '抽走一条' })).toContainText('与前一条接不上')
  await expect(cases.getByRole('region', { name: '同一号码塞进另一条' })).toContainText('同一号码有两条不同的记录')
  expect(await faults(page)).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await faults(page)).toEqual([])
})

import { expect } from '@playwright/test'
import { test } from './served.ts'
import { faults, openCooperation } from './steps.ts'

test('an event corrected by hand: its row bears the sign, its page both versions, and people follow its day', async ({
  page,
  address,
}) => {
  await page.goto(address)
  await openCooperation(page)
  await page.locator('.it.cur > .row').focus()
  await page.keyboard.press('Shift+A')
  await expect(page.locator('.it.open')).toHaveCount(0)

  await page.goto(`${address}/events`)
  await page.getByRole('link', { name: '霁原省·翎川省工作交流座谈会' }).click()
  await page.keyboard.press('e')
  await expect(page.locator('.it.cur')).toContainText('霁原省·翎川省工作交流座谈会')
  await page.keyboard.press('e')
  await page.getByLabel('日期 起').fill('2026-05-16')
  await page.getByLabel('日期 止').fill('2026-05-17')
  await page.getByLabel('参访 1').fill('翎川港')
  await page.getByLabel('议程 1').fill('签署协议')
  await page.keyboard.press('Enter')
  await expect(page.locator('.it.cur')).toHaveClass(/corrected/)

  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await page.getByRole('tab', { name: /活动/ }).click()
  const row = page.locator('tr.event').filter({ hasText: '霁原省·翎川省工作交流座谈会' })
  await expect(row).toContainText('2026年5月16日')
  await expect(row).toContainText('更正过')
  await row.click()
  const drawer = page.getByRole('complementary', { name: '详情' })
  await expect(drawer.locator('.facts-list')).toContainText('翎川港')
  await expect(page.locator('tr.person').first()).not.toContainText('更正过')
  expect(await faults(page)).toEqual([])

  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await page.getByRole('link', { name: '霁原省·翎川省工作交流座谈会' }).click()
  await expect(page.locator('header .note').first()).toContainText('2026年5月16日')
  const beside = page.getByRole('complementary')
  await expect(beside.getByRole('listitem').filter({ hasText: '翎川港' })).toBeVisible()
  await expect(beside.getByRole('listitem').filter({ hasText: '签署协议' })).toBeVisible()
  await expect(beside.locator('.version').filter({ hasText: '日期' }).locator('del')).toContainText('2026-05-18')
  expect(await faults(page)).toEqual([])
  await page.locator('.side').getByRole('link', { name: '贺云屏', exact: true }).click()
  await expect(page.locator('.posts')).toContainText('2026-05-16')
})

test('on a phone the details are a page of their own, and the way back leads to the row', async ({ page, address }) => {
  await page.setViewportSize({ width: 390, height: 700 })
  await page.goto(address)
  await openCooperation(page)
  await page.locator('.rest').click()
  await expect(page.locator('.it.open')).toHaveCount(0)
  await page.goto(`${address}/ledger`)
  await page.getByRole('tab', { name: /合作意向/ }).click()
  const last = page.locator('tr[data-record]').last()
  const words = (await last.locator('.name').textContent()) ?? ''
  await last.click()
  await expect(page.getByRole('heading', { level: 2, name: words })).toBeInViewport()
  await expect(page.getByRole('tablist')).toBeHidden()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: '回到台账' }).click()
  await expect(page.getByRole('tablist')).toBeVisible()
  await expect(last).toBeInViewport()
  await last.click()
  await page.goBack()
  await expect(last).toBeInViewport()
})

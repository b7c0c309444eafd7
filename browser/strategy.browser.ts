import { expect } from '@playwright/test'
import { test } from './served.ts'
import { faults, openCooperation } from './steps.ts'

test('strategies of both sides, one from the words of the page, are joined, written anew and taken out', async ({
  page,
  address,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(address)
  await openCooperation(page)
  const row = page.locator('[data-finding]').filter({ hasText: '1+7' }).first()
  await row.click()
  await page.keyboard.press('a')
  await expect(row).toHaveClass(/accepted/)
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await page.getByRole('link', { name: '战略对照' }).click()
  await expect(page.getByText('还没有写下各方的战略')).toBeVisible()

  await page.keyboard.press('n')
  const form = page.getByRole('complementary', { name: '写下一项战略' })
  await expect(form.getByLabel('名称')).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(form.getByRole('alert')).toHaveText('战略要有名称。')
  await page.keyboard.insertText('五车一料')
  await form.getByRole('radio', { name: /霁原日报/ }).check()
  await expect(form.getByRole('radio', { name: /第 \d+ 行/ })).toBeChecked()
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('Control+Enter')

  const details = page.getByRole('complementary', { name: '详情' })
  await expect(details.getByRole('heading', { level: 2 })).toHaveText('五车一料')
  await page.keyboard.press('n')
  await form.getByRole('radio', { name: '翎川省' }).check()
  await form.getByLabel('名称').fill('四水产业集群')
  await form.getByLabel('出处').fill('翎川省产业集群行动方案')
  await form.getByLabel('印发日期').fill('2025年3月')
  await form.getByRole('checkbox', { name: /五车一料/ }).check()
  await page.keyboard.press('Control+Enter')
  await expect(details).toContainText('2025-03')
  await expect(page.getByText('霁原省1 项，翎川省1 项，对接 1 对')).toBeVisible()
  expect(await faults(page)).toEqual([])

  await details.getByRole('button', { name: '五车一料' }).click()
  await details.getByRole('link', { name: '回到原版' }).click()
  await expect(page.locator('.page .lit, .page .on').first()).toBeInViewport()
  await page.goBack()
  await page.keyboard.press('e')
  const anew = page.getByRole('complementary', { name: '改写这项战略' })
  await anew.getByRole('checkbox', { name: /四水产业集群/ }).uncheck()
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(details).toBeVisible()
  await page.keyboard.press('e')
  await expect(anew.getByRole('checkbox', { name: /四水产业集群/ })).not.toBeChecked()
})

import { expect } from '@playwright/test'
import { test } from './served.ts'
import { faults, openCooperation } from './steps.ts'

test('an article accepted shows its event side by side, its people, and the way back to a finding', async ({
  page,
  address,
}) => {
  await page.goto(address)
  await openCooperation(page)
  await page.locator('.it.cur > .row').focus()
  await page.keyboard.press('Shift+A')
  await expect(page.locator('.it.open')).toHaveCount(0)

  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await expect(page).toHaveURL(/\/events\/coo_/)
  await expect(page.getByRole('table')).toContainText('霁原省·翎川省工作交流座谈会')
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const acts = page.getByRole('table', { name: '谁做了什么' })
  await expect(acts.getByRole('row').filter({ hasText: '主持' })).toContainText('贺云屏')
  expect(await faults(page)).toEqual([])

  const side = page.locator('.side').filter({ hasText: '翎川省' }).first()
  await side.getByRole('link', { name: '贺云屏', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('贺云屏')
  await expect(page.locator('.posts')).toContainText('翎川省委书记')
  await expect(page.locator('.parts mark').first()).toHaveText('贺云屏')
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('row').filter({ hasText: '贺云屏' })).toBeVisible()
  expect(await faults(page)).toEqual([])

  await page.goBack()
  await page.getByRole('link', { name: '到读报里更正' }).first().click()
  await expect(page.locator('.it.cur')).toContainText('贺云屏')
})

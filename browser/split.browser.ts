import { expect } from '@playwright/test'
import { test } from './served.ts'
import { faults, openCooperation } from './steps.ts'

test('by keyboard: a sentence with two promises is split, joined by Z, split again, and half of it accepted', async ({
  page,
  address,
}) => {
  await page.goto(address)
  await openCooperation(page)
  const rows = page.locator('.it')
  const count = await rows.count()
  const pledge = rows.filter({ hasText: '愿' }).filter({ hasText: '，' }).first()
  const id = (await pledge.getAttribute('data-finding')) ?? ''
  await pledge.locator('.row').click()
  await page.keyboard.press('s')
  const cut = page.getByRole('slider', { name: '在哪里分开' })
  await expect(cut).toBeFocused()
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  const [, before = ''] = /前一半：(.*)；后一半/.exec((await cut.getAttribute('aria-valuetext')) ?? '') ?? []
  expect(before).toMatch(/，$/)
  await page.keyboard.press('Enter')
  await expect(rows).toHaveCount(count + 1)
  await expect(page.locator('.it.cur')).toContainText('原读作一项')
  // The page is marked anew: the half is lit, and its words lead to it.
  const lit = async () => (await page.locator('.page .ev.on').allTextContents()).join('')
  await expect.poll(lit).toBe(before.slice(0, -1))
  await page.locator('.it').first().locator('.row').click()
  await page
    .locator('.page .ev', { hasText: before.slice(0, 4) })
    .first()
    .click()
  await expect(page.locator('.it.cur')).toContainText('原读作一项')

  // Split once more: both are joined, though the second Z comes before the first is answered.
  await page.keyboard.press('s')
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(rows).toHaveCount(count + 2)
  await page.keyboard.press('z')
  await page.keyboard.press('z')
  await expect(rows).toHaveCount(count)
  await expect(page.locator('.it.cur')).toHaveAttribute('data-finding', id)
  await page.keyboard.press('s')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(rows).toHaveCount(count + 1)
  const part = (await page.locator('.it.cur').getAttribute('data-finding')) ?? ''
  await page.keyboard.press('a')
  await expect(page.locator(`.it[data-finding="${part}"]`)).toHaveClass(/accepted/)
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await page.getByRole('tab', { name: /合作意向/ }).click()
  await expect(page.getByRole('main')).toContainText(before.slice(0, -1))
})

import { expect, type Page } from '@playwright/test'
import { test } from './served.ts'
import { faults } from './steps.ts'

/** Walks down with J until the chosen finding has these words. */
async function walkTo(page: Page, words: string) {
  const current = page.locator('.it.cur')
  for (let step = 0; step < 40; step++) {
    if ((await current.locator('.row').textContent())?.includes(words)) return current
    await page.keyboard.press('j')
  }
  throw new Error(`no finding has the words ${words}`)
}

test('by keyboard: a name corrected, an act taken out, the rest accepted, undone; the ledger has it', async ({
  page,
  address,
}) => {
  await page.goto(address)
  await expect(page).toHaveURL(/\/read\/[0-9a-f]{64}/)
  await expect(page.locator('.it.cur')).toBeVisible()

  // To accept before there is a cooperation leads to the choice of sides.
  await page.keyboard.press('a')
  const cooperation = page.getByRole('group', { name: '合作关系' })
  await expect(cooperation.locator('input').first()).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(cooperation).toContainText('本篇记入')

  const first = await walkTo(page, '贺云屏')
  const id = (await first.getAttribute('data-finding')) ?? ''
  const row = page.locator(`[data-finding="${id}"]`)
  // What the person did is dotted where it is told, and the line stays a line.
  await expect(page.locator('.page .lit-act').first()).toHaveCSS('display', 'inline')
  await page.keyboard.press('e')
  await expect(page.getByLabel('姓名')).toBeFocused()
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('End')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('坪')
  // The last act is not one: the first choice of its list says nothing.
  await page
    .getByLabel(/^行为 \d+$/)
    .nth(1)
    .focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(row).toHaveClass(/corrected/)
  await expect(row.locator('ins').first()).toHaveText('贺云坪')
  await expect(row.locator('del').first()).toHaveText('贺云屏')

  await page.keyboard.press('Shift+A')
  await expect(page.locator('.it.open')).toHaveCount(0)
  await page.keyboard.press('z')
  await expect(page.locator('.it.open').first()).toBeVisible()
  await expect(row).toHaveClass(/corrected/)
  await page.keyboard.press('Shift+A')
  await expect(page.locator('.it.open')).toHaveCount(0)

  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await expect(page).toHaveURL(/\/ledger\/coo_/)
  await expect(page.locator('.rail')).toBeVisible()
  await page.keyboard.press(']')
  await page.keyboard.press(']')
  const record = page.locator('tr.person').filter({ hasText: '贺云坪' }).first()
  await expect(record).toBeVisible()
  await expect(page.locator('.rail')).toContainText('1+7')
  while (!(await record.getAttribute('aria-current'))) await page.keyboard.press('j')
  const drawer = page.getByRole('complementary', { name: '详情' })
  await expect(drawer.locator('del').first()).toHaveText('贺云屏')
  await expect(drawer.locator('ins').first()).toHaveText('贺云坪')
  expect(await faults(page)).toEqual([])
})

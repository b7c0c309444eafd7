import { expect, type Page } from '@playwright/test'
import { test } from './served.ts'
import { faults, openCooperation } from './steps.ts'

const HEADERS = { 'content-type': 'application/octet-stream' }

const page1 =
  '霁原省·翎川省座谈会举行\n\n　　5月18日，霁原省·翎川省座谈会在璟安举行。翎川省委书记贺云屏主持会议并讲话。\n'
const page2 =
  '霁原省·翎川省第二次座谈会举行\n\n　　9月3日，霁原省·翎川省第二次座谈会在棂州举行。翎川省委书记贺云屏讲话。\n'

/** Takes in both pages and accepts all of the first one. Gives their hashes. */
async function twoPages(page: Page, address: string): Promise<readonly string[]> {
  const hashes: string[] = []
  for (const data of [page1, page2]) {
    const name = encodeURIComponent(data.slice(0, 14))
    const answer = await page.request.post(`${address}/api/sources?name=${name}&published=2026-09-04`, {
      headers: HEADERS,
      data: Buffer.from(data),
    })
    hashes.push(((await answer.json()) as { hash: string }).hash)
  }
  await page.goto(`${address}/read/${hashes[0]}`)
  await openCooperation(page)
  await page.locator('.it.cur > .row').focus()
  await page.keyboard.press('Shift+A')
  await expect(page.locator('.it.open')).toHaveCount(0)
  return hashes
}

test('somebody known already is offered, chosen by key, and has one page with both events', async ({
  page,
  address,
}) => {
  const hashes = await twoPages(page, address)

  await page.goto(`${address}/read/${hashes[1]}`)
  await page.locator('.it').filter({ hasText: '贺云屏' }).first().locator('.row').click()
  // What somebody did can be tied to an event that another article told.
  await page.keyboard.press('e')
  const told = page.getByLabel('行为 活动 1').locator('option')
  await expect(told.filter({ hasText: '霁原省·翎川省座谈会（2026-05-18）' })).toHaveCount(1)
  await page.keyboard.press('Escape')
  const question = page.getByRole('group', { name: '与已有的贺云屏是同一人？' })
  await expect(question).toBeVisible()
  const same = question.getByRole('button', { name: '是 贺云屏' })
  await expect(same).toHaveAttribute('aria-pressed', 'false')
  await page.keyboard.press('1')
  await expect(same).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Shift+A')
  await expect(page.locator('.it.open')).toHaveCount(0)

  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await page.getByRole('link', { name: '人物', exact: true }).click()
  await expect(page.getByRole('row').filter({ hasText: '贺云屏' })).toHaveCount(1)
  await page.getByRole('link', { name: '贺云屏', exact: true }).click()
  await expect(page.locator('.posts')).toContainText('2026-05-18 – 2026-09-03')
  await expect(page.locator('.parts li')).toHaveCount(2)
})

test('accepting the rest says how many of known names were taken as new; one key says it is the same person', async ({
  page,
  address,
}) => {
  const hashes = await twoPages(page, address)
  await expect(page.locator('.namesake-line')).toHaveCount(0)

  await page.goto(`${address}/read/${hashes[1]}`)
  const line = page.locator('.namesake-line')
  await expect(line).toContainText('有 1 人与已有人物同名')
  const person = page.locator('.it').filter({ hasText: '贺云屏' }).first()
  await expect(person).toContainText('有同名')
  expect(await faults(page)).toEqual([])
  await page.locator('.it.cur > .row').focus()
  await page.keyboard.press('Shift+A')
  await expect(page.locator('.it.open')).toHaveCount(0)
  await expect(line).toContainText('1 个与已有人物同名的人已各记作新人')
  await expect(person).toContainText('有同名，记作新人')
  await line.getByRole('button', { name: '看第一位' }).click()
  await expect(person).toHaveClass(/cur/)
  await page.keyboard.press('1')
  await expect(line).toHaveCount(0)
  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await page.getByRole('link', { name: '人物', exact: true }).click()
  await expect(page.getByRole('row').filter({ hasText: '贺云屏' })).toHaveCount(1)
})

import { expect } from '@playwright/test'
import { test } from './served.ts'
import { openCooperation } from './steps.ts'

const HEADERS = { 'content-type': 'application/octet-stream' }

const page1 =
  '霁原省·翎川省座谈会举行\n\n　　5月18日，霁原省·翎川省座谈会在璟安举行。翎川省委书记贺云屏主持会议并讲话。\n'
const page2 =
  '霁原省·翎川省第二次座谈会举行\n\n　　9月3日，霁原省·翎川省第二次座谈会在棂州举行。翎川省委书记贺云屏讲话。\n'

test('somebody known already is offered, chosen by key, and has one page with both events', async ({
  page,
  address,
}) => {
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

  await page.goto(`${address}/read/${hashes[1]}`)
  await page.locator('.it').filter({ hasText: '贺云屏' }).first().locator('.row').click()
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

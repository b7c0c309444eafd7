import { join } from 'node:path'
import { openEmbedded, templatePath } from '@handclasp/ledger'
import { expect } from '@playwright/test'
import { sql } from 'kysely'
import { demonstrationIn, test } from './served.ts'
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
  await expect(cases.getByRole('region', { name: '同一号码塞进另一条' })).toContainText('同一号码有两条不同的条目')
  await expect(cases.getByRole('region', { name: '改了某日所记的链头' })).toContainText('链尾与所记的不同')
  await expect(page.getByRole('button', { name: '按条目重算' })).toHaveCount(0)
  expect(await faults(page)).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await faults(page)).toEqual([])
})

test('where only what was worked out is wrong, it is made anew from the entries and verified again', async ({
  page,
  data,
}) => {
  const first = await demonstrationIn(data)
  await page.goto(first.address)
  await openCooperation(page)
  await first.stop()
  const database = await openEmbedded(join(data, 'demonstration'), templatePath())
  await sql`update cooperation set opening = jsonb_set(opening, '{name}', '"另一个名字"')`.execute(database.sql)
  await database.close()
  const { address, stop } = await demonstrationIn(data)
  await page.goto(`${address}/ledger`)
  await expect(page.getByText('另一个名字').first()).toBeVisible()
  await page.goto(`${address}/verify`)
  await expect(page.getByRole('status').first()).toContainText('还没有核验过')
  await page.keyboard.press('v')
  await expect(page.getByText('台账与由条目重算的结果不同')).toBeVisible()
  await expect(page.getByText('条目一个字也不动')).toBeVisible()
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('r')
  await expect(page.getByText(/前后相接/)).toBeVisible()
  const rebuilt = page.getByRole('region', { name: '按条目重算' })
  await expect(rebuilt).toContainText(/用时 \d+\.\d 秒：由 [34] 个条目算出/)
  await expect(rebuilt.getByRole('button')).toHaveCount(0)
  expect(await faults(page)).toEqual([])
  await page.goto(`${address}/verify`)
  await expect(rebuilt).toContainText('已经换上')
  await page.goto(`${address}/ledger`)
  await expect(page.getByText('霁翎合作').first()).toBeVisible()
  await expect(page.getByText('另一个名字')).toHaveCount(0)
  await stop()
})

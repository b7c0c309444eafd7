import { expect } from '@playwright/test'
import { test } from './served.ts'
import { faults } from './steps.ts'

const text = (number: number) =>
  Buffer.from(`霁原省·翎川省第${number}次座谈会举行\n\n　　5月18日，霁原省·翎川省第${number}次座谈会在璟安举行。\n`)

test('several files come in with a word on each, and one dropped anywhere opens', async ({ page, address }) => {
  await page.goto(`${address}/read`)
  await expect(page.getByRole('table')).toBeVisible()
  await page.keyboard.press('o')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: '选文件夹' })).toBeVisible()
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      { name: '一.txt', mimeType: 'text/plain', buffer: text(1) },
      { name: '又一.txt', mimeType: 'text/plain', buffer: text(1) },
      { name: '坏.txt', mimeType: 'text/plain', buffer: Buffer.from([0x50, 0x4b, 0, 0, 1, 0, 0xff, 0xfe, 0, 0]) },
      { name: '图.png', mimeType: 'image/png', buffer: Buffer.from([1]) },
    ])
  await expect(dialog.getByRole('status')).toContainText('已读 3 / 3')
  await expect(dialog).toContainText('已收下：一.txt')
  await expect(dialog).toContainText('早已在此，没有重复收：又一.txt')
  await expect(dialog.getByRole('alert')).toContainText('坏.txt')
  await expect(dialog).toContainText('另有 1 个文件')
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('table')).toContainText('一.txt')

  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await expect(page).toHaveURL(/\/ledger/)
  const dropped = await page.evaluateHandle((words) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([words], '落.txt', { type: 'text/plain' }))
    return transfer
  }, text(2).toString())
  await page.dispatchEvent('main', 'drop', { dataTransfer: dropped })
  await expect(page).toHaveURL(/\/read\/[0-9a-f]{64}/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('落.txt')
})

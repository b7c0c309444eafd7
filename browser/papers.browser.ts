import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from '@playwright/test'
import { test } from './served.ts'
import { faults } from './steps.ts'

const sample = (name: string) => fileURLToPath(new URL(`../packages/papers/samples/${name}`, import.meta.url))

test('a PDF comes in as it was set, with its articles and quotes', async ({ page, address }) => {
  await page.goto(`${address}/read`)
  await expect(page.getByRole('table')).toBeVisible()
  await page.keyboard.press('o')
  await expect(page.getByRole('dialog')).toContainText('PDF、DOCX、网页、文本文件')
  await page.locator('input[type=file]').first().setInputFiles(sample('front-page-libreoffice.pdf'))
  await expect(page).toHaveURL(/\/read\/[0-9a-f]{64}/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('front-page-libreoffice.pdf')
  await expect(page.locator('.articles').getByRole('option')).toHaveCount(5)
  await expect(page.locator('.articles').getByRole('option').first()).toContainText('工作交流座谈会在璟安举行')
  await expect(page.getByRole('main')).toContainText('贺云屏')
  expect(await faults(page)).toEqual([])
})

test('what cannot be read is refused with what to do, and the others come in', async ({ page, address }) => {
  await page.goto(`${address}/read`)
  await expect(page.getByRole('table')).toBeVisible()
  await page.keyboard.press('o')
  const dialog = page.getByRole('dialog')
  const cut = readFileSync(sample('front-page-chromium.pdf')).subarray(0, 5_000)
  const files = ['encrypted.pdf', 'report.docx'].map((name) => ({ name, buffer: readFileSync(sample(name)) }))
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([...files, { name: '断.pdf', buffer: cut }].map((file) => ({ ...file, mimeType: '' })))
  await expect(dialog.getByRole('status')).toContainText('已读 3 / 3')
  await expect(dialog.getByRole('alert').first()).toContainText('“encrypted.pdf”要密码才能打开（第 1,357 个字节）')
  await expect(dialog.getByRole('alert').last()).toContainText('“断.pdf”不是完好的 PDF（第 5,000 个字节）')
  await expect(dialog).toContainText('已收下：report.docx')
  expect(await faults(page)).toEqual([])
})

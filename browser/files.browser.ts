import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

test('a folder chosen comes in file by file; what is dropped meanwhile joins the line', async ({ page, address }) => {
  const folder = mkdtempSync(join(tmpdir(), 'handclasp-folder-'))
  for (const number of [1, 2, 3]) writeFileSync(join(folder, `${number}.txt`), text(number))
  writeFileSync(join(folder, '4.txt'), Buffer.from([0x50, 0x4b, 0, 0, 1, 0, 0xff, 0xfe, 0, 0]))
  writeFileSync(join(folder, '表.xlsx'), Buffer.from([1]))
  // The second text is held up, so that there is something under way when more is dropped.
  let goOn = () => {}
  const held = new Promise<void>((resolve) => (goOn = resolve))
  await page.route('**/api/sources?name=2.txt*', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`${address}/read`)
  await expect(page.getByRole('table')).toBeVisible()
  await page.keyboard.press('o')
  const dialog = page.getByRole('dialog')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    dialog.getByRole('button', { name: '选文件夹' }).click(),
  ])
  await chooser.setFiles(folder)
  const row = (name: string) => dialog.getByRole('listitem').filter({ hasText: name })
  await expect(row('1.txt')).toContainText('已收下')
  await expect(row('2.txt')).toContainText('正在读')
  await expect(row('3.txt')).toContainText('排队')
  await expect(dialog.getByRole('status')).toContainText('已读 1 / 4')
  const dropped = await page.evaluateHandle((words) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([words], '落.txt', { type: 'text/plain' }))
    return transfer
  }, text(5).toString())
  await page.dispatchEvent('body', 'drop', { dataTransfer: dropped })
  await expect(row('落.txt')).toContainText('排队')
  goOn()
  await expect(dialog.getByRole('status')).toContainText('已读 5 / 5')
  await expect(row('3.txt')).toContainText('已收下')
  await expect(dialog.getByRole('alert')).toContainText('4.txt')
  await expect(row('落.txt')).toContainText('已收下')
  await expect(dialog).toContainText('另有 1 个文件')
  expect(await faults(page)).toEqual([])
  rmSync(folder, { recursive: true })
})

test('a folder and a file of the disk, dropped on the page, come in', async ({ page, address }) => {
  const folder = mkdtempSync(join(tmpdir(), 'handclasp-drop-'))
  mkdirSync(join(folder, '五月'))
  for (const number of [1, 2]) writeFileSync(join(folder, `五月/${number}.txt`), text(number))
  writeFileSync(join(folder, '六月.txt'), text(3))
  await page.goto(`${address}/read`)
  await expect(page.getByRole('table')).toBeVisible()
  // A drop made by a script carries files without entries; only one from outside has folders.
  const hand = await page.context().newCDPSession(page)
  const files = ['五月', '六月.txt'].map((name) => join(folder, name))
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await hand.send('Input.dispatchDragEvent', {
      type,
      x: 300,
      y: 400,
      data: { items: [], files, dragOperationsMask: 1 },
    })
  }
  const rows = page.getByRole('dialog').getByRole('listitem')
  await expect(rows).toContainText(['已收下：1.txt', '已收下：2.txt', '已收下：六月.txt'])
  rmSync(folder, { recursive: true })
})

test('an empty folder and hidden files, dropped on the page, are spoken of', async ({ page, address }) => {
  const folder = mkdtempSync(join(tmpdir(), 'handclasp-empty-'))
  mkdirSync(join(folder, '空'))
  mkdirSync(join(folder, '暗'))
  writeFileSync(join(folder, '暗/.DS_Store'), Buffer.from([1]))
  await page.goto(`${address}/read`)
  await expect(page.getByRole('table')).toBeVisible()
  const hand = await page.context().newCDPSession(page)
  const drop = async (name: string) => {
    const data = { items: [], files: [join(folder, name)], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await hand.send('Input.dispatchDragEvent', { type, x: 300, y: 400, data })
    }
  }
  const dialog = page.getByRole('dialog')
  await drop('空')
  await expect(dialog.getByRole('alert')).toHaveText('这个文件夹里没有文件。')
  await drop('暗')
  await expect(dialog).toContainText('另有 1 个文件名以点开头，没有收。')
  await expect(dialog).not.toContainText('没有文件。')
  rmSync(folder, { recursive: true })
})

test('what is typed into the dialog waits there; pasted words are spoken of as such', async ({ page, address }) => {
  await page.goto(`${address}/read`)
  await expect(page.getByRole('table')).toBeVisible()
  await page.keyboard.press('o')
  const dialog = page.getByRole('dialog')
  await dialog.locator('textarea').fill('甲省\u0000\u0001\u0002与乙省')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await page.keyboard.press('o')
  await expect(dialog.locator('textarea')).toHaveValue(/甲省/)
  await dialog.getByRole('button', { name: '收下并读' }).click()
  await expect(dialog.getByRole('alert')).toContainText('粘贴的内容')
  await expect(dialog.locator('textarea')).toHaveValue(/甲省/)
})

import { civilDayOf } from '@handclasp/domain'
import { expect, type Page } from '@playwright/test'
import { test } from './served.ts'
import { faults, openCooperation } from './steps.ts'

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(300_000, 65)])
const scan = (name: string, buffer = PDF) => ({ name, mimeType: 'application/pdf', buffer })

const files = (page: Page) => page.getByRole('region', { name: '附件' })
const choose = (page: Page, ...chosen: readonly ReturnType<typeof scan>[]) =>
  files(page)
    .locator('input[type=file]')
    .setInputFiles([...chosen])

/** Writes an agreement by hand, and stays with its details. */
async function writeAgreement(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await openCooperation(page)
  await page.goto(`${address}/ledger`)
  await page.getByRole('link', { name: '写下组合之外的协议' }).click()
  await page.keyboard.insertText('友好往来协议')
  await page.keyboard.press('Control+Enter')
  await expect(page).toHaveURL(/at=agr_/)
}

test('a scan is attached, opened, found, named anew and taken out', async ({ page, address }) => {
  // Listened for from the beginning: the browser has to know before the key is pressed.
  page.once('filechooser', (chooser) => void chooser.setFiles(scan('签署本（扫描）.pdf')))
  await writeAgreement(page, address)
  await expect(files(page)).toContainText('还没有附件')
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('a')
  const link = files(page).getByRole('link', { name: '签署本（扫描）.pdf' })
  await expect(link).toBeVisible()
  await expect(files(page)).toContainText('293 KB')
  const answer = await page.request.get(`${address}${await link.getAttribute('href')}`)
  expect(await answer.body()).toEqual(PDF)
  expect(answer.headers()['content-disposition']).toContain(encodeURIComponent('签署本'))

  await choose(page, scan('又一份.pdf'))
  await expect(files(page).getByRole('alert')).toContainText('“又一份.pdf”本已附在这里')
  await files(page).getByRole('button', { name: '知道了' }).click()
  await choose(page, scan('空.pdf', Buffer.alloc(0)))
  await expect(files(page).getByRole('alert')).toContainText('“空.pdf”是空的')
  await files(page).getByRole('button', { name: '知道了' }).click()

  await files(page).getByRole('button', { name: '改名：签署本（扫描）.pdf' }).click()
  await expect(files(page).getByLabel('文件名')).toBeFocused()
  await files(page).getByLabel('文件名').fill('友好协议正本.pdf')
  // Key by key: the keyboard stays in the second field.
  await files(page).getByLabel('说明').pressSequentially('盖章页在末页')
  await page.keyboard.press('Enter')
  await expect(files(page)).toContainText('盖章页在末页')
  await expect(files(page).getByRole('button', { name: '改名：友好协议正本.pdf' })).toBeFocused()
  expect(await faults(page)).toEqual([])

  const here = page.url()
  await page.goto(`${here}&asof=${civilDayOf(new Date().toISOString())}`)
  await expect(files(page).getByRole('link', { name: '友好协议正本.pdf' })).toBeVisible()
  await expect(files(page).getByRole('button')).toHaveCount(0)
  expect(await faults(page)).toEqual([])
  await page.goto(here.replace(/\?.*/, '/history'))
  await expect(page.getByRole('row', { name: /友好协议正本.pdf/ })).toContainText('盖章页在末页')
  await page.goto(`${address}/search?q=${encodeURIComponent('正本')}`)
  await page.getByRole('link', { name: '友好协议正本.pdf' }).click()
  await expect(page.getByRole('heading', { name: '友好往来协议' })).toBeVisible()
  await files(page).getByRole('button', { name: '删去：友好协议正本.pdf' }).click()
  await page.keyboard.insertText('附错了')
  await page.keyboard.press('Enter')
  await expect(files(page)).toContainText('还没有附件')
  await expect(files(page).getByRole('button', { name: '添附件' })).toBeFocused()
})

test('what breaks off is tried again from where its hash is known; what is stopped is gone', async ({
  page,
  address,
}) => {
  await writeAgreement(page, address)
  await page.route('**/api/files/*', (route) =>
    route.request().method() === 'PUT' ? route.abort('connectionreset') : route.continue(),
  )
  await choose(page, scan('签署本.pdf'), scan('图.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')))
  await expect(files(page).getByRole('alert')).toHaveCount(2)
  await expect(files(page).getByRole('alert').first()).toContainText('没有连上服务器')
  expect(await faults(page)).toEqual([])
  await files(page).getByRole('button', { name: '知道了' }).last().click()
  await page.unroute('**/api/files/*')
  await files(page).getByRole('button', { name: '再试' }).click()
  await expect(files(page).getByRole('link', { name: '签署本.pdf' })).toBeVisible()
  await expect(files(page).getByRole('link')).toHaveCount(1)

  // The second asks whether the bytes are here, which is held up: so there is something to stop, and to walk away from.
  let goOn = () => {}
  const held = new Promise<void>((resolve) => (goOn = resolve))
  await page.route('**/api/files/*', async (route) => {
    await held
    await route.continue()
  })
  await choose(page, scan('甲.pdf', Buffer.from('%PDF-甲')), scan('乙.pdf', Buffer.from('%PDF-乙')))
  await expect(files(page).getByText('排队').last()).toBeVisible()
  await files(page).getByRole('button', { name: '停下：乙.pdf' }).click()
  await page.keyboard.press('Escape')
  await expect(files(page)).toHaveCount(0)
  goOn()
  await page.getByRole('link', { name: '友好往来协议' }).first().click()
  await expect(files(page).getByRole('link')).toHaveText(['签署本.pdf', '甲.pdf'])

  const gone = (await files(page).getByRole('link', { name: '甲.pdf' }).getAttribute('href')) ?? ''
  const erasing = page.getByRole('region', { name: '抹除文字' })
  await erasing.getByRole('button', { name: '抹除文字' }).click()
  await erasing.getByLabel('抹除哪一条').selectOption('附件 甲.pdf（连同内容）')
  await erasing.getByLabel('涉密').check()
  await erasing.getByRole('button', { name: '核对完毕，下一步' }).click()
  await erasing.getByRole('button', { name: '确认抹除' }).click()
  await expect(files(page).getByRole('link')).toHaveText(['签署本.pdf'])
  expect((await page.request.get(`${address}${gone}`)).status()).toBe(404)
})

test('files of a text stand beside it, and with its agreement; they can be dropped there', async ({
  page,
  address,
}) => {
  await writeAgreement(page, address)
  await page.keyboard.press('t')
  await page.getByRole('button', { name: '贴入文本' }).click()
  await page.getByLabel('协议全文').fill('第一条 共建平台。\n第二条 互认标识。')
  await page.getByLabel('文本名称').fill('签署本')
  await page.getByRole('button', { name: '记入文本' }).click()
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['%PDF-1.7'], '扫描件.pdf', { type: 'application/pdf' }))
    return transfer
  })
  await files(page).dispatchEvent('drop', { dataTransfer: dropped })
  await expect(files(page).getByRole('link', { name: '扫描件.pdf' })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByText('互认标识').first()).toBeInViewport()
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(files(page)).toContainText('附于文本“签署本”')
})

for (const [width, colorScheme] of [
  [390, 'light'],
  [390, 'dark'],
  [1440, 'dark'],
] as const) {
  test(`files are usable by all at ${width} in ${colorScheme}`, async ({ page, address }) => {
    await page.setViewportSize({ width, height: 844 })
    await page.emulateMedia({ colorScheme })
    await writeAgreement(page, address)
    await choose(page, scan('霁原省与翎川省深化合作框架协议（双方签署盖章扫描件第一册）.pdf'))
    await expect(files(page).getByRole('link')).toBeVisible()
    await files(page).getByRole('button', { name: /改名/ }).click()
    expect(await faults(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  })
}

import { expect, type Page } from '@playwright/test'
import { test } from './served.ts'
import { faults, openCooperation } from './steps.ts'

/** Somebody at the keyboard, with how many keys they press: a character of a name counts as one, as a typist's do. */
function typist(page: Page) {
  const pressed = { keys: 0, characters: 0 }
  return {
    pressed,
    press: async (...keys: readonly string[]) => {
      for (const key of keys) {
        await page.keyboard.press(key)
        pressed.keys++
      }
    },
    type: async (text: string) => {
      await page.keyboard.insertText(text)
      pressed.characters += [...text].length
    },
  }
}

const NAMES = [
  '农业农村合作协议',
  '科技创新合作协议',
  '产业协同合作协议',
  '开放口岸合作协议',
  '文化旅游合作协议',
  '人才交流合作协议',
  '卫生健康合作协议',
]

const TEXT = `农业农村合作协议

为落实两省合作框架协议，双方商定如下。
第一条 产销对接
（一）共建农产品产销对接平台。
（二）2027年底前互设专销区10处。
第二条 标识互认
双方互认优质农产品标识。
第三条 附则
本协议有效期五年。`

/** Writes 1+7 with the parties of both sides, from the button that opens the form until it stands in the ledger. */
async function writePackage(page: Page, hand: ReturnType<typeof typist>): Promise<void> {
  await page.getByRole('link', { name: '写下协议组合' }).focus()
  await hand.press('Enter')
  await expect(page.getByLabel('组成')).toBeFocused()
  await hand.type('1+7')
  await hand.press('Tab')
  await hand.type('20260428')
  await hand.press('Tab')
  await hand.type('翎川市')
  await hand.press('Enter')
  await hand.type('深化合作框架协议')
  for (const name of NAMES) {
    await hand.press('Enter')
    await hand.type(name)
    await hand.press('Tab', 'ArrowRight', 'Shift+Tab')
  }
  await expect(page.getByLabel('第 1 份：翎川省签约方')).toHaveValue('翎川省农业农村厅')
  await hand.press('Control+Enter')
  await expect(page).toHaveURL(/at=pkg_/)
}

test('a package of 1+7 by keyboard alone in under two minutes', async ({ page, address }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(address)
  await openCooperation(page)
  await page.goto(`${address}/ledger`)
  const hand = typist(page)
  await writePackage(page, hand)
  // A Chinese character a second and two keys a second are an ordinary office's pace.
  const { keys, characters } = hand.pressed
  expect(characters + keys / 2, `${characters} characters, ${keys} keys`).toBeLessThan(120)

  const rail = page.getByRole('complementary', { name: '协议组合' })
  for (const name of NAMES) await expect(rail.getByRole('link', { name })).toBeVisible()
  await expect(rail.getByText('未见文本')).toHaveCount(0)
  expect(await faults(page)).toEqual([])
  await rail.getByRole('link', { name: NAMES[0] ?? '' }).click()
  const drawer = page.getByRole('complementary', { name: '详情' })
  await expect(drawer).toContainText('翎川省农业农村厅')
  await expect(drawer).toContainText('手写记入')
  await page.keyboard.press('e')
  await expect(page.getByLabel('第 1 份：名称')).toBeFocused()
  await page.keyboard.press('F2')
  await page.keyboard.insertText('方以宁 厅长')
  await page.getByLabel('到期').fill('5年')
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await expect(drawer).toContainText('2031年4月27日')
  await expect(drawer.getByRole('listitem').filter({ hasText: '方以宁' })).toContainText('厅长')
})

test('the text of an agreement, its clauses beside it, a commitment of one of them, and back', async ({
  page,
  address,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(address)
  await openCooperation(page)
  await page.goto(`${address}/ledger`)
  await page.getByRole('link', { name: '写下组合之外的协议' }).click()
  await page.keyboard.insertText('农业农村合作协议')
  await page.keyboard.press('Control+Enter')
  await expect(page).toHaveURL(/at=agr_/)

  await page.keyboard.press('t')
  await page.keyboard.press('e')
  await page.getByLabel('协议全文').fill(TEXT)
  await page.getByLabel('文本名称').fill('签署本')
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  const clauses = page.getByRole('region', { name: '条款' })
  await expect(clauses.getByRole('listitem')).toHaveCount(5)
  for (const key of ['j', 'j', 'j']) await page.keyboard.press(key)
  await expect(page.locator('.words [data-lit="at"]')).toContainText('互设专销区10处')
  expect(await faults(page)).toEqual([])
  await page.locator('.words').getByText('双方互认优质农产品标识').click()
  await expect(clauses.locator('[aria-current="true"]')).toContainText('第二条')
  await page.keyboard.press('k')

  await page.keyboard.press('n')
  const form = page.getByRole('complementary', { name: '写合作事项' })
  await expect(form.getByLabel('事项')).toHaveValue('2027年底前互设专销区10处。')
  await expect(form.getByLabel('条款')).toHaveValue('第一条（二）')
  await page.keyboard.press('Control+Enter')
  await expect(page).toHaveURL(/at=com_/)
  await page.goBack()
  await expect(clauses.locator('.rests')).toContainText('互设专销区10处')
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/ledger\/coo_[^/]*at=agr_/)
})

test('a text file dropped on the form is the text of the agreement, and no page to read', async ({ page, address }) => {
  await page.goto(address)
  await openCooperation(page)
  await page.goto(`${address}/ledger`)
  await page.getByRole('link', { name: '写下组合之外的协议' }).click()
  await page.keyboard.insertText('标识互认协议')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('link', { name: '文本与条款' }).click()
  await page.keyboard.press('e')
  // 第一条 共建平台。第二条 互认标识。 in GB 18030.
  const bytes = [...Buffer.from('b5dad2bbccf520b9b2bda8c6bdcca8a1a30ab5dab6feccf520bba5c8cfb1eacab6a1a3', 'hex')]
  const dropped = await page.evaluateHandle((each) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([new Uint8Array(each)], '签署本.txt', { type: 'text/plain' }))
    return transfer
  }, bytes)
  await page.getByLabel('协议全文').dispatchEvent('drop', { dataTransfer: dropped })
  await expect(page.getByLabel('协议全文')).toHaveValue('第一条 共建平台。\n第二条 互认标识。')
  await expect(page.getByLabel('文本名称')).toHaveValue('签署本')
  await expect(page.getByText('读出 2 条有编号的条款')).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const file = { name: 'x.bin', mimeType: 'text/plain', buffer: Buffer.from([0xff, 0x00, 0xfe]) }
  await page.getByLabel('选文本文件').setInputFiles(file)
  await expect(page.getByRole('alert')).toContainText('不是可读的文字')
  await expect(page.getByLabel('协议全文')).toHaveValue(/共建平台/)
  // 第一條 共建平台。第二條 互認標識。 in Big5.
  const buffer = Buffer.from('b2c4a440b1f820a640abd8a5ada578a1430ab2c4a447b1f820a4acbb7bbcd0c3d1a143', 'hex')
  await page.getByLabel('选文本文件').setInputFiles({ ...file, name: '簽署本.txt', buffer })
  await expect(page.getByLabel('协议全文')).toHaveValue('第一條 共建平台。\n第二條 互認標識。')
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('what did not arrive is kept; what somebody else changed is shown before it is written over', async ({
  page,
  address,
  context,
}) => {
  await page.goto(address)
  await openCooperation(page)
  await page.goto(`${address}/ledger`)
  await page.getByRole('link', { name: '写下组合之外的协议' }).click()
  await page.keyboard.insertText('友好往来协议')
  await page.route('**/written', (route) => route.abort())
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('alert')).toContainText('没有连上服务器')
  await page.unroute('**/written')
  await page.reload()
  await expect(page.getByLabel('名称', { exact: true })).toHaveValue('友好往来协议')
  await page.keyboard.press('Control+Enter')
  await expect(page).toHaveURL(/at=agr_/)

  const other = await context.newPage()
  await other.goto(page.url())
  await expect(other.getByRole('heading', { name: '友好往来协议' })).toBeVisible()
  await page.keyboard.press('e')
  await page.getByLabel('到期').fill('2030-12-31')
  await other.keyboard.press('e')
  await other.getByLabel('名称', { exact: true }).fill('友好省际关系协议')
  await other.keyboard.press('Control+Enter')
  await expect(other).toHaveURL(/at=agr_/)
  await page.getByRole('button', { name: '记入台账' }).click()
  const changed = page.getByRole('alert')
  await expect(changed).toContainText('友好省际关系协议')
  expect(await faults(page)).toEqual([])
  await changed.getByRole('button', { name: '以我写的为准' }).click()
  await page.getByRole('button', { name: '记入台账' }).click()
  const drawer = page.getByRole('complementary', { name: '详情' })
  await expect(drawer.getByRole('heading', { name: '友好往来协议' })).toBeVisible()
  await expect(drawer).toContainText('2030年12月31日')

  await drawer.getByRole('button', { name: '删去' }).click()
  await page.keyboard.insertText('写重了')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: '协议组合' }).getByText('友好往来协议')).toHaveCount(0)
})

test('a place nobody has filled opens the form there', async ({ page, address }) => {
  await page.goto(address)
  await openCooperation(page)
  await page.locator('.rest').click()
  await expect(page.locator('.it.open')).toHaveCount(0)
  await page.goto(`${address}/ledger`)
  const places = page.getByRole('complementary', { name: '协议组合' }).locator('.slot')
  await expect(places.first()).toBeVisible()
  const number = (await places.nth(2).locator('.k').textContent()) ?? ''
  await places.nth(2).getByRole('link').click()
  const name = page.getByLabel(`第 ${number} 份：名称`)
  await expect(name).toBeFocused()
  await page.keyboard.insertText('人才交流合作协议')
  await page.keyboard.press('Control+Enter')
  await expect(page).toHaveURL(/at=agr_/)
  const drawer = page.getByRole('complementary', { name: '详情' })
  await expect(drawer).toContainText('人才交流合作协议')

  await page.getByRole('complementary', { name: '协议组合' }).getByRole('link', { name: '1+7', exact: true }).click()
  await expect(drawer.locator('blockquote')).toContainText('1+7')
  await expect(drawer.getByRole('button', { name: '删去' })).toHaveCount(0)
  await page.keyboard.press('e')
  await page.getByLabel('签署地点').fill('翎川市')
  await page.keyboard.press('Control+Enter')
  await expect(drawer).toContainText('翎川市')
  await expect(drawer.locator('blockquote')).toContainText('1+7')
  expect(await faults(page)).toEqual([])
})

for (const [width, colorScheme] of [
  [390, 'dark'],
  [1440, 'dark'],
  [390, 'light'],
] as const) {
  test(`the form and the clauses are usable by all at ${width} in ${colorScheme}`, async ({ page, address }) => {
    await page.setViewportSize({ width, height: 844 })
    await page.emulateMedia({ colorScheme })
    await page.goto(address)
    await openCooperation(page)
    await page.goto(`${address}/ledger`)
    await page.getByRole('link', { name: '写下协议组合' }).click()
    await page.getByLabel('组成').fill('1+2')
    await page.getByLabel('第 1 份：名称').fill('农业农村合作协议')
    expect(await faults(page)).toEqual([])
    await page.getByRole('button', { name: '记入台账' }).click()
    await page.getByRole('link', { name: '文本与条款' }).click()
    await page.getByRole('button', { name: '贴入文本' }).click()
    await page.getByLabel('协议全文').fill(TEXT)
    await page.getByLabel('文本名称').fill('签署本')
    await page.getByRole('button', { name: '记入文本' }).click()
    await page.getByRole('button', { name: /互设专销区/ }).click()
    await expect(page.locator('.words [data-lit="at"]')).toBeInViewport()
    expect(await faults(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    await page.getByRole('button', { name: '删去' }).click()
    await page.keyboard.press('Enter')
    await expect(page.getByText('还没有这份协议的文本')).toBeVisible()
  })
}

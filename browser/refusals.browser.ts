import { expect, type Page } from '@playwright/test'
import { test } from './served.ts'
import { faults, openCooperation } from './steps.ts'

/** What stands on the chosen row, and was said to those who listen. */
async function expectTold(page: Page, words: string) {
  await expect(page.locator('.it.cur .told')).toContainText(words)
  await expect(page.locator('[aria-live=polite]').last()).toContainText(words)
}

test('what was decided elsewhere does not keep the rest of an article from being accepted', async ({
  page,
  address,
}) => {
  await page.goto(address)
  await openCooperation(page)
  await page.locator('.it:not(.cur) > .row').first().click()
  const { pathname, searchParams } = new URL(page.url())
  const hash = pathname.split('/').at(-1) ?? ''
  const [{ id: cooperation }] = (await (await page.request.get(`${address}/api/cooperations`)).json()) as [
    { id: string },
  ]
  const finding = searchParams.get('finding') ?? ''
  const open = await page.locator('.it.open').count()
  const data = { cooperation, decisions: [{ finding, verdict: 'rejected', reason: null }] }
  expect((await page.request.post(`${address}/api/sources/${hash}/decisions`, { data })).ok()).toBe(true)
  await page.keyboard.press('Shift+A')
  await expect(page.locator('.it.open')).toHaveCount(0)
  await expect(page.locator(`.it[data-finding="${finding}"]`)).toHaveClass(/rejected/)
  await expectTold(page, `已写入 ${open - 1} 项；另有 1 项先前已在别处核定`)
  // The step holds what it wrote alone.
  await page.keyboard.press('z')
  await expect(page.locator('.it.open')).toHaveCount(open - 1)
  await expect(page.locator(`.it[data-finding="${finding}"]`)).toHaveClass(/rejected/)
})

test('a finding split elsewhere: the screen stays on its article, the sentence names no number', async ({
  page,
  address,
}) => {
  await page.goto(address)
  await expect(page.locator('.it.cur')).toBeVisible()
  await page.keyboard.press(']')
  await expect(page.locator('.articles option:checked')).toHaveText(/^2 /)
  await openCooperation(page)
  await page.locator(':is(.of-person, .of-agreement, .of-pledge) .it:not(.cur) > .row').first().click()
  const { pathname, searchParams } = new URL(page.url())
  const hash = pathname.split('/').at(-1) ?? ''
  const finding = searchParams.get('finding') ?? ''
  expect(searchParams.get('article')).toBe('2')
  const source = (await (await page.request.get(`${address}/api/sources/${hash}`)).json()) as {
    items: readonly { id: string; evidence: readonly [{ start: number; end: number }] }[]
  }
  const span = source.items.find(({ id }) => id === finding)?.evidence[0] ?? { start: 0, end: 0 }
  const data = { finding, at: span.start + 1 }
  expect((await page.request.post(`${address}/api/sources/${hash}/split`, { data })).ok()).toBe(true)
  await page.keyboard.press('a')
  const failure = page.locator('.sheet > .failure')
  await expect(failure).toContainText('可能在别处被分开')
  await expect(failure).not.toContainText('fnd_')
  await expect(page.locator('.articles option:checked')).toHaveText(/^2 /)
})

test('keys that do nothing say why, on the row and aloud', async ({ page, address }) => {
  await page.goto(address)
  await openCooperation(page)
  await page.locator('.of-event .it > .row').first().focus()
  await page.keyboard.press('z')
  await expectTold(page, '没有可撤回的步骤')
  await page.keyboard.press('j')
  await expect(page.locator('.told')).toHaveCount(0)
  await page.keyboard.press('k')
  await page.keyboard.press('s')
  await expectTold(page, '活动不能分开')
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('a')
  await page.keyboard.press('k')
  await expect(page.locator('.it.cur')).toHaveClass(/accepted/)
  // What the interface answers is said aloud, too: it comes first.
  await expect(page.locator('[aria-live=polite]').last()).toContainText('已采纳')
  await page.keyboard.press('a')
  await expectTold(page, '这一项已经采纳')
  await page.keyboard.press('x')
  await expectTold(page, '这一项已经采纳')
  await page.keyboard.press('s')
  await expectTold(page, '已核定的不能分开')
})

test('the way back leads from article to article', async ({ page, address }) => {
  await page.goto(address)
  const article = page.locator('.articles option:checked')
  await expect(article).toHaveText(/^1 /)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const here = new URL(page.url()).searchParams.get('finding')
  await page.keyboard.press(']')
  await expect(article).toHaveText(/^2 /)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.goBack()
  await expect(article).toHaveText(/^1 /)
  expect(new URL(page.url()).searchParams.get('finding')).toBe(here)
  await page.goForward()
  await expect(article).toHaveText(/^2 /)
})

test('what went wrong is told until the form is sent again or left', async ({ page, address }) => {
  await page.goto(address)
  await openCooperation(page)
  const row = page.locator('.of-person .it').first()
  await row.locator('.row').click()
  await page.keyboard.press('e')
  await page.getByLabel('姓名').fill('另一人')
  await page.route('**/decisions', (route) => route.abort())
  await page.getByLabel('姓名').press('Enter')
  await expect(row.locator('.failure')).toContainText('没有连上服务器')
  await page.getByLabel('姓名').fill('')
  await page.getByLabel('姓名').press('Enter')
  await expect(row.getByRole('alert')).toHaveText(['名称不能空着。'])
  await page.getByLabel('姓名').fill('又一人')
  await page.getByLabel('姓名').press('Enter')
  await expect(row.locator('.failure')).toContainText('没有连上服务器')
  await page.getByLabel('姓名').press('Escape')
  await expect(row.locator('.failure')).toHaveCount(0)
})

import { expect, type Page } from '@playwright/test'
import { test } from './served.ts'
import { openCooperation } from './steps.ts'

/** The row of the finding that has these words. */
const rowOf = (page: Page, words: string) => page.locator('.it').filter({ hasText: words }).first()

async function correctName(page: Page, ending: string) {
  await page.keyboard.press('e')
  await expect(page.getByLabel('姓名')).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.press('Backspace')
  await page.keyboard.type(ending)
}

test('what was accepted is corrected in one request, and Z leads back step by step', async ({ page, address }) => {
  await page.goto(address)
  await openCooperation(page)
  const id = (await rowOf(page, '贺云屏').getAttribute('data-finding')) ?? ''
  const row = page.locator(`.it[data-finding="${id}"]`)
  await row.locator('.row').click()
  await correctName(page, '坪')
  await page.keyboard.press('Enter')
  await expect(row.locator('ins').first()).toHaveText('贺云坪')
  await row.locator('.row').click()

  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(new URL(request.url()).pathname.split('/').at(-1) ?? '')
  })
  await correctName(page, '萍')
  await page.keyboard.press('Enter')
  await expect(row.locator('ins').first()).toHaveText('贺云萍')
  expect(sent).toEqual(['decisions'])
  await page.keyboard.press('z')
  await expect(row.locator('ins').first()).toHaveText('贺云坪')
  await page.keyboard.press('z')
  await expect(row).toHaveClass(/open/)
  expect(sent).toEqual(['decisions', 'decisions', 'undo'])
})

test('a half-written correction waits while other rows are looked at, and after a reload', async ({
  page,
  address,
}) => {
  await page.goto(address)
  await openCooperation(page)
  const id = (await rowOf(page, '贺云屏').getAttribute('data-finding')) ?? ''
  const row = page.locator(`.it[data-finding="${id}"]`)
  await row.locator('.row').click()
  await correctName(page, '坪')
  await page.locator('.it:not(.cur) > .row').first().click()
  await expect(page.getByLabel('姓名')).toHaveCount(0)
  await row.locator('.row').click()
  await expect(page.getByLabel('姓名')).toHaveValue('贺云坪')
  await page.reload()
  await expect(page.getByLabel('姓名')).toHaveValue('贺云坪')
  // It is shown again without taking the keyboard; to accept leads into it.
  await row.locator('.row').focus()
  await page.keyboard.press('a')
  await expect(page.getByLabel('姓名')).toBeFocused()
  await expect(row).toHaveClass(/open/)
  await page.keyboard.press('Escape')
  await expect(row).toContainText('更正写了一半')
  await row.getByRole('button', { name: '驳回' }).click()
  await page.getByLabel('为什么驳回（可不写）').fill('不是')
  await page.locator('.it:not(.cur) > .row').first().click()
  await row.locator('.row').click()
  await expect(page.getByLabel('为什么驳回（可不写）')).toHaveValue('不是')
  await page.getByLabel('为什么驳回（可不写）').press('Enter')
  await expect(row).toHaveClass(/rejected/)
  await row.locator('.row').click()
  await expect(row).toContainText('已驳回：不是')

  // What is being written about is not swept up with the rest.
  await rowOf(page, '司徒砚平').locator('.row').click()
  const waiting = await page.locator('.it.open').count()
  await correctName(page, '坪')
  await expect(page.locator('.rest')).toContainText(`余下 ${waiting - 1} 项`)
  await page.locator('.rest').click()
  await expect(page.locator('.it.open')).toHaveCount(1)
  await expect(rowOf(page, '司徒砚平')).toHaveClass(/open/)
})

test('a row that is emptied stays, half a date is not none, and no form goes along to another article', async ({
  page,
  address,
}) => {
  await page.goto(address)
  await openCooperation(page)
  await rowOf(page, '司徒砚平').locator('.row').click()
  await page.keyboard.press('e')
  const posts = page.getByLabel(/^职务 \d+$/)
  const second = await posts.nth(1).inputValue()
  await posts.first().press('Control+a')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('新职')
  await expect(posts.first()).toHaveValue('新职')
  await expect(posts.nth(1)).toHaveValue(second)

  const event = page.locator('.of-event .it').first()
  await event.locator('.row').click()
  await page.keyboard.press('e')
  await page.getByLabel('日期 起').fill('')
  await page.keyboard.press('Enter')
  await expect(event.getByRole('alert')).toContainText('日期写作')
  await expect(event).toHaveClass(/open/)
  await page.getByRole('button', { name: '去掉所写' }).click()
  // The form stands open, the keyboard outside of it.
  await event.locator('.row').focus()
  await expect(page.locator('.correct')).toBeVisible()
  await page.keyboard.press(']')
  await expect(page.locator('.articles option:checked')).toHaveText(/^2 /)
  await expect(page.locator('.correct')).toHaveCount(0)
})

test('a key that is held decides once, and an article can be left where it is kept', async ({ page, address }) => {
  await page.goto(address)
  await openCooperation(page)
  for (let times = 0; times < 5; times++) await page.keyboard.down('a')
  await page.keyboard.up('a')
  await expect(page.locator('.it.accepted')).toHaveCount(1)
  const cooperation = page.getByRole('group', { name: '合作关系' })
  await cooperation.getByRole('button', { name: '改记别处' }).click()
  await expect(cooperation).not.toContainText('尚无合作关系')
  await page.keyboard.press('Escape')
  await expect(cooperation).toContainText('本篇记入')
  await expect(cooperation.getByRole('button', { name: '改记别处' })).toBeFocused()
})

test('a correction that did not arrive comes back as it was written', async ({ page, address }) => {
  await page.goto(address)
  await openCooperation(page)
  const id = (await rowOf(page, '贺云屏').getAttribute('data-finding')) ?? ''
  const row = page.locator(`.it[data-finding="${id}"]`)
  await row.locator('.row').click()
  await correctName(page, '坪')
  await page.route('**/decisions', (route) => route.abort())
  await page.getByLabel('姓名').press('Enter')
  await expect(row.getByRole('alert')).toContainText('没有连上服务器')
  await expect(row).toHaveClass(/open/)
  await expect(page.getByLabel('姓名')).toHaveValue('贺云坪')
  await page.unroute('**/decisions')
  await page.getByLabel('姓名').press('Enter')
  await expect(row).toHaveClass(/corrected/)
})

test('an article kept elsewhere stays there, its address says where, and its quote leads back there', async ({
  page,
  address,
}) => {
  await page.goto(address)
  await openCooperation(page)
  const other = { sides: [[{ name: '霁原省', code: null }], [{ name: '棂川省', code: null }]], own: 0 }
  const opened = await page.request.post(`${address}/api/cooperations`, { data: other })
  const { id, name } = (await opened.json()) as { id: string; name: string }
  await page.reload()
  // The first answer is still awaited when the same finding is decided in the other cooperation.
  const decidedThere = Promise.withResolvers<void>()
  await page.route(
    '**/decisions',
    async (route) => {
      await decidedThere.promise
      await route.continue()
    },
    { times: 1 },
  )
  await page.locator('.it').filter({ hasText: '1+7' }).first().locator('.row').click()
  await page.keyboard.press('a')
  await expect(page.locator('.it.accepted')).toHaveCount(1)
  // The keyboard goes on to the next one before anything else is done.
  await expect(page.locator('.it.cur.accepted')).toHaveCount(0)

  const cooperation = page.getByRole('group', { name: '合作关系' })
  await cooperation.getByRole('button', { name: '改记别处' }).click()
  await cooperation.getByRole('button', { name }).click()
  await expect(page).toHaveURL(new RegExp(`in=${id}`))
  // The rows and the counts are those of this cooperation: nothing is decided in it yet.
  await expect(page.locator('.it.accepted')).toHaveCount(0)
  await expect(page.locator('.articles option:checked')).toContainText('已核 0 /')
  const row = page.locator('.it').filter({ hasText: '1+7' }).first()
  await row.locator('.row').click()
  // Listened for: keys go to the row once it is the one the keyboard is at.
  await expect(row).toHaveClass(/cur/)
  const decided = page.waitForResponse('**/decisions')
  await page.keyboard.press('a')
  await expect(row).toHaveClass(/accepted/)
  // Drawn before it is answered; what is loaded anew meanwhile would not have it.
  expect((await decided).ok()).toBe(true)
  const decidedHere = page.waitForResponse('**/decisions')
  decidedThere.resolve()
  expect((await decidedHere).ok()).toBe(true)
  await page.reload()
  await expect(cooperation).toContainText(name)
  await expect(row).toHaveClass(/accepted/)
  await expect(page.locator('.articles option:checked')).toContainText('已核 1 /')

  await page.goto(`${address}/ledger/${id}`)
  await page.locator('.rail').getByText('1+7', { exact: true }).first().click()
  await page.getByRole('link', { name: '回到原版' }).click()
  await expect(page).toHaveURL(new RegExp(`in=${id}`))
  await expect(cooperation).toContainText(name)
  await expect(row).toHaveClass(/accepted/)
})

import { expect } from '@playwright/test'
import { test } from './served.ts'
import { begin, faults, PASSWORD, SIGHTS, wider } from './steps.ts'

const TEXT = '两省共建冷链物流联盟'

test('a session is told of before its end, and ends over the screen: nothing typed is lost', async ({
  page,
  browser,
  data,
  own,
}) => {
  const { address, code } = await own(data, { HANDCLASP_IDLE_MINUTES: '2' })
  await begin(page, address, code)
  const warning = page.getByRole('status', { name: '登录将到时限' })
  await expect(warning).toContainText('再过 2 分钟会退出')
  expect(await faults(page)).toEqual([])

  await page.goto(`${address}/ledger`)
  await page.getByRole('tab', { name: /合作事项/ }).click()
  await page.getByRole('button', { name: '提出合作事项' }).click()
  const form = page.getByRole('complementary', { name: '写合作事项' })
  await form.getByLabel('事项', { exact: true }).fill(TEXT)

  // Signed in elsewhere, the same member ends this session.
  const elsewhere = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
  await elsewhere.goto(`${address}/profile`)
  await elsewhere.getByLabel('登录名').fill('fang')
  await elsewhere.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await elsewhere.getByRole('button', { name: '登录', exact: true }).click()
  await expect(elsewhere.getByText('这一处')).toBeVisible()
  await elsewhere.getByRole('button', { name: '结束别处的全部登录' }).click()
  await expect(elsewhere.getByRole('button', { name: '结束别处的全部登录' })).toHaveCount(0)
  await elsewhere.context().close()

  await form.getByRole('button', { name: '提出', exact: true }).click()
  const over = page.getByRole('dialog', { name: '登录已到时限' })
  await expect(over).toBeVisible()
  expect(await faults(page)).toEqual([])
  await over.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await over.getByRole('button', { name: '登录', exact: true }).click()
  await expect(over).toContainText('刚才有 1 步没有送到')
  await over.getByRole('button', { name: '再送一次' }).click()
  await expect(over).toHaveCount(0)
  await expect(page.getByRole('complementary', { name: '详情' })).toContainText(TEXT)
})

/** The screens of members at their addresses; `…` is the cooperation. */
const SCREENS = ['/profile', '/rights', '/ledger/…/members', '/ledger/…/drafts', '/administration', '/acts'] as const

test('no screen of members has a fault, wide and narrow, light and dark, in both languages', async ({
  page,
  data,
  own,
}) => {
  test.slow()
  const { address, code } = await own(data)
  for (const path of ['/setup', '/sign-in', '/invitation/none', '/password/none']) {
    await page.goto(`${address}${path}`)
    expect(await faults(page), path).toEqual([])
  }
  await begin(page, address, code)
  const [{ id }] = (await (await page.request.get(`${address}/api/cooperations`)).json()) as [{ id: string }]
  for (const [width, colorScheme, language] of SIGHTS) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    for (const path of SCREENS) {
      await page.goto(`${address}${path.replace('…', id)}`)
      await page.getByRole('button', { name: language, exact: true }).click()
      await expect(page.getByRole('heading').first()).toBeVisible()
      // Over an empty screen, so that the menu covers half of no button.
      if (path.endsWith('drafts')) await page.locator('.who-button').click()
      expect(await faults(page), `${path} ${width} ${colorScheme}`).toEqual([])
      expect(await wider(page), `${path} ${width}`).toBeLessThanOrEqual(0)
    }
  }
})

import { expect } from '@playwright/test'
import { test } from './served.ts'
import { begin, faults, somebody, takeLink, takeUp, who } from './steps.ts'

const TEXT = '两省共建冷链物流联盟'
const ORGANISATION = '霁原省商务厅'

test('what one person sends alone is marked, and who leads it sees it without seeing the side', async ({
  page,
  browser,
  data,
  own,
}) => {
  const { address, code } = await own(data)
  await begin(page, address, code)
  await page.goto(`${address}/ledger`)
  await page.getByRole('tab', { name: /合作事项/ }).click()
  await page.getByRole('button', { name: '提出合作事项' }).click()
  const form = page.getByRole('complementary', { name: '写合作事项' })
  await form.getByLabel('事项', { exact: true }).fill(TEXT)
  await form.getByLabel(/^牵头/).first().fill(ORGANISATION)
  await form.getByRole('button', { name: '提出', exact: true }).click()
  const details = page.getByRole('complementary', { name: '详情' })
  await expect(details.locator('.tl')).toContainText('一人经办')
  expect(await faults(page)).toEqual([])

  await who(page).click()
  await page.getByRole('link', { name: '本方成员' }).click()
  await page.getByRole('button', { name: '邀请成员' }).click()
  const invited = page.getByRole('form', { name: '邀请成员' })
  await invited.getByRole('checkbox', { name: /^单位代表/ }).check()
  await invited.getByLabel('代表哪个单位').fill(ORGANISATION)
  await invited.getByRole('button', { name: '生成邀请链接' }).click()
  const delegate = await somebody(browser)
  await takeUp(delegate, await takeLink(page), 'shen', '沈之桓')
  await delegate.goto(`${address}/ledger`)
  await expect(delegate).toHaveURL(/\/own\//)
  await expect(delegate.getByRole('row', { name: new RegExp(TEXT) })).toContainText(ORGANISATION)
  await expect(delegate.locator('body')).not.toContainText('方以宁')
  expect(await faults(delegate)).toEqual([])
  await delegate.context().close()
})

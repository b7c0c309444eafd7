import type { CooperationView } from '@handclasp/api/client'
import { type Browser, expect, type Page } from '@playwright/test'
import { test } from './served.ts'
import {
  codeOf,
  faults,
  fillAccount,
  openCooperation,
  PASSWORD,
  setSecondFactor,
  somebody,
  takeLink,
  takeUp,
  who,
} from './steps.ts'

const TEXT = '两省共建冷链物流联盟'

async function go(page: Page, to: '拟稿' | '本方成员' | '个人') {
  await who(page).click()
  await page.getByRole('navigation', { name: '个人与本方' }).getByRole('link', { name: to }).click()
}

/** Invites somebody to some roles of the side on the screen; gives the link. */
async function invite(page: Page, roles: readonly string[], note: string): Promise<string> {
  await page.getByRole('button', { name: '邀请成员' }).click()
  const form = page.getByRole('form', { name: '邀请成员' })
  for (const role of roles) await form.getByRole('checkbox', { name: new RegExp(`^${role}`) }).check()
  await form.getByLabel('给谁').fill(note)
  await form.getByRole('button', { name: '生成邀请链接' }).click()
  return takeLink(page)
}

test('from the setup code to what the other side sees: invited, drafted, sent, and guarded by a second factor', async ({
  page,
  browser,
  data,
  own,
}) => {
  const { address, code } = await own(data)
  await page.goto(`${address}/ledger`)
  await expect(page).toHaveURL(/\/setup$/)
  expect(await faults(page)).toEqual([])
  await page.getByLabel('设置码').fill(code ?? '')
  await fillAccount(page, 'fang', '方以宁')
  await page.getByRole('button', { name: '建立第一位成员并登录' }).click()
  await expect(who(page)).toContainText('系统管理员')
  await openCooperation(page)
  await expect(who(page)).toContainText('以霁原省一方办理 · 经办、审核、合作办')

  const approver = await somebody(browser)
  await go(page, '本方成员')
  const toApprover = await invite(page, ['审核'], '审核处 唐某')
  await takeUp(approver, toApprover, 'tang', '唐知远')
  await page.reload()
  await expect(page.getByRole('row', { name: /唐知远/ })).toContainText('审核')
  await giveUpSending(page)

  await clerkDrafts(page)
  await approverSends(approver)

  const other = await letOtherSideIn(page, browser)
  await expectNothingInternal(other, address)
  await guardedBySecondFactor(approver, address)
  for (const each of [approver, other]) await each.context().close()
})

/** The first member stays clerk and office: from now on somebody else sends. */
async function giveUpSending(page: Page) {
  const own = page.getByRole('row', { name: /方以宁/ })
  await own.getByRole('button', { name: '改角色' }).click()
  await page.getByRole('checkbox', { name: /^审核/ }).uncheck()
  await page.getByRole('button', { name: '改定' }).click()
  await expect(who(page)).toContainText('经办、合作办')
  await page.getByRole('button', { name: '改为须双人复核' }).click()
  await page.getByRole('button', { name: '改为须双人复核' }).click()
  await expect(page.getByText('本方规定：双人复核。')).toBeVisible()
  expect(await faults(page)).toEqual([])
}

async function clerkDrafts(page: Page) {
  await page.getByRole('link', { name: '回台账' }).click()
  await page.getByRole('tab', { name: /合作事项/ }).click()
  await page.getByRole('button', { name: '提出合作事项' }).click()
  const form = page.getByRole('complementary', { name: '写合作事项' })
  await form.getByLabel('事项', { exact: true }).fill(TEXT)
  await expect(form.getByRole('button', { name: '提出', exact: true })).toHaveCount(0)
  await form.getByRole('button', { name: '拟稿送审' }).click()
  await expect(page.locator('[aria-live=polite]').last()).toContainText('已拟稿，等审核')
  await go(page, '拟稿')
  await expect(page.getByRole('row', { name: new RegExp(TEXT) })).toContainText('方以宁')
  expect(await faults(page)).toEqual([])
}

async function approverSends(page: Page) {
  await page.reload()
  await expect(who(page).locator('.waits')).toContainText('1')
  await go(page, '拟稿')
  await page.getByRole('link', { name: TEXT }).click()
  const details = page.getByRole('complementary', { name: '详情' })
  await expect(details).toContainText('方以宁 起草')
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('x')
  await expect(details).toContainText('唐知远 发出')
  await expect(details).not.toContainText('一人经办')
  await expect(who(page).locator('.waits')).toHaveCount(0)
}

/** The office lets the other side in and invites its office; its own part there ends as that comes. */
async function letOtherSideIn(page: Page, browser: Browser): Promise<Page> {
  await go(page, '本方成员')
  await page.getByRole('button', { name: '请翎川省在本机办理' }).click()
  await expect(page.getByRole('heading', { name: '翎川省一方的成员' })).toBeVisible()
  await expect(page.getByText('这一方由您代请')).toBeVisible()
  const link = await invite(page, ['经办', '审核'], '翎川省合作办')
  const other = await somebody(browser)
  await takeUp(other, link, 'yu', '喻澈言')
  await page.reload()
  await expect(page.getByRole('heading', { name: '霁原省一方的成员' })).toBeVisible()
  return other
}

/** What was sent is there, and nothing of how it came to be. */
async function expectNothingInternal(page: Page, address: string) {
  await page.goto(`${address}/ledger`)
  await page.getByRole('tab', { name: /合作事项/ }).click()
  await expect(page.getByRole('row', { name: new RegExp(TEXT) })).toBeVisible()
  await go(page, '拟稿')
  await expect(page.getByText('还没有拟稿。')).toBeVisible()
  await expect(page.locator('body')).not.toContainText('方以宁')
  const [cooperation] = (await (await page.request.get(`${address}/api/cooperations`)).json()) as CooperationView[]
  const theirs = cooperation?.sides.find(({ id }) => id !== cooperation.own)?.id
  for (const part of ['drafts', 'members', 'ledger']) {
    const asked = await page.request.get(`${address}/api/cooperations/${cooperation?.id}/${part}?side=${theirs}`)
    expect(asked.status(), part).toBe(403)
  }
}

/** Set up with what the screen shows, asked for at the next sign-in. */
async function guardedBySecondFactor(page: Page, address: string) {
  await go(page, '个人')
  const { secret } = await setSecondFactor(page)

  await who(page).click()
  await page.getByRole('button', { name: '退出登录' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  await page.goto(`${address}/rights`)
  await expect(page).toHaveURL(/\/sign-in\?to=/)
  await page.getByLabel('登录名').fill('tang')
  await page.getByLabel('密码', { exact: true }).fill('something else')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('登录名或密码不对')
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  // A code counts once: the one of the next half minute is known already.
  await page.getByLabel('6 位码').fill(codeOf(secret, Date.now() + 30_000))
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByRole('heading', { name: '权限', level: 1 })).toBeVisible()
  expect(await faults(page)).toEqual([])
}

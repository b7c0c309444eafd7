import type { InvitationMade, SessionView } from '@handclasp/api/client'
import { expect, type Page, request } from '@playwright/test'
import { forgetThere, keepInside, LABEL, signInThere, startProvider } from './provider.ts'
import { test as base } from './served.ts'
import { begin, codeOf, faults, PASSWORD, setSecondFactor, SIGHTS, who, wider } from './steps.ts'

/** Tests that are given an outside provider and an installation of 方以宁 that knows it; it does not answer yet. */
const test = base.extend<{ provider: Awaited<ReturnType<typeof startProvider>>; address: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here
  provider: async ({}, use) => {
    const provider = await startProvider()
    await use(provider)
    await provider.stop()
  },
  address: async ({ page, provider, data, own }, use) => {
    await keepInside(page.context())
    const { address, code } = await own(data, provider.settings)
    await begin(page, address, code)
    await page.goto(`${address}/profile`)
    await use(address)
  },
})

/** Links 方以宁, on the screen of her own, to a subject of the provider. */
async function link(page: Page) {
  await page.getByRole('button', { name: `与${LABEL}相连` }).click()
  await signInThere(page, 'fang@province')
  await expect(page.getByText(`已与${LABEL}相连`)).toBeVisible()
}

const byProvider = { name: `用${LABEL}登录` }
const TEXT = '两省共建冷链物流联盟'

const ended = (page: Page) => page.getByRole('dialog', { name: '登录已到时限' })

/** Ends the session behind the back of the page. */
async function endSession(page: Page, address: string) {
  const headers = { origin: address }
  expect((await page.request.post(`${address}/api/auth/sign-out`, { data: {}, headers })).ok()).toBe(true)
}

/** Half writes a commitment; gives its form. */
async function halfWrite(page: Page, address: string) {
  await page.goto(`${address}/ledger`)
  await page.getByRole('tab', { name: /合作事项/ }).click()
  await page.getByRole('button', { name: '提出合作事项' }).click()
  const form = page.getByRole('complementary', { name: '写合作事项' })
  await form.getByLabel('事项', { exact: true }).fill(TEXT)
  return form
}

/** Opens the small window from the dialog. */
async function openSmall(page: Page): Promise<Page> {
  const small = page.waitForEvent('popup')
  await ended(page).getByRole('button', byProvider).click()
  return small
}

/** Takes the step after which the small window closes by itself: once that is gone, the step may have no answer. */
async function closesUpon(small: Page, step: () => Promise<void>) {
  const gone = small.waitForEvent('close')
  const taken = step().catch((error: unknown) => {
    if (!small.isClosed()) throw error
  })
  await Promise.race([taken, gone])
  await gone
}

async function signOut(page: Page) {
  await who(page).click()
  await page.getByRole('button', { name: '退出登录' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
}

test('by the provider one signs in, and goes on where a session ended: nothing typed is lost', async ({
  page,
  provider,
  address,
}) => {
  test.slow()
  provider.serve(address)
  await link(page)
  await signOut(page)
  await forgetThere(page.context())
  await page.goto(`${address}/ledger?n=1`)
  await page.getByRole('button', byProvider).click()
  await signInThere(page, 'fang@province')
  await expect(page).toHaveURL(/\/ledger/)
  const form = await halfWrite(page, address)
  const words = form.getByLabel('事项', { exact: true })

  // While one only looked: the provider knows who sits there still, and the small window comes and goes by itself.
  await endSession(page, address)
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
  await expect(ended(page).getByLabel('密码', { exact: true })).toBeFocused()
  for (const [width, colorScheme] of SIGHTS) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    expect(await faults(page), `${width} ${colorScheme}`).toEqual([])
    expect(await wider(page), `${width}`).toBeLessThanOrEqual(0)
  }
  const brief = await openSmall(page)
  await expect.poll(() => brief.isClosed(), { timeout: 15_000 }).toBe(true)
  await expect(ended(page)).toHaveCount(0)
  await expect(words).toHaveValue(TEXT)
  await expect(words).toBeFocused()

  // Over a step that did not arrive; refused by the provider at first.
  await endSession(page, address)
  await forgetThere(page.context())
  await form.getByRole('button', { name: '提出', exact: true }).click()
  const small = await openSmall(page)
  await expect(ended(page).getByRole('status')).toContainText('这里会自己接着办')
  await small.getByRole('link', { name: 'Cancel' }).click()
  await expect(small.getByRole('alert')).toContainText('取消了')
  expect(await faults(small)).toEqual([])
  await small.getByRole('button', { name: '再试' }).click()
  await closesUpon(small, () => signInThere(small, 'fang@province'))
  await expect(ended(page)).toContainText('刚才有 1 步没有送到')
  // The keyboard is in the dialog still, though what it was on is gone.
  await expect(ended(page).getByText('刚才有 1 步没有送到')).toBeFocused()
  await ended(page).getByRole('button', { name: '先不送' }).click()
  await expect(ended(page)).toHaveCount(0)
  await expect(words).toHaveValue(TEXT)
  await form.getByRole('button', { name: '提出', exact: true }).click()
  await expect(page.getByRole('complementary', { name: '详情' })).toContainText(TEXT)
})

test('the second factor is asked for behind the provider, on the way in and in the small window', async ({
  page,
  provider,
  address,
}) => {
  provider.serve(address)
  await link(page)
  const { secret, recovery } = await setSecondFactor(page)
  await signOut(page)
  await page.goto(`${address}/rights?n=1`)
  await page.getByRole('button', byProvider).click()
  await page.getByLabel('6 位码').fill(codeOf(secret, Date.now() + 30_000))
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page).toHaveURL(/\/rights\?n=1$/)
  const form = await halfWrite(page, address)

  await endSession(page, address)
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
  const small = await openSmall(page)
  await small.getByRole('button', { name: '用恢复码' }).click()
  await small.getByLabel('恢复码').fill(recovery)
  expect(await faults(small)).toEqual([])
  await closesUpon(small, () => small.getByRole('button', { name: '登录', exact: true }).click())
  await expect(ended(page)).toHaveCount(0)
  await expect(form.getByLabel('事项', { exact: true })).toHaveValue(TEXT)
})

test('what stands in the way of the provider is said, and what else can be done', async ({
  page,
  provider,
  address,
}) => {
  test.slow()
  const alert = page.getByRole('alert')
  await page.getByRole('button', { name: `与${LABEL}相连` }).click()
  await expect(alert).toContainText('外部登录没有应答')
  provider.serve(address)
  await link(page)
  await signOut(page)
  await forgetThere(page.context())
  await page.goto(`${address}/rights`)
  await page.getByRole('button', byProvider).click()
  await signInThere(page, 'li@province')
  await expect(alert).toContainText('还没有与这里的成员相连')
  expect(await faults(page)).toEqual([])

  // The visit that was begun is not known any more; where to has come along through both refusals.
  await forgetThere(page.context())
  await page.getByRole('button', byProvider).click()
  await expect(page.getByPlaceholder('Enter any login')).toBeVisible()
  await page.context().clearCookies({ name: 'handclasp.state' })
  await signInThere(page, 'fang@province')
  await expect(alert).toContainText('请从这里重新开始')
  await expect(page).toHaveURL(/to=%2Frights/)
  await page.getByRole('button', byProvider).click()
  await expect(page.getByRole('heading', { name: '权限', level: 1 })).toBeVisible()

  // No window opens: the way that leaves the page is told as what it is.
  const form = await halfWrite(page, address)
  await endSession(page, address)
  await page.evaluate(() => {
    window.open = () => null
    window.dispatchEvent(new Event('visibilitychange'))
  })
  await ended(page).getByRole('button', byProvider).click()
  await expect(ended(page).getByRole('alert')).toContainText('可能会丢')
  expect(await faults(page)).toEqual([])
  await expect(form.getByLabel('事项', { exact: true })).toHaveValue(TEXT)
  await ended(page)
    .getByRole('button', { name: `离开这一页，用${LABEL}登录` })
    .click()
  await expect(page).toHaveURL(/\/ledger\//)

  await expect(ended(page)).toHaveCount(0)
  await expect(who(page)).toContainText('方以宁')

  // Somebody else signs in while the small window is open, and no word of it comes: the page asks, and goes no further.
  await makeTang(page, address)
  await halfWrite(page, address)
  await endSession(page, address)
  await forgetThere(page.context())
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
  const small = await openSmall(page)
  await expect(small.getByPlaceholder('Enter any login')).toBeVisible()
  const data = { username: 'tang', password: PASSWORD }
  await page.request.post(`${address}/api/auth/sign-in/username`, { data, headers: { origin: address } })
  await expect(ended(page)).toContainText('现在登录的是唐知远')
  await ended(page).getByRole('button', { name: '去首页' }).click()
  await expect(who(page)).toContainText('唐知远')
})

/** A second member, 唐知远, for the side of the one who is signed in. */
async function makeTang(page: Page, address: string) {
  const { member } = (await (await page.request.get(`${address}/api/session`)).json()) as SessionView
  const { cooperation, side } = member?.duties[0] ?? {}
  const data = { side, roles: ['clerk'], organisation: null, note: '唐某' }
  const made = await page.request.post(`${address}/api/cooperations/${cooperation}/invitations`, { data })
  const { token } = (await made.json()) as InvitationMade
  const accepted = { as: 'new', loginName: 'tang', name: '唐知远', password: PASSWORD }
  const elsewhere = await request.newContext()
  const taken = await elsewhere.post(`${address}/api/invitations/${token}/accepted`, { data: accepted })
  expect(taken.ok(), await taken.text()).toBe(true)
  await elsewhere.dispose()
}

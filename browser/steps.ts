/** What several browser tests do and ask in the same way. */
import { createHmac } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import type { SessionView } from '@handclasp/api/client'
import { type Browser, expect, type Page } from '@playwright/test'

/** What axe finds wrong on the page as it stands. */
export async function faults(page: Page): Promise<readonly string[]> {
  // A colour on its way from one to another is neither: what is measured is what stands in the end.
  await page.evaluate(async () => {
    const moving = document.getAnimations().filter((each) => each instanceof CSSTransition)
    await Promise.allSettled(moving.map((each) => each.finished))
  })
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** Opens the cooperation of the article on the screen, for 霁原省. */
export async function openCooperation(page: Page): Promise<void> {
  const cooperation = page.getByRole('group', { name: '合作关系' })
  await cooperation.getByText('霁原省', { exact: true }).click()
  await cooperation.getByRole('button', { name: '开立合作关系' }).click()
  await expect(cooperation).toContainText('本篇记入')
}

/** The password of everybody who is made in tests. */
export const PASSWORD = 'river-stone-winter-7'

/** A browser of somebody else, with no cookie of anybody. */
export async function somebody(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  return context.newPage()
}

/** Who is signed in, at the top of every screen. */
export const who = (page: Page) => page.locator('.who-button')

/** Fills the fields of a new account. */
export async function fillAccount(page: Page, loginName: string, name: string): Promise<void> {
  await page.getByLabel('登录名').fill(loginName)
  await page.getByLabel('姓名').fill(name)
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
}

/** Makes the first member, 方以宁, who opens a cooperation. */
export async function begin(page: Page, address: string, code: string | null): Promise<void> {
  await page.goto(address)
  await page.getByLabel('设置码').fill(code ?? '')
  await fillAccount(page, 'fang', '方以宁')
  await page.getByRole('button', { name: '建立第一位成员并登录' }).click()
  await openCooperation(page)
}

/** The link of an invitation that was just made, which the screen shows once. */
export async function takeLink(page: Page): Promise<string> {
  const link = page.getByRole('region', { name: '邀请链接' })
  const address = await link.locator('output').innerText()
  expect(await faults(page)).toEqual([])
  await link.getByRole('button', { name: '已交给本人' }).click()
  return address
}

/** Takes an invitation up as somebody new. */
export async function takeUp(page: Page, link: string, loginName: string, name: string): Promise<void> {
  await page.goto(link)
  await fillAccount(page, loginName, name)
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: '建立账号并接受' }).click()
  await expect(who(page)).toContainText(name)
}

/** Widths, colours and languages that a screen is looked at in. */
export const SIGHTS = [
  [1440, 'light', '中'],
  [1024, 'dark', 'EN'],
  [390, 'dark', '中'],
  [390, 'light', 'EN'],
] as const

/** By how many pixels a screen is wider than its window. */
export function wider(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
}

/** The members of the demonstration, by the side they act for. */
const MEMBERS: Readonly<Record<string, string>> = { 霁原省: '冼知樵', 翎川省: '喻澈言' }

/** A connection that was kept may be closed by the server just as it is used again. */
const UNBROKEN = { maxRetries: 2 }

/** In the demonstration, asks over the interface as the member of a side from here on. */
export async function askAs(page: Page, address: string, side: string): Promise<void> {
  const { demonstration } = (await (await page.request.get(`${address}/api/session`, UNBROKEN)).json()) as SessionView
  const member = demonstration?.find(({ name }) => name === MEMBERS[side])?.id
  expect((await page.request.post(`${address}/api/session/demonstration`, { data: { member } })).ok()).toBe(true)
}

/** In the demonstration, goes on as the member of a side, on the screen that is shown. */
export async function actAs(page: Page, side: string): Promise<void> {
  await askAs(page, new URL(page.url()).origin, side)
  await page.reload()
  await expect(page.locator('.who-button')).toContainText(`以${side}一方办理`)
}

/** What an authenticator shows at a time, by its secret (RFC 6238). */
export function codeOf(secret: string, at: number): string {
  const bits = [...secret.replaceAll(/\s/g, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const start = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(start) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Sets a second factor up on the screen of one's own, with what that shows; gives its secret and a recovery code. */
export async function setSecondFactor(page: Page) {
  await page.getByRole('button', { name: '设置第二重验证' }).click()
  await page.getByLabel('现在的密码').fill(PASSWORD)
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('img', { name: /方码/ })).toBeVisible()
  const secret = await page.locator('.account-secret').innerText()
  expect(await faults(page)).toEqual([])
  await page.getByLabel('6 位码').fill(codeOf(secret, Date.now()))
  await page.getByRole('button', { name: '验证并启用' }).click()
  await expect(page.locator('.account-codes li')).toHaveCount(10)
  const recovery = await page.locator('.account-codes li').first().innerText()
  expect(await faults(page)).toEqual([])
  await page
    .getByRole('button', { name: '我已收好' })
    .or(page.getByRole('button', { name: '已收好' }))
    .click()
  await expect(page.getByText('已启用：登录时除密码外')).toBeVisible()
  return { secret, recovery }
}

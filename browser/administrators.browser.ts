import type { CooperationView, InvitationMade } from '@handclasp/api/client'
import { expect, type Page } from '@playwright/test'
import { test } from './served.ts'
import { begin, faults, SIGHTS, somebody, takeLink, takeUp, who, wider } from './steps.ts'

/** Appoints an administrator; gives the link. */
async function appoint(page: Page, administration: string): Promise<string> {
  await page.getByRole('button', { name: '任命管理员' }).click()
  const form = page.getByRole('form', { name: '任命管理员' })
  await form.getByRole('radio', { name: new RegExp(`^${administration}`) }).check()
  await form.getByRole('button', { name: '生成邀请链接' }).click()
  return takeLink(page)
}

/** Looks at a screen in every way, and that it shows what it is to show. */
async function lookAt(page: Page, address: string, shows: () => Promise<void>) {
  await page.goto(address)
  for (const [width, colorScheme, language] of SIGHTS) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    await page.getByRole('button', { name: language, exact: true }).click()
    await shows()
    const sight = `${new URL(address).pathname} ${width} ${colorScheme} ${language}`
    expect(await faults(page), sight).toEqual([])
    expect(await wider(page), sight).toBeLessThanOrEqual(0)
  }
  await page.getByRole('button', { name: '中', exact: true }).click()
  await page.setViewportSize({ width: 1440, height: 900 })
}

test('accounts are guarded by one administrator, and another one reads what was done to whom', async ({
  page,
  browser,
  data,
  own,
}) => {
  test.slow()
  const { address, code } = await own(data)
  await begin(page, address, code)
  const [{ id, own: side }] = (await (await page.request.get(`${address}/api/cooperations`)).json()) as [
    CooperationView,
  ]
  const invited = await page.request.post(`${address}/api/cooperations/${id}/invitations`, {
    data: { side, roles: ['approver'], organisation: null, note: null },
    headers: { origin: address },
  })
  const { token } = (await invited.json()) as InvitationMade
  const [approver, security, audit] = [await somebody(browser), await somebody(browser), await somebody(browser)]
  await takeUp(approver, `${address}/invitation/${token}`, 'tang', '唐知远')
  await page.goto(`${address}/administration`)
  await takeUp(security, await appoint(page, '安全管理员'), 'gu', '顾安')
  await takeUp(audit, await appoint(page, '审计管理员'), 'pei', '裴审')

  await lock(security, address)
  await approver.reload()
  await expect(approver).toHaveURL(/\/sign-in/)
  // A ledger is nothing for whoever reads the log: that they asked for it stands there.
  expect((await audit.request.get(`${address}/api/cooperations/${id}/ledger`)).status()).toBe(403)
  await readActs(audit, address)
  await stepDown(page, address, security, audit)
  for (const each of [approver, security, audit]) await each.context().close()
})

/** Security locks the approver, and sees all accounts. */
async function lock(page: Page, address: string) {
  await page.goto(`${address}/administration`)
  await expect(page.getByRole('row')).toHaveCount(5)
  const row = page.getByRole('row', { name: /唐知远/ })
  await row.getByRole('button', { name: '锁定' }).click()
  expect(await faults(page)).toEqual([])
  await row.getByRole('button', { name: '锁定' }).click()
  await expect(row).toContainText('已锁')
  await lookAt(page, `${address}/administration`, () => expect(page.getByRole('row')).toHaveCount(5))
}

/** The system relieves security, may not go itself while it is alone, and audit steps down. */
async function stepDown(page: Page, address: string, security: Page, audit: Page) {
  await page.goto(`${address}/administration`)
  await expect(page.getByRole('row')).toHaveCount(4)
  const row = page.getByRole('row', { name: /顾安/ })
  await row.getByRole('button', { name: '免职' }).click()
  expect(await faults(page)).toEqual([])
  await row.getByRole('button', { name: '免职' }).click()
  await expect(row).toHaveCount(0)
  const own = page.getByRole('row', { name: /我/ })
  await own.getByRole('button', { name: '卸任' }).click()
  await own.getByRole('button', { name: '卸任' }).click()
  await expect(own).toContainText('请先任命另一位')
  await lookAt(page, `${address}/administration`, () => expect(page.getByRole('row')).toHaveCount(3))
  await security.goto(`${address}/administration`)
  await expect(security.getByText('账号由系统管理员和安全管理员照管。')).toBeVisible()
  await audit.goto(`${address}/profile`)
  await audit.getByRole('button', { name: '卸任' }).click()
  await audit.getByRole('button', { name: '卸任' }).click()
  await expect(who(audit)).not.toContainText('审计管理员')
}

/** Audit sees what was done to whom, what was refused, and who may what. */
async function readActs(page: Page, address: string) {
  await page.goto(`${address}/acts`)
  await expect(page.getByText('链完整')).toBeVisible()
  const guarded = page.getByRole('row', { name: /处置账号/ })
  await expect(guarded).toContainText('顾安')
  await expect(guarded).toContainText('锁定')
  await expect(guarded).toContainText('成员 唐知远')
  await expect(page.getByRole('row', { name: /任命管理员/ })).toHaveCount(2)
  await expect(page.getByRole('row', { name: /查看：台账/ })).toContainText('拒绝')
  await expect(page.getByRole('row', { name: /邀请成员/ })).toContainText('霁原省霁翎合作邀请成员 审核')
  await lookAt(page, `${address}/acts`, () => expect(page.getByRole('row', { name: /唐知远/ }).first()).toBeVisible())
  await page.getByLabel('做了什么').selectOption({ label: '处置账号' })
  await expect(page.getByRole('row')).toHaveCount(2)
  await page.goto(`${address}/rights`)
  await expect(page.getByRole('row', { name: /抹去来源/ })).toContainText('随“抹去”而来')
  await expect(page.getByRole('columnheader', { name: '持有数据目录者' })).toHaveCount(3)
  await expect(who(page)).toContainText('审计管理员')
}

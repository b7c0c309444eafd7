/** What several browser tests do and ask in the same way. */
import { AxeBuilder } from '@axe-core/playwright'
import type { SessionView } from '@handclasp/api/client'
import { expect, type Page } from '@playwright/test'

/** What axe finds wrong on the page as it stands. */
export async function faults(page: Page): Promise<readonly string[]> {
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

/** The members of the demonstration, by the side they act for. */
const MEMBERS: Readonly<Record<string, string>> = { 霁原省: '冼知樵', 翎川省: '喻澈言' }

/** In the demonstration, asks over the interface as the member of a side from here on. */
export async function askAs(page: Page, address: string, side: string): Promise<void> {
  const { demonstration } = (await (await page.request.get(`${address}/api/session`)).json()) as SessionView
  const member = demonstration?.find(({ name }) => name === MEMBERS[side])?.id
  expect((await page.request.post(`${address}/api/session/demonstration`, { data: { member } })).ok()).toBe(true)
}

/** In the demonstration, goes on as the member of a side, on the screen that is shown. */
export async function actAs(page: Page, side: string): Promise<void> {
  await askAs(page, new URL(page.url()).origin, side)
  await page.reload()
  await expect(page.locator('.who-button')).toContainText(`以${side}一方办理`)
}

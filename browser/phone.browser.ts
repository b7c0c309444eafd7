import { expect, type Locator, type Page } from '@playwright/test'
import { test } from './served.ts'
import { faults, openCooperation } from './steps.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

test('on a phone the page and the finding in hand stand together, and the thumb decides', async ({ page, address }) => {
  await page.goto(address)
  const bar = page.getByRole('toolbar', { name: '手边这一项' })
  await expect(bar).toBeVisible()
  expect(await faults(page)).toEqual([])
  await openCooperation(page)
  const intention = page.locator('.of-pledge .it').nth(3)
  await intention.locator('.row').tap()
  await expect(intention).toHaveClass(/cur/)
  await togetherInView(page, intention, bar)

  await bar.getByRole('button', { name: '采纳' }).tap()
  await expect(intention).toHaveClass(/accepted/)
  const next = page.locator('.it.cur')
  await expect(next).toHaveClass(/open/)
  await togetherInView(page, next, bar)
  await bar.getByRole('button', { name: '上一项' }).tap()
  await expect(intention).toHaveClass(/cur/)
  await bar.getByRole('button', { name: '撤回' }).tap()
  await expect(intention).toHaveClass(/open/)
  expect(await faults(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
})

/** The lit line stands in the page at the top, and the finding between that and the bar. */
async function togetherInView(page: Page, finding: Locator, bar: Locator): Promise<void> {
  const text = page.locator('.page')
  const lit = text.locator('.ln.lit').first()
  await expect(lit).toBeInViewport()
  await expect(async () => {
    const [above, row, below] = await Promise.all([text, finding, bar].map((each) => each.boundingBox()))
    expect((row?.y ?? 0) + 1).toBeGreaterThan((above?.y ?? 0) + (above?.height ?? 0))
    expect((row?.y ?? 0) + (row?.height ?? 0)).toBeLessThanOrEqual((below?.y ?? 0) + 1)
  }).toPass({ timeout: 15_000 })
}

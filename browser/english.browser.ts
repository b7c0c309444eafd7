import { expect } from '@playwright/test'
import { test } from './served.ts'

test.use({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })

test('in English notes beside the page stand whole, and signs stand on the line of their words', async ({
  page,
  address,
}) => {
  await page.goto(address)
  await expect(page.locator('.mg .of-agreement').first()).toBeVisible()
  const clipped = await page
    .locator('.mg .of-agreement > span:not(.vh)')
    .evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.textContent))
  expect(clipped).toEqual([])

  await page.setViewportSize({ width: 1024, height: 900 })
  const name = page.locator('.of-person .row').first().locator('.nm')
  const middles = () =>
    page.locator('.of-person .row').evaluateAll((rows) =>
      rows.map((row) => {
        const middle = (part: string) => {
          const { top = 0, height = 0 } = row.querySelector(part)?.getBoundingClientRect() ?? {}
          return top + height / 2
        }
        return Math.round(Math.abs(middle('.st') - middle('.nm')) / 4)
      }),
    )
  await expect(name).toBeVisible()
  await expect.poll(async () => new Set(await middles())).toEqual(new Set([0]))
})

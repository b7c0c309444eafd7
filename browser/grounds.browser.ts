import { expect } from '@playwright/test'
import { test } from './served.ts'

test('the grounds of an event say why each field was read so; a year from the publication is implied', async ({
  page,
  address,
}) => {
  await page.goto(address)
  const open = async (section: string) => {
    await page.locator(`${section} .it:not(.cur) > .row`).first().click()
    await page.keyboard.press('Enter')
  }
  await open('.of-package')
  await expect(page.locator('.it.cur')).toContainText('R50 签有协议之处写出的加式')
  await open('.of-pledge')
  await expect(page.locator('.it.cur')).toContainText('R72 “愿”“将”“拟”之后与对方一起做的事，读作自己的意向')
  await open('.of-event')
  const event = page.locator('.of-event .it.cur')
  const row = (name: string) => event.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
  await expect(row('类别')).toContainText('明文 R88 带“举行”“召开”一类动词的场合，读作活动')
  await expect(row('日期')).toContainText('推定 R90 原文没有写年份，年份取自出版日')
  await expect(row('原文')).toContainText('明文')
})

import type { CommitmentsView, CooperationView } from '@handclasp/api/client'
import { expect, type Page } from '@playwright/test'
import { test } from './served.ts'
import { actAs, askAs, faults, openCooperation } from './steps.ts'

const sides = (page: Page) => page.getByRole('complementary').getByRole('region', { name: '各方' })

test('[L70] a third side is proposed, accepted and joins, and the three agree on a commitment', async ({
  page,
  address,
}) => {
  await page.goto(address)
  await openCooperation(page)
  const asked = await page.request.get(`${address}/api/cooperations`)
  const [cooperation] = (await asked.json()) as readonly CooperationView[]
  if (!cooperation) throw new Error('a cooperation is open')
  const path = `${address}/api/cooperations/${cooperation.id}`
  for (const side of ['翎川省', '霁原省']) await askAs(page, address, side)
  await page.goto(`${address}/ledger/${cooperation.id}?view=commitments`)

  await sides(page).getByRole('button', { name: '提议增加一方' }).click()
  await sides(page).getByRole('textbox', { name: '地区' }).fill('汐州')
  await sides(page).getByLabel('说明').fill('三地共建航线')
  expect(await faults(page)).toEqual([])
  await sides(page).getByLabel('说明').press('Enter')
  await expect(sides(page)).toContainText('提议：汐州加入 三地共建航线')
  await actAs(page, '翎川省')
  await sides(page).getByRole('button', { name: '同意加入' }).click()
  await sides(page).getByRole('button', { name: '请汐州在本机加入' }).click()
  await expect(page.getByRole('button', { name: '以汐州一方办理' })).toBeVisible()
  await expect(sides(page).getByRole('listitem')).toHaveCount(3)
  expect(await faults(page)).toEqual([])

  const { sides: three } = (await (await page.request.get(`${address}/api/cooperations`)).json())[0]
  const ids = (three as CooperationView['sides']).map(({ id }) => id)
  const lead = (side: string | undefined, name: string) => ({ side, organisation: { name, code: null } })
  const proposal = {
    side: ids[0],
    commitment: null,
    parent: null,
    bound: ids,
    ending: null,
    note: null,
    terms: {
      text: '三地共建跨省航线',
      fields: ['infrastructure'],
      basis: { agreement: null, name: null, clause: null, intention: null, quote: null },
      leads: [lead(ids[0], '霁原省交通运输厅'), lead(ids[1], '翎川省交通运输厅'), lead(ids[2], '汐州交通局')],
      supporters: [],
      measure: null,
      start: null,
      deadline: '2027-06-30',
      milestones: [],
      programmes: [],
    },
  }
  await askAs(page, address, '霁原省')
  const made = (await (await page.request.post(`${path}/commitments`, { data: proposal })).json()) as {
    id: string
    versions: CommitmentsView['rows'][number]['versions']
  }
  await askAs(page, address, '翎川省')
  for (const side of ids.slice(1)) {
    const answer = { side, version: made.versions[0]?.version, stance: 'accepted', note: null }
    await page.request.post(`${path}/commitments/${made.id}/answers`, { data: answer })
  }
  await page.goto(`${address}/ledger/${cooperation.id}?view=commitments&at=${made.id}`)
  const details = page.getByRole('complementary', { name: '详情' })
  for (const name of ['霁原省交通运输厅', '翎川省交通运输厅', '汐州交通局']) {
    await expect(details).toContainText(name)
  }
  expect(await faults(page)).toEqual([])

  await bindTwo(page, `${address}/ledger/${cooperation.id}?view=commitments&propose=new`)
})

/** What concerns two of the three is for these two to accept, and for nobody else. */
async function bindTwo(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await actAs(page, '霁原省')
  const form = page.getByRole('complementary', { name: '写合作事项' })
  const bound = form.getByRole('group', { name: '须认可的各方' })
  await expect(bound.getByRole('button', { pressed: true })).toHaveCount(3)
  await expect(bound.getByRole('button', { name: '霁原省' })).toBeDisabled()
  await form.getByLabel('事项', { exact: true }).fill('两省互办展会')
  for (const name of ['翎川省', '汐州']) await bound.getByRole('button', { name }).click()
  await form.getByRole('button', { name: '提出' }).click()
  await expect(form.getByRole('alert')).toContainText('至少再选一方')
  await expect(bound.getByRole('button', { name: '翎川省' })).toBeFocused()
  await page.keyboard.press('Space')
  expect(await faults(page)).toEqual([])
  await form.getByRole('button', { name: '提出' }).click()
  const details = page.getByRole('complementary', { name: '详情' })
  await expect(details.getByRole('list', { name: '各方表态' }).getByRole('listitem')).toHaveCount(2)
  await expect(details).toContainText('两省互办展会')
}

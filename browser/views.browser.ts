import type { CommitmentPage, CommitmentsView, CooperationView, SavedViews } from '@handclasp/api/client'
import { expect, type Page } from '@playwright/test'
import { test } from './served.ts'
import { askAs, faults } from './steps.ts'

const DEADLINES = ['2027-03-31', '2027-03-15', '2027-09-30', null] as const

/** Opens a cooperation and proposes some commitments, every other one with a lead of the other side too. */
async function begin(page: Page, address: string): Promise<CooperationView> {
  const send = async <Body>(path: string, data: object): Promise<Body> =>
    (await page.request.post(`${address}/api${path}`, { data })).json() as Promise<Body>
  const regions = [[{ name: '霁原省', code: null }], [{ name: '翎川省', code: null }]]
  const cooperation = await send<CooperationView>('/cooperations', { sides: regions, own: 0 })
  const bound = cooperation.sides.map(({ id }) => id)
  for (const [index, deadline] of DEADLINES.entries()) {
    const names = ['霁原省交通运输厅', '翎川省口岸物流办'].slice(0, 1 + (index % 2))
    const terms = {
      text: `共建第 ${index + 1} 座海河联运码头`,
      fields: index === 0 ? ['infrastructure', 'opening'] : ['infrastructure'],
      basis: { agreement: null, name: '海河联运合作协议', clause: '第三条', intention: null, quote: null },
      leads: names.map((name, at) => ({ side: bound[at], organisation: { name, code: null } })),
      supporters: [],
      programmes: [],
      measure: { name: '泊位', unit: '个', baseline: null, target: 2 },
      start: null,
      deadline,
      milestones: [],
    }
    const proposal = { commitment: null, parent: null, bound, ending: null, terms, note: null }
    await send<CommitmentPage>(`/cooperations/${cooperation.id}/commitments`, proposal)
  }
  return cooperation
}

const rows = (page: Page) => page.locator('tr[data-record]')
const heads = (page: Page) => page.getByRole('table').getByRole('columnheader')

test('columns are chosen, placed and widened by keyboard, and the address brings them back', async ({
  page,
  address,
}) => {
  const { id } = await begin(page, address)
  await page.goto(`${address}/ledger/${id}?view=commitments`)
  await expect(heads(page)).toHaveText([/状态/, /合作事项/, /牵头/, /目标/, /时限/, /各方/])
  await page.keyboard.press('v')
  const columns = page.getByRole('list', { name: '栏目' })
  expect(await faults(page)).toEqual([])
  await columns.getByRole('checkbox', { name: '出处' }).press('Space')
  await columns.getByRole('checkbox', { name: '各方' }).press('Space')
  await columns.getByRole('checkbox', { name: '时限' }).press('Alt+ArrowUp')
  await expect(heads(page)).toHaveText([/状态/, /合作事项/, /牵头/, /时限/, /目标/, /出处/])
  await page.getByLabel('左侧固定').selectOption('2')
  const edge = page.getByRole('separator', { name: /“牵头”的宽度/ })
  const before = await edge.getAttribute('aria-valuenow')
  await edge.press('ArrowRight')
  await expect(edge).toHaveAttribute('aria-valuenow', String(Number(before) + 16))
  await expect(page).toHaveURL(/frozen=2/)
  await page.reload()
  await expect(heads(page)).toHaveText([/状态/, /合作事项/, /牵头/, /时限/, /目标/, /出处/])
  await expect(heads(page).nth(1)).toHaveClass(/still/)
  await expect(edge).toHaveAttribute('aria-valuenow', String(Number(before) + 16))
  // The ledger opened afresh stands as it last did here.
  await page.goto(`${address}/ledger/${id}?view=commitments`)
  await expect(heads(page)).toHaveText([/状态/, /合作事项/, /牵头/, /时限/, /目标/, /出处/])
})

test('rows are put in order by the head, and stand in groups that fold', async ({ page, address }) => {
  const { id } = await begin(page, address)
  await page.goto(`${address}/ledger/${id}?view=commitments`)
  await heads(page).getByRole('button', { name: '状态' }).press('Enter')
  await expect(page.getByRole('columnheader', { name: '状态' })).toHaveAttribute('aria-sort', 'ascending')
  await heads(page).getByRole('button', { name: '时限' }).press('Enter')
  await expect(page.getByRole('columnheader', { name: '时限' })).toHaveAttribute('aria-sort', 'ascending')
  await expect(rows(page).locator('.name').first()).toHaveText('共建第 2 座海河联运码头')
  await page.getByLabel('分组').selectOption('month')
  const groups = page.locator('tr.group')
  await expect(groups).toHaveText([/2027年3月\s*2/, /2027年9月\s*1/, /缺时限\s*1/])
  await groups.first().getByRole('button').press('Enter')
  await expect(rows(page)).toHaveCount(2)
  await page.getByRole('button', { name: '展开各组' }).click()
  await expect(rows(page)).toHaveCount(4)
  // What has several fields stands in several groups, and is counted once.
  await page.getByLabel('分组').selectOption('field')
  await expect(groups).toHaveText([/开放\s*1/, /基础设施\s*4/])
  await expect(page.getByText('已取 4 / 4 项')).toBeVisible()
  await page.keyboard.press('j')
  await expect(page.locator('tr.cur')).toHaveCount(2)
  expect(await faults(page)).toEqual([])
})

test('a view is saved, found by its digit, renamed and deleted; its address brings it back', async ({
  page,
  address,
}) => {
  const { id } = await begin(page, address)
  await page.goto(`${address}/ledger/${id}?view=commitments`)
  const tab = (name: RegExp) => page.getByRole('tablist', { name: '合作事项的视图' }).getByRole('tab', { name })
  await expect(tab(/缺项 3/)).toBeVisible()
  await page.keyboard.press('f')
  expect(await faults(page)).toEqual([])
  await page.getByRole('group', { name: '缺项' }).getByRole('button', { name: '缺牵头' }).press('Enter')
  await expect(rows(page)).toHaveCount(2)
  await page.getByLabel('时限起').fill('2027-04-01')
  await page.getByLabel('时限起').press('Enter')
  await expect(rows(page)).toHaveCount(1)
  await page.getByRole('button', { name: '存此视图' }).click()
  await page.getByLabel('视图名称').fill('四月起缺牵头')
  await page.keyboard.press('Enter')
  await expect(tab(/四月起缺牵头 1/)).toHaveAttribute('aria-selected', 'true')
  const link = page.url()

  await page.keyboard.press('1')
  await expect(rows(page)).toHaveCount(4)
  await page.keyboard.press('6')
  await expect(rows(page)).toHaveCount(1)
  await page.getByRole('button', { name: '去掉条件：时限' }).click()
  await expect(rows(page)).toHaveCount(2)
  await page.getByRole('button', { name: '存下改动' }).click()
  await expect(tab(/四月起缺牵头 2/)).toBeVisible()
  await page.getByRole('button', { name: '改名' }).click()
  await page.getByLabel('视图名称').fill('缺牵头')
  await page.keyboard.press('Enter')
  await expect(tab(/^缺牵头 2/)).toBeVisible()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: '删去视图' }).click()
  await expect(tab(/^缺牵头/)).toHaveCount(0)

  // What an address says is shown, whatever became of the view, and what makes no sense in it is told.
  await page.goto(`${link}&group=colour`)
  await expect(rows(page)).toHaveCount(1)
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('已略去：分组“colour”')
  await expect(alert).toContainText('地址所指的视图已经删去')
  expect(await faults(page)).toEqual([])
  await alert.getByRole('button').click()
  await expect(alert).toHaveCount(0)
})

test('a view that was deleted elsewhere is not brought back unasked; it is offered as a new one', async ({
  page,
  address,
}) => {
  const { id } = await begin(page, address)
  const views = `${address}/api/cooperations/${id}/views`
  const tab = page.getByRole('tab', { name: /三月前/ })
  await page.goto(`${address}/ledger/${id}?view=commitments&to=2027-03-31`)
  await expect(rows(page)).toHaveCount(2)
  await page.getByRole('button', { name: '存此视图' }).click()
  await page.getByLabel('视图名称').fill('三月前')
  await page.keyboard.press('Enter')
  await expect(tab).toHaveAttribute('aria-selected', 'true')
  const kept = (await (await page.request.get(views)).json()) as SavedViews
  await page.request.post(`${views}/${kept.views[0]?.id}/dropped`, { data: {} })
  await page.getByRole('button', { name: '去掉条件：时限' }).click()
  await expect(rows(page)).toHaveCount(4)
  await page.getByRole('button', { name: '存下改动' }).click()
  await expect(page.getByRole('alert').filter({ hasText: '这个视图已经删去' })).toBeVisible()
  await expect(tab).toHaveCount(0)
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: '另存为新视图' }).click()
  await expect(tab).toHaveText(/三月前 4/)
  const after = (await (await page.request.get(views)).json()) as SavedViews
  expect(after.views.map(({ name }) => name)).toEqual(['三月前'])
  expect(after.views[0]?.id).not.toBe(kept.views[0]?.id)
})

test('what is superseded names what takes its place, found by words and chosen by keyboard', async ({
  page,
  address,
}) => {
  const { id, sides } = await begin(page, address)
  const api = `${address}/api/cooperations/${id}`
  const other = sides[1]?.id
  await askAs(page, address, '翎川省')
  const { rows: all } = (await (await page.request.get(`${api}/commitments`)).json()) as CommitmentsView
  const [first] = all
  const version = first?.versions[0]?.version
  const yes = { side: other, version, stance: 'accepted', note: null }
  await page.request.post(`${api}/commitments/${first?.id}/answers`, { data: yes })
  await askAs(page, address, '霁原省')
  await page.goto(`${address}/ledger/${id}?view=commitments&at=${first?.id}`)
  const details = page.getByRole('complementary', { name: '详情' })
  await details.getByRole('button', { name: '提议结束' }).click()
  await details.getByLabel('怎样结束').selectOption('superseded')
  await details.getByLabel('说明（可不写）').press('Enter')
  await expect(details.getByRole('alert')).toContainText('要选定取代它的合作事项')
  const field = details.getByRole('combobox', { name: '取代它的合作事项' })
  await field.fill('码头')
  await expect(details.getByRole('listbox').getByRole('option')).toHaveCount(3)
  await field.press('ArrowDown')
  expect(await faults(page)).toEqual([])
  await field.press('Enter')
  await expect(details.getByRole('listbox').getByRole('option')).toHaveCount(0)
  await details.getByLabel('说明（可不写）').press('Enter')
  await expect(details.locator('.stands')).toContainText('已提议结束')
  const { versions } = (await (await page.request.get(`${api}/commitments/${first?.id}`)).json()) as CommitmentPage
  expect(all.map((row) => row.id)).toContain(versions.at(-1)?.ending?.successor)
})

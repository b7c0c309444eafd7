import type { CommitmentPage, CooperationView, LedgerHeld, Written } from '@handclasp/api/client'
import { expect, type Page } from '@playwright/test'
import { test } from './served.ts'
import { actAs, askAs, faults } from './steps.ts'

const REGIONS = [[{ name: '霁原省', code: null }], [{ name: '翎川省', code: null }]]
const NAMES = ['深化合作框架协议', '农业农村合作协议', '科技创新合作协议']
const NEW = { id: null, replaces: null }

/** Two sides on one server, of which the first keeps "1+7" with some agreements and a text. */
async function twoSides(page: Page, address: string) {
  const post = async <Body>(path: string, data: object) =>
    (await (await page.request.post(`${address}/api/cooperations${path}`, { data })).json()) as Body
  const { id, sides } = await post<CooperationView>('', { sides: REGIONS, own: 0 })
  const [east, west] = [sides[0]?.id, sides[1]?.id]
  const agreement = (name: string, index: number, place: string) => ({
    ...NEW,
    follows: null,
    words: {
      name,
      kind: index === 0 ? 'framework' : 'departmental',
      count: 1,
      parties: [{ side: east, organisation: { name: `${place}农业农村厅`, code: null } }],
      signatories: [],
      signed: true,
      signedOn: '2026-04-28',
      inForce: null,
      expires: null,
      quote: null,
    },
  })
  const keep = (side: string | undefined, place: string, names: readonly string[]) =>
    post<Written>(`/${id}/written`, {
      side,
      package: { ...NEW, name: null, parts: [1, 7], signedOn: '2026-04-28', place, quote: null },
      within: null,
      agreements: names.map((name, index) => agreement(name, index, place)),
    })
  const kept = await keep(east, '霁原市', NAMES)
  const text = { title: '签署本', text: '第一条 共建平台。', dated: null, agreement: kept.agreements[1] }
  await post(`/${id}/texts`, { side: east, ...NEW, ...text })
  const ledger = async (side: string | undefined) =>
    (await (await page.request.get(`${address}/api/cooperations/${id}/ledger?side=${side}`)).json()) as LedgerHeld
  return { id, east, west, keep, ledger }
}

const details = (page: Page) => page.getByRole('complementary', { name: '详情' })
const rail = (page: Page) => page.getByRole('complementary', { name: '协议组合' })

async function actFor(page: Page, side: string): Promise<void> {
  await actAs(page, side)
}

test('a package is sent, said by both to be the same as theirs, and stands as one', async ({ page, address }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  const { id, west, keep } = await twoSides(page, address)
  await page.goto(`${address}/ledger/${id}?view=agreements`)
  await rail(page).getByRole('link', { name: '1+7' }).click()
  await expect(details(page)).toContainText('只在本方账上')
  await page.keyboard.press('x')
  const form = details(page).getByRole('form', { name: '发送给翎川省' })
  await expect(form.getByRole('checkbox')).toHaveCount(5)
  await form.locator('summary').first().press('Enter')
  await expect(form.locator('.facts-list')).toContainText('霁原市')
  expect(await faults(page)).toEqual([])
  // Leaving an agreement out leaves its text out, too.
  await form.getByRole('checkbox', { name: /农业农村合作协议/ }).uncheck()
  await expect(form.getByRole('button', { name: '发送 3 件' })).toBeVisible()
  await form.getByRole('checkbox', { name: /农业农村合作协议/ }).check()
  await form.getByRole('checkbox', { name: /科技创新合作协议/ }).uncheck()
  await page.keyboard.press('Control+Enter')
  await expect(details(page).locator('.own')).toContainText('已发送给对方')
  await expect(rail(page).locator('li').filter({ hasText: '农业农村合作协议' })).toContainText('已发送')
  await expect(rail(page).locator('li').filter({ hasText: '科技创新合作协议' })).not.toContainText('已发送')

  await askAs(page, address, '翎川省')
  await keep(west, '翎川市', ['两省框架协议', '科技创新协议'])
  await page.goto(`${address}/ledger/${id}?view=agreements`)
  await actFor(page, '翎川省')
  const received = rail(page).locator('.received')
  await expect(received.getByRole('link')).toHaveText(['1+7', '深化合作框架协议', '农业农村合作协议'])
  await received.getByRole('link', { name: '农业农村合作协议' }).click()
  await expect(details(page)).toContainText('霁原省发来')
  await details(page).getByRole('link', { name: '签署本' }).click()
  await expect(page.getByRole('region', { name: '全文' })).toHaveText('第一条 共建平台。')
  await expect(page.getByRole('main')).toContainText('霁原省发来')
  await page.keyboard.press('j')
  await expect(page.getByRole('listitem').filter({ hasText: '共建平台' })).toHaveAttribute('aria-current', 'true')
  await expect(page.getByRole('link', { name: /据此立项/ })).toHaveCount(0)
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(details(page)).toContainText('霁原省发来')
  await received.getByRole('link', { name: '1+7' }).click()
  await expect(details(page)).toContainText('组成相同、同日签署')
  await page.keyboard.press('=')
  await expect(details(page).getByLabel('本方的哪一项')).toBeFocused()
  await expect(details(page).locator('.faces .diff')).toContainText(['霁原市'])
  await expect(details(page)).toContainText('一并发送给对方：1+7')
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await expect(details(page).locator('.claim')).toContainText('待对方认可')

  await actFor(page, '霁原省')
  await expect(rail(page).locator('.received .needs')).toHaveText('待本方认可同一')
  await rail(page).locator('.received').getByRole('link', { name: '1+7' }).click()
  await expect(details(page).locator('.claim')).toContainText('待本方认可')
  await page.keyboard.press('c')
  await expect(details(page).locator('.claim')).toContainText('双方认作同一项')
  await expect(details(page).locator('.faces .diff')).toContainText(['翎川市'])
  await expect(rail(page).locator('.package')).toHaveCount(1)
  await expect(rail(page).locator('.received')).toHaveCount(0)
  await expect(rail(page).locator('.package h2')).toContainText('双方同一项')
  expect(await faults(page)).toEqual([])
  await page.getByRole('link', { name: '历史' }).click()
  await expect(page.locator('.hist')).toContainText('与对方的认作同一项')
})

test('what was changed since is sent again; what is taken out here is still theirs to see', async ({
  page,
  address,
}) => {
  const { id, east, ledger } = await twoSides(page, address)
  const [, agreement] = (await ledger(east)).agreements
  await page.goto(`${address}/ledger/${id}?at=${agreement?.id}`)
  await expect(details(page).getByRole('button', { name: '发送给翎川省' })).toBeVisible()
  await page.keyboard.press('x')
  await expect(details(page).getByRole('checkbox', { name: /1\+7/ })).toBeDisabled()
  await page.keyboard.press('Control+Enter')
  await expect(details(page)).toContainText('对方看到的就是现在的内容')
  await page.keyboard.press('e')
  await page.getByLabel('第 1 份：名称').fill('农业农村产销合作协议')
  await page.keyboard.press('Control+Enter')
  await expect(details(page).locator('.own')).toContainText('发送后有改动')
  await page.keyboard.press('x')
  await expect(details(page).getByRole('checkbox')).toHaveCount(1)
  await page.keyboard.press('Control+Enter')
  await expect(details(page)).toContainText('对方看到的就是现在的内容')
  await details(page).getByRole('button', { name: '删去' }).click()
  await page.keyboard.press('Enter')
  await expect(rail(page)).toContainText('本方已删去，对方仍看得到')
  await actFor(page, '翎川省')
  await expect(rail(page).locator('.received')).toContainText('农业农村产销合作协议')
  await page.goto(`${address}/search?q=农业农村产销`)
  await expect(page.locator('.search li')).toContainText('农业农村产销合作协议')
  await actFor(page, '霁原省')
  await expect(page.getByRole('heading', { name: '没有找到' })).toBeVisible()
})

test('commitments that both sides began alone become one, and the one in force holds', async ({ page, address }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  const { id, east, west } = await twoSides(page, address)
  const api = `${address}/api/cooperations/${id}/commitments`
  const basis = { agreement: null, name: null, clause: null, intention: null, quote: null }
  const rest = { basis, leads: [], supporters: [], measure: null, start: null, milestones: [], programmes: [] }
  const propose = async (side: string | undefined, text: string, deadline: string) => {
    const terms = { text, fields: ['infrastructure'], deadline, ...rest }
    const data = { side, commitment: null, parent: null, bound: [east, west], ending: null, terms, note: null }
    return (await (await page.request.post(api, { data })).json()) as CommitmentPage
  }
  const ours = await propose(east, '共建海河联运码头', '2027-06-30')
  await askAs(page, address, '翎川省')
  const theirs = await propose(west, '共建海河联运码头', '2027-12-31')
  const version = ours.versions[0]?.version
  await page.request.post(`${api}/${ours.id}/answers`, {
    data: { side: west, version, stance: 'accepted', note: null },
  })
  await askAs(page, address, '霁原省')
  await page.goto(`${address}/ledger/${id}?view=commitments&at=${theirs.id}`)
  await details(page).getByRole('button', { name: '与本方的是同一项…' }).click()
  await details(page).getByLabel('本方的哪一项').selectOption('共建海河联运码头')
  await expect(details(page).locator('.same .faces .diff')).toContainText('2027-12-31')
  expect(await faults(page)).toEqual([])
  await details(page).getByRole('button', { name: '认作同一项' }).click()
  await expect(details(page).locator('.claim')).toContainText('待对方认可')
  await actFor(page, '翎川省')
  await details(page).getByRole('button', { name: '认可为同一项' }).click()
  await expect(details(page).locator('.same')).toContainText('以另一项为准，本项并入其中')
  await expect(details(page).locator('.same')).toContainText('由另一项代表')
  const rows = page.locator('tr[data-record]')
  await expect(rows.getByText('双方同一项')).toBeVisible()
  await expect(rows).toHaveCount(1)
  await details(page).locator('.claim').getByRole('link').click()
  await expect(details(page).locator('.same')).toContainText('以本项为准')
  await expect(details(page).locator('.stands')).toContainText('各方已认可')
})

import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CommitmentsView, CooperationView } from '@handclasp/api/client'
import {
  type Actor,
  type AuthorId,
  type Command,
  type Mint,
  minting,
  nameOfCooperation,
  sidesOf,
  type Terms,
} from '@handclasp/domain'
import { keyOf, openEmbedded, openFileFolder, openLedger, templatePath } from '@handclasp/ledger'
import { expect, type Page } from '@playwright/test'
import { test } from './served.ts'
import { actAs, faults, openCooperation } from './steps.ts'

const details = (page: Page) => page.getByRole('complementary', { name: '详情' })

/** Goes on for the other side, which writes on this server too. */
async function actFor(page: Page, side: string): Promise<void> {
  await actAs(page, side)
  await expect(details(page).locator('.speaker')).toContainText(side)
}

/** Makes a commitment of an accepted intention, and leaves the form half written on the way. */
async function proposeIntention(page: Page, address: string): Promise<void> {
  await page.locator('.it.cur > .row').focus()
  await page.keyboard.press('Shift+A')
  await expect(page.locator('.it.open')).toHaveCount(0)
  await page.goto(`${address}/ledger`)
  await page.getByRole('tab', { name: /合作意向/ }).click()
  const intention = page
    .locator('tr[data-record]')
    .filter({ has: page.locator('.target') })
    .first()
  const text = (await intention.locator('.name').textContent()) ?? ''
  await intention.click()
  await page.keyboard.press('n')

  const form = page.getByRole('complementary', { name: '写合作事项' })
  await expect(form.getByLabel('事项', { exact: true })).toHaveValue(text)
  await expect(form.getByLabel('目标', { exact: true })).not.toHaveValue('')
  await expect(form.locator('blockquote')).not.toBeEmpty()
  expect(await faults(page)).toEqual([])
  await form.getByLabel(/^牵头/).first().fill('霁原省商务厅、霁原省农业农村厅')
  await form.getByLabel('时限', { exact: true }).fill('2027-06-30')
  // What was typed outlives leaving the form, and a reload.
  await page.keyboard.press('Escape')
  await page.goBack()
  await page.keyboard.press('n')
  await page.reload()
  await expect(form.getByLabel('时限', { exact: true })).toHaveValue('2027-06-30')
  await form.getByLabel('时限', { exact: true }).press('Control+Enter')
  await expect(details(page).locator('.stands')).toContainText('待翎川省认可')
  await expect(details(page)).toContainText('霁原省商务厅、霁原省农业农村厅')
  await expect(details(page).getByRole('link', { name: '回到原版' })).toBeVisible()
}

test('an intention becomes a commitment: proposed, accepted, changed and ended by both sides', async ({
  page,
  address,
}) => {
  test.slow()
  await page.goto(address)
  await openCooperation(page)
  await proposeIntention(page, address)

  await actFor(page, '翎川省')
  await page.getByRole('tab', { name: /待我方认可 1/ }).click()
  await page.keyboard.press('j')
  await page.keyboard.press('c')
  await expect(details(page).locator('.stands')).toContainText('各方已认可')
  await expect(page.locator('tr.cur .s')).toContainText('已认可')

  const form = page.getByRole('complementary', { name: '写合作事项' })
  await expect(details(page).locator('kbd').filter({ hasText: /^M$/ })).toBeVisible()
  await page.keyboard.press('m')
  await form.getByLabel('时限', { exact: true }).fill('2027-09-30')
  await form.getByLabel('附言（可不写）').fill('汛期顺延')
  await form.getByLabel('附言（可不写）').press('Control+Enter')
  await expect(details(page).locator('.faces .diff')).toHaveCount(1)
  await expect(details(page).locator('.faces .diff')).toContainText('2027-06-30')
  expect(await faults(page)).toEqual([])
  await actFor(page, '霁原省')
  await page.keyboard.press('c')
  await expect(details(page).locator('.facts-list')).toContainText('2027-09-30')

  await details(page).getByRole('button', { name: '提议结束' }).click()
  await details(page).getByLabel('说明（可不写）').fill('如期办结')
  await page.keyboard.press('Enter')
  await expect(details(page).locator('.stands')).toContainText('已提议结束')
  await actFor(page, '翎川省')
  await page.keyboard.press('c')
  await expect(details(page).locator('.stands')).toContainText('认可了结束：完成')
  // What this side's own have sent is marked a little later than it is drawn.
  await expect(details(page).locator('.tl li')).toHaveText([
    /翎川省翎认可 一人经办$/,
    /霁原省霁提议结束：完成 如期办结$/,
    /霁原省霁认可$/,
    /翎川省翎提出修改 一人经办 汛期顺延$/,
    /翎川省翎认可 一人经办$/,
    /霁原省霁提出事项$/,
  ])
  expect(await faults(page)).toEqual([])
  await page.getByRole('link', { name: '核验' }).click()
  await page.getByRole('button', { name: '开始核验' }).click()
  await expect(page.getByText(/前后相接/)).toBeVisible()
})

test('what lapsed says so; what is refused is said in words, and what was typed stays', async ({ page, address }) => {
  const { id } = await proposeQuay(page, address, '2026-01-31')
  await page.goto(`${address}/ledger/${id}?view=commitments`)
  await expect(page.locator('tr[data-record] .s')).toContainText('到期未认可')
  await page.locator('tr[data-record]').first().click()
  await expect(details(page).locator('.stands')).toContainText('期限已过，仍未获各方认可')
  await expect(details(page).locator('kbd').filter({ hasText: /^M$/ })).toBeVisible()
  await page.keyboard.press('m')
  const form = page.getByRole('complementary', { name: '写合作事项' })
  await form.getByLabel('事项', { exact: true }).fill('')
  await form.getByRole('button', { name: '提出' }).click()
  await expect(form.getByRole('alert')).toHaveText('写明要做的事。')
  await form.getByLabel('事项', { exact: true }).fill('共建码头两座')
  await page.route('**/commitments', (route) => route.abort())
  await form.getByRole('button', { name: '提出' }).click()
  await expect(form.getByRole('alert')).toContainText('没有连上服务器')
  await expect(form.getByLabel('事项', { exact: true })).toHaveValue('共建码头两座')
  await page.unroute('**/commitments')
  await form.getByRole('button', { name: '提出' }).click()
  await expect(details(page).locator('.faces .diff')).toContainText('共建码头两座')
  await expect(details(page).locator('.change')).toContainText('这个版本的期限已过')
})

test('what the other side said meanwhile is said in words, and shown; a no bears its reason', async ({
  page,
  address,
}) => {
  const { id, sides } = await proposeQuay(page, address)
  const other = sides[1]?.id
  const api = `${address}/api/cooperations/${id}`
  await page.goto(`${address}/ledger/${id}?view=commitments`)
  await page.locator('tr[data-record]').first().click()
  await actFor(page, '翎川省')
  const { rows } = (await (await page.request.get(`${api}/commitments`)).json()) as CommitmentsView
  const [quayside] = rows
  const version = quayside?.versions[0]?.version
  const declined = { side: other, version, stance: 'declined', note: '泊位数须再商' }
  await page.request.post(`${api}/commitments/${quayside?.id}/answers`, { data: declined })
  await page.keyboard.press('d')
  await page.keyboard.type('资金未落实')
  await page.keyboard.press('Enter')
  await expect(details(page).getByRole('alert')).toContainText('你方对这一版已经表态')
  await expect(details(page).locator('.stands')).toContainText('有一方不认可')
  await expect(details(page).locator('.tl')).toContainText('泊位数须再商')
  await expect(details(page).getByLabel('为什么不认可（可不写）')).toHaveValue('资金未落实')
  await page.keyboard.press('Escape')
  await details(page).getByRole('button', { name: '另提条件' }).click()
  const form = page.getByRole('complementary', { name: '写合作事项' })
  await form.getByLabel('附言（可不写）').fill('改为一座')
  await form.getByRole('button', { name: '提出' }).click()
  await expect(details(page).locator('.stands')).toContainText('待霁原省认可')
  expect(await faults(page)).toEqual([])
})

test('on a phone a commitment is a page of its own, and the way back leads to the list', async ({ page, address }) => {
  await page.setViewportSize({ width: 390, height: 700 })
  const { id } = await proposeQuay(page, address)
  await page.goto(`${address}/ledger/${id}?view=commitments`)
  const row = page.locator('tr[data-record]').first()
  expect(await faults(page)).toEqual([])
  await row.click()
  await expect(details(page).getByRole('heading', { level: 2 })).toBeInViewport()
  await expect(page.getByRole('tablist').first()).toBeHidden()
  expect(await faults(page)).toEqual([])
  await details(page).getByRole('button', { name: '另提条件' }).click()
  const form = page.getByRole('complementary', { name: '写合作事项' })
  await expect(form.getByLabel('事项', { exact: true })).toBeVisible()
  expect(await faults(page)).toEqual([])
  await form.getByRole('button', { name: '取消' }).click()
  await details(page).getByRole('button', { name: '回到台账' }).click()
  await expect(row).toBeInViewport()
})

/** So many commitments stand before the program is started. */
const MANY = 2_100

const crowded = test.extend({
  data: async ({ data }, use) => {
    const folder = join(data, 'demonstration')
    mkdirSync(folder)
    const database = await openEmbedded(folder, templatePath())
    const clock = () => new Date().toISOString()
    const author = 'local' as AuthorId
    const signer = keyOf(folder)
    const files = await openFileFolder(join(folder, 'files'), signer.installation)
    const ledger = await openLedger(database, { signer, clock, random: randomBytes }, author, files)
    const mint = minting(Date.now, randomBytes)
    const { id, sides, opening } = opened(mint, ledger.publicKey)
    const actor: Actor = { author, cooperation: id, side: opening.by }
    const bound = sides.map((side) => side.id)
    const proposals = Array.from({ length: MANY }, (_, index): Command => {
      const ids = { commitment: mint('commitment'), version: mint('version') }
      return { kind: 'propose-terms', ...ids, parent: null, bound, ending: null, terms: quay(index), note: null }
    })
    expect(await ledger.post(actor, opening, ...proposals)).toMatchObject({ ok: true })
    await database.close()
    await use(data)
  },
})

crowded('thousands of commitments scroll page by page, a few rows drawn at a time', async ({ page, address }) => {
  crowded.slow()
  await page.goto(`${address}/ledger`)
  const rows = page.locator('tr[data-record]')
  await expect(rows.first()).toBeVisible()
  const { seen, most } = await page.locator('.list-of-commitments .scroll').evaluate(async (box) => {
    const names = new Set<string | null>()
    let drawn = 0
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const isFetched = () => box.nextElementSibling?.textContent?.includes('2,100 / 2,100') ?? false
    for (let isBottom = false; !isBottom; ) {
      const now = [...box.querySelectorAll('tr[data-record] .name')]
      for (const name of now) names.add(name.textContent)
      drawn = Math.max(drawn, now.length)
      isBottom = isFetched() && box.scrollTop + box.clientHeight >= box.scrollHeight - 1
      // By half of what is in view: each row is met twice, though a frame may come late.
      box.scrollBy(0, box.clientHeight / 2)
      // The rows that come into view are drawn in the frame after.
      await frame()
      await frame()
    }
    return { seen: names.size, most: drawn }
  })
  expect(seen).toBe(MANY)
  expect(most).toBeLessThan(80)
  await expect(page.getByText('已取 2,100 / 2,100 项')).toBeVisible()
  // Paging by keyboard goes on when the row it began from is drawn no more.
  const box = page.locator('.list-of-commitments .scroll')
  await box.evaluate((element) => element.scrollTo(0, 0))
  await rows.first().locator('.name').focus()
  for (let pages = 0; pages < 12; pages++) await page.keyboard.press('PageDown')
  await expect.poll(() => box.evaluate((element) => element.scrollTop)).toBeGreaterThan(3000)
  // From there the keys go on with what is in view, once it stands still.
  await expect.poll(() => box.evaluate(movesNow)).toBe(0)
  await page.keyboard.press('j')
  const current = page.locator('tr[data-record].cur')
  await expect(current).toBeInViewport()
  expect(await box.evaluate((element) => element.scrollTop)).toBeGreaterThan(3000)
  await page.keyboard.press('/')
  await page.keyboard.type('第 1234 座')
  await expect(rows).toHaveCount(1)
  await expect(page).toHaveURL(/q=/)
  await page.reload()
  await expect(rows).toContainText('第 1234 座')
  expect(await faults(page)).toEqual([])
})

/** How far a box moves by itself in some frames. */
async function movesNow(box: Element): Promise<number> {
  const before = box.scrollTop
  for (let frames = 0; frames < 10; frames++) await new Promise((resolve) => requestAnimationFrame(resolve))
  return box.scrollTop - before
}

/** A cooperation of two invented provinces, and what opens it for the first. */
function opened(mint: Mint, publicKey: string) {
  const regions = ['霁原省', '翎川省'].map((name) => [{ name, code: null }])
  const sides = sidesOf(regions, mint)
  const id = mint('cooperation')
  const by = sides[0]?.id ?? mint('side')
  const name = nameOfCooperation(sides)
  const opening = { kind: 'open-cooperation' as const, cooperation: id, name, sides, by, publicKey }
  return { id, sides, opening }
}

/** The terms of the quay of some number. */
function quay(number: number, deadline = '2027-06-30'): Terms {
  return {
    text: `共建第 ${number} 座海河联运码头`,
    fields: ['infrastructure'],
    basis: { agreement: null, name: '海河联运合作协议', clause: null, intention: null, quote: null },
    leads: [],
    supporters: [],
    measure: null,
    start: null,
    deadline,
    programmes: [],
    milestones: [],
  }
}

/** Opens the cooperation through the interface and proposes a commitment in it. */
async function proposeQuay(page: Page, address: string, deadline?: string): Promise<CooperationView> {
  const send = async <Body>(path: string, data: object): Promise<Body> =>
    (await page.request.post(`${address}/api${path}`, { data })).json() as Promise<Body>
  const sides = [[{ name: '霁原省', code: null }], [{ name: '翎川省', code: null }]]
  const cooperation = await send<CooperationView>('/cooperations', { sides, own: 0 })
  const bound = cooperation.sides.map(({ id }) => id)
  const proposal = { commitment: null, parent: null, bound, ending: null, terms: quay(1, deadline), note: null }
  await send(`/cooperations/${cooperation.id}/commitments`, proposal)
  return cooperation
}

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Reading } from '@handclasp/domain'
import { readPaper } from '@handclasp/papers'
import { read } from '@handclasp/reader'
import { describe, expect, it } from 'vitest'

const sample = (name: string) => fileURLToPath(import.meta.resolve(`@handclasp/papers/samples/${name}`))
const bin = fileURLToPath(new URL('../bin/handclasp.mjs', import.meta.url))

async function readingOf(name: string): Promise<{ readonly text: string; readonly reading: Reading }> {
  const paper = await readPaper(new Uint8Array(readFileSync(sample(name))), name)
  if (!paper.ok) throw new Error(paper.refusal.code)
  const { text, lines } = paper.value
  return { text, reading: read(text, { published: '2026-05-19', ...(lines && { lines }) }) }
}

/** Each article: headline | how each paragraph begins, and how long all are. */
async function articlesOf(name: string): Promise<readonly string[]> {
  const { text, reading } = await readingOf(name)
  return reading.articles.map(({ headline, paragraphs }) => {
    const words = headline.map(({ start, end }) => text.slice(start, end)).join('/')
    const body = paragraphs.map((each) => each.text.replaceAll(/\s/g, ''))
    return `${words} | ${body.map((each) => each.slice(0, 5)).join(' ')} ${body.join('').length}`
  })
}

const MAIN = '霁原省·翎川省工作交流座谈会在璟安举行 | 5月18日 贺云屏代表 司徒砚平转 司徒砚平指 当天上午， 翎川省和璟'
const GRAIN = '霁原新米订单签到翎川 | 本报讯（记 双方商定， 窦长林说，'

describe('files of other programs', () => {
  it.each(['chromium', 'libreoffice', 'weasyprint'])(
    'reads the five articles of a front page of %s',
    async (program) => {
      expect(await articlesOf(`front-page-${program}.pdf`)).toEqual([
        `${MAIN} 1073`,
        '“扫雪仙翁”看海去/“灯塔船长”进山来 | “扫雪仙翁 从5月23 218',
        `${GRAIN} 229`,
        '今夜起我省有一次明显降雨 | 本报讯（记 “这次降雨 155',
        '霁原省党政代表团到汐岭学习考察 |  0',
      ])
    },
  )

  it.each(['report-chromium.pdf', 'report-weasyprint.pdf'])(
    'reads two articles over the sheets of %s',
    async (name) => {
      expect(await articlesOf(name)).toEqual([`${MAIN} 1073`, `${GRAIN} 229`])
    },
  )

  it('reads the articles of a newspaper and of an office on the web', async () => {
    const [headline, begins] = MAIN.split(' | ')
    const main = (...decks: readonly string[]) => `${[headline, ...decks].join('/')} | ${begins} 1073`
    expect(await articlesOf('front-page-digital.html')).toEqual([
      main('两省签署“1+7”合作协议', '贺云屏司徒砚平讲话 温廷序乔岱松介绍情况并签约'),
      `${GRAIN.replace(' |', '/两省四十一家企业当面谈粮 |')} 229`,
      '霁汐两家媒体联手发起“借一缕风”互访行动/“扫雪仙翁”看海去/“灯塔船长”进山来 | “扫雪仙翁 从5月23 218',
      '今夜起我省有一次明显降雨/局地伴有雷电和短时大风　请注意防范 | 本报讯（记 “这次降雨 155',
    ])
    expect(await articlesOf('report-office.html')).toEqual([main('两省签署“1+7”合作协议')])
  })

  it('reads the same facts out of every one of them', async () => {
    const names = [
      'front-page-chromium',
      'front-page-libreoffice',
      'front-page-weasyprint',
      'report-chromium',
      'report-weasyprint',
    ]
    const files = [...names.map((name) => `${name}.pdf`), 'report.docx']
    const facts = await Promise.all(
      files.map(async (name) => {
        const { reading } = await readingOf(name)
        const article = reading.articles.find(({ people }) => people.some((person) => person.name === '贺云屏'))
        const { people = [], regions = [], agreements = [], pledges = [] } = article ?? {}
        return {
          people: people.map((person) => [
            person.name,
            person.posts.map(({ text }) => text),
            person.acts.map(({ act }) => act),
          ]),
          regions: regions.map((region) => region.name),
          agreements: agreements.map((agreement) => [agreement.name, agreement.count]),
          pledges: pledges.length,
        }
      }),
    )
    expect(facts[0]?.people).toHaveLength(14)
    for (const other of facts.slice(1)) expect(other).toEqual(facts[0])
  })
})

describe('handclasp read', () => {
  const run = (...words: readonly string[]) =>
    spawnSync(process.execPath, [bin, 'read', ...words], { encoding: 'utf8' })

  it('reads a PDF by its bytes, whatever its name', () => {
    const { status, stdout } = run(sample('radicals-chromium.pdf'), '--json')
    expect(status).toBe(0)
    expect((JSON.parse(stdout) as Reading).articles.map(({ byline }) => byline?.reporters)).toEqual([['靳帆']])
  })

  it('gives the text that a PDF was read in, of which the reading tells the places', () => {
    const file = sample('radicals-chromium.pdf')
    const { articles } = JSON.parse(run(file, '--json').stdout) as Reading
    const text = run(file, '--text').stdout
    const people = articles.flatMap((article) => article.people)
    expect(people.length).toBeGreaterThan(0)
    for (const { name, evidence } of people)
      expect(evidence.map(({ start, end }) => text.slice(start, end)).join('')).toContain(name)
    for (const words of [
      [file, file],
      [file, '--json'],
      [file, '--explain'],
    ]) {
      const { status, stderr } = run(...words, '--text')
      expect([status, stderr]).toEqual([2, expect.stringContaining('--text gives the text of one file')])
    }
  })

  it('refuses what it cannot open, in both languages, with the place', () => {
    const folder = mkdtempSync(join(tmpdir(), 'handclasp-papers-'))
    const file = join(folder, 'cut.pdf')
    writeFileSync(file, readFileSync(sample('front-page-chromium.pdf')).subarray(0, 5_000))
    const cut = run(file)
    rmSync(folder, { recursive: true, force: true })
    expect([cut.status, cut.stdout]).toEqual([1, ''])
    expect(cut.stderr).toContain('不是完好的 PDF（第 5000 字节）')
    const locked = run(sample('encrypted.pdf'))
    expect([locked.status, locked.stderr]).toEqual([1, expect.stringContaining('asks for a password (byte 1357)')])
  })
})

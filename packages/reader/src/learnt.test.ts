import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

import { CLUES, PAIRS } from './learnt.data.ts'
import { OPENING, Words } from './learnt.ts'
import { unitsOf } from './memory.ts'
import { articlesOf } from './notation.ts'

const weights = new Map(
  PAIRS.trim()
    .split(/[\n/]/)
    .map((line) => {
      const [pair, cooperation, pledge, asking] = line.split(' ')
      return [pair, { cooperation: Number(cooperation), pledge: Number(pledge), asking: Number(asking) }] as const
    }),
)
const samples = readFileSync(new URL('../samples/articles.ndjson', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line): string => JSON.parse(line).text)

const NO_CLUES = { length: 0, late: 0, opens: 0, speaks: 0 }

/** What words tell, summed up from the list as it is written. */
function slowly(question: 'pledge' | 'asking', text: string): number {
  const characters = [OPENING, ...text.split('')]
  const pairs = new Set(characters.slice(1).map((character, i) => characters[i] + character))
  const told = [...pairs].reduce((sum, pair) => sum + (weights.get(pair)?.[question] ?? 0), 0)
  return CLUES[question].always + told / 100
}

describe('words that were learnt', () => {
  it('tell what their pairs weigh together, each once, whatever was asked before', () => {
    for (const text of samples) {
      const words = new Words(unitsOf(text))
      for (const [start, end] of [
        [0, text.length],
        [text.length >> 1, text.length],
        [7, 40],
      ] as const) {
        for (const question of ['pledge', 'asking'] as const) {
          const told = words.told(question, [start, end], NO_CLUES)
          expect(told).toBeCloseTo(slowly(question, text.slice(start, end)), 9)
        }
      }
    }
  })

  it('tell no more when they are said again', () => {
    const once = new Words(unitsOf('加强合作'))
    const twice = new Words(unitsOf('加强合作加强合作加强合作'))
    const joint = (weights.get('作加')?.pledge ?? 0) / 100
    expect(twice.told('pledge', [0, 12], NO_CLUES)).toBeCloseTo(once.told('pledge', [0, 4], NO_CLUES) + joint, 9)
  })

  it('are listed once each, and each weighs something', () => {
    expect(weights.size).toBe(PAIRS.trim().split(/[\n/]/).length)
    for (const [pair, told] of weights) {
      expect(pair).toHaveLength(2)
      expect(
        Object.values(told).some((weight) => weight !== 0),
        pair,
      ).toBe(true)
    }
  })

  it('speak of nothing in an empty range', () => {
    expect(new Words(unitsOf('')).told('pledge', [0, 0], NO_CLUES)).toBe(CLUES.pledge.always)
  })
})

/** A province that presents itself abroad: one side alone, and no words that rules count. */
const PRESENTED =
  '本报讯 5月3日，翎川省经贸推介会在巴西圣保罗举行，来自两国政府部门、商会和企业的代表共一百八十人参加。会上，翎川省商务厅负责人介绍了' +
  '全省的产业基础、区位优势和对外开放政策，推介了装备制造、新能源、现代农业等领域的重点项目。巴西企业代表对投资环境表现出浓厚兴趣，现场同翎川' +
  '企业进行了一对一洽谈，了解园区配套、物流通道和人才政策。翎川省是我国重要的农业和工业基地，近年来对外贸易快速增长，去年与巴西的进出口总额达到' +
  '四十二亿元，大豆、咖啡、机械设备是主要商品。巴西一家农业企业负责人说，翎川市场广阔，政府服务高效，期待把更多优质产品带到翎川。推介会由翎川省' +
  '人民政府主办，期间还举办了文化旅游图片展，展示翎川的自然风光和民俗文化，吸引了不少当地市民前来参观。'

/** Two provinces that do nothing with each other. */
const FIRES =
  '本报讯 6月2日，翎川省与霁原省部分林区进入高火险期。翎川省林业和草原局发布森林火险橙色预警，霁原省同时发布黄色预警。翎川省林业和草原局副局长温廷序' +
  '介绍，今春全省降水偏少三成，要严格管控野外用火。霁原省森林消防总队队长王维表示，队伍已经靠前驻防，将全力确保林区安全。连日来，翎川省、霁原省组织巡护员' +
  '每天上山巡查，对坟区、农田周边重点看守。翎川省共设置检查站1300多处，霁原省出动巡护人员2万多人次。专家提醒，进入林区的群众不要携带火种，一旦发现火情' +
  '要立即拨打电话报警。据气象部门预测，未来三天两省仍以晴到多云天气为主，火险等级居高不下，林区各县已经禁止一切野外用火，道路口设卡检查过往车辆。'

const SIDES = '翎川省与霁原省签署合作协议。'

describe('what is judged by rules and words', () => {
  it('[R109] a report whose words tell of cooperation where no rule does', () => {
    expect(articlesOf(PRESENTED)[0].cooperation).toBe(true)
  })

  it('[R109] posts of two provinces alone are no cooperation', () => {
    expect(articlesOf(FIRES)[0].cooperation).toBe(false)
  })

  it('[R109] a short one is judged by rules', () => {
    expect(articlesOf('本报讯 翎川省、霁原省合作拍摄一部影片。')[0].cooperation).toBe(true)
    expect(articlesOf('本报讯 翎川省商务厅负责人介绍了重点项目，推介产业合作。')[0].cooperation).toBe(false)
  })

  it('[R109] one that is not long by its words in part', () => {
    const opening = PRESENTED.slice(0, PRESENTED.indexOf('，现场同'))
    expect(articlesOf(`${opening}。`)[0].cooperation).toBe(false)
  })

  it.each([
    ['[R109] a pledge that no rule tells', '霁原省省长王维说，尽快建立定期会商机制，推动合作项目落地。', 'undertakes'],
    ['[R109] one that asks', '王维认为，应多派教师，加大支持力度。', 'asks'],
  ])('%s', (_rule, sentence, mode) => {
    const pledges = articlesOf(SIDES + sentence).flatMap((article) => article.pledges)
    expect(pledges.map((pledge) => [pledge.mode, pledge.rules])).toEqual([[mode, ['R109']]])
  })

  it.each([
    ['[R109] no pledge out of what rules know for an effect', '通道开通后，将有力推动两省产业合作。'],
    [
      '[R109] none out of a question',
      '双方将如何建立常态化机制，加强产业协作，深化务实合作，推动项目落地，共建产业园区？',
    ],
    ['[R109] none out of a programme', '此次展览共展出120件文物，两地博物馆将轮流展出。'],
    [
      '[R109] none where its words speak strongly against',
      '他说，以前整个园区的地全都是光秃秃的荒地，如今两地修了大棚，不仅将荒地开垦出来，还种上了水果。',
    ],
  ])('%s', (_rule, sentence) => {
    expect(articlesOf(SIDES + sentence).flatMap((article) => article.pledges)).toHaveLength(0)
  })
})

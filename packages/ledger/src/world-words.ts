/** For tests and measurements: what people of the invented world write. All names are invented. */
import { checkOf } from '@handclasp/domain'
import type { Field, Measure, Milestone, Organisation, Quote, SourceHash } from '@handclasp/domain'
import type { Chance } from './chance.ts'

/** The invented regions: as many as there are provinces. */
export const REGIONS: readonly string[] = (
  '霁原 翎川 砚陵 沅澜 岚苍 璟海 黛湖 筠江 溯宁 霖阳 珩州 瀚北 芷南 澹西 葭东 桓岭 汐云 岑河 麓泉 沁台 ' +
  '昀港 皓门 蔚山 淳溪 榆峡 绛关 棠浦 漪城 钧原 彤川 澄岛 岫安 朔林 湄源'
)
  .split(' ')
  .map((name) => `${name}省`)

/** A named strategy of some region. */
export function strategyIn(chance: Chance, region: string): string {
  return `${region}${chance.one(['产业振兴计划', '开放通道行动', '数字倍增工程', '绿色低碳行动'])}`
}

interface Trade {
  readonly field: Field
  readonly department: string
  readonly things: readonly string[]
  readonly measures: readonly (readonly [name: string, unit: string, target: number])[]
}

const trade = (field: Field, department: string, things: string, measures: string): Trade => ({
  field,
  department,
  things: things.split(' '),
  measures: measures.split(' ').map((words) => {
    const [name = '', unit = '', target = '1'] = words.split('/')
    return [name, unit, Number(target)] as const
  }),
})

/** What is done in each field, by whom, and how it is measured. */
const TRADES: readonly Trade[] = [
  trade(
    'industry',
    '工业和信息化厅',
    '装备制造产业园 汽车零部件基地 新材料中试线 飞地园区',
    '总投资/亿元/80 入园企业/家/60',
  ),
  trade(
    'innovation',
    '科学技术厅',
    '联合实验室 技术转移中心 科技成果路演 大型仪器共享平台',
    '联合攻关项目/项/25 成果转化合同/项/40',
  ),
  trade('opening', '商务厅', '中欧班列集结点 跨境电商综试区 口岸直通 海外仓', '开行列数/列/300 进出口额/亿元/50'),
  trade(
    'agriculture',
    '农业农村厅',
    '优质粳米产销对接平台 人参种质资源库 冷链物流园 名优农产品展销',
    '销售额/万元/30000 订单面积/万亩/12',
  ),
  trade(
    'culture-tourism',
    '文化和旅游厅',
    '冰雪旅游线路 熊猫与雪互访季 非遗展演 自驾游营地',
    '互送游客/万人次/40 旅游线路/条/16',
  ),
  trade('infrastructure', '交通运输厅', '海河联运码头 航空中转航线 物流枢纽 多式联运示范线', '泊位/个/6 航班/班次/700'),
  trade(
    'energy',
    '能源局',
    '风光储一体化项目 抽水蓄能电站 绿电交易 氢能走廊',
    '装机容量/万千瓦/120 外送电量/亿千瓦时/45',
  ),
  trade(
    'ecology',
    '生态环境厅',
    '湿地保护联防 碳汇交易试点 流域横向补偿 黑土地保护',
    '修复面积/平方公里/200 补偿资金/万元/5000',
  ),
  trade(
    'finance',
    '地方金融管理局',
    '产业基金 信用信息互认 供应链金融平台 保险示范区',
    '基金规模/亿元/20 授信额度/亿元/100',
  ),
  trade(
    'digital',
    '政务服务和数字化局',
    '算力调度平台 跨省通办专窗 工业互联网标识节点 数据交易专区',
    '通办事项/项/150 机架/个/2000',
  ),
  trade(
    'health',
    '卫生健康委员会',
    '远程会诊中心 专科联盟 中医药种植基地 异地就医直接结算',
    '会诊例数/例/3000 定点医院/家/80',
  ),
  trade('education', '教育厅', '职业教育联盟 校长挂职 研究生联合培养 研学基地', '交换学生/人/400 联合专业/个/18'),
  trade(
    'talent',
    '人力资源和社会保障厅',
    '干部人才互派 劳务协作站 技能大赛 博士后工作站',
    '互派干部/人/60 转移就业/人/8000',
  ),
  trade(
    'assistance',
    '合作交流办公室',
    '对口支援项目 消费帮扶专柜 乡村振兴示范村 产业帮扶车间',
    '帮扶资金/万元/6000 示范村/个/20',
  ),
]

const DEEDS = ['共建', '联合推进', '合作开展', '互设', '共同打造', '协同建设', '支持', '对接', '落实', '加快建设']
const PLACES = ['翎江市', '璟安市', '霁云区', '沅口县', '岚坪县', '黛川新区', '筠州市', '溯水县', '高新区', '保税区']
const WAYS = [
  '建立信息共享和定期会商机制',
  '由双方各确定一名联络员，每季度通报一次进展',
  '优先安排专项资金，引导社会资本参与',
  '推动资质互认、标准互通、结果互用',
  '明确年度任务清单，实行台账管理',
  '组织企业、院校和行业协会常态化互访',
  '在同等条件下优先采购对方产品和服务',
  '探索税收分享和统计分算办法',
]
const SURNAMES = '乔 岑 喻 祁 邬 樊 滕 阚 蔺 郗 闵 佟 冼 虞'.split(' ')
const GIVEN = '岱松 映遥 澈言 望舒 砚白 屿声 知樵 牧野 溪亭 衡之 听澜 予安 念慈 疏桐'.split(' ')

/** An invented name. */
export function personIn(chance: Chance): string {
  return chance.one(SURNAMES) + chance.one(GIVEN)
}

/** A field of cooperation with all that belongs to it. */
export function tradeIn(chance: Chance): Trade {
  return chance.one(TRADES)
}

/** The department of a region for a field; one in three also has its code. */
export function departmentOf(region: string, { department }: Trade, chance: Chance): Organisation {
  return { name: `${region}${department}`, code: chance.is(0.33) ? codeIn(chance) : null }
}

const CODE = '0123456789ABCDEFGHJKLMNPQRTUWXY'

function codeIn(chance: Chance): string {
  const first = `11${Array.from({ length: 15 }, () => CODE.charAt(chance.below(CODE.length))).join('')}`
  return first + checkOf(first)
}

/** What is to be done, in a sentence of some twenty to two hundred characters. */
export function sentenceIn({ things }: Trade, chance: Chance): string {
  const ways = chance.some(WAYS, chance.one([0, 0, 1, 1, 1, 2, 3, 5]))
  const second = chance.is(0.3) ? `和${chance.one(PLACES)}${chance.one(things)}` : ''
  const head = `${chance.one(DEEDS)}${chance.one(PLACES)}${chance.one(things)}${second}`
  return [`${head}（第${chance.between(1, 40)}批）`, ...ways].join('，')
}

/** What is measured; nothing in one of four. */
export function measureIn({ measures }: Trade, chance: Chance): Measure | null {
  if (chance.is(0.25)) return null
  const [name, unit, usual] = chance.one(measures)
  return { name, unit, baseline: chance.is(0.5) ? 0 : null, target: Math.ceil(usual * (0.2 + 2 * chance.next())) }
}

/** Steps on the way, up to four; `dueIn` says the day of each by its part of the whole. */
export function milestonesIn(chance: Chance, dueIn: (part: number) => string | null): readonly Milestone[] {
  const steps = ['印发方案', '开工建设', '首批到位', '中期评估', '竣工验收']
  const some = chance.some(steps, chance.one([0, 0, 0, 2, 3, 4]))
  return some.map((name, index) => ({
    name,
    due: dueIn((index + 1) / (some.length + 1)),
    weight: chance.between(1, 3),
  }))
}

/** Words of a source, with their place in it. */
export function quoteIn(chance: Chance, words: string, source: SourceHash): Quote {
  const start = chance.below(40_000)
  const line = chance.between(1, 900)
  const spans = [{ start, end: start + words.length }]
  return { words, source, spans, lines: { from: line, to: line + Math.ceil(words.length / 60) }, outlet: '霁原日报' }
}

/** A text with numbered clauses, some hundreds to some thousands of characters. */
export function clausesIn(chance: Chance, title: string, parties: readonly string[]): string {
  const count = chance.between(6, 24)
  const clauses = Array.from({ length: count }, (_, index) => {
    const lines = Array.from({ length: chance.between(1, 3) }, () => `　　${sentenceIn(tradeIn(chance), chance)}。`)
    return [`第${numeralOf(index + 1)}条`, ...lines].join('\n')
  })
  return [title, `甲方：${parties[0]}`, `乙方：${parties[1]}`, ...clauses].join('\n')
}

const DIGITS = '〇一二三四五六七八九'

/** A number below a hundred as clauses are counted. */
export function numeralOf(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  const last = ones === 0 ? '' : DIGITS.charAt(ones)
  if (tens === 0) return last
  return `${tens === 1 ? '' : DIGITS.charAt(tens)}十${last}`
}

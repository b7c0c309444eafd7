/**
 * Invented reports in any number for measuring: made of the reader's samples and of frames of sentences, with people,
 * regions and figures of their own in each, so that nothing is simply repeated. The same seed makes the same reports.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DIVISIONS, shortName } from '@handclasp/domain'
import { chanceOf } from './chance.ts'

/** A report as it is handed to a reader. */
export interface Report {
  readonly text: string
  readonly published: string
}

const SAMPLES = fileURLToPath(import.meta.resolve('@handclasp/reader/samples/articles.ndjson'))
const GOLD = fileURLToPath(import.meta.resolve('@handclasp/reader/samples/articles.gold.ndjson'))

/** The invented regions of the samples. */
const REGIONS = ['霁原', '翎川', '汐岭', '瑄河', '珩溪', '砚浦', '澜屿', '琮宁', '璟安', '榆芷']
const FIRST = '霁翎汐瑄珩澜砚璟岚沅溱淇沚洄泠涵湄漪浔澧琮珣瑾芷蘅芸'
const SECOND = '原川岭河溪浦屿安宁芷泽陵峪汀渚埠驿'
const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余'
const GIVEN = '志文明华建国伟芳丽敏静强磊军洋勇艳杰娟涛秀霞平刚桂英兰红梅春庆辉东海峰波林飞云龙宇浩鹏程鑫晨雪'
const FIELDS =
  '产业 科技 农业 文化旅游 交通物流 能源 生态环保 金融 数字经济 医疗卫生 教育 人才 乡村振兴 营商环境'.split(' ')
const POSTS = '商务局局长 教育局副局长 文化和旅游局局长 农业农村局局长 副市长 科技局局长 发展和改革委员会主任'.split(
  ' ',
)

/** What is said besides: {a} and {b} are regions, {who} a person with a post, {field} a field, {n} a figure. */
const FRAMES = [
  '{who}说，{a}与{b}地缘相近、产业互补，{field}合作有很好的基础，希望双方继续多走动、多交流。',
  '{n}年前，第一批干部从{a}到{b}挂职，如今他们中的许多人已经成了两地往来的熟人。',
  '在{b}的一处园区里，来自{a}的{n}家企业已经投产，去年吸纳当地群众{n}人就业。',
  '据介绍，今年以来两地开通货运班列{n}列，运送特产{n}吨，{field}项目的进展好于年初的安排。',
  '“第一次来的时候，这里还是一片荒滩。”{who}回忆，“现在路通了，水清了，客人也多了。”',
  '{who}表示，将把{field}作为下一步工作的重点，与{a}共同建设{n}个示范项目，明年底前见到成效。',
  '村里的老人们说，天气好的日子，站在山顶就能望见对面的灯火。',
  '记者在现场看到，展台前挤满了人，{n}种产品半天就卖出去一大半。',
  '{a}、{b}还将在{field}方面互派教师{n}人、医生{n}人，每季度会商一次，遇到问题一起想办法。',
  '会后，与会人员参观了{b}的规划馆、码头和车间，并与企业负责人作了交流。',
  '这条路修了三年多，投入{n}万元，沿线{n}个乡镇因此受益。',
  '{who}指出，合作不能停在纸上，要一项一项落到单位、落到人头，按月对账。',
  '{b}的{n}名年轻干部报名到{a}跟班学习，第一课就是到车间里数零件。',
  '为了这次活动，{a}准备了{n}个展位，客商从清早排到了傍晚。',
  '两地的{field}部门建了一个群，谁家缺什么，群里一喊就有人应。',
  '{who}介绍了{a}在{field}方面的做法，{who}谈了{b}的打算。',
]

interface Sample {
  readonly date: string
  readonly text: string
  /** What of it may stand in the middle of another report. */
  readonly paragraphs: readonly string[]
  /** The names of its people. */
  readonly people: readonly string[]
}

function samples(): readonly Sample[] {
  const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n').filter(Boolean)
  const golds = linesOf(GOLD).map((line) => JSON.parse(line) as { people: { name: string }[]; reporters: string[] })
  return linesOf(SAMPLES).map((line, i) => {
    const { date, text } = JSON.parse(line) as { date: string; text: string }
    const { people, reporters } = golds[i] ?? { people: [], reporters: [] }
    const paragraphs = text.split('\n').filter((words) => !/讯|[日]电|记者|通讯员|来源/.test(words))
    return { date, text, paragraphs, people: [...people.map(({ name }) => name), ...reporters] }
  })
}

/** Reports one after another, without end. */
export function* reports(seed: number): Generator<Report> {
  const below = chanceOf(seed, 0).below
  const one = <Item>(items: ArrayLike<Item>): Item => items[below(items.length)] as Item
  const real = new Set(DIVISIONS.flatMap(({ name }) => [name, shortName(name)]))
  const all = samples()
  const paragraphs = all.flatMap((sample) => sample.paragraphs)
  const names = all.flatMap((sample) => sample.people)
  const named = new RegExp([...new Set([...names, ...REGIONS])].toSorted((a, b) => b.length - a.length).join('|'), 'g')
  const stem = (): string => {
    const made = one(FIRST) + one(SECOND)
    return real.has(made) ? stem() : made
  }
  const person = () => one(SURNAMES) + one(GIVEN) + (below(4) === 0 ? '' : one(GIVEN))
  for (;;) {
    const { text: opening, date: published } = one(all)
    const [a, b] = [`${stem()}市`, `${stem()}市`]
    const known = Array.from({ length: 3 }, () => `${one([a, b])}${one(POSTS)}${person()}`)
    const parts = [opening]
    const most = 400 + below(1_200)
    for (let size = opening.length; size < most; ) {
      const frames = Array.from({ length: 1 + below(4) }, () => one(FRAMES)).join('')
      const paragraph = below(2) === 0 ? one(paragraphs) : frames
      parts.push(paragraph)
      size += paragraph.length
    }
    const values = {
      a: () => a,
      b: () => b,
      who: () => one(known),
      field: () => one(FIELDS),
      n: () => `${2 + below(300)}`,
    }
    const own = new Map<string, string>()
    const nameFor = (name: string): string => {
      const made = own.get(name) ?? (REGIONS.includes(name) ? stem() : person())
      own.set(name, made)
      return made
    }
    const text = parts.join('\n').replaceAll(named, nameFor)
    yield { text: text.replaceAll(/\{(a|b|who|field|n)\}/g, (_, key: keyof typeof values) => values[key]()), published }
  }
}

/** Reports of so many bytes of UTF-8 together at least. */
export function reportsOf(bytes: number, seed = 1): readonly Report[] {
  const made: Report[] = []
  let size = 0
  for (const report of reports(seed)) {
    made.push(report)
    size += Buffer.byteLength(report.text) + 2
    if (size >= bytes) break
  }
  return made
}

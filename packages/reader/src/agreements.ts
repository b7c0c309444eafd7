/** Agreements 协议 named in a flow: what was signed, how many, of which kind, by whom. */
import type { AgreementKind } from '@handclasp/domain'
import { readNumber } from '@handclasp/domain'

import { Characters } from './characters.ts'
import { AGREEMENT } from './marks.ts'
import type { Breaks } from './breaks.ts'
import type { Marks } from './marks.ts'
import { sumsOf } from './packages.ts'
import { anyOf, matchesOf, pattern } from './patterns.ts'
import { firstFrom, inOrder } from './ranges.ts'

/** An agreement in the flow's offsets. */
export interface AgreementFound {
  readonly start: number
  readonly end: number
  readonly kind: AgreementKind
  readonly count: number | null
  readonly signed: boolean
  /** The rule that told it. */
  readonly rule: string
  /** The clause that says so. */
  readonly clause: readonly [number, number]
  /** The clause that told it before, by a shorter name. */
  readonly before?: readonly [number, number]
}

const VERB =
  /(?:共同|正式|成功|集中|现场|联合|续)?(?:签署|签订|签定|签约|签下|达成|订立|缔结|(?<!电子)签(?!证|名[的、])|(?:互换|交换)(?=了))(?:了|过|的|并发布|并交换|落地)*/g
/** Many without a number: 一揽子, 一系列, 一大批, 若干份, 十几项. */
const MANY =
  '(?:[“]?一揽子”?|一?系列|一?大?批|一整?套|一些|更多|许多|大量|(?:若干|[多数几]|[几数]十|十[几数])(?:[份项件]|个(?!领域|方面))|若干)'
/** What tells of an agreement right before its name; 《 closes it, for what stands in 《》 is the name entire. */
const LEAD = pattern(
  '',
  `^(?:了|完(?![善整成备])|有(?=各)|的|这[项份个]|首批(?=\\d)|类似的|新一轮|为期\\S{1,4}的|`,
  `${MANY}|有关|相关|(?:总计|[共合]计|共|近|约|超过?|逾)(?=[\\d一二三四五六七八九十百两])|`,
  '全新|新的|高质量的?|更广泛的?|首份|一次(?![性办])|(?:多|\\d+)个?(?:领域|方面)的?|两校(?=框架|战略|合作)|书面|第[\\d一二三四五六七八九十]+[份项个件]|',
  '又一[份项个]|一纸|',
  '(?:[\\d一二三四五六七八九十百两]+)(?:余|多)?(?:份|项|个|件|轮(?=补偿|合作|框架|协议|协作))|(?:总?(?:价值|金额|投资额?)|总额)[^，。的]{1,16}的|',
  '(?:每?年|预计|拟|销售|采购|供应|交易|总额|价值)*\\d[\\d.]*[多余]?(?:万亿|亿|万|千)?[多余]?(?:[美欧日港]?元|吨|公?斤)(?:人民币)?的?|',
  '[“"]?\\d+(?:\\s*\\+\\s*[\\dNn]+)+[”"]?|(?:各(?:层级|领域|类|项|方面|级)、?)+)*《?',
)
const BARE = new Set([
  '倡议',
  '协议',
  '合同',
  '协议书',
  '备忘录',
  '方案',
  '合作机制',
  '纪要',
  '倡议书',
  '行动计划',
  '责任书',
  '公约',
  '实施方案',
  '工作机制',
])
/** Bare words that name an agreement where no other is named before. */
const PLAIN = new Set(['协议', '备忘录'])
const SIGNED_BARE = new Set(['协议', '备忘录', '协议书', '合同'])
/** A signing that has not been. */
const NOT_YET = /未|没有/
/** Told by a signing alone, not by what was agreed on. */
const BY_SIGNING = /(?:意向|机制|倡议)$/
const NEEDS_VERB = new Set([
  '倡议',
  '盟约',
  '互认安排',
  '合作安排',
  '框架意见',
  '协作意见',
  '合作意见',
  '方案',
  '行动计划',
  '合作机制',
  '工作机制',
  '纪要',
  '合作计划',
  '交流计划',
  '合作计划书',
  '交流计划书',
  '实施方案',
  '实施细则',
  '协作机制',
  '联动机制',
  '会商机制',
  '协调机制',
  '合作意向',
  '公约',
  '责任书',
  '倡议书',
  '联合声明',
  '会议纪要',
])
const PLANNED = anyOf(
  '(?:将|拟|推动|争取|计划|准备|筹备|通过|尽快|希望|有望|同意(?!并)|适时|(?:条件|时机)成熟|' +
    '(?<!经[^，。；]{0,8}|充分|友好|政协)(?:商谈|磋商|洽谈|商讨|协商)(?!后|会|并|委|的?基础))[^，。；]{0,12}$',
  '将(?!军|来|帅|领|结束|闭幕)[^，。；]{0,8}[与和同][^，。；]{2,40}$',
)
const DEPARTMENT = pattern(
  '',
  '红十字会|纪检|监察|团委|侨联|总工会|妇联|文联|科协|(?<!合)作协|残联|工商联|贸促会|部门|单位|厅|局|协会|商会|委员会|办公室|联合会|学会|管委会|',
  '工商会|法院|[高中]院(?!校)|检察院|公安|消委|中心|处|(?:组织|宣传|统战)部|[台侨外]办|海关|人大|政协|支队|(?<![省市州县区旗党地工常])委(?![员书托派])',
)

type Range = readonly [number, number]

function kindOf(name: string, sides: string, sum: boolean): AgreementKind {
  if (sum) return 'package'
  if (/框架|战略合作/.test(name)) return 'framework'
  if (/项目|采购|产销|购销|供货|订单|投资|招商|班列|通道|(?:建设|工程)合同/.test(name)) return 'project'
  return DEPARTMENT.test(sides) ? 'departmental' : 'other'
}

/** Bodies without a number of their agreements: 与6所高校签署, 多家企业签署. */
const SEVERAL =
  /(?:\d+|多|数十?|[三四五六七八九十]+)余?[家所个](?:[㐀-鿿]{0,6})(?:高校|院校|大学|企业|机构|银行|协会|商会|公司|台企)[^，。；]{0,16}$/

/** What joins those who sign; not the last of 共同, 合同, 协同. */
const JOINED = '(?:[与和]|(?<![共合协])同)'

/** Nouns for bodies that 等 closes a list of. */
const OF_MANY = '央企|企业|公司|机构|单位|院校|高校|银行|部门|协会|商会|组织|园区'

/** Bodies told in the plural: 双方企业, 有关单位, 14个经济体, 甲、乙等地区, 甲、乙等企业与. */
const PLURAL = pattern(
  '',
  '(?:(?:双方|相关|有关|两[地省市])企业|(?:的|[省市国])企业[与和同][^，。；]{0,10}企业$|',
  '[与和同]\\d+个(?:经济体|国家|地区|城市|省)|等(?:地区|地|省|市)(?!级))(?!家)[^；]{0,40}$|',
  `等(?:${OF_MANY})${JOINED}|${JOINED}[^，。；]{2,}等(?:分别)?$|、[^，。；、]{2,20}等(?:${OF_MANY})(?:分别)?$|`,
  `公司、[^，。；]{2,24}公司${JOINED}[^，。；]{2,24}$|${JOINED}[^，。；]{0,6}(?:相关|有关)(?:高校|院校|单位|机构)$|`,
  `${JOINED}[^，。；]{0,16}?(?:\\d+|多|数十?|[三四五六七八九十]+)余?[家所名][^，。；]{1,24}$|`,
  `(?:\\d+|多|数十?)余?[家所][^，。；]{1,30}${JOINED}|${JOINED}[^，。；]{0,16}?(?:\\d+|多)个(?!方面|领域|月|工作日|项目|小时|社区)[^，。；]{1,24}$`,
)

/** Bodies told by their number, each with an agreement of its own: 12家旅行社签订. */
const EACH_OF_MANY = /(?:(?:\d+|多|数十?)余?[家所对]|\d+个(?:地市|部门|单位|企业|[省市县区]))[^，。；与和同]{1,12}$/
/** Bodies by their number, each with one of its own: 7个部门, 五部门. */
const EACH_OF_NUMBER =
  /((?:\d+|[三四五六七八九十]+)(?=[个家])|[三四五六七八九十]+(?=部门|单位))[个家]?[㐀-鿿]{0,8}(?:部门|单位|地市|区县|市县|园区)[^，]{0,4}(?:分别|集中)?$/
/** All of them sign one. */
const JOINTLY = /(?:共同|联合(?!会))[^，。；与]{0,4}(?:签|达成|订立|缔结)[^，。；]{0,3}$/

/** Who only looks on: 在20余家媒体见证下. */
const ONLOOKERS = /^.*(?:见证之?下|到场)，?/

/** Four partners and more of one side: 与甲市、乙市、丙市、丁市. */
const MANY_PARTNERS = /[与和同][^，。；与]{2,}(?:、[^，。；、与]{2,}){3,}$/

/** What counts a bare word right behind it. */
const COUNTS = pattern('', `(?:[份项个纸]|${MANY})$`)
/** What leaves the number open before a name. */
const SOME = pattern('', `${MANY}|有关|相关|多[项个]|等`)

/** A name that tells of many. */
const IN_SERIES = /系列(?:合作)?(?:协议|合同|备忘录|文件)$/

/** What leaves the number open behind a name: what all of them are worth, or 等. */
const WORTH = /^(?:等|[》”]?总?(?:金额|额|值))/

/**
 * The number the clause gives for the agreements: 7个部门分别签署 …, 签署3份 …, one where nothing makes it many. Of one among
 * several that are listed, those who sign (from `sidesStart` on) tell nothing.
 */
function countOf(
  text: string,
  sidesStart: number | null,
  verb: Range,
  from: number,
  start: number,
  end: number,
): number | null {
  const between = text.slice(from, start)
  const written = /(?<![第\d几数])(\d+|[一二三四五六七八九十百两]+)(?:余|多)?(?:份|项|个|件|轮)(?!领域|方面)/.exec(
    between,
  )
  if (written !== null) return readNumber(written[1], 0)?.value ?? null
  const behind = countedBehind(text, end)
  if (behind !== null) return behind
  if (text.charAt(start - 1) !== '《' && IN_SERIES.test(text.slice(start, end))) return null
  if (sidesStart === null) return SOME.test(between) ? null : 1
  const before = text.slice(sidesStart, verb[0]).replace(ONLOOKERS, '')
  const jointly = JOINTLY.test(text.slice(sidesStart, verb[1]))
  const parties = jointly ? null : EACH_OF_NUMBER.exec(before)
  if (parties !== null) return readNumber(parties[1], 0)?.value ?? null
  const paired = /(\d+)对[㐀-鿿]{0,8}分别$/.exec(before)
  if (paired !== null) return Number(paired[1])
  if (text.charAt(start - 1) === '《') return 1
  if (text.startsWith('集中', verb[0])) return null
  if (
    MANY_PARTNERS.test(before) ||
    (PLURAL.test(before) && !jointly) ||
    SEVERAL.test(before) ||
    /(?:\d|多|数十)余?家$/.test(before)
  )
    return null
  if (EACH_OF_MANY.test(before) && !jointly) return null
  if (SOME.test(between) || WORTH.test(text.slice(end, end + 4))) return null
  const pairs = before.match(/与/g)?.length ?? 0
  if (/分别(?!代表|在|[^，]*并)|等\d*[所个家]/.test(before) || (pairs >= 2 && /与[^、]+、[^、]+与/.test(before)))
    return null
  return 1
}

/** What says nothing of an agreement before its name, or for whom it is: (相关)领域的, 具体的, 两地协同发展的. */
const TELLS = pattern(
  '',
  '^(?:以[^的，]{2,16}为(?:主要)?内容的|(?:具体|相应|各自|重点)(?:领域|方面|工作)?的|(?:领域|方面|工作)的|',
  '[两双三][省市地区方][㐀-鿿]{0,10}的)(?=[^的]*(?:合作|专项|战略|项目))',
)
/** Between which bodies counted agreements are: 3个市州间合作框架协议. */
const AMONG = /^[㐀-鿿]{1,6}间(?=合作|框架|战略|[㐀-鿿]{0,4}协议)/

/** How many characters at a name's head do not belong to it. */
function leadIn(words: string): number {
  const lead = LEAD.exec(words)?.[0] ?? ''
  if (lead.length >= words.length - 1) return 0
  if (lead.endsWith('《')) return lead.length
  const rest = words.slice(lead.length)
  const told = (TELLS.exec(rest) ?? (/\d个$|[项个]$/.test(lead) ? AMONG.exec(rest) : null))?.[0].length ?? 0
  return lead.length + (told === 0 ? 0 : told + leadIn(rest.slice(told)))
}

function nameStartIn(text: string, from: number, end: number): number {
  const words = text.slice(from, end)
  const start = from + leadIn(words)
  const open = words.lastIndexOf('《')
  if (open >= 0 && !words.includes('》', open)) return Math.max(start, from + open + 1)
  const quoted = words.lastIndexOf('“') + 1
  if (quoted > 0 && !words.includes('”', quoted)) return Math.max(start, from + quoted + leadIn(words.slice(quoted)))
  const among = (BEFORE_AMOUNT.exec(words)?.[0].length ?? 0) - 1
  const list = words.includes('、') ? Math.max(words.lastIndexOf('等'), lastListed(words), among) : among
  if (list <= 1 || from + list + 1 >= end - 1) return start
  const behind = list + 1 + (COUNTER.exec(words.slice(list + 1))?.[0].length ?? 0)
  return Math.max(start, from + behind + leadIn(words.slice(behind)))
}

/** What only tells of the agreements that are counted behind it: 涉及茶业、文旅的(一揽子…), 包括某某在内的. */
const BEFORE_AMOUNT = pattern(
  '',
  `.*(?:在内的|的(?=${MANY}|(?:\\d{1,3}|[二三四五六七八九十])(?:[份项件]|个(?!领域|方面))))`,
)
/** A number with its classifier before a name: 4项, 多项. */
const COUNTER = /^(?:在内的?)?(?:\d{1,3}|多|数|[二三四五六七八九十两])(?:份|项|个|件)/
/** What closes a list by its number: 甲、乙、丙三个协议. */
const CLOSES_LIST = /、[^、，。；]*(?=(?:\d{1,3}|[二两三四五六七八九十])(?:份|项|个|件)[^、]{0,12}$)/

/** Where the last item of a list that its number closes ends, or -1. */
function lastListed(words: string): number {
  const match = CLOSES_LIST.exec(words)
  return match === null ? -1 : match.index + match[0].length - 1
}

/** What makes the title behind a signing something else than what was signed: 签约是自《某某方案》发布后的…. */
const ELSEWHERE = /(?<!^)是|[自据按]|落实|贯彻|围绕|对接/
const TITLES = /《[^》]*》/g

/** What makes a signing the name of an occasion or of those who sign (签署仪式, 签约企业). */
const OF_OCCASION = '(?:[仪活方单企]|会(?![谈晤]|议(?:备忘录|纪要)))'
const OCCASION = new RegExp(`^${OF_OCCASION}`)

/** The signing verb of the clause before a head: the last one. */
function verbBefore(text: string, clauseStart: number, head: number): Range | null {
  let verb: Range | null = null
  VERB.lastIndex = 0
  const words = text.slice(clauseStart, head)
  let [titled, seen] = [false, 0]
  for (let match = VERB.exec(words); match !== null; match = VERB.exec(words)) {
    const between = words.slice(seen, match.index)
    const [opened, closed] = [between.lastIndexOf('《'), between.lastIndexOf('》')]
    if (opened !== closed) titled = opened > closed
    seen = match.index
    const end = clauseStart + match.index + match[0].length
    if (titled || OCCASION.test(text.slice(end, end + 4))) continue
    const start = clauseStart + match.index
    if (verb === null || start > verb[1]) verb = [start, start + match[0].length]
  }
  return verb
}

/** A number and its classifier right before a head: 3份合同, 4个分协议. */
const COUNTED = /(\d{1,3}|[一二两三四五六七八九十])(?:份|个|项|件)[㐀-鿿]{0,6}$/

/** Many right before a head: 一揽子专项协议. */
const SOME_BEFORE = pattern('', `(?:${MANY})([㐀-鿿]{0,6})$`)

/** A number right behind a head: 合同8份, 合作协议十余项. */
const COUNTED_BEHIND =
  /^[》”]?(?:共计?|合计|总计|达|近|超过?)?(\d{1,4}|[一二三四五六七八九十]{1,3})[余多]?(?:份|项|个|件)/

function countedBehind(text: string, end: number): number | null {
  const match = COUNTED_BEHIND.exec(text.slice(end, end + 10))
  return match === null ? null : (readNumber(match[1], 0)?.value ?? null)
}

/** A number, and where the name begins that it counts. */
type Counted = readonly [count: number | null, start: number]

/** Bodies that are counted, and no agreements: 3个城市. */
const OF_BODIES = /个(?:城市|部门|单位|国家|地区|企业|[省市县区])(?!间)/
/** Between which bodies they are, behind their number: 6个部门间的. */
const BETWEEN = /^[^的]{0,4}间的/

/** A name without 框架, which one of two tellings often leaves out. */
function bareOf(name: string): string {
  return name.replace('框架', '')
}

/** A title whose signing is told behind it, or behind further ones: 《…》《…》相继签署. */
const SIGNED_TITLE = pattern(
  '',
  '^》(?:[(][^()]{1,24}[)])?(?:[、和]?《[^》]{2,30}》)*(?:等\\d*[余多]?[份项个]?(?:合作)?(?:协议|备忘录|合同|文件))?',
  '(?:正式|相继|集中|成功|现场|顺利|同时|分别|共同|的)*(?:签约|签署|签订|签字|会签)',
)
/** A signing that is still talked about: 就签署协议进行磋商. */
const NEGOTIATED =
  /^[》”]?(?:等?事宜)?(?:进行|开展|展开)了?[^，。；]{0,8}(?:磋商|洽谈|商讨|协商|谈判|沟通|讨论)|^[》”]?(?:等?事宜)?达成了?(?:初步|一致)?(?:共识|意见|意向|一致)/
/** What stands behind an agreement that people put their names to. */
const SIGNED_ON = /^[》”]?(?:文本)?上(?:签字|签名|签署|签了)/
/** What makes the name of an agreement that of its ceremony. */
const CEREMONY = /^的?(?:签署|签订|签约|签字)(?:会议|仪式|大会|暨|(?=。))/
/** A signing told behind what is counted: 4份合作协议成功签署. */
const SIGNED_BEHIND = pattern(
  '',
  `^(?:(?:成功|正式|集中|现场|顺利|同时|共同)*(?:签署|签订|签约)(?!${OF_OCCASION})|(?:成功|正式|集中|现场)落地)`,
)
/** What tells that an agreement is still talked about, before its name and behind. */
const TALKED = /(?:商谈|磋商|洽谈|起草|酝酿)[着了]?(?:[一两][份项])?([^，。；、《》“”的]{2,20})$/
const TALKED_BEHIND = /^(?:仍|还|正)?在?(?:商谈|磋商|洽谈)/
/** The name of such an agreement has at least so many characters. */
const LEAST_TALKED = 4
/** Who signed what is counted, told behind it: 6份专项协议，由两市部门签订. */
const SIGNED_BY = /^，由[^，。；]{2,40}签[署订下]/
/** What tells behind an agreement who signed it. */
const PASSIVE = /^[》”]?(?:日前|近日|[今当][天日]|\d{1,2}日)?由[^，。；]{2,90}?签[署订]/
const BODIES = '(?:政府|大学|学院|研究院|集团|公司|银行)'
/** The two bodies whose agreement it is: 市政府与清华大学. */
const BETWEEN_BODIES = pattern('', `^[^，]*${JOINED}[^，]{1,16}?${BODIES}(?![^，]*${BODIES})`)
/** Characters that the name of an agreement has at least where only its ceremony tells it. */
const LEAST_TITLE = 7

/** The two sides that a clause of signing begins with. */
const SIDES =
  /^(?![^，]*(?:见证|出席))[^，]{2,24}[与和同][^，]{2,24}?(?=(?:正式|共同|成功|分别|再次|联合|随后|还|也)*签)/

/** How many agreements a further one is compared with, so that cost stays linear. */
const RECENT = 32

const NO_NAMES: ReadonlySet<string> = new Set()

const CALLED_SO = /[简下合统]称(?:为)?[《“]([^》”]{2,20})[》”]/g

/** Short names that a text says it will use: (以下简称《协议》). */
function shortNames(text: string): ReadonlySet<string> {
  if (!text.includes('称')) return NO_NAMES
  const names = matchesOf(text, CALLED_SO).map((match) => match[1])
  return new Set(names)
}

/** A signing that is only spoken of: wished well, taken as an occasion, or telling which bodies are meant. */
const SPOKEN_OF = /(?:[对以为就]|随着|推动|[本此这]次|根据|按照)(?:正式|成功|共同|[已所])?$/
const SPOKEN_BEHIND = /^[》”]?(?:的(?!签)|为契机|以来|表示|之际|后(?!续))/

/** What a title ends in behind its head: 行动计划(2018—2022年)》. */
const IN_TITLE = /^[(][^()》]{1,20}[)](?=》)/

/** What joins a further agreement to the one before, behind the short name that one is given. */
const JOINS = /^[》”]?(?:[(][^()]{1,20}[)])?(?:\d{1,4}[余多]?[份项个件])?(?:[、和及与+]|以及)/

/** What a name may go on with behind its head. */
const MAY_GO_ON = new Characters('(和及与以')
/** Agreements of two kinds that are counted together: 8项合作协议和备忘录. */
const COUNTED_KINDS = /(?:[2-9]|\d\d|[二两三四五六七八九十])(?:份|项|件)(?![^，。；、]*签)[^，。；、]{0,10}$/
const MORE_KINDS = /^(?:[和及与]|以及)(?:合作|谅解)?备忘录/

/** What part of a sum a clause spells out: “6”为…. */
const PART = /^(?:另一个)?[“"]?(\d{1,2})[”"]?(?:即|为|是|指)/
/** Does a sentence go on with the parts of the sum that the one before told? */
const PARTS_NEXT = /^\s*(?:其中，?)?[“"]?\d{1,2}[”"]?(?:即|为|是|指)/

/** What agreements are spelled out behind. */
const SPELLS = /^(?:即|包括|分别是|分别为|其中包括)(?!\d|[一二三四五六七八九十两多]+[份项个件])/

/**
 * May a head name an agreement here? A 共识 only as the last word of a title, 合作文件 only where a sum counts them:
 * 《某某共识》, “1+6”合作文件.
 */
function mayName(word: string, text: string, headStart: number, end: number): boolean {
  if (word === '共识') return text.charAt(end) === '》'
  return word !== '合作文件' || /\d[”"]?$/.test(text.slice(Math.max(0, headStart - 2), headStart))
}

/** Is it the agreement itself that is exchanged (互换了合作备忘录), not views on it or other things? */
function isExchanged(text: string, from: number, end: number): boolean {
  const words = text.slice(from, end)
  const behind = text.slice(end, end + 4)
  if (/^(?:《[^》]*》[、和])*《[^》]*$/.test(words)) return /^》(?:文本)?[，。；、和]/.test(behind)
  return !/[、和对的]|[关有]于?/.test(words) && /^(?:文本)?[，。；]/.test(behind)
}

/** How far before its head a title is looked for, so that cost stays linear. */
const LONGEST_TITLE = 120

/** Reads one head after another of a flow; what went before in the same sentence tells what a list continues. */
class Reader {
  readonly found: AgreementFound[] = []
  private readonly text: string
  private readonly breaks: Breaks
  /** The numbers each name was found with. */
  private readonly counts = new Map<string, Set<number | null>>()
  private lastEnd = -1
  private signedUntil = -1
  /** How far the parts of a sum may be spelled out. */
  private partsUntil = -1
  private parts: readonly number[] = []
  /** Where the clause begins whose part was told last. */
  private partTold = -1
  private readonly short: ReadonlySet<string>

  constructor(text: string, breaks: Breaks) {
    this.text = text
    this.breaks = breaks
    this.short = shortNames(text)
  }

  read(word: string, headStart: number, headEnd: number): void {
    const { text } = this
    const end = MAY_GO_ON.at(text, headEnd) ? this.endBehind(headStart, headEnd) : headEnd
    if (end <= this.lastEnd) return
    if (this.isTail(headStart)) {
      this.tail(headStart, end)
      return
    }
    const [clauseStart, clauseEnd] = this.breaks.clause(this.titleStart(headStart))
    if (!mayName(word, text, headStart, end)) return
    const part = this.partOf(clauseStart, headStart, end)
    if (part !== null) {
      this.partTold = clauseStart
      this.putCounted(part, end, [clauseStart, clauseEnd])
      return
    }
    const verb = verbBefore(text, clauseStart, headStart)
    if (verb === null) {
      this.unsigned(word, headStart, end, [clauseStart, clauseEnd])
      return
    }
    this.signedUntil = this.breaks.sentenceEnd(headStart)
    const joins = this.lastEnd > verb[1] ? JOINS.exec(text.slice(this.lastEnd, this.lastEnd + 28)) : null
    const listed = joins !== null
    if (listed && NEEDS_VERB.has(word)) return
    if (BY_SIGNING.test(word) && !text.slice(verb[0], verb[1]).includes('签')) return
    if (BY_SIGNING.test(word) && this.titleStart(headStart) < headStart && text.charAt(end) !== '》') return
    const from = joins === null ? verb[1] : this.lastEnd + joins[0].length
    const start = nameStartIn(text, from, end)
    if (
      text.charAt(start - 1) === '《' &&
      ELSEWHERE.test(text.slice(Math.max(verb[1], start - LONGEST_TITLE), start - 1).replace(TITLES, ''))
    )
      return
    const name = text.slice(start, end)
    if (/^[互交]换/.test(text.slice(verb[0], verb[1])) && !isExchanged(text, verb[1], end)) return
    if (this.isAgain(name, verb, clauseStart, end)) return
    if (end - start > 60 || end - start < 2 || /[：]/.test(name)) {
      this.continued(headStart, end, clauseStart, clauseEnd)
      return
    }
    const bare = BARE.has(name) && text.charAt(start - 1) !== '《' && !this.isCounted(from, start, end)
    if (bare && !this.isFirst(name, verb, start, clauseStart)) return
    if (NEEDS_VERB.has(word) && from !== verb[1]) return
    // Those who sign another agreement of the same clause (甲与乙签署某协议、丙与丁签署某协议) are told behind it.
    const before = this.lastEnd < verb[0] ? this.lastEnd : clauseStart
    this.lastEnd = end
    const sums = [...sumsOf(text.slice(Math.max(0, from - 4), end))]
    const total = sums[0]?.parts?.reduce((all, each) => all + each, 0)
    if (total !== undefined) this.spellOut(sums[0]?.parts ?? [])
    const more = listed || /^[》”]?[、](?=[^，。；]{2,40}(?:协议|备忘录|合同))/.test(text.slice(end, end + 44))
    const sidesStart = Math.max(this.sidesStart(clauseStart, verb[0]), before)
    const count = countOf(text, more ? null : sidesStart, verb, from, start, end)
    this.put({
      start,
      end,
      kind: kindOf(name, text.slice(clauseStart, verb[0]), sums.length > 0),
      count: sums.length > 0 ? (total ?? null) : count,
      rule: 'R60',
      signed: !PLANNED.test(text.slice(clauseStart, verb[0])) && !NEGOTIATED.test(text.slice(end, end + 20)),
      clause: [clauseStart, clauseEnd],
    })
  }

  /** A head with no verb of signing before it in its clause: what is told behind it, or goes on with a list. */
  private unsigned(word: string, headStart: number, end: number, clause: Range): void {
    const { text } = this
    const [clauseStart, clauseEnd] = clause
    if (SIGNED_TITLE.test(text.slice(end, end + 120))) {
      this.signedUntil = headStart
      this.titled(headStart, end, clause)
      return
    }
    if (SIGNED_ON.test(text.slice(end, end + 5))) {
      this.signedOn(headStart, end, clause)
      return
    }
    if (SIGNED_BEHIND.test(text.slice(end, end + 8)) || SIGNED_BY.test(text.slice(end, end + 50))) {
      const counted = this.countedBefore(headStart)
      if (counted !== null && !PLANNED.test(text.slice(clauseStart, counted[1] - 2))) {
        this.putCounted(counted, end, clause)
        return
      }
    }
    if (!NEEDS_VERB.has(word) && this.talked(headStart, end, clause)) return
    if (CEREMONY.test(text.slice(end, end + 7))) this.ofCeremony(headStart, end, clause)
    else if (text.slice(end, end + 6).includes('由') && PASSIVE.test(text.slice(end, end + 110)))
      this.passive(end, clause)
    else if (!NEEDS_VERB.has(word) || this.titleStart(headStart) < headStart)
      this.continued(headStart, end, clauseStart, clauseEnd)
  }

  /** Is it an agreement that is still talked about (商谈一份某某协议, 一份某某协议仍在商谈)? Tells it then. */
  private talked(headStart: number, end: number, clause: Range): boolean {
    const { text } = this
    const before = TALKED.exec(text.slice(clause[0], end))?.[1].length
    const counted =
      before === undefined && TALKED_BEHIND.test(text.slice(end, end + 6)) ? this.countedBefore(headStart) : null
    const start = before === undefined ? counted?.[1] : end - before
    if (start === undefined || end - start < LEAST_TALKED) return false
    this.lastEnd = end
    this.put({
      start,
      end,
      kind: kindOf(text.slice(start, end), '', false),
      count: 1,
      signed: false,
      rule: 'R60',
      clause,
    })
    return true
  }

  /** Lets the parts of a sum be told in the rest of its sentence, and in the next if it goes on with them. */
  private spellOut(parts: readonly number[]): void {
    const { text, signedUntil } = this
    this.parts = parts
    const next = text.charAt(signedUntil) === '。' ? signedUntil + 1 : signedUntil
    this.partsUntil = PARTS_NEXT.test(text.slice(next, next + 12)) ? this.breaks.sentenceEnd(next + 1) : signedUntil
    this.signedUntil = this.partsUntil
  }

  /** Is it the first told of, right behind its signing (甲与乙签署协议), so that a bare word names it? */
  private isFirst(name: string, [verb, after]: Range, start: number, clauseStart: number): boolean {
    const { text, found } = this
    const signs = text.slice(verb, after).includes('签') && start === after && !NOT_YET.test(text.slice(verb - 3, verb))
    const closed = /^[，。；\n]?$/.test(text.charAt(start + name.length))
    if (!signs || !closed) return false
    const sides = SIDES.exec(text.slice(clauseStart, verb + 1))?.[0]
    if (found.length === 0) return PLAIN.has(name) || (sides !== undefined && SIGNED_BARE.has(name))
    return (
      sides !== undefined &&
      SIGNED_BARE.has(name) &&
      !found.slice(-RECENT).some(({ clause }) => text.slice(...clause).includes(sides))
    )
  }

  /** Is its number told right before it, or behind it? */
  private isCounted(from: number, start: number, end: number): boolean {
    return COUNTS.test(this.text.slice(from, start)) || countedBehind(this.text, end) !== null
  }

  /** Where those who sign are told: in the clause, or where the verb opens it (，签订…) in the one before. */
  private sidesStart(clauseStart: number, verb: number): number {
    if (verb - clauseStart > 2 || this.text.charAt(clauseStart - 1) !== '，') return clauseStart
    return this.breaks.clauseStart(clauseStart - 1)
  }

  /** Where the name ends that goes on behind its head: with the years of its title, or with a second kind. */
  private endBehind(headStart: number, headEnd: number): number {
    const behind = this.text.slice(headEnd, headEnd + 24)
    const title = IN_TITLE.exec(behind)
    if (title !== null) return headEnd + title[0].length
    const more = MORE_KINDS.exec(behind)?.[0].length ?? 0
    return more > 0 && COUNTED_KINDS.test(this.text.slice(Math.max(0, headStart - 16), headStart))
      ? headEnd + more
      : headEnd
  }

  /** The agreement that a signing ceremony is named after: 某某备忘录签署会议在某市召开. */
  private ofCeremony(headStart: number, end: number, clause: Range): void {
    const words = this.text.slice(clause[0], headStart)
    const cut =
      /.*(?:举行|召开|举办|进行|出席|参加|见证了?|的|暨|[日在，]|[电讯][(][^()]{1,30}[)])/.exec(words)?.[0].length ?? 0
    const bodies = BETWEEN_BODIES.exec(words.slice(cut))?.[0].length ?? 0
    const from = clause[0] + cut + bodies
    const many = /.*多[份项个]/.exec(this.text.slice(from, headStart))?.[0].length ?? 0
    const start = nameStartIn(this.text, from + many, end)
    if (end - start + bodies + many < LEAST_TITLE || end - start > 60) return
    if (/[“”《》：]|^(?:[本此]次|该)/.test(this.text.slice(start, end))) return
    this.lastEnd = end
    const kind = kindOf(this.text.slice(start, end), '', false)
    this.put({ start, end, kind, count: many > 0 ? null : 1, signed: true, rule: 'R68', clause })
  }

  /** What people put their names to: 在某某协议书上签字. */
  private signedOn(headStart: number, end: number, clause: Range): void {
    const at = clause[0] + this.text.slice(clause[0], headStart).lastIndexOf('在')
    if (at < clause[0]) return
    const start = nameStartIn(this.text, at + 1, end)
    if (end - start > 60 || end - start <= 3 || BARE.has(this.text.slice(start, end))) return
    this.lastEnd = end
    const kind = kindOf(this.text.slice(start, end), '', false)
    this.put({ start, end, kind, count: 1, signed: true, rule: 'R60', clause })
  }

  /** An agreement told before those who signed it: 备忘录日前由两省签署. */
  private passive(end: number, clause: Range): void {
    const start = clause[0] + (/^(?:[该本此]|这份|上述)/.exec(this.text.slice(clause[0], end))?.[0].length ?? 0)
    const name = this.text.slice(start, end)
    if (end - start > 40 || BARE.has(name) || /[：、]/.test(name)) return
    this.lastEnd = end
    this.put({
      start,
      end,
      kind: kindOf(name, this.text.slice(...clause), false),
      count: 1,
      signed: true,
      rule: 'R60',
      clause,
    })
  }

  /** Where the title 《…》 that a place stands in begins, or the place. */
  private titleStart(at: number): number {
    const before = this.text.slice(Math.max(0, at - 80), at)
    const open = before.lastIndexOf('《')
    return open < 0 || before.includes('》', open) || before.includes('\n', open) ? at : at - before.length + open
  }

  /** Does 等有关…机制 behind quoted titles close their list? */
  private isTail(headStart: number): boolean {
    const before = this.text.slice(Math.max(0, headStart - 10), headStart)
    return /[》”]等[^，。；《]{0,8}$|[简下合统]称(?:为)?[“]?$/.test(before)
  }

  /** All those whose titles are listed before, by their number (签署《…》《…》等5份协议), not some of more (其中…). */
  private tail(headStart: number, end: number): void {
    const counted = headStart <= this.signedUntil ? this.countedBefore(headStart) : null
    if (counted === null || counted[0] === null) return
    const clause = this.breaks.clause(headStart)
    if (!this.text.slice(clause[0], headStart).includes('其中')) this.putCounted(counted, end, clause)
  }

  /** Is it an agreement told before: by the short name given to it, or by a signing that is only spoken of? */
  private isAgain(name: string, [verb]: Range, clauseStart: number, end: number): boolean {
    if (this.short.has(name) || /^[该本此]|^上述/.test(name)) return true
    if (this.found.length === 0) return false
    const { text } = this
    if (text.charAt(end) === '》' || /\d\s*\+\s*\d/.test(name)) return false
    const before = text.slice(clauseStart, verb)
    if (text.startsWith('以来', end) && /\d{4}年/.test(before)) return false
    return SPOKEN_OF.test(before) || SPOKEN_BEHIND.test(text.slice(end, end + 4))
  }

  /** 1份框架协议、3份合同: numbers with heads that go on a signing of the same sentence. Rule: [R65]. */
  private continued(headStart: number, end: number, clauseStart: number, clauseEnd: number): void {
    if (headStart > this.signedUntil) return
    const counted = this.countedBefore(headStart) ?? this.tallyBehind(headStart, end, clauseStart)
    if (counted === null && this.spelled(headStart, end, clauseStart, clauseEnd)) return
    if (counted === null) {
      this.titled(headStart, end, [clauseStart, clauseEnd])
      return
    }
    this.putCounted(counted, end, [clauseStart, clauseEnd])
  }

  /** Is it the first of those that are spelled out behind their sum (签署“1+6”合作协议，即某某框架协议以及…)? Tells it then. */
  private spelled(headStart: number, end: number, clauseStart: number, clauseEnd: number): boolean {
    const { text } = this
    const lead = SPELLS.exec(text.slice(clauseStart, headStart))?.[0].length ?? 0
    const start = clauseStart + lead
    const name = text.slice(start, end)
    if (lead === 0 || end - start > 40 || BARE.has(name) || /[、：《》“”]/.test(name)) return false
    this.lastEnd = end
    const clause: Range = [clauseStart, clauseEnd]
    this.put({ start, end, kind: kindOf(name, '', false), count: 1, signed: true, rule: 'R65', clause })
    return true
  }

  /** The number and the name of what a clause tells of a part of the sum before it (“6”为…专项协议); or null. */
  private partOf(clauseStart: number, headStart: number, end: number): Counted | null {
    if (headStart > this.partsUntil || clauseStart === this.partTold || this.text.charAt(end) === '》') return null
    const words = this.text.slice(clauseStart, headStart)
    const part = PART.exec(words)
    if (part === null || !this.parts.includes(Number(part[1]))) return null
    const counted = this.countedBefore(headStart)
    const named = clauseStart + Math.max(part[0].length, words.lastIndexOf('的') + 1)
    const start = Math.max(counted?.[1] ?? named, named)
    return end - start > 40 ? null : [Number(part[1]), start]
  }

  private putCounted([count, start]: Counted, end: number, clause: Range): void {
    this.lastEnd = end
    const kind = kindOf(this.text.slice(start, end), '', false)
    this.put({ start, end, kind, count, signed: true, rule: 'R65', clause })
  }

  /** The number right behind a head, and where the name begins that it counts: 其中购销合同11份; or null. */
  private tallyBehind(headStart: number, end: number, clauseStart: number): Counted | null {
    const count = countedBehind(this.text, end)
    if (count === null) return null
    const words = this.text.slice(clauseStart, headStart)
    const cut = /.*(?:其中|包括|[、和及与])/.exec(words)?.[0].length ?? 0
    return cut === 0 || words.length - cut > 12 ? null : [count, clauseStart + cut]
  }

  /** The number right before a head, with its classifier, and where the name begins behind it; or null. */
  private countedBefore(headStart: number): Counted | null {
    const before = this.text.slice(Math.max(0, headStart - 14), headStart)
    const some = SOME_BEFORE.exec(before)?.[1].length
    if (some !== undefined) return [null, headStart - some]
    const counted = COUNTED.exec(before)
    if (counted === null || OF_BODIES.test(counted[0])) return null
    const behind = counted[0].slice(/^(?:\d+|.)./.exec(counted[0])![0].length)
    const start = headStart - behind.length + (BETWEEN.exec(behind)?.[0].length ?? 0)
    return [readNumber(counted[1], 0)?.value ?? null, start]
  }

  /** Titles in 《》 that tell what was signed in the same sentence: 签署3个协议，分别是《…》、《…》. Rule: [R68]. */
  private titled(headStart: number, end: number, clause: Range): void {
    const { text } = this
    const from = Math.max(clause[0], headStart - LONGEST_TITLE)
    const open = from + text.slice(from, headStart + 1).lastIndexOf('《')
    if (open < from || text.charAt(end) !== '》' || text.slice(open, end).includes('》')) return
    const start = open + 1
    if (this.short.has(text.slice(start, end)) || /[根依按]据?照?$/.test(text.slice(Math.max(0, open - 2), open)))
      return
    this.lastEnd = end
    this.put({
      start,
      end,
      kind: kindOf(text.slice(start, end), '', false),
      count: 1,
      signed: true,
      rule: 'R68',
      clause,
    })
  }

  /** Each agreement once: the same name and number, or a shorter name that an earlier one ends in, is the same. */
  private put(agreement: AgreementFound): void {
    const name = this.text.slice(agreement.start, agreement.end)
    const counts = this.counts.get(name)
    const others = this.isOfOthers(agreement)
    const known = counts !== undefined && (name.length > 6 || counts.has(agreement.count)) && !others
    const same = known || (counts !== undefined && this.isOccasion(agreement))
    if (same || (!others && this.endsEarlier(name, agreement))) return
    const before = this.dropShorter(name, agreement)
    this.found.push(before === null ? agreement : { ...agreement, before })
    this.counts.set(name, (counts ?? new Set()).add(agreement.count))
  }

  /** Is it what something else is done on the occasion of (以此次签署…为契机)? */
  private isOccasion({ start, end, clause }: AgreementFound): boolean {
    return (
      this.text.startsWith('为契机', end) ||
      /^[^签]*以(?:此次|这次|本次)?(?:签|$)/.test(this.text.slice(clause[0], start))
    )
  }

  /** Do others sign it than what the clause right before tells of (甲与乙签署某协议，丙与丁签署某协议)? */
  private isOfOthers({ clause }: AgreementFound): boolean {
    const last = this.found.at(-1)
    if (last === undefined || last.clause[1] + 1 !== clause[0]) return false
    const [here, there] = [clause, last.clause].map(([from, to]) => SIDES.exec(this.text.slice(from, to))?.[0])
    return here !== undefined && there !== undefined && here !== there
  }

  /** Does one of the last names of other clauses end in this one? */
  private endsEarlier(name: string, { clause, count }: AgreementFound): boolean {
    if (count === null) return false
    return this.found
      .slice(-RECENT)
      .some(
        (other) =>
          other.clause[0] !== clause[0] && other.count === count && this.isEnding(name, other.start, other.end),
      )
  }

  /** The same agreement told before by a shorter name (备忘录 by what it is of, then by its title) counts once. */
  private dropShorter(name: string, { clause, count }: AgreementFound): Range | null {
    for (let at = this.found.length - 1; at >= Math.max(0, this.found.length - RECENT); at--) {
      const other = this.found[at]
      const size = other.end - other.start
      if (other.count !== count || other.clause[0] === clause[0] || size <= 6 || size >= name.length) continue
      if (!bareOf(name).endsWith(bareOf(this.text.slice(other.start, other.end)))) continue
      this.found.splice(at, 1)
      return other.before ?? other.clause
    }
    return null
  }

  private isEnding(name: string, start: number, end: number): boolean {
    return end - start > name.length && this.text.startsWith(name, end - name.length)
  }
}

/** The agreements of a flow in order. Rules: [R60] what is signed, [R61] counted, [R62] kinds, [R63] each once. */
export function agreementsOf(text: string, marks: Marks, breaks: Breaks): AgreementFound[] {
  const reader = new Reader(text, breaks)
  for (const i of heads(marks)) reader.read(marks.entry(i).word, marks.starts[i], marks.ends[i])
  const named = [...reader.found, ...titlesOf(text, breaks, reader.found)]
  return inOrder([...named, ...spokenOf(text, breaks, named), ...projectsOf(text, breaks)])
}

/** A title right behind its signing, whatever it is called. */
const SIGNED_SO = /(?:签署|会签|签订)了?《([^《》\n]{4,60})》/g

/** The documents that are signed by titles whose head is in no list: 签署《关于某事的意见》. Rule: [R60]. */
function titlesOf(text: string, breaks: Breaks, known: readonly AgreementFound[]): AgreementFound[] {
  if (!text.includes('《')) return []
  const names = new Set([...shortNames(text), ...known.map(({ start, end }) => text.slice(start, end))])
  const sorted = inOrder([...known])
  const found: AgreementFound[] = []
  for (const match of matchesOf(text, SIGNED_SO)) {
    const start = match.index + match[0].length - 1 - match[1].length
    const end = start + match[1].length
    if (names.has(match[1]) || overlaps(sorted, start, end)) continue
    names.add(match[1])
    const clause = breaks.clause(match.index)
    const before = text.slice(clause[0], match.index)
    if (SPOKEN_OF.test(before) && SPOKEN_BEHIND.test(text.slice(end, end + 4))) continue
    const kind = kindOf(match[1], before, false)
    const open = NOT_YET.test(before.slice(-3)) || NEGOTIATED.test(text.slice(end, end + 20))
    const signed = !open && !PLANNED.test(before)
    found.push({ start, end, kind, count: 1, signed, rule: 'R60', clause })
  }
  return found
}

/** An agreement by its title in full, up to what closes that. */
const TITLED = /《([^《》\n]{7,60}?(?:协议|协议书|备忘录|意向书)(?:[(][^()]{1,20}[)])?)》$/
/** What the title of an agreement between two sides tells, and that of a sale or a film does not. */
const BETWEEN_SIDES = /合作|协[作同]|对口|帮扶|结对|共[建享治]|互[认通换播派]|联合|友好|补偿|框架|谅解备忘录/

/** Agreements that are only spoken of, by their titles: 《某某合作协议》生效以来. Rule: [R68]. */
function spokenOf(text: string, breaks: Breaks, known: readonly AgreementFound[]): AgreementFound[] {
  if (!text.includes('》')) return []
  const names = [...shortNames(text), ...known.map(({ start, end }) => text.slice(start, end))]
  const found: AgreementFound[] = []
  const sorted = inOrder([...known])
  for (let at = text.indexOf('》'); at >= 0; at = text.indexOf('》', at + 1)) {
    const name = TITLED.exec(text.slice(Math.max(0, at - 90), at + 1))?.[1]
    const start = at - (name?.length ?? 0)
    if (name === undefined || !BETWEEN_SIDES.test(name) || overlaps(sorted, start, at)) continue
    if (names.slice(0, MOST_NAMES).some((other) => other.endsWith(name) || bareOf(other) === bareOf(name))) continue
    names.push(name)
    const kind = kindOf(name, '', false)
    found.push({ start, end: at, kind, count: 1, signed: false, rule: 'R68', clause: breaks.clause(at) })
  }
  return found
}

/** With so many names a further one is compared, so that cost stays linear. */
const MOST_NAMES = 64

/** Does one of those that stand in order lie over a range? */
function overlaps(sorted: readonly AgreementFound[], start: number, end: number): boolean {
  const next = firstFrom(sorted, start)
  return (sorted[next]?.start ?? end) < end || (sorted[next - 1]?.end ?? 0) > start
}

function heads(marks: Marks): number[] {
  const longest: number[] = []
  let last = -1
  for (const i of marks.all(AGREEMENT)) {
    if (marks.ends[i] <= last) continue
    // A head right before another is a part of the name (某某协作机制框架协议).
    if (marks.starts[i] <= last) longest.pop()
    last = marks.ends[i]
    longest.push(i)
  }
  return longest
}

/** A number of projects, and what may stand before it. */
const OF_PROJECTS =
  '(?:共|首批|达到?|近|约|超过?|逾)*(\\d{1,5}|[二三四五六七八九十两]{1,3})[余多]?[个项](?!工作日|小时|月)'

const PROJECTS = pattern(
  'g',
  `(?:签[约订署下](?:落地)?的?(?!仪式|活动|企业)[㐀-鿿]{0,8}?|(?:达成|落地)的?(?:意向|签约|重[大点]|优质|产业|合作|投资)*)(项目)${OF_PROJECTS}|`,
  `(?:签约|签署|签订|签下|达成)[了的]?(?:有[^。；，]{0,40}?)?(?:落地的?)?${OF_PROJECTS}`,
  '(?:(?!协议|合同|备忘录)[^，。；]){0,24}?(项目)(?![^，。；]{0,4}(?:协议|合同))|',
  '(?<!\\d)(\\d{1,5}|[二三四五六七八九十两]{1,3})个[^，。；]{0,16}?(项目)(?:总计[^，。；]{0,8})?(?:在[^，。；]{2,12}上)?',
  '(?:成功|集中|现场|同时|当场|会后|上台|进行了?|完成了?)*(?:签约|签署|达成合作|落户)|',
  `(项目)(?:成功|集中|现场)?签约${OF_PROJECTS}`,
)

/** Counted projects that were signed: 签约项目11个, 9个合作项目签约. Rule: [R64]. */
function projectsOf(text: string, breaks: Breaks): AgreementFound[] {
  const found: AgreementFound[] = []
  const seen = new Set<number>()
  for (let at = text.indexOf('项目'); at >= 0; ) {
    const clause = breaks.clause(at)
    for (const match of matchesOf(text.slice(...clause), PROJECTS)) {
      const count = readNumber(match[2] ?? match[3] ?? match[5] ?? match[8], 0)?.value ?? null
      if (count === null || seen.has(count)) continue
      seen.add(count)
      const start = clause[0] + match.index + match[0].lastIndexOf('项目')
      found.push({
        start,
        end: start + 2,
        kind: 'project',
        count,
        signed: true,
        rule: 'R64',
        clause: breaks.clause(start),
      })
    }
    at = text.indexOf('项目', clause[1])
  }
  return found
}

/** Pledges: sentences in which a side says what it, or both, will do in the cooperation, or asks others to do. */
import type { PledgeBasis, PledgeMode } from '@handclasp/domain'
import { PROVINCE_ABBREVIATIONS, readQuantity } from '@handclasp/domain'

import { Characters, DIGITS } from './characters.ts'
import type { Clues, Words } from './learnt.ts'
import { wordsOf } from './lexicon.ts'
import { ITEM, anyOf, pattern } from './patterns.ts'
import { UNSURE } from './places.ts'
import type { Segment } from './segments.ts'

/** A pledge's sentence in the flow. */
export interface PledgeFound {
  readonly segment: Segment
  readonly mode: PledgeMode
  /** The rule that told it. */
  readonly rule: string
  readonly basis: PledgeBasis
  readonly targets: readonly { value: number; unit: string; start: number; end: number }[]
}

const ASKS = anyOf(
  '希望(?<!的希望|和希望)(?!工程|小学|集团|之)|期许|冀望|寄望|盼望|恳请|呼吁|期望(?![。，；]|$)',
  '期待(?<![的好新人怀满]期待)(?!已久|走进|走近|共享|看到|见到|参观|体验)|期盼(?<!的期盼)(?![，。、及]|已久)',
  '盼着(?=[㐀-鿿])(?<!就是盼着)|指望(?![不，。])(?<!的指望)',
  '请(?<=(?:[，；：“]|[他她]|还|也)请)(?<![愿将][^。；]{1,60}请)(?=[^，。；]{2,18}(?:把|到|给|为|帮|赶在|多派|协助|支持|考虑|尽快|继续))',
  '不妨(?!碍|看)(?=[㐀-鿿])',
  '建言(?=，)|建议(?<![意的条项验见策]建议)(?![书。、等和]|$)|提出[^，。]{0,6}建议(?![。，]|$)',
  '倡议(?=各|广大|大家|双方|两|，(?![^。]{0,8}(?:得到|引起)))|(?:提议|敬请)(?=，|双方|两|共同|建立|开展|加强|深化)',
  '应(?<=(?:^|[，：“])[^，。；]{0,22}(?<![对响反供适效相])应)(?:当|该(?!承担的|有的)|在|更|加快|推动|推进|大力|加强|进一步|以|共同|继续|抓住|坚持|积极|充分|把|让)',
  '应(?<=(?:双方|两[省市地岸]|[三各][地方省])应)(?![对邀急])',
  '诚邀[^，。]{2,30}(?:来|到|赴|投资|洽谈|参加|参展|考察|共)|(?:真诚|诚挚|热情)地?邀请',
  '邀请[^，。]{2,14}(?:(?<!党)派团(?!体)|组团|率团)|邀请[^，。；]{2,14}(?:明年|适时|早日)[^，。；]{0,4}[来到赴]',
  '欢迎(?!辞|词|仪式|会|你们|光临)(?![^，。]{0,24}(?:来访|到访|到来|莅临|常来|做客))[^，。]{2,24}(?:来|到|赴|参与|投资|开展|参展|参会|兴业)',
  '要(?<=(?:企业家|同胞|教师|青年|大家|各方|各地|干部|同志|党员|部门|单位|队伍|(?<![两三四五六七八九各])[省市县区])要)(?![求素点闻道冲])',
  '鼓励[^，。]{2,24}(?:交流|合作|投资|创业|参与)',
)
/** What no pledge is made of where nothing else tells of one. */
const NO_PLEDGE = anyOf(
  // What somebody hopes to see or do themselves.
  '期待(?:已久|走进|走近|共享|看到|见到|参观|体验)',
  // What holds to some degree is told, not vowed.
  '一定程度',
  // 将 that means 把, of what something is called: 将某校确定为基地.
  '将[^，。；将]{2,24}(?:确定为|确立为|命名为|视为)',
  // A bare welcome, which asks nothing of anybody.
  '欢迎[^，。；]{0,24}(?:常来|来访|做客|光临)',
)
const WILL = anyOf(
  '(?:将(?<![即必]将)(?![近军来士“])|愿(?<![意心自志]愿)(?![景望意])(?![^，。]{0,12}(?:长存|越来越|早日))|' +
    '愿意|拟(?![写定])|力争|打算|准备(?=[在到赴投]))(?=[㐀-鿿])' +
    '(?<=(?:^|[，：“；])[^，。；]{0,40}(?:将|愿|愿意|拟|力争|打算|准备))',
  '(?:强调|指出|主张|要求|提出|表示|认为)，(?:[^，。；]{0,30}，)?(?:一定)?要(?![求素点闻道冲])|要(?<=(?:^|。)(?:首先|其次|第[一二三四五])，(?:一定)?要)',
  '计划(?<!年度计划)(?=[在于到投新建将再]|明年|今年|未来|[下本][个]?[月周半季]|年[底内]|' +
    '(?:组织|开展|推动|推进|加大|选派|同步|联手)(?<=(?:我们|双方|公司|集团|今年|明年|未来|下一步)计划..)|(?<=(?:双方|两[省市地岸校])计划))|' +
    '(?:还|也)计划(?=[㐀-鿿])',
  '(?:[必]?须|需要?)(?<=(?:双方|[两三]地|两[岸省市校]|各方|我们|[三四]方)[必]?(?:须|需要?))|(?:必须|需要)(?=共同|携手|加强|深化|进一步|重点|在)',
  '要(?<=(?:双方(?:合作)?既?|[两三]地(?:侨联|部门|企业|商会|政府|工商联)?|[两三四五六七八九][省市县校方]|各方|我们|之间|[；：。一二三四五六七八九]是)要)(?![求素点])',
  '要(?<=^[“]?(?:[一二三四五六七八九]是)?要)(?![求素点闻道冲么])',
  '要(?<=(?:^|[，：“])[㐀-鿿]{1,3}[^是也更还就都只不需主重必想]要)(?=以|把|主动|进一步|加强|深化|抢抓|抓住|借|充分|向|积极|发挥)',
  '会(?![议展见谈员长场晤期费商上，。])(?<=(?:我们|他们|双方|各方|[两三]地|政府|公司|集团|还|也)会)(?=[㐀-鿿])(?![很更越])|一定会(?<!相信[^。；]{0,40}一定会)',
  '会(?<=(?:医院|学校|新区|园区|委会|公司|集团|大学|[省市县区州]里|政府)(?:还|也)?会)(?=[接腾留拨给送免承出])',
  '要(?<=(?:[省市县区州]里|集团|公司|学校|医院|研究院)(?:还|也|今年)?要)(?![求素点])(?!把握)(?=[㐀-鿿])',
  '会(?<=(?:们|生|师|干部|[明今后]年|半年|季度|月|今后|未来|下一步|学校|医院|[两三][省市地县])会)(?=[派选组安开设建在为把向按定利继互帮支提推优拿])',
  '一定(?<=(?:我们|[省市县区])一定)(?![程的范记]|意义)(?=[㐀-鿿]{2})|承诺(?![书函。，、；])(?<![的出守]承诺)|要(?<=(?:我们|双方)还要|表示要)(?![求素点])',
  '答应(?<![没不未]答应)(?![了过的。；、]|$)|(?:许诺|应允|应承|表态)(?=[，：])|[打拿]定主意(?=[㐀-鿿])',
  '会(?<![协商学联]会)(?=继续|一如既往|进一步|全力|积极|加强|深化)|致力于(?<=(?:双方|[两三][地方省市])致力于)',
  '一[同道起](?<=[与和同][^，。]{2,12}一.)[^。]{0,40}(?:加强|深化|推动|推进|开展|探索|建设|打造)',
)
/** What a side says could be done: a proposal to the other. */
const MAY = anyOf(
  '可(?<=(?:双方|两[地岸省市校]|我们|各方)可)(?![能见谓持惜])|可在[^，。]{2,40}(?:建立|加大|开展|加强|设立)',
  '未来可以|可以(?<=(?:双方|两[地岸省市])[^。]{0,16}可以)|可以(?=积极|在|进一步|共同|加强|携手|发挥|学习|借|将)',
)
const DOCUMENT = anyOf(
  '(?:根据|按照|依[据照])[^，。；、]{0,20}(?:协议|备忘录|合同|协定|方案|约定|议定书|意向书|(?:合作|行动|帮扶|交流|年度)[规计]划)',
  '(?:协议|备忘录|合同|协定|倡议|宣言)[》”]?的?(?:主要|具体|合作)?(?:内容)?(?:包括|内容[是为])',
  '(?:协议|备忘录|协定|纪要|纲要|倡议书?|宣言)[》”]?(?:[载列写]明(?=[^。]*[：，])|共有?[一二三四五六七八九十\\d]+[项条][^，。；]{0,4}：)',
  '(?:明确|约定|提出(?![的后以]|[^，。；]{0,4}[周多余]?年)|确定|商定|决定|规定|议定|同意|聚焦|涵盖|围绕)' +
    '(?<=(?:协议|备忘录|合同|协定|倡议|宣言|《[^》]{0,40}》)(?:还|将)?..)',
  '(?:明确|确定|约定)(?<=(?:签署|签订|通过)[^，。]{0,4}《[^》]{0,40}》，..)',
  '(?:明确|约定|提出|确定|确认|商定|决定|规定|议定|同意)(?<=(?:双方|两[家报校会省市地岸]|三方)(?:还|一致|将|(?:经过?)?(?:友好)?协商)?..)',
  '(?:谈妥|商妥|议妥)(?=了[^。；]{2,20}[：，])',
  '合作的?(?:总体)?(?:目标|内容|原则)(?:为|是|包括)',
  '确立了?(?=共同)(?<=(?:协议|备忘录|方案)[^。；]{0,110}确立了?)',
  '(?:明确|约定|商定|议定)(?<=(?:^|[，；])(?:其中)?..)|达成(?:广泛|一致|多项|重要|以下|如下)*共识[，：]|达成一致(?:意见)?(?<=就[^。]{4,90}达成一致(?:意见)?)',
  '达成(?<=就[^。]{4,90}达成)[^，。]{0,4}共识。',
  '提出(?<=(?:^|[，、])[㐀-鿿]{2,8}[省市县区州](?:还|也|共同)?..)，?(?:共同|联合|启动|开展|推进|加快|研究|建立|探索)',
)
/** A signing whose sentence goes on with what the document says. */
const SIGNED_CONTENT = pattern(
  '',
  '(?:签署|签订|签)(?!的)[^。；]{0,60}?(?:协议|备忘录|合同|机制)[》”]?，(?!分别是|包括|至此|标志|巩固了|旨在|必将|[此这]是)[^。；]{0,90}?',
  '(?:(?<!必)将|每年|全年|(?:共同|携手|联手|合力)(?:推进|推动|打造|建设|开展)|共建|双方|在[^。]{4,120}(?:方面|领域)[^。]{0,6}(?:开展|建立|加强|深化))',
)
const MEETING =
  /(?:会议|座谈会|联席会|会商会|推进会|年会|会上)(?:还)?(?:强调|提出|要求|明确|议定|商定|决定|约定|确定)，/
const JOINTLY = anyOf(
  '双方(?:将|愿|要|一致|共同)|两[省市地岸校](?:将|愿|要|一致)|[三四五]方(?:将|愿)|一致(?:认为|同意|表示)|三地(?:将|要)',
)
const OUT = anyOf(
  '将(?:有力|有效|为[^，。]{2,30}(?:注入|提供(?:动力|支撑|保障))|对[^，。]{2,30}(?:产生|具有)|有助于|更?(?:有)?利于|达到|成为|拥有|有(?=\\d)|是)|必将',
  '将(?:带来|带动|让|会是|打通|填补|缩短|迈上)|(?:^|[“：])[^，。；]{0,14}将使(?!用)',
  '(?:建成|开通|投产|投用|通车|落成|运营)(?:后|以后|之后)，?[^。；]{0,24}?将|届时，?[^。；]{0,24}将可',
  '^[^，。；]{0,6}为期[^。；]{2,60}将',
  '将为(?<!(?:我们|双方|[省市县区州]|政府|公司|集团|大学|学院|(?:^|[，：“])(?!平台|活动|此举|论坛|' +
    '项目|会议|展会|大会|协议|通道|专列|班列|合作|签约|方案|[这该本此])[㐀-鿿]{2,3})将为)[^，。]{2,30}' +
    '(?:带来|奠定|打下|做出|作出|创造|提供[^，。]{0,12}(?:机遇|机会|路径|空间|可能|基础|条件|示范|借鉴|样本|经验))',
  '将在[^，。；]{0,24}(?:为期|展出|亮相|上演)|记者(?!协会)[^，。；]{0,4}将|(?:为期|历时)[\\d一二三四五六七八九十]+(?:天|周|个月)[^。]{0,20}将',
  '接下来的?[^，。]{1,4}天[^。]{0,16}将',
  '将用[\\d一二三四五六七八九十]+天',
  '将(?:发布|揭晓|探讨|开启[^，。]{0,12}(?:篇章|阶段|模式|征程)|迎来|呈现|沿着?|达(?=\\d)|突破|占|驶)',
  '(?:论坛|大会|展会|博览会|推介会|交易会|洽谈会|峰会|(?:文化|旅游|艺术)[周节])[^，。；]{0,24}?将',
  '(?:论坛|大会|活动|会议|洽谈会|成立(?!后)|签[约订署]|此举|方式|平台|通道|[专班]列|开通|条例|项目)' +
    '[^，。；]{0,10}?(?:还|也|更)?将(?:进一步|有助|促进|推动|助[力推]|更|为|补充|集中)',
  '(?:举办|举行|签[约订署]|投运|投产|投用|启用|开通|通车|建成|建立|成立|设立|条款|合作项目)，' +
    '(?:还|也)?将(?:进一步|有助|促进|推动|助[力推]|更|为|通过|对)|合作将(?:为|搭|带)',
  '将(?:于(?![^，。]{1,10}(?:到|赴|来)[^，。]{2,12}(?:学习|跟岗|培训|挂职|支教))|持续至|(?:专程|实地)?(?:赴|前往)|' +
    '率(?:领|团|队)?[^，。]{0,16}(?:赴|访问|出席|前往)|[与同和][^，。；]{2,14}(?:会面|会见|会晤)|' +
    '[^，。；]{0,24}致辞|更加[㐀-鿿]{2}(?=[，。；]|$)|多|参观|举行|举办|召开|历时|展出|(?:首次|集中|专门)+(?:展示|设置))',
  '主办方|欢迎常来',
  '将(?:(?:先后|重点|分别|陆续|轮流)*(?:走进|参访|访问|出席|参加|展出)|(?:围绕|聚焦)[^。；]{2,60}(?:主题|议题|探讨|研讨)|在[^，。；]{2,20}(?:举办|举行|召开))',
  '还将(?:在[^，。；]{2,16})?(?:举行|举办|组织(?![^，。]{2,24}(?:赴|到|来|前往))|进行(?!更))|具有(?:重[大要]|积极|深远)意义|(?:论坛|活动|会议|大会)期间',
)
const CALLED = Object.keys(PROVINCE_ABBREVIATIONS)
  .filter((character) => !UNSURE.has(character))
  .join('')
/** What is said with a partner, of one who may be called by the one character of the province (赴陕), or to serve one. */
const TOGETHER = anyOf(
  '合作|协作|协同|一体化|携手|一道|共同|对接|对口|援[藏疆青]|交流|互|联合|联动|支持|帮助|帮扶|支援|援助|共建|共享|挂职|结对',
  '两[地省市岸校]|双方|[三四五六]方|三[地省市]|各方|我们(?:还|也)?(?:将|愿|一定)|愿为[^，。；]{2,20}提供',
  `[赴来援进入驻在][${CALLED}港澳台]`,
)

/** What a number goes on behind. */
const GOES_ON = new Characters(DIGITS, '.')

function targetsIn(
  text: string,
  start: number,
  end: number,
): { value: number; unit: string; start: number; end: number }[] {
  const targets: { value: number; unit: string; start: number; end: number }[] = []
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code < 48 || code > 57 || GOES_ON.at(text, at - 1)) continue
    const quantity = readQuantity(text, at)
    if (quantity === null || quantity.end > end || quantity.unit === '年') continue
    targets.push({ value: quantity.value, unit: quantity.unit, start: at, end: quantity.end })
    at = quantity.end - 1
  }
  return targets
}

/** 将 that means 把 and not what is to come: 将…纳入, 将…视为. */
const TAKING = pattern(
  'g',
  '将(?!把)(?=[^，。；将]{2,24}(?:纳入|缩小[到至]|扩大到|推介给|介绍给|推荐给|作为|汇聚|集中|搬到|转化为|转化成|运往|推向|相连|列入|视为|',
  '转变为|确定为|确立为|命名为|变成|送到|带到|送往|建到|[联连][系接]起来|结合起来|引入|看向|投向|放在|摆在|移交|搬上|嵌入|(?<!主动|积极|深度|全面|加快|更好)融入|转到|移植|平移|化解|联结|串))',
)

/**
 * The way a segment pledges; `out` where it is known for no pledge, whatever its words tell; or null. Rules: [R71]
 * asks, [R72] undertakes, [R73] documents, [R74] what is out.
 */
function modeOf(written: string, hasPartner: () => boolean): PledgeMode | 'out' | null {
  if (written.endsWith('？')) return 'out'
  const words = written.includes('将') ? written.replace(TAKING, '把') : written
  if (words.includes('会') && MEETING.test(words) && !/通报|总结/.test(words)) return 'jointly-states'
  if (DOCUMENT.test(words) || (words.includes('签') && SIGNED_CONTENT.test(words))) return 'jointly-states'
  const asked = ASKS.exec(words)
  const willed = WILL.exec(words)
  const will = willed !== null
  // Who will do something and welcomes others to it says what they will do.
  const leads = will && asked !== null && willed.index < asked.index && /^(?:欢迎|鼓励|邀请)/.test(asked[0])
  if (asked !== null && !leads) return 'asks'
  if (asked === null && !will && NO_PLEDGE.test(written)) return 'out'
  if (!(will || (words.includes('可') && MAY.test(words))) || !(TOGETHER.test(words) || hasPartner())) return null
  if (OUT.test(words) && !/(?:我们|双方|两[地省市])[还也]?(?:将|愿)/.test(words)) return 'out'
  if (!will) return 'asks'
  return JOINTLY.test(words) ? 'jointly-states' : 'undertakes'
}

/** What the sentences of a document, or of a speaker, begin with where they go on with what was pledged. */
const CONTINUING = wordsOf(`
携手 共同 联合 联手 合力 要 加强 深化 推动 推进 强化 围绕 聚焦 并 同时 进一步 以 把握 牢牢 鼓励 建立 完善 组建 搭建 打造 开展 组织 实施 支持 促进 提升 扩大 拓展 深入 探索 构建 健全 统筹 优化
培育 共享 共建 协同 依托 结合 发挥 充分 切实 坚持 坚定 持续 不断 更好 保持 集中 助力 助推 邀请 协助 引导 吸引 通过 对接 努力 全面 扎实 积极 大力 重点 比如 例如 其中包括 —— 首先 其次 最后
第[一二三四五] 定期 包括 届时 在[^，。]{2,24}(?:方面|领域) 密切(?=[^，。]{0,12}(?:往来|配合|协作|沟通|合作|交流))
`)
const CONTINUES = anyOf(
  '^(?:[一二三四五六七八九十]是|[（(]?[一二三四五六七八九十\\d][)）、.]|第[一二三四五六七八九十]，?)',
  `^(?:${CONTINUING.join('|')})`,
)
/** A segment of its own speaker or of its own time, not one that goes on with a document. */
const APART = anyOf(
  '^(?:据|截至|目前|近年)|^[(（](?:完|编辑|责编|来源)|^【|^\\d{4}年|^[\\d一二三四五六七八九十两]{1,3}年来|^(?:仪式|会|活动|现场)上，',
  '^此举|^[这此](?:标志|是|次|一)|已经|多年来|作为|说|表示|介绍|指出|认为|称(?![号职])|据(?<![数依证根]据)|近年来|目前|截至|以来|去年|“|”',
  '出席|参加|举行',
)

/** What people do at an occasion, which no document lays down. */
const PROTOCOL = /签字|签署|签约|主持|出席|致辞|揭牌|见证|互赠|合影/

const COLON = new Characters('：:')
/** What a sentence that leads a list ends in. */
const LEADING = new Set(['举措。', '措施。', '方面。', '内容。', '要求。', '建议。', '意见。'])
/** What may open an item of a list: 一是, (一), 一、, 1．. */
const OPENS_ITEM = new Characters('一二三四五六七八九十（(—', DIGITS)
/** A list whose first item stands in the sentence that leads it. */
const LEADS_FIRST = /：(?:一是|[（(]?一[)）、]|1[.．、])/
/** A title of an item has no more characters. */
const TITLE = 12

/** Is it an item of a list, and no title of one, which its own paragraph goes on behind? */
function isItem(text: string, { start, end, paragraph }: Segment): boolean {
  if (!OPENS_ITEM.at(text, start) || !ITEM.test(text.slice(start, start + 6))) return false
  return end - start > TITLE || end >= paragraph[1]
}

/** The rule of each way to pledge in words of its own. */
const RULES: Readonly<Record<PledgeMode, string>> = { asks: 'R71', undertakes: 'R72', 'jointly-states': 'R73' }

/** No pledge is shorter. */
const LEAST = 7

/** How much a sentence has of the words of those beside it. */
const [OF_LAST, OF_NEXT] = [0.4, 0.2]
/** What a pledge is told by at least, in logits: one that rules tell of, and one that none does. */
const [ENOUGH, ENOUGH_ALONE] = [-3.5, -0.25]
/** What no rule and no sentence beside can make a pledge. */
const HOPELESS = ENOUGH - OF_LAST - OF_NEXT

/** How long each sentence is, how late it comes, whether it opens its paragraph and whether somebody speaks in it. */
export function pledgeClues(segments: readonly Segment[], speeches: readonly { start: number }[]): Clues<'pledge'>[] {
  const starts = speeches.map(({ start }) => start).toSorted((a, b) => a - b)
  let next = 0
  return segments.map(({ start, end, opens }, i) => {
    while (next < starts.length && starts[next] < start) next++
    return {
      length: Math.log(end - start) / 3,
      late: i / segments.length,
      opens: Number(opens),
      speaks: Number(next < starts.length && starts[next] < end),
    }
  })
}

/**
 * The pledges of a flow, by its rules and by its words; `speeches` begin where somebody speaks, `partnerIn` tells
 * whether a partner is named in a range. Rules: [R71] to [R75], [R109].
 */
export function pledgesOf(
  text: string,
  words: Words,
  segments: readonly Segment[],
  speeches: readonly { start: number }[],
  partnerIn: (start: number, end: number) => boolean,
): PledgeFound[] {
  const clues = pledgeClues(segments, speeches)
  const byWords = segments.map(({ start, end }, i) => words.told('pledge', [start, end], clues[i]))
  const byRules = pledgesByRules(text, segments, byWords, partnerIn)
  return segments.flatMap((segment, i): PledgeFound[] => {
    const found = byRules[i]
    const beside = OF_LAST * Math.tanh(byWords[i - 1] ?? 0) + OF_NEXT * Math.tanh(byWords[i + 1] ?? 0)
    if (found === 'out' || byWords[i] + beside < (found === null ? ENOUGH_ALONE : ENOUGH)) return []
    if (found !== null) return [found]
    const asks = words.told('asking', [segment.start, segment.end], clues[i]) > 0
    return [pledgeOf(text, segment, asks ? 'asks' : 'undertakes', 'R109')]
  })
}

function pledgeOf(text: string, segment: Segment, mode: PledgeMode, rule: string): PledgeFound {
  const { start, end } = segment
  const basis: PledgeBasis = DOCUMENT.test(text.slice(start, end)) ? 'document' : 'speech'
  return { segment, mode, rule, basis, targets: targetsIn(text, start, end) }
}

/**
 * The pledge of each segment by rules, `out` where it is known for none, or null; items and a document's sentences go
 * on with what leads them.
 */
function pledgesByRules(
  text: string,
  segments: readonly Segment[],
  byWords: readonly number[],
  partnerIn: (start: number, end: number) => boolean,
): (PledgeFound | 'out' | null)[] {
  let carried: PledgeMode | null = null
  let listed = false
  return segments.map((segment, i) => {
    const { start, end, opens } = segment
    const words = text.slice(start, end)
    const item = isItem(text, segment)
    if (opens && !(listed && item)) carried = null
    const own = byWords[i] < HOPELESS ? null : modeOf(words, () => carried !== null || partnerIn(start, end))
    let mode = own === 'out' ? null : own
    const document =
      carried === 'jointly-states' &&
      !APART.test(words) &&
      !PROTOCOL.test(words) &&
      /每|双方|两|将|各|由|共|\d|年/.test(words)
    const parallel = text.charAt(start - 1) === '；' && !APART.test(words)
    const continues =
      carried !== null &&
      !words.endsWith('？') &&
      (parallel || CONTINUES.test(words) || document || (listed && !APART.test(words)))
    if (mode === null && continues) mode = carried
    else if (!COLON.at(text, end - 1) || mode !== null) carried = mode ?? (COLON.at(text, end - 1) ? carried : null)
    if (COLON.at(text, end - 1) || LEADING.has(words.slice(-3))) listed = carried !== null
    else if (item || LEADS_FIRST.test(words)) listed = mode !== null
    const leads = COLON.at(text, end - 1) && i + 1 < segments.length && isItem(text, segments[i + 1])
    if (words.length < LEAST || leads) return 'out'
    if (mode === null) return own === 'out' ? own : null
    return pledgeOf(text, segment, mode, own === null || own === 'out' ? 'R75' : RULES[own])
  })
}

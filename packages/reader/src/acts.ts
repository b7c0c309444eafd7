/**
 * Acts: who did what, read sentence by sentence. A list of people is the subject of the verbs that follow it until
 * the next list; verbs inside quotations, relative clauses and reported speech are nobody's here.
 */
import type { Act } from '@handclasp/domain'

import { Characters } from './characters.ts'
import { EVENT_HEADS, SAYING_BEFORE_WORDS, WISHES, wordsOf } from './lexicon.ts'
import { ACT } from './marks.ts'
import type { Marks } from './marks.ts'
import { bytes } from './memory.ts'
import type { Mention } from './mentions.ts'
import { pattern } from './patterns.ts'
import { inOrder } from './ranges.ts'

/** A verb given to a person, with the words that state it. */
export interface ActFound {
  readonly name: string
  readonly act: Act
  readonly start: number
  readonly end: number
  /** The rule that gave it to the person. */
  readonly rule: string
}

interface Verb {
  readonly act: Act
  readonly word: string
  readonly start: number
  readonly end: number
}

const NOUN_AFTER: Partial<Record<Act, RegExp>> = {
  speak:
    /^(?:精神|稿|人|者|席|嘉宾|教师|老师|专家|节目|了?(?:衷心|热烈|诚挚|崇高|亲切)*(?:欢迎|感谢|祝贺|问候|敬意|慰问))/,
  attend: /^(?:者|方|度)/,
  meet: /^(?:会|室|厅|纪要|备忘录|机制|时在座|结束)/,
  inspect: /^(?:团|组|报告|员|点)/,
  sign: /^(?:仪式|活动|项目|金额|后|代表|高校|企业|单位|双方|方)/,
  perform: /^(?:[赛者团家员会曲]|领域)/,
  lead: /^(?:先(?!后)|领导)/,
  chair: /^人/,
  present: /^(?:会|人|活动)/,
}
const wishes = new Set(wordsOf(WISHES))
const sayingBeforeWords = new Set(wordsOf(SAYING_BEFORE_WORDS))
/** What makes a verb the name of something that is gone to, or counted: 参加考察, 一场推介. */
const OBJECT_BEFORE = /(?:(?:出席|参加|陪同|见证)了?|[次届个]|(?<!现)场|[考察研]或|陪同考察)$/
/** What may stand between a comma and a verb whose subject went before. */
const LIGHT = pattern(
  '',
  '^(?:[他她](?!们)|并|还|也|均|都|又|随后|同时|先后|一同|共同|分别|现场|详细|简要|实地|深入|首先|最后|一起|认真|仔细|其间|期间|',
  '会上|会后|会前|[㐀-鿿]{1,4}地)*(?:(?:[在就围绕与同和向对为到赴]|代表(?!团|们))[^，。；]{0,60}|(?:发表|带来)了?[^，。；的]{0,8})?$|并$',
)
/** What may stand between the comma behind an open list of people and its verb: the rest of the list. */
const REST_OF_LIST = /(?:等|及|以及|部分|负责|代表|部门|单位|人员|领导|师生|学生|嘉宾|成员|校友|企业家|专家)[^，]*$/

/** What may stand between 会见 and whom it names, or between two of those. */
const OBJECT_LEAD =
  /^了?(?:[、，和与及]|以及|等)?由?(?:(?:专程)?(?:率[团队]?)?(?:前?来|到|在|出席|参加)(?:访|[^，。；]{1,30})的)?$/
/** What those do who are named behind ， after who was met: 甲会见了乙，丙、丁等陪同会见. */
const COMPANY = /^[^。；，]{0,60}?(?:陪同|参加了?(?:会见|会谈|座谈|活动)|在座)/
/** What joins the leaders of guests to their hosts: 甲在某市与前来考察的乙率领的代表团座谈. */
const GUESTS_BEHIND = /[与同](?:[^，。；、]{0,40}的)?$/
/** Words by which a report goes on with what somebody said. */
const COURTESY = /表示[^，。；]{0,4}(?:欢迎|感谢|祝贺)|回顾|感谢/

/** A clause that tells what its subjects do by a verb of no list, up to the comma before the next subject. */
const DONE = pattern(
  '',
  '^(?:共同|分别|一起|一同)?(?:为[^，。；]{1,60}(?:揭牌|揭幕|剪彩|颁奖|授牌|授旗|颁发[^，。；]{0,16})|',
  '向[^，。；]{1,24}(?:赠送|颁发|捐赠|授予)[^，。；]{0,30}|',
  '宣布[^，。；]{1,30}(?:[开闭]幕|启[动用]|开[始通赛营班工]|成立|合龙|通车|投产|竣工|落成))，$',
)

const OPENING = new Characters('“《')
const CLOSING = new Characters('”》')

/** Guests who are met, told by what they came for or who leads them: 会见来访的…, 会见甲率领的代表团. */
const GUESTS = /^(?:了|来|到|前来|在)|^[^，。；]{0,24}(?:率领?|带领|为团长|访问|考察|调研)的/

/** Does the verb open a relative clause (出席会议的专家): 的 before the next mark, with no list in between? */
function isRelative(text: string, verb: Verb): boolean {
  if (verb.act === 'meet' && GUESTS.test(text.slice(verb.end, verb.end + 40))) return false
  if (!['attend', 'inspect', 'present', 'sign', 'meet', 'chair', 'perform'].includes(verb.act)) return false
  const rest =
    /^[^，。；：！？、“”]{0,22}?的(?=(?:[㐀-鿿]{0,12})(?:专家|嘉宾|代表|领导|人员|学者|客人|校长|书记|主任|市长|企业|同志|来宾|师生|朋友|负责|$))/
  return rest.test(text.slice(verb.end, verb.end + 40))
}

const MAKING = '作'.charCodeAt(0)
const BEFORE_MAKING = new Characters('协合工运操写创制动')

/** Does a verb that begins with 作 at a place part a word (协作, 合作)? */
export function partsWord(text: string, at: number): boolean {
  return text.charCodeAt(at) === MAKING && BEFORE_MAKING.at(text, at - 1)
}

const SIGNED = /签|协议|合同|备忘录|项目|成果|[^，。；]{0,4}下[，]/
/** What is lived through, or of which one is the witness in the course of time (见证了协会一路走来的历程). */
const LIVED = /历程|发展|变化|变迁|成长|蜕变|进步|恢复|崛起/
/** What those see who are there (见证这一历史时刻). */
const MOMENTS = /时刻|瞬间|盛况|盛举|盛事|开幕|启动|揭牌|启航|启用|成立|诞生/

/** What 见证 means by what stands behind it in its clause: a signing witnessed, an occasion attended, or neither. */
function witnessing(text: string, at: number): Act | null {
  const seen = /^[^，。；]{0,40}/.exec(text.slice(at, at + 40))?.[0] ?? ''
  if (SIGNED.test(seen)) return 'witness'
  if (MOMENTS.test(seen)) return 'attend'
  return LIVED.test(seen) ? null : 'witness'
}

/** Talks that a verb of holding leads in: 举行恢复协商后的会谈. */
const HELD = /(?:举行|进行|开展|展开)了?[^，。；：]{0,16}$/
/** A talk that two sides hold: 甲与乙举行座谈会. */
const HELD_BY_TWO =
  /[与同和](?:(?!要求|建议|同意|介绍|希望|提议)[^，。；]){1,50}(?:举行|召开|进行|开展|展开)了?[^，。；：]{0,16}$/

/** Does somebody take part in a visit, or in something else (参加考察或座谈), or in a talk that two sides hold? */
function isAttended(text: string, word: string, from: number, to: number): boolean {
  if (word === '座谈') return text.startsWith('会', to) && HELD_BY_TWO.test(text.slice(Math.max(0, from - 80), from))
  return text.charAt(to) === '或' && word.startsWith('参加')
}

function verbsOf(text: string, marks: Marks, start: number, end: number, busy: Uint8Array): Verb[] {
  const verbs: Verb[] = []
  let free = start
  /** How many quotations are open before `at`. */
  let [depth, at] = [0, start]
  for (let i = marks.from[start]; i < marks.from[end]; i++) {
    if ((marks.kinds[i] & ACT) === 0 || marks.starts[i] < free) continue
    let best = i
    while (best + 1 < marks.from[marks.starts[i] + 1]) {
      if ((marks.kinds[best + 1] & ACT) === 0) break
      best++
    }
    const [from, to] = [marks.starts[best], marks.ends[best]]
    const { act: told, word } = marks.entry(best)
    const act = word === '见证' ? witnessing(text, to) : isAttended(text, word, from, to) ? 'attend' : told
    for (; at < from; at++) {
      const unit = text.charCodeAt(at)
      if (OPENING.has(unit)) depth++
      else if (depth > 0 && CLOSING.has(unit)) depth--
    }
    if (act === null || depth > 0 || busy[from] !== 0 || partsWord(text, from)) continue
    free = to
    verbs.push({ act, word, start: from, end: to })
  }
  return verbs
}

/** A signing spoken of, not told: 对签署协议表示祝贺, 以签署协议为契机. */
const NOMINAL_SIGNING =
  /(?:[对以为就自拟]|去年|前年|此前|随着|推动|根据|关于|[本此这]次|见证[^，。；]{0,24}|协议|备忘录|合同|项目)$/

/** What goes before something that is not done yet (将于近日赴某州考察). */
const TO_COME = /^(?:一行)?(?:还|也|即)?将(?!军)[^，。；]{0,16}$/

/** An exhibition, to which one goes as to any occasion; not its rooms, nor 展 of another word. */
const SHOW = pattern(
  '',
  `^了?[^，。；、]{0,16}(?<![发会拓])(?:展览|${wordsOf(EVENT_HEADS.expo).join('|')})(?![览馆区厅台位室示品陈演]|中心)`,
)
/** Does somebody go round an exhibition? */
function isShow(text: string, { word, end }: Verb): boolean {
  return word === '参观' && SHOW.test(text.slice(end, end + 24))
}

/** An occasion that one takes part in; in a trade or a study one does not attend. */
const OCCASION =
  /^了?[^，。；]{0,24}?(?:活动|会(?![社员计所])|仪式|[开闭]幕式|论坛|[竞比大联]赛|讨论|分享|座谈|采访|展览|展会|画展|[之国]行|[令训]营|节(?![能点约]))/

/** Whom one brings along to where one goes, and is their leader: 携…一行访问, 带着二十人的队伍赶来. */
const TAKES = pattern(
  '',
  '^(?![手带程])[^，。；]{2,40}?(?:一行|等[^，。；]{0,8}|企业|客商|团|代表(?!作|性)|师生|[\\d十百][余多]?[人名位])[^，。；]{0,8}?',
  '(?:来|赴|前往|访问|参加|出席|亮相|走进|抵达|到访|参展|考察)',
)
const BRINGS = pattern(
  '',
  '^[^，。；的《“]{0,16}?(?:的?队伍|的?团组|团队|(?:代表|考察|访问|交流|参展|经贸|[演剧乐歌舞商])团|[\\d十百][余多]?[人名位](?:的队伍|的团组)?|企业家|客商|师生)',
  '(?=[，。；]|[^，。；的]{0,12}(?:来|赴|前往|到|参会|与会|参加|参展|出席|访问|考察))',
)

/** Verbs of saying that tell of others behind 被, 受到 or 没有. */
const PASSIVE = new Set(['回答', '表态', '提及', '赞扬', '谴责', '各抒己见', '主讲'])
const UNDERGONE = /(?:没有?|[未不]|拒绝|被|受到?|遭到?|得到|获得?|等待|的)[^，。；]{0,3}$/

const BRINGING = new Set(['携', '带着', '带了', '带来', '带来了'])

/** Are people brought along, by whoever is named right before? */
function isBringing(text: string, { word, start, end }: Verb, name: number): boolean {
  if (start - name > 2 || text.slice(name, start).includes('，')) return false
  return (word === '携' ? TAKES : BRINGS).test(text.slice(end, end + 44))
}

/** Who is told something that goes on behind: 告诉代表团，…. */
const TOLD_TO = /^[^，。；：怎如何要去]{1,6}[，：]/

/** Is the word really that verb, behind a name that ends at a place? Right behind it 率 is (甲某利率团). */
function holds(text: string, verb: Verb, name: number): boolean {
  const named = name === verb.start
  const after = text.slice(verb.end, verb.end + 8)
  const before = text.slice(Math.max(0, verb.start - 6), verb.start)
  if (NOUN_AFTER[verb.act]?.test(after) === true && !(verb.act === 'sign' && /^[后]/.test(after))) return false
  if (verb.word === '与会' && /^(?:长|人|嘉|代|专|各|双|领|同志|企|客|者|的|学)/.test(after)) return false
  if (verb.act !== 'speak' && TO_COME.test(text.slice(Math.max(name, verb.start - 20), verb.start))) return false
  if (verb.act === 'sign' && NOMINAL_SIGNING.test(text.slice(Math.max(0, verb.start - 26), verb.start))) return false
  if (sayingBeforeWords.has(verb.word) && !/^[，：“]/.test(after)) return false
  if (
    verb.act === 'present' &&
    /(?:[作做]|进行)了?[^，。；]{0,10}$/.test(text.slice(Math.max(0, verb.start - 14), verb.start))
  )
    return true
  if (verb.word === '说' && (/[小传学据听]$/.test(before) || after.startsWith('明'))) return false
  if (isShow(text, verb)) return false
  if (BRINGING.has(verb.word)) return isBringing(text, verb, name)
  if (verb.word === '参与' && !OCCASION.test(text.slice(verb.end, verb.end + 30))) return false
  if (verb.act === 'perform' && /观看|欣赏|观赏|组织|举办|举行/.test(before)) return false
  if (verb.act === 'chair' && before.endsWith('(')) return false
  if (verb.word === '在座' && /^[谈无位椅次标]/.test(after)) return false
  if (verb.word === '告诉' && (!TOLD_TO.test(after) || /[没未不别]有?$/.test(before))) return false
  if (verb.word === '称' && /[名简职尊号宣堪自]$/.test(before)) return false
  if (verb.word === '率' && ((!named && /[效频比速利税概增]$/.test(before)) || after.startsWith('先'))) return false
  if (verb.word === '报告') return /(?:作|做|带来)[^。；]*$/.test(text.slice(Math.max(0, verb.start - 160), verb.start))
  if (verb.word === '座谈' || verb.word === '会谈') {
    if (HELD.test(text.slice(Math.max(0, verb.start - 24), verb.start))) return true
    if (/(?:干部|群众|居民|村民|师生|工作者|职工|员工)$/.test(before)) return false
  }
  if (verb.word === '讲话' && (after.startsWith('精神') || /(?:的|重要|书记|系列|学习)$/.test(before))) return false
  if (verb.word === '看来' && !(named && /在[^。；]{2,44}$/.test(text.slice(Math.max(0, verb.start - 46), verb.start))))
    return false
  if (PASSIVE.has(verb.word) && UNDERGONE.test(before)) return false
  if (['meet', 'inspect', 'sign', 'present'].includes(verb.act) && OBJECT_BEFORE.test(before)) return false
  if (
    verb.act === 'inspect' &&
    /(?:[向对给]|为(?!期))[^，。]*$|陪同(?!下|之下)[^，。；]{1,20}$/.test(
      text.slice(Math.max(name, verb.start - 24), verb.start),
    )
  )
    return false
  if (isOfGuests(text, verb)) return false
  return !isCall(text, verb) && !isRelative(text, verb)
}

/** Words for guests and their coming that are welcomed or thanked: 欢迎客人来访, 对客人参加会议表示欢迎. */
const WELCOMED = /(?:欢迎|感谢|(?<![受应])邀请)[^，。；]{0,30}$/
const TOWARDS = /对[^，。；]{0,30}$/
const THANKED = /^[^，。；]{0,40}表示[^，。；]{0,8}(?:欢迎|感谢|祝贺|敬意)/

/** Is it what guests do, welcomed or thanked for it by the one who speaks? */
function isOfGuests(text: string, { act, start, end }: Verb): boolean {
  if (act !== 'attend' && act !== 'inspect' && act !== 'sign') return false
  const before = text.slice(Math.max(0, start - 34), start)
  return (act !== 'sign' && WELCOMED.test(before)) || (TOWARDS.test(before) && THANKED.test(text.slice(end, end + 60)))
}

/** What is called on, and gone about in no sense: an institution behind 访问, or before it behind 到. */
const CALLED_ON = /^(?:交流)?了?[^，。；、]{0,14}?(?:大学|学院|[我本该学]校|公司|集团|政府|医院|研究院)/
const CALLED_AT = /[到赴来][^，。；]{0,14}(?:大学|学院|校|公司|集团|医院|研究院)(?:进行)?$/

/** Does 访问 mean a call on an institution, and no visit to a place? */
function isCall(text: string, { word, start, end }: Verb): boolean {
  if (word !== '访问') return false
  return CALLED_ON.test(text.slice(end, end + 20)) || CALLED_AT.test(text.slice(Math.max(0, start - 20), start))
}

/** What is heard is said or told by others (听取了工作汇报). */
const HEARD = /(?:听[取了完]|[倾聆]听)[^，。；：并后时]{0,24}$/

/** What goes before those who did what a verb tells: 参加考察的有, 出席的领导还有：. */
const NAMES_OTHERS = /(?:还有|的有|有|包括)：?$/

const NO_ACTS: ReadonlySet<Act> = new Set()

/** What is presented behind 介绍. */
const PRESENTED = pattern(
  '',
  '^了?[^。；]{0,70}?(?:情况|概况|[省市县区州校]情|校史|主旨|近况|现状|经验|做法|成果|成就|进展|变化|概貌|面貌|历史|历程|沿革|规划|思路|构想|定位|布局|',
  '特色|举措|措施|政策|优势|工作|亮点|条件|环境|形势|需求|学科|成效|内容|计划|方案|背景|安排|资源|特点)',
)

/** A clause of time that ends where its subject is named. */
const AFTERWARDS = /^[^，。；：“”]{0,24}(?:[之以]?后|完毕|(?<!同)时)，$/
/** What may stand before the verb of such a clause: a day, a place, how it was done. */
const OPENS_TIME = pattern(
  '',
  '^“?(?:(?:\\d{1,2}月)?\\d{1,2}日)?(?:当[天日]|随后|[上下]午|会前|会后)?，?',
  '(?:[在于][^，。；：“”的与和同]{1,14})?(?:实地|认真|详细|一路)?$',
)
/** What makes the verb of such a clause a part of a noun, or tells what others did then. */
const OF_OTHERS = /^(?:团|组|者|员|学者|报告|量|金|站)|离开|发布|结束|回国|入座|突破/

/** The state of one sentence while its items are read in order. */
class Sentence {
  readonly found: ActFound[] = []
  private subjects: Mention[] = []
  private aside: Mention[] = []
  private open = false
  private objectOf: Verb | null = null
  private objectEnd = 0
  private object: Mention | null = null
  private orphan: Verb | null = null
  private listing = false
  /** How many subjects stand before 与 or 同, whose other side leads the guests. */
  private hosts = 0
  private lastVerbEnd = 0
  private ledFrom = -1
  private reported = false
  private given = NO_ACTS
  private givenTo: readonly Mention[] = []
  private readonly text: string
  private readonly start: number

  constructor(text: string, start: number) {
    this.text = text
    this.start = start
  }

  /** Reads its people and verbs in order of place. */
  read(people: readonly Mention[], verbs: readonly Verb[], end: number): void {
    let next = 0
    for (const verb of verbs) {
      while (next < people.length && people[next].start <= verb.start) this.person(people[next++], end)
      const guest = people[next] as Mention | undefined
      if (guest !== undefined && this.isOfGuest(verb, guest)) {
        this.give(guest, verb, 'R34')
        continue
      }
      if (verb.word === '介绍') this.introduce(verb.start, verb.end)
      else this.verb(verb, this.text.slice(verb.end, verb.end + 4))
    }
    while (next < people.length) this.person(people[next++], end)
  }

  /** Whom a pronoun of the next sentence means: the one subject of this one. */
  get leading(): Mention | null {
    return this.subjects.length === 1 ? this.subjects[0] : null
  }

  person(mention: Mention, end: number): void {
    const before = this.text.slice(Math.max(0, mention.from - 2), mention.from)
    if (this.text.startsWith('总书记', mention.end)) {
      this.reported = true
      return
    }
    if (this.reported && !/[，；。“”]$/.test(before)) return
    if (
      /[受应]$/.test(before) &&
      /^(?:的?(?:委托|邀请|盛[情邀])|之[邀托])/.test(this.text.slice(mention.to, mention.to + 4))
    )
      return
    const { objectOf } = this
    const lead = this.text.slice(this.objectEnd, mention.from)
    const others = lead === '，' && COMPANY.test(this.text.slice(mention.to, end))
    if (objectOf !== null && OBJECT_LEAD.test(lead) && !others) {
      this.give(mention, objectOf, 'R34')
      this.objectEnd = mention.to
      this.object = mention
      return
    }
    this.objectOf = null
    if (this.isObject(mention, before)) return
    const { orphan } = this
    if (orphan !== null && this.subjects.length === 0 && this.isDoneBefore(orphan, mention)) {
      this.give(mention, orphan, 'R32')
      this.orphan = null
    }
    if (
      (orphan?.act === 'attend' || orphan?.act === 'accompany' || orphan?.act === 'inspect') &&
      (this.listing || [mention.from, mention.start].some((at) => NAMES_OTHERS.test(this.text.slice(at - 3, at))))
    ) {
      this.listing = true
      this.give(mention, orphan)
    }
    if (
      before.endsWith('在') &&
      /^[^。；]{0,60}?(?:陪同|见证|主持|率领|带领)(?:之?下|，)/.test(this.text.slice(mention.end, end))
    ) {
      this.aside = [...this.subjects]
      this.subjects = [mention]
      this.open = true
      return
    }
    if (this.isHeardFrom(mention)) {
      this.subjects = [mention]
      this.hosts = 0
    } else if ((this.open && !this.hasDone(mention)) || this.isLed(mention)) {
      const last = this.subjects[this.subjects.length - 1]
      if (GUESTS_BEHIND.test(this.text.slice(last.to, mention.from))) this.hosts = this.subjects.length
      this.subjects.push(mention)
    } else {
      this.subjects = [mention]
      this.hosts = 0
    }
    this.open = true
    this.reported = false
  }

  verb(verb: Verb, next: string): void {
    if (this.reported) return
    if (this.object !== null && this.object.to === verb.start) {
      this.give(this.object, verb)
      return
    }
    if (this.subjects.length === 0) {
      this.orphan ??= verb
      return
    }
    const last = this.subjects[this.subjects.length - 1]
    if (wishes.has(verb.word) && last.to !== verb.start && !/^[，：]/.test(next) && !this.goesOn(last, verb)) return
    if ((verb.act === 'present' || verb.act === 'speak') && this.isHeard(last, verb.start)) return
    const under = next.startsWith('下') || next.startsWith('之下')
    const given = under || !holds(this.text, verb, last.to)
    if (under && ['accompany', 'witness', 'chair', 'lead'].includes(verb.act)) {
      this.giveAll(verb, 'R33')
      this.subjects = this.aside
      this.open = this.aside.length > 0
      return
    }
    if (given) {
      if (isShow(this.text, verb)) this.open = false
      return
    }
    if (!this.reaches(verb.start)) return
    if (verb.act === 'lead' && next.startsWith('的') && this.hosts > 0) {
      for (const guest of this.subjects.slice(this.hosts)) this.give(guest, verb)
      return
    }
    if (verb.act === 'accompany' && this.hosts > 0) {
      for (const host of this.subjects.slice(0, this.hosts)) this.give(host, verb)
    } else this.giveAll(verb)
    this.open = false
    this.lastVerbEnd = verb.end
    this.ledFrom = verb.act === 'lead' ? verb.end : -1
    this.objectOf = verb.act === 'meet' && !/^[，。；]/.test(next) ? verb : null
    this.objectEnd = verb.end
    if (verb.act === 'speak') {
      if (!/话|辞|词|言|演讲/.test(verb.word) && /^(?:道?[，：“])/.test(next)) this.reported = true
    }
  }

  /**
   * Is somebody named behind a verb of the clause's subject (甲转达了乙的问候) or addressed (对乙表示欢迎)? Not so where
   * 和 or 与 joins the two.
   */
  private isObject(mention: Mention, before: string): boolean {
    if (this.subjects.length === 0) return false
    if (/[对向给]$/.test(before)) return true
    const between = this.text.slice(this.subjects[this.subjects.length - 1].to, mention.from)
    return between.length > 1 && !/[，。；：、“”\n]/.test(between) && /(?:转达|代表|感谢|受|应)了?$/.test(between)
  }

  /** Does a clause of its own stand between the last subject and somebody (甲和乙共同为…揭牌，丙…)? */
  private hasDone({ from }: Mention): boolean {
    const last = this.subjects[this.subjects.length - 1] as Mention | undefined
    return last !== undefined && DONE.test(this.text.slice(last.to, from))
  }

  /** Did somebody do what a clause of time tells that opens the sentence before the name (参观码头后，甲说)? */
  private isDoneBefore({ act, word, start, end }: Verb, { from }: Mention): boolean {
    if (!(act === 'inspect' || (act === 'attend' && /^(?:参加|出席|列席|参与)/.test(word)))) return false
    const behind = this.text.slice(end, from)
    if (!AFTERWARDS.test(behind) || OF_OTHERS.test(behind) || (act === 'attend' && !OCCASION.test(behind))) return false
    return OPENS_TIME.test(this.text.slice(this.start, start))
  }

  /** Does the subject hear what is told by somebody (听取市长甲的汇报)? */
  private isHeardFrom({ from }: Mention): boolean {
    return this.subjects.length > 0 && /听取了?$/.test(this.text.slice(from - 3, from))
  }

  /** Is it something that the subject hears from others? */
  private isHeard({ to }: Mention, at: number): boolean {
    return HEARD.test(this.text.slice(Math.max(to, at - 28), at))
  }

  /** Is it one of those whom the subject leads and does the rest with (甲率乙、丙赴某市考察)? */
  private isLed({ from }: Mention): boolean {
    return this.ledFrom === from && this.subjects.length > 0
  }

  /** Does a wish go on, behind a comma, with what its subject said (对…表示感谢，希望…)? */
  private goesOn({ to }: Mention, { start }: Verb): boolean {
    return (
      /[，并]$/.test(this.text.slice(to, start)) && COURTESY.test(this.text.slice(Math.max(to, start - 120), start))
    )
  }

  /** Is it told of the guest named behind it, who is met (与来访的甲会谈, 会见前来参加会议的甲)? */
  private isOfGuest({ start, end }: Verb, guest: Mention): boolean {
    const between = this.text.slice(end, guest.from)
    if (this.subjects.length === 0 || !/^[^，。；]{0,40}的$/.test(between)) return false
    const before = this.text.slice(Math.max(this.subjects[this.subjects.length - 1].to, start - 16), start)
    if (/(?:会见|接见|会晤)了?前?来[㐀-鿿]{0,2}$/.test(before)) return true
    return /^[^、]{0,17}$/.test(between) && /(?:[与和同]|会见了?|接见了?|会晤了?)[^，。；]{0,12}$/.test(before)
  }

  /** 介绍: with 情况 behind it presenting, with a quotation speaking. */
  introduce(start: number, end: number): void {
    if (this.subjects.length === 0 || this.reported) return
    const after = this.text.slice(end, end + 60)
    const last = this.subjects[this.subjects.length - 1]
    if (this.isHeard(last, start)) return
    const within = /(?:致辞|讲话|发言|演讲)[中时]/.test(this.text.slice(last.to, start))
    const quoted = this.text.charAt(last.from - 1) === '”' && after.startsWith('。')
    const given = /(?:进行|作|做)了?[^，。；]{0,6}$/.test(this.text.slice(Math.max(last.to, start - 12), start))
    const matter = given && PRESENTED.test(this.text.slice(Math.max(last.to, start - 70), start))
    const speaks = within || quoted || (!matter && /^[说称道]?[，：]/.test(after))
    const presents = matter || PRESENTED.test(after)
    if ((!speaks && !presents && !given) || !(given || this.reaches(start))) return
    const act: Act = speaks ? 'speak' : 'present'
    this.giveAll({ act, word: '介绍', start, end }, 'R35')
    this.open = false
    if (speaks) {
      this.reported = true
    }
  }

  /** Do the subjects reach a verb: is nothing but adverbs between it and the comma before it, or no comma at all? */
  private reaches(at: number): boolean {
    const last = this.subjects[this.subjects.length - 1]
    const gap = this.text.slice(Math.max(this.lastVerbEnd, last.to), at)
    const comma = gap.lastIndexOf('，')
    const rest = gap.slice(comma + 1)
    return (
      comma < 0 ||
      (LIGHT.test(rest) && !rest.includes('其')) ||
      (this.open && REST_OF_LIST.test(rest) && !/[把从其]/.test(rest))
    )
  }

  /** Gives a verb to all subjects; to those of a long list each act once, so that cost stays linear. */
  private giveAll(verb: Verb, rule = 'R30'): void {
    if (this.subjects !== this.givenTo) {
      this.givenTo = this.subjects
      this.given = NO_ACTS
    }
    if (this.subjects.length > 16) {
      if (this.given.has(verb.act)) return
      this.given = new Set([...this.given, verb.act])
    }
    for (const subject of this.subjects) this.give(subject, verb, rule)
  }

  private give(mention: Mention, { act, start, end }: Verb, rule = 'R30'): void {
    this.found.push({ name: mention.name, act, start, end, rule })
  }
}

/** A name that opens a paragraph with a colon behind it speaks what follows. Rule: [R46]. */
function announced(text: string, start: number, here: readonly Mention[]): ActFound | null {
  const [first] = here
  if (first === undefined || first.from !== start || (start > 0 && text.charAt(start - 1) !== '\n')) return null
  return text.charAt(first.to) === '：'
    ? { name: first.name, act: 'speak', start: first.to, end: first.to + 1, rule: 'R46' }
    : null
}

/** What leads a quotation in behind whoever says it (甲感触颇深：“…”), and what follows whom one stands before (”甲感叹。). */
const LEADS_QUOTE = /^[^，。；：“”\n写印评题展称名的]{1,12}：“/
const ENDS_QUOTED = /^[^，。；：“”\n的]{1,10}。/
const QUOTED = /[。！？…]”$/

/** A whole sentence quoted at the end of what is told of one person (甲赞不绝口，“…。”). */
const QUOTES_LAST = /[，：]“[^“”]{8,240}[。！？…]”$/

/** A quotation right behind somebody, or right before, with no verb of saying that is known. Rule: [R46]. */
function speakerBy(text: string, end: number, { name, from, to }: Mention): ActFound | null {
  const leads = LEADS_QUOTE.exec(text.slice(to, Math.min(end, to + 16)))
  const ends = QUOTED.test(text.slice(from - 2, from)) ? ENDS_QUOTED.exec(text.slice(to, to + 14)) : null
  const words = (leads ?? ends)?.[0]
  return words === undefined ? null : { name, act: 'speak', start: to, end: to + words.length - 1, rule: 'R46' }
}

/** A whole sentence quoted at the end of what is told of somebody who is not yet said to speak. Rule: [R46]. */
function quotedLast(text: string, end: number, { name, to }: Mention): ActFound | null {
  const from = Math.max(to, end - 244)
  const last = QUOTES_LAST.exec(text.slice(from, end).trimEnd())
  if (last === null) return null
  return { name, act: 'speak', start: from + last.index, end: from + last.index + 2, rule: 'R46' }
}

/** What may stand between a quotation and whoever said it: a day. */
const BEFORE_QUOTED = /^(?:(?:\d{1,2}月)?\d{1,2}日[^，。；：“”\n]{0,4}，|(?:近日|日前)，)?$/
/** No longer quotation is looked back over. */
const LONGEST_QUOTE = 300

/** Whoever is named right behind a whole sentence quoted that opens its paragraph has said it. Rule: [R46]. */
function quotedBefore(text: string, start: number, { name, from }: Mention): ActFound | null {
  if (!QUOTED.test(text.slice(Math.max(0, start - 2), start))) return null
  const first = Math.max(0, start - LONGEST_QUOTE)
  const opens = first + text.slice(first, start - 1).search(/“[^“”\n]{8,}$/)
  if (opens < first || (opens > 0 && text.charAt(opens - 1) !== '\n')) return null
  return BEFORE_QUOTED.test(text.slice(start, Math.min(from, start + 30)))
    ? { name, act: 'speak', start: start - 1, end: start, rule: 'R46' }
    : null
}

const OPENS_COMING = new Characters('，。；：“”\n来回赴到往')
/** What somebody has come for, told before their post and name: 率团参会的某市副市长甲, 参加论坛的乙. */
const COME_FOR = pattern(
  '',
  '(?:^|[，。；：“”\\n来回赴到往])(率[团队][^，。；：、“”\\n]{0,14})?',
  '(?:应邀|专程|正在|此次|首次|再次|多次|连续[^，。；：、“”\\n]{1,4}次|第[一二三四五六七八九十]+次)?',
  '(?:(?:参加|出席|列席|参与|莅临)([^，。；：、“”\\n]{1,24})|(?:参会|参展|与会))?的$',
)

/** What one may take part in that is a way to go round. */
const GOING_ROUND = /^(?:走访|考察|调研|参观|参访)(?:慰问|活动)?$/
const OPENS_CLAUSE = new Characters('，。；：“”\n')

/** What opens the clause right before the posts of somebody who is there (与会专家甲), or with others (随行的某局局长甲). */
function thereBefore(text: string, start: number, at: number): Act | null {
  const there = text.startsWith('与会', at - 2) || text.startsWith('参会', at - 2)
  if (there) return at - 2 === start || OPENS_CLAUSE.at(text, at - 3) ? 'attend' : null
  return text.startsWith('随行的', at - 3) ? 'accompany' : null
}

/** Acts told of somebody by what they have come for. Rule: [R32]. */
function comeFor(text: string, start: number, { name, from }: Mention): ActFound[] {
  const there = thereBefore(text, start, from)
  if (there !== null) return [{ name, act: there, start: from - 2, end: from, rule: 'R32' }]
  if (text.charAt(from - 1) !== '的') return []
  const first = Math.max(start, from - 44)
  const match = COME_FOR.exec(text.slice(first, from))
  if (match === null || (match.index === 0 && first > start && !OPENS_COMING.at(match[0], 0))) return []
  const [words, leads, occasion] = match
  const at = first + match.index + words.length - words.trimStart().length
  const done = (act: Act): ActFound => ({ name, act, start: at, end: from - 1, rule: 'R32' })
  const attends = /参|出席|列席|莅临|与会/.test(words) && (occasion === undefined || OCCASION.test(occasion))
  const inspects = occasion !== undefined && GOING_ROUND.test(occasion)
  return [
    ...(leads === undefined ? [] : [done('lead')]),
    ...(attends ? [done('attend')] : inspects ? [done('inspect')] : []),
  ]
}

const NOBODY: readonly Mention[] = []
const OPENS_PRONOUN = new Characters('“他她')
/** What tells behind a name that somebody comes with others. */
const COMING = /^一行[^，。；]{0,10}?(?:来|到|赴|访问|拜访)/
const RECEIVED = /会见了?(?:来访|到访|前来)?[^，。；]{0,12}?(?:客人|来宾|代表团|考察团|一行)/

/** Every act of the flow's people, in order. Rules: [R30]–[R38]. */
export function actsOf(text: string, marks: Marks, mentions: readonly Mention[]): ActFound[] {
  const found: ActFound[] = []
  const busy = bytes(text.length + 1)
  for (const { from, to } of mentions) busy.fill(1, from, to)
  /** Those who came, and were not yet said to be received. */
  const guests = new Set<string>()
  let last: Mention | null = null
  let next = 0
  for (let start = 0; start < text.length; ) {
    const end = sentenceEnd(text, start)
    const first = next
    while (next < mentions.length && mentions[next].start < end) next++
    const here = first === next ? NOBODY : mentions.slice(first, next)
    const pronoun = OPENS_PRONOUN.at(text, start) && /^[“]?[他她](?!们)/.test(text.slice(start, start + 2))
    const meant = pronoun && here.every((mention) => mention.start > start) ? last : null
    if (meant === null && here.length === 0 && guests.size === 0) {
      start = end
      continue
    }
    const sentence = new Sentence(text, start)
    if (meant !== null) sentence.person({ ...meant, from: start, start, end: start + 1, to: start + 1 }, end)
    sentence.read(here, verbsOf(text, marks, start, end, busy), end)
    for (const one of sentence.found) {
      found.push(one)
      if (one.act === 'inspect' || one.act === 'lead') guests.add(one.name)
    }
    for (const { name, to } of here)
      if (text.startsWith('一行', to) && COMING.test(text.slice(to, to + 16))) guests.add(name)
    const received = guests.size === 0 ? null : RECEIVED.exec(text.slice(start, end))
    if (received !== null) {
      const at = start + received.index
      for (const name of guests) found.push({ name, act: 'meet', start: at, end: at + 2, rule: 'R34' })
      guests.clear()
    }
    const [lone] = here
    const silent = !sentence.found.some(({ act }) => act === 'speak')
    const beside = sentence.found.length === 0 ? speakerBy : quotedLast
    const told = here.length === 1 && silent ? (beside(text, end, lone) ?? quotedLast(text, end, lone)) : null
    const before = silent && lone !== undefined ? quotedBefore(text, start, lone) : null
    const speaker = announced(text, start, here) ?? told ?? before
    if (speaker !== null) found.push(speaker)
    for (const one of here) found.push(...comeFor(text, start, one))
    if (here.length > 0) last = sentence.leading ?? last
    start = end
  }
  return inOrder(found)
}

/** What a sentence may end at, and the quotes that keep it open. */
const STOPS = new Characters('“”。！？\n')

/** The end of the sentence that begins at `start`: after 。！？ and closing quotes, or the paragraph's end. */
export function sentenceEnd(text: string, start: number): number {
  let depth = 0
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (!STOPS.has(code)) continue
    if (code === 0x201c) depth++
    else if (code === 0x201d && depth > 0) depth--
    else if (code === 10) return i + 1
    else if (code === 0x3002 || code === 0xff01 || code === 0xff1f) {
      let end = i + 1
      while (end < text.length && '”’)』」'.includes(text.charAt(end))) end++
      if (depth === 0 || end > i + 1) return end
    }
  }
  return text.length
}

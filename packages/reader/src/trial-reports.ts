/**
 * For trials: reports to lay pages out from, composed of frames with invented names, or made of a text whose headlines
 * are taken from its own sentences.
 */
import type { Dice } from './trial-dice.ts'

/** A report before it is laid out: headlines by role, paragraphs, and the byline where it has a line of its own. */
export interface Report {
  readonly id: string
  readonly kicker: readonly string[]
  readonly headline: readonly string[]
  readonly deck: readonly string[]
  readonly paragraphs: readonly string[]
  readonly byline: string | null
}

/** The frames of one topic, by kind. */
export interface Topic {
  readonly name: string
  readonly frames: ReadonlyMap<string, readonly string[]>
}

const PROVINCES: readonly (readonly [string, readonly string[]])[] = [
  ['霁原', ['琮宁', '瑄河', '榆芷']],
  ['翎川', ['璟安', '珩溪', '苇渡']],
  ['汐岭', ['砚浦', '澜屿', '蓼湾']],
  ['朔泽', ['堃阳', '雁坪', '榷溪']],
  ['沅麓', ['澧桥', '菱湾', '枫垭']],
  ['岚汀', ['沁埠', '栎城', '鹭滩']],
]
const SURNAMES = '贺温乔蔺邵柏陶苗戚谷尹闵荀晏甄窦蓝项康靳卞史倪颜伍岑宗聂段米祝巫瞿庞沙安路费方洪尚骆时'
const GIVEN = '云廷岱知青维远怀一若平序松夏禾峦均疆瑾鸣川柯静澜望舒砚农溪桥思源兰亭东篱长风如白亦澄步凌霄秋声'
const POSTS = ['{R}委书记', '{R}副省长', '{R}商务厅厅长', '{R}科学技术厅副厅长', '{C}委书记', '{C}市长', '{C}副市长']
const LOCAL_POSTS = ['{C}委书记', '{C}市长', '{C}副市长', '{C}政府秘书长']
const OUTLETS = ['霁原日报', '翎川日报', '汐岭晚报', '琮宁新闻网']

/** Reads the frames of all topics: `topic:` opens one, further lines are `kind: frame`. */
export function topicsOf(frames: string): Topic[] {
  const topics: { name: string; frames: Map<string, string[]> }[] = []
  for (const line of frames.split('\n')) {
    const [, kind, words] = /^(\w+): (.+)$/.exec(line) ?? []
    if (kind === undefined) continue
    if (kind === 'topic') topics.push({ name: words, frames: new Map() })
    else topics.at(-1)?.frames.set(kind, [...(topics.at(-1)?.frames.get(kind) ?? []), words])
  }
  return topics
}

function nameOf(dice: Dice): string {
  const given = dice.some(Array.from(GIVEN), dice.chance(0.75) ? 2 : 1)
  return dice.one(Array.from(SURNAMES)) + given.join('')
}

/** What the frames of one report speak of, which begins in a province. */
function castOf(topic: Topic, home: number, dice: Dice): Map<string, string> {
  const local = topic.frames.get('cooperation')?.[0] === 'no'
  const [a, own] = PROVINCES[home]
  const [b, others] = dice.one(PROVINCES.filter(([name]) => name !== a))
  const [p, q] = [dice.one(own), dice.one(others)]
  const cast = new Map(Object.entries({ a, b, p, q, A: `${a}省`, B: `${b}省`, P: `${p}市`, Q: `${q}市` }))
  const day = dice.between(10, 18)
  cast.set('day', `5月${day}日`).set('d', `${day}日`)
  cast.set('t', dice.one(topic.frames.get('things')?.[0].split('|') ?? []))
  for (const i of [1, 2, 3, 4]) {
    const name = nameOf(dice)
    const atHome = local || i % 2 === 1
    const post = dice.one(local ? LOCAL_POSTS : POSTS)
    const where = post.replace('{R}', atHome ? `${a}省` : `${b}省`).replace('{C}', atHome ? `${p}市` : `${q}市`)
    cast.set(`n${i}`, name).set(`s${i}`, where + name)
  }
  return cast
}

/** A frame filled; a number or a choice that is asked for again is the same in the whole report. */
function filled(frame: string, cast: Map<string, string>, dice: Dice): string {
  return frame.replace(/\{([^{}]+)\}/g, (_, slot: string) => {
    const [, least, most] = /^(\d+)-(\d+)$/.exec(slot) ?? []
    const words = cast.get(slot) ?? (least === undefined ? dice.one(slot.split('|')) : `${dice.between(+least, +most)}`)
    cast.set(slot, words)
    return words
  })
}

/** Sentences put together to paragraphs. */
function paragraphed(sentences: readonly string[], dice: Dice): string[] {
  const paragraphs: string[] = []
  for (let at = 0; at < sentences.length; ) {
    const size = dice.between(1, 3)
    paragraphs.push(sentences.slice(at, at + size).join(''))
    at += size
  }
  return paragraphs
}

/** Puts the reporter where reports have one: a dateline, brackets at the end, a line of its own, or nowhere. */
function signed(paragraphs: string[], place: string, dice: Dice): string | null {
  const outlet = dice.one(OUTLETS)
  const [one, two] = [nameOf(dice), nameOf(dice)]
  const last = paragraphs.length - 1
  const who = dice.chance(0.3) ? `${one} ${two}` : one
  switch (dice.between(0, 7)) {
    case 0:
      paragraphs[0] = `本报讯（记者　${who.replace(' ', '　')}）${paragraphs[0]}`
      return null
    case 1:
      paragraphs[0] = `${outlet}${place}5月18日电（记者 ${who}）${paragraphs[0]}`
      return null
    case 2:
      paragraphs[last] = `${paragraphs[last]}（${outlet}记者 ${who}）`
      return null
    case 3:
      paragraphs[last] = `${paragraphs[last]}（完）`
      return null
    case 4:
    case 5:
      return `${dice.one([outlet, '本报', '□ 本报'])}记者 ${who}`
    default:
      return null
  }
}

/** A report composed of a topic's frames: some of its sentences, spoken of one cast. */
function composed(topic: Topic, home: number, dice: Dice): Report {
  const cast = castOf(topic, home, dice)
  const of = (kind: string): readonly string[] => topic.frames.get(kind) ?? []
  const fill = (frame: string): string => filled(frame, cast, dice)
  const decks = dice.some(of('deck'), dice.one([0, 1, 1, 2]))
  const kickers = dice.chance(0.4) ? dice.some(of('kicker'), 1) : []
  const quoted = dice.chance(0.7) ? kickers.map((words) => `正如{n2}所说，${words.replace(' ', '，')}。`) : []
  const lines = [...quoted, ...dice.some(of('line'), dice.between(2, 11))]
  const sentences = [dice.one(of('lead')), ...dice.some(lines, lines.length)].map(fill)
  const paragraphs = paragraphed(sentences, dice)
  const byline = signed(paragraphs, cast.get('p') ?? '', dice)
  return {
    id: `${topic.name}-${cast.get('a')}-${cast.get('t')}`,
    kicker: kickers.map(fill),
    headline: [fill(dice.one(of('headline')))],
    deck: decks.map(fill),
    paragraphs,
    byline,
  }
}

const DATELINE = /^[^，。]{0,30}?(?:[讯电]\s*(?:[（(][^）)]{2,40}[）)])?|[（(][^）)]{2,40}[）)])\s*/
const OPENING_TIME =
  /^(?:当地时间)?(?:.{0,6}年)?(?:\d+月)?(?:\d+日(?:至\d+日)?|昨天|近日|日前|当天|会上|其中)(?:上午|下午|晚|傍晚)?/
const TOLD = /举行|召开|签署|签订|签约|开幕|启动|考察|开展|合作|共建|达成|推动|落户|发布|介绍|公布|开行|推介|举办/

/** A clause made short as headlines are: no time, no brackets, no filling words. */
function shortened(clause: string): string {
  return clause
    .replace(/[（(][^）)]*[）)]?|[）)]|【.*$/g, '')
    .replace(OPENING_TIME, '')
    .replace(/日前|当天|共同|正式|隆重|先后|分别|近年来|据悉|据了解|近日|。|”$|^“(?=[^”]*$)/g, '')
    .trim()
}

/** Lines of the web page that a text was on, which no newspaper prints. */
const WEB = /^您当前的位置|https?:\/\/|^广告$/
/** What closes a sentence, or a part of one; a dateline. */
const CLOSES = /[。！？…；：，）)】][”’"」』]?$/
const DATED = /[讯电消](?:息|[\s（(题]|$)/

/** Is a line that a text begins with its headline: of few characters, closing no sentence, with no dateline? */
function isTitle(line: string): boolean {
  return line.length <= 45 && !CLOSES.test(line) && !DATED.test(line)
}

/** May a clause stand by itself as headlines do: is it no part of another, and does it tell more than who was asked? */
function stands(clause: string): boolean {
  return !/^[\d从为以在是使并与于]|他|她|说|表示|指出|获悉|记者|我们/.test(clause)
}

/**
 * A report of a text. Lines the text begins with that close no sentence are its own headlines. Where it has none, they
 * are made of its clauses, the main one of the first sentence; further ones are made of what follows.
 */
function titled(id: string, text: string, dice: Dice): Report {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !WEB.test(line.trim()))
  const prose = lines.findIndex((line) => !isTitle(line.trim()))
  const [own, paragraphs] = prose < 0 ? [[], lines] : [lines.slice(0, prose), lines.slice(prose)]
  const titles = own.map((line) => line.trim().replace(/^(?:【[^】]*】|[（(][^）)]*[）)])/, ''))
  const words = (paragraphs[0] ?? '').replace(DATELINE, '') + paragraphs.slice(1).join('')
  const sentences = words.split(/(?<=[。！？])/).map((sentence) => sentence.split(/[，；：]/).map(shortened))
  const fits = (clause: string): boolean => clause.length >= 7 && clause.length <= 40 && !/[“”《》]/.test(clause)
  const [first = [], ...others] = sentences
    .map((clauses) => clauses.filter(fits))
    .filter((clauses) => clauses.length > 0)
  const telling = [...first, ...others.flat()].filter(stands)
  const main = telling.find((clause) => TOLD.test(clause)) ?? telling[0] ?? first[0] ?? words.slice(0, 16)
  const rest = others.flat().filter((clause) => clause.length <= 24 && clause !== main && stands(clause))
  const isSigned = /记者|通讯员|[讯电][（(\s]/.test(text.slice(0, 50)) || /记者|通讯员/.test(text.slice(-50))
  return {
    id,
    kicker: dice.chance(0.25) ? dice.some(rest.slice(3), 1) : [],
    headline: [titles[0] ?? main],
    deck: [...titles.slice(1), ...dice.some(rest.slice(0, 3), dice.one([0, 1, 1, 2]))],
    paragraphs,
    byline: isSigned || dice.chance(0.6) ? null : `本报记者 ${nameOf(dice)}`,
  }
}

/** A text to make a report of. */
export interface Sample {
  readonly id: string
  readonly text: string
}

/**
 * The reports of one page: some composed, some made of the samples; of two neighbours one time in eight both speak of
 * one topic and of one province. Without topics all are made of the samples.
 */
export function reportsOf(topics: readonly Topic[], samples: readonly Sample[], count: number, dice: Dice): Report[] {
  const [kinds, texts] = [dice.some(topics, count), dice.some(samples, count)]
  let [topic, home] = [0, 0]
  return Array.from({ length: count }, (_, i) => {
    if (kinds.length === 0 || dice.chance(0.25)) return titled(texts[i].id, texts[i].text, dice)
    if (i === 0 || !dice.chance(0.12)) [topic, home] = [i, dice.between(0, PROVINCES.length - 1)]
    return composed(kinds[topic], home, dice)
  })
}

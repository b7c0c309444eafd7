/** Strings that nobody would write, and texts of the genre spoilt in every way: what the reader is fuzzed with. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DIVISIONS, shortName } from '@handclasp/domain'
import type { Chance } from './chance.ts'
import { absurd, anywhere, columns, type Placing } from './placings.ts'

/** A family of strings: one of about `size` code units by the draws of a chance, its lines with or without places. */
export interface Family {
  readonly name: string
  readonly make: (chance: Chance, size: number) => string
  readonly place?: Placing
}

const sample = (name: string): string =>
  readFileSync(fileURLToPath(import.meta.resolve(`@handclasp/reader/samples/${name}`)), 'utf8')
const PAGE = sample('front-page.txt')
const TEXTS = sample('articles.ndjson')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { text: string }).text)

const PIECES = (
  '省委书记 省长 市长 副市长 省人大常委会主任 厅长 教授 院士 总书记 主席 王维 贺云屏 司徒砚平 法尔·阿德 欧阳锐 记者 通讯员 ' +
  '本报讯 日报 主持 讲话 介绍情况 签署 签订 签约 见证 出席 参加 率 率团 陪同 会见 考察 调研 演出 说 表示 指出 希望 建议 ' +
  '协议明确 双方商定 我们愿与 将 拟 愿意 一是 二是 （一） 第三条 合作框架协议 合作协议 备忘录 合同 项目 7个部门 3份 1+7 １＋９ ' +
  '1+1+3+10 1+N 100亿元 30个 2027年底前 5月18日 11月25日至26日 昨天 去年 两省 双方 川吉 四川省 吉林 霁原省 翎川省 ' +
  '某省委 党政代表团 到 在 举行 召开 工作交流座谈会 签约仪式 博览会 文化节 产业 科技 文旅 等 等8市 分别 和 与 及 、 ， 。 ； ： ！ ？ ' +
  '“ ” 《 》 （ ） ( ) · — … 的 了 他 她 下转第三版 上接第一版 责编 第1版·要闻 来源： 𠮷 😀'
).split(' ')
const PUNCTUATION =
  '，。；：！？、“”‘’「」『』（）()《》〈〉【】[]{}…—–-·•・‧｡｢｣､!?,.;:"\'/\\|~@#$%^&*_+=<>〔〕〖〗〝〞﹏￥'
const BLANKS = [' ', '　', '\n', '\r\n', '\n\n', '\t', '\f', '\u00A0', '\u3000\u3000']
const CONTROLS = Array.from({ length: 33 }, (_, code) => String.fromCharCode(code === 32 ? 127 : code)).concat(
  [
    '\u0085',
    '\u00AD',
    '\u200B',
    '\u200D',
    '\u200E',
    '\u2028',
    '\u2029',
    '\u202E',
    '\u2060',
    '\uFEFF',
    '\uFFFE',
    '\uFFFF',
  ],
  ['\uFFFD', '\u0301', '\u20DD', '\uFE0F', '\u{E0001}', '\u{E0100}'],
)
const NAMES = DIVISIONS.flatMap(({ name }) => [name, shortName(name)])

/** First and last code point of alphabets far from the genre, and of near ones. */
const ALPHABETS = [
  [0x61, 0x7a],
  [0xc0, 0x24f],
  [0x391, 0x3c9],
  [0x410, 0x44f],
  [0x5d0, 0x5ea],
  [0x621, 0x64a],
  [0x905, 0x939],
  [0xe01, 0xe2e],
  [0xf40, 0xf6c],
  [0x1820, 0x1877],
  [0x3041, 0x3096],
  [0x30a1, 0x30fa],
  [0xac00, 0xd7a3],
  [0x1f300, 0x1f64f],
  [0x20000, 0x2a6d6],
] as const

const TRADITIONAL = new Map(
  (
    '书書 长長 会會 议議 协協 签簽 订訂 约約 备備 录錄 录錄 与與 两兩 项項 产產 业業 县縣 区區 领領 导導 记記 党黨 员員 团團 访訪 ' +
    '问問 见見 证證 参參 观觀 调調 研研 讲講 话話 说說 谈談 宾賓 陪陪 开開 关關 东東 吉吉 辽遼 宁寧 龙龍 苏蘇 广廣 云雲 贵貴 陕陝 ' +
    '肃肅 台臺 湾灣 罗羅 刘劉 陈陳 张張 赵趙 钱錢 孙孫 吴吳 郑鄭 冯馮 杨楊 许許 华華 严嚴 邓鄧 贺賀 顾顧 乔喬 温溫 卢盧 邹鄒 ' +
    '报報 电電 讯訊 对對 将將 愿願 进進 动動 发發 展展 战戰 务務 农農 贸貿 财財 经經 济濟 过過 总總 据據 为為 这這 个個 们們 时時 ' +
    '国國 际際 学學 师師 医醫 药藥 艺藝 术術 节節 乡鄉 镇鎮 万萬 亿億 余餘 单單 号號 处處 构構 机機 联聯 组組 织織 统統 战戰 责責'
  )
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.charAt(1)]),
)
/** Characters as the radicals, or the doubles for other standards, that look like them. */
const LOOKALIKES = new Map<string, string[]>()
for (const [from, to] of [
  [0x2e80, 0x2fd5],
  [0xf900, 0xfad9],
] as const) {
  for (let code = from; code <= to; code++) {
    const twin = String.fromCharCode(code)
    const plain = twin.normalize('NFKC')
    if (plain !== twin) LOOKALIKES.set(plain, [...(LOOKALIKES.get(plain) ?? []), twin])
  }
}

/** Bytes of GBK of each character of two bytes. */
const GBK = new Map<string, readonly [number, number]>()
const gbk = new TextDecoder('gbk')
for (let first = 0x81; first <= 0xfe; first++) {
  for (let second = 0x40; second <= 0xfe; second++) {
    const character = gbk.decode(Uint8Array.of(first, second))
    if (character.length === 1 && character !== '\uFFFD') GBK.set(character, [first, second])
  }
}

function gbkOf(text: string): Uint8Array {
  return Uint8Array.from(Array.from(text).flatMap((character) => GBK.get(character) ?? [character.charCodeAt(0) & 127]))
}

function utf16Of(text: string): Uint8Array {
  return new Uint8Array(Uint16Array.from(text, (character) => character.charCodeAt(0)).buffer)
}

/** Text of the genre: samples one after another from somewhere, the page among them. */
function genre(chance: Chance, size: number): string {
  let text = ''
  while (text.length < size) {
    const next = chance.once(12) ? PAGE : chance.pick(TEXTS)
    text += next.slice(text === '' ? chance.below(next.length) : 0) + chance.pick(['', '\n', '\n\n', '　'])
  }
  return text.slice(0, size)
}

/** Some of a kind, one after another, until there are enough. */
function many(size: number, one: () => string): string {
  let text = ''
  while (text.length < size) text += one()
  return text.slice(0, size)
}

/** Text of the genre with something done to about one character in `times`. */
function spoilt(times: number, change: (character: string, chance: Chance) => string): Family['make'] {
  return (chance, size) =>
    Array.from(genre(chance, size), (character) => (chance.once(times) ? change(character, chance) : character)).join(
      '',
    )
}

function otherWidth(character: string): string {
  const code = character.charCodeAt(0)
  if (code === 0x20) return '　'
  if (code === 0x3000) return ' '
  if (code > 0x20 && code < 0x7f) return String.fromCharCode(code + 0xfee0)
  return code > 0xff00 && code < 0xff5f ? String.fromCharCode(code - 0xfee0) : character
}

/** Text of the genre, its bytes in one encoding read as another. */
function misread(encode: (text: string) => Uint8Array, label: string): Family['make'] {
  const decoder = new TextDecoder(label)
  return (chance, size) => {
    const from = chance.below(3)
    const bytes = encode(genre(chance, size))
    return decoder.decode(bytes.subarray(from, Math.min(bytes.length, from + size))).slice(0, size)
  }
}

/** Cuts, doubles, moves and replaces parts of a list of parts. */
function shuffled(chance: Chance, parts: string[], edits: number, piece: () => string): string[] {
  for (let edit = 0; edit < edits && parts.length > 0; edit++) {
    const [at, other, size] = [chance.below(parts.length), chance.below(parts.length), 1 + chance.below(12)]
    switch (chance.below(6)) {
      case 0:
        parts.splice(at, size)
        break
      case 1:
        parts.splice(at, 0, piece())
        break
      case 2:
        parts.splice(at, 0, ...parts.slice(other, other + size))
        break
      case 3:
        parts.splice(at, 0, ...parts.splice(other, size))
        break
      case 4:
        ;[parts[at], parts[other]] = [parts[other] ?? '', parts[at] ?? '']
        break
      default:
        parts[at] = piece()
    }
  }
  return parts
}

function mutated(chance: Chance, size: number): string {
  const parts = Array.from(genre(chance, size))
  return shuffled(chance, parts, 1 + chance.below(1 + size / 20), () => chance.pick([...PIECES, ...BLANKS])).join('')
}

/** A page whose lines are cut anew, moved, doubled and lost. */
function page(chance: Chance, size: number): string {
  const width = 6 + chance.below(24)
  const lines = many(size, () => `${PAGE}\n`)
    .split('\n')
    .flatMap((line) => (chance.once(3) ? (line.match(new RegExp(`.{1,${width}}`, 'gu')) ?? ['']) : [line]))
  return shuffled(chance, lines, 1 + chance.below(1 + lines.length / 4), () => chance.pick(['', ...PIECES])).join('\n')
}

const OPENING = ['“', '‘', '「', '『', '（', '(', '《', '【', '[']
const CLOSING = ['”', '’', '」', '』', '）', ')', '》', '】', ']']

function nested(chance: Chance, size: number): string {
  const open: string[] = []
  const depth = 1 + chance.below(200)
  return many(size, () => {
    if (chance.once(3)) return chance.pick(PIECES)
    const deeper = open.length < depth && !chance.once(3)
    if (!deeper) return chance.once(9) ? chance.pick(CLOSING) : (open.pop() ?? chance.pick(CLOSING))
    const kind = chance.below(OPENING.length)
    open.push(CLOSING[kind] ?? '')
    return OPENING[kind] ?? ''
  })
}

function otherLanguages(chance: Chance, size: number): string {
  const [from, to] = chance.pick(ALPHABETS)
  return many(size, () => {
    if (chance.once(5)) return chance.pick([' ', ' ', '. ', ', ', '\n', '、', '。'])
    return chance.once(60) ? chance.pick(PIECES) : String.fromCodePoint(from + chance.below(to - from + 1))
  })
}

function namesListed(chance: Chance, size: number): string {
  const letter = (): string => String.fromCharCode(0x4e00 + chance.below(0x2000))
  const given = (): string => letter() + (chance.once(3) ? '' : letter())
  return many(size, () => {
    const name = chance.once(9) ? `${given()}·${given()}` : chance.pick('王李张司罗贺乔温安于') + given()
    return name + chance.pick(['、', '、', '、', '，', '和', '与', '分别', '说：“', '教授', '主持会议', '。', '\n'])
  })
}

const NUMERALS = [
  ...Array.from('0123456789０１２３４５６７８９一二三四五六七八九十百千万亿两〇零'),
  '+',
  '＋',
  '.',
  ',',
  '%',
  'N',
  '年',
  '月',
  '日',
  '至',
]
const COUNTED = [
  '元',
  '个',
  '项',
  '份',
  '公里',
  '次',
  '届',
  '%',
  '个部门',
  '家',
  '签约',
  '签署',
  '项目',
  '合作协议',
  '“',
  '”',
  '、',
  '，',
  '。',
]

function repeated(chance: Chance, size: number): string {
  const word = Array.from({ length: 1 + chance.below(4) }, () => chance.pick([...PIECES, ...BLANKS])).join('')
  return many(size, () => word)
}

const plainFamilies: readonly Family[] = [
  { name: 'any code units', make: (chance, size) => many(size, () => String.fromCharCode(chance.below(65536))) },
  { name: 'half surrogates', make: spoilt(6, (_, chance) => String.fromCharCode(0xd800 + chance.below(2048))) },
  { name: 'mixed widths', make: spoilt(2, otherWidth) },
  { name: 'UTF-8 read as GBK', make: misread((text) => new TextEncoder().encode(text), 'gbk') },
  { name: 'UTF-8 read as Latin-1', make: misread((text) => new TextEncoder().encode(text), 'latin1') },
  { name: 'UTF-8 cut within characters', make: misread((text) => new TextEncoder().encode(text), 'utf-8') },
  { name: 'GBK read as Latin-1', make: misread(gbkOf, 'latin1') },
  { name: 'GBK read as Big5', make: misread(gbkOf, 'big5') },
  { name: 'UTF-16 with its bytes swapped', make: misread(utf16Of, 'utf-16be') },
  {
    name: 'one endless line',
    make: (chance, size) =>
      genre(chance, size)
        .replace(/\s+/g, '')
        .replace(/[。！？；]/g, '，'),
  },
  { name: 'no punctuation', make: (chance, size) => genre(chance, size).replace(/[\p{P}]/gu, '') },
  { name: 'only punctuation', make: (chance, size) => many(size, () => chance.pick(PUNCTUATION)) },
  { name: 'only blanks', make: (chance, size) => many(size, () => chance.pick(BLANKS)) },
  { name: 'other languages', make: otherLanguages },
  { name: 'traditional script', make: spoilt(1, (character) => TRADITIONAL.get(character) ?? character) },
  { name: 'radicals', make: spoilt(1, (character, chance) => chance.pick(LOOKALIKES.get(character) ?? [character])) },
  { name: 'control characters', make: spoilt(5, (character, chance) => character + chance.pick(CONTROLS)) },
  { name: 'blanks within words', make: spoilt(3, (character, chance) => character + chance.pick(BLANKS)) },
  { name: 'mutated articles', make: mutated },
  { name: 'mutated pages', make: page },
  { name: 'pieces in any order', make: (chance, size) => many(size, () => chance.pick(PIECES)) },
  {
    name: 'pieces and blanks',
    make: (chance, size) => many(size, () => chance.pick(chance.once(3) ? BLANKS : PIECES)),
  },
  { name: 'divisions', make: (chance, size) => many(size, () => chance.pick(chance.once(3) ? PIECES : NAMES)) },
  { name: 'nested quotes and brackets', make: nested },
  { name: 'lists of names', make: namesListed },
  { name: 'numbers', make: (chance, size) => many(size, () => chance.pick(chance.once(4) ? COUNTED : NUMERALS)) },
  { name: 'one piece without end', make: repeated },
  {
    name: 'any Chinese characters',
    make: (chance, size) => many(size, () => String.fromCharCode(0x4e00 + chance.below(0x51a6))),
  },
]

/** Two kinds of strings, cut into each other. */
function spliced(chance: Chance, size: number): string {
  const families = [chance.pick(plainFamilies), chance.pick(plainFamilies)]
  const parts = families.map(({ make }) => Array.from(make(chance, Math.ceil(size / 2))))
  const pieces: string[] = []
  while (parts.some((part) => part.length > 0)) {
    pieces.push((parts[chance.below(2)] ?? []).splice(0, 1 + chance.below(40)).join(''))
  }
  return pieces.join('')
}

/** Another text in lines of one width. */
function inLines(make: Family['make']): Family['make'] {
  return (chance, size) => {
    const width = 4 + chance.below(24)
    const cut = new RegExp(`[^\\n]{${width}}(?=[^\\n])`, 'g')
    return make(chance, size).replace(cut, '$&\n').slice(0, size)
  }
}

function either(...makes: readonly Family['make'][]): Family['make'] {
  return (chance, size) => chance.pick(makes)(chance, size)
}

const placedFamilies: readonly Family[] = [
  { name: 'columns with places', make: inLines(either(genre, mutated, namesListed)), place: columns },
  { name: 'lines at any places', make: either(inLines(genre), page, inLines(namesListed)), place: anywhere },
  { name: 'lines at absurd places', make: either(inLines(mutated), page), place: absurd },
]

/** All families. */
export const FAMILIES: readonly Family[] = [
  ...plainFamilies,
  { name: 'two kinds spliced', make: spliced },
  ...placedFamilies,
]

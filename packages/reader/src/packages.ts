/** Packages of agreements written as sums: “1+7”, “1＋9”, “1+1+3+10”. Scores, ratios and slogans are none. */

import { Characters } from './characters.ts'

/** A sum found in a flow. `parts` is null where one of them is the letter N. */
export interface SumFound {
  readonly start: number
  readonly end: number
  readonly parts: readonly number[] | null
}

const SUM = /\d{1,3}(?: ?\+ ?(?:\d{1,3}|[NnXx]))+/g
/** How far before its first + a sum may begin: three digits and a space. */
const BEFORE_PLUS = 4
const CLOSING = new Characters('”"』」’)')
const AGREED = /协议|备忘录|合同|框架|合作文件|文件|协定/
const SIGNED = /签署|签订|签约|签下|签|达成/
/** What signed agreements make up together: …签署5个专项协议，形成“1+5”合作格局. */
const FORMED = /签[署订][^。；]{0,60}(?:协议|备忘录)，(?:形成|构成|组成)了?[“"]?$/
const SHAPE = /^合作(?:格局|体系|架构|框架|成果)/
/** How far before a sum such a signing is looked for. */
const BEFORE_SHAPE = 80

/**
 * Sums that count agreements: signed, named as agreements right behind, or made up by some that are signed right
 * before. Rules: [R50] a sum needs such words near, [R51] sums that are compared (1+1>2) or that count members or
 * shops are none.
 */
export function* sumsOf(text: string): Generator<SumFound> {
  let from = 0
  for (let plus = text.indexOf('+'); plus >= 0; plus = text.indexOf('+', from)) {
    SUM.lastIndex = Math.max(from, plus - BEFORE_PLUS)
    const match = SUM.exec(text)
    if (match === null) return
    const [start, end] = [match.index, match.index + match[0].length]
    from = end
    const behind = end + (CLOSING.at(text, end) ? 1 : 0)
    const after = text.slice(behind, end + 16)
    const before = text.slice(Math.max(0, start - 10), start)
    if (/^\s*(?:[>＞<＜=＝≥≤]|大于|等于|小于)/.test(after) || /[\d.:：比]$/.test(before)) continue
    if (/[“"「『][^”"」』]{0,8}[㐀-鿿A-Za-z]$/.test(before)) continue
    if (/^\s*(?:成员|城市|单位|企业|联盟|都市圈|个?地市|法院|高校|院校|平台|模式|产业|体系)/.test(after)) continue
    const clause = /^[^，。；：！？]*/.exec(after)?.[0] ?? ''
    const agreed = AGREED.exec(clause)
    const named = agreed !== null && agreed.index <= 12
    const signed =
      SIGNED.test((/[^，。；：！？]*$/.exec(before) ?? [''])[0]) && !/成员|单位|城市|企业|项目/.test(clause.slice(0, 4))
    if (!named && !signed && !(SHAPE.test(after) && FORMED.test(text.slice(Math.max(0, start - BEFORE_SHAPE), start))))
      continue
    yield { start, end, parts: /[NnXx]/.test(match[0]) ? null : match[0].split('+').map(Number) }
  }
}

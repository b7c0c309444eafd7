/** Pledges: sentences in which a side says what it, or both, will do in the cooperation, or asks others to do. */
import type { PledgeBasis, PledgeMode, Span } from '@handclasp/domain'
import { readQuantity } from '@handclasp/domain'

/** A pledge's sentence in the flow. */
export interface PledgeFound {
  readonly start: number
  readonly end: number
  readonly mode: PledgeMode
  readonly basis: PledgeBasis
  readonly targets: readonly { value: number; unit: string; start: number; end: number }[]
}

/** A segment: ended by 。！？； or the paragraph's end. */
export interface Segment {
  readonly start: number
  readonly end: number
  /** Does it open its paragraph? */
  readonly opens: boolean
}

/** Cuts a flow into segments; closing quotes belong to the segment they close. */
export function segmentsOf(text: string): Segment[] {
  const segments: Segment[] = []
  let start = 0
  let opens = true
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i)
    if (character === '\n') {
      if (i > start) segments.push({ start, end: i, opens })
      start = i + 1
      opens = true
    } else if ('。！？；'.includes(character)) {
      let end = i + 1
      while (end < text.length && '”’」』'.includes(text.charAt(end))) end++
      segments.push({ start, end, opens })
      opens = false
      start = end
      i = end - 1
    }
  }
  if (start < text.length) segments.push({ start, end: text.length, opens })
  return segments
}

const ASKS =
  /希望(?!工程|小学|集团|之)|期待(?!已久|着?更多的相遇)|建议(?!书)|盼望|恳请|呼吁|倡议(?:各|广大|大家)|(?:^|[，：“])(?:双方|两[省市地岸]|各方)?应(?:当|该)?(?:加强|进一步|以|更加|共同|继续|抓住|坚持|积极|充分|把)|欢迎(?!辞|词|仪式|会|来访|你们|光临)[^，。]{2,24}(?:来|到|赴|参与|投资|开展|参展|参会|兴业)/
const UNDERTAKES =
  /(?:^|[，：“；])(?:今后|未来|下一步|接下来|此后|明年|届时|同时|也|还)?[^，。；]{0,24}?(?:将(?!近|军|来|士)|愿(?!景|望|意在)|愿意|拟|力争)(?=[\p{Script=Han}])/u
const DOCUMENT =
  /(?:根据|按照|依据)[^，。；]{0,20}(?:协议|备忘录|合同|协定|方案)|(?:协议|备忘录|《[^》]{0,40}》)(?:明确|约定|提出|确定|商定|决定|规定)|约定|商定|双方(?:一致)?(?:同意|认为|达成共识)|达成(?:以下|一致|多项)?共识|聚焦.{2,20}签署/
const JOINTLY =
  /双方(?:将|愿|要|一致|共同)|两[省市地岸校](?:将|愿|要|一致)|[三四五]方(?:将|愿)|一致(?:认为|同意|表示)|共同商定|协议(?:明确|约定)|会议(?:强调|要求|明确|议定)/
const OUT =
  /将(?:有力|有效|进一步推动|为[^，。]{2,30}(?:注入|提供|贡献|奠定)|对[^，。]{2,30}(?:产生|具有)|有助于|达到|成为[^，。]{0,12}(?:重要|关键))|必将|将于|据悉|记者|将持续至|将举行|欢迎常来/
const TOGETHER = /合作|协作|携手|一道|共同|对接|交流|互|联合|联动|支持|服务|帮助|共建|共享|两[地省市岸]|双方/

function targetsIn(
  text: string,
  start: number,
  end: number,
): { value: number; unit: string; start: number; end: number }[] {
  const targets: { value: number; unit: string; start: number; end: number }[] = []
  for (let at = start; at < end; at++) {
    if (!/\d/.test(text.charAt(at)) || /[\d.]/.test(text.charAt(at - 1))) continue
    const quantity = readQuantity(text, at)
    if (quantity === null || quantity.end > end || quantity.unit === '年') continue
    targets.push({ value: quantity.value, unit: quantity.unit, start: at, end: quantity.end })
    at = quantity.end - 1
  }
  return targets
}

/** The way a segment pledges, or null. Rules: [R71] asks, [R72] undertakes, [R73] documents, [R74] what is out. */
export function modeOf(words: string): PledgeMode | null {
  const asks = ASKS.test(words)
  if (asks) return 'asks'
  if (DOCUMENT.test(words)) return 'jointly-states'
  if (!UNDERTAKES.test(words) || !TOGETHER.test(words)) return null
  if (OUT.test(words) && !/(?:我们|双方|两[地省市])(?:将|愿)/.test(words)) return null
  return JOINTLY.test(words) ? 'jointly-states' : 'undertakes'
}

const CONTINUES =
  /^(?:[一二三四五六七八九十]是|[（(]?[一二三四五六七八九十\d][)）、.]|第[一二三四五六七八九十]，?|携手|共同|联合|联手|要|加强|深化|推动|推进|强化|围绕|聚焦|并|同时|进一步)/

/** The pledges of a flow, segment by segment. `ask` and `undertake` go on over items that continue them. Rule: [R75]. */
export function pledgesOf(text: string): PledgeFound[] {
  const found: PledgeFound[] = []
  let carried: PledgeMode | null = null
  for (const { start, end, opens } of segmentsOf(text)) {
    const words = text.slice(start, end)
    if (opens) carried = null
    let mode = modeOf(words)
    if (mode === null && carried !== null && CONTINUES.test(words) && words.length > 12) mode = carried
    else carried = mode
    if (mode === null || words.length < 8) continue
    const basis: PledgeBasis = DOCUMENT.test(words) ? 'document' : 'speech'
    found.push({ start, end, mode, basis, targets: targetsIn(text, start, end) })
  }
  return found
}

/** The spans' hull is what a pledge covers; kept here so that callers need no arithmetic. */
export function covers(spans: readonly Span[], at: number): boolean {
  return spans.some((span) => span.start <= at && at < span.end)
}

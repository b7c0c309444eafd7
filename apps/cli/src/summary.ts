/** A reading as a person reads it in a terminal: article by article, each finding with its words. */
import { type Article, lineIndex, type Reading, type Span, wordsAt } from '@handclasp/domain'

/** What acts are called here. */
export const ACT = {
  chair: '主持',
  speak: '讲话',
  present: '介绍',
  sign: '签署',
  witness: '见证',
  attend: '出席',
  lead: '率团',
  accompany: '陪同',
  meet: '会见',
  inspect: '考察',
  perform: '演出',
} as const
/** What the ways to pledge are called. */
export const MODE = { undertakes: '愿', asks: '请', 'jointly-states': '双方' } as const
/** What the kinds of events are called. */
export const EVENT = {
  meeting: '会议',
  visit: '访问',
  signing: '签约',
  expo: '展会',
  campaign: '活动',
  other: '其他',
} as const

/** The summary of one text. Implied facts carry a ~. */
export function summary(name: string, text: string, reading: Reading): string {
  const lines = [`${name}　${reading.length} 字 · ${reading.articles.length} 篇 · reader ${reading.version}`]
  const lineAt = lineIndex(text)
  reading.articles.forEach((article, index) => lines.push('', ...articleLines(text, article, index, lineAt)))
  return `${lines.join('\n')}\n`
}

function articleLines(
  text: string,
  article: Article,
  index: number,
  lineAt: (offset: number) => number,
): readonly string[] {
  const at = (spans: readonly Span[]) => `「${wordsAt(text, spans)}」${lineRange(lineAt, spans)}`
  const title = wordsAt(text, article.headline) || (article.paragraphs[0]?.text ?? '').slice(0, 24)
  const { byline } = article
  return [
    `${index + 1}. ${title}`,
    ...article.subheads.map((span) => `   ${wordsAt(text, [span])}`),
    ...(byline ? [`   署名 ${[byline.outlet, ...byline.reporters].filter(Boolean).join(' ')}`] : []),
    ...row('地区', article.regions, (region) => `${region.name}${region.code ? ` ${region.code}` : ''}`),
    ...(article.fields.length > 0 ? [`   领域 ${article.fields.join(' · ')}`] : []),
    ...row('活动', article.events, (event) => {
      const days = event.date
        ? event.date.start === event.date.end
          ? event.date.start
          : `${event.date.start}…${event.date.end}`
        : ''
      return `${EVENT[event.kind]} ${days} ${event.place ?? ''} ${at(event.evidence)}`
    }),
    ...row('人物', article.people, (person) => {
      const posts = person.posts.map((post) => post.text).join('｜')
      const acts = person.acts.map(({ act }) => ACT[act]).join(' ')
      return `${person.name}　${posts}　${acts}　${lineRange(lineAt, person.evidence)}`
    }),
    ...(article.package ? [`   组合 ${article.package.parts.join('+')}　${at(article.package.evidence)}`] : []),
    ...row('协议', article.agreements, (agreement) => {
      const count = agreement.count === null ? '' : ` ×${agreement.count}`
      return `${agreement.name}${count}（${agreement.kind}）${agreement.signed ? '' : '未签'} ${at(agreement.evidence)}`
    }),
    ...row('意向', article.pledges, (pledge) => {
      const sides = pledge.by.join('、')
      return `${MODE[pledge.mode]}　${sides}　${pledge.text}　${lineRange(lineAt, pledge.evidence)}`
    }),
  ]
}

function row<Item extends { readonly stated: boolean }>(
  label: string,
  items: readonly Item[],
  show: (item: Item) => string,
) {
  return items.map((item, index) => `   ${index === 0 ? label : '　　'} ${item.stated ? '' : '~'}${show(item).trim()}`)
}

/** The lines of the text that some spans stand in, from 1. */
function lineRange(lineAt: (offset: number) => number, spans: readonly Span[]): string {
  const first = spans[0]
  const last = spans.at(-1)
  if (!first || !last) return ''
  const from = lineAt(first.start)
  const to = lineAt(last.end - 1)
  return from === to ? `${from} 行` : `${from}–${to} 行`
}

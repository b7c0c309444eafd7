/** What each line of the page is: headline, the lines over and under it, or running text. Pure. */
import type { ArticleOutline } from '@handclasp/api/client'
import type { Span } from '@handclasp/domain'
import { type Line, lineAt } from '../../ui/lines.ts'

/** Kicker 引题, title 主题, deck 副题, or running text. `close`: the last line of a head, with the rule under it. */
export interface Role {
  readonly kind: 'kicker' | 'title' | 'deck' | 'text'
  readonly open: boolean
  readonly close: boolean
}

const TEXT: Role = { kind: 'text', open: false, close: false }

/** The role of each line, by index. */
export function rolesOf(lines: readonly Line[], articles: readonly ArticleOutline[]): readonly Role[] {
  const roles = lines.map(() => TEXT)
  for (const article of articles) {
    const title = Math.min(...article.headline.map((span) => lineAt(lines, span.start)))
    const heads = new Map<number, 'kicker' | 'title' | 'deck'>()
    for (const span of article.subheads) {
      for (const index of indices(lines, span)) heads.set(index, index < title ? 'kicker' : 'deck')
    }
    for (const span of article.headline) for (const index of indices(lines, span)) heads.set(index, 'title')
    const all = [...heads.keys()]
    const first = Math.min(...all)
    const last = Math.max(...all)
    for (const [index, kind] of heads)
      roles[index] = { kind, open: index === first && index > 0, close: index === last }
  }
  return roles
}

function indices(lines: readonly Line[], span: Span): readonly number[] {
  const first = lineAt(lines, span.start)
  const last = lineAt(lines, Math.max(span.start, span.end - 1))
  return Array.from({ length: last - first + 1 }, (_, offset) => first + offset)
}

/** The width of the column in characters: that of nine lines in ten, between 16 and 26; longer ones are folded. */
export function measure(text: string, lines: readonly Line[], roles: readonly Role[]): number {
  const widths = lines.filter((_, index) => roles[index]?.kind === 'text').map((line) => width(text, line))
  const written = widths.filter((each) => each > 4).sort((a, b) => a - b)
  const usual = written[Math.floor(written.length * 0.9)] ?? 18
  return Math.min(26, Math.max(16, Math.ceil(usual)))
}

/** Characters of one em; Latin letters and figures are about half. */
function width(text: string, line: Line): number {
  let sum = 0
  for (let index = line.start; index < line.end && sum < 30; index++) sum += text.charCodeAt(index) < 0x2000 ? 0.56 : 1
  return sum
}

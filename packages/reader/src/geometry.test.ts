import type { LineBox } from '@handclasp/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { arrange } from './geometry.ts'
import { breachesOf } from './laws.ts'
import { linesOf } from './layout.ts'
import { read } from './read.ts'
import { type Sheet, sheetOf } from './sheets.ts'
import { openCounter } from './steps.bench.ts'

const A = [
  '甲省和乙省在琮宁市举行座谈会，共商合作大计，两省负责人出席并讲话。',
  '会上，两省签署合作协议，约定今后每年互访一次，共建三个产业园区。',
]
const B = [
  '丙市新开一条货运班列，把当地的粮食和木材运往丁市，全程只要两天。',
  '班列每周开行三次，首趟装了五十个集装箱。',
]
const C = ['戊县今天起有雨，农户要抢在傍晚前把育秧棚压牢，出行避开积水路段。']

/** The articles of a sheet: headline(subheads), then how each paragraph begins, ends and how long it is. */
function articlesIn({ text, lines }: Sheet): readonly string[] {
  const words = (spans: readonly { start: number; end: number }[]) =>
    spans.map(({ start, end }) => text.slice(start, end)).join('/')
  const reading = read(text, { published: null, lines })
  expect(breachesOf(text, reading)).toEqual([])
  return reading.articles.map(({ headline: own, subheads, paragraphs }) => {
    const deck = subheads.length > 0 ? `(${words(subheads)})` : ''
    return `${words(own)}${deck} ${told(paragraphs.map((each) => each.text))}`
  })
}

/** A text with its lines in another order. */
function inOrderOf(text: string, lines: readonly LineBox[]): Sheet {
  let drawn = ''
  const moved = lines.map(({ span, ...place }) => {
    const start = drawn.length
    drawn += `${text.slice(span.start, span.end)}\n`
    return { ...place, span: { start, end: drawn.length - 1 } }
  })
  return { text: drawn, lines: moved }
}

const told = (paragraphs: readonly string[]) =>
  paragraphs.map((each) => `${each.slice(0, 2)}…${each.slice(-3)}${each.length}`).join(' ')
const headline = (left: number, top: number, width: number, words: readonly string[], size = 20) => {
  return { left, top, width, words, size, isHeadline: true }
}

describe('lines with places', () => {
  it('[R110] takes larger lines for headlines, with the decks that touch them', () => {
    const kicker = headline(0, 0, 300, ['甲乙两省座谈'], 12)
    const main = headline(0, 18, 300, ['携手同行'], 24)
    const deck = headline(0, 46, 300, ['签署协议三份，共建园区'], 11)
    const sheet = sheetOf(deck, { left: 0, top: 70, width: 300, columns: 2, words: A }, main, kicker)
    expect(articlesIn(sheet)).toEqual([`携手同行(甲乙两省座谈/签署协议三份，共建园区) ${told(A)}`])
  })

  it('[R111] reads a column top to bottom, then the next, whatever order they were drawn in', () => {
    const body = { left: 0, top: 40, width: 480, columns: 3, words: A }
    const { text, lines } = sheetOf(headline(0, 0, 480, ['携手同行']), body)
    const { text: drawn, lines: reversed } = inOrderOf(text, lines.toReversed())
    expect(articlesIn({ text: drawn, lines: reversed })).toEqual([`携手同行 ${told(A)}`])
  })

  describe('[R111] in a text that has the second column before the first', () => {
    const REPORT =
      '五月十八日，霁原省党政代表团到翎川省学习考察，两省签署合作协议，深化合作。会上，翎川省委常委、翎川省副省长温廷序' +
      '主持会议并且讲话，代表团成员参加会议，谈了一个下午的合作。'
    /** Two columns as wide as `width` ideographs, the second of which begins behind so many characters. */
    const peopleIn = (words: string, width: number, before: string) => {
      const depth = Math.ceil((words.indexOf(before) + before.length + 2) / width)
      const body = { left: 10, top: 50, width: width * 20 + 14, columns: 2, depth, words: [words] }
      const sheet = sheetOf(headline(10, 10, 300, ['霁原省党政代表团到翎川考察']), body)
      const second = sheet.lines.findIndex(({ box }) => box[0] > 10 + width * 10 && box[1] >= 50)
      const { text, lines } = inOrderOf(sheet.text, [...sheet.lines.slice(second), ...sheet.lines.slice(0, second)])
      const reading = read(text, { published: '2026-05-19', lines })
      expect(reading.articles[0]?.paragraphs[0]?.text).toBe(words)
      expect(breachesOf(text, reading)).toEqual([])
      return reading.articles[0]?.people.map(({ name, posts }) => [name, ...posts.map((post) => post.text)].join(' '))
    }

    it.each([
      ['all that stands before its end', REPORT, 11, '温廷序', ['温廷序 翎川省委常委 翎川省副省长']],
      ['no name over its end', REPORT, 14, '温', []],
      ['no post over its end', REPORT, 13, '委、翎川省', ['温廷序 翎川省委常委']],
      [
        'a name that stands whole elsewhere',
        `${REPORT}温廷序说，合作很好。`,
        14,
        '温',
        ['温廷序 翎川省委常委 翎川省副省长'],
      ],
    ])('reads %s', (_, words, width, before, people) => {
      expect(peopleIn(words, width, before)).toEqual(people)
    })
  })

  it('[R112] shares columns that begin side by side out among the headlines over them', () => {
    const sheet = sheetOf(
      { left: 0, top: 40, width: 200, columns: 2, words: A },
      { left: 214, top: 40, width: 200, columns: 2, words: B },
      { left: 428, top: 40, width: 93, words: C },
      headline(0, 0, 200, ['两省携手']),
      headline(214, 0, 200, ['货运班列']),
      headline(428, 0, 93, ['有雨'], 16),
    )
    expect(articlesIn(sheet)).toEqual([`两省携手 ${told(A)}`, `货运班列 ${told(B)}`, `有雨 ${told(C)}`])
  })

  it('[R112] gives a headline the columns below it down to the next one', () => {
    const sheet = sheetOf(
      headline(0, 0, 300, ['两省携手']),
      { left: 0, top: 40, width: 300, columns: 3, words: A },
      headline(0, 200, 300, ['货运班列'], 16),
      { left: 0, top: 230, width: 300, columns: 3, words: B },
    )
    expect(articlesIn(sheet)).toEqual([`两省携手 ${told(A)}`, `货运班列 ${told(B)}`])
  })

  describe('[R113] columns without a headline go on', () => {
    const long = [...A, ...B, ...A]
    const { text, lines } = sheetOf(headline(0, 0, 93, ['两省携手']), {
      left: 0,
      top: 40,
      width: 200,
      columns: 2,
      depth: 9,
      words: long,
    })
    const second = lines.findIndex(({ box }) => box[0] > 100)
    const moved = (from: number, to: number, right: number, down: number, page = 1): Sheet => ({
      text,
      lines: lines.map((line, index) => {
        if (index < from || index >= to) return line
        const [left, top, end, bottom] = line.box
        return { ...line, page, box: [left + right, top + down, end + right, bottom + down] }
      }),
    })

    it.each([
      ['beside the headline', moved(second, lines.length, 0, -38)],
      ['under a picture', moved(5, second, 0, 80)],
      ['on the next page', moved(second, lines.length, -107, 0, 2)],
    ])('%s', (_, sheet) => {
      expect(articlesIn(sheet)).toEqual([`两省携手 ${told(long)}`])
    })
  })

  it('[R114] parts paragraphs by indents and by short lines that end a sentence', () => {
    const words = [A[0] ?? '', B[1] ?? '', C[0] ?? '']
    const { text, lines } = sheetOf(headline(0, 0, 160, ['携手']), { left: 0, top: 40, width: 160, words })
    expect(articlesIn({ text, lines })).toEqual([`携手 ${told(words)}`])
    const flush = lines.map((line) => ({ ...line, box: [0, line.box[1], line.box[2], line.box[3]] as const }))
    expect(articlesIn({ text, lines: flush })).toEqual([`携手 ${told(words)}`])
  })

  it('[R115] leaves out captions, page numbers and the name of the paper', () => {
    const sheet = sheetOf(
      headline(0, 0, 300, ['霁原日报'], 60),
      headline(0, 100, 300, ['两省携手']),
      { left: 0, top: 140, width: 300, columns: 3, words: A },
      { left: 400, top: 140, width: 90, size: 8, words: ['图为座谈会现场。'] },
      { left: 150, top: 600, width: 30, size: 9, words: ['１２'] },
      { left: 150, top: 640, width: 30, size: 9, words: ['12'] },
    )
    expect(articlesIn(sheet)[0]).toBe(`两省携手 ${told(A)}`)
    expect(articlesIn(sheet).join(' ')).not.toContain('图为')
  })

  it('reads lines in order where none is larger, and tells the rest by the words', () => {
    const sheet = sheetOf({ left: 107, top: 0, width: 93, words: B }, { left: 0, top: 0, width: 93, words: A })
    expect(read(sheet.text, { published: null, lines: sheet.lines }).articles[0]?.paragraphs[0]?.text).toBe(A[0])
  })

  describe('that do not fit the text', () => {
    const sheet = sheetOf(
      headline(0, 0, 93, ['两省携手']),
      { left: 107, top: 0, width: 93, words: B },
      {
        left: 0,
        top: 40,
        width: 93,
        words: A,
      },
    )
    const { text, lines } = sheet
    const changed = (other: Partial<LineBox>): LineBox[] =>
      lines.map((line, i) => (i === 3 ? { ...line, ...other } : line))
    const { span, box } = lines[3]

    it('are not what these would be read by', () => {
      expect(read(text, { published: null, lines })).not.toEqual(read(text, { published: null }))
    })

    it.each<[string, readonly LineBox[]]>([
      ['one is missing', lines.toSpliced(3, 1)],
      ['one is there twice', [...lines, lines[3]]],
      ['one is of no line', [...lines, { ...lines[3], span: { start: text.length, end: text.length + 4 } }]],
      ['one goes on into the next line', changed({ span: { start: span.start, end: span.end + 3 } })],
      ['one ends in the middle of its line', changed({ span: { start: span.start, end: span.end - 1 } })],
      ['one stands nowhere', changed({ box: [NaN, box[1], box[2], box[3]] })],
      ['one is endless', changed({ box: [box[0], box[1], Infinity, box[3]] })],
      ['one is farther off than any page is wide', changed({ box: [-1e300, box[1], box[2], box[3]] })],
      ['one is of less than no size', changed({ fontSize: -10 })],
      ['one is on half a page', changed({ page: 1.5 })],
    ])('are not looked at: %s', (_, given) => {
      expect(read(text, { published: null, lines: given })).toEqual(read(text, { published: null }))
    })
  })

  it('takes steps in proportion to the lines of one headline, and reads as many as there are', async () => {
    const stack = (count: number): Sheet => {
      const words = '题\n'.repeat(count)
      const rows = Array.from({ length: count }, (_, row): LineBox => {
        const size = row % 2 === 0 ? 20 : 30
        return {
          span: { start: row * 2, end: row * 2 + 1 },
          page: 1,
          box: [0, row * 40, 40, row * 40 + 30],
          fontSize: size,
        }
      })
      const end = count * 40 + 200
      const body = '正'.repeat(count * 2)
      const last = { start: words.length, end: words.length + body.length }
      return {
        text: words + body,
        lines: [...rows, { span: last, page: 1, box: [0, end, 100, end + 10], fontSize: 10 }],
      }
    }
    const arrangedOf = ({ text, lines }: Sheet) => arrange(linesOf(text, lines))
    const counter = await openCounter()
    const stepsOf = (count: number) => counter.stepsOf(() => arrangedOf(stack(count)))
    const [one, two] = [await stepsOf(3_000), await stepsOf(6_000)]
    counter.close()
    expect(two).toBeLessThan(one * 2.3)
    expect(() => arrangedOf(stack(130_000))).not.toThrow()
  })

  it('never throws and keeps the laws, whatever places lines are said to have', () => {
    const placed = (number: fc.Arbitrary<number>) =>
      fc.record({
        page: fc.integer({ min: -1, max: 3 }),
        box: fc.tuple(number, number, number, number),
        fontSize: fc.oneof(fc.constantFrom(10, 10, 16), number),
      })
    const some = placed(fc.integer({ min: -20, max: 400 }))
    const places = fc.oneof(fc.array(some, { maxLength: 40 }), fc.array(placed(fc.double()), { maxLength: 40 }))
    const WORDS = ['两省签署协议', '霁原省省长温', '廷序出席会议。', '会议在琮宁市举行。']
    fc.assert(
      fc.property(places, (given) => {
        let text = ''
        const lines = given.map((place, index) => {
          const start = text.length
          text += `${WORDS[index % WORDS.length] ?? ''}\n`
          return { ...place, span: { start, end: text.length - 1 } }
        })
        expect(breachesOf(text, read(text, { published: null, lines }))).toEqual([])
      }),
    )
  })
})

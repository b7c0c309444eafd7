import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clausesOf } from './clauses.ts'

const pathsOf = (text: string) => clausesOf(text).map(({ path }) => path)

describe('clauses of a text', () => {
  it('[L43] are numbered as the text numbers them, however deep', () => {
    const text = [
      '农业农村合作协议',
      '为落实框架协议，双方商定：',
      '第一条 合作原则',
      '互利共赢。',
      '第二条　合作内容',
      '（一）产销对接',
      '1.共建平台，年交易额达到',
      '1.5亿元。',
      '2.互认标识。',
      '（二）科技协作',
      '1．共享成果。',
      '第三条 附则',
    ].join('\n')
    expect(pathsOf(text)).toEqual([
      '第一条',
      '第二条',
      '第二条（一）',
      '第二条（一）1.',
      '第二条（一）2.',
      '第二条（二）',
      '第二条（二）1．',
      '第三条',
    ])
    const [first, , , platform] = clausesOf(text)
    expect(first).toMatchObject({ text: '合作原则互利共赢。', level: 0 })
    expect(platform).toMatchObject({ text: '共建平台，年交易额达到1.5亿元。', level: 2 })
  })

  it.each([
    [
      'chapters with articles counted through',
      '第一章 总则\n第一条 甲\n第二条 乙\n第二章 分则\n第三条 丙',
      '第一章 第一章第一条 第一章第二条 第二章 第二章第三条',
    ],
    [
      'han numbers over brackets',
      '一、总体要求\n（一）目标\n（二）原则\n二、任务\n（一）平台',
      '一、 一、（一） 一、（二） 二、 二、（一）',
    ],
    ['parts', '第一部分 总则\n第一条 甲\n第二部分 分则', '第一部分 第一部分第一条 第二部分'],
    ['circles under figures', '1、平台\n①线上\n②线下\n2、标识', '1、 1、① 1、② 2、'],
    ['full width figures', '１．平台\n２．标识', '１． ２．'],
    ['a dozen', '第九条 甲\n第十条 乙\n第十一条 丙\n第十二条 丁', '第九条 第十条 第十一条 第十二条'],
    ['months at the head of a line', '一、时间\n三、四月份举办。\n二、地点', '一、 二、'],
    ['a number out of turn', '1.平台\n3.标识', '1.'],
    ['nothing', '双方一致同意加强合作。', ''],
  ])('[L43] with %s', (_, text, paths) => {
    expect(pathsOf(text).join(' ')).toBe(paths)
  })

  it('[L43] lie one behind the other and lose no word', () => {
    const line = fc.tuple(
      fc.constantFrom('第一条 ', '第二条', '一、', '二、', '（一）', '1.', '2.', '①', '', '　　'),
      fc.stringMatching(/^[共建平台，。 0-9.]{0,9}$/),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
        const text = lines.map((parts) => parts.join('')).join('\n')
        const clauses = clausesOf(text)
        clauses.forEach(({ span, number }, index) => {
          expect(text.slice(span.start, span.start + number.length)).toBe(number)
          expect(span.end).toBe(clauses[index + 1]?.span.start ?? text.length)
        })
        const bare = (words: string) => words.replace(/[\s：:]/g, '')
        const told = clauses.map((clause) => bare(clause.number + clause.text)).join('')
        expect(told).toBe(bare(text.slice(clauses[0]?.span.start ?? text.length)))
      }),
    )
  })
})

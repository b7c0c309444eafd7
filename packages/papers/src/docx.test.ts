import { expect, it } from 'vitest'
import { readDocx } from './docx.ts'
import { smallDocx } from './trial-files.ts'

const p = (inside: string) => `<w:p>${inside}</w:p>`
const box = (inside: string) => `<w:txbxContent>${p(t(inside))}</w:txbxContent>`
const either = (choice: string, fallback: string) =>
  `<mc:AlternateContent><mc:Choice>${choice}</mc:Choice><mc:Fallback>${fallback}</mc:Fallback></mc:AlternateContent>`
const t = (words: string) => `<w:r><w:t>${words}</w:t></w:r>`

it.each([
  ['paragraphs as lines, runs joined', p(t('两省') + t('签署')) + p('') + p(t('协议')), '两省签署\n\n协议'],
  [
    'breaks, tabs and hyphens',
    p('<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>1</w:t><w:noBreakHyphen/></w:r>'),
    '甲\n乙\t1-',
  ],
  [
    'the paragraphs of tables',
    `<w:tbl><w:tr><w:tc>${p(t('甲'))}</w:tc><w:tc>${p(t('乙'))}</w:tc></w:tr></w:tbl>`,
    '甲\n乙',
  ],
  [
    'what was put in, not what was taken out',
    p(`<w:ins>${t('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>`),
    '新',
  ],
  [
    'what was moved where it is now',
    p(`<w:moveFrom>${t('走')}</w:moveFrom>`) + p(`<w:moveTo>${t('走')}</w:moveTo>`),
    '\n走',
  ],
  ['a text box once', p(t('外') + either(box('内'), box('内'))), '内\n外'],
  ['names of characters', p(t('A&amp;B &#x534F;议')), 'A&B 协议'],
])('reads %s', (_, body, text) => {
  expect(readDocx(smallDocx(body), 'x')).toEqual({ ok: true, value: text })
})

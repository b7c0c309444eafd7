/** What the terminal says: a sentence in Chinese and one in English, with what to do. Needs nothing of the server. */
import { civilDayOf, type PaperFlaw, type Refusal } from '@handclasp/domain'

/** Says a thing in both languages. */
export function both(zh: string, en: string): string {
  return `${zh}\n${en}`
}

/** The sentence for a text or a paper that cannot be read, or was erased before. */
export function refusalSentence(refusal: Refusal): string {
  if (refusal.code === 'text-empty') {
    return both(`${refusal.name} 里没有文字。`, `${refusal.name} holds no text.`)
  }
  if (refusal.code === 'source-erased') {
    const day = civilDayOf(refusal.at)
    return both(
      `这份文字已在 ${day} 抹除，不再收入：去掉不该有的内容以后可以照常收入。`,
      `This text was erased on ${day} and is not taken in again: without what it should not hold it is.`,
    )
  }
  if (refusal.code === 'text-too-long') {
    const { name, most } = refusal
    return both(
      `${name} 里的文字超过 ${most / 1_000_000} MB：请分成几份。`,
      `${name} holds more than ${most / 1_000_000} MB of text: give it in parts.`,
    )
  }
  if (refusal.code === 'paper-unreadable') return paperSentence(refusal)
  if (refusal.code !== 'text-unreadable') return refusal.code
  const { name, offset, reason } = refusal
  return reason === 'binary'
    ? both(
        `${name} 不是文本（第 ${offset} 字节处是二进制内容）：请给出 UTF-8、UTF-16、GB18030 或 Big5 编码的纯文本。`,
        `${name} is not a text (binary content at byte ${offset}): give plain text in UTF-8, UTF-16, GB18030 or Big5.`,
      )
    : both(
        `${name} 在第 ${offset} 字节处无法解码：请另存为 UTF-8 后再试。`,
        `${name} cannot be decoded at byte ${offset}: save it as UTF-8 and try again.`,
      )
}

function paperSentence({ name, flaw, at }: Extract<Refusal, { code: 'paper-unreadable' }>): string {
  const { number } = at
  const [zh, en] = PAPER_SENTENCES[flaw]
  const [there, place] =
    at.unit === 'byte' ? [`第 ${number} 字节`, `byte ${number}`] : [`第 ${number} 页`, `page ${number}`]
  return both(`${name} ${zh.replace('*', there)}`, `${name} ${en.replace('*', place)}`)
}

/** What is wrong with a paper, in both languages; `*` stands for the place. */
const PAPER_SENTENCES: { readonly [Flaw in PaperFlaw]: readonly [zh: string, en: string] } = {
  'pdf-encrypted': ['要密码才能打开（*）：请另存一份不设密码的。', 'asks for a password (*): save it without one.'],
  'pdf-scanned': [
    '里只有图，没有文字（从*起）：请换有文字的 PDF，或先做文字识别。',
    'holds pictures and no text (from * on): use a PDF with text, or have its words recognised first.',
  ],
  'pdf-broken': ['不是完好的 PDF（*）：请重新下载或另存。', 'is not a sound PDF (*): download or save it anew.'],
  'pdf-too-heavy': [
    '用尽了一份文件可用的时间或内存（*）：请拆成几份，或另存为纯文本。',
    'used up the time or memory that one file may use (*): give it in parts, or save it as plain text.',
  ],
  'pdf-too-long': ['页数太多（*以后）：请拆成几份。', 'has too many pages (from * on): give it in parts.'],
  'docx-encrypted': ['要密码才能打开（*）：请另存一份不设密码的。', 'asks for a password (*): save it without one.'],
  'docx-broken': ['不是完好的 DOCX（*）：请另存一份。', 'is not a sound DOCX (*): save it anew.'],
  'docx-too-large': ['展开后太大（*起）：请拆成几份。', 'unpacks to too much (from * on): give it in parts.'],
  'html-too-deep': [
    '的标签层层相套，没有尽头（*）：请只存正文。',
    'has tags within tags without end (*): save its text alone.',
  ],
  'html-too-large': [
    '里的标签或文字太多（*起）：请只存正文，分成几份。',
    'holds more tags or words than a web page may (from * on): save its text alone, in parts.',
  ],
  'word-old': [
    '是旧版的 Office 文件（*起）：请另存为 DOCX 或 PDF。',
    'is a file of an old Office (from * on): save it as DOCX or PDF.',
  ],
  archive: [
    '是压缩包或其他格式，不是 DOCX（*起）：请给出 PDF、DOCX、网页或纯文本。',
    'is an archive or another format and no DOCX (from * on): give a PDF, a DOCX, a web page or plain text.',
  ],
}

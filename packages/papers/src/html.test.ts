import { describe, expect, it } from 'vitest'
import { readHtml } from './html.ts'

const ARTICLE = `<p>　　本报讯（记者 项知微）5月18日，霁原翎川粮食产销对接会在璟安市举行，两省41家企业签订购销合同23份。</p>
<p>　　双方商定，从今年秋收起推行<a href="/rice">优质粳米</a>产地直供，年对接规模30万吨。</p>`
const PARAGRAPHS = [
  '本报讯（记者 项知微）5月18日，霁原翎川粮食产销对接会在璟安市举行，两省41家企业签订购销合同23份。',
  '双方商定，从今年秋收起推行优质粳米产地直供，年对接规模30万吨。',
]
const TITLE = '霁原新米订单签到翎川'
/** Paragraphs of some 50, 400 and 50 characters. */
const UNEVEN = ['会后签约。'.repeat(10), '双方商定，年对接规模30万吨。'.repeat(30), '大米一袋一码。'.repeat(8)]

function repeated(lines: readonly string[], times: number): readonly string[] {
  return Array.from({ length: times }, () => lines).flat()
}

function linesOf(html: string | Uint8Array): readonly string[] {
  const text = readHtml(typeof html === 'string' ? new TextEncoder().encode(html) : html, 'x')
  if (!text.ok) throw new Error(text.refusal.code)
  return text.value.split('\n').filter(Boolean)
}

describe('the main text of a web page', () => {
  it.each([
    [
      'of a news site, with its menus, its lists of other news and its foot',
      `<!doctype html><title>${TITLE}_霁原新闻网</title><div class="top"><a>首页</a> <a>要闻</a></div>
       <div class="logo"><h1><a href="/">霁原新闻网</a></h1></div><div class="path">当前位置：<a>首页</a> 正文</div>
       <div class="left"><h1>${TITLE}</h1><div><span>2026-05-19</span> <span>来源：霁原日报</span> <a>打印</a></div>
       <div class="TRS_Editor">${ARTICLE}</div>
       <div><h3>相关新闻</h3><ul><li><a>霁原省党政代表团到汐岭学习考察，两省签署协议。</a><li><a>今夜有雨</a></ul></div></div>
       <div class="right"><h3>热门排行</h3><ol><li><a>“扫雪仙翁”看海去</a></ol></div>
       <div class="footer">霁原日报社版权所有，未经许可不得转载。电话：0900-0000000</div>`,
      [TITLE, '来源：霁原日报', ...PARAGRAPHS],
    ],
    [
      'of a newspaper set in tables, with kicker and deck',
      `<html><title>霁原日报数字报-${TITLE}</title><table><tr><td><a>上一版</a> <a>下一版</a></tr><tr><td>
       <table><tr><td class="yinti">产销对接会在璟安举行</tr><tr><td class="bt1"><b>${TITLE}</b></tr>
       <tr><td class="bt2">两省四十一家企业当面谈粮</tr></table>
       <table><tr><td><founder-content>${ARTICLE}</founder-content></tr></table>
       <td><ul><li><a>今夜起我省有一次明显降雨</a></ul></tr></table><div>霁原日报社主办</div>`,
      ['产销对接会在璟安举行', TITLE, '两省四十一家企业当面谈粮', ...PARAGRAPHS],
    ],
    [
      'of an office, with line breaks for paragraphs and its headline in the title alone',
      `<!doctype html><title>${TITLE} - 霁原省人民政府门户网站</title><nav><ul><li>首页<li>政务公开</ul></nav>
       <div id="text">　　5月18日，座谈会在璟安举行。<br><br>　　会上，两省政府签署协议。</div>
       <div class="share">分享到：微信</div><div>上一篇：<a>某某</a></div><footer>主办：办公厅。标识码0。</footer>`,
      [TITLE, '5月18日，座谈会在璟安举行。', '会上，两省政府签署协议。'],
    ],
    [
      'without scripts, hidden words and captions',
      `<html><body><h1>${TITLE}</h1><article><script>var a = "。，。，"</script><p style="display: none">看不见。</p>
       <figure><img><figcaption>图为现场。</figcaption></figure>${ARTICLE}</article>`,
      [TITLE, ...PARAGRAPHS],
    ],
    ['of a piece that was saved without its page', `<div><h1>${TITLE}</h1>${ARTICLE}</div>`, [TITLE, ...PARAGRAPHS]],
    [
      'of an office that wraps its page in a form',
      `<!doctype html><form id="aspnetForm"><div><a>首页</a></div><h1>${TITLE}</h1><div>${ARTICLE}</div></form>`,
      [TITLE, ...PARAGRAPHS],
    ],
    [
      'of several articles, each in an element of its own, and of no list of others',
      `<!doctype html><div class="a"><h2>${TITLE}</h2>${ARTICLE}</div><div class="a"><h2>两省签署合作协议</h2>
       <div>来源：霁原日报</div><p>5月18日，协议在璟安签署。</p></div>
       <div><h3>相关新闻</h3><p>汐岭今夜有雨。</p></div><div>霁原日报社版权所有，未经许可不得转载。</div>`,
      [TITLE, ...PARAGRAPHS, '两省签署合作协议', '来源：霁原日报', '5月18日，协议在璟安签署。'],
    ],
    [
      'without what else there is to read, and what is asked of readers',
      `<html><label>站内搜索，请输入所要找的词语。</label><div>按日期找报，最早到2011年。</div><div><h2>${TITLE}</h2>${ARTICLE}
       <div><h3>推荐阅读</h3><p>霁原日报客户端上线，欢迎各位读者下载使用。</p></div></div>`,
      [TITLE, ...PARAGRAPHS],
    ],
    ['of one long paragraph between short ones', `<html><div>${UNEVEN.map((p) => `<p>${p}`).join('')}</div>`, UNEVEN],
    ['without any element around its paragraphs', `<!doctype html>${UNEVEN.map((p) => `<p>${p}`).join('')}`, UNEVEN],
    ['of nothing but words', '<html><p>两省签署协议', ['两省签署协议']],
  ])('%s', (_, html, lines) => {
    expect(linesOf(html)).toEqual(lines)
  })

  it.each(['article hot', 'wrap side-open', 'hot-news main', 'article-comment-wrap'])(
    'stands in an element of the class %s, and what is named so in it does not',
    (name) => {
      const named = `<div class="${name}">${ARTICLE}<div class="comments">好，赞。</div></div>`
      expect(linesOf(`<!doctype html><h1>${TITLE}</h1>${named}`)).toEqual([TITLE, ...PARAGRAPHS])
      expect(linesOf(`<html><div class="${name}">${ARTICLE}</div>`.repeat(3))).toEqual(repeated(PARAGRAPHS, 3))
    },
  )

  it('has headings of one article together, and its paragraphs apart from them', () => {
    const text = readHtml(new TextEncoder().encode(`<html>${ARTICLE}<h4>引题</h4><h2>标题在此</h2>${ARTICLE}`), 'x')
    const paragraphs = PARAGRAPHS.join('\n')
    expect(text).toEqual({ ok: true, value: `${paragraphs}\n\n引题\n标题在此\n\n${paragraphs}` })
  })

  it('keeps the padding of names and mends radicals', () => {
    expect(linesOf('<html><p>&nbsp;&nbsp;⼴东的康　迪  说，\n很好。')).toEqual(['广东的康　迪 说， 很好。'])
  })
})

/** <meta charset=gbk> and 协议。 in GBK, in Big5 and in UTF-16 with its mark. */
const said = (charset: string, ...bytes: readonly number[]) =>
  Uint8Array.from([...new TextEncoder().encode(`<html><meta charset="${charset}"><p>`), ...bytes])

it.each([
  ['GBK, as the page says', said('gb2312', 0xd0, 0xad, 0xd2, 0xe9, 0xa1, 0xa3), '协议。'],
  ['Big5, as the page says', said('big5', 0xa8, 0xf3, 0xc4, 0xb3, 0xa1, 0x43), '協議。'],
  ['UTF-8, whatever the page says', said('no-such', ...new TextEncoder().encode('协议。')), '协议。'],
])('decodes %s', (_, bytes, text) => {
  expect(linesOf(bytes)).toEqual([text])
})

it('refuses bytes that are no text, and says where', () => {
  const refusal = { code: 'text-unreadable', name: 'x', offset: 6, reason: 'binary' }
  expect(readHtml(new TextEncoder().encode('<html>\u0001'), 'x')).toEqual({ ok: false, refusal })
})

/**
 * Makes `packages/papers/samples/`: the front page of `packages/reader/samples` set in columns and boxes, and
 * reports over several sheets, by Chromium (the project's own), by LibreOffice and by WeasyPrint (`soffice` and
 * `weasyprint` on the path), with a Chinese font of this machine; and as web pages. All words are those of the
 * samples, which we wrote.
 *
 * Usage: node tools/make-pages.ts
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium as playwright } from '@playwright/test'
import { chromium, unpackChromium } from './chromium.ts'

const SAMPLES = fileURLToPath(new URL('../packages/papers/samples/', import.meta.url))
const FONT = 'WenQuanYi Micro Hei'
/** A font that draws radicals as it draws ideographs: Chromium then writes ⽅⺠ for 方民. */
const RADICAL_FONT = 'Noto Sans CJK SC'
const LINES = readFileSync(new URL('../packages/reader/samples/front-page.txt', import.meta.url), 'utf8').split('\n')

/** What stands on a page: words in a box, in points from the top left of the sheet. */
interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly size: number
  readonly columns: number
  /** Without an indent, and never in columns. */
  readonly isHeadline: boolean
  readonly paragraphs: readonly string[]
}

/** The words of some lines of the sample, counted from 1, joined to paragraphs as they are indented there. */
function body(first: number, last: number): readonly string[] {
  const paragraphs: string[] = []
  for (const line of LINES.slice(first - 1, last)) {
    if (line === '') continue
    const open = paragraphs.at(-1)
    const begins = line.startsWith('　　') || open === undefined || (open.endsWith('。') && BEGINNINGS.test(line))
    if (begins) paragraphs.push(line.trim())
    else paragraphs[paragraphs.length - 1] = open + line
  }
  return paragraphs
}

/** Paragraphs of the sample that begin without an indent. */
const BEGINNINGS = /^(司徒砚平转达|当天上午|窦长林说|从5月23日起)/

function lines(...numbers: readonly number[]): readonly string[] {
  return numbers.map((number) => (LINES[number - 1] ?? '').trim())
}

const headline = (left: number, top: number, width: number, size: number, words: readonly string[]): Box => {
  return { left, top, width, height: words.length * size * 1.5, size, columns: 1, isHeadline: true, paragraphs: words }
}

const columns = (left: number, top: number, width: number, height: number, count: number, words: readonly string[]) => {
  return { left, top, width, height, size: 10.5, columns: count, isHeadline: false, paragraphs: words }
}

/** The front page: bodies stand before their headlines in the file, as page-setting programs write them. */
const FRONT: readonly Box[] = [
  columns(460, 1010, 400, 130, 2, body(140, 151)),
  columns(40, 230, 820, 350, 4, [...body(4, 72), LINES[73]?.trim() ?? '']),
  columns(460, 815, 400, 130, 3, body(117, 135)),
  columns(40, 790, 380, 160, 2, body(93, 110)),
  headline(40, 120, 820, 34, lines(82)),
  headline(40, 75, 820, 18, lines(84, 85)),
  headline(40, 172, 820, 16, lines(87, 88)),
  headline(40, 720, 380, 24, lines(90)),
  headline(40, 760, 380, 14, lines(91)),
  headline(460, 705, 400, 15, lines(112)),
  headline(460, 730, 400, 24, lines(114, 115)),
  headline(40, 990, 380, 22, lines(75)),
  headline(40, 1025, 380, 16, lines(77)),
  headline(40, 1052, 380, 11.5, lines(79, 80)),
  headline(460, 960, 400, 18, lines(137)),
  headline(460, 988, 400, 12, lines(138)),
  columns(40, 20, 820, 36, 1, lines(1, 2)),
  columns(40, 1180, 820, 36, 1, lines(153, 154)),
]

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function html(sheet: string, inside: string): string {
  return `<!doctype html><meta charset="utf-8"><title>霁原日报</title><style>
@page { size: ${sheet}; margin: 0 }
html, body { margin: 0; font-family: "${FONT}" }
section { position: absolute }
div { height: 100%; column-gap: 16pt; column-fill: auto; text-align: justify; line-height: 1.5 }
p { margin: 0; text-indent: 2em }
.headline p { text-indent: 0; text-align: center; line-height: 1.3; white-space: nowrap }
</style>${inside}`
}

function front(): string {
  return html(
    '900pt 1240pt',
    FRONT.map(({ left, top, width, height, size, columns: count, isHeadline, paragraphs }) => {
      const place = `left: ${left}pt; top: ${top}pt; width: ${width}pt; height: ${height}pt; font-size: ${size}pt`
      const inside = paragraphs.map((each) => `<p>${escaped(each)}</p>`).join('')
      const flow = count > 1 ? ` style="column-count: ${count}; height: ${height}pt"` : ''
      return `<section${isHeadline ? ' class="headline"' : ''} style="${place}"><div${flow}>${inside}</div></section>`
    }).join('\n'),
  )
}

/** Two reports one behind the other over sheets of A4, with a number at the foot of each. */
function report(): string {
  const article = (title: string, deck: string, words: readonly string[]) =>
    `<h1>${title}</h1><h2>${deck}</h2>${words.map((each) => `<p>${escaped(each)}</p>`).join('')}`
  const [main = '', deck = ''] = lines(82, 87)
  const [second = '', below = ''] = lines(90, 91)
  return `<!doctype html><meta charset="utf-8"><title>霁原日报</title><style>
@page { size: A4; margin: 25mm; @bottom-center { content: counter(page); font-family: "${FONT}"; font-size: 9pt } }
body { margin: 0; font-family: "${FONT}"; font-size: 15pt; line-height: 1.8 }
h1 { font-size: 24pt; text-align: center } h2 { font-size: 18pt; text-align: center }
p { margin: 0; text-indent: 2em; text-align: justify }
</style>${article(main, deck, body(4, 72))}${article(second, below, body(93, 110))}`
}

/** A short report in a font that makes Chromium write radicals. */
function radicals(): string {
  const words = body(140, 151).map((each) => `<p>${escaped(each)}</p>`)
  return `<!doctype html><meta charset="utf-8"><body style="font-family: '${RADICAL_FONT}'; width: 120mm">
<h1>${lines(137)[0]}</h1><h2>${lines(138)[0]}</h2>${words.join('')}`
}

/** A page of a newspaper on the web: the list of its sheets and headlines, then its articles one below the other. */
function digitalPage(): string {
  const sheets = ['要闻', '综合', '经济', '文旅'].map(
    (name, index) => `<li><a href="${index + 1}.htm">第0${index + 1}版：${name}</a>`,
  )
  const listed = [82, 90, 114, 137].map((line) => `<li><a href="${line}.htm">${lines(line)[0]}</a>`)
  const articles = [
    story(lines(84, 85), lines(82), lines(87, 88), [...body(4, 72), ...lines(74)]),
    story([], lines(90), lines(91), body(93, 110)),
    story(lines(112), lines(114), lines(115), body(117, 135)),
    story([], lines(137), lines(138), body(140, 151)),
  ]
  return `<!doctype html>
<html><head><meta charset="utf-8"><title>霁原日报数字报-第01版：要闻</title>
<style>.story p { text-indent: 2em }</style><script>var sheet = "第01版，要闻。"</script></head>
<body class="paper"><div class="menu"><a href="/">首页</a> <a href="/old">往期</a> <a href="/in">登录</a></div>
<table><tr><td class="left"><div class="search">按日期找报，最早到2011年。</div>
<p>2026年5月19日 星期二</p><h3>版面导航</h3><ul>${sheets.join('\n')}</ul>
<h3>本版标题</h3><ul>${listed.join('\n')}</ul></td>
<td><div><a href="0.htm">上一版</a> <a href="2.htm">下一版</a></div>
${articles.join('\n')}
<div><h3>推荐阅读</h3><p>霁原日报客户端上线，欢迎下载。</p></div></td></tr></table>
<div class="bottom">霁原日报社版权所有，未经书面许可不得转载。电话：0900-0000000</div></body></html>
`
}

/** An article of that page, in an element of its own: kicker, headline, deck, text. */
function story(kicker: readonly string[], title: readonly string[], deck: readonly string[], words: readonly string[]) {
  const heads = [
    ...kicker.map((each) => `<h4 class="yinti">${each}</h4>`),
    ...title.map((each) => `<h2>${each}</h2>`),
    ...deck.map((each) => `<h3 class="futi">${each}</h3>`),
  ]
  return `<div class="story">${heads.join('\n')}\n${words.map((each) => `<p>　　${escaped(each)}</p>`).join('\n')}</div>`
}

/** A page of an office, all of it in a form and under names of what stands beside a text. */
function officePage(): string {
  const [title = '', deck = ''] = lines(82, 87)
  const menu = ['首页', '政务公开', '办事服务', '互动交流'].map((name) => `<li><a href="/">${name}</a>`).join('')
  return `<!doctype html>
<html><head><meta charset="utf-8"><title>${title} - 霁原省人民政府门户网站</title></head>
<body><form method="post" action="./content.aspx?id=519" id="aspnetForm">
<input type="hidden" name="__VIEWSTATE" value="/wEPDwUKMTk5Nzg0OTQ2OWRk">
<div class="head"><h1><a href="/">霁原省人民政府</a></h1><ul>${menu}</ul>
<label>站内搜索，请输入词语。</label><input type="text"><button>搜索</button></div>
<div class="wrap side-open"><div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/news">要闻</a></div>
<div class="article hot"><h2 class="title">${title}</h2><h3>${deck}</h3>
<div class="info"><span>发布时间：2026-05-19</span> <span>来源：霁原日报</span> <span>字号：[大 中 小]</span></div>
${body(4, 72)
  .map((each) => `<p>　　${escaped(each)}</p>`)
  .join('\n')}
<div class="share">分享到：微信 微博</div><p>上一篇：<a href="518.aspx">${lines(137)[0]}</a></p></div>
<div class="side"><h3>热门</h3><ul><li><a href="517.aspx">${lines(90)[0]}</a>
<li><a href="516.aspx">${lines(114)[0]}</a></ul></div></div>
<div class="foot">主办：霁原省人民政府办公厅。网站标识码：0000000000。建议使用新版浏览器，以便浏览。</div></form></body></html>
`
}

/** The front page as a flat OpenDocument text, each box a frame on the page. */
function frames(): string {
  const styles = FRONT.map(({ columns: count, size, isHeadline }, index) => {
    const gap = count > 1 ? `<style:columns fo:column-count="${count}" fo:column-gap="16pt"/>` : ''
    const indent = isHeadline ? 'fo:text-align="center"' : `fo:text-indent="${size * 2}pt" fo:text-align="justify"`
    const font = `style:font-name-asian="${FONT}" style:font-name="${FONT}"`
    return `<style:style style:name="F${index}" style:family="graphic"><style:graphic-properties draw:stroke="none"
 draw:fill="none" fo:border="none" fo:padding="0pt" style:wrap="run-through" style:vertical-pos="from-top"
 style:vertical-rel="page" style:horizontal-pos="from-left"
 style:horizontal-rel="page">${gap}</style:graphic-properties></style:style>
<style:style style:name="P${index}" style:family="paragraph"><style:paragraph-properties
 fo:line-height="${size * (isHeadline ? 1.3 : 1.5)}pt" ${indent}/>
<style:text-properties ${font} fo:font-size="${size}pt" style:font-size-asian="${size}pt"/></style:style>`
  })
  const boxes = FRONT.map(({ left, top, width, height, paragraphs }, index) => {
    const inside = paragraphs.map((each) => `<text:p text:style-name="P${index}">${escaped(each)}</text:p>`).join('')
    return `<draw:frame draw:name="B${index}" draw:style-name="F${index}" text:anchor-type="page"
 text:anchor-page-number="1" svg:x="${left}pt" svg:y="${top}pt" svg:width="${width}pt" svg:height="${height}pt"
 draw:z-index="${index}"><draw:text-box>${inside}</draw:text-box></draw:frame>`
  })
  const names = {
    office: 'office',
    style: 'style',
    text: 'text',
    draw: 'drawing',
    fo: 'xsl-fo-compatible',
    svg: 'svg-compatible',
  }
  const spaces = Object.entries(names).map(([prefix, name]) => `xmlns:${prefix}="${OASIS}:${name}:1.0"`)
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${spaces.join(' ')}
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="${FONT}" svg:font-family="'${FONT}'"/></office:font-face-decls>
<office:automatic-styles><style:page-layout style:name="L"><style:page-layout-properties fo:page-width="900pt"
 fo:page-height="1240pt" fo:margin="0pt"/></style:page-layout>${styles.join('')}</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"/></office:master-styles>
<office:body><office:text>${boxes.join('')}<text:p/></office:text></office:body></office:document>`
}

const OASIS = 'urn:oasis:names:tc:opendocument:xmlns'

async function printByChromium(path: string, page: string): Promise<void> {
  await unpackChromium()
  const { executablePath, args, env } = chromium()
  // Its own list of fonts has one only; the machine's are asked for here.
  const { FONTCONFIG_FILE: _, ...rest } = env
  const browser = await playwright.launch({ executablePath, args: [...args], env: rest })
  const tab = await browser.newPage()
  await tab.setContent(page)
  await tab.pdf({ path, preferCSSPageSize: true, tagged: false })
  await browser.close()
}

function run(program: string, ...words: readonly string[]): void {
  const { status, stderr } = spawnSync(program, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program}: ${stderr}`)
}

/** The programs that files are made by, and how each is asked whether it is here; Chromium is the project's own. */
const PROGRAMS = { libreoffice: 'soffice', weasyprint: 'weasyprint' } as const

/** Why a program cannot make files here; null where it can. */
export function programMissing(name: keyof typeof PROGRAMS): string | null {
  const { status } = spawnSync(PROGRAMS[name], ['--version'])
  return status === 0 ? null : `${PROGRAMS[name]} is not on the path: install the Debian package that brings it`
}

/** Makes the files of Chromium in a folder. */
export async function makeByChromium(folder: string): Promise<void> {
  await printByChromium(join(folder, 'front-page-chromium.pdf'), front())
  await printByChromium(join(folder, 'report-chromium.pdf'), report())
  await printByChromium(join(folder, 'radicals-chromium.pdf'), radicals())
}

/** Makes the web pages, which no program sets, in a folder. */
export function makeWebPages(folder: string): void {
  writeFileSync(join(folder, 'front-page-digital.html'), digitalPage())
  writeFileSync(join(folder, 'report-office.html'), officePage())
}

/** Makes the files of another program in a folder. */
export function makeBy(name: keyof typeof PROGRAMS, folder: string): void {
  const scratch = mkdtempSync(join(tmpdir(), 'handclasp-pages-'))
  const made = { 'front-page.fodt': frames(), 'front-page.html': front(), 'report.html': report() }
  for (const [file, words] of Object.entries(made)) writeFileSync(join(scratch, file), words)
  try {
    if (name === 'weasyprint') {
      for (const page of ['front-page', 'report']) {
        run('weasyprint', join(scratch, `${page}.html`), join(folder, `${page}-weasyprint.pdf`))
      }
      return
    }
    run('soffice', '--headless', '--convert-to', 'pdf', '--outdir', scratch, join(scratch, 'front-page.fodt'))
    copyFileSync(join(scratch, 'front-page.pdf'), join(folder, 'front-page-libreoffice.pdf'))
    const asWord = ['--infilter=HTML (StarWriter)', '--convert-to', 'docx:MS Word 2007 XML']
    run('soffice', '--headless', ...asWord, '--outdir', folder, join(scratch, 'report.html'))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  makeWebPages(SAMPLES)
  await makeByChromium(SAMPLES)
  makeBy('libreoffice', SAMPLES)
  makeBy('weasyprint', SAMPLES)
}

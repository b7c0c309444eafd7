import { zhCN } from '../words/zh-CN.ts'

/** What press text is about: each part of the fonts that holds common characters has one here. */
const COMMON = Object.entries(zhCN)
  .flatMap(([key, words]) => (/^(act|event|field)\./.test(key) ? [words] : []))
  .join('')

/**
 * Asks for the fonts of a page while the page itself is on its way: text that is drawn before its font is there is laid
 * out twice. It only hastens them; where they do not come the text stands in another font.
 */
export function fetchFonts(): void {
  for (const family of ['Noto Serif SC Variable', 'Noto Sans SC Variable']) {
    document.fonts.load(`16px "${family}"`, COMMON).catch(() => {})
  }
}

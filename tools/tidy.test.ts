import { describe, expect, it } from 'vitest'
import { roomChecks } from './tidy/rooms.ts'
import { ruleChecks } from './tidy/rules.ts'
import { styleChecks } from './tidy/style.ts'
import { makeTree, readTree } from './tidy/tree.ts'

const tree = readTree()

describe.each([...styleChecks, ...roomChecks, ...ruleChecks])('$rule', ({ find, breaches, fine = [] }) => {
  it('holds in the whole tree', () => {
    const found = find(tree)
    expect(found, `\n${found.join('\n')}\n`).toHaveLength(0)
  })

  it('is seen when it is broken, and only then', () => {
    for (const breach of breaches) expect(find(makeTree(breach)), JSON.stringify(breach)).not.toHaveLength(0)
    for (const sound of fine) expect(find(makeTree(sound)), JSON.stringify(sound)).toHaveLength(0)
  })
})

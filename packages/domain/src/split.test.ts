import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Finding } from './finding.ts'
import type { FindingId, SourceHash } from './identifier.ts'
import { splitFinding } from './split.ts'

/** A digest that tells texts apart; which one it is does not matter here. */
const digest = (text: string) => Uint8Array.from({ length: 32 }, (_, index) => text.charCodeAt(index % text.length))

/** The text between ⟦ and ⟧ is the finding; ‖ is where it is cut. */
function worked(kind: 'pledge' | 'person' | 'agreement' | 'event', notation: string) {
  const at = notation.indexOf('‖')
  const plain = notation.replace('‖', '')
  const [start, close] = [plain.indexOf('⟦'), plain.indexOf('⟧')]
  const text = plain.replace(/[⟦⟧]/g, '')
  const evidence = [{ start, end: close - 1 }]
  const read = {
    name: text,
    text,
    targets: [{ value: 3, unit: '个', evidence: [{ start: close - 3, end: close - 1 }] }],
  }
  const finding = {
    id: 'fnd_1' as FindingId,
    source: 'a' as SourceHash,
    kind,
    article: 0,
    evidence,
    words: text,
    lines: { from: 1, to: 1 },
    outlet: null,
    events: [],
    read,
  } as unknown as Finding
  return { finding, text, split: splitFinding(finding, text, at - 1, digest) }
}

describe('splitting a finding', () => {
  it.each([
    ['person', '⟦卢望舟、‖祁岚⟧出席', ['卢望舟', '祁岚']],
    ['person', '⟦卢望舟‖祁岚⟧出席', ['卢望舟', '祁岚']],
    ['pledge', '⟦共建园区，‖合办展会3个⟧。', ['共建园区', '合办展会3个']],
    ['pledge', '⟦共建园\n区‖；合办展会3个⟧。', ['共建园区', '合办展会3个']],
  ] as const)('cuts a %s in %s', (kind, notation, words) => {
    const { split, finding } = worked(kind, notation)
    if (!split.ok) throw new Error(split.refusal.code)
    expect(split.value.map((part) => part.words)).toEqual(words)
    expect(split.value.map((part) => part.whole)).toEqual([0, 1].map(() => ({ id: 'fnd_1', read: finding.read })))
  })

  it('leaves a target with the part it stands in', () => {
    const { split } = worked('pledge', '⟦共建园区，‖合办展会3个⟧。')
    const targets = split.ok && split.value.map((part) => part.kind === 'pledge' && part.read.targets.length)
    expect(targets).toEqual([0, 1])
  })

  it('does not count the agreements of the whole in each part', () => {
    const { split } = worked('agreement', '⟦商务合作协议、‖科技合作协议⟧。')
    expect(split.ok && split.value.map(({ read }) => 'count' in read && read.count)).toEqual([null, null])
  })

  it.each([
    ['event', '⟦座谈会‖上⟧'],
    ['person', '⟦‖祁岚⟧'],
    ['person', '⟦祁岚‖⟧'],
    ['person', '⟦、‖祁岚⟧'],
    ['person', '‖出⟦祁岚⟧'],
  ] as const)('refuses to cut a %s in %s', (kind, notation) => {
    expect(worked(kind, notation).split).toMatchObject({ ok: false, refusal: { code: 'split-misfits' } })
  })

  it('keeps every word but list marks, each in one part, in order', () => {
    const words = fc.stringMatching(/^[共建园区、，展 ]{2,12}$/)
    fc.assert(
      fc.property(words, fc.nat(12), (said, cut) => {
        const place = Math.min(cut, said.length)
        const { split, text } = worked('pledge', `⟦${said.slice(0, place)}‖${said.slice(place)}⟧`)
        if (!split.ok) return
        const spans = split.value.flatMap((part) => part.evidence)
        const kept = spans.map(({ start, end }) => text.slice(start, end)).join('')
        expect(kept.replace(/[\s、，]/g, '')).toBe(said.replace(/[\s、，]/g, ''))
        expect(spans.every(({ start, end }, index) => start < end && end <= (spans[index + 1]?.start ?? end))).toBe(
          true,
        )
      }),
    )
  })
})

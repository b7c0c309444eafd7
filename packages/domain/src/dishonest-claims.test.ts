import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Same } from './entry.ts'
import type { SideId } from './identifier.ts'
import { type Claim, type ClaimVoice, Comparison, objectionToSame, sameness } from './sameness.ts'

const [LIAR, HONEST] = ['sid_A', 'sid_B'] as readonly string[] as [SideId, SideId]

/** What happens: the liar writes and claims to have seen anything, the other hears of it or says what it may. */
type Step =
  | { readonly forge: Same['said']; readonly thing: number; readonly seen: number }
  | { readonly hear: number }
  | { readonly say: Same['said']; readonly thing: number }

const said = fc.constantFrom<Same['said']>('same', 'same', 'taken-back')
// Mostly of one pair; claims on the other show as well what was seen.
const thing = fc.constantFrom(0, 0, 0, 1)
const step: fc.Arbitrary<Step> = fc.oneof(
  // From long before to what nobody has written yet, against what there is.
  fc.record({ forge: said, thing, seen: fc.constantFrom(-9, -3, -2, -1, 0, 0, 0, 1) }),
  fc.record({ hear: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ say: said, thing }),
)
const steps = fc.array(step, { minLength: 4, maxLength: 24, size: 'max' })

const wordsOf = (own: SideId, at: number, word: Same['said']): Same => {
  const [mine, theirs, whose] = own === LIAR ? [`a${at}`, `b${at}`, HONEST] : [`b${at}`, `a${at}`, LIAR]
  return { of: 'package', mine, theirs, whose, said: word }
}

const onesIn = (voices: readonly ClaimVoice[]) =>
  sameness(voices).pairs.flatMap(({ state, things }) => (state === 'one' ? [things[0].id] : []))

/** Two chains, of which the second is written by what its server holds. */
class Course {
  readonly #lies: Claim[] = []
  readonly #words: Claim[] = []
  #heard = 0

  play(list: readonly Step[]): void {
    for (const next of list) this.#take(next)
  }

  /** What is held of both chains where these many entries of the liar and of the other are. */
  upTo(lies: number, words: number): readonly ClaimVoice[] {
    return [
      { side: LIAR, head: lies, claims: this.#lies.slice(0, lies) },
      { side: HONEST, head: words, claims: this.#words.slice(0, words) },
    ]
  }

  whole(): readonly ClaimVoice[] {
    return this.upTo(this.#lies.length, this.#words.length)
  }

  /**
   * What is one by what each chain shows that its side has seen of both, and still is; nothing where something rests on
   * what nobody wrote yet. What one took back without the other's having seen it is begun anew when it is said again:
   * of that the other has shown nothing.
   */
  shown(): readonly string[] {
    if (sameness(this.whole()).pending.length > 0) return []
    const saw = (claims: readonly Claim[], whose: SideId) => Math.max(0, ...claims.map(({ seen }) => seen[whose] ?? 0))
    const [sawWords, sawLies] = [saw(this.#lies, HONEST), saw(this.#words, LIAR)]
    const [lies, words] = [this.#lies.length, this.#words.length]
    const views = [this.upTo(lies, sawWords), this.upTo(sawLies, words), this.whole()].map(onesIn)
    const unseen = [...this.#lies.slice(sawLies), ...this.#words.slice(sawWords)]
    const isBegunAnew = (id: string) =>
      unseen.some((claim) => claim.said === 'taken-back' && [claim.mine, claim.theirs].includes(id))
    return (views[2] ?? []).filter((id) => views.every((ones) => ones.includes(id)) && !isBegunAnew(id))
  }

  #take(next: Step): void {
    if ('forge' in next) {
      const seq = this.#lies.length + 1
      const seen = { [HONEST]: Math.max(0, this.#words.length + next.seen) }
      this.#lies.push({ ...wordsOf(LIAR, next.thing, next.forge), seq, seen })
    } else if ('hear' in next) this.#heard = Math.min(this.#lies.length, this.#heard + next.hear)
    else {
      const same = wordsOf(HONEST, next.thing, next.say)
      if (objectionToSame(this.upTo(this.#heard, this.#words.length), HONEST, same)) return
      this.#words.push({ ...same, seq: this.#words.length + 1, seen: { [LIAR]: this.#heard } })
    }
  }
}

describe('where one of two sides lies about what it had seen', () => {
  it('[L76] what both chains show that they saw said by both stays one, where nothing of them is pending', () => {
    let ones = 0
    fc.assert(
      fc.property(steps, steps, (first, then) => {
        const course = new Course()
        course.play(first)
        const before = course.shown()
        ones += before.length
        course.play(then)
        expect(onesIn(course.whole())).toEqual(expect.arrayContaining([...before]))
      }),
      { numRuns: 1000 },
    )
    expect(ones).toBeGreaterThan(50)
  })

  it('[L76] nothing is one without the last word of the honest side', () => {
    let ones = 0
    fc.assert(
      fc.property(steps, (moves) => {
        const course = new Course()
        course.play(moves)
        const [, honest] = course.whole()
        for (const id of onesIn(course.whole())) {
          ones++
          expect(honest?.claims.findLast(({ theirs }) => theirs === id)?.said).toBe('same')
        }
      }),
      { numRuns: 500 },
    )
    expect(ones).toBeGreaterThan(50)
  })

  it('[L76] does not take back what it has shown by another claim to have seen said by both', () => {
    const claims = [
      { ...wordsOf(LIAR, 0, 'same'), seq: 1, seen: {} },
      { ...wordsOf(LIAR, 1, 'same'), seq: 2, seen: { [HONEST]: 1 } },
      { ...wordsOf(LIAR, 0, 'taken-back'), seq: 3, seen: { [HONEST]: 0 } },
    ]
    const answer = { ...wordsOf(HONEST, 0, 'same'), seq: 1, seen: { [LIAR]: 1 } }
    const voices = [
      { side: LIAR, head: 3, claims },
      { side: HONEST, head: 1, claims: [answer] },
    ]
    expect(onesIn(voices)).toEqual(['a0'])
  })
})

describe('what it costs', () => {
  const stepsFor = (count: number) => {
    const chain = (own: SideId): ClaimVoice => {
      const claims = Array.from({ length: count / 2 }, (_, at): Claim => {
        const other = own === LIAR ? HONEST : LIAR
        return { ...wordsOf(own, 0, at % 2 === 0 ? 'same' : 'taken-back'), seq: at + 1, seen: { [other]: at } }
      })
      return { side: own, head: claims.length, claims }
    }
    const comparison = new Comparison([chain(LIAR), chain(HONEST)])
    expect(comparison.result().pairs).toHaveLength(1)
    return comparison.steps
  }
  it('[L76] grows as the claims do', () => {
    expect(stepsFor(2000)).toBeLessThanOrEqual(2 * 2000)
    expect(stepsFor(2000) / stepsFor(250)).toBeLessThan(8.5)
  })
})

/** People of known names among what is accepted together: nobody is merged, and nobody is made new unseen. */
import type { CooperationView, FindingView } from '@handclasp/api/client'
import type { FindingId, PersonId } from '@handclasp/domain'
import { useMemo, useState } from 'react'
import { useWords } from '../../words/words.tsx'
import type { useDecisions } from './decisions.ts'
import { unsentOn } from './unsent.ts'
import type { Review } from './finding-row.tsx'
import { stateOf } from './findings.ts'
import type { useSameAs } from './people.ts'

/** `waiting`: nobody has said who it is. `new`: it was accepted with the rest, as somebody new. */
export type Namesake = 'waiting' | 'new'

const NO_ONE: readonly FindingId[] = []

/** Who of the article has the name of somebody known, without anybody having said whether it is the same person. */
export function useNamesakes(
  order: readonly FindingView[],
  cooperation: CooperationView | null,
  same: ReturnType<typeof useSameAs>,
  decisions: ReturnType<typeof useDecisions>,
) {
  const { say } = useWords()
  const [taken, take] = useState(NO_ONE)
  const id = cooperation?.id ?? null
  const unclear = useMemo(() => {
    const found = new Map<FindingId, Namesake>()
    for (const item of order) {
      if (item.kind !== 'person' || same.said(item)) continue
      const state = stateOf(item, id)
      if (state === 'accepted' && taken.includes(item.id)) found.set(item.id, 'new')
      if (state === 'open' && same.namesakes(item).length > 0) found.set(item.id, 'waiting')
    }
    return found
  }, [order, id, same, taken])
  const acceptRest = () => {
    const strangers = [...unclear].flatMap(([finding, how]) =>
      how === 'waiting' && !unsentOn(finding)?.written ? [finding] : [],
    )
    take([...taken, ...strangers])
    decisions.acceptRest(strangers.length > 0 ? say('known.taken', { n: strangers.length }) : '')
  }
  /** Says who a person is; of one accepted with the rest this is decided anew at once. */
  const choosePerson = (finding: FindingView, person: PersonId | null) => {
    same.choosePerson(finding, person)
    if (taken.includes(finding.id)) decisions.sayPerson(finding, person)
  }
  return { unclear, acceptRest, choosePerson }
}

/** The line over the findings: how many would be, or were, taken as new people, and the way to the first. */
export function NamesakeLine({ review }: { readonly review: Review }) {
  const { say } = useWords()
  const all = [...review.unclear]
  const [first] = all
  if (!first) return null
  const made = all.filter(([, how]) => how === 'new').length
  return (
    <p className="namesake-line">
      <span>
        {made > 0 ? say('known.taken', { n: made }) : null}
        {all.length > made ? say('known.waiting', { n: all.length - made }) : null}
      </span>
      <button type="button" className="btn small" onClick={() => review.pick(first[0])}>
        {say('known.first')}
      </button>
    </p>
  )
}

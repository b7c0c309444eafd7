/** People of the cooperation who may be the one a finding names: offered, never chosen. */
import type { CooperationView, FindingView, PersonView } from '@handclasp/api/client'
import type { FindingId, PersonId } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { peopleQuery } from '../../requests/queries.ts'
import { type MadeRecord, recordOf } from './records.ts'

const NOBODY: readonly PersonView[] = []

/** Who of the people known has the finding's name; those with the same post first. */
export function namesakesOf(finding: FindingView, people: readonly PersonView[]): readonly PersonView[] {
  if (finding.kind !== 'person') return NOBODY
  const { name, posts } = finding.read
  const held = new Set(posts.map(({ text }) => text))
  const shares = (person: PersonView) => (person.posts.some(({ text }) => held.has(text)) ? 0 : 1)
  const others = (person: PersonView) => person.participations.some((part) => part.finding !== finding.id)
  const called = (person: PersonView) => person.participations.some((part) => part.name === name)
  return people.filter((person) => called(person) && others(person)).sort((a, b) => shares(a) - shares(b))
}

/** Who a record says a finding's person is the same as; null for somebody new. */
export function personKept(finding: FindingView, record: MadeRecord | null): PersonId | null {
  return record?.kind === 'participation' && !record.person.endsWith(finding.id.slice(4)) ? record.person : null
}

/** Who is said to be whom in this visit. */
export function useSameAs(cooperation: CooperationView | null, records: ReadonlyMap<FindingId, MadeRecord>) {
  const id = cooperation?.id
  const known = useQuery({ ...peopleQuery(id as never), enabled: id !== undefined }).data ?? NOBODY
  const [said, say] = useState<ReadonlyMap<FindingId, PersonId | null>>(new Map())
  return useMemo(() => {
    const personOf = (finding: FindingView): PersonId | null => {
      const now = said.get(finding.id)
      if (now !== undefined) return now
      return personKept(finding, recordOf(finding, records))
    }
    return {
      personOf,
      chosen: (finding: FindingView) =>
        said.has(finding.id) || recordOf(finding, records) ? personOf(finding) : undefined,
      /** Was it said in this visit, be it of somebody new? */
      said: (finding: FindingView) => said.has(finding.id),
      choosePerson: (finding: FindingView, person: PersonId | null) => say(new Map(said).set(finding.id, person)),
      namesakes: (finding: FindingView) => namesakesOf(finding, known),
    }
  }, [said, known, records])
}

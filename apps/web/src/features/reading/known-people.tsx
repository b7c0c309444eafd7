/** Asks whether the person named is one the cooperation knows already. */
import type { FindingView, PersonView } from '@handclasp/api/client'
import { Key } from '../../ui/keys.tsx'
import { type Say, useWords } from '../../words/words.tsx'
import type { Review } from './finding-row.tsx'

/** How many namesakes are offered. */
export const OFFERED = 5

/** The choices: each namesake, and somebody new. Without a choice it is somebody new. */
export function KnownPeople({ finding, review }: { readonly finding: FindingView; readonly review: Review }) {
  const { say } = useWords()
  if (finding.kind !== 'person') return null
  const namesakes = review.namesakes(finding).slice(0, OFFERED)
  if (namesakes.length === 0) return null
  const chosen = review.chosen(finding)
  return (
    <fieldset className="namesakes">
      <legend>{say('known.question', { name: finding.read.name })}</legend>
      {namesakes.map((person, index) => (
        <button
          key={person.id}
          type="button"
          className="btn"
          aria-pressed={chosen === person.id}
          onClick={() => review.choosePerson(finding, person.id)}
        >
          <Key>{index + 1}</Key> {say('known.same', { person: describe(say, person) })}
        </button>
      ))}
      <button
        type="button"
        className="btn"
        aria-pressed={chosen === null}
        onClick={() => review.choosePerson(finding, null)}
      >
        <Key>0</Key> {say('known.new')}
      </button>
    </fieldset>
  )
}

/** A person in a few words: name, latest post, how often. */
function describe(say: Say, person: PersonView): string {
  const post = person.participations.at(-1)?.posts.join('｜') || person.regions.join(say('list.names'))
  return say('known.person', { name: person.name, post, n: person.participations.length })
}

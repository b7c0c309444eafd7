/** People 人物: who took part in what, gathered from participations by the person they were said to be. */
import type { EventId, PersonId, SourceHash } from './identifier.ts'
import type { RecordOf } from './position.ts'

/** What one person did, by the records alone. */
export interface PersonRecord<Participation extends RecordOf<'participation'> = RecordOf<'participation'>> {
  readonly id: PersonId
  /** As first written. */
  readonly name: string
  readonly regions: readonly string[]
  /** Each post as written, with the days it was written of, oldest first; null where no day is known. */
  readonly posts: readonly { readonly text: string; readonly days: readonly (string | null)[] }[]
  readonly participations: readonly (Participation & Occasion)[]
}

/** When and where somebody took part. */
export interface Occasion {
  /** The first day of the first event, else the day the source was published. */
  readonly day: string | null
  readonly at: readonly { readonly event: EventId; readonly name: string | null }[]
}

/** Gathers people from participations; each in the order of days, people in the order they were first written. */
export function peopleOf<Participation extends RecordOf<'participation'>>(
  participations: readonly Participation[],
  events: readonly RecordOf<'event'>[],
  sources: readonly RecordOf<'source'>[],
): readonly PersonRecord<Participation>[] {
  const eventOf = new Map(events.map((event) => [event.id, event]))
  const publishedOf = new Map<SourceHash, string | null>(sources.map((source) => [source.id, source.published]))
  const people = new Map<PersonId, (Participation & Occasion)[]>()
  for (const participation of participations) {
    const at = participation.events.map((event) => ({ event, name: eventOf.get(event)?.name ?? null }))
    const days = participation.events.flatMap((event) => eventOf.get(event)?.date?.start ?? [])
    const day = days.sort()[0] ?? publishedOf.get(participation.quote.source) ?? null
    const list = people.get(participation.person) ?? []
    list.push({ ...participation, day, at })
    people.set(participation.person, list)
  }
  return [...people].map(([id, list]) => {
    const inOrder = [...list].sort((a, b) => compareDays(a.day, b.day) || a.seq - b.seq)
    const regions = new Set(inOrder.flatMap(({ region }) => (region === null ? [] : [region])))
    return { id, name: list[0]?.name ?? '', regions: [...regions], posts: postsOf(inOrder), participations: inOrder }
  })
}

function postsOf(inOrder: readonly (RecordOf<'participation'> & Occasion)[]): PersonRecord['posts'] {
  const posts = new Map<string, Set<string | null>>()
  for (const { posts: held, day } of inOrder) {
    for (const text of held) posts.set(text, (posts.get(text) ?? new Set()).add(day))
  }
  return [...posts].map(([text, days]) => ({ text, days: [...days] }))
}

/** Earlier days first, unknown ones last. */
function compareDays(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -1 : 1
}

/** Erasing a page for good: what goes with it, what stays, what the other sides hold; and what is left to see of it. */
import type { QuotingView, SourcePage } from '@handclasp/api/client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { quotingQuery, useErasePage } from '../../requests/erasures.ts'
import { cooperationsQuery } from '../../requests/queries.ts'
import { type Erasure, type ErasureChosen, ErasedWords, ErasingForm, type Going } from '../../ui/erasing.tsx'
import { Failure } from '../../ui/failure.tsx'
import { usePlace } from '../../ui/place.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { moment } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'

type Quoting = QuotingView['entries'][number]

/** All that is asked before a page is erased. */
export function ErasingPage({ page, onLeave }: { readonly page: SourcePage; readonly onLeave: () => void }) {
  const { say } = useWords()
  const { data, error, refetch } = useQuery(quotingQuery(page.hash))
  return (
    <main
      className="blank erasing"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.nativeEvent.isComposing) onLeave()
      }}
    >
      <h1 className="sentence">{say('erasing.page.title', { name: page.name })}</h1>
      {error ? <Failure error={error} reading again={() => void refetch()} /> : null}
      {data || error ? null : <Waiting what={say('erasing.wait')} />}
      {data ? <Form page={page} entries={data.entries} onLeave={onLeave} /> : null}
    </main>
  )
}

function Form(props: {
  readonly page: SourcePage
  readonly entries: readonly Quoting[]
  readonly onLeave: () => void
}) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { page, entries, onLeave } = props
  const erasing = useErasePage(page.hash)
  const going = useGoing(page, entries)
  const erase = ({ ground, note, going: chosen }: ErasureChosen) => {
    const also = entries.flatMap((entry) => {
      const { cooperation, side, chain, seq } = entry
      return entry.becomes === 'asked' && chosen.has(keyOf(entry)) ? { cooperation, side, chain, seq } : []
    })
    erasing.mutate(
      { ground, note, also },
      {
        onSuccess: () => {
          announce(say('erasing.page.said'))
          onLeave()
        },
      },
    )
  }
  return (
    <ErasingForm
      going={going}
      stays={say('erasing.page.stays')}
      sure={(n) => say('erasing.page.sure', { n: n - 1 })}
      isPending={erasing.isPending}
      error={erasing.error}
      dismiss={() => erasing.reset()}
      onErase={erase}
      onLeave={onLeave}
    />
  )
}

/** The page, and the entries that hold words of it: whose they are, and what becomes of them. */
function useGoing(page: SourcePage, entries: readonly Quoting[]): readonly Going[] {
  const { say } = useWords()
  const known = useQuery(cooperationsQuery).data ?? []
  const whole: Going = {
    key: 'page',
    label: say('erasing.page.whole'),
    place: moment(page.received),
    words: [
      { path: 'name', text: page.name },
      { path: 'text', text: page.text },
    ],
    goes: 'always',
  }
  const others = entries.map((entry): Going => {
    const { cooperation, side, seq, written, words, becomes, chain } = entry
    const mark = known.find(({ id }) => id === cooperation)?.sides.find(({ id }) => id === side)?.mark ?? ''
    const asked = chain === 'shared' ? 'sent' : 'cited'
    return {
      key: keyOf(entry),
      label: say(`erasing.page.${becomes === 'asked' ? asked : becomes}`),
      place: `${mark} ${say('fact.entry', { seq, date: moment(written) })}`,
      // Of an entry that is written anew the words it quotes go alone.
      words: becomes === 'stripped' ? words.filter(({ path }) => path === 'quote.words') : words,
      goes: becomes !== 'asked' ? 'always' : asked === 'sent' ? 'chosen' : 'unless-chosen',
    }
  })
  return [whole, ...others]
}

function keyOf({ cooperation, side, chain, seq }: Quoting): string {
  return [cooperation, side, chain, seq].join(' ')
}

/** What is left to see of a page that was erased. */
export function ErasedPage({ page, erasure }: { readonly page: SourcePage; readonly erasure: Erasure }) {
  const { say } = useWords()
  return (
    <main className="blank">
      <h1 className="sentence">
        <ErasedWords erasure={erasure} />
      </h1>
      <p>{say('erasing.page.left', { digest: `${page.hash.slice(0, 8)}…`, date: moment(page.received) })}</p>
      <Link className="btn" to="/read">
        {say('page.list')}
      </Link>
    </main>
  )
}

/** When a newer reader is there: reading the page again, and what of the decisions rests on an older reading. */
import type { Difference, SourcePage } from '@handclasp/api/client'
import { wordsAt } from '@handclasp/domain'
import { Link } from '@tanstack/react-router'
import { useReadAgain } from '../../requests/queries.ts'
import { useMay } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { writeSpans } from '../../ui/lines.ts'
import { usePlace } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'

/** Nothing, as long as one reader read the page and what was decided is what it found. */
export function ReadAgain({ page }: { readonly page: SourcePage }) {
  const { say } = useWords()
  const { announce } = usePlace()
  const again = useReadAgain(page.hash)
  const keeps = useMay()('keep')
  if (!page.newerReader && page.differences.length === 0) return null
  const send = () => again.mutate(undefined, { onSuccess: () => announce(say('again.done')) })
  return (
    <section className="again" aria-label={say('again.label')}>
      {page.newerReader && keeps ? (
        <p>
          {say('again.newer')}{' '}
          <button type="button" className="btn small" onClick={send} disabled={again.isPending}>
            {say('again.read')}
          </button>
        </p>
      ) : null}
      {again.error ? <Failure error={again.error} close={() => again.reset()} /> : null}
      {page.differences.length > 0 ? <Differences page={page} /> : null}
    </section>
  )
}

function Differences({ page }: { readonly page: SourcePage }) {
  const { say } = useWords()
  return (
    <details>
      <summary>{say('again.differences', { n: page.differences.length })}</summary>
      <ul>
        {page.differences.map((difference) => (
          <Row key={`${difference.cooperation} ${difference.decision.finding}`} page={page} difference={difference} />
        ))}
      </ul>
    </details>
  )
}

function Row({ page, difference }: { readonly page: SourcePage; readonly difference: Difference }) {
  const { say } = useWords()
  const { decision, found } = difference
  return (
    <li>
      <span className="note">{say(`section.${decision.of}`)}</span>{' '}
      <Link to="/read/$hash" params={{ hash: page.hash }} search={{ at: writeSpans(decision.evidence) }} lang="zh-CN">
        {wordsAt(page.text, decision.evidence)}
      </Link>{' '}
      {say(`again.${decision.verdict}`)} · {say(found ? 'again.otherwise' : 'again.gone')}
    </li>
  )
}

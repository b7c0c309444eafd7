import { useWords } from '../../words/words.tsx'
import type { Review } from './finding-row.tsx'
import { stateOf } from './findings.ts'
import type { Choice } from './review.ts'

/**
 * On a phone: the steps and decisions at the lower edge, where the thumb is. What a form asks for is answered in the
 * form, so it goes while one is open.
 */
export function ThumbBar({ choice, review }: { readonly choice: Choice; readonly review: Review }) {
  const { say } = useWords()
  const { order } = choice
  const { current } = review
  if (!current || review.asking !== null) return null
  const index = order.findIndex(({ id }) => id === current.id)
  const to = (by: number) => {
    const finding = order[index + by]
    return { disabled: !finding, onClick: () => finding && review.choose(finding) }
  }
  const open = stateOf(current, review.cooperation?.id ?? null) === 'open'
  return (
    <div className="thumb" role="toolbar" aria-label={say('thumb.label')}>
      <button type="button" className="btn" aria-label={say('keys.previous')} {...to(-1)}>
        ‹
      </button>
      <button type="button" className="btn" aria-label={say('keys.next')} {...to(1)}>
        ›
      </button>
      <span className="label num">{say('thumb.place', { n: index + 1, all: order.length })}</span>
      {!review.keeps ? null : open ? (
        <button type="button" className="btn" onClick={() => review.askFor('reason')}>
          {say('finding.reject')}
        </button>
      ) : (
        <button type="button" className="btn" onClick={() => void review.takeBack(current)}>
          {say('finding.undo')}
        </button>
      )}
      {review.keeps ? (
        <button type="button" className="btn" onClick={() => review.askFor('correction')}>
          {say('finding.correct')}
        </button>
      ) : null}
      {open && review.keeps ? (
        <button type="button" className="btn main" onClick={review.accept}>
          {say('finding.accept')}
        </button>
      ) : null}
    </div>
  )
}

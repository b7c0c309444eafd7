/** The two ways of sending: at once, or by a draft 拟稿 that somebody else checks. What is not one's to do says why. */
import type { DraftOrder } from '@handclasp/api/client'
import { type SendingWays, useSendingWays, useWriteDraft } from '../../requests/drafts.ts'
import type { CooperationId, SideId } from '@handclasp/domain'
import { Key } from '../../ui/keys.tsx'
import { usePlace } from '../../ui/place.tsx'
import { type Say, useWords } from '../../words/words.tsx'

/** How the member sends for a side here, and writing a draft: whoever listens is told, and the form may go. */
export function useDrafting(cooperation: CooperationId, side: SideId) {
  const { say } = useWords()
  const { announce } = usePlace()
  const ways = useSendingWays(cooperation, side)
  const writing = useWriteDraft(cooperation)
  const write = (order: DraftOrder, onWritten: () => void) => {
    if (writing.isPending) return
    const done = () => {
      announce(say('draft.written'))
      onWritten()
    }
    writing.mutate(order, { onSuccess: done })
  }
  return { ways, write, busy: writing.isPending, error: writing.error, forget: writing.reset }
}

/** What the button says that does a deed: the deed, or that a draft of it is written. */
export function deedWords(say: Say, { send, draft }: SendingWays, deed: string): string {
  return send || !draft ? deed : say('draft.deed', { deed })
}

/** What the main button of a form does by its ways: it sends where that may be, else it drafts. */
export function mainWay<Sent>(ways: SendingWays, send: () => Sent, draft: () => Sent): (() => Sent) | null {
  if (ways.send) return send
  return ways.draft ? draft : null
}

interface ButtonsProps {
  readonly ways: SendingWays
  /** What sending is called here. */
  readonly label: string
  readonly disabled: boolean
  readonly cap?: string
  readonly onDraft: () => void
}

/** The buttons of a form that sends: the main one submits it. */
export function SendButtons({ ways, label, disabled, cap, onDraft }: ButtonsProps) {
  const { say } = useWords()
  const isClosed = !ways.send && !ways.draft
  return (
    <>
      <button type="submit" className="btn main" disabled={disabled || isClosed}>
        {ways.send || isClosed ? label : say('draft.do')} {cap ? <Key>{cap}</Key> : null}
      </button>
      <DraftFirst ways={ways} disabled={disabled} onDraft={onDraft} />
      <WhyNot ways={ways} />
    </>
  )
}

/** Where one may do both: to write a draft first. */
export function DraftFirst({ ways, disabled, onDraft }: Pick<ButtonsProps, 'ways' | 'disabled' | 'onDraft'>) {
  const { say } = useWords()
  if (!ways.send || !ways.draft) return null
  return (
    <button type="button" className="btn" disabled={disabled} onClick={onDraft}>
      {say('draft.first')}
    </button>
  )
}

/** Why something cannot be sent from here at once, or at all. */
export function WhyNot({ ways }: { readonly ways: SendingWays }) {
  const { say } = useWords()
  const { why, draft } = ways
  if (why === null) return null
  return <p className="note ways-why">{say(`draft.why.${why}.${draft ? 'draft' : 'none'}`)}</p>
}

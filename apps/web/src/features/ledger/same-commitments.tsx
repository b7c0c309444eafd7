/** Commitments that two sides may have begun alone: whether they are one, and which of them holds then. */
import type { CommitmentPage, CommitmentView, LedgerView, SentPage } from '@handclasp/api/client'
import { type CommitmentId, type SideId, unitedState } from '@handclasp/domain'
import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { allCommitmentsQuery, commitmentQuery } from '../../requests/commitments.ts'
import { sentQuery, useSaySame } from '../../requests/sending.ts'
import { useTells } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key } from '../../ui/keys.tsx'
import { usePlace } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'
import { type Claimed, claimsOn, NOTHING_SENT } from './exchange.ts'
import { Faces } from './faces.tsx'
import { focusOnce, formKeys } from './form.tsx'
import { ClaimOn } from './same.tsx'
import { mainWay, SendButtons, useDrafting } from './sending-ways.tsx'

interface Props {
  readonly ledger: LedgerView
  readonly page: CommitmentPage
}

/** The side that first proposed a commitment: whose it is. */
function beginnerOf({ versions }: Pick<CommitmentView, 'versions'>): SideId | null {
  return versions.find(({ parent }) => parent === null)?.by ?? null
}

/** What was said of a commitment being the same as another, what holds then, and saying it. */
export function SameCommitments({ ledger, page }: Props) {
  const { say } = useWords()
  const { cooperation, side } = ledger
  const sent = useQuery(sentQuery(cooperation.id, side, ledger.past)).data ?? NOTHING_SENT
  const begun = beginnerOf(page)
  const claims = begun ? claimsOn(sent, begun, page.id) : []
  const isTheirs = begun !== null && begun !== side
  const tells = useTells(ledger)
  const isOpen = isTheirs && claims.length === 0 && tells
  if (claims.length === 0 && !isOpen) return null
  return (
    <section className="same" aria-label={say('same.title')}>
      {claims.length > 0 ? <h3 className="hh">{say('same.title')}</h3> : null}
      <Standing ledger={ledger} page={page} sent={sent} />
      {claims.map((claim) => (
        <Claim key={claim.other.id} ledger={ledger} page={page} claim={claim} />
      ))}
      {isOpen ? <Choose ledger={ledger} page={page} whose={begun} /> : null}
    </section>
  )
}

/** Which of those that are one holds. */
function Standing({ ledger, page, sent }: Props & { readonly sent: SentPage }) {
  const { say } = useWords()
  const one = sent.sameness.ones.find(
    ({ of, things }) => of === 'commitment' && things.some(({ id }) => id === page.id),
  )
  const others = (one?.things ?? []).filter(({ id }) => id !== page.id)
  const asked = useQueries({
    queries: others.map(({ id }) => commitmentQuery(ledger.cooperation.id, id as CommitmentId, ledger.past)),
  })
  const known = asked.flatMap(({ data }) => data ?? [])
  if (!one || known.length < others.length) return null
  const united = unitedState([page, ...known])
  const state = united.state === 'holds' && united.holds !== page.id ? 'takenUp' : united.state
  return (
    <p className={state === 'rivals' ? 'needs' : ''}>
      {say(`same.commitments.${state}`)} {page.within ? say('same.commitments.within') : null}
    </p>
  )
}

function Claim({ ledger, page, claim }: Props & { readonly claim: Claimed }) {
  const { say } = useWords()
  const { data } = useQuery(commitmentQuery(ledger.cooperation.id, claim.other.id as CommitmentId, ledger.past))
  const label = (by: SideId) => ledger.cooperation.sides.find(({ id }) => id === by)?.mark ?? ''
  return (
    <ClaimOn
      ledger={ledger}
      of="commitment"
      claim={claim}
      name={data?.terms?.text ?? say('commitment.erased')}
      at={claim.other.id}
    >
      {page.terms && data?.terms ? (
        <Faces
          cooperation={ledger.cooperation}
          left={{ label: label(claim.own.by), terms: page.terms }}
          right={{ label: label(claim.other.by), terms: data.terms }}
        />
      ) : null}
    </ClaimOn>
  )
}

/** The way to say that another side's commitment is the same as one of this side's own. */
function Choose({ ledger, page, whose }: Props & { readonly whose: SideId }) {
  const { say } = useWords()
  const [open, turn] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const leave = () => {
    turn(false)
    requestAnimationFrame(() => button.current?.focus())
  }
  if (open) return <Form ledger={ledger} page={page} whose={whose} onLeave={leave} />
  return (
    <div className="acts-line">
      <button type="button" className="btn bare" ref={button} onClick={() => turn(true)}>
        {say('same.do')}
      </button>
    </div>
  )
}

/** One of this side's own is found by its words: of very many the last ones that were spoken of are offered. */
function Form({ ledger, page, whose, onLeave }: Props & { readonly whose: SideId; readonly onLeave: () => void }) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { cooperation, side } = ledger
  const [words, ask] = useState('')
  const [mine, choose] = useState('')
  const says = useSaySame(cooperation.id, side)
  const query = { order: 'changed', descending: true, ...(words.trim() ? { q: words.trim() } : {}) } as const
  const found = useInfiniteQuery({
    ...allCommitmentsQuery(cooperation.id, query),
    placeholderData: keepPreviousData,
  })
  const own = (found.data?.pages[0]?.rows ?? []).filter((row) => beginnerOf(row) === side && row.id !== page.id)
  const isLike = (row: CommitmentView) => row.terms !== null && row.terms.text === page.terms?.text
  const inOrder = [...own].sort((a, b) => Number(isLike(b)) - Number(isLike(a)))
  const chosen = inOrder.find(({ id }) => id === mine)
  const drafting = useDrafting(cooperation.id, side)
  const { ways } = drafting
  const busy = says.isPending || drafting.busy
  const tell = (asDraft: boolean) => {
    if (busy || !chosen) return
    const input = { of: 'commitment', mine, theirs: page.id, whose, said: 'same', note: null, records: [] } as const
    if (asDraft) return drafting.write({ route: 'same', input: { side, ...input } }, onLeave)
    says.mutate(input, { onSuccess: () => announce(say('same.said')) })
  }
  const submit = mainWay(
    ways,
    () => tell(false),
    () => tell(true),
  )
  const error = says.error ?? drafting.error
  return (
    <form
      className="sending"
      onKeyDown={formKeys(onLeave)}
      onSubmit={(event) => {
        event.preventDefault()
        submit?.()
      }}
    >
      <label className="stack">
        <span>{say('same.find')}</span>
        <input
          type="search"
          lang="zh-CN"
          maxLength={100}
          ref={focusOnce}
          value={words}
          onChange={(event) => ask(event.target.value)}
        />
      </label>
      <Pick rows={inOrder} mine={chosen ? mine : ''} onPick={choose} />
      {chosen?.terms && page.terms ? (
        <Faces
          cooperation={cooperation}
          left={{ label: say('same.ours'), terms: chosen.terms }}
          right={{ label: say('same.theirs'), terms: page.terms }}
        />
      ) : null}
      <p className="note">{say('same.once.commitments')}</p>
      {error ? <Failure error={error} close={() => (says.reset(), drafting.forget())} /> : null}
      <div className="does">
        <SendButtons ways={ways} label={say('same.tell')} disabled={busy || !chosen} onDraft={() => tell(true)} />
        <button type="button" className="btn bare" onClick={onLeave}>
          {say('intake.cancel')} <Key>Esc</Key>
        </button>
      </div>
    </form>
  )
}

/** The choice among this side's own. */
function Pick(props: {
  readonly rows: readonly CommitmentView[]
  readonly mine: string
  readonly onPick: (id: string) => void
}) {
  const { say } = useWords()
  const { rows, mine, onPick } = props
  return (
    <label className="stack">
      <span>{say('same.which')}</span>
      <select lang="zh-CN" value={mine} onChange={(event) => onPick(event.target.value)}>
        <option value="">{say(rows.length === 0 ? 'same.nothing' : 'same.choose')}</option>
        {rows.map((row) => (
          <option key={row.id} value={row.id}>
            {row.terms?.text ?? say('commitment.erased')}
          </option>
        ))}
      </select>
    </label>
  )
}

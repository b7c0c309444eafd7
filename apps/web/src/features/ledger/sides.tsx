/** Who the sides are: those there are, whom somebody proposes to add, and what each says to that. */
import type { CooperationView } from '@handclasp/api/client'
import { namesOfSide, type RegionName, type SideId, type Stance } from '@handclasp/domain'
import { useState } from 'react'
import { useMay } from '../../requests/session.ts'
import { useAnswerSide, useProposeSide } from '../../requests/sides.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key } from '../../ui/keys.tsx'
import { SideMark, signsOf } from '../../ui/marks.tsx'
import { usePlace } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'
import type { Acting } from '../../ui/acting.tsx'
import './sides.css'
import { focusOnce, formKeys } from './form.tsx'
import { deedWords, SendButtons, useDrafting } from './sending-ways.tsx'

interface SidesProps {
  readonly cooperation: CooperationView
  readonly acting: Acting
  /** Of a past day: nothing is proposed or answered there. */
  readonly readOnly?: boolean
}

/** The part of the rail that shows the sides, and where a further one is proposed and answered. */
export function Sides({ cooperation, acting, readOnly = false }: SidesProps) {
  const { say } = useWords()
  const [proposing, propose] = useState(false)
  const signs = signsOf(cooperation)
  // What was refused stands in the way of another proposal until all who accepted it have withdrawn.
  const holds = ({ standpoints }: AdditionView) => standpoints.some(({ stance }) => stance === 'accepted')
  const waiting = cooperation.additions.filter((one) => one.open || (!one.agreed && holds(one)))
  return (
    <section className="members" aria-label={say('sides.title')}>
      <h3 className="label">{say('sides.title')}</h3>
      <ul>
        {signs.map((sign) => (
          <li key={sign.index}>
            <SideMark sign={sign} named={false} /> <span lang="zh-CN">{sign.names.join(say('list.names'))}</span>
          </li>
        ))}
      </ul>
      {waiting.map((addition) => (
        <Proposed key={addition.version} {...{ cooperation, acting, readOnly, addition }} />
      ))}
      {readOnly ? null : proposing ? (
        <ProposeSide cooperation={cooperation} acting={acting} onLeave={() => propose(false)} />
      ) : waiting.length === 0 ? (
        <button type="button" className="btn bare" onClick={() => propose(true)}>
          {say('sides.propose')}
        </button>
      ) : null}
    </section>
  )
}

type AdditionView = CooperationView['additions'][number]

/** A proposal that waits: what each side says to it, and what the acting one can say. */
function Proposed({ cooperation, acting, readOnly, addition }: SidesProps & { readonly addition: AdditionView }) {
  const { say } = useWords()
  const { announce } = usePlace()
  const answers = useAnswerSide(cooperation.id)
  const names = namesOfSide(addition.side).join(say('list.names'))
  const signs = signsOf({ sides: [...cooperation.sides, addition.side] })
  const ids = [...cooperation.sides, addition.side].map(({ id }) => id)
  const stanceOf = (side: SideId) => addition.standpoints.find((one) => one.side === side)?.stance ?? 'silent'
  const steers = useMay(cooperation.id, acting.side)('steer')
  const { ways, ...drafting } = useDrafting(cooperation.id, acting.side)
  const answer = (side: SideId, stance: Stance, asDraft = !ways.send) => {
    const { version } = addition
    const input = { side, stance, note: null }
    if (asDraft) return drafting.write({ route: `sides/${version}/answers`, input }, answers.reset)
    answers.mutate({ version, ...input }, { onSuccess: () => announce(say(`sides.said.${stance}`, { side: names })) })
  }
  const isClosed = !ways.send && !ways.draft
  const error = answers.error ?? drafting.error
  const own = stanceOf(acting.side)
  return (
    <div className="proposed-side">
      <p>
        {say(addition.open ? 'sides.proposed' : 'sides.notAdded', { side: names })}
        {addition.note ? <span className="note"> {addition.note}</span> : null}
      </p>
      <ul>
        {signs.map((sign) => {
          const side = ids[sign.index]
          if (!side) return null
          return (
            <li key={side}>
              <SideMark sign={sign} spoken={stanceOf(side) !== 'silent'} /> {say(`commitment.stance.${stanceOf(side)}`)}
            </li>
          )
        })}
      </ul>
      {readOnly || isClosed ? null : (
        <div className="does">
          {own === 'silent' && addition.open ? (
            <>
              <button type="button" className="btn small" onClick={() => answer(acting.side, 'accepted')}>
                {deedWords(say, ways, say('sides.accept'))}
              </button>
              <button type="button" className="btn small bare" onClick={() => answer(acting.side, 'declined')}>
                {deedWords(say, ways, say('sides.decline'))}
              </button>
            </>
          ) : null}
          {own === 'accepted' ? (
            <button type="button" className="btn small bare" onClick={() => answer(acting.side, 'withdrawn')}>
              {deedWords(say, ways, say('sides.withdraw'))}
            </button>
          ) : null}
          {stanceOf(addition.side.id) === 'silent' && addition.open && steers ? (
            <button type="button" className="btn small" onClick={() => answer(addition.side.id, 'accepted')}>
              {say('sides.join', { side: names })}
            </button>
          ) : null}
        </div>
      )}
      {error ? <Failure error={error} close={() => (answers.reset(), drafting.forget())} /> : null}
    </div>
  )
}

/** The regions that somebody typed, one after another. */
function regionsTyped(text: string): readonly RegionName[] {
  return text
    .split(/[\s、，,；;]+/)
    .filter(Boolean)
    .map((name) => ({ name, code: null }))
}

function ProposeSide({ cooperation, acting, onLeave }: SidesProps & { readonly onLeave: () => void }) {
  const { say } = useWords()
  const { announce } = usePlace()
  const proposes = useProposeSide(cooperation.id)
  const [draft, write] = useState({ name: '', isInstitution: false, code: '', note: '' })
  const { ways, ...drafting } = useDrafting(cooperation.id, acting.side)
  const busy = proposes.isPending || drafting.busy
  const propose = (asDraft: boolean) => {
    if (busy || (asDraft && !ways.draft)) return
    const name = draft.name.trim()
    const institution = draft.isInstitution && name ? { name, code: draft.code.trim().toUpperCase() || null } : null
    const regions = draft.isInstitution ? [] : regionsTyped(name)
    const input = { side: acting.side, regions, institution, note: draft.note.trim() || null }
    if (asDraft) return drafting.write({ route: 'sides', input }, onLeave)
    proposes.mutate(input, {
      onSuccess: () => {
        announce(say('sides.said.proposed', { side: name }))
        onLeave()
      },
    })
  }
  const error = proposes.error ?? drafting.error
  const field = (name: 'name' | 'code' | 'note', label: string, first = false) => (
    <label className="stack">
      <span>{label}</span>
      <input
        type="text"
        lang="zh-CN"
        maxLength={name === 'code' ? 18 : 500}
        ref={first ? focusOnce : null}
        value={draft[name]}
        onChange={(event) => write({ ...draft, [name]: event.target.value })}
      />
    </label>
  )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        propose(!ways.send)
      }}
      onKeyDown={formKeys(onLeave)}
      aria-label={say('sides.propose')}
    >
      {field('name', say(draft.isInstitution ? 'sides.institution' : 'sides.regions'), true)}
      <label className="tick">
        <input
          type="checkbox"
          checked={draft.isInstitution}
          onChange={(event) => write({ ...draft, isInstitution: event.target.checked })}
        />
        {say('sides.isInstitution')}
      </label>
      {draft.isInstitution ? field('code', say('sides.code')) : null}
      {field('note', say('sides.note'))}
      {error ? <Failure error={error} close={() => (proposes.reset(), drafting.forget())} /> : null}
      <div className="does">
        <SendButtons ways={ways} label={say('sides.send')} disabled={busy} cap="Enter" onDraft={() => propose(true)} />
        <button type="button" className="btn bare" onClick={onLeave}>
          {say('intake.cancel')} <Key>Esc</Key>
        </button>
      </div>
    </form>
  )
}

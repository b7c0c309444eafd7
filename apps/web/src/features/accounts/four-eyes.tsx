/** The rule of four eyes 双人复核: whether somebody else must have seen what a side sends. */
import type { CooperationId, SideId } from '@handclasp/domain'
import { type FormEvent, useState } from 'react'
import { useMemberDeeds } from '../../requests/members.ts'
import { Failure } from '../../ui/failure.tsx'
import { usePlace } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'
import { TextField } from './fields.tsx'

/** What the rule is now and means, and changing it with a word why. */
export function FourEyes(props: {
  readonly cooperation: CooperationId
  readonly side: SideId
  readonly required: boolean
  readonly steers: boolean
}) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { cooperation, side, required, steers } = props
  const [changing, change] = useState(false)
  const [note, write] = useState('')
  const { setFourEyes } = useMemberDeeds(cooperation, side)
  const set = (event: FormEvent) => {
    event.preventDefault()
    if (setFourEyes.isPending) return
    const done = () => {
      announce(say(required ? 'fourEyes.off.done' : 'fourEyes.on.done'))
      change(false)
      write('')
    }
    setFourEyes.mutate({ required: !required, note: note.trim() || null }, { onSuccess: done })
  }
  return (
    <>
      <p className="what">
        <b>{say(required ? 'fourEyes.on' : 'fourEyes.off')}</b>{' '}
        {say(required ? 'fourEyes.on.what' : 'fourEyes.off.what')}
      </p>
      {steers && !changing ? (
        <button type="button" className="btn noprint" onClick={() => change(true)}>
          {say(required ? 'fourEyes.off.do' : 'fourEyes.on.do')}
        </button>
      ) : null}
      {changing ? (
        <form className="account-form" onSubmit={set}>
          <TextField
            label={say('fourEyes.note')}
            value={note}
            onWrite={write}
            autoComplete="off"
            autoFocus
            longest={500}
            lang="zh-CN"
          />
          {setFourEyes.error ? <Failure error={setFourEyes.error} close={() => setFourEyes.reset()} /> : null}
          <div className="does">
            <button type="submit" className="btn main" disabled={setFourEyes.isPending}>
              {say(required ? 'fourEyes.off.do' : 'fourEyes.on.do')}
            </button>
            <button type="button" className="btn bare" onClick={() => change(false)}>
              {say('intake.cancel')}
            </button>
          </div>
        </form>
      ) : null}
    </>
  )
}

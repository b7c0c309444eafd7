/** For which side somebody acts: who acts for two of a cooperation chooses, for each keeps things of its own. */
import type { CooperationView } from '@handclasp/api/client'
import type { CooperationId, SideId } from '@handclasp/domain'
import { useState } from 'react'
import { useWords } from '../words/words.tsx'
import { SideMark, signsOf } from './marks.tsx'

/** The side acted for, and how to act for another one that writes on this server. */
export interface Acting {
  readonly side: SideId
  readonly act: (side: SideId) => void
}

/**
 * The side chosen in a cooperation, kept while this tab is open; undefined where nobody chose, and the one that opened
 * it here is meant. No address names it: who is sent one reads what their own side keeps.
 */
export function useActed(id: CooperationId): readonly [SideId | undefined, Acting['act']] {
  const name = `handclasp.acting.${id}`
  const [chosen, choose] = useState(() => keptInTab(name))
  const act = (next: SideId) => {
    choose(next)
    try {
      sessionStorage.setItem(name, next)
    } catch {
      // A browser that keeps nothing forgets it at the next reload only.
    }
  }
  return [(chosen ?? undefined) as SideId | undefined, act]
}

function keptInTab(name: string): string | null {
  try {
    return sessionStorage.getItem(name)
  } catch {
    return null
  }
}

/** Who is acted for, where there is a choice: of the sides of today, whichever day is shown. */
export function ActingSwitch({
  sides,
  own,
  acting,
}: Pick<CooperationView, 'sides'> & {
  /** The sides that the reader acts for. */
  readonly own: readonly SideId[]
  readonly acting: Acting
}) {
  const { say } = useWords()
  const choices = signsOf({ sides }).flatMap((sign) => {
    const side = sides[sign.index]?.id
    return side && own.includes(side) ? [{ sign, side }] : []
  })
  if (choices.length < 2) return null
  return (
    <span className="seg acting-switch" role="group" aria-label={say('acting.label')} title={say('acting.note')}>
      {choices.map(({ sign, side }) => {
        const name = sign.names.join(say('list.names'))
        return (
          <button
            key={side}
            type="button"
            aria-pressed={side === acting.side}
            aria-label={say('acting.for', { side: name })}
            onClick={() => acting.act(side)}
          >
            <SideMark sign={sign} named={false} /> <span lang="zh-CN">{name}</span>
          </button>
        )
      })}
    </span>
  )
}

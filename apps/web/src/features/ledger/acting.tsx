/** For which side somebody acts: several sides may share a server, and in the demonstration the other can be let in. */
import type { CooperationView, PastQuery } from '@handclasp/api/client'
import { type CooperationId, namesOfSide, type SideId } from '@handclasp/domain'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useHost } from '../../requests/commitments.ts'
import { installationQuery, ledgerQuery } from '../../requests/queries.ts'
import { Failure } from '../../ui/failure.tsx'
import { SideMark, signsOf } from '../../ui/marks.tsx'
import { usePlace } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'

/** The side acted for, and how to act for another one that writes on this server. */
export interface Acting {
  readonly side: SideId
  readonly act: (side: SideId) => void
}

/**
 * What the side acted for keeps in one cooperation, and who that is: kept while this tab is open, at first the one that
 * opened it here. Until another side's ledger is there the former one stays on the screen.
 */
export function useLedger(id: CooperationId, past: PastQuery | null = null) {
  const name = `handclasp.acting.${id}`
  const [chosen, choose] = useState(() => keptInTab(name))
  const { data, error, refetch } = useQuery({
    ...ledgerQuery(id, (chosen ?? undefined) as SideId | undefined, past),
    placeholderData: keepPreviousData,
  })
  const act = (next: SideId) => {
    choose(next)
    try {
      sessionStorage.setItem(name, next)
    } catch {
      // A browser that keeps nothing forgets it at the next reload only.
    }
  }
  const acting: Acting | null = data ? { side: data.side, act } : null
  return { ledger: data, acting, error, refetch }
}

function keptInTab(name: string): string | null {
  try {
    return sessionStorage.getItem(name)
  } catch {
    return null
  }
}

/** Who is acted for, where there is a choice; in the demonstration, how there comes to be one. */
export function ActingLine({
  cooperation,
  acting,
  readOnly = false,
}: {
  /** Of a past day: nobody is let in there. */
  readonly readOnly?: boolean
  readonly cooperation: CooperationView
  readonly acting: Acting
}) {
  const { say } = useWords()
  const { announce } = usePlace()
  const demonstration = useQuery(installationQuery).data?.mode === 'demonstration' && !readOnly
  const host = useHost(cooperation.id)
  const signs = signsOf(cooperation)
  const hosted = signs.filter((sign) => cooperation.hosted.some((side) => side === cooperation.sides[sign.index]?.id))
  const absent = cooperation.sides.find(({ id }) => !cooperation.hosted.includes(id))
  const letIn = (side: SideId) =>
    host.mutate(side, { onSuccess: () => announce(say('acting.letIn.done')), onError: () => announce('') })
  if (hosted.length < 2 && !(demonstration && absent)) return null
  return (
    <div className="acting">
      {hosted.length > 1 ? (
        <span className="seg" role="group" aria-label={say('acting.label')} title={say('acting.note')}>
          {hosted.map((sign) => {
            const side = cooperation.sides[sign.index]
            if (!side) return null
            const name = sign.names.join(say('list.names'))
            return (
              <button
                key={side.id}
                type="button"
                aria-pressed={side.id === acting.side}
                aria-label={say('acting.for', { side: name })}
                onClick={() => acting.act(side.id)}
              >
                <SideMark sign={sign} named={false} /> <span lang="zh-CN">{name}</span>
              </button>
            )
          })}
        </span>
      ) : null}
      {demonstration && absent ? (
        <button type="button" className="btn small" onClick={() => letIn(absent.id)}>
          {say('acting.letIn', { side: namesOfSide(absent).join(say('list.names')) })}
        </button>
      ) : null}
      {host.error ? <Failure error={host.error} close={() => host.reset()} /> : null}
    </div>
  )
}

/** The ledger of the side that is acted for. */
import type { PastQuery } from '@handclasp/api/client'
import type { CooperationId } from '@handclasp/domain'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Acting } from '../ui/acting.tsx'
import { ledgerQuery } from './queries.ts'
import { useActedFor } from './session.ts'

/**
 * What the side acted for keeps in one cooperation, and who that is. Until another side's ledger is there the former
 * one stays on the screen.
 */
export function useLedger(id: CooperationId, past: PastQuery | null = null) {
  const [chosen, act] = useActedFor(id)
  const { data, error, refetch } = useQuery({ ...ledgerQuery(id, chosen, past), placeholderData: keepPreviousData })
  const acting: Acting | null = data ? { side: data.side, act } : null
  return { ledger: data, acting, error, refetch }
}

/** How many commitments come from each intention and each agreement. */
import type { LedgerView } from '@handclasp/api/client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { commitmentGroupsQuery } from '../../requests/commitments.ts'

type Counts = ReadonlyMap<string, number>

function useCounts({ cooperation, past }: LedgerView, by: 'intention' | 'agreement'): Counts {
  const { data } = useQuery(commitmentGroupsQuery(cooperation.id, by, { ...past }))
  return useMemo(
    () => new Map((data ?? []).flatMap(({ key, total }) => (key === null ? [] : [[key, total] as const]))),
    [data],
  )
}

/** How many commitments were made of each intention. */
export function useMade(ledger: LedgerView): Counts {
  return useCounts(ledger, 'intention')
}

/** How many commitments rest on each agreement. */
export function useResting(ledger: LedgerView): Counts {
  return useCounts(ledger, 'agreement')
}

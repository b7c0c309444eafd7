/** The address of the table of commitments, and how a part of it is changed. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { CommitmentSearch } from './commitment-search.ts'

/** Changes parts of the address, undefined takes one away; `push` makes a step that one can go back from. */
export type Turn = (
  change: { readonly [Name in keyof CommitmentSearch]?: CommitmentSearch[Name] | 'all' | undefined },
  push?: boolean,
) => void

/** What the address asks for, and how a part of it is changed. What made no sense is told until then. */
export function useAddress() {
  const search = useSearch({ from: '/ledger/$cooperation' })
  const navigate = useNavigate({ from: '/ledger/$cooperation' })
  const turn: Turn = (change, push = false) =>
    void navigate({
      search: (before) => {
        const next = { ...before, wrong: undefined, view: 'commitments' as const, ...change }
        return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== 'all'))
      },
      replace: !push,
    })
  return { search, turn }
}

/** Agreements in words: who they are between, and who signed them. */
import type { LedgerView } from '@handclasp/api/client'

type Agreement = LedgerView['agreements'][number]

/** The names of the parties, as written. */
export function partyNames({ parties }: Agreement): readonly string[] {
  return parties.map(({ organisation }) => organisation.name)
}

/** The names of those who signed, as written. */
export function signatoryNames({ signatories }: Agreement): readonly string[] {
  return signatories.map(({ name }) => name)
}

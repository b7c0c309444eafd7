/** Which commitments rest on which clauses of a text. Pure. */
import type { CommitmentView } from '@handclasp/api/client'
import type { Clause } from '@handclasp/domain'

/**
 * The commitments by the index of the clause they name: by its whole path, or by its own number where only one clause
 * bears it. How people write the marks of numbers, 一、 or 一. or （一）, makes no difference.
 */
export function restsByClause(
  commitments: readonly CommitmentView[],
  clauses: readonly Pick<Clause, 'path' | 'number'>[],
): ReadonlyMap<number, readonly CommitmentView[]> {
  const paths = indexed(clauses.map(({ path }) => path))
  const numbers = indexed(clauses.map(({ number }) => number))
  const rests = new Map<number, CommitmentView[]>()
  for (const commitment of commitments) {
    const named = plain(commitment.terms?.basis.clause ?? '')
    const borne = numbers.get(named) ?? []
    const [index] = paths.get(named) ?? (borne.length === 1 ? borne : [])
    if (index !== undefined) rests.set(index, [...(rests.get(index) ?? []), commitment])
  }
  return rests
}

function indexed(names: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  for (const [index, name] of names.entries()) {
    const known = places.get(plain(name))
    if (known) known.push(index)
    else places.set(plain(name), [index])
  }
  return places
}

function plain(number: string): string {
  return number.normalize('NFKC').replace(/[\s、.]/g, '')
}

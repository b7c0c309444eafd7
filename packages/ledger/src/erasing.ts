/** Erasing: the words of an entry and their salt are deleted for good; headers, numbers and hashes stay. */
import {
  type Command,
  type CommandOf,
  type CommitmentId,
  type CooperationId,
  type FileHash,
  nameOf,
  recordOf,
  type Refusal,
  type SideId,
  type StoredEntry,
  understood,
} from '@handclasp/domain'
import type { Transaction } from 'kysely'
import { entryOf, readRows, type Writer } from './chain.ts'
import type { Tables } from './database.ts'
import { placeOf } from './findables.ts'
import { forget } from './rows.ts'
import { settle } from './settling.ts'

/** An entry that is erased: of a side's own chain, by its number. */
export type ErasedPlace = Pick<CommandOf<'erase-entry'>, 'chain' | 'seq'>

/** The entries that commands erase. */
export function erasedIn(command: Command): readonly ErasedPlace[] {
  if (command.kind === 'erase-quote') return [{ chain: 'internal', seq: command.seq }]
  return command.kind === 'erase-entry' ? [command] : []
}

/** Why an entry cannot be erased: it is not there, has no words left, or is one that stays; null where it can. */
export async function objectionToErasing(
  transaction: Transaction<Tables>,
  writer: Writer,
  { chain, seq }: ErasedPlace,
): Promise<Refusal | null> {
  const entry = await entryAt(transaction, writer, chain, seq)
  if (!entry) return { code: 'entry-unknown', chain, seq }
  if (/^cooperation-|^side-proposed@|-erased@/.test(entry.header.kind)) return { code: 'entry-stays', chain, seq }
  return entry.content === null ? { code: 'entry-erased', chain, seq } : null
}

/** The commitments that entries to be erased are about; an entry says the same whenever it is read. */
export async function erasedOf(
  transaction: Transaction<Tables>,
  writer: Pick<Writer, 'cooperation' | 'side'>,
  erasing: readonly ErasedPlace[],
): Promise<readonly CommitmentId[]> {
  const ids: CommitmentId[] = []
  for (const { chain, seq } of erasing) {
    const entry = await entryAt(transaction, writer, chain, seq)
    const { commitment } = (entry?.header.structure ?? {}) as { readonly commitment?: CommitmentId }
    if (commitment) ids.push(commitment)
  }
  return ids
}

/**
 * Deletes what sealed entries erase, and sets what was made of it right: as folding without the words gives it. Answers
 * the files that erased attachments named.
 */
export async function erase(
  transaction: Transaction<Tables>,
  writer: Writer,
  erasing: readonly ErasedPlace[],
): Promise<readonly FileHash[]> {
  const { cooperation, side } = writer
  const files: FileHash[] = []
  if (cooperation === 'home') return files
  for (const { chain, seq } of erasing) {
    const entry = await entryAt(transaction, writer, chain, seq)
    if (!entry) continue
    const place = { cooperation, side, chain, seq }
    await transaction
      .deleteFrom('payload')
      .where((row) => row.and(place))
      .execute()
    await setRight(transaction, entry)
    const said = understood({ ...entry, content: null })
    if (said !== 'unknown' && said.kind === 'attachment@1') files.push(said.structure.file)
  }
  return files
}

/** Leaves of what an entry put before the reader what its structure alone says. */
async function setRight(transaction: Transaction<Tables>, entry: StoredEntry): Promise<void> {
  const { chain, seq } = entry.header
  const [cooperation, side] = [entry.header.cooperation as CooperationId, entry.header.side as SideId]
  const [said, erased] = [understood(entry), understood({ ...entry, content: null })]
  const name = erased === 'unknown' ? null : nameOf(erased, seq)
  if (!name || said === 'unknown' || erased === 'unknown') return
  const row = { cooperation, side, kind: name.kind, id: name.id, chain, seq }
  const left = recordOf(erased, entry)
  const stood = left
    ? await transaction
        .updateTable('record')
        .set({ value: JSON.stringify(left) })
        .where((record) => record.and(row))
        .returning('id')
        .execute()
    : await transaction
        .deleteFrom('record')
        .where((record) => record.and(row))
        .returning('id')
        .execute()
  if (left && 'commitment' in left) await settle(transaction, cooperation, [left.commitment])
  // Where the words were written anew since, the thing stands by those and goes on being found.
  const record = recordOf(said, entry)
  const place = record && placeOf(cooperation, side, record)
  if (place && stood.length > 0) await forget(transaction, [place])
}

async function entryAt(
  transaction: Transaction<Tables>,
  { cooperation, side }: Pick<Writer, 'cooperation' | 'side'>,
  chain: 'shared' | 'internal',
  seq: number,
): Promise<StoredEntry | null> {
  const [row] = await readRows(transaction, { cooperation, side, chain }, seq - 1, 1)
  return row?.seq === seq ? entryOf(row) : null
}

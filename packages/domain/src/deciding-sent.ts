/** Deciding what is sent to the other sides, and what is said to be the same as something of theirs. */
import { canonical, type Json } from './canonical.ts'
import type { CommandOf } from './command.ts'
import { sidesIn } from './composition.ts'
import type { Draft } from './entry.ts'
import { type Position, recordKey, type RecordOf } from './position.ts'
import { granted, type Outcome, refused } from './refusal.ts'
import { claimVoices, objectionToSame } from './sameness.ts'
import { isAsSent, restsOf, type Sendable, sendingOf, withinOf } from './sent.ts'

/** Tells the other sides what stands here. What it belongs to must have been told before. */
export function send(position: Position, command: CommandOf<'send-record'>): Outcome<readonly Draft[]> {
  const { opening, cooperation, records } = position
  if (!opening) return refused({ code: 'cooperation-unknown', cooperation })
  const record = records.get(recordKey(command.of, command.id)) as Sendable | undefined
  if (!record) return refused({ code: 'record-unknown', record: command.id })
  const rests = canonical(restsOf(record) as unknown as Json)
  if (record.seq !== command.seq || rests !== canonical(command.rests as unknown as Json)) {
    return refused({ code: 'record-changed', record: record.id })
  }
  const within = withinOf(record)
  if (within && !records.has(recordKey('sent', within.id))) return refused({ code: 'not-sent', record: within.id })
  const before = (records.get(recordKey('sent', record.id)) ?? null) as RecordOf<'sent'> | null
  const sending = sendingOf(record, records, before)
  if (before && isAsSent(sending, before)) return refused({ code: 'already-sent', record: record.id })
  return granted([sending])
}

/** Says that something of one's own is the same as something of another side's, or takes that back. */
export function saySame(
  position: Position,
  { of, mine, theirs, whose, said, note }: CommandOf<'say-same'>,
  others: readonly Position[],
): Outcome<readonly Draft[]> {
  const { opening, cooperation, side } = position
  const same = { of, mine, theirs, whose, said }
  if (!opening) return refused({ code: 'cooperation-unknown', cooperation })
  if (whose === side || (of !== 'cooperation' && !sidesIn(position, others).some(({ id }) => id === whose))) {
    return refused({ code: 'side-not-in-cooperation', side: whose })
  }
  const other = others.find((each) => each.side === whose)
  if (!isTold(position, of, mine)) return refused({ code: 'not-sent', record: mine })
  if (!other || !isTold(other, of, theirs)) return refused({ code: 'record-unknown', record: theirs })
  const objection = objectionToSame(claimVoices([position, ...others]), side, same)
  return objection ? refused(objection) : granted([{ kind: 'same-as@1', structure: same, payload: { note } }])
}

/** Did a side tell of it: a commitment by its first terms, a cooperation by opening it, all else by sending it? */
function isTold({ cooperation, opening, records }: Position, of: CommandOf<'say-same'>['of'], id: string): boolean {
  if (of === 'cooperation') return opening !== null && cooperation === id
  if (of !== 'commitment') {
    const sent = records.get(recordKey('sent', id))
    return sent?.kind === 'sent' && sent.of === of
  }
  return [...records.values()].some(
    (record) => record.kind === 'version' && record.commitment === id && record.parent === null,
  )
}

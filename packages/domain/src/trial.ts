/** For tests: commands decided and sealed one after another, without cryptography. */
import { canonical, type Json } from './canonical.ts'
import type { Command } from './command.ts'
import { decide } from './deciding.ts'
import { CHAIN_OF, type Draft, type Header, headerText, type StoredEntry } from './entry.ts'
import type { AuthorId, CooperationId, SideId } from './identifier.ts'
import { extend, type Position, silent } from './position.ts'

const COOPERATION = 'coo_TEST' as CooperationId

/** Seals drafts behind a position without cryptography. */
export function sealed(
  position: Position,
  drafts: readonly Draft[],
  seen: Header['seen'] = {},
): readonly StoredEntry[] {
  const heads = { ...position.heads }
  return drafts.map((draft) => {
    const chain = CHAIN_OF[draft.kind]
    if (chain === 'home') throw new TypeError('home entries have no position')
    const header: Header = {
      format: 1,
      cooperation: position.cooperation,
      side: position.side,
      chain,
      seq: (heads[chain]?.seq ?? 0) + 1,
      previous: heads[chain]?.hash ?? null,
      kind: draft.kind,
      author: 'local' as AuthorId,
      written: '2026-05-19T00:00:00.000Z',
      alg: 'sha-256+ed25519',
      key: 'key',
      seen,
      structure: draft.structure as unknown as Json,
      payload: 'digest',
    }
    const text = headerText(header)
    const hash = briefly(text)
    heads[chain] = { seq: header.seq, hash }
    const payload = canonical(draft.payload as unknown as Json)
    return { header, text, hash, signature: '', content: { salt: '', payload } }
  })
}

/** Stands for a digest: short, and another one for any other text that tests write. */
function briefly(text: string): string {
  let [one, two] = [0x2545f491, 0x9e3779b9]
  for (let at = 0; at < text.length; at++) {
    one = Math.imul(one ^ text.charCodeAt(at), 0x85ebca6b)
    two = Math.imul(two + text.charCodeAt(at), 0xc2b2ae35) ^ (one >>> 13)
  }
  return `${(one >>> 0).toString(16)}${(two >>> 0).toString(16)}`
}

/** Runs commands one after another; returns the entries and the position they lead to. */
export function run(side: SideId, commands: readonly Command[]) {
  let position = silent(COOPERATION, side)
  const entries: StoredEntry[] = []
  for (const command of commands) {
    const decided = decide(position, command)
    if (!decided.ok) continue
    for (const entry of sealed(position, decided.value)) {
      entries.push(entry)
      position = extend(position, entry)
    }
  }
  return { entries, position }
}

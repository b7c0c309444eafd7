/** For tests: commands decided and sealed one after another, without cryptography. */
import { canonical, type Json } from './canonical.ts'
import type { Command } from './command.ts'
import { decide } from './deciding.ts'
import { type Shared, sharedAfter } from './draft.ts'
import { CHAIN_OF, type Draft, type Header, headerText, type StoredEntry } from './entry.ts'
import type { AuthorId, CooperationId, SideId } from './identifier.ts'
import { extend, type Position, silent } from './position.ts'
import { granted, type Outcome } from './refusal.ts'

const COOPERATION = 'coo_TEST' as CooperationId

/** Seals drafts behind a position without cryptography. */
export function sealed(
  position: Position,
  drafts: readonly Draft[],
  seen: Header['seen'] = {},
  author = 'local' as AuthorId,
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
      author,
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
  const played = runPosts(
    side,
    commands.map((command) => ({ author: 'local' as AuthorId, commands: [command] })),
  )
  return { entries: played.entries, position: played.position }
}

/** What one author posts together: all of it is written, or nothing. */
export interface Post {
  readonly author: AuthorId
  readonly commands: readonly Command[]
}

/** Runs posts one after another; returns also what became of each. */
export function runPosts(side: SideId, posts: readonly Post[], from: Position = silent(COOPERATION, side)) {
  let position = from
  const entries: StoredEntry[] = []
  const outcomes: Outcome<readonly StoredEntry[]>[] = []
  for (const post of posts) {
    const outcome = posted(position, post)
    outcomes.push(outcome)
    if (!outcome.ok) continue
    entries.push(...outcome.value)
    position = outcome.value.reduce(extend, position)
  }
  return { entries, position, outcomes }
}

function posted(before: Position, { author, commands }: Post): Outcome<readonly StoredEntry[]> {
  let position = before
  let shared: readonly Shared[] = []
  const entries: StoredEntry[] = []
  for (const command of commands) {
    const decided = decide(position, command, [], shared)
    if (!decided.ok) return decided
    const own = sealed(position, decided.value, {}, author)
    entries.push(...own)
    position = own.reduce(extend, position)
    shared = sharedAfter(shared, command, own)
  }
  return granted(entries)
}

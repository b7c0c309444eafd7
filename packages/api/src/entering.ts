/** Entering: who acts for a side that begins to write here, and what the first member takes over. */
import type { CooperationId, MemberId, Role, SideId } from '@handclasp/domain'
import type { KnownCooperation, Ledger } from '@handclasp/ledger'
import { FIRST, type Gate } from './admission.ts'
import type { Caller } from './caller.ts'

/** Whoever opens their own side here does all of its work until others come: one person can be an office. */
const ALL: readonly Role[] = ['clerk', 'approver', 'office']

/**
 * Has the first member act for every side here that nobody ever acted for: those that wrote before there were members,
 * and those whose opening broke off before somebody was named. Nothing where there is no first member.
 */
export async function takeOver(ledger: Ledger, accounts: Gate['accounts']): Promise<void> {
  const first = (await accounts.members()).find(({ author, state }) => author === FIRST && state === 'active')
  if (!first) return
  const { id: member } = first
  for (const { cooperation, side } of await ledger.hosted()) {
    if ((await accounts.dutiesOn(cooperation, side)).length > 0) continue
    await accounts.setRoles({ cooperation, side, member, roles: ALL, organisation: null, by: member })
  }
}

type Entered = Pick<Gate, 'accounts' | 'demonstration' | 'lettingIn'>

/** The ways in which members come to act for sides without being invited. */
export function entering(ledger: Ledger, { accounts, demonstration, lettingIn }: Entered) {
  const give = async (member: MemberId, cooperation: CooperationId, side: SideId, roles = ALL) => {
    const given = await accounts.setRoles({ cooperation, side, member, roles, organisation: null, by: member })
    if (!given.ok) throw new TypeError(`whoever opened ${cooperation} cannot act there: ${given.refusal.code}`)
  }
  return {
    /**
     * Has whoever opened a side act for it, unless somebody does already; who let another side in, as its host until
     * that has an office of its own. In the demonstration the other members are on the other sides.
     */
    opened: async ({ member }: Caller, { id, opening }: KnownCooperation, side: SideId): Promise<void> => {
      if (member === null) return
      const there = await accounts.dutiesOn(id, side)
      if (there.every(({ duties }) => duties.every(({ until }) => until !== null)))
        await give(member, id, side, side === opening.by ? ALL : lettingIn)
      if (!demonstration) return
      const others = demonstration.filter((each) => each !== member)
      for (const [index, other] of opening.sides.filter((each) => each.id !== opening.by).entries()) {
        const acts = others[index % others.length]
        if (acts && (await accounts.dutiesOn(id, other.id)).length === 0) await give(acts, id, other.id)
      }
    },

    /** Lets the sides write here that a member of the demonstration acts for. */
    host: async ({ author, duties, authors }: Caller): Promise<void> => {
      const hosted = await ledger.hosted()
      for (const { cooperation, side } of duties) {
        if (hosted.some((each) => each.cooperation === cooperation && each.side === side)) continue
        const asker = { cooperation, side: null, authors }
        const known = await ledger.for(asker, (moment) => moment.cooperation(cooperation))
        if (!known || known.hosted.includes(side)) continue
        const { name, sides } = known.opening
        const { publicKey } = ledger
        const command = { kind: 'open-cooperation', cooperation, name, sides, by: side, publicKey } as const
        await ledger.post({ author, cooperation, side }, command)
      }
    },
  }
}

/** What `entering` makes. */
export type Entering = ReturnType<typeof entering>

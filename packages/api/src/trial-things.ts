/** For tests: real things of one side, made through the front door by somebody who does all its work. */
import { createHash } from 'node:crypto'
import type { CooperationId, SideId } from '@handclasp/domain'
import type { CommitmentPage, CooperationView, DraftWritten, InvitationMade, SavedViews } from './index.ts'
import type { SourceKept, SourcePage, Written } from './index.ts'
import type { Trial } from './trial.ts'

/** Where things are made, by whom, and the one character that their words are told apart by. */
export interface Making {
  readonly cookie: string
  readonly cooperation: CooperationId
  readonly side: SideId
  /** All sides of the cooperation. */
  readonly bound: readonly SideId[]
  readonly mark: string
}

/** The organisation that delegates stand for, and that leads every commitment made here. */
export const ORGANISATION = '霁原农业集团'
/** What stands in all that a side keeps to itself. */
export const inside = (mark: string) => `密语${mark}`
/** What stands in all that it sent. */
export const sent = (mark: string) => `明示${mark}`

/** What is written for the first time. */
export const NEW = { id: null, replaces: null }
/** Words of a new package beside its name. */
export const PACKAGE = { ...NEW, parts: [1, 7], signedOn: null, place: null, quote: null }
/** Words of an agreement beside its name. */
export const AGREEMENT = {
  kind: 'framework',
  count: 1,
  parties: [],
  signatories: [],
  signed: true,
  signedOn: null,
  inForce: null,
  expires: null,
  quote: null,
}
/** Terms that say nothing but their text and who leads. */
export const termsOf = (text: string, side: SideId) => ({
  text,
  fields: [],
  basis: { agreement: null, name: null, clause: null, intention: null, quote: null },
  programmes: [],
  leads: [{ side, organisation: { name: ORGANISATION, code: null } }],
  supporters: [],
  measure: null,
  start: null,
  deadline: null,
  milestones: [],
})

let made = 0
/** A number that no other thing has. */
export const next = () => ++made

/** Asks as who makes things of a side; throws where it is refused. */
function hand({ answered }: Trial, { cookie, cooperation, side }: Making) {
  const ask = async <Body>(path: string, init: Parameters<Trial['answered']>[2] = {}): Promise<Body> => {
    const answer = await answered(cookie, path, init)
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
    return (await answer.json()) as Body
  }
  const send = <Body>(path: string, body: object) =>
    ask<Body>(path, { method: 'POST', body: JSON.stringify({ side, ...body }) })
  return {
    ask,
    send,
    within: <Body>(path: string, body: object) => send<Body>(`/cooperations/${cooperation}${path}`, body),
  }
}

/** Things of a side; all but what is `sent` to others holds its words inside. */
export function things(served: Trial, making: Making) {
  return {
    ...making,
    ...written(served, making),
    ...told(served, making),
    ...beside(served, making),
    ...pages(served, making),
  }
}

/** Things of a side. */
export type Things = ReturnType<typeof things>

/** Makes one of every kind of thing. */
export async function stock(of: Things): Promise<void> {
  await of.text()
  await of.attached()
  await of.view()
  await of.draft()
  await of.sentText()
  await of.proposed()
  await of.page()
  await of.invitation()
}

/** What is written by hand and stays inside. */
function written(served: Trial, making: Making) {
  const { cooperation, side, mark } = making
  const { ask, within } = hand(served, making)
  const asker = { cooperation, side, authors: [] }
  /** A record as what is sent and dropped names it. */
  const named = async (of: 'package' | 'agreement' | 'text', id: string) => {
    const record = await served.ledger.for(asker, (moment) => moment.record(cooperation, side, of, id))
    if (!record) throw new Error(`there is no ${of} ${id}`)
    return { of, id, seq: record.seq }
  }
  const bundle = async (words = inside(mark)) => {
    const agreements = [{ ...NEW, follows: null, words: { ...AGREEMENT, name: words } }]
    const names = await within<Written>('/written', { package: { ...PACKAGE, name: words }, within: null, agreements })
    const [agreement = ''] = names.agreements
    return { package: await named('package', names.package ?? ''), agreement: await named('agreement', agreement) }
  }
  const text = async (words = inside(mark)) => {
    const of = await bundle(words)
    const body = { ...NEW, agreement: of.agreement.id, title: words, text: `第一条 ${words}`, dated: null }
    const { id } = await within<{ readonly id: string }>('/texts', body)
    return { ...of, text: await named('text', id) }
  }
  /** The number of the last entry of a chain of the side. */
  const head = async (chain: string): Promise<number> => {
    const { heads } = await served.ledger.for(asker, (moment) => moment.figureName(cooperation, side, null))
    const last = heads.find((one) => one.side === side && one.chain === chain)
    if (!last) throw new Error(`${chain} is empty`)
    return last.seq
  }
  /** Bytes that nothing refers to yet. */
  const file = async () => {
    const bytes = new TextEncoder().encode(`${inside(mark)} ${next()}`)
    const hash = createHash('sha256').update(bytes).digest('hex')
    await ask(`/files/${hash}`, { method: 'PUT', body: bytes })
    return hash
  }
  return {
    bundle,
    text,
    file,
    /** Bytes that are attached to something of the side. */
    attached: async () => {
      const [{ package: to }, hash] = [await bundle(), await file()]
      const about = { file: hash, to: { kind: 'package', id: to.id }, name: inside(mark), note: null }
      await within('/attachments', { ...NEW, ...about })
      return hash
    },
    /** What stands written here of a programme of some side. */
    programme: async (of: SideId) => {
      const words = { name: inside(mark), document: null, issued: null, quote: null }
      return (await within<{ readonly id: string }>('/programmes', { ...NEW, of, pairs: [], ...words })).id
    },
    head,
    /** Erases the words of something. */
    erase: async () => {
      await bundle()
      const entries = [{ chain: 'internal', seq: await head('internal') }]
      await within('/erasures', { entries, ground: 'mistake', note: null })
    },
  }
}

/** What is said to the other sides, or drafted to be. */
function told(served: Trial, making: Making) {
  const { cooperation, side, bound, mark } = making
  const { within } = hand(served, making)
  const { text, bundle, head } = written(served, making)
  const proposal = (words: string) => {
    return { commitment: null, parent: null, bound, ending: null, terms: termsOf(words, side), note: null }
  }
  /** Takes back what the side proposes of further sides: it says yes to one at a time. */
  const withdraw = async () => {
    const known = await served.ledger.for({ cooperation, side, authors: [] }, (moment) =>
      moment.cooperation(cooperation),
    )
    for (const { version, by, standpoints } of known?.additions ?? []) {
      const stands = by === side && standpoints.some((one) => one.side === side && one.stance === 'accepted')
      if (stands) await within(`/sides/${version}/answers`, { stance: 'withdrawn', note: null })
    }
  }
  return {
    proposal,
    /** A commitment that waits for the others, by its first version. */
    proposed: async () => {
      const { id, versions } = await within<CommitmentPage>('/commitments', proposal(sent(mark)))
      return { commitment: id, version: versions[0]?.version }
    },
    /** The number of the entry of a proposal that quotes a page. */
    quote: async (source: string) => {
      const { terms, ...rest } = proposal(sent(mark))
      const quote = { words: '合作', source, spans: [{ start: 0, end: 2 }], lines: { from: 1, to: 1 }, outlet: null }
      await within('/commitments', { ...rest, terms: { ...terms, basis: { ...terms.basis, quote } } })
      return head('shared')
    },
    /** A draft that nobody judged. */
    draft: async (words = inside(mark)) => {
      const { draft } = await within<DraftWritten>('/commitments?draft=1', proposal(words))
      const asker = { cooperation, side, authors: [] }
      const kept = await served.ledger.for(asker, (moment) => moment.draft(cooperation, side, draft))
      return { id: draft, seq: kept?.seq }
    },
    /** A package with an agreement and its text, all sent. */
    sentText: async () => {
      const all = await text(sent(mark))
      await within('/sent', { records: Object.values(all) })
      return all
    },
    sentPackage: async () => {
      const { package: one } = await bundle(sent(mark))
      await within('/sent', { records: [one] })
      return one
    },
    withdraw,
    /** A further side that the others have not answered. */
    addition: async () => {
      await withdraw()
      const name = `外${next()}省`
      const { additions } = await within<CooperationView>('/sides', { ...joining(name), note: null })
      const version = additions.find((one) => one.side.regions.some((region) => region.name === name))?.version
      if (!version) throw new Error('nothing was proposed')
      return version
    },
  }
}

/** A side of one region. */
export const joining = (name: string) => ({ regions: [{ name, code: null }], institution: null })

/** What the installation keeps for a side beside the ledger: views, invitations, members. */
function beside(served: Trial, making: Making) {
  const { cooperation, side, mark } = making
  const { within } = hand(served, making)
  const come = async () => {
    const loginName = `colleague-${next()}`
    const joined = await served.accounts.addMember({
      loginName,
      name: '同事',
      password: '霁水东流入海去，翎川西望雪山明',
    })
    if (!joined.ok) throw new Error(joined.refusal.code)
    return joined.value.id
  }
  return {
    view: async () => {
      const name = `${inside(mark)} ${next()}`
      const { views } = await within<SavedViews>('/views', { id: null, name, address: '' })
      return views.find((view) => view.name === name)?.id ?? ''
    },
    invitation: async () => {
      const wanted = { roles: ['office'], organisation: null, note: null }
      return (await within<InvitationMade>('/invitations', wanted)).invitation.id
    },
    /** Somebody who is a clerk of the side. */
    member: async () => {
      const id = await come()
      const wanted = { cooperation, side, member: id, roles: ['clerk'] as const, organisation: null, by: null }
      const given = await served.accounts.setRoles(wanted)
      if (!given.ok) throw new Error(given.refusal.code)
      return id
    },
    /** Somebody who administers, and acts for no side. */
    administrator: async () => {
      const id = await come()
      await served.accounts.setAdministration(id, 'audit')
      return id
    },
  }
}

/** Pages that the side reads, with an agreement that was accepted, and one that waits and could be cut at an offset. */
function pages(served: Trial, making: Making) {
  const { cooperation, mark } = making
  const { ask, send } = hand(served, making)
  const page = async () => {
    const words = `${inside(mark)}${next()}`
    const text = `霁原省、翎川省签署《${words}合作协议》。\n霁原省和翎川省签署《${words}物流协议》。\n`
    const body = new TextEncoder().encode(text)
    const { hash } = await ask<SourceKept>(`/sources?name=${encodeURIComponent(words)}`, { method: 'POST', body })
    const { items } = await ask<SourcePage>(`/sources/${hash}`)
    const [first, second] = items.filter(({ kind }) => kind === 'agreement')
    if (!first || !second) throw new Error('nothing was read')
    const accepted = { finding: first.id, verdict: 'accepted', correction: null, person: null }
    await send(`/sources/${hash}/decisions`, { cooperation, decisions: [accepted] })
    const at = (second.evidence[0]?.start ?? 0) + 3
    return { hash, decided: first.id, open: second.id, at }
  }
  return {
    page,
    /** A page whose agreement that waits was cut. */
    cut: async () => {
      const kept = await page()
      const { items } = await send<SourcePage>(`/sources/${kept.hash}/split`, { finding: kept.open, at: kept.at })
      const part = items.find(({ whole }) => whole?.id === kept.open)?.id
      if (!part) throw new Error('nothing was cut')
      return { ...kept, part }
    },
  }
}

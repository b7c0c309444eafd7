/** For tests: who may do what, stated apart from the code that decides it; and what each route is asked. */
import { AGREEMENT, inside, joining, NEW, next, sent, type Things } from './trial-things.ts'

/** Who has a right: roles on a side, administrations, the first member by that alone (`founder`). */
export const HOLDERS = {
  anybody: 'nobody member',
  'signed-in': 'member',
  see: 'clerk approver office',
  'see-own': 'delegate',
  keep: 'clerk',
  draft: 'clerk',
  send: 'approver',
  erase: 'office',
  leave: 'clerk approver office delegate host',
  meet: 'clerk approver office host',
  invite: 'office host',
  steer: 'office',
  'see-pages': 'clerk approver office founder',
  'keep-pages': 'clerk founder',
  'erase-pages': 'office',
  open: 'office founder',
  verify: 'clerk approver office founder system',
  maintain: 'system',
  appoint: 'system',
  resign: 'system audit security',
  guard: 'security',
  audit: 'audit',
} as const

/** A right as these tests call it. */
export type Right = keyof typeof HOLDERS

/** What stands for the names in an address, and what is sent there. */
export interface Asking {
  readonly names?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object | Uint8Array<ArrayBuffer>
}

/** What is expected of a route. */
export interface Row {
  readonly right: Right
  /** The right by which the door opens, where the deed itself takes a further one. */
  readonly door?: Right
  /** The right with `?draft=1`, where there is such a thing. */
  readonly drafted?: Right | undefined
  /**
   * Which sides it tells apart: `each` shows or takes what is its own; a right on `any` will do; `none` is asked about.
   * Where it is not told, it is `each` below a cooperation, and `none` elsewhere.
   */
  readonly sides?: 'each' | 'any' | 'none'
  /** What is asked of things of a side, made afresh for it; `others` are those of the other side. */
  readonly ask?: (of: Things, others: Things, chain: 'shared' | 'internal') => Promise<Asking> | Asking
  /** Is it asked of both chains? */
  readonly chains?: true
  /** What whoever may is refused with, where nothing else can be asked for. */
  readonly refused?: string
  /** The words that whoever may is shown. */
  readonly shows?: typeof inside
  /** What the other side is told in the place of `not-permitted`: whether there is such a thing is not to be known. */
  readonly hidden?: string
  /** What those are told who see the thing by another right on its side, in the place of `hidden`. */
  readonly seen?: string
  /** What those of another cooperation are told in the place of `cooperation-unknown`, by the same reason. */
  readonly apart?: string
  /** What one is told who names a thing of the other side, and acts for their own. */
  readonly strange?: string
}

/** Pages belong to who keeps them and to their colleagues: to all others there is none. */
const PAGE = { sides: 'each', hidden: 'source-unknown', seen: 'not-permitted', apart: 'source-unknown' } as const
const TOKEN = { right: 'anybody', refused: 'invitation-unknown' } as const
const LINK = { right: 'anybody', refused: 'reset-link-ended' } as const

const OF_INSTALLATION: Readonly<Record<string, Row>> = {
  'GET /session': { right: 'anybody' },
  'POST /session/setup': {
    right: 'anybody',
    ask: () => ({ body: { code: 'x', loginName: 'x', name: 'x', password: 'x' } }),
    refused: 'already-set-up',
  },
  'POST /session/demonstration': {
    right: 'anybody',
    ask: () => ({ body: { member: 'mem_0' } }),
    refused: 'member-unknown',
  },
  'GET /invitations/:token': TOKEN,
  'POST /invitations/:token/accepted': {
    ...TOKEN,
    ask: () => ({ body: { as: 'new', loginName: 'newcomer', name: '来人', password: '霁水翎山一路东流' } }),
  },
  'GET /session/all': { right: 'signed-in' },
  'POST /session/ended': {
    right: 'signed-in',
    ask: () => ({ body: { session: 'none' } }),
    refused: 'session-unknown',
  },
  'POST /session/unlinked': { right: 'signed-in' },
  'POST /session/name': { right: 'signed-in', ask: () => ({ body: { name: '同名' } }) },
  'GET /passwords/:token': LINK,
  'POST /passwords/:token': { ...LINK, ask: () => ({ body: { password: '霁水翎山一路东流' } }) },
  'GET /installation': { right: 'signed-in' },
  'GET /rights': { right: 'signed-in' },
  'POST /files/sweep': { right: 'maintain', ask: () => ({ body: { hours: 0, isTrial: true } }) },
  'GET /verification': { right: 'verify' },
  'POST /verification': { right: 'verify' },
  'GET /verification/example': { right: 'verify' },
  'GET /rebuilding': { right: 'maintain' },
  'POST /rebuilding': { right: 'maintain' },
  'GET /administration/members': { right: 'guard' },
  'POST /administration/members/:member': {
    right: 'guard',
    ask: async (of) => ({ names: { member: await of.member() }, body: { deed: 'lock' } }),
  },
  'POST /administration/members/:member/reset': {
    right: 'guard',
    ask: async (of) => ({ names: { member: await of.member() } }),
  },
  'POST /session/resigned': { right: 'resign' },
  'GET /administration/administrators': { right: 'appoint' },
  'POST /administration/administrators/:member/relieved': {
    right: 'appoint',
    ask: async (of) => ({ names: { member: await of.administrator() } }),
  },
  'GET /administration/invitations': { right: 'appoint' },
  'POST /administration/invitations': {
    right: 'appoint',
    ask: () => ({ body: { administration: 'audit', note: null } }),
  },
  // An invitation to a side is no appointment, and nobody appoints by withdrawing it.
  'POST /administration/invitations/withdrawn': {
    right: 'appoint',
    ask: async (of) => ({ body: { invitation: await of.invitation() } }),
    refused: 'invitation-unknown',
  },
  'GET /acts': { right: 'audit' },
  'GET /acts/export': { right: 'audit' },
  'GET /acts/verified': { right: 'audit' },
}

const OF_PAGES: Readonly<Record<string, Row>> = {
  'GET /sources': { right: 'see-pages' },
  'POST /sources': {
    right: 'keep-pages',
    ask: () => ({ query: { name: 'b' }, body: new TextEncoder().encode(`文本${next()}`) }),
  },
  'GET /sources/:hash': {
    ...PAGE,
    right: 'see-pages',
    ask: async (of) => ({ names: { hash: (await of.page()).hash } }),
    shows: inside,
  },
  'POST /sources/:hash/read-again': {
    ...PAGE,
    right: 'keep-pages',
    ask: async (of) => ({ names: { hash: (await of.page()).hash } }),
  },
  'POST /sources/:hash/split': {
    ...PAGE,
    right: 'keep-pages',
    ask: async (of) => {
      const { hash, open, at } = await of.page()
      return { names: { hash }, body: { finding: open, at } }
    },
  },
  'POST /sources/:hash/join': {
    ...PAGE,
    right: 'keep-pages',
    ask: async (of) => {
      const { hash, part } = await of.cut()
      return { names: { hash }, body: { finding: part } }
    },
  },
  'POST /sources/:hash/decisions': {
    ...PAGE,
    right: 'keep',
    ask: async (of) => {
      const { hash, open } = await of.page()
      const decisions = [{ finding: open, verdict: 'rejected', reason: null }]
      return { names: { hash }, body: { cooperation: of.cooperation, decisions } }
    },
  },
  'POST /sources/:hash/undo': {
    ...PAGE,
    right: 'keep',
    ask: async (of) => {
      const { hash, decided } = await of.page()
      return { names: { hash }, body: { cooperation: of.cooperation, findings: [decided] } }
    },
  },
  'GET /sources/:hash/erasure': {
    ...PAGE,
    right: 'erase-pages',
    ask: async (of) => ({ names: { hash: (await of.page()).hash } }),
    shows: inside,
    hidden: 'nothing',
    seen: 'nothing',
    apart: 'nothing',
  },
  'POST /sources/:hash/erasure': {
    ...PAGE,
    right: 'erase-pages',
    ask: async (of) => ({ names: { hash: (await of.page()).hash }, body: { ground: 'mistake', note: null, also: [] } }),
  },
  // A file that others keep is not told from one that nobody has.
  'GET /files/:file': {
    right: 'see-pages',
    sides: 'each',
    ask: async (of) => ({ names: { file: await of.attached() } }),
    shows: inside,
    hidden: 'file-unknown',
    apart: 'file-unknown',
  },
  'PUT /files/:file': {
    right: 'keep-pages',
    ask: () => ({
      names: { file: '9834876dcfb05cb167a5c24953eba58c4ac89b1adf57f28f2f9d09af107ee8f0' },
      body: new TextEncoder().encode('aaa'),
    }),
  },
}

const SEEN: Readonly<Record<string, Row>> = {
  'GET /cooperations': { right: 'signed-in' },
  'GET /cooperations/:id/ledger': { right: 'see', shows: inside },
  'GET /cooperations/:id/reported': { right: 'see' },
  'GET /cooperations/:id/people': { right: 'see' },
  'GET /cooperations/:id/commitments': { right: 'see', sides: 'any', shows: sent },
  'GET /cooperations/:id/commitments/groups': { right: 'see', sides: 'any', ask: () => ({ query: { by: 'state' } }) },
  'GET /cooperations/:id/commitments/:commitment': {
    right: 'see',
    sides: 'any',
    ask: async (of) => ({ names: { commitment: (await of.proposed()).commitment } }),
    shows: sent,
    apart: 'commitment-unknown',
  },
  'GET /cooperations/:id/serving': { right: 'see', sides: 'any' },
  'GET /cooperations/:id/own': { right: 'see-own', sides: 'any', shows: sent },
  'GET /cooperations/:id/found': { right: 'see', ask: ({ mark }) => ({ query: { q: inside(mark) } }), shows: inside },
  'GET /cooperations/:id/history': {
    right: 'see',
    ask: () => ({ query: { from: '2020-01-01', to: '2099-12-31', limit: '500' } }),
    shows: inside,
  },
  // Which side's it is is not told: it is looked for on those that one acts for.
  'GET /cooperations/:id/texts/:text': {
    right: 'see',
    ask: async (of) => ({ names: { text: (await of.text()).text.id } }),
    shows: inside,
    hidden: 'record-unknown',
    strange: 'record-unknown',
  },
  'GET /cooperations/:id/erasures': {
    right: 'see',
    ask: async (of) => {
      await of.erase()
      return {}
    },
  },
  'GET /cooperations/:id/erasures/:chain/:seq': {
    right: 'erase',
    chains: true,
    ask: async (of, _, chain) => ({ names: { chain, seq: String(await erasable(of, chain)) } }),
  },
  'GET /cooperations/:id/sent': { right: 'see', shows: sent },
  // What was sent is for all sides to read.
  'GET /cooperations/:id/sent/:side/:text': {
    right: 'see',
    sides: 'any',
    ask: async (of) => ({ names: { side: of.side, text: (await of.sentText()).text.id } }),
    shows: sent,
    apart: 'record-unknown',
  },
  'GET /cooperations/:id/views': { right: 'see', shows: inside },
  'GET /cooperations/:id/drafts': { right: 'see', shows: inside },
  'GET /cooperations/:id/sent-alone': { right: 'see', ask: () => ({ query: { seq: '2' } }) },
  'GET /cooperations/:id/members': { right: 'meet' },
}

const KEPT: Readonly<Record<string, Row>> = {
  // Between these sides one is open already: another would give whoever asks the work of a side.
  'POST /cooperations': {
    right: 'open',
    ask: () => ({ body: { sides: ['霁原省', '翎川省'].map((name) => [{ name, code: null }]), own: 0 } }),
    refused: 'cooperation-already-open',
  },
  // It names the side that is let in, by the office of any other.
  'POST /cooperations/:id/hosted': { right: 'steer', sides: 'any' },
  'POST /cooperations/:id/written': {
    right: 'keep',
    ask: async (of) => ({
      body: {
        package: null,
        within: (await of.bundle()).package.id,
        agreements: [{ ...NEW, follows: null, words: { ...AGREEMENT, name: inside(of.mark) } }],
      },
    }),
    strange: 'record-unknown',
  },
  'POST /cooperations/:id/texts': {
    right: 'keep',
    ask: async (of) => {
      const agreement = (await of.bundle()).agreement.id
      return { body: { ...NEW, agreement, title: inside(of.mark), text: '第一条', dated: null } }
    },
    strange: 'record-unknown',
  },
  'POST /cooperations/:id/programmes': {
    right: 'keep',
    ask: async (of, others) => {
      const pairs = [await of.programme(others.side)]
      return { body: { ...NEW, of: of.side, pairs, name: '战略', document: null, issued: null, quote: null } }
    },
  },
  'POST /cooperations/:id/attachments': {
    right: 'keep',
    ask: async (of) => {
      const to = { kind: 'package', id: (await of.bundle()).package.id }
      return { body: { ...NEW, file: await of.file(), to, name: '件', note: null } }
    },
    strange: 'record-unknown',
  },
  'POST /cooperations/:id/dropped': {
    right: 'keep',
    ask: async (of) => ({ body: { of: 'package', id: (await of.bundle()).package.id, reason: null } }),
    strange: 'record-unknown',
  },
  'POST /cooperations/:id/views': {
    right: 'see',
    ask: async (of) => ({ body: { id: await of.view(), name: `${inside(of.mark)} ${next()}`, address: '' } }),
    strange: 'view-unknown',
  },
  'POST /cooperations/:id/views/:view/moved': {
    right: 'see',
    ask: async (of) => ({ names: { view: await of.view() }, body: { place: 0 } }),
    strange: 'view-unknown',
  },
  'POST /cooperations/:id/views/:view/dropped': {
    right: 'see',
    ask: async (of) => ({ names: { view: await of.view() } }),
    strange: 'view-unknown',
  },
  'POST /cooperations/:id/erasures': {
    right: 'erase',
    chains: true,
    ask: async (of, _, chain) => {
      return { body: { entries: [{ chain, seq: await erasable(of, chain) }], ground: 'mistake', note: null } }
    },
  },
}

/** Told to the others, or drafted to be. */
const TOLD = { right: 'send', drafted: 'draft' } as const

const SAID: Readonly<Record<string, Row>> = {
  'POST /cooperations/:id/commitments': {
    ...TOLD,
    ask: (of) => ({ body: of.proposal(sent(of.mark)) }),
  },
  'POST /cooperations/:id/commitments/:commitment/answers': {
    ...TOLD,
    ask: async (_, others) => {
      const { commitment, version } = await others.proposed()
      return { names: { commitment }, body: { version, stance: 'accepted', note: null } }
    },
  },
  'POST /cooperations/:id/sides': {
    ...TOLD,
    ask: async (of) => {
      await of.withdraw()
      return { body: { ...joining(`外${next()}省`), note: null } }
    },
  },
  'POST /cooperations/:id/sides/:version/answers': {
    ...TOLD,
    ask: async (_, others) => {
      return { names: { version: await others.addition() }, body: { stance: 'declined', note: null } }
    },
  },
  'POST /cooperations/:id/sent': {
    ...TOLD,
    ask: async (of) => ({ body: { records: [(await of.bundle(sent(of.mark))).package] } }),
    strange: 'record-unknown',
  },
  'POST /cooperations/:id/same': {
    ...TOLD,
    ask: async (of, others) => {
      const [mine, theirs] = [await of.bundle(sent(of.mark)), await others.sentPackage()]
      const about = { of: 'package', mine: mine.package.id, theirs: theirs.id, whose: others.side, said: 'same' }
      return { body: { ...about, note: null, records: [mine.package] } }
    },
  },
  'POST /cooperations/:id/drafts/:draft/judged': {
    right: 'send',
    ask: async (of) => {
      const { id, seq } = await of.draft()
      return { names: { draft: id }, body: { seq, verdict: 'checked', note: null } }
    },
    strange: 'draft-unknown',
  },
  'POST /cooperations/:id/drafts/:draft/sent': {
    right: 'send',
    ask: async (of) => {
      const { id, seq } = await of.draft(sent(of.mark))
      return { names: { draft: id }, body: { seq } }
    },
    strange: 'draft-unknown',
  },
  'POST /cooperations/:id/drafts/:draft/dropped': {
    right: 'draft',
    ask: async (of) => ({ names: { draft: (await of.draft()).id }, body: { reason: null } }),
    strange: 'draft-unknown',
  },
}

const STEERED: Readonly<Record<string, Row>> = {
  'POST /cooperations/:id/four-eyes': { right: 'steer', ask: () => ({ body: { required: false, note: null } }) },
  'POST /cooperations/:id/invitations': {
    right: 'invite',
    ask: () => ({ body: { roles: ['office'], organisation: null, note: null } }),
  },
  'POST /cooperations/:id/invitations/withdrawn': {
    right: 'invite',
    ask: async (of) => ({ body: { invitation: await of.invitation() } }),
    strange: 'invitation-unknown',
  },
  'POST /cooperations/:id/members/:member/roles': {
    right: 'steer',
    ask: async (of) => ({ names: { member: await of.member() }, body: { roles: ['approver'], organisation: null } }),
    strange: 'member-unknown',
  },
  // Somebody else leaves: that everybody does so by themselves has a test of its own.
  'POST /cooperations/:id/members/:member/left': {
    door: 'leave',
    right: 'steer',
    ask: async (of) => ({ names: { member: await of.member() }, body: { to: null } }),
    strange: 'duty-unknown',
  },
}

/** Every route, with what is expected of it. */
export const ROWS: Readonly<Record<string, Row>> = {
  ...OF_INSTALLATION,
  ...OF_PAGES,
  ...SEEN,
  ...KEPT,
  ...SAID,
  ...STEERED,
}

/** The number of an entry that can be erased, the last of its chain. */
async function erasable(of: Things, chain: 'shared' | 'internal'): Promise<number> {
  await (chain === 'shared' ? of.proposed() : of.bundle())
  return of.head(chain)
}

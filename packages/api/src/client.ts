/** A client of the HTTP interface for browsers and tests: one function a request, typed by the contract. */
import { onMembers } from './accounts-client.ts'
import type {
  AttachmentId,
  CommitmentId,
  CooperationId,
  FileHash,
  Grouping,
  ProgrammeId,
  SideId,
  SourceHash,
  TextId,
  VersionId,
  ViewId,
} from '@handclasp/domain'
import type {
  AnswerInput,
  AttachmentInput,
  CommitmentFilter,
  CommitmentGroupsView,
  BrokenView,
  CommitmentPage,
  CommitmentsQuery,
  CommitmentsView,
  CooperationInput,
  CooperationView,
  DecisionsInput,
  FindingView,
  FoundView,
  DroppedInput,
  EntryPlace,
  ErasableView,
  ErasedView,
  ErasureInput,
  HistoryStretch,
  HistoryView,
  HostInput,
  InstallationView,
  JoinInput,
  FigureName,
  LedgerHeld,
  LedgerReported,
  LedgerView,
  PageErasureInput,
  PastQuery,
  PersonView,
  Problem,
  ProgrammeInput,
  ProposalInput,
  SameInput,
  QuotingView,
  RebuildView,
  SavedViewInput,
  SavedViews,
  SendingInput,
  SentPage,
  SentTextPage,
  ServingView,
  SourceKept,
  SourcePage,
  SourceView,
  SplitInput,
  SweepInput,
  SweptView,
  TextInput,
  TextPage,
  UndoInput,
  VerificationView,
  ViewDroppedInput,
  ViewMovedInput,
  Written,
  WrittenInput,
  SideAnswerInput,
  SideInput,
} from './contract.ts'

export type * from './contract.ts'
export {
  actsExport,
  type ActsQuery,
  type DraftOrder,
  type SecondFactorBegun,
  type SessionSeen,
} from './accounts-client.ts'
export {
  type InstallationRight,
  INSTALLATION_RIGHTS,
  roleFor,
  rolesWith,
  SIDE_RIGHTS,
  type SideRight,
} from './rights.ts'
export { GIVEN_BY, OWN_KINDS, ROUTES, type WideRight } from './routes.ts'

/** The interface said no, or the network did: `problem` is null where no answer came. */
export class RequestFailed extends Error {
  readonly status: number
  readonly problem: Problem | null
  constructor(status: number, problem: Problem | null, cause?: unknown) {
    super(problem ? problem.refusal.code : `no usable answer (${status})`, { cause })
    this.name = 'RequestFailed'
    this.status = status
    this.problem = problem
  }
}

/** What a request has beyond its path. */
type Init = Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> }

/** Asks the interface at `base`, and sends to it. */
function requesting(base: string, always: Readonly<Record<string, string>>) {
  const request = async <Body>(path: string, init: Init = {}, told?: (headers: Headers) => void): Promise<Body> => {
    let answer: Response
    try {
      answer = await fetch(`${base}/api${path}`, { ...init, headers: { ...always, ...init.headers } })
    } catch (cause) {
      throw new RequestFailed(0, null, cause)
    }
    told?.(answer.headers)
    const body: unknown = await answer.json().catch(() => null)
    if (!answer.ok) throw new RequestFailed(answer.status, isProblem(body) ? body : null)
    return body as Body
  }
  const send = <Body>(path: string, input: unknown) =>
    request<Body>(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
  return { request, send }
}

/** Both parts of a ledger, of one moment. */
async function wholeLedger(
  request: ReturnType<typeof requesting>['request'],
  cooperation: CooperationId,
  query: string,
): Promise<LedgerView> {
  for (;;) {
    const [held, reported] = await Promise.all([
      request<LedgerHeld>(`/cooperations/${cooperation}/ledger?${query}`),
      request<LedgerReported>(`/cooperations/${cooperation}/reported?${query}`),
    ])
    // Both say what one chain says: where that grew between them, they are asked for again.
    if (ownHead(held, held.side) === ownHead(reported, held.side)) return { ...reported, ...held }
  }
}

/** The last entry of what a side keeps to itself, of those a figure is named by. */
function ownHead({ figure }: { readonly figure: FigureName }, side: SideId): string | undefined {
  return figure.heads.find((head) => head.side === side && head.chain === 'internal')?.hash
}

/**
 * Talks to the interface at `base` (empty for the page's own origin), with some headers on every request. All functions
 * reject with `RequestFailed`.
 */
export function client(base = '', always: Readonly<Record<string, string>> = {}) {
  const { request, send } = requesting(base, always)
  return {
    installation: () => request<InstallationView>('/installation'),
    sources: () => request<readonly SourceView[]>('/sources'),
    source: (hash: SourceHash) => request<SourcePage>(`/sources/${hash}`),
    quoting: (hash: SourceHash) => request<QuotingView>(`/sources/${hash}/erasure`),
    erasePage: (hash: SourceHash, input: PageErasureInput) => send<SourcePage>(`/sources/${hash}/erasure`, input),
    keepSource: (bytes: Blob, name: string, published: string | null) => {
      const query = new URLSearchParams(published === null ? { name } : { name, published })
      const typed = { 'content-type': 'application/octet-stream' }
      return request<SourceKept>(`/sources?${query.toString()}`, { method: 'POST', headers: typed, body: bytes })
    },
    decide: (source: SourceHash, input: DecisionsInput) =>
      send<readonly FindingView[]>(`/sources/${source}/decisions`, input),
    undo: (source: SourceHash, input: UndoInput) => send<readonly FindingView[]>(`/sources/${source}/undo`, input),
    split: (hash: SourceHash, input: SplitInput) => send<SourcePage>(`/sources/${hash}/split`, input),
    join: (hash: SourceHash, input: JoinInput) => send<SourcePage>(`/sources/${hash}/join`, input),
    readAgain: (hash: SourceHash) => send<SourcePage>(`/sources/${hash}/read-again`, {}),
    cooperations: () => request<readonly CooperationView[]>('/cooperations'),
    openCooperation: (input: CooperationInput) => send<CooperationView>('/cooperations', input),
    host: (cooperation: CooperationId, input: HostInput) =>
      send<CooperationView>(`/cooperations/${cooperation}/hosted`, input),
    ...onCommitments(request, send),
    ...onMembers(request, send),
    write: (cooperation: CooperationId, input: WrittenInput) =>
      send<Written>(`/cooperations/${cooperation}/written`, input),
    keepText: (cooperation: CooperationId, input: TextInput) =>
      send<{ readonly id: TextId }>(`/cooperations/${cooperation}/texts`, input),
    ...onFiles(request, send),
    text: (cooperation: CooperationId, text: TextId, past?: PastQuery | null) =>
      request<TextPage>(`/cooperations/${cooperation}/texts/${text}?${addressed({ ...past })}`),
    sent: (cooperation: CooperationId, side: SideId, past?: PastQuery | null) =>
      request<SentPage>(`/cooperations/${cooperation}/sent?${addressed({ side, ...past })}`),
    sentText: (cooperation: CooperationId, side: SideId, text: TextId, past?: PastQuery | null) =>
      request<SentTextPage>(`/cooperations/${cooperation}/sent/${side}/${text}?${addressed({ ...past })}`),
    send: (cooperation: CooperationId, input: SendingInput) =>
      send<SentPage>(`/cooperations/${cooperation}/sent`, input),
    saySame: (cooperation: CooperationId, input: SameInput) =>
      send<SentPage>(`/cooperations/${cooperation}/same`, input),
    keepProgramme: (cooperation: CooperationId, input: ProgrammeInput) =>
      send<{ readonly id: ProgrammeId }>(`/cooperations/${cooperation}/programmes`, input),
    erase: (cooperation: CooperationId, input: ErasureInput) =>
      send<object>(`/cooperations/${cooperation}/erasures`, input),
    erasable: (cooperation: CooperationId, side: SideId, { chain, seq }: EntryPlace) =>
      request<ErasableView>(`/cooperations/${cooperation}/erasures/${chain}/${seq}?side=${side}`),
    erased: (cooperation: CooperationId, side: SideId) =>
      request<ErasedView>(`/cooperations/${cooperation}/erasures?side=${side}`),
    drop: (cooperation: CooperationId, input: DroppedInput) =>
      send<object>(`/cooperations/${cooperation}/dropped`, input),
    history: (cooperation: CooperationId, stretch: HistoryStretch, side?: SideId) => {
      const query = new URLSearchParams(side ? { ...stretch, side } : { ...stretch })
      return request<HistoryView>(`/cooperations/${cooperation}/history?${query.toString()}`)
    },
    find: (cooperation: CooperationId, q: string, side?: SideId) => {
      const query = new URLSearchParams(side ? { q, side } : { q })
      return request<FoundView>(`/cooperations/${cooperation}/found?${query.toString()}`)
    },
    ledger: (cooperation: CooperationId, side?: SideId, past?: PastQuery | null) =>
      wholeLedger(request, cooperation, addressed({ ...(side ? { side } : {}), ...past })),
    people: (cooperation: CooperationId, side?: SideId, past?: PastQuery | null) => {
      const query = addressed({ ...(side ? { side } : {}), ...past })
      return request<readonly PersonView[]>(`/cooperations/${cooperation}/people?${query}`)
    },
    ...onChecking(request, send),
  }
}

type Request = <Body>(path: string, init?: Init) => Promise<Body>
type Send = <Body>(path: string, input: unknown) => Promise<Body>

/** What is asked and said about verification, and about making the ledger anew. */
function onChecking(request: Request, send: Send) {
  return {
    verification: () => request<VerificationView>('/verification'),
    startVerification: () => send<VerificationView>('/verification', {}),
    broken: () => request<readonly BrokenView[]>('/verification/example'),
    rebuilding: () => request<RebuildView>('/rebuilding'),
    startRebuild: () => send<RebuildView>('/rebuilding', {}),
  }
}

/** What is asked and said about commitments, and the views of them that are kept. */
function onCommitments(request: Request, send: Send) {
  return {
    proposeSide: (cooperation: CooperationId, input: SideInput) =>
      send<CooperationView>(`/cooperations/${cooperation}/sides`, input),
    answerSide: (cooperation: CooperationId, version: VersionId, input: SideAnswerInput) =>
      send<CooperationView>(`/cooperations/${cooperation}/sides/${version}/answers`, input),
    commitments: (cooperation: CooperationId, query: CommitmentsQuery) =>
      request<CommitmentsView>(`/cooperations/${cooperation}/commitments?${addressed(query)}`),
    commitmentGroups: (cooperation: CooperationId, by: Grouping, filter: CommitmentFilter) =>
      request<CommitmentGroupsView>(`/cooperations/${cooperation}/commitments/groups?by=${by}&${addressed(filter)}`),
    views: (cooperation: CooperationId, side: SideId) =>
      request<SavedViews>(`/cooperations/${cooperation}/views?side=${side}`),
    saveView: (cooperation: CooperationId, input: SavedViewInput) =>
      send<SavedViews>(`/cooperations/${cooperation}/views`, input),
    moveView: (cooperation: CooperationId, view: ViewId, input: ViewMovedInput) =>
      send<SavedViews>(`/cooperations/${cooperation}/views/${view}/moved`, input),
    dropView: (cooperation: CooperationId, view: ViewId, input: ViewDroppedInput) =>
      send<SavedViews>(`/cooperations/${cooperation}/views/${view}/dropped`, input),
    commitment: (cooperation: CooperationId, commitment: CommitmentId, past?: PastQuery | null) =>
      request<CommitmentPage>(`/cooperations/${cooperation}/commitments/${commitment}?${addressed({ ...past })}`),
    serving: (cooperation: CooperationId, past?: PastQuery | null) =>
      request<readonly ServingView[]>(`/cooperations/${cooperation}/serving?${addressed({ ...past })}`),
    propose: (cooperation: CooperationId, input: ProposalInput) =>
      send<CommitmentPage>(`/cooperations/${cooperation}/commitments`, input),
    answer: (cooperation: CooperationId, commitment: CommitmentId, input: AnswerInput) =>
      send<CommitmentPage>(`/cooperations/${cooperation}/commitments/${commitment}/answers`, input),
  }
}

/** What is asked and said about files; their bytes go by an address of their own. */
function onFiles(request: Request, send: Send) {
  return {
    /** Is a file kept? */
    hasFile: async (file: FileHash): Promise<boolean> => {
      try {
        await request<null>(fileAddress(file), { method: 'HEAD' })
        return true
      } catch (error) {
        if (error instanceof RequestFailed && error.status === 404) return false
        throw error
      }
    },
    attach: (cooperation: CooperationId, input: AttachmentInput) =>
      send<{ readonly id: AttachmentId }>(`/cooperations/${cooperation}/attachments`, input),
    sweep: (input: SweepInput) => send<SweptView>('/files/sweep', input),
  }
}

/** Where a file lies under /api; `name` is the one it is handed out by. */
export function fileAddress(file: FileHash, name?: string): string {
  return `/files/${file}${name === undefined ? '' : `?name=${encodeURIComponent(name.toWellFormed())}`}`
}

/** A query as an address has it: lists by naming a parameter several times. */
function addressed(query: CommitmentsQuery & { readonly side?: SideId }): string {
  const parameters = new URLSearchParams()
  const { descending, ...others } = query
  if (descending) parameters.append('descending', '1')
  for (const [name, value] of Object.entries(others)) {
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [value])
      parameters.append(name, String(one))
  }
  return parameters.toString()
}

/** The client's functions. */
export type Client = ReturnType<typeof client>

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'refusal' in body
}

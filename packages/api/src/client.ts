/** A client of the HTTP interface for browsers and tests: one function a request, typed by the contract. */
import type { CooperationId, SourceHash } from '@handclasp/domain'
import type {
  CooperationInput,
  CooperationView,
  DecisionsInput,
  FindingView,
  InstallationView,
  LedgerView,
  PersonView,
  Problem,
  SourceKept,
  SourcePage,
  SourceView,
  UndoInput,
  VerificationView,
} from './contract.ts'

export type * from './contract.ts'

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

/** Talks to the interface at `base` (empty for the page's own origin). Every function rejects with `RequestFailed`. */
export function client(base = '') {
  const request = async <Body>(path: string, init?: RequestInit): Promise<Body> => {
    let answer: Response
    try {
      answer = await fetch(`${base}/api${path}`, init)
    } catch (cause) {
      throw new RequestFailed(0, null, cause)
    }
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
  return {
    installation: () => request<InstallationView>('/installation'),
    sources: () => request<readonly SourceView[]>('/sources'),
    source: (hash: SourceHash) => request<SourcePage>(`/sources/${hash}`),
    keepSource: (bytes: Blob, name: string, published: string | null) => {
      const query = new URLSearchParams(published === null ? { name } : { name, published })
      const headers = { 'content-type': 'application/octet-stream' }
      return request<SourceKept>(`/sources?${query.toString()}`, { method: 'POST', headers, body: bytes })
    },
    decide: (source: SourceHash, input: DecisionsInput) =>
      send<readonly FindingView[]>(`/sources/${source}/decisions`, input),
    undo: (source: SourceHash, input: UndoInput) => send<readonly FindingView[]>(`/sources/${source}/undo`, input),
    readAgain: (hash: SourceHash) => send<SourcePage>(`/sources/${hash}/read-again`, {}),
    cooperations: () => request<readonly CooperationView[]>('/cooperations'),
    openCooperation: (input: CooperationInput) => send<CooperationView>('/cooperations', input),
    ledger: (cooperation: CooperationId) => request<LedgerView>(`/cooperations/${cooperation}/ledger`),
    people: (cooperation: CooperationId) => request<readonly PersonView[]>(`/cooperations/${cooperation}/people`),
    verification: () => request<VerificationView>('/verification'),
  }
}

/** The client's functions. */
export type Client = ReturnType<typeof client>

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'refusal' in body
}

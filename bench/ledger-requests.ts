/** The requests of the ledger that are measured, each with the bare SQL that answers the same. */
import type { api } from '@handclasp/api'
import type { Command, Commitment, CommitmentId, CommitmentOrder, Mint, SideId, VersionId } from '@handclasp/domain'
import { type Ask, type Bare, type BareName, insertPlainly, plainRows } from '@handclasp/ledger/bare'
import type { Database, TrialLedger } from '@handclasp/ledger/engines'
import { type Pair, stepsOf } from '@handclasp/ledger/world'
import type { Question } from './measure.ts'

/** What requests are asked of. `pair` has the most commitments. */
export interface Given {
  readonly app: ReturnType<typeof api>
  /** Of who asks: a member who acts for every side. */
  readonly cookie: string
  readonly ledger: TrialLedger
  readonly database: Database
  readonly bare: Bare
  readonly pair: Pair
  readonly mint: Mint
}

const ROUNDS = 100

/** Reading: the list of cooperations, a ledger, the table of commitments in every order and by every filter, one. */
export async function questions(given: Given): Promise<readonly Question[]> {
  const { bare, pair } = given
  const { cooperation: id } = pair
  const [own, other] = pair.sides.map((side) => side.id) as [SideId, SideId]
  const made = (...kinds: readonly string[]) => ['made', id, own, kinds] as const
  const held = (ask: Ask) =>
    each(ask, ['cooperation', id], made('package', 'agreement'), ['titles', id, own], ['corrections', id, own])
  const reported = (ask: Ask) =>
    each(ask, made('intention', 'event', 'participation', 'source'), ['corrections', id, own])
  const list = (name: string, query: string, count: BareName, rows: BareName, ...values: readonly unknown[]) => {
    const ask = () => each(bare.ask, [count, id, ...values], [rows, id, ...values])
    return question(given, name, `/cooperations/${id}/commitments?limit=100${query}`, ask)
  }
  const deep = (name: string, order: CommitmentOrder, query: string, rows: BareName) => {
    const { key, after } = middle(order)
    const from = encodeURIComponent(`${key} ${after}`)
    const path = `/cooperations/${id}/commitments?limit=100&order=${order}${query}&after=${from}`
    return question(given, name, path, () => each(bare.ask, ['all', id], [rows, id, key, after]))
  }
  const words = (asked: string, whole: string, ...pieces: readonly string[]) => {
    const wanted = encodeURIComponent(asked)
    const values = lookedUp(whole, pieces)
    const found = () => each(bare.ask, ['found', id, own, ...values])
    return [
      list(`that hold ${asked}`, `&q=${wanted}`, 'wordsCount', 'words', ...values),
      question(given, `all that is found by ${asked}`, `/cooperations/${id}/found?q=${wanted}`, found),
    ]
  }
  const listed = (await given.bare.ask('opened', id)) as readonly { readonly value: Commitment }[]
  const commitment = listed[0]?.value.id ?? ''
  const agreement = listed.find(({ value }) => value.terms?.basis.agreement)?.value.terms?.basis.agreement ?? ''
  return [
    question(given, 'all cooperations', '/cooperations', () => each(bare.ask, ['cooperations'])),
    question(given, 'packages and agreements, the tree', `/cooperations/${id}/ledger`, () => held(bare.ask)),
    question(given, 'what the pages reported', `/cooperations/${id}/reported`, () => reported(bare.ask)),
    list('commitments, first page', '', 'all', 'opened'),
    deep('in the middle', 'opened', '', 'openedDeep'),
    list('last changed first', '&order=changed&descending=1', 'all', 'changed'),
    deep('in the middle', 'changed', '&descending=1', 'changedDeep'),
    list('by deadline', '&order=deadline', 'all', 'deadline'),
    deep('in the middle', 'deadline', '', 'deadlineDeep'),
    deep('by field, in the middle', 'field', '', 'byFieldDeep'),
    list('changes that wait', '&state=amending', 'stateCount', 'state', 'amending'),
    list('all agreed', '&state=agreed', 'stateCount', 'state', 'agreed'),
    list('of one field', '&field=energy', 'fieldCount', 'field', 'energy'),
    list('waiting for one side', `&awaits=${other}`, 'awaitsCount', 'awaits', other),
    list('of one agreement', `&agreement=${agreement}`, 'agreementCount', 'agreement', agreement),
    list(
      'energy that waits',
      '&field=energy&state=proposed',
      'waitingFieldCount',
      'waitingField',
      'energy',
      'proposed',
    ),
    list('due in one month', '&from=2024-03-01&to=2024-03-31', 'monthCount', 'month', '2024-03-01', '2024-03-31'),
    ...grouped(given),
    ...words('抽水蓄能', '抽水蓄能', '抽水', '水蓄', '蓄能'),
    ...words('平台', '平台', '平台'),
    ...words('翎江市', '翎江市', '翎江', '江市'),
    ...words('联', '联', '联'),
    // Pieces that may stand apart: a number is no part of a run of characters.
    ...words('第3批', '', '第', '3', '批'),
    await past(given, 'a month', '2021-06-01', '2021-06-30'),
    await past(given, 'a year', '2021-01-01', '2021-12-31'),
    question(given, 'one commitment with what was said', `/cooperations/${id}/commitments/${commitment}`, () =>
      each(bare.ask, ['commitment', id, commitment], ['sayings', id, commitment]),
    ),
  ]
}

/** The table in groups: whole, narrowed by one thing, by words. */
function grouped(given: Given): readonly Question[] {
  const { cooperation: id } = given.pair
  const groups = (name: string, by: string, query: string, rows: BareName, ...values: readonly unknown[]) =>
    question(given, name, `/cooperations/${id}/commitments/groups?by=${by}${query}`, () =>
      each(given.bare.ask, [rows, id, ...values]),
    )
  return [
    groups('in groups by state', 'state', '', 'byState'),
    groups('in groups by field', 'field', '', 'byField'),
    groups('in groups by lead', 'lead', '', 'byLead'),
    groups('in groups by agreement', 'agreement', '', 'byAgreement'),
    groups('in groups by month', 'month', '', 'byMonth'),
    groups('all agreed, by field', 'field', '&state=agreed', 'byFieldOfState', 'agreed'),
    groups('of one field, by lead', 'lead', '&field=energy', 'byLeadOfField', 'energy'),
    groups(
      'that hold 平台, by field',
      'field',
      `&q=${encodeURIComponent('平台')}`,
      'byFieldOfWords',
      ...lookedUp('平台', ['平台']),
    ),
  ]
}

/** Words as bare SQL looks them up: each piece in the title or not, and the whole in the text. */
function lookedUp(whole: string, pieces: readonly string[]): readonly [string, string] {
  return [pieces.map((piece) => `('${piece}' | '^${piece}')`).join(' & '), `%${whole}%`]
}

/** What changed in a stretch, beside reading its entries and what was said on the commitments of a page. */
async function past(given: Given, name: string, from: string, to: string): Promise<Question> {
  const { ledger, bare, pair } = given
  const told = await ledger.history(pair.cooperation, pair.actors[0].side, { from, to })
  if (!told.ok) throw new Error(told.refusal.code)
  const entries = told.value.heads.map(({ side, chain, from: after, to: upTo }) => {
    return ['entriesOf', pair.cooperation, side, chain, after, upTo] as const
  })
  const spans = told.value.heads
    .filter(({ chain }) => chain === 'shared')
    .flatMap((span) => [span.side, span.from, span.to])
  const spoken = ['spokenIn', pair.cooperation, ...spans] as const
  const path = `/cooperations/${pair.cooperation}/history?from=${from}&to=${to}`
  return question(given, `what changed in ${name}`, path, () => each(bare.ask, ...entries, spoken))
}

/** How many post at once on one chain, and how that is told. */
export const CROWD = 50
/** The posting that is measured so. */
export const CROWDED = `a proposal posted, ${CROWD} at once on one chain`

/** Posting: a proposal and the other side's yes, decided, sealed and projected, beside plain inserts of their rows. */
export async function postings({ ledger, database, bare, pair, mint }: Given): Promise<readonly Question[]> {
  const { cooperation } = pair
  const [own, other] = pair.actors
  const proposals = [...stepsOf({ ...pair, seed: 99, commitments: 200 }, '')]
    .flatMap(({ commands }) => commands)
    .filter((command) => command.kind === 'propose-terms' && command.parent === null)
  const waiting: { readonly commitment: CommitmentId; readonly version: VersionId }[] = []
  let turn = 0
  const propose = async () => {
    const ids = { commitment: mint('commitment'), version: mint('version') }
    const command = { ...proposals[turn++ % proposals.length], ...ids } as Command
    const posted = await ledger.post(own, command)
    if (!posted.ok) throw new Error(posted.refusal.code)
    waiting.push(ids)
    return { ...ids, seq: posted.value[0]?.seq ?? 0 }
  }
  const accept = async () => {
    const ids = waiting.shift()
    if (!ids) return false
    const posted = await ledger.post(other, { kind: 'answer-terms', ...ids, stance: 'accepted', note: null })
    if (!posted.ok) throw new Error(posted.refusal.code)
    return { ...ids, seq: posted.value[0]?.seq ?? 0 }
  }
  const proposed = await propose()
  const first = await plainRows(database, cooperation, own.side, proposed.commitment, proposed.seq)
  const accepted = await accept()
  if (accepted === false) throw new Error('nothing to accept')
  const second = await plainRows(database, cooperation, other.side, accepted.commitment, accepted.seq)
  let [inserted, updated] = [0, 0]
  const name = (number: number) => `${cooperation}-bare-${number}`
  const rounds = ROUNDS * 3
  const queue = `${cooperation} ${own.side}`
  return [
    {
      name: CROWDED,
      ours: propose,
      bare: () => insertPlainly(bare, name(inserted++), first, queue),
      rounds: rounds * 2,
    },
    { name: 'a proposal posted', ours: propose, bare: () => insertPlainly(bare, name(inserted++), first), rounds },
    {
      name: 'an acceptance posted',
      ours: accept,
      bare: async () => (updated < inserted ? insertPlainly(bare, name(updated++), second) : false),
      rounds,
    },
  ]
}

/** A request through the front door, without the wire: until its body is there as text. */
function question({ app, cookie }: Given, name: string, path: string, bare: () => Promise<unknown>): Question {
  const headers = { host: '127.0.0.1:4680', cookie }
  const ours = async () => {
    const answer = await app.request(`http://127.0.0.1:4680/api${path}`, { headers })
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return answer.text()
  }
  return { name, ours, bare, rounds: ROUNDS }
}

/** Asks one statement after another and makes JSON of what they answer. */
async function each(ask: Ask, ...statements: readonly (readonly [BareName, ...unknown[]])[]): Promise<string> {
  const answers: unknown[] = []
  for (const [name, ...values] of statements) answers.push(await ask(name, ...values))
  return JSON.stringify(answers)
}

/** A key about the middle of a list: commitments are spread over nine years. */
function middle(order: CommitmentOrder) {
  const opened = '2021-06-01T00:00:00.000Z'
  const keys = { opened, changed: opened, deadline: '2022-06-01', state: `02${opened}`, field: `08${opened}` }
  return { key: keys[order], after: 'com_0' }
}

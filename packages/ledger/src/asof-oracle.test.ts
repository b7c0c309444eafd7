import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import {
  type Actor,
  type AttachmentId,
  type Command,
  type CommandOf,
  type CooperationId,
  type DraftId,
  type FileHash,
  type Finding,
  type ProgrammeId,
  type RecordKind,
  restsOf,
  type Sameness,
  SENT_KINDS,
  type Side,
  type SideId,
  type TextId,
  type VersionId,
} from '@handclasp/domain'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Past, ToldKind } from './asof.ts'
import { type Database, empty, engines, openPlace, type Place } from './engines.ts'
import { openFileFolder } from './file-folder.ts'
import { openLedger } from './ledger.ts'
import { type TrialLedger, trialLedger } from './trial-ledger.ts'
import { keyOf } from './signing.ts'
import { accept, ACTOR, agreementFinding, ALL, answer, EAST, joining, keepAgreement, keepPackage } from './worked.ts'
import { opening, OTHER, propose, reject, same, send, WEST } from './worked.ts'

const THIRD: Side = { id: 'sid_THIRD' as SideId, mark: '汐', regions: [{ name: '汐州', code: null }] }
const ADDED = { ...ACTOR, side: THIRD.id }
const TOLD: { readonly [Kind in ToldKind]: true } = {
  source: true,
  decision: true,
  package: true,
  agreement: true,
  text: true,
  attachment: true,
  intention: true,
  event: true,
  participation: true,
  programme: true,
  sent: true,
}
const KINDS = Object.keys(TOLD) as readonly ToldKind[]
const BYTES = new TextEncoder().encode('签署本')
const FILE = createHash('sha256').update(BYTES).digest('hex') as FileHash

/** Courses that are tried. */
const RUNS = 6

/** One thing that a side wishes to do, some days after the one before; what is refused is not done. */
interface Wish {
  readonly later: number
  readonly by: number
  readonly deed: keyof typeof DEEDS
  readonly pick: number
}

const { evidence } = agreementFinding(9)
const rules = { stated: true, rules: ['R1'], evidence }
/** An event, somebody who spoke there, and what they said. */
const READ = [
  { kind: 'event', read: { kind: 'meeting', name: '座谈会', date: null, place: null, ...rules } },
  {
    kind: 'person',
    events: ['fnd_20'],
    read: { name: '贺云屏', posts: [], region: null, acts: [{ act: 'speak', event: 0 }], ...rules },
  },
  {
    kind: 'pledge',
    read: {
      text: '共建',
      basis: 'speech',
      speaker: null,
      mode: 'undertakes',
      by: [],
      fields: [],
      targets: [],
      ...rules,
    },
  },
]

function finding(pick: number): Finding {
  return { ...agreementFinding(20 + (pick % 3)), ...READ[pick % 3] } as unknown as Finding
}

/** What a side does, of what it may; null where there is nothing to do it with. */
type Deed = (by: Actor, pick: number, ledger: TrialLedger) => Promise<Command | readonly Command[] | null>

type SamePair = Sameness['pairs'][number]
const oneOf = <Value>(all: readonly Value[], pick: number): Value | null => all[pick % all.length] ?? null
const id = (prefix: string, by: Actor, pick: number) => `${prefix}_${by.side.slice(4)}${pick % 2}`
const otherThan = (by: Actor) => (by.side === EAST.id ? WEST.id : EAST.id)
const seqOf = async (ledger: TrialLedger, by: Actor, kind: ToldKind, thing: string) =>
  (await ledger.record(by.cooperation, by.side, kind, thing))?.seq ?? null
const kept = async <Kind extends RecordKind>(ledger: TrialLedger, by: Actor, kinds: readonly Kind[]) =>
  (await Promise.all(kinds.map((kind) => ledger.records(by.cooperation, by.side, kind)))).flat()

const sameOf = async (
  ledger: TrialLedger,
  by: Actor,
  pick: number,
  of: 'package' | 'agreement',
): Promise<Command | null> => {
  const told = async (side: SideId) => (await kept(ledger, { ...by, side }, ['sent'])).filter((one) => one.of === of)
  const [mine, theirs] = [oneOf(await told(by.side), pick), oneOf(await told(otherThan(by)), pick >> 1)]
  return mine && theirs && same(of, mine.id, theirs.id, otherThan(by), pick % 5 === 0 ? 'taken-back' : 'same')
}

const DEEDS = {
  package: async (by, pick, ledger) => {
    const thing = id('pkg', by, pick)
    return keepPackage(thing.slice(4), await seqOf(ledger, by, 'package', thing), `第${pick}号`)
  },
  agreement: async (by, pick, ledger) => {
    const thing = id('agr', by, pick)
    const within = oneOf(await kept(ledger, by, ['package']), pick)
    const bundle = within && pick % 3 > 0 ? within.id.slice(4) : null
    return keepAgreement(thing.slice(4), bundle, await seqOf(ledger, by, 'agreement', thing))
  },
  text: async (by, pick, ledger) => {
    const thing = id('txt', by, pick) as TextId
    const there = await ledger.record(by.cooperation, by.side, 'text', thing)
    const agreement = there?.agreement ?? oneOf(await kept(ledger, by, ['agreement']), pick)?.id
    const words = { title: '签署本', dated: pick % 3 === 0 ? '2026-03-01' : null, text: `第${pick}条 共建平台。` }
    return agreement ? { kind: 'keep-text', id: thing, agreement, replaces: there?.seq ?? null, ...words } : null
  },
  programme: async (by, pick, ledger) => {
    const thing = id('prg', by, pick) as ProgrammeId
    const words = { name: `振兴计划${pick}`, document: null, issued: null, quote: null }
    const replaces = await seqOf(ledger, by, 'programme', thing)
    return { kind: 'keep-programme', id: thing, of: by.side, pairs: [], replaces, ...words }
  },
  attachment: async (by, pick, ledger) => {
    const thing = id('att', by, pick) as AttachmentId
    const there = await ledger.record(by.cooperation, by.side, 'attachment', thing)
    const agreement = oneOf(await kept(ledger, by, ['agreement']), pick)
    const to = there?.to ?? (agreement && { kind: 'agreement', id: agreement.id })
    const words = { name: `${pick}.pdf`, note: null, bytes: BYTES.length, file: FILE }
    return to ? { kind: 'keep-attachment', id: thing, ...words, to, replaces: there?.seq ?? null } : null
  },
  drop: async (by, pick, ledger) => {
    const things = await kept(ledger, by, ['package', 'agreement', 'text', 'programme', 'attachment'])
    const thing = oneOf(things, pick)
    return thing && { kind: 'drop-record', of: thing.kind, id: thing.id, reason: null }
  },
  accept: async (_, pick) => accept(pick % 3),
  reject: async (_, pick) => reject(pick % 3),
  read: async (_, pick) => ({ ...(accept(9) as CommandOf<'accept-finding'>), finding: finding(pick) }),
  undo: async (by, pick, ledger) => {
    const decision = oneOf(await kept(ledger, by, ['decision']), pick)
    return decision && { kind: 'undo-decision', finding: decision.finding, of: decision.of, reason: null }
  },
  send: async (by, pick, ledger) => {
    const record = oneOf(await kept(ledger, by, SENT_KINDS), pick)
    return record && send(record.kind, record.id, record.seq, restsOf(record))
  },
  same: async (by, pick, ledger) => {
    const isAsked = (pair: SamePair) => pair.things.some((thing) => thing.by === by.side && thing.said !== 'same')
    const pair = (await ledger.sameness(by.cooperation)).pairs.find((one) => one.state === 'waiting' && isAsked(one))
    const mine = pair?.things.find((thing) => thing.by === by.side)
    const theirs = pair?.things.find((thing) => thing !== mine)
    if (pair && mine && theirs) return same(pair.of, mine.id, theirs.id, theirs.by)
    return (await sameOf(ledger, by, pick, 'agreement')) ?? sameOf(ledger, by, pick >> 1, 'package')
  },
  draft: async (by, pick, ledger) => {
    const thing = id('dft', by, pick) as DraftId
    const replaces = (await ledger.draft(by.cooperation, by.side, thing))?.seq ?? null
    return { kind: 'write-draft', id: thing, replaces, command: propose(`${pick}`, `${pick}${by.side}`), note: null }
  },
  judge: async (by, pick, ledger) => {
    const drafted = oneOf((await ledger.drafts(by.cooperation, by.side, { unsent: true })).rows, pick)
    const verdict = pick % 4 === 0 ? 'returned' : 'checked'
    return drafted && { kind: 'judge-draft', ...drafted, verdict, note: null, by: by.author }
  },
  sendDraft: async (by, pick, ledger) => {
    const drafted = oneOf((await ledger.drafts(by.cooperation, by.side, { unsent: true })).rows, pick)
    const command = drafted?.command as unknown as Command | undefined
    if (!drafted || !command) return null
    return [command, { kind: 'send-draft', id: drafted.id, seq: drafted.seq, by: by.author }]
  },
  sendAlone: async (by, pick) => {
    return [propose(`${pick}`, `${pick}${by.side}`), { kind: 'send-alone', by: by.author }]
  },
  dropDraft: async (by, pick, ledger) => {
    const drafted = oneOf(await kept(ledger, by, ['draft']), pick)
    return drafted && { kind: 'drop-record', of: 'draft', id: drafted.id, reason: null }
  },
  propose: async (by, pick) => propose(`${pick}`, `${pick}${by.side}`),
  answer: async (by, pick, ledger) => {
    const commitment = oneOf((await ledger.commitments(by.cooperation, ALL)).rows, pick)
    const version = oneOf(commitment?.versions ?? [], pick)
    const stance = pick % 5 === 0 ? 'declined' : 'accepted'
    return commitment && version && answer(commitment.id.slice(4), version.version.slice(4), stance)
  },
  sameCommitment: async (by, pick, ledger) => {
    const { rows } = await ledger.commitments(by.cooperation, ALL)
    const begun = (side: SideId) => rows.filter(({ versions }) => versions[0]?.by === side)
    const [mine, theirs] = [oneOf(begun(by.side), pick), oneOf(begun(otherThan(by)), pick >> 1)]
    const said = pick % 5 === 0 ? 'taken-back' : 'same'
    return mine && theirs && same('commitment', mine.id, theirs.id, otherThan(by), said)
  },
  side: async (by, pick, ledger) => {
    const additions = (await ledger.cooperation(by.cooperation))?.additions ?? []
    const version = oneOf(additions, pick)?.version
    if (by.side === THIRD.id) {
      return version ? { kind: 'join-cooperation', version, publicKey: ledger.publicKey } : null
    }
    const named = `ver_${pick}` as VersionId
    if (!version) return { kind: 'propose-side', version: named, side: THIRD, name: '霁翎汐合作', note: null }
    return { kind: 'answer-side', version, stance: pick % 4 === 0 ? 'withdrawn' : 'accepted', note: null }
  },
} satisfies { readonly [name: string]: Deed }

/** What much else has to stand for is done more often. */
const OFTEN = ['agreement', 'send', 'send', 'same', 'same', 'propose', 'sameCommitment', 'answer'] as const

/** Everything that screens show of a cooperation. */
async function shown(ledger: TrialLedger, cooperation: CooperationId, past: Past | null) {
  const known = await ledger.cooperation(cooperation, past)
  const sides = known?.opening.sides.map((side) => side.id) ?? []
  const kinds = async (side: SideId) => {
    const records = async (kind: ToldKind) =>
      past ? ledger.recordsAsOf(cooperation, side, past, [kind]) : ledger.records(cooperation, side, kind)
    return Promise.all(KINDS.map(async (kind) => [kind, await records(kind)]))
  }
  const each = sides.map(async (side) => [side, await kinds(side), await ledger.sent(cooperation, sides, side, past)])
  return {
    opening: known?.opening,
    additions: known?.additions,
    kept: await Promise.all(each),
    sameness: await ledger.sameness(cooperation, past),
    serving: await ledger.serving(cooperation, past),
    commitments: (await ledger.commitments(cooperation, ALL, past)).rows,
    states: await ledger.groups(cooperation, ALL, 'state', past),
  }
}

describe.each(engines())('what is shown as it was known on a past day, on $name', (engine) => {
  let place: Place
  let database: Database
  let ledger: TrialLedger
  let today = ''
  let courses = 0
  let ticks = 0
  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
    await empty(database)
    // What is posted apart bears two times.
    const clock = () => new Date(Date.parse(`${today}T00:00:00.000Z`) + ticks++).toISOString()
    const sealing = { signer: keyOf(place.folder), clock, random: randomBytes }
    const files = await openFileFolder(join(place.folder, 'files'), sealing.signer.installation)
    today = '2026-01-01'
    ledger = trialLedger(await openLedger(database, sealing, ACTOR.author, files))
    async function* coming() {
      yield BYTES
    }
    await files.keep(FILE, coming())
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })

  const wish = fc.record<Wish>({
    later: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 2),
    by: fc.nat(4),
    deed: fc.constantFrom(...OFTEN, ...(Object.keys(DEEDS) as (keyof typeof DEEDS)[])),
    pick: fc.nat(60),
  })

  it('[L82] is what was shown when that day ended, whatever was said, kept, sent and taken out since', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { minLength: 20, maxLength: 60, size: 'max' }), async (wishes) => {
        const cooperation = `coo_${++courses}` as CooperationId
        const actors = [ACTOR, OTHER, ADDED].map((actor) => ({ ...actor, cooperation }))
        const [east, west, third] = actors as [Actor, Actor, Actor]
        const seen = new Map<string, Awaited<ReturnType<typeof shown>>>()
        const post = (by: Actor, ...commands: readonly Command[]) => ledger.post(by, ...commands)
        let day = 1
        const dayOf = (number: number) => new Date(Date.UTC(2026, 1, number)).toISOString().slice(0, 10)
        let isJoined = false
        today = dayOf(day)
        await post(east, { ...opening(ledger.publicKey), cooperation } as Command)
        for (const { later, by, deed, pick } of wishes) {
          if (later > 0) seen.set(today, await shown(ledger, cooperation, null))
          day += later
          today = dayOf(day)
          if (!isJoined && by > 0) {
            isJoined = true
            await post(west, { ...joining(ledger.publicKey), cooperation } as Command)
          }
          const actor = by === 4 ? third : by % 2 === 1 ? west : east
          const command = await DEEDS[deed](actor, pick, ledger)
          if (command) await post(actor, ...[command].flat())
        }
        seen.set(today, await shown(ledger, cooperation, null))
        for (const [ended, before] of seen) {
          expect(await shown(ledger, cooperation, { day: ended, known: 'then' })).toEqual(before)
        }
        expect((await ledger.verify()).faults).toEqual([])
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
  }, 3_600_000)
})

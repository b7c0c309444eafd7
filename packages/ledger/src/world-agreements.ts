/** For tests and measurements: the agreements and texts of an invented pair, and what it read in the press. */
import type {
  AgreementId,
  AgreementWords,
  Command,
  Finding,
  FindingContent,
  FindingId,
  SourceHash,
} from '@handclasp/domain'
import { Chance, seedOf } from './chance.ts'
import { BEGINNING, idIn, instantOf, type Pair, type Step } from './world.ts'
import { clausesIn, departmentOf, personIn, quoteIn, sentenceIn, tradeIn } from './world-words.ts'

/** An agreement that commitments can stem from. */
export interface KeptAgreement {
  readonly id: AgreementId
  readonly name: string
  readonly clauses: number
}

/** A pair signs "1+7" so often, and more where it has more to do; a large one has some 250 agreements a year. */
const PACKAGES = { fewest: 8, most: 312, commitmentsEach: 12 }
/** Pages of the press that were read, to one package. */
const PAGES_EACH = 2
const HOUR = 3_600_000

/** The steps that keep a pair's agreements, within its first year; returns those that commitments can stem from. */
export function* agreementsOf(pair: Pair): Generator<Step, readonly KeptAgreement[]> {
  const { fewest, most, commitmentsEach } = PACKAGES
  const packages = Math.max(1, Math.min(fewest, pair.commitments), Math.min(most, pair.commitments / commitmentsEach))
  const kept: KeptAgreement[] = []
  const [actor] = pair.actors
  for (let number = 0; number < Math.floor(packages); number++) {
    const chance = new Chance(seedOf(pair.seed, 1, number))
    const time = BEGINNING + HOUR * (number + 1)
    const { commands, agreements } = signing(pair, chance, number, time)
    yield { at: instantOf(time), actor, commands, rests: null }
    const [first] = agreements
    if (first) yield { at: instantOf(time + 60_000), actor, commands: textOf(pair, chance, first, time), rests: null }
    kept.push(...agreements)
    for (let page = 0; page < PAGES_EACH; page++) {
      const at = instantOf(time + (page + 2) * 60_000)
      yield { at, actor, commands: pageOf(pair, chance, page, time), rests: null }
    }
  }
  return kept
}

/** A package "1+7" with its agreements, written down by hand. */
function signing(pair: Pair, chance: Chance, number: number, time: number) {
  const id = idIn(chance, 'package', time)
  const signedOn = instantOf(time).slice(0, 10)
  const name = `${pair.sides.map(({ regions }) => regions[0]?.name).join('')}合作协议（第${number + 1}批）`
  const commands: Command[] = [
    { kind: 'keep-package', id, replaces: null, name, parts: [1, 7], signedOn, place: '翎江市', quote: null },
  ]
  const agreements = Array.from({ length: 8 }, (_, index): KeptAgreement => {
    const words = agreementIn(pair, chance, index === 0 ? 'framework' : 'departmental', signedOn)
    const agreement = idIn(chance, 'agreement', time)
    commands.push({ kind: 'keep-agreement', id: agreement, package: id, follows: null, replaces: null, words })
    return { id: agreement, name: words.name, clauses: chance.between(6, 24) }
  })
  return { commands, agreements }
}

function agreementIn(pair: Pair, chance: Chance, kind: AgreementWords['kind'], signedOn: string): AgreementWords {
  const trade = tradeIn(chance)
  const parties = pair.sides.map(({ id, regions }) => {
    const region = regions[0]?.name ?? ''
    const government = { name: `${region}人民政府`, code: null }
    return { side: id, organisation: kind === 'framework' ? government : departmentOf(region, trade, chance) }
  })
  const subject = kind === 'framework' ? '深化全面合作框架协议' : `${chance.one(trade.things)}合作协议`
  return {
    name: `${parties.map(({ organisation }) => organisation.name).join('、')}${subject}`,
    kind,
    count: 1,
    parties,
    signatories: pair.sides.map(({ id }) => ({ name: personIn(chance), post: '厅长', side: id })),
    signed: true,
    signedOn,
    inForce: signedOn,
    expires: chance.is(0.6) ? `${Number(signedOn.slice(0, 4)) + 5}${signedOn.slice(4)}` : null,
    quote: null,
  }
}

/** The text of an agreement. */
function textOf(pair: Pair, chance: Chance, { id, name }: KeptAgreement, time: number): readonly Command[] {
  const parties = pair.sides.map(({ regions }) => `${regions[0]?.name}人民政府`)
  const text = clausesIn(chance, name, parties)
  const dated = instantOf(time).slice(0, 10)
  return [
    { kind: 'keep-text', id: idIn(chance, 'text', time), agreement: id, replaces: null, title: name, text, dated },
  ]
}

/** What a person accepted, and in part rejected, of one page of the press. */
function pageOf(pair: Pair, chance: Chance, page: number, time: number): readonly Command[] {
  const source = Buffer.from(chance.bytes(32)).toString('hex') as SourceHash
  const bundle = idIn(chance, 'finding', time + page)
  const contents: FindingContent[] = [
    { kind: 'event', read: { ...fact(chance), kind: 'meeting', name: '工作交流座谈会', date: null, place: '璟安市' } },
    personRead(pair, chance),
    ...Array.from({ length: 3 }, () => pledgeRead(pair, chance)),
    ...(page === 0 ? [{ kind: 'package', read: { ...fact(chance), parts: [1, 7] } } as const] : []),
    agreementRead(pair, chance, page === 0 ? bundle : null),
  ]
  const citation = { name: '霁原日报 第1版', outlet: '霁原日报', published: '2016-04-06' }
  return contents.map((content): Command => {
    const id = content.kind === 'package' ? bundle : idIn(chance, 'finding', time + page)
    const { evidence } = content.read
    const lines = { from: chance.between(1, 400), to: 401 }
    const words = sentenceIn(tradeIn(chance), chance)
    const finding: Finding = { ...content, id, source, article: 0, evidence, words, lines, outlet: '霁原日报' }
    const decided = { finding, citation, reader: '1' }
    if (chance.is(0.1)) return { kind: 'reject-finding', ...decided, reason: '与本次合作无关' }
    return { kind: 'accept-finding', ...decided, correction: null, person: null }
  })
}

function fact(chance: Chance) {
  const { spans } = quoteIn(chance, '第一条', '' as SourceHash)
  return { stated: true, rules: ['R1'], evidence: spans }
}

function personRead(pair: Pair, chance: Chance): FindingContent {
  const region = chance.one(pair.sides).regions[0]?.name ?? null
  const posts = [{ ...fact(chance), text: `${region}合作交流办公室主任` }]
  const acts = [{ ...fact(chance), act: 'speak' as const, event: null }]
  return { kind: 'person', read: { ...fact(chance), name: personIn(chance), posts, region, acts }, events: [] }
}

function pledgeRead(pair: Pair, chance: Chance): FindingContent {
  const trade = tradeIn(chance)
  const by = pair.sides.map(({ regions }) => regions[0]?.name ?? '')
  const said = { basis: 'speech' as const, speaker: personIn(chance), mode: 'undertakes' as const, by }
  return {
    kind: 'pledge',
    read: { ...fact(chance), text: sentenceIn(trade, chance), ...said, fields: [trade.field], targets: [] },
  }
}

function agreementRead(pair: Pair, chance: Chance, bundle: FindingId | null): FindingContent {
  const { name, kind, parties } = agreementIn(pair, chance, 'departmental', '2016-04-06')
  const named = parties.map(({ organisation }) => organisation.name)
  const read = { ...fact(chance), name, kind, count: 1, parties: named, signatories: [], date: null, signed: true }
  return { kind: 'agreement', read, package: bundle }
}

/**
 * The reader: an ordered list of phases. Lines get classes, classes make articles, each article's lines make a flow,
 * words are marked in it once, and every later phase adds its findings to the draft of the article.
 */
import type {
  Act,
  Article,
  Field,
  Person,
  Pledge,
  PersonAct,
  Post,
  ReadOptions,
  Reading,
  Region,
  Span,
} from '@handclasp/domain'

import { actsOf } from './acts.ts'
import type { ActFound } from './acts.ts'
import { agreementsOf } from './agreements.ts'
import type { AgreementFound } from './agreements.ts'
import { assemble, pageOf } from './articles.ts'
import type { Assembly } from './articles.ts'
import { Breaks } from './breaks.ts'
import { bylineLines, closingByline, closingSource, datelineOf } from './bylines.ts'
import type { BylineRead } from './bylines.ts'
import { eventsOf } from './events.ts'
import { areInOrder, goesForward, standing, standingByline } from './evidence.ts'
import { addWeights, fieldWeights, fieldsOfArticle, fieldsOfPledge } from './fields.ts'
import type { FieldWeight } from './fields.ts'
import { flowOf, spansOf, written } from './flow.ts'
import type { Flow } from './flow.ts'
import { arrange } from './geometry.ts'
import { headlinePeople } from './headlines.ts'
import { homeOf } from './home.ts'
import { apart } from './kin.ts'
import { classify, linesOf } from './layout.ts'
import type { Line } from './layout.ts'
import { Words } from './learnt.ts'
import type { Clues } from './learnt.ts'
import { Sides, eventOfAct, keepersOf, partiesOfClause, sidesOf, signatoriesOf, speakerOf } from './links.ts'
import { mark } from './marks.ts'
import type { Marks } from './marks.ts'
import { bytes, lend } from './memory.ts'
import { mentionsOf } from './mentions.ts'
import type { Mention } from './mentions.ts'
import { sumsOf } from './packages.ts'
import { isCountry, knownPlaces, placesOf } from './places.ts'
import type { Place, UnknownRegions } from './places.ts'
import { matchesOf } from './patterns.ts'
import { pledgeClues, pledgesOf } from './pledges.ts'
import type { PledgeFound } from './pledges.ts'
import { hasDealings, hasGuests, isJoint, keyOf, mostOf, partiesOf, signingClauses } from './regions.ts'
import type { Party, PartyClues, Weighed } from './regions.ts'
import { firstFrom, inRange } from './ranges.ts'
import { asGiven, plainScript } from './script.ts'
import { segmentsOf } from './segments.ts'
import type { Segment } from './segments.ts'
import { cluesOfSides, sidesAfter, toldOfSides } from './sides.ts'
import { isRareSurname } from './surnames.ts'
import { VERSION } from './version.ts'

/** What is known of an article while the phases work on it. */
interface Draft {
  readonly source: string
  readonly published: string | null
  readonly unknown: UnknownRegions
  readonly lines: Assembly
  /** The body; of an article without one, its headlines. */
  readonly flow: Flow
  readonly headlines: Flow
  readonly marks: Marks
  readonly breaks: Breaks
  readonly words: Words
  readonly segments: readonly Segment[]
  readonly hasBody: boolean
  byline: BylineRead | null
  /** Where events are named, in the flow, and the agreements that were signed. */
  occasions: readonly (readonly [number, number])[]
  signings: readonly AgreementFound[]
  agreements: readonly AgreementFound[]
  acts: readonly ActFound[]
  /** What may be a side, and what is one by the rules. */
  weighed: Weighed
  /** The parties, and whom each person stands for. */
  parties: Sides
  sides: ReadonlyMap<string, string>
  mentions: Mention[]
  places: Place[]
  /** How much of each field its words tell, once it is known to be about cooperation. */
  fields: FieldWeight[] | null
  readonly article: { -readonly [Part in keyof Article]: Article[Part] }
}

/** `names` are those of all people that the bodies read so far name; articles without a body are read last. */
type Phase = (draft: Draft, names: ReadonlySet<string>) => void

const spanOf = (line: Span): Span => ({ start: line.start, end: line.end })

const NO_SIDES = new Sides('', [], [])

function openDraft(source: string, lines: Assembly, published: string | null, unknown: UnknownRegions): Draft {
  const headlines = flowOf(
    source,
    [...lines.headline, ...lines.subheads].map((line) => [line]),
    false,
  )
  const hasBody = lines.paragraphs.length > 0
  const flow = hasBody ? flowOf(source, lines.paragraphs) : headlines
  const paragraphs = lines.paragraphs.map((spans) => ({
    text: spans.map((span) => source.slice(span.start, span.end)).join(''),
    spans: spans.map(spanOf),
  }))
  return {
    source,
    published,
    unknown,
    lines,
    flow,
    headlines,
    marks: mark(flow.units),
    breaks: new Breaks(flow.units),
    words: new Words(flow.units),
    segments: segmentsOf(flow.units),
    hasBody,
    byline: null,
    occasions: [],
    signings: [],
    agreements: [],
    acts: [],
    weighed: { sides: [], candidates: [], strait: false, signings: 0 },
    parties: NO_SIDES,
    sides: new Map(),
    mentions: [],
    places: [],
    fields: null,
    article: {
      headline: lines.headline.map(spanOf),
      subheads: lines.subheads.map(spanOf),
      byline: null,
      paragraphs,
      cooperation: false,
      fields: [],
      regions: [],
      people: [],
      events: [],
      agreements: [],
      package: null,
      pledges: [],
    },
  }
}

/** The spans of some ranges of the flow; a range inside one before it is not told again. */
function evidenceOf(flow: Flow, ranges: readonly (readonly [number, number])[]): Span[] {
  const own = ranges.filter(([from, to], i) => !ranges.slice(0, i).some(([start, end]) => start <= from && to <= end))
  return own.flatMap(([start, end]) => spansOf(flow, start, end))
}

/** The flow of lines that each stand alone. */
const flowOfLines = (source: string, lines: readonly Line[]): Flow => {
  return flowOf(
    source,
    lines.map((line) => [line]),
  )
}

const readByline: Phase = (draft) => {
  const [titled, lines] = [true, false].map((is) => draft.lines.bylines.filter((line) => line.titled === is))
  const dateline = titled.length > 0 ? datelineOf(flowOfLines(draft.source, titled)) : null
  const own = lines.length > 0 ? bylineLines(flowOfLines(draft.source, lines)) : null
  const opening = draft.hasBody ? datelineOf(draft.flow) : null
  const named = (opening ?? dateline ?? own)?.outlet != null
  const unnamed = [opening, own].every((part) => part === null || part.reporters.length === 0)
  const closing = draft.hasBody
    ? (closingByline(draft.flow, unnamed) ?? (named ? null : closingSource(draft.flow)))
    : null
  const parts = [opening, dateline, own, closing].filter((part) => part !== null)
  if (parts.length === 0) return
  draft.byline = opening
  const reporters = [...new Set(parts.flatMap((part) => part.reporters))]
  const outlet = parts.find((part) => part.outlet !== null)?.outlet ?? null
  const evidence = parts.flatMap((part) => part.evidence)
  const rules = [...(opening || dateline ? ['R40', 'R41'] : []), ...(own ? ['R43'] : []), ...(closing ? ['R44'] : [])]
  draft.article.byline = { outlet, reporters, stated: true, rules, evidence }
}

const readMentions: Phase = (draft) => {
  if (!draft.hasBody) return
  const from = draft.byline?.end ?? 0
  draft.mentions = mentionsOf(draft.flow.text, draft.marks, draft.segments, from)
}

/** Is the place a part of somebody's name (谢文山)? */
function isInName({ start, end }: Place, mentions: readonly Mention[]): boolean {
  const before = mentions[firstFrom(mentions, start + 1) - 1] as Mention | undefined
  return before !== undefined && end <= before.end && end - start < before.end - before.start
}

const readPlaces: Phase = (draft) => {
  const { text } = draft.flow
  // Who is called by the family name before their post (·伊格, and then 伊格州长) is no region.
  const families = new Set(draft.mentions.flatMap(({ name }) => (name.includes('·') ? name.split('·').slice(1) : [])))
  const known = knownPlaces(text, draft.marks).filter((place) => !isInName(place, draft.mentions))
  draft.places = placesOf(text, known, draft.unknown, { mentions: draft.mentions, families })
}

/** Leaders quoted as guidance, who take no part. Rule: [R26]. */
function guidesOf({ flow, mentions }: Draft): Set<string> {
  const guiding = mentions.filter((mention) => flow.text.startsWith('总书记', mention.end))
  return new Set(guiding.map((mention) => mention.name))
}

/** Who is invited takes part, whatever they do there. Rule: [R24]. */
function isInvited(text: string, { end }: Mention): boolean {
  return /^[受应]邀/.test(text.slice(end, end + 2))
}

/** Rules of names that what stands by them tells of: a noun (台湾青年甲), a list, a sentence (甲是某院的医生). */
const INTRODUCING: ReadonlySet<string> = new Set(['R10', 'R14', 'R20', 'R28'])

/** Nouns for people who are told of, and take no part: those of old, those who are helped, kin. */
const TOLD_ONLY = /(?:诗人|词人|思想家|文学家|皇帝|患者|病人|乘客|旅客|死者|伤者|[父母]亲|妻子|丈夫|儿子|女儿)$/

/** Is somebody told of by name, post or act or none? A surname that is far more often another word does not tell so. */
function isIntroduced(text: string, { rule, name, start }: Mention): boolean {
  if (!INTRODUCING.has(rule) || isRareSurname(name.charCodeAt(0))) return false
  return !TOLD_ONLY.test(text.slice(Math.max(0, start - 4), start))
}

/** How many of somebody's posts a further one is compared with, so that cost stays linear. */
const RECENT = 32

/**
 * Adds what a mention says of somebody's posts, each once, a part of a longer one not again; but what is told before
 * the name in one breath (某会党组书记、会长，某商会会长甲) is told of different posts.
 */
function addPosts(draft: Draft, mention: Mention, posts: Post[]): void {
  const before = posts.length
  for (const { start, end } of mention.posts) {
    const text = written(draft.flow, start, end)
    const last = start < mention.start ? before : posts.length
    const first = Math.max(0, last - RECENT)
    const recent = posts.slice(first, last)
    if (recent.some((post) => post.text.endsWith(text))) continue
    const shorter = recent.findIndex((post) => text.endsWith(post.text))
    const rule = start < mention.from ? 'R21' : start >= mention.end ? 'R22' : 'R16'
    const post = { text, stated: start >= mention.from, rules: [rule], evidence: spansOf(draft.flow, start, end) }
    if (shorter < 0) posts.push(post)
    else posts[first + shorter] = post
  }
}

const readPeople: Phase = (draft) => {
  if (!draft.hasBody) return
  const people = new Map<string, { mention: Mention; posts: Post[]; acts: PersonAct[] }>()
  for (const mention of draft.mentions) {
    const known = people.get(mention.name) ?? { mention, posts: [], acts: [] }
    people.set(mention.name, known)
    if (!goesForward(draft.flow, known.mention)) known.mention = mention
    addPosts(draft, mention, known.posts)
  }
  draft.acts = actsOf(draft.flow.text, draft.marks, draft.mentions)
  for (const { name, act, start, end, rule } of draft.acts) {
    const person = people.get(name)
    if (person === undefined || person.acts.some((known) => known.act === act)) continue
    person.acts.push({ act, event: null, stated: true, rules: [rule], evidence: spansOf(draft.flow, start, end) })
  }
  const guides = guidesOf(draft)
  const taking = [...people].filter(
    ([name, { mention, posts, acts }]) =>
      (posts.length > 0 ||
        acts.length > 0 ||
        isInvited(draft.flow.text, mention) ||
        isIntroduced(draft.flow.text, mention)) &&
      !guides.has(name),
  )
  const list = taking.map(([, { mention, posts, acts }]): Person => {
    const name = written(draft.flow, mention.start, mention.end)
    return {
      name,
      posts,
      region: null,
      acts,
      stated: true,
      rules: [mention.rule],
      evidence: spansOf(draft.flow, mention.start, mention.end),
    }
  })
  draft.article.people = list
}

const readPackage: Phase = (draft) => {
  for (const flow of [draft.flow, draft.headlines]) {
    for (const { start, end, parts } of sumsOf(flow.text)) {
      if (parts === null) continue
      draft.article.package = { parts, stated: true, rules: ['R50'], evidence: spansOf(flow, start, end) }
      return
    }
  }
}

const readAgreements: Phase = (draft) => {
  const signed = agreementsOf(draft.flow.text, draft.marks, draft.breaks)
  draft.agreements = signed
  draft.signings = signed.filter((found) => found.signed)
  const agreements = signed.map((found) => ({
    name: written(draft.flow, found.start, found.end),
    kind: found.kind,
    count: found.count,
    parties: [],
    signatories: [],
    date: null,
    signed: found.signed,
    stated: true,
    rules: [found.rule],
    evidence: spansOf(draft.flow, found.start, found.end),
  }))
  draft.article.agreements = agreements
}

const readEvents: Phase = (draft) => {
  const { flow, marks, places, segments, published } = draft
  const from = draft.byline !== null && draft.byline.end < 120 ? draft.byline.end : 0
  const held = eventsOf({ text: flow.text, marks, places, segments, published, from, signings: draft.signings })
  draft.occasions = held.map((found) => found.name).filter((name) => name !== null)
  const events = held.map((found) => ({
    kind: found.kind,
    name: found.name === null ? null : written(draft.flow, found.name[0], found.name[1]),
    date: found.date === null ? null : { start: found.date.start, end: found.date.end },
    place: found.place === null ? null : written(draft.flow, found.place[0], found.place[1]),
    stated: true,
    rules: [found.rule, ...(found.date && !hasYear(flow.text, found.date.at) ? ['R90'] : [])],
    evidence: evidenceOf(flow, [
      found.name ?? found.at,
      ...(found.date ? [found.date.at] : []),
      ...(found.place ? [found.place] : []),
    ]),
  }))
  draft.article.events = events
}

/** Does a day stand with its year? Else the year follows from the day of publication. */
function hasYear(text: string, [start, end]: readonly [number, number]): boolean {
  return /[0-9０-９〇零一二三四五六七八九]{4}年/.test(text.slice(start, end))
}

/** What somebody's posts weigh by what they do: those who meet or sign stand for the sides, guests and hosts nearly. */
function weightOfActs(acts: readonly PersonAct[]): number {
  const does = (...some: Act[]): boolean => acts.some(({ act }) => some.includes(act))
  if (does('meet', 'sign')) return 3.6
  if (does('lead', 'accompany', 'inspect')) return 2.6
  return acts.length > 0 ? 2.2 : 0
}

/** What tells the parties besides the places' own words. */
function cluesOf(draft: Draft): PartyClues {
  const weights = new Map(draft.article.people.map(({ name, acts }) => [name, weightOfActs(acts)] as const))
  const distinct = new Map<number, PartyClues['posts'][number]>()
  for (const mention of draft.mentions) {
    const weight = weights.get(mention.name) ?? 0
    if (weight === 0) continue
    for (const { start, end } of mention.posts) distinct.set(start, { start, end, weight })
  }
  const from = draft.byline?.end ?? 0
  return {
    posts: [...distinct.values()],
    events: draft.occasions,
    // No comma parts those who sign from where the report was written, which is none of them.
    signings: signingClauses(draft.flow.text, draft.breaks).map(
      ([start, end]) => [Math.max(start, from), end] as const,
    ),
    home: homeOf(draft.flow.text, draft.places, draft.mentions, draft.acts, from),
  }
}

/** A side as a finding, by the rule that told it. */
function regionOf({ flow, unknown }: Draft, { name, code, place }: Party, told: string): Region {
  const rule = place.abbreviated ? 'R82' : unknown.known.has(name) ? 'R81' : 'R80'
  return { name, code, stated: true, rules: [rule, told], evidence: spansOf(flow, place.start, place.end) }
}

const readRegions: Phase = (draft) => {
  draft.weighed = partiesOf(draft.flow.text, draft.breaks, draft.places, cluesOf(draft))
  draft.article.regions = draft.weighed.sides.map((side) => regionOf(draft, side, 'R85'))
}

/** What the trees ask of all that were weighed. */
function cluesOfDraft({ weighed, flow, places, article }: Draft): number[][] {
  const expo = article.events.some(({ kind }) => kind === 'expo')
  return cluesOfSides(weighed, flow.text, places, expo)
}

/** Is a report so long that its words tell all they can, and its sides are named often enough? */
export function isLong(size: number): boolean {
  return size >= LONG
}

/** The sides of a long report once more, by how often each is named, too. */
const readSides: Phase = (draft) => {
  if (!draft.article.cooperation || !isLong(draft.flow.units.length)) return
  const byRules = new Set(draft.weighed.sides.map(keyOf))
  const sides = sidesAfter(draft.weighed, toldOfSides(cluesOfDraft(draft)))
  draft.article.regions = sides.map((side) => regionOf(draft, side, byRules.has(keyOf(side)) ? 'R85' : 'R118'))
}

/** Links the findings with each other, once all are read. */
const linkFindings: Phase = (draft) => {
  const { article, flow, mentions, places } = draft
  const { regions, events } = article
  const kinds = events.map((event) => event.kind)
  draft.parties = new Sides(flow.text, places, regions)
  draft.sides = sidesOf(flow.text, mentions, places, draft.parties)
  const people = article.people.map((person): Person => {
    const acts = person.acts.map(({ act, stated, rules, evidence }) => {
      return { act, event: eventOfAct(act, kinds), stated, rules, evidence }
    })
    const { name, posts, stated, evidence } = person
    const region = draft.sides.get(name) ?? null
    const rules = region === null ? person.rules : [...person.rules, 'R27']
    return { name, posts, region, acts, stated, rules, evidence }
  })
  const agreements = article.agreements.map((agreement, i) => {
    const found = draft.agreements[i]
    if (found === undefined) return agreement
    return {
      ...agreement,
      parties: partiesOfClause(flow.text, found.clause, draft.parties),
      signatories: signatoriesOf(draft.acts, found.clause),
      date: found.signed ? dateOfSigning(draft, found.clause) : null,
    }
  })
  article.people = people
  article.agreements = agreements
}

/** The day of a signing: of the event it belongs to, unless its own sentence tells of an earlier time. */
function dateOfSigning(draft: Draft, clause: readonly [number, number]): string | null {
  const words = draft.flow.text.slice(Math.max(0, clause[0] - 20), clause[1])
  if (/去年|前年|此前|曾|\d{4}年|近年来/.test(words)) return null
  const event = draft.article.events.find(({ kind }) => kind === 'signing') ?? draft.article.events[0]
  return event?.date?.start ?? null
}

const COOPERATING =
  /合作|洽谈|对接|协作|协同|对口|帮扶|共建|(?<!沟通|互动|深入|深入地|热烈|充分)交流(?!发言)|携手|两岸|友好城市|联盟|联席|援[藏疆青]|支教|扶贫|结对/g

const INSTITUTION = /[^与和同、，；。：括]{2,24}(?:大学|学院|公司|集团|银行|医院|研究院)/g
/** Bodies that two of one region may sign with each other. */
const OFFICE = /[^与和同、，；。：括]{2,24}(?:厅|局|委员会|法院|检察院)(?=[与和同签共日正联在])/g

/** Did a region sign with institutions named after itself alone? Rule: [R99]. */
function isAtHome({ flow, places, signings, article }: Draft): boolean {
  const home = article.regions[0]?.code?.slice(0, 2)
  const ownOf = (bodies: RegExp): boolean[] =>
    signings.flatMap(({ clause: [start, end] }) =>
      matchesOf(flow.text.slice(start, end), bodies).map((match) => {
        const own = inRange(places, start + match.index, start + match.index + match[0].length)
        return own.some(({ code }) => code !== null && code.slice(0, 2) === home)
      }),
    )
  const found = ownOf(INSTITUTION)
  if (found.length > 0) return found.every((own) => own)
  const offices = ownOf(OFFICE)
  return offices.length > 1 && offices.every((own) => own)
}

/** Do guests from a region meet those of another, who need not be named (我省)? Rule: [R100]. */
function isVisited({ flow, places, article }: Draft): boolean {
  return article.events.some(({ kind }) => kind === 'visit' || kind === 'meeting') && hasGuests(flow.text, places)
}

/** Words of cooperation so often tell of a partner. */
const OFTEN = Math.log1p(3)

/** Is a region told to have to do with a partner: by agreements, their ceremony, or by words of cooperation? */
function isBound({ article }: Draft, { agrees, guests, bound }: Clues<'cooperation'>): boolean {
  const isSigning = article.events.some(({ kind, name }) => kind === 'signing' && name?.includes('合作') === true)
  return agrees > 0 || guests > 0 || isSigning || bound >= OFTEN
}

/** Do the rules tell two regions apart that cooperate, or one with a body of elsewhere? Rule: [R99]. */
function isToldByRules(draft: Draft, clues: Clues<'cooperation'>): boolean {
  const two = apart(draft.article.regions).length >= 2 && hasDealings(draft.flow.text)
  return two || (isBound(draft, clues) && !isAtHome(draft))
}

/** The province of a place by its code, else its name. */
const provinceOf = ({ code, name }: Place): string => (code === null ? name : code.slice(0, 2))

/** The provinces of places; of one without a code that of what it lies in, by the text. */
function provincesOf(places: readonly Place[]): readonly string[] {
  const wholes = new Map<string, string>()
  for (const { name, within } of places) if (within !== null) wholes.set(name, provinceOf(places[within]))
  return places.map((place) => (place.code === null ? wholes.get(place.name) : undefined) ?? provinceOf(place))
}

/** So many sentences are what a report leads with. */
const LEAD = 2

/**
 * In how many sentences places of two provinces or countries are named, how many of these tell of something done
 * together, and whether the report leads with one. Where it was written from does not count.
 */
function sentencesOfTwo({ flow, places, segments, byline }: Draft): { both: number; joint: number; lead: number } {
  const provinces = provincesOf(places)
  let [both, joint, lead] = [0, 0, 0]
  let at = firstFrom(places, byline?.end ?? 0)
  segments.forEach(({ start, end }, i) => {
    const first = at
    while (at < places.length && places[at].start < end) at++
    if (!provinces.slice(first, at).some((province) => province !== provinces[first])) return
    both++
    if (isJoint(flow.text.slice(start, end))) joint++
    if (i < LEAD) lead = 1
  })
  return { both: Math.log1p(both), joint: Math.log1p(joint), lead }
}

/** The clues of an article; CLUES_OF says what each is. */
function cluesOfCooperation(draft: Draft): Clues<'cooperation'> {
  const { flow, places, article } = draft
  const local = article.regions.filter(({ name }) => !isCountry(name)).length
  const times = new Map<string, number>()
  for (const { name } of places) times.set(name, (times.get(name) ?? 0) + 1)
  const [most = 0, next = 0] = [...times.values()].toSorted((a, b) => b - a)
  const unlisted = new Set(places.flatMap(({ code, name }) => (code === null ? [name] : [])))
  return {
    none: Number(local === 0),
    one: Number(local === 1),
    two: Number(local === 2),
    more: Number(local > 2),
    heaviest: Math.log1p(mostOf(draft.weighed.sides)),
    most: Math.log1p(most),
    next: Math.log1p(next),
    unlisted: Math.log1p(unlisted.size),
    ...sentencesOfTwo(draft),
    guests: Number(isVisited(draft)),
    agrees: Number(article.agreements.length > 0),
    bound: Math.log1p(flow.text.match(COOPERATING)?.length ?? 0),
    length: Math.log(Math.max(1, flow.text.length)) / 5,
  }
}

/** How much it weighs beside the words that rules tell of cooperation, and that none does. */
const [TOLD, NOT_TOLD] = [0.5, -2]
/** How long a text is whose words tell all they can. */
const LONG = 300
/** More of what is read here is on cooperation than of what was learnt from. */
const EXPECTED = 0.75

/**
 * Do words and clues, in logits, and rules together tell of cooperation? Countries as a whole alone do not cooperate
 * here. Rules: [R99], [R109].
 */
export function isCooperation(told: number, { none }: Clues<'cooperation'>, size: number, byRules: boolean): boolean {
  return none === 0 && (EXPECTED + told) * Math.min(1, size / LONG) + (byRules ? TOLD : NOT_TOLD) > 0
}

/** Rules and words together judge. */
const judgeCooperation: Phase = (draft) => {
  const { flow, article } = draft
  const size = flow.units.length
  const clues = cluesOfCooperation(draft)
  const told = draft.words.told('cooperation', [0, size], clues)
  article.cooperation = isCooperation(told, clues, size, isToldByRules(draft, clues))
  if (!article.cooperation) Object.assign(article, { regions: [], agreements: [], package: null })
}

/** Names and posts of people tell no field; nouns for people (茶农, 演员) do. */
function maskOf(draft: Draft): Uint8Array {
  const masked = bytes(draft.flow.text.length + 1)
  for (const { posts, from, start, to } of draft.mentions) masked.fill(1, posts.length > 0 ? from : start, to)
  return masked
}

/** Who speaks a pledge and who is to keep it; without a speaker it is the document's or the report's. */
function spokenBy(
  draft: Draft,
  found: PledgeFound,
  speeches: readonly ActFound[],
): Pick<Pledge, 'basis' | 'speaker' | 'by'> {
  const { flow, sides, places, parties } = draft
  const speaker = found.basis === 'document' ? null : speakerOf(flow.text, speeches, found.segment)
  const side = speaker === null ? null : (sides.get(speaker) ?? null)
  const by = keepersOf(flow.text, found.segment, found.mode, side, places, parties)
  return { basis: speaker === null && found.basis === 'speech' ? 'report' : found.basis, speaker, by }
}

/** Is a place named in a segment that is not just the one who acts there (某省将大力发展…)? */
function hasPartner(text: string, places: readonly Place[], start: number, end: number): boolean {
  const named = inRange(places, start, end)
  const acting = named.find((place) =>
    /^(?:[省市县区])?(?:还|也|正|进一步)?(?:将|愿|会|要|拟|计划)/.test(text.slice(place.end, place.end + 6)),
  )
  return named.some((place) => place.name !== acting?.name)
}

/**
 * How much of each field the words of an article tell: those of a sentence that speaks of cooperation once more.
 * Rule: [R70].
 */
function fieldsTold({ flow: { text }, marks, segments }: Draft, masked: Uint8Array): FieldWeight[] {
  const told = fieldWeights(marks, 0, text.length, masked)
  let next = text.indexOf('合作')
  for (const { start, end } of segments) {
    if (next < 0) break
    if (next >= end) continue
    addWeights(told, fieldWeights(marks, start, end, masked))
    next = text.indexOf('合作', end)
  }
  return told
}

/** The fields of each pledge. What pledges tell weighs in the article once more. Rules: [R70], [R76]. */
function fieldsOfPledges(draft: Draft, found: readonly PledgeFound[]): Field[][] {
  const masked = maskOf(draft)
  const own = found.map(({ segment }) => fieldWeights(draft.marks, segment.start, segment.end, masked))
  const fields = fieldsTold(draft, masked)
  for (const weights of own) addWeights(fields, weights)
  draft.fields = fields
  return own.map((weights) => fieldsOfPledge(weights, fields))
}

function speechesOf({ acts }: Draft): ActFound[] {
  return acts.filter(({ act }) => act === 'speak' || act === 'present')
}

const readPledges: Phase = (draft) => {
  if (!draft.hasBody || !draft.article.cooperation) return
  const { flow, segments, places } = draft
  const speeches = speechesOf(draft)
  const found = pledgesOf(flow.text, draft.words, segments, speeches, (start, end) =>
    hasPartner(flow.text, places, start, end),
  )
  const fields = fieldsOfPledges(draft, found)
  const pledges = found.map((each, i) => ({
    text: written(draft.flow, each.segment.start, each.segment.end),
    ...spokenBy(draft, each, speeches),
    mode: each.mode,
    fields: fields[i],
    targets: each.targets.map(({ value, unit, start, end }) => ({
      value,
      unit,
      evidence: spansOf(draft.flow, start, end),
    })),
    stated: true,
    rules: [each.rule],
    evidence: spansOf(draft.flow, each.segment.start, each.segment.end),
  }))
  draft.article.pledges = pledges
}

/** What closes a list of fields of cooperation: 在制造业、农业、金融等领域的合作. */
const OF_FIELDS = /^等[^，。；]{0,6}(?:领域|方面)[^，。；]{0,12}(?:合作(?!社)|交流|协作|对接)/
/** What leads such a list. */
const LEADS_FIELDS = /.*(?:[在就于]|围绕|深化|加强|推动|拓展|开展)/

/** How much of each field the words of such lists tell. */
function fieldsListed({ flow: { text }, marks, breaks }: Draft, masked: Uint8Array): FieldWeight[] {
  const listed: FieldWeight[] = []
  for (let at = text.indexOf('等'); at >= 0; at = text.indexOf('等', at + 1)) {
    if (!OF_FIELDS.test(text.slice(at, at + 24))) continue
    const start = breaks.clauseStart(at)
    const words = text.slice(start, at)
    const lead = LEADS_FIELDS.exec(words)?.[0].length ?? 0
    if (words.includes('、', lead)) addWeights(listed, fieldWeights(marks, start + lead, at, masked))
  }
  return listed
}

const readFields: Phase = (draft) => {
  if (!draft.article.cooperation) return
  const masked = maskOf(draft)
  const weights = draft.fields ?? fieldsTold(draft, masked)
  const pledged = draft.article.pledges.map(({ fields }) => fields)
  draft.article.fields = fieldsOfArticle(weights, fieldsListed(draft, masked), pledged)
}

const readHeadlines: Phase = (draft, names) => {
  if (draft.hasBody) return
  const people = headlinePeople(draft.flow.text, draft.marks, names).map(
    (found): Person => ({
      name: written(draft.flow, found.start, found.end),
      posts: [],
      region: null,
      acts: found.acts.map(({ act, start, end }) => ({
        act,
        event: null,
        stated: false,
        rules: ['R96'],
        evidence: spansOf(draft.flow, start, end),
      })),
      stated: false,
      rules: ['R95'],
      evidence: spansOf(draft.flow, found.start, found.end),
    }),
  )
  draft.article.people = people
}

/** Leaves out what is given as written where the text has its words in another order than they are read in. */
const leaveOutTurned: Phase = ({ source, lines, hasBody, article }) => {
  if (article.byline !== null) article.byline = standingByline(source, article.byline)
  const own = hasBody ? lines.paragraphs.flat() : [...lines.headline, ...lines.subheads]
  if (!areInOrder(own)) Object.assign(article, standing(source, article))
}

const PHASES: readonly Phase[] = [
  readByline,
  readMentions,
  readPlaces,
  readPeople,
  readHeadlines,
  readPackage,
  readAgreements,
  readEvents,
  readRegions,
  judgeCooperation,
  readSides,
  linkFindings,
  readPledges,
  readFields,
  leaveOutTurned,
]

/** The articles of a text by their lines, and the regions it speaks of that the standard does not know. */
function articlesIn(text: string, options: ReadOptions): { assemblies: readonly Assembly[]; unknown: UnknownRegions } {
  const given = linesOf(text, options.lines)
  // Places of lines that are not the text's are places of another text.
  const arranged = options.lines?.length === given.length ? arrange(given) : null
  const lines = arranged?.lines ?? given
  if (!arranged?.assemblies) classify(lines)
  const page = pageOf(lines)
  return { assemblies: arranged?.assemblies ?? assemble(lines, page), unknown: page.unknown }
}

/**
 * Reads a text. Pure: the same text, options and version give the same reading. Never throws on any string; a text
 * without cooperation gives articles with empty lists.
 */
export function read(text: string, options: ReadOptions): Reading {
  const plain = plainScript(text)
  const reading = readPlain(plain, options)
  return plain === text ? reading : asGiven(reading, plain, text)
}

/** What the weights of words are learnt from: an article's text, its clues, and its sentences with theirs. */
export interface Lesson {
  readonly units: Uint16Array
  readonly clues: Clues<'cooperation'>
  /** Whether the rules take it for cooperation. */
  readonly byRules: boolean
  /** The places that were weighed, with what the trees ask of each. */
  readonly weighed: Weighed
  readonly places: readonly (readonly number[])[]
  readonly sentences: readonly {
    readonly evidence: readonly Span[]
    readonly range: readonly [number, number]
    readonly clues: Clues<'pledge'>
  }[]
}

/** The lessons of a text, an article each. */
export function lessonsOf(text: string, options: ReadOptions): Lesson[] {
  const lessons: Lesson[] = []
  readPlain(plainScript(text), options, (draft) => {
    const ofSentences = pledgeClues(draft.segments, speechesOf(draft))
    const sentences = draft.segments.map(({ start, end }, i) => {
      return { evidence: spansOf(draft.flow, start, end), range: [start, end] as const, clues: ofSentences[i] }
    })
    const clues = cluesOfCooperation(draft)
    const byRules = isToldByRules(draft, clues)
    const { weighed } = draft
    lessons.push({ units: draft.flow.units.slice(), clues, byRules, weighed, places: cluesOfDraft(draft), sentences })
  })
  return lessons
}

/** `hear` gets each draft once its regions are known, before it is judged. */
function readPlain(text: string, options: ReadOptions, hear: Phase = () => {}): Reading {
  const { assemblies, unknown } = lend(() => articlesIn(text, options))
  const names = new Set<string>()
  const articles = new Map<Assembly, Article>()
  const readOne = (own: Assembly): void => {
    const draft = openDraft(text, own, options.published, unknown)
    for (const phase of PHASES) {
      if (phase === judgeCooperation) hear(draft, names)
      phase(draft, names)
    }
    for (const mention of draft.mentions) names.add(mention.name)
    articles.set(own, draft.article)
  }
  for (const own of assemblies) if (own.paragraphs.length > 0) lend(() => readOne(own))
  for (const own of assemblies) if (own.paragraphs.length === 0) lend(() => readOne(own))
  return {
    version: VERSION,
    length: text.length,
    published: options.published,
    articles: assemblies.flatMap((own) => articles.get(own) ?? []),
  }
}

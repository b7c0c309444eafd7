/**
 * The contract of the HTTP interface: what goes in and what comes out, one name a shape. All bodies are JSON but the
 * text of a source and the bytes of a file, which are uploaded as they are. Failures answer with a `Problem`.
 */
import type {
  Addition,
  AgreementId,
  AgreementWords,
  Article,
  Attachable,
  AttachmentId,
  AttachmentWords,
  ChainName,
  Change,
  Clause,
  Commitment,
  CommitmentId,
  CommitmentOrder,
  CooperationId,
  Correction,
  DroppableKind,
  Ending,
  ErasureGround,
  FaultCode,
  Field,
  FileHash,
  FindableKind,
  Finding,
  FindingId,
  Following,
  HeadSpan,
  Instant,
  IntentionId,
  Lack,
  Organisation,
  PackageId,
  PackageWords,
  PersonId,
  PersonRecord,
  ProgrammeId,
  ProgrammeWords,
  RecordId,
  RecordKind,
  RecordOf,
  Refusal,
  RegionName,
  Sameness,
  SentKind,
  Side,
  SideId,
  SourceHash,
  Span,
  Stance,
  Terms,
  TermsState,
  TextId,
  TextWords,
  UnitedCommitment,
  VersionId,
  ViewId,
  Without,
} from '@handclasp/domain'

export type * from './accounts-contract.ts'

/** GET /api/installation */
export interface InstallationView {
  readonly version: string
  /** The demonstration shows invented things and keeps its data apart. */
  readonly mode: 'demonstration' | 'own'
  readonly author: string
  /** Where the data lies, as printed at the start. */
  readonly folder: string
  readonly database: 'embedded' | 'postgres'
  /** Bytes of one attached file at most. */
  readonly largestFile: number
}

/** How many findings of a source wait, and how many were decided. */
export interface FindingCounts {
  readonly open: number
  readonly accepted: number
  readonly rejected: number
}

/** GET /api/sources → newest first. */
export interface SourceView {
  readonly hash: SourceHash
  readonly name: string
  readonly published: string | null
  readonly received: Instant
  readonly encoding: string
  /** Length of the text in UTF-16 code units. */
  readonly length: number
  readonly articles: number
  readonly findings: FindingCounts
  /** On which ground its words were erased, and when; name, day and text are then empty. Null where they were not. */
  readonly erasure: { readonly ground: ErasureGround; readonly at: Instant } | null
}

/** What was decided on a finding, and where that stands. */
export type DecisionView =
  | {
      readonly verdict: 'accepted'
      readonly cooperation: CooperationId
      readonly record: RecordId
      /** Does the record say other than what was read? */
      readonly corrected: boolean
      readonly written: Instant
    }
  | {
      readonly verdict: 'rejected'
      readonly cooperation: CooperationId
      readonly reason: string | null
      readonly written: Instant
    }

/** A finding with what was decided on it; more than one decision where several cooperations cite the page. */
export type FindingView = Finding & { readonly decisions: readonly DecisionView[] }

/** An article without what its findings say; of its paragraphs the spans alone, whose words joined are its text. */
export type ArticleOutline = Omit<
  Article,
  'people' | 'events' | 'agreements' | 'package' | 'pledges' | 'paragraphs'
> & { readonly paragraphs: readonly (readonly Span[])[] }

/** GET /api/sources/:hash */
export interface SourcePage extends SourceView {
  readonly text: string
  /** By which version of the reader, and the articles in reading order. */
  readonly reading: { readonly version: string; readonly articles: readonly ArticleOutline[] }
  readonly items: readonly FindingView[]
  /** By article: the cooperation its regions belong to, where one is open here. */
  readonly cooperations: readonly (CooperationId | null)[]
  /** There is a newer reader than the one that read this: POST /api/sources/:hash/read-again. */
  readonly newerReader: boolean
  /** Decided before, and no longer found or read otherwise now. What was decided stands. */
  readonly differences: readonly Difference[]
}

/** Where a decision rests on another reading than the present one. */
export interface Difference {
  readonly cooperation: CooperationId
  readonly decision: Standing<'decision'>
  /** Is it still found, but read otherwise? Else it is not found any more. */
  readonly found: boolean
}

/** POST /api/sources?name=…&published=… with the text's bytes as body. `existing`: these bytes were here already. */
export interface SourceKept {
  readonly hash: SourceHash
  readonly existing: boolean
}

/** GET /api/cooperations */
export interface CooperationView {
  readonly id: CooperationId
  readonly name: string
  readonly sides: readonly Side[]
  /** The side that opened it here. */
  readonly own: SideId
  /** All sides this installation writes for: several where they share the server. */
  readonly hosted: readonly SideId[]
  /** Every proposal to add a side, and where it stands. */
  readonly additions: readonly Addition[]
  /** How many commitments there are, in whatever state. */
  readonly commitments: number
  readonly packages: number
  readonly agreements: number
  readonly intentions: number
}

/**
 * What a history is asked for: civil days, first and last, or stretches of chains as `writeHeadSpans` names them; and
 * where its page begins, the `next` of the page before with the heads of that one.
 */
export type HistoryStretch = ({ readonly from: string; readonly to: string } | { readonly heads: string }) & {
  readonly after?: string
}

/** A thing of the side's own ledger, or one that another side sent, and what became of it. */
export type ThingChanged = Change & { readonly of: 'thing'; readonly side: SideId; readonly written: Instant }

/** A commitment that some side spoke of. */
export interface CommitmentChanged {
  readonly of: 'commitment'
  readonly id: CommitmentId
  /** Null where nobody had spoken of it. */
  readonly before: Commitment | null
  readonly after: Commitment
  /** The one that stood in its place in the end, for both sides said that they are one; null where none did. */
  readonly within: CommitmentId | null
  /** When it was last spoken of, by the writers' clocks. */
  readonly written: Instant
}

/**
 * GET /api/cooperations/:id/history?from=2026-05-01&to=2026-05-31&side=…: what changed from the beginning of one civil
 * day to the end of another, by the clocks of those who wrote; with `heads=sid_….shared.3-12,…` instead of days, what
 * changed behind one entry of each chain up to another. `limit` is the most of a page, 100 unless told.
 */
export interface HistoryView {
  /** What changed last comes first. */
  readonly changes: readonly (ThingChanged | CommitmentChanged)[]
  /** How many changes there are on all pages. */
  readonly total: number
  /** Where the next page begins; null at the end. */
  readonly next: string | null
  /** The events at which people acted who changed on this page. */
  readonly events: readonly RecordOf<'event'>[]
  /** The last entries counted before and after, by chain: whoever holds these finds the same. */
  readonly heads: readonly HeadSpan[]
}

/** GET /api/cooperations/:id/found?q=…&side=…&limit=… */
export interface FoundView {
  readonly rows: readonly FoundRow[]
  /** Are there further ones? */
  readonly more: boolean
}

/** One thing found; of a page `id` is its hash, of what another side sent `from` names that side. */
export interface FoundRow {
  readonly kind: FindableKind
  readonly id: string
  readonly from: SideId | null
  readonly title: string
  /** The line around what was asked for; empty where there is nothing but the title. */
  readonly excerpt: string
  /** Where the first words found stand in its body: of a page in its text. Null where only the title has them. */
  readonly at: Span | null
  readonly written: Instant
}

/**
 * Which commitments are asked for. Lists name a parameter several times and ask for any of what they name: `lead` an
 * organisation, `lacks` what the terms do not say. `awaits` names a side whose yes is waited for, `source` the page
 * that the words are quoted from, `programme` the name of a strategy that they serve, `from` and `to` civil days of the
 * deadline, `without` what they are to have none of.
 */
export interface CommitmentFilter extends Partial<PastQuery> {
  readonly state?: readonly TermsState[]
  readonly field?: readonly Field[]
  readonly lead?: readonly string[]
  readonly agreement?: readonly AgreementId[]
  readonly clause?: string
  readonly intention?: IntentionId
  readonly programme?: string
  readonly source?: SourceHash
  readonly from?: string
  readonly to?: string
  readonly lacks?: readonly Lack[]
  readonly without?: Without
  readonly awaits?: SideId
  readonly q?: string
}

/** GET /api/cooperations/:id/commitments?…&order=…&descending=1&after=…&limit=…: `after` is what came before. */
export interface CommitmentsQuery extends CommitmentFilter {
  readonly order?: CommitmentOrder
  readonly descending?: boolean
  readonly after?: string
  /** 1 to 500; 100 unless told. */
  readonly limit?: number
}

/** GET /api/cooperations/:id/serving: how many commitments serve the same strategies, by these. */
export interface ServingView {
  readonly programmes: Terms['programmes']
  readonly total: number
}

/** A commitment with all that it stands for, and when it or one of these was first and last spoken of. */
export interface CommitmentView extends UnitedCommitment {
  readonly opened: Instant
  readonly changed: Instant
}

/**
 * Some commitments of a list; `after` is null at its end. `total` is how many there are; where words are looked for, up
 * to a thousand, and `more` says that there are more.
 */
export interface CommitmentsView {
  readonly rows: readonly CommitmentView[]
  readonly total: number
  readonly more: boolean
  readonly after: string | null
}

/** GET /api/cooperations/:id/commitments/groups?by=…&…: how many commitments have what in common. */
export interface CommitmentGroupsView {
  readonly groups: readonly {
    /** A state, a field, the name of a lead, an agreement, an intention, a month; null for those that have none. */
    readonly key: string | null
    /** Of an agreement, its name as the terms have it. */
    readonly name: string | null
    readonly total: number
  }[]
}

/** A view of the ledger that a side keeps; `address` is the part of the ledger's address after the question mark. */
export interface SavedView {
  readonly id: ViewId
  readonly name: string
  readonly address: string
}

/** GET /api/cooperations/:id/views?side=…: the views a side keeps, in their order. */
export interface SavedViews {
  readonly views: readonly SavedView[]
}

/** POST /api/cooperations/:id/views: keeps a new view, or changes one that is still there. Answers `SavedViews`. */
export interface SavedViewInput {
  readonly side?: SideId | undefined
  readonly id: ViewId | null
  readonly name: string
  readonly address: string
}

/** POST /api/cooperations/:id/views/:view/moved: puts it at a place among the others, from 0. Answers `SavedViews`. */
export interface ViewMovedInput {
  readonly side?: SideId | undefined
  readonly place: number
}

/** POST /api/cooperations/:id/views/:view/dropped. Answers `SavedViews`. */
export interface ViewDroppedInput {
  readonly side?: SideId | undefined
}

/** One thing a side said about a commitment. */
export interface SayingView {
  readonly side: SideId
  readonly seq: number
  readonly written: Instant
  readonly version: VersionId | null
  readonly stance: Stance | 'proposed'
  readonly note: string | null
}

/** GET /api/cooperations/:id/commitments/:commitment */
export interface CommitmentPage extends CommitmentView {
  /** The one that is listed in its place, for both sides said that they are one; null where it is listed itself. */
  readonly within: CommitmentId | null
  readonly sayings: readonly SayingView[]
}

/** POST /api/cooperations/:id/commitments: first terms, a change of them, or an ending. Answers the commitment. */
export interface ProposalInput {
  /** For which side; the one that opened the cooperation here unless told. */
  readonly side?: SideId | undefined
  /** Null for a new commitment. */
  readonly commitment: CommitmentId | null
  /** The version it changes or ends; null for first terms. */
  readonly parent: VersionId | null
  readonly bound: readonly SideId[]
  readonly ending: Ending | null
  readonly terms: Terms | null
  readonly note: string | null
}

/** POST /api/cooperations/:id/commitments/:commitment/answers. Answers the commitment as it stands then. */
export interface AnswerInput {
  readonly side?: SideId | undefined
  readonly version: VersionId
  readonly stance: Stance
  readonly note: string | null
}

/**
 * POST /api/cooperations/:id/sides: proposes that a further side joins, of regions or an institution. Answers the
 * cooperation.
 */
export interface SideInput {
  readonly side?: SideId | undefined
  readonly regions: readonly RegionName[]
  readonly institution: Organisation | null
  readonly note: string | null
}

/**
 * POST /api/cooperations/:id/sides/:version/answers: what a side says to that. For the side to be added, which `side`
 * then names, accepting is joining: it writes here from then on. Answers the cooperation.
 */
export interface SideAnswerInput {
  readonly side?: SideId | undefined
  readonly stance: Stance
  readonly note: string | null
}

/** POST /api/cooperations/:id/hosted: lets another side of it write on this server too. Answers the cooperation. */
export interface HostInput {
  readonly side: SideId
}

/**
 * POST /api/cooperations/:id/written: a package with its agreements, or agreements alone, written down by hand: all of
 * them or none. `replaces` is the `seq` of the record whose words these replace, null for a new one. Answers `Written`.
 */
export interface WrittenInput {
  readonly side?: SideId | undefined
  readonly package: (PackageWords & { readonly id: PackageId | null; readonly replaces: number | null }) | null
  /** The package that agreements written alone belong to. */
  readonly within: PackageId | null
  readonly agreements: readonly {
    readonly id: AgreementId | null
    readonly replaces: number | null
    readonly follows: Following | null
    readonly words: AgreementWords
  }[]
}

/** What was written by hand, by its ids. */
export interface Written {
  readonly package: PackageId | null
  readonly agreements: readonly AgreementId[]
}

/** POST /api/cooperations/:id/texts: a version of an agreement's text. Answers `{id}`. */
export interface TextInput extends TextWords {
  readonly side?: SideId | undefined
  readonly id: TextId | null
  readonly agreement: AgreementId
  readonly replaces: number | null
}

/** A text of an agreement without its words. */
export type TextTitle = Pick<Standing<'text'>, 'id' | 'agreement' | 'title' | 'dated' | 'seq' | 'written'>

/** GET /api/cooperations/:id/texts/:text */
export interface TextPage extends Standing<'text'> {
  readonly clauses: readonly Clause[]
}

/** How something sent stands with what its side keeps now: word for word, changed since, or kept no more. */
export type SentState = 'as-kept' | 'changed' | 'gone'

/** Something a side sent; of a text the title and the day alone. `state` is null for what other sides sent. */
export interface SentView {
  readonly side: SideId
  readonly sent: Standing<'sent'>
  readonly state: SentState | null
}

/** GET /api/cooperations/:id/sent?side=…: what all sides sent each other, and what they said to be the same. */
export interface SentPage {
  readonly things: readonly SentView[]
  readonly sameness: Sameness
}

/** Something to be sent as it was seen: `seq` is that of the record. */
export interface SentInput {
  readonly of: SentKind
  readonly id: string
  readonly seq: number
}

/**
 * POST /api/cooperations/:id/sent: sends what a side keeps to the other sides, for good, all of it or nothing. What a
 * thing belongs to must have been sent before or be sent with it. Answers the `SentPage`.
 */
export interface SendingInput {
  readonly side?: SideId | undefined
  readonly records: readonly SentInput[]
}

/**
 * POST /api/cooperations/:id/same: says that something of one's own is the same as something of another side's, or
 * takes that back; `records` are sent with it. Answers the `SentPage`.
 */
export interface SameInput {
  readonly side?: SideId | undefined
  readonly of: 'package' | 'agreement' | 'commitment'
  readonly mine: string
  readonly theirs: string
  readonly whose: SideId
  readonly said: 'same' | 'taken-back'
  readonly note: string | null
  readonly records: readonly SentInput[]
}

/** GET /api/cooperations/:id/sent/:side/:text: a text that was sent, with its clauses. */
export interface SentTextPage extends TextWords {
  readonly id: TextId
  readonly agreement: AgreementId
  readonly side: SideId
  readonly written: Instant
  readonly clauses: readonly Clause[]
}

/** POST /api/cooperations/:id/programmes: a programme of one of the sides. Answers `{id}`. */
export interface ProgrammeInput extends ProgrammeWords {
  readonly side?: SideId | undefined
  readonly id: ProgrammeId | null
  /** The side whose programme it is. */
  readonly of: SideId
  /** Programmes of other sides that it is to be joined with. */
  readonly pairs: readonly ProgrammeId[]
  readonly replaces: number | null
}

/**
 * PUT /api/files/:hash with the bytes as body: kept where they have that hash. `existing`: they were here already.
 * HEAD says whether a file is kept; GET `?name=…` hands it out, or a part of it by `Range`.
 */
export interface FileKept {
  readonly file: FileHash
  readonly existing: boolean
}

/**
 * POST /api/cooperations/:id/attachments: attaches a file that is kept to what stands, or names one anew. Answers
 * `{id}`.
 */
export interface AttachmentInput extends AttachmentWords {
  readonly side?: SideId | undefined
  readonly id: AttachmentId | null
  readonly file: FileHash
  readonly to: Attachable
  readonly replaces: number | null
}

/** POST /api/files/sweep: deletes files that nothing refers to and nobody touched for some hours, or counts them. */
export interface SweepInput {
  readonly hours: number
  /** Nothing is deleted. */
  readonly isTrial: boolean
}

/** What a sweep took away, or would. */
export interface SweptView {
  readonly files: number
  readonly bytes: number
  /** Files whose bytes did not all come. */
  readonly unfinished: number
  readonly unfinishedBytes: number
  /** Files that stay. */
  readonly kept: number
}

/**
 * POST /api/cooperations/:id/dropped: takes out what was written by hand, of an agreement its texts with it, of a
 * package its agreements and their texts: all of it or, where one came from a finding, nothing. Answers `{}`.
 */
export interface DroppedInput {
  readonly side?: SideId | undefined
  readonly of: DroppableKind
  readonly id: string
  readonly reason: string | null
}

/** Where an entry of a side stands. */
export interface EntryPlace {
  readonly chain: 'shared' | 'internal'
  readonly seq: number
}

/** GET /api/cooperations/:id/erasures?side=…: what was erased, of the side and on all shared chains, newest first. */
export interface ErasedView {
  readonly entries: readonly (EntryPlace & {
    readonly side: SideId
    readonly kind: string
    /** The thing or the commitment that it was about, by its id. */
    readonly of: string | null
    readonly ground: ErasureGround
    readonly erased: Instant
  })[]
}

/**
 * GET /api/cooperations/:id/erasures/:chain/:seq?side=…: the words that erasing an entry takes away, and the entries
 * that hold the same: the words it replaced, the decision it came of, what was sent of it. Empty where there are none.
 */
export interface ErasableView {
  readonly entries: readonly (EntryPlace & {
    readonly kind: string
    readonly written: Instant
    /** Each with its place in what was written: `parties.0.organisation.name`. */
    readonly words: readonly { readonly path: string; readonly text: string }[]
    readonly why: 'asked' | 'former' | 'decision' | 'draft' | 'sent'
  })[]
}

/**
 * POST /api/cooperations/:id/erasures: deletes the words of entries of the side's own chains for good, on a ground, all
 * of them or none; the entries themselves, their numbers and what they say by their structure stay. Answers `{}`.
 */
export interface ErasureInput {
  readonly side?: SideId | undefined
  readonly entries: readonly EntryPlace[]
  readonly ground: ErasureGround
  readonly note: string | null
}

/** An entry of a side hosted here, by its place. */
export interface QuotingPlace extends EntryPlace {
  readonly cooperation: CooperationId
  readonly side: SideId
}

/**
 * GET /api/sources/:hash/erasure: the entries that hold words of a page, and what becomes of each when it is erased:
 * `stripped`, it is written anew without the words it quotes; `erased`, its words go; `asked`, they go where
 * that is wanted. Empty where there are none, or the page was erased already.
 */
export interface QuotingView {
  readonly entries: readonly (QuotingPlace & {
    readonly kind: string
    readonly written: Instant
    readonly words: readonly { readonly path: string; readonly text: string }[]
    readonly becomes: 'stripped' | 'erased' | 'asked'
  })[]
}

/**
 * POST /api/sources/:hash/erasure: deletes a page for good, on a ground: its bytes, text and all that was read in it,
 * and what entries of the sides hosted here quote of it. `also`: which of those that are asked about go too. The
 * same bytes are refused from then on. Answers the page as it is then.
 */
export interface PageErasureInput {
  readonly ground: ErasureGround
  readonly note: string | null
  readonly also: readonly QuotingPlace[]
}

/** POST /api/cooperations: one list of regions a side; `own` is the index of the side this installation writes for. */
export interface CooperationInput {
  readonly sides: readonly (readonly RegionName[])[]
  readonly own: number
}

/** One decision of POST /api/sources/:hash/decisions */
export type DecisionInput = {
  readonly finding: FindingId
  /** It takes the place of what was decided here before, which is taken back with it; else nothing may stand yet. */
  readonly instead?: boolean | undefined
} & (
  | {
      readonly verdict: 'accepted'
      readonly correction: Correction | null
      /** For a person: who they are said to be the same as; null for somebody not met before. */
      readonly person: PersonId | null
    }
  | { readonly verdict: 'rejected'; readonly reason: string | null }
)

/** POST /api/sources/:hash/decisions: all of them are written, or none. Answers the findings as they stand then. */
export interface DecisionsInput {
  readonly cooperation: CooperationId
  readonly decisions: readonly DecisionInput[]
}

/** POST /api/sources/:hash/undo: takes decisions back, all of them or none. Answers the findings as they stand then. */
export interface UndoInput {
  readonly cooperation: CooperationId
  readonly findings: readonly FindingId[]
}

/** POST /api/sources/:hash/split: cuts a finding that waits at an offset of the text. Answers the page as it is. */
export interface SplitInput {
  readonly finding: FindingId
  readonly at: number
}

/** POST /api/sources/:hash/join: takes a cut back while nothing is decided on its parts. Answers the page. */
export interface JoinInput {
  /** Either of the parts. */
  readonly finding: FindingId
}

/** A record with the time its entry was written; `seq` is that entry's number in the side's internal chain. */
export type Standing<Kind extends RecordKind> = RecordOf<Kind> & { readonly written: Instant }

/** A record that a finding became; `corrected` where a person wrote other than was read. */
export type Made<Kind extends RecordKind> = Standing<Kind> & { readonly corrected: boolean }

/** A past day that is asked about: by what is known of it today, or by what was known then. */
export interface PastQuery {
  readonly asof: string
  readonly known: 'now' | 'then'
}

/** What the figures of a screen are named by: whoever holds the entries up to these heads works out the same. */
export interface FigureName {
  /** Civil day `YYYY-MM-DD`; of a ledger as it stands, today. */
  readonly day: string
  readonly known: 'now' | 'then'
  /** The shared chains of all sides, and the side's own internal one; chains with no entry are left out. */
  readonly heads: readonly {
    readonly side: SideId
    readonly chain: ChainName
    readonly seq: number
    readonly hash: string
  }[]
}

/**
 * GET /api/cooperations/:id/ledger?side=…&asof=2026-05-31&known=then: what one side holds, the one that opened it here
 * unless told. `asof` asks about a past day, by what is known of it today unless `known` is `then`. Commitments and
 * what they serve, what was sent, texts and people answer to the same two. Of `cooperation` the sides, their name and
 * what was proposed of sides are of that day; who is `own` and `hosted` here is of today.
 */
export interface LedgerHeld {
  /** The past day that was asked about; null where the ledger is as it stands. */
  readonly past: PastQuery | null
  readonly figure: FigureName
  readonly cooperation: CooperationView
  /** The sides of today, whichever day is shown: those of `figure.heads`, of `hosted` and of `side`. */
  readonly sides: readonly Side[]
  readonly side: SideId
  readonly packages: readonly Made<'package'>[]
  readonly agreements: readonly Made<'agreement'>[]
  readonly texts: readonly TextTitle[]
  readonly programmes: readonly Standing<'programme'>[]
  readonly attachments: readonly Standing<'attachment'>[]
}

/** GET /api/cooperations/:id/reported, as the ledger is asked: what the pages reported, of that ledger. */
export interface LedgerReported {
  readonly figure: FigureName
  readonly intentions: readonly Made<'intention'>[]
  readonly events: readonly Made<'event'>[]
  readonly participations: readonly Made<'participation'>[]
  readonly sources: readonly Standing<'source'>[]
}

/** Both of one ledger: what one side holds, and what the pages reported. */
export type LedgerView = LedgerHeld & LedgerReported

/** GET /api/cooperations/:id/people?side=: who took part in what, by what posts, as one side’s records say. */
export type PersonView = PersonRecord<Made<'participation'>>

/** One chain as verified. */
export interface ChainReport {
  readonly cooperation: CooperationId | 'home'
  readonly side: string
  readonly chain: ChainName
  readonly entries: number
  /** Hash of its last entry. */
  readonly head: string
  /** When its last entry was written, by its writer's clock. */
  readonly written: Instant
  /** Fingerprints of the keys its entries name. */
  readonly keys: readonly string[]
  /** Entries whose words were erased, of a kind not known here, and resting on what is not held here. */
  readonly erased: number
  readonly unknown: number
  readonly pending: number
}

/** What a verification found: every chain streamed, hashes, signatures and payloads checked, projections compared. */
export interface VerificationFound {
  readonly chains: readonly ChainReport[]
  readonly records: number
  /** Empty when all holds. Each names the place and what is wrong there. */
  readonly faults: readonly { readonly place: string; readonly code: FaultCode; readonly detail: string }[]
}

/**
 * GET /api/verification; POST begins one, unless one runs, and answers the same at once: a run goes on while nobody
 * looks, and is asked after by GET. Refuses with `run-under-way` while the ledger is made anew.
 */
export interface VerificationView {
  /** How many entries were checked of how many; after these, how many bytes of attached files were read. */
  readonly running: {
    readonly started: Instant
    readonly entries: number
    readonly of: number
    readonly bytes: number
  } | null
  readonly last: {
    readonly started: Instant
    readonly milliseconds: number
    readonly found: VerificationFound
  } | null
  /** The last one could not be brought to its end: the code of what broke. */
  readonly stopped: string | null
  /** How many entries there are now. */
  readonly entries: number
}

/**
 * GET /api/rebuilding; POST begins it, unless it is being done: all that screens read, made anew from the entries, and
 * verified after that. Of the two only one runs: the other is refused meanwhile with `run-under-way`.
 */
export interface RebuildView extends Pick<VerificationView, 'running' | 'stopped'> {
  /** The last one since the server was started, and how many entries were taken for it. */
  readonly last: { readonly started: Instant; readonly milliseconds: number; readonly found: number } | null
}

/** GET /api/verification/example: a small chain, broken in each way and checked. */
export interface BrokenView {
  readonly deed: 'none' | 'word' | 'resealed' | 'dropped' | 'forked' | 'day'
  readonly entries: readonly {
    readonly seq: number
    readonly kind: string
    readonly words: string
    readonly hash: string
    readonly previous: string | null
    readonly faults: readonly FaultCode[]
  }[]
  /** Where it is kept to have stood at the end of each day. */
  readonly days: readonly {
    readonly day: string
    readonly seq: number
    readonly hash: string
    readonly faults: readonly FaultCode[]
  }[]
}

/** What is wrong with a field of what came in. */
export type Misfit =
  | 'missing'
  | 'too-long'
  | 'too-many'
  | 'not-text'
  | 'not-a-day'
  | 'days-turned'
  | 'heads-turned'
  | 'not-a-code'
  | 'not-a-choice'
  | 'misshapen'

/** What a failed request answers. `refusal` where the domain said no; sentences are made at the screen. */
export interface Problem {
  readonly refusal:
    | Refusal
    | { readonly code: 'not-found' | 'fault'; readonly detail: string }
    /** `field` is a path such as `decisions.0.correction.fields.name`; `most` what a length may be at most. */
    | {
        readonly code: 'input-invalid'
        readonly field: string
        readonly misfit: Misfit
        readonly most: number | null
      }
    /** `most` in bytes. */
    | { readonly code: 'too-large'; readonly most: number }
    /** It may be done, and could not be noted in the log of acts. */
    | { readonly code: 'not-noted' }
    /** An upload that stopped before its end; a folder of files that has no room or may not be written. */
    | { readonly code: 'broken-off' }
    /** Too much was asked for at once; `seconds` until more is taken. */
    | { readonly code: 'too-many'; readonly seconds: number }
    | { readonly code: 'disk-full' | 'files-unwritable'; readonly folder: string }
}

/** Commands: what a person wants done, and what must be known to decide it. Pure. */
import type { Terms } from './commitment.ts'
import type {
  AgreementWords,
  Attachable,
  AttachmentWords,
  Carried,
  DraftVerdict,
  DroppableKind,
  Erasing,
  QuotingKind,
  Following,
  PackageWords,
  Same,
  ProgrammeWords,
  Quote,
  Side,
  TextWords,
} from './entry.ts'
import type { Finding, FindingKind } from './finding.ts'
import type { FormerlyCarried } from './former.ts'
import type {
  AgreementId,
  AttachmentId,
  AuthorId,
  CommitmentId,
  CooperationId,
  DraftId,
  FileHash,
  FindingId,
  PackageId,
  PersonId,
  ProgrammeId,
  SideId,
  SourceHash,
  TextId,
  VersionId,
} from './identifier.ts'
import { RECORD_OF, recordIdOf, type RecordName, type SentKind } from './position.ts'
import { assertNever } from './refusal.ts'
import type { Role } from './role.ts'
import type { Proposal, Stance } from './terms.ts'

/** How a source is named where it is cited. */
export interface Citation {
  readonly name: string
  readonly outlet: string | null
  readonly published: string | null
}

type Correctable<Kind extends keyof Carried> = Partial<Omit<Readonly<Carried[Kind]['payload']>, 'quote'>>

/** What a person may write instead of what was read, by kind of finding. */
export interface CorrectedFields {
  readonly event: Correctable<'event@2'>
  readonly person: Correctable<'participation@2'>
  readonly package: { readonly parts?: readonly number[] }
  readonly agreement: Partial<Omit<FormerlyCarried['agreement@1']['payload'], 'quote'>>
  readonly pledge: Omit<Correctable<'intention@1'>, 'text' | 'basis'>
}

/** A correction of one finding. */
export type Correction = {
  readonly [Kind in FindingKind]: { readonly of: Kind; readonly fields: CorrectedFields[Kind] }
}[FindingKind]

/** What a person wants done. `reader` is the version that read the finding. */
export type Command =
  | {
      readonly kind: 'open-cooperation'
      readonly cooperation: CooperationId
      readonly name: string
      readonly sides: readonly Side[]
      readonly by: SideId
      /** Raw Ed25519 public key of the opening side's installation, base64. */
      readonly publicKey: string
    }
  | {
      /** Proposes a further side; `name` is what the cooperation is called with it. */
      readonly kind: 'propose-side'
      readonly version: VersionId
      readonly side: Side
      readonly name: string
      readonly note: string | null
    }
  | {
      readonly kind: 'answer-side'
      readonly version: VersionId
      readonly stance: Stance
      readonly note: string | null
    }
  | {
      readonly kind: 'join-cooperation'
      readonly version: VersionId
      readonly publicKey: string
    }
  | {
      readonly kind: 'accept-finding'
      readonly finding: Finding
      readonly citation: Citation
      readonly reader: string
      /** What a person wrote instead of what was read, field by field; null where all of it was right. */
      readonly correction: Correction | null
      /** For a person's finding: who they were said to be the same as; null for somebody not met before. */
      readonly person: PersonId | null
    }
  | {
      readonly kind: 'reject-finding'
      readonly finding: Finding
      readonly citation: Citation
      readonly reader: string
      readonly reason: string | null
    }
  | ({
      readonly kind: 'keep-package'
      readonly id: PackageId
      /** The number of the entry whose words these are to replace; null for a package not kept before. */
      readonly replaces: number | null
    } & PackageWords)
  | {
      readonly kind: 'keep-agreement'
      readonly id: AgreementId
      readonly package: PackageId | null
      readonly follows: Following | null
      readonly replaces: number | null
      readonly words: AgreementWords
    }
  | ({
      readonly kind: 'keep-text'
      readonly id: TextId
      readonly agreement: AgreementId
      readonly replaces: number | null
    } & TextWords)
  | ({
      readonly kind: 'keep-programme'
      readonly id: ProgrammeId
      readonly of: SideId
      readonly pairs: readonly ProgrammeId[]
      readonly replaces: number | null
    } & ProgrammeWords)
  | ({
      readonly kind: 'keep-attachment'
      readonly id: AttachmentId
      /** A file that is kept already, with how many bytes it has. */
      readonly file: FileHash
      readonly bytes: number
      readonly to: Attachable
      readonly replaces: number | null
    } & AttachmentWords)
  | ({
      readonly kind: 'erase-entry'
      readonly chain: 'shared' | 'internal'
      readonly note: string | null
    } & Erasing)
  | ({
      /** Writes a record anew without the words it quotes, and erases those it was written in; `seq` is their entry. */
      readonly kind: 'erase-quote'
      readonly of: QuotingKind
      readonly id: string
      readonly note: string | null
    } & Erasing)
  | {
      /** Tells the other sides what stands here by an entry, as somebody saw it before they sent it. */
      readonly kind: 'send-record'
      readonly of: SentKind
      readonly id: string
      readonly seq: number
      /** What the record rests on: see `restsOf`. */
      readonly rests: readonly RecordName[]
    }
  | ({ readonly kind: 'say-same'; readonly note: string | null } & Same)
  | {
      readonly kind: 'drop-record'
      readonly of: DroppableKind
      readonly id: string
      readonly reason: string | null
    }
  | ({
      readonly kind: 'propose-terms'
      readonly commitment: CommitmentId
      /** The version it changes; null for the first terms. */
      readonly parent: VersionId | null
      /** Null where the version is an ending. */
      readonly terms: Terms | null
      readonly note: string | null
    } & Omit<Proposal, 'parent'>)
  | {
      readonly kind: 'answer-terms'
      readonly commitment: CommitmentId
      readonly version: VersionId
      readonly stance: Stance
      readonly note: string | null
    }
  | {
      /** Writes down what is to be sent; anew where `replaces` names the entry by which it stands. */
      readonly kind: 'write-draft'
      readonly id: DraftId
      readonly replaces: number | null
      readonly command: SharingCommand
      readonly note: string | null
    }
  | {
      /** Says of a draft, as it stands by an entry, that it may go or is to be written anew; `by` is who says so. */
      readonly kind: 'judge-draft'
      readonly id: DraftId
      readonly seq: number
      readonly verdict: DraftVerdict
      readonly note: string | null
      readonly by: AuthorId
    }
  | {
      /** Says that what was just sent is a draft as it stands by an entry: posted behind the command that it drafts. */
      readonly kind: 'send-draft'
      readonly id: DraftId
      readonly seq: number
      readonly by: AuthorId
    }
  | {
      /** Says that what was just sent was sent by one person without a draft: posted behind it. */
      readonly kind: 'send-alone'
      readonly by: AuthorId
    }
  | {
      /** Whether this side sends only what at least two people have seen. */
      readonly kind: 'set-four-eyes'
      readonly required: boolean
      readonly note: string | null
    }
  | {
      readonly kind: 'undo-decision'
      readonly finding: FindingId
      readonly of: FindingKind
      readonly reason: string | null
    }

/** A command of one kind. */
export type CommandOf<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>

/** The kinds of commands by which a person decides to tell the other sides something. */
export const SHARING_KINDS = [
  'propose-terms',
  'answer-terms',
  'send-record',
  'say-same',
  'propose-side',
  'answer-side',
  'join-cooperation',
] as const
/** A command by which a person decides to tell the other sides something. */
export type SharingCommand = CommandOf<(typeof SHARING_KINDS)[number]>

/** Does a command tell the other sides something that a person decided to tell? */
export function isSharing(command: Command): command is SharingCommand {
  return SHARING_KINDS.some((kind) => kind === command.kind)
}

/** What a sharing command is about, by its id: a commitment, a record, or a version of who the sides are. */
export function aboutOf(command: SharingCommand): string {
  switch (command.kind) {
    case 'propose-terms':
    case 'answer-terms':
      return command.commitment
    case 'send-record':
      return command.id
    case 'say-same':
      return command.mine
    case 'propose-side':
    case 'answer-side':
    case 'join-cooperation':
      return command.version
    default:
      return assertNever(command)
  }
}

/** Does a command stay inside a side, on the way from draft to sending, so that it can be posted beside any other? */
export function isOfDrafts(command: Command): boolean {
  const { kind } = command
  if (kind === 'drop-record') return command.of === 'draft'
  return /^(write|judge|send)-draft$/.test(kind) || kind === 'send-alone' || kind === 'set-four-eyes'
}

/** Who commands, in which role where they act in one, for which side of which cooperation. */
export interface Actor {
  readonly author: AuthorId
  readonly role?: Role
  readonly cooperation: CooperationId
  readonly side: SideId
}

/** The records a command must be shown to be decided: a position holding these (where they exist) is enough. */
export function touches(command: Command): readonly RecordName[] {
  switch (command.kind) {
    case 'open-cooperation':
      return []
    case 'accept-finding':
    case 'reject-finding':
      return [
        { kind: 'decision', id: command.finding.id },
        { kind: 'source', id: command.finding.source },
      ]
    case 'undo-decision':
      return [
        { kind: 'decision', id: command.finding },
        { kind: RECORD_OF[command.of], id: recordIdOf(command.of, command.finding) },
      ]
    case 'keep-package':
      return [{ kind: 'package', id: command.id }]
    case 'keep-agreement': {
      const { id, package: bundle, follows } = command
      const named: RecordName[] = [{ kind: 'agreement', id }]
      if (bundle) named.push({ kind: 'package', id: bundle })
      if (follows) named.push({ kind: 'agreement', id: follows.agreement })
      return named
    }
    case 'keep-text':
      return [
        { kind: 'text', id: command.id },
        { kind: 'agreement', id: command.agreement },
      ]
    case 'keep-programme':
      return [command.id, ...command.pairs].map((id) => ({ kind: 'programme', id }))
    case 'keep-attachment':
      return [{ kind: 'attachment', id: command.id }, command.to]
    case 'drop-record':
    case 'erase-quote':
      return command.of === 'draft' ? ofDraft(command.id) : [{ kind: command.of, id: command.id }]
    case 'write-draft':
    case 'judge-draft':
      return ofDraft(command.id)
    case 'send-draft':
      return [...ofDraft(command.id), FOUR_EYES]
    case 'send-alone':
    case 'set-four-eyes':
      return [FOUR_EYES]
    case 'send-record': {
      const { of, id, rests } = command
      const within = rests.filter(({ kind }) => kind === 'package' || kind === 'agreement')
      const told: readonly RecordName[] = [{ kind: of, id }, ...within].map((name) => ({ kind: 'sent', id: name.id }))
      return [{ kind: of, id }, ...rests, ...told]
    }
    case 'say-same':
      return [{ kind: 'sent', id: command.mine }]
    case 'propose-terms':
      return [{ kind: 'version', id: command.version }]
    case 'propose-side':
    case 'answer-side':
    case 'join-cooperation':
    case 'erase-entry':
    case 'answer-terms':
      return []
    default:
      return assertNever(command)
  }
}

/** The name of a side's rule on who must see what is sent. */
export const FOUR_EYES = { kind: 'four-eyes', id: 'four-eyes' } as const

function ofDraft(id: string): readonly RecordName[] {
  return (['draft', 'judgement', 'sending'] as const).map((kind) => ({ kind, id }))
}

/** The commitments a command is about: to decide it takes what all sides wrote about those. */
export function commitmentsIn(command: Command): readonly CommitmentId[] {
  if (command.kind !== 'say-same') return 'commitment' in command ? [command.commitment] : []
  return command.of === 'commitment' ? [command.mine as CommitmentId, command.theirs as CommitmentId] : []
}

/** Is the command, or what it drafts, about who the sides are? To decide it takes what all sides wrote about that. */
export function isAboutSides(command: Command): boolean {
  const { kind } = command
  if (kind === 'write-draft') return isAboutSides(command.command)
  return kind === 'propose-side' || kind === 'answer-side' || kind === 'join-cooperation'
}

/** The sources whose words a command would write down: of findings that are decided, and of quotes. */
export function quotedIn(command: Command): readonly SourceHash[] {
  if (command.kind === 'write-draft') return quotedIn(command.command)
  if ('finding' in command && typeof command.finding !== 'string') return [command.finding.source]
  const quote = quoteIn(command)
  return quote && quote.words !== '' ? [quote.source] : []
}

function quoteIn(command: Command): Quote | null {
  if (command.kind === 'keep-agreement') return command.words.quote
  if (command.kind === 'keep-package' || command.kind === 'keep-programme') return command.quote
  return command.kind === 'propose-terms' ? (command.terms?.basis.quote ?? null) : null
}

/**
 * Identifiers. Each kind has its own prefix and its own type, so that one can never be taken for another.
 * Those made by us are `prefix_` + a ULID (time-ordered); those of things found in a text are derived from the
 * finding, so that the same words always give the same identifier.
 */

declare const brand: unique symbol
/** A string that is known to name a thing of one kind. */
export type Branded<Name extends string> = string & { readonly [brand]: Name }

/** A server with its data: derived from its public key. */
export type InstallationId = Branded<'installation'>
/** A cooperation 合作关系. */
export type CooperationId = Branded<'cooperation'>
/** One of the equal sides 一方 of a cooperation. */
export type SideId = Branded<'side'>
/** A finding 读出项: derived from source, kind and place. */
export type FindingId = Branded<'finding'>
/** A package 协议组合. */
export type PackageId = Branded<'package'>
/** An agreement 协议. */
export type AgreementId = Branded<'agreement'>
/** An intention 合作意向. */
export type IntentionId = Branded<'intention'>
/** A commitment 合作事项. */
export type CommitmentId = Branded<'commitment'>
/** A version 版本 of the terms of a commitment. */
export type VersionId = Branded<'version'>
/** A version of the text 文本 of an agreement. */
export type TextId = Branded<'text'>
/** That a file is attached 附件 to what stands in the ledger. */
export type AttachmentId = Branded<'attachment'>
/** A named programme 战略 of one side. */
export type ProgrammeId = Branded<'programme'>
/** An event 活动. */
export type EventId = Branded<'event'>
/** Somebody’s part in events 参与. */
export type ParticipationId = Branded<'participation'>
/** A person 人物 as one cooperation knows them: participations that somebody said are of the same person. */
export type PersonId = Branded<'person'>
/** A saved view 存下的视图 of a side's ledger. */
export type ViewId = Branded<'view'>
/** Pseudonymous id of who wrote an entry: a member's, or `local` for what was written before there were members. */
export type AuthorId = Branded<'author'>
/** A member 成员: somebody with an account here. */
export type MemberId = Branded<'member'>
/** An invitation 邀请 to act for a side, or to administer. */
export type InvitationId = Branded<'invitation'>
/** A draft 拟稿 of what is to be sent to the other sides. */
export type DraftId = Branded<'draft'>
/** Lower-case hexadecimal SHA-256 of the bytes of a source as received: 64 characters. */
export type SourceHash = Branded<'source'>
/** Lower-case hexadecimal SHA-256 of the bytes of a file: 64 characters. */
export type FileHash = Branded<'file'>

/** The prefix of each kind of identifier. */
export const PREFIXES = {
  installation: 'ins',
  cooperation: 'coo',
  side: 'sid',
  finding: 'fnd',
  package: 'pkg',
  agreement: 'agr',
  intention: 'int',
  commitment: 'com',
  version: 'ver',
  text: 'txt',
  attachment: 'att',
  programme: 'prg',
  event: 'evt',
  participation: 'par',
  person: 'per',
  view: 'vie',
  author: 'aut',
  member: 'mem',
  invitation: 'inv',
  draft: 'dft',
} as const
export type Prefixed = keyof typeof PREFIXES

/** Makes a fresh identifier; wired to clock and randomness by the application. */
export type Mint = <Kind extends Prefixed>(kind: Kind) => Branded<Kind>

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Crockford base 32 of bytes, most significant bit first, without padding characters. */
export function base32(bytes: Uint8Array): string {
  let out = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      out += CROCKFORD.charAt((held >> bits) & 31)
    }
    held &= (1 << bits) - 1
  }
  return bits > 0 ? out + CROCKFORD.charAt((held << (5 - bits)) & 31) : out
}

/** A ULID: 10 characters of milliseconds since 1970, 16 of randomness. `random` holds 10 bytes. */
export function ulid(milliseconds: number, random: Uint8Array): string {
  let time = ''
  let left = milliseconds
  for (let place = 0; place < 10; place++) {
    time = CROCKFORD.charAt(left % 32) + time
    left = Math.floor(left / 32)
  }
  return time + base32(random)
}

/** A `Mint` over a clock (milliseconds since 1970) and a source of random bytes. */
export function minting(clock: () => number, random: (size: number) => Uint8Array): Mint {
  return <Kind extends Prefixed>(kind: Kind) => `${PREFIXES[kind]}_${ulid(clock(), random(10))}` as Branded<Kind>
}

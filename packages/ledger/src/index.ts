export {
  type CommitmentFilter,
  type CommitmentGroup,
  type CommitmentList,
  type CommitmentQuery,
  type ListedCommitment,
  type Saying,
} from './commitments.ts'
export { type Database, DatabaseFault, openPostgres } from './database.ts'
export { type FileStore, FileFault, type FileFaultCode, type KeptFile } from './file-store.ts'
export { LARGEST_FILE, openFileFolder } from './file-folder.ts'
export type { Deed, DraftList, DraftQuery, DraftStanding } from './drafts.ts'
export type { Swept, Sweeping } from './files.ts'
export { type EmbeddedDatabase, FolderNotWritable, openEmbedded } from './embedded.ts'
export type { Found, FoundList } from './findables.ts'
export type { CommitmentChange, History } from './history.ts'
export { FolderInUse, isAlive, type Owner, ownerOf } from './lock.ts'
export type { AskedSide, Asker, WideAsker } from './asker.ts'
export { type Ledger, openLedger, type LedgerWanted, type Posted, type Poster } from './ledger.ts'
export type { Moment, WideMoment } from './moment.ts'
export type { CitedSource, Decided, KeptPage, ListedSource, Outline } from './pages.ts'
export type { KnownCooperation, Standing, TalliedCooperation, Tally } from './records.ts'
export type { SentStanding, SentState } from './sending.ts'
export type { Sealing } from './chain.ts'
export { keyOf, type Signer } from './signing.ts'
export type { KeptSource, NewSource, WholeSource } from './sources.ts'
export { makeTemplate, templatePath } from './template.ts'
export type { Erasable, ErasedEntry } from './erasable.ts'
export type { PageErasing, PageErasure, QuotingEntry, QuotingPlace } from './erasing-pages.ts'
export type { SavedView } from './saved-views.ts'
export type { FigureName, Past, ToldKind } from './asof.ts'
export type { Broken, BrokenDeed, BrokenEntry } from './broken.ts'
export type { Fault } from './checking.ts'
export type { Run, RunState } from './runs.ts'
export type { RebuildState, VerificationState } from './verifications.ts'
export type { ChainFound, Progress, Verification } from './verify.ts'

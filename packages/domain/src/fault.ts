/** Faults 不符之处: everything that can be wrong with a ledger, by code; the screens have a sentence for each. */

/** Codes of what can be wrong with a chain, an entry, or what was made of it. */
export const FAULT_CODES = [
  'chain-forked',
  'chain-missing',
  'file-altered',
  'file-missing',
  'hash-wrong',
  'head-wrong',
  'header-unreadable',
  'key-unknown',
  'link-broken',
  'payload-missing',
  'payload-unreadable',
  'payload-wrong',
  'record-differs',
  'record-missing',
  'record-unexplained',
  'row-differs',
  'signature-wrong',
  'source-wrong',
  'text-not-canonical',
  'words-differ',
  'words-missing',
  'words-unexplained',
] as const
/** A code of what is wrong. */
export type FaultCode = (typeof FAULT_CODES)[number]

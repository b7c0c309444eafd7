/** Faults in words: where something is wrong, what it is, and what to do about it. Pure. */
import type { CooperationView } from '@handclasp/api/client'
import { type FaultCode, namesOfSide } from '@handclasp/domain'
import type { Say } from '../../words/words.tsx'

/** What helps: entries come back from a copy or the other side, what was made of them is made anew. */
const REMEDIES = {
  'chain-forked': 'fork',
  'chain-missing': 'restore',
  'file-altered': 'files',
  'file-missing': 'files',
  'hash-wrong': 'restore',
  'head-wrong': 'restore',
  'header-unreadable': 'restore',
  'key-unknown': 'key',
  'link-broken': 'restore',
  'payload-missing': 'restore',
  'payload-unreadable': 'restore',
  'payload-wrong': 'restore',
  'record-differs': 'rebuild',
  'record-missing': 'rebuild',
  'record-unexplained': 'rebuild',
  'row-differs': 'restore',
  'signature-wrong': 'restore',
  'source-wrong': 'restore',
  'text-not-canonical': 'restore',
  'words-differ': 'rebuild',
  'words-missing': 'rebuild',
  'words-unexplained': 'rebuild',
} as const satisfies { readonly [Code in FaultCode]: 'files' | 'fork' | 'key' | 'rebuild' | 'restore' }
/** What helps. */
export type Remedy = (typeof REMEDIES)[FaultCode]

/** What helps where some things are wrong, each once. */
export function remediesFor(codes: readonly FaultCode[]): readonly Remedy[] {
  return [...new Set(codes.map((code) => REMEDIES[code]))].sort()
}

/**
 * Does it help to make the ledger anew from its entries? Only where these hold: made of altered ones it would look
 * right.
 */
export function rebuildingHelps(codes: readonly FaultCode[]): boolean {
  const remedies = remediesFor(codes)
  return remedies.includes('rebuild') && remedies.every((remedy) => remedy === 'rebuild' || remedy === 'files')
}

const CHAINS = ['shared', 'internal', 'home'] as const

/** Whose chain it is: a side by its regions, or this installation. */
export function sideWords(say: Say, side: string, cooperation: CooperationView | undefined): string {
  const known = cooperation?.sides.find(({ id }) => id === side)
  return known ? namesOfSide(known).join(say('list.names')) : say('fault.home')
}

/** A place is `cooperation/side/chain/number`, as far as it is known. */
export function placeWords(say: Say, place: string, all: readonly CooperationView[]): string {
  const [id, side = '', name, seq] = place.split('/')
  const chain = CHAINS.find((each) => each === name)
  const here = all.find((each) => each.id === id)
  if (!chain) return here?.name ?? say('fault.ledger')
  const whose = here ? `${here.name} · ${sideWords(say, side, here)}` : say('fault.home')
  const words = { whose, chain: say(`chain.${chain}`) }
  return seq === undefined ? say('fault.placeWhole', words) : say('fault.place', { ...words, seq })
}

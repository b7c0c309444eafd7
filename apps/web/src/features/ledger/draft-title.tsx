/** What a draft is called: by its own words, else by what it is about. */
import type { DraftView, LedgerView } from '@handclasp/api/client'
import { type CommitmentId, namesOfSide, SHARING_KINDS } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { commitmentQuery } from '../../requests/commitments.ts'
import { type Say, useWords } from '../../words/words.tsx'
import { commandOf } from './drafts.ts'
import { packageTitle } from './exchange.ts'

/** What kind of thing a draft would send. */
export function draftKind(say: Say, { of }: DraftView): string {
  const kind = SHARING_KINDS.find((each) => each === of)
  return kind ? say(`draft.of.${kind}`) : of
}

/** The name of a draft. */
export function DraftTitle({ ledger, draft }: { readonly ledger: LedgerView; readonly draft: DraftView }) {
  const { say } = useWords()
  const command = commandOf(draft)
  const commitment = command && 'commitment' in command ? command.commitment : ofSame(draft)
  const isAsked = draft.title === null && commitment !== null
  const about = useQuery({
    ...commitmentQuery(ledger.cooperation.id, commitment ?? ('' as CommitmentId)),
    enabled: isAsked,
  }).data?.terms?.text
  if (command === null) return say('draft.erased')
  return draft.title ?? about ?? ownTitle(say, ledger, draft) ?? draftKind(say, draft)
}

/** The commitment that is said to be the same as another one. */
function ofSame(draft: DraftView): CommitmentId | null {
  const command = commandOf(draft)
  return command?.kind === 'say-same' && command.of === 'commitment' ? (command.mine as CommitmentId) : null
}

/** The name of the record or the side that a draft is about, as far as it stands here. */
function ownTitle(say: Say, ledger: LedgerView, draft: DraftView): string | null {
  const command = commandOf(draft)
  const id = command?.kind === 'send-record' ? command.id : command?.kind === 'say-same' ? command.mine : null
  const bundle = ledger.packages.find((each) => each.id === id)
  if (bundle) return packageTitle(bundle)
  const named =
    ledger.agreements.find((each) => each.id === id)?.name ?? ledger.texts.find((each) => each.id === id)?.title
  const said = named ?? ledger.intentions.find((each) => each.id === id)?.text
  if (said) return said
  const addition = ledger.cooperation.additions.find(({ version }) => version === draft.about)
  return addition ? namesOfSide(addition.side).join(say('list.names')) : null
}

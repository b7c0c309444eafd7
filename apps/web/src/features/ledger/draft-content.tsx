/** What a draft would say to the other sides, in words. */
import type { LedgerView } from '@handclasp/api/client'
import {
  assertNever,
  type Command,
  type CommandOf,
  type CommitmentId,
  namesOfSide,
  type SideId,
} from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { commitmentQuery } from '../../requests/commitments.ts'
import { sentQuery } from '../../requests/sending.ts'
import { SideMark, SideMarks, signsOf } from '../../ui/marks.tsx'
import { useWords } from '../../words/words.tsx'
import { TermList } from './commitment-drawer.tsx'
import { QuoteOf } from './drawer.tsx'
import { NOTHING_SENT } from './exchange.ts'
import { Faces } from './faces.tsx'
import { Preview } from './sending.tsx'
import { termsBefore } from './standing.ts'
import { termRows } from './term-rows.ts'

interface ContentProps<Of extends Command = Command> {
  readonly ledger: LedgerView
  readonly side: SideId
  readonly command: Of
}

/** The content of a command that would be sent; of one that stays inside there is none. */
export function DraftContent({ ledger, side, command }: ContentProps) {
  switch (command.kind) {
    case 'propose-terms':
      return <Proposed ledger={ledger} side={side} command={command} />
    case 'answer-terms':
      return <Answered ledger={ledger} side={side} command={command} />
    case 'send-record':
      return <Sent ledger={ledger} side={side} command={command} />
    case 'say-same':
      return <Same ledger={ledger} side={side} command={command} />
    case 'propose-side':
    case 'answer-side':
    case 'join-cooperation':
      return <OfSides ledger={ledger} side={side} command={command} />
    default:
      return null
  }
}

/** First terms as they would be read, a change beside what it changes, an ending with how it ends. */
function Proposed({ ledger, command }: ContentProps<CommandOf<'propose-terms'>>) {
  const { say, language } = useWords()
  const { cooperation } = ledger
  const { terms, parent, ending, bound, commitment } = command
  const changed = useQuery({ ...commitmentQuery(cooperation.id, commitment), enabled: parent !== null }).data
  const version = changed?.versions.find((each) => each.version === parent)
  const before = changed && version ? (version.terms ?? termsBefore(changed, version)) : null
  const signs = signsOf(cooperation).filter((sign) => {
    const id = cooperation.sides[sign.index]?.id
    return id !== undefined && bound.includes(id)
  })
  return (
    <>
      {parent === null ? null : <About ledger={ledger} commitment={commitment} />}
      {ending ? (
        <p className="ending-proposed">
          {say('commitment.ending.proposed', { kind: say(`commitment.ending.${ending.kind}`) })}
        </p>
      ) : null}
      {terms && before ? (
        <Faces
          cooperation={cooperation}
          left={{ label: say('commitment.face.now'), terms: before }}
          right={{ label: say('commitment.face.proposed'), terms }}
        />
      ) : null}
      {terms && !before ? <TermList rows={termRows(say, language, terms, cooperation)} /> : null}
      {cooperation.sides.length > 2 ? (
        <p>
          {say('commitment.bound')} <SideMarks signs={signs} />
        </p>
      ) : null}
      <Note note={command.note} />
      {terms?.basis.quote ? <QuoteOf ledger={ledger} quote={terms.basis.quote} /> : null}
    </>
  )
}

function Answered({ ledger, command }: ContentProps<CommandOf<'answer-terms'>>) {
  const { say, language } = useWords()
  const { cooperation } = ledger
  const { data } = useQuery(commitmentQuery(cooperation.id, command.commitment))
  const version = data?.versions.find((each) => each.version === command.version)
  return (
    <>
      <About ledger={ledger} commitment={command.commitment} />
      <p>
        <b>{say(`draft.stance.${command.stance}`)}</b>{' '}
        {version?.ending
          ? say('commitment.ending.proposed', { kind: say(`commitment.ending.${version.ending.kind}`) })
          : null}
      </p>
      <Note note={command.note} />
      {version?.terms ? <TermList rows={termRows(say, language, version.terms, cooperation)} /> : null}
    </>
  )
}

/** The commitment that something is about. */
function About({ ledger, commitment }: { readonly ledger: LedgerView; readonly commitment: CommitmentId }) {
  const { say } = useWords()
  const { data } = useQuery(commitmentQuery(ledger.cooperation.id, commitment))
  return (
    <p>
      {say('draft.about')}{' '}
      <Link
        to="/ledger/$cooperation"
        params={{ cooperation: ledger.cooperation.id }}
        search={{ view: 'commitments', at: commitment }}
        lang="zh-CN"
      >
        {data?.terms?.text ?? say('ledger.view.commitments')}
      </Link>
    </p>
  )
}

function Note({ note }: { readonly note: string | null }): ReactNode {
  return note ? (
    <p className="own-words" lang="zh-CN">
      {note}
    </p>
  ) : null
}

/** Something of this side's own, as the others would see it; what was changed since is drafted anew first. */
function Sent({ ledger, side, command }: ContentProps<CommandOf<'send-record'>>) {
  const { say } = useWords()
  const page = useQuery(sentQuery(ledger.cooperation.id, side)).data ?? NOTHING_SENT
  const { of, id, seq } = command
  const own = [...ledger.packages, ...ledger.agreements, ...ledger.intentions, ...ledger.texts]
  const record = own.find((each) => each.id === id)
  const isAsDrafted = record?.seq === seq
  return (
    <>
      <p>
        {say(`found.${of}`)}{' '}
        <Link to="/ledger/$cooperation" params={{ cooperation: ledger.cooperation.id }} search={{ at: id }}>
          {say('draft.record')}
        </Link>
      </p>
      {isAsDrafted ? (
        <Preview exchange={{ ledger, page }} offer={{ of, id, seq, title: '', needed: false, again: false }} />
      ) : (
        <p className="note">{say('draft.record.changed')}</p>
      )}
    </>
  )
}

function Same({ ledger, command }: ContentProps<CommandOf<'say-same'>>) {
  const { say } = useWords()
  const { mine, theirs, whose, of, said } = command
  const at = (id: string) => ({
    view: of === 'commitment' ? ('commitments' as const) : ('agreements' as const),
    at: id,
  })
  const params = { cooperation: ledger.cooperation.id }
  const sign = signsOf(ledger.cooperation).find((each) => ledger.cooperation.sides[each.index]?.id === whose)
  return (
    <>
      <p>
        <b>{say(said === 'same' ? 'draft.same' : 'draft.same.back')}</b>
      </p>
      <p>
        <Link to="/ledger/$cooperation" params={params} search={at(mine)}>
          {say('same.ours')}
        </Link>{' '}
        ＝{' '}
        <Link
          to="/ledger/$cooperation"
          params={params}
          search={at(of === 'commitment' ? theirs : `${whose}.${theirs}`)}
        >
          {say('same.theirs')}
        </Link>{' '}
        {sign ? <SideMark sign={sign} /> : null}
      </p>
      <Note note={command.note} />
    </>
  )
}

type AboutSides = CommandOf<'propose-side' | 'answer-side' | 'join-cooperation'>

/** What would be said of who the sides are. */
function OfSides({ ledger, command }: ContentProps<AboutSides>) {
  const { say } = useWords()
  const { version } = command
  const known = ledger.cooperation.additions.find((each) => each.version === version)?.side
  const side = command.kind === 'propose-side' ? command.side : known
  const names = side ? namesOfSide(side).join(say('list.names')) : ''
  const words = () => {
    switch (command.kind) {
      case 'propose-side':
        return say('sides.proposed', { side: names })
      case 'answer-side':
        return say(`draft.side.${command.stance}`, { side: names })
      case 'join-cooperation':
        return say('draft.side.joins', { side: names })
      default:
        return assertNever(command)
    }
  }
  return (
    <>
      <p>
        <b>{words()}</b>
      </p>
      <Note note={'note' in command ? command.note : null} />
    </>
  )
}

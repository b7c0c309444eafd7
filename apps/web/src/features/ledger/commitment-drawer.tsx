/** The details of a commitment: its terms, who stands how to them, what was said, what can be done about it now. */
import type { CommitmentPage, LedgerView } from '@handclasp/api/client'
import { type CommitmentId, hasLapsed, isLapsed, type VersionWritten } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { commitmentQuery } from '../../requests/commitments.ts'
import { useSentAlone } from '../../requests/drafts.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key, useKeys } from '../../ui/keys.tsx'
import { SideMark, signsOf } from '../../ui/marks.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { moment } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import type { Acting } from '../../ui/acting.tsx'
import { Alone } from './alone.tsx'
import { StateWords, Voice } from './commitment-cells.tsx'
import { Deeds } from './commitment-deeds.tsx'
import { QuoteOf } from './drawer.tsx'
import { Erased, Erasing } from './erasing.tsx'
import { Faces } from './faces.tsx'
import { SameCommitments } from './same-commitments.tsx'
import { deedOf, spokenOf, standpointsOn, termsBefore } from './standing.ts'
import { type TermRow, termRows } from './term-rows.ts'

interface DrawerProps {
  readonly ledger: LedgerView
  readonly acting: Acting
  readonly at: CommitmentId | null
  readonly onClose: () => void
}

/** The drawer beside the commitments. */
export function CommitmentDrawer({ ledger, acting, at, onClose }: DrawerProps) {
  const { say } = useWords()
  useKeys(say('ledger.drawer'), [
    { key: 'Escape', label: say('ledger.drawer.close'), act: onClose, caps: ['Esc'], short: say('keys.close') },
  ])
  return (
    <aside className={at ? 'dr of-commitment' : 'dr empty'} aria-label={say('ledger.drawer')}>
      {at ? (
        <Asked key={at} ledger={ledger} acting={acting} at={at} onClose={onClose} />
      ) : (
        <p className="note">{ledger.cooperation.commitments > 0 ? say('commitment.choose') : null}</p>
      )}
    </aside>
  )
}

function Asked({ ledger, acting, at, onClose }: DrawerProps & { readonly at: CommitmentId }) {
  const { say } = useWords()
  const { data, error, refetch } = useQuery(commitmentQuery(ledger.cooperation.id, at, ledger.past))
  const kind =
    data &&
    fieldsOf(data)
      .map((field) => say(`field.${field}`))
      .join(' · ')
  return (
    <>
      <div className="hd">
        <span className="note">{kind || say('ledger.view.commitments')}</span>
        <button type="button" className="btn bare" onClick={onClose}>
          <span className="on-wide">{say('keys.close')}</span>
          <span className="on-phone">{say('ledger.drawer.back')}</span> <Key>Esc</Key>
        </button>
      </div>
      {data ? <Details ledger={ledger} acting={acting} page={data} /> : null}
      {error && !data ? <Failure error={error} reading again={() => void refetch()} /> : null}
      {data || error ? null : <Waiting what={say('commitment.wait')} />}
    </>
  )
}

function fieldsOf({ terms }: CommitmentPage) {
  return terms?.fields ?? []
}

interface DetailsProps extends Pick<DrawerProps, 'ledger' | 'acting'> {
  readonly page: CommitmentPage
}

function Details({ ledger, acting, page }: DetailsProps) {
  const { say, language } = useWords()
  const { cooperation } = ledger
  const { terms } = page
  const spoken = spokenOf(page)
  const rivals = page.versions.filter(({ version }) => page.rivals.includes(version))
  const changes = page.versions.filter((version) => version.open && version.parent !== null)
  // Laid face to face, the terms in force need not be said again.
  const faced = page.inForce && changes.some(({ parent, terms: changed }) => parent === page.inForce && changed)
  return (
    <>
      <h2 lang="zh-CN">{terms?.text ?? say(page.state === 'pending' ? 'commitment.notHere' : 'commitment.erased')}</h2>
      <Sentence page={page} ledger={ledger} />
      <Rivals ledger={ledger} page={page} rivals={rivals} />
      {changes.map((version) => (
        <Change key={version.version} ledger={ledger} page={page} version={version} />
      ))}
      {changes.length === 0 && rivals.length === 0 && spoken ? (
        <Standpoints ledger={ledger} page={page} version={spoken} />
      ) : null}
      {terms && !faced && (rivals.length === 0 || page.inForce) ? (
        <>
          {changes.length + rivals.length > 0 ? <h3 className="hh">{say(holdsWords(page))}</h3> : null}
          <TermList rows={termRows(say, language, terms, cooperation).filter(({ key }) => key !== 'text')} />
        </>
      ) : null}
      <SameCommitments ledger={ledger} page={page} />
      <Sayings ledger={ledger} acting={acting} page={page} />
      {terms?.basis.quote ? <QuoteOf ledger={ledger} quote={terms.basis.quote} /> : null}
      <Erased ledger={ledger} side={acting.side} of={page.id} />
      {ledger.past ? null : (
        <Erasing
          key={`erasing ${acting.side}`}
          ledger={ledger}
          side={acting.side}
          places={page.sayings
            .filter(({ side }) => side === acting.side)
            .map(({ seq, written }) => ({
              chain: 'shared' as const,
              seq,
              label: say('fact.entry', { seq, date: moment(written) }),
            }))}
        />
      )}
      {ledger.past ? null : <Deeds key={`deeds ${acting.side}`} ledger={ledger} acting={acting} page={page} />}
    </>
  )
}

function holdsWords({ inForce, state }: CommitmentPage) {
  if (inForce === null) return 'commitment.terms.proposed'
  return state === 'ended' || state === 'reopening' ? 'commitment.terms.last' : 'commitment.terms.inForce'
}

/** What is true of it, in one sentence: its state, and who is waited for. */
function Sentence({ page, ledger }: Omit<DetailsProps, 'acting'>) {
  const { say } = useWords()
  const signs = signsOf(ledger.cooperation)
  const names = (ids: readonly string[]) =>
    signs
      .filter((sign) => ids.includes(ledger.cooperation.sides[sign.index]?.id ?? ''))
      .map((sign) => sign.names.join(say('list.names')))
      .join(say('list.comma'))
  const pending = page.pending.map(({ side, seq }) => say('commitment.pending', { side: names([side]), seq }))
  const ended = page.versions.find(({ version }) => version === page.inForce)?.ending
  return (
    <p className="stands">
      <StateWords commitment={page} today={ledger.figure.day} />
      <span>
        {say(`commitment.sentence.${isLapsed(page, ledger.figure.day) ? 'lapsed' : page.state}`)}
        {page.awaited.length > 0 ? say('commitment.sentence.awaits', { sides: names(page.awaited) }) : null}
      </span>
      {ended ? (
        <span className="note">
          {say('commitment.ending.agreed', { kind: say(`commitment.ending.${ended.kind}`) })}
          {ended.successor ? <SuccessorLink ledger={ledger} id={ended.successor} /> : null}
        </span>
      ) : null}
      {pending.length > 0 ? <span className="note">{pending.join(say('list.sentences'))}</span> : null}
    </p>
  )
}

/** The way to what takes its place. */
function SuccessorLink({ ledger, id }: { readonly ledger: LedgerView; readonly id: CommitmentId }) {
  const { say } = useWords()
  const { data } = useQuery(commitmentQuery(ledger.cooperation.id, id, ledger.past))
  return (
    <>
      {' '}
      <Link
        to="/ledger/$cooperation"
        params={{ cooperation: ledger.cooperation.id }}
        search={{ view: 'commitments', at: id }}
        lang="zh-CN"
      >
        {data?.terms?.text ?? say('commitment.successor')}
      </Link>
    </>
  )
}

/** Versions that were agreed beside each other, the first against each other one, with who said yes to them. */
function Rivals(props: Omit<DetailsProps, 'acting'> & { readonly rivals: readonly VersionWritten[] }) {
  const { say } = useWords()
  const { ledger, page, rivals } = props
  const [first, ...others] = rivals
  const named = (version: VersionWritten) => say('commitment.face.rival', { n: rivals.indexOf(version) + 1 })
  return (
    <>
      {others.map((version) =>
        first?.terms && version.terms ? (
          <Faces
            key={version.version}
            cooperation={ledger.cooperation}
            left={{ label: named(first), terms: first.terms }}
            right={{ label: named(version), terms: version.terms }}
          />
        ) : null,
      )}
      {rivals.map((version) => (
        <section key={version.version} className="change" aria-label={named(version)}>
          <h3 className="hh">{named(version)}</h3>
          <Standpoints ledger={ledger} page={page} version={version} />
        </section>
      ))}
    </>
  )
}

/** An open version laid beside what it changes, or an ending with its reason, and who stands how to it. */
function Change(props: Omit<DetailsProps, 'acting'> & { readonly version: VersionWritten }) {
  const { say } = useWords()
  const { ledger, page, version } = props
  const before = termsBefore(page, version)
  const changed = page.versions.find((each) => each.version === version.parent)
  const left = changed?.ending ? 'ended' : version.parent === page.inForce ? 'now' : 'before'
  return (
    <section className="change" aria-label={say('commitment.change')}>
      {version.ending ? (
        <p className="ending-proposed">
          {say(version.agreed ? 'commitment.ending.agreed' : 'commitment.ending.proposed', {
            kind: say(`commitment.ending.${version.ending.kind}`),
          })}
        </p>
      ) : null}
      {version.terms && before ? (
        <Faces
          cooperation={ledger.cooperation}
          left={{ label: say(`commitment.face.${left}`), terms: before }}
          right={{ label: say('commitment.face.proposed'), terms: version.terms }}
        />
      ) : null}
      {version.note ? <p className="own-words">{version.note}</p> : null}
      {hasLapsed(version, ledger.figure.day) ? <p className="note">{say('commitment.change.lapsed')}</p> : null}
      <Standpoints ledger={ledger} page={page} version={version} />
    </section>
  )
}

/** How each side stands to a version. */
function Standpoints(props: Omit<DetailsProps, 'acting'> & { readonly version: VersionWritten }) {
  const { say } = useWords()
  const { ledger, page, version } = props
  return (
    <ul className="standpoints" aria-label={say('commitment.standpoints')}>
      {standpointsOn(version, ledger.cooperation).map(({ sign, standpoint }) => {
        const { side, stance, late } = standpoint
        const said = page.sayings.findLast((each) => each.side === side && each.version === version.version)
        const proposed = stance === 'accepted' && version.by === side
        return (
          <li key={side}>
            <Voice sign={sign} stance={stance} />
            <span>
              {say(proposed ? 'commitment.stance.proposed' : `commitment.stance.${stance}`)}
              {late ? <span className="hand"> {say('commitment.late')}</span> : null}
            </span>
            <span className="note nw">{said ? moment(said.written) : null}</span>
          </li>
        )
      })}
    </ul>
  )
}

/** The terms field by field; of what is missing only that without which nobody can be held to them. */
export function TermList({ rows }: { readonly rows: readonly TermRow[] }) {
  const { say } = useWords()
  const shown = rows.filter(({ key, value }) => value !== null || /^(leads|measure|deadline)/.test(key))
  return (
    <dl className="facts-list">
      {shown.map(({ key, label, side, value }) => (
        <div key={key}>
          <dt>
            {label} {side ? <SideMark sign={side} /> : null}
          </dt>
          <dd lang="zh-CN">{value ?? <span className="missing">□ {say('commitment.missing')}</span>}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Everything that was said about it, the newest first. */
function Sayings({ ledger, acting, page }: DetailsProps) {
  const { say } = useWords()
  const own = page.sayings.filter(({ side }) => side === acting.side)
  const alone = useSentAlone(
    ledger.cooperation.id,
    acting.side,
    own.map(({ seq }) => seq),
  )
  const signs = signsOf(ledger.cooperation)
  const words = (saying: CommitmentPage['sayings'][number]) => {
    const deed = deedOf(page.versions, saying)
    const ending = page.versions.find(({ version }) => version === saying.version)?.ending
    return deed === 'ended' && ending
      ? say('commitment.deed.ended', { kind: say(`commitment.ending.${ending.kind}`) })
      : deed === 'ended'
        ? say('commitment.state.ending')
        : say(`commitment.deed.${deed}`)
  }
  return (
    <>
      <h3 className="hh">
        {say('commitment.timeline')}{' '}
        <span className="note">{say('commitment.timeline.n', { n: page.sayings.length })}</span>
      </h3>
      <ol className="tl">
        {[...page.sayings].reverse().map((saying) => {
          const sign = signs.find((each) => ledger.cooperation.sides[each.index]?.id === saying.side)
          return (
            <li key={`${saying.side} ${saying.seq}`}>
              <time dateTime={saying.written}>{moment(saying.written).slice(5)}</time>
              {sign ? <SideMark sign={sign} /> : <span />}
              <span>
                {words(saying)}
                {saying.side === acting.side && alone.has(saying.seq) ? <Alone /> : null}
                {saying.note ? <span className="in-words"> {saying.note}</span> : null}
              </span>
            </li>
          )
        })}
      </ol>
    </>
  )
}

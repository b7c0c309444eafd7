/** The left rail: packages as trees, what stands outside them, the other cooperations. */
import type { CooperationView, LedgerView } from '@handclasp/api/client'
import { Link, useNavigate, useRouter } from '@tanstack/react-router'
import { Fragment, memo, type MouseEvent, useEffect, useMemo, useRef } from 'react'
import { useMayIn, useTells } from '../../requests/session.ts'
import { signatoryNames } from '../../ui/agreement.ts'
import { Key, useKeys } from '../../ui/keys.tsx'
import { CorrectedSign, SideMark, signOfSide } from '../../ui/marks.tsx'
import { day } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import type { Acting } from '../../ui/acting.tsx'
import { type Exchange, ledgerOf, packageTitle, receivedWithin, standingApart } from './exchange.ts'
import { branchesOf, type Branches, type Tree, treeOf } from './ledger.ts'
import { useMade, useResting } from './made.ts'
import type { LedgerSearch } from './search.ts'
import { Sides } from './sides.tsx'
import { Told } from './told.tsx'

interface RailProps {
  readonly exchange: Exchange
  readonly others: readonly CooperationView[]
  readonly at: string | undefined
}

/** The rail; where there is no room for it, a menu. `onGo`: a place in it was chosen. */
export function Rail({
  exchange,
  others,
  at,
  acting,
  onGo,
}: RailProps & { readonly acting: Acting; readonly onGo: () => void }) {
  const { say } = useWords()
  const { ledger } = exchange
  const keeps = useMayIn(ledger)('keep')
  const tells = useTells(ledger)
  const tree = useMemo(() => treeOf(ledger), [ledger])
  const resting = useResting(ledger)
  // A package is drawn anew only where what is chosen stands in it, or stood.
  const isIn = (bundle: string) => at === bundle || tree.packages.get(at ?? '') === bundle || at?.includes('.')
  const known = new Set<string>(ledger.packages.map((bundle) => bundle.id))
  const outside = ledger.agreements.filter((agreement) => agreement.package === null || !known.has(agreement.package))
  const rail = useRef<HTMLElement>(null)
  useEffect(() => {
    // In braces: newer browsers answer with a promise here, which is no way to end an effect.
    const chosen = rail.current?.querySelector('[aria-current]')
    if (chosen?.tagName === 'H2') chosen.scrollIntoView({ block: 'start' })
    else chosen?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return (
    <aside
      className="rail"
      ref={rail}
      aria-label={say('ledger.rail')}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('a')) onGo()
      }}
    >
      {ledger.packages.length === 0 ? <p className="none">{say('ledger.noPackage')}</p> : null}
      {ledger.packages.map((bundle) => (
        <PackageBranches
          key={bundle.id}
          {...{ exchange, bundle, tree, resting }}
          at={isIn(bundle.id) ? at : undefined}
        />
      ))}
      {outside.length > 0 ? (
        <>
          <h3 className="label">
            {say('ledger.outside')} <span>{outside.length}</span>
          </h3>
          <ul className="more">
            {outside.map((agreement) => (
              <li key={agreement.id} aria-current={agreement.id === at ? 'true' : undefined}>
                <To ledger={ledger} id={agreement.id}>
                  {agreement.name}
                </To>
                <Told exchange={exchange} id={agreement.id} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Unmade ledger={ledger} />
      {standingApart(exchange).map((theirs) => (
        <Apart key={theirs.side} exchange={exchange} theirs={theirs} at={at} />
      ))}
      <Gone exchange={exchange} at={at} />
      {keeps ? <Afresh ledger={ledger} /> : null}
      <Strategies ledger={ledger} />
      <Sides cooperation={ledger.cooperation} acting={acting} readOnly={!tells} />
      <Others others={others} />
    </aside>
  )
}

function Others({ others }: { readonly others: readonly CooperationView[] }) {
  const { say } = useWords()
  if (others.length === 0) return null
  return (
    <>
      <h3 className="label">{say('ledger.otherCooperations')}</h3>
      <ul className="more">
        {others.map((other) => (
          <li key={other.id}>
            <Link to="/ledger/$cooperation" params={{ cooperation: other.id }} lang="zh-CN">
              {other.name}
            </Link>
            <span className="label">
              {say('ledger.cooperation.counts', { n: other.agreements + other.intentions })}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

type Bundle = LedgerView['packages'][number]

interface BranchesProps extends Omit<RailProps, 'others'> {
  readonly bundle: Bundle
  readonly tree: Tree
  /** How many commitments rest on each agreement. */
  readonly resting: ReadonlyMap<string, number>
}

const PackageBranches = memo(Package)

function Package(props: BranchesProps) {
  const { say, language } = useWords()
  const { exchange, bundle, at, tree, resting } = props
  const { ledger } = exchange
  const agreements = tree.within.get(bundle.id) ?? []
  const branches = branchesOf({ agreements }, bundle, receivedWithin(exchange, bundle.id))
  const { framework, beside, named } = branches
  return (
    <section className="package" aria-label={bundle.parts.join('+')}>
      <h2 aria-current={bundle.id === at ? 'true' : undefined}>
        <To ledger={ledger} id={bundle.id}>
          {bundle.parts.join('+')}
        </To>{' '}
        {bundle.corrected ? <CorrectedSign /> : null} <Told exchange={exchange} id={bundle.id} />
        <span className="note" lang="zh-CN">
          {bundle.quote
            ? say('ledger.placeFrom', { n: bundle.parts.reduce((sum, part) => sum + part, 0) })
            : [bundle.name, bundle.signedOn && day(language, bundle.signedOn), bundle.place]
                .filter(Boolean)
                .join(' · ')}
        </span>
      </h2>
      <div className="fr" aria-current={framework && framework.id === at ? 'true' : undefined}>
        {framework ? (
          <>
            <To ledger={ledger} id={framework.id}>
              {framework.name}
            </To>
            <Told exchange={exchange} id={framework.id} />
            <UnderName agreement={framework} {...{ ledger, tree, resting }} />
          </>
        ) : (
          <span className="slot">
            <ToPlace ledger={ledger} bundle={bundle} place={0}>
              {say('ledger.noFramework')}
            </ToPlace>
          </span>
        )}
        {beside.map((agreement) => (
          <span
            key={agreement.id}
            className="further-framework"
            aria-current={agreement.id === at ? 'true' : undefined}
          >
            <To ledger={ledger} id={agreement.id}>
              {agreement.name}
            </To>
            <Told exchange={exchange} id={agreement.id} />
          </span>
        ))}
      </div>
      <ul className="kids">
        {named.map((agreement, index) => (
          <li key={agreement.id} aria-current={agreement.id === at ? 'true' : undefined}>
            <span className="k">{index + 1}</span>
            <span>
              <To ledger={ledger} id={agreement.id}>
                {agreement.name}
              </To>
              <Told exchange={exchange} id={agreement.id} />
              <UnderName {...{ agreement, ledger, tree, resting }} />
            </span>
          </li>
        ))}
        <EmptyPlaces ledger={ledger} bundle={bundle} branches={branches} at={at} />
      </ul>
    </section>
  )
}

/** What another side sent that stands by itself here. */
function Apart(props: { readonly exchange: Exchange; readonly theirs: LedgerView; readonly at: string | undefined }) {
  const { say } = useWords()
  const { exchange, theirs, at } = props
  const { packages, agreements } = theirs
  const sign = signOfSide(theirs, theirs.side)
  const within = (bundle: string | null) => agreements.filter((agreement) => agreement.package === bundle)
  const known = new Set<string | null>(packages.map(({ id }) => id))
  const outside = agreements.filter((agreement) => !known.has(agreement.package))
  if (packages.length + agreements.length === 0) return null
  const item = (record: LedgerView['packages'][number] | LedgerView['agreements'][number]) => (
    <li key={record.id} aria-current={record.id === at ? 'true' : undefined}>
      <To ledger={theirs} id={record.id}>
        {record.kind === 'package' ? packageTitle(record) : record.name}
      </To>
      <Told exchange={exchange} id={record.id} />
    </li>
  )
  return (
    <>
      <h3 className="label">
        <span>
          {sign ? <SideMark sign={sign} /> : null} {say('sent.received')}
        </span>
        <span>{packages.length + agreements.length}</span>
      </h3>
      <ul className="more received">
        {packages.map((bundle) => (
          <Fragment key={bundle.id}>
            {item(bundle)}
            {within(bundle.id).map(item)}
          </Fragment>
        ))}
        {outside.map(item)}
      </ul>
    </>
  )
}

/** What was sent and is kept here no more: the others still see it. */
function Gone({ exchange, at }: Pick<RailProps, 'exchange' | 'at'>) {
  const { say } = useWords()
  const { ledger, page } = exchange
  const gone = page.things.filter(({ state, sent }) => state === 'gone' && sent.of !== 'text')
  const shown = ledgerOf(ledger, ledger.side, gone)
  if (gone.length === 0) return null
  return (
    <>
      <h3 className="label">
        {say('sent.gone')} <span>{gone.length}</span>
      </h3>
      <ul className="more received">
        {[...shown.packages, ...shown.agreements, ...shown.intentions].map((record) => (
          <li key={record.id} aria-current={record.id === at ? 'true' : undefined}>
            <To ledger={ledger} id={record.id}>
              {record.kind === 'package'
                ? packageTitle(record)
                : record.kind === 'agreement'
                  ? record.name
                  : record.text}
            </To>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Places kept for agreements whose text nobody has seen; many in a row fold into one. */
function EmptyPlaces(props: {
  readonly ledger: LedgerView
  readonly bundle: Bundle
  readonly branches: Branches
  readonly at: string | undefined
}) {
  const { say } = useWords()
  const { ledger, bundle, branches, at } = props
  const first = branches.named.length + 1
  const [counted] = branches.counted
  const current = counted !== undefined && counted.id === at
  const single = Math.min(branches.empty, branches.empty > 9 ? 5 : 9)
  const numbers = Array.from({ length: single }, (_, index) => first + index)
  const folded = branches.empty - single
  return (
    <>
      {numbers.map((number) => (
        <li key={number} className="slot" aria-current={current ? 'true' : undefined}>
          <span className="k">{number}</span>
          <ToPlace ledger={ledger} bundle={bundle} place={number}>
            {say('ledger.place')}
          </ToPlace>
        </li>
      ))}
      {folded > 0 ? (
        <li className="slot">
          <span className="k">…</span>
          <ToPlace ledger={ledger} bundle={bundle} place={first + single}>
            {say('ledger.places', { from: first + single, to: first + branches.empty - 1 })}
          </ToPlace>
        </li>
      ) : null}
    </>
  )
}

/** Who signed an agreement, and until when it holds. */
function UnderName(
  props: Pick<BranchesProps, 'tree' | 'resting'> & {
    readonly agreement: LedgerView['agreements'][number]
    readonly ledger: LedgerView
  },
) {
  const { say } = useWords()
  const { agreement, ledger, tree } = props
  const texts = tree.texts.get(agreement.id) ?? 0
  const told = [
    signatoryNames(agreement).join(say('list.names')),
    agreement.expires ? say('ledger.until', { day: agreement.expires }) : '',
    texts > 0 ? say('ledger.texts', { n: texts }) : '',
  ].filter(Boolean)
  const resting = props.resting.get(agreement.id) ?? 0
  return told.length + resting > 0 ? (
    <span className="sub" lang="zh-CN">
      {resting > 0 ? (
        <Way ledger={ledger} search={{ view: 'commitments', agreement: agreement.id }}>
          {say('ledger.resting', { n: resting })}
        </Way>
      ) : null}
      {resting > 0 && told.length > 0 ? ' · ' : ''}
      {told.join(' · ')}
    </span>
  ) : null
}

/** The way to the form, at a place that nobody has written of yet. */
function ToPlace(props: {
  readonly ledger: LedgerView
  readonly bundle: Bundle
  readonly place: number
  readonly children: string
}) {
  const { ledger, bundle, place, children } = props
  const keeps = useMayIn(ledger)('keep')
  if (!keeps) return <span>{children}</span>
  return (
    <Link
      to="/ledger/$cooperation/written"
      params={{ cooperation: ledger.cooperation.id }}
      search={{ package: bundle.id, place }}
    >
      {children}
    </Link>
  )
}

/** What was said and has not become a commitment yet. */
function Unmade({ ledger }: { readonly ledger: LedgerView }) {
  const { say } = useWords()
  const made = useMade(ledger)
  const unmade = ledger.intentions.filter(({ id }) => !made.has(id)).length
  if (unmade === 0) return null
  return (
    <ul className="more">
      <li>
        <Link to="/ledger/$cooperation" params={{ cooperation: ledger.cooperation.id }} search={{ view: 'intentions' }}>
          {say('ledger.unmade')}
        </Link>
        <span className="label">{unmade}</span>
      </li>
    </ul>
  )
}

/** The ways to the form, for what is not there yet. */
function Afresh({ ledger }: { readonly ledger: LedgerView }) {
  const { say } = useWords()
  const navigate = useNavigate()
  const params = { cooperation: ledger.cooperation.id }
  const write = () => void navigate({ to: '/ledger/$cooperation/written', params })
  useKeys(say('ledger.rail'), [{ key: 'w', label: say('written.open.package'), act: write }])
  return (
    <p className="afresh">
      <Link className="btn" to="/ledger/$cooperation/written" params={params}>
        {say('written.open.package')} <Key>W</Key>
      </Link>
      <Link className="btn bare" to="/ledger/$cooperation/written" params={params} search={{ agreement: 'new' }}>
        {say('written.open.agreement')}
      </Link>
    </p>
  )
}

/** The way to the strategies of the sides. */
function Strategies({ ledger }: { readonly ledger: LedgerView }) {
  const { say } = useWords()
  return (
    <h3 className="label">
      <Link to="/ledger/$cooperation/strategy" params={{ cooperation: ledger.cooperation.id }}>
        {say('strategy.title')}
      </Link>{' '}
      <span>{ledger.programmes.length}</span>
    </h3>
  )
}

function To(props: { readonly ledger: LedgerView; readonly id: string; readonly children: string }) {
  const { ledger, id, children } = props
  return (
    <Way ledger={ledger} search={{ at: id }}>
      {children}
    </Way>
  )
}

/** A link within this ledger. There may be thousands, and each of the router’s own looks again at every step of it. */
function Way(props: { readonly ledger: LedgerView; readonly search: LedgerSearch; readonly children: string }) {
  const { ledger, search, children } = props
  const router = useRouter()
  const place = { to: '/ledger/$cooperation', params: { cooperation: ledger.cooperation.id }, search } as const
  const go = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    void router.navigate(place)
  }
  return (
    <a href={router.buildLocation(place).href} onClick={go} lang="zh-CN">
      {children}
    </a>
  )
}

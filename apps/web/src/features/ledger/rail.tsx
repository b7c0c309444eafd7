/** The left rail: packages as trees, what stands outside them, the other cooperations. */
import type { CooperationView, LedgerView } from '@handclasp/api/client'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../words/words.tsx'
import { branchesOf, type Branches } from './ledger.ts'

interface RailProps {
  readonly ledger: LedgerView
  readonly others: readonly CooperationView[]
  readonly at: string | undefined
}

/** The rail; where there is no room for it, a menu. `onGo`: a place in it was chosen. */
export function Rail({ ledger, others, at, onGo }: RailProps & { readonly onGo: () => void }) {
  const { say } = useWords()
  const known = new Set<string>(ledger.packages.map((bundle) => bundle.id))
  const outside = ledger.agreements.filter((agreement) => agreement.package === null || !known.has(agreement.package))
  return (
    <aside
      className="rail"
      aria-label={say('ledger.rail')}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('a')) onGo()
      }}
    >
      {ledger.packages.length === 0 ? <p className="none">{say('ledger.noPackage')}</p> : null}
      {ledger.packages.map((bundle) => (
        <PackageBranches key={bundle.id} ledger={ledger} bundle={bundle} at={at} />
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
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {others.length > 0 ? (
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
      ) : null}
    </aside>
  )
}

function PackageBranches(props: Omit<RailProps, 'others'> & { readonly bundle: LedgerView['packages'][number] }) {
  const { say } = useWords()
  const { ledger, bundle, at } = props
  const branches = branchesOf(ledger, bundle)
  const { framework, named } = branches
  return (
    <section className="package" aria-label={bundle.parts.join('+')}>
      <h2 aria-current={bundle.id === at ? 'true' : undefined}>
        <To ledger={ledger} id={bundle.id}>
          {bundle.parts.join('+')}
        </To>
        <span className="note">
          {say('ledger.placeFrom', { n: bundle.parts.reduce((sum, part) => sum + part, 0) })}
        </span>
      </h2>
      <div className="fr" aria-current={framework && framework.id === at ? 'true' : undefined}>
        {framework ? (
          <>
            <To ledger={ledger} id={framework.id}>
              {framework.name}
            </To>
            <span className="sub" lang="zh-CN">
              {framework.signatories.join(say('list.comma'))}
            </span>
          </>
        ) : (
          <span className="gap">{say('ledger.noFramework')}</span>
        )}
      </div>
      <ul className="kids">
        {named.map((agreement, index) => (
          <li key={agreement.id} aria-current={agreement.id === at ? 'true' : undefined}>
            <span className="k">{index + 1}</span>
            <To ledger={ledger} id={agreement.id}>
              {agreement.name}
            </To>
          </li>
        ))}
        <EmptyPlaces ledger={ledger} branches={branches} at={at} />
      </ul>
    </section>
  )
}

/** Places kept for agreements whose text nobody has seen; many in a row fold into one. */
function EmptyPlaces(props: {
  readonly ledger: LedgerView
  readonly branches: Branches
  readonly at: string | undefined
}) {
  const { say } = useWords()
  const { ledger, branches, at } = props
  const first = branches.named.length + 1
  const [counted] = branches.counted
  const current = counted !== undefined && counted.id === at
  const single = Math.min(branches.empty, branches.empty > 9 ? 5 : 9)
  const numbers = Array.from({ length: single }, (_, index) => first + index)
  const folded = branches.empty - single
  const words = (text: string) =>
    counted ? (
      <To ledger={ledger} id={counted.id} plain>
        {text}
      </To>
    ) : (
      text
    )
  return (
    <>
      {numbers.map((number) => (
        <li key={number} className="slot" aria-current={current ? 'true' : undefined}>
          <span className="k">{number}</span>
          {words(say('ledger.place'))}
        </li>
      ))}
      {folded > 0 ? (
        <li className="slot">
          <span className="k">…</span>
          {words(say('ledger.places', { from: first + single, to: first + branches.empty - 1 }))}
        </li>
      ) : null}
    </>
  )
}

function To(props: {
  readonly ledger: LedgerView
  readonly id: string
  readonly children: string
  readonly plain?: boolean
}) {
  const { ledger, id, children, plain = false } = props
  return (
    <Link
      to="/ledger/$cooperation"
      params={{ cooperation: ledger.cooperation.id }}
      search={{ at: id }}
      {...(plain ? {} : { lang: 'zh-CN' })}
    >
      {children}
    </Link>
  )
}

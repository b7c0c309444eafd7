/** What a package or an agreement says, field by field: parties and signatories with their sides, days, texts. */
import type { LedgerView } from '@handclasp/api/client'
import type { SideId } from '@handclasp/domain'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { SideMark, type SideSign, signOf, signsOf } from '../../ui/marks.tsx'
import { amount, day } from '../../words/values.ts'
import { type Language, type Say, useWords } from '../../words/words.tsx'

type Agreement = LedgerView['agreements'][number]
type Bundle = LedgerView['packages'][number]
type FactRow = readonly [label: string, value: ReactNode]

/** The rows of an agreement. What it does not say is null; what only few have is left out where it is not said. */
export function agreementFacts(
  say: Say,
  language: Language,
  ledger: LedgerView,
  agreement: Agreement,
): readonly FactRow[] {
  const { parties, signatories, count, signed, signedOn, inForce, expires, follows } = agreement
  const signs = signsOf(ledger.cooperation)
  const on = (civil: string | null) => civil && day(language, civil)
  const people = signatories.map(({ side, name, post }) => ({ side, name, post }))
  const organisations = parties.map(({ side, organisation: { name, code } }) => ({ side, name, post: code }))
  const bundle = ledger.packages.find(({ id }) => id === agreement.package)
  const others = (label: 'fact.follows' | 'fact.followed' | 'fact.package', named: readonly Other[]) =>
    named.length === 0 ? [] : [[say(label), <Others key={label} ledger={ledger} named={named} />] as const]
  const later = ledger.agreements.filter((each) => each.follows?.agreement === agreement.id)
  return [
    [say('fact.signed'), say(signed ? 'agreement.signed' : 'agreement.mentioned')],
    ...(count === 1 ? [] : [[say('fact.count'), count === null ? null : amount(language, count)] as const]),
    [say('fact.parties'), <Signed key="parties" ledger={ledger} signs={signs} named={organisations} />],
    [say('fact.signatories'), <Signed key="people" ledger={ledger} signs={signs} named={people} />],
    [say('written.signedOn'), on(signedOn)],
    [say('fact.inForce'), on(inForce)],
    [say('fact.expires'), on(expires)],
    ...others(
      'fact.follows',
      follows ? [{ id: follows.agreement, how: follows.how, name: followedIn(agreement) }] : [],
    ),
    ...others('fact.followed', later),
    ...others('fact.package', bundle ? [bundle] : []),
    [say('fact.texts'), <Texts key="texts" ledger={ledger} agreement={agreement} />],
  ]
}

/** The rows of a package. */
export function packageFacts(say: Say, language: Language, bundle: Bundle): readonly FactRow[] {
  const n = bundle.parts.reduce((sum, part) => sum + part, 0)
  return [
    [say('fact.parts'), say('fact.partsSum', { parts: bundle.parts.join(' + '), n })],
    ...(bundle.name ? [[say('fact.name'), bundle.name] as const] : []),
    [say('written.signedOn'), bundle.signedOn && day(language, bundle.signedOn)],
    [say('fact.place'), bundle.place],
  ]
}

/** The seal of a side by its id; for names whose side nobody said, of the region they begin with. */
export function signFor(
  ledger: LedgerView,
  signs: readonly SideSign[],
  side: SideId | null,
  name: string,
): SideSign | null {
  const index = ledger.cooperation.sides.findIndex(({ id }) => id === side)
  if (side !== null) return signs[index] ?? null
  return signOf(signs, name) ?? signs.find(({ names }) => names.some((region) => name.startsWith(region))) ?? null
}

function Signed(props: {
  readonly ledger: LedgerView
  readonly signs: readonly SideSign[]
  readonly named: readonly { readonly side: SideId | null; readonly name: string; readonly post: string | null }[]
}) {
  const { say } = useWords()
  const { ledger, signs, named } = props
  if (named.length === 0) return <Missing words={say('fact.open')} />
  return (
    <ul className="signed-by">
      {named.map(({ side, name, post }) => {
        const sign = signFor(ledger, signs, side, name)
        return (
          <li key={`${side} ${name}`}>
            {sign ? <SideMark sign={sign} /> : <span className="sd blank-sign" aria-hidden="true" />}
            <span>
              {name}
              {post ? <span className="sub">{post}</span> : null}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

interface Other {
  readonly id: string
  readonly how?: 'renews' | 'deepens'
  /** What it is called where it does not stand here: then nothing leads to it. */
  readonly name?: string | null
}

/** The name of what an agreement that was sent goes on from, as its sender told it. */
function followedIn(agreement: Agreement & { readonly followed?: string | null }): string | null {
  return agreement.followed ?? null
}

function Others({ ledger, named }: { readonly ledger: LedgerView; readonly named: readonly Other[] }) {
  const { say } = useWords()
  return (
    <ul>
      {named.map(({ id, how, name = null }) => {
        const agreement = ledger.agreements.find((each) => each.id === id)
        const bundle = ledger.packages.find((each) => each.id === id)
        return (
          <li key={id}>
            {how ? `${say(`written.${how}`)} ` : ''}
            {agreement || bundle ? (
              <Link to="/ledger/$cooperation" params={{ cooperation: ledger.cooperation.id }} search={{ at: id }}>
                {agreement?.name ?? bundle?.parts.join('+')}
              </Link>
            ) : (
              (name ?? say('found.untitled'))
            )}
            {agreement?.signedOn ? <span className="note"> {agreement.signedOn}</span> : null}
          </li>
        )
      })}
    </ul>
  )
}

function Texts({ ledger, agreement }: { readonly ledger: LedgerView; readonly agreement: Agreement }) {
  const { say } = useWords()
  const texts = ledger.texts.filter((text) => text.agreement === agreement.id)
  if (texts.length === 0) return <Missing words={say('fact.open')} />
  return (
    <ul>
      {texts.map((text) => (
        <li key={text.id}>
          <Link
            to="/ledger/$cooperation/texts/$agreement"
            params={{ cooperation: ledger.cooperation.id, agreement: agreement.id }}
            search={{ text: text.id }}
          >
            {text.title}
          </Link>
          {text.dated ? <span className="note"> {text.dated}</span> : null}
        </li>
      ))}
    </ul>
  )
}

function Missing({ words }: { readonly words: string }) {
  return <span className="missing">□ {words}</span>
}

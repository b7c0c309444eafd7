import { useQuery } from '@tanstack/react-query'
import { type ErrorComponentProps, Link, Outlet, useLocation, useNavigate, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { IntakeDesk } from '../features/reading/intake.tsx'
import { cooperationsQuery } from '../requests/queries.ts'
import { useBegins, useDuties, useMay, useMember, useSession } from '../requests/session.ts'
import { Failure } from '../ui/failure.tsx'
import { FOOT_END } from '../ui/foot.tsx'
import { Key, useKeyList, useKeys } from '../ui/keys.tsx'
import { usePlace } from '../ui/place.tsx'
import { LANGUAGES, useWords } from '../words/words.tsx'
import { KeyList } from './key-list.tsx'
import { SessionWatch } from './session-watch.tsx'
import { useDutyHere, Who } from './who.tsx'

/** What stands around every screen: masthead, band of the demonstration, keys at the foot. */
export function Shell() {
  const { say } = useWords()
  const { said } = usePlace()
  const navigate = useNavigate()
  const [listed, list] = useState(false)
  const may = useMay()
  const begins = useBegins()
  const member = useMember()
  const duty = useDutyHere()
  const drafts = { to: '/ledger/$cooperation/drafts', params: { cooperation: duty?.cooperation ?? '' } } as const
  useKeys(say('keys.everywhere'), [
    ...(may('see') || begins
      ? [
          { key: 'g r', label: say('keys.goRead'), act: () => void navigate({ to: '/read' }) },
          { key: 'g l', label: say('keys.goLedger'), act: () => void navigate({ to: '/ledger' }) },
          { key: 'g e', label: say('keys.goEvents'), act: () => void navigate({ to: '/events' }) },
          { key: 'g f', label: say('keys.goSearch'), act: () => void navigate({ to: '/search' }) },
          { key: '/', label: say('keys.goSearch'), act: () => void navigate({ to: '/search' }) },
          { key: 'g s', label: say('keys.goDrafts'), act: () => void navigate(drafts) },
        ]
      : []),
    ...(member ? [{ key: 'g p', label: say('keys.goProfile'), act: () => void navigate({ to: '/profile' }) }] : []),
    { key: '?', label: say('keys.all'), act: () => list(true), caps: ['?'] },
  ])
  return (
    <div className="shell">
      <a className="skip btn" href="#content">
        {say('app.skip')}
      </a>
      <Masthead />
      <Band />
      <div className="screen" id="content" tabIndex={-1}>
        <IntakeDesk closed={!may('keep') && !begins}>
          <Outlet />
        </IntakeDesk>
      </div>
      <SessionWatch />
      <KeyBar onAll={() => list(true)} />
      <KeyList open={listed} onOpenChange={list} />
      <p className="vh" aria-live="polite">
        {said}
      </p>
    </div>
  )
}

function Masthead() {
  const { say } = useWords()
  const onPeople = useLocation().pathname.startsWith('/people/')
  const may = useMay()
  const begins = useBegins()
  return (
    <header className="mast">
      <Link className="seal" to="/" aria-label={say('app.home')}>
        <span lang="zh-CN" aria-hidden="true">
          {say('app.seal')}
        </span>
      </Link>
      <nav aria-label={say('app.navigation')}>
        {may('see') || begins ? (
          <>
            <Link to="/read" activeProps={{ 'aria-current': 'page' }}>
              {say('nav.read')}
            </Link>
            <Link to="/ledger" activeProps={{ 'aria-current': 'page' }}>
              {say('nav.ledger')}
            </Link>
            <Link
              to="/events"
              {...(onPeople ? { 'aria-current': 'page' } : {})}
              activeProps={{ 'aria-current': 'page' }}
            >
              {say('nav.events')}
            </Link>
            <Link to="/search" activeProps={{ 'aria-current': 'page' }}>
              {say('nav.search')}
            </Link>
          </>
        ) : may('see-own') ? (
          <Link to="/ledger" activeProps={{ 'aria-current': 'page' }}>
            {say('nav.ledger')}
          </Link>
        ) : null}
      </nav>
      <div className="end">
        <CooperationHere />
        <Who />
        <LanguageSwitch />
      </div>
    </header>
  )
}

/** The cooperation on the screen; elsewhere, how many there are. */
function CooperationHere() {
  const { say } = useWords()
  const { cooperation } = usePlace()
  const has = useDuties().length > 0
  const all = useQuery({ ...cooperationsQuery, enabled: has }).data ?? []
  const shown = cooperation ?? (all.length === 1 ? all[0] : undefined)
  if (!shown) {
    return all.length > 1 ? <span>{say('app.cooperations', { n: all.length })}</span> : null
  }
  return (
    <Link
      className="here"
      to="/ledger/$cooperation"
      params={{ cooperation: shown.id }}
      activeProps={{ 'aria-current': 'page' }}
      lang="zh-CN"
    >
      {shown.name}
    </Link>
  )
}

function LanguageSwitch() {
  const { say, language, choose } = useWords()
  return (
    <span className="seg language" role="group" aria-label={say('app.language')}>
      {LANGUAGES.map((each) => (
        <button key={each} type="button" lang={each} aria-pressed={each === language} onClick={() => choose(each)}>
          {say(`app.language.${each}`)}
        </button>
      ))}
    </span>
  )
}

/** In the demonstration: that all is invented, and how to begin with a page of one's own. */
function Band() {
  const { say } = useWords()
  if (!useSession()?.demonstration) return null
  return (
    <aside className="band" aria-label={say('app.demonstration.label')}>
      <span>{say('app.demonstration')}</span>
      <span>
        {say('app.demonstration.begin')} <code>{say('app.demonstration.command')}</code>
      </span>
    </aside>
  )
}

function KeyBar({ onAll }: { readonly onAll: () => void }) {
  const { say } = useWords()
  const { groups, letters } = useKeyList()
  const shown = groups
    .flatMap((group) => group.bindings)
    .filter((binding) => binding.caps && binding.key !== '?' && (letters || /^[A-Z][a-z]+$/.test(binding.key)))
  return (
    <footer className="keys" aria-label={say('keys.bar')}>
      <div className="some">
        {shown.map((binding) => (
          <span key={binding.key}>
            {binding.caps?.map((cap) => (
              <Key key={cap}>{cap}</Key>
            ))}
            {binding.short ?? binding.label}
          </span>
        ))}
      </div>
      <button type="button" className="all" onClick={onAll}>
        <Key>?</Key>
        {say('keys.all')}
      </button>
      <div className="foot-end" id={FOOT_END} />
    </footer>
  )
}

/** An address that names nothing. */
export function NotFound() {
  const { say } = useWords()
  return (
    <main className="blank">
      <p className="sentence">{say('app.notFound')}</p>
      <Link className="btn main" to="/read">
        {say('app.notFound.do')}
      </Link>
    </main>
  )
}

/** A screen that broke: what happened, and what is kept. */
export function ShellFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <main className="blank">
      <Failure error={error} again={again} />
    </main>
  )
}

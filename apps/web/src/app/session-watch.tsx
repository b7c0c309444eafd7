/** The end of a session: told shortly before, and asked over the screen once it has come. Nothing typed is lost. */
import type { SessionSeen } from '@handclasp/api/client'
import type { Mutation } from '@tanstack/react-query'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { SignInForm } from '../features/accounts/sign-in-form.tsx'
import {
  askWho,
  isLast,
  isSignInNeeded,
  leaveTo,
  left,
  sessionPollQuery,
  sessionQuery,
  tellEnded,
  useEnded,
  useSession,
  useStay,
  WARNING,
} from '../requests/session.ts'
import { usePlace } from '../ui/place.tsx'
import { useWords } from '../words/words.tsx'

/** Watches over the session of whoever is signed in. */
export function SessionWatch() {
  const session = useSession()
  const hasEnded = useEnded()
  if (!session?.member) return null
  return (
    <>
      {session.expires === null ? null : <Poll session={session} />}
      {hasEnded ? <Over session={session} /> : null}
    </>
  )
}

/** Asks how the session stands, and tells of its end before it comes. */
function Poll({ session }: { readonly session: SessionSeen }) {
  const queries = useQueryClient()
  const hasEnded = useEnded()
  const { data } = useQuery({ ...sessionPollQuery, enabled: !hasEnded })
  const member = session.member?.id
  useEffect(() => {
    if (!data) return
    if (data.member?.id !== member) tellEnded(true)
    // Roles that were given or taken meanwhile hold at once.
    else if (JSON.stringify(data.member) !== JSON.stringify(session.member)) {
      queries.setQueryData(sessionQuery.queryKey, data)
    }
  }, [data, member, session.member, queries])
  return data && !hasEnded ? <Warning session={data} /> : null
}

function Warning({ session }: { readonly session: SessionSeen }) {
  const { say } = useWords()
  const queries = useQueryClient()
  const stay = useStay()
  const [rest, count] = useState(() => left(session))
  useEffect(() => {
    const told = left(session)
    count(told)
    if (told === Number.POSITIVE_INFINITY) return undefined
    // Counted once a second when it is told, and not before.
    const timer = setInterval(() => count(left(session)), told > WARNING + 30_000 ? 30_000 : 1_000)
    return () => clearInterval(timer)
  }, [session])
  const isOver = rest <= 0
  useEffect(() => {
    if (isOver) void queries.invalidateQueries({ queryKey: sessionPollQuery.queryKey, exact: true })
  }, [isOver, queries])
  if (rest > WARNING || isOver) return null
  const minutes = Math.ceil(rest / 60_000)
  const last = isLast(session)
  return (
    <aside className="session-warning" role="status" aria-label={say('session.label')}>
      <span>{say(last ? 'session.last' : 'session.warning', { n: minutes })}</span>
      {last ? null : (
        <button type="button" className="btn" disabled={stay.isPending} onClick={() => stay.mutate()}>
          {say('session.stay')}
        </button>
      )}
    </aside>
  )
}

/** What stands over the screen once the session ended. */
function Over({ session }: { readonly session: SessionSeen }) {
  const { say } = useWords()
  const queries = useQueryClient()
  const { announce } = usePlace()
  const { href } = useLocation()
  const [unsent, keep] = useState<readonly Mutation[]>([])
  const [other, meet] = useState<string | null>(null)
  const close = (sentence: string) => {
    tellEnded(false)
    announce(sentence)
  }
  const signedIn = async () => {
    const now = await askWho(queries)
    if (now.member?.id !== session.member?.id) {
      // Until they go home, what stands underneath is still of whoever was here before.
      queries.setQueryData(sessionQuery.queryKey, session)
      // Nobody: it ended again meanwhile, and the dialog stays.
      return now.member ? meet(now.member.name) : undefined
    }
    const failed = queries.getMutationCache().findAll({ predicate: ({ state }) => isSignInNeeded(state.error) })
    void queries.invalidateQueries({ predicate: ({ queryKey: [of] }) => of !== 'session' })
    if (failed.length === 0) return close(say('session.back'))
    return keep(failed)
  }
  const sendAgain = () => {
    for (const one of unsent) void one.execute(one.state.variables).catch(() => null)
    close(say('session.sentAgain', { n: unsent.length }))
  }
  return (
    <ModalOverlay className="veil" isOpen isKeyboardDismissDisabled>
      <Modal className="sheet-over session-over">
        <Dialog>
          <Heading slot="title">{say('session.over')}</Heading>
          {other === null && unsent.length === 0 ? (
            <>
              <p>{say('session.over.what', { name: session.member?.name ?? '' })}</p>
              <SignInForm
                provider={session.provider}
                to={href}
                stays
                loginName={session.member?.loginName ?? ''}
                onDone={() => void signedIn()}
              />
            </>
          ) : null}
          {unsent.length > 0 ? (
            <Unsent n={unsent.length} onSend={sendAgain} onLook={() => close(say('session.back'))} />
          ) : null}
          {other === null ? null : <Other name={other} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Tells how it goes on, to the keyboard, too: the form it was on is gone. */
function GoesOn({ children }: { readonly children: string }) {
  return (
    <p tabIndex={-1} ref={focusOnce}>
      {children}
    </p>
  )
}

function focusOnce(told: HTMLElement | null): void {
  told?.focus()
}

/** What did not arrive can be sent again, once whoever is back says so. */
function Unsent(props: { readonly n: number; readonly onSend: () => void; readonly onLook: () => void }) {
  const { say } = useWords()
  return (
    <>
      <GoesOn>{say('session.unsent', { n: props.n })}</GoesOn>
      <div className="does">
        <button type="button" className="btn main" onClick={props.onSend}>
          {say('session.sendAgain')}
        </button>
        <button type="button" className="btn" onClick={props.onLook}>
          {say('session.lookFirst')}
        </button>
      </div>
    </>
  )
}

/** Somebody else signed in: nothing that stands underneath is theirs. */
function Other({ name }: { readonly name: string }) {
  const { say } = useWords()
  return (
    <>
      <GoesOn>{say('session.other', { name })}</GoesOn>
      <div className="does">
        <button type="button" className="btn main" onClick={() => leaveTo('/')}>
          {say('session.goHome')}
        </button>
      </div>
    </>
  )
}

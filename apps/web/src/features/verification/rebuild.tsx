/** Rebuilding on the screen of verification: what it does, beginning it, how far it is, and how it came out. */
import type { RebuildView } from '@handclasp/api/client'
import { Key } from '../../ui/keys.tsx'
import { amount, moment } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'

interface RebuildProps {
  readonly view: RebuildView
  /** Would it help? */
  readonly offered: boolean
  /** Begins it; null while that cannot be. */
  readonly begin: (() => void) | null
}

/** Nothing where it would not help and was not done. */
export function Rebuild({ view: { running, last, stopped }, offered, begin }: RebuildProps) {
  const { say, language } = useWords()
  if (!offered && !running && !last && stopped === null) return null
  return (
    <section className="rebuild" aria-labelledby="verify-rebuild">
      <h2 id="verify-rebuild">{say('rebuild.title')}</h2>
      {stopped === null ? null : (
        <div className="failure" role="alert">
          <span>{say('rebuild.stopped', { code: stopped })}</span>
        </div>
      )}
      <div role="status">
        {running ? <Running running={running} /> : null}
        {last ? (
          <p>
            {say('rebuild.done', {
              at: moment(last.started),
              seconds: (last.milliseconds / 1000).toFixed(1),
              entries: amount(language, last.found),
            })}
          </p>
        ) : null}
      </div>
      {offered && !running ? (
        <>
          <p className="what">{say('rebuild.what')}</p>
          <button type="button" className="btn main noprint" onClick={begin ?? undefined} disabled={begin === null}>
            {say('rebuild.begin')} <Key>R</Key>
          </button>
        </>
      ) : null}
    </section>
  )
}

function Running({ running }: { readonly running: NonNullable<RebuildView['running']> }) {
  const { say, language } = useWords()
  const { entries, of } = running
  const counted = { entries: amount(language, entries), of: amount(language, of) }
  const words = of > 0 && entries >= of ? say('rebuild.settling') : say('rebuild.running', counted)
  return <Meter running={running} words={words} leave={say('rebuild.leave')} />
}

interface MeterProps {
  readonly running: NonNullable<RebuildView['running']>
  readonly words: string
  /** That it goes on when nobody looks. */
  readonly leave: string
}

/** How far a run is. */
export function Meter({ running: { entries, of }, words, leave }: MeterProps) {
  return (
    <div className="verify-running">
      <progress value={entries} max={Math.max(of, 1)} aria-label={words} />
      <p>
        {words} <span className="note">{leave}</span>
      </p>
    </div>
  )
}

/** A past day of a screen: said plainly over everything, with the name of the figures and the way back to today. */
import type { LedgerView } from '@handclasp/api/client'
import { civilDayOf } from '@handclasp/domain'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { day } from '../words/values.ts'
import { type Language, type Say, useWords } from '../words/words.tsx'
import type { PastSearch } from './past.ts'

/** 截至 2026年5月31日，霁 412 号、翎 388 号: whoever holds the entries up to there works out the same. */
export function figureWords(say: Say, language: Language, { figure, sides }: LedgerView): string {
  const shared = figure.heads.filter(({ chain }) => chain === 'shared')
  const heads = sides.flatMap(({ id, mark }) =>
    shared.filter(({ side }) => side === id).map(({ seq }) => say('past.head', { mark, seq })),
  )
  const named = { day: day(language, figure.day) }
  return heads.length === 0
    ? say('past.figure.none', named)
    : say('past.figure', { ...named, heads: heads.join(say('list.names')) })
}

/** Turns the screen that is shown to a past day, or back to today; `push` makes a step that one can go back from. */
function useTurn() {
  const navigate = useNavigate()
  return (next: PastSearch, push = false) =>
    void navigate({
      to: '.',
      search: (before: PastSearch) => ({ ...before, asof: undefined, known: undefined, ...next }),
      replace: !push,
    })
}

/** The band over a past day: which, by what is known of it, and that nothing is written there. */
export function PastBand({ ledger }: { readonly ledger: LedgerView }) {
  const { say, language } = useWords()
  const turn = useTurn()
  const { past } = ledger
  if (!past) return null
  return (
    <aside className="past-band" aria-label={say('past.label')}>
      <p>
        <b>{say(`past.shown.${past.known}`)}</b> {figureWords(say, language, ledger)}
        {say('past.readOnly')}
      </p>
      <span className="seg" role="group" aria-label={say('past.known')}>
        {(['now', 'then'] as const).map((known) => (
          <button
            key={known}
            type="button"
            aria-pressed={past.known === known}
            title={say(`past.known.${known}.what`)}
            onClick={() => turn({ asof: past.asof, ...(known === 'then' ? { known } : {}) })}
          >
            {say(`past.known.${known}`)}
          </button>
        ))}
      </span>
      <ChooseDay
        value={past.asof}
        onChoose={(asof) => turn({ ...(past.known === 'then' ? { known: 'then' } : {}), asof })}
      />
      <button type="button" className="btn" onClick={() => turn({})}>
        {say('past.leave')}
      </button>
    </aside>
  )
}

/** The name of the figures of a ledger as it stands, and the way to a past day. */
export function FigureLine({ ledger }: { readonly ledger: LedgerView }) {
  const { say, language } = useWords()
  const turn = useTurn()
  if (ledger.past) return null
  return (
    <>
      <span className="figure-name">{figureWords(say, language, ledger)}</span>
      <ChooseDay value="" onChoose={(asof) => turn({ asof }, true)} />
    </>
  )
}

function ChooseDay({ value, onChoose }: { readonly value: string; readonly onChoose: (asof: string) => void }) {
  const { say } = useWords()
  const [today] = useState(() => civilDayOf(new Date().toISOString()))
  return (
    <label className="field past-day noprint">
      <span>{say('past.day')}</span>
      <input type="date" value={value} max={today} onChange={({ target }) => target.value && onChoose(target.value)} />
    </label>
  )
}

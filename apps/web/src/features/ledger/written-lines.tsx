/** The lines of a package that is being written: number, name, and who signs for each side. */
import type { LedgerView } from '@handclasp/api/client'
import { SideMark, type SideSign, signsOf } from '../../ui/marks.tsx'
import { type Say, useWords } from '../../words/words.tsx'
import { emptyLine, type Line, numberOf, proposedParty, type Whole, withLine, withParty } from './written.ts'
import type { WritingInHand } from './written-page.tsx'

interface LinesProps {
  readonly ledger: LedgerView
  readonly writing: WritingInHand
}

/** How a line is called: 框架协议, 第 3 份. */
export function lineName(say: Say, { lines, alone }: Whole, at: number): string {
  const line = lines[at]
  if (!line || (alone && lines.length === 1)) return ''
  const { part } = line
  const only = lines.filter((each) => each.part === part).length === 1
  if (part === 0 && only) return say('agreement.framework')
  const n = numberOf(lines, at)
  return part < 2 ? say(part === 0 ? 'written.framework' : 'written.line', { n }) : say('written.part', { part, n })
}

/** A field of a line as those hear it who do not see where it stands. */
export function fieldName(say: Say, whole: Whole, at: number, field: string): string {
  const line = lineName(say, whole, at)
  return line === '' ? field : say('written.of', { line, field })
}

/** The table of lines. */
export function Lines({ ledger, writing }: LinesProps) {
  const { say } = useWords()
  const { cooperation } = ledger
  const { whole, write } = writing
  const signs = signsOf(cooperation)
  if (whole.lines.length === 0) return <p className="note none-yet">{say('written.none')}</p>
  const more = () => {
    const part = whole.alone ? 1 : Math.max(1, whole.lines.at(-1)?.part ?? 1)
    write({ ...whole, lines: [...whole.lines, emptyLine(part, cooperation.sides)] })
  }
  return (
    <div className="lines">
      <table>
        <caption className="vh">{say('written.lines')}</caption>
        <thead>
          <tr>
            <th scope="col" className="k">
              <span className="vh">{say('written.number')}</span>
            </th>
            <th scope="col">{say('ledger.column.agreement')}</th>
            {signs.map((sign) => (
              <th scope="col" key={sign.index}>
                {say('fact.parties')} <SideMark sign={sign} />
              </th>
            ))}
            <th scope="col" className="rest">
              <span className="vh">{say('written.rest')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {whole.lines.map((line, index) => (
            <LineRow key={index} ledger={ledger} writing={writing} line={line} index={index} />
          ))}
        </tbody>
      </table>
      <button type="button" className="btn small" onClick={more}>
        {say('written.more')}
      </button>
    </div>
  )
}

function LineRow(props: LinesProps & { readonly line: Line; readonly index: number }) {
  const { say } = useWords()
  const { ledger, writing, line, index } = props
  const { whole, wrong, at, go, write } = writing
  const signs = signsOf(ledger.cooperation)
  const isWrong = wrong?.line === index
  const toDetails = () => {
    go(index)
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.one-line input')?.focus())
  }
  const classes = [at === index ? 'cur' : '', line.part === 0 ? 'first' : '', line.id === null ? 'open' : '']
  return (
    <tr
      className={classes.join(' ').trim()}
      data-line={index}
      aria-current={at === index ? 'true' : undefined}
      onFocus={() => go(index)}
    >
      <th scope="row" className="k">
        <span aria-hidden="true">{line.part === 0 ? say('written.first') : numberOf(whole.lines, index)}</span>
        <span className="vh">{lineName(say, whole, index)}</span>
      </th>
      <td className="t">
        <input
          type="text"
          lang="zh-CN"
          data-column="0"
          maxLength={500}
          autoComplete="off"
          aria-label={fieldName(say, whole, index, say('fact.name'))}
          placeholder={line.part === 0 ? say('written.name.framework') : say('written.name.hint')}
          aria-invalid={isWrong && wrong?.field === 'name'}
          value={line.name}
          onChange={(event) => write(withLine(whole, index, { name: event.target.value }))}
        />
        {isWrong ? <WhyLine field={wrong?.field} /> : null}
      </td>
      {signs.map((sign) => (
        <PartyCell key={sign.index} {...{ ledger, writing, line, index, sign }} />
      ))}
      <td className="rest">
        <button
          type="button"
          className="btn small bare"
          tabIndex={-1}
          aria-label={fieldName(say, whole, index, say('written.rest'))}
          onClick={toDetails}
        >
          {restWords(say, line)}
        </button>
      </td>
    </tr>
  )
}

function PartyCell(props: LinesProps & { readonly line: Line; readonly index: number; readonly sign: SideSign }) {
  const { say } = useWords()
  const { ledger, writing, line, index, sign } = props
  const { whole, write } = writing
  const { sides } = ledger.cooperation
  const proposed = proposedParty(line, sign.index, sides)
  const set = (value: string) => write(withLine(whole, index, { parties: withParty(line, sign.index, value, sides) }))
  const side = sign.names.join(say('list.names'))
  return (
    <td className="party">
      <span className="on-phone" aria-hidden="true">
        <SideMark sign={sign} named={false} />
      </span>
      <input
        type="text"
        lang="zh-CN"
        data-column={sign.index + 1}
        maxLength={500}
        autoComplete="off"
        aria-label={fieldName(say, whole, index, say('written.party', { side }))}
        {...(proposed ? { placeholder: `→ ${proposed}`, title: say('written.take', { name: proposed }) } : {})}
        aria-invalid={writing.wrong?.line === index && writing.wrong.field === 'code'}
        value={line.parties[sign.index] ?? ''}
        onChange={(event) => set(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowRight' || proposed === null || event.nativeEvent.isComposing) return
          event.preventDefault()
          set(proposed)
        }}
      />
    </td>
  )
}

/** What the details of a line hold, in few characters. */
function restWords(say: Say, { signatories, signedOn, inForce, expires, follows }: Line): string {
  const people = signatories.flatMap((text) => text.split(/[；;]/u)).filter((text) => text.trim() !== '').length
  const days = [signedOn, inForce, expires].filter((text) => text.trim() !== '').length
  const told = [
    people > 0 ? say('written.rest.people', { n: people }) : '',
    days > 0 ? say('written.rest.days', { n: days }) : '',
    follows === '' ? '' : say('written.rest.follows'),
  ].filter(Boolean)
  return told.length > 0 ? told.join(' · ') : say('written.rest.none')
}

function WhyLine({ field }: { readonly field: string | undefined }) {
  const { say } = useWords()
  return (
    <p className="why" role="alert">
      {say(field === 'name' || field === 'code' ? `written.wrong.${field}` : 'written.wrong.day')}
    </p>
  )
}

/** Which cooperation an article is kept in; where none is open yet, the way to open one. */
import { type ArticleOutline, type CooperationInput, type CooperationView, RequestFailed } from '@handclasp/api/client'
import type { CooperationId, RegionName } from '@handclasp/domain'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { useOpenCooperation } from '../../requests/queries.ts'
import { useBegins, useMay } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key } from '../../ui/keys.tsx'
import { SideMark, SideMarks, signsOf } from '../../ui/marks.tsx'
import { usePlace } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'

interface LineProps {
  readonly article: ArticleOutline
  readonly cooperation: CooperationView | null
  readonly all: readonly CooperationView[]
  /** Somebody wanted to decide before there was a cooperation. */
  readonly asked: boolean
  readonly line: RefObject<HTMLDivElement | null>
  readonly onChoose: (cooperation: CooperationId) => void
}

/** The calm line over the findings. */
export function CooperationLine(props: LineProps) {
  const { say } = useWords()
  const opens = [useMay()('steer'), useBegins()].includes(true)
  const { cooperation, asked, line } = props
  const [changing, change] = useState(false)
  const choose = (id: CooperationId) => {
    change(false)
    props.onChoose(id)
  }
  const turn = (to: boolean) => {
    change(to)
    requestAnimationFrame(() => line.current?.querySelector<HTMLElement>('input, button')?.focus())
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !cooperation || !changing) return
    event.stopPropagation()
    turn(false)
  }
  return (
    <div className="belongs" role="group" aria-label={say('open.label')} ref={line} tabIndex={-1} onKeyDown={press}>
      {cooperation && !changing ? (
        <Belongs cooperation={cooperation} onChange={() => turn(true)} />
      ) : opens || props.all.length > 0 ? (
        <Opening {...props} opens={opens} onChoose={choose} />
      ) : (
        <p className="note">{say('open.notYours')}</p>
      )}
      {cooperation && changing ? (
        <button type="button" className="btn bare small" onClick={() => turn(false)}>
          {say('correct.leave')} <Key>Esc</Key>
        </button>
      ) : null}
      {asked && !cooperation ? (
        <p className="why" role="alert">
          {say('open.why')}
        </p>
      ) : null}
    </div>
  )
}

function Belongs(props: { readonly cooperation: CooperationView; readonly onChange: () => void }) {
  const { say } = useWords()
  const { cooperation } = props
  const signs = signsOf(cooperation)
  const own = signs.find((sign) => cooperation.sides[sign.index]?.id === cooperation.own)
  return (
    <p>
      <span className="note">{say('open.belongs')}</span> <SideMarks signs={signs} named={false} />{' '}
      <b lang="zh-CN">{cooperation.name}</b>{' '}
      {own ? <span className="note">{say('open.side', { side: own.names.join(say('list.names')) })}</span> : null}
      <button type="button" className="btn bare small" onClick={props.onChange}>
        {say('open.change')}
      </button>
    </p>
  )
}

function Opening(props: LineProps & { readonly opens: boolean }) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { article, all, cooperation, opens, onChoose } = props
  const opening = useOpenCooperation()
  const send = (input: CooperationInput) =>
    opening.mutate(input, {
      onSuccess: (view) => {
        announce(say('open.opened', { name: view.name }))
        onChoose(view.id)
      },
      // Somebody was faster: it is open, and that is what was wanted, where one has a part in it.
      onError: (error) => {
        const refusal = error instanceof RequestFailed ? error.problem?.refusal : undefined
        if (refusal?.code !== 'cooperation-already-open' || refusal.cooperation === null) return
        onChoose(refusal.cooperation as CooperationId)
      },
    })
  const regions = article.regions.map(({ name, code }) => ({ name, code }))
  const known = regions.length >= 2
  return (
    <>
      {known && opens ? (
        <Sides regions={regions} kept={cooperation !== null} busy={opening.isPending} onSend={send} />
      ) : null}
      {all.length > 0 ? <Existing all={all} chosen={cooperation?.id ?? null} onChoose={onChoose} /> : null}
      {known || !opens ? null : <Typed article={article} busy={opening.isPending} onSend={send} />}
      {opening.error ? <Failure error={opening.error} close={() => opening.reset()} /> : null}
    </>
  )
}

interface FormProps {
  readonly busy: boolean
  readonly onSend: (input: CooperationInput) => void
}

/** The regions the article names: one click says which is ours; of more than two, which stand with us can be chosen. */
function Sides(props: FormProps & { readonly regions: readonly RegionName[]; readonly kept: boolean }) {
  const { say } = useWords()
  const { regions, kept, busy, onSend } = props
  const [own, setOwn] = useState<string | null>(null)
  const [left, leave] = useState<readonly string[]>([])
  const [asked, ask] = useState(false)
  const members = regions.filter(({ name }) => name === own || !left.includes(name))
  const comma = say('list.names')
  const toggle = (name: string) => leave(left.includes(name) ? left.filter((each) => each !== name) : [...left, name])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        ask(true)
        const index = members.findIndex(({ name }) => name === own)
        if (index >= 0) onSend({ sides: members.map((region) => [region]), own: index })
      }}
    >
      {kept ? null : <p>{say('open.involves', { regions: regions.map(({ name }) => name).join(comma) })}</p>}
      <RadioGroup className="radios" orientation="horizontal" value={own} onChange={setOwn}>
        <Label>{say('open.own')}</Label>
        {regions.map(({ name }) => (
          <Radio key={name} value={name}>
            <span lang="zh-CN">{name}</span>
          </Radio>
        ))}
      </RadioGroup>
      {regions.length > 2 && own !== null ? (
        <fieldset className="with">
          <legend>{say('open.with')}</legend>
          {regions
            .filter(({ name }) => name !== own)
            .map(({ name }) => (
              <label key={name}>
                <input type="checkbox" checked={!left.includes(name)} onChange={() => toggle(name)} />
                <span lang="zh-CN">{name}</span>
              </label>
            ))}
        </fieldset>
      ) : null}
      <button type="submit" className="btn main" disabled={busy}>
        {say('open.do')}
      </button>
      {asked && own === null ? (
        <p className="why" role="alert">
          {say('open.ownNeeded')}
        </p>
      ) : null}
    </form>
  )
}

/** A cooperation that is open already. */
function Existing(props: {
  readonly all: readonly CooperationView[]
  readonly chosen: CooperationId | null
  readonly onChoose: (id: CooperationId) => void
}) {
  const { say } = useWords()
  const { all, chosen, onChoose } = props
  return (
    <p className="existing">
      <span className="note">{say('open.existing')}</span>
      {all.map((each) => {
        const own = signsOf(each).find((sign) => each.sides[sign.index]?.id === each.own)
        return (
          <button
            key={each.id}
            type="button"
            className="btn"
            aria-pressed={each.id === chosen}
            onClick={() => onChoose(each.id)}
          >
            {own ? <SideMark sign={own} named={false} /> : null}
            <span lang="zh-CN">{each.name}</span>
          </button>
        )
      })}
    </p>
  )
}

/** Two regions written by hand, where the article names fewer than two. */
function Typed(props: FormProps & { readonly article: ArticleOutline }) {
  const { say } = useWords()
  const { article, busy, onSend } = props
  const [first, setFirst] = useState(article.regions[0]?.name ?? '')
  const [second, setSecond] = useState('')
  const [asked, ask] = useState(false)
  const named = (name: string) => article.regions.find((region) => region.name === name) ?? { name, code: null }
  const [mine, theirs] = [first.trim(), second.trim()]
  const ready = mine !== '' && theirs !== '' && mine !== theirs
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        ask(true)
        const region = (name: string) => [{ name, code: named(name).code }]
        if (ready) onSend({ sides: [region(mine), region(theirs)], own: 0 })
      }}
    >
      <p>{say(article.cooperation ? 'open.none' : 'open.context')}</p>
      <label className="field">
        <span className="label">{say('open.first')}</span>
        <input lang="zh-CN" value={first} onChange={(event) => setFirst(event.target.value)} />
      </label>
      <label className="field">
        <span className="label">{say('open.second')}</span>
        <input lang="zh-CN" value={second} onChange={(event) => setSecond(event.target.value)} />
      </label>
      <button type="submit" className="btn" disabled={busy}>
        {say('open.do')}
      </button>
      {asked && !ready ? (
        <p className="why" role="alert">
          {say('open.twoNeeded')}
        </p>
      ) : null}
    </form>
  )
}

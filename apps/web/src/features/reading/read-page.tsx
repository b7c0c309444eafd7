/** Read: the page on the left, what was read in it on the right, each lighting up the other. */
import type { CooperationView, FindingView, SourcePage } from '@handclasp/api/client'
import type { CooperationId, FindingId, SourceHash } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { sourceQuery } from '../../requests/queries.ts'
import { useBegins, useMay } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { FootEnd } from '../../ui/foot.tsx'
import { Key, type KeyBinding, useKeys } from '../../ui/keys.tsx'
import { signsOf, signsOfRegions } from '../../ui/marks.tsx'
import { useCooperationHere, useTitle } from '../../ui/place.tsx'
import { tabId } from '../../ui/tabs.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { useWords } from '../../words/words.tsx'
import { ArticleTabs, FINDINGS_PANEL } from './article-tabs.tsx'
import { Bar, useNextPage } from './bar.tsx'
import { CooperationLine } from './cooperation-line.tsx'
import { useDecisions } from './decisions.ts'
import { ErasedPage, ErasingPage } from './erasing-page.tsx'
import { FindingList } from './finding-list.tsx'
import type { Review } from './finding-row.tsx'
import { isCorrected, stateOf } from './findings.ts'
import { useFocus, useLayout, useShown } from './layout.ts'
import { Legend } from './legend.tsx'
import { OFFERED } from './known-people.tsx'
import { NamesakeLine, useNamesakes } from './namesakes.tsx'
import { PageText } from './page-text.tsx'
import { useSameAs } from './people.ts'
import { eventsOf, useRecords } from './records.ts'
import { ReadAgain } from './read-again.tsx'
import { type Choice, useChoice, useKept } from './review.ts'
import { Thread } from './thread.tsx'
import { ThumbBar } from './thumb-bar.tsx'
import './reading.css'

/** The screen at `/read/$hash`. */
export function ReadPage() {
  const { say } = useWords()
  const { hash } = useParams({ from: '/read/$hash' })
  const { data, error, refetch } = useQuery(sourceQuery(hash as SourceHash))
  const [erasing, ask] = useState(false)
  useTitle(say('app.title', { screen: data?.name || say('nav.read') }))
  if (data?.erasure) return <ErasedPage page={data} erasure={data.erasure} />
  if (data && erasing) return <ErasingPage page={data} onLeave={() => ask(false)} />
  if (data) return <Reading key={data.hash} page={data} onErase={() => ask(true)} />
  return (
    <main className="blank">
      {error ? (
        <>
          <Failure error={error} reading again={() => void refetch()} />
          <Link className="btn" to="/read">
            {say('page.list')}
          </Link>
        </>
      ) : (
        <Waiting what={say('wait.page')} />
      )}
    </main>
  )
}

interface ReadingProps {
  readonly page: SourcePage
  readonly onErase: () => void
}

function Reading({ page, onErase }: ReadingProps) {
  const { say } = useWords()
  const kept = useKept(page)
  const choice = useChoice(page, kept)
  const cooperation = kept.all.find((each) => each.id === kept.keptIn(choice.article)) ?? null
  const [asked, ask] = useState(false)
  const line = useRef<HTMLDivElement>(null)
  const pane = useRef<HTMLElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const layout = useLayout(page, choice.at)
  const focus = useFocus(choice)
  const [shown, show] = useShown()
  const review = useReview(page, choice, cooperation, layout.lines, () => {
    ask(true)
    line.current?.querySelector<HTMLElement>('input, button')?.focus()
  })
  useCooperationHere(cooperation)
  useFollow(sheet, choice, review.expanded)
  useReadingKeys(page, choice, review)
  const chooseById = useLatest((id) => {
    const finding = page.items.find((item) => item.id === id)
    if (finding) review.choose(finding)
  })
  // The line that asked is gone once it was answered: the keyboard goes back to the finding.
  const keepIn = (id: CooperationId) => {
    kept.keep(choice.article, id)
    requestAnimationFrame(() => sheet.current?.querySelector<HTMLElement>('.it.cur > .row')?.focus())
  }
  const article = page.reading.articles[choice.article]
  if (!article) return <NoArticle page={page} onErase={onErase} />
  return (
    <main className="read">
      <Bar page={page} onErase={onErase} />
      <div className="two" style={{ '--measure': layout.measure } as object}>
        <Legend shown={shown} onChange={show} signs={review.signs} />
        <div className="tabline">
          <ArticleTabs page={page} kept={kept} article={choice.article} onChoose={choice.chooseArticle} />
          <Rest review={review} />
        </div>
        <CooperationLine
          key={choice.article}
          article={article}
          cooperation={cooperation}
          all={kept.all}
          asked={asked}
          line={line}
          onChoose={keepIn}
        />
        <PageText layout={layout} focus={focus} shown={shown} pane={pane} onChoose={chooseById} />
        <div
          className="sheet"
          role="tabpanel"
          id={FINDINGS_PANEL}
          aria-labelledby={tabId(FINDINGS_PANEL, String(choice.article))}
          ref={sheet}
        >
          <FailureElsewhere page={page} review={review} />
          {review.keeps ? null : <p className="note">{say('finding.notYours')}</p>}
          <ReadAgain page={page} />
          <NamesakeLine review={review} />
          <FindingList key={choice.article} sections={choice.sections} review={review} />
        </div>
        <Thread pane={pane} sheet={sheet} finding={choice.current?.id ?? null} />
      </div>
      <ThumbBar choice={choice} review={review} />
      <Counts choice={choice} review={review} />
    </main>
  )
}

/** What went wrong about a finding that is not there any more, as somebody else split it: no row can tell it. */
function FailureElsewhere({ page, review }: { readonly page: SourcePage; readonly review: Review }) {
  const { failure } = review
  if (!failure || page.items.some(({ id }) => id === failure.finding)) return null
  return <Failure error={failure.error} close={review.dismiss} />
}

/** Accepts what is left of the article, together. */
function Rest({ review }: { readonly review: Review }) {
  const { say } = useWords()
  if (review.rest === 0 || !review.keeps) return null
  return (
    <button type="button" className="btn rest" onClick={review.acceptRest} aria-keyshortcuts="Shift+A">
      {say('finding.acceptRest', { n: review.rest })} <Key>Shift A</Key>
    </button>
  )
}

/** All that the rows need to show a finding and decide on it. */
function useReview(
  page: SourcePage,
  choice: Choice,
  cooperation: CooperationView | null,
  lines: Review['lines'],
  onAsk: () => void,
): Review {
  const { say } = useWords()
  const [expanded, expand] = useState(false)
  // Before there is a cooperation whoever may open one decides, and is asked to open it first.
  const keeps = [useMay()('keep'), useBegins() && cooperation === null].includes(true)
  const records = useRecords(cooperation)
  const same = useSameAs(cooperation, records)
  const decisions = useDecisions({ page, choice, cooperation, personOf: same.personOf, records, onAsk })
  const { unclear, acceptRest, choosePerson } = useNamesakes(choice.order, cooperation, same, decisions)
  const article = page.reading.articles[choice.article]
  const signs = useMemo(
    () => (cooperation ? signsOf(cooperation) : signsOfRegions(article?.regions ?? [])),
    [cooperation, article],
  )
  const events = useMemo(() => page.items.filter((item) => item.kind === 'event'), [page.items])
  const known = useMemo(() => eventsOf(say, events, choice.article, records), [say, events, choice.article, records])
  const choose = (finding: FindingView) => {
    expand(false)
    // A form is left, and what went wrong with it.
    if (decisions.asking !== null) decisions.dismiss()
    decisions.goTo(finding)
  }
  const { current } = choice
  const pick = useLatest((id: FindingId) => {
    if (id === current?.id) return expand(!expanded)
    const finding = page.items.find((item) => item.id === id)
    if (finding) choose(finding)
  })
  return {
    pick,
    keeps,
    ...same,
    ...decisions,
    unclear,
    acceptRest,
    choosePerson,
    current,
    cooperation,
    signs,
    text: page.text,
    lines,
    events,
    known,
    records,
    expanded,
    choose,
    expand,
  }
}

/** Keeps the chosen row in view, and the keyboard on it unless the reader is on the page or in a field. */
function useFollow(sheet: { readonly current: HTMLElement | null }, choice: Choice, expanded: boolean): void {
  const { chosen } = choice
  const id = choice.current?.id
  useEffect(() => {
    if (!chosen || !id) return
    const row = sheet.current?.querySelector(`[data-finding="${id}"]`)
    row?.scrollIntoView({ block: 'nearest' })
    const active = document.activeElement
    const away = active === document.body || sheet.current?.contains(active)
    if (away && !(active instanceof HTMLInputElement || active instanceof HTMLSelectElement)) {
      row?.querySelector<HTMLElement>('.row')?.focus({ preventScroll: true })
    }
  }, [sheet, id, chosen, expanded])
}

/** A function that stays the same and does what the latest one given would do. */
function useLatest(act: (finding: FindingId) => void): (finding: FindingId) => void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  return useCallback((finding) => latest.current(finding), [])
}

function useReadingKeys(page: SourcePage, choice: Choice, review: Review): void {
  const { say } = useWords()
  const next = useNextPage(page)
  const { order, current, article } = choice
  const step = (by: number) => {
    const index = order.findIndex((each) => each.id === current?.id)
    const to = order[index + by]
    if (to) review.choose(to)
  }
  const walk = [
    { key: 'j', label: say('keys.next'), act: () => step(1), caps: ['J', 'K'], short: say('keys.nextPrevious') },
    { key: 'k', label: say('keys.previous'), act: () => step(-1) },
  ]
  const decide = [
    { key: 'a', label: say('finding.accept'), act: review.accept, caps: ['A'] },
    { key: 'Shift+a', label: say('keys.acceptRest'), act: review.acceptRest },
    { key: 'e', label: say('finding.correct'), act: () => review.askFor('correction'), caps: ['E'] },
    { key: 'x', label: say('finding.reject'), act: () => review.askFor('reason'), caps: ['X'] },
    { key: 's', label: say('finding.split'), act: () => review.askFor('split'), caps: ['S'] },
    { key: 'z', label: say('finding.undo'), act: review.undoLast, caps: ['Z'] },
  ]
  const once = (review.keeps ? decide : []).map((each) => ({ ...each, once: true }))
  const look = [
    { key: 'Enter', label: say('keys.details'), act: () => review.expand(!review.expanded), caps: ['Enter'] },
    { key: 'Tab', label: say('keys.tab'), caps: ['Tab'] },
    {
      key: '[',
      label: say('keys.articlePrevious'),
      act: () => choice.chooseArticle(article - 1),
      caps: ['[', ']'],
      short: say('keys.article'),
    },
    { key: ']', label: say('keys.articleNext'), act: () => choice.chooseArticle(article + 1) },
    ...(next ? [{ key: 'n', label: say('keys.nextPage'), act: next, caps: ['N'] }] : []),
  ]
  const who = useWhoKeys(review)
  useKeys(say('nav.read'), [...walk, ...once, ...look, ...(review.keeps ? who : [])])
}

/** 1 … 5 say that the person is one known already, 0 that it is somebody new. */
function useWhoKeys(review: Review): readonly KeyBinding[] {
  const { say } = useWords()
  const { current } = review
  const open = current !== null && stateOf(current, review.cooperation?.id ?? null) === 'open'
  const asked = current !== null && (open || review.unclear.has(current.id))
  const namesakes = asked ? review.namesakes(current).slice(0, OFFERED) : []
  if (!current || namesakes.length === 0) return []
  const offered = namesakes.map((person, index) => ({
    key: String(index + 1),
    label: say('known.key', { name: person.name }),
    act: () => review.choosePerson(current, person.id),
  }))
  return [...offered, { key: '0', label: say('known.new'), act: () => review.choosePerson(current, null) }]
}

function NoArticle({ page, onErase }: ReadingProps) {
  const { say } = useWords()
  return (
    <main className="read">
      <Bar page={page} onErase={onErase} />
      <div className="blank">
        <p className="sentence">{say('page.noArticle')}</p>
        <pre className="as-given" lang="zh-CN">
          {page.text}
        </pre>
      </div>
    </main>
  )
}

function Counts({ choice, review }: { readonly choice: Choice; readonly review: Review }) {
  const { say } = useWords()
  const states = choice.order.map((finding) => stateOf(finding, review.cooperation?.id ?? null))
  const count = (state: string) => states.filter((each) => each === state).length
  const corrected = choice.order.filter((finding) => isCorrected(finding, review.cooperation?.id ?? null)).length
  return (
    <FootEnd>
      <span>{say('page.counts.accepted', { n: count('accepted') })}</span>
      {corrected > 0 ? <span>{say('page.counts.corrected', { n: corrected })}</span> : null}
      <span>{say('page.counts.rejected', { n: count('rejected') })}</span>
      <span>{say('page.counts.open', { n: count('open') })}</span>
    </FootEnd>
  )
}

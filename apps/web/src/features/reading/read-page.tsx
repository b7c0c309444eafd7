/** Read: the page on the left, what was read in it on the right, each lighting up the other. */
import type { FindingView, SourcePage } from '@handclasp/api/client'
import type { Article, SourceHash } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { sourceQuery, sourcesQuery } from '../../requests/queries.ts'
import { Failure } from '../../ui/failure.tsx'
import { FootEnd } from '../../ui/foot.tsx'
import { useKeys } from '../../ui/keys.tsx'
import { linesOf } from '../../ui/lines.ts'
import { signsOf, signsOfRegions } from '../../ui/marks.tsx'
import { useCooperationHere, useTitle } from '../../ui/place.tsx'
import { keep, kept } from '../../ui/preference.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { day, moment } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { CooperationLine } from './cooperation-line.tsx'
import { FindingList } from './finding-list.tsx'
import type { Review } from './finding-row.tsx'
import { actsOf, groundsOf, stateOf } from './findings.ts'
import { IntakeButton } from './intake.tsx'
import { Legend, SHOWN } from './legend.tsx'
import { notesOf } from './margin-notes.tsx'
import { type Focus, type Layout, PageText } from './page-text.tsx'
import { type Choice, useChoice, useDecisions, useKeptIn } from './review.ts'
import { beginning, measure, rolesOf } from './roles.ts'
import { MARK_KINDS, type MarkKind, marksOf, segmentsOf } from './segments.ts'
import { Thread } from './thread.tsx'
import './reading.css'

/** The screen at `/read/$hash`. */
export function ReadPage() {
  const { say } = useWords()
  const { hash } = useParams({ from: '/read/$hash' })
  const { data, error, refetch } = useQuery(sourceQuery(hash as SourceHash))
  useTitle(say('app.title', { screen: data?.name ?? say('nav.read') }))
  if (data) return <Reading key={data.hash} page={data} />
  return (
    <main className="blank">
      {error ? <Failure error={error} reading again={() => void refetch()} /> : <Waiting what={say('wait.page')} />}
    </main>
  )
}

function Reading({ page }: { readonly page: SourcePage }) {
  const choice = useChoice(page)
  const { all, cooperation, choose } = useKeptIn(page, choice.article)
  const [asked, ask] = useState(false)
  const [expanded, expand] = useState(false)
  const line = useRef<HTMLDivElement>(null)
  const pane = useRef<HTMLElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const onAsk = () => {
    ask(true)
    line.current?.querySelector<HTMLElement>('input, button')?.focus()
  }
  const decisions = useDecisions(page, choice, cooperation, onAsk)
  const layout = useLayout(page)
  const focus = useFocus(choice)
  const [shown, show] = useShown()
  const article = page.reading.articles[choice.article]
  const signs = useMemo(
    () => (cooperation ? signsOf(cooperation) : signsOfRegions(article?.regions ?? [])),
    [cooperation, article],
  )
  const events = useMemo(() => page.items.filter((item) => item.kind === 'event'), [page.items])
  useCooperationHere(cooperation)
  useFollow(sheet, choice, expanded)
  const review: Review = {
    ...decisions,
    current: choice.current,
    cooperation,
    signs,
    lines: layout.lines,
    events,
    expanded,
    choose: (finding) => {
      expand(false)
      decisions.askReason(false)
      choice.choose(finding)
    },
    expand,
  }
  useReadingKeys(choice, review)
  const chooseById = useChooseById(page, review)
  if (!article) return <NoArticle page={page} />
  return (
    <main className="read">
      <Bar page={page} />
      <Tabs
        className="two"
        style={{ '--measure': layout.measure } as object}
        selectedKey={String(choice.article)}
        onSelectionChange={(key) => choice.chooseArticle(Number(key))}
      >
        <Legend shown={shown} onChange={show} signs={signs} />
        <ArticleTabs page={page} cooperation={review.cooperation} />
        <CooperationLine
          key={choice.article}
          article={article}
          cooperation={cooperation}
          all={all}
          asked={asked}
          line={line}
          onChoose={choose}
        />
        <PageText layout={layout} focus={focus} shown={shown} pane={pane} onChoose={chooseById} />
        <TabPanel key={choice.article} id={String(choice.article)} className="sheet" ref={sheet}>
          <FindingList sections={choice.sections} review={review} />
        </TabPanel>
        <Thread pane={pane} sheet={sheet} finding={choice.current?.id ?? null} />
      </Tabs>
      <Counts choice={choice} review={review} />
    </main>
  )
}

/** The page laid out; made anew only when the text was read anew. */
function useLayout(page: SourcePage): Layout {
  const { say } = useWords()
  const { text, reading } = page
  // Decisions make the findings anew but move no evidence: those of the reading's first showing lay the page out.
  const [held, hold] = useState({ reading, items: page.items })
  const { items } = held
  if (held.reading !== reading) hold({ reading, items: page.items })
  const pieces = useMemo(() => {
    const lines = linesOf(text)
    const roles = rolesOf(lines, reading.articles)
    const byArticle = reading.articles.map((article) => signsOfRegions(article.regions))
    const signs = (finding: FindingView) => byArticle[finding.article] ?? []
    const marks = marksOf(items, signs)
    return {
      text,
      lines,
      roles,
      signs,
      marks,
      segments: segmentsOf(lines, marks),
      measure: measure(text, lines, roles),
    }
  }, [text, reading, items])
  return useMemo(() => ({ ...pieces, notes: notesOf(say, items, pieces.lines, pieces.signs) }), [pieces, say, items])
}

/** What is lit on the page: the words an address points to, else the chosen finding's. */
function useFocus(choice: Choice): Focus {
  const { at, current } = choice
  return useMemo(() => {
    if (!current && at.length === 0) return { finding: null, words: [], acts: [] }
    const words = at.length > 0 ? at : current ? groundsOf(current) : []
    return {
      finding: current?.id ?? null,
      words,
      acts: current ? actsOf(current) : [],
    }
  }, [at, current])
}

/** The kinds shown on the page, kept in this browser. */
function useShown(): readonly [readonly MarkKind[], (shown: readonly MarkKind[]) => void] {
  const [shown, set] = useState<readonly MarkKind[]>(() => {
    const before = kept('marks')
    return before === null ? SHOWN : MARK_KINDS.filter((kind) => before.split(' ').includes(kind))
  })
  return [
    shown,
    (next) => {
      set(next)
      keep('marks', next.join(' '))
    },
  ]
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
    if (away && !(active instanceof HTMLInputElement)) {
      row?.querySelector<HTMLElement>('.row')?.focus({ preventScroll: true })
    }
  }, [sheet, id, chosen, expanded])
}

function useChooseById(page: SourcePage, review: Review): (id: string) => void {
  const latest = useRef({ page, review })
  useEffect(() => {
    latest.current = { page, review }
  })
  return useCallback((id) => {
    const finding = latest.current.page.items.find((item) => item.id === id)
    if (finding) latest.current.review.choose(finding)
  }, [])
}

function useReadingKeys(choice: Choice, review: Review): void {
  const { say } = useWords()
  const { order, current, article } = choice
  const step = (by: number) => {
    const index = order.findIndex((each) => each.id === current?.id)
    const next = order[index + by]
    if (next) review.choose(next)
  }
  useKeys(say('nav.read'), [
    {
      key: 'j',
      label: say('keys.next'),
      act: () => step(1),
      caps: ['J', 'K'],
      short: say('keys.nextPrevious'),
    },
    { key: 'k', label: say('keys.previous'), act: () => step(-1) },
    { key: 'a', label: say('finding.accept'), act: review.accept, caps: ['A'] },
    { key: 'x', label: say('finding.reject'), act: () => review.askReason(true), caps: ['X'] },
    { key: 'Enter', label: say('keys.details'), act: () => review.expand(!review.expanded), caps: ['↵'] },
    { key: 'Tab', label: say('keys.tab'), caps: ['\u21e5'] },
    {
      key: '[',
      label: say('keys.articlePrevious'),
      act: () => choice.chooseArticle(article - 1),
      caps: ['[', ']'],
      short: say('keys.article'),
    },
    { key: ']', label: say('keys.articleNext'), act: () => choice.chooseArticle(article + 1) },
  ])
}

function NoArticle({ page }: { readonly page: SourcePage }) {
  const { say } = useWords()
  return (
    <main className="read">
      <Bar page={page} />
      <div className="blank">
        <p className="sentence">{say('page.noArticle')}</p>
        <pre className="as-given" lang="zh-CN">
          {page.text}
        </pre>
      </div>
    </main>
  )
}

function Bar({ page }: { readonly page: SourcePage }) {
  const { say, language } = useWords()
  const sources = useQuery(sourcesQuery).data ?? []
  const waiting = sources.filter((source) => source.findings.open > 0).length
  const facts = say('page.facts', {
    length: page.length,
    articles: page.reading.articles.length,
    received: moment(page.received),
  })
  return (
    <div className="bar">
      <h1 className="file" lang="zh-CN">
        {page.name}
      </h1>
      <span className="label facts-line">
        {page.published ? `${say('page.published', { date: day(language, page.published) })} · ` : ''}
        {facts}
        <span title={page.hash}>
          {' · '}
          {say('page.digest', { digest: `${page.hash.slice(0, 4)}…${page.hash.slice(-4)}` })}
        </span>
      </span>
      <span className="end">
        <span className="label">{say('page.waiting', { n: waiting })}</span>
        <Link className="btn bare" to="/read">
          {say('page.list')}
        </Link>
        <IntakeButton />
      </span>
    </div>
  )
}

function ArticleTabs(props: { readonly page: SourcePage; readonly cooperation: Review['cooperation'] }) {
  const { say } = useWords()
  const { page } = props
  return (
    <TabList className="tabs" aria-label={say('page.articles')}>
      {page.reading.articles.map((article, index) => {
        const mine = page.items.filter((item) => item.article === index)
        const done = mine.filter((item) => item.decisions.length > 0).length
        return (
          <Tab key={beginning(article)} id={String(index)} className="tab">
            <span className="ordinal">{ordinal(say, index + 1)}</span>
            <span className="headline" lang="zh-CN">
              {nameOf(page, article)}
            </span>
            {mine.length > 0 ? <small>{say('page.checked', { done, all: mine.length })}</small> : null}
          </Tab>
        )
      })}
    </TabList>
  )
}

/** An article's headline, or where it has none its first words. */
function nameOf(page: SourcePage, article: Article): string {
  const headline = article.headline.map(({ start, end }) => page.text.slice(start, end).trim()).join('')
  return headline || (article.paragraphs[0]?.text.trim().slice(0, 16) ?? '')
}

const ORDINALS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const

function ordinal(say: ReturnType<typeof useWords>['say'], number: number): string {
  const known = ORDINALS.find((each) => each === number)
  return known ? say(`ordinal.${known}`) : String(number)
}

function Counts({ choice, review }: { readonly choice: Choice; readonly review: Review }) {
  const { say } = useWords()
  const states = choice.order.map((finding) => stateOf(finding, review.cooperation?.id ?? null))
  const count = (state: string) => states.filter((each) => each === state).length
  return (
    <FootEnd>
      <span>{say('page.counts.accepted', { n: count('accepted') })}</span>
      <span>{say('page.counts.rejected', { n: count('rejected') })}</span>
      <span>{say('page.counts.open', { n: count('open') })}</span>
    </FootEnd>
  )
}

/** How a page is laid out, what is lit on it, and which kinds of marks are shown. */
import type { FindingView, SourcePage } from '@handclasp/api/client'
import { useMemo, useState } from 'react'
import { linesOf } from '../../ui/lines.ts'
import { signsOfRegions } from '../../ui/marks.tsx'
import { keep, kept } from '../../ui/preference.ts'
import { actsOf, groundsOf } from './findings.ts'
import { SHOWN } from './legend.tsx'
import { notesOf } from './margin-notes.tsx'
import type { Focus, Layout } from './page-text.tsx'
import type { Choice } from './review.ts'
import { measure, rolesOf } from './roles.ts'
import { MARK_KINDS, type MarkKind, marksOf, segmentsOf } from './segments.ts'

/** The page laid out; made anew only when the text was read anew, or a finding split or joined. */
export function useLayout(page: SourcePage, at: Choice['at']): Layout {
  const { text, reading } = page
  // Decisions make the findings anew but move no evidence: those first shown lay the page out while they are the same.
  const [held, hold] = useState({ reading, items: page.items })
  const { items } = held
  if (held.reading !== reading || !sameFindings(items, page.items)) hold({ reading, items: page.items })
  const pieces = useMemo(() => {
    const lines = linesOf(text)
    const roles = rolesOf(lines, reading.articles)
    const byArticle = reading.articles.map((article) => signsOfRegions(article.regions))
    const signs = (finding: FindingView) => byArticle[finding.article] ?? []
    const places = at.map(({ start, end }) => ({ start, end, kind: 'at' as const, side: null, finding: null }))
    const marks = [...marksOf(items, signs), ...places]
    return {
      text,
      lines,
      roles,
      signs,
      marks,
      segments: segmentsOf(lines, marks),
      measure: measure(text, lines, roles),
    }
  }, [text, reading, items, at])
  return useMemo(() => ({ ...pieces, notes: notesOf(items, pieces.lines, pieces.signs) }), [pieces, items])
}

function sameFindings(before: readonly FindingView[], now: readonly FindingView[]): boolean {
  return before.length === now.length && before.every(({ id }, index) => id === now[index]?.id)
}

/** What is lit on the page: the words an address points to, else the chosen finding's. */
export function useFocus(choice: Choice): Focus {
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
export function useShown(): readonly [readonly MarkKind[], (shown: readonly MarkKind[]) => void] {
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

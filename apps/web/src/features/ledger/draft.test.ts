import type { CooperationView } from '@handclasp/api/client'
import type { AgreementId, CooperationId, SideId, Terms } from '@handclasp/domain'
import { expect, it } from 'vitest'
import { type Draft, draftOf, emptyDraft, NO_BASIS, termsFrom } from './draft.ts'

const [EAST, WEST] = ['sid_EAST' as SideId, 'sid_WEST' as SideId]
const COOPERATION: CooperationView = {
  id: 'coo_1' as CooperationId,
  name: '霁翎合作',
  sides: [
    { id: EAST, mark: '霁', regions: [{ name: '霁原省', code: null }] },
    { id: WEST, mark: '翎', regions: [{ name: '翎川省', code: null }] },
  ],
  own: EAST,
  hosted: [EAST],
  additions: [],
  commitments: 0,
  packages: 0,
  agreements: 0,
  intentions: 0,
}
const PORTS: Terms = {
  text: '共建海河联运码头 3 座',
  fields: ['infrastructure'],
  basis: {
    agreement: 'agr_1' as AgreementId,
    name: '海河联运合作协议',
    clause: '第三条',
    intention: null,
    quote: null,
  },
  leads: [
    { side: EAST, organisation: { name: '霁原省交通运输厅', code: '91350100M000100Y43' } },
    { side: WEST, organisation: { name: '翎川省口岸物流办', code: null } },
    { side: WEST, organisation: { name: '翎川省商务厅', code: null } },
  ],
  supporters: [],
  measure: { name: '码头', unit: '座', baseline: 0, target: 3 },
  start: '2026-06-01',
  deadline: '2027-06-30',
  programmes: [{ side: EAST, name: '北仓南运计划' }],
  milestones: [{ name: '开工', due: '2026-12-01', weight: 2 }],
}
const KNOWN = {
  cooperation: COOPERATION,
  agreements: [{ id: 'agr_1' as AgreementId, name: '海河联运合作协议' }],
  basis: NO_BASIS,
}
const written = (part: Partial<Draft>) => termsFrom({ ...emptyDraft(COOPERATION), text: '互办展会', ...part }, KNOWN)

it('gives terms back as they were, the codes of organisations and the agreement by its name', () => {
  expect(termsFrom(draftOf(PORTS, [EAST, WEST], COOPERATION), KNOWN)).toEqual({ ok: true, terms: PORTS })
})

it('takes names apart at any comma, each once, and figures with separators or full-width digits', () => {
  const leads = ['霁原省商务厅，霁原省农业农村厅、霁原省商务厅', '']
  const result = written({ leads, measure: '规模', unit: '吨', target: '３０0,000', baseline: ' ' })
  expect(result).toMatchObject({ ok: true, terms: { measure: { baseline: null, target: 300_000 } } })
  expect(result.ok && result.terms.leads.map(({ organisation }) => organisation.name)).toEqual([
    '霁原省商务厅',
    '霁原省农业农村厅',
  ])
})

it('leaves empty what nobody wrote, and counts a milestone without a weight once', () => {
  const result = written({ milestones: [{ name: '开工', due: '', weight: '' }] })
  const empty = {
    basis: NO_BASIS,
    measure: null,
    start: null,
    deadline: null,
    leads: [],
    supporters: [],
    programmes: [],
  }
  expect(result).toMatchObject({ ok: true, terms: { ...empty, milestones: [{ due: null, weight: 1 }] } })
})

it.each<[string, Partial<Draft>, string]>([
  ['words', { text: ' ' }, 'text'],
  ['a measure with its unit', { measure: '规模' }, 'measure'],
  ['a measure for a target', { target: '3' }, 'measure'],
  ['figures', { measure: '规模', unit: '吨', target: '三十万' }, 'figures'],
  ['a deadline after the start', { start: '2027-01-01', deadline: '2026-12-31' }, 'days'],
  ['the name of a milestone', { milestones: [{ name: '', due: '2026-12-01', weight: '' }] }, 'milestones'],
  ['a weight above nought', { milestones: [{ name: '开工', due: '', weight: '0' }] }, 'milestones'],
])('asks for %s', (_, part, wrong) => {
  expect(written(part)).toEqual({ ok: false, wrong })
})

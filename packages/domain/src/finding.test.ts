import { describe, expect, it } from 'vitest'
import { findingsOf } from './finding.ts'
import type { SourceHash } from './identifier.ts'
import type { Article, Fact, ReportedAgreement } from './reading.ts'

const TEXT = '两省签署“1+2”合作协议，包括战略合作框架协议和2个部门合作协议。'
const digest = (text: string) => Uint8Array.from({ length: 32 }, (_, index) => text.charCodeAt(index % text.length))

function fact(words: string): Fact {
  const start = TEXT.indexOf(words)
  return { stated: true, rules: ['R1'], evidence: [{ start, end: start + words.length }] }
}

function agreement(name: string, kind: ReportedAgreement['kind'], count: number): ReportedAgreement {
  return { ...fact(name), name, kind, count, parties: [], signatories: [], date: null, signed: true }
}

function findings(article: Partial<Article>) {
  const lists = { headline: [], subheads: [], paragraphs: [], fields: [], regions: [], people: [], events: [] }
  const none = { byline: null, cooperation: true, agreements: [], package: null, pledges: [] }
  const reading = { version: '1', length: TEXT.length, published: null, articles: [{ ...lists, ...none, ...article }] }
  return findingsOf('a' as SourceHash, TEXT, reading, digest)
}

const AGREEMENTS = [
  agreement('合作协议', 'package', 3),
  agreement('战略合作框架协议', 'framework', 1),
  agreement('部门合作协议', 'departmental', 2),
]

describe('findings of a reading', () => {
  it('lists a package once: the agreement that stands for all of it is not one more', () => {
    const found = findings({ package: { ...fact('1+2'), parts: [1, 2] }, agreements: AGREEMENTS })
    const bundle = found[0]
    expect(found.map(({ words, kind }) => [words, kind])).toEqual([
      ['1+2', 'package'],
      ['战略合作框架协议', 'agreement'],
      ['部门合作协议', 'agreement'],
    ])
    expect(found.slice(1).map((one) => one.kind === 'agreement' && one.package)).toEqual([bundle?.id, bundle?.id])
  })

  it('lists that agreement where no package is counted', () => {
    expect(findings({ agreements: AGREEMENTS }).map(({ words }) => words)).toEqual(AGREEMENTS.map(({ name }) => name))
  })
})

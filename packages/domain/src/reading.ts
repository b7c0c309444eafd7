/**
 * The reading: what the reader returns for one text, and what everyone who uses it relies on.
 *
 * Offsets are UTF-16 code units of the text as given, half-open `[start, end)`. Every fact carries the spans it was
 * read from. Fields *as written* (name, post, place, agreement name, outlet) stand in their evidence, white space
 * aside; *normalised* fields (region name and code, date, number) follow from it by a named rule.
 */

/** A half-open range of UTF-16 code units, `0 <= start < end <= length`. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Where one line of a file with geometry (PDF) lies. Units: points from the top left of its page; pages from 1. */
export interface LineBox {
  readonly span: Span
  readonly page: number
  readonly box: readonly [left: number, top: number, right: number, bottom: number]
  readonly fontSize: number
}

/** What is said beside the text: the day it was published (`YYYY-MM-DD`), and each line's geometry where known. */
export interface ReadOptions {
  readonly published: string | null
  readonly lines?: readonly LineBox[]
}

/** Something read: said by the text there (`stated`) or taken over (implied), by which rules, from which words. */
export interface Fact {
  readonly stated: boolean
  /** Ids of the reader's SPEC.md, such as `R12`. */
  readonly rules: readonly string[]
  /** Where it is first stated, no wider than the words that state it; never empty. */
  readonly evidence: readonly Span[]
}

/** All that was read from one text. A pure function of text, options and reader version. */
export interface Reading {
  readonly version: string
  /** Length of the text in UTF-16 code units. */
  readonly length: number
  readonly published: string | null
  readonly articles: readonly Article[]
}

/** One article of the text, with its lines by role and its findings. Lists are in order of first evidence. */
export interface Article {
  /** 主题: its lines, in reading order. */
  readonly headline: readonly Span[]
  /** 引题 (kicker) and 副题 (deck): the other headline lines of this article. */
  readonly subheads: readonly Span[]
  readonly byline: Byline | null
  /** Reflowed: `text` is the spans joined, line breaks dropped. */
  readonly paragraphs: readonly Paragraph[]
  /** Is it about cooperation or exchange between regions? */
  readonly cooperation: boolean
  readonly fields: readonly Field[]
  /** The regions that cooperate, at the level the text treats as the parties. */
  readonly regions: readonly Region[]
  /** Those who take part in what is reported. */
  readonly people: readonly Person[]
  readonly events: readonly ReportedEvent[]
  readonly agreements: readonly ReportedAgreement[]
  /** The written "1+7" is `[1, 7]`; "1+1+3+10" is `[1, 1, 3, 10]`. */
  readonly package: ReportedPackage | null
  readonly pledges: readonly Pledge[]
}

/** A paragraph of an article, reflowed. */
export interface Paragraph {
  readonly text: string
  readonly spans: readonly Span[]
}

/** 电头 or 署名: 吉林日报记者 黄鹭. `outlet` as written. */
export interface Byline extends Fact {
  readonly outlet: string | null
  readonly reporters: readonly string[]
}

/** A region that cooperates, or that somebody stands for. */
export interface Region extends Fact {
  /** Official full name (内蒙古自治区); a foreign or unknown one as written. */
  readonly name: string
  /** Six digits of GB/T 2260, newest edition that has it; null for a foreign or unknown one. */
  readonly code: string | null
}

/** Somebody who takes part; the evidence is the name itself. */
export interface Person extends Fact {
  readonly name: string
  /** As written beside the name, split at 、 where both halves can stand alone. */
  readonly posts: readonly Post[]
  /** Name of the side they stand for, among the article's regions. */
  readonly region: string | null
  readonly acts: readonly PersonAct[]
}

/** A post 职务 as written beside a name. */
export interface Post extends Fact {
  readonly text: string
}

/** What a person did, and at which event. */
export interface PersonAct extends Fact {
  readonly act: Act
  /** Index into the article's events. */
  readonly event: number | null
}

/** What a person does at an event. */
export const ACTS = [
  'chair', // 主持
  'speak', // 讲话 发言 致辞, and those quoted in the report: 说 表示 指出
  'present', // 介绍情况 通报 推介
  'sign', // 签署 签约
  'witness', // 见证签约
  'attend', // 出席 参加 列席
  'lead', // 率团 带队
  'accompany', // 陪同
  'meet', // 会见 会谈
  'inspect', // 考察 调研
  'perform', // 表演 演出
] as const
export type Act = (typeof ACTS)[number]

/** The kinds of occasions. */
export const EVENT_KINDS = ['meeting', 'visit', 'signing', 'expo', 'campaign', 'other'] as const
/** A kind of occasion. */
export type EventKind = (typeof EVENT_KINDS)[number]

/** An occasion the article reports. */
export interface ReportedEvent extends Fact {
  readonly kind: EventKind
  readonly name: string | null
  /** First and last day, `YYYY-MM-DD`, or `YYYY-MM` where only the month is known. */
  readonly date: { readonly start: string; readonly end: string } | null
  /** City or province as written. */
  readonly place: string | null
}

/** The kinds of agreements. */
export const AGREEMENT_KINDS = ['framework', 'departmental', 'project', 'package', 'other'] as const
/** A kind of agreement. */
export type AgreementKind = (typeof AGREEMENT_KINDS)[number]

/** An agreement the article tells of. */
export interface ReportedAgreement extends Fact {
  /** As written: 两省政府深化合作框架协议. */
  readonly name: string
  readonly kind: AgreementKind
  /** 双方7个部门单位分别签署合作协议 is 7; null for an uncounted plural. */
  readonly count: number | null
  readonly parties: readonly string[]
  readonly signatories: readonly string[]
  readonly date: string | null
  /** Signed (now or earlier), or only spoken of. */
  readonly signed: boolean
}

/** A package of agreements as its writing counts it. */
export interface ReportedPackage extends Fact {
  readonly parts: readonly number[]
}

/** Where a pledge can be said. */
export const PLEDGE_BASES = ['document', 'speech', 'headline', 'report'] as const
/** Where a pledge was said. */
export type PledgeBasis = (typeof PLEDGE_BASES)[number]

/** The ways a pledge can be meant. */
export const PLEDGE_MODES = [
  'undertakes', // 我们愿/将…
  'asks', // 希望双方/建议…
  'jointly-states', // 双方一致…, 协议明确…
] as const
/** How a pledge is meant. */
export type PledgeMode = (typeof PLEDGE_MODES)[number]

/** What a side says it, or both, will do: one sentence or numbered item, reflowed. */
export interface Pledge extends Fact {
  readonly text: string
  readonly basis: PledgeBasis
  readonly speaker: string | null
  readonly mode: PledgeMode
  /** Names of the sides that are to do it. */
  readonly by: readonly string[]
  readonly fields: readonly Field[]
  readonly targets: readonly Target[]
}

/** 100亿元 is `{value: 10000000000, unit: '元'}`. */
export interface Target {
  readonly value: number
  readonly unit: string
  readonly evidence: readonly Span[]
}

/** The fields of cooperation. */
export const FIELDS = [
  'industry',
  'innovation',
  'opening',
  'agriculture',
  'culture-tourism',
  'infrastructure',
  'energy',
  'ecology',
  'finance',
  'digital',
  'health',
  'education',
  'talent',
  'assistance',
  'governance',
  'other',
] as const
/** A field of cooperation 合作领域. */
export type Field = (typeof FIELDS)[number]

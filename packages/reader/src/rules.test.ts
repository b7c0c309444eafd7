import { describe, expect, it } from 'vitest'
import type { Article, Fact } from '@handclasp/domain'

import { articlesOf } from './notation.ts'

/** The facts of a text, each by its words, with the rules it was read by. */
function told(text: string): string[] {
  const all = articlesOf(text).flatMap((article) => factsOf(article))
  return all.map(([words, { rules }]) => `${words} ${rules.join(' ')}`)
}

function factsOf({ byline, people, regions, events, agreements, pledges }: Article): [string, Fact][] {
  return [
    ...(byline ? [['byline', byline] as [string, Fact]] : []),
    ...people.flatMap((person): [string, Fact][] => [
      [person.name, person],
      ...person.posts.map((post): [string, Fact] => [post.text, post]),
      ...person.acts.map((act): [string, Fact] => [act.act, act]),
    ]),
    ...regions.map((region): [string, Fact] => [region.name, region]),
    ...events.map((event): [string, Fact] => [event.kind, event]),
    ...agreements.map((agreement): [string, Fact] => [agreement.name, agreement]),
    ...pledges.map((pledge): [string, Fact] => [pledge.mode, pledge]),
  ]
}

describe('a fact names the rules it was read by', () => {
  it.each([
    ['[R10] a name of its own', '吉林省省长王维讲话。', '王维 R10'],
    ['[R13] a dotted name', '吉林省省长法尔·阿德讲话。', '法尔·阿德 R13'],
    ['[R22] a title behind a name', '海洋学部王文秋教授讲话。', '教授 R22'],
    ['[R23] a name told by its verb', '活动举行。王文远说，很好。', '王文远 R23'],
    ['[R27] the side of a person', '四川省、吉林省签署合作协议，吉林省省长王维讲话。', '王维 R10 R27'],
    ['[R16] a post of the apposition', '吉林省省长王维讲话。', '吉林省省长 R16'],
    ['[R21] a post shared by a list', '吉林省领导王维、李文远出席会议。', '吉林省领导 R21'],
    ['[R30] a verb of its subject', '吉林省省长王维讲话。', 'speak R30'],
    ['[R33] in the company of somebody', '在吉林省省长王维陪同下，四川省省长李文远考察。', 'accompany R33'],
    ['[R34] whom somebody meets', '吉林省省长王维会见四川省省长李文远。', 'meet R34'],
    ['[R35] 介绍 with what is presented', '吉林省省长王维介绍吉林省经济情况。', 'present R35'],
    ['[R80] a region of the standard', '四川省、吉林省签署合作协议。', '吉林省 R80 R85'],
    ['[R81] a region told by its form', '霁原省、翎川省签署合作协议。霁原省委书记到翎川省。', '霁原省 R81 R85'],
    ['[R89, R90] a visit of a day', '11月25日，吉林省党政代表团到四川考察。', 'visit R89 R90'],
    ['[R92] talks', '5月18日，四川省省长王维与吉林省省长李文远举行会谈。', 'meeting R92 R90'],
    ['[R60] a noun behind a verb of signing', '四川省、吉林省签署合作框架协议。', '合作框架协议 R60'],
    ['[R64] counted projects', '四川省、吉林省开展合作，签约项目11个。', '项目 R64'],
    ['[R71] asking', '四川省、吉林省签署合作协议。希望双方深化产业合作，共同发展。', 'asks R71'],
    ['[R72] undertaking', '四川省、吉林省签署合作协议。我们愿同吉林省深化产业合作。', 'undertakes R72'],
    ['[R73] stating jointly', '四川省、吉林省签署合作协议。双方商定，共建3个产业园区。', 'jointly-states R73'],
    [
      '[R75] an item that goes on',
      '四川省、吉林省签署合作协议。我们愿同吉林省做好两件事。一是推动产业链条相连。',
      'undertakes R75',
    ],
    ['[R40, R41] the dateline', '吉林日报讯（记者王维）四川省、吉林省签署合作协议。', 'byline R40 R41'],
  ])('%s', (_rule, text, fact) => {
    expect(told(text)).toContain(fact)
  })
})

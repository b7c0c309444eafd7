import { describe, expect, it } from 'vitest'

import { articlesOf, marked, peopleIn, readingOf } from './notation.ts'

const BODY = [
  '5月18日下午，霁原省·翎川省工作交流',
  '座谈会在璟安举行。翎川省委书记贺云',
  '屏主持会议并讲话，霁原省委书记司徒',
  '',
  '砚平出席会议并讲话。两省7个部门分',
  '别签署合作协议。',
].join('\n')

describe('lines and articles', () => {
  it('[R1] joins wrapped lines over blank ones', () => {
    expect(articlesOf(BODY).map((article) => article.paragraphs.map(({ text }) => text.slice(-8)))).toEqual([
      ['别签署合作协议。'],
    ])
    expect(peopleIn(BODY)).toBe('贺云屏 翎川省委书记 chair,speak；司徒砚平 霁原省委书记 attend,speak')
  })

  it('[R1] keeps evidence in the text as given', () => {
    const { text, spans } = marked(
      '5月18日上午，琮宁市市长⟦苏⟧\n⟦禾⟧出席会议并讲话，两市合作多。\n大家说，合作还要再多一点。\n',
    )
    const [person] = articlesOf(text).flatMap((article) => article.people)
    expect(person.name).toBe('苏禾')
    expect(person.evidence).toEqual(spans)
  })

  it('[R2] reads full and half width alike', () => {
    const wide = readingOf('５月１８日，两省座谈会（第２次）在琮宁市举行。').articles[0].events
    const half = readingOf('5月18日，两省座谈会(第2次)在琮宁市举行。').articles[0].events
    expect(wide.map(({ date, place }) => [date, place])).toEqual(half.map(({ date, place }) => [date, place]))
  })

  it('[R4] tells headlines from prose', () => {
    const [article] = articlesOf(`两省牵手共谋发展\n\n${BODY}`)
    expect(article.headline).toEqual([{ start: 0, end: 8 }])
    expect(article.paragraphs).toHaveLength(1)
  })

  it('[R4] tells titles among whole paragraphs on a line each', () => {
    const talks = `5月18日，翎川省和霁原省在璟安举行座谈会，商量水网、文化和旅游的合作，并签署合作协议。${'两省还要常来常往。'.repeat(4)}`
    const rice = `本报讯（记者 项知微）5月18日，霁原新米在翎川签下订单，两省企业当面谈粮。${'新米很好，明年还来签到。'.repeat(4)}`
    const articles = articlesOf(`两省举行座谈会\n${talks}\n霁原新米签到翎川\n两省企业当面谈粮\n${rice}\n`)
    expect(articles.map((article) => [article.headline.length, article.paragraphs.length])).toEqual([
      [1, 1],
      [2, 1],
    ])
  })

  it('[R4] knows prose without punctuation by the words its lines tear', () => {
    const prose = [
      '考察团一行先后走进砚浦市渔港的冷链',
      '仓库和海洋大学的实验楼以及苇渡县的',
      '渔村，请教渔民和研究生。渔港的冷链仓',
      '库去年建成，海洋大学的研究生常来。',
    ]
    const text = `渔港来了考察团\n\n${prose.join('\n')}`
    const [article, ...others] = articlesOf(text)
    expect(others).toEqual([])
    expect(article.headline.map(({ start, end }) => text.slice(start, end))).toEqual(['渔港来了考察团'])
    expect(article.paragraphs.map((each) => each.text).join('')).toBe(prose.join(''))
  })

  it.each([
    ['with 题', '霁原社翎川5月19日电题：老街，在两地手里焕新\n作者李文华张建国\n', ['李文华', '张建国']],
    ['with a blank', '霁原社翎川5月19日电 题：老街，在两地手里焕新\n霁原社记者 李文华\n', ['李文华']],
    ['with its kind', '霁原社翎川5月19日电　特写：老街焕新\n霁原社记者李文华\n', ['李文华']],
  ])('[R5] a dateline with a title behind it opens the report below: %s', (_case, head, reporters) => {
    const more = '两省还要常来常往，把好事办好。'.repeat(6)
    const before = `翎川牵手霁原\n本报讯 5月18日，两省在翎川签署合作协议。${more}\n`
    for (const text of ['', before].map((above) => `${above}${head}设计师走进老街，丈量巷子的宽窄。${more}`)) {
      const { headline, byline, paragraphs } = articlesOf(text).at(-1) ?? {}
      expect(headline?.map(({ start, end }) => text.slice(start, end))[0]).toMatch(
        /^(?:老街，在两地手里|特写：老街)焕新$/,
      )
      expect([byline?.outlet, byline?.reporters]).toEqual(['霁原社', reporters])
      expect(paragraphs).toHaveLength(1)
      expect(articlesOf(text)).toHaveLength(text.startsWith(head) ? 1 : 2)
    }
  })

  it('[R1] parts a subhead from the whole paragraph below', () => {
    const long = (words: string) =>
      `${words}，两省还要常来常往，把好事办好。${'茶叶好，人也好，路也好，大家都高兴。'.repeat(4)}`
    const text = [long('5月18日，霁原新米到了翎川'), '共同打造新米品牌', long('翎川省商务厅厅长王志说，新米很好')].join(
      '\n',
    )
    const posts = articlesOf(text).flatMap(({ people }) =>
      people.flatMap((person) => person.posts.map((post) => post.text)),
    )
    expect(posts).toEqual(['翎川省商务厅厅长'])
  })

  it('[R6] leaves out who else made a report', () => {
    const text = `两省牵手\n\n${BODY}\n制片人丨王文华\n主编 | 李远\n摄像丨石熠 曹征\n栏目监制：吴艳`
    expect(articlesOf(text).map(({ headline }) => headline.length)).toEqual([1])
  })

  it.each([
    '监制：王志明 责编：李大明',
    '策划：霁原社翎川分社',
    '统筹：李大明/王小明',
    '记者丨阿卜·买买提',
    '相关新闻一览',
  ])('[R6] leaves out %s', (line) => {
    const articles = articlesOf(`两省牵手\n\n${BODY}\n${line}`)
    expect(articles.map(({ headline, paragraphs }) => [headline.length, paragraphs.length])).toEqual([[1, 1]])
  })

  it('[R6] keeps a headline that begins with a calling', () => {
    expect(articlesOf(`导演：我想拍两省的山水\n\n${BODY}`).map(({ headline }) => headline.length)).toEqual([1])
  })

  it('[R1] joins lines that are wrapped wide', () => {
    const prose = `5月18日，两省座谈会在琮宁市举行。${'茶叶好，人也好，路也好，村里的大家都高兴，'.repeat(12)}霁原省琮宁市副市长王志介绍了情况。`
    const lines = prose.match(/.{1,64}/g) ?? []
    expect(articlesOf(lines.join('\n')).map(({ paragraphs }) => paragraphs.length)).toEqual([1])
  })

  it('[R6] leaves furniture out', () => {
    const text = `霁原日报　2026年5月19日　星期二\n今日8版　第21907号\n\n两省牵手\n\n${BODY}\n\n责编　倪可　版式　伍葭`
    const [article, ...others] = articlesOf(text)
    expect(others).toEqual([])
    expect(article.headline.map(({ start, end }) => text.slice(start, end))).toEqual(['两省牵手'])
  })

  it('[R7] joins a body that breaks off', () => {
    const lines = BODY.split('\n')
    const text = [...lines.slice(0, 3), '', '玉米丰收忙', '颗粒归仓', '', ...lines.slice(4)].join('\n')
    expect(
      articlesOf(text)
        .flatMap((article) => article.people)
        .map(({ name }) => name),
    ).toContain('司徒砚平')
  })

  it('[R101] begins a report at a date behind a blank line', () => {
    const text = `${BODY}\n\n5月17日，汐岭省砚浦市的渔船出海，船员\n们说今年的鱼比去年多。`
    expect(articlesOf(text).map(({ paragraphs }) => paragraphs.length)).toEqual([1, 1])
  })

  it('[R101] begins a report at the name of a medium and its news, behind another one too', () => {
    const two = `${BODY}\n砚浦网消息（记者史嘉禾）：渔船出海，船员\n们说今年的鱼比去年多。`
    expect(articlesOf(two).map(({ paragraphs }) => paragraphs.length)).toEqual([1, 1])
  })

  it('[R101] begins no report at a signature in brackets', () => {
    expect(articlesOf(`${BODY}\n（本报记者 史嘉禾）`)).toHaveLength(1)
  })

  it('[R101] begins no report at what somebody says', () => {
    const text = `${BODY}\n\n贺云屏表示，两省的合作还要再多一点，\n19日起就办。`
    expect(articlesOf(text)).toHaveLength(1)
  })

  it('[R102] tells a body whose lines all stand apart from one whose lines do not', () => {
    const loose = [
      '5月17日，砚浦市渔港开门迎客，渔船一',
      '早就出了海，船员们都说今年的鱼比去',
      '年多得多，价钱也好，冷库里装不下，渔',
      '港连夜运往内地，鱼市天亮前就卖空了。',
    ]
    const [first, second] = articlesOf(`${BODY}\n\n${loose.join('\n\n')}`).map(({ paragraphs }) =>
      paragraphs.map((each) => each.text).join(''),
    )
    expect([first, second]).toEqual([BODY.replace(/\n/g, ''), loose.join('')])
  })

  it('[R107] goes on a report that has but begun', () => {
    const text = `霁原网讯（通讯员 王富 \n\n贵）5月18日，${BODY.slice(7)}`
    expect(articlesOf(text)).toHaveLength(1)
  })

  it('[R102] puts interleaved columns to the body of their width', () => {
    const narrow = ['5月17日，砚浦市渔港', '开门迎客，渔船一早就', '', '出了海，船员们都说今', '年的鱼比去年多得多。']
    const lines = BODY.split('\n')
    const text = [...lines.slice(0, 3), '', ...narrow.slice(0, 3), ...lines.slice(4), '', ...narrow.slice(3)].join('\n')
    const [first, second] = articlesOf(text).map(({ paragraphs }) => paragraphs.map((each) => each.text).join(''))
    expect(first).toBe(BODY.replace(/\n/g, ''))
    expect(second).toBe(narrow.join(''))
  })

  it('[R103] takes up what 下转 breaks off where 上接 stands', () => {
    const lines = BODY.split('\n')
    const other = '5月17日，汐岭省砚浦市的渔船出海，船员\n们说今年的鱼比去年多。'
    const text = [...lines.slice(0, 3), '（下转第二版）', '', other, '', '（上接第一版）', ...lines.slice(4)].join('\n')
    const [first, second] = articlesOf(text).map(({ paragraphs }) => paragraphs.map((each) => each.text).join(''))
    expect(first).toBe(BODY.replace(/\n/g, ''))
    expect(second).toBe(other.replace('\n', ''))
  })

  it('[R104] gives no body a title of another region', () => {
    const text = `霁原省党政代表团到汐岭省考察\n\n两省签署“1+9”合作协议\n\n${BODY}`
    expect(articlesOf(text).map(({ paragraphs }) => paragraphs.length)).toEqual([0, 1])
  })

  it('[R104] takes a sum for said where the body names its last number', () => {
    const sumsOf = (title: string) =>
      articlesOf(`霁原省党政代表团到汐岭省考察\n\n${title}\n\n${BODY}`).map(({ package: sum }) => sum?.parts)
    expect(sumsOf('两省签署“1+7”合作协议')).toEqual([undefined, [1, 7]])
    expect(sumsOf('两省签署“1+9”合作协议')).toEqual([[1, 9], undefined])
  })

  it('[R106] tells titles by other words than those that any report has', () => {
    const trees = '5月16日，朔泽省雁坪市的苹果树开了花，果\n农说花期比往年早了五天。'
    const text = `苹果树会议开幕式讲话\n\n霁原翎川携手\n\n${BODY}\n\n${trees}`
    const [first, second] = articlesOf(text)
    expect([first, second].map(({ headline: [{ start, end }] }) => text.slice(start, end))).toEqual([
      '霁原翎川携手',
      '苹果树会议开幕式讲话',
    ])
  })

  it('[R106] tells titles by the words that a body keeps coming back to', () => {
    const fleet = '5月17日，汐岭省砚浦市的渔船出海，船员们望\n着岸边的苹果树挥手，说今年鱼比去年多。'
    const trees = [
      '5月16日，朔泽省雁坪市的果农请来渔船上的\n朋友看苹果树。苹果树怕霜，苹果树怕风，苹果',
      '树要人守着，守住苹果树就守住了收成。',
    ].join('\n')
    const text = `${fleet}\n\n${trees}\n\n苹果树下说收成\n\n渔船望见苹果树`
    expect(articlesOf(text).map(({ headline: [{ start, end }] }) => text.slice(start, end))).toEqual([
      '渔船望见苹果树',
      '苹果树下说收成',
    ])
  })

  it('[R108] looks again for the title of a body that has none', () => {
    const trees = '5月16日，朔泽省雁坪市的苹果树开了花，果\n农说花期比往年早了五天，枝头一片雪白。'
    const titles = ['霁原省·翎川省工作交流座谈会举行', '果农盼来好年景']
    const text = `${titles[0]}\n\n${titles[1]}\n\n${BODY}\n\n${trees}`
    expect(articlesOf(text).map(({ headline: [{ start, end }] }) => text.slice(start, end))).toEqual(titles)
  })

  it('[R105] gives titles to bodies as most on the page stand, and keeps parted words together', () => {
    const fleet = '5月17日，汐岭省砚浦市的渔船出海，船员\n们说今年的鱼比去年多，价钱也好。'
    const trees = '5月16日，朔泽省雁坪市的苹果树开花，果\n农说花期比往年早了五天。'
    const titles = ['汐岭砚浦渔船出海', '朔泽雁坪苹果树开花', '霁原省·翎川省工作交\n流座谈会在璟安举行']
    const [one, two, three] = articlesOf(
      `${fleet}\n\n${titles[0]}\n\n${trees}\n\n${titles[1]}\n\n${BODY}\n\n${titles[2]}`,
    )
    expect([one, two, three].map(({ headline }) => headline.length)).toEqual([1, 1, 2])
    const below = `${fleet}\n\n${titles[0]}\n\n${trees}\n\n春来早 枝头闹\n\n${BODY}\n\n${titles[2]}`
    expect(articlesOf(below).map(({ headline }) => headline.length)).toEqual([1, 1, 2])
  })

  it('[R8] finds the body of detached headlines', () => {
    const other = '汐岭省砚浦市的渔船昨天出海，船员们说今年的鱼比去年多。'
    const text = `${BODY}\n\n渔船出海鱼满仓\n\n${other}\n\n霁原省·翎川省工作交流座谈会在璟安举行\n\n两省签署“1+7”合作协议\n贺云屏司徒砚平讲话`
    const [first] = articlesOf(text)
    expect(text.slice(first.headline[0].start, first.headline[0].end)).toBe('霁原省·翎川省工作交流座谈会在璟安举行')
    expect(first.subheads).toHaveLength(2)
    expect(first.package?.parts).toEqual([1, 7])
  })

  it.each(['广东惠州代表团到西藏波密考察交流', '广东与西藏结对', '粤藏携手 惠州波密结对'])(
    '[R8] gives %s to a body that names only what lies in these provinces',
    (headline) => {
      const body = '6月8日，惠州市代表团到波密县考察，两地签署结对协议。惠州市副市长王维说，惠州将支持波密县。'
      expect(articlesOf(`${headline}\n${body}`)).toHaveLength(1)
    },
  )

  it('[R9] gives the last block above a body to it', () => {
    const text = `${BODY}\n\n霁原新米签到翎川\n\n今年，霁原卖到翎川的大米实行一袋一码，扫码就能看到产地和品种。`
    const [, second] = articlesOf(text)
    expect(second.headline.map(({ start, end }) => text.slice(start, end))).toEqual(['霁原新米签到翎川'])
  })

  it('[R95, R96] splits run-together headlines by the names of the page', () => {
    const names = '霁原汐岭签署“1+9”合作协议\n荀静澜司徒砚平讲话晏岑介绍情况甄百川出席'
    const own = '霁原省·翎川省工作交流座谈会在璟安举行'
    const text = `${BODY}\n\n霁原日报记者　史嘉禾\n\n霁原省党政代表团到汐岭省考察\n\n${names}\n\n${own}`
    const [, alone] = articlesOf(text)
    expect(alone.paragraphs).toEqual([])
    expect(alone.people.map(({ name, stated, acts }) => [name, stated, ...acts.map(({ act }) => act)])).toEqual([
      ['荀静澜', false, 'speak'],
      ['司徒砚平', false, 'speak'],
      ['晏岑', false, 'present'],
      ['甄百川', false, 'attend'],
    ])
  })
})

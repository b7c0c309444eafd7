import { describe, expect, it } from 'vitest'

import { agreementsIn, articlesOf, eventsIn, packageIn, pledgesIn, regionsIn } from './notation.ts'

const SIDES = '翎川省与霁原省是好邻居，翎川省政府与霁原省政府常来常往，两省合作多。'

describe('packages', () => {
  it.each([
    ['[R50] in Chinese quotes', '两省签署“1+7”合作协议。', [1, 7]],
    ['[R50] in full width', '两省签署“1＋9”合作协议。', [1, 9]],
    ['[R50] of four parts', '两省签订“1+1+3+10”系列协议。', [1, 1, 3, 10]],
    ['[R50] without quotes', '两省今天签署1+4合作框架协议。', [1, 4]],
    ['[R50] with spaces', '两省签订“1 + 8”产销合作协议。', [1, 8]],
    ['[R50] named, not signed there', '三地“1+5”合作框架协议成为有力支撑。', [1, 5]],
    ['[R50] of three parts', '双方达成“1+2+6”合作协议。', [1, 2, 6]],
    ['[R51] a slogan', '两市签署园区共建协议，力求实现“1+1＞2”。', null],
    ['[R51] a slogan in words', '两市签署协议，要做到1+1大于2。', null],
    ['[R51] a score', '主队以3比1取胜，两市球迷签名留念。', null],
    ['[R51] a ratio', '协议约定，两市按1:3的比例出资。', null],
    ['[R51] members', '湾区“6+3”成员签署海河联运协议。', null],
    ['[R51] a model', '两省签订“翎鹰7+2”型无人机采购合同。', null],
    ['[R51] the letter N', '两省签署“1+N”合作协议。', null],
    ['[R51] years of school', '双方采用“3+2”分段培养，首批招生120人。', null],
    ['[R51] a week without rest', '车间“5+2”连轴转，协议订单按时交付。', null],
  ])('%s', (_rule, text, parts) => {
    expect(packageIn(SIDES + text)).toEqual(parts)
  })
})

describe('agreements', () => {
  it.each([
    ['[R60] behind the verb', '会上，两省签署了海河联运合作协议。', '海河联运合作协议×1 other'],
    ['[R60] in title marks', '两省签署《翎江保护协议》。', '翎江保护协议×1 other'],
    ['[R60] signed after talks', '两省经友好协商签署海河联运合作协议。', '海河联运合作协议×1 other'],
    ['[R60] only a document named so', '根据协议，两省常来常往。', ''],
    ['[R60] by a bare word, where it is the first', '两省签署备忘录。', '备忘录×1 other'],
    ['[R60] no bare word of what it is worth', '两省企业签订协议金额达36亿元。', ''],
    ['[R60] no bare word of what is not signed', '两省未签署协议。', ''],
    ['[R60] a mechanism inside a title', '两省签署《关于建立协作机制的协议》。', '关于建立协作机制的协议×1 other'],
    [
      '[R60] by a title of any kind',
      '两省检察院会签《关于加强检察协作的意见》。',
      '关于加强检察协作的意见×1 departmental',
    ],
    ['[R64] projects of a field', '会上共签约文旅项目15个，两省合作多。', '项目×15 project'],
    ['[R60] of two schools', '翎川大学与霁原大学签署两校框架合作协议。', '框架合作协议×1 framework'],
    [
      '[R61] two pairs of one clause',
      '翎川集团与霁原集团签署战略合作协议、翎川港口公司与霁原港口公司签署业务合作协议。',
      '战略合作协议×1 framework；业务合作协议×1 other',
    ],
    ['[R61] a list closed by its number', '两省签订了联合执法、信息共享、应急处置三个协议。', '协议×3 other'],
    ['[R60] fields that are counted', '两省签署了文旅、交通等6个领域的合作协议。', '合作协议×? other'],
    ['[R61] among others', '两省签署包括交通、水利等在内的11个专项协议。', '专项协议×11 other'],
    ['[R61] counted together behind', '两省签订了茶叶、文旅等合作协议共8项。', '合作协议×8 other'],
    ['[R60] a mechanism that is signed', '两省公安厅签署《警务协作机制》。', '警务协作机制×1 departmental'],
    ['[R60] a part of a longer name', '两省签署检察协作机制框架协议。', '检察协作机制框架协议×1 framework'],
    ['[R64] projects told behind 有', '两省签约的有农产品购销、劳务输出等7个项目。', '项目×7 project'],
    [
      '[R60] titles signed one after another',
      '会上，《两省合作协议》《两省林业备忘录》相继签署。',
      '两省合作协议×1 other；两省林业备忘录×1 other',
    ],
    ['[R61] each of many', '两省12家旅行社现场签订送客协议。', '送客协议×? other'],
    ['[R62] an office of the people', '两省红十字会签署合作协议。', '合作协议×1 departmental'],
    ['[R60] a contract by another word', '翎川茶业公司与霁原商贸公司签署茶叶采购合约。', '茶叶采购合约×1 project'],
    ['[R60] what names are put to', '两省省长在海河联运协议书上签字。', '海河联运协议书×1 other'],
    ['[R61] many of a list', '两省签订包括交通、旅游等多项战略合作框架协议。', '战略合作框架协议×? framework'],
    ['[R61] by the number of signers', '两省7个部门分别签署合作协议。', '合作协议×7 departmental'],
    ['[R61] by its own number', '两省企业签订采购合同5份。', '采购合同×5 project'],
    ['[R60] told before those who signed it', '两省交流多。翎江保护备忘录日前由两省签署。', '翎江保护备忘录×1 other'],
    ['[R61] firms in the plural', '当日，双方企业围绕种茶签订购销协议。', '购销协议×? project'],
    ['[R61] with many', '翎川省与14个国家签订互认协议。', '互认协议×? other'],
    [
      '[R60] with 签订 inside its title',
      '两省旅行社共同签署《两省文旅企业签订合作意向书》。',
      '两省文旅企业签订合作意向书×1 other',
    ],
    ['[R60] the so-manieth', '两省签署第100个友好协定。', '友好协定×1 other'],
    ['[R60] a title that something else is told of', '本次签约是自《翎江流域发展方案》印发以来的第三次。', ''],
    ['[R64] projects that settle', '两省的46个项目落户翎川。', '项目×46 project'],
    ['[R64] projects agreed on', '两省的大会共达成60个合作项目。', '项目×60 project'],
    ['[R64] projects of some kind', '两省企业签约重大项目11个。', '项目×11 project'],
    [
      '[R68] a meeting named after what it signs, behind the dateline',
      '某报璟安5月17日电（记者某某）翎江生态保护备忘录签署会议在璟安市召开。',
      '翎江生态保护备忘录×1 other',
    ],
    [
      '[R3] a figure set off by blanks',
      '两省签署 3 份合作协议，现场签约 12 个项目。',
      '合作协议×3 other；项目×12 project',
    ],
    [
      '[R60] names in quotes',
      '两省签署“战略合作框架协议”和“园区共建协议”。',
      '战略合作框架协议×1 framework；园区共建协议×1 other',
    ],
    [
      '[R65] a sum whose parts are named',
      '两省签署“1个框架协议+5个专项协议”。',
      '框架协议×1 framework；专项协议×5 other',
    ],
    ['[R60] a bare word behind that many', '两省签署协议5项、合同8份。', '协议×5 other；合同×8 other'],
    ['[R60] a bare word of a series', '两省签署“1+7”系列协议。', '协议×8 package'],
    ['[R60] what it is one more of', '这是两省签署的又一份合作协议。', '合作协议×1 other'],
    ['[R60] the so-manieth in words', '这是两省签署的第三份合作协议。', '合作协议×1 other'],
    ['[R61] a bundle', '两省签署一揽子合作协议。', '合作协议×? other'],
    [
      '[R61] a bundle among others, and a set',
      '会上签署战略合作协议和一揽子专项协议。两市签署一整套茶业备忘录以及一大批茶业合同。',
      '战略合作协议×1 framework；专项协议×? other；茶业备忘录×? other；茶业合同×? other',
    ],
    ['[R61] a few, with what they are about', '两省签署涉及茶业、文旅的几份协议。', '协议×? other'],
    ['[R61] counted, with what they are about', '两省签署涉及茶业、文旅的6项协议。', '协议×6 other'],
    ['[R61] more than so many', '两省签署逾30份合作协议。', '合作协议×30 other'],
    ['[R65] many that signing is told behind', '会上，多份茶业备忘录集中签署。', '茶业备忘录×? other'],
    ['[R62] schools are no courts', '两省高中院校签署合作协议。', '合作协议×1 other'],
    ['[R61] of many fields', '两省签署多个领域合作协议。', '合作协议×? other'],
    ['[R60] with what it is mainly about', '两省签署了以茶业合作为主要内容的合作协议。', '合作协议×1 other'],
    [
      '[R61] one named among a number',
      '两省签署包括《翎江保护协议》在内的12份协议。',
      '翎江保护协议×1 other；协议×12 other',
    ],
    ['[R61] by more than a ten', '两省签署合作协议十余项。', '合作协议×10 other'],
    ['[R61] each by its own number', '两省签订投资协议14个、购销协议6个。', '投资协议×14 project；购销协议×6 project'],
    ['[R65] some of all', '两省签订合作协议26项，其中框架协议5份。', '合作协议×26 other；框架协议×5 framework'],
    ['[R61] by the number of pairs', '翎川省与霁原省等7对城市分别签署年度合作协议。', '年度合作协议×7 other'],
    ['[R61] at two places', '翎川省与霁原省分别在两地以视频方式签署合作协议。', '合作协议×1 other'],
    ['[R60] a bare word of two sides', '翎川省与霁原省签订合同。', '合同×1 other'],
    [
      '[R60] a bare word of other sides',
      '两省签署科技合作协议。上个月，砚浦市与璟安市签订了备忘录。',
      '科技合作协议×1 other；备忘录×1 other',
    ],
    ['[R63] a bare word said again', '两省签署科技合作协议。会后，双方签署协议。', '科技合作协议×1 other'],
    [
      '[R69] one of a year that is told',
      '两省签署科技合作协议。自2019年签署教育合作协议以来，两省往来密切。',
      '科技合作协议×1 other；教育合作协议×1 other',
    ],
    ['[R68] signed, and told behind its sides', '翎川省政府与霁原大学全面合作协议签约。', '全面合作协议×1 other'],
    ['[R60] a title among others, signed', '《翎霁茶业协议》等5个协议签约。', '翎霁茶业协议×1 other'],
    ['[R60] minutes of talks', '会后，两省签署会谈纪要。', '会谈纪要×1 other'],
    ['[R64] projects, nearly so many', '会上签约项目近20个。', '项目×20 project'],
    ['[R64] projects by a number in words', '会上签约了十二个合作项目。', '项目×12 project'],
    [
      '[R64] projects signed afterwards',
      '会上，32个项目现场签约，56个项目会后签约。',
      '项目×32 project；项目×56 project',
    ],
    ['[R64] the first projects', '会上签约首批8个项目。', '项目×8 project'],
    ['[R64] none among agreements', '会上签署20项合作协议和项目。', '合作协议×20 other'],
    ['[R62] a committee by its short name', '翎川省发改委与霁原省发改委签署合作协议。', '合作协议×1 departmental'],
    ['[R62] no committee of a party', '翎川省委、省政府与霁原省委、省政府签署合作协议。', '合作协议×1 other'],
    ['[R62] a purchase by another word', '翎川茶业公司与霁原商贸公司签署农产品供货协议。', '农产品供货协议×1 project'],
    ['[R60] behind what praises it', '两省签署更广泛的合作协议。', '合作协议×1 other'],
    ['[R61] firms of two sides', '来自翎川的企业与霁原企业签署协议。', '协议×? other'],
    [
      '[R65] no mechanisms, which need a signing',
      '两省签署合作协议，建立了信息互通、数据共享等5项工作机制。',
      '合作协议×1 other',
    ],
    ['[R61] left open', '两省有关企业分别签署合作协议。', '合作协议×? other'],
    ['[R62] a framework', '两省签署战略合作协议。', '战略合作协议×1 framework'],
    ['[R62] departments', '翎川省公安厅与霁原省公安厅签署警务合作协议。', '警务合作协议×1 departmental'],
    ['[R62] a package counts all', '两省签署“1+7”合作协议。', '合作协议×8 package'],
    ['[R63] said again', '两省签署海河联运合作协议。会后，双方谈到刚刚签署的合作协议。', '海河联运合作协议×1 other'],
    ['[R64] projects', '两省企业签约项目11个。', '项目×11 project'],
    [
      '[R68] titles behind their number',
      '两省签署了2份合作协议，分别是《海河联运合作协议》和《翎江，共同的江：保护协议》。',
      '合作协议×2 other；海河联运合作协议×1 other；翎江，共同的江：保护协议×1 other',
    ],
    ['[R64] projects that were agreed', '两省企业9个水产项目达成合作。', '项目×9 project'],
    [
      '[R68] a meeting named after what it signs',
      '翎江流域联合保护备忘录签署会议在璟安召开。',
      '翎江流域联合保护备忘录×1 other',
    ],
    ['[R68] a ceremony of signing', '《翎江保护协议》签约仪式在璟安市举行。', '翎江保护协议×1 other'],
    [
      '[R69] spoken of again',
      '两省签署战略合作协议。温廷序对签署省际战略合作协议表示祝贺，以签署协议为契机常来常往。',
      '战略合作协议×1 framework',
    ],
    [
      '[R69] by its short name',
      '两省签署《翎江保护协议》(以下简称《协议》)。随后，两市签署《协议》。',
      '翎江保护协议×1 other',
    ],
    ['[R60] behind what tells of it', '两省部门签署了相关领域的专项合作协议。', '专项合作协议×? departmental'],
    ['[R60] 关于 begins a name', '两省签署关于海河的合作协议。', '关于海河的合作协议×1 other'],
    ['[R60] behind an amount', '两省企业达成1.6亿元粮食采购协议。', '粮食采购协议×? project'],
    ['[R60] with what it is about', '两省签署教育人才培养的合作协议。', '教育人才培养的合作协议×1 other'],
    ['[R60] 一次性 is one word', '两省签署一次性补偿协议。', '一次性补偿协议×1 other'],
    ['[R65] none that is only wished for', '双方希望3份合作协议正式签署。', ''],
    ['[R65] none of bodies', '3个城市合作协议正式签署。', ''],
    ['[R61] onlookers do not sign', '翎川省政府在20余家媒体见证下与霁原省政府签署合作协议。', '合作协议×1 other'],
    [
      '[R63] said again at once',
      '翎川省与霁原省签署战略合作框架协议，翎川省与霁原省正式签署战略合作框架协议。',
      '战略合作框架协议×1 framework',
    ],
    ['[R60] what stands in 《》 is the name', '两省签署《首份翎江保护协议》。', '首份翎江保护协议×1 other'],
    [
      '[R60] with the years of its title',
      '两省签署《翎江保护行动计划（2026—2030年）》和12个专项合作协议。',
      '翎江保护行动计划（2026—2030年）×1 other；专项合作协议×12 other',
    ],
    ['[R61] counted kinds, between whom they are', '两省签署3个市州间合作框架协议。', '合作框架协议×3 framework'],
    ['[R61] of two kinds', '两省签署8项合作协议和备忘录。', '合作协议和备忘录×8 other'],
    ['[R61] a list of bodies', '翎川省化工集团等企业与霁原省政府签署战略合作协议。', '战略合作协议×? framework'],
    ['[R61] a number of partners', '翎川省与霁原省11所中学签署合作备忘录。', '合作备忘录×? other'],
    [
      '[R63] of one name, but of other sides',
      '翎川省文旅厅与霁原省文旅厅签署旅游合作框架协议，翎川省商会与霁原省商会签署旅游合作框架协议。',
      '旅游合作框架协议×1 framework；旅游合作框架协议×1 framework',
    ],
    ['[R64] projects by their number', '两省签订合作项目162个。', '项目×162 project'],
    ['[R65] a number that signing is told behind', '4份合作共建协议成功签署。', '合作共建协议×4 other'],
    [
      '[R68] a ceremony of two bodies',
      '翎川省政府与霁原大学全面合作协议签约仪式在璟安市举行。',
      '全面合作协议×1 other',
    ],
    [
      '[R60] behind a short name',
      '两省签署《翎江保护方案》（简称《方案》）及10个系列合作协议。',
      '翎江保护方案×1 other；合作协议×10 other',
    ],
    ['[R61] signed together', '翎川省与霁原省集中签署合作协议。', '合作协议×? other'],
    ['[R68] a ceremony of many', '会后见证了两省多项合作协议的签署仪式。', '合作协议×? other'],
    ['[R61] several bodies', '翎川省政府与6所高校签署合作协议。', '合作协议×? other'],
    [
      '[R65] numbers that go on',
      '两省签署“1+2”合作协议，包括1个总协议和2个子协议。',
      '合作协议×3 package；总协议×1 other；子协议×2 other',
    ],
  ])('%s', (_rule, text, agreements) => {
    expect(agreementsIn(SIDES + text)).toBe(agreements)
  })

  it.each([
    ['[R60] signed', '两省签署合作协议。', true],
    ['[R60] to be signed', '两省将签署合作协议。', false],
    ['[R60] still talked about', '双方就签署合作协议进行磋商。', false],
    ['[R60] in view', '双方有望年内签署合作协议。', false],
    ['[R60] when the time has come', '双方约定，条件成熟时签署合作协议。', false],
    ['[R60] being talked about', '两省正在商谈签署合作协议。', false],
    ['[R60] agreed on in view', '双方就签署合作协议达成共识。', false],
    ['[R60] agreed to be signed', '双方同意适时签署合作协议。', false],
  ])('%s', (_rule, text, signed) => {
    const agreements = articlesOf(SIDES + text).flatMap((article) => article.agreements)
    expect(agreements.map((agreement) => agreement.signed)).toEqual([signed])
  })

  it('[R66][R67] who signed and for whom', () => {
    const text = '翎川省省长温廷序、霁原省省长乔岱松签署两省战略合作协议。'
    const [{ parties, signatories }] = articlesOf(SIDES + text).flatMap((article) => article.agreements)
    expect(parties).toEqual(['翎川省', '霁原省'])
    expect(signatories).toEqual(['温廷序', '乔岱松'])
  })
})

describe('regions', () => {
  it.each([
    ['[R80] known to the standard', '四川省与吉林省签署合作协议。', '四川省 510000；吉林省 220000'],
    ['[R80] counties behind their parents', '江苏昆山与上海嘉定签署合作协议。', '昆山市 320583；嘉定区 310114'],
    [
      '[R87] the banks of a river are no strait',
      '山西省与陕西省签署黄河两岸合作框架协议。两省将在黄河两岸办好平台企业。',
      '山西省 140000；陕西省 610000',
    ],
    [
      '[R82] railways are no regions',
      '上海市与天津市签署合作协议，沪宁铁路通车，沪宁高速通车。',
      '上海市 310000；天津市 120000',
    ],
    ['[R80] 山海 is no mountain', '宁波市与衢州山海协作，宁波市与衢州市签署合作协议。', '宁波市 330200；衢州市 330800'],
    [
      '[R81] no region of a family name before a post',
      '广东省省长温廷序会见了美国夏威夷州州长若昂·雷戈。雷戈州长率领代表团来广州，广东省与夏威夷州签署合作协议。',
      '广东省 440000；夏威夷州',
    ],
    ['[R80] a state abroad in full', '四川省与美国夏威夷签署合作协议。', '四川省 510000；夏威夷州'],
    [
      '[R80] a state abroad by its short name',
      '四川省与德国北威州签署合作协议。',
      '四川省 510000；北莱茵-威斯特法伦州',
    ],
    ['[R80] no part of a name', '四川省与吉林省座谈，两省书法学会理事谢文山创作作品。', '四川省 510000；吉林省 220000'],
    [
      '[R85] who meets whom, not where',
      '四川省副省长温廷序在成都会见吉林省副省长乔岱松一行。',
      '四川省 510000；吉林省 220000',
    ],
    [
      '[R85] a partner behind the venue',
      '四川省商务厅在长春与吉林省商务厅签署合作协议。',
      '四川省 510000；吉林省 220000',
    ],
    ['[R85] two who talk', '四川省省长温廷序与吉林省省长乔岱松举行工作会谈。', '四川省 510000；吉林省 220000'],
    [
      '[R86] a country gives way to the town visited',
      '四川省代表团访问法国，与里昂市政府签署合作备忘录。',
      '四川省 510000；里昂市',
    ],
    ['[R82] no port', '四川省与吉林省签署合作协议，首批货轮抵港，开始卸货。', '四川省 510000；吉林省 220000'],
    [
      '[R85] rescue is no aid to a province',
      '四川省与吉林省签署合作协议，救援青年队到了西宁市。',
      '四川省 510000；吉林省 220000',
    ],
    ['[R87] by the name of the occasion', '海峡两岸青年论坛在厦门举行，台湾青年发言。', '大陆；台湾 710000'],
    ['[R82] where somebody goes, by one character', '湖北省考察团来湘考察。', '湖北省 420000；湖南省 430000'],
    ['[R82] where somebody goes, by its second character', '湖北省考察团来陇考察。', '湖北省 420000；甘肃省 620000'],
    ['[R82] no character of two places', '湖北省考察团赴宁考察。', '湖北省 420000'],
    ['[R85] no firm of a town', '四川省政府与宁德时代新能源科技股份有限公司签署合作协议。', '四川省 510000'],
    ['[R85] no firm by what it makes', '四川省与上海电气、青岛啤酒签署合作协议。', '四川省 510000'],
    ['[R85] no university of a town in 州', '四川省与苏州大学附属医院签署合作协议。', '四川省 510000'],
    [
      '[R85] whom aid named after its province is for',
      '上海援疆医疗队在喀什开展义诊。',
      '上海市 310000；喀什地区 653100',
    ],
    ['[R85] where somebody goes', '四川省副省长温廷序率队到吉林考察。', '四川省 510000；吉林省 220000'],
    ['[R100] who comes to us', '吉林省副省长乔岱松率队来我省调研。', '吉林省 220000'],
    ['[R99] places that are counted and do nothing together', '四川、吉林两省粮食产量再创新高。', ''],
    ['[R99] where guests come from', '来自四川、吉林三地的游客占六成。来自四川、吉林的120名选手参赛。', ''],
    ['[R99] a group that does nothing together', '京津冀三地普降大雪，多条高速公路封闭。', ''],
    [
      '[R99] two who do the same',
      '四川省省长温廷序出席会议，四川省省长温廷序讲话。吉林省省长乔岱松出席会议，吉林省省长乔岱松讲话。',
      '',
    ],
    [
      '[R85] places that are counted and do something together',
      '四川、吉林两省警方联合执法。',
      '四川省 510000；吉林省 220000',
    ],
    [
      '[R80] a former prefecture that the text has in full',
      '山南地区与湖北省签署合作协议，山南代表团与湖北省代表团签署协议。',
      '山南地区 542200；湖北省 420000',
    ],
    [
      '[R85] no side where one talks with guests',
      '四川省党政代表团来我省考察，省委书记温廷序在福州与代表团座谈。温廷序说，福建愿与四川合作。',
      '四川省 510000；福建省 350000',
    ],
    [
      '[R85] of provinces where the delegation is of one',
      '青海省党政代表团到成都考察，与四川省领导座谈。',
      '青海省 630000；四川省 510000',
    ],
    [
      '[R85] a delegation of a committee and its government',
      '四川省委、省政府代表团抵达长春，对吉林进行为期3天的学习考察。',
      '四川省 510000；吉林省 220000',
    ],
    [
      '[R100] our city by its paper',
      '邢台日报讯（记者 某某）5月1日，市委书记温廷序率党政代表团赴宁波市学习考察。',
      '邢台市 130500；宁波市 330200',
    ],
    [
      '[R100] our city by what is called so',
      '大连日报讯（记者 某某）5月1日，我市党政代表团赴宁波市学习考察。',
      '大连市 210200；宁波市 330200',
    ],
    [
      '[R100] our province by who speaks for it',
      '省长温廷序会见香港某某总商会会长乔岱松一行。温廷序说，江西愿与香港深化合作。',
      '香港特别行政区 810000；江西省 360000',
    ],
    [
      '[R100] no paper of a place of another size',
      '江西日报讯（记者 某某）5月1日，市委书记温廷序会见四川省党政代表团。',
      '四川省 510000',
    ],
    [
      '[R100] no side that our leader speaks of',
      '省长温廷序会见四川省党政代表团。温廷序说，江西是好地方。',
      '四川省 510000',
    ],
    ['[R82] abbreviations before 两省', '湘赣两省签署合作协议。', '湖南省 430000；江西省 360000'],
    [
      '[R82] a run before its number',
      '沪苏两地、沪苏浙皖四地监管局签署协议。',
      '上海市 310000；江苏省 320000；浙江省 330000；安徽省 340000',
    ],
    ['[R79] a group by its name', '云贵川三省签署合作协议。', '云南省 530000；贵州省 520000；四川省 510000'],
    [
      '[R85] cities where their provinces border on each other',
      '晋冀两省毗邻地区合作会召开，长治市、邯郸市签署合作协议。',
      '长治市 140400；邯郸市 130400',
    ],
    [
      '[R85] those who come to a conference',
      '都市圈联席会议召开，徐州、宿迁、淮北等市负责人出席会议，共商合作。',
      '徐州市 320300；宿迁市 321300；淮北市 340600',
    ],
    ['[R85] an envoy who calls', '韩国驻广州总领事李相虎访问南宁，南宁市副市长温廷序会见。', '韩国；南宁市 450100'],
    ['[R80] no city by the sea', '沿海城市论坛举行，温州市与台州市签署协议。', '温州市 330300；台州市 331000'],
    ['[R85] no institute', '四川省与上海城市规划院签署合作协议。', '四川省 510000'],
    ['[R81] no number of provinces', '四川省与沿黄九省签署合作协议。', '四川省 510000'],
    ['[R85] no delegation of a university', '四川省政府与天津大学校长温廷序一行座谈，签署协议。', '四川省 510000'],
    [
      '[R81] no body before a post',
      '四川省人民政府省长温廷序、吉林省政府省长乔岱松签署协议。',
      '四川省 510000；吉林省 220000',
    ],
    [
      '[R85] no sides of guests from wherever',
      '翎川省与霁原省签署合作协议。大会吸引法国、日本等12个国家的30家企业代表参加，双方合作、交流、座谈。',
      '翎川省；霁原省',
    ],
    [
      '[R85] the world at large',
      '翎川省与霁原省签署合作协议。与法国合作，与德国合作，与英国合作，与韩国合作，与泰国合作，与日本合作。',
      '翎川省；霁原省',
    ],
    ['[R86] no part of the world beside its countries', '翎川省与泰国签署合作协议，与东盟合作。', '翎川省；泰国'],
    ['[R87] guests of a university', '台湾海洋大学校长温廷序一行来我校访问，洽谈合作。', '台湾 710000；大陆'],
    [
      '[R87] no side of guests by their posts alone',
      '两岸论坛举行，天津市政协副主席温廷序出席，天津市侨联主席苏庆澜出席。两岸学者交流，台湾学者说好。',
      '大陆；台湾 710000',
    ],
    [
      '[R87] no mainland beside a mainland region',
      '两岸论坛在翎川举行，台胞说好。天津市与台湾签署合作协议，天津市与台湾一起、大陆与台湾一起、大陆与台湾携手。',
      '天津市 120000；台湾 710000',
    ],
    [
      '[R87] of guests from Hong Kong who speak of the strait',
      '香港代表团赴福建考察，福建将与香港合作。代表团说，两岸融合好，两岸台胞好。',
      '香港特别行政区 810000；福建省 350000',
    ],
    [
      '[R82] no signs inside a name',
      '两岸论坛在南京举行，上海台胞、南京台胞来了。某部部长王沪宁会见代表，王沪宁指出，两岸携手。王沪宁宣读贺信，王沪宁看望了在南京的政协委员。台湾企业家说，台湾愿与大陆合作。',
      '台湾 710000；大陆',
    ],
    ['[R82] a city by one character where somebody goes', '四川省代表团来穗考察。', '四川省 510000；广州市 440100'],
    ['[R81] no 州 of a post', '四川省省长温廷序会见尼日利亚卡诺州州长一行。', '四川省 510000；卡诺州'],
    ['[R85] offices that join', '四川省高级法院与吉林省高级法院建立协作机制。', '四川省 510000；吉林省 220000'],
    ['[R85] bodies that call on each other', '四川省工商联赴吉林省学习考察。', '四川省 510000；吉林省 220000'],
    [
      '[R85] goals before a comma',
      '四川省副省长温廷序率考察组赴长春，就党建工作学习。',
      '四川省 510000；长春市 220100',
    ],
    ['[R85] a conference of two', '四川省与吉林省召开联席会议。', '四川省 510000；吉林省 220000'],
    ['[R85] whom a team was sent to aid', '四川省支援长春市医疗队凯旋。', '四川省 510000；长春市 220100'],
    [
      '[R80] no city of the East',
      '昆山市与台湾仁宝公司华东营运总部签署合作协议，昆山市将与台湾企业合作。',
      '昆山市 320583；台湾 710000',
    ],
    [
      '[R80] no silver',
      '四川省省长温廷序与吉林省省长乔岱松座谈，四川将真金白银支援吉林。',
      '四川省 510000；吉林省 220000',
    ],
    [
      '[R80] a short county that somebody goes to, of a province that is named',
      '某某公司经理温廷序赴怀柔拜访怀柔科学城，双方合作、合作再合作，北京市支持。',
      '怀柔区 110116',
    ],
    ['[R80] no short county that is a word', '四川省与吉林省平安合作，平安好。', '四川省 510000；吉林省 220000'],
    [
      '[R79] two provinces and a city of the delta',
      '长三角两省一市共同印发意见，两省一市携手、两省一市合作。',
      '上海市 310000；江苏省 320000；浙江省 330000',
    ],
    [
      '[R79] the bay area as a strategy',
      '贵州省对接粤港澳大湾区、融入粤港澳大湾区，贵州省与广东省签署合作协议。',
      '贵州省 520000；广东省 440000',
    ],
    [
      '[R100] who comes to us at school',
      '5月2日，昆明市副市长温廷序来校洽谈，校长乔岱松与温廷序一行座谈。',
      '昆明市 530100',
    ],
    ['[R99] two offices of one region', '四川省公安厅与四川省交通厅签署合作协议。', ''],
    ['[R99] a ceremony with a firm', '四川省政府与霁原集团公司在北京举行战略合作协议签约仪式。', '四川省 510000'],
    ['[R85] a foreign region that a delegation visits', '四川省代表团访问日本奈良县。', '四川省 510000；奈良县'],
    [
      '[R85] not where a consul sits',
      '吉林省与日本奈良县签署协议，吉林省省长温廷序会见日本驻成都总领事一行。',
      '吉林省 220000；奈良县',
    ],
    [
      '[R80] an autonomous prefecture by its short name',
      '宁波市代表团赴恩施州开展对接。',
      '宁波市 330200；恩施土家族苗族自治州 422800',
    ],
    [
      '[R80] autonomous counties without their peoples',
      '威宁县、东乡县与四川省签署合作协议，甘肃省领导出席。',
      '威宁彝族回族苗族自治县 520526；东乡族自治县 622926；四川省 510000',
    ],
    [
      '[R80] an autonomous prefecture of the name of a province',
      '海南州与江苏省签署协议。',
      '海南藏族自治州 632500；江苏省 320000',
    ],
    [
      '[R80] an autonomous prefecture by its first character',
      '克州与江苏省签署协议。',
      '克孜勒苏柯尔克孜自治州 653000；江苏省 320000',
    ],
    [
      '[R81] not the end of a name before a post',
      '四川省与吉林省座谈。亚历山大·谢利夫省长到会，是应谢利夫省长的邀请。',
      '四川省 510000；吉林省 220000',
    ],
    [
      '[R80] the foot of a mountain',
      '宁夏与吉林省座谈，贺兰山东麓产业园与吉林省签署协议。',
      '宁夏回族自治区 640000；吉林省 220000',
    ],
    [
      '[R81] no market',
      '香港交易所市场拓展主管说，香港与四川省签署合作备忘录。',
      '香港特别行政区 810000；四川省 510000',
    ],
    ['[R80] no accord', '四川省与吉林省签署合作协议，巴塞尔协议也好。', '四川省 510000；吉林省 220000'],
    ['[R80] not inside a foreign name', '四川省与巴西南里奥格兰德州签署合作协议。', '四川省 510000；巴西'],
    ['[R80] countries by their whole name', '四川省与沙特签署合作协议。', '四川省 510000；沙特阿拉伯'],
    ['[R80] a new area', '四川省与天府新区签署合作协议，天府新区和四川省合作多。', '四川省 510000；天府新区'],
    [
      '[R82] sure abbreviations',
      '重庆市举办论坛，川渝勘察行业签署合作协议，川渝携手。',
      '重庆市 500000；四川省 510000',
    ],
    ['[R81] told by their form', '霁原省委书记司徒砚平率霁原省党政代表团到翎川省考察。', '霁原省；翎川省'],
    ['[R82] abbreviations of the document', '霁原省、翎川省的企业来了，霁翎两省签署合作协议。', '霁原省；翎川省'],
    [
      '[R82] abbreviations of the standard',
      '四川省与吉林省来往多，川吉两省合作签署协议。',
      '四川省 510000；吉林省 220000',
    ],
    [
      '[R85] where it is held is no party',
      '翎川省与霁原省合作座谈会在杭州市举行，两省签署合作协议。',
      '翎川省；霁原省',
    ],
    [
      '[R86] one side of two kin',
      '四川省、吉林省合作会议在成都市召开，川吉两省签署协议，四川省省长、成都市市长出席。',
      '四川省 510000；吉林省 220000',
    ],
    [
      '[R83] a generic ending that several share',
      '翎川省与霁原、砚浦、汐岭省签署合作协议，汐岭省省长温廷序出席。',
      '翎川省；霁原省；砚浦省；汐岭省',
    ],
    [
      '[R84] sides that are counted',
      '平原联盟成员包括四川省成都、德阳、绵阳等3市，各市签署合作协议。四川省副省长温廷序出席。',
      '成都市 510100；德阳市 510600；绵阳市 510700',
    ],
    [
      '[R79] a group told by its number',
      '长三角三省一市市场监管部门签署协作备忘录。',
      '上海市 310000；江苏省 320000；浙江省 330000；安徽省 340000',
    ],
    [
      '[R81] a foreign town by its sound',
      '四川省与俄罗斯塔沃莱拉市签署合作协议，塔沃莱拉市代表团来访。',
      '四川省 510000；塔沃莱拉市',
    ],
    [
      '[R82] a city by one character',
      '南京市与台湾的企业家座谈，宁台交流会举行，宁台企业合作签约。',
      '南京市 320100；台湾 710000',
    ],
    [
      '[R85] an institution is no side of its own',
      '四川大学与吉林省政府签署合作协议，四川大学和吉林省合作多。',
      '吉林省 220000',
    ],
    ['[R99] firms of one place', '四川省政府与四川某某集团有限公司签署合作协议。', ''],
    [
      '[R80] a name that several counties bear',
      '宝山区党政代表团赴叶城县考察，宝山将与叶城县签署合作协议。上海市宝山区与叶城县多往来。',
      '宝山区 310113；叶城县 653126',
    ],
    [
      '[R100] the side of the report itself is not named',
      '5月2日，省委书记温廷序会见了四川省党政代表团。',
      '四川省 510000',
    ],
    [
      '[R100] a leader and those with them are received',
      '5月2日，省委书记温廷序会见了四川省委书记乔岱松一行。',
      '四川省 510000',
    ],
    [
      '[R100] those with a leader of a region',
      '5月2日，四川省商会会长乔岱松一行来访，两地考察茶园，开展座谈。',
      '四川省 510000',
    ],
    [
      '[R85] the other side of a delegation is named in passing',
      '5月2日，四川省党政代表团来访，省委书记温廷序会见。温廷序说，吉林有粮，吉林有车，吉林有路。',
      '四川省 510000；吉林省 220000',
    ],
    ['[R80] a short form of its own', '内蒙与四川省签署合作协议。', '内蒙古自治区 150000；四川省 510000'],
    ['[R81] a foreign region by its short form', '江苏省与加州签署合作协议。', '江苏省 320000；加利福尼亚州'],
    [
      '[R99] a region and one in it are no two',
      '四川省、成都市政府与成都市某某公司签署合作协议，四川省省长王维出席。',
      '',
    ],
    [
      '[R79] the bay area a partner comes from',
      '江西省举办对接会，来自粤港澳大湾区的投资机构与江西省企业签署合作协议。',
      '江西省 360000；广东省 440000；香港特别行政区 810000；澳门特别行政区 820000',
    ],
    [
      '[R82] no city by a character that many names share',
      '吉林省代表团到广州市考察，双方签署协议。四川省的川州号列车开行，川州合作，川州交流。',
      '吉林省 220000；广州市 440100',
    ],
    [
      '[R84] two that the text joins alone are both sides',
      '四川省德阳市某某大学与吉林省、长春市合作，吉林省省长王维、德阳市市长李文远出席。吉林省很大。',
      '德阳市 510600；吉林省 220000；长春市 220100',
    ],
    [
      '[R85] a consul stands for no region',
      '吉林省代表团到巴西考察，双方合作。中国驻圣保罗总领事王维出席，圣保罗总领事王维讲话。',
      '吉林省 220000；巴西',
    ],
    [
      '[R85] those in a list that aid',
      '北京、上海、江苏对口支援青海省，青海省与各方合作签署协议。',
      '北京市 110000；上海市 310000；江苏省 320000；青海省 630000',
    ],
    [
      '[R85] goals of a visit',
      '香港代表团赴深圳、广州参观，港深合作。',
      '香港特别行政区 810000；深圳市 440300；广州市 440100',
    ],
    ['[R85] who signs behind a comma', '翎川省、霁原省和某某大学，分别签署合作协议。', '翎川省；霁原省'],
    [
      '[R86] a home region beside countries',
      '中蒙俄三国代表开会，蒙古国、俄罗斯两国合作。安徽省副省长王维讲话。',
      '蒙古国；俄罗斯；安徽省 340000',
    ],
    ['[R87] a county of Taiwan', '河南省代表团到南投县考察，与南投县农会签署合作协议。', '河南省 410000；台湾 710000'],
    [
      '[R80] a lake is no county',
      '江西省、湖北省签署合作协议，鄱阳湖合作，鄱阳湖将更美。',
      '江西省 360000；湖北省 420000',
    ],
    ['[R81] a long name by its sound', '江苏省与塔什埃罕达里省政府签署合作协议。', '江苏省 320000；塔什埃罕达里省'],
    ['[R80] a part of the world', '江西省与非洲签署合作协议。', '江西省 360000；非洲'],
    [
      '[R87] those from across the strait',
      '福州举办大赛，台胞携手，台青合作，两岸交流，共享机遇。',
      '大陆；台湾 710000',
    ],
    ['[R86] a country of a side', '翎川省与韩国海云市签署合作协议，翎川省与韩国来往多。', '翎川省；海云市'],
    [
      '[R87] many mainland regions across the strait are the mainland',
      '两岸交流措施公布，台湾茶农可到霁原省、翎川省、汐岭省、吉林省、四川省等5省开店。两岸同源，两岸一家。台湾茶农说好。',
      '大陆；台湾 710000',
    ],
    [
      '[R87] across the strait',
      '两岸青年交流会举行，大陆与台湾的茶人一起种茶。两岸同源，两岸一家。台湾茶农说好。',
      '大陆；台湾 710000',
    ],
  ])('%s', (_rule, text, regions) => {
    expect(regionsIn(text)).toBe(regions)
  })
})

describe('events', () => {
  it.each([
    [
      '[R88] held somewhere',
      '5月18日下午，霁原省·翎川省工作交流座谈会在璟安市举行。',
      'meeting 霁原省·翎川省工作交流座谈会 2026-05-18 @璟安市',
    ],
    [
      '[R90] a year that is told',
      '翎霁粮食论坛将于2027年12月1日在翎川省举行。',
      'meeting 翎霁粮食论坛 2027-12-01 @翎川省',
    ],
    [
      '[R88] the opening of an occasion is of its kind',
      '5月16日，翎霁企业家年会开幕式在翎川省举行。',
      'meeting 翎霁企业家年会开幕式 2026-05-16 @翎川省',
    ],
    ['[R88] talks for a day', '5月16日，翎霁茶叶推介活动在翎川省举行。', 'meeting 翎霁茶叶推介活动 2026-05-16 @翎川省'],
    ['[R89] a call', '5月16日，翎川省商务厅厅长乔岱松赴霁原省拜访某某集团。', 'visit 2026-05-16 @霁原省'],
    [
      '[R88] by video, and where',
      '5月2日，翎霁两省海河联运推进会上午以视频连线方式在璟安市召开。',
      'meeting 翎霁两省海河联运推进会 2026-05-02 @璟安市',
    ],
    ['[R88] a show', '5月2日，“春到翎川”文艺演出晚间在璟安市上演。', 'other “春到翎川”文艺演出 2026-05-02 @璟安市'],
    ['[R88] behind the verb', '5月2日，两省在璟安市召开海河联运推进会。', 'meeting 海河联运推进会 2026-05-02 @璟安市'],
    [
      '[R97] a forum after talks',
      '5月14日，翎川省省长温廷序会见霁原省省长乔岱松。15日，翎霁经贸合作推介会在四川举行。',
      'meeting 2026-05-14；meeting 翎霁经贸合作推介会 2026-05-15 @四川',
    ],
    [
      '[R88] not what is to come',
      '5月14日，翎霁合作推进会在四川举行。下一步，双方将联合举办翎霁文化旅游节。',
      'meeting 翎霁合作推进会 2026-05-14 @四川',
    ],
    ['[R89] one after another', '5月14日，翎川省代表团到四川，先后考察茶园、码头。', 'visit 2026-05-14 @四川'],
    [
      '[R90] two days of one sentence',
      '5月14日，翎川省省长温廷序率队到四川考察，并于15日召开座谈会。',
      'visit 2026-05-14 @四川；meeting 2026-05-15',
    ],
    [
      '[R90] the next day',
      '5月14日，翎川省代表团到四川考察。次日，两地召开对口协作座谈会。',
      'visit 2026-05-14 @四川；meeting 对口协作座谈会 2026-05-15',
    ],
    ['[R90] a month of last year', '去年10月，翎川省代表团赴四川考察。', 'visit 2025-10 @四川'],
    [
      '[R93] not what is unveiled behind it',
      '5月14日，翎川省政府与霁原大学签署《战略合作协议》，并为翎霁科技园揭牌。',
      'signing 2026-05-14',
    ],
    ['[R92] what two sides discuss', '5月14日，翎川省与霁原省在四川举行茶叶磋商。', 'meeting 2026-05-14 @四川'],
    [
      '[R94] what those who meet go to besides',
      '5月14日，翎川省省长温廷序会见霁原省省长乔岱松一行，并出席翎霁产业合作论坛。',
      'meeting 2026-05-14；meeting 翎霁产业合作论坛 2026-05-14',
    ],
    [
      '[R90] not the day it was heard of, but its own',
      '18日记者从翎川省政府获悉，翎川省省长温廷序17日与霁原省省长乔岱松进行了座谈。',
      'meeting 2026-05-17',
    ],
    [
      '[R93] not a signing of months before',
      '5月14日，翎霁航线开通。今年2月，翎川集团与霁原集团签署合作协议。',
      'other 2026-05-14',
    ],
    ['[R90] a third of a month', '5月中旬，翎川省代表团赴四川考察。', 'visit 2026-05 @四川'],
    ['[R90] the day before yesterday', '前天，翎川省代表团赴四川考察。', 'visit 2026-05-17 @四川'],
    ['[R90] not in 日前天津', '日前天津市代表团到四川考察。', 'visit @四川'],
    [
      '[R90] not to come, where another time is told behind 将于',
      '1月12日，翎川省与霁原省在四川签署协议，项目将于明年1月启动。',
      'signing 2026-01-12 @四川',
    ],
    [
      '[R90] the day and not the month before it',
      '在今年4月签署协议的基础上，5月16日，翎霁合作推进会在四川举行。',
      'meeting 翎霁合作推进会 2026-05-16 @四川',
    ],
    [
      '[R88] what is held, beside what is to come',
      '两省是好邻居。5月16日，翎霁合作论坛在四川举行，其间还将举办茶会。',
      'meeting 翎霁合作论坛 2026-05-16 @四川',
    ],
    ['[R90] to be held', '5月31日，翎霁合作论坛将在四川举行。', 'meeting 翎霁合作论坛 2026-05-31 @四川'],
    ['[R88] an opening announced', '5月14日，翎川省文旅厅厅长温廷序宣布活动启动。', ''],
    ['[R88] a camp', '5月14日，“翎霁一家”夏令营在四川开营。', 'campaign “翎霁一家”夏令营 2026-05-14 @四川'],
    [
      '[R88] not what the sides agree to hold',
      '5月14日，翎霁两省推进会在四川举行。双方商定，6月在成都举办文化节。',
      'meeting 翎霁两省推进会 2026-05-14 @四川',
    ],
    ['[R92] a meeting by who is met', '5月14日，翎川省省长温廷序会见霁原省省长乔岱松。', 'meeting 2026-05-14'],
    [
      '[R88] what begins goes on',
      '5月16日，翎川品牌北上行活动在璟安市正式启动。',
      'campaign 翎川品牌北上行活动 2026-05-16 @璟安市',
    ],
    ['[R89] a visit in all', '翎川省代表团一行5月6日抵达四川进行为期三天的访问。', 'visit 2026-05-06 @四川'],
    ['[R90] a month of this year', '翎川商会于今年3月组织代表团访问四川。', 'visit 2026-03 @四川'],
    [
      '[R89] where a delegation goes',
      '2月15日至21日，由市长温廷序带领的璟安市经贸考察团一行前往台湾，展开茶叶之旅。',
      'visit 2026-02-15..2026-02-21 @台湾',
    ],
    ['[R90] to come, where 将 stands behind the day', '温廷序6月4日将率领代表团赴四川访问。', 'visit 2026-06-04 @四川'],
    [
      '[R89, R91] a visit of some days',
      '5月16日至18日，霁原省党政代表团到翎川省学习考察。',
      'visit 2026-05-16..2026-05-18 @翎川省',
    ],
    ...['5月16-18日', '5月16至18日', '5月16—18日', '2026年5月16日-18日'].map((days) => [
      `[R89, R91] a visit of some days: ${days}`,
      `${days}，霁原省党政代表团到翎川省学习考察。`,
      'visit 2026-05-16..2026-05-18 @翎川省',
    ]),
    [
      '[R91] a range that ends after the report was published',
      '5月18—20日，霁原省党政代表团到翎川省学习考察。',
      'visit 2026-05-18..2026-05-20 @翎川省',
    ],
    [
      '[R91] a range over the turn of the year',
      '12月30日至1月2日，霁原省党政代表团到翎川省学习考察。',
      'visit 2025-12-30..2026-01-02 @翎川省',
    ],
    ...['2月30日', '2025年2月29日', '13月5日'].map((day) => [
      `[R90] no day: ${day}`,
      `${day}，霁原省党政代表团到翎川省学习考察。`,
      'visit @翎川省',
    ]),
    [
      '[R90] the year before',
      '12月30日，霁原省·翎川省座谈会在璟安市举行。',
      'meeting 霁原省·翎川省座谈会 2025-12-30 @璟安市',
    ],
    [
      '[R3] days set off by blanks',
      '2026 年 5 月 16 日至 18 日，霁原省党政代表团到翎川省学习考察。',
      'visit 2026-05-16..2026-05-18 @翎川省',
    ],
    ['[R90] yesterday', '昨天，霁原粮食博览会在琮宁市开幕。', 'expo 霁原粮食博览会 2026-05-18 @琮宁市'],
    [
      '[R88] a body that holds it is not its name',
      '5月2日，琮宁市干部培训班在璟安市举办参观纪念活动。',
      'other 参观纪念活动 2026-05-02 @璟安市',
    ],
    ['[R90] to come', '海河联运推进会将于6月2日在璟安市举行。', 'meeting 海河联运推进会 2026-06-02 @璟安市'],
    ['[R89] welcomed, not made', '5月2日，温廷序会见了乔岱松，欢迎霁原省代表团来访。', 'meeting 2026-05-02'],
    ['[R92] talks that were gone to', '5月17日，校长温廷序一行赴成都市就合作进行洽谈。', 'meeting 2026-05-17'],
    [
      '[R92] talks of leaders in a row',
      '5月17日，省长温廷序与霁原省委书记乔岱松，省长相里松率领的代表团座谈。',
      'meeting 2026-05-17',
    ],
    ['[R89] other words of coming', '5月17日，霁原省党政代表团莅临成都市对接茶业合作。', 'visit 2026-05-17 @成都市'],
    ['[R92] talks and exchange', '5月17日，省长温廷序与霁原省省长乔岱松座谈交流。', 'meeting 2026-05-17'],
    [
      '[R94] a meeting that people go to',
      '5月17日，霁原省省长温廷序出席霁原·翎川经济社会发展座谈会。',
      'meeting 霁原·翎川经济社会发展座谈会 2026-05-17',
    ],
    [
      '[R88] 发展 is no fair',
      '5月17日，霁原省经济社会发展暨对口支援座谈会举行。',
      'meeting 霁原省经济社会发展暨对口支援座谈会 2026-05-17',
    ],
    [
      '[R89] a goal before a comma',
      '5月17日，霁原省茶业考察团赴成都市，就茶业合作开展考察。',
      'visit 2026-05-17 @成都市',
    ],
    ['[R88] later is no place', '5月17日，在随后召开的茶业座谈会上，大家谈了茶。', 'meeting 茶业座谈会 2026-05-17'],
    [
      '[R89] the place of a post is no goal',
      '5月17日，霁原省党政代表团在四川省委书记温廷序陪同下，在成都市考察。',
      'visit 2026-05-17 @成都市',
    ],
    ['[R89] those who lead', '5月17日，市长温廷序率队考察砚浦茶园。', 'visit 2026-05-17'],
    ['[R88] a press conference', '5月17日，霁原省政府举行新闻发布会，介绍春耕。', 'meeting 2026-05-17'],
    [
      '[R88] a signing by its meeting',
      '5月17日，翎江保护备忘录签署会议在璟安市召开。',
      'signing 翎江保护备忘录签署会议 2026-05-17 @璟安市',
    ],
    ['[R89] a leader who goes', '5月17日，霁原省省长温廷序到成都市调研春耕工作。', 'visit 2026-05-17 @成都市'],
    ['[R92] talks', '5月17日，温廷序与乔岱松在璟安市举行座谈。', 'meeting 2026-05-17 @璟安市'],
    ['[R93] a signing', '5月2日，翎川省与霁原省在璟安市签署合作协议。', 'signing 2026-05-02 @璟安市'],
    [
      '[R88] not what is held again and again',
      '5月2日，翎川省与霁原省签署协议，每年轮流举办一次翎霁茶叶研讨会。',
      'signing 2026-05-02',
    ],
    [
      '[R88] not what is held every half year',
      '5月2日，翎川省与霁原省签署《茶业备忘录》，每半年召开一次联席会议。',
      'signing 2026-05-02',
    ],
    [
      '[R88] not what one is asked to come to',
      '5月2日，翎川省代表团到四川考察。温廷序邀请四川组团参加9月举行的翎川茶业博览会。',
      'visit 2026-05-02 @四川',
    ],
    [
      '[R88] not what the next month brings',
      '5月2日，翎霁推进会在四川举行。下月两省还将在翎川省举办翎霁文化周。',
      'meeting 翎霁推进会 2026-05-02 @四川',
    ],
    [
      '[R97] late, on a day of the report',
      '5月2日，翎霁推进会在四川举行。茶好。山好。水好。路好。5月4日，翎霁文化艺术节在吉林开幕。',
      'meeting 翎霁推进会 2026-05-02 @四川；campaign 翎霁文化艺术节 2026-05-04 @吉林',
    ],
    [
      '[R97] late, on the same day',
      '5月2日，翎霁推进会在四川举行。茶好。山好。水好。路好。当天，翎霁文化艺术节在吉林开幕。',
      'meeting 翎霁推进会 2026-05-02 @四川；campaign 翎霁文化艺术节 2026-05-02 @吉林',
    ],
    [
      '[R97] none late that is to come',
      '5月2日，翎霁推进会在四川举行。茶好。山好。水好。路好。8月24日，翎霁文化艺术节将于吉林开幕。',
      'meeting 翎霁推进会 2026-05-02 @四川',
    ],
    [
      '[R97] none late of days before',
      '5月2日，翎霁推进会在四川举行。茶好。山好。水好。路好。4月24日，翎霁文化艺术节在吉林开幕。',
      'meeting 翎霁推进会 2026-05-02 @四川',
    ],
    [
      '[R92] late, where nothing else is told',
      '茶好。山好。水好。路好。5月4日，翎川省省长温廷序会见了霁原省省长乔岱松。',
      'meeting 2026-05-04',
    ],
    [
      '[R97] a named meeting behind a reception',
      '5月2日上午，翎川省省长温廷序会见霁原省省长乔岱松。当天下午，双方召开翎霁协作第五次联席会议。',
      'meeting 2026-05-02；meeting 翎霁协作第五次联席会议 2026-05-02',
    ],
    [
      '[R97] a bare meeting of the next day',
      '昨晚，翎川省省长温廷序会见霁原省省长乔岱松。今天上午，两省召开座谈会。',
      'meeting 2026-05-18；meeting 2026-05-19',
    ],
    [
      '[R92] talks only spoken of',
      '5月2日，霁原省党政代表团到四川考察。座谈会上，温廷序说茶好。',
      'visit 2026-05-02 @四川；meeting 2026-05-02',
    ],
    [
      '[R92] talks that somebody goes to',
      '5月2日，霁原省党政代表团到四川考察。温廷序主持座谈会并讲话。',
      'visit 2026-05-02 @四川；meeting 2026-05-02',
    ],
    ['[R89] told in two halves', '5月2日，温廷序率考察组赴杭州，就种茶学习考察。', 'visit 2026-05-02 @杭州'],
    ['[R89] whoever leads somebody there', '5月2日，温廷序率队赴杭州开展招商活动。', 'visit 2026-05-02 @杭州'],
    ['[R89] to a city by its one character', '5月2日，霁原省党政代表团来穗考察。', 'visit 2026-05-02 @穗'],
    ['[R98] in a city by its one character', '5月2日，翎川省与霁原省在甬签署合作协议。', 'signing 2026-05-02 @甬'],
    ['[R90] yesterday with its number', '昨（18）日，翎霁推进会在四川举行。', 'meeting 翎霁推进会 2026-05-18 @四川'],
    [
      '[R90] the day before yesterday by another word',
      '前日，翎霁推进会在四川举行。',
      'meeting 翎霁推进会 2026-05-17 @四川',
    ],
    ['[R90] this morning', '今早，翎霁推进会在四川举行。', 'meeting 翎霁推进会 2026-05-19 @四川'],
    [
      '[R90] the second day',
      '5月2日，霁原省党政代表团到四川考察。第二天，两地召开对口协作座谈会。',
      'visit 2026-05-02 @四川；meeting 对口协作座谈会 2026-05-03',
    ],
    [
      '[R90] not the day of another before it',
      '继4月26日在吉林举办首场推介会后，5月2日，翎霁推进会在四川举行。',
      'meeting 翎霁推进会 2026-05-02 @四川',
    ],
    [
      '[R98] a place only its closing tells',
      '5月2日，翎霁农业博览会在昆山闭幕。',
      'expo 翎霁农业博览会 2026-05-02 @昆山',
    ],
    [
      '[R98] none by what is called after one',
      '5月2日，翎霁推进会在福建医科大学举行。',
      'meeting 翎霁推进会 2026-05-02',
    ],
    ['[R98] none by our own city', '5月2日，翎霁推进会在我市召开。', 'meeting 翎霁推进会 2026-05-02'],
    [
      '[R98] a place before its occasion',
      '5月2日，在合肥市政务中心，翎霁推进会举行。',
      'meeting 翎霁推进会 2026-05-02 @合肥市',
    ],
    ['[R89] a group that looks into something', '5月2日，砚浦市考察组来合肥考察。', 'visit 2026-05-02 @合肥'],
    ['[R89] those who see', '5月2日，霁原省参访团参访合肥。', 'visit 2026-05-02 @合肥'],
    [
      '[R89] to learn how others do it',
      '5月2日，砚浦市商务局一行8人赴合肥市学习园区建设经验。',
      'visit 2026-05-02 @合肥市',
    ],
    [
      '[R89] to look into what stands in quotes',
      '5月2日，砚浦市市长温廷序一行赴合肥市开展“链上”产业调研。',
      'visit 2026-05-02 @合肥市',
    ],
    ['[R88] the first train', '5月2日，首趟翎霁茶叶班列从合肥驶出。', 'other 2026-05-02'],
    ['[R88] a curtain by another word', '5月2日，翎霁推进会在四川拉开序幕。', 'meeting 翎霁推进会 2026-05-02 @四川'],
    ['[R88] for the press', '5月2日，翎霁旅游新闻通气会在四川举行。', 'meeting 翎霁旅游新闻通气会 2026-05-02 @四川'],
    ['[R92] the fifth talks', '5月2日，翎霁两省第五次边境会谈在四川举行。', 'meeting 2026-05-02 @四川'],
    [
      '[R89] late, whose delegation comes',
      '5月2日，翎霁推进会在四川举行。茶好。山好。水好。当天，翎川省代表团来四川考察。',
      'meeting 翎霁推进会 2026-05-02 @四川；visit 2026-05-02 @四川',
    ],
    [
      '[R89] none who came before',
      '5月2日，翎川省省长温廷序会见霁原省省长乔岱松。去年，温廷序同来访的霁原省省长相里松深入交流。',
      'meeting 2026-05-02',
    ],
    [
      '[R89] none that is asked to come',
      '5月2日，翎霁推进会在四川举行。两省将邀请翎川茶业代表团来四川考察。',
      'meeting 翎霁推进会 2026-05-02 @四川',
    ],
    ['[R89] by a long name', '5月2日，霁原省科技厅副厅长约尔古丽·加帕尔访问翎川大学。', 'visit 2026-05-02'],
    [
      '[R97] on a day of the report, whatever of former times is told with it',
      '5月2日，翎霁推进会在四川举行。在4日举行的两省经贸交流会上，温廷序说，近年来两省往来多。',
      'meeting 翎霁推进会 2026-05-02 @四川；meeting 两省经贸交流会 2026-05-04',
    ],
    [
      '[R94] gone to late, on a day of its own',
      '5月2日，翎川省代表团赴四川考察。茶好。山好。水好。路好。4日，温廷序出席了翎霁经贸交流会。',
      'visit 2026-05-02 @四川；meeting 翎霁经贸交流会 2026-05-04',
    ],
    [
      '[R88] a feast with a meeting',
      '5月2日，翎霁登山交流大会暨登山队成立20周年庆典在四川举行。',
      'meeting 翎霁登山交流大会暨登山队成立20周年庆典 2026-05-02 @四川',
    ],
    [
      '[R97] another in a further clause',
      '在5月2日召开的翎霁推进会上，作为分论坛之一的翎霁茶业交流大会举行。',
      'meeting 翎霁推进会 2026-05-02；meeting 翎霁茶业交流大会 2026-05-02',
    ],
    [
      '[R90] the day of the meeting for the press',
      '记者15日从在四川举行的翎霁茶业博览会新闻发布会获悉，两省往来多。',
      'meeting 翎霁茶业博览会新闻发布会 2026-05-15 @四川',
    ],
    [
      '[R90] the day on which a signing was announced',
      '翎川集团5月15日宣布与霁原集团签署合作备忘录。',
      'signing 2026-05-15',
    ],
    ['[R92] the head of a firm received', '5月2日，翎川省省长温廷序会见翎川集团董事长乔岱松。', 'meeting 2026-05-02'],
    [
      '[R90] not the day of the dateline',
      '本报5月18日讯 17日，翎川省与霁原省在四川签署协议。',
      'signing 2026-05-17 @四川',
    ],
    ['[R90] the end of a month', '4月底，翎川省代表团赴四川考察。', 'visit 2026-04 @四川'],
    [
      '[R98] with its country, where that is China',
      '5月2日，翎霁推进会在中国江西南昌举行。',
      'meeting 翎霁推进会 2026-05-02 @中国江西南昌',
    ],
    ['[R90] a day in words', '五月八日，翎霁推进会在四川举行。', 'meeting 翎霁推进会 2026-05-08 @四川'],
    [
      '[R90] a day and its year in words',
      '一九九〇年十二月二十八日，翎霁推进会在四川举行。',
      'meeting 翎霁推进会 1990-12-28 @四川',
    ],
    [
      '[R88] behind a motto with a comma',
      '5月2日，两省在四川举办以“共建共享，协同发展”为主题的翎霁推进会。',
      'meeting 翎霁推进会 2026-05-02 @四川',
    ],
    [
      '[R88] no bare ceremony inside a meeting',
      '5月2日，翎霁推进会在四川举行，并举行了授牌仪式。',
      'meeting 翎霁推进会 2026-05-02 @四川',
    ],
    [
      '[R97] late, behind a ceremony',
      '5月2日，翎霁茶业平台启动仪式在四川举行。茶好。山好。水好。路好。启动仪式后，两省举办翎霁合作对话会。',
      'other 翎霁茶业平台启动仪式 2026-05-02 @四川；meeting 翎霁合作对话会 2026-05-02',
    ],
    [
      '[R93] a signing in quotes',
      '5月2日，翎霁重点项目集中“云签约”活动在四川举行。',
      'signing 翎霁重点项目集中“云签约”活动 2026-05-02 @四川',
    ],
    ['[R92] talks held at set times', '5月2日，翎霁两省定期会晤在四川举行。', 'meeting 2026-05-02 @四川'],
    ['[R89] whoever leads a group there', '5月2日，温廷序率考察团到达杭州，看望援建干部。', 'visit 2026-05-02 @杭州'],
    ['[R89] deep into several places', '5月2日，翎川省省长温廷序深入杭州、宁波，调研茶业。', 'visit 2026-05-02 @杭州'],
    [
      '[R94][R97] learned from, and another on its own day',
      '5月18日，记者从翎川省外事工作发布会上获悉，两省往来多。4月9日，两省在砚浦市召开海河联运推进会。',
      'meeting 翎川省外事工作发布会 2026-05-18；meeting 海河联运推进会 2026-04-09 @砚浦市',
    ],
    [
      '[R93] one beside a visit, at a place of its own',
      '5月16日，霁原省党政代表团到翎川省考察，两省当天在砚浦签订合作协议。',
      'visit 2026-05-16 @翎川省；signing 2026-05-16 @砚浦',
    ],
    [
      '[R98] its place told later',
      '5月2日，翎川省与霁原省签署合作协议。签约仪式在璟安市举行。',
      'signing 2026-05-02 @璟安市',
    ],
    [
      '[R93] none beside its meeting',
      '5月2日，两省座谈会在璟安市举行，翎川省与霁原省签署合作协议。',
      'meeting 两省座谈会 2026-05-02 @璟安市',
    ],
    [
      '[R88] joined by 暨: a meeting with a fair',
      '5月2日，海河联运大会暨两省粮食交易会在璟安市举行。',
      'meeting 海河联运大会暨两省粮食交易会 2026-05-02 @璟安市',
    ],
    [
      '[R88] joined by 暨: a meeting behind a feast',
      '5月2日，两省结好十年庆祝活动暨海河联运推介会在璟安市举行。',
      'meeting 两省结好十年庆祝活动暨海河联运推介会 2026-05-02 @璟安市',
    ],
    [
      '[R88] a name that goes on behind its head',
      '5月2日，海河论坛·两省联运新机遇在璟安市举行。',
      'meeting 海河论坛·两省联运新机遇 2026-05-02 @璟安市',
    ],
    [
      '[R88] the launch of a campaign',
      '5月2日，两省惠民行动启动仪式在璟安市举行。',
      'campaign 两省惠民行动启动仪式 2026-05-02 @璟安市',
    ],
    ['[R88] a train that begins to run', '5月2日，货车驶出站台，标志着两省海河专列开行。', 'other 2026-05-02'],
    ['[R88] a rule in force', '记者4月30日从翎川省政府了解到，两省互认办法于4月28日起施行。', 'other 2026-04-28'],
    ['[R88] none that is going to', '两省互认办法将于9月1日起施行。', ''],
    ['[R88] 展 in another word', '5月2日，两省在举办赛事的同时开展种茶交流。', ''],
    [
      '[R88] carried out on a day',
      '5月2日，两省在成都市开展“同饮一江水”捐赠活动。',
      'other “同饮一江水”捐赠活动 2026-05-02 @成都市',
    ],
    [
      '[R97] beside the first',
      '5月2日，海河联运推进会在璟安市举行。当晚，两省粮食产销对接会在砚浦市同步举行。',
      'meeting 海河联运推进会 2026-05-02 @璟安市；meeting 两省粮食产销对接会 2026-05-02 @砚浦市',
    ],
    [
      '[R97] on no day of its own',
      '5月2日，海河联运推进会在璟安市举行。其间还召开了两省粮食产销对接会。',
      'meeting 海河联运推进会 2026-05-02 @璟安市；meeting 两省粮食产销对接会',
    ],
    [
      '[R97] the same by another name',
      '5月2日，海河联运推进会在璟安市举行。同时，两省海河联运推进会在砚浦市举行。',
      'meeting 海河联运推进会 2026-05-02 @璟安市',
    ],
    [
      '[R97] not what is only the time of another',
      '5月2日，海河联运推进会举行期间，两省粮食产销对接会在砚浦市举行。',
      'meeting 两省粮食产销对接会 2026-05-02 @砚浦市',
    ],
    [
      '[R94] gone to on a day',
      '5月2日，霁原省省长温廷序到成都市出席了海河联运推进会。',
      'meeting 海河联运推进会 2026-05-02 @成都市',
    ],
    ['[R88] none whose speech is only studied', '两省学习了在成都召开的海河联运推进会重要讲话精神。', ''],
    [
      '[R94] none whose speech is only studied',
      '5月2日，学校召开会议，学习在海河联运推进会上的讲话。',
      'meeting 2026-05-02',
    ],
    ['[R89] none in words of welcome', '5月2日，温廷序对乔岱松一行来访表示欢迎。', ''],
    ['[R89] none of many', '霁原省代表团多次到访翎川省，开展合作。', ''],
    ['[R92] talks at a place', '5月2日，校长温廷序来到砚浦市，在市政府座谈。', 'meeting 2026-05-02'],
    [
      '[R93] told by a shorter name first',
      '5月2日，翎川省与霁原省在璟安市签署合作备忘录。5月4日，两省刊发了签署的《翎川省霁原省合作备忘录》。',
      'signing 2026-05-02 @璟安市',
    ],
    [
      '[R93] beside what began that day',
      '5月2日，货车驶出站台，标志着两省海河专列开行。当日，翎川省与霁原省签署合作协议。',
      'other 2026-05-02；signing 2026-05-02',
    ],
    [
      '[R90] not on the day of another sentence',
      '5月18日，两省宣布合作。谅解备忘录日前由翎川省与霁原省在港签署。',
      'signing @港',
    ],
    ['[R93] none among what a late sentence recalls', '甲。乙。丙。丁。翎川省企业与霁原省企业签署购销协议。', ''],
    [
      '[R98] a city as it is written, with its country',
      '5月2日，两省推介会在巴西圣保罗举行。',
      'meeting 两省推介会 2026-05-02 @巴西圣保罗',
    ],
    [
      '[R98] without what it is called before its name',
      '5月2日，两省推介会在泰国首都曼谷举行。',
      'meeting 两省推介会 2026-05-02 @曼谷',
    ],
    [
      '[R94] what somebody says at an occasion',
      '温廷序5月2日在“翎霁企业圆桌会”上表示，两省合作多。',
      'meeting 翎霁企业圆桌会 2026-05-02',
    ],
    [
      '[R90] the day behind the name of what is announced',
      '5月2日获悉，第五届翎霁博览会将于6月3日在砚浦市举行。',
      'expo 第五届翎霁博览会 2026-06-03 @砚浦市',
    ],
    ['[R88] a reception is no event of its own', '5月2日，翎川省为客人举行隆重的欢迎仪式。', ''],
    [
      '[R90] a day of a visit that is not told',
      '5月2日至3日，霁原省党政代表团到翎川省考察。在两省工作交流座谈会上，温廷序讲话。',
      'visit 2026-05-02..2026-05-03 @翎川省；meeting 两省工作交流座谈会',
    ],
    [
      '[R90] the day on which a reporter heard of what took place before',
      '5月12日，记者从翎川海关获悉，日前，翎川海关与霁原海关在渝正式签署合作备忘录。',
      'signing @渝',
    ],
    ['[R98] none of several', '5月2日，两省在成都、绵阳召开海河联运推进会。', 'meeting 海河联运推进会 2026-05-02'],
  ])('%s', (_rule, text, events) => {
    expect(eventsIn(text)).toBe(events)
  })

  it.each([
    ['5月2日，两省在璟安市召开海河联运推进会。', true],
    ['昨天，两省在璟安市召开海河联运推进会。', true],
    ['2026年5月2日，两省在璟安市召开海河联运推进会。', false],
    ['二〇二六年五月二日，两省在璟安市召开海河联运推进会。', false],
    ['两省在璟安市召开海河联运推进会。', false],
  ])('[R90] is named where the year follows from the publication: %s', (text, follows) => {
    const [event] = articlesOf(text).flatMap((article) => article.events)
    expect(event?.rules.includes('R90')).toBe(follows)
  })
})

/** 双方将共建学校, and what its speaker adds. */
const UNDERTAKEN = 'jointly-states 温廷序>翎川省+霁原省 education'
const ALONE = 'undertakes 温廷序>翎川省 education'

describe('pledges', () => {
  it.each([
    ['[R71] asks', '希望两省共建产业园。', 'asks >翎川省+霁原省 industry'],
    [
      '[R72, R77, R78] undertakes',
      '翎川省省长温廷序说，我们愿与霁原省一道办好博览会。',
      'undertakes 温廷序>翎川省 opening',
    ],
    [
      '[R73] a document',
      '两省签署合作协议。协议明确，两省每年互派教师20人。',
      'jointly-states >翎川省+霁原省 education',
    ],
    [
      '[R72] a plain 会',
      '翎川省省长温廷序说，翎川省会继续与霁原省合作办好博览会。',
      'undertakes 温廷序>翎川省 opening',
    ],
    [
      '[R73] what a document lays down among others',
      '两省印发方案。其中明确，两省每年互派教师20人。',
      'jointly-states >翎川省+霁原省 education',
    ],
    ['[R72] both need to', '翎川省省长温廷序说，两岸需以论坛为平台凝聚共识。', 'undertakes 温廷序>翎川省+霁原省 other'],
    [
      '[R72] what is to be done',
      '翎川省省长温廷序提出，要推动与霁原省的教育合作。',
      'undertakes 温廷序>翎川省 education',
    ],
    ['[R74] an effect on others', '平台的运行将为两省学生上学提供一条便捷路径。', ''],
    [
      '[R74] for how long something is to be shown',
      '两省签署合作协议。为期三天的此次大会紧扣教育合作的主题和今年以来的新变化，将先后推出三场对接。',
      '',
    ],
    ['[R74] an effect of what was founded', '两省签署合作协议。办事处的启用，将进一步深化两省合作。', ''],
    ['[R72] no vow in a degree', '两省签署合作协议。翎川省省长温廷序说，我们一定程度上依赖两省的学校。', ''],
    ['[R74] an effect once it is built', '两省签署合作协议。产业园建成后，将带动两省就业3000人。', ''],
    ['[R73] no content in when something was proposed', '今年是两省携手发展倡议提出10周年。', ''],
    ['[R72] no will in the name of a society', '翎川省旅游协会与霁原省旅游协会深化合作。', ''],
    [
      '[R72] a plain 会 of what is to come',
      '两省签署合作协议。翎川省省长温廷序说，翎川省明年会派教师到霁原省讲课。',
      'undertakes 温廷序>翎川省 education',
    ],
    [
      '[R72] a side by its one character',
      '两省签署合作协议。翎川省省长温廷序说，翎川省将派教师赴渝讲课。',
      'undertakes 温廷序>翎川省 education',
    ],
    [
      '[R72] a vow',
      '两省签署合作协议。翎川省省长温廷序说，我们一定办好每一所学校。',
      'undertakes 温廷序>翎川省 education',
    ],
    [
      '[R72] what a side has to do',
      '两省签署合作协议。翎川省省长温廷序说，翎川要主动对接霁原省的学校。',
      'undertakes 温廷序>翎川省 education',
    ],
    ['[R71] proposing', '两省签署合作协议。会上有人提议双方办好学校。', 'asks >翎川省+霁原省 education'],
    ['[R71] no hope for oneself', '两省签署合作协议。李明说，期待走进两省的学校。', ''],
    [
      '[R73] as agreed',
      '两省签署合作协议。按照约定，翎川省每年接收霁原省学生30名。',
      'jointly-states >翎川省+霁原省 education',
    ],
    [
      '[R73] what an agreement includes',
      '两省签署合作协议。协议内容包括互派骨干教师。',
      'jointly-states >翎川省+霁原省 education',
    ],
    [
      '[R73, R75] what a meeting lays down, short items too',
      '两省签署合作协议。联席会商定，两省共建学校；互派骨干教师；每年组织学生交流。',
      Array.from({ length: 3 }, () => 'jointly-states >翎川省+霁原省 education').join('；'),
    ],
    [
      '[R75] no results behind a document',
      '根据协议，双方将共建学校。三年来，两省学生增长一倍。',
      'jointly-states >翎川省+霁原省 education',
    ],
    [
      '[R75] evidence is no source',
      '根据协议，双方将共建学校。三是学生证据互认，方便各校查看。四是学生互访。',
      Array.from({ length: 3 }, () => 'jointly-states >翎川省+霁原省 education').join('；'),
    ],
    ['[R74] an effect on trade', '翎川省省长温廷序说，两省经贸往来将更加密切。', ''],
    ['[R74] the effect of a signing', '此次签约将进一步推动两省发展。', ''],
    [
      '[R75] no question behind a document',
      '根据协议，双方将共建学校。一年过去，这些项目进展如何？',
      'jointly-states >翎川省+霁原省 education',
    ],
    ['[R74] days of an occasion', '活动为期一周，两省艺术家将献上8场演出。', ''],
    ['[R74] reporters who are to go about', '来自10家媒体的记者将深入两省采访。', ''],
    ['[R72] whom one sends', '今年8月，翎川省还将组织教师赴霁原交流。', 'undertakes > education'],
    [
      '[R73] what a signing lays down',
      '两省签署《三年行动方案》，确定实施重点项目30个。',
      'jointly-states >翎川省+霁原省 other',
    ],
    ['[R71] asking others to come', '翎川省省长温廷序邀请霁原省派团参加教育展。', 'asks > education'],
    ['[R72] what one gives the other', '翎川将为霁原青年提供更多机会。', 'undertakes >翎川省 culture-tourism'],
    [
      '[R73] what both sides have to do',
      '翎川省省长温廷序强调，两省要健全合作机制。',
      'jointly-states 温廷序>翎川省+霁原省 other',
    ],
    [
      '[R72] a welcome behind what one will do',
      '翎川省省长温廷序说，翎川愿与霁原共建园区，欢迎霁原企业来投资。',
      'undertakes 温廷序>翎川省 industry+opening',
    ],
    ['[R72] what both plan', '双方计划联合培育种业企业。', 'undertakes >翎川省+霁原省 agriculture'],
    ['[R72] what three have to do', '翎川省省长温廷序强调，三省要加强产业合作。', 'undertakes 温廷序>翎川省 industry'],
    ['[R72] more than before', '翎川省将更加积极支持霁原省。', 'undertakes >翎川省 other'],
    ['[R72] a promise', '翎川省承诺为霁原省货物提供便利。', 'undertakes > other'],
    ['[R73] what a meeting brings up', '会议提出，要加快两省林业建设。', 'jointly-states >翎川省+霁原省 ecology'],
    ['[R73] what was agreed on by all', '两省就共建学校达成一致意见。', 'jointly-states >翎川省+霁原省 education'],
    ['[R71] what two should do', '翎川省省长温廷序认为，两省应打破壁垒。', 'asks 温廷序>翎川省+霁原省 other'],
    ['[R74] a bare welcome', '翎川省省长温廷序说，欢迎霁原朋友常来翎川做客。', ''],
    ['[R74] trust in what others do', '翎川省省长温廷序说，相信两省合作一定会结出硕果。', ''],
    ['[R74] the effect of what runs', '两省输电工程投运，将进一步提升两省合作水平。', ''],
    ['[R74] whom a delegation is to meet', '温廷序在访问期间将与霁原省领导会面，交流合作经验。', ''],
    ['[R74] who is to speak', '温廷序将在两省合作论坛致辞，推介茶叶。', ''],
    ['[R74] 将 that means 把, to be named', '两省将翎川中学确定为共同的培训基地。', ''],
    ['[R71] a wish by another word', '翎川省省长温廷序说，期盼与霁原省共建学校。', 'asks 温廷序>霁原省 education'],
    ['[R71] no wish as a noun', '两省合作回应群众期盼，受到好评。', ''],
    [
      '[R71] what should be done faster',
      '翎川省省长温廷序说，应加快推进两省铁路建设。',
      'asks 温廷序>翎川省+霁原省 infrastructure',
    ],
    ['[R72] as before', '翎川省商务厅会一如既往支持两省合作。', 'undertakes >翎川省+霁原省 opening'],
    [
      '[R72] a plan of ours',
      '温廷序说：“明年，我们计划组织企业到霁原省，推动产业融合。”',
      'undertakes 温廷序> industry',
    ],
    [
      '[R72] aid by its short name',
      '翎川省省长温廷序强调，要突出抓好教育援疆。',
      'undertakes 温廷序>翎川省 education+assistance',
    ],
    ['[R74] guests that go about', '42位教师将先后走进翎川、霁原两省的学校。', ''],
    ['[R71] expectation as a noun', '翎川省省长温廷序说，两省教师不辜负学生的期望。', ''],
    ['[R72] both are to', '翎川省省长温廷序说，双方要培育好产业项目。', 'jointly-states 温廷序>翎川省+霁原省 industry'],
    ['[R72] a plan', '翎川省省长温廷序说，翎川省还计划与霁原省共建学校。', 'undertakes 温廷序>翎川省 education'],
    ['[R71] none that only tells of advice', '翎川省省长温廷序还就两省教育合作提出了建议。', ''],
    ['[R74] the programme of days to come', '活动还将在翎川、霁原等地举办两省教育展。', ''],
    ['[R74] 将 that means 把', '翎川省省长温廷序说，两省将粮食合作纳入清单。', ''],
    ['[R74] the programme', '博览会将探讨两省粮食合作。', ''],
    [
      '[R75] a parallel clause',
      '两省签署合作协议。协议明确，两省每年互派教师20人；赛事由两地轮流承办。',
      'jointly-states >翎川省+霁原省 education；jointly-states >翎川省+霁原省 culture-tourism',
    ],
    ['[R74] the effect of what was held', '两省教育展如期举办，将进一步推动两省教育合作。', ''],
    ['[R74] the mark of the end', '翎川省省长温廷序说，双方将共建学校。（完）【编辑：某】', UNDERTAKEN],
    [
      '[R72] a partner named before',
      `翎川省省长温廷序说，翎川省愿与霁原省一道办学。翎川省将增派教师。`,
      `${ALONE}；${ALONE}`,
    ],
    ['[R71] what could be done', '翎川省省长温廷序说，两地可以共建学校。', 'asks 温廷序>翎川省+霁原省 education'],
    ['[R73] what was agreed on', '两省就共建学校达成共识。', 'jointly-states >翎川省+霁原省 education'],
    [
      '[R75] a list whose first item stands in the sentence that leads it',
      '两省签署合作协议。协议明确，两省将做好两件事：一是互派教师20人。二是学校办学同步。',
      'jointly-states >翎川省+霁原省 education；jointly-states >翎川省+霁原省 education',
    ],
    [
      '[R75] by fields',
      '翎川省省长温廷序说，翎川省愿与霁原省携手。在产业领域，发挥各自优势；在文旅领域，推动游客互送。',
      'undertakes 温廷序>翎川省 other；undertakes 温廷序>翎川省 industry；undertakes 温廷序>翎川省 culture-tourism',
    ],
    ['[R73] what both settled by talks', '双方协商议定：一是加强两省联系。', 'jointly-states >翎川省+霁原省 other'],
    [
      '[R75] none where something is shown',
      `翎川省省长温廷序说，翎川省愿与霁原省一道办学。在推介会上，两省企业展示了种茶。`,
      ALONE,
    ],
    ['[R74] what a signing marks', '两省签署合作协议，标志着双方合作进入新阶段。', ''],
    ['[R74] effects are none', '此举将有力推动两省发展。', ''],
    [
      '[R75] items',
      '翎川省省长温廷序说，翎川省愿与霁原省携手。一是推动产业链相连。二是推动文旅互动。',
      'undertakes 温廷序>翎川省 other；undertakes 温廷序>翎川省 industry；undertakes 温廷序>翎川省 culture-tourism',
    ],
    ['[R70] fields by words', '希望两省加强医疗、教育合作。', 'asks >翎川省+霁原省 health+education'],
    [
      '[R70] a figure of speech tells none',
      '双方将建立会商机制，营造良好环境。',
      'jointly-states >翎川省+霁原省 other',
    ],
    [
      '[R76] the ruling field',
      '两省教育交流多，教育互访多，师资往来多。希望两省常来常往。',
      'asks >翎川省+霁原省 education',
    ],
    [
      '[R76] words of little weight, of what the article is about and of what it is not',
      '两省医疗合作多，医院往来多，医生互访多，中医药交流多，护理经验多。两省愿加强健康合作。两省愿加强航次合作。',
      'jointly-states >翎川省+霁原省 health；jointly-states >翎川省+霁原省 health',
    ],
  ])('%s', (_rule, text, pledges) => {
    expect(pledgesIn(SIDES + text)).toBe(pledges)
  })
})

describe('fields of an article', () => {
  const health = '两省医疗合作多，医院往来多，医生互访多，中医药交流多，护理经验多。'
  it.each([
    ['[R70] a field named in passing is none where another fills the text', `${health}双方谈到航次。`, 'health'],
    ['[R70] the heavier first', `${health}两省产业对接、制造业协作也多。`, 'health+industry'],
    ['[R70] what a sentence of cooperation tells weighs more', '两省医疗合作多。两省谈到足球。', 'health'],
    ['[R70] a plain sentence', '两省医疗都好。两省谈到足球。', 'health+culture-tourism'],
    ['[R70] a single word of little weight, where no other stands', '两省航次增多。', 'infrastructure'],
    ['[R70] one of a list of fields', `${health}双方谈到在医疗、农业等领域的合作。`, 'health+agriculture'],
    ['[R70] a word inside a longer one tells nothing', '两省签订智慧农业协议。', 'agriculture+digital'],
  ])('%s', (_rule, text, fields) => {
    expect(articlesOf(SIDES + text).flatMap((article) => article.fields.join('+'))).toEqual([fields])
  })
})

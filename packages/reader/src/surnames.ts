/** Surnames 姓 of the Hundred Family Surnames and later ones, and the characters of given names. */

import { Characters } from './characters.ts'

const COMMON =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗凤方俞任袁' +
  '柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋' +
  '茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁' +
  '宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓全郗班仰秋仲' +
  '伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥苍双闻莘党翟谭贡劳逄姬申扶冉' +
  '宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东' +
  '欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴' +
  '商牟佘佴伯赏墨哈谯笪年爱阳佟言福肖闫付代覃蹇仝冼麦邸苑苟芦鹿初战栗楚粟原官尧郐揭么展矫迟由亓隋律候撒敬才晋邝揣青海禤赫' +
  '萨仓底信化庹布普拓承保强兰门线奉钭贲暴酆逄么佀邴郄靖练苌仉缐粘翦佴僪展壬芈墨笪哈谌谯逯郇禚蔚鄢戢覃卿邸旷敬芊萱麴鉴瞿戚漆浦逯茆郐沐苗鲜哈随植帖笃丘折盘闪遆郄尉仵贠涂丛辜畅稽衣檀甯忻冮母蒿闾冶漕雒泮迮苻' +
  '隽腊楼纳刀区朴袭綦渠巨修菅斐但零洛税兀罕铁禄羿呙琚郅喇岩玉'
const COMPOUND = new Set(
  (
    '万俟 司马 上官 欧阳 夏侯 诸葛 闻人 东方 赫连 皇甫 尉迟 公羊 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 公孙 仲孙 轩辕 令狐 ' +
    '钟离 宇文 长孙 慕容 鲜于 闾丘 司徒 司空 端木 百里 东郭 南门 呼延 羊舌 微生 左丘 东门 西门 南宫 ' +
    '贺兰 巫马 乐正 漆雕 公西 拓跋 谷梁 段干 梁丘 完颜 耶律 独孤 夹谷 纳兰'
  ).split(' '),
)
/** Surnames that are far more often another word: they need stronger context. */
const RARE = new Characters(
  '和于时元平明成计经干应家全从向都国文广东利师相后红公有年言商海由安常乐云水强路管解单通边充习终居步满越那空养须丰关查' +
    '岩玉税铁禄权益福爱代付信化布普承保门线才青原官展战初律候华方包高任双党贡申农连古简能秋山车伯班富印白怀索阳敬别易畅衣母冶腊纳刀区渠巨修但零谈洛都',
)
/** Characters that given names do not have: particles, verbs of reporting, function words, what bodies end in. */
const NEVER = new Characters(
  '队邸厅局院厂的很了是及等将说称被把就还都并者我他她它们这你您个但据该让给做讲谈签署不曾氏' +
    '，。；：、！？“”（）()《》 \n·-—0123456789+%',
)
/** Characters that given names seldom have; a name with one needs a clear end. */
const SELDOM = new Characters(
  '和与到为对向从或因由时会可各跟同以其至参省市县区委任表主前后陪介代又所使率要每出均在也那述便',
)
/** Characters that are common in given names. */
const LIKELY = new Characters(
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅春建国庆文辉志东海峰波林飞云龙斌彬宇浩鹏程鑫晨阳雪婷欣怡佳' +
    '慧颖琳琪瑶璐洁莹倩萍燕玲凤珍琴淑慧爱莲荣贵福生金宝成才德仁义礼智信忠孝良善美光辉耀祥瑞兴旺富康健安宁和顺利达远广博厚' +
    '学士友朋恩思念新立民永世宗祖家邦定凯胜利武威力壮雄豪俊彦卓越毅恒坚诚真子云天宏洪鸿泽江河湖川山岩石松柏杨柳竹菊馨香' +
    '薇蕾蓉芝琼若亚雅雯琦晓晖昕旭昊晴景星辰月冬夏秋正中方元之一少小大长青清源泉润深渊浩然如茹菲丹彤绮曼仪舒亭婉妍娇媛嫣欢' +
    '乐笑喜庆凌翔羽翼飞腾冲启明开展鸣放鹤群培基树森根本全满冠群英继承启先锋向前进跃升华延年寿松鹤克勤俭严谨敬尚贤圣哲国昌兵锋钢铭钧锦芬骏栋霖帆虎彪勋庭轩涵楠娥珊翰' +
    '振卫伯汉维惠君焕茂坤仲嘉登虹炳瑜聪亮绍宪兆隆锐奎献睿盛钦璋奕锡纯岭儒岚潇煌珠佩淳芹麟弘添瑄桢祯煜炜烨炯玮珂琰璇瑾瑛珏玥芸芷茵荷菁菱萱蓓蕙岳峻崇骥鸾鸥雁鹭韬毓钊铮铎镇',
)

/** Characters that foreign, Tibetan, Mongolian and Turkic names are written with. */
const SOUNDS = new Characters(
  '阿艾爱安昂奥巴白班邦保贝本比彼别波博布查达戴丹德登迪丁东杜多恩尔法范菲费芬冯佛弗福夫富盖甘冈高戈哥格根古瓜贵哈海汉豪赫亨胡华' +
    '霍基吉加贾简杰金津卡凯坎康考柯科可克肯孔库夸奎拉来莱赖兰朗劳勒雷李里利丽林留卢鲁路伦罗洛吕马玛麦曼毛梅门蒙米密明缪摩莫默姆穆' +
    '拿纳娜乃内尼涅宁纽农努诺欧帕潘庞佩彭皮普奇齐恰乔切琼丘热仁日荣儒瑞若萨塞赛桑森沙莎尚舍申绍圣施史士斯司思苏索塔台坦汤唐陶特' +
    '滕提蒂图托脱瓦万旺威韦维魏温翁沃乌武西希夏谢辛休许雪雅亚延扬耶叶伊依因英尤于约扎泽曾詹珍治朱兹佐祖增次央宗卓旦才让措坚赞顿珠' +
    '捷琳堡兰芙芝黛茜蕾莉莲薇妮娅玫珀墨柏冈堤仑蒂缇妲翠妥亨凡夸平土买吾力江木合曼丽其琴毕朝那顺呼浩额敦宝音孟堆边强贡嘎扣孜孙果甫逊波鲍伯茨采策岑楚础川聪崔村埃什撒厄舒廷宾圭罕娃奈青赤觉曲松敖石肉云完益吐猜貌吞都叻',
)

/** Is the character one that names are written with by their sound? */
export function isSound(unit: number): boolean {
  return SOUNDS.has(unit)
}

const single = new Characters(COMMON)
const beginsCompound = new Characters(...[...COMPOUND].map((surname) => surname.charAt(0)))

/** Is the code unit a Chinese character (of the common plane)? */
export function isHan(unit: number): boolean {
  return (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3400 && unit <= 0x4dbf) || unit === 0x3007
}

/** Is it a surname of one character? */
export function isSurname(unit: number): boolean {
  return single.has(unit)
}

/** Is the surname far more often another word? */
export function isRareSurname(unit: number): boolean {
  return RARE.has(unit)
}

/** Length of the surname at a place: 2 for a compound one, 1, or 0 where none stands. */
export function surnameLength(text: string, at: number): number {
  if (beginsCompound.at(text, at) && COMPOUND.has(text.slice(at, at + 2))) return 2
  return single.at(text, at) ? 1 : 0
}

/** May the character stand in a given name? */
export function mayBeGiven(unit: number): boolean {
  return isHan(unit) && !NEVER.has(unit)
}

/** May all characters between two places stand in a given name? */
export function mayAllBeGiven(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!mayBeGiven(text.charCodeAt(i))) return false
  return true
}

/** Is the character common in given names? */
export function isLikelyGiven(unit: number): boolean {
  return LIKELY.has(unit)
}

/** Is the character seldom in given names? */
export function isSeldomGiven(unit: number): boolean {
  return SELDOM.has(unit)
}

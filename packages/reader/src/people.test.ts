import { describe, expect, it } from 'vitest'

import { bylineIn, peopleIn, readingOf, sidesIn } from './notation.ts'

describe('names and posts', () => {
  it.each([
    [
      '[R10] a surname and one or two characters',
      '珩溪市市长岑望舒、副市长米兰出席会议。',
      '岑望舒 珩溪市市长 attend；米兰 副市长 attend',
    ],
    ['[R10] a surname of two characters', '澜屿市副市长欧阳澈主持会议。', '欧阳澈 澜屿市副市长 chair'],
    ['[R11] a name ends before a verb', '砚浦市市长路长歌率团到珩溪市考察。', '路长歌 砚浦市市长 lead,inspect'],
    ['[R11] a name ends before a verb of no list', '翎川省博物院院长练秋声转达了问候。', '练秋声 翎川省博物院院长'],
    [
      '[R11] 和 ends a name only where it must',
      '琮宁市市长饶云和、副市长苏宁和乔东出席会议。',
      '饶云和 琮宁市市长 attend；苏宁 副市长 attend；乔东 副市长 attend',
    ],
    [
      '[R12] a name is known again',
      '琮宁市市长苏禾主持会议。温廷序没有来。会上，苏禾说，茶很好。',
      '苏禾 琮宁市市长 chair,speak',
    ],
    ['[R13] a dotted name', '榆芷县县长巴图·额日和陪同。', '巴图·额日和 榆芷县县长 accompany'],
    [
      '[R13] a dotted name that begins like a country',
      '塔沃莱拉驻华大使萨尔瓦多·雷戈表示，茶很好。',
      '萨尔瓦多·雷戈 塔沃莱拉驻华大使 speak',
    ],
    ['[R11] 在 that no verb may follow is of the name', '琮宁市市长付禾在表示，茶很好。', '付禾在 琮宁市市长 speak'],
    [
      '[R17] a ministry of several matters',
      '塔国、英国投资、贸易和工业部副部长欧阳澈出席会议。',
      '欧阳澈 英国投资、贸易和工业部副部长 attend',
    ],
    [
      '[R18] 携 before another',
      '琮宁市市长苏禾携珩溪市市长岑望舒出席会议。',
      '苏禾 琮宁市市长 attend；岑望舒 珩溪市市长 attend',
    ],
    ['[R18] a call', '琮宁市市长苏禾拜访珩溪市市长岑望舒。', '苏禾 琮宁市市长；岑望舒 珩溪市市长'],
    [
      '[R25] a dotted name by its last part',
      '塔沃莱拉市市长若昂·雷戈签字。雷戈说，好。',
      '若昂·雷戈 塔沃莱拉市市长 sign,speak',
    ],
    [
      '[R14] a name without a known surname',
      '榆芷县中学校长扎木苏荣表示，希望来年再聚。',
      '扎木苏荣 榆芷县中学校长 speak',
    ],
    ['[R14] a name in Latin letters', '塔沃莱拉商会会长Rowel Tamba表示，茶很好。', 'RowelTamba 塔沃莱拉商会会长 speak'],
    ['[R14] a name of Japan', '日本砚浦市市长小野寺修出席会议。', '小野寺修 日本砚浦市市长 attend'],
    [
      '[R14] a Chinese name, whatever Japan has to do with it',
      '访问日本的翎川省省长王维致辞。',
      '王维 翎川省省长 speak',
    ],
    [
      '[R14] a surname that is in no list, before what is said',
      '珩溪市博物院院长苍其乐在致辞中表示，茶很好。珩溪市商会会长敖貌吞介绍了情况。',
      '苍其乐 珩溪市博物院院长 speak；敖貌吞 珩溪市商会会长 present',
    ],
    [
      '[R14] names of Japan behind posts that tell it by other words',
      '日中茶业协会理事长坪井泰博、爱知茶业协会会长功刀由纪子出席会议。',
      '坪井泰博 日中茶业协会理事长 attend；功刀由纪子 爱知茶业协会会长 attend',
    ],
    [
      '[R14] 在 behind a name of Japan',
      '日本砚浦大学校长船田元在发言时表示，茶很好。',
      '船田元 日本砚浦大学校长 speak',
    ],
    [
      '[R14] a name with its Latin form behind it',
      '塔沃莱拉大学校长楚昂科特布恩吐维特(Chuang Bhun)致辞。',
      '楚昂科特布恩吐维特 塔沃莱拉大学校长 speak',
    ],
    [
      '[R13] a dotted name before a verb of no list',
      '塔沃莱拉驻华大使萨尔瓦多·雷戈坐进车里。雷戈说，茶很好。',
      '萨尔瓦多·雷戈 塔沃莱拉驻华大使 speak',
    ],
    [
      '[R14] a name of Thailand that goes on by a sound, and one of Myanmar',
      '塔沃莱拉基金会主席赵昆通猜，珩溪市市长苏禾出席活动。塔沃莱拉党主席敏貌吞重点关注茶叶。',
      '赵昆通猜 塔沃莱拉基金会主席 attend；苏禾 珩溪市市长 attend；敏貌吞 塔沃莱拉党主席',
    ],
    ['[R20] a dotted name behind what somebody was', '曾任塔国演员的若昂·雷戈说，茶很好。', '若昂·雷戈 speak'],
    ['[R13] a rank behind a dotted name', '塔沃莱拉大学校长吉姆·麦肯爵士致辞。', '吉姆·麦肯 塔沃莱拉大学校长 speak'],
    [
      '[R10] monks',
      '珩溪市云栖寺方丈净初法师致辞，青原寺住持本澄法师、砚山寺住持照远长老出席仪式。',
      '净初法师 珩溪市云栖寺方丈 speak；本澄法师 青原寺住持 attend；照远长老 砚山寺住持 attend',
    ],
    ['[R16] a paper before a post', '《珩溪日报》社长苏禾说，茶很好。', '苏禾 《珩溪日报》社长 speak'],
    [
      '[R16] two posts of one head, told in one breath',
      '珩溪市商会党组书记、会长，翎川省茶业商会会长苏禾致辞。',
      '苏禾 珩溪市商会党组书记|会长|翎川省茶业商会会长 speak',
    ],
    [
      '[R16] the own name in a post',
      '岑望舒茶业集团很有名。珩溪市商会副会长、翎川岑望舒茶业集团董事长岑望舒说，茶很好。',
      '岑望舒 珩溪市商会副会长|翎川岑望舒茶业集团董事长 speak',
    ],
    [
      '[R19] jobs in a body that is named',
      '珩溪市外事办公室工作人员苏禾说，茶很好。珩溪市茶业协会代表岑望舒说，好。企业代表温岚秋说，好。',
      '苏禾 珩溪市外事办公室工作人员 speak；岑望舒 珩溪市茶业协会代表 speak；温岚秋 speak',
    ],
    [
      '[R19] callings are no posts',
      '珩溪市策展人温岚秋、出版业者苏禾介绍说，茶很好。台湾设计师岑望舒说，好。',
      '温岚秋 speak；苏禾 speak；岑望舒 speak',
    ],
    [
      '[R20] what somebody is there as, or serves as',
      '作为珩溪市茶业公司总经理，苏禾说，茶很好。兼任翎川省商会会长的岑望舒说，好。温岚秋说，好。温岚秋担任砚浦市茶业公司董事长。',
      '苏禾 珩溪市茶业公司总经理 speak；岑望舒 翎川省商会会长 speak；温岚秋 砚浦市茶业公司董事长 speak',
    ],
    [
      '[R28] three names and more, counted among people',
      '音乐会开始，温岚秋、苏禾、岑望舒等青年演奏家演出。',
      '温岚秋 perform；苏禾 perform；岑望舒 perform',
    ],
    ['[R14] a Chinese name in Japan', '中国驻日本大使王毅应邀出席会议。', '王毅 中国驻日本大使 attend'],
    ['[R14] a Tibetan name', '琮宁市市长洛桑江村出席会议。', '洛桑江村 琮宁市市长 attend'],
    ['[R18] a city that begins with a number', '五家渠市市长王文远出席会议。', '王文远 五家渠市市长 attend'],
    ['[R22] a vice dean who chairs', '会议由温若衡副院长主持。', '温若衡 副院长 chair'],
    [
      '[R28] joined by others with their posts',
      '岑望舒、温若衡和琮宁市领导苏禾、史嘉禾参加会议。',
      '岑望舒 attend；温若衡 attend；苏禾 琮宁市领导 attend；史嘉禾 琮宁市领导 attend',
    ],
    ['[R13] a hyphen', '塔沃莱拉市市长玛丽-佛朗斯·雷戈表示，茶很好。', '玛丽-佛朗斯·雷戈 塔沃莱拉市市长 speak'],
    ['[R14] sounds that go on', '应塔沃莱拉总理梅里韦杰夫邀请，客人来了。', '梅里韦杰夫 塔沃莱拉总理'],
    [
      '[R18] those who are led',
      '琮宁市市长苏禾带领委员岑望舒考察。',
      '苏禾 琮宁市市长 lead,inspect；岑望舒 委员 inspect',
    ],
    ['[R22] a mayor who acts', '琮宁市温若衡市长表示，茶很好。', '温若衡 市长 speak'],
    ['[R22] a secretary of a federation', '璟安市金融业联合会温若衡秘书长一行来访。', '温若衡 秘书长'],
    [
      '[R16] no post of the scholar before',
      '会议由化学学院徐温衡教授、苗若砚教授和副主任苏禾介绍。',
      '徐温衡 教授；苗若砚 教授；苏禾 副主任',
    ],
    ['[R19] one after another is nobody', '会上，两地专家依次发言。', ''],
    ['[R19] nobody behind a leader of the state', '会议学习了毛主席和中共翎川省委的文章。', ''],
    ['[R22] behind the centre they head', '会上，省采购中心温若衡主任就茶叶采购作了介绍。', '温若衡 主任 present'],
    ['[R10] a given name that is a word', '翎川省商务厅厅长张欣然致辞。', '张欣然 翎川省商务厅厅长 speak'],
    ['[R19] who is glad is nobody', '会上，农户高兴地说，茶很好。', ''],
    ['[R19] an elder is nobody by name', '会上，村民张大爷说，茶很好。', ''],
    ['[R11] 同 that ends a name', '翎川省省长温大同致辞。', '温大同 翎川省省长 speak'],
    ['[R46] no speech of what is on a board', '璟安市市长温廷序参观，展板写着：“茶香”。', '温廷序 璟安市市长 inspect'],
    [
      '[R46] no speech of who comes behind another’s',
      '苏禾说：“茶很好。”璟安市市长温廷序主持会议。',
      '苏禾 speak；温廷序 璟安市市长 chair',
    ],
    ['[R18] a firm that begins with 同', '同程集团董事长温廷序致辞。', '温廷序 同程集团董事长 speak'],
    ['[R18] a district that begins with 让', '大庆市让胡路区区长温廷序致辞。', '温廷序 大庆市让胡路区区长 speak'],
    ['[R19] a chair of a province', '民盟黑龙江主席温廷序致辞。', '温廷序 民盟黑龙江主席 speak'],
    ['[R19] who trades', '采购商温廷序告诉记者，茶很好。', '温廷序 speak'],
    ['[R13] parts joined by a hyphen', '璟安市副市长古德伦-魏德曼致辞。', '古德伦-魏德曼 璟安市副市长 speak'],
    ['[R10] a name of Vietnam', '璟安市副市长武氏明幸致辞。', '武氏明幸 璟安市副市长 speak'],
    ['[R11] two characters before 书面', '璟安市市长温衡书面致辞。', '温衡 璟安市市长 speak'],
    ['[R46] who is heard', '茶会开始了。\n璟安茶业协会会长 温廷序：茶很好。', '温廷序 璟安茶业协会会长 speak'],
    [
      '[R34] who is there when others meet',
      '璟安市市长温廷序会见琮宁市市长乔岱松，副市长苏禾等陪同会见。',
      '温廷序 璟安市市长 meet；乔岱松 琮宁市市长 meet；苏禾 副市长 accompany',
    ],
    ['[R18] the host before the post', '东道主璟安市市长温廷序致辞。', '温廷序 璟安市市长 speak'],
    ['[R22] a rare surname behind the school', '我校关若衡副校长致辞。', '关若衡 副校长 speak'],
    ['[R46] a quotation led in', '璟安市市长温廷序感触颇深：“茶很好。”', '温廷序 璟安市市长 speak'],
    ['[R46] whose quotation it was', '“欢迎来喝茶！”璟安市市长温廷序发出邀请。', '温廷序 璟安市市长 speak'],
    ['[R35] how the province is', '翎川省副省长温廷序介绍了翎川省情。', '温廷序 翎川省副省长 present'],
    ['[R20] what somebody serves as', '挂职昆山市副市长的温若衡说，茶很好。', '温若衡 昆山市副市长 speak'],
    ['[R32] who else came along', '陪同考察的还有璟安市副市长温廷序。', '温廷序 璟安市副市长 accompany'],
    ['[R11] two characters before what is done fully', '翎川省副省长温衡充分肯定了合作。', '温衡 翎川省副省长'],
    ['[R11] two characters before 以', '翎川省副省长温衡以“茶”为题作报告。', '温衡 翎川省副省长 present'],
    ['[R11] two characters before 作', '翎川省副省长温衡作总结讲话。', '温衡 翎川省副省长 speak'],
    ['[R11] two characters before 同', '翎川省副省长温衡同代表团座谈。', '温衡 翎川省副省长 meet'],
    ['[R14] a Tibetan name', '璟安市副市长多吉才让致辞。', '多吉才让 璟安市副市长 speak'],
    ['[R14] a name that begins like a town', '璟安市副市长尼玛次仁致辞。', '尼玛次仁 璟安市副市长 speak'],
    ['[R14] a governor of Japan', '富山县知事新田八朗致辞。', '新田八朗 富山县知事 speak'],
    ['[R18] a town that begins with 长', '湖南省长沙市市长温衡致辞。', '温衡 湖南省长沙市市长 speak'],
    ['[R18] a town by its short name before 市长', '长沙市长温衡致辞。', '温衡 长沙市长 speak'],
    ['[R18] a quotation before the post', '“感谢大家！”璟安市市长温廷序说。', '温廷序 璟安市市长 speak'],
    [
      '[R18] 同 before the post',
      '翎川省省长乔岱松同昆山市市长温廷序座谈。',
      '乔岱松 翎川省省长 meet；温廷序 昆山市市长 meet',
    ],
    ['[R18] a place that begins with 和', '和田地委副书记温廷序致辞。', '温廷序 和田地委副书记 speak'],
    ['[R16] posts parted by ，', '湖北省委常委，武汉市委书记温廷序致辞。', '温廷序 湖北省委常委|武汉市委书记 speak'],
    [
      '[R22] a list of names before their titles',
      '翎川省文旅厅温廷序副厅长、霁原省文旅厅苏禾处长致辞。',
      '温廷序 副厅长 speak；苏禾 处长 speak',
    ],
    ['[R22] a compound surname', '司马小龙秘书长致辞。', '司马小龙 秘书长 speak'],
    [
      '[R34] whom the host meets',
      '翎川省省长温廷序与来琮考察的霁原省省长乔岱松举行会谈。',
      '温廷序 翎川省省长 meet；乔岱松 霁原省省长 inspect,meet',
    ],
    [
      '[R34] who leads those who are met',
      '翎川省省长温廷序会见霁原省省长乔岱松率领的霁原省代表团一行。',
      '温廷序 翎川省省长 meet；乔岱松 霁原省省长 meet,lead',
    ],
    [
      '[R30] not on whose behalf',
      '受翎川省省长温廷序委托，副省长乔岱松致辞。',
      '温廷序 翎川省省长；乔岱松 副省长 speak',
    ],
    ['[R30] who looks on performs nothing', '翎川省省长温廷序出席并观看演出。', '温廷序 翎川省省长 attend'],
    ['[R23] who leads', '由温若衡率领的考察团来到璟安市。', '温若衡 lead'],
    ['[R21] a post behind 让', '这里的风光让璟安集团董事长温若衡表示，茶很好。', '温若衡 璟安集团董事长 speak'],
    ['[R11] a name before two words that run on', '璟安市副市长温衡见证签约。', '温衡 璟安市副市长 witness'],
    ['[R23] no 在', '在会上，苏禾在致辞中说，茶很好。', '苏禾 speak'],
    ['[R14] capitals are no name', '塔沃莱拉商会会长APEC表示，茶很好。', ''],
    [
      '[R14] a foreign name without dots',
      '塔沃莱拉新闻部长贝勒托莫尔等出席会议。',
      '贝勒托莫尔 塔沃莱拉新闻部长 attend',
    ],
    ['[R14] a verb behind a noun for people is no name', '砚浦市的企业家和院校负责人举行见面会。', ''],
    ['[R14] a surname of no list', '翎川省财政厅副厅长衣如蓝出席会议。', '衣如蓝 翎川省财政厅副厅长 attend'],
    [
      '[R25] a dotted name by its first part',
      '塔沃莱拉市市长若昂·雷戈签字。若昂说，好。',
      '若昂·雷戈 塔沃莱拉市市长 sign,speak',
    ],
    [
      '[R20] a name that is told of',
      '苏禾是琮宁市茶业协会会长。她说，苏禾两个字好记。',
      '苏禾 琮宁市茶业协会会长 speak',
    ],
    ['[R20] where somebody comes from', '来自琮宁市的苏禾表示，茶很好。', '苏禾 speak'],
    ['[R17] a note in brackets', '琮宁市副市长(挂职)苏禾出席会议。', '苏禾 琮宁市副市长(挂职) attend'],
    [
      '[R28] names that open a sentence and take part',
      '琮宁市市长苏禾主持会议。温廷序、邵禾、相里松等参加。',
      '苏禾 琮宁市市长 chair；温廷序 attend；邵禾 attend；相里松 attend',
    ],
    ['[R29] 和 before a preposition ends a name', '琮宁市市长温连和在会上致辞。', '温连和 琮宁市市长 speak'],
    [
      '[R18] another side behind 同 opens a post of its own',
      '5月18日，苏禾在迎宾馆同丹麦商会会长刘一舟举行会谈。',
      '刘一舟 丹麦商会会长 meet',
    ],
    [
      '[R18] a dateline is no part of a post',
      '霁原社璟安5月18日电翎川省省长温廷序18日会见了客人。',
      '温廷序 翎川省省长 meet',
    ],
    [
      '[R16] posts parted by 、',
      '翎川省委书记、省人大常委会主任贺云屏主持会议。',
      '贺云屏 翎川省委书记|省人大常委会主任 chair',
    ],
    [
      '[R17] halves that cannot stand alone',
      '翎川省委台办、省政府台办副主任乐知新出席会议。',
      '乐知新 翎川省委台办、省政府台办副主任 attend',
    ],
    ['[R18] words of the sentence are cut', '会议由霁原大学副校长鲍清如主持。', '鲍清如 霁原大学副校长 chair'],
    ['[R18] days are cut', '5月18日，琮宁市市长苏禾会见了客人。', '苏禾 琮宁市市长 meet'],
    ['[R19] nouns for people are no posts', '霁原商人范知远说，翎川的茶好。', '范知远 speak'],
    [
      '[R21] a list shares posts',
      '翎川省领导蔺知夏、邵禾、叶尔江·库尔曼参加活动。',
      '蔺知夏 翎川省领导 attend；邵禾 翎川省领导 attend；叶尔江·库尔曼 翎川省领导 attend',
    ],
    ['[R22] a title of office behind the name', '翎川省能源局苏禾副局长出席会议。', '苏禾 副局长 attend'],
    ['[R22] a title of office behind the name that opens a clause', '5月2日，涂禾副主席讲话。', '涂禾 副主席 speak'],
    ['[R16] posts parted by a comma', '5月2日，市委副书记，市长苏禾讲话。', '苏禾 市委副书记|市长 speak'],
    [
      '[R10] a name that begins like another word, closed behind a post',
      '翎川省领导江海河、吴忠琼出席会议。',
      '江海河 翎川省领导 attend；吴忠琼 翎川省领导 attend',
    ],
    ['[R18] a choice is no part of a post', '大会推选翎川省省长苏禾主持会议。', '苏禾 翎川省省长 chair'],
    ['[R16] a post to be', '琮宁市市长候选人苏禾讲话。', '苏禾 琮宁市市长候选人 speak'],
    [
      '[R21] whatever closes in a list',
      '翎川省领导苏禾、苏从勇、其其格、尤见山出席会议。',
      '苏禾 翎川省领导 attend；苏从勇 翎川省领导 attend；其其格 翎川省领导 attend；尤见山 翎川省领导 attend',
    ],
    [
      '[R21] names of other peoples in a list',
      '翎川省领导苏禾、乌云其木格、尼玛次仁、扎西、马黑木嘎、阿什老轨、尤见山参加会议。',
      '苏禾 翎川省领导 attend；乌云其木格 翎川省领导 attend；尼玛次仁 翎川省领导 attend；扎西 翎川省领导 attend；' +
        '马黑木嘎 翎川省领导 attend；阿什老轨 翎川省领导 attend；尤见山 翎川省领导 attend',
    ],
    ['[R21] no places in a list', '翎川省领导苏禾、海拉尔、满洲里等市负责人参加会议。', '苏禾 翎川省领导 attend'],
    [
      '[R10] a name that begins like a word of a field, closed behind',
      '翎川省领导黄金水、楼建平、纳建华，副省长陆海宁参加会议。',
      '黄金水 翎川省领导 attend；楼建平 翎川省领导 attend；纳建华 翎川省领导 attend；陆海宁 副省长 attend',
    ],
    [
      '[R14] a leader of sounds and one more',
      '翎川省省长仁青加布率翎川省代表团考察。',
      '仁青加布 翎川省省长 lead,inspect',
    ],
    [
      '[R11] characters of prepositions in a name',
      '翎川省省长尹从周、琮宁市市长卢敬之在璟安会见客人，砚浦市市长蔡其昌等参加。',
      '尹从周 翎川省省长 meet；卢敬之 琮宁市市长 meet；蔡其昌 砚浦市市长 attend',
    ],
    ['[R10] a surname that is a district', '澳门商会会长区志恒致辞。', '区志恒 澳门商会会长 speak'],
    [
      '[R21] a county in a list is no name',
      '琮宁市市长苏禾、贡山县县长温廷序、石林县有关负责人参加会议。',
      '苏禾 琮宁市市长 attend；温廷序 贡山县县长 attend',
    ],
    [
      '[R11] who comes along',
      '璟安市领导苏禾、温衡随团考察，副市长尤见随同出席，秘书长温廷亦参加。',
      '苏禾 璟安市领导 inspect；温衡 璟安市领导 inspect；尤见 副市长 attend；温廷 秘书长 attend',
    ],
    [
      '[R18, R32] who else comes along',
      '随同考察的有翎川省委常委、秘书长苏禾，副省长温廷序。',
      '苏禾 翎川省委常委|秘书长 inspect；温廷序 副省长 inspect',
    ],
    ['[R19] a river is nobody', '两省同处长江经济带。温廷序说，期待周市长早日率团来访。', '温廷序 speak'],
    ['[R14] coming to a province is no name', '希望王省长多来江苏。', ''],
    [
      '[R21] what is noted in brackets',
      '翎川省领导苏禾、温廷序（女，苗族）、尤见山（回族）参加会议。',
      '苏禾 翎川省领导 attend；温廷序 翎川省领导 attend；尤见山 翎川省领导 attend',
    ],
    [
      '[R18] 与 inside a committee’s name',
      '翎川省人大常委会委员、环境与资源保护委员会主任委员苏禾致辞。',
      '苏禾 翎川省人大常委会委员|环境与资源保护委员会主任委员 speak',
    ],
    ['[R18] whom a side sends', '韩方代表为国家安保室室长苏禾，客人来了。', '苏禾 国家安保室室长'],
    [
      '[R18] who else was there of the leaders',
      '参加考察的省领导还有苏禾、温廷序。',
      '苏禾 省领导 inspect；温廷序 省领导 inspect',
    ],
    ['[R19] places are no name', '两省水利厅负责同志和信阳、阜阳等地水利局负责人参加会商。', ''],
    ['[R19] who grows flowers', '花农苏禾说，茶很好。', '苏禾 speak'],
    [
      '[R28] names counted among leaders',
      '苏禾、温廷序等翎川省领导陪同考察。',
      '苏禾 翎川省领导 accompany；温廷序 翎川省领导 accompany',
    ],
    [
      '[R14] a name of Japan, where the article speaks of it',
      '日本客人来了。璟安市市长温廷序会见了砚浦市市长佐野浩一、议长近藤政夫。',
      '温廷序 璟安市市长 meet；佐野浩一 砚浦市市长 meet；近藤政夫 议长 meet',
    ],
    ['[R13] a motto is no name', '“港澳青年看祖国·侨都实习计划”启动。', ''],
    ['[R10] a name that begins like a cloud', '平谷区台办主任白云兵指出，茶很好。', '白云兵 平谷区台办主任 speak'],
    ['[R11] by whose invitation', '应国会主席阮氏金银邀请，翎川省代表团来了。', '阮氏金银 国会主席'],
    ['[R22] behind the office, with others', '发展改革委温栅洁主任与客人签署文件。', '温栅洁 主任 sign'],
    ['[R20] a dotted name behind where somebody lives', '家住榆芷县的吐尔逊·买买提说，茶很好。', '吐尔逊·买买提 speak'],
    [
      '[R13] a sound before a verb of saying',
      '塔沃莱拉市市长托马斯·施泰因表示，茶很好。',
      '托马斯·施泰因 塔沃莱拉市市长 speak',
    ],
    [
      '[R14] a leader of sounds and one more among others',
      '贡山县县长此里扎西等分别签署协议。',
      '此里扎西 贡山县县长 sign',
    ],
    ['[R21] districts in a list', '璟安市领导苏禾、东川、安宁等区县负责人参加会议。', '苏禾 璟安市领导 attend'],
    ['[R13] a sound before the end', '客人是塔沃莱拉市市长托马斯·施泰因。', '托马斯·施泰因 塔沃莱拉市市长'],
    [
      '[R21] a bureau of labour is nobody',
      '房屋局局长苏禾、劳工及福利局局长温廷序致辞。',
      '苏禾 房屋局局长 speak；温廷序 劳工及福利局局长 speak',
    ],
    [
      '[R17] an attaché of several matters',
      '荷兰驻华大使馆卫生、福利和体育参赞苏禾致辞。',
      '苏禾 荷兰驻华大使馆卫生、福利和体育参赞 speak',
    ],
    [
      '[R21] a name that is another word, among names',
      '翎川省领导苏禾、黎明、尤见山参加会议。',
      '苏禾 翎川省领导 attend；黎明 翎川省领导 attend；尤见山 翎川省领导 attend',
    ],
    ['[R22] a title of office of the next one', '翎川省副市长苏禾出席会议。', '苏禾 翎川省副市长 attend'],
    [
      '[R21] a surname of no list in a list',
      '翎川省领导苏禾、衣如蓝、尤见山出席会议。',
      '苏禾 翎川省领导 attend；衣如蓝 翎川省领导 attend；尤见山 翎川省领导 attend',
    ],
    [
      '[R10] a surname that makes a country of some posts',
      '翎川集团总经理国文清到会。',
      '国文清 翎川集团总经理 attend',
    ],
    ['[R22] a title behind the name', '霁原大学海洋学院佟以宁教授作了题为《潮汐》的报告。', '佟以宁 教授 present'],
    ['[R23] a verb of saying tells a name', '司马书瑶认为，两省应当多走动。', '司马书瑶 speak'],
    ['[R24] a stage name', '“扫雪仙翁”佟小满应邀前往砚浦市宣传家乡。', '佟小满'],
    ['[R26] guidance takes no part', '温廷序总书记作出重要指示。琮宁市市长苏禾出席会议。', '苏禾 琮宁市市长 attend'],
    ['[R19] an office that serves all year is nobody', '翎川省招商办公室长年进行交流。', ''],
    [
      '[R19] residences and teams are nobody',
      '翎川省省长苏禾参观塔国总理官邸，走访塔国外交部长官邸。塔国女子国公参赛队参加比赛。',
      '苏禾 翎川省省长 inspect',
    ],
    [
      '[R19] who comes along, and who serves an embassy',
      '翎川省省长苏禾和随员温岚秋、塔国使馆随员岑望舒参加会议。',
      '苏禾 翎川省省长 attend；温岚秋 attend；岑望舒 塔国使馆随员 attend',
    ],
    ['[R14] noon and sunshine are not Japan', '5月2日中午，茶园集中日照好，璟安市市长佐野浩一参加会议。', ''],
    ['[R14] Japan by one character', '日中经贸会上，璟安市市长佐野浩一致辞。', '佐野浩一 璟安市市长 speak'],
    [
      '[R13] a hyphen before another word goes on no name',
      '塔沃莱拉市市长玛丽-茶亚致辞。塔沃莱拉市市长若昂·雷戈-珩溪茶会代表苏禾致辞。',
      '若昂·雷戈 塔沃莱拉市市长 speak；苏禾 speak',
    ],
    ['[R13] a train between two towns is nobody', '乘客珩溪-阿拉木图说，茶很好。', ''],
    ['[R13] two parts of one sound make no name', '塔沃莱拉市市长玛-丽亚致辞。', ''],
    ['[R13] a hyphen between a sound and another word', '塔沃莱拉市市长雷戈-阿珩致辞。', ''],
    [
      '[R13] a short word inside a part',
      '塔沃莱拉市市长若昂·施泰因·雷戈致辞。榆芷县县长阿·买以力说，茶很好。',
      '若昂·施泰因·雷戈 塔沃莱拉市市长 speak；阿·买以力 榆芷县县长 speak',
    ],
    [
      '[R13] before what somebody does by a verb of no list',
      '塔沃莱拉市市长若昂·雷戈坐下。塔沃莱拉省省长玛丽·佛朗斯种马铃薯种子好多年。',
      '若昂·雷戈 塔沃莱拉市市长；玛丽·佛朗斯 塔沃莱拉省省长',
    ],
    [
      '[R13] what is no sound inside a part',
      '塔沃莱拉市市长若昂·巴特沃珊海姆表示，茶很好。',
      '若昂·巴特沃珊海姆 塔沃莱拉市市长 speak',
    ],
    [
      '[R13] a part of one character',
      '塔沃莱拉市市长若昂·雷总统来了。塔沃莱拉省省长玛丽·雷喝了茶。',
      '若昂·雷 塔沃莱拉市市长',
    ],
    ['[R13] no name ends in its dot', '塔沃莱拉市市长若昂·，茶很好。', ''],
    ['[R13] a third of sounds', '榆芷县县长阿依·春晓竹致辞。', '阿依·春晓竹 榆芷县县长 speak'],
    [
      '[R13] mottoes of less',
      '翎川省书记青山绿水·幸福珩溪说，茶很好。翎川省领导茶香春晓珩溪·雅克之约说，茶很好。翎川省青年茶韵·阿韵说，茶很好。',
      '',
    ],
    [
      '[R13] no name runs over a post',
      '翎川省院士工作站站长玛丽·佛朗斯致辞。',
      '玛丽·佛朗斯 翎川省院士|工作站站长 speak',
    ],
    [
      '[R29] 和 before 出席 that ends the sentence',
      '翎川省领导苏禾，秘书长饶云和出席。',
      '苏禾 翎川省领导 attend；饶云和 秘书长 attend',
    ],
    ['[R29] 和 before those who are there', '翎川省领导温云和出席会议的专家见面。', '温云 翎川省领导 meet'],
    [
      '[R11] a name that is a county’s, before a verb of no list',
      '翎川省商务厅厅长史嘉禾互换了文本。',
      '史嘉禾 翎川省商务厅厅长',
    ],
    ['[R18] 愿 is no part of a post', '温廷序说，愿与霁原省省长乔岱松同行。', '温廷序 speak；乔岱松 霁原省省长'],
    ['[R14] a Malay name', '塔沃莱拉州首席部长阿都曼黎率团出席会议。', '阿都曼黎 塔沃莱拉州首席部长 lead,attend'],
    [
      '[R10] a surname that is a conjunction',
      '珩溪市副市长但云岫致辞。来了副市长，但他没有说话。',
      '但云岫 珩溪市副市长 speak',
    ],
    ['[R3] padding is no part of a name', '琮宁市市长苏　禾出席会议。', '苏禾 琮宁市市长 attend'],
    ['[R3] nor beside its dot', '榆芷县县长巴图 · 额日和出席会议。', '巴图·额日和 榆芷县县长 attend'],
    ['[R11] a name does not end in 与', '市长苏亮与客人来了。市长苏亮与客人座谈。', '苏亮 市长 meet'],
    ['[R14] coming is no name', '琮宁市市长来川出席会议。', ''],
    [
      '[R18] 率 is no part of a post',
      '琮宁市市长苏禾率副市长尤见山到砚浦市考察。',
      '苏禾 琮宁市市长 lead,inspect；尤见山 副市长 inspect',
    ],
    [
      '[R18] nor where the two met',
      '琮宁市市长苏禾在广州与四川省省长温廷序座谈。',
      '苏禾 琮宁市市长 meet；温廷序 四川省省长 meet',
    ],
    [
      '[R18] nor what the one before serves as',
      '由琮宁市市长苏禾担任领队、翎川商会会长尤见山担任团长的考察团来了。',
      '苏禾 琮宁市市长 lead；尤见山 翎川商会会长 lead',
    ],
    ['[R10] told by a noun alone', '台商吴志远于2015年来到琮宁市。', '吴志远'],
    ['[R10] no word behind a noun', '两地青年常来往。游客应多看看。', ''],
    ['[R13] a dot of another kind', '琮宁市旅游局局长赫克托˙雷戈致辞。', '赫克托˙雷戈 琮宁市旅游局局长 speak'],
    ['[R20] of so many years', '14岁的张玉和母亲来到琮宁市。', '张玉'],
    ['[R20] what somebody is', '翁远鹏是琮宁市一家公司的负责人。', '翁远鹏 琮宁市一家公司的负责人'],
    ['[R20] of age', '俞和传今年72岁，住在琮宁市。', '俞和传'],
    ['[R22] a fellow student', '琮宁大学廖雅琴同学表示，茶很好。', '廖雅琴 speak'],
    ['[R22] a title with 则 behind it', '琮宁艺术馆龚明远馆长则介绍了茶艺情况。', '龚明远 馆长 present'],
  ])('%s', (_rule, text, people) => {
    expect(peopleIn(text).replaceAll('　', '')).toBe(people)
  })

  it('[R27] one who leads a delegation stands for its region', () => {
    const text = '市委书记周大川率琮宁市党政代表团到砚浦市考察，两市签署合作协议。砚浦市委书记刘一舟陪同。'
    expect(sidesIn(text)).toBe('周大川@琮宁市 刘一舟@砚浦市')
  })

  it('[R27] a person stands for the region of their posts, or of the one before', () => {
    const text =
      '霁原省·翎川省座谈会在璟安市举行。翎川省副省长温廷序、秘书长邵禾，霁原省副省长相里松出席，两省签署合作协议。'
    expect(sidesIn(text)).toBe('温廷序@翎川省 邵禾@翎川省 相里松@霁原省')
  })
})

describe('acts', () => {
  it.each([
    [
      '[R30] those who see an occasion are there, of a course of time nobody is',
      '珩溪市商会会长苏禾、琮宁市商会会长岑望舒等代表共同见证了这一历史时刻。砚浦市市长温岚秋见证了协会一路走来的历程，他很高兴。',
      '苏禾 珩溪市商会会长 attend；岑望舒 琮宁市商会会长 attend；温岚秋 砚浦市市长',
    ],
    [
      '[R30] an exhibition is no place to inspect, a museum is',
      '珩溪市市长苏禾参观书画展，副市长岑望舒参观校史展览馆。',
      '苏禾 珩溪市市长；岑望舒 副市长 inspect',
    ],
    [
      '[R30] nor is an exhibition by its short name, but the halls of one are',
      '珩溪市市长苏禾参观西博会，副市长岑望舒参观车展，秘书长乔岱松参观发展规划馆，局长温岚秋参观会展中心。',
      '苏禾 珩溪市市长；岑望舒 副市长；乔岱松 秘书长 inspect；温岚秋 局长 inspect',
    ],
    [
      '[R30] to take part in an occasion, and in a study',
      '珩溪市商会会长苏禾参与启动仪式。琮宁市商会会长岑望舒参与两岸融合发展的研究。',
      '苏禾 珩溪市商会会长 attend；岑望舒 琮宁市商会会长',
    ],
    [
      '[R35] 介绍 given on a matter',
      '翎川大学教授苏禾、霁原大学教授岑望舒，对两地茶业研究的现状进行了介绍，并提了建议。',
      '苏禾 翎川大学教授 present；岑望舒 霁原大学教授 present',
    ],
    [
      '[R38] a wish behind what is presented',
      '翎川大学校长苏禾介绍了学校的情况，希望双方多来往。',
      '苏禾 翎川大学校长 present',
    ],
    [
      '[R46] a whole sentence quoted at the end',
      '珩溪市商会会长苏禾对刺梨赞不绝口，“这种果子在我们那里从来没有见过，真好。”',
      '苏禾 珩溪市商会会长 speak',
    ],
    [
      '[R37] who does something by a verb of no list, and the next subject',
      '珩溪市市长苏禾和琮宁市市长岑望舒共同为“两地茶园”揭牌，苏禾和砚浦市市长温岚秋签署协议。',
      '苏禾 珩溪市市长 sign；岑望舒 琮宁市市长；温岚秋 砚浦市市长 sign',
    ],
    [
      '[R30] words of congratulation, and talks in a round',
      '塔沃莱拉市市长雷戈亦发来视频贺辞。琮宁市商会会长岑望舒等围绕茶业开展圆桌对话。',
      '雷戈 塔沃莱拉市市长 speak；岑望舒 琮宁市商会会长 speak',
    ],
    ['[R30] who conducts and plays', '指挥家温岚秋执棒，演奏家苏禾领衔。', '温岚秋 perform；苏禾 perform'],
    [
      '[R22] titles of rank behind a name, no name before 常务',
      '翎川大学苏禾资深教授，霁原大学原常务副校长、茶文化研究院院长温岚秋出席典礼。',
      '苏禾 资深教授 attend；温岚秋 霁原大学原常务副校长|茶文化研究院院长 attend',
    ],
    ['[R46] a name with a colon speaks', '琮宁市市长苏禾：茶很好。', '苏禾 琮宁市市长 speak'],
    [
      '[R36] whom a speech is addressed to',
      '琮宁市市长苏禾对砚浦市市长刘一舟来访表示欢迎。他说，茶很好。',
      '苏禾 琮宁市市长 speak；刘一舟 砚浦市市长',
    ],
    [
      '[R30] one list, several verbs',
      '翎川省省长温廷序、霁原省省长乔岱松介绍情况并签署协议。',
      '温廷序 翎川省省长 present,sign；乔岱松 霁原省省长 present,sign',
    ],
    [
      '[R30] each list its own verb',
      '琮宁市市长苏禾主持会议，副市长尤见山致辞。',
      '苏禾 琮宁市市长 chair；尤见山 副市长 speak',
    ],
    ['[R31] reported speech', '翎川省省长温廷序说，霁原省将参加展会、签署协议。', '温廷序 翎川省省长 speak'],
    ['[R32] a relative clause', '翎川省省长温廷序会见了出席会议的专家。', '温廷序 翎川省省长 meet'],
    [
      '[R33] 在…陪同下',
      '霁原省省长乔岱松在翎川省省长温廷序陪同下，到璟安市考察。',
      '乔岱松 霁原省省长 inspect；温廷序 翎川省省长 accompany',
    ],
    [
      '[R33] 在…陪同下, without a comma',
      '霁原省省长乔岱松在翎川省省长温廷序陪同下考察了璟安市。',
      '乔岱松 霁原省省长 inspect；温廷序 翎川省省长 accompany',
    ],
    [
      '[R34] both sides meet',
      '翎川省省长温廷序会见了霁原省省长乔岱松。',
      '温廷序 翎川省省长 meet；乔岱松 霁原省省长 meet',
    ],
    [
      '[R34] one who leads is met',
      '翎川省省长温廷序会见了霁原省副省长相里松率领的代表团。',
      '温廷序 翎川省省长 meet；相里松 霁原省副省长 meet,lead',
    ],
    [
      '[R35] 介绍 presents or speaks',
      '翎川省省长温廷序介绍了翎川情况。霁原省省长乔岱松介绍，霁原有车。',
      '温廷序 翎川省省长 present；乔岱松 霁原省省长 speak',
    ],
    [
      '[R34] the host does not lead the guests',
      '翎川省省长温廷序与前来考察的霁原省省长乔岱松率领的代表团座谈。',
      '温廷序 翎川省省长 meet；乔岱松 霁原省省长 inspect,lead,meet',
    ],
    [
      '[R34] nobody behind a comma is met',
      '霁原省省长乔岱松与客人座谈，翎川省省长温廷序出席会议。',
      '乔岱松 霁原省省长 meet；温廷序 翎川省省长 attend',
    ],
    [
      '[R30] on behalf of both sides',
      '翎川省省长温廷序、霁原省省长乔岱松介绍情况，代表双方签署协议。',
      '温廷序 翎川省省长 present,sign；乔岱松 霁原省省长 present,sign',
    ],
    [
      '[R30] an inquiry of some matter, and one on the spot',
      '翎川省省长温廷序到琮宁市开展专题调研，霁原省省长乔岱松到琮宁市现场调研。',
      '温廷序 翎川省省长 inspect；乔岱松 霁原省省长 inspect',
    ],
    ['[R30] what is counted is no act', '翎川省省长温廷序带来一场推介。', '温廷序 翎川省省长'],
    [
      '[R30] whom one goes with',
      '翎川省省长温廷序陪同考察或调研，副省长苏禾陪同考察调研。',
      '温廷序 翎川省省长 accompany；苏禾 副省长 accompany',
    ],
    [
      '[R34] who leads those who are met, behind 由',
      '翎川省省长温廷序会见了由塔沃莱拉州长若昂·雷戈率领的代表团。',
      '温廷序 翎川省省长 meet；若昂·雷戈 塔沃莱拉州长 meet,lead',
    ],
    ['[R30] 合作 is one word', '翎川省省长温廷序介绍两省合作交流情况。', '温廷序 翎川省省长 present'],
    ['[R30] a visit of some days', '霁原省省长乔岱松率团开展为期三天的考察。', '乔岱松 霁原省省长 lead,inspect'],
    ['[R30] a call on an institution is no visit to a place', '翎川省省长温廷序访问霁原大学。', '温廷序 翎川省省长'],
    ['[R32] who was there', '出席会议的嘉宾包括翎川省副省长温廷序。', '温廷序 翎川省副省长 attend'],
    ['[R35] what is presented', '翎川省省长温廷序介绍了霁原大学的历史沿革。', '温廷序 翎川省省长 present'],
    ['[R30] 率 behind a name in 利', '砚浦市市长刘文利率团考察。', '刘文利 砚浦市市长 lead,inspect'],
    ['[R32] who else was there', '出席会议的领导还有：翎川省副省长温廷序。', '温廷序 翎川省副省长 attend'],
    ['[R30] how it is said', '翎川省省长温廷序走上台，深情地说：“茶很好。”', '温廷序 翎川省省长 speak'],
    ['[R36] a signing that is wished well', '翎川省省长温廷序对两市签订协议表示祝贺。', '温廷序 翎川省省长'],
    ['[R36] what guests are welcomed for', '翎川省省长温廷序对企业家参加茶会表示欢迎。', '温廷序 翎川省省长'],
    ['[R36] 他', '翎川省省长温廷序主持会议。他说，两省是邻居。', '温廷序 翎川省省长 chair,speak'],
    [
      '[R37] the rest of a list',
      '琮宁市市长苏禾、副市长尤见山以及科技局等单位负责人出席会议，企业代表签署协议。',
      '苏禾 琮宁市市长 attend；尤见山 副市长 attend',
    ],
    ['[R30] what others tell is heard', '翎川省省长温廷序听取工作汇报，听企业负责人介绍。', '温廷序 翎川省省长'],
    ['[R30] what is still to come', '座谈会后，翎川省省长温廷序一行将前往砚浦市调研。', '温廷序 翎川省省长'],
    ['[R30] by whom it is told', '翎川省省长温廷序听取副省长苏禾汇报。', '温廷序 翎川省省长；苏禾 副省长 present'],
    ['[R30] a name with 为', '翎川省省长史为民一同考察。', '史为民 翎川省省长 inspect'],
    ['[R30] whom somebody accompanies', '翎川省省长温廷序陪同代表团在璟安考察。', '温廷序 翎川省省长 accompany'],
    ['[R30] a meeting of explanation', '翎川省省长温廷序主持说明会。', '温廷序 翎川省省长 chair'],
    ['[R30] who comes to a meeting', '翎川省省长温廷序到会指导。', '温廷序 翎川省省长 attend'],
    [
      '[R30] what is proposed or promised',
      '翎川省省长温廷序提议，两省办茶会。副省长苏禾承诺支持，并深信合作。',
      '温廷序 翎川省省长 speak；苏禾 副省长',
    ],
    ['[R38] wishes', '珩溪市委书记蓝溪桥希望两市常来常往。', '蓝溪桥 珩溪市委书记 speak'],
    [
      '[R32] what one has come for',
      '率团出席论坛的珩溪市市长蓝溪桥表示，茶很好。',
      '蓝溪桥 珩溪市市长 lead,attend,speak',
    ],
    ['[R32] what one takes part in', '“茶很好。”参加活动的珩溪市市长蓝溪桥说。', '蓝溪桥 珩溪市市长 attend,speak'],
    ['[R32] no occasion', '参与建设的珩溪市市长蓝溪桥说，茶很好。', '蓝溪桥 珩溪市市长 speak'],
  ])('%s', (_rule, text, people) => {
    expect(peopleIn(text)).toBe(people)
  })

  it('[R39] an act is of the event where such acts are done', () => {
    const text =
      '5月18日，霁原省·翎川省座谈会在璟安市举行，翎川省省长温廷序出席。霁原省党政代表团一行到翎川省考察，霁原省省长乔岱松带队。'
    const [article] = readingOf(text).articles
    const acts = article.people.flatMap((person) => person.acts.map(({ act, event }) => [act, event]))
    expect(acts).toContainEqual(['attend', article.events.findIndex(({ kind }) => kind === 'meeting')])
    expect(acts).toContainEqual(['lead', article.events.findIndex(({ kind }) => kind === 'visit')])
  })
})

describe('bylines', () => {
  it.each([
    ['[R40] a dateline', '霁原日报璟安4月10日电（记者 史嘉禾）代表团来了，大家很高兴。', '霁原日报: 史嘉禾'],
    ['[R40] a dateline before a blank', '霁原日报璟安消息 5月8日，代表团来了，大家很高兴。', '霁原日报:'],
    ['[R44] names at the end', '茶会开始了，客人来了。（慕容语 史嘉禾）', ': 慕容语 史嘉禾'],
    ['[R44] who helped to report', '茶会开始了，客人来了。（参与报道：慕容语史嘉禾）', ': 慕容语 史嘉禾'],
    [
      '[R44] a paper with its title',
      '茶会开始了。（《翎川新闻》报慕容语实习生史嘉禾报道）',
      '《翎川新闻》报: 慕容语 史嘉禾',
    ],
    [
      '[R41] reporters in thick brackets',
      '【翎川时报-翎川网报道 记者 温岚秋 苏禾】茶会开始了。',
      '翎川时报-翎川网: 温岚秋 苏禾',
    ],
    [
      '[R15] beside a name written by its sound',
      '翎川社珩溪5月8日电(温岚秋阿琳娜)茶会开始了。',
      '翎川社: 温岚秋 阿琳娜',
    ],
    ['[R44] no names at the end', '茶会开始了，客人来了。（未完待续）', ''],
    [
      '[R41] an outlet among the reporters is none of them',
      '霁原日报讯（记者 史嘉禾 霁原日报社记者 慕容语）茶会开始了，客人来了。',
      '霁原日报: 史嘉禾 慕容语',
    ],
    ['[R40] 本报 names no outlet', '本报讯（记者　宁　迟）大豆装车了，火车开了。', ': 宁迟'],
    ['[R41] no photographers', '翎川新闻网讯（记者 慕容语 摄影 时雨）茶会开始了，客人来了。', '翎川新闻网: 慕容语'],
    [
      '[R41, R15] run-together names',
      '翎川新闻网讯（记者骆清温若虚）茶会开始了，客人来了。',
      '翎川新闻网: 骆清 温若虚',
    ],
    ['[R45] a line of the author', '作者 慕容语\n茶会开始了，客人来了。两省的茶人都很高兴，谈了一个下午。', ': 慕容语'],
    ['[R44] the source at the end', '茶会开始了，客人来了。（翎川日报）', '翎川日报:'],
    ['[R44] the source at the end, as written', '茶会开始了，客人来了。（霁原•网）', '霁原•网:'],
    ['[R41] a programme in brackets is no reporter', '霁原网消息（晚间要闻）：茶会开始了，客人来了。', '霁原网:'],
    ['[R44] the reporter at the end', '茶会开始了，客人来了。（翎川新闻网 记者 慕容语）', '翎川新闻网: 慕容语'],
    ['[R40] a day in words', '霁原社琮宁四月十七日电（史嘉禾）茶会开始了，客人来了。', '霁原社: 史嘉禾'],
    ['[R40] no name of its own', '日报消息（记者史嘉禾）茶会开始了，客人来了。', ': 史嘉禾'],
    [
      '[R41] parted by blanks alone',
      '翎川日报讯 记者 史嘉禾 通讯员 慕容语 近日，茶会开始了，客人来了。',
      '翎川日报: 史嘉禾 慕容语',
    ],
    ['[R41] no day among the names', '翎川日报讯 记者 史嘉禾 近日 琮宁市举行茶会。', '翎川日报: 史嘉禾'],
    ['[R44] a newsroom at the end', '茶会开始了，客人来了。（翎川新闻记者 慕容语）', '翎川新闻: 慕容语'],
    ['[R43] 文 before it', '茶会开始了，客人来了。\n\n文/霁原日报记者　史嘉禾', '霁原日报: 史嘉禾'],
    [
      '[R5, R43] a reporter and a correspondent',
      '□本报记者 史嘉禾 通讯员 慕容语\n茶会开始了，客人来了，大家在江边的茶园里谈了很久。',
      ': 史嘉禾 慕容语',
    ],
    [
      '[R43] a newsroom of all media',
      '霁原日报全媒记者 史嘉禾\n茶会开始了，客人来了，大家在江边的茶园里谈了很久。',
      '霁原日报: 史嘉禾',
    ],
    ['[R41] behind a day', '5月17日讯（记者 史嘉禾）茶会开始了，客人来了。', ': 史嘉禾'],
    ['[R41] a name that ends in 文', '霁原社璟安4月10日电（记者 李文）代表团来了，大家很高兴。', '霁原社: 李文'],
    ['[R44] behind the last sentence', '茶会开始了，客人来了。 本报记者 史嘉禾', ': 史嘉禾'],
    ['[R5, R44] in brackets on a line of its own', '茶会开始了，客人来了。\n（本报记者 史嘉禾）', ': 史嘉禾'],
    [
      '[R44] a newsroom of a county',
      '茶会开始了，客人来了。\n（榆芷县融媒体中心记者 史嘉禾）',
      '榆芷县融媒体中心: 史嘉禾',
    ],
    ['[R44] a reporter of sounds', '茶会开始了，客人来了。（榆芷县融媒体中心 次仁央宗）', '榆芷县融媒体中心: 次仁央宗'],
    ['[R44] the source in brackets', '茶会开始了，客人来了。\n（来源：翎川省茶业网站）', '翎川省茶业网站:'],
    ['[R44] who wrote it', '茶会开始了，客人来了。（霁原网文/史嘉禾）', '霁原网: 史嘉禾'],
    ['[R43] the writer on a line of its own', '茶会开始了，客人来了。\n撰稿：史嘉禾', ': 史嘉禾'],
    ['[R43] the source and the reporter', '茶会开始了，客人来了。\n\n来源：霁原发布 记者：史嘉禾', '霁原发布: 史嘉禾'],
    [
      '[R43] the paper and its day',
      '茶会开始了，客人来了，大家谈了很久。\n《霁原教育报》2011年3月7日第1版',
      '霁原教育报:',
    ],
    [
      '[R43] the site and its address',
      '茶会开始了，客人来了，大家谈了很久。\n霁原网 https://tea.example/1.html',
      '霁原网:',
    ],
    ['[R40] news by name', '封面新闻讯（记者 史嘉禾）茶会开始了，客人来了。', '封面新闻: 史嘉禾'],
    ['[R41] a reporter of all media', '霁原日报全媒体记者 史嘉禾 报道 5月6日，茶会开始了。', '霁原日报: 史嘉禾'],
    ['[R40] news without a dateline', '上观新闻（记者 史嘉禾）茶会开始了，客人来了。', '上观新闻: 史嘉禾'],
    ['[R40] a longer name of news', '红网时刻新闻5月6日讯（记者 史嘉禾）茶会开始了。', '红网时刻新闻: 史嘉禾'],
    ['[R40] what is heard from', '据霁原社璟安5月6日电 茶会开始了，客人来了。', '霁原社:'],
    ['[R40] a reporter sent out', '本报璟安5月6日电（翎川日报特派记者 史嘉禾）茶会开始了。', '翎川日报: 史嘉禾'],
    ['[R41] who reports', '本报5月6日讯 记者史嘉禾报道 9日，茶会开始了。', ': 史嘉禾'],
    ['[R41] a paper whose reporter reports', '翎川日报记者 史嘉禾 报道：茶会开始了。', '翎川日报: 史嘉禾'],
    ['[R41] somebody before the reporter', '本报讯（慕容语 记者 史嘉禾）茶会开始了。', ': 慕容语 史嘉禾'],
    ['[R5, R43] a line of its own', '茶会开始了，客人来了。\n\n霁原日报记者　史嘉禾', '霁原日报: 史嘉禾'],
  ])('%s', (_rule, text, byline) => {
    expect(bylineIn(text)).toBe(byline)
  })
})
